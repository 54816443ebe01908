"""The reasoning of a verdict in words, and the caveats that apply."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nonaligned import states
from nonaligned.claims.claim import Claim, Window
from nonaligned.claims.lexicon import loosens
from nonaligned.claims.specification import Finding, in_words, reach, valued
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Verdict
from nonaligned.claims.wording import Words, spoken_sessions

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

FEW = 30
"""Roll calls below which a verdict is called thin."""

SCARCE = 0.2
"""Share of decided ways below which a reader is told how few they are."""


def reasoning(verdict: Verdict) -> str:
    """Return the reasoning as a short paragraph."""
    primary = verdict.primary
    if primary is None:
        return verdict.why
    sentences = [*_answer(primary), primary.note, _tally(verdict), verdict.flips]
    sentences.extend(beside.text for beside in verdict.beside)
    return " ".join(f"{s[:1].upper()}{s[1:]}." for s in sentences if s)


OUTCOME = {
    "for": "so this speaks for the claim",
    "against": "so this speaks against the claim",
    "undecided": "so this decides nothing",
}
"""What an outcome means."""


def _answer(primary: Finding) -> tuple[str, ...]:
    """Say what the primary measure gave, and which way that speaks."""
    if primary.empty:
        return ("By the primary measure there is nothing on record to measure",)
    way, unit = primary.specification, primary.unit
    if math.isnan(primary.estimate):
        answer = "by the primary measure none is on record"
    else:
        worded = in_words(primary.estimate, unit, 3).removeprefix(f"{unit}: ")
        what = "" if unit in worded else f"is the {unit}, and "
        answer = f"the primary measure {what}gives {worded}"
    if primary.low != primary.high and not math.isnan(primary.low):
        low, high = (valued(end, unit, 3) for end in (primary.low, primary.high))
        answer += f" ({reach(unit)} {low} to {high})"
    if primary.n > 1 and way.cut != "none":
        answer += f", on {primary.n:,} votes of the {spoken_sessions(*way.years)}"
    return answer, f"the criterion: {primary.criterion}; {OUTCOME[primary.outcome]}"


def _tally(verdict: Verdict) -> str:
    """Say how many ways to measure the claim there are, which way they speak, and the verdict."""
    ways, counts = len(verdict.findings), verdict.counts
    if ways == 1:
        return f"there is no other way to measure it, so the claim is {verdict.verdict}"
    verb = "is" if counts["for"] == 1 else "are"
    return (
        f"of {ways} ways to measure it, {counts['for'] or 'none'} {verb} for the claim, "
        f"{counts['against'] or 'none'} against it and {counts['undecided'] or 'none'} undecided, "
        f"so it is {verdict.verdict}"
    )


def caveats(
    claim: Claim, findings: Sequence[Finding], evidence: Evidence, on: int | None = None
) -> tuple[str, ...]:
    """Return what a reader should know beside the verdict."""
    primary = findings[0]
    found = [] if primary.specification.cut == "none" else _years(claim, findings, on)
    if 1 < primary.n < FEW:
        found.append(f"few votes: the primary measure rests on {primary.n}")
    decided = sum(finding.outcome != "undecided" for finding in findings)
    if 0 < decided < SCARCE * len(findings):
        found.append(f"only {decided} of {len(findings)} ways to measure it could decide")
    found.extend(_absences(claim, primary, evidence))
    held = evidence.tallies.sessions
    opens, closes = FIRST_SESSION + held[0], FIRST_SESSION + held[-1]
    first, last = claim.window.years(opens, closes)
    last = max(last, claim.window.last or last)
    if primary.specification.cut != "none" and (first < opens or last > closes):
        found.append(f"the votes on record run from {opens} to {closes}, the claim's years further")
    loose = [hedge for hedge in claim.hedges if loosens(hedge)]
    if loose:
        found.append(f"its word “{loose[0]}” loosens the criterion")
    groups = [states.group(p.name) for p in (*claim.subjects, *claim.others) if p.group]
    if groups:
        found.append("a group stands for its members of each year, all their votes added up")
    found.extend(f"{group.name}: {group.note}" for group in groups if group.note)
    return tuple(found)


def _years(claim: Claim, findings: Sequence[Finding], on: int | None) -> list[str]:
    """Say which years were taken where the claim names none, and what is wrong with those it names.

    Without a first year of its own, a claim that ends in the year in which it was said names none.
    """
    window, span = claim.window, findings[0].specification.span
    if window.recent:
        return [f"recent years are meant: {span} are taken{_by_other_years(findings)}"]
    if window == Window():
        return [f"no years are named: all years on record are taken, {span}"]
    if window == Window(last=on):
        return [f"all years on record up to {on}, when it was said, are taken: {span}"]
    if on is not None and window.after(on):
        return [f"it names years after {on}, when it was said"]
    return []


def _by_other_years(findings: Sequence[Finding]) -> str:
    """Say what the primary measure gives in the other years that may be meant."""
    primary = findings[0].specification
    told = [
        f"{finding.outcome} in {finding.specification.span}"
        for finding in findings
        if finding.specification.measure == primary.measure
        and finding.specification.span != primary.span
    ]
    return f"; the primary measure would be {' and '.join(told)}" if told else ""


def _absences(claim: Claim, primary: Finding, evidence: Evidence) -> list[str]:
    """Name the states of the claim that were away from most of the votes."""
    way = primary.specification
    if way.cut == "none":
        return []
    held = evidence.tallies.rollcalls(way.cut, way.first, way.last)
    found = []
    for party in (*claim.subjects, *claim.others):
        if party.group:
            continue
        cast = int(evidence.cast(party, way.cut, way.first, way.last)[:, :3].sum())
        if 2 * cast < held:
            name = Words(claim).name(party)
            found.append(f"{name} voted in {cast:,} of the {held:,} roll calls of these years")
    return found
