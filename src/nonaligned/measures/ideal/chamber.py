"""A chamber as arrays: cells, items, and the votes sorted item by item and answer by answer.

A cell is a member in a period in which it cast at least one vote that counts; there is no parameter
without a vote. An item is what shares one discrimination and one set of cutpoints: a roll call, or
several linked ones. Answers are ordered categories 0 .. answers - 1; absence is no row.

Answers that an item never received are collapsed, because the likelihood has no mode in their
cutpoints: an item with m occurring answers has m - 1 cutpoints. Items with one answer say nothing
about positions and are dropped, after linking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nonaligned.errors import InputError

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Prior:
    """Prior variances, on the standardised scale.

    Parameters
    ----------
    smoothing : float
        Variance of a step between two cells of one member with equal numbers of votes is half of
        this; in general it is ``smoothing * n / (n + n_previous)``, so that a thin cell after a
        thick one moves less (Bailey, Strezhnev and Voeten 2017). Zero is not allowed; use one
        period for positions that never move.
    by_votes : bool
        If False, each step has variance ``smoothing / 2``.
    by_gap : bool
        If True, the variance of a step over missed periods is multiplied by their number plus one.
    first : float
        Variance of a member's first position.
    discrimination : float
        Variance of the discriminations.
    """

    smoothing: float = 0.5
    by_votes: bool = True
    by_gap: bool = False
    first: float = 1.0
    discrimination: float = 1.0

    def __post_init__(self) -> None:
        for name in ("smoothing", "first", "discrimination"):
            value = getattr(self, name)
            if not (np.isfinite(value) and value > 0):
                raise InputError(
                    f"prior variance {name} is {value}",
                    hint="Give a finite number above zero",
                )


@dataclass(frozen=True)
class Chamber:
    """Votes as arrays; made by :func:`chamber`.

    Attributes
    ----------
    members, periods, items : tuple
        Labels; opaque here. ``items`` lists the retained ones.
    cell_member, cell_period : (cells,) int
        Indices into ``members`` and ``periods``; cells run member by member in order of period.
    first : (cells,) bool
        Whether the cell is its member's first.
    count : (cells,) int
        Votes cast.
    mass : (cells,) float
        Sum of the weights of these votes.
    cells : (votes,) uint32
        Cell of each vote; votes sorted by item, then by rank of the answer.
    bounds : (items, answers + 1) int
        Where each rank's votes begin; entries past the last rank repeat the end.
    levels : (items,) int
        How many answers occur, at least 2.
    ranked : (items, answers) int
        Answer behind each rank, -1 past the last.
    weight : (items,) float
        Weight of the item's votes in the likelihood.
    """

    members: tuple[Any, ...]
    periods: tuple[Any, ...]
    items: tuple[Any, ...]
    cell_member: Array
    cell_period: Array
    first: Array
    count: Array
    mass: Array
    cells: Array
    bounds: Array
    levels: Array
    ranked: Array
    weight: Array

    @property
    def n_cells(self) -> int:
        """Number of cells."""
        return int(self.cell_member.size)

    @property
    def n_items(self) -> int:
        """Number of retained items."""
        return int(self.levels.size)

    @property
    def n_votes(self) -> int:
        """Number of retained votes."""
        return int(self.cells.size)

    @property
    def answers(self) -> int:
        """Number of ordered answers."""
        return int(self.ranked.shape[1])

    def step_precision(self, prior: Prior) -> Array:
        """Precision of each cell's step from the previous one (1 / Delta), zero for first cells."""
        precision = np.zeros(self.n_cells)
        later = np.flatnonzero(~self.first)
        now, before = self.mass[later], self.mass[later - 1]
        variance = np.full(later.size, 0.5 * prior.smoothing)
        if prior.by_votes:
            variance = prior.smoothing * now / (now + before)
        if prior.by_gap:
            variance = variance * (self.cell_period[later] - self.cell_period[later - 1])
        precision[later] = 1.0 / variance
        return precision


