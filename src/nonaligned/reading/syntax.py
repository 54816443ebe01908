"""How an article is cut into sentences, names and clauses.

The reader asks a :class:`Syntax` and does the rest itself. :class:`Rules` is the one it has by
default; :mod:`nonaligned.reading.parsed` is another, which a parser stands behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from nonaligned.reading.article import Article
from nonaligned.reading.clauses import Clause, clauses
from nonaligned.reading.mentions import Mentions, find_mentions
from nonaligned.reading.sentences import Sentence, sentences


class Syntax(Protocol):
    """What the reader must be told about one article."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """In order; together they hold every character of the text but blanks."""

    @property
    def mentions(self) -> Mentions:
        """Whom and what the article names."""

    def clauses(self, text: str, ends: list[int]) -> Iterator[Clause]:
        """Yield clauses of a piece of a sentence; see :func:`nonaligned.reading.clauses.clauses`.

        Where two of them overlap, the first that is read as a claim stands.
        """


class Rules:
    """Syntax by rules alone.

    Parameters
    ----------
    article : Article
    """

    def __init__(self, article: Article) -> None:
        self.sentences = sentences(article)
        self.mentions = find_mentions(article.text, article.date)

    def clauses(self, text: str, ends: list[int]) -> Iterator[Clause]:
        """See :class:`Syntax`."""
        return clauses(text)
