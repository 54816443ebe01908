"""Poles and those who follow them: how states divide between leaders.

Two leaders part on some votes. A state follows the one to which it gave more than two thirds of
these votes: it is then nearer to it than to the other by more than a third of their distance. Where
there are more leaders, it must be so against each of the others. Who follows nobody stands between.

A system of two poles does not ask that everybody take a side ("loose bipolarity": Kaplan, 1957,
System and Process in International Politics, Wiley, ch. 2), nor that camps be clusters without
anything between; how many clusters there are is another question.

Distances are of any kind that is 0 between those who vote alike: 1 less the share of agreement, or
the distance of ideal points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.similarity import Floats

Bools = NDArray[np.bool_]

Room = tuple[float, float, float]
"""A number at least, likely and at most: the ends of its interval and itself."""

PART = 1 / 3
"""Who is nearer to one of two leaders by this part of their distance gave it two thirds of what
parts them."""

LEAST_SHARE = 0.05
"""Fewer than a twentieth of the states are stragglers and no camp."""


ROUNDING = 1e-9
"""Shares and distances that differ by less are equal."""


def camp_size(states: int) -> float:
    """Return the least number of states in a camp: a twentieth of them, and not one alone.

    Examples
    --------
    >>> camp_size(14), camp_size(60)
    (2.0, 3.0)
    """
    return max(2.0, LEAST_SHARE * states)


@dataclass(frozen=True, eq=False)
class Distances:
    """Distances of states from leaders and from each other, with how far they may be wrong.

    Parameters
    ----------
    far : array (K, S)
        Distance of each state from each leader.
    apart : array (K, K)
        Distance of the leaders from each other.
    every : array (S, S)
        Distance of all states from each other.
    reach : array (K, K, S)
        Half the interval of ``far[j] - far[k]``.
    reach_every : array (K, S, S)
        Half the interval of ``every - far[k]``, a state by a further leader.
    """

    far: Floats
    apart: Floats
    every: Floats
    reach: Floats
    reach_every: Floats


@dataclass(frozen=True, eq=False)
class Following:
    """Which states follow which leader.

    Parameters
    ----------
    sure, likely, perhaps : array of bool, (K, S)
        With the interval wholly on that side, by the number itself, with part of it there.
    """

    sure: Bools
    likely: Bools
    perhaps: Bools

    @property
    def each(self) -> tuple[Floats, Floats, Floats]:
        """Share of the states that follow each leader, surely, likely, perhaps, (K,) each.

        As if all errors were one, for states that vote alike err alike.
        """
        sure, likely, perhaps = (
            np.asarray(part.mean(axis=1)) for part in (self.sure, self.likely, self.perhaps)
        )
        return sure, likely, perhaps

    @property
    def all(self) -> tuple[float, float, float]:
        """Share of the states that follow any leader, at least, likely, at most.

        The errors of two camps are taken as independent: on the wide side, for what takes a state
        from one leader brings it nearer to another.
        """
        return spread(self.each, (1,) * len(self.likely))


def spread(parts: tuple[Floats, Floats, Floats], signs: tuple[int, ...]) -> Room:
    """Add, leave out (0) or subtract shares (K,), errors independent: least, likely, most."""
    least, likely, most = parts
    turn = np.array(signs)
    value = float((turn * likely).sum())
    down = np.abs(turn) * np.where(turn > 0, likely - least, most - likely)
    up = np.abs(turn) * np.where(turn > 0, most - likely, likely - least)
    return value - float(np.hypot.reduce(down)), value, value + float(np.hypot.reduce(up))


def following(found: Distances) -> Following:
    """Say which states follow which leader.

    Examples
    --------
    Five states on a line from one leader at 0 to another at 3.

    >>> line = np.array([0.0, 0.9, 1.5, 2.5, 3.0])
    >>> every = np.abs(line[:, None] - line)
    >>> none = np.zeros((2, 2, 5)), np.zeros((2, 5, 5))
    >>> two = Distances(every[[0, 4]], every[np.ix_([0, 4], [0, 4])], every, *none)
    >>> following(two).likely.astype(int).tolist()
    [[1, 1, 0, 0, 0], [0, 0, 0, 1, 1]]
    """
    sure, likely, perhaps = (_follow(found, shift) for shift in (1, 0, -1))
    return Following(sure, likely, perhaps)


def _follow(found: Distances, shift: int) -> Bools:
    """Which states follow each leader, (K, S), their leads less (1) or plus (-1) their reach."""
    far, number = found.far, len(found.far)
    follow = np.ones(far.shape, dtype=np.bool_)
    for k in range(number):
        for j in range(number):
            if j != k:
                lead = far[j] - far[k] - shift * found.reach[k, j]
                follow[k] &= lead > PART * found.apart[k, j]
    return follow


@dataclass(frozen=True)
class Further:
    """The best further leader: shares of the states.

    Parameters
    ----------
    share : Room
        What it gathers.
    less : Room
        How much more the largest of the other camps then holds.
    """

    share: Room
    less: Room


def further(found: Distances, follow: Following) -> Further | None:
    """Find the state that would be the best further leader.

    Each state is tried as one more leader. It is one where each of them keeps a camp and all
    together gather more states than without it; the best is that with which they gather most.

    Parameters
    ----------
    found : Distances
    follow : Following
        Of the same.
    """
    levels = ((follow.sure, 1), (follow.likely, 0), (follow.perhaps, -1))
    shares = np.stack([_beside(found, part, shift) for part, shift in levels])
    likely = shares[1]
    total = likely.sum(axis=0)
    least = camp_size(likely.shape[1]) / likely.shape[1]
    better = (total > follow.all[1]) & (likely >= least - ROUNDING).all(axis=0)
    if not better.any():
        return None
    best = int(np.where(better, total, 0.0).argmax())
    pair = shares[:, [int(likely[:-1, best].argmax()), -1], best]
    ends = pair[0], pair[1], pair[2]
    return Further(spread(ends, (0, 1)), spread(ends, (1, -1)))


def _beside(found: Distances, follow: Bools, shift: int) -> Floats:
    """Shares that each leader keeps beside each state as a further one, and it last, (K + 1, S)."""
    lead, bar = found.every - found.far[..., None], PART * found.far[:, None]
    kept = follow[..., None] & (lead - shift * found.reach_every > bar)
    new = (-lead - shift * found.reach_every > bar).all(axis=0)
    return np.concatenate([kept.mean(axis=1), new.mean(axis=0)[None]])
