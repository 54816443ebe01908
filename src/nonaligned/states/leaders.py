"""Who led which state, in which office, from when to when.

``data/leaders.csv`` has one row an office held. ``leads`` says whether the office made its
holder the state's effective leader in that time: a general secretary, a president or a prime
minister, as the state's constitution and practice had it. Offices that did not are there too
where sentences name them, since "President Gorbachev" is right in 1990 and not in 1986.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from nonaligned.states._files import rows
from nonaligned.states._finding import Names

OPEN = date(2020, 12, 31)
"""Last day of the list: an office with an open end was held on it."""


@dataclass(frozen=True)
class Tenure:
    """An office and the time for which a person held it.

    Parameters
    ----------
    state : str
        Id of the state.
    person : str
        Full name.
    aliases : tuple of str
        Other spellings, and the name alone where that is clear enough.
    office : str
    leads : bool
        Whether the office made the person the effective leader.
    start : date
    end : date or None
        ``None`` where it was held on the last day of 2020.
    source : str
    """

    state: str
    person: str
    aliases: tuple[str, ...]
    office: str
    leads: bool
    start: date
    end: date | None
    source: str

    def touches(self, first: date, last: date) -> bool:
        """Whether the office was held on some day of the span."""
        return self.start <= last and (self.end is None or first <= self.end)


@dataclass(frozen=True)
class PersonMention:
    """A place in a text that names a leader: ``text[start:end]``.

    Parameters
    ----------
    start, end : int
    text : str
    people : tuple of str
        Full names of those whom it may mean, the likeliest by the date first.
    """

    start: int
    end: int
    text: str
    people: tuple[str, ...]


@cache
def leaders() -> tuple[Tenure, ...]:
    """All offices held, by state and first day."""
    return tuple(
        Tenure(
            row["state"], row["person"], tuple(filter(None, row["aliases"].split("|"))),
            row["office"], row["leads"] == "yes", date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]) if row["end"] else None, row["source"],
        )
        for row in rows("leaders")
    )  # fmt: skip


@cache
def tenures() -> Mapping[str, tuple[Tenure, ...]]:
    """Return the offices of each person.

    Examples
    --------
    >>> [(t.office, t.start.year) for t in tenures()["Helmut Kohl"]]
    [('Chancellor', 1982), ('Chancellor', 1990)]
    """
    found: dict[str, list[Tenure]] = {}
    for tenure in leaders():
        found.setdefault(tenure.person, []).append(tenure)
    return MappingProxyType({person: tuple(held) for person, held in found.items()})


def in_office(state: str, on: date) -> tuple[Tenure, ...]:
    """Return the offices of a state that were held on a day, the leading ones first.

    Parameters
    ----------
    state : str
        Id of the state.
    on : date

    Returns
    -------
    tuple of Tenure
        Empty where the list has no one.

    Examples
    --------
    >>> [t.person for t in in_office("USA", date(1988, 1, 15))]
    ['Ronald Reagan']
    """
    held = [t for t in leaders() if t.state == state and t.touches(on, on)]
    return tuple(sorted(held, key=lambda tenure: not tenure.leads))


def person_mentions(text: str, *, on: date | None = None) -> tuple[PersonMention, ...]:
    """Find the leaders that a text names, the longest name at each place.

    Parameters
    ----------
    text : str
    on : date, optional
        When the text was written: of two people of one name the one nearest before it is first.

    Returns
    -------
    tuple of PersonMention

    Examples
    --------
    >>> [(m.text, m.people) for m in person_mentions("Reagan met Gorbachev.")]
    [('Reagan', ('Ronald Reagan',)), ('Gorbachev', ('Mikhail Gorbachev',))]
    >>> person_mentions("President Bush", on=date(1990, 6, 1))[0].people[0]
    'George H. W. Bush'
    """
    day = on or OPEN
    return tuple(
        PersonMention(start, end, text[start:end], _by_nearness(people, day))
        for start, end, people in _names().find(text, _same_case)
    )


def _same_case(written: str, name: str) -> bool:
    """Whether a name is written in its own case, or in capitals throughout."""
    return written[0] == name[0] or (written.isupper() and len(written) > 4)


def _by_nearness(people: tuple[str, ...], day: date) -> tuple[str, ...]:
    def distance(person: str) -> tuple[bool, int]:
        held = tenures()[person]
        start = min(tenure.start for tenure in held)
        end = max(tenure.end or OPEN for tenure in held)
        return start > day, max(0, (day - end).days, (start - day).days)

    return tuple(sorted(people, key=distance))


@cache
def _names() -> Names[tuple[str, ...]]:
    people: dict[str, list[str]] = {}
    for person, held in tenures().items():
        for name in dict.fromkeys((person, *(a for tenure in held for a in tenure.aliases))):
            people.setdefault(name, []).append(person)
    return Names((name, tuple(holders)) for name, holders in people.items())
