"""The command line: arguments in, exit codes out, no logic of its own.

Exit status: 0 when the command ran, 1 when ``--fail-on`` found what it was told to look for,
2 on bad input or a missing record, 130 on Ctrl-C, 141 where the reader of the output went away.
"""

from __future__ import annotations

import os
import sys
from errno import EBADF

import typer

from nonaligned import __version__
from nonaligned.cli import checks, fitting, measuring, portraits, records
from nonaligned.errors import NonalignedError

STOPPED = 130
CUT = 141
"""What a shell reports of a program that SIGPIPE ended: other programs in a pipe end so too."""

app = typer.Typer(
    name="nonaligned",
    help="Test what is said about states against what those states did.",
    epilog='Try: nonaligned check examples/claims.yaml   or   nonaligned agreement "Iran" USA RUS',
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nonaligned {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Test what is said about states against what those states did."""


checks.register(app)
measuring.register(app)
portraits.register(app)
fitting.register(app)
records.register(app)


def main() -> None:
    """Run the command line; what goes wrong outside the program is told in one line."""
    _hold_closed()
    sys.exit(_status())


def _hold_closed() -> None:
    """Hold the places of standard streams that the caller closed.

    Else the first file that is opened would stand there. What is asked of a closed stream then
    fails as on any other: only an output that is needed is missed. Messages go nowhere.
    """
    for fd, name, mode, way in (
        (0, "stdin", "r", os.O_WRONLY),
        (1, "stdout", "w", os.O_RDONLY),
        (2, "stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            held = os.open(os.devnull, way)
            if held != fd:
                os.dup2(held, fd)
            setattr(sys, name, os.fdopen(fd, mode))


def _status() -> int | str | None:
    """Run a command to the last byte of its output, and return the exit status."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # what the buffer holds may be what breaks
    except NonalignedError as error:
        return _ended(2, error.message)
    except BrokenPipeError:
        return _cut()
    except OSError as error:
        return _refused(error)
    except SystemExit as end:
        # typer ends with status 1 on a broken pipe, and silently with 130 on Ctrl-C
        if isinstance(end.__context__, BrokenPipeError):
            return _cut()
        if end.code == STOPPED:
            return _ended(STOPPED, "stopped; nothing was left half-written")
        return end.code
    except KeyboardInterrupt:
        return _ended(STOPPED, "stopped; nothing was left half-written")
    return 0


def _ended(status: int, why: str) -> int:
    print(f"nonaligned: {why}", file=sys.stderr)
    return status


def _cut() -> int:
    """Say nothing where the reader of our output went away, as in ``| head``."""
    _drop_output()
    return CUT


def _refused(error: OSError) -> int:
    """Tell what the machine refused: no space on the device, no permission."""
    _drop_output()
    if error.errno == EBADF:
        return _ended(2, "standard input or output is closed. Open it, or name a file")
    place = error.filename or "input or output failed"
    return _ended(2, f"{place}: {error.strerror or error}")


def _drop_output() -> None:
    """Send what is left in the buffer nowhere: the interpreter flushes it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
