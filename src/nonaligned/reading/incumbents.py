"""How long people held an office, told in full: "was president for ten years", "from 1969 to 1974".

The number of years, or both years, are held against the table of leaders. What somebody "had
been" may count up to the time told of ("in 1986 he had been president for 22 years"), so it is
held against the dates told just before as well. "He" and "she" may be anyone named before who
held that office of that state; there is a conflict only where it fits none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.distances import DAYS, bounds
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.offices import GRACE_DAYS, OFFICES, TableConflict, office_conflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.leaders import OPEN, PersonMention, Tenure, tenures

_OFFICE = (
    r"(?:(?:the|its|their|first|second|last|country[’']s|nation[’']s|[A-Z][\w’'-]+) ){0,3}"
    r"(?P<title>president|prime minister|premier|chancellor|king|emperor)"
    r"(?: of (?P<of>(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*))?"
)
_YEARS = (
    r"(?:(?P<hedge>about|some|roughly|nearly|almost|just over|over|more than|less than|exactly"
    rf"|at least) )?(?P<n>{NUMBER}) years(?P<half> and a half)?(?= *[,.;:)]| and\b| until\b|$)"
)
_LASTED = re.compile(
    rf"(?P<who>,? who|\b[Hh]e|\b[Ss]he|,(?= having))? (?:(?P<had>had )|having )?"
    rf"(?:been|was|served as|remained) {_OFFICE}"
    rf" for {_YEARS}"
)
_RULED = re.compile(
    r"(?P<who>,? who|\b[Hh]e|\b[Ss]he)? (?P<had>had )?(?:led|ruled|governed) "
    r"(?P<what>the (?:country|kingdom|republic|island|nation)|h(?:is|er) country|(?:the )?"
    rf"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) for {_YEARS}"
)
_HELD_FROM = re.compile(
    rf",?(?: who)?(?: (?:was|served as|had been))? {_OFFICE},? (?:from|between) "
)
_HELD_SINCE = re.compile(rf",?(?: who)?(?: (?:was|had been))? {_OFFICE},? since ")
_OPENS = re.compile(
    r"(?:(?:In|On) [\w ]{4,24},? )?"
    r"(?:President |Chancellor |Prime Minister |King |General |Mr |Mrs )?"
    r"(?:[A-Z][\w’'-]+ )?"
)
_TO = re.compile(r" (?:to|until|till|and) ")
_BACK = 3
"""Sentences whose dates may be the time up to which somebody "had been" in office."""

RULE = 2
"""Years by which "ruled for" may differ: a leader rules before he has the office."""

EDGE = 1
"""Years by which the first or last year of a time in office may be off."""


def read_incumbents(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check how long, and from when to when, people are said to have held offices."""
    people: dict[str, None] = {}
    before: tuple[str, ...] = ()
    for number_, sentence in enumerate(sentences):
        named = mentions.within(sentence.start, sentence.end)
        since = sentences[max(0, number_ - _BACK)].start
        near = mentions.within(since, sentence.end).dates
        people.update(dict.fromkeys(name for p in named.people for name in p.people))
        for pattern in (_LASTED, _RULED):
            for match in pattern.finditer(article.text, sentence.start, sentence.end):
                told = _who(match, named, tuple(people)) or _he(match, named, before)
                yield from _lasted(article, match, told, near)
        for person in named.people:
            yield from _from_to(article, sentence, person, named.dates)
            yield from _since(article, sentence, person, named.dates)
        before = _subject(article.text, sentence, named)


