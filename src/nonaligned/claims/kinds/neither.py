"""Neither: X sided with neither Y nor Z; it was independent of both.

To take a side in votes can be told by two yardsticks, and X sided with a pole only when it did so
by both. One is nature: of the votes on which the two poles differed, an abstention half way, X gave
a pole more than two thirds. The other is the company of those who take no side, the states that are
in neither pole's alliance (an alliance being one of the groups of ``data/alliances.csv``): X is
outside the middle third of their differences of similarity to the two, or its similarity to the
pole is in the upper third, by more than a state usually differs from itself. So X is independent
where it voted as often with the one pole as with the other, where it sat in the middle of those who
take no side, and between the two.

Neutrals of Europe stood by the first and the non-aligned by the second: where most states without
an alliance vote with one of the poles, to treat both alike is far from their middle, and to be in
their middle far from treating both alike.

The others vote on the same roll calls, so beside them what is uncertain is how far X stands from
their average, not how far it stands from the poles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nonaligned import states
from nonaligned.claims import grid, lexicon
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._parts import SELF, X
from nonaligned.claims.kinds._sides import HALF_WAY, by_subject, of_votes
from nonaligned.claims.kinds.backs import tolerance
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, across
from nonaligned.numerals import number, percent, signed

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence

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
    f"{X} <be> equidistant (from|between|of|to) {BOTH}",
    f"{X} <be> (neutral|non aligned|nonaligned|unaligned|in the middle) between {BOTH}",
    f"{{X}} (<keep>|<maintain>) [its|their|an|the same|an equal|equal] distance (from|to) {BOTH}",
    f"{{X}} (<keep>|<maintain>) equidistance (from|between) {BOTH}",
    f"{{X}} (<keep>|<stay>|<steer>) ((out|clear) of (the camps of {BOTH}|{CAMPS})|clear of {BOTH})",
    "{X} (<stand>|<be>) between {Y} and {Z} and with neither [of (them|the two)]",
    f"{{X}} (<keep>|<stay>|<hold>|<be>|<stand>) {SELF} (aloof|apart) from {BOTH}",
    f"{{X}} (<steer>|<follow>|<chart>|<walk>|<pursue>) a [middle|neutral] "
    f"(course|path|way|line|road) between {BOTH}",
    "neither {Y} nor {Z} (<win>|<have>) {X} on its side",
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
    return f"{words.x} {words.was} independent of {words.y} and {words.z}{words.on}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × windows × groups; primary: all unaligned states."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows, groups = ("pooled", "mean"), ("unaligned", "unaligned-throughout")
    return grid.specifications(grid.SIMILARITY, cuts, windows, groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """How far similarity to the poles, and its difference, is inside what takes no side."""
    return by_subject(claim, way, evidence, lambda x: _measure(x, claim, way, evidence))


def _measure(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    from nonaligned.claims.estimates import MEASURES, Estimate
    from nonaligned.claims.evidence import over

    poles = (min(claim.others), max(claim.others))
    formula, where = MEASURES[way.measure], (way.cut, way.first, way.last)
    near = [evidence.similarities(way.measure, p, way.cut, way.window, *where[1:]) for p in poles]
    pairs = [evidence.pair(x, pole, *where) for pole in poles]
    own = np.array([float(over(way.window, pair, formula)) for pair in pairs])
    apart = float(
        formula.high - over(way.window, evidence.pair(poles[0], poles[1], *where), formula)
    )
    among = unaligned(claim, evidence, way) & np.isfinite(near[0]) & np.isfinite(near[1])
    for party in (x, *poles):
        among = among & ~evidence.positions(party, way.first, way.last)
    if among.sum() < LEAST_STATES or not np.isfinite([*own, apart]).all():
        return evidence.nothing(way, "too few other states to compare with")
    slack = evidence.wobble(
        lambda c: formula(c[:, 0]) - formula(c[:, 1]),
        np.stack([evidence.row(pole, *where) for pole in poles], axis=2).astype(float),
        among,
    )
    gap, wide = float(own[0] - own[1]), tolerance(claim)
    low, high = (float(b) for b in np.quantile((near[0] - near[1])[among], [1 / 3, 2 / 3]))
    between = (gap - low, high - gap)
    third = apart / (2 if wide > 1 else 3)
    beside = _beside_others(x, claim, way, evidence, among)
    alone = _own_reach(x, poles, way, evidence)
    rooms, leans = [], False
    for k, sign in enumerate((1, -1)):
        upper = evidence.quantile(near[k], among, 2 / 3) - own[k]
        spare = wide * evidence.wobble(formula, evidence.row(poles[k], *where), among)
        company = np.minimum(between[1 - k] + wide * slack + beside[2], upper + spare + beside[k])
        nature = third - sign * gap + alone
        rooms.append(np.maximum(company, nature))
        leans = leans or upper < 0
    value, least, most = np.min(rooms, axis=0).tolist()
    n = min(int(formula.n(pair.sum(axis=0))) for pair in pairs)
    words = Words(claim)
    criterion = (
        f"for the claim above 0: its similarity to {words.name(poles[0])} less that to "
        f"{words.name(poles[1])} is {signed(gap)}; it votes with both alike from {signed(-third)} "
        f"to {signed(third)}, and like the middle third of the others from {signed(low)} to "
        f"{signed(high)}, give or take {number(wide * slack, 3)}"
    )
    note = "its similarity to one of them is in the upper third" if leans else ""
    unit = f"distance from taking a side in {formula.label}"
    estimate = Estimate(value, least, most, n)
    return replace(evidence.finding(way, estimate, unit, criterion, 0.0), note=note)


def _beside_others(
    x: Party, claim: Claim, way: Specification, evidence: Evidence, among: Bools
) -> tuple[Floats, ...]:
    """Give the ends of X's intervals beside the others: each similarity, and their difference."""
    from nonaligned.claims.estimates import MEASURES, crowd_spread

    poles, where = (min(claim.others), max(claim.others)), (way.cut, way.first, way.last)
    beside = evidence.beside(x, poles, among, where, way.window != "mean")
    spread = crowd_spread(MEASURES[way.measure], beside, evidence.effect(*where))
    return tuple(
        _ends(float(np.array(signs) @ spread @ signs)) for signs in ((1, 0), (0, 1), (1, -1))
    )


