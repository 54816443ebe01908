"""Where a state stands between the middle of a crowd of states and a pole.

One less the similarity of two states is the squared distance of their votes, taken as points. So
the mean of a state's to the members of a crowd is that to the crowd's middle and half of what two
members have on average, each with itself counted in. What is a state's own in its votes is in its
distances to the middle and to the pole alike, and drops out of their difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.claims.estimates import Measure
from nonaligned.measures.joint import BesideCrowd, gap_variance


@dataclass(frozen=True)
class Room:
    """How far a state is from having gone a share of the way from a crowd's middle to a pole.

    Parameters
    ----------
    value : float
        In units of the measure; below 0 it has gone further.
    share : float
        Of the way that it went, 0 in the middle and 1 at the pole.
    error : float
        Standard error of the value.
    """

    value: float
    share: float
    error: float


def room(measure: Measure, beside: BesideCrowd, pole: int, most: float, effect: float) -> Room:
    """Measure how far a state is from having gone a share of the way to a pole.

    Parameters
    ----------
    measure : Measure
    beside : BesideCrowd
        The state and the crowd beside the poles, pooled or by session; sessions weigh alike.
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
    found = [np.atleast_1d(measure.high - measure(counts[..., :3, :3])) for counts in pairs]
    variance = np.atleast_1d(gap_variance(measure, beside, pole, 1 - 2 * most)) * effect
    known = np.isfinite(np.stack([*found, variance])).all(axis=0)
    if not known.any():
        return Room(np.nan, np.nan, np.nan)
    near, middle, apart, within = (float(part[known].mean()) for part in found)
    way = apart - within / 2
    gone = middle - near + apart - within
    error = float(np.sqrt(max(variance[known].sum(), 0.0))) / int(known.sum())
    return Room(2 * most * way - gone, gone / (2 * way) if way > 0 else np.nan, error)
