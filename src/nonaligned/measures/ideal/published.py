"""The published UN scheme (Bailey, Strezhnev and Voeten 2017), for replication.

Its steps are not the conditionals of one joint distribution, so what it converges to is not the
posterior of the stated model: the recursion over sessions looks back only, at the mean and not the
draw; positions are standardised without moving the items; positions, cutpoints and latent answers
are clipped. Each iteration:

1. each cell: v = 1 / (sum beta^2 + 1 / Delta), m = v (sum beta z + lag / Delta), draw N(m, v); lag
   is the previous iteration's m of the member's previous cell, and for its first cell that of its
   second;
2. clip positions to [-5, 5] and standardise them;
3. cutpoints: a random walk of standard deviation 0.2 / 3 within (-7, 7) (Cowles 1996), with the
   upper cutpoint's part of the proposal ratio;
4. latent answers z from truncated normals, clipped to [-9, 9];
5. beta ~ N(v sum theta z, v), v = 1 / (sum theta^2 + 1).

Every item has two cutpoints here, whichever answers it received; there must be three answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from nonaligned.errors import InputError
from nonaligned.measures.ideal.chamber import Array, Chamber, Prior
from nonaligned.measures.ideal.numerics import interval, tail
from nonaligned.measures.ideal.passes import PASS

PROPOSAL = 0.2 / 3
CLIP_POSITION = 5.0
CLIP_CUT = 7.0
CLIP_LATENT = 9.0
SERIAL: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}


@dataclass(frozen=True)
class PublishedDraws:
    """Kept draws: theta (draws, cells), items (draws, items, 3); accepted share of cutpoints."""

    theta: Array
    items: Array
    accepted: float


@njit(**SERIAL)
def _beyond(rng: np.random.Generator, a: float) -> float:
    """Draw a standard normal above a (Robert 1995)."""
    if a < 0.5:
        while True:
            x: float = rng.standard_normal()
            if x > a:
                return x
    rate = 0.5 * (a + np.sqrt(a * a + 4.0))
    while True:
        x = a - np.log(1.0 - rng.random()) / rate
        if rng.random() <= np.exp(-0.5 * (x - rate) ** 2):
            return x


@njit(**SERIAL)
def _within(rng: np.random.Generator, a: float, b: float) -> float:
    """Draw a standard normal in (a, b)."""
    if b <= 0.0:
        mirrored: float = _within_upper(rng, -b, -a)
        return -mirrored
    if a >= 0.0:
        above: float = _within_upper(rng, a, b)
        return above
    if b - a > 1.5:
        while True:
            x: float = rng.standard_normal()
            if a < x < b:
                return x
    while True:
        x = a + (b - a) * rng.random()
        if rng.random() <= np.exp(-0.5 * x * x):
            return x


@njit(**SERIAL)
def _within_upper(rng: np.random.Generator, a: float, b: float) -> float:
    if (b - a) * (a + 1.0) > 1.0:
        while True:
            far: float = _beyond(rng, a)
            if far < b:
                return far
    while True:
        x = a + (b - a) * rng.random()
        if rng.random() <= np.exp(-0.5 * (x - a) * (x + a)):
            return x


@njit(**SERIAL)
def _positions(
    rng: np.random.Generator,
    cells: Array,
    edges: Array,
    z: Array,
    beta: Array,
    step: Array,
    lag_of: Array,
    mean: Array,
    theta: Array,
) -> None:
    """Step 1: draw the positions; ``mean`` becomes this iteration's m."""
    n_cells = theta.shape[0]
    information, along = np.zeros(n_cells), np.zeros(n_cells)
    for j in range(beta.shape[0]):
        b = beta[j]
        for v in range(edges[j, 0], edges[j, 3]):
            information[cells[v]] += b * b
            along[cells[v]] += b * z[v]
    before = mean.copy()
    for c in range(n_cells):
        lag = before[lag_of[c]] if lag_of[c] >= 0 else 0.0
        v = 1.0 / (information[c] + step[c])
        mean[c] = v * (along[c] + lag * step[c])
        theta[c] = mean[c] + np.sqrt(v) * rng.standard_normal()


