"""Closer: X stands closer to Y than to Z.

Measured by how much more similar X's votes are to Y's than to Z's, on the same roll calls. The
criterion is a natural zero, so no other state is looked at, and swapping Y and Z turns every
finding round exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._parts import AGREEING, AGREEMENT, MUCH, OFTEN, SELF, WITH, X, Y, Z
from nonaligned.claims.kinds._sides import (
    HALF_WAY,
    Measured,
    Parties,
    of_votes,
    session_exhibits,
    together,
)
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Estimate
    from nonaligned.claims.evidence import Evidence

PARTNER = "[voting|diplomatic] (partner|friend|companion|ally)"
SIDING = f"(<vote>|<side>|<agree>|<align> {SELF}|<concur>|<coincide>|<stand>|<identify> {SELF})"
NEAR = f"{MUCH} (closer|nearer|more similar|more akin)"
IT_WAS = "[it was|they were|it is|they are|it did|they did|was|were]"

PHRASES = (
    f"{X} (<be>|<stand>|<lie>|<sit>|<vote>|<position> {SELF}) {NEAR} to {Y} than {IT_WAS} [to] {Z}",
    f"{X} {SIDING} {MUCH} more {OFTEN} {WITH} {Y} than {IT_WAS} [{WITH}] {Z}",
    f"{X} {SIDING} {WITH} {Y} {MUCH} more {OFTEN} than {IT_WAS} [{WITH}] {Z}",
    f"{X} {SIDING} {MUCH} less {OFTEN} {WITH} {Z} than {IT_WAS} [{WITH}] {Y}",
    f"{X} (<vote>|<be> aligned) more closely with {Y} than [with|to] {Z}",
    f"{X} <be> more [closely] aligned with {Y} than with {Z}",
    f"{X} <be> more in {AGREEING} with {Y} than [with] {Z}",
    f"{X} <be> more likely to (vote|side|agree) with {Y} than [with] {Z}",
    "{X} (<side>|<vote>|<stand>) with {Y} (against|rather than|instead of|and not) [with] {Z}",
    f"{X} <lean> {MUCH} [more] (to|towards|toward) {Y} [rather] than [to|towards|toward] {Z}",
    "{X} <follow> {Y} (rather|more) [often] than {Z}",
    "{X} <prefer> {Y} (to|over) {Z}",
    "{X} (<favour>|<favor>) {Y} over {Z}",
    f"{X} <have> {MUCH} more in common with {Y} than with {Z}",
    f"{X} <have> {MUCH} less in common with {Z} than with {Y}",
    f"{X} <resemble> {Y} {MUCH} more [closely] than [it did|they did|it does|they do] {Z}",
    f"{{X}} <be> a {MUCH} closer {PARTNER} (to|of|for) {{Y}} than (to|of|for) {{Z}}",
    f"{{Y}} <be> a {MUCH} closer {PARTNER} (to|of|for) {{X}} than {{Z}} [was|were|is|did]",
    f"{{X}} <find> {{Y}} [to be] a {MUCH} closer {PARTNER} than {{Z}}",
    f"{X} <be> {MUCH} (further|farther|more distant) [away] from {Z} than [it was] from {Y}",
    f"{X} <be> {MUCH} less close to {Z} than to {Y}",
    f"{X} <disagree> {MUCH} more [often] with {Z} than with {Y}",
    f"{X} <disagree> {MUCH} less [often] with {Y} than with {Z}",
    "{Y} <be> (closer|nearer) to {X} than {Z} <be>",
    "{Y} <be> preferred (to|over) {Z} by {X}",
    f"{{X}} ['s] {AGREEMENT} with {{Y}} <be> {MUCH} (higher|greater|closer|stronger) than "
    f"[that|its {AGREEMENT}] with {{Z}}",
    f"{{X}} ['s] {AGREEMENT} with {{Y}} <exceed> [that|its {AGREEMENT}] with {{Z}}",
    f"of {{Y}} and {{Z}} {X} <be> closer to the (former|first)",
    f"of {{Z}} and {{Y}} {X} <be> closer to the (latter|second)",
)

EXAMPLES = (
    "{A} was closer to {B} than to {C} from 1979 to 1989",
    "{A} is closer to {B} than to {C}",
    "Between 1979 and 1989, {A} voted more often with {B} than with {C}",
    "On human rights {A} has stood much closer to {B} than to {C} since 1991",
    "During the Cold War {A} leaned towards {B} rather than towards {C}",
    "{A} sided with {B} against {C} on colonialism in the 1960s",
    "{A} was not closer to {B} than it was to {C}",
    "{A} has never been nearer to {B} than to {C} over the past thirty years",
    "{B} was closer to {A} than {C} was in the eighties",
    "{A}'s foreign policy was closer to {B}'s than to {C}'s, 1979–1989",
    "{A} preferred {B} to {C} after the revolution of 1979",
    "{A} was further from {C} than from {B}",
    "{A} and {D} largely agreed more with {B} than with {C} on disarmament",
    "In the General Assembly {A} didn't vote closer to {B} than to {C} until 1991",
    "Of {B} and {C}, {A} was closer to the former",
    "{A}'s voting has been nearer to {B}'s than to that of {C} since 1991",
    "{C} found {D} a closer voting partner than {A} in the 1950s",
    "{A} was more in line with {B} than with {C} in the late 1970s",
    "{A} voted far less often with {C} than with {B} in the early 1980s",
    "{A}'s agreement with {B} was greater than its agreement with {C} in the 1970s and 1980s",
    "It was {A} that voted more like {B} than like {C} in 1985",
)


def say(claim: Claim, words: Words) -> str:
    """Return the canonical sentence."""
    return f"{words.x} {words.was} closer to {words.y} than to {words.z}{words.on}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Similarity measures × cuts × windows; primary: agreement, pooled, the claim's issue."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts, windows = grid.cuts(claim, evidence, first, last), ("pooled", "mean", "calendar")
    ways = grid.specifications(grid.SIMILARITY, cuts, windows, ("none",), first, last)
    return grid.with_ideal(claim, evidence, ways, ("mean", "calendar"), ("none",))


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Difference of similarity, compared with zero."""
    find = _by_ideal if way.measure == "ideal" else _by_votes

    def measured(parties: Parties) -> Measured:
        found, unit = find(parties, claim, way, evidence)
        return Measured(
            found,
            lambda k: evidence.finding(way, found[k], unit, "for the claim above 0", 0.0),
        )

    return together(claim, way, evidence, measured)