def _who(match: re.Match[str], named: Mentions, told: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of whom it may be said; of "he" all who were named so far."""
    if (match["who"] or "").lower() in {"he", "she", ","}:
        return told if match.groupdict().get("of") or match.groupdict().get("what") else ()
    found = [p for p in named.people if p.end == match.start()]
    return found[0].people if found else ()


def _he(match: re.Match[str], named: Mentions, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom "he" means: the one of whom the sentence before told."""
    he = (match["who"] or "").strip().lower() in {"he", "she"}
    return before if he and not named.people else ()


def _subject(text: str, sentence: Sentence, named: Mentions) -> tuple[str, ...]:
    """Return the one person of a sentence, where it opens with the name."""
    if len({person.people for person in named.people}) != 1:
        return ()
    opens = _OPENS.fullmatch(text[sentence.start : named.people[0].start])
    return named.people[0].people if opens else ()


def _lasted(
    article: Article, match: re.Match[str], people: tuple[str, ...], near: tuple[DateMention, ...]
) -> Iterator[TableConflict]:
    count = number(match["n"])
    held = [list(_fitting(match, tenures()[name])) for name in people]
    held = [spells for spells in held if spells]
    open_ended = any(_serves(t, article.date) for spells in held for t in spells)
    if count is None or not held or (open_ended and article.date.last > OPEN):
        return
    count += 0.5 if match["half"] else 0.0
    low, high = bounds(count, "year", match["hedge"] or "")
    low, high = low * DAYS["year"] - GRACE_DAYS, high * DAYS["year"] + GRACE_DAYS
    slack = 0.0 if match.groupdict().get("title") else RULE * DAYS["year"]
    low, high = low - slack, high + slack
    known = [spell for tenures_ in held for spell in _whole(tenures_, article.date)]
    if not known:
        return
    wide = DAYS["year"]
    summed = any(low - wide <= in_all(ts) <= high + wide for ts in held if len(ts) > 1)
    if summed or any(_agrees(first, last, count, low, high) for first, last in known):
        return
    longest = max((last - first).days for first, last in known)
    so_far = not near or any(_by_then(held, d.moment, low, high) for d in near)
    if match["had"] and count * DAYS["year"] < longest and so_far:
        return
    first, last = min(known, key=lambda spell: _off(spell[0], spell[1], low, high))
    nearest = next(t for ts in held for t in ts if t.start == first)
    days = _off(first, last, low, high)
    yield _conflict(article.text, match.start(), match.end(), nearest, Moment(first, last), days)


def _fitting(match: re.Match[str], held: tuple[Tenure, ...]) -> Iterator[Tenure]:
    """Offices that the words name, of the state that they name."""
    words = match.groupdict()
    title, of = words.get("title"), words.get("of") or words.get("what") or ""
    named = [m for m in states.mentions(of) if not m.group]
    if of[:1].isupper() and not named:
        return
    for tenure in held:
        right = not named or any(tenure.state in m.candidates for m in named)
        if right and (tenure.office in OFFICES[title.lower()] if title else tenure.leads):
            yield tenure


def _serves(tenure: Tenure, on: Moment) -> bool:
    return tenure.end is None or tenure.end >= on.first


def _whole(held: list[Tenure], on: Moment) -> list[tuple[date, date]]:
    """All times from a beginning to the same or a later end, at most to the day of writing."""
    ends = [min(tenure.end or on.last, on.last) for tenure in held]
    return [(t.start, end) for t in held for end in ends if t.start < end]


def in_all(held: Sequence[Tenure]) -> int:
    """Days in office in all, those of two offices at once counted once.

    Examples
    --------
    >>> round(in_all(tenures()["Harold Wilson"]) / 365)
    8
    """
    days = 0
    until = date.min
    for tenure in sorted(held, key=lambda t: t.start):
        end = tenure.end or OPEN
        days += max(0, (end - max(until, tenure.start)).days)
        until = max(until, end)
    return days


def _agrees(first: date, last: date, count: float, low: float, high: float) -> bool:
    by_years = last.year - first.year == round(count)
    return by_years or low <= (last - first).days <= high


def _off(first: date, last: date, low: float, high: float) -> float:
    """Days by which a time in office is shorter or longer than the words allow."""
    days = (last - first).days
    return max(low - days, days - high)


def _by_then(held: list[list[Tenure]], then: Moment, low: float, high: float) -> bool:
    """Whether so many years had gone by at a time."""
    starts = [tenure.start for tenures_ in held for tenure in tenures_]
    return any((then.first - s).days <= high and (then.last - s).days >= low for s in starts)


def _from_to(
    article: Article, sentence: Sentence, person: PersonMention, dates: tuple[DateMention, ...]
) -> Iterator[TableConflict]:
    """Read "Willy Brandt, chancellor from 1969 to 1974"."""
    text = article.text
    match = _HELD_FROM.match(text, person.end, sentence.end)
    if match is None:
        return
    first = next((d for d in dates if d.start == match.end()), None)
    last = next((d for d in dates if first and _TO.fullmatch(text[first.end : d.start])), None)
    if first is None or last is None or last.moment.last > OPEN:
        return
    begins, ends = first.moment.year, last.moment.year
    held = [list(_fitting(match, tenures()[name])) for name in person.people]
    known = [spell for tenures_ in held for spell in _whole(tenures_, article.date)]
    off = [max(abs(a.year - begins), abs(b.year - ends)) for a, b in known]
    if known and min(off) > EDGE:
        a, b = known[off.index(min(off))]
        nearest = next(t for ts in held for t in ts if t.start == a)
        days = max(abs(a.year - begins), abs(b.year - ends)) * DAYS["year"]
        yield _conflict(text, person.start, last.end, nearest, Moment(a, b), days)


def _since(
    article: Article, sentence: Sentence, person: PersonMention, dates: tuple[DateMention, ...]
) -> Iterator[TableConflict]:
    """Read "Tito, president since 1953"."""
    match = _HELD_SINCE.match(article.text, person.end, sentence.end)
    first = next((d for d in dates if match and d.start == match.end()), None)
    if match is None or first is None or first.moment.last > OPEN:
        return
    held = [t for name in person.people for t in _fitting(match, tenures()[name])]
    off = [abs(t.start.year - first.moment.year) for t in held]
    if held and min(off) > EDGE:
        nearest = held[off.index(min(off))]
        when = Moment(nearest.start, nearest.end or OPEN)
        days = min(off) * DAYS["year"]
        yield _conflict(article.text, person.start, first.end, nearest, when, days)


def _conflict(
    text: str, start: int, end: int, tenure: Tenure, moment: Moment, days: float
) -> TableConflict:
    words = text[start:end].strip(" ,")
    start = text.index(words, start)
    statement = Statement(
        start, start + len(words), words, "office", ORIGIN, f"office:{tenure.person}",
        moment.first.toordinal(), moment.last.toordinal(), (moment.first.year, moment.last.year),
        f"{tenure.person}: {words}",
    )  # fmt: skip
    return office_conflict(statement, tenure, float(days), f'"{words}"', moment)
