"""Resolutions as people name them, and the roll calls that decided them.

``data/resolutions.csv`` lists resolutions that are cited by a number of the United Nations or by a
name, with the day and the result announced. A row is tied to its roll call by the session and by
what the record's own votes come to: to the 24th session the record's numbers are not those of the
United Nations, and to the 30th one number covers every vote on a text, rejected motions included.
Any other resolution is found by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Window
from nonaligned.claims.lexer import Token
from nonaligned.claims.lexicon import CALENDAR, rows, words
from nonaligned.claims.subjects import named
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.errors import RecordError
from nonaligned.tables import FIRST_NUMBERED, LAST_RUNNING

if TYPE_CHECKING:
    import polars as pl

Result = tuple[int, int, int]
"""Yes, no, abstentions."""

NUMBER = re.compile(r"(?P<number>\d{1,4}|(?:E?S-)?\d{1,2}/\d{1,3})(?P<part>[A-Z]{0,2})")
"""A number in the form of this module: "2758", "38/7", "ES-10/19", each with or without letters."""

LEADS = frozenset(
    {"the", "un", "unga", "ga", "united", "nations", "general", "assembly", "a", "an"}
)
"""Words before the name of a resolution that add nothing."""
_NONE = "none"


@dataclass(frozen=True)
class Known:
    """A resolution that people cite.

    Parameters
    ----------
    number, part : str
        Of the United Nations; letters of its part, empty without any.
    session : int
        Session under which the record files it.
    day : date
        Of the adoption.
    announced : Result
        As announced in the Assembly.
    counted : Result or None
        What the record's votes come to; ``None`` where no roll call on it is on record.
    names : tuple of str
    source : str
        Where the result is printed.
    """

    number: str
    part: str
    session: int
    day: date
    announced: Result
    counted: Result | None
    names: tuple[str, ...]
    source: str

    @property
    def text(self) -> str:
        """Number, day and result."""
        return (
            f"Resolution {self.number}{self.part} of {self.date} "
            f"({shown(self.announced)}; {self.source})"
        )

    @property
    def date(self) -> str:
        """The day as it is written: "29 November 1947"."""
        return f"{self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True)
class Ballot:
    """A roll call that may be meant by a resolution.

    Parameters
    ----------
    session, place : int
        Where it stands in the record.
    result : Result
        As announced.
    counted : Result
        What the record's votes come to.
    note : str
        How it was found, where there is something to say.
    """

    session: int
    place: int
    result: Result
    counted: Result
    note: str = ""


def shown(result: Result) -> str:
    """Return a result as it is cited: yes, no, abstentions.

    Examples
    --------
    >>> shown((76, 35, 17))
    '76-35-17'
    """
    return "-".join(str(number) for number in result)


@cache
def known() -> tuple[Known, ...]:
    """Return the resolutions listed, in the order of the file."""
    return tuple(_known(row) for row in rows("resolutions"))


def _known(row: Mapping[str, str]) -> Known:
    match = NUMBER.fullmatch(row["number"])
    if match is None:
        raise ValueError(f"{row['number']!r} in resolutions.csv is no number of a resolution")
    counted = row["counted"] or row["result"]
    return Known(
        match["number"],
        match["part"],
        int(row["session"]),
        date.fromisoformat(row["day"]),
        _result(row["result"]),
        None if counted == _NONE else _result(counted),
        tuple(filter(None, row["names"].split(";"))),
        row["source"],
    )


def _result(text: str) -> Result:
    yes, no, abstain = (int(number) for number in text.split("-"))
    return yes, no, abstain


def find_known(resolution: str) -> Known | None:
    """Return the listed resolution with a number.

    A first part is known by the bare number as well, as in "Resolution 217", where the record has
    no number by which the other parts could be found.

    Examples
    --------
    >>> find_known("217").part, find_known("3379").announced, find_known("3390")
    ('A', (72, 35, 32), None)
    """
    match = NUMBER.fullmatch(resolution)
    if match is None:
        return None
    parts = {k.part: k for k in known() if k.number == match["number"]}
    found = parts.get(match["part"])
    first = parts.get("A") if not match["part"] else None
    if found is None and len(parts) == 1 and first and first.session < FIRST_NUMBERED:
        return first
    return found


# -- the roll calls ----------------------------------------------------------------------


def ballots(resolution: str, window: Window, table: pl.DataFrame) -> tuple[Ballot, ...]:
    """Return the roll calls that may be meant by a resolution, in their order.

    Parameters
    ----------
    resolution : str
        In the form of :data:`NUMBER`.
    window : Window
        Years in which it is said to have been voted on.
    table : polars.DataFrame
        Under the contract ``RESOLUTIONS``.

    Returns
    -------
    tuple of Ballot
        One for a listed resolution. Else every vote on the number as a whole that was carried,
        for a resolution is what was adopted; several where the record does not tell which.

    Raises
    ------
    RecordError
        There is none on record, or none in those years.
    """
    listed = find_known(resolution)
    if listed is not None:
        _check_years(listed, window)
        return (_adoption(listed, table),)
    return _numbered(resolution, window, table)


def _check_years(listed: Known, window: Window) -> None:
    first, last = _years(window)
    years = {FIRST_SESSION + listed.session, listed.day.year}
    if not any(first <= year <= last for year in years):
        raise RecordError(f"{listed.text} was not voted on {window.text}")


def _years(window: Window) -> tuple[int, int]:
    return window.years(FIRST_SESSION, 9999)


def _adoption(listed: Known, table: pl.DataFrame) -> Ballot:
    """Find the roll call of a listed resolution by its session and the votes counted."""
    import polars as pl

    if listed.counted is None:
        raise RecordError(f"{listed.text} is not among the roll calls on record")
    yes, no, abstain = listed.counted
    found = table.filter(
        (pl.col("session") == listed.session)
        & (pl.col("yes") == yes)
        & (pl.col("no") == no)
        & (pl.col("abstain") == abstain)
    )
    if not found.height:
        raise RecordError(f"{listed.text} is not among the roll calls of this record")
    note = f"Resolution {listed.number}{listed.part}, {listed.date}; {listed.source}"
    if listed.counted != listed.announced:
        note += (
            f"; the votes on record come to {shown(listed.counted)}, as some were corrected after "
            "the meeting or are lost"
        )
    place = int(found["place"][0])
    return Ballot(listed.session, place, listed.announced, listed.counted, note)


def _numbered(resolution: str, window: Window, table: pl.DataFrame) -> tuple[Ballot, ...]:
    import polars as pl

    match = NUMBER.fullmatch(resolution)
    number, part = (match["number"], match["part"]) if match else (resolution, "")
    first, last = (year - FIRST_SESSION for year in _years(window))
    found = table.filter(
        (pl.col("number") == number) & pl.col("session").is_between(first - 1, last)
    )
    if part and "/" in number:  # before, letters in the record tell votes on a number apart
        found = found.filter(pl.col("part").str.split("/").list.first() == part)
    if not found.height:
        raise RecordError(_missing(resolution, table))
    carried = found.filter(pl.col("whole") & (pl.col("yes") > pl.col("no")))
    if not carried.height:
        raise RecordError(
            f"the record holds votes on parts of Resolution {resolution}, none on it as a whole"
        )
    carried = carried.unique(["yes", "no", "abstain"], keep="last", maintain_order=True)
    note = _notes(carried)
    return tuple(
        Ballot(row["session"], row["place"], _counts(row), _counts(row), note)
        for row in carried.to_dicts()
    )


def _counts(row: dict[str, int]) -> Result:
    return row["yes"], row["no"], row["abstain"]


def _notes(carried: pl.DataFrame) -> str:
    """Say how sure the number is, and which votes it stands for."""
    rows, notes = carried.to_dicts(), []
    if rows[0]["session"] <= LAST_RUNNING:
        notes.append("found by the record's number, which to the 30th session may be a neighbour's")
    if len(rows) > 1:
        votes = ", ".join(f"{row['part'] or 'the text'} {shown(_counts(row))}" for row in rows)
        notes.append(f"the number stands for {len(rows)} votes: {votes}")
    return "; ".join(notes)


def _missing(resolution: str, table: pl.DataFrame) -> str:
    """Say why a number is not found."""
    session = re.match(r"(\d+)/", resolution)
    last = int(table["session"].max() or 0)  # type: ignore[arg-type]
    if session and int(session[1]) > last:
        return f"the roll calls on record end with the session of {FIRST_SESSION + last}"
    problem = f"no roll call on record bears the number {resolution}"
    if resolution[:1].isdigit() and "/" not in resolution:
        problem += (
            "; to the 24th session the record's numbers are not those of the United Nations, "
            "and only well-known resolutions are listed by theirs"
        )
    return problem


# -- sentences ---------------------------------------------------------------------------


def spoken(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read a resolution by its number or its name.

    Parameters
    ----------
    tokens : tuple of Token
    at : int
        Where it begins, or an article before it.

    Yields
    ------
    tuple of int and str
        Where it ends, and the number in the form of :data:`NUMBER`.

    Examples
    --------
    >>> from nonaligned.claims.lexer import tokens
    >>> [number for _, number in spoken(tokens("UN General Assembly Resolution 217 A (III)"), 0)]
    ['217A']
    >>> [number for _, number in spoken(tokens("the Uniting for Peace resolution"), 0)][-1]
    '377A'
    """
    while at < len(tokens) and tokens[at].norm in LEADS:
        at += 1
    if at >= len(tokens):
        return
    if tokens[at].norm in {"resolution", "res"}:
        yield from _by_number(tokens, at + 1)
    yield from _by_name(tokens, at)
    yield from _by_subject(tokens, at)


