"""The posterior as an unconstrained density, in one dimension.

The positions lie on a sphere: mean 0 and mean square 1 over the N cells. Free coordinates are a
point x of the plane that touches the sphere at the mode theta0 (sum x = 0, theta0 . x = N) and, per
item, the discrimination, the first cutpoint and the logarithms of the gaps between cutpoints. With
s the root mean square of x, theta = x / s, and the log density over the plane is

    log-likelihood + log prior + sum of log gaps - (N - 1) log s,

the last term for the area of the sphere that a piece of the plane covers. The chart covers the half
sphere around the mode, far beyond where the posterior lives. Leaving the mean and the scale free
instead, with proper priors of their own, gives the same posterior, but the Hessian then couples
them to the items as the likelihood does not, and the stable step is half as long.
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

    def combine(self, own: float, other: Point, share: float) -> Point:
        """``own`` times this point and ``share`` times another."""
        return Point(own * self.x + share * other.x, own * self.items + share * other.items)


class Target:
    """Log density and gradient over the free coordinates."""

    def __init__(self, engine: Engine, mode: Mode) -> None:
        self.engine = engine
        self.centre = mode.theta[0].copy()
        cuts = np.arange(engine.chamber.answers - 1) < engine.chamber.levels[:, None] - 1
        self.cuts = cuts
        self.used = np.concatenate([np.ones((len(cuts), 1), bool), cuts], axis=1)

    def point(self, theta: Array, items: Array) -> Point:
        """Free coordinates of (theta, items)."""
        free = items.copy()
        gap = np.diff(items[:, 1:], axis=1)
        free[:, 2:] = np.where(self.cuts[:, 1:], np.log(np.where(self.cuts[:, 1:], gap, 1.0)), 0.0)
        row = theta[0]
        return Point(row * (row.size / float(row @ self.centre)), free)

    def positions(self, x: Array) -> tuple[Array, float]:
        """Theta (1, cells) and s."""
        s = float(np.sqrt(x @ x / x.size))
        return (x / s)[None, :], s

    def constrain(self, free: Array) -> tuple[Array, Array]:
        """Items from their coordinates, and the gaps (zero where unused)."""
        items = free.copy()
        gap = np.where(self.cuts[:, 1:], np.exp(np.clip(free[:, 2:], -700, 700)), 0.0)
        items[:, 2:] = free[:, 1:2] + np.cumsum(gap, axis=1)
        return items, gap

    def value(self, point: Point) -> float:
        """Log density."""
        theta, s = self.positions(point.x)
        items, _ = self.constrain(point.items)
        return self.engine.objective(theta, items) + self._area(point, s)

    def evaluate(self, point: Point) -> tuple[float, Point]:
        """Log density and its gradient."""
        theta, s = self.positions(point.x)
        items, gap = self.constrain(point.items)
        value, g_theta, g_items = self.engine.gradient(theta, items)
        return value + self._area(point, s), self._pull_back(theta, s, gap, g_theta, g_items)

    def force(self, point: Point) -> Point:
        """Gradient of the log density, its likelihood part in single precision."""
        theta, s = self.positions(point.x)
        items, gap = self.constrain(point.items)
        return self._pull_back(theta, s, gap, *self.engine.force(theta, items))

    def _area(self, point: Point, s: float) -> float:
        return float(point.items[:, 2:].sum()) - (point.x.size - 1) * float(np.log(s))

    def _pull_back(self, theta: Array, s: float, gap: Array, g_theta: Array, out: Array) -> Point:
        """From the gradient over positions and items to that over the free coordinates."""
        n, row = theta.size, theta[0]
        dx = (g_theta[0] - row * ((row @ g_theta[0] + n - 1) / n)) / s
        # cutpoints: gamma_k = gamma_0 + sum of gaps below it
        tail = np.cumsum(np.where(self.cuts, out[:, 1:], 0.0)[:, ::-1], axis=1)[:, ::-1]
        out[:, 1] = tail[:, 0]
        out[:, 2:] = tail[:, 1:] * gap + self.cuts[:, 1:]
        return Point(dx, out)


@njit(cache=True, nogil=True, fastmath={"contract", "reassoc", "nsz"})
def _restrict(u: Array, x: Array, out: Array) -> None:
    """Write u' x for u (n, k) in single precision."""
    out[:] = 0.0
    for i in range(u.shape[0]):
        row, factor = u[i], x[i]
        for k in range(u.shape[1]):
            out[k] += row[k] * factor


