"""The order of things without a number of years: "after the murder of Sadat, Egypt signed".

Two events of the table, or an event and a date, are held against each other where a sentence
says which came first. Names that fit several events are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.datings import is_made, is_subject, years_off
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence, parts
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.reading.truces import by_noun
from nonaligned.states.events import EventMention

_WAY = re.compile(
    r"(?P<count>\b(?:years?|months?|weeks?|days?|decades?|hours?|long|ever|even|not until|well) )?"
    r"\b(?P<way>after|before|following|since|once|when|by the time|on the eve of|in the wake of"
    r"|in the aftermath of|ahead of|prior to)(?: that)?(?: the)? $",
    re.IGNORECASE,
)
_BACK = frozenset({"before", "on the eve of", "ahead of", "prior to", "by the time"})
_HAD = re.compile(r"\bhad\b")
_CLAUSE = re.compile(r"[;:]|\b(?:which|who|whose|whom|where|while|but|because|although|if)\b")
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|when|while|if|until|because|although|where|before|after|since"
    r"|as|of|about|on)(?: the)? $",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:,? which)? (?:had )?(?:(?P<after>followed|came after|succeeded)|preceded|came before"
    r"|came on the eve of|led to|paved the way for|provoked|triggered"
    r"|(?:came|happened|took place|fell|began|was \w+) (?P<same>in the (?:very )?same year)"
    r" (?:as|in which|that))(?: the)? "
)
_OVER_WHEN = re.compile(
    r" (?:was|were|had been) (?:already |long |all )*(?:over|won|lost|signed|concluded)"
    r" (?:when|by the time)(?: the)? "
)
_HAD_WHEN = re.compile(r"(?: already| long)?,? when(?: the)? ")
_AS = re.compile(r", (?:just )?(?:when|as|the (?:day|week|month|year) (?:when |that |in which )?)"
                 r"(?: ?the)? ")  # fmt: skip
_WHEN_MADE = re.compile(
    r", when (?:[\w’'-]+ ){1,6}(?:signed|launched|adopted|founded|concluded)(?: the)? "
)
_SLOW = re.compile(r"\b(?:fell apart|fallen apart|broke up|broken up|disintegrated|dissolved)$")
_IN = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n)(?: the)? $")
_ASIDE = re.compile(r"[“”\"]|\b(?:would|could|might|if|born|anniversary|recall|remember|wrote)")
SLACK = 20
"""Days by which an order may fail: what was begun before and done after."""

LOOSE = 45
"""The same of a date beside an event."""

YEARLONG = 400
"""The same of what took its time."""

FAR = 12
"""Years between an event and a date beyond which something else is told."""


def read_orders(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check what is said to have come before or after an event of the table."""
    text = article.text
    told = (s for s in sentences if mentions.within(s.start, s.end).events and not s.heading)
    for part in chain.from_iterable(map(parts, told)):
        named = mentions.within(part.start, part.end)
        for first, second in pairwise(named.events):
            yield from _linked(text, first, second)
        truces = by_noun(text, part.start, part.end, mentions.events)
        named = replace(named, events=tuple(sorted((*named.events, *truces), key=_place)))
        for event in named.events:
            way = _WAY.search(text, max(part.start, event.start - 40), event.start)
            yield from _same_time(text, part, event, named.dates)
            if way is None or way["count"] or event.generic:
                continue
            if _goes_on(text, event, way):
                continue
            for other in named.events:
                if other is not event and _is_main(text, part, way.start("way"), event, other):
                    yield from _ordered(text, way, event, other)
            if len(named.events) == 1 and len(named.dates) == 1:
                yield from _dated(text, part, way, event, named.dates[0])


def _place(event: EventMention) -> int:
    return event.start


def _goes_on(text: str, event: EventMention, way: re.Match[str]) -> bool:
    """Whether it is no time of its own: "when the Wall fell", "after the treaty had lapsed"."""
    told = _HAD.search(event.text) or text.startswith(" had ", event.end)
    if way["way"].lower() in {"when", "once", "by the time"}:
        return not (event.told and (told or way["way"].lower() == "by the time"))
    follows = re.match(r" (?:had|was|were|has|came|took|entered|expired|collapsed|would)\b|[’']s\b",
                       text[event.end : event.end + 12])  # fmt: skip
    return follows is not None and not event.told


def _is_main(text: str, part: Sentence, at: int, event: EventMention, other: EventMention) -> bool:
    """Whether the sentence tells the other event of the time before or after the first."""
    first, last = sorted((event, other), key=lambda e: e.start)
    between = text[first.end : last.start]
    if other.generic or _CLAUSE.search(between) or len(between) > 90:
        return False
    cleft = between == " that " and re.match(r"\W*It was\b", part.text) is not None
    if other.start > event.end and "," not in between and not cleft:
        return False
    lead = text[max(part.start, other.start - 60) : other.start]
    if other.start < event.start and at < other.end:
        return False
    if _SUBORDINATE.search(lead) and not is_made(lead) and not cleft:
        return False
    return other.told or is_made(lead) or is_subject(text, other.end, part.end)


