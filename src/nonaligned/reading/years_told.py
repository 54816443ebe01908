"""Years that are told by other years: "the year after the coup", "the following spring".

Such words count by the calendar whatever the day, so they are read as dates: the year of an
event of the table, or of the date told last, or the one next to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nonaligned.reading.dates import MONTHS, SEASONS, DateMention, Moment, month, years
from nonaligned.states.events import EventMention

_BY_EVENT = re.compile(
    r"(?P<whole>\bin )?\bthe (?:very |same )?year (?P<way>after|before|of)?"
    r"(?:that|in which|when)? ?(?:the |The )?$"
)
_PART = "|".join([*MONTHS, *SEASONS])
_BY_DATE = re.compile(
    rf"\b(?:(?P<of>{_PART}) of )?(?:the (?P<next>following|next)|the (?P<last>previous|preceding)"
    rf"|that(?: same)?|the same) (?:year|(?P<part>{_PART}))\b"
    r"(?! as\b| that\b| of\b| when\b| in which\b|['’]s\b| \w+ing\b)",
    re.IGNORECASE,
)
_WORLDLY = frozenset({"fall", "march", "may"})
"""Words that are parts of the year only now and then."""


@dataclass(frozen=True)
class YearTold:
    """A year told by another: the date that it means, and from what it was counted."""

    date: DateMention
    source: str


def by_events(text: str, start: int, named: tuple[EventMention, ...]) -> Iterator[YearTold]:
    """Find years told by events: "the year after the Suez crisis", "the year the Wall fell".

    Parameters
    ----------
    text : str
    start : int
        Where the sentence, or its part, begins.
    named : tuple of EventMention
    """
    for event in named:
        match = _BY_EVENT.search(text, start, event.start)
        if match is None or event.generic or (match["way"] is None and not event.told):
            continue
        first, last = event.event.start.year, event.event.end.year
        if match["way"] == "after":
            first, last = (first if match["whole"] else first + 1), last + 1
        elif match["way"] == "before":
            first, last = first - 1, (first if match["whole"] else first - 1)
        begins = match.start() + (3 if match["whole"] else 0)
        date = DateMention(begins, event.end, text[begins : event.end], years(first, last))
        when = Moment(event.event.start, event.event.end).text
        yield YearTold(date, f"{event.event.name}: {when}, {event.event.source}")


def by_dates(text: str, start: int, end: int, known: Moment | None) -> Iterator[YearTold]:
    """Find years told by the date before: "the following year", "in May of that year".

    Parameters
    ----------
    text : str
    start, end : int
        The stretch to look at.
    known : Moment or None
        The date told last before it; dates in the stretch itself are left to the caller.
    """
    if known is None or known.first.year != known.last.year:
        return
    for match in _BY_DATE.finditer(text, start, end):
        year = known.first.year + (1 if match["next"] else -1 if match["last"] else 0)
        moment = _moment(match, year, known)
        if moment is not None:
            date = DateMention(match.start(), match.end(), match.group(), moment)
            yield YearTold(date, f"counted from {known.text}")


def _moment(match: re.Match[str], year: int, known: Moment) -> Moment | None:
    """Return the year, or its part; of "the following March" the year is not clear."""
    named = (match["of"] or match["part"] or "").lower()
    if not named:
        return years(year, year)
    if match["part"] and (match["next"] or match["last"] or named in _WORLDLY):
        spring = match["next"] and named == "spring" and known.precision != "year"
        if not (spring and known.first.month > SEASONS["spring"][0]):
            return None
    if named in SEASONS:
        first, last = SEASONS[named]
        return Moment(month(year, first).first, month(year, last).last)
    return month(year, MONTHS.index(named) + 1)
