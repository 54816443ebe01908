"""Lists of names that find themselves in running text: of events, of leaders.

Names of states and groups, which are many more and may be written in more ways, are found by
:mod:`nonaligned.states.running_text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "—": "-", "\n": " "})
_WORD = re.compile(r"\w+")


class Names(Generic[T]):
    """A list of names that finds itself in texts, in time linear in the text.

    Parameters
    ----------
    entries : iterable of (str, object)
        Each name with what it stands for. Of two that differ in capitals only, the one
        without is kept, which fits either.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        index: dict[str, dict[str, tuple[str, T]]] = {}
        for name, value in entries:
            folded = fold(name)
            first = _WORD.search(folded)
            if first is not None:
                known = index.setdefault(first.group(), {})
                if folded not in known or name[:1].islower():
                    known[folded] = (name, value)
        self._index = {
            word: sorted(names.items(), key=lambda item: -len(item[0]))
            for word, names in index.items()
        }

    def find(
        self, text: str, fits: Callable[[str, str], bool] = lambda written, name: True
    ) -> list[tuple[int, int, T]]:
        """Places of names in a text, the longest at each place.

        Parameters
        ----------
        text : str
        fits : callable
            Whether what is written may be the name, letter case considered.
        """
        folded = fold(text)
        found: list[tuple[int, int, T]] = []
        at = 0
        for match in _WORD.finditer(folded):
            if match.start() < at:
                continue
            for name, (spelled, value) in self._index.get(match.group(), ()):
                end = match.start() + len(name)
                whole = not folded[end : end + 1].isalnum()
                here = whole and folded.startswith(name, match.start())
                if here and fits(text[match.start() : end], spelled):
                    found.append((match.start(), end, value))
                    at = end
                    break
        return found


def fold(text: str) -> str:
    """Lower case with plain apostrophes and hyphens, every place kept.

    Examples
    --------
    >>> fold("Stalin’s"), len(fold("İzmir"))
    ("stalin's", 5)
    """
    plain = text.translate(_SAME)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    # a few letters, such as İ, are two in lower case
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
