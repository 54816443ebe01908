"""The objective over a chamber, with its derivatives: passes run in parts, on threads if asked.

F = sum of weighted log P - 1/2 sum beta^2 / V - 1/2 sum_first theta^2 / S0 - 1/2 sum_later (step)^2
/ Delta, constants dropped. The parts are fixed by the number of threads and summed in their order,
so the same number of threads gives the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from nonaligned.measures.ideal import blocks, force, passes, products
from nonaligned.measures.ideal.chamber import Array, Chamber, Prior


@dataclass(frozen=True)
class Curvature:
    """Gradient and negative Hessian of F at one point, priors included.

    Attributes
    ----------
    theta, items : the point
    g_theta : (dims, cells)
    g_items : (items, size)
    cell_blocks : (cells, dims, dims)
        Diagonal blocks over the cells; neighbours in a chain add -step on the off-diagonal.
    item_low : (items, size, size)
        Lower Cholesky factors of the item blocks.
    g, h, extra, extra_at
        What the vote passes kept, from which products with the cross block are made; empty if
        nothing was kept.
    """

    theta: Array
    items: Array
    g_theta: Array
    g_items: Array
    cell_blocks: Array
    item_low: Array
    g: Array
    h: Array
    extra: Array
    extra_at: Array


class Engine:
    """Evaluates F and its derivatives for one chamber and prior.

    Parameters
    ----------
    chamber : Chamber
    prior : Prior
    dims : int
    threads : int

    Attributes
    ----------
    evaluations, products : int
        Passes over the votes so far: evaluations of F or its derivatives, and products with the
        cross block.
    """

    def __init__(self, chamber: Chamber, prior: Prior, dims: int = 1, threads: int = 1) -> None:
        self.chamber, self.prior, self.dims = chamber, prior, dims
        self.size = dims + chamber.answers - 1
        self.step = chamber.step_precision(prior)
        self.start = np.where(chamber.first, 1.0 / prior.first, 0.0)
        follows = np.append(np.where(chamber.first[1:], 0.0, self.step[1:]), 0.0)
        self.prior_diagonal = self.start + self.step + follows
        self.parts = _parts(chamber, threads)
        self.pool = ThreadPoolExecutor(len(self.parts)) if len(self.parts) > 1 else None
        self.evaluations = 0
        self.products = 0
        middle = (
            chamber.bounds[np.arange(chamber.n_items), chamber.levels - 1] - chamber.bounds[:, 1]
        )
        self.extra_at = np.concatenate([[0], np.cumsum(middle)])
        self.votes = (chamber.cells, chamber.bounds, chamber.levels)

    def close(self) -> None:
        """End the threads."""
        if self.pool:
            self.pool.shutdown()

    def _run(self, work: Callable[[int, int, int], Any]) -> list[Any]:
        """Call ``work(part, first, last)`` for each part; results in the order of the parts."""
        jobs = [(k, a, b) for k, (a, b) in enumerate(self.parts)]
        if self.pool is None:
            return [work(*job) for job in jobs]
        return list(self.pool.map(lambda job: work(*job), jobs))

    def log_likelihood(self, theta: Array, items: Array) -> float:
        """Weighted log-likelihood at (theta, items)."""
        self.evaluations += 1
        weight = self.chamber.weight
        return float(
            sum(
                self._run(
                    lambda _, a, b: passes.log_likelihood(a, b, *self.votes, weight, theta, items)
                )
            )
        )

    def log_prior(self, theta: Array, items: Array) -> float:
        """Log prior density without constants."""
        later = ~self.chamber.first
        moved = np.diff(theta, axis=1, prepend=0.0)[:, later]
        beta = items[:, : self.dims]
        return -0.5 * float(
            (beta * beta).sum() / self.prior.discrimination
            + (self.start * theta * theta).sum()
            + (self.step[later] * moved * moved).sum()
        )

    def objective(self, theta: Array, items: Array) -> float:
        """F at (theta, items)."""
        return self.log_likelihood(theta, items) + self.log_prior(theta, items)

    def multiply_prior(self, x: Array) -> Array:
        """Product of the cells' prior precision with x (dims, cells)."""
        out: Array = self.prior_diagonal * x
        pulled = self.step[1:] * x[:, :-1]
        pushed = self.step[1:] * x[:, 1:]
        out[:, 1:] -= pulled
        out[:, :-1] -= pushed
        return out

    def gradient(self, theta: Array, items: Array) -> tuple[float, Array, Array]:
        """F, its gradient over cells (dims, cells), and over items (items, size)."""
        self.evaluations += 1
        g_items = np.empty_like(items)
        parts = np.zeros((len(self.parts), *theta.shape))
        weight = self.chamber.weight
        value = sum(
            self._run(
                lambda k, a, b: passes.gradient(
                    a, b, *self.votes, weight, theta, items, parts[k], g_items
                )
            )
        )
        g_items[:, : self.dims] -= items[:, : self.dims] / self.prior.discrimination
        g_theta = parts.sum(axis=0) - self.multiply_prior(theta)
        return float(value) + self.log_prior(theta, items), g_theta, g_items

    def force(self, theta: Array, items: Array) -> tuple[Array, Array]:
        """Gradient of F in one dimension, its likelihood part in single precision."""
        self.evaluations += 1
        g_items = np.empty_like(items)
        parts = np.zeros((len(self.parts), theta.shape[1]))
        weight, single = self.chamber.weight, theta[0].astype(np.float32)
        self._run(
            lambda k, a, b: force.force(a, b, *self.votes, weight, single, items, parts[k], g_items)
        )
        g_items[:, 0] -= items[:, 0] / self.prior.discrimination
        return parts.sum(axis=0)[None] - self.multiply_prior(theta), g_items

    def curvature(self, theta: Array, items: Array, *, keep: bool = True) -> Curvature:
        """Gradient and negative Hessian; with ``keep``, products with the cross block too."""
        self.evaluations += 1
        n_items, n_cells, dims = self.chamber.n_items, self.chamber.n_cells, self.dims
        n_kept = self.chamber.n_votes if keep else 0
        g_items = np.empty_like(items)
        item_blocks = np.empty((n_items, self.size, self.size))
        g_parts = np.zeros((len(self.parts), dims, n_cells))
        block_parts = np.zeros((len(self.parts), dims, dims, n_cells))
        g, h = np.empty(n_kept, np.float32), np.empty(n_kept, np.float32)
        extra = np.empty(int(self.extra_at[-1]) if keep else 0, np.float32)
        self._run(
            lambda k, a, b: passes.curvature(
                a,
                b,
                *self.votes,
                self.chamber.weight,
                theta,
                items,
                g_parts[k],
                g_items,
                block_parts[k],
                item_blocks,
                g,
                h,
                extra,
                self.extra_at,
            )
        )
        beta = slice(0, dims)
        g_items[:, beta] -= items[:, beta] / self.prior.discrimination
        item_blocks[:, beta, beta] += np.eye(dims) / self.prior.discrimination
        blocks.factor(item_blocks)
        upper = block_parts.sum(axis=0)
        cell_blocks = np.empty((n_cells, dims, dims))
        for d in range(dims):
            for e in range(d, dims):
                cell_blocks[:, d, e] = cell_blocks[:, e, d] = upper[d, e]
            cell_blocks[:, d, d] += self.prior_diagonal
        g_theta = g_parts.sum(axis=0) - self.multiply_prior(theta)
        return Curvature(
            theta, items, g_theta, g_items, cell_blocks, item_blocks, g, h, extra, self.extra_at
        )

    def _kept(self, at: Curvature) -> tuple[Array, ...]:
        return at.g, at.h, at.extra, at.extra_at

    def reduced_product(self, at: Curvature, x: Array) -> Array:
        """C B^-1 C' x over the cells (dims, cells)."""
        self.products += 1
        parts = np.zeros((len(self.parts), *x.shape))
        self._run(
            lambda k, a, b: products.reduce_product(
                a, b, *self.votes, at.theta, at.items, at.item_low, *self._kept(at), x, parts[k]
            )
        )
        total: Array = -parts.sum(axis=0)
        return total

    def gather(self, at: Curvature, x: Array) -> Array:
        """C' x over the items (items, size)."""
        self.products += 1
        t = np.empty_like(at.items)
        self._run(
            lambda _, a, b: products.gather_items(
                a, b, *self.votes, at.theta, at.items, *self._kept(at), x, t
            )
        )
        return t

    def spread(self, at: Curvature, s: Array) -> Array:
        """C s over the cells (dims, cells)."""
        self.products += 1
        parts = np.zeros((len(self.parts), *at.theta.shape))
        self._run(
            lambda k, a, b: products.spread_items(
                a, b, *self.votes, at.theta, at.items, *self._kept(at), s, parts[k]
            )
        )
        total: Array = -parts.sum(axis=0)
        return total

    def coarse_product(self, at: Curvature) -> Array:
        """Z' C B^-1 C' Z for the period columns Z of :mod:`.cells`."""
        self.products += 1
        periods = len(self.chamber.periods)
        columns = periods * self.dims * (1 + self.dims)
        parts = np.zeros((len(self.parts), columns, columns))
        self._run(
            lambda k, a, b: products.coarse_product(
                a,
                b,
                *self.votes,
                at.theta,
                at.items,
                at.item_low,
                *self._kept(at),
                self.chamber.cell_period,
                periods,
                parts[k],
            )
        )
        total: Array = -parts.sum(axis=0)
        return total


def _parts(chamber: Chamber, threads: int) -> list[tuple[int, int]]:
    """Cut the items into ``threads`` runs of about equal numbers of votes."""
    wanted = max(1, min(threads, chamber.n_items))
    starts = chamber.bounds[:, 0]
    cuts = np.searchsorted(starts, np.linspace(0, chamber.n_votes, wanted + 1)[1:-1])
    edges = [0, *cuts.tolist(), chamber.n_items]
    return [(a, b) for a, b in pairwise(edges) if a < b]


@contextmanager
def engine(chamber: Chamber, prior: Prior, dims: int = 1, threads: int = 1) -> Iterator[Engine]:
    """Make an :class:`Engine` and end its threads afterwards."""
    made = Engine(chamber, prior, dims, threads)
    try:
        yield made
    finally:
        made.close()
