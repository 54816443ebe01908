"""Reference written by the program itself: the directive ``generated`` with a name.

``commands``, ``contracts``, ``data-files`` and ``kinds`` are read off the package when the site is
built, so that they cannot fall behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import typer
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from nonaligned import study, tables
from nonaligned.cli import app as application


class Generated(SphinxDirective):
    """Put in a part of the reference by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the part as Markdown, and read that."""
        text = "\n".join(PARTS[self.arguments[0]]())
        return list(self.parse_text_to_nodes(text, allow_section_headings=True))


def commands() -> Iterator[str]:
    """Yield each command: its use, what it does, an example, its arguments and options."""
    yield from _command(typer.main.get_command(application), "nonaligned", None)


def _command(command: Any, name: str, parent: Any) -> Iterator[str]:
    context = command.context_class(command, info_name=name, parent=parent)
    if parent is not None:
        yield from _described(command, context)
    for inner, one in getattr(command, "commands", {}).items():
        yield from _command(one, inner, context)


def _described(command: Any, context: Any) -> Iterator[str]:
    text, *examples = (command.help or "").split("Example: ")
    yield from (f"## {context.command_path}", "", " ".join(text.split()), "", "```sh")
    yield from (" ".join(example.split()) for example in examples)
    yield from ("```", "", "| use | meaning |", "| --- | --- |")
    for parameter in command.params:
        use, meaning = parameter.get_help_record(context) or (parameter.human_readable_name, "")
        yield f"| `{use}` | {_cell(meaning)} |"
    yield ""


def contracts() -> Iterator[str]:
    """Yield the columns of each table."""
    for contract in (tables.VOTES, tables.ROLLCALLS, tables.REPAIRS, tables.SERIES):
        yield from (f"## {contract.name}", "", f"Key: {', '.join(contract.key)}.", "")
        yield from ("| column | type | holds | a null means |", "| --- | --- | --- | --- |")
        for column in contract.columns:
            nulls = column.missing or "never there"
            yield f"| `{column.name}` | {_type(column.dtype)} | {_cell(column.meaning)} | {nulls} |"
        yield ""


def _type(dtype: Any) -> str:
    categories = getattr(dtype, "categories", None)
    return f"one of {', '.join(categories)}" if categories is not None else str(dtype)


def data_files() -> Iterator[str]:
    """Yield the files of facts about states, with their rows and columns."""
    yield from ("| file | rows | columns |", "| --- | ---: | --- |")
    folder = files("nonaligned.states") / "data"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        with (folder / path.name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        yield f"| `{path.name}` | {len(rows)} | {', '.join(f'`{name}`' for name in head)} |"


def kinds() -> Iterator[str]:
    """Yield every kind of claim with what it asks and how it may be said."""
    for kind in study.kinds():
        yield from (f"## {kind['kind']}", "", _sentence(kind["asks"]), "")
        yield from (f"- {_cell(example)}" for example in kind["examples"])
        yield ""


def _sentence(text: str) -> str:
    made = _cell(text)
    return made if made.endswith(("?", ".")) else f"{made}."


def _cell(text: str) -> str:
    """Text that is no markup, on one line."""
    return " ".join(text.split()).replace("|", r"\|").replace("*", r"\*").replace("<", r"\<")


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "contracts": contracts,
    "data-files": data_files,
    "kinds": kinds,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive."""
    app.add_directive("generated", Generated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
