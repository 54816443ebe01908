"""Portraits from the record that test no claim: one state, some states, all states of a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from nonaligned import __version__, states
from nonaligned.claims.grid import LEAST_ROLLCALLS
from nonaligned.claims.lexicon import issue_phrase
from nonaligned.claims.wording import with_article
from nonaligned.errors import InputError, RecordError
from nonaligned.measures.agreement import agreement
from nonaligned.measures.comparison import share
from nonaligned.measures.estimates import By
from nonaligned.measures.series import Series
from nonaligned.report.document import Profile
from nonaligned.report.figure import Column, Figure, Value
from nonaligned.report.text import span
from nonaligned.study.figures import PATH_COLUMNS, references, state_name
from nonaligned.study.loading import BOOK, FIRST_YEAR, Loaded, held_years, load
from nonaligned.tables import ISSUES

Row = tuple[Value, ...]
Ranked = tuple[str, float, float, float, int]
"""Id of a state, its agreement with the ends of the interval, and the votes it rests on."""
Placed = tuple[str, float, float, int, str]
"""Name of a state, its agreement with either pole, the votes both rest on, and its role."""
Years = tuple[int, int]

EACH_WAY = 8
"""States shown as nearest and as farthest."""

DRAWN_EACH_WAY = 2
"""Of them, those whose path is drawn."""

LEAST_COMMON = 1 / 3
"""A state is ranked when it shares this part of the roll calls with the state portrayed."""

MOST_COMPARED = 4

NAMED_EACH_WAY = 2
"""States named on a map at either end, where none was asked for."""

LISTED = 5
"""States listed in a line of facts."""

AGREEMENT = "agreement (abstention counts half)"


def state(
    name: str, *, since: int | None = None, until: int | None = None, record: str = BOOK
) -> Profile:
    """Portray a state: whom it voted with, least and most, and what it voted for.

    Parameters
    ----------
    name : str
        A name or code, such as "Iran" or "IRN".
    since, until : int, optional
        Years in which sessions open, both included.
    record : str

    Returns
    -------
    Profile

    Raises
    ------
    UnknownStateError, AmbiguousStateError, RecordError

    Examples
    --------
    >>> portrait = state("Iran", since=1979, until=1989)
    >>> [figure.kind for figure in portrait.figures]
    ['paths', 'bars', 'bars']
    """
    loaded = load(record)
    years = held_years(loaded, since, until)
    id = states.resolve(name, span=years)
    _seated(loaded, [id], years)
    years = _voted(loaded, id, years)
    ranked = _ranked(loaded, id, years)
    near, far = ranked[:EACH_WAY], ranked[-EACH_WAY:][::-1]
    drawn = {
        (id, other): f"with {with_article(states.label(other, years[1]))}"
        for other, *_ in (*near[:DRAWN_EACH_WAY], *far[:DRAWN_EACH_WAY])
    }
    label = state_name(id, years)
    return Profile(
        __version__,
        f"{label}, {span(*years)}",
        (
            ("Voted most like", _names(near, years)),
            ("Voted least like", _names(far, years)),
            (
                "Compared with",
                f"{len(ranked)} states that cast a vote in a third of its roll calls",
            ),
        ),
        _filled(
            _paths(loaded, drawn, years, f"Agreement of {label}"),
            _nearest(label, near, far, years),
            _support(loaded, [id], years),
        ),
        (loaded.note,),
        references(record),
    )


def compare(
    *names: str, since: int | None = None, until: int | None = None, record: str = BOOK
) -> Profile:
    """Compare two to four states: each pair's agreement by session and issue, each one's support.

    Parameters
    ----------
    *names : str
    since, until : int, optional
    record : str

    Returns
    -------
    Profile

    Raises
    ------
    InputError
        Fewer than two states, or more than four.
    UnknownStateError, AmbiguousStateError, RecordError

    Examples
    --------
    >>> compare("IRN", "USA", "RUS", since=1979, until=1989).title
    'Iran, United States and Soviet Union, 1979–1989'
    """
    loaded = load(record)
    years = held_years(loaded, since, until)
    ids = list(dict.fromkeys(states.resolve(name, span=years) for name in names))
    if not 2 <= len(ids) <= MOST_COMPARED:
        raise InputError(
            f"2 to {MOST_COMPARED} states can be compared, not {len(ids)}",
            hint="Name them by name or code, such as: nonaligned compare IRN USA RUS",
        )
    _seated(loaded, ids, years)
    pairs = [(x, y) for i, x in enumerate(ids) for y in ids[i + 1 :]]
    labels = [state_name(id, years) for id in ids]
    drawn = {
        (x, y): f"{state_name(x, years)} with {with_article(state_name(y, years))}"
        for x, y in pairs
    }
    return Profile(
        __version__,
        f"{', '.join(labels[:-1])} and {labels[-1]}, {span(*years)}",
        tuple(_pair_fact(loaded, pair, years) for pair in pairs),
        _filled(
            _paths(loaded, drawn, years, "Agreement"),
            _by_issue(loaded, pairs, years),
            _support(loaded, ids, years),
        ),
        (loaded.note,),
        references(record),
    )


def system(
    year: int, poles: tuple[str, str], *, mark: Sequence[str] = (), record: str = BOOK
) -> Profile:
    """Draw all states of a year by their agreement with each of two poles.

    Parameters
    ----------
    year : int
        In which the session opens.
    poles : (str, str)
        Names or codes of two states.
    mark : sequence of str
        States to name on the map.
    record : str

    Returns
    -------
    Profile

    Raises
    ------
    InputError
        Both poles are one state.
    UnknownStateError, AmbiguousStateError, RecordError

    Examples
    --------
    >>> system(1988, ("USA", "RUS"), mark=["Iran"]).title
    'The General Assembly in 1988, between the United States and the Soviet Union'
    """
    loaded = load(record)
    years = held_years(loaded, year, year)
    first, second = (states.resolve(pole, span=years) for pole in poles)
    if first == second:
        raise InputError(f"both poles are {first}", where="--poles", hint="Name two states")
    asked = {states.resolve(name, span=years) for name in mark}
    _seated(loaded, [first, second, *sorted(asked)], years)
    across, up = (_values(loaded, pole, years) for pole in (first, second))
    order = sorted(
        set(across) & set(up) - {first, second}, key=lambda id: (up[id][0] - across[id][0], id)
    )
    marked = asked or {*order[:NAMED_EACH_WAY], *order[-NAMED_EACH_WAY:]}
    rows = [
        (
            states.label(id, year),
            across[id][0],
            up[id][0],
            min(across[id][1], up[id][1]),
            "named" if id in marked else "",
        )
        for id in order
    ]
    names = [with_article(states.label(pole, year)) for pole in (first, second)]
    nearer, farther = (sum(sign * (row[1] - row[2]) > 0 for row in rows) for sign in (1, -1))
    return Profile(
        __version__,
        f"The General Assembly in {year}, between {names[0]} and {names[1]}",
        (
            (f"Agreed more with {names[0]}", f"{nearer} of {len(rows)} states"),
            (f"Agreed more with {names[1]}", f"{farther} of {len(rows)} states"),
            (f"Most with {names[0]}", _agreed(rows, 1)),
            (f"Most with {names[1]}", _agreed(rows, 2)),
        ),
        (_map(rows, names, year, named=bool(asked)),),
        (loaded.note,),
        references(record),
    )


# -- what is counted -------------------------------------------------------------------------


def _filled(*figures: Figure) -> tuple[Figure, ...]:
    """Return the figures that have anything to show."""
    return tuple(figure for figure in figures if figure.rows)


def _sessions(years: Years) -> tuple[int, int]:
    """Sessions that open in the first and the last year."""
    return years[0] - FIRST_YEAR, years[1] - FIRST_YEAR


def _seated(loaded: Loaded, ids: Sequence[str], years: Years) -> None:
    """Refuse states that cast no vote in these years.

    Raises
    ------
    RecordError
        One of them cast none.
    """
    first, last = _sessions(years)
    cast = loaded.tallies.cast("all", first, last)[:, :3].sum(axis=1)
    for id in ids:
        if id not in loaded.tallies.states or not cast[loaded.tallies.index(id)]:
            raise RecordError(
                f"{state_name(id, years)} cast no vote, {span(*years)}",
                where=f"record {loaded.note.name}",
                hint="Ask for other years",
            )


def _voted(loaded: Loaded, id: str, years: Years) -> Years:
    """Return the first and the last of these years in which a state cast a vote."""
    first, last = _sessions(years)
    cast = loaded.tallies.cast_by_session("all", first, last)[:, loaded.tallies.index(id), :3]
    held = loaded.tallies.span(first, last)
    seen = [FIRST_YEAR + session for session, n in zip(held, cast.sum(axis=1), strict=True) if n]
    return seen[0], seen[-1]


def _series(
    loaded: Loaded, id: str, others: list[str] | None, years: Years, by: By, cut: str = "all"
) -> Series:
    first, last = _sessions(years)
    return agreement(loaded.tallies, id, others, cut=cut, first=first, last=last, by=by)


def _ranked(loaded: Loaded, id: str, years: Years) -> list[Ranked]:
    """Return id, value, low, high and votes of the other states, nearest first."""
    table = _series(loaded, id, None, years, "span").table
    index = loaded.tallies.index(id)
    own = loaded.tallies.cast("all", *_sessions(years))[index, :3].sum()
    rows = [
        (str(row["other"]), float(row["value"]), row["low"], row["high"], int(row["n"]))
        for row in table.iter_rows(named=True)
        if row["value"] is not None and row["n"] >= LEAST_COMMON * own
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _values(loaded: Loaded, pole: str, years: Years) -> dict[str, tuple[float, int]]:
    """Return every state's agreement with a pole, and the votes it rests on."""
    return {id: (value, n) for id, value, _, _, n in _ranked(loaded, pole, years)}


