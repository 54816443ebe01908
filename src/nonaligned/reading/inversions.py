"""Orders told without "after" before an event alone, or with the verb before its subject.

"With the Moscow treaty already signed, Brandt knelt in Warsaw", "only after the fall of Saigon did
Nixon resign", "not until the Wall fell did he go". Both sides must be events of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from nonaligned.reading.article import Article
from nonaligned.reading.dates import Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import TableConflict
from nonaligned.reading.orders import SLACK, order_conflict
from nonaligned.reading.sentences import Sentence
from nonaligned.states.events import Event, EventMention, event_mentions, place_event

_WITH = re.compile(r"\W*With (?P<what>[^,;:]{3,80}),(?= )")
_ALREADY = re.compile(r"\b(?:already|behind (?:him|her|them|it|us))\b")
_NOT = re.compile(r"\b(?:not|never|no|yet|still|to come|about to|without|and|or)\b")
_CAPITAL = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)?")
_ONLY = re.compile(
    r"\b(?:[Oo]nly (?:after|when|once)|[Nn]ot (?:until|till|before)) (?:the )?"
    r"(?P<first>[^,;:]{3,80}?),?"
    r" did (?P<who>(?:the )?[A-Z][^,;:]{1,40}?) (?P<verb>[a-z]+)\b(?P<rest>[^,;:]*)"
)
_CLEFT = re.compile(r"\bIt was not (?:until|till) (?:the )?$")
_SOONER = re.compile(
    r"\bNo sooner had (?P<who>(?:the )?[A-Z][^,;:]{1,40}?) (?P<rest>(?:been )?[a-z]+[^,;:]{0,40}?)"
    r" than (?:the )?"
)
_PAST = {
    "fall": "fell", "give": "gave", "go": "went", "fly": "flew", "leave": "left", "take": "took",
    "come": "came", "meet": "met", "break": "broke", "win": "won", "become": "became",
    "overthrow": "overthrew", "make": "made", "build": "built", "speak": "spoke", "flee": "fled",
    "send": "sent", "put": "put", "begin": "began", "step": "stepped", "kneel": "knelt",
    "withdraw": "withdrew", "lose": "lost",
}  # fmt: skip


def read_inversions(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check orders of events that a phrase, or an inverted clause, tells."""
    text = article.text
    for sentence in sentences:
        if sentence.heading or re.search(r"[“”\"]", sentence.text):
            continue
        named = mentions.within(sentence.start, sentence.end)
        opens = _WITH.match(text, sentence.start, sentence.end)
        if opens is not None and named.events:
            yield from _with(text, sentence, opens, named.events)
        for match in _ONLY.finditer(text, sentence.start, sentence.end):
            yield from _inverted(text, match, named.events)
        for match in _SOONER.finditer(text, sentence.start, sentence.end):
            yield from _no_sooner(text, match, named.events)
        for first, second in pairwise(named.events):
            cleft = _CLEFT.search(text, sentence.start, first.start)
            plain = not (first.generic or second.generic) and second.told
            if cleft and plain and text[first.end : second.start] in {" that ", " that the "}:
                known = first.event
                yield from _ordered(
                    text, (cleft.start(), second.end), (known, known.start), second.event
                )


def _with(
    text: str, sentence: Sentence, opens: re.Match[str], named: tuple[EventMention, ...]
) -> Iterator[TableConflict]:
    """Read "With X already signed, Y had been opened": X was there before Y."""
    phrase = opens["what"]
    if not _ALREADY.search(phrase) or _NOT.search(phrase):
        return
    first = next((e.event for e in named if e.end <= opens.end() and not e.generic), None)
    places = (place_event(m.group()) for m in _CAPITAL.finditer(phrase))
    first = first or next((event for event in places if event), None)
    second = next((e for e in named if e.start >= opens.end()), None)
    if first is None or second is None or not second.told or second.generic:
        return
    between = text[opens.end() : second.start]
    if len(between) < 20 and not re.search(r"[,;:]|\b(?:when|after|before|since)\b", between):
        start = opens.start() + len(opens.group()) - len(opens.group().lstrip())
        over = first.end if "behind" in phrase else first.start
        yield from _ordered(text, (start, second.end), (first, over), second.event)


def _inverted(
    text: str, match: re.Match[str], named: tuple[EventMention, ...]
) -> Iterator[TableConflict]:
    """Read "only after the fall of Saigon did Nixon resign"."""
    begins, ends = match.span("first")
    first = next((e for e in named if e.start == begins and e.end == ends), None)
    told = f"{match['who']} {_past(match['verb'])}{match['rest']}"
    second = next((e for e in event_mentions(told) if e.told and not e.generic), None)
    if first is None or first.generic or second is None or second.start > len("the "):
        return
    last = match.start("who") + second.end - len(_past(match["verb"])) + len(match["verb"])
    known = first.event
    yield from _ordered(text, (match.start(), last), (known, known.start), second.event)


def _no_sooner(
    text: str, match: re.Match[str], named: tuple[EventMention, ...]
) -> Iterator[TableConflict]:
    """Read "no sooner had Nixon resigned than Saigon fell"."""
    told = f"{match['who']} had {match['rest']}"
    first = next((e for e in event_mentions(told) if not e.generic and e.end == len(told)), None)
    second = next((e for e in named if e.start == match.end()), None)
    if first is not None and second is not None and second.told and not second.generic:
        known = first.event
        yield from _ordered(text, (match.start(), second.end), (known, known.start), second.event)


def _past(verb: str) -> str:
    return _PAST.get(verb, f"{verb}d" if verb.endswith("e") else f"{verb}ed")


def _ordered(
    text: str, place: tuple[int, int], before: tuple[Event, date], later: Event
) -> Iterator[TableConflict]:
    """Hold an event, and its day that is said to come first, against another."""
    earlier, day = before
    off = (day - later.end).days
    if off > SLACK and earlier.id != later.id:
        known = "; ".join(
            f"{e.name}: {Moment(e.start, e.end).text} ({e.source})" for e in (earlier, later)
        )
        yield order_conflict(text, *place, off, known)
