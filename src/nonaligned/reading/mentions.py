"""Whom and what a sentence names: states, groups, leaders, issues, dates, events.

Names that are also something else (Jordan, Georgia, Turkey, Chad) are taken for states unless
the words around them make them a person or a place: a first name or a title before, a surname
after, "Atlanta" or "River" beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol, TypeVar

from nonaligned import states
from nonaligned.reading.dates import DateMention, Moment, find_dates
from nonaligned.states.events import EventMention, event_mentions
from nonaligned.states.leaders import PersonMention, person_mentions

ISSUES = {
    "me": r"Palestin\w+|West Bank|Gaza|Middle East\w*|Arab[–-]Israeli",
    "nu": r"nuclear|atomic bombs?|warheads?|non-proliferation",
    "di": r"disarm\w+|arms control|arms race",
    "important": r"important (?:votes?|resolutions)|key votes",
    "co": r"coloni\w+|decoloni\w+|self-determination|anti-colonial\w*",
    "hr": r"human rights|human-rights|civil liberties|political prisoners",
    "ec": r"economic development|development|new international economic order|economy|economic",
}
"""Cue words of the issues of the voting data."""

ISSUE = re.compile(
    "|".join(rf"(?P<{key}>\b(?:{pattern})\b)" for key, pattern in ISSUES.items()), re.IGNORECASE
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Saint|St|Judge|Coach|River|Lake|Mount"
    r"|Mt|Fort|Port|Hotel)\.?\s+$"
)
_PLACE = re.compile(
    r"(?:\b(?:Atlanta|Savannah|Augusta|Athens|Macon|University of|Bank of|Air|Radio),?\s+)$"
)
_AFTER = re.compile(r"\s(?P<word>[A-Z][\w'’-]*)")
_OFFICES = frozenset([
    "President", "Prime", "Minister", "Ministers", "Foreign", "Ambassador", "King", "Queen",
    "Chancellor", "Premier", "General", "Supreme", "Leader", "Secretary", "Defence", "Defense",
    "Parliament", "Government", "Embassy", "Revolution", "Republic", "Islamic", "Arab", "African",
    "American", "Asian", "European", "Western", "Eastern", "Soviet", "National", "Army", "Navy",
    "War", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
])  # fmt: skip
"""Words with a capital that may follow a state's name."""
_NAMED = re.compile(r"[A-Z][\w'’-]+$")


@dataclass(frozen=True)
class IssueMention:
    """A place in a text that names an issue: ``text[start:end]``, and its code."""

    start: int
    end: int
    text: str
    issue: str