# -- figures ---------------------------------------------------------------------------------


def _paths(loaded: Loaded, pairs: dict[tuple[str, str], str], years: Years, title: str) -> Figure:
    """Draw the agreement of pairs, each with its label."""
    rows: list[Row] = []
    for (x, y), label in pairs.items():
        rows.extend(
            (
                FIRST_YEAR + row["first_session"],
                label,
                *(row[c] for c in ("value", "low", "high", "n")),
            )
            for row in _series(loaded, x, [y], years, "session").table.iter_rows(named=True)
            if row["n"] >= LEAST_ROLLCALLS
        )
    return Figure(
        "paths",
        f"{title}, session by session",
        f"Agreement by the year in which a session opens, all votes: "
        f"{', '.join(dict.fromkeys(str(row[1]) for row in rows))}. Bands are 95 % intervals; "
        f"sessions with fewer than {LEAST_ROLLCALLS} common votes are left out.",
        PATH_COLUMNS,
        tuple(rows),
        "year in which the session opens",
        AGREEMENT,
    )


def _bars(title: str, description: str, rows: Sequence[Row], x: str, *headings: str) -> Figure:
    """Return a figure of bars; a second heading names the column of parties."""
    columns = (
        Column("name", headings[0]),
        Column("value", "Value", 2),
        Column("low", "From", 2),
        Column("high", "To", 2),
        Column("n", "Votes", 0),
        *(Column("who", heading) for heading in headings[1:]),
    )
    return Figure("bars", title, description, columns, tuple(rows), x)


