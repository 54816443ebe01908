"""What several kinds share: many subjects as one, and exhibits by session."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, state_name
from nonaligned.numerals import counted, percent

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Estimate
    from nonaligned.claims.evidence import Evidence

HALF_WAY = 1 - np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2
"""How far two answers agree, an abstention half way."""

AT_ONCE = 2000
"""Members times sessions measured at once: joint tables of 4 MB each, for a group of any size."""

EACH_WAY = 2
"""Pieces of evidence shown for and against."""


Parties = tuple[Party, ...]


@dataclass(frozen=True, eq=False)
class Measured:
    """Some parties, measured at once.

    Parameters
    ----------
    strength : list of Estimate
        Of each; a higher value speaks for the claim, and n is 0 where nothing was found.
    finding : callable
        The finding of a party, by its place: put into words for those that are asked for.
    """

    strength: list[Estimate]
    finding: Callable[[int], Finding]


def by_subject(
    claim: Claim, way: Specification, evidence: Evidence, measure: Callable[[Party], Finding]
) -> Finding:
    """As :func:`together`, by a measure that takes one party at a time."""
    from nonaligned.claims.estimates import Estimate

    def each(parties: Parties) -> Measured:
        found = [measure(party) for party in parties]
        strength = [Estimate(one.estimate, one.low, one.high, one.n) for one in found]
        return Measured(strength, found.__getitem__)

    return together(claim, way, evidence, each)


def together(
    claim: Claim, way: Specification, evidence: Evidence, measure: Callable[[Parties], Measured]
) -> Finding:
    """Measure each subject by itself; what is said of several must hold for the weakest.

    What is denied of several ("neither A nor B did") must fail for the strongest.

    Parameters
    ----------
    claim : Claim
    way : Specification
    evidence : Evidence
    measure : callable
        What is found of some parties, of which it gets as many at once as memory allows for
        (:data:`AT_ONCE`).

    Returns
    -------
    Finding
        Of "all" members of a group the weakest, of "most" the middle one, of "some" the strongest.

    Notes
    -----
    The weakest is the one whose interval ends lowest, so that a single one that is wholly against
    the claim refutes what is said of all. The strongest is the one whose interval begins highest:
    a single one that is wholly for the claim bears out what is said of some, and refutes what is
    denied of each. The two are mirror images. Whoever has few votes, and an interval that reaches
    further up than any, is not the strongest for that.
    """
    found = [_of_members(party, way, evidence, measure) for party in claim.subjects]
    if len(found) == 1:
        return found[0][0]
    known = [finding for finding, _ in found if finding.n]
    if len(known) < len(found):
        return replace(known[0], outcome="undecided") if known else found[0][0]
    decisive = _ranked([strength for _, strength in found], "some" if claim.negated else "all")[0]
    name = Words(claim).name(claim.subjects[decisive])
    where = "closest to" if claim.negated else "furthest from"
    return replace(found[decisive][0], note=f"of the subjects, {name} is {where} it")


def _of_members(
    party: Party, way: Specification, evidence: Evidence, measure: Callable[[Parties], Measured]
) -> tuple[Finding, Estimate]:
    """Measure a party, or the member of a group that its quantifier makes decisive."""
    from nonaligned.claims.estimates import NOTHING

    if not party.quantifier:
        alone = measure((party,))
        return alone.finding(0), alone.strength[0]
    members = tuple(Party(name) for name in evidence.names(party, way.first, way.last))
    size = max(1, AT_ONCE // len(evidence.tallies.span(way.first, way.last)))
    lots = [measure(members[start : start + size]) for start in range(0, len(members), size)]
    strengths = [strength for lot in lots for strength in lot.strength]
    known = _ranked(strengths, party.quantifier)
    if not known:
        return evidence.nothing(way, "no member has votes to measure"), NOTHING
    decisive = known[(len(known) - 1) // 2 if party.quantifier == "most" else 0]
    finding = lots[decisive // size].finding(decisive % size)
    which = {"all": "furthest from it", "most": "in the middle", "some": "closest to it"}
    name = state_name(members[decisive].name, *way.years)
    note = f"of {len(known)} members, {name} is {which[party.quantifier]}"
    note = "; ".join(filter(None, (note, finding.note)))
    return replace(finding, note=note), strengths[decisive]


def _ranked(strengths: Sequence[Estimate], quantifier: str) -> list[int]:
    """Places of those of whom something was found, from the weakest, or for "some" the strongest.

    The weakest is the one whose interval ends lowest, the strongest the one whose begins highest.
    """
    strongest = quantifier == "some"

    def rank(place: int) -> tuple[float, float]:
        found = strengths[place]
        if math.isnan(found.value):
            return -math.inf, -math.inf
        return (found.low, found.high) if strongest else (found.high, found.low)

    known = (place for place, found in enumerate(strengths) if found.n)
    return sorted(known, key=rank, reverse=strongest)


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
    chosen = [t for t in order[:EACH_WAY] if gap[t] > 0]
    chosen += [t for t in order[::-1][:EACH_WAY] if gap[t] < 0]
    states = tuple(party.name for party in parties if not party.group)
    return tuple(
        Exhibit(
            "for" if gap[t] > 0 else "against",
            f"{FIRST_SESSION + span[t]}: {text(int(t))}",
            states,
            span[t],
            span[t],
        )
        for t in chosen
    )


def of_votes(part: float, total: float) -> str:
    """Say on how many votes of how many, halves shown.

    The votes of a group are those of its average member, and no whole number: then the share.

    Examples
    --------
    >>> of_votes(1010.5, 1200), of_votes(0.6, 0.8)
    ('1,010.5 of 1,200 votes', "75 % of its average member's votes")
    """
    if abs(total - round(total)) < 0.05:
        return f"{counted(part)} of {counted(total)} votes"
    return f"{percent(part / total)} of its average member's votes"
