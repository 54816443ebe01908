"""From a claim and a record to a verdict: plan, measure, weigh.

The rule is the same for every claim. A finding speaks for or against only when its whole
interval lies on one side of its criterion. A claim is supported when the primary finding is for
it and at least four fifths of the decided ones are; contradicted is the mirror image.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import canonical
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.topics import require_coded
from nonaligned.claims.verdict import Exhibit, Verdict
from nonaligned.claims.why import caveats, reasoning
from nonaligned.errors import InputError, RecordError

AGREE = 0.8
"""Share of the decided findings that must go the primary one's way."""

_MIRROR: dict[Outcome, Outcome] = {"for": "against", "against": "for", "undecided": "undecided"}


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Every reasonable way to measure a claim; the first is the primary one.

    Parameters
    ----------
    claim : Claim
    evidence : Evidence
        Only which sessions and cuts it holds is looked at, no vote.

    Returns
    -------
    tuple of Specification
        Where members of a group are measured one by one, those of the primary measure only.

    Raises
    ------
    RecordError
        The record does not bear on the claim.
    """
    require_coded(claim.topic)
    ways = kinds()[claim.kind].plan(claim, evidence)
    if claim.window.recent:
        ways = tuple(dict.fromkeys((*ways, *_in_other_years(claim, ways[0], evidence))))
    if any(party.quantifier for party in claim.subjects):
        return tuple(way for way in ways if way.measure == ways[0].measure)
    return ways


def _in_other_years(
    claim: Claim, primary: Specification, evidence: Evidence
) -> Iterator[Specification]:
    """Yield the ways to measure a claim in other years, with all but the measure as primary.

    So they show how far the answer depends on the years, and are too few to overturn it.
    """
    kept = (primary.cut, primary.window, primary.group)
    for window in grid.other_years(primary.years[1]):
        with suppress(RecordError):  # a state that had no vote in fewer years
            for way in kinds()[claim.kind].plan(replace(claim, window=window), evidence):
                if (way.cut, way.window, way.group) == kept:
                    yield way


def measure(claim: Claim, specification: Specification, evidence: Evidence) -> Finding:
    """Measure a claim in one way.

    Parameters
    ----------
    claim : Claim
    specification : Specification
        One of :func:`plan`.
    evidence : Evidence

    Returns
    -------
    Finding
        With its outcome for or against the claim as said: a negated claim turns it.
    """
    finding = kinds()[claim.kind].measure(claim, specification, evidence)
    if math.isnan(finding.estimate) and not finding.n:
        finding = replace(finding, outcome="undecided")
    if not claim.negated:
        return finding
    criterion = finding.criterion.replace("for the claim", "for what the claim denies")
    return replace(finding, outcome=_MIRROR[finding.outcome], criterion=criterion)


def rerun(claim: Claim, id: str, evidence: Evidence) -> Finding:
    """Measure a claim by the specification with an id.

    Raises
    ------
    InputError
        The claim has no such specification.
    """
    for specification in plan(claim, evidence):
        if specification.id == id:
            return measure(claim, specification, evidence)
    first = plan(claim, evidence)[0].id
    raise InputError(
        f"no way {id!r} to measure this claim",
        hint=f"An id looks like {first!r}; `nonaligned ask SENTENCE --ways` lists them",
    )


def check(
    claim: Claim, evidence: Evidence, *, said: str | None = None, on: int | None = None
) -> Verdict:
    """Test a claim against a record.

    Parameters
    ----------
    claim : Claim
    evidence : Evidence
    said : str, optional
        The sentence as it was said.
    on : int, optional
        Year in which it was said.

    Returns
    -------
    Verdict
    """
    kind = kinds()[claim.kind]
    sentence = canonical(claim)
    try:
        specifications = plan(claim, evidence)
    except RecordError as error:
        return Verdict(
            claim,
            said or sentence,
            sentence,
            "untestable",
            f"{_capital(error.message)}.",
            caveats=kind.minds,
            beside=kind.beside(claim, None, evidence) if kind.beside else (),
        )
    findings = tuple(measure(claim, s, evidence) for s in specifications)
    verdict = Verdict(
        claim,
        said or sentence,
        sentence,
        decide(findings),
        "",
        primary=findings[0],
        findings=findings,
        exhibits=_exhibits(kind, claim, findings, evidence),
        needed=_needed(kind, claim, findings[0]),
        flips=flips(findings),
        caveats=(*kind.minds, *caveats(claim, findings, evidence, on)),
        left_out=grid.left_out(specifications, evidence),
        beside=kind.beside(claim, findings[0], evidence) if kind.beside else (),
    )
    return replace(verdict, why=reasoning(verdict))


def decide(findings: Sequence[Finding]) -> str:
    """Weigh findings, the primary one first, by the rule.

    Examples
    --------
    >>> from nonaligned.claims.specification import Specification
    >>> way = Specification("agree3", "all", "pooled", "none", 1, 2)
    >>> pro = Finding(way, 0.5, 0.4, 0.6, "", "", "for", 0.0, 9)
    >>> decide([pro, pro]), decide([pro, replace(pro, outcome="against")])
    ('supported', 'contested')
    """
    outcomes = [finding.outcome for finding in findings]
    decided = [outcome for outcome in outcomes if outcome != "undecided"]
    share = decided.count("for") / len(decided) if decided else math.nan
    if outcomes[0] == "for" and share >= AGREE:
        return "supported"
    if outcomes[0] == "against" and 1 - share >= AGREE:
        return "contradicted"
    disagree = bool(decided) and 1 - AGREE < share < AGREE
    if outcomes[0] != "undecided" or (disagree and 2 * len(decided) >= len(outcomes)):
        return "contested"
    return "undecided"


def flips(findings: Sequence[Finding]) -> str:
    """Return the one choice that best tells the findings for from those against, in words.

    Returns
    -------
    str
        Empty where all decided findings agree.
    """
    decided = [finding for finding in findings if finding.outcome != "undecided"]
    sides = [f.outcome for f in decided]
    if len(set(sides)) < 2:
        return ""
    fewer: Outcome = "for" if sides.count("for") < sides.count("against") else "against"
    more: Outcome = "against" if fewer == "for" else "for"
    best, words, said = 0.0, "", fewer
    for axis in ("measure", "cut", "window", "group", "span"):
        for choice in dict.fromkeys(getattr(f.specification, axis) for f in decided):
            chosen = [f.outcome for f in decided if getattr(f.specification, axis) == choice]
            if axis == "span" and choice == findings[0].specification.span:
                continue  # nearly all ways are in the primary years, so they tell nothing apart
            for outcome in (fewer, more):
                score = 2 * chosen.count(outcome) / (len(chosen) + sides.count(outcome))
                if score > best and len(chosen) < len(decided):
                    best, words, said = score, grid.choice_words(axis, choice), outcome
    stance = {"for": "for the claim", "against": "against it"}[said]
    if best >= AGREE:
        other = {"for": "against it", "against": "for it"}[said]
        return f"{stance} when {words}, {other} otherwise"
    return (
        f"{sides.count(said)} of {len(decided)} decided findings are {stance}, most of them when "
        f"{words}; no single choice decides it"
    )


def _exhibits(
    kind: Kind, claim: Claim, findings: Sequence[Finding], evidence: Evidence
) -> tuple[Exhibit, ...]:
    if kind.exhibits is None:
        return ()
    found = kind.exhibits(claim, findings[0], evidence)
    if claim.negated:
        found = tuple(replace(e, side="against" if e.side == "for" else "for") for e in found)
    return tuple(sorted(found, key=lambda exhibit: exhibit.side, reverse=True))


def _needed(kind: Kind, claim: Claim, primary: Finding) -> str:
    if primary.empty:
        return f"For a verdict the primary measure would have to find something: {primary.note}."
    return _capital(kind.needs(claim, primary)) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