def _by_number(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    lead = ""
    if at < len(tokens) and tokens[at].norm in {"es", "s"}:
        lead = f"{tokens[at].text.upper()}-"
        at += 1 + (tokens[at + 1 : at + 2] != () and tokens[at + 1].type == "dash")
    figures: list[str] = []
    while at < len(tokens) and tokens[at].type in {"number", "year"} and len(figures) < 2:
        figures.append(f"{tokens[at].value:.0f}")
        at += 1
    if not figures:
        return
    at, before = _letter(tokens, at)
    norms = [token.norm for token in tokens[at : at + 3]]
    if len(norms) == 3 and norms[0] == "(" and norms[2] == ")":  # the session: "(XXVI)"
        at += 3
    at, after = _letter(tokens, at)
    yield at, f"{lead}{'/'.join(figures)}{before or after}"


def _letter(tokens: tuple[Token, ...], at: int) -> tuple[int, str]:
    """Read the letter of a part, a capital by itself."""
    if at < len(tokens) and re.fullmatch("[A-Z]", tokens[at].text):
        return at + 1, tokens[at].text
    return at, ""


def _by_name(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    said: list[str] = []
    for end in range(at, min(at + _longest(), len(tokens))):
        said.extend(words(tokens[end].text))
        if number := _names().get(tuple(said)):
            yield end + 1, number
            if end + 1 < len(tokens) and tokens[end + 1].norm == "resolution":
                yield end + 2, number


def _by_subject(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read "the resolution on Jerusalem": the only one, or those of the years in the sentence."""
    when = _said(tokens)
    cut = [words(token.text) for token in tokens[at : _stop(tokens, at)]]
    ends = {sum(map(len, cut[:n])): at + n for n in range(len(cut) + 1)}
    for length, numbers in named(tuple(word for part in cut for word in part)):
        found = [find_known(number) for number in numbers]
        told = _dated([k for k in found if k], when)
        if length in ends:
            yield from ((ends[length], f"{k.number}{k.part}") for k in told)


def _stop(tokens: tuple[Token, ...], at: int) -> int:
    """Return where a subject must end: at a time, a comma, or words that are quoted."""
    stops = (
        place
        for place in range(at + 1, len(tokens))
        if tokens[place].type in {"year", "comma"} or not _QUOTED.isdisjoint(tokens[place].before)
    )
    return next(stops, len(tokens))


_QUOTED = frozenset('“"')


def _said(tokens: tuple[Token, ...]) -> frozenset[tuple[int, int | None]]:
    """Years that are said, each with the month before it."""
    return frozenset(
        (int(token.value), CALENDAR.get(tokens[at - 1].norm) if at else None)
        for at, token in enumerate(tokens)
        if token.type == "year"
    )


def _dated(found: list[Known], when: frozenset[tuple[int, int | None]]) -> list[Known]:
    """Return those of the years said, or of their months where that tells one from the others."""
    if not when:
        return found if len(found) == 1 else []
    years = {year for year, _ in when}
    told = [k for k in found if k.day.year in years]
    closer = [k for k in told if (k.day.year, k.day.month) in when]
    return closer if len(told) > 1 and closer else told


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {words(name): f"{k.number}{k.part}" for k in known() for name in k.names}


@cache
def _longest() -> int:
    return max(len(name) for name in _names())
