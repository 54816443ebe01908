"""Figures: the data of a chart and what they mean; how they are drawn is another matter.

A figure is complete without a picture: its rows are the table behind the chart and its CSV file,
its description says in words what the picture shows.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nonaligned.numerals import number

Value = str | float | int | None
Kind = Literal["paths", "strip", "ways", "map", "bars"]


@dataclass(frozen=True)
class Column:
    """One column of a figure's rows.

    Parameters
    ----------
    name : str
        As in the CSV file, and as the kind of figure expects it.
    heading : str
        As a person reads it.
    digits : int, optional
        Decimals shown, none for counts; ``None`` for texts and years, which are shown as they are.
    """

    name: str
    heading: str
    digits: int | None = None


@dataclass(frozen=True)
class Line:
    """A line to compare values with: a criterion, a year.

    Parameters
    ----------
    axis : {"x", "y"}
        The axis it cuts.
    at : float
    label : str
    """

    axis: Literal["x", "y"]
    at: float
    label: str


@dataclass(frozen=True)
class Figure:
    """Data for one chart.

    Parameters
    ----------
    kind : str
        ``paths``: values by year, a line a name, with intervals. ``strip``: all states on one
        axis. ``ways``: a specification curve. ``map``: all states on two axes. ``bars``: a value a
        name, with intervals.
    title : str
    description : str
        What it shows in words, for those who do not see it.
    columns : tuple of Column
        Those that :data:`COLUMNS` names for the kind, in any order; more are allowed.
    rows : tuple of tuple
        Values in the order of the columns; ``None`` where undefined.
    x, y : str
        What the axes measure, with units; ``y`` of a strip is empty.
    domain : tuple of float
        Range of the measure; of both measures in a map.
    lines : tuple of Line
    span : tuple of int, optional
        First and last year of the claim, where the chart shows more.

    Examples
    --------
    >>> figure = Figure("bars", "Support", "One bar.", (Column("name", "Issue"),
    ...     Column("value", "Share", 2), Column("low", "From", 2), Column("high", "To", 2)),
    ...     (("disarmament", 0.9, 0.8, 0.95),), "share of yes")
    >>> figure.series("value")
    [0.9]
    """

    kind: Kind
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    x: str
    y: str = ""
    domain: tuple[float, float] = (0.0, 1.0)
    lines: tuple[Line, ...] = ()
    span: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        missing = COLUMNS[self.kind] - {column.name for column in self.columns}
        if missing:
            raise ValueError(f"a figure of kind {self.kind!r} lacks {', '.join(sorted(missing))}")

    def series(self, name: str) -> list[Value]:
        """Return the values of a column."""
        at = [column.name for column in self.columns].index(name)
        return [row[at] for row in self.rows]

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as mappings, undefined numbers as ``None``."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, map(_finite, row), strict=True)) for row in self.rows]

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as texts, rounded, for the table behind the chart."""
        for row in self.rows:
            yield tuple(map(_cell, row, self.columns))

    def csv(self) -> str:
        r"""Return the rows as CSV with full precision.

        Examples
        --------
        >>> Figure("bars", "", "", tuple(Column(n, n) for n in ("name", "value", "low", "high")),
        ...     (("a, b", 0.5, float("nan"), None),), "").csv()
        'name,value,low,high\n"a, b",0.5,,\n'
        """
        out = io.StringIO()
        write = csv.writer(out, lineterminator="\n")
        write.writerow([column.name for column in self.columns])
        write.writerows([_finite(value) for value in row] for row in self.rows)
        return out.getvalue()


COLUMNS = {
    "paths": {"year", "name", "value", "low", "high", "n"},
    "strip": {"name", "value", "role"},
    "ways": {"estimate", "low", "high", "criterion", "outcome", "n"},
    "map": {"name", "x", "y", "role"},
    "bars": {"name", "value", "low", "high"},
}
"""Columns that each kind of figure has. ``role`` is ``subject``, ``other`` or empty, on a map
``named`` where a state has its name there; ``outcome`` is ``for``, ``against`` or ``undecided``. A
figure of ``ways`` has beside them the choices that make a way, as columns of text."""


def _finite(value: Value) -> Value:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value: Value, column: Column) -> str:
    if value is None:
        return "–"
    if isinstance(value, str) or column.digits is None:
        return str(value)
    return number(value, column.digits)