@njit(**PASS)
def _log_part(eta: Array, edges: Array, low: float, high: float) -> float:
    """Log-likelihood of one item's votes, eta in the order of its answers."""
    s = 0.0
    start = edges[0]
    for i in range(edges[1] - start):
        s += tail(low - eta[i])[0]
    for i in range(edges[1] - start, edges[2] - start):
        s += interval(low - eta[i], high - eta[i])[0]
    for i in range(edges[2] - start, edges[3] - start):
        s += tail(eta[i] - high)[0]
    return s


@njit(**SERIAL)
def _upper_share(cut: float, low: float) -> float:
    """Log of the mass of the proposal around ``cut`` that lies in (low, 7)."""
    mass: float = interval((low - cut) / PROPOSAL, (CLIP_CUT - cut) / PROPOSAL)[0]
    return mass


@njit(**SERIAL)
def _items(
    rng: np.random.Generator,
    cells: Array,
    edges: Array,
    theta: Array,
    beta: Array,
    cuts: Array,
    z: Array,
    discrimination: float,
) -> int:
    """Make steps 3 to 5 item by item; return how many cutpoint proposals were accepted."""
    most = 0
    for j in range(beta.shape[0]):
        most = max(most, edges[j, 3] - edges[j, 0])
    eta = np.empty(most)
    accepted = 0
    for j in range(beta.shape[0]):
        start, end = edges[j, 0], edges[j, 3]
        square = 0.0
        for v in range(start, end):
            t = theta[cells[v]]
            eta[v - start] = beta[j] * t
            square += t * t
        low, high = cuts[j, 0], cuts[j, 1]
        new_low = low + PROPOSAL * _within(
            rng, (-CLIP_CUT - low) / PROPOSAL, (high - low) / PROPOSAL
        )
        new_high = high + PROPOSAL * _within(
            rng, (new_low - high) / PROPOSAL, (CLIP_CUT - high) / PROPOSAL
        )
        ratio = _log_part(eta, edges[j], new_low, new_high) - _log_part(eta, edges[j], low, high)
        ratio += _upper_share(high, new_low) - _upper_share(new_high, low)
        if np.log(1.0 - rng.random()) < ratio:
            low, high = new_low, new_high
            accepted += 1
        cuts[j, 0], cuts[j, 1] = low, high
        along = 0.0
        for v in range(start, end):
            centre = eta[v - start]
            if v < edges[j, 1]:
                x = centre - _beyond(rng, centre - low)
            elif v < edges[j, 2]:
                x = centre + _within(rng, low - centre, high - centre)
            else:
                x = centre + _beyond(rng, high - centre)
            z[v] = min(max(x, -CLIP_LATENT), CLIP_LATENT)
            along += theta[cells[v]] * z[v]
        variance = 1.0 / (square + 1.0 / discrimination)
        beta[j] = variance * along + np.sqrt(variance) * rng.standard_normal()
    return accepted


def _edges(chamber: Chamber) -> Array:
    """Where the votes of each answer begin, by answer and not by rank, (items, 4)."""
    sizes = np.zeros((chamber.n_items, 3), np.int64)
    by_rank = np.diff(chamber.bounds, axis=1)
    rows, ranks = np.nonzero(chamber.ranked >= 0)
    sizes[rows, chamber.ranked[rows, ranks]] = by_rank[rows, ranks]
    edges = np.empty((chamber.n_items, 4), np.int64)
    edges[:, 0] = chamber.bounds[:, 0]
    edges[:, 1:] = chamber.bounds[:, :1] + np.cumsum(sizes, axis=1)
    return edges


