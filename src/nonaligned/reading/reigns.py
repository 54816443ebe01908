"""Times told by who was in power: "under Stalin, in 1955", "in 1968, when X was president".

They are held against the table of leaders like titles beside a date
(:mod:`nonaligned.reading.offices`), with the same grace for handovers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import (
    BEGINS,
    GRACE_DAYS,
    OFFICES,
    SPAN,
    TableConflict,
    away_from,
    office_conflict,
)
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import EventMention
from nonaligned.states.leaders import OPEN, PersonMention, Tenure, tenures

_TITLES = "president|prime minister|premier|chancellor|king|emperor|general secretary"
_TITLE = re.compile(rf"\b(?P<title>{_TITLES}) $", re.IGNORECASE)
_UNDER = re.compile(
    rf"\b(?:under (?:the )?(?:(?:{_TITLES}|General|Marshal) )?"
    r"|(?:under|during|in) the (?:presidency|premiership|chancellorship|reign|rule|government"
    r"|administration) of (?:(?:president|general|king|emperor) )?)$",
    re.IGNORECASE,
)
_THE_TITLE_WAS = re.compile(
    rf"\b(?:the|its|their) (?:[A-Z]\w+ )?(?P<title>{_TITLES}) was (?:still |already )?$"
)
_WHEN = re.compile(rf"\b(?:when|while) (?:(?:{_TITLES}|General) )?$", re.IGNORECASE)
_WAS = re.compile(
    rf" was (?:still |already |the |its |their )*(?:[A-Z]\w+ )?(?P<title>{_TITLES})\b"
    r"(?! of the \w+ (?:party|council))"
)
_IN = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n|[Bb]y)(?: the)? $")
_LINK = re.compile(r",? (?:in|on)(?: the)? |,? ")
_MADE = re.compile(
    r" (?:had )?(?:signed|launched|ordered|hosted|concluded|announced|negotiated|ratified)"
    r"(?: the| his| her| a)? $"
)
_OTHERWISE = re.compile(
    r"\b(?:former|ex-?|late|future|then-?|later|ousted|deposed|would|predecessor|successor|not)\b",
    re.IGNORECASE,
)
FAR = 3000
"""Days beyond which somebody of the same name is meant, or something else told."""


def read_reigns(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check times told by who was in power, and events told by who made them."""
    text = article.text
    for sentence in sentences:
        named = mentions.within(sentence.start, sentence.end)
        if not named.people or sentence.heading:
            continue
        for person in named.people:
            begins = max(sentence.start, person.start - 40)
            under = _UNDER.search(text, begins, person.start)
            was = _WAS.match(text, person.end, sentence.end)
            when = _WHEN.search(text, begins, person.start) if was else None
            if under is not None:
                yield from _in_power(text, under.start(), person, person.end, named, "")
            elif was is not None and when is not None:
                title = was["title"]
                yield from _in_power(text, when.start(), person, was.end(), named, title)
            elif told := _THE_TITLE_WAS.search(text, begins, person.start):
                yield from _in_power(text, told.start(), person, person.end, named, told["title"])
            elif len(named.events) == 1 and not named.dates:
                yield from _made(text, begins, person, named.events[0])


def _in_power(
    text: str, start: int, person: PersonMention, end: int, named: Mentions, title: str
) -> Iterator[TableConflict]:
    """Hold "under X" or "when X was president" against the date beside it."""
    for date in named.dates:
        behind = date.start >= end and _LINK.fullmatch(text[end : date.start])
        before = (
            date.end <= start
            and text[date.end : start] in {", ", " "}
            and _IN.search(text, max(0, date.start - 12), date.start)
        )
        if not (behind or before) or not _is_clear(date):
            continue
        if behind and not re.search(r"\b(?:in|on)(?: the)? $", text[end : date.start]):
            continue
        held = [t for name in person.people for t in tenures()[name] if _is_held(t, title)]
        yield from _held(text, (min(start, date.start), max(end, date.end)), held, date.moment)
        return


def _is_held(tenure: Tenure, title: str) -> bool:
    return tenure.office in OFFICES[title.lower()] if title else True


def _is_clear(date: DateMention) -> bool:
    """Whether a date still tells who was in power, and the table covers it."""
    moment = date.moment
    return (moment.last - moment.first).days < SPAN and BEGINS <= moment.first <= OPEN


def _made(
    text: str, begins: int, person: PersonMention, event: EventMention
) -> Iterator[TableConflict]:
    """Read "President Carter signed the INF Treaty": an office at the time of an event."""
    title = _TITLE.search(text, begins, person.start)
    made = event.start > person.end and _MADE.fullmatch(text[person.end : event.start])
    if title is None or not made or event.generic:
        return
    if _OTHERWISE.search(text, begins, title.start()):
        return
    moment = Moment(event.event.start, event.event.end)
    held = [t for name in person.people for t in tenures()[name] if _is_held(t, title["title"])]
    if moment.last <= OPEN:
        yield from _held(text, (title.start(), event.end), held, moment)


def _held(
    text: str, place: tuple[int, int], held: list[Tenure], moment: Moment
) -> Iterator[TableConflict]:
    if not held:
        return
    nearest = min(held, key=lambda tenure: away_from(tenure, moment))
    days = away_from(nearest, moment)
    if not GRACE_DAYS < days < FAR:
        return
    start, end = place
    words = text[start:end]
    statement = Statement(
        start, end, words, "office", ORIGIN, f"office:{nearest.person}",
        moment.first.toordinal(), moment.last.toordinal(), (moment.first.year, moment.last.year),
        f"{nearest.person} in office: {moment.text}",
    )  # fmt: skip
    yield office_conflict(statement, nearest, days, f"“{words}”", moment)
