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
from nonaligned.measures.ideal.passes import PASS, _gather_cross, _spread_cross, _unpack, longest

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
    """Blocks of the inverse of A: each cell's own, and between c and c - 1 (zero for first cells)."""
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


@njit(**PASS)
def reduce_product(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    theta: Array,
    items: Array,
    item_low: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: Array,
    x: Array,
    y: Array,
) -> None:
    """Subtract C B^-1 C' x of the items [first, last) from ``y`` (dims, cells)."""
    most = longest(bounds[first:last], levels[first:last])
    w, low_h, g, along, out = (
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most),
    )
    t = np.empty(items.shape[1])
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _gather_cross(start, top, bounds[j], cells, theta, items[j], x, w, low_h, g, along, t)
        forward(item_low[j], t)
        backward(item_low[j], t)
        _spread_cross(start, top, bounds[j], cells, theta, items[j], t, w, low_h, g, along, out, y)


@njit(**PASS)
def gather_items(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    theta: Array,
    items: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: Array,
    x: Array,
    t: Array,
) -> None:
    """Write t = C' x of the items [first, last), t (items, size)."""
    most = longest(bounds[first:last], levels[first:last])
    w, low_h, g, along = np.empty(most), np.empty(most), np.empty(most), np.empty(most)
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _gather_cross(start, top, bounds[j], cells, theta, items[j], x, w, low_h, g, along, t[j])


@njit(**PASS)
def spread_items(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    theta: Array,
    items: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: Array,
    s: Array,
    y: Array,
) -> None:
    """Subtract C s of the items [first, last) from ``y`` (dims, cells), s (items, size)."""
    most = longest(bounds[first:last], levels[first:last])
    w, low_h, g, along, out = (
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most),
    )
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _spread_cross(
            start, top, bounds[j], cells, theta, items[j], s[j], w, low_h, g, along, out, y
        )


@njit(**PASS)
def coarse_product(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    theta: Array,
    items: Array,
    item_low: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: Array,
    period: Array,
    periods: int,
    matrix: Array,
) -> None:
    """Subtract Z' C B^-1 C' Z of the items [first, last) from ``matrix``.

    Z has, for each period, the indicator of its cells in each dimension and the indicator times
    each coordinate in each dimension: dims (1 + dims) columns a period, numbered
    (period, dimension, constant or coordinate).
    """
    dims, size = theta.shape[0], items.shape[1]
    shapes = 1 + dims
    columns = dims * shapes
    most = longest(bounds[first:last], levels[first:last])
    w, low_h, g = np.empty(most), np.empty(most), np.empty(most)
    where = np.full(periods, -1, np.int64)
    seen = np.empty(periods, np.int64)
    part = np.zeros((periods, columns, size))
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        touched = 0
        rank = 0
        for i in range(n):
            while start + i >= bounds[j, rank + 1]:
                rank += 1
            c = cells[start + i]
            p = period[c]
            if where[p] < 0:
                where[p] = touched
                seen[touched] = p
                part[touched] = 0.0
                touched += 1
            into = part[where[p]]
            middle = 0 < rank < top
            low = low_h[i] if middle else 0.0
            high_at = dims + min(rank, top - 1)
            for a in range(shapes):
                z = 1.0 if a == 0 else theta[a - 1, c]
                for d in range(dims):
                    pull = z * items[j, d]
                    t = into[d * shapes + a]
                    for e in range(dims):
                        t[e] += pull * w[i] * theta[e, c]
                    t[d] -= z * g[i]
                    t[high_at] -= pull * (w[i] - low)
                    if middle:
                        t[high_at - 1] -= pull * low
        for q in range(touched):
            where[seen[q]] = -1
            for a in range(columns):
                forward(item_low[j], part[q, a])
        for q in range(touched):
            for p in range(touched):
                for a in range(columns):
                    for b in range(columns):
                        s = 0.0
                        for k in range(size):
                            s += part[q, a, k] * part[p, b, k]
                        matrix[seen[q] * columns + a, seen[p] * columns + b] -= s
