"""Ages: who was born in 1922 was not 41 in 1970.

Only a person whose birth the article dates is followed, where no other birth is told: by name,
or as the "he" or "she" of the sentence. An age holds from a birthday to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
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
_BORN = re.compile(
    r"\b(?:[Bb]orn|was born) (?:(?:(?!\band |\bdied )[^.;()]){0,40}?,? )?(?:in|on)(?: the)? $"
    r"|\((?:born|b\.) $"
)
_AGE = rf"(?:[Aa]t the age of|[Aa]ged|[Aa]t) (?P<n>{NUMBER})(?: years)?"
_TOLD = (
    rf"(?P<who>WHO) (?:was|were) (?:only |just |already |barely |still |then )?(?P<n>{NUMBER})"
    r"(?: years old| years of age)?(?= when\b|,| and\b| in (?:\w+ )?\d{4}| on the| at the)",
    rf"{_AGE},? (?P<who>WHO)\b",
    rf"(?P<who>WHO)\b[^,;]{{0,80}} at the age of (?P<n>{NUMBER})\b",
    rf"(?:In|On) [^,;]{{3,30}}, {_AGE}, (?P<who>WHO)\b",
    rf"(?:In|On) [^,;]{{3,30}},? (?P<who>WHO), (?:then |now |already |by now |aged |at )"
    rf"(?P<n>{NUMBER})(?: years old)?,",
    rf"(?P<who>WHO) died (?:[^.;]{{0,60}} )?(?:in|on) [^,.;]{{4,20}},? {_AGE}(?=[,.])",
    rf"(?P<who>WHO) [^,;.]{{3,80}} (?:in|on) [^,.;]{{4,20}}, {_AGE}(?=[,.;])",
    rf"(?P<who>WHO)\b[^;]{{3,80}}, at (?:the age of )?(?P<n>{NUMBER})(?=[,.;])",
    rf"(?P<who>WHO) (?:turned|was turning|reached) (?P<n>{NUMBER})(?= (?:in|on)\b|[,.;])",
    rf"(?:(?:In|On) [^,;]{{3,30}}, )?when (?P<who>WHO) was (?:only |just |already |barely |still )?"
    rf"(?P<n>{NUMBER})(?: years old)?(?=[,.;])",
    rf"[^;.]{{3,80}}\b(?:in|on) [^,.;]{{4,20}},? when (?P<who>WHO) was "
    rf"(?:only |just |already |barely |still )?(?P<n>{NUMBER})(?: years old)?(?=[,.;])",
)
"""How an age is told of somebody, WHO being "he" or a name."""

_DIED_TOO = re.compile(
    rf",? and (?:\w+ )?died [^.;]{{0,60}}\b(?:in|on) (?P<d>[^,.;]{{4,20}}),? {_AGE}(?=[,.])"
)
_WHEN_EVENT = re.compile(r",? when (?:the |President |General |Marshal )?")
_APPOSED = re.compile(
    rf"[^,.;()]{{0,30}}[,)] (?:(?:was|had (?:just |already )?turned) "
    rf"(?:only |just |already |barely |still |then )?"
    r"|(?!(?:who|whose|which|and|but|or|his|her|the|an?|to|with|when|where|as)\b)[a-z]+ "
    r"[^,;:]{3,80} at the age of )"
    rf"(?P<n>{NUMBER})(?: years old| years of age)?"
    r"(?= when\b|,| in (?:\w+ )?\d{4}| on the| at the)"
)
"""Behind a birth that is told in passing: "X, born in 1926, was 32 when"."""

_ITS_TIME = re.compile(
    r"(?:(?!\b(?:and|but|had|since|before|after|until|while|who|which)\b)"
    r"[^,;:]){0,80},? (?:in|on)(?: the)? "
)
"""Between such an age and its date."""

_KIN = re.compile(
    r"\b(?:(?P<he>brother|father|husband|son|uncle|grandfather|nephew)"
    r"|(?P<she>sister|mother|wife|daughter|aunt|grandmother|niece))\b"
    r"[^,;.]{0,40},? (?:who )?(?:was )?$",
    re.IGNORECASE,
)
"""Before "born": whether it is a "he" or a "she" who was born."""

_WAS = re.compile(rf"(?:He|She) was (?P<n>{NUMBER})\.")
_HAS_DIED = re.compile(r"\b(?:has died|died (?:in|on|at|peacefully|suddenly|after)|died)\b")
_N = re.compile(rf"(?P<who>He|She|I) was (?:only |just |then )?(?P<n>{NUMBER})(?: years old)?[.,;]")
SHORT = 60
"""Letters of a sentence that tells an age and no more."""

OPENING = 6
"""Sentences at the head of an article in which the news stands."""

_BEARER = re.compile(
    r"(?P<name>[A-Z][\w’'-]+)(?:,? who)? (?:was )?[Bb]orn\b|(?P<last>[A-Z][\w’'-]+) \([Bb]orn"
)
_SUBJECT = re.compile(
    r"(?:[A-Z][\w’'.-]+ )*(?P<name>[A-Z][\w’'-]+)(?=,? (?:who|has|was|died|is)\b)"
)
_SEX = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OWN = re.compile(r"\bI was born\b")
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
    told_of = _patterns(_pronoun(text, birth, told), _name(text, sentences, told))
    yield from _died_too(text, birth, told, mentions)
    yield from _dead_at(text, sentences, mentions)
    yield from _same_sentence(text, birth, told, mentions, told_of)
    for before, sentence in pairwise(sentences):
        yield from _alone(text, before, sentence, mentions, told, told_of)
    for sentence in sentences:
        if (dead := _DEAD.search(text, sentence.start, sentence.end)) is not None:
            yield from _aged(text, dead, NOW)
        elif sentence.start > told.start:
            named = mentions.within(sentence.start, sentence.end)
            yield from _age(text, sentence, named, told_of)


def _pronoun(text: str, birth: DateMention, told: Sentence) -> str:
    """Return "I" of who tells the own life, else the "he" or "she" that comes next."""
    if _OWN.search(told.text):
        return "I"
    sex = _SEX.search(text, birth.end, birth.end + NEAR)
    born = re.search(r"\b[Bb]orn\b", told.text)
    kin = _KIN.search(told.text[: born.start()]) if born else None
    if sex is None or (kin and kin.lastgroup != sex.group().lower()):
        return ""
    return sex.group()


def _patterns(sex: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return how an age may be told of who was born."""
    pronouns = ("I",) if sex == "I" else (sex.capitalize(), sex.lower())
    who = "|".join(filter(None, (*pronouns, name)))
    return tuple(re.compile(rf"\W*{told.replace('WHO', who)}") for told in _TOLD) if who else ()


