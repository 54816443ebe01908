"""Constrained maximum a posteriori: Newton's method with the items eliminated.

Maximises F over positions and items subject to mean 0 and covariance I of the positions over the
cells. Each step solves the Schur complement system of :mod:`.tangent` for the positions, carries
the items along, and returns to the constraint by standardising, which leaves the likelihood
unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.errors import NonalignedError
from nonaligned.measures.ideal import blocks
from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.engine import Curvature, Engine
from nonaligned.measures.ideal.start import SWEEPS, bounded_step, standardise, sweep
from nonaligned.measures.ideal.tangent import System, multiplier, solve

MOST_STEPS = 100
SETTLED, CLOSE = 1e-8, 1e-4
"""Relative change of F, and largest move of a position, below which the climb ends."""
ROUNDING = 1e-10
FINEST = 1e-3  # products are kept in single precision: a smaller residual would be noise


@dataclass(frozen=True)
class Mode:
    """The constrained optimum.

    Attributes
    ----------
    theta : (dims, cells)
        Positions, mean 0 and covariance I over the cells.
    items : (items, size)
        Discriminations, then cutpoints.
    objective, log_likelihood : float
    multiplier : (dims, dims)
    steps, evaluations, products : int
        Newton steps; passes for F or its derivatives; passes for products with the cross block.
    moved : float
        Largest change of a position in the last step.
    """

    theta: Array
    items: Array
    objective: float
    log_likelihood: float
    multiplier: Array
    steps: int
    evaluations: int
    products: int
    moved: float


def reduced_gradient(engine: Engine, at: Curvature) -> tuple[Array, Array]:
    """Gradient over the cells with the items at their best response, and B^-1 g_items."""
    answer = at.g_items.copy()
    blocks.solve_items(at.item_low, answer, True, True)
    return at.g_theta - engine.spread(at, answer), answer


def maximise(
    engine: Engine,
    theta: Array,
    items: Array,
    *,
    sweeps: int = SWEEPS,
) -> Mode:
    """Climb from (theta, items) to the constrained optimum.

    Parameters
    ----------
    engine : Engine
    theta : (dims, cells)
    items : (items, size)
    sweeps : int
        Alternating sweeps before the first Newton step.

    Raises
    ------
    NonalignedError
        Not converged after 100 steps.
    """
    before = engine.evaluations, engine.products
    for _ in range(sweeps):
        theta, items = sweep(engine, theta, items)
    value = engine.objective(theta, items)
    moved, strength = np.inf, np.zeros((engine.dims, engine.dims))
    for k in range(MOST_STEPS):
        move, move_items, strength, decrement = _direction(engine, theta, items)
        theta, items, new, moved = _advance(engine, theta, items, move, move_items, value)
        gained, value = new - value, new
        settled = abs(gained) < SETTLED * abs(value) and moved < CLOSE
        if settled or decrement < 1e-12 * engine.chamber.n_cells:
            return Mode(
                theta,
                items,
                value,
                value - engine.log_prior(theta, items),
                strength,
                k + 1,
                engine.evaluations - before[0],
                engine.products - before[1],
                moved,
            )
    raise NonalignedError(
        f"the estimate has not settled after {MOST_STEPS} steps (last move {moved:.2g})",
        hint="Check the anchors, and for items that almost nobody voted on",
    )


def _direction(engine: Engine, theta: Array, items: Array) -> tuple[Array, Array, Array, float]:
    """Newton direction over cells and items, the multiplier, and the decrement r'x."""
    at = engine.curvature(theta, items)
    reduced, answer = reduced_gradient(engine, at)
    strength = multiplier(theta, reduced)
    system = System(engine, at, strength)
    size = float((reduced * system.precondition(reduced)).sum())
    tolerance = min(0.1, max(FINEST, np.sqrt(max(size, 0.0) / engine.chamber.n_cells)))
    x = solve(system, reduced, tolerance).x
    carried = engine.gather(at, x)
    blocks.solve_items(at.item_low, carried, True, True)
    return x, answer - carried, strength, float((reduced * x).sum())


def _advance(
    engine: Engine, theta: Array, items: Array, move: Array, move_items: Array, value: float
) -> tuple[Array, Array, float, float]:
    """Step as far as F does not fall; return the standardised point, F and the largest move."""
    largest = float(np.abs(move).max())
    length = min(1.0, 1.0 / max(largest, 1e-300))
    length *= float(bounded_step(engine.chamber, items, length * move_items, engine.dims, False)[0])
    floor = value - ROUNDING * abs(value)
    for _ in range(30):
        new_theta, new_items = standardise(
            theta + length * move, items + length * move_items, dims=engine.dims
        )
        new = engine.objective(new_theta, new_items)
        if new >= floor:
            return new_theta, new_items, new, float(np.abs(new_theta - theta).max())
        length *= 0.5
    return theta, items, value, 0.0
