"""Made-up votes: a whole chamber from the prior, or new answers for a chamber's own design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.measures.ideal.chamber import Array, Chamber, chamber


@dataclass(frozen=True)
class MadeVotes:
    """Simulated votes with the truth behind them.

    Attributes
    ----------
    member, period, item, answer : (votes,) int
    position : (members, periods, dims)
        True positions, standardised over the members and periods.
    discrimination : (items, dims)
    cutpoints : (items, answers - 1)
    """

    member: Array
    period: Array
    item: Array
    answer: Array
    position: Array
    discrimination: Array
    cutpoints: Array


def make_votes(
    members: int,
    periods: int,
    items_per_period: int,
    *,
    seed: int,
    answers: int = 3,
    dims: int = 1,
    step: float = 0.25,
    attendance: float = 0.9,
    bridges: float = 0.1,
    position: Array | None = None,
) -> MadeVotes:
    """Simulate a chamber from the ordinal probit model.

    Parameters
    ----------
    members, periods, items_per_period : int
    seed : int
    answers, dims : int
    step : float
        Standard deviation of a member's step from period to period.
    attendance : float
        Chance that a member votes on an item.
    bridges : float
        Share of items that are voted on again in the next period.
    position : (members, periods, dims), optional
        Positions to use instead of random walks; not standardised.

    Examples
    --------
    >>> votes = make_votes(5, 2, 3, seed=1)
    >>> votes.position.shape, int(votes.item.max()) + 1
    ((5, 2, 1), 6)
    """
    rng = np.random.default_rng(seed)
    if position is None:
        moves = rng.normal(0.0, step, (members, periods, dims))
        moves[:, 0] = rng.normal(size=(members, dims))
        position = np.cumsum(moves, axis=1)
        flat = position.reshape(-1, dims)
        position = (position - flat.mean(axis=0)) / flat.std(axis=0)
    n_items = periods * items_per_period
    discrimination = rng.normal(size=(n_items, dims))
    cutpoints = np.sort(rng.normal(0.0, 1.0, (n_items, answers - 1)), axis=1)
    home = np.repeat(np.arange(periods), items_per_period)
    again = np.flatnonzero((rng.uniform(size=n_items) < bridges) & (home < periods - 1))
    item_of = np.concatenate([np.arange(n_items), again])
    period_of = np.concatenate([home, home[again] + 1])
    there = rng.uniform(size=(members, item_of.size)) < attendance
    member, roll = np.nonzero(there)
    item, period = item_of[roll], period_of[roll]
    eta = (position[member, period] * discrimination[item]).sum(axis=1)
    latent = eta + rng.normal(size=eta.size)
    answer = (latent[:, None] > cutpoints[item]).sum(axis=1)
    return MadeVotes(member, period, item, answer, position, discrimination, cutpoints)


def redraw(given: Chamber, theta: Array, items: Array, rng: np.random.Generator) -> Chamber:
    """Draw new answers for every vote of a chamber from (theta, items).

    Items that come out unanimous are dropped, as in real data, and cells without another vote with
    them; ``items`` and ``members`` of the result keep the labels.
    """
    dims = theta.shape[0]
    size = np.diff(given.bounds[:, [0, -1]], axis=1)[:, 0]
    item = np.repeat(np.arange(given.n_items), size)
    eta = np.einsum("dv,vd->v", theta[:, given.cells], items[item, :dims])
    latent = eta + rng.normal(size=eta.size)
    cuts = np.where(
        np.arange(given.answers - 1) < given.levels[:, None] - 1, items[:, dims:], np.inf
    )
    rank = (latent[:, None] > cuts[item]).sum(axis=1)
    return chamber(
        given.cell_member[given.cells],
        given.cell_period[given.cells],
        item,
        given.ranked[item, rank],
        answers=given.answers,
        weight=given.weight,
        labels=(given.members, given.periods, given.items),
    )