def _nearest(label: str, near: list[Ranked], far: list[Ranked], years: Years) -> Figure:
    shown = [*near, *(row for row in far[::-1] if row not in near)]
    rows = [(states.label(row[0], years[1]), *row[1:]) for row in shown]
    return _bars(
        "Nearest and farthest",
        f"Agreement with {label}, {span(*years)}, all votes: the {len(near)} states that agreed "
        f"most, then the {len(far)} that agreed least. Lines are 95 % intervals.",
        rows,
        AGREEMENT,
        "State",
    )


def _support(loaded: Loaded, ids: list[str], years: Years) -> Figure:
    first, last = _sessions(years)
    rows = _over_issues(
        loaded,
        [(id,) for id in ids],
        years,
        lambda who, cut: share(loaded.tallies, who, cut=cut, first=first, last=last),
    )
    return _bars(
        "Support by issue",
        f"Share of yes among votes cast on the resolutions of each issue, {span(*years)}. Lines "
        "are 95 % intervals.",
        rows,
        "share of yes votes",
        "Issue",
        "State",
    )


def _by_issue(loaded: Loaded, pairs: list[tuple[str, str]], years: Years) -> Figure:
    rows = _over_issues(
        loaded,
        pairs,
        years,
        lambda pair, cut: _series(loaded, pair[0], [pair[1]], years, "span", cut),
    )
    return _bars(
        "Agreement by issue",
        f"Agreement of each pair on the resolutions of each issue, {span(*years)}. Lines are 95 % "
        "intervals.",
        rows,
        AGREEMENT,
        "Issue",
        "Pair",
    )


