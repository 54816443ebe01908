"""What claims are tested against: counts of votes, ideal points where there are any.

The yardsticks, what is usual among all states over the same span, are computed once for each
span and kept, so that a hundred claims cost little more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nonaligned import states
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.estimates import MEASURES, SUPPORT, Counts, Estimate, Floats, own, quick
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.wording import spoken_sessions
from nonaligned.errors import RecordError
from nonaligned.measures.tallies import Tallies

if TYPE_CHECKING:
    import polars as pl

Where = tuple[str, int, int]
"""Cut, first and last session."""

Bools = NDArray[np.bool_]

PRESENT = 1 / 3
"""A state counts among those compared when it cast a vote in this share of the roll calls."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """The record that claims are tested against.

    Parameters
    ----------
    tallies : Tallies
        Counts of votes.
    ideal : mapping of str to polars.DataFrame, optional
        Ideal points by cut, each with columns ``state``, ``session``, ``mean``, ``sd``. It may
        have a method ``columns``, which gives those of a cut as arrays.
    resolutions : callable, optional
        Makes the tallies of single roll calls, under the contract ``RESOLUTIONS``.
    answers : callable, optional
        Answer of each state in a roll call, by its session and place; nothing where single votes
        are not at hand.
    """

    tallies: Tallies
    ideal: Mapping[str, pl.DataFrame] | None = None
    resolutions: Callable[[], pl.DataFrame] | None = None
    answers: Callable[[int, int], Mapping[str, str]] | None = None
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return a value that is made once and kept."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    # -- time ----------------------------------------------------------------------

    def sessions(self, claim: Claim) -> tuple[int, int]:
        """First and last session of the claim's years that the record holds.

        Raises
        ------
        RecordError
            The record holds none of them.
        """
        held = self.tallies.sessions
        first, last = claim.window.years(FIRST_SESSION + held[0], FIRST_SESSION + held[-1])
        inside = [s for s in held if first <= FIRST_SESSION + s <= last]
        if not inside:
            raise RecordError(
                f"the votes on record run from {FIRST_SESSION + held[0]} to "
                f"{FIRST_SESSION + held[-1]}, and the claim is about "
                + (str(first) if first == last else f"{first} to {last}")
            )
        return inside[0], inside[-1]

    def clip(self, first: int, last: int) -> tuple[int, int]:
        """Return the nearest span of sessions that the record holds."""
        held = self.tallies.sessions
        return max(first, held[0]), min(max(last, held[0]), held[-1])

    def widened(self, way: Specification) -> tuple[int, int]:
        """Sessions of a specification; the window ``calendar`` counts the one before in.

        A session runs into the next calendar year: the spring of year y belongs to the session
        that opened in y - 1.
        """
        return self.clip(way.first - (way.window == "calendar"), way.last)

    def require(self, party: Party, first: int, last: int) -> None:
        """Say so where a party cast no vote in a span.

        Raises
        ------
        RecordError
        """
        if not self.cast(party, "all", first, last)[:, :3].any():
            name = states.group(party.name).name if party.group else states.label(party.name)
            span = spoken_sessions(FIRST_SESSION + first, FIRST_SESSION + last)
            raise RecordError(f"{name} cast no vote in the {span}")

    def finding(
        self,
        way: Specification,
        estimate: Estimate,
        unit: str,
        criterion: str,
        threshold: float,
    ) -> Finding:
        """Return a finding that is for the claim above a threshold and against it below."""
        return Finding(
            way,
            estimate.value,
            estimate.low,
            estimate.high,
            unit,
            criterion,
            estimate.outcome(threshold),
            threshold,
            estimate.n,
        )

    def nothing(self, way: Specification, why: str) -> Finding:
        """Return a finding of nothing, with the reason."""
        missing = float("nan")
        return Finding(way, missing, missing, missing, "", "", "undecided", missing, 0, note=why)

    # -- who -----------------------------------------------------------------------

    def is_state(self, name: str) -> bool:
        """Whether a state by this id votes on record."""
        return name in self._places

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Position of each state."""
        return {state: place for place, state in enumerate(self.tallies.states)}

    def index(self, state: str) -> int:
        """Position of a state; RecordError where it cast no vote on record."""
        if state not in self._places:
            raise RecordError(f"{states.label(state)} cast no vote on record")
        return self._places[state]

    def votes(self, cut: str, first: int, last: int) -> Counts:
        """Votes cast by each state, absences left out, (S,)."""
        made: Counts = self.once(
            ("votes", cut, first, last),
            lambda: self.tallies.cast(cut, first, last)[:, :3].sum(axis=1),
        )
        return made

    def compared(
        self, group: str, cut: str, first: int, last: int, near: Party | None = None
    ) -> Bools:
        """States that a value is compared with, (S,).

        Parameters
        ----------
        group : str
            ``members`` (cast a vote in a third of the roll calls), ``throughout`` (in the
            first and in the last session, too), or ``region`` (of ``near``).
        """
        kept = self.votes(cut, first, last) >= PRESENT * self.tallies.rollcalls(cut, first, last)
        if group == "throughout":
            for session in {first, last}:
                kept = kept & (self.votes("all", session, session) > 0)
        if group == "region" and near is not None and not near.group:
            regions = self.once(
                "regions", lambda: np.array([states.region(s) for s in self.tallies.states])
            )
            kept = kept & (regions == states.region(near.name))
        return np.asarray(kept)

    def members(self, party: Party, session: int) -> tuple[str, ...]:
        """States that a party stands for in a session and that vote on record."""
        if not party.group:
            return (party.name,)
        year = FIRST_SESSION + session
        found = states.group(party.name).standing(year)
        return tuple(s for s in self.tallies.states if s in found)

    def positions(self, party: Party, first: int, last: int) -> Bools:
        """Which states a party stands for at some time in a span, (S,)."""

        def find() -> Bools:
            found = set(self.names(party, first, last))
            return np.array([state in found for state in self.tallies.states])

        made: Bools = self.once(("positions", party, first, last), find)
        return made

    def names(self, party: Party, first: int, last: int) -> tuple[str, ...]:
        """States that a party stands for at some time in a span, in order of id."""

        def find() -> tuple[str, ...]:
            span = self.tallies.span(first, last)
            return tuple(sorted({s for session in span for s in self.members(party, session)}))

        made: tuple[str, ...] = self.once(("names", party, first, last), find)
        return made

    def of(self, party: Party, values: Counts, first: int, last: int) -> Counts:
        """Take what a party has of the values of all states by session, (T, S, ...) to (T, ...).

        A group has the mean of its members of each session, and 0 where it has none.
        """
        if not party.group:
            return values[:, self.index(party.name)]
        found = np.zeros((len(values), *values.shape[2:]))
        for t, session in enumerate(self.tallies.span(first, last)):
            members = [self.index(state) for state in self.members(party, session)]
            if members:
                found[t] = values[t, members].mean(axis=0)
        return found

    # -- counts --------------------------------------------------------------------

    def row(self, party: Party, cut: str, first: int, last: int) -> Counts:
        """Answers of a party and of every state, by session, (T, S, 3, 3).

        A group is its average member: the counts of its members of each session, added up and
        divided by their number, a member's counts with itself left out. So twenty members that
        vote alike weigh as one state, not as twenty independent ones.
        """
        made: Counts = self.once(
            ("row", party, cut, first, last), lambda: self._row(party, cut, first, last)
        )
        return made

    def _row(self, party: Party, cut: str, first: int, last: int) -> Counts:
        if not party.group:
            self.index(party.name)
            return self.tallies.rows_by_session(cut, party.name, first, last)
        span = self.tallies.span(first, last)
        total = np.zeros((len(span), len(self.tallies.states), 3, 3))
        for t, session in enumerate(span):
            members = [self.index(s) for s in self.members(party, session)]
            counts = self.tallies.pairs(cut, session, session)
            for i in members:
                total[t] += counts[i]
                total[t, i] -= counts[i, i]
            total[t] /= max(len(members), 1)
            if len(members) > 1:
                total[t, members] *= len(members) / (len(members) - 1)
        return total

    def pair(self, x: Party, y: Party, cut: str, first: int, last: int) -> Counts:
        """Answers of two parties, by session, (T, 3, 3); a state is never paired with itself."""
        made: Counts = self.once(
            ("pair", x, y, cut, first, last), lambda: self._pair(x, y, cut, first, last)
        )
        return made

    def _pair(self, x: Party, y: Party, cut: str, first: int, last: int) -> Counts:
        if x.group and not y.group:
            return np.swapaxes(self.pair(y, x, cut, first, last), -1, -2)
        if not y.group:  # the row of the second serves whatever is set beside it
            own = x.name == y.name
            row = self.row(y, cut, first, last)[:, self.index(x.name)]
            return np.swapaxes(row, -1, -2) * (0 if own else 1)
        row = self.row(x, cut, first, last)
        total = np.zeros((row.shape[0], 3, 3))
        for t, session in enumerate(self.tallies.span(first, last)):
            members = [s for s in self.members(y, session) if x.group or s != x.name]
            for state in members:
                total[t] += row[t, self.index(state)] / len(members)
        return total

    def pairs(
        self, parties: tuple[Party, ...], y: Party, cut: str, first: int, last: int
    ) -> Counts:
        """As :meth:`pair`, of each of some parties and another, (T, M, 3, 3)."""
        made: Counts = self.once(
            ("pairs", parties, y, cut, first, last),
            lambda: np.stack([self.pair(x, y, cut, first, last) for x in parties], axis=1),
        )
        return made

    def full_row(self, party: Party, cut: str, first: int, last: int) -> Counts:
        """As :meth:`row`, with "no vote" as the fourth answer, (T, S, 4, 4)."""
        own, every = self.cast(party, cut, first, last), self.casts(cut, first, last)
        rollcalls = self.tallies.rollcalls_by_session(cut, first, last)
        return completed(self.row(party, cut, first, last), own[:, None], every, rollcalls[:, None])

    def full_pair(self, x: Party, y: Party, cut: str, first: int, last: int) -> Counts:
        """As :meth:`pair`, with "no vote" as the fourth answer, (T, 4, 4)."""
        return self.full_pairs((x,), y, cut, first, last)[:, 0]

    def full_pairs(
        self, parties: tuple[Party, ...], y: Party, cut: str, first: int, last: int
    ) -> Counts:
        """As :meth:`pairs`, with "no vote" as the fourth answer, (T, M, 4, 4)."""
        where = (cut, first, last)

        def compute() -> Counts:
            left: Floats = np.stack([self.cast(x, *where) for x in parties], axis=1).astype(float)
            rollcalls = self.tallies.rollcalls_by_session(*where)[:, None]
            right = self.cast(y, *where)[:, None]
            return completed(self.pairs(parties, y, *where), left, right, rollcalls)

        made: Counts = self.once(("full pairs", parties, y, where), compute)
        return made

    def spanned(self, counts: Counts, where: Where, pooled: bool) -> Counts:
        """Pool counts by session (T, ...) as one, or leave out sessions without a roll call."""
        held: Counts = counts[self.tallies.rollcalls_by_session(*where) > 0]
        return counts.sum(axis=0, keepdims=True) if pooled else held

    def summed_row(self, party: Party, cut: str, first: int, last: int) -> Counts:
        """Return :meth:`full_row` summed over the sessions, (S, 4, 4)."""
        made: Counts = self.once(
            ("summed row", party, cut, first, last),
            lambda: self.full_row(party, cut, first, last).sum(axis=0),
        )
        return made

    def casts(self, cut: str, first: int, last: int) -> Counts:
        """Answers of every state by session, (T, S, 4)."""
        made: Counts = self.once(
            ("cast", cut, first, last), lambda: self.tallies.cast_by_session(cut, first, last)
        )
        return made

    def selves(self, cut: str, first: int, last: int) -> Counts:
        """Answers of every state with itself by session, (T, S, 3, 3)."""
        made: Counts = self.once(
            ("selves", cut, first, last), lambda: own(self.casts(cut, first, last))
        )
        return made

    def cast(self, party: Party, cut: str, first: int, last: int) -> Counts:
        """Answers of a party by session: yes, abstain, no, absent, (T, 4); a group's mean."""
        return self.of(party, self.casts(cut, first, last), first, last)

    def effect(self, cut: str, first: int, last: int) -> float:
        """Design effect of the clustering of roll calls by resolution, at least 1."""
        made: float = self.once(
            ("effect", cut, first, last),
            lambda: max(1.0, self.tallies.design_effect(cut, first, last)),
        )
        return made

    def points(self, cut: str) -> Any:
        """Ideal points of a cut by column, as arrays where they are at hand as such."""
        held = self.ideal or {}
        columns = getattr(held, "columns", None)
        return columns(cut) if columns else held[cut]

    # -- yardsticks ------------------------------------------------------------------

    def similarities(
        self, measure: str, party: Party, cut: str, window: str, first: int, last: int
    ) -> Floats:
        """Similarity of a party to every state over a span, (S,); NaN where undefined."""
        made: Floats = self.once(
            ("similar", measure, party, cut, window, first, last),
            lambda: over(window, self.row(party, cut, first, last), MEASURES[measure]),
        )
        return made

    def supports(self, measure: str, cut: str, window: str, first: int, last: int) -> Floats:
        """Support of every state in a cut over a span, (S,); NaN where undefined."""
        made: Floats = self.once(
            ("support", measure, cut, window, first, last),
            lambda: over(window, self.selves(cut, first, last), SUPPORT[measure]),
        )
        return made

    def similarity_table(self, measure: str, cut: str, first: int, last: int) -> Floats:
        """Similarity of all states to all over a span, pooled, (S, S); NaN where undefined."""
        made: Floats = self.once(
            ("similarity table", measure, cut, first, last),
            lambda: quick(MEASURES[measure], self.tallies.pairs(cut, first, last)),
        )
        return made

    def pair_changes(
        self,
        measure: str,
        cut: str,
        before: tuple[int, int],
        after: tuple[int, int],
        among: Bools,
    ) -> Floats:
        """Change of similarity of all pairs of states from one span to a later one, (pairs,)."""

        def compute() -> Floats:
            one, two = np.triu_indices(len(among), 1)
            kept = among[one] & among[two]
            old, new = (self.similarity_table(measure, cut, *span) for span in (before, after))
            return np.asarray((new - old)[one[kept], two[kept]])

        key = ("pair changes", measure, cut, before, after, among.tobytes())
        made: Floats = self.once(key, compute)
        return made

    def quantile(self, values: Floats, among: Bools, share: float) -> float:
        """Return the value that a share of some states does not exceed; 0 without any."""
        return float(self.quantiles(values, among, share))

    def quantiles(self, values: Floats, among: Bools, share: float) -> Floats:
        """As :meth:`quantile`, of each of several sets of states (..., S), (...)."""
        found = quantiles(np.where(among, values, np.nan), share)
        return np.where(np.isnan(found), 0.0, found)

    def wobble(self, value: Callable[[Counts], Floats], counts: Counts, among: Bools) -> float:
        """By how much states differ from themselves: the yardstick of practical equivalence.

        The difference between a value in the odd and in the even sessions of a span, less the
        middle state's, that two thirds of the states do not exceed; zero where the span has one
        session only. What the agenda does to all states alike is none of their wavering.

        Parameters
        ----------
        value : callable
            Of counts summed over sessions, (S,).
        counts : array (T, S, ...)
        among : array of bool, (S,)
        """
        return float(self.wobbles(value, counts, among))

    def wobbles(self, value: Callable[[Counts], Floats], counts: Counts, among: Bools) -> Floats:
        """As :meth:`wobble`, of each of several sets of states (..., S), (...)."""
        if counts.shape[0] < 2:
            return np.zeros(among.shape[:-1])
        gaps = value(counts[0::2].sum(axis=0)) - value(counts[1::2].sum(axis=0))
        held = np.where(among, gaps, np.nan)
        apart = np.abs(held - quantiles(held, 1 / 2)[..., None])
        return self.quantiles(apart, among, 2 / 3)


