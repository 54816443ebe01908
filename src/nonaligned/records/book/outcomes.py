"""Tallies of single roll calls in a book: one block of numbers, no vote, title or date.

A resolution's number is kept as its figure and, of a special or emergency session, that session's
number, below zero and above; letters are the digits 1 to 26 of a number to the base 27.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.records.book.blocks import Arrays
from nonaligned.records.book.volume import Book
from nonaligned.tables import LAST_RUNNING, RESOLUTIONS

if TYPE_CHECKING:
    import polars as pl

BLOCK = "resolutions"

_BASE = 27
_PLAIN = ("session", "place", "whole", "yes", "no", "abstain")


def pack_outcomes(table: pl.DataFrame) -> Arrays:
    """Lay out tallies as arrays of a block; :func:`unpack_outcomes` reads them back.

    Parameters
    ----------
    table : polars.DataFrame
        Under the contract ``RESOLUTIONS``.

    Returns
    -------
    mapping of str to array
    """
    ordered = RESOLUTIONS.check(table).sort("session", "place")
    numbers = [_figures(text or "") for text in ordered["number"]]
    parts = [(text or "").partition("/") for text in ordered["part"]]
    return {
        **{name: ordered[name].to_numpy() for name in _PLAIN},
        "special": np.array([special for special, _ in numbers], dtype=np.int8),
        "figure": np.array([figure for _, figure in numbers], dtype=np.uint16),
        "letters": np.array([encoded(first) for first, _, _ in parts], dtype=np.uint32),
        "section": np.array([encoded(second) for _, _, second in parts], dtype=np.uint32),
    }


def unpack_outcomes(block: Arrays) -> pl.DataFrame:
    """Return the tallies of a block, under the contract ``RESOLUTIONS``."""
    import polars as pl

    places = [block[name].tolist() for name in ("session", "special", "figure")]
    letters = [block[name].tolist() for name in ("letters", "section")]
    columns = {
        **{name: block[name].tolist() for name in _PLAIN},
        "number": [_number(*place) for place in zip(*places, strict=True)],
        "part": [_part(*pair) for pair in zip(*letters, strict=True)],
    }
    return pl.DataFrame({name: columns[name] for name in RESOLUTIONS.schema}, RESOLUTIONS.schema)


def read_outcomes(book: Book) -> pl.DataFrame:
    """Return the tallies of a book, under the contract ``RESOLUTIONS``."""
    return unpack_outcomes(book.block(BLOCK))


def _figures(number: str) -> tuple[int, int]:
    """Return the special session, signed, and the figure of a number; zeros for none."""
    lead, _, figure = number.rpartition("/")
    session = int(lead.rpartition("-")[2]) if lead.startswith(("S-", "ES-")) else 0
    return -session if lead.startswith("S-") else session, int(figure or 0)


def _number(session: int, special: int, figure: int) -> str | None:
    if not figure:
        return None
    if special:
        return f"{'ES' if special > 0 else 'S'}-{abs(special)}/{figure}"
    return str(figure) if session <= LAST_RUNNING else f"{session}/{figure}"


def _part(letters: int, section: int) -> str | None:
    return "/".join(filter(None, (decoded(letters), decoded(section)))) or None


def encoded(letters: str) -> int:
    """Return capital letters as a number; none is 0.

    Examples
    --------
    >>> encoded("A"), encoded("AB"), decoded(encoded("XVIII"))
    (1, 29, 'XVIII')
    """
    code = 0
    for letter in letters:
        code = code * _BASE + ord(letter) - ord("A") + 1
    return code


def decoded(code: int) -> str:
    """Return the letters of :func:`encoded`."""
    letters = ""
    while code:
        code, digit = divmod(code, _BASE)
        letters = chr(ord("A") + digit - 1) + letters
    return letters
