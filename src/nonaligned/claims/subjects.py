"""What resolutions are about, by which people name them: "an end to the embargo on Cuba".

``data/subjects.csv`` gives such names in the notation of :mod:`.notation`, with the listed
resolutions that each may mean. What is voted on again and again has many: the year in the sentence
tells which, and where it does not, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from nonaligned.claims.lexicon import rows
from nonaligned.claims.notation import Node, compiled


@cache
def _subjects() -> tuple[tuple[Node, tuple[str, ...]], ...]:
    return tuple(
        (compiled(row["subject"]), tuple(row["numbers"].split(";"))) for row in rows("subjects")
    )


def named(said: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read what a resolution is about, at the head of some words.

    Parameters
    ----------
    said : tuple of str
        In lower case.

    Yields
    ------
    tuple of int and tuple of str
        How many words name it, and the numbers of the resolutions that it may be.

    Examples
    --------
    >>> list(named(("resolution", "on", "the", "partition", "of", "palestine", "in", "1947")))
    [(6, ('181',))]
    """
    for node, numbers in _subjects():
        for end in dict.fromkeys(_ends(node, said, 0)):
            yield end, numbers


def _ends(node: Node, said: tuple[str, ...], at: int) -> Iterator[int]:
    """Where a piece of grammar without slots may end that begins at a word."""
    if node.type == "word":
        if said[at : at + 1] == (node.text,):
            yield at + 1
    elif node.type == "seq":
        ends = [at]
        for part in node.parts:
            ends = [stop for end in ends for stop in _ends(part, said, end)]
        yield from ends
    else:
        if node.type == "may":
            yield at
        for part in node.parts:
            yield from _ends(part, said, at)
