"""Run every code block of the README and the docs, and hold what is printed there against it.

A ``console`` block shows commands (lines that start with ``$ ``) with their output; a ``python``
block runs in one namespace a page. Both run in a folder of their own, in which all of the project
can be seen and what they write is lost. ``python tests/docs_blocks.py`` writes today's output into
the pages; the test fails where the pages say something else. The site (``make docs``) runs the
Python blocks by the same function, and draws those that end in a figure.
"""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DIALOGUE = ">>>"
COMMAND_SECONDS = 120


def pages() -> list[Path]:
    """Pages whose blocks are run, in a stable order."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@contextmanager
def workplace() -> Iterator[Path]:
    """Give a folder that shows all of the project, and takes what a page's blocks write."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for entry in ROOT.iterdir():
            if not entry.name.startswith("."):
                (folder / entry.name).symlink_to(entry)
        yield folder


def _environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    plain = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PATH": path}
    return {**os.environ, **plain, "NONALIGNED_HOME": str(folder / ".nonaligned")}


def shell(command: str, folder: Path) -> str:
    """Output of one command, standard error included, without trailing blanks and empty lines."""
    done = subprocess.run(
        command, shell=True, cwd=folder, env=_environment(folder), timeout=COMMAND_SECONDS,
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())


def console(body: str, folder: Path) -> str:
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
            out.append(f"{first}\n{shell(command, folder)}")
            out.append("\n" if part.endswith("\n\n") else "")
    return "".join(out)


def refreshed(page: Path) -> str:
    """Text of the page with today's output in every console block."""
    with workplace() as folder:
        return BLOCK.sub(
            lambda m: f"```console\n{console(m[2], folder)}```" if m[1] == "console" else m[0],
            page.read_text(),
        )


def python_blocks(page: Path) -> list[str]:
    """Source of the page's Python blocks that are no dialogue."""
    found = [m[2] for m in BLOCK.finditer(page.read_text()) if m[1] == "python"]
    return [source for source in found if not source.startswith(DIALOGUE)]


def outcomes(page: Path) -> list[tuple[str, Any]]:
    """Run the page's Python blocks: what each prints, and what its last line is worth.

    ``None`` where the last line is a statement.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with workplace() as folder, chdir(folder):
        return [_outcome(source, page.name, namespace) for source in python_blocks(page)]


def _outcome(source: str, name: str, namespace: dict[str, Any]) -> tuple[str, Any]:
    """Execute a block; where it ends in an expression, with its value."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, name, "exec"), namespace)
        worth = last and eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    return printed.getvalue(), worth


def dialogue(page: Path) -> str:
    """Python blocks of the page that show a dialogue with the interpreter, for doctest."""
    found = [m[2] for m in BLOCK.finditer(page.read_text()) if m[1] == "python"]
    return "\n".join(source for source in found if source.startswith(DIALOGUE))


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or pages():
        path.write_text(refreshed(path))