def _ordered(
    text: str, way: re.Match[str], event: EventMention, other: EventMention
) -> Iterator[TableConflict]:
    a, b = event.event, other.event
    back = way["way"].lower() in _BACK
    off = (b.start - a.end).days if back else (a.start - b.end).days
    if off <= SLACK or a.id == b.id:
        return
    start = min(way.start("way"), other.start)
    end = max(event.end, other.end)
    known = "; ".join(f"{e.name}: {Moment(e.start, e.end).text} ({e.source})" for e in (b, a))
    yield order_conflict(text, start, end, off, known)


def _linked(text: str, first: EventMention, second: EventMention) -> Iterator[TableConflict]:
    """Read "the Suez crisis followed the Bandung conference" and "in the same year as"."""
    between = text[first.end : second.start]
    link = _LINK.fullmatch(between)
    if link is None and _HAD.search(first.text) and second.told:
        link = _HAD_WHEN.fullmatch(between)
    if second.told and (_OVER_WHEN.fullmatch(between) is not None):
        link = _OVER_WHEN.fullmatch(between)
    if link is None or first.generic or second.generic or first.event.id == second.event.id:
        return
    a, b = first.event, second.event
    said = link.groupdict()
    if said.get("same"):
        off = max((b.start - a.end).days, (a.start - b.end).days)
        years = range(a.start.year, a.end.year + 1), range(b.start.year, b.end.year + 1)
        off = 0 if set(years[0]) & set(years[1]) else off
    elif said.get("after"):
        off = (b.start - a.end).days
    else:
        off = (a.start - b.end).days
    if off > SLACK:
        known = "; ".join(f"{e.name}: {Moment(e.start, e.end).text} ({e.source})" for e in (a, b))
        yield order_conflict(text, first.start, second.end, off, known)


def _same_time(
    text: str, part: Sentence, event: EventMention, dates: tuple[DateMention, ...]
) -> Iterator[TableConflict]:
    """Read "in February 1956, when the Hungarians rose"."""
    for date in dates:
        lead = text[date.end : event.start]
        at = _IN.search(text, max(0, part.start - 1), date.start)
        told = event.told and _AS.fullmatch(lead)
        if not at or not (told or _WHEN_MADE.fullmatch(lead)) or event.generic:
            continue
        first, last = date.moment.first, date.moment.last
        off = max((event.event.start - last).days, (first - event.event.end).days)
        slow = _SLOW.search(event.text) is not None
        if off > (YEARLONG if slow else LOOSE) and years_off(event.event, date.moment) <= FAR:
            known = event.event
            when = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
            yield order_conflict(text, date.start, event.end, off, when)


def _dated(
    text: str, part: Sentence, way: re.Match[str], event: EventMention, date: DateMention
) -> Iterator[TableConflict]:
    """Read "after the murder of Sadat, in March 1979" and "in 1979, after the murder of Sadat"."""
    begins = way.start("way")
    if not _IN.search(text, max(0, part.start - 1), date.start) or _ASIDE.search(part.text):
        return
    behind = text[event.end : date.start]
    before = text[date.end : begins]
    beside = (date.start > event.end and re.fullmatch(r", (?:in|on)(?: the)? ", behind)) or (
        date.end <= begins and re.fullmatch(r",? ", before)
    )
    if not beside or years_off(event.event, date.moment) > FAR:
        return
    back = way["way"].lower() in _BACK
    first, last = date.moment.first, date.moment.last
    off = (first - event.event.end).days if back else (event.event.start - last).days
    if off > LOOSE:
        known = event.event
        when = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
        start, end = min(begins, date.start), max(event.end, date.end)
        yield order_conflict(text, start, end, off, when)


def order_conflict(text: str, start: int, end: int, days: int, known: str) -> TableConflict:
    """Return a wrong order in words: the stretch that says it, and what the table has."""
    from nonaligned.reading.date_conflicts import length

    words = text[start:end]
    statement = Statement(
        start, end, words, "distance", ORIGIN, f"order:{start}", 0.0, float(days), None,
        f"“{words}”",
    )  # fmt: skip
    fact = Statement(0, 0, "", "table", ORIGIN, statement.b, 0.0, float(days), None, known)
    said = f"“{words}” does not agree with the table, which has them in the other order: {known}"
    return TableConflict(statement, fact, float(days), f"{said}; by {length(days)}", "dates")
