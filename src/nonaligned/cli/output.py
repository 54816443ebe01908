"""What all commands share: printing and progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nonaligned.study.weighing import Progress


def show(*parts: Any) -> None:
    """Print laid-out parts to the terminal; 80 columns at the least where it is no terminal."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    for part in parts:
        whole = getattr(part, "no_wrap", None) is True  # a path is never folded
        console.print(part, markup=False, soft_wrap=whole)


def write(text: str) -> None:
    """Print data as it is, for pipes."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def note(path: object) -> None:
    """Name a file that was written, on standard error: standard output is for data."""
    print(f"wrote {path}", file=sys.stderr)


def remark(text: str) -> None:
    """Tell what a person should know, on standard error: standard output is for data."""
    print(f"nonaligned: {text}", file=sys.stderr)


@contextmanager
def bar(after: float = 0.0) -> Iterator[Progress]:
    """Draw progress on standard error, as a callable ``progress(stage, done, total)``.

    Parameters
    ----------
    after : float
        Seconds that must pass before anything is drawn.
    """
    from threading import Timer

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    # a dumb terminal can take nothing away again, and would be left with an empty line
    quiet = not console.is_interactive
    drawn = Progress(*columns, console=console, transient=True, disable=quiet)
    tasks: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            tasks[stage] = drawn.add_task(stage, total=total)
        drawn.update(tasks[stage], completed=done, total=total)

    timer = Timer(after, drawn.start)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()  # it must not start what is stopped here
        if drawn.live.is_started:
            drawn.stop()
