"""The things that an article tells of, so that its statements about time can meet.

A noun such as "letter" or "treaty" stands for a happening; "the letter" a page on is the same
one, unless names or numbers tell them apart ("the Warsaw treaty", "the Moscow treaty"). Nouns
that are used for one another (letter, message, warning) share a class. Whatever a sentence tells
without such a noun is a happening of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from nonaligned.reading.dates import MONTHS, Moment
from nonaligned.reading.numbers import NUMBER
from nonaligned.states.events import Event, EventMention

NOW = "now"
"""The point of publication."""

CLASSES = {
    "letter": "letter letters message missive note telegram cable appeal warning warnings",
    "speech": "speech address sermon lecture",
    "treaty": "treaty agreement accord accords pact deal convention protocol",
    "truce": "truce ceasefire armistice",
    "war": "war conflict invasion attack offensive",
    "coup": "coup putsch takeover",
    "revolution": "revolution uprising revolt rebellion",
    "summit": "summit meeting conference talks",
    "visit": "visit trip journey tour",
    "election": "election elections",
    "referendum": "referendum plebiscite",
    "declaration": "declaration proclamation",
    "resolution": "resolution",
    "crisis": "crisis",
    "embargo": "embargo boycott blockade",
    "book": "book memoir memoirs",
    "interview": "interview",
    "killing": "assassination murder",
    "massacre": "massacre",
    "test": "test explosion",
    "strike": "strike strikes",
    "independence": "independence",
    "decision": "decision decree",
    "break": "break split rupture quarrel",
}
_PHRASES = {
    "guns fell silent": "truce", "guns had fallen silent": "truce", "guns went silent": "truce",
    "shooting stopped": "truce", "fighting stopped": "truce", "end of hostilities": "truce",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()} | _PHRASES
_HEAD = re.compile(rf"\b(?P<head>{'|'.join(sorted(_CLASS_OF, key=len, reverse=True))})\b", re.I)
_DETERMINER = re.compile(
    r"\b(?P<det>the|this|that|his|her|its|their|our|a|an|[\w-]+(?:[’']s|s[’']))(?=\s)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r" (?P<way>of|in|with|on|between|against|over|at|to) (?:the )?"
    r"(?P<what>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\d{4})"
)
_KIND = re.compile(r"(?<![\w’'-])[a-z][\w-]*(?![’'])(?<!ly)\b")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w’'-]+ )+$")
_CUTS = re.compile(r"[,;:.()“”]|\b(?:since|of|in|on|after|before|for|with|by|from|to|at)\b")
"""Between a determiner and a noun: it is another noun's."""

_NO_NAMES = frozenset([
    "In", "On", "At", "When", "While", "After", "Before", "By", "The", "As", "For", "From",
    "President", "Prime", "Minister", "King", "Queen", "General", "Chancellor", "Premier",
    "Chairman",
])  # fmt: skip
_UNIT = "year|decade|month|week|fortnight|day|centur(?:y|ie)"
_TIMES = re.compile(
    rf"\W*(?:(?:by|at) [\w ]{{1,30}}, |(?:in|within|on) [^,;:]{{1,80}}, "
    rf"|(?:\w+ )?(?:{NUMBER}[ -])?(?:{_UNIT})s?(?: and [\w-]+ (?:{_UNIT})s?)?"
    rf"(?: to the (?:{_UNIT}))? (?:after|before|since|later|earlier|on|ago)\b[^,;:]{{0,80}}, )+"
    rf"(?=\w+[^,]* )",
    re.IGNORECASE,
)
"""Words that open a sentence and say when."""

_CAPITAL = re.compile(r"(?<![\w’'])[A-Z][\w’'-]+|\d{4}")
_MADE = (
    r"(?:sent|sends|wrote|writes|written|signed|signs|delivered|delivers|gave|gives|given|made|held|"
    r"published|launched|issued|concluded|staged|fought|dispatched|handed|paid|adopted|ratified|"
    r"received|proclaimed|imposed|called)"
)
LATER = frozenset({"published", "received", "ratified", "proclaimed"})
"""What may be done to a thing long after it was made."""

