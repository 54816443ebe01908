"""Intervals that stay within the range of a measure and never shrink to a point.

Whatever the variance comes from, a formula or a bootstrap, the interval is Wilson's (1927) on the
range of the measure, with the *effective* number of roll calls: the number of independent yes-or-no
draws that would give the same variance. At the ends of the range, where neither formula nor
bootstrap knows any variance, both are kept honest by one more roll call, answered at random.
"""

from __future__ import annotations

import numpy as np

from nonaligned.measures.similarity import Counts3, Floats, Measure

LEVEL = 0.95


def normal_quantile(level: float = LEVEL) -> float:
    """Half width of a two-sided normal interval, in standard deviations.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(
    value: Floats,
    centre: Floats,
    variance: Floats,
    low: float,
    high: float,
    level: float = LEVEL,
) -> tuple[Floats, Floats]:
    """Wilson's score interval on the range of a measure.

    Parameters
    ----------
    value : array (...)
        The estimate, NaN where undefined.
    centre, variance : array (...)
        Value with one more roll call answered at random, and its sampling variance.
    low, high : float
        Range of the measure.
    level : float

    Returns
    -------
    lower, upper : array (...)
        NaN where the value is.

    Notes
    -----
    With u = (value - low) / (high - low), and the same for the centre, the number of binary draws
    that have the variance is m = c (1 - c) / var(c). Wilson (1927), JASA 22: 209-212, then gives
    (u + z^2/2m -+ z sqrt(u(1-u)/m + z^2/4m^2)) / (1 + z^2/m).

    Examples
    --------
    >>> import numpy as np
    >>> half = np.array(0.5)
    >>> lower, upper = wilson(half, half, np.array(0.25 / 100), 0, 1)
    >>> round(float(lower), 4), round(float(upper), 4)
    (0.4038, 0.5962)
    """
    u, c = (value - low) / (high - low), (centre - low) / (high - low)
    with np.errstate(invalid="ignore", divide="ignore"):
        per_draw = normal_quantile(level) ** 2 * variance / (high - low) ** 2 / (c * (1 - c))
    middle = (u + per_draw / 2) / (1 + per_draw)
    half = np.sqrt(per_draw * u * (1 - u) + per_draw**2 / 4) / (1 + per_draw)
    lower = np.minimum(np.maximum(middle - half, 0), u)
    upper = np.maximum(np.minimum(middle + half, 1), u)
    return low + (high - low) * lower, low + (high - low) * upper


def few(n: Floats) -> Floats:
    """Factor by which the variance is raised because it is itself estimated from few roll calls.

    Parameters
    ----------
    n : array (...)
        Roll calls that a value rests on, or resolutions.

    Returns
    -------
    array (...)
        (n + 1) / n for the mean that the deviations are taken from, times (t / z)^2 at 95 %, by
        the expansion of Student's t (Cornish & Fisher, 1938): t / z = 1 + (z^2 + 1) / 4n.

    Examples
    --------
    >>> import numpy as np
    >>> few(np.array([10, 1000])).round(3)
    array([1.382, 1.003])
    """
    n = np.maximum(n, 1)
    ratio: Floats = (n + 1) / n * (1 + (normal_quantile() ** 2 + 1) / (4 * n)) ** 2
    return ratio


def closed_form(
    measure: Measure, counts: Counts3, effect: float | Floats = 1.0
) -> tuple[Floats, Floats]:
    """Centre and sampling variance from counts alone, for :func:`wilson`.

    Parameters
    ----------
    measure : Measure
    counts : array (..., 3, 3)
    effect : float or array (...)
        Design effect of the clustering of roll calls by resolution.

    Returns
    -------
    centre, variance : array (...)
        Value, and its variance by the delta method times the design effect, at the counts with
        one more roll call spread evenly over the pairs of answers that enter; raised by
        :func:`few`.

    Examples
    --------
    >>> import numpy as np
    >>> from nonaligned.measures.similarity import MEASURES
    >>> centre, variance = closed_form(MEASURES["agree3"], np.diag([9, 0, 0]))
    >>> round(float(centre), 4), round(float(variance), 6)
    (0.9556, 0.004484)
    """
    more = measure.smoothed(counts)
    return measure(more), measure.variance(more) * effect * few(measure.n(counts) / effect)
