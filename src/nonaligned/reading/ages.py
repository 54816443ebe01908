"""Ages: who was born in 1922 was not 41 in 1970.

Only a person whose birth the article dates is followed, where no other birth is told: by name,
or as the "he" or "she" of the sentence. An age holds from a birthday to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention
from nonaligned.reading.happenings import NOW
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN

BIRTH = "birth"
"""The point of the one birth that an article dates."""

YEAR = 365.2425
NEAR = 300
"""Characters after a birth in which "he" or "she" is who was born."""

_WHEN = re.compile(r"\b(?:[Ii]n|[Oo]n|[Oo]f)(?: the)? $")
_BORN = re.compile(r"\b(?:[Bb]orn|was born) (?:[^.;()]{0,40}?,? )?(?:in|on)(?: the)? $")
_AGED = re.compile(
    rf"\W*(?:(?P<who>He|She) was (?:only |just |already )?(?P<n>{NUMBER})(?: years old)?"
    rf"(?= when\b|,| and\b)"
    rf"|(?:Aged|At the age of|At) (?P<m>{NUMBER}),? (?P<whom>he|she)\b"
    rf"|(?P<whose>He|She)\b[^,;]{{0,80}} at the age of (?P<k>{NUMBER})\b)"
)
_SEX = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_DEAD = re.compile(
    rf"\b(?:has died|who died on \w+day|died on \w+day|died yesterday|died last week)"
    rf"[^.;]{{0,40}}?\b(?:aged|at the age of) (?P<n>{NUMBER})\b"
)


def read_ages(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[Statement]:
    """Read a birth and the ages counted from it as statements of the temporal network."""
    text = article.text
    births = [
        (date, sentence)
        for sentence in sentences
        for date in mentions.within(sentence.start, sentence.end).dates
        if _BORN.search(text, sentence.start, date.start)
    ]
    if len(births) != 1:
        return
    birth, told = births[0]
    start, end = birth.moment.first, birth.moment.last
    yield Statement(
        birth.start, birth.end, birth.text, "date", ORIGIN, BIRTH, start.toordinal(),
        end.toordinal(), (start.year, end.year), f"the birth: {birth.moment.text}",
    )  # fmt: skip
    sex = _SEX.search(text, birth.end, birth.end + NEAR)
    for sentence in sentences:
        if (dead := _DEAD.search(text, sentence.start, sentence.end)) is not None:
            yield from _aged(text, dead, 0, NOW)
        elif sex and sentence.start > told.start:
            named = mentions.within(sentence.start, sentence.end)
            yield from _age(text, sentence, named.dates, sex.group().lower())


def _age(
    text: str, sentence: Sentence, dates: tuple[DateMention, ...], sex: str
) -> Iterator[Statement]:
    """Read "He was 41 when he returned, in 1970" where the sentence has one date."""
    aged = _AGED.match(text[sentence.start : sentence.end])
    if aged is None or (aged["who"] or aged["whom"] or aged["whose"]).lower() != sex:
        return
    if len(dates) != 1 or not _WHEN.search(text, sentence.start, dates[0].start):
        return
    point = f"age:{sentence.start}"
    yield _when(dates[0], point)
    yield from _aged(text, aged, sentence.start, point)


def _when(date: DateMention, point: str) -> Statement:
    first, last = date.moment.first, date.moment.last
    return Statement(
        date.start, date.end, date.text, "date", ORIGIN, point, first.toordinal(),
        last.toordinal(), (first.year, last.year), f"it was {date.moment.text}",
    )  # fmt: skip


def _aged(text: str, match: re.Match[str], start: int, point: str) -> Iterator[Statement]:
    words = next(filter(None, (match[group] for group in match.re.groupindex if len(group) == 1)))
    count = number(words)
    if count is None or not 10 <= count <= 110:
        return
    at = text.index(words, start + match.start())
    whom = "then" if point != NOW else "at the death"
    yield Statement(
        at, at + len(words), words, "distance", BIRTH, point, count * YEAR - 2,
        (count + 1) * YEAR + 2, (int(count), int(count) + 1),
        f"aged {words} {whom}, read as: {count:g} to {count + 1:g} years after the birth",
    )  # fmt: skip
