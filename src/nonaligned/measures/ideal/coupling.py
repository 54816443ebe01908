"""The Hessian at the mode in compact form: tridiagonal, block-diagonal, and k leading couplings.

With A = La La' over the cells (prior and multiplier included), B = Lb Lb' over the items and the
whitened cross block K = La^-1 C Lb^-T, the leading singular triplets (sigma, u, v) of K hold what
ties cells to items beyond each one alone. Then

    S^-1 = La^-T (I + sum u u' sigma^2 / (1 - sigma^2)) La^-1   (cells, items integrated out)

to the accuracy of the triplets left out, and draws from the joint normal have variance
1 / (1 + sigma) and 1 / (1 - sigma) along (u + v) / sqrt 2 and (u - v) / sqrt 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nonaligned.measures.ideal import blocks
from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.engine import Curvature, Engine
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.tangent import normals

RANK = 100
STRETCH = 2
RIDGE = 1e-3


@dataclass(frozen=True)
class Coupling:
    """Factors of the Hessian at a point.

    Attributes
    ----------
    at : Curvature
    diagonal, below : (cells, dims, dims)
        La, see :mod:`.blocks`.
    sigma : (k,)
        Leading singular values of K, in falling order, below 1.
    u : (dims * cells, k)
        Their vectors over the cells, orthonormal.
    """

    at: Curvature
    diagonal: Array
    below: Array
    sigma: Array
    u: Array

    def whiten(self, x: Array) -> Array:
        """La^-1 x."""
        y = np.array(x, dtype=float, order="C")
        blocks.solve_lower(self.diagonal, self.below, y)
        return y

    def unwhiten(self, x: Array) -> Array:
        """La^-T x."""
        y = np.array(x, dtype=float, order="C")
        blocks.solve_upper(self.diagonal, self.below, y)
        return y


def couple(engine: Engine, mode: Mode, rank: int = RANK) -> Coupling:
    """Factor the Hessian at the mode, with the ``rank`` leading couplings.

    Parameters
    ----------
    engine : Engine
    mode : Mode
    rank : int
        Number of singular triplets; at most one less than the number of cells times dimensions.
    """
    at = engine.curvature(mode.theta, mode.items)
    diagonal, below = at.cell_blocks.copy(), np.empty_like(at.cell_blocks)
    values, vectors = np.linalg.eigh(mode.multiplier)
    diagonal += (vectors * np.maximum(values, 0.0)) @ vectors.T
    if engine.dims > 1:  # a rotation costs nothing: lift it off zero, the constraint takes it out
        diagonal += RIDGE * np.einsum("cdd->", diagonal) / diagonal[:, 0].size * np.eye(engine.dims)
    blocks.factor_chains(engine.chamber.first, engine.step, diagonal, below)
    bare = Coupling(at, diagonal, below, np.empty(0), np.empty((0, 0)))
    n = mode.theta.size
    squares, u = lanczos(lambda x: multiply(engine, bare, x), n, min(STRETCH * rank, n))
    keep = np.argsort(-squares)[:rank]
    sigma = np.sqrt(np.clip(squares[keep], 0.0, 1.0 - 1e-9))
    return Coupling(at, diagonal, below, sigma, np.ascontiguousarray(u[:, keep]))


def multiply(engine: Engine, coupling: Coupling, x: Array) -> Array:
    """K K' x for a flat x (dims * cells,)."""
    inner = coupling.unwhiten(x.reshape(coupling.at.theta.shape))
    return coupling.whiten(engine.reduced_product(coupling.at, inner)).ravel()


def lanczos(product: Callable[[Array], Array], n: int, steps: int) -> tuple[Array, Array]:
    """Ritz values and vectors of a symmetric operator, fully reorthogonalised, from a fixed start.

    Unconverged pairs are kept: any orthonormal u with u' K K' u diagonal bounds the covariance from
    below, and together the pairs are the best that the products made can give.
    """
    basis = np.zeros((steps, n))
    alpha, beta = np.zeros(steps), np.zeros(steps)
    w = np.cos(1.7 * np.arange(n)) + 0.1
    for j in range(steps):
        norm = np.linalg.norm(w)
        if j and norm < 1e-10:
            steps = j
            break
        beta[j] = norm
        basis[j] = w / norm
        w = product(basis[j])
        alpha[j] = basis[j] @ w
        for _ in range(2):
            w = w - basis[: j + 1].T @ (basis[: j + 1] @ w)
    matrix = np.diag(alpha[:steps]) + np.diag(beta[1:steps], 1) + np.diag(beta[1:steps], -1)
    values, vectors = np.linalg.eigh(matrix)
    return values, basis[:steps].T @ vectors


