"""Where states stood: ideal points from the book, or as kept by a fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from nonaligned import records, states
from nonaligned.errors import RecordError
from nonaligned.records.book.positions import Positions
from nonaligned.report.figure import Column, Figure
from nonaligned.study.fit_files import kept_path
from nonaligned.study.fitting import ALL_VOTES
from nonaligned.study.loading import BOOK, FIRST_YEAR, sessions, spelled

MOST_DRAWN = 8
"""Lines in one chart."""


@dataclass(frozen=True, eq=False)
class Standing:
    """Ideal points of some states, with what is needed to show them.

    Parameters
    ----------
    table : polars.DataFrame
        As of :func:`positions`.
    labels : mapping of str to str
        Names of the states.
    title : str
    """

    table: pl.DataFrame
    labels: Mapping[str, str]
    title: str


def points(issue: str = ALL_VOTES, *, record: str = BOOK) -> pl.DataFrame:
    """Return the ideal points of all states, from the book or as kept by ``nonaligned fit``.

    Parameters
    ----------
    issue : str
        ``all`` for all votes, an issue code, or ``important``.
    record : str

    Returns
    -------
    polars.DataFrame
        ``state``, ``session``, ``mean``, ``sd``, ``low``, ``high`` (95 %), ``n`` votes.

    Raises
    ------
    RecordError
        Nothing is kept for this issue.

    Examples
    --------
    >>> points("me").columns
    ['state', 'session', 'mean', 'sd', 'low', 'high', 'n']
    """
    if record == BOOK:
        held: Mapping[str, pl.DataFrame] = Positions(records.book.read())
        if issue not in held:
            raise RecordError(
                f"the book holds no ideal points on {issue!r}",
                hint=f"It has {', '.join(held)}",
            )
        return held[issue]
    path = kept_path(records.Store().open(record), issue)
    if not path.is_file():
        flag = "" if issue == ALL_VOTES else f" --issue {issue}"
        raise RecordError(
            f"no ideal points on {issue!r} are kept for record {record!r}",
            hint=f"Estimate them: nonaligned fit --record {record}{flag}",
        )
    return pl.read_parquet(path)


def positions(
    *names: str,
    issue: str = ALL_VOTES,
    since: int | None = None,
    until: int | None = None,
    record: str = BOOK,
) -> pl.DataFrame:
    """Return the ideal points of some states over a span of years.

    Parameters
    ----------
    *names : str
        Names or codes of states; all of them if none.
    issue : str
        ``all`` for all votes, or an issue code.
    since, until : int, optional
        Years in which sessions open, both included.
    record : str

    Returns
    -------
    polars.DataFrame
        As :func:`points`, sorted by state in the order given, then session.

    Raises
    ------
    UnknownStateError, AmbiguousStateError, RecordError

    Examples
    --------
    >>> positions("Iran", since=1979, until=1981)["session"].to_list()
    [34, 35, 36]
    """
    table = points(issue, record=record)
    first, last = sessions(since, until)
    held = table["session"].unique().sort().to_list()
    low, high = held[0] if first is None else first, held[-1] if last is None else last
    table = table.filter(pl.col("session").is_between(low, high))
    if table.is_empty():
        raise RecordError(
            f"no ideal points {spelled(since, until)}",
            where=f"record {record}",
            hint=f"Ask within {FIRST_YEAR + held[0]} to {FIRST_YEAR + held[-1]}",
        )
    if not names:
        return table
    span = (FIRST_YEAR + low, FIRST_YEAR + high)
    wanted = list(dict.fromkeys(states.resolve(name, span=span) for name in names))
    found = table.filter(pl.col("state").is_in(wanted))
    order = pl.col("state").replace_strict({id: i for i, id in enumerate(wanted)}, default=None)
    if found.is_empty():
        raise RecordError(
            f"no votes of {', '.join(names)} from {span[0]} to {span[1]}",
            hint="Ask for other years",
        )
    return found.sort(order, "session")


def standing(
    *names: str,
    issue: str = ALL_VOTES,
    since: int | None = None,
    until: int | None = None,
    record: str = BOOK,
) -> Standing:
    """Return the ideal points of some states, for showing: see :func:`positions`."""
    table = positions(*names, issue=issue, since=since, until=until, record=record)
    last = FIRST_YEAR + int(table["session"].max())  # type: ignore[arg-type]
    labels = {id: states.label(id, last) for id in table["state"].unique()}
    votes = "all votes" if issue == ALL_VOTES else f"votes on issue {issue!r}"
    return Standing(table, labels, f"Ideal points, {votes}, record {record}")


def standing_figure(answer: Standing) -> Figure:
    """Return the paths of the states as a figure: the first eight of them."""
    shown = list(dict.fromkeys(answer.table["state"]))[:MOST_DRAWN]
    table = answer.table.filter(pl.col("state").is_in(shown))
    low, high = float(table["low"].min()), float(table["high"].max())  # type: ignore[arg-type]
    rows = tuple(
        (
            FIRST_YEAR + row["session"],
            answer.labels[row["state"]],
            *(row[name] for name in ("mean", "low", "high", "n")),
        )
        for row in table.iter_rows(named=True)
    )
    names = ", ".join(answer.labels[id] for id in shown)
    return Figure(
        "paths",
        answer.title,
        f"Ideal point by the year in which a session opens: {names}. Bands are 95 % intervals.",
        (
            Column("year", "Year"),
            Column("name", "State"),
            Column("value", "Ideal point", 2),
            Column("low", "From", 2),
            Column("high", "To", 2),
            Column("n", "Votes", 0),
        ),
        rows,
        "year in which the session opens",
        "ideal point (mean 0 and variance 1 over all states and sessions)",
        (low, high),
    )
