"""Dated events of world politics since 1945, and their names in running text.

``data/events.csv`` holds what anyone may state: what happened, when, to whom, and where it can
be looked up. Dates are to the day where one day is usual; a span stands for what took longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from nonaligned.states._files import rows
from nonaligned.states._finding import Names
from nonaligned.states.leaders import tenures
from nonaligned.states.tellings import VERBS, retold, tellings


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
    named = [
        EventMention(
            start,
            end,
            text[start:end],
            event,
            told=_TELLS.search(text[start:end]) is not None,
            generic=is_generic(text[start:end]) and not _fell(text[start:end], event),
        )
        for start, end, event in _names().find(text, _same_case)
        if not _namesake(text, start)
    ]
    told = [
        EventMention(start, end, text[start:end], _by_id()[event], told=True)
        for start, end, event in tellings(text)
        if not _namesake(text, start)
    ]
    if not told:
        return tuple(named)
    plain = [n for n in named if not any(t.start < n.end and n.start < t.end for t in told)]
    return tuple(sorted((*plain, *told), key=lambda mention: mention.start))


def _fell(words: str, event: Event) -> bool:
    """Whether somebody or something fell that falls once: not a city in a war."""
    fell = words.endswith((" fell", " had fallen")) or words.lower().startswith("fall of ")
    return fell and event.kind != "war"


_SIMPLE = {"fell": "fallen", "went": "gone", "flew": "flown", "took": "taken", "came": "come",
           "broke": "broken", "overthrew": "overthrown", "stepped": "stepped"}  # fmt: skip


def _before_that(name: str) -> str | None:
    """Tell an event as past: "the Wall had fallen", "Mandela had been released"."""
    verb = re.search(
        r" (was|were|\w+ed|left|met|fell|went|flew|took|came|broke|overthrew|fled)\b", name
    )
    if verb is None or not _TELLS.search(name):
        return None
    done = "been" if verb[1] in {"was", "were"} else _SIMPLE.get(verb[1], verb[1])
    return f"{name[: verb.start()]} had {done}{name[verb.end() :]}"


def _same_case(written: str, name: str) -> bool:
    return written[0] == name[0] or name[0].islower()


@cache
def _by_id() -> dict[str, Event]:
    return {event.id: event for event in events()}


_BEFORE_NAME = re.compile(r"\b(?P<word>[A-Z][\w’'-]*[a-z][\w’'-]*) $")
_WORD = re.compile(r"[\w-]+")
_NO_PART = frozenset([
    "The", "In", "On", "At", "When", "While", "After", "Before", "By", "As", "For", "From",
    "With", "Since", "Until", "That", "If", "And", "But", "Both", "Once", "Only", "Even",
    "Between", "Under", "During", "Not", "Soon", "Long", "Just", "Yet", "So", "Or", "Nor", "Where",
    "What", "Despite", "Following", "Like", "Unlike", "Whether", "How", "Why", "Until", "Till",
    "Amid", "Against", "Within", "Upon", "To", "Of", "Still", "Later", "Earlier", "About",
    "Then", "Its", "His", "Her", "Their", "This", "Because", "Although", "Though",
    "President", "Prime", "Minister", "Chancellor", "King", "Queen", "Emperor", "General",
    "Marshal", "Chairman", "Premier", "Ayatollah", "Imam", "Colonel", "Shah", "Sir", "Mr",
    "Mrs", "Dr", "Pope", "Secretary", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December", "Great", "Communist",
    "Islamic", "Federal", "Democratic",
])  # fmt: skip
"""Words with a capital before a name that are no part of it."""


def _namesake(text: str, start: int) -> bool:
    """Whether a name goes on to the left: "French Sudan became independent", "Second Gulf War"."""
    if not text[start].isupper():
        return False
    before = _BEFORE_NAME.search(text, max(0, start - 40), start)
    if before is None or before["word"] in _NO_PART:
        return False
    last = _WORD.match(text, start)
    if last is None:
        return True
    held = tenures().get(f"{before['word']} {last.group()}", ())
    return not any(last.group() in tenure.aliases for tenure in held)


@cache
def _names() -> Names[Event]:
    """All spellings; what is derived from a name only where it means one event."""
    plain = [(spelled, event) for event in events() for spelled in spellings(event)]
    derived: dict[str, set[Event]] = {}
    for event in events():
        for name in (event.name, *event.aliases):
            told = retold(name)
            for spelled in (*told, *filter(None, map(_before_that, (*spellings(event), *told)))):
                derived.setdefault(spelled, set()).add(event)
    more = [(spelled, next(iter(known))) for spelled, known in derived.items() if len(known) == 1]
    return Names([*plain, *more])


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
    r"(?: (?:conference|crisis|massacre|uprising|disaster|trial|Final Act|Accords))?"
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


def place_event(place: str) -> Event | None:
    """Return the one event for which a place stands, if there is one.

    Examples
    --------
    >>> place_event("Bandung").id, place_event("Geneva")
    ('bandung', None)
    """
    return _places().get(place)


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

_DERIVED = tuple(verb for verbs in VERBS.values() for verb in verbs.split("|"))
_NOUN_OF = re.compile(rf"(?P<noun>{'|'.join(_TELLINGS)}) of (?:the )?(?P<whom>.+)")
_VERBS = (
    "invaded|annexed|entered|returned to|fled|crossed|marched|landed|rolled|crushed|left|flew|went"
    "|visited|joined|took|seized|overthrew|expelled|seceded|united|merged|broke up|fell apart"
    "|ceased|declared|dismissed|sacked|resigned|stepped down|tested|exploded|nationali[sz]ed"
    "|walked|set foot"
    "|(?:was|were) (?!the )[a-z]+"
)
_TELLS = re.compile(
    rf" (?:{_VERBS})\b|"
    + "|".join(rf"{verb}$" for verbs in (*_TELLINGS.values(), _DERIVED) for verb in verbs)
    + r"| had (?:been )?\w+(?: \w+){0,2}$"
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