@dataclass(frozen=True)
class Mentions:
    """Everything that a text names, each list in the order of the text.

    Parameters
    ----------
    states : tuple of nonaligned.states.Mention
        States and groups.
    people : tuple of PersonMention
        Heads of state and government of the table of leaders.
    issues : tuple of IssueMention
    dates : tuple of DateMention
    events : tuple of EventMention
    """

    states: tuple[states.Mention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    issues: tuple[IssueMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[EventMention, ...] = ()

    def within(self, start: int, end: int) -> Mentions:
        """Only what lies between two places."""
        return Mentions(
            _inside(self.states, start, end),
            _inside(self.people, start, end),
            _inside(self.issues, start, end),
            _inside(self.dates, start, end),
            _inside(self.events, start, end),
        )


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Placed)


def _inside(found: tuple[M, ...], start: int, end: int) -> tuple[M, ...]:
    first = bisect_left(found, start, key=lambda mention: mention.start)
    last = bisect_left(found, end, key=lambda mention: mention.start)
    return tuple(m for m in found[first:last] if m.end <= end)


def find_mentions(text: str, on: Moment) -> Mentions:
    """Find what a text names.

    Parameters
    ----------
    text : str
    on : Moment
        When it was written.

    Examples
    --------
    >>> found = find_mentions("Michael Jordan met Khomeini in Turkey in 1985.", Moment.of(2018))
    >>> [m.text for m in found.states], found.people[0].people, found.dates[0].moment.year
    (['Turkey'], ('Ruhollah Khomeini',), 1985)
    """
    people = person_mentions(text, on=on.last)
    named = states.mentions(text, on=on.last, capitals=True)
    taken = {at for person in people for at in range(person.start, person.end)}
    return Mentions(
        tuple(m for m in named if m.start not in taken and not is_other(text, m)),
        people,
        tuple(
            IssueMention(m.start(), m.end(), m.group(), str(m.lastgroup))
            for m in ISSUE.finditer(text)
        ),
        find_dates(text, on=on),
        event_mentions(text),
    )


def is_other(text: str, mention: states.Mention) -> bool:
    """Whether the words around a state's name make it a person, a city or a river.

    Examples
    --------
    >>> text = "Katie Jordan went home."
    >>> is_other(text, states.mentions(text)[0])
    True
    """
    if mention.group:
        return False
    if mention.kind == "demonym":
        return _is_tongue(text, mention)
    before = text[max(0, mention.start - 40) : mention.start]
    if _TITLE.search(before) or _PLACE.search(before):
        return True
    word = _NAMED.search(before.rstrip())
    if word is not None and before != before.rstrip() and word.group() in FIRST_NAMES:
        return True
    return mention.kind != "capital" and _goes_on(text, mention)


def _is_tongue(text: str, mention: states.Mention) -> bool:
    """Whether a demonym is a language: bare, no plural, with a verb behind ("Finnish is …")."""
    if mention.text.endswith("s") or _WHOSE.search(text, max(0, mention.start - 40), mention.start):
        return False
    return _OF_TONGUES.match(text, mention.end) is not None


_WHOSE = re.compile(
    r"\b(?:the|we|many|most|some|all|few|fellow|young|old|[a-z]+ing|and|nor|or)\s+$", re.I
)
_OF_TONGUES = re.compile(
    r" (?:is|was|has (?:been|borrowed|kept|moved|grown|drifted|always)|sounds|remains|belongs"
    r"|stands|lies"
    r"|moved|drifted|grew|borrowed)\b"
)


def _goes_on(text: str, mention: states.Mention) -> bool:
    """Whether a name goes on after the state's ("Georgia O'Keeffe"), but in a headline."""
    after = _AFTER.match(text, mention.end)
    if after is None or after["word"] in _OFFICES or after["word"].isupper():
        return False
    if states.mentions(text[after.start("word") : after.start("word") + 60].split("\n")[0])[:1]:
        first = states.mentions(text[after.start("word") : after.start("word") + 60])[0]
        if first.start == 0:
            return False
    line = text[
        max(text.rfind("\n", 0, mention.start) + 1, mention.start - 100) : mention.end + 100
    ]
    words = [w for w in line.split("\n")[0].split() if len(w) > 3]
    return sum(w[:1].isupper() for w in words) <= 0.6 * len(words)


FIRST_NAMES = frozenset([
    "Adam", "Alex", "Alexander", "Alice", "Amy", "Andrew", "Anna", "Anne", "Anthony", "Barbara",
    "Ben", "Bob", "Brian", "Carl", "Carol", "Charles", "Chris", "Christine", "Claire", "Daniel",
    "David", "Deborah", "Diana", "Dick", "Donald", "Dorothy", "Edward", "Elena", "Elizabeth",
    "Emily", "Emma", "Eric", "Eva", "Frank", "Fred", "Gary", "George", "Grace", "Hamilton",
    "Hannah", "Harry", "Helen", "Henry", "Jack", "James", "Jane", "Janet", "Jason", "Jean",
    "Jennifer", "Jessica", "Jim", "Joan", "Joe", "John", "Joseph", "Julia", "Karen", "Kate",
    "Katie", "Kevin", "Laura", "Lisa", "Louis", "Lucy", "Maria", "Marie", "Mark", "Martin",
    "Mary", "Matthew", "Melanie", "Michael", "Mike", "Nancy", "Neil", "Nick", "Nicole", "Oliver",
    "Pamela", "Patrick", "Paul", "Peter", "Philip", "Rachel", "Ralph", "Ray", "Rebecca",
    "Richard", "Robert", "Roger", "Ronald", "Rose", "Ruth", "Sam", "Samuel", "Sandra", "Sara",
    "Sarah", "Scott", "Simon", "Sophie", "Stephen", "Steve", "Steven", "Susan", "Thomas", "Tim",
    "Tom", "Tony", "Vanessa", "Vernon", "Victor", "Walter", "Will", "William",
])  # fmt: skip
"""First names before which "Jordan" or "Israel" is a surname."""
