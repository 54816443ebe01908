"""One state against all others: who backs as much, who is as close.

Differences are paired, on the same roll calls, and intervals hold for all others at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.claims import estimates as est
from nonaligned.claims.claim import Party
from nonaligned.claims.estimates import Counts, Floats
from nonaligned.claims.evidence import Bools, Evidence, Where
from nonaligned.claims.specification import Specification


@dataclass(frozen=True, eq=False)
class Compared:
    """How much X backs, and every state less X.

    Parameters
    ----------
    value : float
        X's own level.
    gap, gap_error : array (S,)
        Others' level less X's on common roll calls, and its standard error.
    error : array (S,)
        Standard error of others' levels.
    middle : float
        Middle of the scale.
    """

    value: float
    gap: Floats
    gap_error: Floats
    error: Floats
    middle: float


def reach(rivals: Bools) -> float:
    """Half width, in standard errors, of intervals that hold for all rivals at once."""
    return est.simultaneous(int(rivals.sum()))


def by_support(x: Party, way: Specification, evidence: Evidence, where: Where) -> Compared:
    """Compare support of a cause, on the roll calls that both voted on."""
    effect = evidence.effect(*where)
    formula, gap = est.SUPPORT[way.measure], est.GAPS[way.measure]
    turned = np.swapaxes(_span(evidence.row(x, *where), way), -2, -1)
    gaps = _mean_error(gap(turned), gap.variance(gap.smoothed(turned)) * effect)
    levels = est.own(_span(evidence.casts(*where), way))
    error = _mean_error(formula(levels), formula.variance(formula.smoothed(levels)) * effect)[1]
    own = formula(est.own(_span(evidence.cast(x, *where), way)))
    value = float(own[np.isfinite(own)].mean()) if np.isfinite(own).any() else float("nan")
    return Compared(value, *gaps, error, 0.5)


def by_agreement(
    x: Party, y: Party, way: Specification, evidence: Evidence, where: Where, slack: float
) -> Compared:
    """Compare agreement with Y; the joint table is filled in only where it matters.

    Two standard errors added up bound that of the difference. States that fall short of X
    even so need no closer look.
    """
    effect = evidence.effect(*where)
    formula = est.MEASURES[way.measure]
    towards = evidence.summed_row(y, *where)
    pair = evidence.full_pair(y, x, *where).sum(axis=0)
    levels = towards[..., :3, :3]
    value = float(formula(pair[:3, :3]))
    error = np.sqrt(formula.variance(formula.smoothed(levels)) * effect)
    own_error = np.sqrt(formula.variance(formula.smoothed(pair[:3, :3])) * effect)
    gap, gap_error = formula(levels) - value, error + own_error
    widest = reach(np.isfinite(gap))
    with np.errstate(invalid="ignore"):
        close = np.flatnonzero(np.abs(gap + slack) < widest * gap_error)
    row = evidence.summed_row(x, *where)
    both = np.broadcast_to(pair, (close.size, 4, 4))
    gap_error[close] = np.sqrt(
        est.differences(formula, towards[close], both, row[close], effect)[1]
    )
    middle = (formula.low + formula.high) / 2
    return Compared(value, gap, gap_error, error, middle)


def _span(counts: Counts, way: Specification) -> Counts:
    """Return counts by session, or pooled into one."""
    return counts if way.window == "mean" else counts.sum(axis=0, keepdims=True)


def _mean_error(values: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Means over sessions (T, S) and their standard errors, NaN where undefined."""
    known = np.isfinite(values)
    number = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, values, 0.0).sum(axis=0) / number
        error = np.sqrt(np.where(known, variances, 0.0).sum(axis=0)) / number
    return mean, error


def slack_of(
    y: Party | None, way: Specification, evidence: Evidence, among: Bools, where: Where
) -> float:
    """By how much states usually differ from themselves, see :meth:`.Evidence.wobble`."""
    if y is not None:
        return evidence.wobble(est.MEASURES[way.measure], evidence.row(y, *where), among)
    counts = est.own(evidence.casts(*where))
    return evidence.wobble(est.SUPPORT[way.measure], counts, among)
