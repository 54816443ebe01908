"""States said to have become independent at another time than they did.

Only states are checked of whose independence all tables know one day: not Egypt, Indonesia or
Vietnam, of which several are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import events

_BECAME = re.compile(
    r"\b(?:became|become) (?:an )?independent|\b(?:gained|won|achieved|attained|received) "
    r"(?:its |their |full )?independence"
)
_WHEN = re.compile(r"(?: [a-z]+){0,2}(?: from [A-Z][\w’'-]+)?,? (?:in|on)(?: the)? ")
_OTHER = re.compile(
    r"\b(?:when|while|after|before|until|since|if|once|which|that|would|had)\b|[;:]"
)
FAR = 365 * 30
"""Days by which nobody is wrong: something else is told."""

_SIMPLE = frozenset({"short", "variant"})


def read_independences(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check "Singapore left the federation and became independent in 1966"."""
    for sentence in sentences:
        for match in _BECAME.finditer(article.text, sentence.start, sentence.end):
            named = mentions.within(sentence.start, sentence.end)
            when = next((d for d in named.dates if d.start >= match.end()), None)
            if when is None or not _WHEN.fullmatch(article.text[match.end() : when.start]):
                continue
            begins = max(sentence.start, article.text.rfind("; ", 0, match.start()) + 1)
            told = [m for m in named.states if begins <= m.start < match.start()]
            plain = not _OTHER.search(article.text, begins, match.start())
            if plain and len(told) == 1 and told[0].kind in _SIMPLE:
                yield from _held_against(article.text, told[0], when)


def _held_against(text: str, mention: states.Mention, when: DateMention) -> Iterator[TableConflict]:
    from nonaligned.reading.date_conflicts import length

    day = known_day(mention.candidates[0]) if len(mention.candidates) == 1 else None
    first, last = when.moment.first, when.moment.last
    if day is None:
        return
    off = max((day - last).days, (first - day).days)
    if not GRACE_DAYS < off < FAR:
        return
    start, end = mention.start, when.end
    statement = Statement(
        start, end, text[start:end], "state", ORIGIN, f"independence:{mention.candidates[0]}",
        first.toordinal(), last.toordinal(), (first.year, last.year),
        f"{mention.text} independent: {when.moment.text}",
    )  # fmt: skip
    known = f"{mention.text} became independent on {Moment.of(day).text}"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, day.toordinal(), day.toordinal(),
        (day.year, day.year), known,
    )  # fmt: skip
    words = f'"{statement.text}" does not agree with the table: {known}; it fails by {length(off)}'
    yield TableConflict(statement, fact, float(off), words, "state")


@cache
def known_day(state: str) -> date | None:
    """Return the day of independence where both tables have one and the same.

    Examples
    --------
    >>> known_day("SGP"), known_day("IDN")
    (datetime.date(1965, 8, 9), None)
    """
    told = [e for e in events() if e.kind == "independence" and e.states[:1] == (state,)]
    spells = states.get(state).spells
    if len(told) != 1 or not spells:
        return None
    day = told[0].start
    return day if abs((spells[0].start - day).days) <= GRACE_DAYS else None
