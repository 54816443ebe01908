"""States that act after their end, or before their beginning.

"In 1995 East Germany signed" cannot be. Only a state that is the subject of a deed is checked
("the old Soviet Union" may be remembered at any time), and only an end of the state, never a
change of its name: many go on saying Burma.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, TableConflict
from nonaligned.reading.sentences import Sentence, parts
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import events

_DEED = re.compile(
    r" (?:\w+ly )?(?!ceased|collapsed|ended|dissolved|disappeared|vanished|disintegrated|existed"
    r"|mattered|haunted|lived|lingered|survived|seemed|remained)"
    r"(?:\w{2,}ed|sent|went|held|gave|won|led|broke|built|fought|bought|sold|made|took|began|left"
    r"|met|said|wrote|brought|put|became|refused|cut|spent|stood|sought|told|spoke|withdrew|paid|drew|struck|chose)\b"
)
_BEFORE = re.compile(
    r"(?:(?:Also|Then|Later|Still|Even|And|But) )?"
    r"(?:(?:[Ii]n|[Oo]n) [\w ]{4,24},? "
    r"(?:(?:with|after|amid|during|despite|at|on|under|over|following|thanks to)"
    r" [^,;:“”\"]{3,60}, )?)?"
    r"(?:[Tt]he )?"
    r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*,? (?:and )?(?:the )?){0,3}"
)
_WHEN_IT = re.compile(r", when (?:the )?")
_ASKED = re.compile(
    r" (?:was|were) (?:\w+ly )?(?:invited|admitted|readmitted|accepted|elected|granted|offered"
    r"|asked|welcomed|expelled|suspended|awarded)\b"
)
"""What is done to a state that is there."""

_AND = re.compile(r"(?:,? (?:and )?(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*){1,3}(?= )")
"""Others with whom a state acts: "East Germany and Poland signed"."""
_GONE = re.compile(
    r"\b(?:former|ex-|erstwhile|old|late|last|defunct|one-?time|once|exiled) ?$", re.I
)
_HOUSE = re.compile(
    r" (?:government|parliament|cabinet|army|navy|air force|authorities|leadership|politburo"
    r"|delegation|foreign ministry|foreign minister|embassy|team)(?= )"
)
"""What acts for a state, behind its adjective: "the East German government"."""
_SPEAKER = re.compile(
    r"(?:^|\b(?:delegate|delegation|representative|ambassador|envoy|foreign minister) (?:of|from) )"
    r"(?:the )?$|^\W*(?:(?:[Ii]n|[Oo]n) [\w ]{4,24},? )?(?:[Tt]he )?$"
)
_SPOKE = re.compile(
    r" (?:\w+ly )?(?:voted|told|abstained|vetoed|protested|(?:co-)?sponsored|spoke|seconded)\b"
)
_AT_THE_UN = re.compile(r"\b(?:General Assembly|the Assembly|Security Council|United Nations|UN)\b")
BEGINNINGS = frozenset({"union", "independence"})
"""Kinds of events that begin a state."""

SOON = 366
"""Days before its beginning on which a state may be spoken of already."""

FIRST = 1945
"""Year of the first seats in the United Nations."""

ENDINGS = frozenset({"collapse", "union"})
"""Kinds of events that end a state."""
MERGERS = frozenset({"absorption", "dissolution", "union"})
"""Kinds of succession after which there is nobody to act for the state."""


def read_ghosts(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check dated deeds of states against the ends of states."""
    told = (s for s in sentences if mentions.within(s.start, s.end).dates)
    for sentence in chain.from_iterable(map(parts, told)):
        named = mentions.within(sentence.start, sentence.end)
        if sentence.heading or len(named.dates) != 1:
            continue
        when = named.dates[0]
        before = article.text[max(sentence.start, when.start - 8) : when.start]
        wide = (when.moment.last - when.moment.first).days > SOON
        if not re.search(r"(?:^|\s)(?:[Ii]n|[Oo]n)(?: the)? $", before) or wide:
            continue
        for mention in named.states:
            lead = article.text[sentence.start : mention.start]
            if _GONE.search(lead):
                continue
            house = _HOUSE.match(article.text, mention.end) or _AND.match(article.text, mention.end)
            acts = house.end() if house else mention.end
            when_it = _WHEN_IT.fullmatch(article.text[when.end : max(when.end, mention.start)])
            deed = _DEED.match(article.text, acts) or _ASKED.match(article.text, acts)
            if (when_it or _BEFORE.fullmatch(lead)) and deed:
                yield from _ghost(article.text, mention, when)
            elif _SPEAKER.search(lead[-50:]) is None:
                continue
            if _AT_THE_UN.search(sentence.text) and _SPOKE.match(article.text, mention.end):
                yield from _unborn(article.text, mention, when)


