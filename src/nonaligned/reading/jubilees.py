"""Anniversaries that a state or an organisation keeps of itself: "NATO marked its fiftieth".

They count from the founding that the table of events knows, or from the one day of independence.
Where a state has several such days nothing is said unless none of them fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nonaligned.reading.anniversaries import held_to
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.independences import known_day
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import ORDINAL, ordinal
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.states.events import Event, events

_KEPT = re.compile(
    rf"(?:, which)? (?:had )?(?:kept|had|celebrated|marked|observed|commemorated"
    r"|was celebrating|was marking) its"
    rf" (?P<n>{ORDINAL}) (?:anniversary|birthday)(?= (?:in|on|with|by|at)\b|[,.;]|$)"
)
_FOUNDED = re.compile(r"(?:founding|foundation|proclamation|birth) of (?:the )?(?P<what>[A-Z].*)")
_IN = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n)(?: the)? $")
_SHORT = re.compile(r"(?P<short>(?:[A-Z][\w’']+ )+Republic) of (?P<state>[A-Z]\w+)")
_BEGAN = frozenset({"independence", "organisation", "revolution", "union", "change", "coup"})
"""Kinds of events from which a state may count its years."""

_BEFORE_IT = {
    "eu-founded": ("rome-treaty", "schuman", "ecsc", "maastricht"), "african-union": ("oau",),
    "belgrade": ("bandung",),
}  # fmt: skip
"""Other events from which an organisation counts: the Union has its jubilees with the Treaty."""

_UNTOLD = frozenset({"wto"})
"""What counts from something that the table does not have."""


def read_jubilees(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check "in 2009 the People's Republic celebrated its sixtieth anniversary"."""
    text = article.text
    for sentence in sentences:
        for match in _KEPT.finditer(text, sentence.start, sentence.end):
            named = mentions.within(sentence.start, sentence.end)
            dates = named.dates
            if len(dates) != 1 or not _IN.search(text, max(0, sentence.start - 1), dates[0].start):
                continue
            start, days = _founded(text, sentence, match.start(), named)
            yield from _checked(article, (start, match), dates[0], days)


def _checked(
    article: Article, kept: tuple[int, re.Match[str]], date: DateMention, days: tuple[Event, ...]
) -> Iterator[TableConflict]:
    """Yield a conflict where no day from which one may count fits."""
    start, match = kept
    place = min(start, date.start), max(match.end(), date.end)
    found = []
    for event in days:
        known = f"{event.name}: {Moment(event.start, event.end).text} ({event.source})"
        count = ordinal(match["n"]) or 0
        day = (event.start, event.end)
        found.append(list(held_to(article, date.moment, count, day, place, known)))
    if found and all(found):
        yield found[0][0]


def _founded(
    text: str, sentence: Sentence, end: int, named: Mentions
) -> tuple[int, tuple[Event, ...]]:
    """Return where the name of who keeps the day begins, and the events that began it."""
    lead = text[sentence.start : end]
    for name, event in _by_name().items():
        if lead.endswith(name) and not re.search(r"[\w-]$", lead[: -len(name)]):
            return end - len(name), _all_of(event)
    for mention in named.states:
        if mention.end == end and len(mention.candidates) == 1 and not mention.group:
            if re.search(r"\bof (?:the )?$", text[sentence.start : mention.start]):
                break
            return mention.start, _of_state(mention.candidates[0])
    short = re.search(r"\b(?P<short>(?:[A-Z][\w’']+ )+Republic)$", lead)
    fits = [e for e in _by_short().get(short["short"], ()) if _is_named(text, e)] if short else []
    if short is not None and len(fits) == 1:
        return sentence.start + short.start(), _all_of(fits[0])
    return end, ()


def _is_named(text: str, event: Event) -> bool:
    """Whether a text names the state whose republic it is."""
    match = _SHORT.search(event.name)
    return match is not None and match["state"] in text


def _all_of(event: Event) -> tuple[Event, ...]:
    """Return a founding, and of a state all others from which it may count."""
    if event.id in _UNTOLD:
        return ()
    before = [e for e in events() if e.id in _BEFORE_IT.get(event.id, ())]
    if before or (event.kind == "organisation" and len(event.states) != 1):
        return (event, *before)
    of_state = (other for state in event.states for other in _beginnings(state))
    return tuple(dict.fromkeys((event, *of_state)))


@cache
def _of_state(state: str) -> tuple[Event, ...]:
    """All events from which a state may count, where one is its founding or independence."""
    began = _beginnings(state)
    founded = any(_FOUNDED.fullmatch(e.name) for e in began if len(e.states) == 1)
    return began if founded or known_day(state) else ()


@cache
def _beginnings(state: str) -> tuple[Event, ...]:
    """All events from which a state may count, those that it shares with others included."""
    return tuple(
        e
        for e in events()
        if (e.states[:1] == (state,) and e.kind in _BEGAN)
        or (state in e.states and e.kind in {"independence", "union"})
    )


@cache
def _by_name() -> dict[str, Event]:
    """Return the foundings of the table by the names of what was founded."""
    found: dict[str, Event] = {}
    for event in events():
        for name in (event.name, *event.aliases):
            match = _FOUNDED.fullmatch(name)
            if match:
                found[match["what"]] = event
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _by_short() -> dict[str, list[Event]]:
    """Return the foundings of republics by names without their states."""
    found: dict[str, list[Event]] = {}
    for event in events():
        match = _SHORT.search(event.name)
        if match and _FOUNDED.fullmatch(event.name):
            found.setdefault(match["short"], []).append(event)
    return found
