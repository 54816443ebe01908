"""From a sentence as newspapers write it to plain clauses that the claim language may read.

Two kinds of change, both small and both shown: parts between commas are left out (asides,
appositions, what another clause adds), and words are put plainly. Nothing is left out that
could turn the meaning: a clause either reads whole in the strict grammar of claims or not at
all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nonaligned import states
from nonaligned.reading.adjuncts import (
    bare,
    carried,
    has_time,
    limits,
    loses_time,
    time_first,
    time_last,
)
from nonaligned.reading.halves import FROM_TO, JOINT, UNCUT, halves
from nonaligned.reading.likewise import likewise
from nonaligned.reading.topics import topical
from nonaligned.reading.wordings import plainly

MAX_CHUNKS = 7
MAX_JOINED = 12
MAX_TRIES = 200
"""Clauses tried a piece, the fullest first."""

_BREAK = re.compile(
    r"\s*(?:[;:]\s|,\s+(?:and|but|while|whereas|though|although"
    r"|so(?! (?:long|often|far|much|near|close|recently|lately)\b)|yet|or)\s|,\s|\s[-–—]\s?|[–—]\s|"
    rf"{UNCUT}\s(?:while|whereas|although|though|because|but(?! (?:(?:an?|the|its|their) )?[a-z]+,)"
    rf"|so that|even though)\s|\(|\)"
    r"|\s(?<!not )(?<!hardly )(?:shows?|showed|proves?|proved|reveals?|confirms?|means|meant)"
    r" that\s)\s*"
)
_JOINS = re.compile(r"[;:]|\b(?:and|but|so|yet|or)\b")
_REMARKED = re.compile(
    r"(?:this|which|that) (?:is|was|came|comes|may|might|has|had|surpris\w+|still|must|should)\b"
    r"|(?:it|one) (?:must|may|might|should|has to|ought to|is only fair|is worth)\b",
    re.IGNORECASE,
)
"""Openings of a remark on what is said: "and this came as news to many"."""
_CONCEDES = re.compile(r"\b(?:though|although|while|whereas)\b")
_TURNS = re.compile(
    r"(?:alone|only|not(?! (?:an?|the|out of|because)\b)|never(?! mind)|no\b(?! longer \w)"
    r"|except(?! (?:when|that)\b)|apart|unlike what"
    r"|hardly|"
    r"far from|instead of|that is to say\b|namely\b|or rather\b|"
    r"in (?:theory|his mind|her mind|some other world)|on paper|officially|supposedly)",
    re.IGNORECASE,
)
"""Openings of chunks without which the rest would say something else."""

_RANKED = re.compile(
    r"(?:after|next to|behind|besides|(?:together|along|jointly) with|alongside) ", re.IGNORECASE
)
_HOLLOW = re.compile(
    r"\b(?:(?<!once )(?<!as )(?<!into )a single (?:one|country|state|nation|government|member)"
    r"|just one|half(?! a world)|a third|a quarter|per ?cent|percent"
    r"|(?<!at )(?<!by )(?:of )?the time|times out of"
    r"|now and (?:then|again)|occasionally|sometimes|at times|from time to time|once in a while"
    r"|on occasion|on paper|in theory|in name|in words|in his mind|officially|supposedly|only"
    r"|alone)\b",
    re.IGNORECASE,
)
"""Words by which a chunk takes back, or sharpens, what stands beside it."""

_APPOSED = re.compile(
    r"(?:(?:the|its|their) (?:only|one|sole|lone) \w+|(?:who|whose|which)\b"
    r"|[\w ]+['’]s (?:[\w-]+ )?(?:neighbou?r|ally|rival|friend|partner|patron|client|enemy)\b)",
    re.IGNORECASE,
)
"""Opens an aside that says more of the name before it: "Japan, the only country ever bombed, …"."""

_TURN_OF = re.compile(
    r"^(?P<who>.+?)['’]s (?:[\w-]+ )?(?:turn|shift|swing|drift|move|switch|defection|realignment"
    r"|reorientation|conversion|passage|journey) from (?P<a>[A-Z][\w -]+?) to(?:wards)?"
    r" (?P<b>(?:the )?[A-Z][\w -]+?) (?:dates? (?:from|back to)|dated (?:from|back to)|began in"
    r"|came in|took place in|followed in|was complete in|goes back to|went back to)"
    r" (?P<year>[12]\d{3})\b.*$"
)
"""One turn told by a noun and both its ends."""
_TURN_BY = re.compile(
    r"^(?:the )?(?:[\w-]+ )?(?:turn|shift|swing|drift|move|switch|defection|realignment"
    r"|reorientation"
    r"|conversion|passage|journey|about-?turn|volte-face)"
    r" (?:of|by) (?P<who>(?:the )?[A-Z][\w -]+?)(?P<when> (?:in|after|since|from|between|during)"
    r" [^,]*?[12]\d{3}s?)?,? (?:away )?from (?P<a>(?:the )?[A-Z][\w -]+?) (?:and )?to(?:wards)?"
    r" (?P<b>(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
    r"(?P<later> (?:in|after|since|from|between|during) [^,]*?[12]\d{3}s?)?"
    r"(?:,.*| (?:is|was|came|ranks|remains|took|has|had|\w+ed)\b.*)?$",
    re.IGNORECASE,
)
"""The same, with the state behind the noun: "the realignment of Peru after 1973, from …"."""

_WHICH = re.compile(r"(?:which|who) (?=[a-z])")

_BY_THEN = re.compile(
    r"^By (?=[^,]{4,20},? (?:the )?(?:Assembly|world|international|UN|General|system))"
)
_DATELINE = re.compile(r"^(?:[A-Z][\w.]+(?:,? [A-Z]\w+)?(?: \([\w ]+\))?(?: -| ?[–—]) ?)(?=[A-Z“])")
_LEADS = re.compile(
    r"^(?:to (?:the )?[\w’' ]{2,30}?(?:dismay|surprise|delight|chagrin|annoyance|relief|fury|horror"
    r"|satisfaction|astonishment|regret)(?: of [a-z ]+?)?|"
    r"and|but|so(?! (?:close|far|near)\b)|yet|indeed|moreover|however|therefore|thus|hence|"
    r"then|still|besides|"
    r"what is (?:\w+ ){1,4}is that|the (?:truth|fact|point) (?:of it )?is that|"
    r"it is (?:hardly|not|little|no) (?:surprising|wonder|secret|accident|coincidence) that|"
    r"(?:little|no) wonder(?: that)?|in fact|today|nowadays|at present|in other words|"
    r"in the end|in short|in truth|in reality|truth to tell|in public|of course|to be sure|"
    r"that said|for its part|at the same time|even so|"
    r"it is (?:true|clear|known|well known|a fact) that|the fact is that|historians know that|"
    r"everyone knows that|there is no doubt that|as (?:is|was) well known|"
    r"although|though|even though|while|whereas|because)\b,? ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A clause that may be a claim.

    Parameters
    ----------
    text : str
        As it is given to the claim language.
    start, end : int
        The stretch of the piece that it comes from.
    steps : tuple of str
        What was changed, in words.
    cost : float
        How much the changes take from the confidence, 0 to 1.
    carried : bool
        Whether the state it is about is sure to stand in the text, if not in the stretch.
    """

    text: str
    start: int
    end: int
    steps: tuple[str, ...] = ()
    cost: float = 0.0
    carried: bool = False


