"""Who came after whom: "X succeeded Y", "Y handed power to X", held against the table of leaders.

There is a conflict only where both held the same office, or led the same state, and where the
table has somebody else between them for a good while, or the two the other way round. Where it
has a gap, nothing is said; nor where another office is named ("as leader of the party").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from nonaligned.reading.article import Article
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.offices import GRACE_DAYS, OFFICES, TableConflict, office_of
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.leaders import OPEN, PersonMention, Tenure, leaders

_TITLE = (
    r"(?:(?:his|her) [a-z-]+(?: [a-z]+)?,? )?(?:the )?"
    r"(?:(?:late|ousted|ailing|old|new|then|assassinated|murdered) )?"
    r"(?:(?:President|Prime Minister|Premier|Chancellor|General|Colonel|Marshal|Mr|Mrs|Sir|Dr|King"
    r"|Emperor|Field Marshal|Lord|Comrade|Chairman|General Secretary) )*"
)
_INTO = (
    r"(?:(?: in| at)?to (?:the )?"
    r"(?:chancellery|chancellorship|presidency|premiership|Kremlin|Élysée"
    r"|Elysée|Elysee|White House|Downing Street|office|power|palace|job|post)"
    r"|(?: (?:in|at) (?:the )?(?:chancellery|chancellorship|presidency|premiership|Kremlin|Élysée"
    r"|Elysée|Elysee|White House|Downing Street|Number Ten|No\.? 10|office|power|Bonn|palace)))"
)
_AS = (
    r"(?P<as> as (?:the )?(?:[A-Z][\w’'-]+ ){0,2}(?:\w+ ){0,2}?"
    r"(?P<title>president|prime minister|premier|chancellor|general secretary|first secretary|king"
    r"|emperor|leader|chairman|head of state|head of government)\b(?P<of> of the [\w ]*party)?)"
)
_ALSO = r"(?:,? who)?(?:,? (?:in|on) [^,;:.]{4,30},)?"
_LATER = (
    rf"{_ALSO} (?:had |duly |then |eventually |formally |in turn )*"
    r"(?:succeeded|replaced|took over from|taken over from|took office after|took power from"
    r"|overthrew|toppled|deposed|took the place of|became [^,;]{3,40} in (?:place of|succession to)"
    r"|inherited [a-z ]{3,30} from|having (?:succeeded|replaced))"
    rf"(?: {_TITLE})? ?"
)
_FOLLOWED = rf"{_ALSO} (?:had |then )?(?:followed|came after)(?: {_TITLE})? ?"
_EARLIER = (
    rf"{_ALSO} (?:had |was |were |is |been |then |in turn |soon |duly )*"
    r"(?:(?:succeeded|replaced|followed|overthrown|toppled|deposed)"
    r"(?: in (?:\d{4}|office|power|[A-Z][\w ]{3,20})| as [a-z ]{3,25})? by"
    r"|(?:handed|gave|passed|surrendered|turned|yielded)"
    r"(?: over)?(?: (?:the )?(?:power|office|presidency|premiership|chancellorship|reins|government"
    r"|country|leadership|chancellery))?(?: over)? to|made way for|gave way to"
    rf"|(?:resigned|stepped down|abdicated|retired) in favour of)(?: {_TITLE})? ?"
)
_SUCCESSOR = rf"(?:[’']s|s[’']) (?:immediate |chosen |elected )?successor,?(?: {_TITLE})? ?"
_PREDECESSOR = (
    rf"(?:[’']s|s[’']) (?:immediate )?predecessor,?(?: {_TITLE})? ?"
    rf"|,? and (?:his|her) (?:immediate )?predecessor,?(?: {_TITLE})? ?"
)
_SUCCESSOR_OF = (
    rf",? (?:was )?(?:the |his )?(?:immediate |chosen )?successor (?:of|to)(?: {_TITLE})? ?"
)
_WAYS = (
    (re.compile(_LATER), True, False),
    (re.compile(_FOLLOWED), True, True),
    (re.compile(_EARLIER), False, False),
    (re.compile(_SUCCESSOR), False, False),
    (re.compile(_PREDECESSOR), True, False),
    (re.compile(_SUCCESSOR_OF), True, False),
)
"""Words between two people, whether the first came later, and whether an office must follow."""

_WHOSE = re.compile(r"[’']s (?:immediate |chosen )?(?P<who>successor|predecessor)\b")
_CAME = re.compile(r",? (?:came|comes) (?:President |Chancellor |Mr |Mrs )?")
_AS_RE, _INTO_RE = re.compile(_AS), re.compile(_INTO)
_ELSE = re.compile(
    r"\b(?:party|Labour|Tory|Tories|Conservatives?|opposition|mayor|governor|senator|foreign|defen[cs]e"
    r"|finance|interior|ambassador|secretary of state|vice|deputy|chief|commander|bench|editor"
    r"|candidate|nominee|heir)\b"
)
"""Another office than one of the table is meant."""

_NOT = re.compile(r"\b(?:not|never|would have|could have|might have|should have|if|hoped|wanted)\b")
BETWEEN = "between them"
BRIEF = 200
"""Days of a caretaker who may be passed over."""

GAP = 400
"""Days without anybody in the table after which nobody knows who came between."""


@dataclass(frozen=True)
class Handover:
    """Somebody is said to have come right after somebody else: words at a place."""

    start: int
    end: int
    later: tuple[str, ...]
    earlier: tuple[str, ...]
    title: str


def read_successions(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check who is said to have followed whom in an office."""
    for sentence in sentences:
        people = mentions.within(sentence.start, sentence.end).people
        for first, second in pairwise(people):
            told = _handover(article.text, sentence, first, second)
            if told is not None:
                yield from _checked(article.text, told)


