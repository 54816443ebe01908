"""Where a state stands among all: percentiles, with how sure they are.

What is usual among states is the yardstick of every claim. A percentile is uncertain because the
values that it ranks are; they also rest on the same roll calls. So the interval asks of every other
state whether its *difference* is credible (Mogstad, Romano, Shaikh & Wilhelm, 2024, Inference for
ranks, Review of Economic Studies 91(1): 476-518, here one comparison at a time or with Bonferroni's
bound for all of them).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nonaligned.errors import RecordError
from nonaligned.measures.comparison import SHARE_DIFFERENCE
from nonaligned.measures.estimates import DEFAULT, Interval, Pairs, draws, find, labels, spans_of
from nonaligned.measures.intervals import normal_quantile
from nonaligned.measures.joint import difference_variance, full_pairs
from nonaligned.measures.series import Series, series_table
from nonaligned.measures.similarity import SHARE, Floats, Measure
from nonaligned.measures.tallies import Ints, Tallies

UNIT = "share of the other states that stand below, 0 to 1 (ties count half)"


def percentiles(
    values: Floats, variances: Floats, level: float = 0.95, *, simultaneous: bool = False
) -> tuple[Floats, Floats, Floats]:
    """Rank values that are uncertain.

    Parameters
    ----------
    values : array (N,)
    variances : array (N, N)
        Variance of each difference between two values.
    level : float
    simultaneous : bool
        Hold the level for all N - 1 comparisons of a state at once (Bonferroni), as needed to say
        "no other state"; else for each of them.

    Returns
    -------
    percentile, low, high : array (N,)
        Share of the others that is below (ties half); share credibly below; one less the share
        credibly above.

    Examples
    --------
    >>> import numpy as np
    >>> percentile, low, high = percentiles(np.array([0.1, 0.5, 0.52]), np.full((3, 3), 0.01))
    >>> percentile, low, high
    (array([0. , 0.5, 1. ]), array([0. , 0.5, 0.5]), array([0., 1., 1.]))
    """
    others = values.size - 1
    if others < 1:
        nothing = np.full(values.size, np.nan)
        return nothing, nothing, nothing
    apart = values[:, None] - values[None, :]
    tail = (1 - level) / others if simultaneous else 1 - level
    sure = normal_quantile(1 - tail) * np.sqrt(variances)
    below, ties = (apart > 0).sum(axis=1), (apart == 0).sum(axis=1) - 1
    low = (apart > sure).sum(axis=1) / others
    high = 1 - (-apart > sure).sum(axis=1) / others
    percentile = (below + ties / 2) / others
    return percentile, np.minimum(low, percentile), np.maximum(high, percentile)


def standing(
    tallies: Tallies,
    pole: str,
    among: Sequence[str] | None = None,
    *,
    measure: str = "agree3",
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    minimum: int = 10,
    simultaneous: bool = False,
    interval: Interval = DEFAULT,
) -> Series:
    """Rank states by their agreement with one state.

    Parameters
    ----------
    tallies : Tallies
    pole : str
        The state that agreement is with; it is not ranked itself.
    among : sequence of str, optional
        The states that are ranked; all without it.
    measure, cut, first, last, interval
        As in :func:`nonaligned.measures.agreement.agreement`.
    minimum : int
        States with fewer common roll calls are left out.
    simultaneous : bool
        See :func:`percentiles`.

    Returns
    -------
    Series
        Percentile of each state, with the pole as ``other``.

    Raises
    ------
    RecordError
        Fewer than two states are left to compare.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=4, sessions=2, rollcalls=20, seed=1))
    >>> standing(tallies, "S00").table["value"].to_list()
    [1.0, 0.0, 0.5]
    """
    chosen = find(measure)
    span = spans_of(tallies, first, last, "span")[0]
    counts = tallies.pairs(cut, *span)
    y = tallies.index(pole)
    ranked = [i for i in _positions(tallies, among) if i != y]
    states = np.array([i for i in ranked if chosen.n(counts[i, y]) >= minimum], dtype=np.int64)
    states = states[np.isfinite(chosen(counts[states, y]))]
    _enough(tallies, states, minimum)
    pairs = Pairs((span,), states, np.full(states.size, y), counts[None, states, y])
    if interval.choose(tallies) == "bootstrap":
        apart = _drawn(tallies, chosen, cut, pairs, interval)
    else:
        apart = _closed(tallies, chosen, cut, pairs)
    n = chosen.n(pairs.counts[0])
    ranks = percentiles(chosen(pairs.counts[0]), apart, interval.level, simultaneous=simultaneous)
    return _laid_out(tallies, f"{measure}_standing", cut, pairs, ranks, n)


def share_standing(
    tallies: Tallies,
    among: Sequence[str] | None = None,
    *,
    cut: str = "all",
    first: int | None = None,
    last: int | None = None,
    minimum: int = 10,
    simultaneous: bool = False,
    interval: Interval = DEFAULT,
) -> Series:
    """Rank states by their share of yes votes.

    Parameters are those of :func:`standing`; ``minimum`` counts the state's own votes.

    Returns
    -------
    Series
        Percentile of each state; ``other`` is null.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=20, seed=1))
    >>> share_standing(tallies).table["value"].to_list()
    [1.0, 0.0, 0.5]
    """
    span = spans_of(tallies, first, last, "span")[0]
    counts = tallies.pairs(cut, *span)
    states = np.array(
        [i for i in _positions(tallies, among) if SHARE.n(counts[i, i]) >= minimum], dtype=np.int64
    )
    _enough(tallies, states, minimum)
    pairs = Pairs((span,), states, states, counts[None, states, states])
    if interval.choose(tallies) == "bootstrap":
        apart = _drawn(tallies, SHARE, cut, pairs, interval)
    else:
        common = counts[np.ix_(states, states)]
        apart = SHARE_DIFFERENCE.variance(SHARE_DIFFERENCE.smoothed(common))
        apart = apart * tallies.design_effect(cut, *span)
    n = SHARE.n(pairs.counts[0])
    ranks = percentiles(SHARE(pairs.counts[0]), apart, interval.level, simultaneous=simultaneous)
    return _laid_out(tallies, "yes_share_standing", cut, pairs, ranks, n)


def _positions(tallies: Tallies, among: Sequence[str] | None) -> list[int]:
    named = tallies.states if among is None else among
    return [tallies.index(state) for state in named]


def _enough(tallies: Tallies, states: Ints, minimum: int) -> None:
    if states.size < 2:
        raise RecordError(
            f"{states.size} states have {minimum} roll calls to be compared on",
            where=tallies.source,
            hint="Widen the span or the cut",
        )


def _closed(tallies: Tallies, measure: Measure, cut: str, pairs: Pairs) -> Floats:
    """Variance of the difference of every two states' agreement with the pole, (N, N)."""
    span = pairs.spans[0]
    full = full_pairs(tallies, cut, *span)
    own = full[pairs.right, pairs.left]
    one, two = np.triu_indices(pairs.left.size, 1)
    between = full[pairs.left[one], pairs.left[two]]
    apart = np.zeros((pairs.left.size,) * 2)
    apart[one, two] = difference_variance(measure, own[one], own[two], between)
    return (apart + apart.T) * tallies.design_effect(cut, *span)


def _drawn(
    tallies: Tallies, measure: Measure, cut: str, pairs: Pairs, interval: Interval
) -> Floats:
    """Variance of the difference of every two values over bootstrap samples, (N, N)."""
    samples = draws(tallies, measure, cut, pairs.spans[0], (pairs.left, pairs.right), interval)
    together = np.atleast_2d(np.cov(samples, rowvar=False))
    own = np.diag(together)
    doubt = measure.doubt(pairs.counts[0])
    return own[:, None] + own[None, :] - 2 * together + doubt[:, None] + doubt[None, :]


def _laid_out(
    tallies: Tallies,
    name: str,
    cut: str,
    pairs: Pairs,
    ranks: tuple[Floats, Floats, Floats],
    n: Floats,
) -> Series:
    pair = np.arange(pairs.left.size)
    held = max(tallies.rollcalls(cut, *pairs.spans[0]), 1)
    table = series_table(
        {
            **labels(tallies, pairs, np.zeros_like(pair), pair),
            **dict(zip(("value", "low", "high"), ranks, strict=True)),
            "n": n.astype(np.int32),
            "coverage": n / held,
        }
    )
    how = "states credibly below and not credibly above, by paired differences"
    return Series(name, UNIT, tallies.source, table, how, cut)
