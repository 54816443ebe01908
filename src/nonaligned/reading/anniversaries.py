"""Anniversaries that fall on the day of writing, and those of a state's independence.

"It is the thirtieth anniversary of the fall of the Wall" counts to the article's own day where
nothing in the sentence is told of the past. With a date beside it an anniversary of an event of the
table is a distance like others (:mod:`nonaligned.reading.relations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import Moment
from nonaligned.reading.distances import DAYS, HEDGE, bounds, plain_hedge
from nonaligned.reading.independences import known_day
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, ORDINAL, number, ordinal
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import EventMention

_WORDS = re.compile(r"anniversary|jubilee|of independence|years (?:on|have|has|ago|since)\b")
JUBILEES = {"silver": 25, "golden": 50, "diamond": 60}
_OF = re.compile(
    rf"\b(?:(?P<n>{ORDINAL}) (?:\w+ )?anniversary|(?P<jubilee>silver|golden|diamond) jubilee)"
    r" (?:of|since) (?:the |its |their )?$",
    re.IGNORECASE,
)
_PASSED = re.compile(
    rf"\b(?:{HEDGE} )?(?P<n>{NUMBER}) years (?:(?:have|has) (?:now |already )?(?:passed|gone by"
    r"|elapsed|gone) since|on,|since|ago(?: today| tonight| this (?:week|month|year|morning))?,?"
    r"(?: that| when)?) (?:the )?$",
    re.IGNORECASE,
)
_FELL = re.compile(
    r" (?:was (?:celebrated|marked|commemorated|observed)|fell|came|passed)(?: [a-z]+){0,3}? "
    r"(?:in|on)(?: the)? "
)
_INDEPENDENCE = re.compile(
    rf"\b(?P<n>{ORDINAL}) anniversary of (?:its |their |the (?:country|nation|republic)[’']s |his"
    r" country[’']s |her country[’']s |the )?independence\b|"
    rf"\b(?P<m>{NUMBER}) years of independence\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:is|are|has|have|will|today|tonight|tomorrow|this (?:week|month|year|morning|evening"
    r"|autumn|spring|summer|winter)|next (?:week|month)|mark(?:s|ing)?|celebrat(?:es|ing)|now"
    r"|[’']s|I am)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|came|went|held|marked|celebrated|took|gave|spoke|last|on)\b"
    r"[^,;:]*$"
)
_IN = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n)(?: the)? $")
YEAR = 366
"""Days by which the day of writing may miss the anniversary itself."""


def read_anniversaries(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check the anniversaries of today, and those of independence."""
    text = article.text
    for sentence in sentences:
        if not _WORDS.search(sentence.text):
            continue
        named = mentions.within(sentence.start, sentence.end)
        for event in named.events:
            match = _OF.search(text, max(sentence.start, event.start - 60), event.start)
            dated = any(d.text.lower() != "this year" for d in named.dates)
            if match and not event.generic and not dated:
                yield from _today(article, sentence, event, match)
            elif match and not event.generic:
                yield from _celebrated(article, event, match, named)
            yield from _passed(article, sentence, event)
        yield from _independence(article, sentence, named)


def _today(
    article: Article, sentence: Sentence, event: EventMention, match: re.Match[str]
) -> Iterator[TableConflict]:
    if not _is_now(article.text, sentence, match.start()):
        return
    known = event.event
    said = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
    days = (known.start, known.end)
    yield from held_to(article, article.date, _count(match), days, (match.start(), event.end), said)


def _count(match: re.Match[str]) -> int:
    """Return which anniversary it is; 0 where that is not clear."""
    if match["jubilee"]:
        return JUBILEES[match["jubilee"].lower()]
    return ordinal(match["n"]) or 0


