"""When a series changed: the best date of one change, and how sure it is.

The split of a series into two levels that leaves the least weighted sum of squares is found by
trying every place, which is exact (for one change the dynamic programme of Auger & Lawrence, 1989,
Bulletin of Mathematical Biology 51(1): 39-54, comes to the same). Whether there is a change at all
is a sup-F test (Andrews, 1993, Econometrica 61(4): 821-856, table 1, 15 % trimming, one
parameter). The dates that cannot be ruled out are those whose likelihood ratio stays below the
critical value of Eo & Morley (2015, Quantitative Economics 6(2): 463-497, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.measures.similarity import Floats

SUP_F = 8.85
"""Andrews (1993), table 1: p = 1, trimming 0.15, 5 %."""

LIKELIHOOD_RATIO = -2 * float(np.log(1 - np.sqrt(0.95)))
"""Eo & Morley (2015): 7.35 at 95 %."""

LEAST = 2
"""Values on either side of a change."""


@dataclass(frozen=True)
class Change:
    """One change of level.

    Parameters
    ----------
    place : int
        Index of the first value after the change.
    low, high : int
        First and last place that cannot be ruled out.
    step : float
        Level after less level before.
    found : bool
        Whether a change is credible at all (5 %).
    """

    place: int
    low: int
    high: int
    step: float
    found: bool


def change(values: Floats, weights: Floats | None = None) -> Change | None:
    """Find the one change of level that fits best.

    Parameters
    ----------
    values : array (T,)
        In order of time, without missing ones.
    weights : array (T,), optional
        Such as roll calls; alike without it.

    Returns
    -------
    Change or None
        ``None`` with fewer than six values.

    Examples
    --------
    >>> found = change(np.array([1.0, 1.1, 0.9, 1.0, 3.0, 3.1, 2.9, 3.0]))
    >>> found.place, found.found, round(found.step, 3)
    (4, True, 2.0)
    """
    size = values.size
    if size < 3 * LEAST:
        return None
    w = np.ones(size) if weights is None else weights / weights.mean()
    places = np.arange(LEAST, size - LEAST + 1)
    left = np.cumsum(w)[places - 1]
    total, sum_all = w.sum(), (w * values).sum()
    sum_left = np.cumsum(w * values)[places - 1]
    means = sum_left / left, (sum_all - sum_left) / (total - left)
    whole = float((w * values**2).sum())
    squares = np.maximum(whole - means[0] ** 2 * left - means[1] ** 2 * (total - left), 0.0)
    best = int(np.argmin(squares))
    least = max(float(squares[best]), 1e-12 * max(whole, 1e-12))
    none = whole - sum_all**2 / total
    statistic = (none - least) / (least / (size - 2))
    ratio = size * np.log(np.maximum(squares, least) / least)
    open_ = places[ratio <= LIKELIHOOD_RATIO]
    return Change(
        int(places[best]),
        int(open_.min()),
        int(open_.max()),
        float(means[1][best] - means[0][best]),
        bool(statistic > SUP_F),
    )
