"""The linear system of a Newton step on the constraint's tangent space.

The constraint (mean 0, covariance I over the cells) and, in several dimensions, the freedom to
rotate have normals E: the constant in each dimension, and each coordinate placed in each dimension
(dims + dims^2 columns; in one dimension [1, theta]). The system is S x = r with
S = A - C B^-1 C', A the block-tridiagonal matrix over the cells with the multiplier added, solved
by conjugate gradients with x, r restricted to E'x = 0. The preconditioner is A^-1 plus a coarse
correction Z (Z'SZ)^-1 Z', where Z spans an affine change of the coordinates within each period: the
directions that the data hold only weakly, because a period's items can absorb them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.measures.ideal import blocks
from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.engine import Curvature, Engine


def normals(theta: Array) -> Array:
    """E as (columns, dims, cells): constants, then each coordinate placed in each dimension."""
    dims, cells = theta.shape
    out = np.zeros((dims + dims * dims, dims, cells))
    for d in range(dims):
        out[d, d] = 1.0
        for e in range(dims):
            out[dims + d * dims + e, d] = theta[e]
    return out


def multiplier(theta: Array, reduced: Array) -> Array:
    """Lagrange multipliers of the constraint, (dims, dims), symmetric (one dimension: lambda)."""
    raw = reduced @ theta.T / theta.shape[1]
    symmetric: Array = 0.5 * (raw + raw.T)
    return symmetric


def _positive(matrix: Array) -> Array:
    values, vectors = np.linalg.eigh(matrix)
    positive: Array = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return positive


class System:
    """S at one point, with its preconditioner.

    Parameters
    ----------
    engine : Engine
    at : Curvature
        Made with ``keep=True``.
    added : (dims, dims)
        The multiplier; its negative part is left out so that A stays positive definite.
    """

    def __init__(self, engine: Engine, at: Curvature, added: Array) -> None:
        self.engine, self.at = engine, at
        chamber = engine.chamber
        self.blocks = at.cell_blocks + _positive(added)
        self.diagonal = self.blocks.copy()
        self.below = np.empty_like(self.diagonal)
        blocks.factor_chains(chamber.first, engine.step, self.diagonal, self.below)
        self.periods = len(chamber.periods)
        self.basis = np.concatenate([np.ones((1, chamber.n_cells)), at.theta])
        self.coarse = _inverse(self._coarse_matrix())
        self.normals = normals(at.theta)
        across = np.tensordot(self.normals, self.normals, axes=((1, 2), (1, 2)))
        self.across = np.linalg.pinv(across, hermitian=True)
        self.pulled = np.stack([self._smooth(e) for e in self.normals])
        gram = np.tensordot(self.normals, self.pulled, axes=((1, 2), (1, 2)))
        self.gram = np.linalg.pinv(0.5 * (gram + gram.T), hermitian=True)

    def multiply(self, x: Array) -> Array:
        """S x."""
        out = np.empty_like(x)
        blocks.multiply_chains(self.engine.chamber.first, self.engine.step, self.blocks, x, out)
        return out - self.engine.reduced_product(self.at, x)

    def solve_chains(self, x: Array) -> Array:
        """A^-1 x."""
        y = x.copy()
        blocks.solve_lower(self.diagonal, self.below, y)
        blocks.solve_upper(self.diagonal, self.below, y)
        return y

    def _restrict(self, x: Array) -> Array:
        """Z'x, numbered (period, dimension, constant or coordinate)."""
        period = self.engine.chamber.cell_period
        return (
            np.stack(
                [
                    [
                        np.bincount(period, weights=z * row, minlength=self.periods)
                        for z in self.basis
                    ]
                    for row in x
                ]
            )
            .transpose(2, 0, 1)
            .ravel()
        )

    def _extend(self, coefficients: Array) -> Array:
        """Z times coefficients."""
        shaped = coefficients.reshape(self.periods, self.at.theta.shape[0], len(self.basis))
        out: Array = np.einsum("cda,ac->dc", shaped[self.engine.chamber.cell_period], self.basis)
        return out

    def _coarse_matrix(self) -> Array:
        from scipy import sparse

        chamber, dims = self.engine.chamber, self.at.theta.shape[0]
        n, shapes = chamber.n_cells, len(self.basis)
        cell = np.arange(n)
        rows, columns, values = [], [], []
        for d in range(dims):
            for a in range(shapes):
                rows.append(cell * dims + d)
                columns.append((chamber.cell_period * dims + d) * shapes + a)
                values.append(self.basis[a])
        z = sparse.csr_array(
            (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
            shape=(n * dims, self.periods * dims * shapes),
        )
        inside = sparse.bsr_array((self.blocks, cell, np.arange(n + 1)), shape=(n * dims, n * dims))
        later = np.flatnonzero(~chamber.first)
        move = -np.repeat(self.engine.step[later], dims)
        at = (later[:, None] * dims + np.arange(dims)).ravel()
        links = sparse.csr_array((move, (at, at - dims)), shape=inside.shape)
        whole = (z.T @ (inside.tocsr() + links + links.T) @ z).toarray()
        matrix: Array = whole - self.engine.coarse_product(self.at)
        return matrix

    def _smooth(self, r: Array) -> Array:
        return self.solve_chains(r) + self._extend(self.coarse @ self._restrict(r))

    def project(self, r: Array) -> Array:
        """Remove the part of r along the normals.

        It changes no step, but left in, it dwarfs the rest near the optimum, and rounding in its
        product with a direction stops the conjugate gradients.
        """
        share = self.across @ np.tensordot(self.normals, r, axes=((1, 2), (0, 1)))
        rest: Array = r - np.tensordot(share, self.normals, axes=1)
        return rest

    def precondition(self, r: Array) -> Array:
        """Apply the preconditioner, then remove what leaves the tangent space."""
        z = self._smooth(r)
        share = self.gram @ np.tensordot(self.normals, z, axes=((1, 2), (0, 1)))
        tangent: Array = z - np.tensordot(share, self.pulled, axes=1)
        return tangent


def _inverse(matrix: Array) -> Array:
    """Inverse on the well-determined part: eigenvalues below 1e-10 of the largest are left out."""
    values, vectors = np.linalg.eigh(0.5 * (matrix + matrix.T))
    kept = values > 1e-10 * values[-1]
    inverse: Array = (vectors[:, kept] / values[kept]) @ vectors[:, kept].T
    return inverse


@dataclass(frozen=True)
class Solution:
    """Result of :func:`solve`: x (dims, cells), products made, whether curvature was negative."""

    x: Array
    products: int
    negative: bool


def solve(system: System, right: Array, tolerance: float, most: int = 400) -> Solution:
    """Solve S x = right on the tangent space by preconditioned conjugate gradients.

    Stops when the preconditioned residual has fallen by ``tolerance``, at negative curvature, or
    after ``most`` products.
    """
    x = np.zeros_like(right)
    r = system.project(right)
    z = system.precondition(r)
    rz = float((r * z).sum())
    p, begin = z.copy(), rz
    for k in range(most):
        if rz <= tolerance * tolerance * begin:
            return Solution(x, k, False)
        q = system.multiply(p)
        pq = float((p * q).sum())
        if pq <= 0.0:
            return Solution(x if k else z, k + 1, True)
        alpha = rz / pq
        x += alpha * p
        r = system.project(r - alpha * q)
        z = system.precondition(r)
        rz, before = float((r * z).sum()), rz
        p = z + (rz / before) * p
    return Solution(x, most, False)
