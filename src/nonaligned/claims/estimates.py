"""Estimates with intervals, from counts by session.

The numbers come from :mod:`nonaligned.measures`; this is how claims average them over sessions,
and the three ways to count support that are not similarities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.specification import Outcome
from nonaligned.measures.intervals import closed_form, normal_quantile, wilson
from nonaligned.measures.joint import BesideCrowd, crowd_covariance, difference_variance
from nonaligned.measures.similarity import MEASURES, SHARE, Floats, Measure

Counts = NDArray[np.integer[Any]] | NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval.

    Parameters
    ----------
    value, low, high : float
        NaN where undefined.
    n : int
        Roll calls it rests on.
    """

    value: float
    low: float
    high: float
    n: int

    def outcome(self, threshold: float) -> Outcome:
        """``for`` where the whole interval lies above, ``against`` where below."""
        if self.low > threshold:
            return "for"
        return "against" if self.high < threshold else "undecided"

    def turned(self) -> Estimate:
        """Return the estimate of the opposite difference."""
        return Estimate(-self.value, -self.high, -self.low, self.n)


NOTHING = Estimate(float("nan"), float("nan"), float("nan"), 0)


@dataclass(frozen=True, eq=False)
class Estimates:
    """Estimates of several things at once, as of the members of a group.

    Parameters
    ----------
    value, low, high, n : array (...)
        As of :class:`Estimate`.
    """

    value: Floats
    low: Floats
    high: Floats
    n: Floats

    def each(self) -> list[Estimate]:
        """Return them one by one, of a single axis."""
        parts = (part.tolist() for part in (self.value, self.low, self.high, _whole(self.n)))
        return [Estimate(*one) for one in zip(*parts, strict=True)]

    def turned(self) -> Estimates:
        """Return the estimates of the opposite differences."""
        return Estimates(-self.value, -self.high, -self.low, self.n)


_SCORES = {"share": (1.0, 0.0, 0.0), "half": (1.0, 0.5, 0.0), "decided": (1.0, None, 0.0)}
"""What yes, abstain and no count as support; ``None`` leaves the answer out."""


_LABELS = {
    "share": "share of yes votes",
    "half": "support, abstentions as half",
    "decided": "share of yes among yes and no",
}


def _support(name: str) -> Measure:
    scores = _SCORES[name]
    used = np.diag([float(score is not None) for score in scores])
    weights = np.diag([score or 0.0 for score in scores])
    return Measure(name, _LABELS[name], weights, used, "none", 0.0, 1.0, SHARE.source)


def _gap(name: str) -> Measure:
    scores = _SCORES[name]
    entering = np.array([float(score is not None) for score in scores])
    values = np.array([score or 0.0 for score in scores])
    weights = (1 + np.subtract.outer(values, values)) / 2
    return Measure(
        f"{name}_gap",
        f"difference of {name}",
        weights,
        np.outer(entering, entering),
        "none",
        -1.0,
        1.0,
        "",
    )


SUPPORT = {name: _support(name) for name in _SCORES}
"""Share of yes among votes cast; with abstention as half a yes; among yes and no only. They take
counts of a state with itself."""

GAPS = {name: _gap(name) for name in _SCORES}
"""Support of the first state less that of the second, on the roll calls that both voted on."""


IDENTICAL = Measure(
    "same", "share of identical votes", np.eye(3), np.ones((3, 3)), "none", 0.0, 1.0, SHARE.source
)
"""Share of roll calls on which both gave the same answer, abstentions included."""


def own(cast: Counts) -> Counts:
    """Return counts of a state with itself, (..., 3, 3), from its answers (..., 4).

    Examples
    --------
    >>> own(np.array([5, 1, 2, 9])).tolist()
    [[5, 0, 0], [0, 1, 0], [0, 0, 2]]
    """
    return cast[..., :3, None] * np.eye(3, dtype=np.int64)


