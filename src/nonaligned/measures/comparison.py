"""Shares of votes, and differences and changes of agreement and shares.

All of them are answered from counts of pairs of answers, or from the roll calls. A difference
between two agreements with one state is paired: both rest on the same roll calls, and the states
compared vote alike on many of them (see :mod:`nonaligned.measures.joint`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nonaligned.errors import InputError
from nonaligned.measures.agreement import one_against
from nonaligned.measures.estimates import (
    DEFAULT,
    HOW,
    By,
    Estimates,
    Interval,
    Pairs,
    Span,
    as_series,
    draws,
    estimate,
    find,
    labels,
    spans_of,
    variance,
)
from nonaligned.measures.intervals import few
from nonaligned.measures.joint import difference_variance, full_pairs
from nonaligned.measures.series import Series, series_table
from nonaligned.measures.similarity import SHARE, Floats, Measure
from nonaligned.measures.tallies import Tallies

_ALL = np.ones((3, 3))
_YES = np.array([1.0, 0.0, 0.0])

SHARE_DIFFERENCE = Measure(
    "yes_share_difference",
    "difference of the shares of yes votes",
    (1 + np.subtract.outer(_YES, _YES)) / 2,
    _ALL,
    "none",
    -1.0,
    1.0,
    "share of the first - share of the second on common roll calls; variance as McNemar (1947), "
    "Psychometrika 12(2): 153-157",
)
"""Difference of two states' shares of yes on the roll calls on which both voted."""


def share(
    tallies: Tallies,
    states: str | Sequence[str] | None = None,
    *,
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    by: By = "span",
    interval: Interval = DEFAULT,
) -> Series:
    """Measure the share of yes among the votes a state cast.

    Parameters
    ----------
    tallies : Tallies
    states : str or sequence of str, optional
        All without it.
    cut, first, last, by, interval
        As in :func:`nonaligned.measures.agreement.agreement`.

    Returns
    -------
    Series
        ``other`` is null.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> share(tallies, "S00").table.select("value", "n").rows()
    [(0.617647..., 34)]
    """
    named = tallies.states if states is None else [states] if isinstance(states, str) else states
    index = np.array([tallies.index(state) for state in named], dtype=np.int64)
    spans = spans_of(tallies, first, last, by)
    cast = np.stack([tallies.cast(cut, *span)[index, :3] for span in spans])
    pairs = Pairs(spans, index, index, cast[..., None] * np.eye(3, dtype=np.int64))
    return as_series(tallies, SHARE, cut, pairs, interval)


def share_difference(
    tallies: Tallies,
    state: str,
    others: str | Sequence[str] | None = None,
    *,
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    interval: Interval = DEFAULT,
) -> Series:
    """Measure by how much a state's share of yes exceeds that of others, on common roll calls.

    Returns
    -------
    Series
        -1 to 1, one row for each of ``others`` (all without it) with a common vote.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> share_difference(tallies, "S00", "S01").table.select("value", "n").rows()
    [(0.214285..., 28)]
    """
    spans = spans_of(tallies, first, last, "span")
    pairs = one_against(tallies, state, others, cut, spans)
    return as_series(tallies, SHARE_DIFFERENCE, cut, pairs, interval)


def difference(
    tallies: Tallies,
    states: str | Sequence[str] | None,
    nearer: str,
    farther: str,
    *,
    measure: str = "agree3",
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    interval: Interval = DEFAULT,
) -> Series:
    """Measure a state's agreement with one state less that with another, paired.

    Parameters
    ----------
    tallies : Tallies
    states : str or sequence of str or None
        The states that are compared with both; all but the two with ``None``.
    nearer, farther : str
        The value is agreement with ``nearer`` minus agreement with ``farther``. Exchanging them
        changes the sign and nothing else.
    measure, cut, first, last, interval
        As in :func:`nonaligned.measures.agreement.agreement`.

    Returns
    -------
    Series
        ``other`` is null; n is the smaller of the two numbers of roll calls.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> there = difference(tallies, "S00", "S01", "S02").table["value"][0]
    >>> back = difference(tallies, "S00", "S02", "S01").table["value"][0]
    >>> there == -back
    True
    """
    chosen = find(measure)
    if states is None:
        states = [state for state in tallies.states if state not in (nearer, farther)]
    named = [states] if isinstance(states, str) else list(states)
    span = spans_of(tallies, first, last, "span")[0]
    x = np.array([tallies.index(state) for state in named], dtype=np.int64)
    y, z = tallies.index(nearer), tallies.index(farther)
    counts = tallies.pairs(cut, *span)
    sides = [Pairs((span,), x, np.full(x.size, k), counts[None, x, k]) for k in (y, z)]
    if interval.choose(tallies) == "bootstrap":
        found = _drawn_difference(tallies, chosen, cut, span, sides, interval)
    else:
        found = _closed_difference(tallies, chosen, cut, span, sides)
    basis = _basis(tallies, chosen, cut, sides)
    found = replace(found, variance=found.variance * few(basis[0]))
    own = Pairs((span,), x, x, counts[None, x, x])
    return _laid_out(tallies, chosen, "difference", cut, own, found, basis, interval.level)


