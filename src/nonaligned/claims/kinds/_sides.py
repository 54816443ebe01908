"""What several kinds share: many subjects as one, and exhibits by session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

BACKING = (
    "(<back>|<support>|<defend>|<champion>|<stand> (by|with|behind|up for)|<side> with|"
    "<stick> (by|with|to)|<vote> (for|with)|<favour>|<favor>|<endorse>)"
)
"""Verbs that say that a state or a cause is backed, for phrases."""

HALF_WAY = 1 - np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2
"""How far two answers agree, an abstention half way."""

EACH_WAY = 2
"""Pieces of evidence shown for and against."""


def by_subject(claim: Claim, measure: Callable[[Party], Finding]) -> Finding:
    """Measure each subject by itself; what is said of several must hold for the weakest.

    Parameters
    ----------
    claim : Claim
    measure : callable
        The finding for one subject; a higher estimate speaks for the claim.
    """
    findings = [measure(party) for party in claim.subjects]
    known = [finding for finding in findings if not np.isnan(finding.estimate)]
    if len(known) < len(findings):
        return findings[0] if not known else replace(known[0], outcome="undecided")
    weakest = min(known, key=lambda finding: (finding.high, finding.low))
    if len(findings) == 1:
        return weakest
    name = claim.subjects[findings.index(weakest)].name
    return replace(weakest, note=f"of the subjects, {name} is furthest from it")


def session_exhibits(
    gap: NDArray[np.floating],
    text: Callable[[int], str],
    parties: tuple[Party, ...],
    way: Specification,
    evidence: Evidence,
) -> tuple[Exhibit, ...]:
    """Show the sessions with the largest and smallest gap; above 0 speaks for the claim."""
    span = evidence.tallies.span(way.first, way.last)
    order = [t for t in np.argsort(-gap, kind="stable") if np.isfinite(gap[t])]
    chosen = [(t, "for") for t in order[:EACH_WAY] if gap[t] > 0]
    chosen += [(t, "against") for t in order[::-1][:EACH_WAY] if gap[t] < 0]
    states = tuple(party.name for party in parties if not party.group)
    return tuple(
        Exhibit(
            "for" if side == "for" else "against",
            f"{FIRST_SESSION + span[t]}: {text(int(t))}",
            states,
            span[t],
            span[t],
        )
        for t, side in chosen
    )


def numbered(value: float) -> str:
    """Return a number of votes, halves shown."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"
