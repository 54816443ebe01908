"""Ideal points as claims use them: in units of the session's spread, distances and changes.

The location and scale of each session's ideal points are only weakly identified, so positions are
standardised within the session. Their errors are taken as independent between states and as wholly
dependent between sessions: both err on the wide side for states that vote alike and for one state
over time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nonaligned.claims.claim import Party
from nonaligned.claims.estimates import NOTHING, Estimate, Floats
from nonaligned.claims.evidence import Evidence
from nonaligned.measures.intervals import normal_quantile


@dataclass(frozen=True, eq=False)
class Places:
    """Standardised ideal points over a span.

    Parameters
    ----------
    mean, variance : array (T, S)
        In units of the session's spread among states; NaN where a state cast no vote.
    n : array (T, S)
        Votes that they rest on.
    """

    mean: Floats
    variance: Floats
    n: Floats


def places(evidence: Evidence, cut: str, first: int, last: int) -> Places:
    """Lay out the ideal points of all states over a span of sessions."""
    made: Places = evidence.once(
        ("places", cut, first, last), lambda: _places(evidence, cut, first, last)
    )
    return made


def _places(evidence: Evidence, cut: str, first: int, last: int) -> Places:
    span = evidence.tallies.span(first, last)
    shape = (len(span), len(evidence.tallies.states))
    mean, sd, n = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape)
    table = evidence.points(cut)
    columns = {state: i for i, state in enumerate(evidence.tallies.states)}
    session = np.asarray(table["session"])
    state = np.array([columns.get(name, -1) for name in np.asarray(table["state"]).tolist()])
    kept = np.isin(session, span) & (state >= 0)
    place = np.searchsorted(span, session[kept]), state[kept]
    for name, values in (("mean", mean), ("sd", sd), ("n", n)):
        if name in table:
            values[place] = np.asarray(table[name], dtype=float)[kept]
    n[np.isnan(n)] = 0
    known = np.isfinite(mean)
    enough = known.sum(axis=1) > 1
    centre, spread = np.full(len(span), np.nan), np.full(len(span), np.nan)
    for t in np.flatnonzero(enough).tolist():
        centre[t], spread[t] = mean[t, known[t]].mean(), mean[t, known[t]].std()
    spread[~(spread > 0)] = np.nan
    return Places((mean - centre[:, None]) / spread[:, None], (sd / spread[:, None]) ** 2, n)


def place(
    evidence: Evidence, party: Party, found: Places, first: int, last: int
) -> tuple[Floats, Floats]:
    """Place of a party by session, (T,), and its variance; a group is its members' mean."""
    mean, variance = np.full(len(found.mean), np.nan), np.full(len(found.mean), np.nan)
    for t, session in enumerate(evidence.tallies.span(first, last)):
        members = [evidence.index(state) for state in evidence.members(party, session)]
        members = [i for i in members if np.isfinite(found.mean[t, i])]
        if members:
            mean[t], variance[t] = found.mean[t, members].mean(), found.variance[t, members].mean()
    return mean, variance


def nearer(
    evidence: Evidence, x: Party, y: Party, z: Party, cut: str, first: int, last: int
) -> Estimate:
    """How much nearer x stands to y than to z: distance to z less distance to y, on average.

    Returns
    -------
    Estimate
        In units of the sessions' spread. Exchanging y and z changes the sign and nothing else.
    """
    found = places(evidence, cut, first, last)
    (px, vx), (py, vy), (pz, vz) = (place(evidence, p, found, first, last) for p in (x, y, z))
    to_y, to_z = px - py, px - pz
    value = np.abs(to_z) - np.abs(to_y)
    variance = (np.sign(to_z) - np.sign(to_y)) ** 2 * vx + (vy + vz)
    return _mean(value, variance, _votes(evidence, x, found, first, last))


def distance(evidence: Evidence, x: Party, y: Party, cut: str, span: tuple[int, int]) -> Estimate:
    """Distance of two parties over a span, on average."""
    found = places(evidence, cut, *span)
    (px, vx), (py, vy) = (place(evidence, p, found, *span) for p in (x, y))
    return _mean(np.abs(px - py), vx + vy, _votes(evidence, x, found, *span))


def distances(evidence: Evidence, y: Party, cut: str, span: tuple[int, int]) -> Floats:
    """Distance of every state to a party over a span, (S,)."""
    found = places(evidence, cut, *span)
    at, _ = place(evidence, y, found, *span)
    return _average(np.abs(found.mean - at[:, None]))


def moves(evidence: Evidence, cut: str, before: tuple[int, int], after: tuple[int, int]) -> Floats:
    """Change of every state's place from one span to a later one, (S,)."""
    old, new = (_average(places(evidence, cut, *span).mean) for span in (before, after))
    return new - old


def average(evidence: Evidence, cut: str, first: int, last: int) -> Floats:
    """Place of every state over a span, on average, (S,)."""
    return _average(places(evidence, cut, first, last).mean)


def move(
    evidence: Evidence, x: Party, cut: str, before: tuple[int, int], after: tuple[int, int]
) -> Estimate:
    """Change of a party's place from one span to a later one."""
    ends = []
    for span in (before, after):
        found = places(evidence, cut, *span)
        mean, variance = place(evidence, x, found, *span)
        ends.append(_mean(mean, variance, _votes(evidence, x, found, *span)))
    return less(ends[1], ends[0])


def less(one: Estimate, other: Estimate) -> Estimate:
    """One estimate less another, their errors taken as independent."""
    value = one.value - other.value
    half = float(np.hypot(one.high - one.value, other.high - other.value))
    return Estimate(value, value - half, value + half, min(one.n, other.n))


def _votes(evidence: Evidence, x: Party, found: Places, first: int, last: int) -> int:
    columns = [evidence.index(state) for state in evidence.names(x, first, last)]
    return int(found.n[:, columns].sum() / max(len(columns), 1))


def _mean(values: Floats, variances: Floats, n: int) -> Estimate:
    known = np.isfinite(values) & np.isfinite(variances)
    if not known.any():
        return NOTHING
    value = float(values[known].mean())
    half = normal_quantile() * float(np.sqrt(variances[known]).mean())
    return Estimate(value, value - half, value + half, n)


def _average(values: Floats) -> Floats:
    known = np.isfinite(values)
    total, number = np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0)
    nothing = np.full(values.shape[1], np.nan)
    return np.asarray(np.divide(total, number, out=nothing, where=number > 0))
