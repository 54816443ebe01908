"""When: years, decades, named periods, dated events and the times of leaders, in words.

Each reader takes a sentence and a place, and gives every place where such a time may end, with
its first and last year. What a time means for the claim ("since", "after") is said in
:mod:`.times`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from nonaligned.claims import lexicon
from nonaligned.claims.sentence import Sentence

Years = tuple[int, int]
Moments = Iterator[tuple[int, Years]]

PARTS = {
    ("early",): (0, 4),
    ("mid",): (4, 6),
    ("late",): (5, 9),
    ("first", "half", "of", "the"): (0, 4),
    ("middle", "of", "the"): (4, 6),
    ("second", "half", "of", "the"): (5, 9),
    ("latter", "half", "of", "the"): (5, 9),
}
"""Parts of a decade, in years from its first."""

STARTS = frozenset({"beginning", "start", "outbreak", "onset"})
ENDS = frozenset({"end", "collapse", "close", "fall"})
OWNERS = frozenset({"the", "its", "their", "a", "an", "his", "her"})
JOINTS = frozenset({"and", "or", "but", "than", "nor", "neither", "either", "both", "while", "not"})
"""Words at which a clause that tells an event would run on into something else."""

_UPHEAVALS = """election victory fall overthrow ouster coup revolution death accession arrival
    return departure resignation collapse end outbreak invasion uprising revolt war crisis break"""
UPHEAVALS = frozenset(_UPHEAVALS.split())

_TITLES = """dr president prime minister chancellor general secretary chairman king emperor shah
    colonel marshal leader dictator premier"""
TITLES = frozenset(_TITLES.split())
PARTICLES = frozenset({"de", "al", "el", "von", "bin"})
DENIED = frozenset({"no", "never", "it", "they", "only"})
"""Words by which a clause beside a year would say something of its own."""

CLAUSE = 10
"""Tokens of the longest clause that tells an event."""


def year(said: Sentence, at: int) -> Moments:
    """Read a year, with its month or season before it."""
    while said.one_of(at, lexicon.MONTHS):
        at += 1
    if token := said.token(at, "year"):
        yield at + 1, (int(token.value), int(token.value))


def decade(said: Sentence, at: int) -> Moments:
    """Read a decade or a part of it: "the early 1960s", "the second half of the eighties"."""
    at += said.says(at, "the")
    first, last = 0, 9
    for words, part in PARTS.items():
        if said.says(at, *words):
            at, (first, last) = at + len(words), part
            break
    if token := said.token(at, "decade"):
        yield at + 1, (int(token.value) + first, int(token.value) + last)


def period(said: Sentence, at: int) -> Moments:
    """Read a named period, or an event that the table of events dates."""
    at += said.one_of(at, OWNERS)
    for end, found in said.entries(at, lexicon.periods()):
        yield end, (found.first, found.last)


def edge(said: Sentence, at: int) -> Moments:
    """Read the beginning or the end of a time, as one year: "the end of the Cold War"."""
    at += said.says(at, "the")
    if not (said.one_of(at, STARTS | ENDS) and said.says(at + 1, "of")):
        return
    for reader in (year, decade, period):
        for end, (first, last) in reader(said, at + 2):
            chosen = first if said.one_of(at, STARTS) else last
            yield end, (chosen, chosen)


def event(said: Sentence, at: int) -> Moments:
    """Read any event that names its year: "the revolution of 1979", "its 1979 revolution"."""
    if not (said.one_of(at, OWNERS) or said.token(at + 1, "poss")):
        return
    if found := said.token(at + 1, "year"):
        for end in _after_year(said, at + 2):
            yield end, (int(found.value), int(found.value))
        return
    for end, years in told(said, at):
        if not _is_matter(said, at, end):
            yield end, years


_BEGAN = frozenset({"began", "started", "broke", "erupted"})


def _is_matter(said: Sentence, at: int, end: int) -> bool:
    """Whether "in the dispute over Aland in 1982" says on what, and not when only."""
    if not said.one_of(at - 1, frozenset({"in"})):
        return False
    return any(
        said.one_of(place, frozenset({"over", "about"}))
        or (said.one_of(place - 1, frozenset({"that", "which"})) and said.one_of(place, _BEGAN))
        for place in range(at, end)
    )


def upheaval(said: Sentence, at: int) -> Moments:
    """Read an event called one: "the election of Whitlam in 1972", "its 1966 coup"."""
    start = at + said.one_of(at, OWNERS)
    start += said.token(start, "year") is not None
    if start > at and said.one_of(start, UPHEAVALS):
        yield from event(said, at)


def _after_year(said: Sentence, at: int) -> Iterator[int]:
    """Read what may follow "the 1966": "coup", "coup in Aland", "coup that toppled its king"."""
    for end in range(at + 1, at + 4):
        if not said.token(end - 1, "word") or said.one_of(end - 1, JOINTS):
            return
        yield end
        if said.one_of(end, frozenset({"of", "in", "against", "that", "which"})):
            for more in range(end + 2, end + 6):
                if not said.token(more - 1, "word", "state") or said.one_of(more - 1, JOINTS):
                    break
                yield more


def told(said: Sentence, at: int) -> Moments:
    """Read a clause that tells an event and ends with its year: "Harper took office in 2006"."""
    for end in range(at, min(at + CLAUSE, len(said.tokens))):
        if found := said.token(end, "year"):
            if said.one_of(end - 1, frozenset({"of", "in"}) | lexicon.MONTHS) and end - at > 2:
                yield end + 1, (int(found.value), int(found.value))
            return
        if not said.token(end, "word", "state", "group", "poss", "number", "ordinal"):
            return
        if said.one_of(end, JOINTS):
            return


def reign(said: Sentence, at: int) -> Moments:
    """Read the name of a leader, as the years in which that person led a state."""
    at += said.says(at, "the")
    while said.one_of(at, TITLES):
        at += 1
    for end, found in said.entries(at, lexicon.reigns()):
        for held in found:
            yield end, (held.first, held.last)


def person(said: Sentence, at: int) -> Iterator[int]:
    """Read a name that no table has: up to three words with capitals, and "de" or "al" within."""
    known = {end for end, _ in said.entries(at, lexicon.reigns())}
    for end in range(at + 1, at + 4):
        token = said.token(end - 1, "word")
        if token is None or not (token.text[0].isupper() or token.norm in PARTICLES):
            return
        if token.text[0].isupper() and len(token.text) > 1 and end not in known:
            yield end


def _begin(years: Years) -> Years:
    return years[0], years[0]


def _close(years: Years) -> Years:
    return years[1], years[1]


def _same(years: Years) -> Years:
    return years


_OFFICE = "(power|office)"
_POST = "[the] [new] (president|prime minister|chancellor|general secretary|premier|leader)"
_RISES = "(victory|rise [to power]|accession|election|takeover|inauguration|arrival in power)"
_FALLS = "(fall|overthrow|ouster|removal|departure|resignation|downfall)"

MOMENTS: Mapping[str, Callable[[Years], Years]] = {
    "[the year] {year}": _same,
    "{decade}": _same,
    "{period}": _same,
    "{event}": _same,
    "{edge}": _same,
    "the first decade of {period}": lambda years: (years[0], min(years[0] + 9, years[1])),
    "the last decade of {period}": lambda years: (max(years[1] - 9, years[0]), years[1]),
    f"{{reign}} (came to|took|seized|entered|assumed|won) {_OFFICE}": _begin,
    f"{{reign}} (came|came back|returned|rose) to {_OFFICE}": _begin,
    f"{{reign}} (became {_POST}|took over|was elected|had taken {_OFFICE})": _begin,
    f"{{reign}} ['s] {_RISES}": _begin,
    f"the {_RISES} of {{reign}}": _begin,
    f"{{reign}} (fell|resigned|left {_OFFICE}|lost {_OFFICE}|stepped down)": _close,
    "{reign} was (overthrown|toppled|ousted|deposed|removed [from power])": _close,
    f"{{reign}} ['s] {_FALLS}": _close,
    f"the {_FALLS} of {{reign}}": _close,
}
"""Times in words, and which of their years is meant."""


def elaborated(said: Sentence, at: int) -> Iterator[int]:
    """Read what is told beside a year just named: "in 1980, when its founder died"."""
    if not said.token(at - 1, "year", "decade"):
        return
    comma = said.token(at, "comma") is not None
    at += comma
    if said.says(at, "when") or (comma and said.one_of(at, frozenset({"with", "as", "upon"}))):
        for end in aside(said, at + 1):
            if not any(said.one_of(k, DENIED) for k in range(at, end)):
                yield end


def likened(said: Sentence, at: int) -> Iterator[int]:
    """Read a likeness between commas, or at the beginning: "X, like Y, did". It is of X."""
    if said.says(at, "like") and (at == 0 or said.token(at - 1, "comma")):
        yield from (end for end in aside(said, at + 1) if said.token(end - 1, "comma"))


def aside(said: Sentence, at: int) -> Iterator[int]:
    """Read what is told without a year, up to a comma or the end: "the break with the East,"."""
    for end in range(at, min(at + CLAUSE, len(said.tokens))):
        if said.token(end, "comma"):
            if end > at:
                yield end + 1
            return
        if not said.token(end, "word", "state", "group", "poss") or said.one_of(end, JOINTS):
            return
    if at < len(said.tokens) <= at + CLAUSE:
        yield len(said.tokens)
