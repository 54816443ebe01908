"""How three states answered together, from how they answered two by two.

The difference of two agreements with one state rests on triples of answers, of which counts of
pairs show the three margins. The joint table is filled in by iterative proportional fitting (Deming
& Stephan, 1940, Annals of Mathematical Statistics 11(4): 427-444): of all tables with these margins
it is the one of greatest entropy, that is without a three-way interaction. Absence and not being a
member are a fourth answer here, so that roll calls that just one of two pairs shares are accounted
for. What a state does less what a crowd of states does on average rests on the same: on how the
state, a member of the crowd and another member answered together.

A bound without a model is known for ``agree3``, E[d^2] <= E[(y - z)^2], but none for the other
measures, and borrowing it for them gave intervals down to half the width of the bootstrap's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nonaligned.measures.similarity import Counts3, Floats, Measure
from nonaligned.measures.tallies import Ints, Tallies

ROUNDS = 8
"""Rounds of fitting: 99 of 100 standard deviations are then within 0.1 % of their limit."""
TINY = 1e-300
"""Divides a margin where the table has nothing to be scaled."""


def full_pairs(tallies: Tallies, cut: str, first: int, last: int) -> Ints:
    """Count pairs of answers with "no vote" as the fourth, (S, S, 4, 4).

    Every entry ``[i, j]`` sums to the number of roll calls of the cut and span.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> set(full_pairs(tallies, "all", 1, 2).sum(axis=(2, 3)).ravel().tolist())
    {40}
    """
    pairs = tallies.pairs(cut, first, last)
    cast = tallies.cast(cut, first, last)[:, :3]
    full = np.zeros((*pairs.shape[:2], 4, 4), dtype=np.int64)
    full[..., :3, :3] = pairs
    full[..., :3, 3] = cast[:, None] - pairs.sum(axis=3)
    full[..., 3, :3] = cast[None, :] - pairs.sum(axis=2)
    full[..., 3, 3] = tallies.rollcalls(cut, first, last) - full.sum(axis=(2, 3))
    return full


def triples(xy: Counts3, xz: Counts3, yz: Counts3, rounds: int = ROUNDS) -> Floats:
    """Fill in the counts of triples of answers.

    Parameters
    ----------
    xy, xz, yz : array (..., K, K)
        Counts of pairs of answers over the same roll calls.
    rounds : int

    Returns
    -------
    array (..., K, K, K)
        Expected counts by the answers of x, y and z.

    Examples
    --------
    >>> import numpy as np
    >>> table = np.multiply.outer([6.0, 4.0], np.multiply.outer([0.5, 0.5], [0.2, 0.8]))
    >>> filled = triples(table.sum(2), table.sum(1), table.sum(0))
    >>> bool(np.allclose(filled, table))
    True
    """
    return filled({(0, 1): xy, (0, 2): xz, (1, 2): yz}, 3, rounds)


def filled(pairs: Mapping[tuple[int, int], Counts3], parties: int, rounds: int = ROUNDS) -> Floats:
    """Fill in the counts of the answers of several parties together.

    Parameters
    ----------
    pairs : mapping of pair of int to array (..., K, K)
        Counts of pairs of answers over the same roll calls, by the two parties, the lower first.
    parties : int
    rounds : int

    Returns
    -------
    array (..., K, ..., K)
        Expected counts, an axis a party.
    """
    answers = next(iter(pairs.values())).shape[-1]
    shape = np.broadcast_shapes(*(counts.shape[:-2] for counts in pairs.values()))
    # the parties' axes lead, so that sums over a few answers run along the many tables
    table = np.ones((*[answers] * parties, *shape))
    margins: list[tuple[Floats, tuple[int, ...]]] = []
    for pair, counts in pairs.items():
        rest = tuple(axis for axis in range(parties) if axis not in pair)
        margin = np.ascontiguousarray(np.moveaxis(counts, (-2, -1), (0, 1)), dtype=float)
        margins.append((np.expand_dims(margin, rest), rest))
    for _ in range(rounds):
        for margin, rest in margins:
            found = table.sum(axis=rest, keepdims=True)
            table *= margin / np.maximum(found, TINY)
    return np.moveaxis(table, range(parties), range(-parties, 0))


def difference_variance(measure: Measure, xy: Counts3, xz: Counts3, yz: Counts3) -> Floats:
    """Find the variance of ``measure(x, y) - measure(x, z)`` for independent roll calls.

    Parameters
    ----------
    measure : Measure
    xy, xz, yz : array (..., 4, 4)
        As :func:`full_pairs` counts them.

    Returns
    -------
    array (...)
        By the delta method on the filled-in triples; what one more roll call, answered at
        random, adds is included (see :mod:`nonaligned.measures.intervals`).
    """
    table = triples(xy, xz, yz)
    (first, doubt), (second, more) = (_influence(measure, counts) for counts in (xy, xz))
    apart = first[..., :, :, None] - second[..., :, None, :]
    spread = (table * apart**2).sum(axis=(-3, -2, -1))
    return np.asarray(spread + doubt + more)


@dataclass(frozen=True, eq=False)
class BesideCrowd:
    """How a state and a crowd of states answered beside some poles.

    Parameters
    ----------
    own : array (..., 4)
        Answers of the state, "no vote" the fourth.
    poles : sequence of array (..., 4, 4)
        Answers of the state (first) and of each pole.
    crowd_poles : sequence of array (..., 4, 4)
        The same for the crowd, the mean of its members' counts.
    with_crowd : array (..., 4, 4)
        Answers of the state (first) and of the crowd.
    within : array (..., 4, 4)
        Answers of two members of the crowd, the mean over all pairs of members, each with itself
        among them.
    between : array (..., 4, 4), optional
        Answers of the first pole and the second, where there are two.
    """

    own: Counts3
    poles: tuple[Counts3, ...]
    crowd_poles: tuple[Counts3, ...]
    with_crowd: Counts3
    within: Counts3
    between: Counts3 | None = None

    @cached_property
    def tables(self) -> tuple[Floats, Floats, Floats]:
        """Joint answers with the poles: of the state and itself, and a member; of two members."""
        itself = self.own[..., None] * np.eye(4)
        pairs = {(0, 1): _stacked(itself, self.with_crowd, self.within)}
        for k, (own, crowd) in enumerate(zip(self.poles, self.crowd_poles, strict=True), start=2):
            pairs[0, k] = _stacked(own, own, crowd)
            pairs[1, k] = _stacked(own, crowd, crowd)
        if self.between is not None:
            pairs[2, 3] = _stacked(self.between)
        alone, mixed, within = filled(pairs, 2 + len(self.poles))
        return alone, mixed, within

    @cached_property
    def fours(self) -> tuple[Floats, ...]:
        """Joint answers of the state, each pole and two members of the crowd, (..., 4, 4, 4, 4)."""
        found = []
        for own, crowd in zip(self.poles, self.crowd_poles, strict=True):
            pairs = {(0, 1): own, (0, 2): self.with_crowd, (0, 3): self.with_crowd}
            pairs |= {(1, place): np.swapaxes(crowd, -1, -2) for place in (2, 3)}
            found.append(filled(pairs | {(2, 3): self.within}, 4))
        return tuple(found)


def _stacked(*counts: Counts3) -> Counts3:
    return np.stack(counts).astype(float)


def gap_variance(measure: Measure, beside: BesideCrowd, pole: int, weight: float) -> Floats:
    """Find the variance of how much nearer a state is to a crowd's average member than to a pole.

    That is of ``mean of measure(x, u) - measure(x, p) + weight * mean of measure(p, u)`` over the
    members u of the crowd, for independent roll calls.

    Parameters
    ----------
    measure : Measure
    beside : BesideCrowd
    pole : int
        Which of the poles p is.
    weight : float

    Returns
    -------
    array (...)
        By the delta method on the filled-in answers of x, p and two members together; what one more
        roll call, answered at random, adds to the part of x and p is included.
    """
    near, far = beside.poles[pole], np.swapaxes(beside.crowd_poles[pole], -1, -2)
    (own, doubt), (crowd, _), (apart, _) = (
        _influence(measure, counts) for counts in (near, beside.with_crowd, far)
    )
    table = beside.fours[pole]
    with_pole = weight * apart[..., None, :, :] - own[..., :, :, None]  # x, p, u
    gap = with_pole + crowd[..., :, None, :]
    return np.asarray(np.einsum("...xpuv,...xpu,...xpv->...", table, gap, gap) + doubt)


def crowd_covariance(measure: Measure, beside: BesideCrowd) -> Floats:
    """Find how what a state does less what the crowd's average does varies, for each two poles.

    That is of ``measure(x, p) - mean of measure(u, p)`` over the members u of the crowd, for
    independent roll calls. To take the crowd for one of its members would add how members differ
    from each other, of which an average is free.

    Parameters
    ----------
    measure : Measure
    beside : BesideCrowd
        With P poles.

    Returns
    -------
    array (..., P, P)
        By the delta method: the covariance of the state's parts, less those with a member's, and
        the covariance of two members', each on filled-in tables; what one more roll call, answered
        at random, adds to the state's part is included.
    """
    own, doubts = zip(*(_influence(measure, pair) for pair in beside.poles), strict=True)
    crowd = [_influence(measure, pair)[0] for pair in beside.crowd_poles]
    alone, mixed, within = beside.tables
    between = _moments(mixed, own, crowd)
    total = _moments(alone, own, own) + _moments(within, crowd, crowd)
    total = total - between - np.swapaxes(between, -1, -2)
    doubt = np.stack(doubts, axis=-1)
    return np.asarray(total + doubt[..., None] * np.eye(len(own)))


def _moments(table: Floats, one: Sequence[Floats], other: Sequence[Floats]) -> Floats:
    """Sum products of influences over joint answers of two parties and P poles, (..., P, P)."""
    poles = "pqrv"[: len(one)]
    rows = [
        [
            np.einsum(f"...st{poles},...s{k},...t{m}->...", table, left, right)
            for m, right in zip(poles, other, strict=True)
        ]
        for k, left in zip(poles, one, strict=True)
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def _influence(measure: Measure, counts: Counts3) -> tuple[Floats, Floats]:
    """Return the influence of one more roll call, (..., 4, 4), 0 without a vote; and its doubt."""
    influence = np.zeros((*counts.shape[:-2], 4, 4))
    influence[..., :3, :3], doubt = measure.one_more(counts[..., :3, :3])
    return influence, doubt
