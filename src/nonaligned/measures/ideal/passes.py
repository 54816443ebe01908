"""Passes over the votes: log-likelihood, gradient, curvature, and products with the cross block.

Layout. ``theta`` and everything per cell is (dims, cells). ``items`` is (items, dims + answers -
1): discriminations, then cutpoints, of which an item with m occurring answers uses the first m - 1.
The votes of an item lie together, sorted by the rank of the answer, so that each block is
branch-free; ``bounds[j, r]`` is where rank r begins. Each pass runs over the items [first, last),
so that parts of the chamber can run on threads; the cell sums of a part go to a buffer of its own.

A vote of rank r has eta = beta_j . theta_c, u1 = gamma_(r-1) - eta, u2 = gamma_r - eta and
log P = log(Phi(u2) - Phi(u1)). With g = d log P / d eta and h_k = d2 log P / (d eta d gamma_k) the
curvature along eta is w = sum_k h_k >= 0, so (g, h) are all that a product needs. The lowest and
the highest rank have one h; the middle ranks have two, the lower one kept in ``extra``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from nonaligned.measures.ideal.numerics import interval, tail

Array = np.ndarray[Any, Any]
PASS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "fastmath": {"contract", "reassoc", "nsz"},
    "error_model": "numpy",
}
APART = 64
LOOP: dict[str, Any] = {**PASS, "forceinline": True}


@njit(**LOOP)
def buffer(n: int) -> Array:
    """Return room for n numbers, apart from whatever lies before it in memory.

    A vectorised loop falls back to a scalar one, with another order of summation, when what it
    reads ends just before what it writes; the room in between makes results depend on no address.
    """
    return np.empty(n + APART)[APART:]


@njit(**LOOP)
def buffers(rows: int, n: int) -> Array:
    """Return rows of room for n numbers each, apart from what lies before and from each other."""
    return np.empty((rows + 1, n + APART))[1:]


@njit(**LOOP)
def gather(values: Array, cells: Array, start: int, n: int, out: Array) -> None:
    """Copy the rows of ``values`` at the n votes from ``start`` to ``out`` (dims, at least n)."""
    for d in range(values.shape[0]):
        row = values[d]
        into = out[d]
        for i in range(n):
            into[i] = row[cells[start + i]]


@njit(**LOOP)
def combine(rows: Array, factors: Array, n: int, out: Array) -> None:
    """Write sum_d factors_d rows_d, the n first entries; eta is rows of theta with beta."""
    factor, row = factors[0], rows[0]
    for i in range(n):
        out[i] = factor * row[i]
    for d in range(1, rows.shape[0]):
        factor, row = factors[d], rows[d]
        for i in range(n):
            out[i] += factor * row[i]


@njit(**LOOP)
def scatter(out: Array, value: Array, cells: Array, start: int, n: int) -> None:
    """Add to cells one by one, because an item can hold the same cell twice."""
    for i in range(n):
        out[cells[start + i]] += value[i]


@njit(**PASS)
def longest(bounds: Array, levels: Array) -> int:
    """Return the largest number of votes of one item."""
    most = 0
    for j in range(levels.shape[0]):
        most = max(most, bounds[j, levels[j]] - bounds[j, 0])
    return most


@njit(**PASS)
def log_likelihood(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    weight: Array,
    theta: Array,
    items: Array,
) -> float:
    """Return the log-likelihood of the items [first, last)."""
    dims = theta.shape[0]
    most = longest(bounds[first:last], levels[first:last])
    eta, th = buffer(most), buffers(dims, most)
    total = 0.0
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        gather(theta, cells, start, n, th)
        combine(th, items[j], n, eta)
        part = 0.0
        cut = items[j, dims]
        for i in range(bounds[j, 1] - start):
            part += tail(cut - eta[i])[0]
        for r in range(1, top):
            low, high = items[j, dims + r - 1], items[j, dims + r]
            for i in range(bounds[j, r] - start, bounds[j, r + 1] - start):
                part += interval(low - eta[i], high - eta[i])[0]
        cut = items[j, dims + top - 1]
        for i in range(bounds[j, top] - start, n):
            part += tail(eta[i] - cut)[0]
        total += weight[j] * part
    return total


@njit(**PASS)
def gradient(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    weight: Array,
    theta: Array,
    items: Array,
    g_theta: Array,
    g_items: Array,
) -> float:
    """Add to ``g_theta``, write ``g_items`` of [first, last), return the log-likelihood."""
    dims = theta.shape[0]
    most = longest(bounds[first:last], levels[first:last])
    eta, g, out = buffer(most), buffer(most), buffer(most)
    th = buffers(dims, most)
    total = 0.0
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        wt = weight[j]
        gather(theta, cells, start, n, th)
        combine(th, items[j], n, eta)
        g_items[j, :] = 0.0
        part, cut, total_g = 0.0, items[j, dims], 0.0
        for i in range(bounds[j, 1] - start):
            value, ratio = tail(cut - eta[i])
            part += value
            total_g += ratio
            g[i] = -wt * ratio
        g_items[j, dims] += wt * total_g
        for r in range(1, top):
            low, high = items[j, dims + r - 1], items[j, dims + r]
            sum1, sum2 = 0.0, 0.0
            for i in range(bounds[j, r] - start, bounds[j, r + 1] - start):
                value, r1, r2 = interval(low - eta[i], high - eta[i])
                part += value
                sum1 += r1
                sum2 += r2
                g[i] = wt * (r1 - r2)
            g_items[j, dims + r - 1] -= wt * sum1
            g_items[j, dims + r] += wt * sum2
        cut, total_g = items[j, dims + top - 1], 0.0
        for i in range(bounds[j, top] - start, n):
            value, ratio = tail(eta[i] - cut)
            part += value
            total_g += ratio
            g[i] = wt * ratio
        g_items[j, dims + top - 1] -= wt * total_g
        total += wt * part
        for d in range(dims):
            beta, row, along = items[j, d], th[d], 0.0
            for i in range(n):
                along += row[i] * g[i]
                out[i] = beta * g[i]
            g_items[j, d] = along
            scatter(g_theta[d], out, cells, start, n)
    return total


@njit(**LOOP)
def _second_order(
    start: int,
    n: int,
    top: int,
    bounds: Array,
    dims: int,
    wt: float,
    item: Array,
    eta: Array,
    g: Array,
    h: Array,
    low_h: Array,
    g_item: Array,
    block: Array,
) -> None:
    """Write g, h and the lower h of an item's votes, its cutpoint gradient and block."""
    cut, s, t = item[dims], 0.0, 0.0
    for i in range(bounds[1] - start):
        u = cut - eta[i]
        ratio = tail(u)[1]
        curve = ratio * (u + ratio)
        s += ratio
        t += curve
        g[i] = -wt * ratio
        h[i] = wt * curve
        low_h[i] = 0.0
    g_item[dims] += wt * s
    block[dims, dims] += wt * t
    for r in range(1, top):
        a, b = dims + r - 1, dims + r
        low, high = item[a], item[b]
        s1, s2, t11, t12, t22 = 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(bounds[r] - start, bounds[r + 1] - start):
            u1, u2 = low - eta[i], high - eta[i]
            _, r1, r2 = interval(u1, u2)
            l11, l22, l12 = r1 * (u1 - r1), -r2 * (u2 + r2), r1 * r2
            s1 += r1
            s2 += r2
            t11 += l11
            t22 += l22
            t12 += l12
            g[i] = wt * (r1 - r2)
            low_h[i] = -wt * (l11 + l12)
            h[i] = -wt * (l22 + l12)
        g_item[a] -= wt * s1
        g_item[b] += wt * s2
        block[a, a] -= wt * t11
        block[b, b] -= wt * t22
        block[a, b] -= wt * t12
        block[b, a] -= wt * t12
    a = dims + top - 1
    cut, s, t = item[a], 0.0, 0.0
    for i in range(bounds[top] - start, n):
        u = eta[i] - cut
        ratio = tail(u)[1]
        curve = ratio * (u + ratio)
        s += ratio
        t += curve
        g[i] = wt * ratio
        h[i] = wt * curve
        low_h[i] = 0.0
    g_item[a] -= wt * s
    block[a, a] += wt * t


