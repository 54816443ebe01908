"""One way to measure a claim, and what measuring it gave."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from nonaligned.claims.times import FIRST_SESSION
from nonaligned.numerals import number

Outcome = Literal["for", "against", "undecided"]

WHOLE = frozenset({"states", "other states", "rank", "camps", "votes", "year"})
"""Units of findings that are whole numbers."""

OUTCOMES: tuple[Outcome, ...] = ("for", "against", "undecided")


def reach(unit: str) -> str:
    """Name the range of a finding: places leave numbers of camps open, samples give intervals."""
    return "left open:" if unit == "camps" else "95 % interval"


_WORDED = {
    "states": "{} states",
    "other states": "{} other states",
    "votes": "{} votes",
    "camps": "{} camps",
    "rank": "rank {}",
    "year": "the year {}",
    "percent": "{} %",
    "years of lead": "a lead of {} years",
}
"""How a value is said in units that are not put before it."""


def valued(value: float, unit: str, digits: int = 2) -> str:
    """Write a value with the decimals that its unit asks for.

    Examples
    --------
    >>> valued(2003, "year"), valued(56, "states"), valued(0.123, "agreement")
    ('2003', '56', '0.12')
    """
    if unit == "year" and math.isfinite(value):
        return f"{value:.0f}"  # without the comma of thousands
    if unit in WHOLE:
        return number(value, 0)
    return number(value, 1 if unit in _WORDED else digits)


def in_words(value: float, unit: str, digits: int = 2) -> str:
    """Write a value with its unit.

    Examples
    --------
    >>> in_words(1, "states"), in_words(2, "rank"), in_words(0.123, "agreement", 3)
    ('1 state', 'rank 2', 'agreement: 0.123')
    """
    worded = _WORDED.get(unit, f"{unit}: {{}}")
    if value == 1 and worded == f"{{}} {unit}":
        worded = worded.removesuffix("s")
    return worded.format(valued(value, unit, digits))


@dataclass(frozen=True)
class Specification:
    """One record × one measure × one window × one cut of the issues × one comparison group.

    Parameters
    ----------
    measure : str
        What is measured: a name of ``measures.agreement.MEASURES``, ``share``, ``ideal`` …
    cut : str
        Which roll calls, see :mod:`nonaligned.measures.tallies`.
    window : str
        How the span is looked at: ``pooled``, ``mean`` of its sessions, ``ends3`` …
    group : str
        Whom a value is compared with: ``members``, ``region``, ``throughout``; ``none`` where
        the criterion is a natural zero.
    first, last : int
        Sessions, both included.
    """

    measure: str
    cut: str
    window: str
    group: str
    first: int
    last: int

    @property
    def id(self) -> str:
        """Name by which the specification is found and run again.

        Examples
        --------
        >>> Specification("agree3", "all", "pooled", "members", 34, 44).id
        'agree3:all:pooled:members:34-44'
        """
        return ":".join(
            (self.measure, self.cut, self.window, self.group, f"{self.first}-{self.last}")
        )

    @property
    def years(self) -> tuple[int, int]:
        """Years in which the first and last session open."""
        return FIRST_SESSION + self.first, FIRST_SESSION + self.last

    @property
    def span(self) -> str:
        """The years in words, as a choice among others."""
        return " to ".join(map(str, self.years))


@dataclass(frozen=True)
class Finding:
    """What one specification gave.

    Parameters
    ----------
    specification : Specification
    estimate, low, high : float
        The value and its 95 % interval; NaN where there is none.
    unit : str
    criterion : str
        In words, with the number it was compared with.
    outcome : str
        ``for``, ``against`` or ``undecided``, before any negation of the claim.
    threshold : float
        The number of the criterion; NaN where it has none.
    n : int
        Roll calls (or texts) that it rests on.
    note : str
        What else there is to say: the states counted, why it is undecided.
    named : tuple of str
        Ids of states that the finding names (those that refute "only").
    """

    specification: Specification
    estimate: float
    low: float
    high: float
    unit: str
    criterion: str
    outcome: Outcome
    threshold: float
    n: int
    note: str = ""
    named: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing could be measured; the note says why."""
        return not self.unit
