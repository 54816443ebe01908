"""When X turned towards Y: the date of the best single change, against the year said."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.times import FIRST_SESSION

if TYPE_CHECKING:
    from nonaligned.claims.changepoint import Change
    from nonaligned.claims.evidence import Evidence

NEAR = 2
"""Sessions by which the date may differ from the year said."""


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
    from nonaligned.claims.changepoint import change
    from nonaligned.claims.estimates import MEASURES

    y, formula = claim.others[0], MEASURES["agree3"]
    row = evidence.row(y, way.cut, way.first, way.last)
    pair = evidence.pair(y, x, way.cut, way.first, way.last)
    among = evidence.compared("members", way.cut, way.first, way.last, x)
    values, n = formula(pair), formula.n(pair)
    with np.errstate(invalid="ignore"):
        usual = np.array(
            [
                np.nanmedian(r[among]) if np.isfinite(r[among]).any() else np.nan
                for r in formula(row)
            ]
        )
    known = np.flatnonzero(np.isfinite(values) & np.isfinite(usual))
    found = change((values - usual)[known], n[known]) if known.size else None
    years = np.array(evidence.tallies.span(way.first, way.last))[known] + FIRST_SESSION
    turn = claim.window.turn or 0
    criterion = f"for the claim when the change lies within {NEAR} sessions of {turn}, the way said"
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
            int(n.sum()),
            note="too few sessions to date a change",
        )
    at, low, high = (
        int(years[min(k, years.size - 1)]) for k in (found.place, found.low, found.high)
    )
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
        int(n.sum()),
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
