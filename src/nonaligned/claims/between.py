"""Where a state stands between the middle of a crowd of states and a pole.

One less the similarity of two states is the squared distance of their votes, taken as points. So
the mean of a state's to the members of a crowd is that to the crowd's middle and half of what two
members have on average, each with itself counted in. What is a state's own in its votes is in its
distances to the middle and to the pole alike, and drops out of their difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.claims.estimates import Floats, Measure
from nonaligned.measures.joint import BesideCrowd, gap_variance


@dataclass(frozen=True, eq=False)
class Room:
    """How far states are from having gone a share of the way from a crowd's middle to a pole.

    Parameters
    ----------
    value : array (...)
        In units of the measure; below 0 a state has gone further.
    share : array (...)
        Of the way that it went, 0 in the middle and 1 at the pole.
    error : array (...)
        Standard error of the value.
    """

    value: Floats
    share: Floats
    error: Floats


def room(measure: Measure, beside: BesideCrowd, pole: int, most: float, effect: float) -> Room:
    """Measure how far states are from having gone a share of the way to a pole.

    Parameters
    ----------
    measure : Measure
    beside : BesideCrowd
        Each state and its crowd beside the poles, of arrays (T, ..., 4, 4); sessions weigh alike,
        and pooled counts are one session.
    pole : int
        Which of the poles.
    most : float
        The share of the way.
    effect : float
        Design effect of the clustering by resolution.

    Returns
    -------
    Room
        NaN without a session in which all are known. How far the members are from each other is
        taken as known in the error, on the wide side: a session of divided votes sets them, and the
        state with them, further apart.
    """
    pairs = (beside.poles[pole], beside.with_crowd, beside.crowd_poles[pole], beside.within)
    found = [measure.high - measure(counts[..., :3, :3]) for counts in pairs]
    variance = gap_variance(measure, beside, pole, 1 - 2 * most) * effect
    known = np.isfinite(np.stack([*found, variance])).all(axis=0)
    number = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        near, middle, apart, within, spread = (
            np.where(known, part, 0.0).sum(axis=0) / number for part in (*found, variance)
        )
        way = apart - within / 2
        gone = middle - near + apart - within
        error = np.sqrt(np.maximum(spread, 0.0) / number)
        share = np.where(way > 0, gone / (2 * way), np.nan)
    return Room(2 * most * way - gone, share, error)