def quick(measure: Measure, counts: Counts) -> Floats:
    """Value of a measure, by the shortest way: for tables of all pairs of states.

    Examples
    --------
    >>> counts = np.array([[6, 1, 0], [1, 1, 0], [0, 0, 1]])
    >>> all(np.isclose(quick(m, counts), m(counts)) for m in MEASURES.values())
    True
    """
    if measure.chance != "none":
        return measure(counts)
    cells = np.stack([measure.used, measure.used * measure.weights], axis=-1).reshape(-1, 2)
    entering, agreed = np.moveaxis(counts.reshape(*counts.shape[:-2], -1) @ cells, -1, 0)
    share = np.divide(agreed, entering, out=np.full(entering.shape, np.nan), where=entering > 0)
    return np.asarray(measure.low + measure.width * share)


def _whole(n: Floats) -> NDArray[np.int64]:
    """Return whole numbers of votes; a group's mean of 58 is no 57 for a rounding error."""
    return np.asarray(np.floor(np.asarray(n) + 1e-6), dtype=np.int64)


def mean_level(measure: Measure, counts: Counts, effect: float) -> Estimate:
    """Return a value averaged over sessions, with Wilson's interval on the measure's range.

    Parameters
    ----------
    measure : Measure
    counts : array (T, 3, 3)
        By session; give one "session" of pooled counts to weigh all roll calls alike.
    effect : float
        Design effect of the clustering by resolution.

    Returns
    -------
    Estimate

    Examples
    --------
    >>> estimate = mean_level(MEASURES["agree3"], np.diag([50, 0, 50])[None], 1.0)
    >>> estimate.value, estimate.high, estimate.low > 0.95
    (1.0, 1.0, True)
    """
    value = measure(counts)
    known = np.isfinite(value)
    if not known.any():
        return NOTHING
    centre, variance = closed_form(measure, counts[known], effect)
    mean = value[known].mean()
    spread = variance.sum() / known.sum() ** 2
    low, high = wilson(mean, centre.mean(), spread, measure.low, measure.high)
    return Estimate(
        float(mean), float(low), float(high), int(_whole(measure.n(counts[known]).sum()))
    )


def differences(
    measure: Measure, xy: Counts, xz: Counts, yz: Counts, effect: float
) -> tuple[Floats, Floats]:
    """How much more similar x is to y than to z, many at once, with its variance.

    Parameters
    ----------
    measure : Measure
    xy, xz, yz : array (..., 4, 4)
        Counts of the three pairs of answers, "no vote" the fourth.
    effect : float

    Returns
    -------
    value, variance : array (...)
        NaN where undefined (:func:`nonaligned.measures.joint.difference_variance`).
    """
    value = measure(xy[..., :3, :3]) - measure(xz[..., :3, :3])
    return value, np.maximum(difference_variance(measure, xy, xz, yz), 0.0) * effect


def mean_differences(
    measure: Measure, xy: Counts, xz: Counts, yz: Counts, effect: float
) -> Estimates:
    """How much more similar each of many x is to y than to z, averaged over sessions.

    Parameters
    ----------
    measure : Measure
    xy, xz, yz : array (T, ..., 4, 4)
        Counts of the three pairs by session; one "session" of pooled counts to weigh all roll
        calls alike.
    effect : float

    Returns
    -------
    Estimates

    Examples
    --------
    >>> same, opposite = np.zeros((2, 1, 1, 4, 4))
    >>> same[..., :3, :3], opposite[..., :3, :3] = np.diag([30, 0, 30]), np.diag([30, 0, 30])[::-1]
    >>> estimate = mean_differences(MEASURES["agree3"], same, opposite, opposite, 1.0).each()[0]
    >>> estimate.value, estimate.low > 0.9
    (1.0, True)
    """
    n = np.minimum(measure.n(xy[..., :3, :3]), measure.n(xz[..., :3, :3]))
    return averaged(*differences(measure, xy, xz, yz, effect), n, measure.width)