def missing_share(engine: Engine, coupling: Coupling, variance: Array, *, probes: int = 6) -> float:
    """Share of the joint variances that the couplings left out would add, averaged over the cells.

    The rest of (I - K K')^-1 - I, from random signs (Hutchinson 1990) and conjugate gradients.
    """
    rng = np.random.default_rng(0)
    shape = coupling.at.theta.shape

    def outside(x: Array) -> Array:
        rest: Array = x - coupling.u @ (coupling.u.T @ x)
        return rest

    total: float = 0.0
    for _ in range(probes):
        signs = rng.choice((-1.0, 1.0), size=shape) / np.sqrt(variance.T)
        right = outside(coupling.whiten(signs).ravel())
        x, r = np.zeros_like(right), outside(multiply(engine, coupling, right))
        p, begin = r, float(r @ r)
        for _ in range(12 if begin > 1e-20 * signs.size else 0):
            q = p - outside(multiply(engine, coupling, p))
            step = (r @ r) / (p @ q)
            x, old = x + step * p, r
            r = r - step * q
            if r @ r < 1e-4 * begin:
                break
            p = r + (r @ r) / (old @ old) * p
        total += float(right @ x)
    return max(0.0, total / (probes * variance.size))


@dataclass(frozen=True)
class Covariance:
    """Posterior covariance of the positions: chains plus a low-rank part.

    Attributes
    ----------
    first : (cells,) bool
    own : (cells, dims, dims)
        Covariance of each cell's coordinates from its chain alone.
    with_previous : (cells, dims, dims)
        Chain covariance with the previous cell of the same member, zero for first cells.
    factors : (cells, dims, k)
        Low-rank part: the covariance of cells a, b gains factors_a diag(signs) factors_b'.
    signs : (k,)
        +1, or -1 for the directions that the constraint fixes.
    """

    first: Array
    own: Array
    with_previous: Array
    factors: Array
    signs: Array

    @property
    def variance(self) -> Array:
        """Variance of each coordinate of each cell, (cells, dims)."""
        chain = np.einsum("cdd->cd", self.own)
        low = np.einsum("cdk,k->cd", self.factors.astype(float) ** 2, self.signs)
        total: Array = np.maximum(chain + low, 1e-12)
        return total

    def between(self, a: int, b: int) -> Array:
        """Covariance matrix (dims, dims) of cell a with cell b."""
        low = (self.factors[a].astype(float) * self.signs) @ self.factors[b].T.astype(float)
        early, late = min(a, b), max(a, b)
        if self.first[early + 1 : late + 1].any():
            return np.asarray(low)
        chain = self.own[early]
        for c in range(early + 1, late + 1):
            carry = np.linalg.solve(self.own[c - 1], chain) if c > early + 1 else np.eye(len(chain))
            chain = self.with_previous[c] @ carry
        return np.asarray(low + (chain.T if a == early else chain))

    def difference(self, a: int, b: int) -> Array:
        """Return the standard deviation of cell a minus cell b in each coordinate, (dims,)."""
        cross = np.diag(self.between(a, b))
        variance = self.variance[a] + self.variance[b] - 2.0 * cross
        sd: Array = np.sqrt(np.maximum(variance, 0.0))
        return sd


def joint_covariance(engine: Engine, coupling: Coupling) -> Covariance:
    """Covariance of the positions with the items integrated out and the constraint kept."""
    theta = coupling.at.theta
    own, with_previous = blocks.chain_covariance(
        engine.chamber.first, coupling.diagonal, coupling.below
    )
    gain = coupling.sigma**2 / (1.0 - coupling.sigma**2)
    columns = [coupling.unwhiten(u.reshape(theta.shape)) for u in coupling.u.T]
    low = np.stack(columns) * np.sqrt(gain)[:, None, None]
    # subtract what the constraint fixes: W (E'W)^-1 W', W = S^-1 E
    fixed = normals(theta)
    pulled = []
    for e in fixed:
        white = coupling.whiten(e)
        flat = white.ravel()
        white = (flat + coupling.u @ (gain * (coupling.u.T @ flat))).reshape(theta.shape)
        pulled.append(coupling.unwhiten(white))
    w = np.stack(pulled)
    gram = np.tensordot(fixed, w, axes=((1, 2), (1, 2)))
    values, vectors = np.linalg.eigh(0.5 * (gram + gram.T))
    kept = values > 1e-10 * values[-1]
    away = np.tensordot(vectors[:, kept].T / np.sqrt(values[kept])[:, None], w, axes=1)
    factors = np.concatenate([low, away]).transpose(2, 1, 0)
    signs = np.concatenate([np.ones(len(low)), -np.ones(len(away))])
    bound = Covariance(engine.chamber.first, own, with_previous, factors, signs)
    grown = 1.0 + missing_share(engine, coupling, bound.variance)
    return replace(
        bound,
        own=own * grown,
        with_previous=with_previous * grown,
        factors=(factors * np.sqrt(grown)).astype(np.float32),
    )