def _name(text: str, sentences: tuple[Sentence, ...], told: Sentence) -> str:
    """Return the last name of who was born: before "born", or what the sentence before tells of."""
    bearer = _BEARER.search(told.text)
    if bearer:
        name = bearer["name"] or bearer["last"]
        if name not in {"He", "She"}:
            return name
    before = [s for s in sentences if s.end <= told.start and not s.heading]
    subject = _SUBJECT.match(before[-1].text) if before else None
    return subject["name"] if subject else ""


def _dead_at(text: str, sentences: tuple[Sentence, ...], mentions: Mentions) -> Iterator[Statement]:
    """Read the head of an obituary: "X died in Lima on 3 May. She was 81."."""
    for before, sentence in pairwise(sentences[:OPENING]):
        aged = _WAS.fullmatch(sentence.text.strip())
        if aged is None or not _HAS_DIED.search(before.text) or before.heading:
            continue
        dates = mentions.within(before.start, before.end).dates
        whole = _WAS.match(text, sentence.start)
        if whole and len(dates) == 1:
            yield _when(dates[0], f"age:{sentence.start}")
            yield from _aged(text, whole, f"age:{sentence.start}")
        elif whole and not dates:
            yield from _aged(text, whole, NOW)


def _died_too(
    text: str, birth: DateMention, told: Sentence, mentions: Mentions
) -> Iterator[Statement]:
    """Read "was born in 1924 and died in 2021, at the age of 97"."""
    died = _DIED_TOO.search(text, birth.end, told.end)
    if died is None:
        return
    dates = mentions.within(died.start("d"), died.end("d")).dates
    if len(dates) == 1:
        point = f"age:{told.start}"
        yield _when(dates[0], point)
        yield from _aged(text, died, point)


