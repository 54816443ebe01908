"""Products with the cross block C between cells and items, from what the curvature pass kept.

The row of C for a vote of cell c on item j is (w beta theta' - g I, -beta h_low, -beta h_high): the
term g is the bilinear part of eta = beta . theta, kept so that the Hessian is the true one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from nonaligned.measures.ideal.blocks import backward, forward
from nonaligned.measures.ideal.passes import (
    LOOP,
    PASS,
    buffer,
    buffers,
    combine,
    gather,
    longest,
    scatter,
)

Array = np.ndarray[Any, Any]


@njit(**LOOP)
def _unpack(
    start: int,
    top: int,
    bounds: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: int,
    w: Array,
    low_h: Array,
    g: Array,
) -> None:
    """Write w, the lower h and g of an item's votes."""
    middle, end = bounds[1] - start, bounds[top] - start
    for i in range(bounds[top + 1] - start):
        w[i] = kept_h[start + i]
        g[i] = kept_g[start + i]
    for i in range(middle, end):
        low_h[i] = extra[extra_at + i - middle]
        w[i] += low_h[i]


@njit(**LOOP)
def _pull(
    start: int,
    top: int,
    bounds: Array,
    th: Array,
    xs: Array,
    item: Array,
    w: Array,
    low_h: Array,
    g: Array,
    along: Array,
    t: Array,
) -> None:
    """Write t = sum over the item's votes of C_v' x, x at the votes in ``xs``."""
    dims = th.shape[0]
    n = bounds[top + 1] - start
    combine(xs, item, n, along)
    for i in range(n):
        along[i] *= w[i]
    t[:] = 0.0
    for d in range(dims):
        s, row, shift = 0.0, th[d], xs[d]
        for i in range(n):
            s += along[i] * row[i] - g[i] * shift[i]
        t[d] = s
    for r in range(top + 1):
        total = 0.0
        for i in range(bounds[r] - start, bounds[r + 1] - start):
            total += along[i]
        if 0 < r < top:
            low = 0.0
            for i in range(bounds[r] - start, bounds[r + 1] - start):
                low += along[i] * (low_h[i] / w[i])
            t[dims + r - 1] -= low
            total -= low
        t[dims + min(r, top - 1)] -= total


@njit(**LOOP)
def _push(
    start: int,
    top: int,
    bounds: Array,
    cells: Array,
    th: Array,
    item: Array,
    s: Array,
    w: Array,
    low_h: Array,
    g: Array,
    along: Array,
    y: Array,
) -> None:
    """Subtract C_v s from ``y`` for each of the item's votes."""
    dims = th.shape[0]
    n = bounds[top + 1] - start
    combine(th, s, n, along)
    for r in range(top + 1):
        cut = s[dims + min(r, top - 1)]
        if 0 < r < top:
            rise = cut - s[dims + r - 1]
            for i in range(bounds[r] - start, bounds[r + 1] - start):
                along[i] = w[i] * (along[i] - cut) + low_h[i] * rise
        else:
            for i in range(bounds[r] - start, bounds[r + 1] - start):
                along[i] = w[i] * (along[i] - cut)
    for d in range(dims):
        beta, back = item[d], s[d]
        for i in range(n):
            w[i] = back * g[i] - beta * along[i]
        scatter(y[d], w, cells, start, n)


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
    dims = theta.shape[0]
    most = longest(bounds[first:last], levels[first:last])
    w, low_h = buffer(most), buffer(most)
    g, along = buffer(most), buffer(most)
    th, xs = buffers(dims, most), buffers(dims, most)
    t = np.empty(items.shape[1])
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        gather(theta, cells, start, n, th)
        gather(x, cells, start, n, xs)
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _pull(start, top, bounds[j], th, xs, items[j], w, low_h, g, along, t)
        forward(item_low[j], t)
        backward(item_low[j], t)
        _push(start, top, bounds[j], cells, th, items[j], t, w, low_h, g, along, y)


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
    dims = theta.shape[0]
    most = longest(bounds[first:last], levels[first:last])
    w, low_h = buffer(most), buffer(most)
    g, along = buffer(most), buffer(most)
    th, xs = buffers(dims, most), buffers(dims, most)
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        gather(theta, cells, start, n, th)
        gather(x, cells, start, n, xs)
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _pull(start, top, bounds[j], th, xs, items[j], w, low_h, g, along, t[j])


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
    dims = theta.shape[0]
    most = longest(bounds[first:last], levels[first:last])
    w, low_h = buffer(most), buffer(most)
    g, along = buffer(most), buffer(most)
    th = buffers(dims, most)
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        gather(theta, cells, start, n, th)
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        _push(start, top, bounds[j], cells, th, items[j], s[j], w, low_h, g, along, y)


@njit(**PASS)
def _periods_of(
    start: int, n: int, cells: Array, period: Array, slot: Array, seen: Array, where: Array
) -> int:
    """Count an item's periods; write their numbers to ``where`` per vote, back to ``seen``."""
    touched = 0
    for i in range(n):
        p = period[cells[start + i]]
        if slot[p] < 0:
            slot[p] = touched
            seen[touched] = p
            touched += 1
        where[i] = slot[p]
    for q in range(touched):
        slot[seen[q]] = -1
    return touched


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
    columns = dims * (1 + dims)
    most = longest(bounds[first:last], levels[first:last])
    w, low_h = buffer(most), buffer(most)
    g, along = buffer(most), buffer(most)
    th, xs = buffers(dims, most), buffers(dims, most)
    xs[:, :] = 0.0
    slot, seen = np.full(periods, -1, np.int64), np.empty(periods, np.int64)
    where = np.empty(most, np.int64)
    part = np.zeros((periods * columns, size))
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        gather(theta, cells, start, n, th)
        _unpack(start, top, bounds[j], kept_g, kept_h, extra, extra_at[j], w, low_h, g)
        touched = _periods_of(start, n, cells, period, slot, seen, where)
        for q in range(touched):
            for d in range(dims):
                for a in range(1 + dims):
                    for i in range(n):
                        inside = 1.0 if where[i] == q else 0.0
                        xs[d, i] = inside if a == 0 else inside * th[a - 1, i]
                    row = part[q * columns + d * (1 + dims) + a]
                    _pull(start, top, bounds[j], th, xs, items[j], w, low_h, g, along, row)
                    forward(item_low[j], row)
                xs[d, :n] = 0.0
        for q in range(touched * columns):
            at = seen[q // columns] * columns + q % columns
            for p in range(touched * columns):
                s = 0.0
                for k in range(size):
                    s += part[q, k] * part[p, k]
                matrix[at, seen[p // columns] * columns + p % columns] -= s
