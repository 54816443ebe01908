"""What "the armistice" is, in an article that names one war of the table.

Other nouns are read as they are told (:mod:`nonaligned.reading.happenings`); a truce is looked up
by the war that it ended, since an article on a war may name its truce by the noun alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nonaligned.states.events import Event, EventMention, events

_NOUN = re.compile(r"\bthe (?P<noun>armistice|ceasefire)\b(?! (?:of|in|between|with|line|at)\b)")
APART = 7
"""Days between the last of a war and the truce that ended it."""


def by_noun(
    text: str, start: int, end: int, named: Sequence[EventMention]
) -> Iterator[EventMention]:
    """Find the truces that a stretch of text means by a noun alone.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch.
    named : sequence of EventMention
        All events that the text names.

    Yields
    ------
    EventMention
    """
    for match in _NOUN.finditer(text, start, end):
        wars = {event.event for event in named if event.event.kind == "war"}
        inside = any(e.start < match.end() and match.start() < e.end for e in named)
        if len(wars) != 1 or inside:
            continue
        ended = _truce(next(iter(wars)), match["noun"])
        if ended is not None:
            begins = match.start("noun")
            yield EventMention(begins, match.end(), match["noun"], ended)


def _truce(war: Event, noun: str) -> Event | None:
    for event in events():
        names = " ".join((event.name, *event.aliases))
        near = abs((event.start - war.end).days) <= APART and set(event.states) & set(war.states)
        if near and noun in names and event is not war:
            return event
    return None
