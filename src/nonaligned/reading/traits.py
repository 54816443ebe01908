"""Traits of a stretch of text in which some states have a part: its words, by where they stand.

A relation of states is told by the words before the first of them, between them and behind the
last, and by those beside each. So a trait is a stem with its zone, or with the part beside which it
stands (after Zhou, Su, Zhang & Zhang, 2005, "Exploring various knowledge in relation extraction").
What :mod:`nonaligned.reading.learned` weighs are these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from nonaligned.claims import lexicon
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE

PARTS = "XYZ"
"""Letters of the states that have a part; any other is an ``O``."""
REACH = 8
"""Words looked at before the first part and behind the last."""
BESIDE = (-2, -1, 1, 2)
"""Places beside a part."""

_WORD = re.compile(rf"[{NAME}{PEOPLE}{GROUP}]|[a-zé’'-]+|\d+s?|[,;:]", re.IGNORECASE)
_SIGN = re.compile(f"[{NAME}{PEOPLE}{GROUP}]")
_YEAR = re.compile(r"\d{3,4}s?")
_ENDINGS = ("ingly", "edly", "ing", "ed", "es", "s", "ly", "d")
_LEAST = 3
"""Letters that a stem keeps."""


def stem(word: str) -> str:
    """Return a word without its ending; of an irregular verb, its first form.

    Examples
    --------
    >>> stem("Drifting"), stem("cosied"), stem("dropped"), stem("swung")
    ('drift', 'cosy', 'drop', 'swing')
    """
    word = word.lower().strip("’'-")
    if word in _irregular():
        return _irregular()[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word.removesuffix(ending)
            break
    else:
        return word
    if word[-1] == word[-2] and word[-1] in "bdgmnprt":
        return word[:-1]
    return f"{word[:-1]}y" if word.endswith("i") else word


@cache
def _irregular() -> dict[str, str]:
    """Return the first form of every form of the verbs that the claim language knows by a row."""
    forms: dict[str, str] = {}
    for row in lexicon.rows("verbs"):
        if row["lemma"] != "be":  # which stands there for "remain" and "stay" too
            forms |= dict.fromkeys(row["forms"].split(), row["lemma"])
    return forms


def tokens(stretch: str) -> tuple[str, ...]:
    """Cut a skeleton into stems, signs, and marks of years, numbers and stops."""
    return tuple(_token(word) for word in _WORD.findall(stretch))


def _token(word: str) -> str:
    if _SIGN.match(word) or not word[0].isalnum():
        return word
    if word[0].isdigit():
        return "<year>" if _YEAR.fullmatch(word) else "<number>"
    return stem(word)


def traits(cut: Sequence[str], parts: Mapping[str, str]) -> Iterator[str]:
    r"""Yield the traits of a stretch; none twice is needed, for a trait is there or not.

    Parameters
    ----------
    cut : sequence of str
        As :func:`tokens` gives it.
    parts : mapping of str to str
        The letter of each sign that has a part.

    Examples
    --------
    >>> found = set(traits(("\ue000", "back", "\ue001"), {"\ue000": "X", "\ue001": "Y"}))
    >>> sorted(found)
    ['*back', 'M:back', 'X+1:back', 'X+2:Y', 'XY', 'Y-1:back', 'Y-2:X']
    """
    said = [parts.get(token, "O") if _SIGN.match(token) else token for token in cut]
    places = [at for at, token in enumerate(said) if token in PARTS and token]
    first, last = places[0], places[-1]
    yield "".join(dict.fromkeys(said[at] for at in places))
    for at in range(max(0, first - REACH), min(len(said), last + REACH + 1)):
        token = said[at]
        if token in PARTS:
            continue
        yield f"{'B' if at < first else 'A' if at > last else 'M'}:{token}"
        yield f"*{token}"
    for at in places:
        for step in BESIDE:
            if 0 <= at + step < len(said):
                yield f"{said[at]}{step:+d}:{said[at + step]}"
