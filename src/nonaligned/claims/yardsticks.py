"""What is usual among states when things change: constancy on texts, and the company kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations

import numpy as np

from nonaligned.claims.estimates import MEASURES, Counts, Floats, Measure, quick
from nonaligned.claims.evidence import Bools, Evidence
from nonaligned.measures.tallies import Ints

Span = tuple[int, int]

PLAIN = ("agree3", "agree2", "s_squared")
"""Measures of similarity without a correction for chance: quick for all pairs of states."""


def repeated(
    evidence: Evidence, cut: str, before: Span, after: Span, parity: int | None = None
) -> Counts:
    """Count texts voted on at both ends, and those with the same vote, (S, 2).

    Parameters
    ----------
    evidence : Evidence
    cut : str
    before, after : tuple of int
        First and last session of each end; every pair of sessions is compared.
    parity : int, optional
        Only pairs of sessions whose sum is even (0) or odd (1).
    """

    def count() -> Counts:
        tallies = evidence.tallies
        total = np.zeros((len(tallies.states), 2), dtype=np.int64)
        for s in tallies.span(*before):
            for t in tallies.span(*after):
                if parity is None or (s + t) % 2 == parity:
                    total += _came_up_again(evidence, cut, s, t)
        return total

    made: Counts = evidence.once(("repeated", cut, before, after, parity), count)
    return made


def _came_up_again(evidence: Evidence, cut: str, s: int, t: int) -> Ints:
    """Texts voted on in both of two sessions, and those with the same vote, (S, 2)."""
    recur = partial(evidence.tallies.recurring, cut, s, t)
    made: Ints = evidence.once(("recurring", cut, s, t), recur)
    return made


def shares(counts: Counts) -> Floats:
    """Share of texts with the same vote, (S,), NaN without a text."""
    nothing = np.full(len(counts), np.nan)
    return np.asarray(np.divide(counts[:, 1], counts[:, 0], out=nothing, where=counts[:, 0] > 0))


def constancy_error(
    evidence: Evidence, cut: str, ends: tuple[Span, Span], who: Bools, among: Bools
) -> float:
    """Jackknife standard error of a state's constancy less two thirds of the others', by session.

    Each session of either end is left out in turn (Efron & Tibshirani, 1993, section 11.5). What
    came up, and how often, is the same for all states, so state and yardstick are recomputed on
    what remains: a year of easy texts makes all constant alike. NaN with one session an end.
    """
    total = 0.0
    for own, other in (ends, ends[::-1]):
        held = list(evidence.tallies.span(*own))
        if len(held) < 2:
            return float("nan")
        left_out = []
        for out in held:
            counts = repeated(evidence, cut, *ends)
            for there in evidence.tallies.span(*other):
                counts = counts - _came_up_again(evidence, cut, out, there)
            found = shares(counts)
            same = counts[who].sum(axis=0)
            usual = evidence.quantile(found, among, 2 / 3)
            left_out.append(same[1] / same[0] - usual if same[0] else np.nan)
        spread = np.array(left_out)
        total += (len(held) - 1) / len(held) * float(((spread - spread.mean()) ** 2).sum())
    return float(np.sqrt(total))


def own_constancy(evidence: Evidence, cut: str, before: Span, after: Span) -> Floats:
    """Share of recurring texts with the same vote within each end, (S,), NaN without a text.

    How far a state wavers anyway, with no time for a change of policy: sessions of one end are
    compared with each other.
    """

    def count() -> Counts:
        tallies = evidence.tallies
        total = np.zeros((len(tallies.states), 2), dtype=np.int64)
        for span in (before, after):
            for s, t in combinations(tallies.span(*span), 2):
                total += _came_up_again(evidence, cut, s, t)
        return total

    made: Counts = evidence.once(("own constancy", cut, before, after), count)
    return shares(made)


def constancy_wobble(
    evidence: Evidence, cut: str, before: Span, after: Span, among: Bools
) -> float:
    """By how much two thirds of the states' constancy differs between halves of the sessions.

    The halves are the pairs of sessions whose sum is even and odd; zero where one is empty.
    """
    halves = [shares(repeated(evidence, cut, before, after, parity)) for parity in (0, 1)]
    gaps = np.abs(halves[0] - halves[1])[among]
    gaps = gaps[np.isfinite(gaps)]
    return float(np.quantile(gaps, 2 / 3)) if gaps.size else 0.0


def company(
    evidence: Evidence, measure: str, cut: str, before: Span, after: Span, among: Bools
) -> Floats:
    """Change of similarity of every two states, less the middle state's with the second, (S, S).

    What one state does changes all others' similarity to it; taking the middle off leaves what
    the first state did. NaN where undefined and on the diagonal.
    """

    def compute() -> Floats:
        old, new = (evidence.similarity_table(measure, cut, *span) for span in (before, after))
        change = new - old
        np.fill_diagonal(change, np.nan)
        change[:, ~among] = np.nan
        middle = np.full(change.shape[1], np.nan)
        known = np.isfinite(change[among]).any(axis=0)
        middle[known] = np.nanmedian(change[among][:, known], axis=0)
        found: Floats = change - middle
        return found

    key = ("company", measure, cut, before, after, among.tobytes())
    made: Floats = evidence.once(key, compute)
    return made


def profile_changes(
    evidence: Evidence, measure: str, cut: str, before: Span, after: Span, among: Bools
) -> Floats:
    """Mean absolute change of the company of each state, (S,)."""
    return _row_means(np.abs(company(evidence, measure, cut, before, after, among)))


def profile_error(
    evidence: Evidence,
    measure: str,
    cut: str,
    spans: tuple[Span, Span],
    state: str,
    among: Bools,
) -> float:
    """Jackknife standard error of one state's change of profile, over sessions left out in turn.

    Zero-session ends have no error and give NaN (Efron & Tibshirani, 1993, An Introduction to the
    Bootstrap, section 11.5, applied to each end).
    """
    from nonaligned.claims.claim import Party

    formula, i = MEASURES[measure], evidence.index(state)
    rows = [evidence.row(Party(state), cut, *span) for span in spans]
    middle = _middle(evidence, measure, cut, spans, among, i)

    def moved(start: Counts, end: Counts) -> Floats:
        change = quick(formula, end) - quick(formula, start)
        change[i] = np.nan
        return np.abs(change - middle)[among]

    return _jackknife(rows, moved)


def _jackknife(rows: list[Counts], moved: Callable[[Counts, Counts], Floats]) -> float:
    """Take the standard error of the mean of what ``moved`` gives, over sessions left out."""
    total = 0.0
    for end in (0, 1):
        sessions = len(rows[end])
        if sessions < 2:
            return float("nan")
        left_out = []
        for t in range(sessions):
            counts = [row.sum(axis=0) for row in rows]
            counts[end] = counts[end] - rows[end][t]
            gaps = moved(*counts)
            left_out.append(gaps[np.isfinite(gaps)].mean() if np.isfinite(gaps).any() else np.nan)
        spread = np.array(left_out)
        total += (sessions - 1) / sessions * float(((spread - spread.mean()) ** 2).sum())
    return float(np.sqrt(total))


def standings(evidence: Evidence, measure: str, cut: str, span: Span, among: Bools) -> Floats:
    """Share of some states that are less similar to the second than the first is, (S, S).

    A rank does not feel an agenda that brings all states nearer to each other or drives them apart:
    what the difference of similarities takes for a change of the one who disagrees with most. NaN
    where undefined, on the diagonal, and for states outside ``among`` as the second.
    """

    def compute() -> Floats:
        value = evidence.similarity_table(measure, cut, *span).copy()
        np.fill_diagonal(value, np.nan)
        found = np.full(value.shape, np.nan)
        found[:, among] = _outdone(value[:, among], among)
        return found

    made: Floats = evidence.once(("standings", measure, cut, span, among.tobytes()), compute)
    return made


def _outdone(values: Floats, among: Bools) -> Floats:
    """Share of the known values in rows ``among`` that lie below each, by column, ties half."""
    order = np.argsort(values, axis=0)
    ranked = np.take_along_axis(values, order, axis=0)
    counts = among[order] & np.isfinite(ranked)
    upto = np.cumsum(counts, axis=0)
    # of tied values the first tells how many lie below, the last how many lie at or below
    place, fresh = np.arange(len(values))[:, None], np.ones(values.shape, dtype=bool)
    fresh[1:] = ranked[1:] != ranked[:-1]
    first = np.maximum.accumulate(np.where(fresh, place, 0), axis=0)
    ends = np.roll(fresh, -1, axis=0)
    last = np.minimum.accumulate(np.where(ends, place, len(values))[::-1], axis=0)[::-1]
    twice: Floats = np.take_along_axis(upto - counts, first, axis=0) + np.take_along_axis(
        upto, last, 0
    )
    share = np.full(values.shape, np.nan)
    np.put_along_axis(share, order, twice / np.maximum(2 * upto[-1], 1), axis=0)
    return np.where(np.isfinite(values), share, np.nan)


def standing_changes(
    evidence: Evidence, measure: str, cut: str, before: Span, after: Span, among: Bools
) -> Floats:
    """Mean absolute change of each state's standing with the others, (S,)."""
    old, new = (standings(evidence, measure, cut, span, among) for span in (before, after))
    return _row_means(np.abs(new - old))


