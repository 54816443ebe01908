"""When X turned towards Y: the date of the best single change, against the year said."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.times import FIRST_SESSION

if TYPE_CHECKING:
    from nonaligned.claims.changepoint import Change
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Evidence

NEAR = 2
"""Sessions by which the date may differ from the year said."""


@dataclass(frozen=True)
class Turning:
    """The one change that fits best, and the years that it may be of.

    Parameters
    ----------
    change : Change or None
        ``None`` with too few sessions.
    years : tuple of int
        Year in which the first session after it opens, and the first and last such year that
        cannot be ruled out.
    n : int
        Roll calls.
    """

    change: Change | None
    years: tuple[int, int, int]
    n: int


def turned(x: Party, y: Party, way: Specification, evidence: Evidence) -> Turning:
    """Find the change of X's agreement with Y, less the middle state's agreement with Y.

    Parameters
    ----------
    x, y : Party
    way : Specification
        Its cut and sessions are those looked at.
    evidence : Evidence
    """
    from nonaligned.claims.estimates import MEASURES

    formula, where = MEASURES["agree3"], (way.cut, way.first, way.last)
    pair = evidence.pair(y, x, *where)
    rows = formula(evidence.row(y, *where))[:, evidence.compared("members", *where, x)]
    return turning(formula(pair) - middle(rows), formula.n(pair), way, evidence)


def middle(rows: Floats) -> Floats:
    """Return the median of each row (T,), over what is known; NaN where nothing is."""
    known = (row[np.isfinite(row)] for row in rows)
    return np.array([np.median(row) if row.size else np.nan for row in known])


def turning(values: Floats, n: Floats, way: Specification, evidence: Evidence) -> Turning:
    """Find the change of a series (T,) over the sessions of a specification.

    Parameters
    ----------
    values, n : array (T,)
        NaN where undefined, and the roll calls that each rests on.
    """
    from nonaligned.claims.changepoint import change

    known = np.flatnonzero(np.isfinite(values))
    found = change(values[known], n[known])
    years = np.array(evidence.tallies.span(way.first, way.last))[known] + FIRST_SESSION
    places = (found.place, found.low, found.high) if found else ()
    at = tuple(int(years[min(k, years.size - 1)]) for k in places)
    return Turning(found, (at[0], at[1], at[2]) if at else (0, 0, 0), int(n.sum()))


def dated(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Date the change of X's agreement with Y, less the middle state's agreement with Y.

    Parameters
    ----------
    x : Party
    claim : Claim
        With a year to turn on.
    way : Specification
        Its sessions are those looked at.
    evidence : Evidence
    """
    turning = turned(x, claim.others[0], way, evidence)
    found, n = turning.change, turning.n
    turn = claim.window.turn or 0
    criterion = (
        f"for the claim when the change lies within {NEAR} sessions of {turn} and goes the way said"
    )
    if found is None:
        nothing = math.nan
        return Finding(
            way,
            nothing,
            nothing,
            nothing,
            "year",
            criterion,
            "undecided",
            turn,
            n,
            note="too few sessions to date a change",
        )
    at, low, high = turning.years
    outcome = _outcome(found, (low, high), turn, 1 if claim.direction == "towards" else -1)
    return Finding(
        way,
        at,
        low,
        high,
        "year",
        criterion,
        outcome,
        turn,
        n,
        note="" if found.found else "no single change is credible",
    )


def _outcome(found: Change, dates: tuple[int, int], turn: int, sign: int) -> Outcome:
    """Compare the dates that cannot be ruled out, and the sign, with what was said.

    The first session after a turn in year t opens in t or in t + 1.
    """
    if not found.found:
        return "undecided"
    if found.step * sign < 0:
        return "against"
    early, late = turn - NEAR, turn + 1 + NEAR
    if early <= dates[0] and dates[1] <= late:
        return "for"
    return "against" if dates[1] < early or late < dates[0] else "undecided"
