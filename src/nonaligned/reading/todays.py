"""What is said to have happened so many years ago today, on the day of an event of the table.

"Seventy years ago today two generals signed … at Panmunjom", written on 27 July 2013, is sixty:
the day of the month is the event's, and the sentence names its place or its people. What happened
to the writer is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from nonaligned import states
from nonaligned.reading.anniversaries import held_to
from nonaligned.reading.article import Article
from nonaligned.reading.dates import Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.states._files import rows
from nonaligned.states.events import Event, events

_AGO = re.compile(
    rf"\W*(?:It (?:is|was) )?(?:(?P<n>{NUMBER}) years ago "
    r"(?:today|tonight|this (?:morning|evening))"
    rf"|Today,? (?P<m>{NUMBER}) years ago)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|me|born|married|father|mother)\b|[“”\"]")
_CAPITAL = re.compile(r"\b[A-Z]\w{3,}")
FIRST = 1946
"""First year of which the table knows enough events."""

FEW = 2
"""Events of which a word may be said that tells one that was put before that year."""


def read_todays(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check how many years ago something happened on this day of the year."""
    day = article.date.first
    if day != article.date.last:
        return
    for sentence in sentences:
        ago = _AGO.match(article.text, sentence.start, sentence.end)
        count = round(number(ago["n"] or ago["m"]) or 0) if ago else 0
        if ago is None or not count or _OWN.search(sentence.text):
            continue
        most = FEW if day.year - count < FIRST else len(events())
        same = [e for e in events() if (e.end.month, e.end.day) == (day.month, day.day)
                or (e.start.month, e.start.day) == (day.month, day.day)]  # fmt: skip
        then = [e for e in same if day.year - count in {e.start.year, e.end.year}]
        meant = [e for e in same if _shares(sentence.text, e, most) and e.end.year < day.year]
        if not then and len({_on(e, day) for e in meant}) == 1:
            on = _on(meant[0], day)
            known = f"{meant[0].name}: {Moment.of(on).text} ({meant[0].source})"
            start = sentence.start + len(ago.group()) - len(ago.group().lstrip(" “\"'"))
            yield from held_to(article, article.date, count, (on, on), (start, ago.end()), known)


def _on(event: Event, day: date) -> date:
    """Return the day of an event that falls on a day of the year: its last, or its first."""
    return event.end if (event.end.month, event.end.day) == (day.month, day.day) else event.start


def _shares(text: str, event: Event, most: int) -> bool:
    """Whether a sentence has a place or people of an event, other than states and of few others."""
    words = (word for word in _words()[event.id] if _known(word) <= most)
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)


@cache
def _known(word: str) -> int:
    """Count the events of which a word is said."""
    return sum(word in words for words in _words().values())


@cache
def _words() -> dict[str, frozenset[str]]:
    """Names in what is said of events, and whole wordings of who did something."""
    found: dict[str, set[str]] = {}
    for event in events():
        names = " ".join((event.name, *event.aliases))
        found[event.id] = set(_CAPITAL.findall(names))
    for row in rows("tellings"):
        for said in (*row["who"].split("|"), *row["what"].split("|")):
            found[row["event"]] |= {said} if " " in said and said.islower() else set()
            found[row["event"]] |= set(_CAPITAL.findall(said))
    return {
        event: frozenset(word for word in words if not states.mentions(word))
        for event, words in found.items()
    }
