"""Days of the week beside a full date: 13 August 1961 was a Sunday, whatever a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.reading.article import Article
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEFORE = re.compile(rf"\b(?P<day>{'|'.join(DAYS)}),? (?:the )?$")
GREGORIAN = 1924
"""From this year on every state counts its days by the same calendar."""


def read_weekdays(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check "Sunday 13 August 1961" against the calendar."""
    text = article.text
    for date in mentions.dates:
        before = _BEFORE.search(text, max(0, date.start - 16), date.start)
        first = date.moment.first
        if before is None or date.moment.precision != "day" or first.year < GREGORIAN:
            continue
        is_day = DAYS[first.weekday()]
        if before["day"] != is_day:
            yield _conflict(text, before.start("day"), date.end, first.toordinal(), is_day)


def _conflict(text: str, start: int, end: int, day: int, is_day: str) -> TableConflict:
    words = text[start:end]
    said = f"“{words}”"
    statement = Statement(
        start, end, words, "date", ORIGIN, f"weekday:{start}", day, day, None, said
    )
    known = f"it was a {is_day}"
    fact = Statement(0, 0, "", "table", ORIGIN, statement.b, day, day, None, known)
    return TableConflict(
        statement, fact, 1.0, f"{said} does not agree with the calendar: {known}", "dates"
    )
