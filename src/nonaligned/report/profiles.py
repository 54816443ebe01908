"""Profiles for the terminal and as plain values; as a page they are in :mod:`.html`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from nonaligned.numerals import bar
from nonaligned.report.document import Profile
from nonaligned.report.figure import Figure
from nonaligned.report.terminal import source
from nonaligned.report.text import printable, spark

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_ROWS = 40
"""Rows of a figure shown in a terminal."""


def plain(profile: Profile) -> dict[str, Any]:
    """Return a profile as plain values, ready for :func:`nonaligned.report.json.dumps`.

    Examples
    --------
    >>> plain(Profile("0.1", "Aland", (), ()))["title"]
    'Aland'
    """
    return {
        "nonaligned": profile.version,
        "title": profile.title,
        "facts": dict(profile.facts),
        "figures": [
            {
                "kind": figure.kind,
                "title": figure.title,
                "description": figure.description,
                "rows": figure.records(),
            }
            for figure in profile.figures
        ],
        "records": [asdict(record) for record in profile.records],
    }


def laid_out(profile: Profile) -> list[RenderableType]:
    """Lay a profile out for a terminal: the facts, then each figure as lines or a table."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, fact in profile.facts:
        grid.add_row(Text(printable(label)), Text(printable(fact)))
    parts: list[RenderableType] = [Text(printable(profile.title), style="bold"), grid]
    for figure in profile.figures:
        parts += [Text(), Text(figure.title, style="bold"), _figure(figure)]
    return [*parts, Text(), *map(source, profile.records)]


def _figure(figure: Figure) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    if figure.kind == "paths":
        table.add_column("line")
        low, high = figure.domain
        table.add_column(f"by session, {bar(low)} to {bar(high)}", no_wrap=True)
        paths: dict[str, list[float | None]] = {}
        for row in figure.records():
            value = row["value"]
            paths.setdefault(str(row["name"]), []).append(None if value is None else float(value))
        for name, values in paths.items():
            table.add_row(Text(printable(name)), spark(values, low=low, high=high, width=40))
        return table
    for column in figure.columns:
        table.add_column(
            column.heading, justify="left" if column.name in {"name", "who", "role"} else "right"
        )
    rows = list(figure.cells())
    for cells in rows[:MOST_ROWS]:
        table.add_row(*(Text(printable(cell)) for cell in cells))
    if len(rows) > MOST_ROWS:
        table.caption = f"… and {len(rows) - MOST_ROWS} more: see --json"
        table.caption_justify = "left"
    return table
