"""The data files of this room, read once and kept.

The files are facts in our own columns. Dates are ISO 8601; an empty ``end`` is open.
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
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
