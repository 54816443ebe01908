"""Ideal points in a book: one block an issue, each number in thousandths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.records.book.blocks import Arrays
from nonaligned.records.book.volume import Book

if TYPE_CHECKING:
    import polars as pl

STEP = 1000
"""Numbers are kept to 1 / STEP of the scale, on which positions have variance 1."""

NUMBERS = ("mean", "sd", "low", "high")
PREFIX = "ideal/"


def pack(points: pl.DataFrame, states: tuple[str, ...]) -> Arrays:
    """Lay out ideal points as arrays of a block.

    Parameters
    ----------
    points : polars.DataFrame
        ``state``, ``session``, ``mean``, ``sd``, ``low``, ``high``, ``n``.
    states : tuple of str
        Ids of the states of the book.

    Returns
    -------
    mapping of str to array

    Examples
    --------
    >>> import polars as pl
    >>> points = pl.DataFrame({"state": ["B"], "session": [3], "mean": [0.1234], "sd": [0.1],
    ...     "low": [-0.1], "high": [0.3], "n": [40]})
    >>> pack(points, ("A", "B"))["mean"].tolist()
    [123]
    """
    ordered = points.sort("state", "session")
    place = {state: i for i, state in enumerate(states)}
    return {
        "state": np.array([place[s] for s in ordered["state"]], dtype=np.uint16),
        "session": ordered["session"].to_numpy().astype(np.uint16),
        "n": ordered["n"].to_numpy().astype(np.uint16),
        **{name: np.rint(ordered[name].to_numpy() * STEP).astype(np.int16) for name in NUMBERS},
    }


def unpack(block: Arrays, states: tuple[str, ...]) -> pl.DataFrame:
    """Return the ideal points of a block, sorted by state and session."""
    import polars as pl

    columns = unpack_columns(block, states)
    return pl.DataFrame({**columns, "state": columns["state"].tolist()})


def unpack_columns(block: Arrays, states: tuple[str, ...]) -> Arrays:
    """Return the columns of :func:`unpack` as arrays: no data frame has to be loaded for them."""
    return {
        "state": np.array(states, dtype=object)[block["state"]],
        "session": block["session"].astype(np.int16),
        **{name: block[name].astype(float) / STEP for name in NUMBERS},
        "n": block["n"].astype(np.int32),
    }


class Positions(Mapping[str, "pl.DataFrame"]):
    """Ideal points of a book by issue, read when asked for.

    Parameters
    ----------
    book : Book
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._names = tuple(b.removeprefix(PREFIX) for b in book.blocks if b.startswith(PREFIX))
        self._read = cache(lambda name: unpack(book.block(PREFIX + name), book.states))

    def __repr__(self) -> str:
        return f"<Positions on {', '.join(self._names)}>"

    def __getitem__(self, issue: str) -> pl.DataFrame:
        if issue not in self._names:
            raise KeyError(issue)
        return self._read(issue)

    def columns(self, issue: str) -> Arrays:
        """Ideal points on an issue as arrays by column."""
        return unpack_columns(self._book.block(PREFIX + issue), self._book.states)

    def __contains__(self, issue: object) -> bool:
        return issue in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
