"""By how much states changed, seen from all their votes, with what is usual beside it.

Three things are looked at. One minus the agreement of two states is the squared distance of their
votes, taken as points, so its root is a distance, and chance moves it alike wherever it lies. A
session with fewer divided votes brings all states nearer to each other; distances are therefore
taken in units of their mean at each end. A state's distance to every other one is its *company*,
and its place on the line that keeps all the distances best is its *standing*. Its *answers* are how
often it says yes, abstains and says no, which needs no other state.

What chance there is lies in the sessions that stand for the ends. Each is left out in turn, and the
change of every state is found anew, so that what a session did to all of them drops out of the
difference between one state and what is usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.estimates import MEASURES, Floats
from nonaligned.claims.evidence import Bools, Evidence

Span = tuple[int, int]

MEASURED = ("agree3", "agree2")
"""Measures of agreement by which distances are taken; abstentions as half way, and left out."""

WHAT = ("answers", *(f"{name}-{m}" for m in MEASURED for name in ("standing", "company")))
"""What can be looked at; the answers need no measure of agreement."""

WEIGHTS = {
    m.name: np.array([(m.used * m.weights).ravel(), m.used.ravel()], dtype=np.float32).T
    for m in (MEASURES[name] for name in MEASURED)
}
"""How a pair of answers counts as agreed, and whether it enters, (9, 2), by measure: counts are
exact in this type."""

ROUNDS, FURTHER = 100, 8
"""Rounds of the power method for the axis of a whole span, and from there for what remains when a
session is left out."""


TINY = 1e-300
"""Keeps a line of length zero from being divided by it."""


@dataclass(frozen=True, eq=False)
class Changes:
    """Changes of one thing about every state from one span to a later one.

    Parameters
    ----------
    values : array (1 + T, S)
        First of the whole spans, then with each session of either left out. NaN where undefined.
    early : int
        Sessions of the earlier span; the rest are of the later one.
    """

    values: Floats
    early: int


@dataclass(frozen=True)
class Margin:
    """How far one state or group stayed below what is usual among the others.

    Parameters
    ----------
    moved, usual, error : float
        Its change, that which two thirds of the others do not exceed, and the standard error of
        their difference; NaN where undefined.
    """

    moved: float
    usual: float
    error: float


def changes(
    evidence: Evidence, cut: str, before: Span, after: Span, among: Bools
) -> Mapping[str, Changes]:
    """Find the changes of some states, NaN for all others, by what is looked at.

    Parameters
    ----------
    evidence : Evidence
    cut : str
    before, after : tuple of int
        First and last session of each end.
    among : array of bool, (S,)

    Returns
    -------
    mapping
        What is in :data:`WHAT`.
    """
    return {what: each(evidence, cut, (before, after), among[None], what)[0] for what in WHAT}


def each(
    evidence: Evidence, cut: str, ends: tuple[Span, Span], among: Bools, what: str
) -> list[Changes]:
    """Find the changes among each of several sets of states.

    Parameters
    ----------
    evidence : Evidence
    cut : str
    ends : pair of tuple of int
        First and last session of each end.
    among : array of bool, (M, S)
        Where sets are alike, as those of most members of a group are, one is looked at.
    what : str
        One of :data:`WHAT`.

    Returns
    -------
    list of Changes
        NaN for the states that are not in the set.
    """
    root = what.split("-")[-1]
    find = _answered if root == what else _placed
    states: Bools = np.asarray(among.any(axis=0))
    old, new = (_Met(evidence, cut, span, states, root) for span in ends)
    early = len(evidence.tallies.span(*ends[0]))

    def compute(who: Bools) -> Mapping[str, Changes]:
        found = find(old, new, who)
        return {name: Changes(_laid_out(values, who), early) for name, values in found.items()}

    kept: list[Mapping[str, Changes]] = [
        evidence.once(("changes", root, cut, ends, who.tobytes()), partial(compute, who))
        for who in among
    ]
    return [found[what] for found in kept]


def _answered(old: _Met, new: _Met, who: Bools) -> Mapping[str, Floats]:
    early, late = (_answers(end.evidence, end.cut, end.span, who) for end in (old, new))
    return {"answers": _shifts(early, late)}


def _placed(old: _Met, new: _Met, who: Bools) -> Mapping[str, Floats]:
    ends = old.distances(who), new.distances(who)
    return {f"standing-{old.measure}": _moves(*ends), f"company-{old.measure}": _companies(*ends)}


def _laid_out(values: Floats, among: Bools) -> Floats:
    """Return values of some states (., n) in the places of all, (., S)."""
    whole = np.full((len(values), among.size), np.nan)
    whole[:, among] = values
    return whole


def margin(found: Changes, who: Bools, others: Bools, share: float) -> Margin:
    """Compare the change of a state, or of the average member of a group, with what is usual.

    Parameters
    ----------
    found : Changes
    who, others : array of bool, (S,)
    share : float
        Of the others, that do not exceed what is usual.

    Returns
    -------
    Margin
        Its error by leaving out each session of either end in turn (jackknife; Efron & Tibshirani,
        1993, An Introduction to the Bootstrap, section 11.5); NaN with one session an end.
    """
    values, early = found.values, found.early
    moved = np.abs(_mean(values[:, who]))
    held = np.abs(values[:, others & np.isfinite(values).all(axis=0)])
    usual = np.quantile(held, share, axis=1) if held.size else np.full(len(values), np.nan)
    gaps = usual - moved
    ends = gaps[1 : 1 + early], gaps[1 + early :]
    spread = sum((len(end) - 1) * end.var() for end in ends if len(end))
    error = float(np.sqrt(spread)) if min(map(len, ends)) > 1 else float("nan")
    return Margin(float(moved[0]), float(usual[0]), error)


def _answers(evidence: Evidence, cut: str, span: Span, among: Bools) -> Floats:
    """Shares of yes, abstentions and no of a whole span and without each session, (1 + T, n, 3)."""
    cast = _left_out(evidence.casts(cut, *span)[:, among, :3].astype(float))
    total = cast.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(cast, total, out=np.full(cast.shape, np.nan), where=total > 0))


def _shifts(old: Floats, new: Floats) -> Floats:
    """Share of answers that would have to be others for the two spans to be alike, (., n)."""
    return np.asarray(np.abs(_each(old, new)).sum(axis=-1) / 2)


@dataclass(frozen=True, eq=False)
class _Met:
    """How states answered two by two over a span, read once for the sets of states in it.

    Parameters
    ----------
    evidence : Evidence
    cut : str
    span : tuple of int
        First and last session.
    states : array of bool, (S,)
        n of them.
    measure : str
        Of agreement.
    """

    evidence: Evidence
    cut: str
    span: Span
    states: Bools
    measure: str

    def distances(self, who: Bools) -> Floats:
        """Squared distances of a whole span and without each of its sessions, (1 + T, ., .).

        In units of their mean; NaN on the diagonal and where two states cast no common vote.
        """
        kept, shares = np.flatnonzero(who[self.states]), self.shares
        if kept.size < shares.shape[-1]:
            shares = shares[:, :, kept[:, None], kept]
        return _apart(*shares)

    @cached_property
    def shares(self) -> Floats:
        """Votes on which two states agreed, and those that enter, (2, 1 + T, n, n)."""
        found = np.moveaxis(self._counts() @ WEIGHTS[self.measure], -1, 0).astype(float)
        return np.stack([_left_out(part) for part in found])

    def _counts(self) -> NDArray[np.float32]:
        """Pairs of answers by session, (T, n, n, 9)."""
        places, span = np.flatnonzero(self.states), self.evidence.tallies.span(*self.span)
        counts = np.empty((len(span), places.size, places.size, 9), dtype=np.float32)
        for t, session in enumerate(span):
            pairs = self.evidence.tallies.pairs(self.cut, session, session)
            counts[t] = pairs[places[:, None], places].reshape(counts.shape[1:])
        return counts


def _apart(agreed: Floats, entering: Floats) -> Floats:
    """Share of votes on which two states differed, by that of two on average; NaN if none did."""
    nothing = np.full(entering.shape, np.nan)
    found: Floats = 1 - np.divide(agreed, entering, out=nothing, where=entering > 0)
    diagonal = np.arange(found.shape[-1])
    found[:, diagonal, diagonal] = np.nan
    middle = _mean(found.reshape(len(found), -1))[:, None, None]
    nothing = np.full(found.shape, np.nan)
    return np.asarray(np.divide(found, middle, out=nothing, where=middle > 0))


def _left_out(parts: Floats) -> Floats:
    """Return the sum over the first axis, then the sums without each part."""
    whole: Floats = parts.sum(axis=0, keepdims=True)
    return np.concatenate([whole, whole - parts])


def _places(squared: Floats) -> Floats:
    """Place states on the first axis of classical scaling, in spreads, (1 + T, n).

    Torgerson (1952, Psychometrika 17(4): 401-419). A distance that is not known is taken for the
    mean one; a state none of whose distances is known has no place.
    """
    known = np.where(np.isfinite(squared), squared, 1.0)
    known[:, np.arange(known.shape[1]), np.arange(known.shape[1])] = 0.0
    middle = known.mean(axis=1)
    centred = middle[:, None] + middle[:, :, None] - known - middle.mean(axis=1)[:, None, None]
    furthest = centred[0, int(centred[0].diagonal().argmax())]
    places = np.repeat(_axis(centred[:1], furthest[None], ROUNDS), len(centred), axis=0)
    places = _axis(centred, places, FURTHER)
    places[~np.isfinite(squared).any(axis=2)] = np.nan
    with np.errstate(invalid="ignore"):  # where no two states ever differed
        gaps = places - _mean(places)[:, None]
        return np.asarray(gaps / np.sqrt(_mean(gaps**2))[:, None])


def _axis(centred: Floats, line: Floats, rounds: int) -> Floats:
    """Turn lines (., n) towards the first axes of matrices (., n, n), each of length one."""
    for _ in range(rounds):
        line = (centred @ line[..., None])[..., 0]
        line = line / np.maximum(np.sqrt((line**2).sum(axis=1, keepdims=True)), TINY)
    return line


def _moves(old: Floats, new: Floats) -> Floats:
    """Change of place of each state, (., n): the later line has the earlier one's direction."""
    early, late = _places(old), _places(new)
    return _each(early, -late if np.nansum(early[0] * late[0]) < 0 else late)


def _each(old: Floats, new: Floats) -> Floats:
    """Later less earlier: of the whole spans, then with each session of either left out."""
    return np.concatenate([new[:1] - old, new[1:] - old[0]])


def _companies(old: Floats, new: Floats) -> Floats:
    """Mean absolute change of the distances of each state, the middle state's taken off, (., n)."""
    rows = []
    for change in _each(np.sqrt(np.maximum(old, 0)), np.sqrt(np.maximum(new, 0))):
        ordered, number = np.sort(change, axis=0), np.isfinite(change).sum(axis=0)
        at, columns = np.maximum(number - 1, 0), np.arange(len(change))
        middle = (ordered[at // 2, columns] + ordered[(at + 1) // 2, columns]) / 2
        rows.append(_mean(np.abs(change - middle)))
    return np.stack(rows)


def _mean(values: Floats) -> Floats:
    """Mean over the last axis where known, NaN without any."""
    known = np.isfinite(values)
    nothing = np.full(values.shape[:-1], np.nan)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.asarray(np.divide(total, known.sum(axis=-1), out=nothing, where=known.any(axis=-1)))
