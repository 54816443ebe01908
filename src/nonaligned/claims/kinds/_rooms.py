"""How far a state is from having taken a pole's side, by each yardstick of the kind ``neither``.

A *room* is above 0 where a state has not taken the side, in units of the measure of similarity. All
yardsticks are given for both poles, each with the ends of its interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kinds.backs import tolerance
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.specification import Specification
from nonaligned.claims.wording import Words
from nonaligned.numerals import number, percent, signed

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Floats, Measure
    from nonaligned.claims.evidence import Bools, Evidence, Where


@dataclass(frozen=True, eq=False)
class Rooms:
    """Room to each of two poles by one yardstick.

    Parameters
    ----------
    values : array (2, 3)
        For each pole the value with the lower and the upper end of its interval.
    words : str
        What was found, to follow "for the claim above 0: ".
    """

    values: Floats
    words: str


@dataclass(frozen=True, eq=False)
class Case:
    """One state beside two poles, by one specification."""

    x: Party
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
    def formula(self) -> Measure:
        """The measure of similarity."""
        from nonaligned.claims.estimates import MEASURES

        return MEASURES[self.way.measure]

    @property
    def share(self) -> float:
        """How much of the way from the middle to a pole takes its side."""
        return 1 / 2 if loosened(self.claim) else 1 / 3

    def similarity(self, one: Party, other: Party) -> float:
        """Similarity of two parties over the span."""
        from nonaligned.claims.evidence import over

        return float(
            over(self.way.window, self.evidence.pair(one, other, *self.where), self.formula)
        )

    def own(self) -> Floats:
        """Similarity of the state to each pole, (2,)."""
        return np.array([self.similarity(self.x, pole) for pole in self.poles])

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
    from nonaligned.claims.estimates import mean_difference, mean_level
    from nonaligned.measures.intervals import normal_quantile

    formula, effect = case.formula, case.evidence.effect(*case.where)
    xy, xz = (case.evidence.full_pair(case.x, pole, *case.where) for pole in case.poles)
    y, z = case.poles
    yz = case.evidence.full_pair(y, z, *case.where)
    if case.way.window != "mean":
        xy, xz, yz = (counts.sum(axis=0, keepdims=True) for counts in (xy, xz, yz))
    found = mean_difference(formula, xy, xz, yz, effect)
    level = mean_level(formula, yz[..., :3, :3], effect)
    halves = [(found.high - found.low) / 2, (level.high - level.low) / 2 * case.share]
    own, words = case.own(), Words(case.claim)
    gap = float(own[0] - own[1])
    reach = case.share * (formula.high - case.similarity(*case.poles))
    ends = _ends(float(np.square(halves).sum()) / normal_quantile() ** 2)
    return Rooms(
        np.stack([reach - gap + ends, reach + gap + ends]),
        f"its similarity to {words.name(y)} less that to {words.name(z)} is {signed(gap)}, and it "
        f"votes with both alike from {signed(-reach)} to {signed(reach)}",
    )


def from_middle(case: Case, among: Bools) -> Rooms:
    """Room to a share of the way from the middle of some states to each pole."""
    from nonaligned.claims.between import room

    pooled = case.way.window != "mean"
    beside = case.evidence.beside(case.x, case.poles, among, case.where, pooled)
    effect = case.evidence.effect(*case.where)
    found = [room(case.formula, beside, k, case.share, effect) for k in (0, 1)]
    words = Words(case.claim)
    gone = " and ".join(
        f"{percent(part.share)} of the way to {words.name(pole)}"
        for part, pole in zip(found, case.poles, strict=True)
    )
    return Rooms(
        np.stack([part.value + _ends(part.error**2) for part in found]),
        f"from the middle of those in neither alliance it went {gone}",
    )


def among_usual(case: Case, among: Bools) -> Rooms:
    """Room within what is usual among some states.

    Its difference of similarity lies in their middle third, and its similarity to the pole below
    their upper third, give or take what a state usually differs from itself.
    """
    from nonaligned.claims.estimates import crowd_spread

    formula, evidence = case.formula, case.evidence
    (y, z), own, wide = case.near(), case.own(), tolerance(case.claim)
    beside = evidence.beside(case.x, case.poles, among, case.where, case.way.window != "mean")
    spread = crowd_spread(formula, beside, evidence.effect(*case.where))
    gap = float(own[0] - own[1])
    low, high = (float(bound) for bound in np.quantile((y - z)[among], [1 / 3, 2 / 3]))
    rows = [evidence.row(pole, *case.where) for pole in case.poles]
    slack = wide * evidence.wobble(
        lambda counts: formula(counts[:, 0]) - formula(counts[:, 1]),
        np.stack(rows, axis=2).astype(float),
        among,
    )
    signs = np.array([1, -1])
    ends = _ends(float(signs @ spread @ signs))
    rooms = []
    for k, (inside, near) in enumerate(((high - gap, y), (gap - low, z))):
        upper = evidence.quantile(near, among, 2 / 3) - own[k]
        spare = wide * evidence.wobble(formula, rows[k], among)
        below = upper + spare + _ends(float(spread[k, k]))
        rooms.append(np.minimum(inside + slack + ends, below))
    return Rooms(
        np.stack(rooms),
        f"the middle third of those in neither alliance lies from {signed(low)} to {signed(high)}, "
        f"give or take {number(slack, 3)}",
    )


def _ends(variance: float) -> Floats:
    """Give the middle, the lower and the upper end of an interval about 0."""
    from nonaligned.measures.intervals import normal_quantile

    reach = normal_quantile() * float(np.sqrt(max(variance, 0.0)))
    return np.array([0.0, -reach, reach])
