"""The data files of this room, read once and kept.

The files are facts in our own columns. A date is ISO 8601 and may be a year alone; both ends
of a span are inclusive, and an empty end is open. Every row names its source.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of one data file, every value as text.

    Parameters
    ----------
    name : str
        File name without ``.csv``.

    Returns
    -------
    tuple of dict
        One mapping from column to text a row; a missing value is the empty string.

    Examples
    --------
    >>> rows("identity")[0]["id"]
    'USA'
    """
    path = files("nonaligned.states") / "data" / f"{name}.csv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def _citations() -> dict[str, str]:
    return {row["source"]: row["citation"] for row in rows("sources")}


def citation(source: str) -> str:
    """Return the full citation of a key of the ``source`` columns.

    Raises
    ------
    KeyError
        The key is not in ``sources.csv``: a fault of the data files, not of the caller.

    Examples
    --------
    >>> citation("ga2758")
    'General Assembly resolution 2758 (XXVI), 25 October 1971'
    """
    return _citations()[source]
