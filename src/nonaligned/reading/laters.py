"""Steps of a story from date to date: "in June 1994 … . Five years later, in July 2002 …".

A step that names its own date counts from something told before it. Where no date and no event
of the table that the same paragraph told before fits, whatever it counts from, it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.distances import DAYS, HEDGE, YEARS, bounds, plain_hedge
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN

_STEP = re.compile(
    rf"\b(?:{HEDGE} )?(?P<n>{NUMBER}) (?P<unit>year|decade|month)s?(?P<half> and a half)?"
    r" (?P<way>later|afterwards|on)\b"
    r"(?P<link>(?: almost)?(?: to the (?:day|week|month))?,? (?:in|on)(?: the)?(?: early| late)? )",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf", (?:{HEDGE} )?(?P<n>{NUMBER}) (?P<unit>year|decade|month)s?(?P<half> and a half)?"
    r" (?P<way>later|afterwards)(?=[,.;])",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"\b(?:soon|later|afterwards|eventually|finally|meanwhile|ago|born|subsequently)\b"
)
_AT = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n|[Oo]f|[Uu]ntil|[Ss]ince|[Ff]rom|[Tt]o)(?: the)? $")
NEAR = 60
"""Days by which a step may be off beyond its rounding."""


def read_laters(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check steps that name their date against all that was told before in the paragraph."""
    text = article.text
    for number_, sentence in enumerate(sentences):
        if sentence.heading or (" later" not in sentence.text and " afterwards" not in sentence.text
                                and " on, in" not in sentence.text):  # fmt: skip
            continue
        named = mentions.within(sentence.start, sentence.end)
        for step, date in _steps(text, sentence, named.dates):
            until, since = min(step.start(), date.start), _last(sentences, number_)
            near = mentions.within(_before(sentences, number_), until)
            last = mentions.within(since, until)
            clear = _clear(text, since, until, last)
            if clear and not _fits(step, date, _times(near)):
                yield from _conflict(text, step, date, last.dates[-1])


def _steps(
    text: str, sentence: Sentence, dates: tuple[DateMention, ...]
) -> Iterator[tuple[re.Match[str], DateMention]]:
    """Find steps with the dates beside them."""
    for match in _STEP.finditer(text, sentence.start, sentence.end):
        for date in dates:
            if date.start == match.end():
                yield match, date
    for date in dates:
        behind = _BEHIND.match(text, date.end, sentence.end)
        if behind is not None:
            yield behind, date


def _before(sentences: tuple[Sentence, ...], at: int) -> int:
    """Return where the paragraph of a sentence begins; of its first one, the one before."""
    here = sentences[at].paragraph
    first = next(n for n, s in enumerate(sentences) if s.paragraph == here)
    if first == at and at > 0:
        here = sentences[at - 1].paragraph
        first = next(n for n, s in enumerate(sentences) if s.paragraph == here)
    return sentences[first].start


def _last(sentences: tuple[Sentence, ...], at: int) -> int:
    """Return where the sentence before begins, if it is no headline."""
    before = at > 0 and not sentences[at - 1].heading
    return sentences[at - 1].start if before else sentences[at].start


def _clear(text: str, start: int, end: int, named: Mentions) -> bool:
    """Whether what was told just before has a date, and nothing undated follows it."""
    dates = [d for d in named.dates if not d.text.lower().endswith(("ago", "year"))]
    if not dates or dates[-1] is not named.dates[-1]:
        return False
    at = _AT.search(text, max(0, start - 1), dates[-1].start)
    rest = text[dates[-1].end : end]
    return at is not None and len(rest) < 220 and _UNDATED.search(rest) is None


def _times(named: Mentions) -> list[Moment]:
    """All times that were told, those of events of the table and of offices included."""
    times = [date.moment for date in named.dates]
    return times + [Moment(e.event.start, e.event.end) for e in named.events]


def _fits(step: re.Match[str], date: DateMention, times: list[Moment]) -> bool:
    count = number(step["n"])
    if count is None:
        return True
    unit = step["unit"].lower()
    count += 0.5 if step["half"] else 0.0
    low, high = (b * DAYS[unit] for b in bounds(count, unit, plain_hedge(step["hedge"])))
    then = date.moment
    for time in times:
        least, most = (then.first - time.last).days, (then.last - time.first).days
        if low - NEAR <= most and least <= high + NEAR:
            return True
        if unit in YEARS and then.year - time.last.year == round(count * YEARS[unit]):
            return True
    return False


def _conflict(
    text: str, step: re.Match[str], date: DateMention, before: DateMention
) -> Iterator[TableConflict]:
    start, end = min(step.start(), date.start), max(step.end("way"), date.end)
    while not text[start].isalnum():
        start += 1
    words = text[start:end]
    moment = date.moment
    apart = abs((moment.first - before.moment.first).days)
    statement = Statement(
        start, end, words, "distance", ORIGIN, f"step:{start}", moment.first.toordinal(),
        moment.last.toordinal(), (moment.first.year, moment.last.year), f"“{words}”",
    )  # fmt: skip
    told = before.moment
    fact = Statement(
        before.start, before.end, before.text, "date", ORIGIN, f"from:{before.start}",
        told.first.toordinal(), told.last.toordinal(), (told.first.year, told.last.year),
        f"told before: {told.text}",
    )  # fmt: skip
    said = (
        f"“{before.text}” and “{words}” cannot both hold: nothing told before it in the paragraph"
        f" lies so far from {moment.text}"
    )
    yield TableConflict(statement, fact, float(apart), said, "dates")