_OPENS = re.compile(r"^(?:The|This|That|His|Her|Its|Their|Our)\b")
_PLAIN = re.compile(r"^(?:the|this|that|his|her|its|their|our|an?)\b", re.IGNORECASE)
_MAKING = re.compile(rf"\b{_MADE}\b")
_OTHER_CLAUSE = re.compile(r"[,;:]|\b(?:which|that|who|after|before)\b")
_UNDERGOES = re.compile(
    rf"(?:\s+(?:to|of|between|with|by|at|in|on)(?:\s+[\w’'-]+){{1,4}}?)?\s+(?:was|were|had been)\s+"
    rf"(?:\w+ly\s+|first\s+|finally\s+)?{_MADE}\b"
    r"|\s+(?:took place|came|happened|broke out|began|started)\b"
    rf"|\s+followed(?=[,.;]|\s+(?:in|on|only|soon|shortly|after|within|\d|{NUMBER}\b))"
)


KINDS = {
    "war": "war", "treaty": "treaty", "coup": "coup", "revolution": "revolution",
    "summit": "summit", "visit": "visit", "speech": "speech", "election": "election",
    "referendum": "referendum", "test": "test", "independence": "independence",
    "massacre": "massacre",
}  # fmt: skip
"""Classes of the events of the table whose names do not say them."""

ONCE = frozenset({"revolution", "coup"})
"""Classes of things of which the only one told so far is meant however long ago it was named."""

AT_PLACES = frozenset({"summit", "massacre"})
"""Classes of things that are told apart by their place: "the Durban summit", "one at Sirte"."""

LAST = 40
"""Things of a class that a noun may mean, the last ones told."""

SOON = 4
"""Parts of sentences after which another noun ("the talks") may still mean a thing."""

LATELY = 24
"""Parts of sentences after which its own noun may still mean a thing, where there are several."""

Marks = dict[str, frozenset[str]]
"""What tells a happening from others: names, years, kinds ("trade"), by where they stand."""


@dataclass(frozen=True)
class Happening:
    """A place that names a happening.

    Parameters
    ----------
    start, end : int
        The noun's own place in the text.
    lead : int
        Where the words before it ("his historic") begin.
    point : str
        The happening.
    known : Event or None
        The event of the table that it is, where one of its class was named just before.
    """

    start: int
    end: int
    lead: int
    point: str
    known: Event | None = None


def classes(text: str) -> tuple[str, ...]:
    """Return the classes of the happenings that a text names by nouns, in its order.

    Examples
    --------
    >>> classes("In his letter, and in a speech")
    ('letter', 'speech')
    """
    return tuple(dict.fromkeys(_CLASS_OF[m["head"].lower()] for m in _HEAD.finditer(text)))


