"""How long before it came a thing was foretold, by the dates in the tables."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nonaligned import states
from nonaligned.claims import foretelling
from nonaligned.claims.claim import Claim
from nonaligned.claims.kinds.ended import name_end
from nonaligned.claims.settle import LATEST
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.numerals import MONTHS, number
from nonaligned.numerals import day as written

DEFAULT = 10
"""Years of the horizon where none was said."""

YEAR = 365.2425


@dataclass(frozen=True)
class Told:
    """When something was foretold, and until when it had time to come.

    Parameters
    ----------
    first, last : date
        The days on which it may have been foretold.
    until : date
        The last day of the horizon, counted from the last of them.
    surely : date
        The last day of the horizon, counted from the first of them.
    words : str
        The horizon in words.
    said : bool
        Whether the horizon was said.
    """

    first: date
    last: date
    until: date
    surely: date
    words: str
    said: bool


def told(claim: Claim) -> Told:
    """Return the days of the saying, and its horizon.

    Examples
    --------
    >>> from nonaligned.claims.claim import Window
    >>> found = told(Claim("foretold", event="fall of communism", window=Window(1989), month=1))
    >>> str(found.first), str(found.until), found.words
    ('1989-01-01', '1999-01-31', 'within ten years, as no horizon was said')
    """
    year, window = claim.window.first or 0, claim.window
    first, last = date(year, 1, 1), date(year, 12, 31)
    if claim.month:
        first = date(year, claim.month, 1)
        last = date(year, claim.month, monthrange(year, claim.month)[1])
    if window.last is not None:
        end = date(window.last, 12, 31)
        return Told(first, last, end, end, f"by the end of {window.last}", said=True)
    length, said = window.length or DEFAULT, window.length is not None
    words = (
        f"within {foretelling.counted(length)}"
        if said
        else "within ten years, as no horizon was said"
    )
    return Told(first, last, _later(last, length), _later(first, length), words, said)


def _later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February counts as the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def measure(claim: Claim, way: Specification) -> Finding:
    """Compare the date of what was foretold with the saying and its horizon."""
    when, came = told(claim), came_on(claim, way.measure)
    criterion = f"for the claim when it came after {text(claim)} and {when.words}"
    if came is None:
        return _absent(way, when, criterion)
    if way.window == "years":
        lead = float(came.year - when.first.year)
        outcome, note = _by_years(claim, came, when), ""
    else:
        middle = when.first + (when.last - when.first) / 2
        lead = (came - middle).days / YEAR
        outcome, note = _by_days(came, when), _spread(came, when)
    if came < when.first:
        note = "the prediction came after the event"
        outcome = "for" if claim.negated else "against"  # foretelling its absence is wrong as well
    notes = "; ".join(filter(None, (f"it came on {written(came)}", note)))
    return _finding(way, lead, criterion, outcome, notes)


def _absent(way: Specification, when: Told, criterion: str) -> Finding:
    """Say what it means that nothing came: against past a horizon that was said, else open."""
    past = when.said and when.until.year <= LATEST
    open_ = "its horizon is not over" if when.said else "no horizon was said"
    note = f"nothing of the kind is on record up to {LATEST}" + ("" if past else f", and {open_}")
    return _finding(way, math.nan, criterion, "against" if past else "undecided", note)


def _finding(
    way: Specification, lead: float, criterion: str, outcome: Outcome, note: str
) -> Finding:
    """Return a finding of a lead; it has to lie between two ends, so there is no threshold."""
    return Finding(
        way, lead, lead, lead, "years of lead", criterion, outcome, math.nan, 1, note=note
    )


def _by_days(came: date, when: Told) -> Outcome:
    if came > when.until:
        return "against"
    return "for" if came > when.last and came <= when.surely else "undecided"


def _by_years(claim: Claim, came: date, when: Told) -> Outcome:
    """Subtract calendar years; within one year the order is not known."""
    last = claim.window.last or when.first.year + (claim.window.length or DEFAULT)
    if came.year > last:
        return "against"
    return "for" if came.year > when.first.year else "undecided"


def _spread(came: date, when: Told) -> str:
    """Say how exactly the lead is known, where that may matter."""
    if (when.last - when.first).days < YEAR / 6:
        return ""
    low, high = ((came - day).days / YEAR for day in (when.last, when.first))
    span = f"between {number(low, 1)} and {number(high, 1)} years"
    return f"the saying is dated to a year, so the lead is {span}"


def text(claim: Claim) -> str:
    """Return the date of the saying in words."""
    month = f"{MONTHS[claim.month - 1]} " if claim.month else ""
    return f"{month}{claim.window.first}"


# -- what came, and when -------------------------------------------------------------------


def came_on(claim: Claim, measure: str) -> date | None:
    """Return the day on record by one of the dates; ``None`` where there is none."""
    if measure in {"began", "over"}:
        event = foretelling.known(claim.event)
        return None if event is None else event.start if measure == "began" else event.end
    if measure == "table":
        event = foretelling.end_of(claim.subjects[0])
        return None if event is None else event.end
    subject = claim.subjects[0]
    if measure == "name":
        end = name_end(subject)
        return None if end is None else end + timedelta(days=1)
    seat = measure == "seat"
    spells = states.un_spells(subject.name) if seat else states.get(subject.name).spells
    ends = [spell.end for spell in spells if spell.end is None or spell.end >= told(claim).first]
    end = next(iter(ends), spells[-1].end if spells else None)  # the one told of, else the last
    return None if end is None else end + timedelta(days=1)
