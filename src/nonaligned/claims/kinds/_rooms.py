"""How far states are from having taken a pole's side, by each yardstick of the kind ``neither``.

A *room* is above 0 where a state has not taken the side, in units of the measure of similarity. All
yardsticks are given for both poles, each with the ends of its interval, and for several states at
once, each by itself: the members of a group have poles and yardsticks in common.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kinds.backs import tolerance
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.specification import Specification
from nonaligned.claims.wording import Words
from nonaligned.numerals import number, percent, signed

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Counts, Estimates, Floats, Measure
    from nonaligned.claims.evidence import Bools, Evidence, Where


@dataclass(frozen=True, eq=False)
class Rooms:
    """Room of states to each of two poles by one yardstick.

    Parameters
    ----------
    values : array (M, 2, 3)
        For each state and pole the value with the lower and the upper end of its interval.
    words : callable
        What was found of a state, by its place, to follow "for the claim above 0: ".
    """

    values: Floats
    words: Callable[[int], str]


@dataclass(frozen=True, eq=False)
class Case:
    """Some states, each by itself, beside two poles, by one specification."""

    parties: tuple[Party, ...]
    claim: Claim
    way: Specification
    evidence: Evidence

    @property
    def poles(self) -> tuple[Party, Party]:
        """The poles, in an order of their own, not that of the claim."""
        return min(self.claim.others), max(self.claim.others)

    @property
    def where(self) -> Where:
        """Cut, first and last session."""
        return self.way.cut, self.way.first, self.way.last

    @property
    def pooled(self) -> bool:
        """Whether all roll calls weigh alike, not all sessions."""
        return self.way.window != "mean"

    @property
    def formula(self) -> Measure:
        """The measure of similarity."""
        from nonaligned.claims.estimates import MEASURES

        return MEASURES[self.way.measure]

    @property
    def share(self) -> float:
        """How much of the way from the middle to a pole takes its side."""
        return 1 / 2 if loosened(self.claim) else 1 / 3

    def similarity(self, parties: tuple[Party, ...], other: Party) -> Floats:
        """Similarity of each of some parties to another over the span, (M,)."""
        from nonaligned.claims.evidence import over

        return over(self.way.window, self.evidence.pairs(parties, other, *self.where), self.formula)

    def spanned(self, parties: tuple[Party, ...], other: Party) -> Counts:
        """Answers of each of some parties and another, pooled or by session, (T, M, 4, 4)."""
        counts = self.evidence.full_pairs(parties, other, *self.where)
        return self.evidence.spanned(counts, self.where, self.pooled)

    @cached_property
    def own(self) -> Floats:
        """Similarity of each state to each pole, (M, 2)."""
        return np.stack([self.similarity(self.parties, pole) for pole in self.poles], axis=1)

    @cached_property
    def apart(self) -> float:
        """Similarity of the poles."""
        return float(self.similarity(self.poles[:1], self.poles[1])[0])

    @property
    def known(self) -> Bools:
        """Whether a state has votes in common with both poles, and these with each other, (M,)."""
        return np.asarray(np.isfinite(self.own).all(axis=1) & np.isfinite(self.apart))

    @property
    def gap(self) -> Floats:
        """How much more similar each state is to the first pole than to the second, (M,)."""
        return np.asarray(self.own[:, 0] - self.own[:, 1])

    def near(self) -> tuple[Floats, Floats]:
        """Similarity of every state to each pole, (S,)."""
        way = self.way
        y, z = (
            self.evidence.similarities(way.measure, p, way.cut, way.window, way.first, way.last)
            for p in self.poles
        )
        return y, z


def between_poles(case: Case) -> Rooms:
    """Room to a share of the way from where both poles are voted with alike to either of them.

    The difference of similarity and the poles' distance go together in truth, where the state leans
    to a side; taken as independent they err on the wide side.
    """
    from nonaligned.claims.estimates import mean_level
    from nonaligned.measures.intervals import normal_quantile

    formula, effect, (y, z) = case.formula, case.evidence.effect(*case.where), case.poles
    found = case.evidence.once(
        ("leaning", case.parties, case.poles, case.where, case.pooled, formula.name),
        lambda: _leaning(case),
    )
    level = mean_level(formula, case.spanned((y,), z)[:, 0, :3, :3], effect)
    half, other = (found.high - found.low) / 2, (level.high - level.low) / 2 * case.share
    gap, words = case.gap, Words(case.claim)
    reach = case.share * (formula.high - case.apart)
    ends = _ends((half**2 + other**2) / normal_quantile() ** 2)

    def told(k: int) -> str:
        return (
            f"its similarity to {words.name(y)} less that to {words.name(z)} is {signed(gap[k])}, "
            f"and it votes with both alike from {signed(-reach)} to {signed(reach)}"
        )

    sides = (reach - gap, reach + gap)
    return Rooms(np.stack([side[:, None] + ends for side in sides], axis=1), told)


def _leaning(case: Case) -> Estimates:
    """How much more similar the states are to the first pole than to the second."""
    from nonaligned.claims.estimates import mean_differences

    (y, z), effect = case.poles, case.evidence.effect(*case.where)
    pairs = (case.spanned(case.parties, y), case.spanned(case.parties, z), case.spanned((y,), z))
    return mean_differences(case.formula, *pairs, effect)


def from_middle(case: Case, among: Bools) -> Rooms:
    """Room to a share of the way from the middle of some states (M, S) to each pole."""
    from nonaligned.claims.between import room
    from nonaligned.claims.crowds import beside

    around = beside(case.evidence, case.parties, case.poles, among, case.where, case.pooled)
    effect = case.evidence.effect(*case.where)
    found = [room(case.formula, around, k, case.share, effect) for k in (0, 1)]
    words = Words(case.claim)

    def told(k: int) -> str:
        gone = " and ".join(
            f"{percent(part.share[k])} of the way to {words.name(pole)}"
            for part, pole in zip(found, case.poles, strict=True)
        )
        return f"from the middle of those in neither alliance it went {gone}"

    rooms = [part.value[:, None] + _ends(part.error**2) for part in found]
    return Rooms(np.stack(rooms, axis=1), told)


def among_usual(case: Case, among: Bools) -> Rooms:
    """Room within what is usual among some states (M, S).

    Its difference of similarity lies in their middle third, and its similarity to the pole below
    their upper third, give or take what a state usually differs from itself.
    """
    from nonaligned.claims.crowds import beside
    from nonaligned.claims.estimates import crowd_spread

    formula, evidence, wide = case.formula, case.evidence, tolerance(case.claim)
    (y, z), own, gap = case.near(), case.own, case.gap
    around = beside(evidence, case.parties, case.poles, among, case.where, case.pooled)
    spread = crowd_spread(formula, around, evidence.effect(*case.where))
    low, high = (evidence.quantiles(y - z, among, share) for share in (1 / 3, 2 / 3))
    rows = [evidence.row(pole, *case.where) for pole in case.poles]
    slack = wide * evidence.wobbles(
        lambda counts: formula(counts[:, 0]) - formula(counts[:, 1]),
        np.stack(rows, axis=2).astype(float),
        among,
    )
    signs = np.array([1, -1])
    ends = _ends(np.einsum("...pq,p,q->...", spread, signs, signs))
    rooms = []
    for k, (inside, near) in enumerate(((high - gap, y), (gap - low, z))):
        upper = evidence.quantiles(near, among, 2 / 3) - own[:, k]
        spare = wide * evidence.wobbles(formula, rows[k], among)
        below = (upper + spare)[:, None] + _ends(spread[:, k, k])
        rooms.append(np.minimum((inside + slack)[:, None] + ends, below))

    def told(k: int) -> str:
        return (
            f"the middle third of those in neither alliance lies from {signed(low[k])} to "
            f"{signed(high[k])}, give or take {number(slack[k], 3)}"
        )

    return Rooms(np.stack(rooms, axis=1), told)


def _ends(variance: Floats) -> Floats:
    """Give the middle, the lower and the upper end of intervals about 0, (M, 3)."""
    from nonaligned.measures.intervals import normal_quantile

    reach = normal_quantile() * np.sqrt(np.maximum(variance, 0.0))
    return np.stack([np.zeros_like(reach), -reach, reach], axis=-1)
