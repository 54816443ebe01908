"""A sentence cut into tokens, and the small questions that every part of the grammar asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nonaligned.claims import lexicon
from nonaligned.claims.lexer import Token

Capture = tuple[str, Any]
Reading = tuple[int, tuple[Capture, ...]]
"""Where a piece ends, and what it caught."""

LONGEST_ENTRY = 10
"""Tokens of the longest entry of a lexicon."""


class Sentence:
    """Tokens, and what stands at a place among them. Places past the end hold nothing.

    Parameters
    ----------
    tokens : tuple of Token
    """

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.norms = tuple(token.norm for token in tokens)
        self._words = tuple(lexicon.words(norm) for norm in self.norms)

    def says(self, at: int, *words: str) -> bool:
        """Whether these words stand here, one after the other."""
        return self.norms[at : at + len(words)] == words

    def one_of(self, at: int, words: frozenset[str]) -> bool:
        """Whether one of these words stands here."""
        return at < len(self.norms) and self.norms[at] in words

    def token(self, at: int, *types: str) -> Token | None:
        """Return the token here if it is of one of these types."""
        fits = at < len(self.tokens) and self.tokens[at].type in types
        return self.tokens[at] if fits else None

    def entries(self, at: int, table: Mapping[tuple[str, ...], Any]) -> Iterator[tuple[int, Any]]:
        """Entries of a lexicon that begin here. Tokens may hold several words of an entry."""
        said: tuple[str, ...] = ()
        for end in range(at, min(len(self.tokens), at + LONGEST_ENTRY)):
            if not self._words[end]:
                return
            said += self._words[end]
            if said in table:
                yield end + 1, table[said]