def standing_error(
    evidence: Evidence,
    measure: str,
    cut: str,
    spans: tuple[Span, Span],
    state: str,
    among: Bools,
) -> float:
    """Jackknife standard error of one state's change of standing, as :func:`profile_error`."""
    from nonaligned.claims.claim import Party

    formula = MEASURES[measure]
    rows = [evidence.row(Party(state), cut, *span)[:, among] for span in spans]
    held = [evidence.similarity_table(measure, cut, *span)[np.ix_(among, among)] for span in spans]
    for table in held:
        np.fill_diagonal(table, np.nan)

    def moved(start: Counts, end: Counts) -> Floats:
        return np.abs(_beside(formula, end, held[1]) - _beside(formula, start, held[0]))

    return _jackknife(rows, moved)


def _beside(formula: Measure, counts: Counts, held: Floats) -> Floats:
    """Standing of a state with each of the others, from its counts with them."""
    value = quick(formula, counts)
    others = np.isfinite(held).sum(axis=0)
    below = (held < value).sum(axis=0) + (held <= value).sum(axis=0)
    share = below / np.maximum(2 * others, 1)
    return np.where(np.isfinite(value) & (others > 0), share, np.nan)


def _row_means(values: Floats) -> Floats:
    """Mean of each row where known, NaN without any."""
    known = np.isfinite(values)
    total, nothing = np.where(known, values, 0.0).sum(axis=1), np.full(len(values), np.nan)
    return np.asarray(np.divide(total, known.sum(axis=1), out=nothing, where=known.any(axis=1)))


def _middle(
    evidence: Evidence, measure: str, cut: str, spans: tuple[Span, Span], among: Bools, i: int
) -> Floats:
    """Return what was taken off one state's changes."""
    old, new = (evidence.similarity_table(measure, cut, *span)[i] for span in spans)
    middle: Floats = new - old - company(evidence, measure, cut, *spans, among)[i]
    return middle
