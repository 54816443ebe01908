"""Sentences of an article, each with its place.

A rule-based cutter: every mark that may end a sentence is looked at once, with the word before
it and what follows. Abbreviations, initials, numbers, quotations that run into the sentence that
reports them, and full stops without a blank behind them are told apart. Kiss & Strunk (2006)
show that abbreviations and initials make nearly all of the difficulty in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nonaligned.reading.article import Article

ABBREVIATIONS = frozenset([
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "capt", "col", "lt", "sgt",
    "maj", "cmdr", "adm", "hon", "rev", "fr", "sr", "jr", "messrs", "pres", "amb", "sec", "min",
    "dept", "fig", "no", "nos", "vol", "p", "pp", "ed", "eds", "vs", "etc", "inc", "ltd", "co",
    "corp", "bros", "e.g", "i.e", "cf", "al", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "ca", "est", "mt", "ft",
])  # fmt: skip
STARTERS = frozenset([
    "The", "A", "An", "In", "On", "At", "By", "For", "From", "With", "But", "And", "Or", "So",
    "Yet", "If", "When", "While", "After", "Before", "Since", "As", "He", "She", "It", "They",
    "We", "I", "You", "His", "Her", "Its", "Their", "Our", "This", "That", "These", "Those",
    "There", "Then", "Now", "However", "Moreover", "Meanwhile", "Still", "Today", "What", "Who",
    "Why", "How", "No", "Not",
])  # fmt: skip
"""Words that open a sentence rather than go on after "U.S."."""
REPORTS = r"(?:said|says|asked|told|added|wrote|replied|argued|insisted|declared|explained)"

_MARK = re.compile(
    r"(?P<mark>\.{3,}|[.!?…]+)(?P<close>[\"'”’»)\]]*)"
    r"(?=(?P<blank>\s+)|$|(?P<tight>[\"“‘(]?[A-Z]))"
)
_NEXT = re.compile(r"[\"“‘'«(\[]*(?P<word>[\w'’-]+)?(?P<more>\s+\w+)?")
_BEFORE = re.compile(r"[\w.&'’-]+$")


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article.

    Parameters
    ----------
    start, end : int
        Its place in the article's text.
    text : str
    paragraph : int
        Number of its paragraph, from 0.
    heading : bool
        Whether it is a headline.
    """

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool


def parts(sentence: Sentence) -> tuple[Sentence, ...]:
    """Cut a sentence at its semicolons and colons: what stands on two sides is told apart.

    Examples
    --------
    >>> whole = Sentence(10, 30, "He came; she left it.", 0, False)
    >>> [(part.start, part.text) for part in parts(whole)]
    [(10, 'He came; '), (19, 'she left it.')]
    """
    edges = [0, *(m.end() for m in re.finditer(r"[;:]\s", sentence.text)), len(sentence.text)]
    return tuple(
        replace(sentence, start=sentence.start + a, end=sentence.start + b, text=sentence.text[a:b])
        for a, b in pairwise(edges)
    )


def clauses_of(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the sentence, or its parts between semicolons and before ", and"."""
    cuts = [m.end() for m in re.finditer(r"[;:]\s|,\s(?=(?:and|but)\s)", sentence.text)]
    edges = [0, *cuts, len(sentence.text)]
    return [(sentence.start + a, sentence.start + b) for a, b in pairwise(edges)]


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Cut an article into sentences.

    Parameters
    ----------
    article : Article

    Returns
    -------
    tuple of Sentence
        In order; together they hold every character of the text but blanks.

    Examples
    --------
    >>> from nonaligned.reading.article import article_from_text
    >>> text = 'Mr. J. F. Smith of the U.S. Senate left.He said: "Go!" Then he went.'
    >>> [s.text for s in sentences(article_from_text(text, 1990))]
    ['Mr. J. F. Smith of the U.S. Senate left.', 'He said: "Go!"', 'Then he went.']
    """
    found = []
    for number, paragraph in enumerate(article.paragraphs):
        text = article.text[paragraph.start : paragraph.end]
        for start, end in spans(text):
            place = paragraph.start + start
            found.append(
                Sentence(place, paragraph.start + end, text[start:end], number, paragraph.heading)
            )
    return tuple(found)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one paragraph begin and end."""
    start = 0
    for match in _MARK.finditer(text):
        if match.start() >= start and _ends(text, match):
            end = match.end()
            yield start, end
            start = end + len(match["blank"] or "")
    if start < len(text) and text[start:].strip():
        yield start, len(text.rstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a sentence."""
    before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
    word = before.group() if before else ""
    if match["tight"]:
        return _ends_without_blank(text, match, word)
    if not match["blank"]:
        return True
    following = _NEXT.match(text, match.end() + len(match["blank"]))
    after = (following["word"] or "") if following else ""
    if after[:1].islower() or (following and _reports(match, following)):
        return False
    return match["mark"] != "." or bool(match["close"]) or not _abbreviates(word, after)


def _ends_without_blank(text: str, match: re.Match[str], word: str) -> bool:
    """Read "...worldly powers.In his letter": a full stop between a word and a new one."""
    tail = text[match.end() : match.end() + 3]
    is_word = len(word) > 1 and word[-2:].isalnum() and "." not in word
    opens = re.match(r"[\"“‘(]?(?:[A-Z][a-z’']|[AI] )", tail) is not None
    closes_quotation = match["close"] not in {"", ")"}
    return closes_quotation or (is_word and opens and not word[-1:].isupper())


def _reports(match: re.Match[str], following: re.Match[str]) -> bool:
    """Read "“Why?” Rouhani asked": the quotation's mark is not the sentence's."""
    if not match["close"] or match["mark"][0] not in "!?":
        return False
    more = (following["more"] or "").strip()
    word = following["word"] or ""
    return re.fullmatch(REPORTS, more) is not None or re.fullmatch(REPORTS, word) is not None


def _abbreviates(word: str, after: str) -> bool:
    """Whether a full stop belongs to the word before it."""
    if word.lower() in ABBREVIATIONS:
        return not (word.lower() in {"etc", "a.m", "p.m", "jr", "sr", "inc"} and after in STARTERS)
    if re.fullmatch(r"[A-Z]", word):
        return True
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return after not in STARTERS
    return False
