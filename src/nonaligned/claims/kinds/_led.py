"""Camps by their leaders: whether most states take the side of one of those named.

What parts two leaders is where a side can be taken. A state follows the leader to which it gave
more than two thirds of that (:mod:`nonaligned.measures.polarity`), the yardstick of ``neither``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.claim import Party
from nonaligned.claims.kinds._counted import LEAST_STATES, comparable
from nonaligned.claims.specification import Outcome, Specification
from nonaligned.measures.polarity import (
    PART,
    ROUNDING,
    Distances,
    Following,
    Further,
    Room,
    camp_size,
    following,
    further,
)

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence, Where

Leaders = tuple[Party, ...]

MOST = 0.5
"""Camps divide the states where most of them are in one."""

NO_FOLLOWING = "hardly any state follows one of the leaders"
NO_SIDE = "most states follow none of the leaders"
TOO_NEAR = "leaders are no further apart than states of one camp are"
NOT_OF_IT = "a leader does not belong to the camp that follows it"
LARGER = "a further leader would gather a larger camp than any of these"
ANOTHER = "there is a further camp"
"""What is said where the states are not divided so, or not surely."""


@dataclass(frozen=True, eq=False)
class Led:
    """How the states divide between leaders.

    Parameters
    ----------
    follow : Following
    further : Further or None
        The best further leader.
    apart : Room
        How much further apart the leaders are than two states of one camp in the middle of all.
    own : Room
        How far the leader that does so least is of its own camp.
    n : int
        Roll calls it rests on: of the leader with the fewest in common with the middle state.
    """

    follow: Following
    further: Further | None
    apart: Room
    own: Room
    n: int

    def judged(self, *, alone: bool) -> tuple[Outcome, str]:
        """For the claim where every condition is surely met, against it where one surely fails.

        Parameters
        ----------
        alone : bool
            Whether there must be no further camp at all.

        Returns
        -------
        outcome, short : str
            What fails or may fail, the worst of it; empty where nothing does.
        """
        states = self.follow.likely.shape[1]
        bar = camp_size(states) / states - ROUNDING
        least = [float(part.min()) for part in self.follow.each]
        rooms = {NO_FOLLOWING: _less(least, bar), NO_SIDE: _less(self.follow.all, MOST)}
        rooms |= {TOO_NEAR: self.apart, NOT_OF_IT: self.own}
        if self.further:
            rooms[LARGER] = self.further.less
            if alone:
                share = self.further.share
                rooms[ANOTHER] = _less([-part for part in reversed(share)], -bar)
        worst = {said: room for said, room in rooms.items() if room[0] <= 0}
        short = min(worst, key=lambda said: worst[said][::-1], default="")
        if not short:
            return "for", ""
        return ("against" if worst[short][2] < 0 else "undecided"), short


@dataclass(frozen=True, eq=False)
class Field:
    """Where states stand to leaders, as a measure has it.

    Parameters
    ----------
    kept : array of bool, (S,)
        States that can be compared with all leaders; the rest is about these.
    distances : Distances
    unsure : array (K, K)
        Half the interval of the leaders' distances from each other.
    n : int
    """

    kept: Bools
    distances: Distances
    unsure: Floats
    n: int


def led(leaders: Leaders, way: Specification, evidence: Evidence, among: Bools) -> Led | None:
    """Divide states between leaders; ``None`` where too few can be compared with them."""
    name = way.measure.split("-")[1]
    where = (way.cut, *evidence.widened(way))
    key = ("led", leaders, name, where, among.tobytes())
    made: Led | None = evidence.once(key, lambda: _led(leaders, name, where, evidence, among))
    return made


def _led(leaders: Leaders, name: str, where: Where, evidence: Evidence, among: Bools) -> Led | None:
    found = _field(leaders, name, where, evidence, among)
    if found is None:
        return None
    follow = following(found.distances)
    own = []
    for k, party in enumerate(leaders):
        here = evidence.positions(party, *where[1:])[found.kept]
        camp = here if party.group else follow.likely[k] & ~here
        if not camp.any():
            own.append(NOBODY)
        else:
            group = party.group
            own.append(_gathered(k, camp, found.distances) if group else _belongs(k, camp, found))
    apart = _apart(found, follow.likely)
    return Led(follow, further(found.distances, follow), apart, min(own), found.n)


def _apart(found: Field, follow: Bools) -> Room:
    """By how much the two nearest leaders are further apart than two states of one camp."""
    others = ~np.eye(len(follow), dtype=bool)
    same = (follow[:, :, None] & follow[:, None]).any(axis=0) & ~np.eye(follow.shape[1], dtype=bool)
    within = float(np.median(found.distances.every[same])) if same.any() else 0.0
    rooms = [
        (found.distances.apart + shift * found.unsure)[others].min() - within
        for shift in (-1, 0, 1)
    ]
    return float(rooms[0]), float(rooms[1]), float(rooms[2])


def _less(parts: Sequence[float], bar: float) -> Room:
    """Return by how much each end of a room is above a bar."""
    least, likely, most = parts
    return least - bar, likely - bar, most - bar


def _belongs(k: int, camp: Bools, found: Field) -> Room:
    """Whether a leader is of its own camp, by the same yardstick as those who follow it.

    Of what parts the average state of its camp from another leader, it gave that state more than
    two thirds. Who stands between the two, with a camp that is further off, does not lead it.
    """
    others = np.delete(np.arange(len(found.distances.far)), k)
    inside = float(found.distances.far[k, camp].mean())
    across = found.distances.far[others][:, camp].mean(axis=1)
    lead = found.distances.apart[k, others] - inside - PART * across
    rooms = [lead + shift * found.unsure[k, others] for shift in (-1, 0, 1)]
    return float(rooms[0].min()), float(rooms[1].min()), float(rooms[2].min())


def _gathered(k: int, members: Bools, found: Distances) -> Room:
    """Whether most members of a leading group are nearer to it than to any other leader."""
    others = np.delete(np.arange(len(found.far)), k)
    lead, reach = (
        part[:, members] for part in (found.far[others] - found.far[k], found.reach[k, others])
    )
    parts = [float((lead > shift * reach).all(axis=0).mean()) for shift in (1, 0, -1)]
    return _less(parts, MOST)


NOBODY: Room = (0.0, 0.0, 0.0)
"""Of a leader whom nobody follows there is no telling."""


def _field(
    leaders: Leaders, name: str, where: Where, evidence: Evidence, among: Bools
) -> Field | None:
    """Distances by similarity of votes, 0 to 1.

    A roll call tells two leaders apart by as much as the answers that they gave can be told apart,
    so the variance of a lead is at most the mean of its square less the square of its mean.
    """
    from nonaligned.claims.estimates import IDENTICAL, MEASURES, quick
    from nonaligned.measures.intervals import normal_quantile

    name = "agree3" if name == "ideal" else name
    formula = MEASURES[name]
    steps = np.abs(formula.weights[:, :, None] - formula.weights[:, None, :]).max(axis=0) ** 2
    parting = replace(IDENTICAL, weights=steps, used=formula.used)
    rows = np.stack([evidence.row(party, *where).sum(axis=0) for party in leaders])
    between = np.stack(
        [[evidence.pair(x, y, *where).sum(axis=0) for y in leaders] for x in leaders]
    )
    near = (quick(formula, rows), quick(formula, between), evidence.similarity_table(name, *where))
    far, apart, every = ((formula.high - value) / formula.width for value in near)
    told, told_apart = quick(parting, rows), quick(parting, between)
    for k, party in enumerate(leaders):
        apart[k, k] = 0.0
        own = evidence.positions(party, *where[1:])
        if not party.group:
            far[k][own] = told[k][own] = 0.0
    kept = comparable(among & np.isfinite(far).all(axis=0), every)
    if kept.sum() < LEAST_STATES or not np.isfinite(apart).all():
        return None
    far, told, every = far[:, kept], told[:, kept], every[np.ix_(kept, kept)]
    n, n_every = (
        formula.n(rows)[:, kept],
        formula.n(evidence.tallies.pairs(*where))[np.ix_(kept, kept)],
    )
    effect, z = evidence.effect(*where), normal_quantile()

    def reach(lead: Floats, most: Floats, n: Floats) -> Floats:
        return z * np.sqrt(effect * np.maximum(most - lead**2, 0) / np.maximum(n, 1))

    distances = Distances(
        far,
        apart,
        every,
        reach(far - far[:, None], told_apart[..., None], np.minimum(n, n[:, None])),
        reach(every - far[..., None], told[:, None], np.minimum(n[..., None], n_every)),
    )
    unsure = reach(np.zeros_like(apart), told_apart, formula.n(between))
    return Field(kept, distances, unsure, int(np.median(n, axis=1).min()))