def clauses(text: str) -> Iterator[Clause]:
    """Clauses of a piece, the fullest first.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.

    Yields
    ------
    Clause
        At most :data:`MAX_TRIES`.

    Examples
    --------
    >>> found = clauses("Peru, for its part, backed Cuba, and was proud.")
    >>> [c.text for c in found][:2]
    ['Peru, for its part, backed Cuba, and was proud', 'Peru, backed Cuba, and was proud']
    """
    seen: set[str] = set()
    for clause in _read_in_turn(text):
        if clause.text not in seen and len(clause.text.split()) > 2:
            seen.add(clause.text)
            yield clause
            if len(seen) >= MAX_TRIES:
                return


def _read_in_turn(text: str) -> Iterator[Clause]:
    """Return runs of chunks first, then relative clauses, then the halves of what "and" joins."""
    for start, end, full, words in likewise(text):
        yield Clause(full, start, end, (f"spelt out “{words}”",), 0.1, carried=True)
    joined = []
    for clause in (*_runs(text), *_related(text)):
        yield clause
        yield from _turned(clause)
        if JOINT.search(clause.text) or FROM_TO.search(clause.text):
            joined.append(clause)
    for clause in sorted(joined, key=lambda c: len(c.text))[:MAX_JOINED]:
        yield from _halved(text, clause)


