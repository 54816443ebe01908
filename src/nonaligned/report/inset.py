"""The article cut into pieces, so that its claims can be marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nonaligned.report.document import ArticleView, Span

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Piece:
    """A stretch of text within which nothing begins or ends.

    Parameters
    ----------
    text : str
    claims : tuple of int
        Positions of the claims that it belongs to.
    begins, ends : tuple of int
        Those of them that begin or end with it.
    dated : bool
        Whether it is part of a conflict in dates.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    dated: bool = False


def paragraphs(view: ArticleView, dated: Sequence[Span] = ()) -> Iterator[tuple[Piece, ...]]:
    r"""Cut an article into paragraphs, and each into pieces.

    Parameters
    ----------
    view : ArticleView
    dated : sequence of (int, int)
        Spans of the conflicts in dates.

    Yields
    ------
    tuple of Piece
        Their texts, put together, are the paragraph.

    Examples
    --------
    >>> made = list(paragraphs(ArticleView("A b c. D.\n\nE.", ((2, 5, 0), (4, 9, 1)))))
    >>> [(piece.text, piece.claims) for piece in made[0]]
    [('A ', ()), ('b ', (0,)), ('c', (0, 1)), ('. D.', (1,))]
    >>> made[1]
    (Piece(text='E.', claims=(), begins=(), ends=(), dated=False),)
    """
    spans = sorted([*view.spans, *((first, last, DATED) for first, last in dated)])
    active: list[tuple[int, int, int]] = []
    begun: set[int] = set()
    waiting = iter(spans)
    upcoming = next(waiting, None)
    for start, end in _bounds(view.text):
        while upcoming is not None and upcoming[0] < end:
            active.append(upcoming)
            upcoming = next(waiting, None)
        active = [span for span in active if span[1] > start]
        yield tuple(_pieces(view.text, start, end, active, begun))


DATED = -1
"""Stands for a conflict in dates among the positions of claims."""


def _bounds(text: str) -> Iterator[Span]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _pieces(
    text: str, start: int, end: int, active: list[tuple[int, int, int]], begun: set[int]
) -> Iterator[Piece]:
    cuts = {start, end}
    for first, last, _ in active:
        cuts |= {cut for cut in (first, last) if start < cut < end}
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        over = [span for span in active if span[0] < last and span[1] > first]
        claims = tuple(dict.fromkeys(claim for *_, claim in over if claim != DATED))
        begins = tuple(claim for claim in claims if claim not in begun)
        begun.update(begins)
        ends = tuple(claim for _, at, claim in over if at == last and claim != DATED)
        yield Piece(text[first:last], claims, begins, ends, any(c == DATED for *_, c in over))