def run_published(
    chamber: Chamber,
    prior: Prior,
    start: Array,
    discrimination: Array,
    *,
    seed: int,
    burn: int = 4000,
    draws: int = 400,
    thin: int = 50,
    report: Callable[[int], None] | None = None,
) -> PublishedDraws:
    """Run the published scheme.

    Parameters
    ----------
    chamber : Chamber
        Three answers; weights are not used.
    prior : Prior
        Smoothing and discrimination variance.
    start : (cells,)
        First values of m.
    discrimination : (items,)
        First values of beta.
    seed : int
    burn, draws, thin : int
        Iterations dropped, draws kept, iterations per kept draw.
    report : callable, optional
        Called with the number of iterations done.

    Raises
    ------
    InputError
        The chamber does not have three answers.
    """
    if chamber.answers != 3:
        raise InputError(
            f"the published scheme needs three answers, not {chamber.answers}",
            hint='Use method="map" or "posterior"',
        )
    from scipy.special import ndtri

    rng = np.random.default_rng(seed)
    edges = _edges(chamber)
    step, lag_of = _recursion(chamber, prior)
    sizes = np.diff(edges, axis=1) + 0.5
    share = np.cumsum(sizes, axis=1)[:, :2] / sizes.sum(axis=1, keepdims=True)
    cuts = np.clip(ndtri(share), -CLIP_CUT + 0.1, CLIP_CUT - 0.1)
    mean, theta = np.array(start, float), np.array(start, float)
    beta, z = np.array(discrimination, float), np.zeros(chamber.n_votes)
    kept = np.empty((draws, chamber.n_cells), np.float32)
    kept_items = np.empty((draws, chamber.n_items, 3), np.float32)
    accepted, total = 0, burn + draws * thin
    for i in range(total):
        if i:
            _positions(rng, chamber.cells, edges, z, beta, step, lag_of, mean, theta)
        theta = np.clip(theta, -CLIP_POSITION, CLIP_POSITION)
        theta = (theta - theta.mean()) / theta.std()
        accepted += _items(rng, chamber.cells, edges, theta, beta, cuts, z, prior.discrimination)
        done = i + 1 - burn
        if done > 0 and done % thin == 0:
            kept[done // thin - 1] = theta
            kept_items[done // thin - 1, :, 0] = beta
            kept_items[done // thin - 1, :, 1:] = cuts
        if report:
            report(i + 1)
    return PublishedDraws(kept, kept_items, accepted / (total * chamber.n_items))


def _recursion(chamber: Chamber, prior: Prior) -> tuple[Array, Array]:
    """Precision 1 / Delta of each cell and the cell its lag comes from, -1 if it stands alone."""
    step = chamber.step_precision(prior)
    lag_of = np.arange(chamber.n_cells) - 1
    for c in np.flatnonzero(chamber.first):
        followed = c + 1 < chamber.n_cells and not chamber.first[c + 1]
        lag_of[c] = c + 1 if followed else -1
        step[c] = step[c + 1] if followed else 1.0 / prior.first
    return step, lag_of


def spread_of(chamber: Chamber, signs: Mapping[int, float]) -> Array:
    """First values of beta: the sign of the anchors' votes, upper less lower, 0 where equal."""
    edges = _edges(chamber)
    item = np.repeat(np.arange(chamber.n_items), edges[:, 3] - edges[:, 0])
    at = np.arange(chamber.n_votes)
    answer = (at >= edges[item, 1]).astype(float) + (at >= edges[item, 2])
    signed = np.zeros(len(chamber.members))
    for member, sign in signs.items():
        signed[member] = sign
    pull = signed[chamber.cell_member[chamber.cells]]
    both = [np.zeros(chamber.n_items, bool) for _ in range(2)]
    both[0][item[pull > 0]] = True
    both[1][item[pull < 0]] = True
    difference = np.bincount(item, weights=pull * answer, minlength=chamber.n_items)
    first: Array = np.where(both[0] & both[1], np.sign(difference), 0.0)
    return first
