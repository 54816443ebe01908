"""Agreement of states by session or span, with intervals.

Values come from counts alone, so the book and the roll calls give the same. Intervals come from the
roll calls where they are at hand (bootstrap over resolutions), else from the counts (delta method
times the measured design effect); ``docs/agreement.md`` compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nonaligned.errors import InputError
from nonaligned.measures.estimates import DEFAULT, By, Interval, Pairs, as_series, find, spans_of
from nonaligned.measures.series import Series
from nonaligned.measures.tallies import Tallies


def agreement(
    tallies: Tallies,
    state: str | None = None,
    others: str | Sequence[str] | None = None,
    *,
    measure: str = "agree3",
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    by: By = "session",
    interval: Interval = DEFAULT,
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
    spans = spans_of(tallies, first, last, by)
    if state is not None:
        pairs = one_against(tallies, state, others, cut, spans)
        return as_series(tallies, find(measure), cut, pairs, interval)
    if interval.how == "bootstrap":
        raise InputError("all pairs at once have closed-form intervals only", hint="Name one state")
    pairs = every_pair(tallies, cut, spans)
    return as_series(tallies, find(measure), cut, pairs, replace(interval, how="closed"))


def one_against(
    tallies: Tallies,
    state: str,
    others: str | Sequence[str] | None,
    cut: str,
    spans: tuple[tuple[int, int], ...],
) -> Pairs:
    """Count one state with some others, or with all."""
    i = tallies.index(state)
    named = [others] if isinstance(others, str) else others
    if named is None:
        named = [other for other in tallies.states if other != state]
    right = np.array([tallies.index(other) for other in named], dtype=np.int64)
    if len(spans) > 1:
        rows = tallies.rows_by_session(cut, state, spans[0][0], spans[-1][1])
    else:
        rows = tallies.row(cut, state, *spans[0])[None]
    return Pairs(spans, np.full(right.size, i), right, rows[:, right])


def every_pair(tallies: Tallies, cut: str, spans: tuple[tuple[int, int], ...]) -> Pairs:
    """Count all pairs of states, each once."""
    left, right = np.triu_indices(len(tallies.states), 1)
    counts = np.stack([tallies.pairs(cut, *span)[left, right] for span in spans])
    return Pairs(spans, left, right, counts)
