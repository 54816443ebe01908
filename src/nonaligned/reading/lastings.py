"""How long things lasted, where both ends are told: "for six years, from 1978 to September 1989".

The count is held against the two dates beside it, or, of a war that the table of events knows by
its first and last day, against these ("the Korean War lasted five years").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nonaligned.reading.article import Article
from nonaligned.reading.dates import MONTHS, DateMention, Moment, years
from nonaligned.reading.datings import CONTESTED
from nonaligned.reading.distances import DAYS, HEDGE, YEARS, bounds, plain_hedge
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import EventMention

_UNIT = r"(?P<unit>year|decade|month|week|fortnight|day)"
_Q = rf"(?:{HEDGE} )?(?P<n>{NUMBER})[ -]{_UNIT}s?(?P<half> and a half)?"
_NOT_EACH = r"(?! (?:a|an|each|every|per|later|before|after|earlier|ago|old)\b)"
_BEFORE = re.compile(
    rf"(?:\b(?:lasted|for|endured|took|dragged on|of|after|spent|through|over|stayed|ruled"
    rf"|was to last|were to last|had lasted)(?: for)?"
    rf"(?: the| his| her| its| their| those)? {_Q}['’]?{_NOT_EACH}"
    r"(?: (?:of|in|as|at|on|under|with|without|to)(?: [\w’'-]+){1,6}?| in all| altogether)?"
    rf"|\b(?P<n2>{NUMBER})-(?P<unit2>year|month|week|day)(?:-long)?(?: [\w’'-]+){{1,4}}?)"
    r",? (?:that is, |that ran |which ran |running |stretching )?$",
    re.IGNORECASE,
)
"""A count that stands right before "from 1978 to 1989"."""

_AFTER = re.compile(
    rf"(?P<all>,? (?:[^,.;:()]{{0,50}} )?(?:lasted|for)|,|\)? ?[–—]|:) {_Q}{_NOT_EACH}"
    r"(?: in all| altogether| in total| of [a-z]+(?: [a-z]+)?)?(?=[,.;:)]|$)"
)
"""A count that stands behind "from 1978 to 1989"."""

_FROM = re.compile(
    r"\b(?P<way>from|between)(?: the)?(?: (?:end|beginning|start|middle|close) of)?"
    r"(?: the)?(?: (?:early|late|mid))?[ -]$",
    re.IGNORECASE,
)
_TO = re.compile(
    r" (?:to|until|till|through|up to|and)(?: the)?(?: (?:end|beginning|start|middle|close) of)?"
    r"(?: the)?(?: (?:early|late|mid))?[ -]"
)
_MONTH = re.compile(
    rf"\b(?:from|between) (?P<m>{'|'.join(name.capitalize() for name in MONTHS)})"
    r" (?:to|until|till|and) $"
)
_RANGE = re.compile(r"(?P<first>\d{4})\s?[-–—]\s?\d")
_BRACKET = re.compile(r"(?:\(|, )$")
_OPEN = re.compile(r"\($")
_UNTIL = re.compile(
    r"\b(?:began|begun|started|opened|broke out|erupted|was (?:launched|founded|set up|created"
    r"|arrested|imprisoned|jailed|imposed|proclaimed|elected|established))"
    r"[^;:.]{0,30} (?:in|on)(?: the)? $"
)
_WENT_ON = re.compile(
    rf" [^;:.]{{0,80}}\b(?:for|lasted) {_Q},? (?:until|till) (?:the )?(?:(?:end|middle) of )?$"
)
_ENDED = re.compile(
    r",? (?:and|but)(?: was| were)? (?:ended|dissolved|closed|abolished|broken up|broke up"
    r"|collapsed|fell|was over|disbanded|lifted|released|freed)[^;:.,]{0,25} (?:in|on)(?: the)? $"
)
_SUMMED = re.compile(rf",?(?: after| having lasted| lasting|, lasted) {_Q}(?=[,.;)]|$)")
_BETWEEN = re.compile(r"\b(?P<way>between|from)(?: the)? $", re.IGNORECASE)
_SEPARATE = re.compile(rf"{_Q} separated? (?:the )?$", re.IGNORECASE)
_AGES = re.compile(rf"(?:[^,.;:]{{0,40}} )?{_Q}(?= (?:lay|passed|went|elapsed|had)\b|[,.;]|$)")
_LAY = re.compile(rf"{_Q}(?: (?:had )?(?:passed|lay|went by|elapsed))? $", re.IGNORECASE)
_LASTED = re.compile(
    r"(?:,? which [^,;:]{3,90},|, [^,;:]{3,40},|,? which| itself)?"
    r" (?:lasted|went on|dragged on|raged|was to last|had lasted|would last)"
    rf"(?: for)? {_Q}(?: in all)?(?=[,.;:)]| and\b| from\b| in which\b|$)"
)
_LONG = re.compile(rf"\b(?P<n>{NUMBER})[- ]{_UNIT}(?:-long|s['’])? $", re.IGNORECASE)

ABOUT = 60
"""Days between the least and the most of a spell that need not be told apart."""


@dataclass(frozen=True)
class Lasting:
    """A count of time: words at a place, what they say, at least and at most, in days."""

    start: int
    end: int
    count: float
    unit: str
    low: float
    high: float


def read_lastings(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check counts of time against the two ends that are told with them."""
    for sentence in sentences:
        named = mentions.within(sentence.start, sentence.end)
        told = list(_by_dates(article.text, sentence, named))
        yield from told
        for one, two in pairwise(named.events):
            yield from _apart(article.text, sentence, one, two)
        if not told:
            for event in named.events:
                yield from _event(article.text, sentence, event)


