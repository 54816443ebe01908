"""The reasoning of a verdict in words, and the caveats that apply."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nonaligned import states
from nonaligned.claims.claim import Claim, Window
from nonaligned.claims.lexicon import loosens
from nonaligned.claims.specification import WHOLE, Finding, reach
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
    counts = verdict.counts
    first, last = primary.specification.years
    basis = f", on {primary.n} votes, {spoken_sessions(first, last)}" if primary.n > 1 else ""
    answer = (
        "By the primary measure there is nothing on record to measure"
        if primary.empty
        else f"By the primary measure the answer is {number(primary.estimate, primary.unit)}"
        f"{interval(primary)}{basis}; {primary.criterion}: {primary.outcome}"
    )
    sentences = [
        answer,
        f"of {len(verdict.findings)} ways to measure it, {counts['for']} are for, "
        f"{counts['against']} against and {counts['undecided']} undecided, so the claim is "
        f"{verdict.verdict}",
    ]
    if primary.note:
        sentences.insert(1, primary.note)
    if verdict.flips:
        sentences.append(verdict.flips)
    sentences.extend(beside.text for beside in verdict.beside if beside.text)
    return " ".join(f"{s[:1].upper()}{s[1:]}." for s in sentences)


def number(value: float, unit: str) -> str:
    """Return a value in its unit.

    Examples
    --------
    >>> number(0.123456, "agreement"), number(3, "states")
    ('0.123 (agreement)', '3 states')
    >>> number(1, "states")
    '1 state'
    """
    if math.isnan(value):
        return "none on record"
    if unit == "year":
        return f"{value:.0f}"
    if unit in WHOLE:
        counted = f"{value:.0f} {unit if value != 1 else unit.removesuffix('s')}"
        return counted if unit != "rank" else f"rank {value:.0f}"
    if unit == "percent":
        return f"{value:.1f} %"
    return f"{value:.3f} ({unit})"


def interval(finding: Finding) -> str:
    """Return the 95 % interval, or the numbers left open, in words; empty where it is a point."""
    if finding.low == finding.high or math.isnan(finding.low):
        return ""
    digits = 0 if finding.unit in WHOLE else 3
    return f" ({reach(finding.unit)} {finding.low:.{digits}f} to {finding.high:.{digits}f})"


def caveats(
    claim: Claim, findings: Sequence[Finding], evidence: Evidence, on: int | None = None
) -> tuple[str, ...]:
    """Return what a reader should know beside the verdict."""
    primary = findings[0]
    found = [] if primary.specification.cut == "none" else _years(claim, findings, on)
    if 1 < primary.n < FEW:
        found.append(f"few votes: the primary finding rests on {primary.n}")
    decided = sum(finding.outcome != "undecided" for finding in findings)
    if 0 < decided < SCARCE * len(findings):
        found.append(f"only {decided} of {len(findings)} ways to measure it could decide")
    found.extend(_absences(claim, primary, evidence))
    held = evidence.tallies.sessions
    opens, closes = FIRST_SESSION + held[0], FIRST_SESSION + held[-1]
    first, last = claim.window.years(opens, closes)
    last = max(last, claim.window.last or last)
    if primary.specification.cut != "none" and (first < opens or last > closes):
        found.append(f"the votes on record run from {opens} to {closes}, less than the claim's")
    loose = [hedge for hedge in claim.hedges if loosens(hedge)]
    if loose:
        found.append(f"the hedge {loose[0]!r} loosens the criterion")
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
    return f"; the primary measure is {' and '.join(told)}" if told else ""


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
            found.append(f"{name} cast a vote in {cast} of the {held} roll calls of the span")
    return found
