"""Deeds of people who were dead by then: "In 1974 Gamal Abdel Nasser flew to Tripoli".

Whose death the table of events knows is checked by the full name, where it is the subject of a
deed that only the living do; a surname alone may be somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, SPAN, TableConflict
from nonaligned.reading.sentences import Sentence, parts
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import Event, events

_END = "death|assassination|murder|execution|hanging|killing|suicide"
_DEAD = re.compile(rf"(?:{_END}) of (?P<who>.+)")
_WHOSE = re.compile(rf"(?P<who>.+?)['’]s? (?:{_END})")
_FULL = re.compile(r"(?!King |Sheikh |Father |Archbishop |President |General |Ayatollah |Imam )"
                   r"[A-ZÀ-Þ]\S+(?: (?:al-|de |bin |Il |ul-)?[\w’.-]+)+")  # fmt: skip
_DEED = re.compile(
    r"(?:, (?:as|then|still) [^,;:.]{3,40},)? (?:\w+ly )?"
    r"(?:turned to|flew|met|received|signed|told|asked|sent|ordered|announced|proposed|visited"
    r"|addressed|invited|appealed|travell?ed|resigned|dismissed|appointed|promised|declared"
    r"|agreed|refused|threatened|married|voted|warned|replied|demanded|telephoned|welcomed"
    r"|hosted|negotiated)\b"
)
_TITLES = r"(?:(?:President|Prime Minister|Premier|General|Marshal|Colonel|Chairman|Mr|Mrs|Dr) )*"
_BESIDE = re.compile(rf",? {_TITLES}")
_OPENS = re.compile(
    r"\W*(?:(?:And|But|Then|Later) )?(?:[Ii]n|[Oo]n)(?: the)?"
    r"(?: (?:early |late )?(?:spring|summer|autumn|fall|winter|end|beginning|middle) of)?(?: the)?"
    r"(?: early| late)? "
)
_BEHIND = re.compile(r" [^,;:.()“”\"]{2,70} (?:in|on)(?: the (?:spring|summer|autumn|end) of)? ")
_CLAUSE = re.compile(
    r"\b(?:who|which|that|when|while|after|before|since|until|had|as|would|and|but|where)\b"
)
_ASIDE = re.compile(
    r"[“”\"]|\b(?:films?|novels?|plays?|opera|song|statue|stamp|ghost|portrait|museum|legend|myth"
    r"|story|spirit|university|foundation|if|imagin\w+|dream\w*)\b",
    re.IGNORECASE,
)


def read_departed(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check dated deeds of people against their deaths."""
    text = article.text
    told = (s for s in sentences if mentions.within(s.start, s.end).dates and not s.heading)
    for part in chain.from_iterable(map(parts, told)):
        dates = mentions.within(part.start, part.end).dates
        if len(dates) != 1 or _ASIDE.search(part.text):
            continue
        for match in _names().finditer(text, part.start, part.end):
            deed = _DEED.match(text, match.end(), part.end)
            if deed and _is_of(text, part, match, deed.end(), dates[0]):
                yield from _checked(text, match, dates[0])


def _is_of(
    text: str, part: Sentence, who: re.Match[str], deed: int, date: DateMention
) -> bool:  # fmt: skip
    """Whether a date is that of the deed: it opens the sentence, or stands behind the deed."""
    if date.end <= who.start():
        opens = _OPENS.fullmatch(text[part.start : date.start]) is not None
        return opens and _BESIDE.fullmatch(text[date.end : who.start()]) is not None
    subject = re.fullmatch(rf"\W*{_TITLES}", text[part.start : who.start()])
    between = text[deed : date.start]
    behind = re.fullmatch(r" (?:in|on) ", between) or _BEHIND.fullmatch(between)
    return subject is not None and behind is not None and not _CLAUSE.search(between)


def _checked(text: str, who: re.Match[str], date: DateMention) -> Iterator[TableConflict]:
    from nonaligned.reading.date_conflicts import length

    death = _deaths()[who.group()]
    first, last = date.moment.first, date.moment.last
    days = (first - death.end).days
    if days <= GRACE_DAYS or (last - first).days > SPAN:
        return
    start, end = min(who.start(), date.start), max(who.end(), date.end)
    statement = Statement(
        start, end, text[start:end], "date", ORIGIN, f"deed:{start}", first.toordinal(),
        last.toordinal(), (first.year, last.year), f"{who.group()} acting: {date.moment.text}",
    )  # fmt: skip
    when = Moment(death.start, death.end)
    known = f"{death.name}: {when.text} ({death.source})"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, 0, death.end.toordinal(), (0, death.end.year),
        known,
    )  # fmt: skip
    quote = f"“{who.group()}” and “{date.text}”"
    said = f"{quote} do not agree with the table: {known}; it fails by {length(days)}"
    yield TableConflict(statement, fact, float(days), said, "table")


@cache
def _deaths() -> dict[str, Event]:
    """Return the deaths of the table by full names."""
    found: dict[str, Event] = {}
    for event in events():
        for name in (event.name, *event.aliases):
            who = _DEAD.fullmatch(name) or _WHOSE.fullmatch(name)
            if event.kind == "death" and who and _FULL.fullmatch(who["who"]):
                found[who["who"]] = event
    return found


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(_deaths(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w|[’']s| [A-Z])")
