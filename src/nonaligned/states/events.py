"""Dated events of world politics since 1945, and their names in running text.

``data/events.csv`` holds what anyone may state: what happened, when, to whom, and where it can
be looked up. Dates are to the day where one day is usual; a span stands for what took longer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Generic, TypeVar

from nonaligned.states._files import rows

T = TypeVar("T")


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Parameters
    ----------
    id, name : str
    aliases : tuple of str
        Other names, as they stand in sentences.
    start, end : date
        First and last day; the same for what took a day.
    precision : str
        How exactly both are known: ``day``, ``month`` or ``year``.
    states : tuple of str
        Ids of the states most concerned.
    kind : str
        ``war``, ``treaty``, ``revolution``, ``coup``, ``summit``, ``death`` and so on.
    source : str
        Where it can be looked up.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    start: date
    end: date
    precision: str
    states: tuple[str, ...]
    kind: str
    source: str


@dataclass(frozen=True)
class EventMention:
    """A place in a text that names an event: ``text[start:end]``.

    Parameters
    ----------
    start, end : int
    text : str
    event : Event
    told : bool
        Whether the words tell it ("the Berlin Wall fell") rather than name it.
    generic : bool
        Whether the words fit other events too ("the invasion of Lebanon").
    """

    start: int
    end: int
    text: str
    event: Event
    told: bool = False
    generic: bool = False


@cache
def events() -> tuple[Event, ...]:
    """All events, in the order of their first days.

    Examples
    --------
    >>> next(e for e in events() if e.id == "berlin-wall").start
    datetime.date(1989, 11, 9)
    """
    return tuple(
        Event(
            row["id"], row["name"], tuple(filter(None, row["aliases"].split("|"))),
            date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["precision"],
            tuple(row["states"].split()), row["kind"], row["source"],
        )
        for row in rows("events")
    )  # fmt: skip


def event_mentions(text: str) -> tuple[EventMention, ...]:
    """Find the events that a text names, the longest name at each place.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of EventMention
        In the order of the text, never overlapping.

    Examples
    --------
    >>> [(m.text, m.event.id) for m in event_mentions("A year before the fall of the Berlin Wall")]
    [('fall of the Berlin Wall', 'berlin-wall')]
    """
    found = _names().find(text, lambda written, name: written[0] == name[0] or name[0].islower())
    return tuple(
        EventMention(
            start,
            end,
            text[start:end],
            event,
            told=_TELLS.search(text[start:end]) is not None,
            generic=is_generic(text[start:end]),
        )
        for start, end, event in found
    )


@cache
def _names() -> Names[Event]:
    return Names((spelled, event) for event in events() for spelled in spellings(event))


def spellings(event: Event) -> tuple[str, ...]:
    """Names of an event, and the clauses that tell it.

    Examples
    --------
    >>> spellings(next(e for e in events() if e.id == "stalin-death"))[:2]
    ('death of Stalin', 'Stalin died')
    """
    names = (event.name, *event.aliases)
    return tuple(spelled for name in names for spelled in (name, *_told(name)))


def is_generic(name: str) -> bool:
    """Whether a name fits other events too.

    Examples
    --------
    >>> is_generic("invasion of Lebanon"), is_generic("Suez crisis")
    (True, False)
    """
    return _GENERIC.match(name) is not None


_AT_PLACE = re.compile(
    r"(?:bombing of )?(?P<place>[A-Z]\w+(?: [A-Z]\w+)?)"
    r"(?: (?:conference|crisis|massacre|disaster|Final Act|Accords))?"
)
_PLACE = re.compile(r" (?P<place>[A-Z]\w+(?: [A-Z]\w+)?)(?=[,.;:)]|$)")


@cache
def _places() -> dict[str, Event]:
    """Places that stand for one event alone: "two years after Bandung"."""
    found: dict[str, list[Event]] = {}
    for event in events():
        match = _AT_PLACE.fullmatch(event.name)
        if match and match["place"] != event.name:
            found.setdefault(match["place"], []).append(event)
    return {place: known[0] for place, known in found.items() if len(known) == 1}


def by_place(text: str, at: int) -> EventMention | None:
    """Read the place of an event as the event, where a text counts from it.

    Parameters
    ----------
    text : str
    at : int
        Where the words that count, such as "two years after", end.

    Examples
    --------
    >>> by_place("Two years after Bandung, the tanks rolled.", 15).event.id
    'bandung'
    """
    match = _PLACE.match(text, at)
    if match is None or match["place"] not in _places():
        return None
    start = match.start("place")
    return EventMention(start, match.end(), match["place"], _places()[match["place"]])


_TELLINGS = {
    "founding": ("was founded", "was established", "was created"),
    "independence": ("became independent", "gained independence", "won independence"),
    "assassination": ("was assassinated", "was murdered"),
    "murder": ("was murdered",),
    "death": ("died",),
    "resignation": ("resigned",),
    "overthrow": ("was overthrown",),
    "annexation": ("was annexed",),
    "dissolution": ("was dissolved",),
    "collapse": ("collapsed",),
    "fall": ("fell",),
    "entry into force": ("came into force", "entered into force", "took effect"),
}
"""How what a noun names is told with a verb."""

_NOUN_OF = re.compile(rf"(?P<noun>{'|'.join(_TELLINGS)}) of (?:the )?(?P<whom>.+)")
_TELLS = re.compile(
    "|".join(rf"{verb}$" for verbs in _TELLINGS.values() for verb in verbs)
    + r"|(?:fell|collapsed|came down|went up|came to power|canal)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:military )?(?:invasion|coup|war(?! between| over)|civil war|bombing|revolution|uprising"
    r"|intervention|capture|occupation|withdrawal"
    r"|fall of (?!the Berlin|the Wall|the Soviet|communism|Saigon|Phnom Penh)[A-Z]\w+$"
    r"|(?!Saigon|Wall)[A-Z]\w+ fell$)\b",
    re.IGNORECASE,
)


def _told(name: str) -> tuple[str, ...]:
    """Tell an event with a verb: "the death of Stalin", "Stalin died"."""
    match = _NOUN_OF.fullmatch(name)
    if match is None or match["whom"].startswith("the "):
        return ()
    return tuple(f"{match['whom']} {verb}" for verb in _TELLINGS[match["noun"]])


_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "—": "-", "\n": " "})
_WORD = re.compile(r"\w+")


class Names(Generic[T]):
    """A list of names that finds itself in texts, in time linear in the text.

    Parameters
    ----------
    entries : iterable of (str, object)
        Each name with what it stands for. Of two that differ in capitals only, the one
        without is kept, which fits either.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        index: dict[str, dict[str, tuple[str, T]]] = {}
        for name, value in entries:
            folded = fold(name)
            first = _WORD.search(folded)
            if first is not None:
                known = index.setdefault(first.group(), {})
                if folded not in known or name[:1].islower():
                    known[folded] = (name, value)
        self._index = {
            word: sorted(names.items(), key=lambda item: -len(item[0]))
            for word, names in index.items()
        }

    def find(
        self, text: str, fits: Callable[[str, str], bool] = lambda written, name: True
    ) -> list[tuple[int, int, T]]:
        """Places of names in a text, the longest at each place.

        Parameters
        ----------
        text : str
        fits : callable
            Whether what is written may be the name, letter case considered.
        """
        folded = fold(text)
        found: list[tuple[int, int, T]] = []
        at = 0
        for match in _WORD.finditer(folded):
            if match.start() < at:
                continue
            for name, (spelled, value) in self._index.get(match.group(), ()):
                end = match.start() + len(name)
                whole = not folded[end : end + 1].isalnum()
                here = whole and folded.startswith(name, match.start())
                if here and fits(text[match.start() : end], spelled):
                    found.append((match.start(), end, value))
                    at = end
                    break
        return found


def fold(text: str) -> str:
    """Lower case with plain apostrophes and hyphens, every place kept."""
    low = text.translate(_SAME).lower()
    return (
        low
        if len(low) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_SAME))
    )
