"""From mode to mean: the second-order correction of the fast estimate, in one dimension.

The mode of a skewed posterior is not its mean. To second order (Tierney and Kadane 1986; Tierney,
Kass and Kadane 1989) the mean of y is mode + H^-1 b with

    b_k = 1/2 sum_ab (d3 log p / dy_a dy_b dy_k) Cov(y_a, y_b),

H the negative Hessian and Cov its inverse. Third derivatives are never formed: for draws d of
N(0, H^-1) and a small factor e, the mean of [g(y + e d) + g(y - e d)] / (2 e^2), with g the
gradient less its value at the mode, tends to b. Draws are turned with the mode, so that the
correction of the mirror image is the mirror image of the correction. Positions are then put back on
the sphere, which shrinks them by the root of one plus their mean variance.
"""

from __future__ import annotations

import numpy as np

from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.target import Mass, Point, Target

FEWEST, MOST, WORK = 10, 320, 1_000_000
"""Pairs of draws: as many as make up so many votes, within bounds; each costs two gradients.

They leave a noise of about 0.35 posterior standard deviations over the root of their number.
"""

FACTOR = 0.3
CAP = 1.0
"""Posterior standard deviations beyond which a correction is not believed.

The expansion holds while its second term is small. Where few items tell states apart (votes on
which all but one or two agree) it can ask for moves of ten standard deviations and more.
"""


def posterior_mean(target: Target, mass: Mass, mode: Mode, variance: Array, *, seed: int) -> Array:
    """Approximate posterior mean of the positions, (cells,).

    Parameters
    ----------
    target : Target
    mass : Mass
    mode : Mode
    variance : (cells,)
        Joint posterior variances of the positions.
    seed : int

    Notes
    -----
    On the whole UN record (10,469 cells) the mode is 0.31 posterior standard deviations from the
    mean of a long posterior run in root mean square, the corrected value 0.13.
    """
    shift = correction(target, mass, mode, variance, seed=seed)
    return corrected(mode, shift, variance)


def corrected(mode: Mode, shift: Array, variance: Array) -> Array:
    """Move the mode by a correction, capped, and put the positions back on the sphere.

    Parameters
    ----------
    mode : Mode
    shift : (cells,)
        In posterior standard deviations, see :func:`correction`.
    variance : (cells,)
    """
    x = mode.theta[0] + np.clip(shift, -CAP, CAP) * np.sqrt(variance)
    mean: Array = x / np.sqrt(np.mean(x * x) + variance.mean())
    return mean


def correction(target: Target, mass: Mass, mode: Mode, variance: Array, *, seed: int) -> Array:
    """Second-order distance from the mode to the mean, in posterior standard deviations, (cells,).

    Parameters are those of :func:`posterior_mean`.
    """
    rng = np.random.default_rng(seed)
    pairs = int(np.clip(WORK // target.engine.chamber.n_votes, FEWEST, MOST))
    side = facing(mode)
    point = target.point(mode.theta, mode.items)
    _, at_mode = target.evaluate(point)
    pull_x, pull_items = np.zeros_like(point.x), np.zeros_like(point.items)
    for _ in range(pairs):
        white = mass.white(rng)
        white.items[:, 1:] *= side
        draw = mass.colour(white)
        for sign in (FACTOR, -FACTOR):
            _, gradient = target.evaluate(point.combine(1.0, draw, sign))
            pull_x += gradient.x - at_mode.x
            pull_items += gradient.items - at_mode.items
    scale = 1.0 / (2 * pairs * FACTOR**2)
    pull = Point(
        scale * pull_x + at_mode.x,
        np.where(mass.used, scale * pull_items + at_mode.items, 0.0),
    )
    shift: Array = mass.velocity(pull).x / np.sqrt(variance)
    return shift


def facing(mode: Mode) -> float:
    """Sign of the position farthest out, which is another for the mirror image.

    There positions and discriminations have the other sign and cutpoints the same; as draws come in
    pairs of opposite sign, turning the cutpoints alone makes the draws of one those of the other.
    """
    row = mode.theta[0]
    return float(np.sign(row[np.abs(row).argmax()]))
