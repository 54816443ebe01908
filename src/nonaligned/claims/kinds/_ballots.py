"""The roll calls that a claim about a resolution may mean, one way to measure it each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Claim
from nonaligned.claims.resolutions import Ballot, ballots
from nonaligned.claims.specification import Finding, Specification
from nonaligned.errors import RecordError

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence


def ways(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """One specification a roll call, the last first."""
    return tuple(
        Specification("tally", "none", f"vote {b.place}", "none", b.session, b.session)
        for b in reversed(meant(claim, evidence))
    )


def meant(claim: Claim, evidence: Evidence) -> tuple[Ballot, ...]:
    """Roll calls that may be meant by the resolution, in their order.

    Raises
    ------
    RecordError
        The record holds no tallies, or none of this resolution in the claim's years.
    """
    if evidence.resolutions is None:
        raise RecordError(
            "the record holds no tallies of single roll calls",
            hint="Build the book anew (nonaligned book build), or ask with --record unga",
        )
    table = evidence.once("resolutions", evidence.resolutions)
    return ballots(claim.resolution, claim.window, table)


def tallied(
    claim: Claim,
    way: Specification,
    evidence: Evidence,
    one: Callable[[float, str], Finding],
) -> Finding:
    """Judge a tally; where votes under one number differ in this, nothing is decided.

    Parameters
    ----------
    claim : Claim
        Its direction says which votes are counted.
    way : Specification
        One of :func:`ways`.
    evidence : Evidence
    one : callable
        The finding from a count and a note of the whole tally.
    """
    findings = {f"vote {b.place}": one(_count(claim, b), _told(b)) for b in meant(claim, evidence)}
    finding = findings[way.window]
    if len({f.outcome for f in findings.values()}) > 1:
        return replace(finding, outcome="undecided", note=f"{finding.note}; name the part")
    return finding


def _count(claim: Claim, ballot: Ballot) -> float:
    yes, no, abstain = ballot.result
    return float({"for": yes, "against": no, "abstain": abstain}[claim.direction])


def _told(ballot: Ballot) -> str:
    yes, no, abstain = ballot.result
    note = f"the tally was {yes} yes, {no} no, {abstain} abstentions"
    return f"{note} ({ballot.note})" if ballot.note else note
