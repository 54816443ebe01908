"""Tallies: how often states answered what, alone and in pairs, by session and cut.

Everything about agreement stands on these counts. They may come from the roll calls
themselves (:func:`nonaligned.measures.rollcalls.tally`) or from the embedded book, which ships
counts and no votes; a :class:`Tallies` answers the same questions either way, and reads
only what a question needs.

Answers have the codes of ``tables.VOTE_LABELS``: 0 yes, 1 abstain, 2 no, 3 absent. A state
that is not a member has no answer. Labels of states are opaque here.

A *cut* is a set of roll calls: ``all``; an issue code of ``tables.ISSUES``; ``important``;
``parts`` (votes on paragraphs and amendments); or ``all-X``, every roll call that is not in X.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nonaligned.errors import InputError, RecordError, UnknownStateError
from nonaligned.tables import ISSUES

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BASE_CUTS = ("all", *ISSUES, "important", "parts")
"""The cuts that are counted; ``all-X`` is derived from two of them."""

CACHED_SPANS = 48
"""Summed spans kept in memory: 1.4 MB each for 200 states."""


class Counts(Protocol):
    """What a source of counts must answer, for base cuts only.

    ``sessions`` is a tuple of sessions that the source holds; arrays that are "by session"
    follow its order. The embedded book and the counter of raw votes both have this form.
    """

    @property
    def states(self) -> tuple[str, ...]:
        """Ids of the states, sorted; S of them."""

    @property
    def sessions(self) -> tuple[int, ...]:
        """Sessions held, ascending."""

    @property
    def cuts(self) -> tuple[str, ...]:
        """Base cuts held."""

    @property
    def source(self) -> str:
        """Name of what was counted, for citation."""

    def rollcalls(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Roll calls by session, (T,)."""

    def cast(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers by session, state and kind, (T, S, 4)."""

    def pairs(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers of both members of each pair, summed over the sessions, (S, S, 3, 3)."""

    def crowds(self, cut: str, members: Bools, sessions: tuple[int, ...]) -> Ints:
        """Answers of every state and of K crowds' members (K, S), added up, (T, K, S, 3, 3)."""

    def rows(self, cut: str, state: int, sessions: tuple[int, ...]) -> Ints:
        """Answers of one state and every other, by session, (T, S, 3, 3)."""

    def recurring(self, cut: str, first: int, second: int) -> Ints:
        """Texts voted on in both sessions, and those with the same vote, (S, 2)."""

    def design_effects(self, cut: str, sessions: tuple[int, ...]) -> Floats:
        """Design effect of the clustering of roll calls by resolution, by session, (T,)."""


@dataclass(frozen=True)
class Tallies:
    """Counts of answers, whatever they were counted from.

    Parameters
    ----------
    counts : Counts
        The source that is asked, lazily; summed spans are kept.

    Notes
    -----
    ``first`` and ``last`` are sessions, both included; ``None`` is the first or last session
    held. A span may reach over sessions that are not held (session 19 has hardly a vote), but
    must meet at least one, else methods raise RecordError; a cut that is none is an InputError.
    Returned arrays are whole numbers, 0 where nobody voted, and read-only.

    Examples
    --------
    >>> from nonaligned.measures.rollcalls import tally
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=4, sessions=2, rollcalls=10, seed=1))
    >>> tallies
    <Tallies of 'roll calls': 4 states, sessions 1-2>
    >>> tallies.pairs("all", 1, 2).shape
    (4, 4, 3, 3)
    >>> tallies.rollcalls("all", 1, 2)
    20
    """

    counts: Counts
    _kept: Callable[..., Ints] = field(init=False, compare=False)

    def __repr__(self) -> str:
        held = f"{len(self.states)} states, sessions {self.sessions[0]}-{self.sessions[-1]}"
        return f"<Tallies of {self.source!r}: {held}>"

    def __post_init__(self) -> None:
        object.__setattr__(self, "_kept", lru_cache(maxsize=CACHED_SPANS)(self._pairs))

    @property
    def states(self) -> tuple[str, ...]:
        """Ids of the states, sorted; S of them."""
        return self.counts.states

    @property
    def sessions(self) -> tuple[int, ...]:
        """Sessions held, ascending."""
        return self.counts.sessions

    @property
    def cuts(self) -> tuple[str, ...]:
        """Base cuts held."""
        return self.counts.cuts

    @property
    def source(self) -> str:
        """Name of what was counted, for citation."""
        return self.counts.source

    def index(self, state: str) -> int:
        """Position of a state in :attr:`states`.

        Raises
        ------
        UnknownStateError
            The state has no answer in what was counted.
        """
        try:
            return self.states.index(state)
        except ValueError:
            raise UnknownStateError(
                f"{state!r} casts no vote in {self.source}", hint="See Tallies.states for the ids"
            ) from None

    def span(self, first: int | None = None, last: int | None = None) -> tuple[int, ...]:
        """Sessions held from first to last, both included.

        Raises
        ------
        RecordError
            None is held.
        """
        low = self.sessions[0] if first is None else first
        high = self.sessions[-1] if last is None else last
        held = self.sessions
        sessions = held[bisect_left(held, low) : bisect_right(held, high)]
        if not sessions:
            raise RecordError(
                f"no session from {low} on" if low > high else f"no session from {low} to {high}",
                where=self.source,
                hint=f"Ask within sessions {self.sessions[0]} to {self.sessions[-1]}",
            )
        return sessions

    def rollcalls(self, cut: str = "all", first: int | None = None, last: int | None = None) -> int:
        """Roll calls in the cut and span."""
        return int(self.rollcalls_by_session(cut, first, last).sum())

    def rollcalls_by_session(
        self, cut: str = "all", first: int | None = None, last: int | None = None
    ) -> Ints:
        """Roll calls by session of :meth:`span`, (T,)."""
        sessions = self.span(first, last)
        return self._subtract(cut, lambda base: self.counts.rollcalls(base, sessions))

    def cast(self, cut: str = "all", first: int | None = None, last: int | None = None) -> Ints:
        """Answers of each state: yes, abstain, no, absent, (S, 4)."""
        return _frozen(self.cast_by_session(cut, first, last).sum(axis=0))

    def cast_by_session(
        self, cut: str = "all", first: int | None = None, last: int | None = None
    ) -> Ints:
        """Answers by session of :meth:`span`, (T, S, 4)."""
        sessions = self.span(first, last)
        return self._subtract(cut, lambda base: self.counts.cast(base, sessions))

    def pairs(self, cut: str = "all", first: int | None = None, last: int | None = None) -> Ints:
        """Answers of both members of every pair of states.

        Returns
        -------
        array of int, (S, S, 3, 3)
            ``[i, j, a, b]``: roll calls on which i answered a and j answered b (0 yes,
            1 abstain, 2 no); those that either missed are not in it. ``[i, j, a, b]`` equals
            ``[j, i, b, a]``; the diagonal ``[i, i]`` holds i's own votes on its diagonal.
        """
        result: Ints = self._kept(cut, self.span(first, last))
        return result

    def row(self, cut: str, state: str, first: int | None = None, last: int | None = None) -> Ints:
        """One state against all, (S, 3, 3): ``pairs(...)[index(state)]``."""
        result: Ints = self.pairs(cut, first, last)[self.index(state)]
        return result

    def rows_by_session(
        self, cut: str, state: str, first: int | None = None, last: int | None = None
    ) -> Ints:
        """One state against all by session of :meth:`span`, (T, S, 3, 3)."""
        sessions, i = self.span(first, last), self.index(state)
        return self._subtract(cut, lambda base: self.counts.rows(base, i, sessions))

    def crowds_by_session(
        self, cut: str, members: Bools, first: int | None = None, last: int | None = None
    ) -> Ints:
        """Every state against crowds of states, by session of :meth:`span`, (T, K, S, 3, 3).

        Summed over the ``members`` of each of K crowds (K, S), a member with itself among them:
        what :meth:`pairs` has of them, without the table of all pairs.
        """
        sessions = self.span(first, last)
        return self._subtract(cut, lambda base: self.counts.crowds(base, members, sessions))

    def recurring(self, cut: str, first: int, second: int) -> Ints:
        """How constant each state was on texts that came up in both of two sessions.

        Parameters
        ----------
        cut : str
            A text is in a base cut when its roll calls of both sessions are.
        first, second : int
            Two sessions, in either order.

        Returns
        -------
        array of int, (S, 2)
            Texts on which the state voted in both sessions; those with the same vote.
        """
        low, high = sorted((first, second))
        for session in (low, high):
            self.span(session, session)
        return self._subtract(cut, lambda base: self.counts.recurring(base, low, high))

    def design_effect(
        self, cut: str = "all", first: int | None = None, last: int | None = None
    ) -> float:
        """By what factor clustering by resolution inflates the variance of agreement.

        The mean of the sessions' design effects, weighted by their roll calls, 1 where one is not
        measured, and never below 1. Of ``all-X`` it is what ``all`` has and X does not: no
        resolution is partly in an issue.
        """
        sessions, inflated, plain = self.span(first, last), 0.0, 0.0
        for sign, base in zip((1, -1), _terms(cut, self.cuts), strict=False):
            weights = self.counts.rollcalls(base, sessions)
            effects = self.counts.design_effects(base, sessions)
            inflated += sign * float((weights * np.where(np.isnan(effects), 1, effects)).sum())
            plain += sign * float(weights.sum())
        return max(1.0, inflated / plain) if plain else 1.0

    def _pairs(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        return self._subtract(cut, lambda base: self.counts.pairs(base, sessions))

    def _subtract(self, cut: str, read: Callable[[str], Ints]) -> Ints:
        whole, *part = _terms(cut, self.cuts)
        result = read(whole)
        return _frozen(result - read(part[0]) if part else result)


def _terms(cut: str, cuts: tuple[str, ...]) -> list[str]:
    """Split ``X`` or ``all-X`` into base cuts, or say what can be asked."""
    terms = cut.split("-")
    if any(term not in cuts for term in terms):
        raise InputError(f"no issue or cut {cut!r}", hint=f"Choose from {', '.join(cuts)} or all-X")
    if len(terms) > 2 or (len(terms) == 2 and (terms[0] != "all" or terms[1] == "all")):
        raise InputError(
            f"cut {cut!r} cannot be counted: only parts of 'all' can be taken away, one at a time",
            hint="Ask for all-X, or filter the roll calls and count them anew",
        )
    return terms


def _frozen(values: Ints) -> Ints:
    values.flags.writeable = False
    return values
