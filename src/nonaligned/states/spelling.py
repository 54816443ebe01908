"""Words that are nearly the name of a state: "Frnace", "the Sovet Union"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from nonaligned.states._text import key_of
from nonaligned.states.names import all_names

SHORTEST = 5
"""Letters of a name that may be misspelt: of fewer, too many words are near one."""

KINDS = frozenset({"short", "official", "variant"})
"""Kinds of names that may be meant."""

WORDS = 3
"""Words that are looked at together."""

MOST = 200
"""Words of a text that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


def misspelt(text: str) -> dict[str, str]:
    """Return names as they are misspelt in a text, each with the name that may be meant.

    Two names are near if leaving out one letter of each makes them the same: a letter too many,
    too few, wrong, or two that changed places.

    Parameters
    ----------
    text : str
        Its first 200 words are looked at; names are words that begin with a capital, in a text
        without capitals any.

    Examples
    --------
    >>> misspelt("Frnace backed the Sovet Union")
    {'Frnace': 'France', 'Sovet Union': 'Soviet Union'}
    >>> misspelt("France backed the Soviet Union")
    {}
    """
    found: dict[str, str] = {}
    end = 0
    for start, stop in _spans(text):
        wrong = text[start:stop]
        if start < end:
            continue
        if key_of(wrong) in _names():
            end = stop
        elif right := _nearest(key_of(wrong)):
            found[wrong] = right
            end = stop
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Places of words that may be a name, the longest first at each beginning."""
    words = [word for word in islice(_WORD.finditer(text), MOST) if word.group() != "The"]
    capitals = any(word.group()[0].isupper() for word in words)
    for at in range(len(words)):
        together = takewhile(
            lambda word: not capitals or word.group()[0].isupper(), words[at : at + WORDS]
        )
        for last in reversed(list(together)):
            yield words[at].start(), last.end()


@cache
def _names() -> frozenset[str]:
    """All names in the form in which they are looked up."""
    return frozenset(key_of(name.name) for name in all_names())


@cache
def _shortened() -> dict[str, str]:
    """Names by every form with one letter left out."""
    found: dict[str, str] = {}
    for name in all_names():
        key = key_of(name.name)
        if name.kind in KINDS and len(key) >= SHORTEST:
            for form in _without_one(key):
                found.setdefault(form, name.name)
    return found


def _nearest(key: str) -> str:
    forms = _without_one(key) if len(key) >= SHORTEST else ()
    return next((_shortened()[form] for form in forms if form in _shortened()), "")


def _without_one(key: str) -> tuple[str, ...]:
    """Return a word whole and with each letter left out."""
    return (key, *(key[:at] + key[at + 1 :] for at in range(len(key))))
