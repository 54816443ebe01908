"""Embassies, armies and ministers of states that were not yet, or no longer.

"In 1966 he was posted to the Bangladesh high commission" cannot be: who has an embassy is a state.
Of governments, armies and parliaments only the end is checked, since colonies had them too; of
people ("the Soviet ambassador") nothing after the end, since titles outlive states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.ghosts import absence, spoken, start_of_name
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, TableConflict
from nonaligned.reading.sentences import Sentence, parts

_ABROAD = (
    r"(?:embassy|high commission(?:er)?|ambassador|consulate|foreign minist(?:er|ry)|legation)"
)
_HOME = r"(?:government|parliament|army|cabinet|politburo|foreign ministry|embassy|high commission)"
_BEHIND = {
    kind: re.compile(rf"(?:[’']s)? {nouns}\b") for kind, nouns in (("a", _ABROAD), ("h", _HOME))
}
_LIST = (
    r"(?:(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, )*(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* and )?"
)
_WITH = (
    r"(?:(?:delegat(?:e|ion)s?|envoys?|representatives|ministers|officials|officers|troops)"
    r" (?:from|of)|(?:ambassador|envoy|accredited|loans?|aid|exports?|arms|visit|trip) to"
    r"|(?:embassy|ambassador|mission) in|(?:treaty|agreement|pact|talks|negotiations|relations"
    r"|trade|border|alliance|war) with)"
)
"""What is done with a state, or by people sent from it, of which only the end is checked."""

_BEFORE = {
    "a": re.compile(rf"\b{_ABROAD} of (?:the )?$"),
    "h": re.compile(rf"\b(?:{_HOME} of|{_WITH}) {_LIST}(?:the )?$", re.IGNORECASE),
}
_IN = re.compile(r"(?:^|[\s,])(?:[Ii]n|[Oo]n)(?: the)?(?: (?:spring|summer|autumn|end) of)? $")
_ASIDE = re.compile(
    r"\b(?:former|old|erstwhile|late|ex-|last|defunct|one-?time|future|later|then|exiled?|once"
    r"|been|archives?|files|would|if|what is now|today|now|born|who|which|that|when|while|since"
    r"|until|as if|successor|property|building)\b|[“”\"]",
    re.IGNORECASE,
)
SOON = 366
"""Days before its beginning on which a state may be spoken of already."""


def read_missions(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check what belongs to a state and has a date against the state's time."""
    text = article.text
    told = (s for s in sentences if mentions.within(s.start, s.end).dates and not s.heading)
    for part in chain.from_iterable(map(parts, told)):
        named = mentions.within(part.start, part.end)
        if len(named.dates) != 1 or not _IN.search(
            text, max(0, part.start - 1), named.dates[0].start
        ):
            continue
        when = named.dates[0]
        for mention in named.states:
            if len(mention.candidates) == 1 and not mention.group and _plain(text, mention, when):
                yield from _checked(text, part, mention, when)


def _plain(text: str, mention: states.Mention, when: DateMention) -> bool:
    """Whether nothing between the two, or right before the state, makes it another time's."""
    between = text[when.end : mention.start] or text[mention.end : when.start]
    lead = text[max(0, mention.start - 14) : mention.start]
    return len(between) < 110 and not _ASIDE.search(between) and not _ASIDE.search(lead)


def _checked(
    text: str, part: Sentence, mention: states.Mention, when: DateMention
) -> Iterator[TableConflict]:
    owned = re.search(r"\bof (?:the )?$", text[max(0, mention.start - 8) : mention.start])
    kinds = {
        kind
        for kind in "ah"
        if (_BEHIND[kind].match(text, mention.end) and not (kind == "h" and owned))
        or _BEFORE[kind].search(text, part.start, mention.start)
    }
    state = mention.candidates[0]
    if "h" in kinds:
        end, back = absence(state, mention.text, when.moment)
        if end is not None and (off := (when.moment.first - end).days) > GRACE_DAYS and not back:
            known = f"{mention.text} ended on {Moment.of(end).text}"
            yield spoken(text, mention, when, end, known, float(off))
    if "a" in kinds and (start := start_of_name(state, mention.text)) is not None:
        off = (start - when.moment.last).days
        if off > SOON:
            known = f"{mention.text} began on {Moment.of(start).text}"
            yield spoken(text, mention, when, start, known, float(off))
