"""Small linear algebra: one dense block per item, one block-tridiagonal matrix per chain of cells.

A chain is the cells of one member in order of period; cells are numbered chain by chain, so the
previous cell of c is c - 1 unless c is the first of its chain. The matrix over the cells is
A = L L' with dims x dims blocks; ``diagonal`` (cells, dims, dims) and ``below`` (cells, dims, dims;
the block between c and c - 1) hold L.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from nonaligned.measures.ideal.numerics import INLINE

Array = np.ndarray[Any, Any]
EXACT: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}


@njit(**EXACT)
def factor(blocks: Array) -> int:
    """Replace each block by its lower Cholesky factor; return how many are not positive definite.

    A pivot that is not positive is replaced by one, so that the result stays finite.
    """
    n, size, _ = blocks.shape
    bad = 0
    for j in range(n):
        b = blocks[j]
        failed = False
        for i in range(size):
            for k in range(i + 1):
                s = b[i, k]
                for m in range(k):
                    s -= b[i, m] * b[k, m]
                if i > k:
                    b[i, k] = s / b[k, k]
                elif s > 0.0:
                    b[i, i] = np.sqrt(s)
                else:
                    failed = True
                    b[i, i] = 1.0
        for i in range(size):
            for k in range(i + 1, size):
                b[i, k] = 0.0
        bad += failed
    return bad


@njit(**INLINE)
def forward(low: Array, t: Array) -> None:
    """Solve L s = t in place for one block."""
    for i in range(t.shape[0]):
        s = t[i]
        for k in range(i):
            s -= low[i, k] * t[k]
        t[i] = s / low[i, i]


@njit(**INLINE)
def backward(low: Array, t: Array) -> None:
    """Solve L' s = t in place for one block."""
    size = t.shape[0]
    for i in range(size - 1, -1, -1):
        s = t[i]
        for k in range(i + 1, size):
            s -= low[k, i] * t[k]
        t[i] = s / low[i, i]


@njit(**EXACT)
def solve_items(low: Array, t: Array, lower: bool, upper: bool) -> None:
    """Solve L s = t, then L' s = t, in place for every item, as asked."""
    for j in range(t.shape[0]):
        if lower:
            forward(low[j], t[j])
        if upper:
            backward(low[j], t[j])


@njit(**EXACT)
def factor_chains(first: Array, step: Array, diagonal: Array, below: Array) -> int:
    """Replace the diagonal blocks by those of L and write ``below``; count failed pivots.

    ``step`` is the precision of the move from the previous cell: the block of A between
    neighbouring cells is -step times the identity.
    """
    cells, dims, _ = diagonal.shape
    bad = 0
    for c in range(cells):
        if not first[c]:
            # below = -step * inverse(L_prev)', column by column
            prev = diagonal[c - 1]
            for i in range(dims):
                for k in range(dims):
                    s = -step[c] if i == k else 0.0
                    for m in range(k):
                        s -= prev[k, m] * below[c, i, m]
                    below[c, i, k] = s / prev[k, k]
            for i in range(dims):
                for k in range(dims):
                    s = 0.0
                    for m in range(dims):
                        s += below[c, i, m] * below[c, k, m]
                    diagonal[c, i, k] -= s
        else:
            below[c, :, :] = 0.0
        bad += factor(diagonal[c : c + 1])
    return bad


@njit(**EXACT)
def solve_lower(diagonal: Array, below: Array, x: Array) -> None:
    """Solve L y = x in place, x (dims, cells)."""
    dims, cells = x.shape
    for c in range(cells):
        for i in range(dims):
            s = x[i, c]
            if c > 0:
                for k in range(dims):
                    s -= below[c, i, k] * x[k, c - 1]
            for k in range(i):
                s -= diagonal[c, i, k] * x[k, c]
            x[i, c] = s / diagonal[c, i, i]


@njit(**EXACT)
def solve_upper(diagonal: Array, below: Array, x: Array) -> None:
    """Solve L' y = x in place, x (dims, cells)."""
    dims, cells = x.shape
    for c in range(cells - 1, -1, -1):
        for i in range(dims - 1, -1, -1):
            s = x[i, c]
            if c + 1 < cells:
                for k in range(dims):
                    s -= below[c + 1, k, i] * x[k, c + 1]
            for k in range(i + 1, dims):
                s -= diagonal[c, k, i] * x[k, c]
            x[i, c] = s / diagonal[c, i, i]


@njit(**EXACT)
def multiply_chains(first: Array, step: Array, blocks: Array, x: Array, out: Array) -> None:
    """Write A x, A given by its diagonal blocks (cells, dims, dims) and steps."""
    dims, cells = x.shape
    for c in range(cells):
        for i in range(dims):
            s = 0.0
            for k in range(dims):
                s += blocks[c, i, k] * x[k, c]
            if not first[c]:
                s -= step[c] * x[i, c - 1]
            if c + 1 < cells and not first[c + 1]:
                s -= step[c + 1] * x[i, c + 1]
            out[i, c] = s


@njit(**EXACT)
def chain_covariance(first: Array, diagonal: Array, below: Array) -> tuple[Array, Array]:
    """Return blocks of A^-1: each cell's own, and between c and c - 1 (zero for first cells)."""
    cells, dims, _ = diagonal.shape
    own = np.zeros((cells, dims, dims))
    with_previous = np.zeros((cells, dims, dims))
    inverse = np.empty((dims, dims))
    for c in range(cells - 1, -1, -1):
        for k in range(dims):
            e = np.zeros(dims)
            e[k] = 1.0
            forward(diagonal[c], e)
            backward(diagonal[c], e)
            inverse[:, k] = e
        own[c] = inverse
        if c + 1 < cells and not first[c + 1]:
            g = np.zeros((dims, dims))
            for i in range(dims):
                e = below[c + 1, i].copy()
                backward(diagonal[c], e)
                g[i] = e
            with_previous[c + 1] = -own[c + 1] @ g
            own[c] += g.T @ own[c + 1] @ g
    return own, with_previous
