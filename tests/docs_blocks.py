"""Run every code block of the README and the docs, and hold what is printed there against it.

A ``console`` block shows commands (lines that start with ``$ ``) with their output; a ``python``
block runs in one namespace a page. ``python tests/docs_blocks.py`` writes today's output into the
pages; the test fails where the pages say something else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND_SECONDS = 120


def pages() -> list[Path]:
    """Pages whose blocks are run, in a stable order."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PATH": path}


def shell(command: str) -> str:
    """Output of one command, standard error included, without trailing blanks."""
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=_environment(), timeout=COMMAND_SECONDS, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def console(body: str) -> str:
    """Return the block's commands, each with the output it gives now.

    Commands of ``make``, ``git`` and ``pip`` stay as they are: CI runs them by itself.
    """
    out: list[str] = []
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        first, _, _ = part.partition("\n")
        command = first.removeprefix("$ ")
        if not first.startswith("$ ") or command.split()[0] in {"make", "git", "pip", "cd"}:
            out.append(part)
        else:
            out.append(f"{first}\n{shell(command)}")
            out.append("\n" if part.endswith("\n\n") else "")
    return "".join(out)


def refreshed(page: Path) -> str:
    """Text of the page with today's output in every console block."""
    return BLOCK.sub(
        lambda m: f"```console\n{console(m[2])}```" if m[1] == "console" else m[0],
        page.read_text(),
    )


def python_blocks(page: Path) -> list[str]:
    """Source of the page's Python blocks that are no dialogue."""
    found = [m[2] for m in BLOCK.finditer(page.read_text()) if m[1] == "python"]
    return [source for source in found if not source.startswith(">>>")]


def dialogue(page: Path) -> str:
    """Python blocks of the page that show a dialogue with the interpreter, for doctest."""
    found = [m[2] for m in BLOCK.finditer(page.read_text()) if m[1] == "python"]
    return "\n".join(source for source in found if source.startswith(">>>"))


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or pages():
        path.write_text(refreshed(path))