def _ghost(text: str, mention: states.Mention, when: DateMention) -> Iterator[TableConflict]:
    if len(mention.candidates) != 1:
        return
    state = mention.candidates[0]
    end, back = absence(state, mention.text, when.moment)
    if end is None and (renamed := _renamed(state, mention.text, when.moment)) is not None:
        known = f"no state was called {mention.text} after {Moment.of(renamed).text}"
        since = (when.moment.first - renamed).days
        yield spoken(text, mention, when, renamed, known, float(since))
    if end is None:
        return
    first, last = when.moment.first, when.moment.last
    after, until = (first - end).days, (back - last).days if back else math.inf
    days = float(min(after, until))
    if days <= GRACE_DAYS:
        return
    known = f"{mention.text} ended on {Moment.of(end).text}"
    if back:
        known += f" and began again on {Moment.of(back).text}"
    yield spoken(text, mention, when, end, known, days)


def spoken(
    text: str, mention: states.Mention, when: DateMention, edge: date, known: str, days: float
) -> TableConflict:
    """Return the conflict in words."""
    from nonaligned.reading.date_conflicts import length

    state, (first, last) = mention.candidates[0], (when.moment.first, when.moment.last)
    start, stop = min(mention.start, when.start), max(mention.end, when.end)
    statement = Statement(
        start, stop, text[start:stop], "state", ORIGIN, f"state:{state}", first.toordinal(),
        last.toordinal(), (first.year, last.year), f"{mention.text} acting: {when.moment.text}",
    )  # fmt: skip
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, 0, edge.toordinal(), (0, edge.year), known
    )  # fmt: skip
    quote = f"“{mention.text}” and “{when.text}”"
    words = f"{quote} do not agree with the table: {known}; it fails by {length(days)}"
    return TableConflict(statement, fact, days, words, "state")


def _unborn(text: str, mention: states.Mention, when: DateMention) -> Iterator[TableConflict]:
    """Read what a state, or its delegate, is said to have done at the United Nations too early.

    It had to be no member yet and to bear its name later only: of a colony that is written with
    the name of today, and of observers, nothing is said.
    """
    if len(mention.candidates) != 1 or mention.group:
        return
    state = mention.candidates[0]
    start = start_of_name(state, mention.text)
    if start is None:
        return
    days = (start - when.moment.last).days
    if days > SOON:
        known = f"{mention.text} began on {Moment.of(start).text}"
        yield spoken(text, mention, when, start, known, float(days))


def start_of_name(state: str, name: str) -> date | None:
    """First day of a state of that name, where it has no earlier one and no earlier seat."""
    spelled = [n.start for n in states.all_names() if n.id == state and n.name == name]
    if not spelled or any(start is None for start in spelled):
        return _independence(state)
    first = min(start for start in spelled if start)
    seats = [spell.start for spell in states.un_spells(state)]
    union = any(
        event.kind in BEGINNINGS and state in event.states
        and abs((event.start - first).days) <= GRACE_DAYS
        for event in events()
    )  # fmt: skip
    return first if union or (seats and min(seats) >= first) else None


def _independence(state: str) -> date | None:
    """First day of a state that became independent after the United Nations had begun."""
    spells, seats = states.get(state).spells, states.un_spells(state)
    if not spells or not seats or not _is_new(spells[0].reason):
        return None
    return spells[0].start if spells[0].start.year > FIRST and seats[0].start.year > FIRST else None


def _is_new(reason: str) -> bool:
    return reason == "independence" or reason.startswith("separated from")


def absence(state: str, name: str, when: Moment) -> tuple[date | None, date | None]:
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


def _renamed(state: str, name: str, when: Moment) -> date | None:
    """Last day of a name that nobody kept: Zaire, not Burma or the Ivory Coast."""
    ends = [n.end for n in states.all_names() if n.id == state and n.name == name]
    kinds = {n.kind for n in states.all_names() if n.id == state and n.name == name}
    if not ends or None in ends or kinds & {"capital", "abbreviation"}:
        return None
    last = max(end for end in ends if end)
    return last if (when.first - last).days > SOON else None


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
