"""Estimates of a measure for pairs of states, and how sure they are.

The one way from counts to values and intervals; ``agreement``, ``comparison`` and ``standing`` ask
it different questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nonaligned.errors import InputError, RecordError
from nonaligned.measures.bootstrap import DRAWS, resampled
from nonaligned.measures.intervals import LEVEL, closed_form, few, wilson
from nonaligned.measures.rollcalls import RollCalls
from nonaligned.measures.series import Series, series_table
from nonaligned.measures.similarity import MEASURES, Floats, Measure
from nonaligned.measures.tallies import Ints, Tallies

How = Literal["auto", "bootstrap", "closed"]
By = Literal["session", "span"]
Span = tuple[int, int]

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

    Raises
    ------
    InputError
        The level is not between 0 and 1, or there are fewer than two draws.
    """

    how: How = "auto"
    level: float = LEVEL
    draws: int = DRAWS
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise InputError(f"level {self.level:g} is not between 0 and 1")
        if self.draws < 2:
            raise InputError(f"{self.draws} draws show no spread", hint="Draw at least two samples")

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


DEFAULT = Interval()
"""95 % intervals, by bootstrap where the roll calls are at hand."""


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


@dataclass(frozen=True, eq=False)
class Pairs:
    """N pairs of states over T spans, and their counts.

    Parameters
    ----------
    spans : tuple of (int, int)
        First and last session, T of them.
    left, right : array of int, (N,)
        Positions of the states; a state paired with itself stands for its own votes.
    counts : array of int, (T, N, 3, 3)
    """

    spans: tuple[Span, ...]
    left: Ints
    right: Ints
    counts: Ints


@dataclass(frozen=True, eq=False)
class Estimates:
    """Values of a measure and their sampling variance, (T, N) each, NaN where undefined.

    Parameters
    ----------
    value : array
    centre, variance : array
        With one more roll call answered at random, see :mod:`nonaligned.measures.intervals`.
    how : str
        ``bootstrap`` or ``closed``.
    """

    value: Floats
    centre: Floats
    variance: Floats
    how: str

    def interval(self, low: float, high: float, level: float) -> tuple[Floats, Floats]:
        """Interval on the range of the measure."""
        return wilson(self.value, self.centre, self.variance, low, high, level)


def spans_of(tallies: Tallies, first: int | None, last: int | None, by: By) -> tuple[Span, ...]:
    """List the spans that a series has a value for: every session, or one for all.

    Raises
    ------
    InputError
        ``by`` is neither.
    """
    sessions = tallies.span(first, last)
    if by == "session":
        return tuple((s, s) for s in sessions)
    if by == "span":
        return ((sessions[0], sessions[-1]),)
    raise InputError(f"no series by {by!r}", hint="Choose session or span")


def estimate(
    tallies: Tallies, measure: Measure, cut: str, pairs: Pairs, interval: Interval
) -> Estimates:
    """Value, centre and variance of a measure for pairs of states."""
    value = measure(pairs.counts)
    how = interval.choose(tallies)
    if how == "closed":
        effects = np.array([tallies.design_effect(cut, *span) for span in pairs.spans])
        return Estimates(value, *closed_form(measure, pairs.counts, effects[:, None]), how)
    sides = (pairs.left, pairs.right)
    spread = [variance(draws(tallies, measure, cut, s, sides, interval)) for s in pairs.spans]
    centre = measure(measure.smoothed(pairs.counts))
    raised = (np.stack(spread) + measure.doubt(pairs.counts)) * few(measure.n(pairs.counts))
    return Estimates(value, centre, raised, how)


def draws(
    tallies: Tallies,
    measure: Measure,
    cut: str,
    span: Span,
    pairs: tuple[Ints, Ints],
    interval: Interval,
) -> Floats:
    """Bootstrap samples of the measure for N pairs of states, (B, N).

    All pairs of one cut and span rest on the same drawn resolutions, so differences are paired.

    Raises
    ------
    RecordError
        The source holds no roll calls.
    """
    counts = tallies.counts
    if not isinstance(counts, RollCalls):
        raise RecordError("the bootstrap needs single roll calls", where=tallies.source)
    clusters = counts.clustered(cut, *pairs, tallies.span(*span))
    return measure(measure.smoothed(resampled(clusters, interval.draws, interval.seed)))


def variance(values: Floats) -> Floats:
    """Variance over bootstrap samples, (B, N) to (N,)."""
    return np.asarray(values.var(axis=0, ddof=1))


def as_series(
    tallies: Tallies,
    measure: Measure,
    cut: str,
    pairs: Pairs,
    interval: Interval,
) -> Series:
    """Estimate, and lay out as a series; pairs without a common vote are left out."""
    found = estimate(tallies, measure, cut, pairs, interval)
    low, high = found.interval(measure.low, measure.high, interval.level)
    shared = pairs.counts.sum(axis=(-2, -1)) > 0
    span, pair = np.nonzero(shared)
    n = measure.n(pairs.counts)
    held = np.array([tallies.rollcalls(cut, *s) for s in pairs.spans], dtype=float)
    table = series_table(
        {
            **labels(tallies, pairs, span, pair),
            "value": found.value[shared],
            "low": low[shared],
            "high": high[shared],
            "n": n[shared].astype(np.int32),
            "coverage": (n / np.maximum(held, 1)[:, None])[shared],
        }
    )
    return Series(measure.name, measure.unit, tallies.source, table, HOW[found.how], cut)


def labels(tallies: Tallies, pairs: Pairs, span: Ints, pair: Ints) -> dict[str, object]:
    """Columns that say who and when; ``other`` is null for a state's own votes."""
    names = np.array(tallies.states)
    bounds = np.array(pairs.spans, dtype=np.int16)
    left, right = pairs.left[pair], pairs.right[pair]
    other = [None if i == j else str(names[j]) for i, j in zip(left, right, strict=True)]
    return {
        "state": names[left],
        "other": other,
        "first_session": bounds[span, 0],
        "last_session": bounds[span, 1],
    }
