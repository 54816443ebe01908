"""The roll calls that a claim about a resolution may mean, one way to measure it each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.described import unfound
from nonaligned.claims.resolutions import Ballot, Result, ballots
from nonaligned.claims.specification import Finding, Specification
from nonaligned.errors import RecordError
from nonaligned.tables import VOTE_LABELS

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

ANSWERS = {"for": "yes", "against": "no", "abstain": "abstain"}
"""The answer that a direction means."""


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
        The record holds no tallies, or none of this resolution in the claim's years; or the
        resolution is described only, and not found.
    """
    if reason := unfound(claim.resolution, claim.window):
        raise RecordError(reason, hint="Name it by its number")
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
    one: Callable[[Ballot], Finding],
) -> Finding:
    """Judge a tally; where votes under one number differ in this, nothing is decided.

    Parameters
    ----------
    claim : Claim
    way : Specification
        One of :func:`ways`.
    evidence : Evidence
    one : callable
        The finding from a roll call.
    """
    findings = {f"vote {b.place}": one(b) for b in meant(claim, evidence)}
    finding = findings[way.window]
    if len({f.outcome for f in findings.values()}) > 1:
        return replace(finding, outcome="undecided", note=f"{finding.note}; name the part")
    return finding


def count(claim: Claim, ballot: Ballot) -> float:
    """How many states voted as the direction of a claim says."""
    return float(_of(claim, ballot.result))


def voters(claim: Claim, ballot: Ballot, evidence: Evidence) -> frozenset[str] | None:
    """Who voted as the direction of a claim says; ``None`` where the record cannot tell.

    Single votes that do not come to the tally are those of another roll call, or of another
    version of the record; and one corrected after the meeting, or lost, may be the one meant.
    """
    cast = evidence.answers(ballot.session, ballot.place) if evidence.answers else {}
    told_ = Counter(cast.values())
    if (told_["yes"], told_["no"], told_["abstain"]) != ballot.counted or not _whole(claim, ballot):
        return None
    return frozenset(state for state, vote in cast.items() if vote == ANSWERS[claim.direction])


def never_so(claim: Claim, party: Party, ballot: Ballot, evidence: Evidence) -> bool:
    """Whether a state cast no vote as the direction of a claim says in the whole session.

    Not where votes of the roll call were corrected after the meeting, or are lost.
    """
    session = ballot.session
    if party.group or not evidence.is_state(party.name) or session not in evidence.tallies.sessions:
        return False
    cast = evidence.cast(party, "all", session, session).sum(axis=0)
    none = not cast[VOTE_LABELS.index(ANSWERS[claim.direction])]
    return none and _whole(claim, ballot)


def _whole(claim: Claim, ballot: Ballot) -> bool:
    """Whether as many of the votes meant are on record as were announced."""
    return _of(claim, ballot.result) == _of(claim, ballot.counted)


def _of(claim: Claim, result: Result) -> int:
    yes, no, abstain = result
    return {"for": yes, "against": no, "abstain": abstain}[claim.direction]


def told(ballot: Ballot) -> str:
    """Say what the tally was, and how it was found."""
    yes, no, abstain = ballot.result
    note = f"the tally was {yes} yes, {no} no, {abstain} abstentions"
    return f"{note} ({ballot.note})" if ballot.note else note