def _celebrated(
    article: Article, event: EventMention, match: re.Match[str], named: Mentions
) -> Iterator[TableConflict]:
    """Read "the tenth anniversary of the revolution was celebrated in 1989"."""
    date_ = named.dates[0]
    if len(named.dates) != 1 or not _FELL.fullmatch(article.text[event.end : date_.start]):
        return
    known = event.event
    said = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
    days, place = (known.start, known.end), (match.start(), date_.end)
    yield from held_to(article, date_.moment, _count(match), days, place, said)


def _passed(article: Article, sentence: Sentence, event: EventMention) -> Iterator[TableConflict]:
    """Read "twenty years have passed since the fall of the Wall", of the day of writing."""
    match = _PASSED.search(article.text, max(sentence.start, event.start - 60), event.start)
    count = number(match["n"]) if match else None
    if (
        match is None
        or not count
        or event.generic
        or not _is_now(article.text, sentence, match.start())
    ):
        return
    low, high = bounds(count, "year", plain_hedge(match["hedge"]))
    known = event.event
    least = (article.date.first - known.end).days / DAYS["year"]
    most = (article.date.last - known.start).days / DAYS["year"]
    if low - 0.5 <= most and least <= high + 0.5:
        return
    said = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
    days, place = (known.start, known.end), (match.start(), event.end)
    yield from held_to(article, article.date, round(count), days, place, said)


def _is_now(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a sentence tells of the day of writing up to a place, and quotes nobody."""
    lead = text[sentence.start : at]
    told = _NOW.search(sentence.text) is not None or sentence.heading
    return told and not _PAST.search(lead) and not re.search(r"[“”\"]", sentence.text)


def _independence(article: Article, sentence: Sentence, named: Mentions) -> Iterator[TableConflict]:
    """Read "Kenya celebrated the fortieth anniversary of its independence in 2003"."""
    text = article.text
    match = _INDEPENDENCE.search(text, sentence.start, sentence.end)
    told = {m.candidates for m in named.states if not m.group and m.start < sentence.end}
    if match is None or len(told) != 1 or any(len(known) != 1 for known in told):
        return
    ((state,),) = told
    day = known_day(state)
    count = ordinal(match["n"]) if match["n"] else number(match["m"])
    if day is None or not count:
        return
    dated = [d for d in named.dates if _IN.search(text, max(0, sentence.start - 1), d.start)]
    when = dated[0].moment if len(named.dates) == len(dated) == 1 else None
    if when is None and (named.dates or not _is_now(text, sentence, match.start())):
        return
    name = states.label(state, day)
    said = f"{name} became independent on {Moment.of(day).text}"
    begins = min([match.start(), *(d.start for d in dated)])
    ends = max([match.end(), *(d.end for d in dated)])
    yield from held_to(article, when or article.date, int(count), (day, day), (begins, ends), said)


def held_to(
    article: Article, when: Moment, count: int, days: tuple[date, date], place: tuple[int, int],
    known: str,
) -> Iterator[TableConflict]:  # fmt: skip
    """Hold so many years from a day to a time against each other, a year off allowed."""
    from nonaligned.reading.date_conflicts import length

    first, last = (day.toordinal() + round(count * 365.2425) for day in days)
    if not count:
        return
    off = max(when.first.toordinal() - last, first - when.last.toordinal())
    by_years = days[0].year + count <= when.last.year and when.first.year <= days[1].year + count
    if off <= YEAR or by_years:
        return
    start, end = place
    words = article.text[start:end]
    statement = Statement(
        start, end, words, "distance", ORIGIN, f"anniversary:{start}", when.first.toordinal(),
        when.last.toordinal(), (when.first.year, when.last.year), f"“{words}” in {when.text}",
    )  # fmt: skip
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, days[0].toordinal(), days[1].toordinal(),
        (days[0].year, days[1].year), known,
    )  # fmt: skip
    text = (
        f"“{words}”, in {when.text}, does not agree with the table: {known};"
        f" it fails by {length(off)}"
    )
    yield TableConflict(statement, fact, float(off), text, "dates")
