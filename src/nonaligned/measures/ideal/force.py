"""The gradient of the log-likelihood in single precision: the force along a trajectory.

A trajectory of Hamiltonian Monte Carlo moves positions and velocities in turn, each by a function
of the other. Such moves keep volume and can be run backwards whatever the functions are, so the
force need not be the exact gradient for the draws to be exact; only the log density at the two ends
must be (Neal 2011, section 5.1). Half the width of number makes twice as many votes a
vector, and needs half the terms of every polynomial: about a third of the time of the exact pass.

One dimension only, as the sampler. Everything else is as in :mod:`.passes` and :mod:`.numerics`.
Constants are typed, because a literal of Python would widen the arithmetic.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

from nonaligned.measures.ideal.numerics import INLINE, INV_SQRT_2PI
from nonaligned.measures.ideal.passes import APART, LOOP, PASS, Array, longest, scatter

F = np.float32
ZERO, HALF, ONE, MIDDLE = F(0.0), F(0.5), F(1.0), F(3.5)
DENSITY = F(INV_SQRT_2PI)
LOG2E, LN2 = F(1.44269504), F(0.69314718)
LOWEST = F(-80.0)
NARROW = F(1e-3)
E6, E5, E4, E3 = F(1 / 720), F(1 / 120), F(1 / 24), F(1 / 6)
# Mills' ratio times a + 1 in t = (a - 3.5) / (a + 3.5), interpolated at 12 Chebyshev nodes
M11, M10, M9 = F(-5.577086183e-05), F(-4.778055077e-05), F(4.925636133e-04)
M8, M7, M6 = F(3.519588422e-04), F(-3.55139599e-03), F(6.682798765e-04)
M5, M4, M3 = F(2.6015020715e-02), F(-7.5842841059e-02), F(9.5371603285e-02)
M2, M1, M0 = F(1.972491162e-03), F(-0.244929093975), F(1.199554957636)


def _as_float_ir(_context: Any, value: Any) -> Any:
    def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], context.get_value_type(types.float32))

    return types.float32(types.int32), codegen


def _where_ir(_context: Any, condition: Any, yes: Any, no: Any) -> Any:
    def codegen(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.select(args[0], args[1], args[2])

    return types.float32(types.boolean, types.float32, types.float32), codegen


_as_float: Any = intrinsic(_as_float_ir)
_where: Any = intrinsic(_where_ir)


@njit(**INLINE)
def _exp(x: Any) -> Any:
    """Exponential of x <= 0, about 1e-35 below -80."""
    x = max(x, LOWEST)
    n = np.floor(x * LOG2E + HALF)
    r = x - n * LN2
    p = E6 * r + E5
    p = p * r + E4
    p = p * r + E3
    p = p * r + HALF
    p = p * r + ONE
    p = p * r + ONE
    return p * _as_float((np.int32(n) + np.int32(127)) << np.int32(23))


@njit(**INLINE)
def _mills(a: Any) -> Any:
    """Mills' ratio of a >= 0."""
    t = (a - MIDDLE) / (a + MIDDLE)
    p = M11 * t + M10
    p = p * t + M9
    p = p * t + M8
    p = p * t + M7
    p = p * t + M6
    p = p * t + M5
    p = p * t + M4
    p = p * t + M3
    p = p * t + M2
    p = p * t + M1
    p = p * t + M0
    return p / (a + ONE)


@njit(**INLINE)
def tail_ratio(u: Any) -> Any:
    """phi(u) / Phi(u)."""
    a = abs(u)
    m = _mills(a)
    density = DENSITY * _exp(-HALF * a * a)
    upper = u >= ZERO
    return _where(upper, density, ONE) / _where(upper, ONE - density * m, m)


@njit(**INLINE)
def interval_ratios(u1: Any, u2: Any, gap: Any) -> tuple[Any, Any]:
    """phi(u1) / P and phi(u2) / P for P = Phi(u2) - Phi(u1), u2 = u1 + gap."""
    a1, a2 = abs(u1), abs(u2)
    first_near = a1 <= a2
    near, far = _where(first_near, a1, a2), _where(first_near, a2, a1)
    same = u1 * u2 >= ZERO
    q = _exp(-HALF * (far - near) * (far + near))
    m_near, m_far = _mills(near), _mills(far)
    density = DENSITY * _exp(-HALF * near * near)
    scaled = _where(gap < NARROW, gap * (ONE - HALF * near * gap), m_near - q * m_far)
    across = _where(gap < NARROW, density * gap, ONE - density * (m_near + q * m_far))
    at_near = _where(same, ONE, density) / _where(same, scaled, across)
    at_far = at_near * q
    return _where(first_near, at_near, at_far), _where(first_near, at_far, at_near)


@njit(**LOOP)
def _room(n: int) -> Array:
    return np.empty(n + APART, np.float32)[APART:]


@njit(**PASS)
def force(
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
) -> None:
    """Add to ``g_theta`` (cells,) and write ``g_items`` of the items [first, last).

    ``theta`` (cells,) is in single precision, the rest in double.
    """
    most = longest(bounds[first:last], levels[first:last])
    th, g = _room(most), _room(most)
    for j in range(first, last):
        start, top = bounds[j, 0], levels[j] - 1
        n = bounds[j, top + 1] - start
        wt, beta = np.float32(weight[j]), np.float32(items[j, 0])
        for i in range(n):
            th[i] = theta[cells[start + i]]
        g_items[j, :] = 0.0
        cut, s = np.float32(items[j, 1]), ZERO
        for i in range(bounds[j, 1] - start):
            ratio = tail_ratio(cut - beta * th[i])
            s += ratio
            g[i] = -wt * ratio
        g_items[j, 1] += wt * s
        for r in range(1, top):
            low = np.float32(items[j, r])
            high = np.float32(items[j, r + 1])
            gap = np.float32(items[j, r + 1] - items[j, r])
            s1, s2 = ZERO, ZERO
            for i in range(bounds[j, r] - start, bounds[j, r + 1] - start):
                eta = beta * th[i]
                r1, r2 = interval_ratios(low - eta, high - eta, gap)
                s1 += r1
                s2 += r2
                g[i] = wt * (r1 - r2)
            g_items[j, r] -= wt * s1
            g_items[j, r + 1] += wt * s2
        cut, s = np.float32(items[j, top]), ZERO
        for i in range(bounds[j, top] - start, n):
            ratio = tail_ratio(beta * th[i] - cut)
            s += ratio
            g[i] = wt * ratio
        g_items[j, top] -= wt * s
        along = ZERO
        for i in range(n):
            along += th[i] * g[i]
            g[i] = beta * g[i]
        g_items[j, 0] = along
        scatter(g_theta, g, cells, start, n)