def _own_reach(
    x: Party, poles: tuple[Party, Party], way: Specification, evidence: Evidence
) -> Floats:
    """Give the ends of the interval of X's difference beside a third of the poles' distance.

    The two go together in truth, where X leans to a side; taken as independent they err on the wide
    side.
    """
    from nonaligned.claims.estimates import MEASURES, mean_difference, mean_level
    from nonaligned.measures.intervals import normal_quantile

    formula, (y, z) = MEASURES[way.measure], poles
    where = (way.cut, way.first, way.last)
    xy, xz = (evidence.full_pair(x, pole, *where) for pole in poles)
    yz = evidence.full_pair(y, z, *where)
    if way.window != "mean":
        xy, xz, yz = (counts.sum(axis=0, keepdims=True) for counts in (xy, xz, yz))
    effect = evidence.effect(*where)
    found = mean_difference(formula, xy, xz, yz, effect)
    apart = mean_level(formula, yz[..., :3, :3], effect)
    halves = [(found.high - found.low) / 2, (apart.high - apart.low) / 6]
    return _ends(float(np.square(halves).sum()) / normal_quantile() ** 2)


def _ends(variance: float) -> Floats:
    """Give the middle, the lower and the upper end of an interval about 0."""
    from nonaligned.measures.intervals import normal_quantile

    reach = normal_quantile() * float(np.sqrt(max(variance, 0.0)))
    return np.array([0.0, -reach, reach])


def unaligned(claim: Claim, evidence: Evidence, way: Specification) -> Bools:
    """Say which states share no alliance with either pole at any time of the span."""
    poles = {s for party in claim.others for s in evidence.names(party, way.first, way.last)}
    span = (FIRST_SESSION + way.first, FIRST_SESSION + way.last)
    bound: set[str] = set()
    for row in lexicon.rows("alliances"):
        members = states.group(row["group"]).members(span=span, rule="any")
        if members & poles:
            bound |= members
    free = np.array([state not in bound for state in evidence.tallies.states])
    group = "throughout" if way.group == "unaligned-throughout" else "members"
    return free & evidence.compared(group, way.cut, way.first, way.last)


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show X's agreement with each pole, and with which it agreed more than others do."""
    way, x, words = primary.specification, claim.subjects[0], Words(claim)
    among = unaligned(claim, evidence, way)
    shown = []
    for pole in claim.others:
        counts = evidence.pair(x, pole, way.cut, way.first, way.last).sum(axis=0)
        agreed, total = (counts * HALF_WAY).sum(), counts.sum()
        values = evidence.similarities("agree3", pole, way.cut, "pooled", way.first, way.last)
        known = values[among & np.isfinite(values)]
        if not total or not known.size:
            continue
        below = float((known < agreed / total).mean())
        text = (
            f"{words.name(x)} agreed with {words.name(pole)} on "
            f"{of_votes(agreed, total)}, more than did {percent(below)} of the states in neither "
            "alliance"
        )
        parties = tuple(p.name for p in (x, pole) if not p.group)
        side = "against" if below > 2 / 3 else "for"
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
    subjects=(1, 8),
    others=(2, 2),
)