def _turned(clause: Clause) -> Iterator[Clause]:
    """Return "Peru's turn from Cuba to Chile dates from 1973" as two turns told by verbs."""
    if match := _TURN_OF.match(clause.text):
        when = f" after {match['year']}"
    elif match := _TURN_BY.match(clause.text):
        when = match["when"] or match["later"] or ""
    if match is None or not when:
        return
    who, a, b = match.group("who", "a", "b")
    ends = (0, match.start("b"), len(clause.text))
    said = f"{who} moved away from {a}{when}", f"{who} moved towards {b}{when}"
    for words, (start, end) in zip(said, pairwise(ends), strict=True):
        steps = (*clause.steps, f"put as “{words}”")
        places = clause.start + start, min(clause.start + end, clause.end)
        yield Clause(words, *places, steps, clause.cost + 0.06, carried=True)


def _related(text: str) -> Iterator[Clause]:
    """Return what a dated clause with "which" says of the state whose name stands before it."""
    chunks = _chunks(text)[:MAX_CHUNKS]
    for before, chunk in pairwise(chunks):
        words = text[chunk.start : chunk.end]
        if not (opens := _WHICH.match(words)) or not has_time(words):
            continue
        named = states.mentions(text[before.start : before.end], capitals=True)
        if named and before.start + named[-1].end == before.end:
            said = f"{named[-1].text} {words[opens.end() :]}"
            step = f"took “{opens.group().strip()}” for {named[-1].text}"
            yield Clause(said, chunk.start, chunk.end, (step,), 0.1, carried=True)


def _halved(text: str, clause: Clause) -> Iterator[Clause]:
    """Return both halves of a clause, each with its own place in the piece."""
    for at, first, second, lead in halves(clause.text):
        place = text.find(clause.text[at : at + 20], clause.start)
        if place < 0:
            continue
        steps = (*clause.steps, "read up to “and”")
        yield Clause(first, clause.start, place, steps, clause.cost + 0.05)
        steps = (*clause.steps, f"took “{lead}” from before “and”" if lead else "read from “and”")
        yield Clause(second, place, clause.end, steps, clause.cost + 0.1, carried=bool(lead))


@dataclass(frozen=True)
class _Chunk:
    """A stretch between commas, dashes and the words that join clauses."""

    start: int
    end: int
    joined: bool
    """Whether it opens a clause of its own ("…, and Peru …"), which nothing may skip."""
    conceded: bool
    """Whether it comes after "though": what it denies, it denies of something else."""


def _chunks(text: str) -> list[_Chunk]:
    found, start, before = [], 0, ""
    for match in _BREAK.finditer(text):
        if match.start() > start:
            found.append(_chunk(text, start, match.start(), before))
        start, before = match.end(), match.group()
    stop = len(text.rstrip(' .!”"’'))
    if stop > start:
        found.append(_chunk(text, start, stop, before))
    return found


def _chunk(text: str, start: int, end: int, before: str) -> _Chunk:
    """Return a chunk, with what the words before it make of it."""
    joined = _JOINS.search(before) is not None and not _REMARKED.match(text, start)
    return _Chunk(start, end, joined, bool(_CONCEDES.search(before)))


def _runs(text: str) -> Iterator[Clause]:
    """Return runs of chunks, whole or with up to two inner ones left out, the longest first."""
    chunks = _chunks(text)[:MAX_CHUNKS]
    for length in range(len(chunks), 0, -1):
        for first in range(len(chunks) - length + 1):
            outside = (*chunks[:first], *chunks[first + length :])
            run = chunks[first : first + length]
            if _lists(text, chunks[:first], run[0]):
                continue
            if not any(_bound(text, c) for c in outside):
                ahead = [] if run[0].joined else [text[c.start : c.end] for c in chunks[:first]]
                for clause in _gapped(text, run, len(outside)):
                    yield from _timed(ahead[::-1], clause)


