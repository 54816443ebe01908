"""Grew: states grew closer, or apart, from t0 to t1.

Measured by the mean similarity of all pairs among them, from one end of the span to the other. The
agenda can bring all states together or drive them apart, so the change must have the sign said and
be larger than usual: in the upper third of all pairs of states, or of groups of as many, over the
same sessions. The alternatives lay a straight line through the sessions between.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._ends import MEASURED, ends, latest, spans, widths
from nonaligned.claims.kinds._parts import AGREEMENT, P
from nonaligned.claims.kinds._sides import session_exhibits
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, above_usual, across
from nonaligned.numerals import counted, percent

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Counts, Estimate, Floats, Measure
    from nonaligned.claims.evidence import Evidence

EACH = "[to each other|together|with each other|to one another]"
EVER = "[ever|much|steadily more|a lot]"
NEAR = "(closer [and closer]|nearer [and nearer])"
FAR = "[ever] [further [and further]|farther [and farther]]"
MORE = "(ever more|more and more|increasingly)"
LESS = "(less and less|ever less)"
ALIKE = "(alike|similarly|together|often together|in line with each other|the same way)"
TIES = "(relations|ties|bonds|links)"
COMING = "(<grow>|<draw>|<come>|<move>|<get>|<become>)"
PARTING = "(<grow>|<drift>|<move>|<come>|<fall>|<pull>|<draw>|<slide>)"

CLOSER = (
    f"{P} {COMING} {EVER} {NEAR} {EACH}",
    f"{P} (<converge>|<reconcile>)",
    f"[the] members of {{X}} {COMING} {EVER} (closer|nearer) [together]",
    f"{{X}} ['s] members {COMING} {EVER} (closer|nearer) [together]",
    f"{{X}} {COMING} {EVER} closer together",
    f"{{X}} (<grow>|<become>) {MORE} (united|cohesive)",
    "{X} (<grow>|<become>) more (united|cohesive)",
    f"{P} (<grow>|<draw>) together",
    f"{P} <vote> {MORE} {ALIKE}",
    f"{{X}} <vote> {MORE} {ALIKE}",
    f"the members of {{X}} <vote> {MORE} {ALIKE}",
    f"{P} <be> (closer|nearer) {EACH} in {{a}} than in {{b}}",
    f"{P} {MORE} <vote> {ALIKE}",
    f"{{P}} (<grow>|<become>) {MORE} (alike|similar)",
    f"[the] (distance|{TIES}) between {{P}} (<tighten>|<strengthen>|<narrow>|<shrink>)",
    "[the] gap between {P} (<close>|<narrow>)",
    f"[the] {AGREEMENT} (between|of) {{P}} (<rise>|<grow>|<increase>|<improve>)",
    f"[the] {AGREEMENT} (within|of) {{X}} (<rise>|<grow>|<increase>|<improve>)",
)
APART = (
    f"{P} {PARTING} {FAR} apart",
    f"{P} <diverge>",
    f"{P} <be> (further|farther) apart in {{a}} than in {{b}}",
    "{P} <part> (ways|company)",
    f"[the] members of {{X}} {PARTING} [further] apart",
    f"{{X}} ['s] members {PARTING} [further] apart",
    f"{{X}} {PARTING} [further] apart",
    f"{P} <vote> {LESS} {ALIKE}",
    f"{{X}} <vote> {LESS} {ALIKE}",
    f"the members of {{X}} <vote> {LESS} {ALIKE}",
    "{X} (<grow>|<become>) less (united|cohesive)",
    f"[the] {TIES} between {{P}} (<loosen>|<weaken>)",
    "[the] (distance|gap) between {P} (<widen>|<grow>|<increase>)",
    f"[the] {AGREEMENT} (between|of) {{P}} (<fall>|<decline>|<drop>|<decrease>|<weaken>)",
    f"[the] {AGREEMENT} (within|of) {{X}} (<fall>|<decline>|<drop>|<decrease>|<weaken>)",
    "{P} (<split>|<fall> out [with each other])",
)

EXAMPLES = (
    "{A} and {B} grew closer from 1960 to 1985",
    "{A} and {C} grew apart between 1965 and 1980",
    "Since 1971 {A} and {B} have drawn closer together",
    "{A}, {B} and {D} came closer to each other in the 1970s",
    "{A} and {C} drifted apart on human rights from 1975 to 1990",
    "{A} and {C} have converged since 1991",
    "{A} and {D} diverged between 1985 and 1995",
    "The ties between {A} and {B} loosened from 1985 to 2000",
    "The gap between {A} and {C} widened in the seventies",
    "{A} and {C} did not grow closer between 1962 and 1990",
    "On disarmament, {A} and {D} largely grew apart after 1991",
    "The distance between {A} and {C} narrowed from 1990 to 2010",
    "Between 1990 and 2010 {A} and {D} fell further apart",
    "{A} and {B} never moved closer for thirty years",
    "{A} and {D} drew ever closer to each other in the late 1970s",
    "{A} and {C} voted ever more alike from 1955 to 1980",
    "{A} and {B} voted less and less together in the 1970s and 1980s",
    "The voting agreement between {A} and {C} declined from 1960 to 1975",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    how = "closer" if claim.direction == "closer" else "apart"
    members = len(claim.subjects) == 1
    x = f"the members of {words.x}" if members else words.x
    return f"{x} {words.did('grew', 'grow')} {how}{words.on}{words.when}"


def problem(claim: Claim) -> str | None:
    """Say what is wrong with the subjects."""
    if len(claim.subjects) == 1 and not claim.subjects[0].group:
        return "it takes two to grow closer, or one group"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × ends and slope × yardsticks."""
    first, last = spans(claim, evidence)
    for party in claim.subjects:
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows = (*widths(claim, first, last)[:2], "slope")
    return grid.specifications(MEASURED, cuts, windows, ("members",), first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Change of the mean similarity of the pairs, compared with zero and with what is usual."""
    from nonaligned.claims.estimates import MEASURES

    formula, sign = MEASURES[way.measure], 1 if claim.direction == "closer" else -1
    estimate = (
        _slope(
            formula, _series(claim, way, evidence), evidence.effect(way.cut, way.first, way.last)
        )
        if way.window == "slope"
        else _step(formula, claim, way, evidence)
    )
    if math.isnan(estimate.value):
        return evidence.nothing(way, "too few common votes at the ends")
    estimate = estimate if sign > 0 else estimate.turned()
    usual = _usual(claim, way, evidence, sign)
    threshold = max(0.0, usual)
    two = len(claim.subjects) == 2 and not any(party.group for party in claim.subjects)
    whom = "pairs of states" if two else "groups of as many states"
    criterion = above_usual(claim, usual, f"all {whom}")
    unit = f"change of {formula.label}" if sign > 0 else f"fall of {formula.label}"
    return evidence.finding(way, estimate, unit, criterion, threshold)


def _series(claim: Claim, way: Specification, evidence: Evidence) -> Counts:
    """Return counts of all pairs of subjects added up, by session, (T, 3, 3)."""
    where = (way.cut, way.first, way.last)
    if len(claim.subjects) == 1:
        return evidence.pair(claim.subjects[0], claim.subjects[0], *where)
    pairs = [evidence.pair(a, b, *where) for a, b in combinations(claim.subjects, 2)]
    return sum(pairs[1:], start=pairs[0]) / len(pairs)


def _step(formula: Measure, claim: Claim, way: Specification, evidence: Evidence) -> Estimate:
    """Later end less earlier end; the two have no roll call in common."""
    from nonaligned.claims.estimates import NOTHING, Estimate, mean_level

    found = ends(claim, way, evidence)
    levels = []
    for span in (found.before, found.after):
        counts = _series(claim, Specification(way.measure, way.cut, "", "", *span), evidence)
        effect = evidence.effect(way.cut, *span)
        levels.append(mean_level(formula, counts.sum(axis=0, keepdims=True), effect))
    old, new = levels
    if math.isnan(old.value) or math.isnan(new.value):
        return NOTHING
    value = new.value - old.value
    # Intervals of an independent difference from those of its parts (Newcombe, 1998, method 10).
    low = value - math.hypot(new.value - new.low, old.high - old.value)
    high = value + math.hypot(new.high - new.value, old.value - old.low)
    return Estimate(value, low, high, min(old.n, new.n))


def _slope(formula: Measure, counts: Counts, effect: float) -> Estimate:
    """Change along a weighted straight line, its error from the scatter or the votes if more."""
    from nonaligned.claims.estimates import NOTHING, Estimate

    values, n = formula(counts), formula.n(counts)
    known = np.flatnonzero(np.isfinite(values) & (n > 0))
    if known.size < 3:
        return NOTHING
    t, y, w = known.astype(float), values[known], n[known]
    centre = float(np.average(t, weights=w))
    spread = float((w * (t - centre) ** 2).sum())
    slope = float((w * (t - centre) * y).sum()) / spread
    rest = y - np.average(y, weights=w) - slope * (t - centre)
    scatter = float((w * rest**2).sum()) / (known.size - 2) / spread
    votes = formula.variance(formula.smoothed(counts[known])) * effect
    sampled = float((w**2 * (t - centre) ** 2 * votes).sum()) / spread**2
    reach = float(t[-1] - t[0])
    half = 1.96 * math.sqrt(max(scatter, sampled)) * reach
    return Estimate(slope * reach, slope * reach - half, slope * reach + half, int(n[known].sum()))


def _usual(claim: Claim, way: Specification, evidence: Evidence, sign: int) -> float:
    """By how much as many states usually move over the same ends, the way said.

    The share of all pairs that moved no further, if two states are meant. The mean of many pairs
    varies less, so for a group the distance of that from the mean of all pairs is made smaller.
    """
    found = ends(claim, _ended(claim, way), evidence)
    among = evidence.compared(way.group, way.cut, *found.before)
    among = among & evidence.compared(way.group, way.cut, *found.after)
    changes = sign * evidence.pair_changes(way.measure, way.cut, found.before, found.after, among)
    known = np.isfinite(changes)
    if not known.any():
        return 0.0
    most = evidence.quantile(changes, known, 1 / 2 if loosened(claim) else 2 / 3)
    middle = float(changes[known].mean())
    return middle + (most - middle) * _narrower(changes, int(among.sum()), _sizes(claim, evidence))


def _sizes(claim: Claim, evidence: Evidence) -> list[int]:
    """Return how many states each subject stands for; the members of a single group, one each."""
    last = latest(claim, evidence)
    sizes = [max(len(evidence.members(party, last)), 1) for party in claim.subjects]
    return sizes if len(sizes) > 1 else [1] * max(sizes[0], 2)


def _narrower(changes: Floats, states: int, sizes: list[int]) -> float:
    """Spread of the mean change of as many drawn states, by that of the change of two.

    A pair's change is the mean, a part of each of its states, and a rest; of drawn states their
    variances add up. What the states give is found from the means of their pairs.

    Parameters
    ----------
    changes : array (pairs,)
        Of all pairs of states, in the order of :func:`numpy.triu_indices`.
    states : int
    sizes : list of int
        States of each of two or more parties whose pairs are averaged.
    """
    known = np.isfinite(changes)
    ends_ = [side[known] for side in np.triu_indices(states, 1)]
    gaps = changes[known] - changes[known].mean()
    total, number = (
        sum(np.bincount(side, weights, minlength=states) for side in ends_)
        for weights in (gaps, np.ones(gaps.size))
    )
    means = (total / np.maximum(number, 1))[number > 0]
    whole = float(gaps.var())
    if not whole > 0:
        return 1.0
    part = min(max(float(means.var()) - whole / max(states - 1, 1), 0.0), whole / 2)
    rest, pairs = whole - 2 * part, list(combinations(sizes, 2))
    left = 4 / len(sizes) ** 2 * sum(part / size for size in sizes)
    left += sum(rest / (a * b) for a, b in pairs) / len(pairs) ** 2
    return math.sqrt(left / whole)


def _ended(claim: Claim, way: Specification) -> Specification:
    """Give a slope the ends of the primary window, for its yardstick."""
    if way.window != "slope":
        return way
    window = widths(claim, way.first, way.last)[0]
    return Specification(way.measure, way.cut, window, way.group, way.first, way.last)


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show the sessions in which they agreed most and least."""
    from nonaligned.claims.estimates import MEASURES

    way, words = primary.specification, Words(claim)
    counts = _series(claim, way, evidence)
    values = MEASURES["agree3"](counts)
    span = np.arange(len(values))
    if not np.isfinite(values).any():
        return ()
    late = span - span.mean()
    gap = (values - np.nanmean(values)) * np.sign(late) * (1 if claim.direction == "closer" else -1)

    of_group = len(claim.subjects) == 1
    who = f"two members of {words.x}" if of_group else words.x
    whole = not any(party.group for party in claim.subjects) and len(claim.subjects) == 2

    def text(t: int) -> str:
        votes = f"{counted(counts[t].sum())} votes" if whole else "their common votes"
        return f"{who} agreed on {percent(values[t])} of {votes}"

    return session_exhibits(gap, text, claim.subjects, way, evidence)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    return f"For the other verdict the {primary.unit} {across(primary)}"


KIND = Kind(
    name="grew",
    asks="Did states grow closer, or apart?",
    phrases=(
        *(Phrase(text, direction="closer") for text in CLOSER),
        *(Phrase(text, direction="apart") for text in APART),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    subjects=(1, 8),
    deadline=True,
    directions=("closer", "apart"),
)
