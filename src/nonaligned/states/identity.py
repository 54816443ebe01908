"""Who is a state, under which id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nonaligned.states._files import rows


@cache
def by_cow() -> Mapping[int, str]:
    """Return the id of every Correlates of War number.

    Returns
    -------
    mapping of int to str
        Read-only, in the order of the numbers.

    Examples
    --------
    >>> by_cow()[365], by_cow()[255], by_cow()[260]
    ('RUS', 'DEU', 'GFR')
    """
    return MappingProxyType({int(row["cow"]): row["id"] for row in rows("identity")})