class Story:
    """What has been told so far, and what was told last."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self.focus = ""
        self.when: Moment | None = None
        self.opened: Event | None = None
        self._marks: dict[str, dict[str, Marks]] = {}
        self._heads: dict[str, set[str]] = {}
        self._seen: dict[str, int] = {}
        self._headed: set[str] = set()
        self._events: dict[str, tuple[int, Event]] = {}
        self._only: dict[str, list[Event]] = {}
        self._told = 0
        self._clock = 0

    def nouns(
        self, text: str, start: int, end: int, named: tuple[EventMention, ...], *, heading: bool
    ) -> list[Happening]:
        """Return the happenings that a stretch of text names by nouns."""
        found = []
        self._clock += 1
        before = dict(self._events)
        for mention in named:
            self._name(mention)
        for match in _HEAD.finditer(text, start, end):
            if any(e.start < match.end() and match.start() < e.end for e in named):
                continue
            lead = _lead(text, max(start, match.start() - 60), match.start())
            if lead is None and not heading:
                continue
            det = lead["det"].lower() if lead else "the"
            begins = lead.start() if lead else match.start()
            marks = _marks(text, begins, match, heading=heading)
            point = self._meant(match["head"].lower(), det, marks, heading=heading)
            self.labels.setdefault(point, _named(text[begins : match.end()], match["head"]))
            event = self._known(before, _CLASS_OF[match["head"].lower()], det, marks)
            found.append(Happening(match.start(), match.end(), begins, point, event))
            self._events.pop(_CLASS_OF[match["head"].lower()], None) if event is None else None
        return found

    def _name(self, event: EventMention) -> None:
        """Remember an event of the table, which "the war" may be in what follows."""
        heads = [_CLASS_OF[m["head"].lower()] for m in _HEAD.finditer(event.text)]
        kind = heads[-1] if heads else KINDS.get(event.event.kind, "")
        if kind and not event.generic:
            self._events[kind] = (self._clock, event.event)
            if event.event not in self._only.setdefault(kind, []):
                self._only[kind].append(event.event)

    def _known(
        self, before: dict[str, tuple[int, Event]], kind: str, det: str, marks: Marks
    ) -> Event | None:
        """Return the event of the table, named just before, that a noun without marks means."""
        clock, event = before.get(kind, (-SOON, None))
        only = self._only.get(kind, [])
        if kind in ONCE and len(only) == 1:
            clock, event = self._clock, only[0]
        names = marks.get("name", frozenset())
        whose = [e for e in only if names and all(name in _called(e) for name in names)]
        alone = len(self._marks.get(kind, ())) <= 1
        if alone and len(whose) == 1 and det.endswith(("'s", "’s", "s'", "s’")):
            clock, event = self._clock, whose[0]
        if event is None or self._clock - clock > SOON or det in {"a", "an"}:
            return None
        plain = set(marks) <= {"name", "proper"}
        return event if plain and all(name in _called(event) for name in names) else None

    def _meant(self, head: str, det: str, marks: Marks, *, heading: bool) -> str:
        """Return the happening that a noun means: the last that it fits, or a new one after "a"."""
        name = _CLASS_OF[head]
        all_of_class = self._marks.setdefault(name, {})
        told = [
            p
            for p, other in islice(reversed(all_of_class.items()), LAST)
            if _fits(marks, other)
            and not (name in AT_PLACES and _apart(marks, other))
            and self._in_mind(p, head, alone=len(all_of_class) == 1)
        ]
        known = max(told, key=lambda p: _shared(marks, all_of_class[p])) if told else None
        if known and (det not in {"a", "an"} or known in self._headed):
            self._headed.discard(known) if not heading else None
            all_of_class[known] = {**all_of_class.pop(known), **marks}
        else:
            known = f"{name}:{len(all_of_class) + 1}"
            all_of_class[known] = marks
            if heading:
                self._headed.add(known)
        self._heads.setdefault(known, set()).add(head)
        self._seen[known] = self._clock
        return known

    def _in_mind(self, point: str, head: str, *, alone: bool) -> bool:
        """Whether a thing may be meant again: by another noun soon, by the same one later too."""
        ago = self._clock - self._seen[point]
        return ago <= SOON or (head in self._heads[point] and (alone or ago <= LATELY))

    def main(
        self, text: str, start: int, end: int, nouns: list[Happening], known: list[tuple[int, int]]
    ) -> str:
        """Say what a stretch of text tells of: what is made or done to a noun, or something else.

        Parameters
        ----------
        text : str
        start, end : int
        nouns : list of Happening
        known : list of (int, int)
            Places of events of the table, which may stand before the subject.
        """
        for noun in nouns:
            begins = max(start, noun.lead - 45)
            before = text[begins : noun.lead]
            made = list(_MAKING.finditer(before))
            if made and not _OTHER_CLAUSE.search(before, made[-1].end()):
                relative = re.search(r"\b(?:which|that|who)\b[^,]*$", before[: made[-1].start()])
                if not relative:
                    return self._done(noun.point, made[-1].group())
        for noun in nouns[:2]:
            opens = max([start, *(b for _, b in known if b <= noun.lead)])
            inside = re.search(r"\b(?:which|that|who|after|before)\b", text[opens : noun.lead])
            undergoes = _UNDERGOES.match(text, noun.end)
            if not inside and undergoes:
                return self._done(noun.point, undergoes.group().split()[-1])
        return self.untold(text, start, end)

    def _done(self, point: str, verb: str) -> str:
        """Return the point of making a thing, or a later one of what was done to it."""
        if verb not in LATER:
            return point
        later = f"{point}:{verb}"
        self.labels.setdefault(later, f"{self.labels[point]} being {verb}")
        return later

    def untold(self, text: str, start: int, end: int) -> str:
        """Return a happening that only this stretch of text tells of."""
        self._told += 1
        point = f"told:{self._told}"
        opens = _TIMES.match(text, start, end)
        told = text[opens.end() if opens else start : end]
        words = told.strip(' ,.;“”"').split()
        self.labels[point] = f"“{' '.join(words[:9])}{'…' if len(words) > 9 else ''}”"
        return point

    def goes_on(self, dated: str, nouns: list[Happening]) -> None:
        """Remember what the next "ten years later" counts from: what was dated, or named, last."""
        if dated:
            self.focus = dated
        elif nouns:
            self.focus = nouns[-1].point


def _marks(text: str, begins: int, head: re.Match[str], *, heading: bool) -> Marks:
    """Return what a noun is told apart by: "the second Warsaw treaty with Bonn".

    What is all a name ("the Second World War") is no other thing that is told without one.
    """
    words = _PLAIN.sub("", text[begins : head.start()])
    title = _NAMED_BEFORE.search(text, max(0, begins - 40), begins)
    if title and words[:1].isupper():
        words = f"{title.group()}{words}"
    before = {m.group().removesuffix("'s").removesuffix("’s") for m in _CAPITAL.finditer(words)}
    before -= _NO_NAMES
    found = {"name": before, "kind": set(_KIND.findall(words))}
    if before and head.group()[0].isupper() and not heading:
        found["proper"] = before
    after = _WHICH.match(text, head.end())
    if after:
        found[after["way"]] = {w for w in after["what"].split() if w.lower() not in MONTHS}
    return {slot: frozenset(marks) for slot, marks in found.items() if marks}


def _called(event: Event) -> str:
    """Return all names of an event."""
    return " ".join((event.name, *event.aliases))


def _shared(marks: Marks, other: Marks) -> int:
    return sum(len(marks[slot] & other[slot]) for slot in marks.keys() & other.keys())


def _fits(marks: Marks, other: Marks) -> bool:
    """Whether two nouns may name the same: they differ in no mark, and the later has no new kind.

    After "the treaty" comes no "first trade treaty" that is the same.
    """
    new = marks.get("kind", frozenset()) - other.get("kind", frozenset())
    if new or ("proper" in marks) != ("proper" in other):
        return False
    return all(marks[slot] & other[slot] for slot in marks.keys() & other.keys())


def _apart(marks: Marks, other: Marks) -> bool:
    """Whether two nouns have places, before them or behind, and share none."""
    where, there = (
        frozenset().union(*(said.get(slot, frozenset()) for slot in ("name", "at", "in", "of")))
        for said in (marks, other)
    )
    return bool(where and there and not where & there)


def _lead(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the determiner of a noun: the last one before it, at most four words away."""
    found = list(_DETERMINER.finditer(text, start, end))
    near = found and len(text[found[-1].end() : end].split()) <= 4
    plain = near and not _CUTS.search(text, found[-1].end(), end)
    return found[-1] if plain else None


def _named(words: str, head: str) -> str:
    """Return a happening's name: "the letter" rather than all the words round it."""
    words = " ".join(words.split())
    if words.lower().startswith(("a ", "an ")):
        return f"the {head.lower()}"
    return _OPENS.sub(lambda first: first.group().lower(), words)
