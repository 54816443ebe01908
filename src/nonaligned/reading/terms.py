"""How long somebody had been in office: "in his third year as president", "after a decade".

Both are held against the table of leaders, with the rounding that people use. A person may have
held several offices, or the same one twice; there is a conflict only where no beginning and no
end of theirs fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.distances import DAYS, YEARS, bounds
from nonaligned.reading.incumbents import in_all
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, ORDINAL, number, ordinal
from nonaligned.reading.offices import GRACE_DAYS, TableConflict, office_conflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.leaders import OPEN, PersonMention, Tenure, tenures

_HELD = (
    r"(?:in (?:office|power)|as (?:[\w’'-]+ ){0,2}?(?:president|prime minister|premier|chancellor"
    r"|leader|king|head of state|head of government)|at the helm|on the throne)\b"
)
_YEAR_IN = re.compile(rf"\bin (?:his|her) (?P<n>{ORDINAL}) year {_HELD}", re.IGNORECASE)
_AFTER = re.compile(
    rf"\bafter (?:(?P<hedge>about|some|roughly|nearly|almost|just over|over|more than|less than"
    rf"|barely|only|exactly|just) )?(?P<n>{NUMBER}) (?P<unit>year|decade)s? {_HELD}",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:resigned|stepped down|stood down|left office|lost (?:power|office)|fell(?: from power)?"
    r"|was (?:toppled|overthrown|ousted|deposed|voted out|driven out|assassinated|forced out)"
    r"|retired|abdicated|died)\b"
)


def read_terms(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check what sentences say about how long people had been in office."""
    told: PersonMention | None = None
    for sentence in sentences:
        named = mentions.within(sentence.start, sentence.end)
        yield from _years_in(article.text, sentence, named, told)
        yield from _lasting(article.text, sentence, named, told)
        told = named.people[-1] if len({p.people for p in named.people}) == 1 else None


def _years_in(
    text: str, sentence: Sentence, named: Mentions, told: PersonMention | None
) -> Iterator[TableConflict]:
    """Read "in her third year as prime minister", beside a date."""
    for match in _YEAR_IN.finditer(text, sentence.start, sentence.end):
        count = ordinal(match["n"])
        person = _whose(match.start(), named, told)
        when = _only_date(text, sentence, named)
        if count is None or person is None or when is None:
            continue
        held = _held(person, match.group())
        if not held or any(_is_year(tenure, count, when.moment) for tenure in held):
            continue
        nearest = min(held, key=lambda t: abs((when.moment.first - t.start).days))
        begins = _later(nearest.start, count - 1)
        days = max((begins - when.moment.last).days, (when.moment.first - _later(begins, 1)).days)
        quote = f"“{match.group()}” and “{when.text}”"
        statement = _statement(text, match, when.moment, nearest)
        yield office_conflict(statement, nearest, float(days), quote, when.moment)


def _lasting(
    text: str, sentence: Sentence, named: Mentions, told: PersonMention | None
) -> Iterator[TableConflict]:
    """Read "resigned after ten years in power", and hold it against all the times held."""
    for match in _AFTER.finditer(text, sentence.start, sentence.end):
        count = number(match["n"])
        of_him = re.match(r"\W*(?:He|She)\b", sentence.text)
        person = _whose(match.start(), named, told if of_him else None)
        if count is None or person is None:
            continue
        ended = _ENDED.search(text, max(sentence.start, person.end), match.start())
        if ended is None or re.search(r"[;:]|, (?:and|but) ", text[ended.end() : match.start()]):
            continue
        held = _held(person, match.group())
        if not held:
            continue
        unit = match["unit"].lower()
        low, high = (b * DAYS[unit] for b in bounds(count, unit, (match["hedge"] or "").lower()))
        by_years = count * YEARS[unit]
        off = [_off(a, b, low, high, by_years) for a, b in _spells(held)]
        off += [max(0.0, low - in_all(held), in_all(held) - high)]
        if off and min(off) > 0:
            nearest = max(held, key=lambda tenure: tenure.start)
            first, last = nearest.start, nearest.end or OPEN
            statement = _statement(text, match, Moment(first, last), nearest)
            quote = f"“{person.text}” and “{match.group()}”"
            yield office_conflict(statement, nearest, min(off), quote, Moment(first, last))


def _whose(at: int, named: Mentions, told: PersonMention | None) -> PersonMention | None:
    """Return the one person of whom it is said: of the sentence, else of the one before."""
    before = [person for person in named.people if person.end <= at]
    people = {person.people for person in before}
    if len(people) == 1 and len(before[0].people) == 1:
        return before[0]
    return told if not named.people and told and len(told.people) == 1 else None


def _held(person: PersonMention, words: str) -> tuple[Tenure, ...]:
    """Offices of a person; the words name one of them or just power."""
    held = tenures()[person.people[0]]
    title = re.search(r"president|prime minister|premier|chancellor|king", words, re.IGNORECASE)
    if title is None:
        return held
    named = [t for t in held if title.group().lower() in t.office.lower()]
    return tuple(named) or held


def _only_date(text: str, sentence: Sentence, named: Mentions) -> DateMention | None:
    at = [
        d
        for d in named.dates
        if re.search(
            r"\b[Ii]n (?:the )?$|\b[Oo]n $", text[max(sentence.start, d.start - 8) : d.start]
        )
    ]
    if any(d.moment.last > OPEN for d in named.dates):
        return None
    exact = len(at) == 1 and len(named.dates) == 1 and at[0].moment.precision != "span"
    season = len(at) == 1 and (at[0].moment.last - at[0].moment.first).days < 100
    return at[0] if exact or (season and len(named.dates) == 1) else None


def _is_year(tenure: Tenure, count: int, when: Moment) -> bool:
    """Whether a time lies in the nth year of an office, by the days or by the calendar."""
    first, last = _later(tenure.start, count - 1), _later(tenure.start, count)
    apart = max((first - when.last).days, (when.first - last).days)
    calendar = when.year - tenure.start.year in {count - 1, count}
    return apart <= GRACE_DAYS or (calendar and when.precision == "year")


def _later(day: date, count: int) -> date:
    """Return the day so many years later, or earlier."""
    return date.fromordinal(round(day.toordinal() + count * DAYS["year"]))


def _spells(held: tuple[Tenure, ...]) -> list[tuple[date, date]]:
    """All times from a beginning to the same or a later end."""
    return [(a.start, b.end) for a in held for b in held if b.end and a.start < b.end]


def _off(first: date, last: date, low: float, high: float, count: float) -> float:
    """Days by which a time in office is longer or shorter than said; 0 where years fit."""
    days = (last - first).days
    if last.year - first.year == round(count):
        return 0.0
    return float(max(0.0, low - GRACE_DAYS - days, days - high - GRACE_DAYS))


def _statement(text: str, match: re.Match[str], moment: Moment, tenure: Tenure) -> Statement:
    return Statement(
        match.start(), match.end(), match.group(), "office", ORIGIN, f"office:{tenure.person}",
        moment.first.toordinal(), moment.last.toordinal(), (moment.first.year, moment.last.year),
        f"{tenure.person}: {match.group()}",
    )  # fmt: skip