def _age(
    text: str,
    sentence: Sentence,
    named: Mentions,
    told_of: tuple[re.Pattern[str], ...],
) -> Iterator[Statement]:
    """Read "He was 41 when he returned, in 1970" where the sentence has one date."""
    found = (told.match(text, sentence.start, sentence.end) for told in told_of)
    aged = next((match for match in found if match), None)
    if aged is None:
        return
    when = _time(text, sentence, aged, named)
    if when is None:
        return
    point = f"age:{sentence.start}"
    yield _when(when, point)
    yield from _aged(text, aged, point)


def _same_sentence(
    text: str, birth: DateMention, told: Sentence, mentions: Mentions,
    told_of: tuple[re.Pattern[str], ...],
) -> Iterator[Statement]:  # fmt: skip
    """Read "born in 1938, and I was eight in 1947" and "X, born in 1938, was eight in 1947"."""
    again = re.compile(r", (?:and |but )?(?=[A-Z]|he\b|she\b)").search(text, birth.end, told.end)
    if again is not None:
        rest = replace(told, start=again.end(), text=text[again.end() : told.end])
        yield from _age(text, rest, mentions.within(rest.start, rest.end), told_of)
    rest = replace(told, start=birth.end, text=text[birth.end : told.end])
    named = mentions.within(rest.start, rest.end)
    aged = _APPOSED.match(text, rest.start, rest.end)
    if aged and (not named.dates or _ITS_TIME.fullmatch(text[aged.end() : named.dates[0].start])):
        yield from _age(text, rest, named, (_APPOSED,))


def _alone(
    text: str, before: Sentence, sentence: Sentence, mentions: Mentions, told: Sentence,
    told_of: tuple[re.Pattern[str], ...],
) -> Iterator[Statement]:  # fmt: skip
    """Read "In August 1961 the wire went up. He was nine.": the age at the one date before."""
    if sentence.start <= told.start or len(sentence.text) > SHORT or before.heading:
        return
    found = (pattern.match(text, sentence.start, sentence.end) for pattern in told_of[:1])
    aged = next((match for match in found if match), None) or _N.match(
        text, sentence.start, sentence.end
    )
    dates = mentions.within(before.start, before.end).dates
    same = before.paragraph == sentence.paragraph and before.start != told.start
    if (
        aged is None
        or not same
        or len(dates) != 1
        or mentions.within(sentence.start, sentence.end).dates
        or aged["who"] not in _whose(told_of)
    ):
        return
    if _WHEN.search(text, max(0, before.start - 1), dates[0].start):
        point = f"age:{sentence.start}"
        yield _when(dates[0], point)
        yield from _aged(text, aged, point)


def _whose(told_of: tuple[re.Pattern[str], ...]) -> tuple[str, ...]:
    """Return the words for who was born."""
    named = re.search(r"\(\?P<who>([^)]*)\)", told_of[0].pattern) if told_of else None
    return tuple(named[1].split("|")) if named else ()


def _time(
    text: str, sentence: Sentence, aged: re.Match[str], named: Mentions
) -> DateMention | None:
    """Return the one date of a sentence, or the event in "he was eight when Stalin died"."""
    if not named.dates and len(named.events) == 1:
        event = named.events[0]
        near = _WHEN_EVENT.fullmatch(text[aged.end() : event.start])
        days = (event.event.end - event.event.start).days
        if event.told and near and not event.generic and days < NEAR:
            moment = Moment(event.event.start, event.event.end)
            return DateMention(event.start, event.end, event.text, moment)
    first = max(0, sentence.start - 1)
    only = len(named.dates) == 1 and _WHEN.search(text, first, named.dates[0].start)
    return named.dates[0] if only else None


def _when(date: DateMention, point: str) -> Statement:
    first, last = date.moment.first, date.moment.last
    return Statement(
        date.start, date.end, date.text, "date", ORIGIN, point, first.toordinal(),
        last.toordinal(), (first.year, last.year), f"it was {date.moment.text}",
    )  # fmt: skip


def _aged(text: str, match: re.Match[str], point: str) -> Iterator[Statement]:
    words, at = match["n"], match.start("n")
    count = number(words)
    least = 10 if text[:at].endswith(("at ", "At ")) else 4
    if count is None or not least <= count <= 110:
        return
    whom = "then" if point != NOW else "at the death"
    yield Statement(
        at, at + len(words), words, "distance", BIRTH, point, count * YEAR - 2,
        (count + 1) * YEAR + 2, (int(count), int(count) + 1),
        f"aged {words} {whom}, read as: {count:g} to {count + 1:g} years after the birth",
    )  # fmt: skip
