"""The posterior as an unconstrained density, in one dimension.

Free coordinates: x, one per cell, with theta = (x - m) / s for the mean m and standard deviation s
of x; per item the discrimination, the first cutpoint and the logarithms of the gaps between
cutpoints. The log density is

    log-likelihood + log prior + sum of log gaps - k_m m^2 / 2 - k_s (log s)^2 / 2 - (N - 2) log s,

where the last three terms only keep the two redundant coordinates proper: theta has exactly the
posterior on the constraint (mean 0, mean square 1), whatever k_m and k_s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from nonaligned.measures.ideal import blocks
from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.coupling import Coupling
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.newton import Mode


@dataclass(frozen=True)
class Point:
    """A point of the sampler: x (cells,), coordinates of the items (items, size)."""

    x: Array
    items: Array


class Target:
    """Log density and gradient over the free coordinates."""

    def __init__(self, engine: Engine, mode: Mode) -> None:
        self.engine = engine
        theta = mode.theta
        ones = np.ones_like(theta)
        product = np.empty_like(theta)
        at = engine.curvature(theta, mode.items, keep=False)
        strength = np.maximum(mode.multiplier, 0.0)
        for vector in (ones, theta):
            blocks.multiply_chains(
                engine.chamber.first, engine.step, at.cell_blocks + strength, vector, product
            )
            if vector is ones:
                self.k_mean = float((ones * product).sum())
        self.k_scale = float((theta * product).sum())
        cuts = np.arange(engine.chamber.answers - 1) < engine.chamber.levels[:, None] - 1
        self.cuts = cuts
        self.used = np.concatenate([np.ones((len(cuts), 1), bool), cuts], axis=1)

    def point(self, theta: Array, items: Array) -> Point:
        """Free coordinates of (theta, items)."""
        free = items.copy()
        gap = np.diff(items[:, 1:], axis=1)
        free[:, 2:] = np.where(self.cuts[:, 1:], np.log(np.where(self.cuts[:, 1:], gap, 1.0)), 0.0)
        return Point(theta[0].copy(), free)

    def positions(self, x: Array) -> tuple[Array, float, float]:
        """Theta (1, cells), m and s."""
        m = float(x.mean())
        centred = x - m
        s = float(np.sqrt(centred @ centred / x.size))
        return (centred / s)[None, :], m, s

    def constrain(self, free: Array) -> tuple[Array, Array]:
        """Items from their coordinates, and the gaps (zero where unused)."""
        items = free.copy()
        gap = np.where(self.cuts[:, 1:], np.exp(np.clip(free[:, 2:], -700, 700)), 0.0)
        items[:, 2:] = free[:, 1:2] + np.cumsum(gap, axis=1)
        return items, gap

    def evaluate(self, point: Point) -> tuple[float, Point]:
        """Log density and its gradient."""
        theta, m, s = self.positions(point.x)
        items, gap = self.constrain(point.items)
        value, g_theta, g_items = self.engine.gradient(theta, items)
        n = point.x.size
        log_s = float(np.log(s))
        value += float(point.items[:, 2:].sum())
        value -= 0.5 * self.k_mean * m * m + 0.5 * self.k_scale * log_s**2 + (n - 2) * log_s
        g = g_theta[0]
        row = theta[0]
        dx = (g - g.mean() - row * (row @ g) / n) / s
        dx -= self.k_mean * m / n + (self.k_scale * log_s + n - 2) * row / (n * s)
        out = g_items
        # cutpoints: gamma_k = gamma_0 + sum of gaps below it
        tail = np.cumsum(np.where(self.cuts, out[:, 1:], 0.0)[:, ::-1], axis=1)[:, ::-1]
        out[:, 1] = tail[:, 0]
        out[:, 2:] = tail[:, 1:] * gap + self.cuts[:, 1:]
        return value, Point(dx, out)


@njit(cache=True, nogil=True, fastmath={"contract", "reassoc", "nsz"})
def _restrict(u: Array, x: Array, out: Array) -> None:
    """out = u' x for u (n, k) in single precision."""
    out[:] = 0.0
    for i in range(u.shape[0]):
        row, factor = u[i], x[i]
        for k in range(u.shape[1]):
            out[k] += row[k] * factor


@njit(cache=True, nogil=True, fastmath={"contract", "reassoc", "nsz"})
def _extend(u: Array, a: Array, x: Array) -> None:
    """x += u a for u (n, k) in single precision."""
    for i in range(u.shape[0]):
        row, s = u[i], np.float32(0.0)
        for k in range(u.shape[1]):
            s += row[k] * a[k]
        x[i] += s