@njit(cache=True, nogil=True, fastmath={"contract", "reassoc", "nsz"})
def _extend(u: Array, a: Array, x: Array) -> None:
    """Add u a to x for u (n, k) in single precision."""
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
        # what takes x off the plane: E = [1, theta0], W = M^-1 E, (E'W)^-1
        self.normals = np.stack([np.ones_like(target.centre), target.centre])
        still = np.zeros_like(at.items)
        self.off = [self._free_velocity(Point(e, still)) for e in self.normals]
        self.gram = np.linalg.pinv(self.normals @ np.stack([w.x for w in self.off]).T)

    def velocity(self, momentum: Point) -> Point:
        """M^-1 p, restricted to the plane: x moves neither its mean nor along theta0."""
        return self._on_plane(self._free_velocity(momentum))

    def _on_plane(self, free: Point) -> Point:
        for share, w in zip(self.gram @ (self.normals @ free.x), self.off, strict=True):
            free = free.combine(1.0, w, -float(share))
        return free

    def _free_velocity(self, momentum: Point) -> Point:
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

    def _shrink(self, x: Array, flat: Array) -> None:
        """Multiply whitened vectors by (I + coupling)^(-1/2), in place."""
        root = np.sqrt(0.5)
        a, b = np.empty(self.sigma.size, np.float32), np.empty(self.sigma.size, np.float32)
        _restrict(self.u, x.astype(np.float32), a)
        _restrict(self.v, flat.astype(np.float32), b)
        up = (a + b) * root * ((1.0 + self.sigma) ** -0.5 - 1.0)
        down = (a - b) * root * ((1.0 - self.sigma) ** -0.5 - 1.0)
        _extend(self.u, ((up + down) * root).astype(np.float32), x)
        _extend(self.v, ((up - down) * root).astype(np.float32), flat)

    def kinetic(self, velocity: Point) -> float:
        """Kinetic energy v' M v / 2 of a velocity on the plane, zero where unused."""
        diagonal, below = self.coupling.diagonal[:, 0, 0], self.coupling.below[:, 0, 0]
        x = diagonal * velocity.x
        x[:-1] += below[1:] * velocity.x[1:]
        items = np.einsum("jba,jb->ja", self.low, velocity.items).ravel()
        a, b = np.empty(self.sigma.size, np.float32), np.empty(self.sigma.size, np.float32)
        _restrict(self.u, x.astype(np.float32), a)
        _restrict(self.v, items.astype(np.float32), b)
        return 0.5 * float(x @ x + items @ items) + float((self.sigma * a) @ b)

    def draw(self, rng: np.random.Generator) -> Point:
        """Draw from N(0, M^-1) on the plane, zero where unused."""
        return self.colour(self.white(rng))

    def white(self, rng: np.random.Generator) -> Point:
        """Independent standard normals, zero where unused."""
        x: Array = rng.standard_normal(self.u.shape[:1])
        return Point(x, np.where(self.used, rng.standard_normal(self.used.shape), 0.0))

    def colour(self, white: Point) -> Point:
        """Make a draw from N(0, M^-1) on the plane of independent standard normals."""
        x, items = white.x.copy(), white.items.copy()
        self._shrink(x, items.reshape(-1))
        blocks.solve_items(self.low, items, False, True)
        return self._on_plane(Point(self.coupling.unwhiten(x[None, :])[0], items))
