"""States that act after their end.

"In 1995 East Germany signed" cannot be. Only a state that is the subject of a deed is checked
("the old Soviet Union" may be remembered at any time), and only an end of the state, never a
change of its name: many go on saying Burma.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, TableConflict
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import events

_DEED = re.compile(
    r" (?:\w+ly )?(?!ceased|collapsed|ended|dissolved|disappeared|vanished|disintegrated|existed"
    r"|mattered|haunted|lived|lingered|survived|seemed|remained)"
    r"(?:\w{2,}ed|sent|went|held|gave|won|led|broke|built|fought|bought|sold|made|took|began|left"
    r"|met|cut|spent|stood|sought)\b"
)
_BEFORE = re.compile(r"(?:(?:[Ii]n|[Oo]n) [\w ]{4,24},? )?(?:[Tt]he )?")
ENDINGS = frozenset({"collapse", "union"})
"""Kinds of events that end a state."""
MERGERS = frozenset({"absorption", "dissolution", "union"})
"""Kinds of succession after which there is nobody to act for the state."""


def read_ghosts(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check dated deeds of states against the ends of states."""
    for sentence in sentences:
        named = mentions.within(sentence.start, sentence.end)
        if sentence.heading or len(named.dates) != 1:
            continue
        when = named.dates[0]
        before = article.text[max(sentence.start, when.start - 4) : when.start]
        if not re.search(r"(?:^|\s)(?:[Ii]n|[Oo]n) $", before) or when.moment.precision == "span":
            continue
        for mention in named.states:
            lead = article.text[sentence.start : mention.start]
            if _BEFORE.fullmatch(lead) and _DEED.match(article.text, mention.end):
                yield from _ghost(article.text, mention, when)


def _ghost(text: str, mention: states.Mention, when: DateMention) -> Iterator[TableConflict]:
    if len(mention.candidates) != 1:
        return
    state = mention.candidates[0]
    end, back = _absence(state, mention.text, when.moment)
    if end is None:
        return
    first, last = when.moment.first, when.moment.last
    after, until = (first - end).days, (back - last).days if back else math.inf
    days = float(min(after, until))
    if days <= GRACE_DAYS:
        return
    start, stop = min(mention.start, when.start), max(mention.end, when.end)
    statement = Statement(
        start, stop, text[start:stop], "state", ORIGIN, f"state:{state}", first.toordinal(),
        last.toordinal(), (first.year, last.year), f"{mention.text} acting: {when.moment.text}",
    )  # fmt: skip
    known = f"{mention.text} ended on {Moment.of(end).text}"
    if back:
        known += f" and began again on {Moment.of(back).text}"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, 0, end.toordinal(), (0, end.year), known
    )  # fmt: skip
    from nonaligned.reading.date_conflicts import length

    quote = f"“{mention.text}” and “{when.text}”"
    words = f"{quote} do not agree with the table: {known}; it fails by {length(days)}"
    yield TableConflict(statement, fact, days, words, "state")


def _absence(state: str, name: str, when: Moment) -> tuple[date | None, date | None]:
    """Last day of a state before a deed, and the first on which it was there again.

    An occupation between two spells is no end: a government in exile signs and declares war.
    """
    spells = states.get(state).spells
    before = [spell for spell in spells if spell.start <= when.last]
    if not before or before[-1].end is None:
        return _end_of_name(state, name), None
    end = before[-1].end
    if len(before) == len(spells):
        return end, None
    for change in states.successors(state):
        if change.kind in MERGERS and abs((change.date - end).days) <= GRACE_DAYS:
            return max(change.date, end), spells[len(before)].start
    return None, None


def _end_of_name(state: str, name: str) -> date | None:
    """Last day of the union of that name that a state succeeds."""
    spelled = [n for n in states.all_names() if n.id == state and n.name == name]
    if any(n.end is None for n in spelled):
        return None
    ends = {n.end for n in spelled if n.end}
    for event in events():
        if event.kind in ENDINGS and state in event.states:
            for end in ends:
                if abs((event.end - end).days) <= GRACE_DAYS:
                    return max(event.end, end)
    return None