class Mass:
    """Mass matrix: the Hessian at the mode in the free coordinates, in compact form."""

    def __init__(self, target: Target, coupling: Coupling) -> None:
        engine, at = target.engine, coupling.at
        self.coupling = coupling
        self.used = target.used
        gap = np.diff(at.items[:, 1:], axis=1)
        change = np.zeros_like(at.item_low)
        size = engine.size
        change[:, 0, 0] = 1.0
        for k in range(1, size):
            change[:, k, 1] = 1.0
            for i in range(2, k + 1):
                change[:, k, i] = gap[:, i - 2]
        change = np.where(self.used[:, :, None] & self.used[:, None, :], change, np.eye(size))
        half = change.transpose(0, 2, 1) @ at.item_low
        self.low = half @ half.transpose(0, 2, 1)
        blocks.factor(self.low)
        rows = []
        for u in coupling.u.T:
            t = engine.gather(at, coupling.unwhiten(u.reshape(at.theta.shape)))
            rows.append((change.transpose(0, 2, 1) @ t[:, :, None])[:, :, 0])
        v = np.stack(rows) if rows else np.empty((0, *at.items.shape))
        for row in v:
            blocks.solve_items(self.low, row, True, False)
        v = v.reshape(len(v), -1).T / np.maximum(coupling.sigma, 1e-12)
        self.u = np.ascontiguousarray(coupling.u, np.float32)
        self.v = np.ascontiguousarray(v, np.float32)
        self.sigma = coupling.sigma

    def velocity(self, momentum: Point) -> Point:
        """M^-1 p."""
        x = self.coupling.whiten(momentum.x[None, :])[0]
        items = momentum.items.copy()
        blocks.solve_items(self.low, items, True, False)
        flat = items.ravel()
        a, b = np.empty(self.sigma.size, np.float32), np.empty(self.sigma.size, np.float32)
        _restrict(self.u, x.astype(np.float32), a)
        _restrict(self.v, flat.astype(np.float32), b)
        s = self.sigma
        shared = 1.0 / (1.0 - s * s)
        _extend(self.u, ((shared - 1.0) * a - s * shared * b).astype(np.float32), x)
        _extend(self.v, ((shared - 1.0) * b - s * shared * a).astype(np.float32), flat)
        x = self.coupling.unwhiten(x[None, :])[0]
        blocks.solve_items(self.low, items, False, True)
        return Point(x, items)

    def _scaled(self, x: Array, flat: Array, power: float) -> tuple[Array, Array]:
        """Multiply whitened vectors by (I + coupling)^power."""
        root = np.sqrt(0.5)
        a, b = self.u.T @ x.astype(np.float32), self.v.T @ flat.astype(np.float32)
        up, down = (a + b) * root, (a - b) * root
        up = up * ((1.0 + self.sigma) ** power - 1.0)
        down = down * ((1.0 - self.sigma) ** power - 1.0)
        return x + self.u @ ((up + down) * root), flat + self.v @ ((up - down) * root)

    def draw_momentum(self, rng: np.random.Generator) -> Point:
        """A draw of N(0, M), zero in the unused coordinates."""
        x = rng.standard_normal(self.u.shape[0])
        items = np.where(self.used, rng.standard_normal(self.used.shape), 0.0)
        x, flat = self._scaled(x, items.ravel(), 0.5)
        return Point(
            _multiply_chain(self.coupling.diagonal, self.coupling.below, x),
            np.einsum("jab,jb->ja", self.low, flat.reshape(items.shape)),
        )

    def draw(self, rng: np.random.Generator) -> Point:
        """A draw of N(0, M^-1), zero in the unused coordinates."""
        x = rng.standard_normal(self.u.shape[0])
        items = np.where(self.used, rng.standard_normal(self.used.shape), 0.0)
        x, flat = self._scaled(x, items.ravel(), -0.5)
        items = flat.reshape(items.shape).copy()
        blocks.solve_items(self.low, items, False, True)
        return Point(self.coupling.unwhiten(x[None, :])[0], items)


def _multiply_chain(diagonal: Array, below: Array, x: Array) -> Array:
    """La x in one dimension."""
    out: Array = diagonal[:, 0, 0] * x
    out[1:] += below[1:, 0, 0] * x[:-1]
    return out
