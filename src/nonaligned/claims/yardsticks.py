"""What is usual among states when things change: constancy on texts that came up again."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import numpy as np

from nonaligned.claims.estimates import Counts, Floats
from nonaligned.claims.evidence import Bools, Evidence
from nonaligned.measures.tallies import Ints

Span = tuple[int, int]


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
