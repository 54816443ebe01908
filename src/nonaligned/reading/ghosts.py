"""States that act after their end.

"In 1995 East Germany signed" cannot be. Only a state that is the subject of a deed is checked
("the old Soviet Union" may be remembered at any time), and only an end of the state, never a
change of its name: many go on saying Burma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, TableConflict
from nonaligned.reading.relations import Statement
from nonaligned.reading.sentences import Sentence
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


def read_ghosts(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check dated deeds of states against the ends of states.

    Parameters
    ----------
    article : Article
    sentences : tuple of Sentence
    mentions : Mentions
        Of the whole article.

    Yields
    ------
    TableConflict
    """
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
    end = _end(state, mention.text)
    if end is None or (when.moment.first - end).days <= GRACE_DAYS:
        return
    days = float((when.moment.first - end).days)
    start, stop = min(mention.start, when.start), max(mention.end, when.end)
    first, last = when.moment.first, when.moment.last
    statement = Statement(
        start, stop, text[start:stop], "state", ORIGIN, f"state:{state}", first.toordinal(),
        last.toordinal(), (first.year, last.year), f"{mention.text} acting: {when.moment.text}",
    )  # fmt: skip
    known = f"{mention.text} ended on {Moment.of(end).text}"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, 0, end.toordinal(), (0, end.year), known
    )  # fmt: skip
    from nonaligned.reading.chronology import length

    quote = f'"{mention.text}" and "{when.text}"'
    words = f"{quote} do not agree with the table: {known}; it fails by {length(days)}"
    yield TableConflict(statement, fact, days, words, "state")


def _end(state: str, name: str) -> date | None:
    """Last day of a state, or of the union of that name that it succeeds."""
    spells = states.get(state).spells
    if spells and spells[-1].end is not None:
        return spells[-1].end
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