def _by_dates(text: str, sentence: Sentence, named: Mentions) -> Iterator[TableConflict]:
    """Hold the counts of a sentence against the dates beside them."""
    for lead, first, last in _spells(text, sentence, named.dates):
        lasting = _told(text, sentence, lead, last)
        if lasting is not None:
            yield from _between(text, lasting, lead, first, last)
    for first, last in pairwise(named.dates):
        lasting = _summed(text, sentence, first, last)
        if lasting is not None:
            yield from _between(text, lasting, first.start, first, last)


def _spells(
    text: str, sentence: Sentence, dates: tuple[DateMention, ...]
) -> Iterator[tuple[int, DateMention, DateMention]]:
    """Find "from 1978 to September 1989" and "(1978–1989)": where it begins, and both dates."""
    for date in dates:
        span = _RANGE.match(date.text)
        lead = _BRACKET.search(text, max(sentence.start, date.start - 2), date.start)
        if span and lead:
            year, until = int(span["first"]), date.moment.last.year
            ends = (years(year, year), years(until, until))
            one, two = (DateMention(date.start, date.end, date.text, m) for m in ends)
            yield lead.start(), one, two
    for date in dates:
        month = _MONTH.search(text, max(sentence.start, date.start - 40), date.start)
        if month and date.moment.precision == "month":
            begins = Moment.of(f"{date.moment.year}-{MONTHS.index(month['m'].lower()) + 1}")
            if begins < date.moment:
                first = DateMention(month.start("m"), month.end("m"), month["m"], begins)
                yield month.start(), first, date
    for first, last in pairwise(dates):
        lead = _FROM.search(text, max(sentence.start, first.start - 40), first.start)
        if text[first.start - 1 : first.start] == "(" and text[last.end : last.end + 1] == ")":
            lead = _OPEN.search(text, first.start - 1, first.start)
        if lead and _TO.fullmatch(text[first.end : last.start]):
            if (
                lead.groupdict().get("way", "").lower() == "between"
                and " and" not in text[first.end : last.start]
            ):
                continue
            yield lead.start(), first, last


def _told(text: str, sentence: Sentence, lead: int, last: DateMention) -> Lasting | None:
    """Return the count that stands beside a spell of time, before it or behind it."""
    before = _BEFORE.search(text, max(sentence.start, lead - 110), lead)
    if before is not None:
        return _lasting(before)
    after = _AFTER.match(text, last.end, sentence.end)
    return _lasting(after) if after else None


def _summed(text: str, sentence: Sentence, first: DateMention, last: DateMention) -> Lasting | None:
    """Read "began in June 1948 and went on for a year, until May 1949" and the like."""
    if not _UNTIL.search(text, max(sentence.start, first.start - 90), first.start):
        return None
    between = text[first.end : last.start]
    if went_on := _WENT_ON.match(text, first.end, last.start):
        return _lasting(went_on)
    summed = _SUMMED.match(text, last.end, sentence.end)
    return _lasting(summed) if summed and _ENDED.fullmatch(between) else None


