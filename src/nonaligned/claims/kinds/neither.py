"""Neither: X sided with neither Y nor Z; it was independent of both.

X sided with a pole when it stands more than a third of the way to it, from either of two middles.
One is that between the poles: of the votes on which they differed, an abstention half way, X gave
the pole more than two thirds. The other is the middle of those who take no side, the states that
are in neither pole's alliance (:mod:`.alliances`). So X is independent where it voted as often with
the one pole as with the other, where it stood with those who take no side, and between the two.

Neutrals of Europe stood by the first and the non-aligned by the second: where most states without
an alliance vote with one of the poles, to treat both alike is far from their middle, and to be in
their middle far from treating both alike.

An alternative yardstick is stricter: X is in the middle third of the unaligned by its difference of
similarity, and outside the upper third by each similarity, by more than a state usually differs
from itself. Whoever leans further than two thirds of them, and yet stands with them, is contested.

To be *equidistant* is more than to take no side: only the first middle counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.alliances import bound
from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._parts import SELF, X
from nonaligned.claims.kinds._rooms import Case, among_usual, between_poles, from_middle
from nonaligned.claims.kinds._sides import HALF_WAY, Measured, of_votes, together
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, across
from nonaligned.numerals import percent

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence

EQUAL, USUAL = "equal", "unaligned-usual"
DISTANCES = ("agree3", "agree2", "s_squared")
"""Measures that are means over votes, so that one less them is a distance.

