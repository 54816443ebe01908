"""What kinds of change share: the two ends of a span, or the years round a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Claim
from nonaligned.claims.specification import Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.errors import RecordError

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

WIDTHS = {"ends5": 5, "ends3": 3, "ends1": 1}
"""Sessions taken at each end; the first is the primary choice."""

MEASURED = ("agree3", "agree2", "scott_pi", "s_squared")
"""Measures of similarity by which a change is measured; one is corrected for chance, for three of
the six that there are would count one thing thrice."""


@dataclass(frozen=True)
class Ends:
    """Two spans of sessions, the earlier and the later one.

    Parameters
    ----------
    before, after : tuple of int
        First and last session of each.
    """

    before: tuple[int, int]
    after: tuple[int, int]


def latest(claim: Claim, evidence: Evidence) -> int:
    """Return the last session on record that a claim may speak of."""
    held, last = evidence.tallies.sessions[-1], claim.window.last
    return held if last is None else min(held, last - FIRST_SESSION)


def spans(claim: Claim, evidence: Evidence) -> tuple[int, int]:
    """Say from which session to which a claim of change reaches.

    A year to turn on ("after 1979") reaches :data:`WIDTHS` sessions to either side, the session
    that opens in that year being the first of the later ones only if the turn came before it;
    since that is not known it is left out.

    Raises
    ------
    RecordError
        The record does not reach that far.
    """
    turn = claim.window.turn
    if turn is None:
        first, last = evidence.sessions(claim)
        if last - first < 1:
            raise RecordError(
                "a change needs two sessions on record, and the claim's years hold one"
            )
        return first, last
    first, last, session = (
        evidence.tallies.sessions[0],
        latest(claim, evidence),
        turn - FIRST_SESSION,
    )
    if not first <= session - 1 < session + 1 <= last:
        raise RecordError(
            f"a turn in {turn} needs votes before and after it; those on record that can be meant "
            f"run from {FIRST_SESSION + first} to {FIRST_SESSION + last}"
        )
    widest = max(WIDTHS.values())
    return evidence.clip(session - widest, min(session + widest, last))


def widths(claim: Claim, first: int, last: int) -> tuple[str, ...]:
    """Windows for which the ends do not run into each other; one session always fits."""
    turn = claim.window.turn
    room = last - first + 1 if turn is None else 2 * (max(WIDTHS.values()))
    return tuple(name for name, width in WIDTHS.items() if 2 * width <= room) or ("ends1",)


def ends(claim: Claim, way: Specification, evidence: Evidence) -> Ends:
    """Give the two spans of a specification."""
    width = WIDTHS[way.window]
    if claim.window.turn is None:
        return Ends((way.first, way.first + width - 1), (way.last - width + 1, way.last))
    turn = claim.window.turn - FIRST_SESSION
    before = evidence.clip(turn - width, turn - 1)
    return Ends(before, evidence.clip(turn + 1, min(turn + width, latest(claim, evidence))))