def _handover(
    text: str, sentence: Sentence, first: PersonMention, second: PersonMention
) -> Handover | None:
    between = text[first.end : second.start]
    if len(between) > 110 or set(first.people) & set(second.people):
        return None
    whose = _WHOSE.match(text, second.end, sentence.end) if between == ", " else None
    if whose is not None:
        pair = (first.people, second.people)
        pair = pair if whose["who"] == "successor" else pair[::-1]
        return Handover(first.start, whose.end(), *pair, "")
    if _CAME.fullmatch(between) and text.endswith(("After ", "after "), 0, first.start):
        return Handover(first.start - 6, second.end, second.people, first.people, "")
    way = next(((p, late, strict) for p, late, strict in _WAYS if p.fullmatch(between)), None)
    if way is None or _NOT.search(text, max(sentence.start, first.start - 40), second.start):
        return None
    _, later, strict = way
    office = _AS_RE.match(text, second.end, sentence.end)
    place = office or _INTO_RE.match(text, second.end, sentence.end)
    rest = text[sentence.start : first.start] + between + text[second.end : second.end + 60]
    if (strict and place is None) or (office and office["of"]) or _ELSE.search(rest):
        return None
    title = office["title"] if office and office["title"] in OFFICES else ""
    ends = place.end() if place else second.end
    pair = (first.people, second.people) if later else (second.people, first.people)
    return Handover(first.start, ends, *pair, "" if title == "leader" else title)


def _checked(text: str, told: Handover) -> Iterator[TableConflict]:
    found: list[tuple[Tenure, str]] = []
    for later in told.later:
        for earlier in told.earlier:
            for (_, office), chain in _chains().items():
                if _is_of(chain, told.title, earlier, later):
                    verdict = _verdict(chain, earlier, later)
                    if verdict is None:
                        return
                    if office or verdict[1] != BETWEEN:
                        found.append(verdict)
    if found:
        yield _conflict(text, told, *found[0])


def _is_of(chain: tuple[Tenure, ...], title: str, earlier: str, later: str) -> bool:
    """Whether both held the office of a chain, and whether the title said may be its name."""
    people = {tenure.person for tenure in chain}
    if not {earlier, later} <= people:
        return False
    return not title or any(t.office in OFFICES[title] for t in chain if t.person == later)


@cache
def _chains() -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Holders of each office of each state in order; under an empty name, who led the state.

    Whoever led a state without its first office ("Mao's successor Deng") is not counted between.
    """
    found: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in leaders():
        found.setdefault((tenure.state, tenure.office), []).append(tenure)
        if tenure.leads:
            found.setdefault((tenure.state, ""), []).append(tenure)
    return {key: tuple(sorted(held, key=lambda t: t.start)) for key, held in found.items()}


def _verdict(chain: tuple[Tenure, ...], earlier: str, later: str) -> tuple[Tenure, str] | None:
    """Return why two did not follow each other; ``None`` where they did or nobody knows."""
    olds = [t for t in chain if t.person == earlier]
    news = [t for t in chain if t.person == later]
    why: tuple[Tenure, str] | None = None
    for old in olds:
        for new in news:
            if new.start < old.start:
                continue
            others = _between(chain, old, new)
            if not others:
                return None
            why = why or (others[0], BETWEEN)
    if why is None:
        last = max(news, key=lambda t: t.start)
        first = min(olds, key=lambda t: t.start)
        if not _between(chain, last, first) or last.start < first.start:
            why = (last, "before, not after")
    return why


def _between(chain: tuple[Tenure, ...], old: Tenure, new: Tenure) -> list[Tenure]:
    """Return who held the office between two spells for more than a short while."""
    ends = old.end or OPEN
    found = []
    for tenure in chain:
        first, last = max(tenure.start, ends), min(tenure.end or OPEN, new.start)
        other = tenure.person not in {old.person, new.person}
        if other and (last - first).days > BRIEF:
            found.append(tenure)
    return found


def _conflict(text: str, told: Handover, tenure: Tenure, why: str) -> TableConflict:
    words = text[told.start : told.end]
    last = tenure.end or OPEN
    start: date = tenure.start
    statement = Statement(
        told.start, told.end, words, "office", ORIGIN, f"handover:{told.start}",
        start.toordinal(), last.toordinal(), (start.year, last.year), f"“{words}”",
    )  # fmt: skip
    spell = f"from {start.year} to {last.year}" if tenure.end else f"from {start.year}"
    known = f"{tenure.person} was {office_of(tenure)} {spell} ({tenure.source})"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, start.toordinal(), last.toordinal(),
        (start.year, last.year), known,
    )  # fmt: skip
    days = float(max(GRACE_DAYS, (last - start).days))
    said = f"“{words}” does not agree with the table: {why} came {known}"
    if why.startswith("before"):
        said = (
            f"“{words}” does not agree with the table, which has them in the other order: {known}"
        )
    return TableConflict(statement, fact, days, said)
