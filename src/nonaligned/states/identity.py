"""Who is a state, under which id, since when, and who followed whom.

There is one id per Correlates of War number: the ISO 3166-1 alpha-3 code where the state has
or had one, else a code of our own that no ISO code uses. Serbia and Yugoslavia are one state
(345), Russia and the Soviet Union too (365); Germany (255), West Germany (260) and East
Germany (265) are three. What a single state was called or coded in a given year is a row
with dates, never another id.

Spells are those of the Correlates of War list of 2016, which ends on 31 December 2016. A
spell that reaches that day is open here, so ``exists`` answers for later years on the
assumption that nothing has changed; nothing has, in the list's terms, to our knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from nonaligned.errors import UnknownStateError
from nonaligned.states._files import citation, rows
from nonaligned.states.when import (
    When,
    Window,
    first_day,
    last_day,
    optional_first,
    optional_last,
    overlaps,
    window,
)


@dataclass(frozen=True)
class Spell:
    """A time during which something held.

    Parameters
    ----------
    start : date
        First day.
    end : date or None
        Last day; ``None`` where it still holds.
    reason : str
        Why it began and, after a semicolon, why it ended.
    source : str
        Citation.
    """

    start: date
    end: date | None
    reason: str
    source: str


@dataclass(frozen=True)
class State:
    """One member of the state system.

    Parameters
    ----------
    id : str
        Upper-case, three letters.
    name : str
        Its short English name, the last it had.
    cow : int
        Correlates of War number.
    spells : tuple of Spell
        Membership in the state system, in order.
    """

    id: str
    name: str
    cow: int
    spells: tuple[Spell, ...]


@dataclass(frozen=True)
class Succession:
    """One state came out of another, joined it, or took its seat.

    Parameters
    ----------
    predecessor, successor : str
        Ids. With ``separation`` and ``seat`` the predecessor went on existing.
    date : date
    kind : str
        ``union``, ``absorption``, ``dissolution``, ``separation``, ``occupation`` or ``seat``.
    reason, source : str
    """

    predecessor: str
    successor: str
    date: date
    kind: str
    reason: str
    source: str


@cache
def by_cow() -> Mapping[int, str]:
    """Return the id of every Correlates of War number.

    Returns
    -------
    mapping of int to str
        Read-only, in the order of the numbers.

    Examples
    --------
    >>> by_cow()[365], by_cow()[255], by_cow()[260]
    ('RUS', 'DEU', 'GFR')
    """
    return MappingProxyType({int(row["cow"]): row["id"] for row in rows("identity")})


@cache
def ids() -> tuple[str, ...]:
    """Return all ids in the order of the Correlates of War numbers.

    Examples
    --------
    >>> len(ids()), ids()[:3]
    (217, ('USA', 'CAN', 'BHS'))
    """
    return tuple(by_cow().values())


@cache
def _spells(file: str) -> dict[str, tuple[Spell, ...]]:
    found: dict[str, list[Spell]] = {id_: [] for id_ in ids()}
    for row in rows(file):
        start, end = first_day(row["start"]), optional_last(row["end"])
        found[row["id"]].append(Spell(start, end, row["reason"], citation(row["source"])))
    return {id_: tuple(spells) for id_, spells in found.items()}


@cache
def _states() -> dict[str, State]:
    return {
        row["id"]: State(row["id"], row["name"], int(row["cow"]), _spells("spells")[row["id"]])
        for row in rows("identity")
    }


def get(id: str) -> State:
    """Return the state with this id.

    Raises
    ------
    UnknownStateError
        There is no such id; the hint names ids close to it.

    Examples
    --------
    >>> get("DDR").name, get("DDR").spells[0].end
    ('East Germany', datetime.date(1990, 10, 2))
    """
    try:
        return _states()[id]
    except KeyError:
        near = get_close_matches(str(id).upper(), ids(), n=3, cutoff=0.6)
        hint = f"Did you mean {', '.join(near)}?" if near else "See nonaligned.states.ids()"
        raise UnknownStateError(f"no state has the id {id!r}", hint=hint) from None


def exists(id: str, on: When) -> bool:
    """Say whether a state was a member of the state system.

    Parameters
    ----------
    id : str
    on : date or int
        A day, or a year: then on any day of it.

    Raises
    ------
    UnknownStateError
        There is no such id.
    InputError
        ``on`` is no date.

    Examples
    --------
    >>> exists("CSK", 1992), exists("CSK", 1993)
    (True, False)
    """
    return _within(get(id).spells, (first_day(on), last_day(on)))


def _within(spells: tuple[Spell, ...], days: Window) -> bool:
    return any(overlaps(days, spell.start, spell.end) for spell in spells)


def un_spells(id: str) -> tuple[Spell, ...]:
    """Return when a state was a member of the United Nations.

    The seat of China counts for TWN (Republic of China) through 24 October 1971 and for CHN
    from the day after. Syria's membership has the gap of the United Arab Republic, Indonesia's
    that of its withdrawal, and Serbia's (Yugoslavia's) that from resolution 47/1 to the
    admission of 2000. A state that never was one has no spell.

    Raises
    ------
    UnknownStateError
        There is no such id.

    Examples
    --------
    >>> [(str(s.start), str(s.end)) for s in un_spells("IDN")]
    [('1950-09-28', '1965-01-19'), ('1966-09-28', 'None')]
    """
    return _spells("un_membership")[get(id).id]


def un_members(on: When) -> frozenset[str]:
    """Return the members of the United Nations.

    Parameters
    ----------
    on : date or int
        A day, or a year: then those that were members on any day of it.

    Returns
    -------
    frozenset of str
        Their ids; empty before 24 October 1945.

    Raises
    ------
    InputError
        ``on`` is no date.

    Examples
    --------
    >>> len(un_members(date(1945, 12, 31))), len(un_members(2020))
    (51, 193)
    """
    days = first_day(on), last_day(on)
    found = _spells("un_membership").items()
    return frozenset(id_ for id_, spells in found if spells and _within(spells, days))


@cache
def _labels() -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    found: dict[str, list[tuple[str, date | None, date | None]]] = {id_: [] for id_ in ids()}
    for row in rows("names"):
        if row["kind"] == "short":
            span = optional_first(row["start"]), optional_last(row["end"])
            found[row["id"]].append((row["name"], *span))
    return {id_: tuple(labels) for id_, labels in found.items()}


def label(id: str, on: When | None = None) -> str:
    """Return the short English name of a state, as in use at a date.

    Parameters
    ----------
    id : str
    on : date or int, optional
        A day, or a year: then the name used for the larger part of it. Without it, the last
        name. A date at which the state had no name of its own gets the nearest one.

    Raises
    ------
    UnknownStateError
        There is no such id.
    InputError
        ``on`` is no date.

    Examples
    --------
    >>> label("RUS", 1979), label("RUS", 2018), label("SRB", 2004), label("COD")
    ('Soviet Union', 'Russia', 'Serbia and Montenegro', 'Democratic Republic of the Congo')
    """
    state, days = get(id), window(on)
    if days is None:
        return state.name
    return max(_labels()[id], key=lambda entry: _shared_days(days, entry[1], entry[2]))[0]


def _shared_days(days: Window, start: date | None, end: date | None) -> int:
    """Count the days shared, or how far apart the two are as a negative number."""
    first, last = max(days[0], start or date.min), min(days[1], end or date.max)
    return (last - first).days + 1


def region(id: str) -> str:
    """Return the region that the Correlates of War number stands for.

    Hundreds of the numbers are regions: 2-199 Americas, 200-399 Europe, 400-599 Africa,
    600-699 Middle East and North Africa, 700-899 Asia, 900-999 Oceania.

    Raises
    ------
    UnknownStateError
        There is no such id.

    Examples
    --------
    >>> region("IRN"), region("EGY"), region("RUS")
    ('Middle East and North Africa', 'Middle East and North Africa', 'Europe')
    """
    cow = get(id).cow
    return next(r["region"] for r in rows("regions") if int(r["first"]) <= cow <= int(r["last"]))


@cache
def _successions() -> tuple[Succession, ...]:
    return tuple(
        Succession(
            row["from"],
            row["to"],
            first_day(row["date"]),
            row["kind"],
            row["reason"],
            citation(row["source"]),
        )
        for row in rows("succession")
    )


def successors(id: str) -> tuple[Succession, ...]:
    """Return what came out of a state or took its place; nothing where it has no successor.

    Raises
    ------
    UnknownStateError
        There is no such id.

    Examples
    --------
    >>> [s.successor for s in successors("CSK")]
    ['CZE', 'SVK']
    """
    state = get(id).id
    return tuple(s for s in _successions() if s.predecessor == state)


def predecessors(id: str) -> tuple[Succession, ...]:
    """Return what a state came out of or took the place of; nothing where that is no state.

    Raises
    ------
    UnknownStateError
        There is no such id.

    Examples
    --------
    >>> [(s.predecessor, s.kind) for s in predecessors("YEM")]
    [('YAR', 'union'), ('YMD', 'union')]
    """
    state = get(id).id
    return tuple(s for s in _successions() if s.successor == state)
