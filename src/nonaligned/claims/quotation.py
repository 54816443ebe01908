"""Words that a claim keeps as they were said, between quotation signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.claims.lexer import Token
from nonaligned.claims.lexicon import words

_OPENS, _CLOSES = frozenset('“"'), frozenset('”"')
_WORDS = re.compile(r"[^\W_](?:[\w ,;:().!'/&–—-]*[\w.)'])?")


def plain(text: str, most: int) -> bool:
    """Whether a text is words that may stand between quotation signs, and not too many.

    Examples
    --------
    >>> plain("the landing in Grenada", 25), plain("the landing in Grenada", 3), plain("?", 3)
    (True, False, False)
    """
    wordy = any(word.isalpha() for word in words(text))
    return wordy and len(text.split()) <= most and _WORDS.fullmatch(text) is not None


def quoted_at(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read the quotation that opens right before a token, if one does.

    Yields
    ------
    tuple of int and str
        Where it ends, and the words between the quotation signs.

    Examples
    --------
    >>> from nonaligned.claims.lexer import tokens
    >>> list(quoted_at(tokens("the resolution “the landing in Grenada” in 1983"), 2))
    [(6, 'the landing in Grenada')]
    """
    if at >= len(tokens) or _OPENS.isdisjoint(tokens[at].before):
        return
    said = tokens[at].text
    for end in range(at + 1, len(tokens) + 1):
        if end == len(tokens) or not _CLOSES.isdisjoint(tokens[end].before):
            yield end, said
            return
        said += tokens[end].before + tokens[end].text
