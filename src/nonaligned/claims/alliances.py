"""Which states were bound to which in alliances, by the treaties that are on file."""

from __future__ import annotations

from collections.abc import Collection

from nonaligned import states
from nonaligned.claims import lexicon


def bound(to: Collection[str], first: int, last: int) -> frozenset[str]:
    """Return the states that had an alliance with some states at any time of a span.

    Parameters
    ----------
    to : collection of str
        Ids of states, which are among those returned.
    first, last : int
        Years.

    Returns
    -------
    frozenset of str
        By the groups of ``data/alliances.csv`` and the parties of ``data/treaties.csv``: a state
        that shares one with any of them.

    Examples
    --------
    >>> sorted(bound({"JPN"}, 1970, 1979))
    ['JPN', 'USA']
    """
    found, near = set(to), frozenset(to)
    for members in _parties(first, last):
        if members & near:
            found |= members
    return frozenset(found)


def _parties(first: int, last: int) -> list[frozenset[str]]:
    """Return the parties of each alliance at any time of a span."""
    treaties: dict[str, set[str]] = {}
    for row in lexicon.rows("treaties"):
        if int(row["first"]) <= last and (not row["last"] or int(row["last"]) >= first):
            treaties.setdefault(row["treaty"], set()).add(row["state"])
    groups = (states.group(row["group"]) for row in lexicon.rows("alliances"))
    return [
        *(group.members(span=(first, last), rule="any") for group in groups),
        *(frozenset(parties) for parties in treaties.values()),
    ]