def _apart(
    text: str, sentence: Sentence, one: EventMention, two: EventMention
) -> Iterator[TableConflict]:
    """Read "between the coup and the war lay four years" of two events of the table."""
    begins = max(sentence.start, one.start - 60)
    between = text[one.end : two.start]
    if one.generic or two.generic or one.event.id == two.event.id:
        return
    match = None
    if lead := _BETWEEN.search(text, begins, one.start):
        to = r" and(?: the)? " if lead["way"].lower() == "between" else r" (?:to|until)(?: the)? "
        if re.fullmatch(to, between):
            match = _LAY.search(text, begins, lead.start()) or _AGES.match(
                text, two.end + 1, sentence.end
            )
    elif re.fullmatch(r" from(?: the)? ", between):
        match = _SEPARATE.search(text, begins, one.start)
    told = _lasting(match) if match else None
    if told is None:
        return
    a, b = sorted((one.event, two.event), key=lambda e: e.start)
    least, most = max(0, (b.start - a.end).days), (b.end - a.start).days
    off = max(told.low - most, least - told.high)
    if off > 0 and not _by_years(told, Moment.of(a.start), Moment.of(b.end)):
        start, end = min(told.start, one.start), max(told.end, two.end)
        known = "; ".join(f"{e.name}: {Moment(e.start, e.end).text} ({e.source})" for e in (a, b))
        yield _conflict(text, start, end, off, known, (least, most))


def _lasting(match: re.Match[str]) -> Lasting | None:
    said = match.groupdict()
    words, unit = said["n"] or said["n2"], (said["unit"] or said.get("unit2") or "").lower()
    count = number(words)
    if count is None or count == 0:
        return None
    count += 0.5 if said.get("half") else 0.0
    low, high = bounds(count, unit, plain_hedge(said.get("hedge")))
    start = match.start("n") if said["n"] else match.start("n2")
    end = max(match.end(name) for name in said if name in {"unit", "unit2", "half"})
    end += match.string.startswith("s", end)
    return Lasting(start, end, count, unit, low * DAYS[unit], high * DAYS[unit])


def _between(
    text: str, told: Lasting, lead: int, first: DateMention, last: DateMention
) -> Iterator[TableConflict]:
    """Hold a count against the time between two dates."""
    least = (last.moment.first - first.moment.last).days
    most = (last.moment.last - first.moment.first).days + 1
    off = max(told.low - most, least - told.high)
    if off <= 0 or most <= 0 or _by_years(told, first.moment, last.moment):
        return
    start, end = min(told.start, lead), max(told.end, last.end)
    known = f"from {first.moment.text} to {last.moment.text}"
    yield _conflict(text, start, end, off, known, (max(0, least), most))


def _by_years(told: Lasting, first: Moment, last: Moment) -> bool:
    """Whether a count holds by calendar years, both ends counted where no more is known."""
    if told.unit not in YEARS:
        return False
    count = round(told.count * YEARS[told.unit])
    apart = last.last.year - first.first.year
    whole = all(m.precision in {"year", "span"} for m in (first, last))
    return count == apart or (whole and count == apart + 1)


def _event(text: str, sentence: Sentence, event: EventMention) -> Iterator[TableConflict]:
    """Read "the Korean War lasted five years" and "the five-year Korean War"."""
    known = event.event
    if known.kind != "war" or known.id in CONTESTED or known.start == known.end or event.told:
        return
    match = _LASTED.match(text, event.end, sentence.end) or _LONG.search(
        text, max(sentence.start, event.start - 30), event.start
    )
    told = _lasting(match) if match and not event.generic and known.precision == "day" else None
    if told is None:
        return
    days = (known.end - known.start).days
    off = max(told.low - days, days - told.high)
    first, last = Moment.of(known.start), Moment.of(known.end)
    if off <= 0.15 * days or _by_years(told, first, last):
        return
    start, end = min(told.start, event.start), max(told.end, event.end)
    when = f"{known.name}: {Moment(known.start, known.end).text} ({known.source})"
    yield _conflict(text, start, end, off, when, (days, days))


def _conflict(
    text: str, start: int, end: int, days: float, known: str, spell: tuple[int, int]
) -> TableConflict:
    """Return the conflict of a count with a spell of time, in words."""
    from nonaligned.reading.date_conflicts import length

    words = text[start:end]
    least, most = map(float, spell)
    statement = Statement(
        start, end, words, "distance", ORIGIN, f"lasting:{start}", least, most, None, f"“{words}”"
    )
    fact = Statement(0, 0, "", "table", ORIGIN, statement.b, least, most, None, known)
    near = spell[1] - spell[0] < ABOUT
    long = length(most) if near else f"{length(least)} to {length(most)}"
    said = f"“{words}” does not hold: {known}, which is {long}; it fails by {length(days)}"
    return TableConflict(statement, fact, float(days), said, "dates")