def change(
    tallies: Tallies,
    state: str,
    others: str | Sequence[str] | None,
    before: Span,
    after: Span,
    *,
    measure: str = "agree3",
    cut: str = "all",
    interval: Interval = DEFAULT,
) -> Series:
    """Measure by how much a state's agreement with others grew from one span to another.

    The spans have no roll call in common, so their variances add up.

    Parameters
    ----------
    tallies : Tallies
    state : str
    others : str or sequence of str or None
    before, after : tuple of int
        First and last session of each span.
    measure, cut, interval
        As in :func:`nonaligned.measures.agreement.agreement`.

    Returns
    -------
    Series
        From the first to the last session of both spans; n is the smaller of the two numbers of
        roll calls, coverage the smaller of the two. Pairs without common votes in both are left
        out.

    Raises
    ------
    InputError
        The spans overlap.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> change(tallies, "S00", "S01", (1, 1), (2, 2)).table.select("first_session", "n").rows()
    [(1, 13)]
    """
    if before[0] <= after[1] and after[0] <= before[1]:
        raise InputError(
            f"sessions {before[0]}-{before[1]} and {after[0]}-{after[1]} overlap",
            hint="Compare two spans that have no session in common",
        )
    chosen = find(measure)
    ends = [one_against(tallies, state, others, cut, (span,)) for span in (before, after)]
    old, new = (estimate(tallies, chosen, cut, end, interval) for end in ends)
    found = Estimates(
        new.value - old.value, new.centre - old.centre, new.variance + old.variance, new.how
    )
    around = (min(before[0], after[0]), max(before[1], after[1]))
    whole = Pairs((around,), ends[0].left, ends[0].right, ends[0].counts)
    basis = _basis(tallies, chosen, cut, ends)
    return _laid_out(tallies, chosen, "change", cut, whole, found, basis, interval.level)


def _closed_difference(
    tallies: Tallies, measure: Measure, cut: str, span: Span, sides: list[Pairs]
) -> Estimates:
    full = full_pairs(tallies, cut, *span)
    x, y, z = sides[0].left, sides[0].right, sides[1].right
    # One order for both directions, so that exchanging the sides changes the sign and nothing else.
    y, z = np.minimum(y, z), np.maximum(y, z)
    spread = difference_variance(measure, full[None, x, y], full[None, x, z], full[None, y, z])
    effect = tallies.design_effect(cut, *span)
    return Estimates(*_values(measure, sides), spread * effect, "closed")


def _values(measure: Measure, sides: list[Pairs]) -> tuple[Floats, Floats]:
    """Difference, and the same with one more roll call on each side."""
    first, second = (side.counts for side in sides)
    more = measure(measure.smoothed(first)) - measure(measure.smoothed(second))
    return measure(first) - measure(second), more


def _drawn_difference(
    tallies: Tallies,
    measure: Measure,
    cut: str,
    span: Span,
    sides: list[Pairs],
    interval: Interval,
) -> Estimates:
    samples = [
        draws(tallies, measure, cut, span, (side.left, side.right), interval) for side in sides
    ]
    doubt = sum(measure.doubt(side.counts) for side in sides)
    spread = variance(samples[0] - samples[1]) + doubt
    return Estimates(*_values(measure, sides), spread, "bootstrap")


def _laid_out(
    tallies: Tallies,
    measure: Measure,
    word: str,
    cut: str,
    pairs: Pairs,
    found: Estimates,
    basis: tuple[Floats, Floats],
    level: float,
) -> Series:
    """Lay out differences over one span as a series, undefined ones left out.

    ``basis`` holds the numbers of roll calls and the coverage, (N,) each.
    """
    known = np.isfinite(found.value[0])
    pair = np.flatnonzero(known)
    low, high = found.interval(-measure.width, measure.width, level)
    table = series_table(
        {
            **labels(tallies, pairs, np.zeros_like(pair), pair),
            "value": found.value[0, known],
            "low": low[0, known],
            "high": high[0, known],
            "n": basis[0][known].astype(np.int32),
            "coverage": basis[1][known],
        }
    )
    unit = f"{word} of {measure.label}, {-measure.width:g} to {measure.width:g}"
    name = f"{measure.name}_{word}"
    return Series(name, unit, tallies.source, table, HOW[found.how], cut)


def _basis(
    tallies: Tallies, measure: Measure, cut: str, ends: Sequence[Pairs]
) -> tuple[Floats, Floats]:
    """Roll calls and coverage of the end that has fewer of them, (N,) each."""
    n = [measure.n(end.counts[0]) for end in ends]
    held = [max(tallies.rollcalls(cut, *end.spans[0]), 1) for end in ends]
    coverage = [number / whole for number, whole in zip(n, held, strict=True)]
    return np.minimum(*n), np.minimum(*coverage)
