"""Agreement of states by session or span, with intervals.

Values come from counts alone, so the book and the roll calls give the same. Intervals come from the
roll calls where they are at hand (bootstrap over resolutions), else from the counts (delta method
times the measured design effect); ``docs/agreement.md`` compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nonaligned.errors import InputError, RecordError
from nonaligned.measures.bootstrap import DRAWS, resampled
from nonaligned.measures.intervals import LEVEL, closed_form, wilson
from nonaligned.measures.rollcalls import RollCalls
from nonaligned.measures.series import Series, series_table
from nonaligned.measures.similarity import MEASURES, Floats, Measure
from nonaligned.measures.tallies import Ints, Tallies

How = Literal["auto", "bootstrap", "closed"]

HOW = {
    "bootstrap": "Wilson interval, variance by bootstrap over resolutions",
    "closed": "Wilson interval, variance by the delta method times a design effect",
}


@dataclass(frozen=True)
class Interval:
    """How intervals are made.

    Parameters
    ----------
    how : {"auto", "bootstrap", "closed"}
        ``auto`` takes the bootstrap where the roll calls are at hand and one state is compared
        with others, else the closed form.
    level : float
    draws, seed : int
        Of the bootstrap.
    """

    how: How = "auto"
    level: float = LEVEL
    draws: int = DRAWS
    seed: int = 0

    def choose(self, tallies: Tallies) -> str:
        """Return ``bootstrap`` or ``closed``.

        Raises
        ------
        RecordError
            The bootstrap was asked for and the source holds no roll calls.
        """
        held = isinstance(tallies.counts, RollCalls)
        if self.how == "bootstrap" and not held:
            raise RecordError(
                "the bootstrap needs single roll calls",
                where=tallies.source,
                hint="Add the votes, or ask for closed-form intervals",
            )
        return "bootstrap" if held and self.how != "closed" else "closed"


def find(name: str) -> Measure:
    """Return a measure by name.

    Raises
    ------
    InputError
        There is none.

    Examples
    --------
    >>> find("agree3").label
    'agreement (abstention counts half)'
    """
    try:
        return MEASURES[name]
    except KeyError:
        raise InputError(
            f"no measure {name!r}", hint=f"Choose from {', '.join(MEASURES)}"
        ) from None


def agreement(
    tallies: Tallies,
    state: str | None = None,
    others: str | Sequence[str] | None = None,
    *,
    measure: str = "agree3",
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    by: Literal["session", "span"] = "session",
    interval: Interval = Interval(),
) -> Series:
    """Measure how alike states vote.

    Parameters
    ----------
    tallies : Tallies
    state : str, optional
        One state; without it every pair is measured once, with closed-form intervals.
    others : str or sequence of str, optional
        The state or states it is compared with; without it, all others.
    measure : str
        A name of ``similarity.MEASURES``.
    cut : str
        See :mod:`nonaligned.measures.tallies`.
    first, last : int, optional
        Sessions, both included.
    by : {"session", "span"}
        A value for every session, or one for the span.
    interval : Interval

    Returns
    -------
    Series
        In the order of sessions, then of ``others``. Pairs without a common vote are left out;
        a value that is undefined on the votes there are is null.

    Raises
    ------
    UnknownStateError, InputError, RecordError
        A state, measure, cut or span that is not held.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> agreement(tallies, "S00", "S01", by="span").table.select("value", "n").rows()
    [(0.517857..., 28)]
    """
    chosen = find(measure)
    if state is None:
        how = "closed"
        if interval.how == "bootstrap":
            raise InputError(
                "all pairs at once have closed-form intervals only", hint="Name one state"
            )
        block = _every_pair(tallies, cut, first, last, by)
    else:
        how = interval.choose(tallies)
        block = _one_state(tallies, state, others, cut, first, last, by)
    value = chosen(block.counts)
    if how == "bootstrap":
        centre, variance = _bootstrapped(tallies, chosen, cut, block, interval)
    else:
        effects = np.array([tallies.design_effect(cut, *span) for span in block.spans])
        centre, variance = closed_form(chosen, block.counts, effects[:, None])
    low, high = wilson(value, centre, variance, chosen.low, chosen.high, interval.level)
    table = series_table(_columns(tallies, cut, chosen, block, (value, low, high)))
    unit = f"{chosen.label}, {chosen.low:g} to {chosen.high:g}"
    return Series(measure, unit, tallies.source, table, HOW[how], cut)


@dataclass(frozen=True, eq=False)
class _Block:
    """Counts of N pairs over T spans, (T, N, 3, 3), and which they are."""

    spans: tuple[tuple[int, int], ...]
    left: Ints
    right: Ints
    counts: Ints


def _spans(
    tallies: Tallies, first: int | None, last: int | None, by: str
) -> tuple[tuple[int, int], ...]:
    sessions = tallies.span(first, last)
    if by == "session":
        return tuple((s, s) for s in sessions)
    if by == "span":
        return ((sessions[0], sessions[-1]),)
    raise InputError(f"no series by {by!r}", hint="Choose session or span")


def _one_state(
    tallies: Tallies,
    state: str,
    others: str | Sequence[str] | None,
    cut: str,
    first: int | None,
    last: int | None,
    by: str,
) -> _Block:
    i = tallies.index(state)
    named = [others] if isinstance(others, str) else others
    if named is None:
        named = [other for other in tallies.states if other != state]
    right = np.array([tallies.index(other) for other in named], dtype=np.int64)
    spans = _spans(tallies, first, last, by)
    if by == "session":
        counts = tallies.rows_by_session(cut, state, first, last)[:, right]
    else:
        counts = tallies.pairs(cut, first, last)[None, i, right]
    return _Block(spans, np.full(right.size, i), right, counts)


def _every_pair(tallies: Tallies, cut: str, first: int | None, last: int | None, by: str) -> _Block:
    left, right = np.triu_indices(len(tallies.states), 1)
    spans = _spans(tallies, first, last, by)
    counts = np.stack([tallies.pairs(cut, *span)[left, right] for span in spans])
    return _Block(spans, left, right, counts)


def _bootstrapped(
    tallies: Tallies, measure: Measure, cut: str, block: _Block, interval: Interval
) -> tuple[Floats, Floats]:
    """Mean and variance of the bootstrap samples' values, (T, N) each."""
    moments = []
    for span in block.spans:
        values = draws(tallies, measure, cut, span, (int(block.left[0]), block.right), interval)
        moments.append(centre_and_variance(values))
    centre, variance = zip(*moments, strict=True)
    return np.stack(centre), np.stack(variance)