def quantiles(values: Floats, share: float) -> Floats:
    """Return the value that a share of the known ones (..., S) does not exceed; NaN without any.

    To the last bit what :func:`numpy.quantile` returns for each set of known ones by itself.

    Examples
    --------
    >>> quantiles(np.array([[3.0, 1.0, np.nan, 2.0], [np.nan, 5.0, 7.0, np.nan]]), 0.25)
    array([1.5, 5.5])
    """
    ordered = np.sort(values, axis=-1)  # what is unknown comes last
    place = np.maximum(np.isfinite(values).sum(axis=-1) - 1, 0) * share
    part = place - np.floor(place)
    low, high = (
        np.take_along_axis(ordered, at.astype(int)[..., None], axis=-1)[..., 0]
        for at in (np.floor(place), np.ceil(place))
    )
    gap = high - low
    return np.asarray(np.where(part < 1 / 2, low + gap * part, high - gap * (1 - part)))


def completed(pairs: Counts, left: Counts, right: Counts, rollcalls: Counts) -> Counts:
    """Return counts of pairs of answers with "no vote" as the fourth, (..., 4, 4).

    Parameters
    ----------
    pairs : array (..., 3, 3)
    left, right : array (..., 4)
        Answers of each by itself.
    rollcalls : array (...)
        What every table sums to.
    """
    full = np.zeros((*pairs.shape[:-2], 4, 4))
    full[..., :3, :3] = pairs
    rows = pairs[..., 0] + pairs[..., 1] + pairs[..., 2]  # quicker than sums along so short an axis
    columns = pairs[..., 0, :] + pairs[..., 1, :] + pairs[..., 2, :]
    full[..., :3, 3] = np.maximum(left[..., :3] - rows, 0)
    full[..., 3, :3] = np.maximum(right[..., :3] - columns, 0)
    voted = full[..., 0, :] + full[..., 1, :] + full[..., 2, :] + full[..., 3, :]
    total = voted[..., 0] + voted[..., 1] + voted[..., 2] + voted[..., 3]
    full[..., 3, 3] = np.maximum(rollcalls - total, 0)
    return full


def over(window: str, counts: Counts, value: Callable[[Counts], Floats]) -> Floats:
    """Return a value of counts by session (T, S, ...), pooled or averaged over sessions."""
    if window != "mean":
        return value(counts.sum(axis=0))
    by_session = value(counts)
    known = np.isfinite(by_session)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, by_session, 0.0).sum(axis=0) / known.sum(axis=0)
    return mean