def chamber(
    member: Array,
    period: Array,
    item: Array,
    answer: Array,
    *,
    answers: int = 3,
    weight: Array | None = None,
    labels: tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]] | None = None,
) -> Chamber:
    """Sort votes into a :class:`Chamber`.

    Parameters
    ----------
    member, period, item, answer : (votes,) int arrays
        Indices from 0; periods in order of time; answers in their order.
    answers : int
        Number of ordered answers, at least 2.
    weight : (items,) float, optional
        Weight of each item's votes; 1 if not given. Items of weight zero are dropped.
    labels : tuple of three tuples, optional
        Labels of members, periods and items; the indices if not given.

    Returns
    -------
    Chamber

    Raises
    ------
    InputError
        No votes, arrays of unequal length, an answer out of range, a weight that is negative or
        not finite, every item unanimous, fewer than two members.

    Examples
    --------
    >>> import numpy as np
    >>> votes = chamber(np.array([0, 1, 0, 1]), np.array([0, 0, 0, 0]),
    ...                 np.array([0, 0, 1, 1]), np.array([0, 2, 0, 0]))
    >>> votes.n_votes, votes.n_items, votes.levels.tolist()
    (2, 1, [2])
    """
    from nonaligned.measures.ideal import sorting

    member, period, item, answer = (np.asarray(a) for a in (member, period, item, answer))
    _check(member, period, item, answer, answers)
    n_members, n_periods, n_items = (int(a.max()) + 1 for a in (member, period, item))
    weights = _weights(weight, n_items)

    counts = sorting.count_answers(item, answer, n_items, answers)
    levels = (counts > 0).sum(axis=1)
    kept = (levels >= 2) & (weights > 0)
    if not kept.any():
        raise InputError(
            "every item is unanimous, so no vote tells two members apart",
            hint="Check that the answers were read as they were cast",
        )
    cell_of, cell_member, cell_period = sorting.number_cells(
        member, period, item, kept, n_members, n_periods
    )
    if np.unique(cell_member).size < 2:
        raise InputError(
            "fewer than two members cast a vote that counts", hint="Give the votes of all members"
        )
    new_item = np.cumsum(kept) - 1
    counts, levels, weights = counts[kept], levels[kept], weights[kept]
    bounds, ranked = _bounds(counts, levels, answers)
    cells = sorting.sort_votes(
        member, period, item, answer, kept, new_item, cell_of, bounds, ranked
    )
    n_cells = cell_member.size
    count, mass = sorting.count_cells(cells, bounds, levels, weights, n_cells)
    names = labels or (tuple(range(n_members)), tuple(range(n_periods)), tuple(range(n_items)))
    first = np.ones(n_cells, bool)
    first[1:] = cell_member[1:] != cell_member[:-1]
    return Chamber(
        members=names[0],
        periods=names[1],
        items=tuple(np.asarray(names[2], dtype=object)[kept].tolist()),
        cell_member=cell_member,
        cell_period=cell_period,
        first=first,
        count=count,
        mass=mass,
        cells=cells,
        bounds=bounds,
        levels=levels.astype(np.int64),
        ranked=ranked,
        weight=weights,
    )


def _check(member: Array, period: Array, item: Array, answer: Array, answers: int) -> None:
    if not member.size:
        raise InputError("no votes", hint="Check the filters that were applied before")
    if not member.shape == period.shape == item.shape == answer.shape:
        raise InputError("member, period, item and answer differ in length")
    if answers < 2:
        raise InputError(f"{answers} possible answers", hint="Give at least two")
    if answer.min() < 0 or answer.max() >= answers:
        raise InputError(
            f"an answer outside 0 to {answers - 1}",
            hint="Leave absences out, or raise the number of answers",
        )


def _weights(weight: Array | None, n_items: int) -> Array:
    if weight is None:
        return np.ones(n_items)
    weights = np.asarray(weight, float)
    if weights.shape != (n_items,):
        raise InputError(f"{weights.size} weights for {n_items} items")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise InputError(
            "a weight is negative or not a number", hint="Give finite weights of zero or more"
        )
    return weights


def _bounds(counts: Array, levels: Array, answers: int) -> tuple[Array, Array]:
    """Where each occurring answer's votes begin, and which answer each rank is."""
    n_items = levels.size
    order = np.argsort(counts == 0, axis=1, kind="stable")
    ranked = np.where(np.arange(answers) < levels[:, None], order, -1)
    sizes = np.take_along_axis(counts, order, axis=1)
    start = np.concatenate([[0], np.cumsum(counts.sum(axis=1))])
    bounds = np.empty((n_items, answers + 1), np.int64)
    bounds[:, 0] = start[:-1]
    bounds[:, 1:] = start[:-1, None] + np.cumsum(sizes, axis=1)
    return bounds, ranked.astype(np.int64)