def own_changes(
    measure: Measure, before: BesideCrowd, after: BesideCrowd, effects: tuple[float, float]
) -> tuple[Estimates, Floats, Floats]:
    """By how much the similarity of states to a pole grew more than the average state's.

    Parameters
    ----------
    measure : Measure
    before, after : BesideCrowd
        Each of the states and the crowd of all others beside the pole, pooled, of arrays
        (1, M, ...). The two spans have no roll call in common.
    effects : tuple of float
        Design effects of the two spans.

    Returns
    -------
    estimates : Estimates
        The average state votes on the same roll calls, so what moves all states drops out of the
        value and out of its variance. n is the smaller number of roll calls.
    raw, crowd : array (M,)
        By how much the state's similarity changed, and the average state's.
    """
    ends = (before, after)
    own, crowd = (
        [measure(pair[0, ..., :3, :3]) for pair in pairs]
        for pairs in ([end.poles[0] for end in ends], [end.crowd_poles[0] for end in ends])
    )
    value = (own[1] - crowd[1]) - (own[0] - crowd[0])
    old, new = (crowd_spread(measure, end, e) for end, e in zip(ends, effects, strict=True))
    half = normal_quantile() * np.sqrt(np.maximum(old + new, 0.0)[..., 0, 0])
    n = np.minimum(*(measure.n(end.poles[0][0, ..., :3, :3]) for end in ends))
    found = _normal(value, half, n, 2 * measure.width)
    return found, own[1] - own[0], crowd[1] - crowd[0]


def crowd_spread(measure: Measure, beside: BesideCrowd, effect: float) -> Floats:
    """Find the covariance of a state's similarity to each pole less the crowd's, over sessions.

    Parameters
    ----------
    measure : Measure
    beside : BesideCrowd
        By session, of arrays (T, ..., 4, 4); pooled counts are one session.
    effect : float

    Returns
    -------
    array (..., P, P)
        Sessions without a common vote are left out; NaN where all are.
    """
    spread = crowd_covariance(measure, beside) * effect
    values = np.stack([measure(pair[..., :3, :3]) for pair in beside.poles], axis=-1)
    each = np.isfinite(values).all(axis=-1), np.isfinite(spread).all(axis=(-1, -2))
    known = np.logical_and(*each)[..., None, None]
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, spread, 0.0).sum(axis=0) / known.sum(axis=0) ** 2
    return mean


def averaged(value: Floats, variance: Floats, n: Floats, most: float) -> Estimates:
    """Return means over sessions (T, ...) where defined, their intervals kept within ±most."""
    known = np.isfinite(value)
    number = known.sum(axis=0)
    mean, spread, total = (np.where(known, part, 0.0).sum(axis=0) for part in (value, variance, n))
    with np.errstate(invalid="ignore"):
        return _normal(mean / number, normal_quantile() * np.sqrt(spread) / number, total, most)


def _normal(value: Floats, half: Floats, n: Floats, most: float) -> Estimates:
    """Return estimates with intervals of half a width, kept within ±most; nothing where NaN."""
    half = np.where(np.isfinite(value), half, np.nan)
    low, high = np.maximum(value - half, -most), np.minimum(value + half, most)
    return Estimates(value, low, high, np.where(np.isfinite(value), n, 0))


def simultaneous(m: int) -> float:
    """Half width, in standard deviations, of intervals that hold for m states at once.

    Bonferroni (Dunn, 1961, JASA 56: 52-64): each leaves out a m-th of the 5 %.

    Examples
    --------
    >>> round(simultaneous(1), 2), round(simultaneous(150), 2)
    (1.96, 3.59)
    """
    return normal_quantile(1 - 0.05 / max(m, 1))


__all__ = [
    "GAPS",
    "IDENTICAL",
    "MEASURES",
    "NOTHING",
    "SUPPORT",
    "Counts",
    "Estimate",
    "Estimates",
    "Floats",
    "Measure",
]
__all__ += [
    "averaged",
    "crowd_spread",
    "differences",
    "mean_differences",
    "mean_level",
    "own",
    "own_changes",
    "quick",
    "simultaneous",
]