def _by_ideal(
    parties: Parties, claim: Claim, way: Specification, evidence: Evidence
) -> tuple[list[Estimate], str]:
    """How much nearer each is to Y than to Z, and the unit."""
    from nonaligned.claims.positions import nearer

    (y, z), where = claim.others, (way.cut, *evidence.widened(way))
    found = [nearer(evidence, x, y, z, *where) for x in parties]
    return found, "difference of distances (in spreads) of ideal points"


def _by_votes(
    parties: Parties, claim: Claim, way: Specification, evidence: Evidence
) -> tuple[list[Estimate], str]:
    """How much more each votes like Y than like Z, and the unit."""
    from nonaligned.claims.estimates import MEASURES, mean_differences

    where = (way.cut, *evidence.widened(way))
    y, z = sorted(claim.others)  # one order for both directions, so that a swap turns the sign only
    xy, xz = (evidence.full_pairs(parties, other, *where) for other in (y, z))
    yz = evidence.full_pairs((y,), z, *where)
    if way.window != "mean":
        xy, xz, yz = (counts.sum(axis=0, keepdims=True) for counts in (xy, xz, yz))
    found = mean_differences(MEASURES[way.measure], xy, xz, yz, evidence.effect(*where))
    if (y, z) != claim.others:
        found = found.turned()
    return found.each(), f"difference of {MEASURES[way.measure].label}"


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Return the sessions in which X voted most with Y and most with Z."""
    way, x = primary.specification, claim.subjects[0]
    y, z = claim.others
    pairs = [evidence.pair(x, other, way.cut, way.first, way.last) for other in (y, z)]
    totals = [counts.sum(axis=(1, 2)) for counts in pairs]
    agreed = [(counts * HALF_WAY).sum(axis=(1, 2)) for counts in pairs]
    with np.errstate(invalid="ignore"):
        gap = agreed[0] / totals[0] - agreed[1] / totals[1]
    words = Words(claim)

    def text(t: int) -> str:
        with_y, with_z = (
            f"{words.name(o)} on {of_votes(agreed[k][t], totals[k][t])}"
            for k, o in enumerate((y, z))
        )
        return f"{words.name(x)} agreed with {with_y}, with {with_z}"

    return session_exhibits(gap, text, (x, y, z), way, evidence)


def needs(claim: Claim, primary: Finding) -> str:
    """Return what would have to be true for the other verdict."""
    words = Words(claim)
    return (
        f"For the other verdict {words.x} would have to agree more with {words.z} than with "
        f"{words.y}: a difference below 0 with its whole interval, in four fifths of the "
        "decided ways to measure it"
    )


KIND = Kind(
    name="closer",
    asks="Did X vote more like Y than like Z?",
    phrases=tuple(Phrase(text) for text in PHRASES),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    subjects=(1, 8),
    others=(2, 2),
)
