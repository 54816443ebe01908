"""The book: counts of a whole record in a few megabytes, without a single vote.

Answers of pairs of states are kept as the strict upper triangle of each session's table, one plane
for each pair of answers, with states that vote alike side by side; the diagonal is in the counts
of each state's own answers, the lower triangle is the mirror image.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nonaligned.errors import RecordError
from nonaligned.records.book.blocks import Arrays, BlockFile, read_blocks, write_blocks

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SHIPPED = Path(__file__).with_name("book.bin")
"""The book that comes with the package."""

MIRRORED = [0, 3, 6, 1, 4, 7, 2, 5, 8]
"""Where the pair of answers (b, a) stands when 3 a + b counts them."""

KEPT = 256
"""Unpacked blocks held in memory: up to 180 kB each for 200 states."""


class Counted(Protocol):
    """What is asked of the counts that go into a book."""

    @property
    def states(self) -> tuple[str, ...]:
        """Ids of the states."""

    @property
    def sessions(self) -> tuple[int, ...]:
        """Sessions, ascending."""

    @property
    def cuts(self) -> tuple[str, ...]:
        """Names of the cuts; ``all`` is one of them."""

    def rollcalls(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Roll calls by session, (T,)."""

    def cast(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers by session, (T, S, 4)."""

    def pairs(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Pairs of answers, (S, S, 3, 3)."""

    def recurring(self, cut: str, first: int, second: int) -> Ints:
        """Constancy on recurring texts, (S, 2)."""

    def design_effects(self, cut: str, sessions: tuple[int, ...]) -> Floats:
        """Design effects by session, (T,)."""


@dataclass(frozen=True, eq=False)
class Book:
    """Counts read from a book; it answers what ``measures.tallies`` asks of a source.

    Parameters
    ----------
    file : BlockFile

    Examples
    --------
    >>> book = read()
    >>> book.sessions[0], book.sessions[-1]
    (1, 74)
    """

    file: BlockFile
    _block: Callable[[str], Arrays] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_block", lru_cache(maxsize=KEPT)(self.file.read))

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Ids of the states, sorted; S of them."""
        return tuple(self.file.about["states"])

    @cached_property
    def sessions(self) -> tuple[int, ...]:
        """Sessions held, ascending."""
        return tuple(self.file.about["sessions"])

    @cached_property
    def cuts(self) -> tuple[str, ...]:
        """Base cuts held."""
        return tuple(self.file.about["cuts"])

    @property
    def provenance(self) -> Mapping[str, Any]:
        """What it was made from, and by which version of the package."""
        provenance: Mapping[str, Any] = self.file.about["provenance"]
        return provenance

    @property
    def source(self) -> str:
        """Name of what was counted, for citation."""
        return str(self.provenance.get("source", "book"))

    @property
    def version(self) -> str:
        """Version of what was counted."""
        return str(self.provenance.get("version", ""))

    @property
    def blocks(self) -> tuple[str, ...]:
        """Names of all blocks."""
        return tuple(self.file.blocks)

    def block(self, name: str) -> Arrays:
        """Arrays of a block, by name.

        Raises
        ------
        RecordError
            There is no such block, or it is damaged.
        """
        return self._block(name)

    def check(self) -> None:
        """Read every block.

        Raises
        ------
        RecordError
            One is damaged.
        """
        for name in self.blocks:
            self.file.read(name)

    def rollcalls(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Roll calls by session, (T,)."""
        return self._by_session("rollcalls", cut, sessions).astype(np.int64)

    def design_effects(self, cut: str, sessions: tuple[int, ...]) -> Floats:
        """Design effect of the clustering of roll calls by resolution, by session, (T,)."""
        return self._by_session("effects", cut, sessions).astype(np.float64)

    def cast(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers by session, state and kind, (T, S, 4)."""
        counts = self.block(f"cast/{self._held(cut)}")["counts"]
        chosen: Ints = counts[self._places(sessions)].astype(np.int64)
        return chosen

    def pairs(self, cut: str, sessions: tuple[int, ...]) -> Ints:
        """Answers of both members of each pair, summed over the sessions, (S, S, 3, 3)."""
        size = len(self.states)
        total = np.zeros((9, self._corner[0].size), dtype=np.int32)
        for planes in self._planes(cut, sessions):
            if planes is not None:
                total += planes
        own = self.cast(cut, sessions)[:, :, :3].sum(axis=0)
        every = np.concatenate([total.T, total[MIRRORED].T, _on_diagonal(own)])
        pairs: Ints = every.take(self._square, axis=0).reshape(size, size, 3, 3)
        return pairs

    def crowds(self, cut: str, members: Bools, sessions: tuple[int, ...]) -> Ints:
        """Answers of every state and of K crowds' members (K, S), added up, (T, K, S, 3, 3)."""
        own = _on_diagonal(self.cast(cut, sessions)[:, :, :3])
        sums = own[:, None] * members[..., None]
        sides = [[_side(*corner, crowd) for corner in self._corners] for crowd in members]
        for total, planes in zip(sums, self._planes(cut, sessions), strict=True):
            if planes is None:
                continue
            for crowd, (above, below) in zip(total, sides, strict=True):
                crowd[above.states] += above.sums(planes).T
                crowd[below.states] += below.sums(planes)[MIRRORED].T
        return sums.reshape(*sums.shape[:-1], 3, 3)

    def rows(self, cut: str, state: int, sessions: tuple[int, ...]) -> Ints:
        """One state against all by session, (T, S, 3, 3)."""
        size, half = len(self.states), self._corner[0].size
        places = self._square.reshape(size, size)[state]
        above = np.flatnonzero(places < half)
        below = np.flatnonzero((places >= half) & (places < 2 * half))
        rows = np.zeros((len(sessions), size, 9), dtype=np.int32)
        for row, planes in zip(rows, self._planes(cut, sessions), strict=True):
            if planes is not None:
                row[above] = planes[:, places[above]].T
                row[below] = planes[:, places[below] - half][MIRRORED].T
        rows[:, state] = _on_diagonal(self.cast(cut, sessions)[:, state, :3])
        return rows.reshape(len(sessions), size, 3, 3)

    def recurring(self, cut: str, first: int, second: int) -> Ints:
        """Texts voted on in both sessions, and those with the same vote, (S, 2)."""
        block = self.block(f"recurring/{self._held(cut)}")
        found = np.flatnonzero((block["sessions"] == (first, second)).all(axis=1))
        if not found.size:
            return np.zeros((len(self.states), 2), dtype=np.int64)
        counts: Ints = block["counts"][found[0]].astype(np.int64)
        return counts

    def _held(self, cut: str) -> str:
        if cut not in self.cuts:
            raise RecordError(f"holds no cut {cut!r}", where=str(self.file.path))
        return cut

    def _places(self, sessions: tuple[int, ...]) -> list[int]:
        return [self.sessions.index(session) for session in sessions]

    def _by_session(self, name: str, cut: str, sessions: tuple[int, ...]) -> NDArray[Any]:
        row = self.cuts.index(self._held(cut))
        return np.asarray(self.block("sessions")[name][row, self._places(sessions)])

    @cached_property
    def _corner(self) -> tuple[Ints, Ints]:
        """States of each place of the upper triangle."""
        order = self.block("order")["states"].astype(np.int64)
        left, right = np.triu_indices(order.size, 1)
        return order[left], order[right]

    @cached_property
    def _corners(self) -> tuple[tuple[Ints, Ints, Ints], tuple[Ints, Ints, Ints]]:
        """States of each place, the places, and the states that these meet there, by the first.

        Once by the rows of the upper triangle, once by its columns.
        """
        (left, right), places = self._corner, np.arange(self._corner[0].size)
        columns = np.triu_indices(len(self.states), 1)[1].argsort(kind="stable")
        return (left, places, right), (right[columns], columns, left[columns])

    @cached_property
    def _square(self) -> Ints:
        """Where each pair (i, j) stands in the triangle, its mirror image and the diagonal."""
        size = len(self.states)
        left, right = self._corner
        places = np.empty((size, size), dtype=np.int64)
        places[left, right] = np.arange(left.size)
        places[right, left] = left.size + np.arange(left.size)
        np.fill_diagonal(places, 2 * left.size + np.arange(size))
        return places.ravel()

    def _planes(self, cut: str, sessions: tuple[int, ...]) -> list[NDArray[Any] | None]:
        """Upper triangle of each session, (9, S (S - 1) / 2), nothing where there is no vote."""
        names = [f"pairs/{self._held(cut)}/{session}" for session in sessions]
        return [self.block(n)["counts"] if n in self.file.blocks else None for n in names]


@dataclass(frozen=True, eq=False)
class _Side:
    """Places of a triangle in which some states meet a crowd, those of each state together.

    Parameters
    ----------
    places : array of int, (P,)
    starts : array of int, (N,)
        Where the places of each state begin.
    states : array of int, (N,)
    """

    places: Ints
    starts: Ints
    states: Ints

    def sums(self, planes: NDArray[Any]) -> Ints:
        """Add up the answers of each state, (9, N)."""
        found = planes.take(self.places, axis=1)
        sums: Ints = np.add.reduceat(found, self.starts, axis=1, dtype=np.int32)
        return sums


def _side(states: Ints, places: Ints, others: Ints, crowd: Bools) -> _Side:
    """Keep the places in which states, those of each together, meet a crowd (S,)."""
    met = np.flatnonzero(crowd[others])
    kept = states[met]
    starts = np.flatnonzero(np.diff(kept, prepend=-1))
    return _Side(places[met], starts, kept[starts])


def read(path: Path | None = None) -> Book:
    """Open a book.

    Parameters
    ----------
    path : Path, optional
        The one that comes with the package without it.

    Returns
    -------
    Book

    Raises
    ------
    RecordError
        It is not there, or damaged.
    """
    return Book(read_blocks(SHIPPED if path is None else path))


def write(
    path: Path,
    counts: Counted,
    provenance: Mapping[str, Any],
    blocks: Mapping[str, Arrays] | None = None,
) -> None:
    """Write a book; atomic, and the same bytes for the same content.

    Parameters
    ----------
    path : Path
    counts : Counted
        Such as the ``counts`` of a ``Tallies`` made from votes, or another book.
    provenance : mapping
        ``source``, ``version``, checksums of the input, version of the package: JSON values.
    blocks : mapping, optional
        Further arrays by name, by name of the block, such as ``ideal/all``.
    """
    about = {
        "states": list(counts.states),
        "sessions": list(counts.sessions),
        "cuts": list(counts.cuts),
        "provenance": dict(provenance),
    }
    write_blocks(path, about, {**_counted(counts), **(blocks or {})})


def _counted(counts: Counted) -> dict[str, Arrays]:
    sessions = counts.sessions
    order = _alike(counts)
    blocks: dict[str, Arrays] = {
        "order": {"states": order},
        "sessions": {
            "rollcalls": np.stack([counts.rollcalls(cut, sessions) for cut in counts.cuts]),
            "effects": np.stack([counts.design_effects(cut, sessions) for cut in counts.cuts]),
        },
    }
    for cut in counts.cuts:
        blocks[f"cast/{cut}"] = {"counts": counts.cast(cut, sessions)}
        blocks[f"recurring/{cut}"] = _recurring(counts, cut)
        blocks.update(_triangles(counts, cut, order))
    return blocks


def _alike(counts: Counted) -> Ints:
    """Order of the states by their share of no: neighbours vote alike, which packs better."""
    cast = counts.cast("all", counts.sessions)[:, :, :3].sum(axis=0)
    share = cast[:, 2] / np.maximum(cast.sum(axis=1), 1)
    return np.argsort(share, kind="stable")


def _triangles(counts: Counted, cut: str, order: Ints) -> dict[str, Arrays]:
    left, right = np.triu_indices(order.size, 1)
    blocks: dict[str, Arrays] = {}
    for session in counts.sessions:
        pairs = counts.pairs(cut, (session,))[order[left], order[right]]
        if pairs.any():
            blocks[f"pairs/{cut}/{session}"] = {"counts": pairs.reshape(-1, 9).T}
    return blocks


def _recurring(counts: Counted, cut: str) -> Arrays:
    """Pairs of sessions with a text in common, (P, 2), and their counts, (P, S, 2)."""
    pairs, found = [], []
    for place, first in enumerate(counts.sessions):
        for second in counts.sessions[place + 1 :]:
            constancy = counts.recurring(cut, first, second)
            if constancy.any():
                pairs.append((first, second))
                found.append(constancy)
    shape = (len(pairs), len(counts.states), 2)
    return {
        "sessions": np.array(pairs, dtype=np.int64).reshape(-1, 2),
        "counts": np.array(found, dtype=np.int64).reshape(shape),
    }


def _on_diagonal(own: Ints) -> Ints:
    """Own answers (..., 3) as pairs with themselves, (..., 9)."""
    pairs = np.zeros((*own.shape[:-1], 9), dtype=np.int32)
    pairs[..., [0, 4, 8]] = own
    return pairs