Similarities corrected for chance are divided by what is left of it, which is another number for
each two states, so that two of them are no shares of a way.
"""
LEAST_STATES = 6
"""Other states, two in each third."""

SIDING = (
    f"(<side>|<stand>|<vote>|<align> {SELF}|<ally> {SELF}|<line> up|<identify> {SELF}|<agree>|"
    "<throw> in its lot)"
)
FOLLOWING = "(<follow>|<back>|<support>|<favour>|<favor>|<obey>|<join>)"
BOTH = "([both] {Y} and [of|from|to] {Z}|[the|both] [the] [two] {poles})"
CAMPS = "[both] {Y} and {Z} (camp|camps|bloc|blocs)"
NEITHER = "neither ({Y} nor {Z}|[of the] [two] {poles})"

PHRASES = (
    f"{X} {SIDING} with neither ({{Y}} nor [with] {{Z}}|[of the] [two] {{poles}})",
    f"{X} {SIDING} neither with {{Y}} nor [with] {{Z}}",
    f"{X} {FOLLOWING} {NEITHER}",
    "{X} <take> the side of neither ({Y} nor [of] {Z}|[of the] [two] {poles})",
    "{X} <take> neither {Y} ['s] [side] nor {Z} ['s] side",
    "{X} <be> on neither side of {Y} and {Z}",
    "{X} <be> on the side of neither ({Y} nor [of] {Z}|[of the] [two] {poles})",
    f"{X} (<lean>|<tilt>) neither (to|towards|toward) {{Y}} nor [to|towards|toward] {{Z}}",
    f"{X} (<lean>|<tilt>) (to|towards|toward) {NEITHER}",
    "{X} <belong> to neither the camp of {Y} nor [that of] {Z}",
    "{X} <belong> to neither {Y} ['s] nor {Z} ['s] (camp|bloc|side)",
    f"{X} <be> (close|closer|beholden|subservient|committed|tied|bound) to {NEITHER}",
    f"{X} <belong> to {NEITHER} [_ (east or west|eastern or western)]",
    f"{X} <be> neither pro {{Y}} nor pro {{Z}}",
    f"{X} <be> independent (of|from) {BOTH}",
    f"{X} <be> (neutral|non aligned|nonaligned|unaligned|in the middle) between {BOTH}",
    f"{{X}} (<keep>|<maintain>) [its|their|an] distance (from|to) {BOTH}",
    f"{{X}} (<keep>|<stay>|<steer>) ((out|clear) of (the camps of {BOTH}|{CAMPS})|clear of {BOTH})",
    "{X} (<stand>|<be>) between {Y} and {Z} and with neither [of (them|the two)]",
    f"{{X}} (<keep>|<stay>|<hold>|<be>|<stand>) {SELF} (aloof|apart) from {BOTH}",
    f"{{X}} (<steer>|<follow>|<chart>|<walk>|<pursue>) a [middle|neutral] "
    f"(course|path|way|line|road) between {BOTH}",
    "neither {Y} nor {Z} (<win>|<have>) {X} on its side",
)
EVEN = (
    f"{X} <be> equidistant (from|between|of|to) {BOTH}",
    f"{{X}} (<keep>|<maintain>) (the same|an equal|equal) distance (from|to) {BOTH}",
    f"{{X}} (<keep>|<maintain>) equidistance (from|between) {BOTH}",
)
DENIALS = (
    f"{X} {SIDING} with (one of {{Y}} and {{Z}}|either {{Y}} or [with] {{Z}}|"
    "{Y} or [with] {Z}|(either|one) [of the] [two] {poles})",
    f"{X} {FOLLOWING} (either {{Y}} or {{Z}}|(either|one) [of the] [two] {{poles}})",
    "{X} <belong> to [the] (either {Y} or {Z} (camp|bloc)|{Y} or {Z} (camp|bloc))",
    "{X} <choose> between ({Y} and {Z}|the [two] {poles})",
    "{X} <take> sides between ({Y} and {Z}|the [two] {poles})",
    "{X} <take> the side of (either {Y} or [of] {Z}|(either|one) [of the] [two] {poles})",
)

EXAMPLES = (
    "{A} sided with neither {B} nor {C} in the 1960s",
    "{A} was independent of both {B} and {C} from 1950 to 1956",
    "{A} sided neither with {B} nor with {C}",
    "During the Cold War {A} stood with neither {B} nor {C}",
    "{A} took the side of neither {B} nor {C} between 1962 and 1988",
    "{A} kept its distance from both {B} and {C} in the seventies",
    "{A} remained equidistant from {B} and {C} from 1971 to 1985",
    "{A} leaned neither to {B} nor to {C} on human rights",
    "{A} was not independent of {B} and {C} in 1980",
    "{A} stayed neutral between {B} and {C} until 1989",
    "{A}'s foreign policy was independent of {B} and {C}",
    "{A} steered a middle course between {B} and {C} for thirty years",
    "{A} and {D} largely voted with neither {B} nor {C} in the 1950s",
    "{A} did not take sides between {B} and {C} on disarmament",
    "{A} followed neither {B} nor {C} in the early 1950s",
    "{A} took the side of neither superpower in the 1970s",
    "{A} took neither {B}'s nor {C}'s side in the late 1970s",
    "{A} did not side with either {B} or {C} in the 1960s",
    "{A} kept aloof from both superpowers throughout the 1960s",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    how = "equidistant from" if claim.direction == EQUAL else "independent of"
    return f"{words.x} {words.was} {how} {words.y} and {words.z}{words.on}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × windows × yardsticks; primary: all unaligned states."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows = ("pooled", "mean")
    groups = ("none",) if claim.direction == EQUAL else ("unaligned", "unaligned-throughout", USUAL)
    return grid.specifications(DISTANCES, cuts, windows, groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """How far X is from having taken the side of the pole that it is nearer to taking."""
    return together(
        claim, way, evidence, lambda parties: _measure(Case(parties, claim, way, evidence))
    )


def _measure(case: Case) -> Measured:
    from nonaligned.claims.estimates import NOTHING, Estimates

    way, formula = case.way, case.formula
    rooms = between_poles(case)
    values, words = rooms.values, [rooms.words]
    lacking = ["" if known else "no votes in common with both" for known in case.known.tolist()]
    if way.group != "none":
        among = _crowd(case)
        few = (among.sum(axis=1) < LEAST_STATES).tolist()
        alone = "too few other states to compare with"
        lacking = [why or alone * less for why, less in zip(lacking, few, strict=True)]
        company = (among_usual if way.group == USUAL else from_middle)(case, among)
        values, words = np.maximum(values, company.values), [*words, company.words]
    value, low, high = np.moveaxis(values.min(axis=1), -1, 0)
    found = Estimates(value, low, high, _rollcalls(case)).each()
    found = [NOTHING if why else one for one, why in zip(found, lacking, strict=True)]

    def finding(k: int) -> Finding:
        if lacking[k]:
            return case.evidence.nothing(way, lacking[k])
        return case.evidence.finding(
            way,
            found[k],
            f"distance from taking a side in {formula.label}",
            f"for the claim above 0: {'; '.join(told(k) for told in words)}",
            0.0,
        )

    return Measured(found, finding)


def _rollcalls(case: Case) -> Floats:
    """Roll calls in common with the pole with which there are fewer, (M,)."""
    pairs = (case.evidence.pairs(case.parties, pole, *case.where) for pole in case.poles)
    y, z = (case.formula.n(pair.sum(axis=0)) for pair in pairs)
    return np.minimum(y, z)


def _crowd(case: Case) -> Bools:
    """Say which states each is beside: those in neither alliance with votes of both poles, (M, S).

    None of them is the state itself or of the group itself, or a pole.
    """
    among, span = unaligned(case.claim, case.evidence, case.way), (case.way.first, case.way.last)
    for values in case.near():
        among = among & np.isfinite(values)
    for pole in case.poles:
        among = among & ~case.evidence.positions(pole, *span)
    return among & ~np.stack([case.evidence.positions(x, *span) for x in case.parties])


def unaligned(claim: Claim, evidence: Evidence, way: Specification) -> Bools:
    """Say which states share no alliance with either pole at any time of the span."""
    poles = {s for party in claim.others for s in evidence.names(party, way.first, way.last)}
    allies = bound(poles, FIRST_SESSION + way.first, FIRST_SESSION + way.last)
    free = np.array([state not in allies for state in evidence.tallies.states])
    group = "throughout" if way.group == "unaligned-throughout" else "members"
    return free & evidence.compared(group, way.cut, way.first, way.last)


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show X's agreement with each pole, and that with the states in neither alliance."""
    way, x, words = primary.specification, claim.subjects[0], Words(claim)
    among = _crowd(Case((x,), claim, way, evidence))[0]
    others = evidence.similarities("agree3", x, way.cut, "pooled", way.first, way.last)[among]
    others = others[np.isfinite(others)]
    shown = []
    for pole in claim.others:
        counts = evidence.pair(x, pole, way.cut, way.first, way.last).sum(axis=0)
        agreed, total = (counts * HALF_WAY).sum(), counts.sum()
        if not total or not others.size:
            continue
        text = f"{words.name(x)} agreed with {words.name(pole)} on {of_votes(agreed, total)}"
        if claim.direction == EQUAL:
            side = "for" if primary.estimate > 0 else "against"
        else:
            side = "against" if agreed / total > others.mean() else "for"
            average = percent(float(others.mean()))
            text += f", and on {average} with the average state in neither alliance"
        parties = tuple(p.name for p in (x, pole) if not p.group)
        shown.append(
            Exhibit("for" if side == "for" else "against", text, parties, way.first, way.last)
        )
    return tuple(shown)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    return f"For the other verdict {Words(claim).x}'s {primary.unit} {across(primary)}"


KIND = Kind(
    name="neither",
    asks="Did X side with neither Y nor Z?",
    phrases=(
        *(Phrase(text) for text in PHRASES),
        *(Phrase(text, direction=EQUAL) for text in EVEN),
        *(Phrase(text, negated=True) for text in DENIALS),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    directions=("", EQUAL),
    subjects=(1, 8),
    others=(2, 2),
)