def centre_and_variance(values: Floats) -> tuple[Floats, Floats]:
    """Mean and variance over the samples (B, N) on which the value is defined, (N,) each."""
    known = np.isfinite(values)
    number = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(known, values, 0).sum(axis=0) / number
        variance = np.where(known, (values - centre) ** 2, 0).sum(axis=0) / number
    return centre, variance


def draws(
    tallies: Tallies,
    measure: Measure,
    cut: str,
    span: tuple[int | None, int | None],
    pairs: tuple[int, Ints],
    interval: Interval,
) -> Floats:
    """Bootstrap samples of the measure, (B, N): one state, by position, with N others.

    Samples of different states of the same cut and span rest on the same drawn resolutions.
    """
    counts = tallies.counts
    if not isinstance(counts, RollCalls):
        raise RecordError("the bootstrap needs single roll calls", where=tallies.source)
    state, others = pairs
    clusters = counts.clustered(cut, state, others, tallies.span(*span))
    cells = np.flatnonzero(measure.used)
    return measure(resampled(clusters, interval.draws, interval.seed, cells.tolist()))


def _columns(
    tallies: Tallies,
    cut: str,
    measure: Measure,
    block: _Block,
    values: tuple[Floats, Floats, Floats],
) -> dict[str, object]:
    """Columns of ``tables.SERIES``, pairs without a common vote left out."""
    shared = block.counts.sum(axis=(-2, -1)) > 0
    span, pair = np.nonzero(shared)
    held = np.array([tallies.rollcalls(cut, *s) for s in block.spans], dtype=float)
    n = measure.n(block.counts)
    labels = np.array(tallies.states)
    bounds = np.array(block.spans)
    value, low, high = (v[shared] for v in values)
    return {
        "state": labels[block.left[pair]],
        "other": labels[block.right[pair]],
        "first_session": bounds[span, 0].astype(np.int16),
        "last_session": bounds[span, 1].astype(np.int16),
        "value": value,
        "low": low,
        "high": high,
        "n": n[shared].astype(np.int32),
        "coverage": (n / np.maximum(held, 1)[:, None])[shared],
    }