@njit(**LOOP)
def _item_cross(
    th: Array, start: int, top: int, bounds: Array, h: Array, low_h: Array, block: Array
) -> None:
    """Add the entries between discriminations and cutpoints: -theta h_k."""
    dims = th.shape[0]
    for d in range(dims):
        row = th[d]
        for r in range(top + 1):
            upper, lower = 0.0, 0.0
            for i in range(bounds[r] - start, bounds[r + 1] - start):
                upper += row[i] * h[i]
                lower += row[i] * low_h[i]
            a = dims + min(r, top - 1)
            block[d, a] -= upper
            block[a, d] -= upper
            if 0 < r < top:
                block[d, a - 1] -= lower
                block[a - 1, d] -= lower


@njit(**LOOP)
def _keep(
    start: int,
    top: int,
    bounds: Array,
    g: Array,
    h: Array,
    low_h: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: int,
) -> None:
    """Store an item's g, h and lower h in single precision."""
    middle = bounds[1] - start
    for i in range(bounds[top + 1] - start):
        kept_g[start + i] = g[i]
        kept_h[start + i] = h[i]
    for i in range(middle, bounds[top] - start):
        extra[extra_at + i - middle] = low_h[i]


@njit(**PASS)
def curvature(
    first: int,
    last: int,
    cells: Array,
    bounds: Array,
    levels: Array,
    weight: Array,
    theta: Array,
    items: Array,
    g_theta: Array,
    g_items: Array,
    cell_blocks: Array,
    item_blocks: Array,
    kept_g: Array,
    kept_h: Array,
    extra: Array,
    extra_at: Array,
) -> None:
    """Make gradient and negative Hessian blocks; keep (g, h) unless ``kept_g`` is empty.

    Adds to ``g_theta`` (dims, cells) and ``cell_blocks`` (dims, dims, cells, upper triangle),
    writes ``g_items`` (items, size) and ``item_blocks`` (items, size, size; ones on unused
    diagonals).
    """
    dims, size = theta.shape[0], items.shape[1]
    most = longest(bounds[first:last], levels[first:last])
    eta, g, h = buffer(most), buffer(most), buffer(most)
    low_h, out = buffer(most), buffer(most)
    th = buffers(dims, most)
    keep = kept_g.shape[0] > 0
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        block = item_blocks[j]
        block[:, :] = 0.0
        g_items[j, :] = 0.0
        gather(theta, cells, start, n, th)
        combine(th, items[j], n, eta)
        _second_order(
            start, n, top, bounds[j], dims, weight[j], items[j], eta, g, h, low_h, g_items[j], block
        )
        if keep:
            _keep(start, top, bounds[j], g, h, low_h, kept_g, kept_h, extra, extra_at[j])
        _item_cross(th, start, top, bounds[j], h, low_h, block)
        for k in range(dims + top, size):
            block[k, k] = 1.0
        for i in range(n):
            low_h[i] += h[i]
        for d in range(dims):
            beta, row, along = items[j, d], th[d], 0.0
            for i in range(n):
                along += row[i] * g[i]
                out[i] = beta * g[i]
            g_items[j, d] = along
            scatter(g_theta[d], out, cells, start, n)
            for e in range(d, dims):
                both, other, s = beta * items[j, e], th[e], 0.0
                for i in range(n):
                    s += row[i] * other[i] * low_h[i]
                    out[i] = both * low_h[i]
                block[d, e] = s
                block[e, d] = s
                scatter(cell_blocks[d, e], out, cells, start, n)