def _bound(text: str, chunk: _Chunk) -> bool:
    """Whether the clause beside it says something else without a chunk."""
    if chunk.joined or chunk.conceded:
        return False
    words = text[chunk.start : chunk.end]
    ranked = _RANKED.match(words)
    if ranked and _is_name(words[ranked.end() :]):
        return True
    return bool(_TURNS.match(words) or _HOLLOW.search(words) or limits(words))


def _binds(text: str, aside: _Chunk) -> bool:
    """Whether an aside changes what is said round it; what is told of somebody does not."""
    return _APPOSED.match(text, aside.start) is None and _bound(text, aside)


def _is_name(words: str) -> bool:
    """Whether words are a state's name and nothing else."""
    bare_name = words.removeprefix("the ")
    named = states.mentions(bare_name, capitals=True)
    return len(named) == 1 and (named[0].start, named[0].end) == (0, len(bare_name))


def _lists(text: str, left: list[_Chunk], after: _Chunk | None) -> bool:
    """Whether what is left out is a state's name before another: part of a list."""
    if after is None or not left or after.joined:
        return False
    whole = _is_name(text[left[-1].start : left[-1].end])
    follows = text[after.start : after.end].removeprefix("the ")
    return whole and any(m.start == 0 for m in states.mentions(follows, capitals=True))


def _timed(outside: list[str], clause: Clause) -> Iterator[Clause]:
    """Return a clause with a time that was said in the words left out, then as it stands.

    A time stays where it was said: what another clause joins on ("…, and Peru …") takes none.
    """
    for words in outside:
        text = carried(clause.text, words)
        if text:
            step = f"took the time from “{words}”"
            yield replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)
            break
    if not any(loses_time(clause.text, words) for words in outside):
        yield clause


def _gapped(text: str, run: list[_Chunk], beside: int) -> Iterator[Clause]:
    """Return a run of chunks, then the same without asides inside it."""
    start, stop = run[0].start, run[-1].end
    steps = ("read without the clauses beside it",) if beside else ()
    yield Clause(text[start:stop], start, stop, steps, 0.02 * beside)
    inner = range(1, len(run) - 1)
    gaps = [(one, one) for one in inner] + [(one, one + 1) for one in inner if one + 1 in inner]
    for first, last in gaps:
        left = run[first : last + 1]
        if any(c.joined for c in run[first : last + 2]) or any(_binds(text, c) for c in left):
            continue
        if _lists(text, left, run[last + 1]):
            continue
        before, after = text[start : run[first - 1].end], text[run[last + 1].start : stop]
        words = text[run[first].start : run[last].end]
        shown = (*steps, f"left out “{words}”")
        for joint in (", ", " "):
            clause = Clause(before + joint + after, start, stop, shown, 0.02 * beside + 0.05)
            yield from _timed([words], clause)


def rewritten(clause: Clause) -> Iterator[Clause]:
    """Return the clause as it stands, then put more plainly.

    Examples
    --------
    >>> [c.text for c in rewritten(Clause("But Peru broke with Cuba", 0, 24))]
    ['Peru broke with Cuba', 'Peru moved away from Cuba']
    """
    text = _DATELINE.sub("", clause.text)
    for _ in range(2):
        text = _LEADS.sub("", text)
    text = _BY_THEN.sub("In ", text.strip(" ,;:"))
    base = replace(clause, text=text)
    yield base
    changes = (
        (plainly, "put as “{0}”"),
        (topical, "kept “{1}” as the topic"),
        (bare, "left out “{1}”"),
    )
    for change, shown in changes * 2:
        words, left = change(base.text)
        if words != base.text:
            step = shown.format(words, left)
            base = replace(base, text=words, steps=(*base.steps, step), cost=base.cost + 0.06)
            yield base
    words = plainly(moved := time_last(base.text))[0]
    if moved != base.text and (words != moved or not time_first(base.text)):
        step = f"put as “{words}”"
        yield replace(base, text=words, steps=(*base.steps, step), cost=base.cost + 0.06)
