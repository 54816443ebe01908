"""What several kinds share: many subjects as one, and exhibits by session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
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
    from nonaligned.claims.evidence import Evidence

HALF_WAY = 1 - np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2
"""How far two answers agree, an abstention half way."""

AT_ONCE = 2000
"""Members times sessions measured at once: joint tables of 4 MB each, for a group of any size."""

EACH_WAY = 2
"""Pieces of evidence shown for and against."""


Parties = tuple[Party, ...]

Together = Callable[[Parties], Sequence[Finding]]
"""Measures parties, each by itself, at once."""


def by_subject(
    claim: Claim, way: Specification, evidence: Evidence, measure: Callable[[Party], Finding]
) -> Finding:
    """As :func:`together`, of a measure that takes one party at a time."""
    return together(claim, way, evidence, lambda parties: [measure(party) for party in parties])


def together(claim: Claim, way: Specification, evidence: Evidence, measure: Together) -> Finding:
    """Measure each subject by itself; what is said of several must hold for the weakest.

    What is denied of several ("neither A nor B did") must fail for the strongest.

    Parameters
    ----------
    claim : Claim
    way : Specification
    evidence : Evidence
    measure : callable
        The findings for some parties, by no more of them at once than :data:`AT_ONCE` allows; a
        higher estimate speaks for the claim.

    Returns
    -------
    Finding
        Of "all" members of a group the weakest, of "most" the middle one, of "some" the strongest.
    """
    findings = [_of_members(party, way, evidence, measure) for party in claim.subjects]
    if len(findings) == 1:
        return findings[0]
    known = [finding for finding in findings if finding.n]
    if len(known) < len(findings):
        return replace(known[0], outcome="undecided") if known else findings[0]
    decisive = (max if claim.negated else min)(known, key=_strength)
    name = Words(claim).name(claim.subjects[findings.index(decisive)])
    where = "closest to" if claim.negated else "furthest from"
    return replace(decisive, note=f"of the subjects, {name} is {where} it")


def _of_members(party: Party, way: Specification, evidence: Evidence, measure: Together) -> Finding:
    """Measure a party, or the member of a group that its quantifier makes decisive."""
    if not party.quantifier:
        return measure((party,))[0]
    members = tuple(Party(name) for name in evidence.names(party, way.first, way.last))
    found = zip(_in_lots(members, way, evidence, measure), members, strict=True)
    known = sorted((f for f in found if f[0].n), key=lambda f: _strength(f[0]))
    if not known:
        return evidence.nothing(way, "no member has votes to measure")
    place = {"all": 0, "most": (len(known) - 1) // 2, "some": len(known) - 1}[party.quantifier]
    finding, member = known[place]
    which = {"all": "furthest from it", "most": "in the middle", "some": "closest to it"}
    name = state_name(member.name, *way.years)
    note = f"of {len(known)} members, {name} is {which[party.quantifier]}"
    return replace(finding, note="; ".join(filter(None, (note, finding.note))))


def _in_lots(
    members: Parties, way: Specification, evidence: Evidence, measure: Together
) -> Iterator[Finding]:
    """Measure members in lots that keep memory within bounds."""
    size = max(1, AT_ONCE // len(evidence.tallies.span(way.first, way.last)))
    for start in range(0, len(members), size):
        yield from measure(members[start : start + size])


def _strength(finding: Finding) -> tuple[float, float]:
    if np.isnan(finding.estimate):
        return -np.inf, -np.inf
    return finding.high, finding.low


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