def _over_issues(
    loaded: Loaded,
    parties: Sequence[tuple[str, ...]],
    years: Years,
    measure: Callable[[tuple[str, ...], str], Series],
) -> list[Row]:
    """Return a row for each issue with roll calls and each of the parties, whose name is last."""
    rows: list[Row] = []
    first, last = _sessions(years)
    for cut in ISSUES:
        if loaded.tallies.rollcalls(cut, first, last) < LEAST_ROLLCALLS:
            continue
        for who in parties:
            label = " – ".join(state_name(id, years) for id in who)
            name = issue_phrase(cut).removeprefix("the ")
            for row in measure(who, cut).table.iter_rows(named=True):
                values = (row[c] for c in ("value", "low", "high", "n"))
                rows.append((name, *values, label))
    return rows


def _map(rows: list[Placed], names: list[str], year: int, *, named: bool) -> Figure:
    """Return the map; without states that were asked for, those at its ends are named."""
    return Figure(
        "map",
        f"Between {names[0]} and {names[1]}",
        f"Each of {len(rows)} states by its agreement with {names[0]} (across) and with {names[1]} "
        f"(up) in the session that opened in {year}, all votes. "
        + ("" if named else "Named are the states that leaned most to either side. ")
        + "States that voted in less than a third of the roll calls are left out.",
        (
            Column("name", "State"),
            Column("x", f"With {names[0]}", 2),
            Column("y", f"With {names[1]}", 2),
            Column("n", "Votes", 0),
            Column("role", "On the map"),
        ),
        tuple(rows),
        f"agreement with {names[0]}",
        f"agreement with {names[1]}",
    )


def _pair_fact(loaded: Loaded, pair: tuple[str, str], years: Years) -> tuple[str, str]:
    labels = [state_name(id, years) for id in pair]
    table = _series(loaded, pair[0], [pair[1]], years, "span").table
    if table.is_empty():
        return " – ".join(labels), "no common vote"
    row = table.row(0, named=True)
    said = f"{row['value']:.2f} (95 % interval {row['low']:.2f} to {row['high']:.2f})"
    return " – ".join(labels), f"agreement {said}, on {row['n']:,} votes"


def _agreed(rows: list[Placed], axis: Literal[1, 2]) -> str:
    """Name the states that agreed most with the pole of an axis."""
    nearest = sorted(rows, key=lambda row: (-row[axis], row[0]))
    return ", ".join(f"{row[0]} {row[axis]:.2f}" for row in nearest[:LISTED])


def _names(rows: list[Ranked], years: Years) -> str:
    return ", ".join(f"{states.label(row[0], years[1])} {row[1]:.2f}" for row in rows[:LISTED])
