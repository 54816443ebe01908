"""Counting answers from the roll calls themselves, by matrix algebra.

Every vote becomes a one in an indicator matrix of roll calls by states and answers; its
product with its own transpose is the count of every pair of answers of every pair of states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from nonaligned.errors import ContractError
from nonaligned.measures.design import design_effect
from nonaligned.measures.recurring import texts
from nonaligned.measures.tallies import BASE_CUTS, Floats, Ints, Tallies
from nonaligned.tables import ROLLCALLS, VOTES

NO_ANSWER = 4
"""Code of a state that was no member, or of which nothing is known."""


@dataclass(frozen=True, eq=False)
class RollCalls:
    """Roll calls as arrays, and the counts made from them (:class:`~.tallies.Counts`).

    Parameters
    ----------
    states : tuple of str
        S ids, sorted.
    codes : array of uint8, (R, S)
        0 yes, 1 abstain, 2 no, 3 absent, 4 no answer. Rows are in order of session and id.
    ids : array of int, (R,)
        Ids of the roll calls.
    session : array of int, (R,)
    member : array of bool, (R, C)
        Whether the roll call is in each of the base cuts.
    cluster : array of int, (R,)
        Roll calls on one resolution of one session share a number; without a resolution each
        has its own.
    text : array of int, (R,)
        Roll calls on the same text in different sessions share a number; -1 where the roll
        call does not count (:func:`nonaligned.measures.recurring.texts`).
    source : str
    """

    states: tuple[str, ...]
    codes: NDArray[np.uint8]
    ids: Ints
    session: Ints
    member: NDArray[np.bool_]
    cluster: Ints
    text: Ints
    source: str

    @property
    def cuts(self) -> tuple[str, ...]:
        """Base cuts, all of them."""
        return BASE_CUTS

    @cached_property
    def sessions(self) -> tuple[int, ...]:
        """Sessions with a roll call, ascending."""
        return tuple(int(s) for s in np.unique(self.session))

    def within(self, cut: str, sessions: Sequence[int]) -> Ints:
        """Positions of the roll calls of a cut, ``X`` or ``X-Y``, in some sessions."""
        key = cut, tuple(sessions)
        if key not in self._positions:
            whole, *parts = (self.member[:, BASE_CUTS.index(term)] for term in cut.split("-"))
            chosen = whole & np.isin(self.session, sessions)
            for part in parts:
                chosen &= ~part
            self._positions[key] = np.flatnonzero(chosen)
        return self._positions[key]

    @cached_property
    def _positions(self) -> dict[tuple[str, tuple[int, ...]], Ints]:
        return {}

    def rollcalls(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Roll calls by session, (T,)."""
        return np.array([self.within(cut, [s]).size for s in sessions], dtype=np.int64)

    def cast(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers by session, state and kind, (T, S, 4)."""
        return np.stack([_cast(self.codes[self.within(cut, [s])]) for s in sessions])

    def pairs(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers of both members of each pair, summed over the sessions, (S, S, 3, 3)."""
        return _cross(self.codes[self.within(cut, sessions)])

    def crowds(self, cut: str, members: NDArray[np.bool_], sessions: tuple[int, ...]) -> Ints:
        """Answers of every state and of K crowds' members (K, S), added up, (T, K, S, 3, 3)."""
        blocks = (self.codes[self.within(cut, [s])] for s in sessions)
        return np.stack([_cross_crowds(codes, members) for codes in blocks])

    def rows(self, cut: str, state: int, sessions: tuple[int, ...]) -> Ints:
        """One state against all by session, (T, S, 3, 3)."""
        blocks = (self.codes[self.within(cut, [s])] for s in sessions)
        return np.stack([_cross_one(codes, state) for codes in blocks])

    def recurring(self, cut: str, first: int, second: int) -> Ints:
        """Texts voted on in both sessions, and those with the same vote, (S, 2)."""
        sides = []
        for session in (first, second):
            rows = self.within(cut, [session])
            sides.append(rows[self.text[rows] >= 0])
        _, left, right = np.intersect1d(
            self.text[sides[0]], self.text[sides[1]], return_indices=True
        )
        before, after = self.codes[sides[0][left]], self.codes[sides[1][right]]
        voted = (before < 3) & (after < 3)
        return np.stack([voted.sum(axis=0), (voted & (before == after)).sum(axis=0)], axis=1)

    def design_effects(self, cut: str, sessions: tuple[int, ...]) -> Floats:
        """Design effect of the clustering of roll calls by resolution, by session, (T,)."""
        return np.array([self._effect(cut, session) for session in sessions])

    def clustered(self, cut: str, left: Ints, right: Ints, sessions: tuple[int, ...]) -> Ints:
        """Answers of N pairs of states by resolution, (K, N, 3, 3): what the bootstrap draws from.

        ``left`` and ``right`` are positions of states, (N,).
        """
        rows = self.within(cut, sessions)
        _, number = np.unique(self.cluster[rows], return_inverse=True)
        codes = self.codes[rows]
        return _cross_grouped(codes[:, left], codes[:, right], number)

    def _effect(self, cut: str, session: int) -> float:
        if (cut, session) not in self._effects:
            rows = self.within(cut, [session])
            effect = design_effect(self.codes[rows], self.cluster[rows])
            self._effects[cut, session] = effect
        return self._effects[cut, session]

    @cached_property
    def _effects(self) -> dict[tuple[str, int], float]:
        return {}


def tally(votes: pl.DataFrame, rollcalls: pl.DataFrame, source: str = "roll calls") -> Tallies:
    """Count answers from votes and roll calls.

    Parameters
    ----------
    votes : polars.DataFrame
        Under the contract ``tables.VOTES``.
    rollcalls : polars.DataFrame
        Under the contract ``tables.ROLLCALLS``; only those listed here are counted, so a
        filtered table is a cut of its own.
    source : str
        Name of what is counted, for citation.

    Returns
    -------
    Tallies
        Independent of the order of rows of both tables.

    Raises
    ------
    ContractError
        A table breaks its contract, or there is no roll call.

    Examples
    --------
    >>> from nonaligned.measures.samples import chamber
    >>> tallies = tally(*chamber(states=3, sessions=2, rollcalls=10, seed=1))
    >>> tallies.cast("all", 1, 1)
    array([[7, 0, 3, 0],
           [3, 5, 1, 0],
           [8, 0, 0, 1]])
    """
    votes = VOTES.check(votes)
    rollcalls = ROLLCALLS.check(rollcalls).sort("session", "rollcall")
    if rollcalls.is_empty():
        raise ContractError("no roll calls to count", where="table rollcalls")
    return Tallies(as_arrays(votes, rollcalls, source))


def as_arrays(votes: pl.DataFrame, rollcalls: pl.DataFrame, source: str) -> RollCalls:
    """Lay out checked tables, roll calls sorted by session and id, as arrays."""
    ids = rollcalls["rollcall"].to_numpy()
    row, listed = _positions(ids, votes["rollcall"].to_numpy())
    votes = votes.filter(listed)
    states = tuple(votes["state"].unique().sort().to_list())
    codes = np.full((ids.size, len(states)), NO_ANSWER, dtype=np.uint8)
    column = votes["state"].cast(pl.Enum(states)).to_physical().to_numpy()
    codes[row, column] = votes["vote"].to_physical().to_numpy()
    return RollCalls(
        states=states,
        codes=codes,
        ids=ids,
        session=rollcalls["session"].to_numpy().astype(np.int64),
        member=rollcalls.select(_membership()).to_numpy(),
        cluster=_clusters(rollcalls),
        text=texts(rollcalls),
        source=source,
    )


def _positions(ids: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Rows of the wanted ids that are listed, and which of the wanted ones those are."""
    order = np.argsort(ids)
    place = np.searchsorted(ids, wanted, sorter=order)
    rows = order[np.minimum(place, ids.size - 1)]
    listed = ids[rows] == wanted
    return rows[listed], listed


def _membership() -> list[pl.Expr]:
    columns = {name: pl.col(name) for name in BASE_CUTS[1:-1]}
    cuts = {
        "all": pl.lit(True),
        **columns,
        "parts": pl.col("amendment").fill_null(False) | pl.col("paragraph").fill_null(False),
    }
    return [cuts[name].fill_null(False).alias(name) for name in BASE_CUTS]


def _clusters(rollcalls: pl.DataFrame) -> Ints:
    """Give numbers to the resolutions of each session; a roll call without one stands alone."""
    alone = pl.format("{}", pl.col("rollcall"))
    named = pl.format("{} {}", pl.col("session"), pl.col("resolution"))
    keys = rollcalls.select(
        key=pl.when(pl.col("resolution").is_null()).then(alone).otherwise(named)
    )
    return keys["key"].rank("dense").to_numpy().astype(np.int64) - 1


def _indicators(codes: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Ones where the answer is yes, abstain, no: (3, R, S)."""
    return np.stack([codes == answer for answer in range(3)]).astype(np.float32)


def _cast(codes: NDArray[np.uint8]) -> Ints:
    return np.stack([(codes == answer).sum(axis=0) for answer in range(4)], axis=1)


def _cross(codes: NDArray[np.uint8]) -> Ints:
    """Pairs of answers of every pair of states, (S, S, 3, 3), in six products.

    Single precision is exact here: counts stay far below 2**24. States without a vote are left
    out of the products.
    """
    size = codes.shape[1]
    voted = np.flatnonzero((codes < 3).any(axis=0))
    ones = _indicators(codes[:, voted])
    among = np.empty((voted.size, voted.size, 3, 3), dtype=np.int32)
    for a in range(3):
        for b in range(a, 3):
            product = ones[a].T @ ones[b]
            among[:, :, a, b] = product
            among[:, :, b, a] = product.T
    pairs = np.zeros((size, size, 3, 3), dtype=np.int32)
    pairs[np.ix_(voted, voted)] = among
    return pairs


def _cross_one(codes: NDArray[np.uint8], state: int) -> Ints:
    """Pairs of answers of one state and each other, (S, 3, 3)."""
    ones = _indicators(codes)
    product: Ints = np.einsum("ar,brs->sab", ones[:, :, state], ones).astype(np.int32)
    return product


def _cross_crowds(codes: NDArray[np.uint8], members: NDArray[np.bool_]) -> Ints:
    """Pairs of answers of each state and the members of K crowds (K, S), (K, S, 3, 3)."""
    ones = _indicators(codes)
    given = np.einsum("brs,ks->bkr", ones, members.astype(ones.dtype))
    product: Ints = np.einsum("ars,bkr->ksab", ones, given).astype(np.int32)
    return product


def _cross_grouped(left: NDArray[np.uint8], right: NDArray[np.uint8], group: Ints) -> Ints:
    """Pairs of answers of N pairs of states, codes (R, N), by group of roll calls, (K, N, 3, 3)."""
    size = left.shape[1]
    groups = int(group.max(initial=-1)) + 1
    call, pair = np.nonzero((left < 3) & (right < 3))
    place = (group[call] * size + pair) * 9 + left[call, pair] * 3 + right[call, pair]
    counts = np.bincount(place, minlength=groups * size * 9)
    return counts.reshape(groups, size, 3, 3)
