"""From a sentence as newspapers write it to plain clauses that the claim language may read.

Two kinds of change, both small and both shown: parts between commas are left out (asides,
appositions, what another clause adds), and words are put plainly. Nothing is left out that
could turn the meaning: a clause either reads whole in the strict grammar of claims or not at
all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MAX_CHUNKS = 7
MAX_TRIES = 200
"""Clauses tried a piece, the fullest first."""

_BREAK = re.compile(
    r"\s*(?:[;:]\s|,\s+(?:and|but|while|whereas|though|although|so|yet|or)\s|,\s|\s[-–—]\s?|[–—]\s|"
    r"\s(?:while|whereas|although|though|because|but|so that|even though)\s|\(|\))\s*"
)
_JOINS = re.compile(r"[;:]|\b(?:and|but|so|yet|or)\b")
_TURNS = re.compile(
    r"(?:alone|only|not|never|no\b|except|apart|contrary|unlike what|hardly|far from|instead of|"
    r"in (?:theory|his mind|her mind|some other world)|on paper|officially|supposedly)",
    re.IGNORECASE,
)
"""Openings of chunks without which the rest would say something else."""

_JOINT = re.compile(r"\s(?:and|but)\s(?=(?!the\b)[a-z]+\b)")
_SHARED = re.compile(
    r" (?:will|would|shall|should|can|could|may|might|must|did|does|do)(?: not|n['’]t)?\b"
)
"""Words behind a subject that hold for both verbs of "will sign and back"."""
_DATELINE = re.compile(r"^(?:[A-Z][\w.]+(?:,? [A-Z]\w+)?(?: \([\w ]+\))? ?[-–—] ?)(?=[A-Z“])")
_LEADS = re.compile(
    r"^(?:and|but|so|yet|indeed|moreover|however|therefore|thus|hence|then|still|besides|nor|"
    r"what is (?:\w+ ){1,4}is that|the (?:truth|fact|point) (?:of it )?is that|"
    r"it is (?:hardly|not|little|no) (?:surprising|wonder|secret|accident|coincidence) that|"
    r"(?:little|no) wonder(?: that)?|in fact|today|nowadays|at present|in other words|"
    r"in the end|in short|of course|to be sure|that said|"
    r"for its part|at the same time|even so|"
    r"it is (?:true|clear|known|well known|a fact) that|the fact is that|historians know that|"
    r"everyone knows that|there is no doubt that|as (?:is|was) well known|"
    r"although|though|even though|while|whereas|because)\b,? ",
    re.IGNORECASE,
)
_NO_TRIM = r"(?!.*\b(?:not|never|only|no longer|neither|nor)\b)"
_TRAILS = re.compile(
    r" (?:in (?:its|their|his|her) (?:\w+ )?(?:struggle|fight|war|quest|battle|efforts?|campaign)"
    r"|despite|in spite of|regardless of|in the face of|at every turn|time and again|without"
    r"|through thick and thin|thanks to|as (?:it|they|its|their|he|she|everyone) \w+"
    r"|to this day|until today|so far|like no other|in good years and bad|ever since then"
    r"|as well|too|in those days"
    rf"|at any price|under pressure|for all to see)\b{_NO_TRIM}"
    r"(?:(?! while | whereas | although | but | though )[^,;])*$",
    re.IGNORECASE,
)


@cache
def wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return wordings of newspapers with what they say plainly, as in ``data/wordings.csv``.

    The plain wordings are those of the claim language; they apply in the order of the file.
    """
    path = files("nonaligned.reading") / "data" / "wordings.csv"
    with path.open("r", encoding="utf-8") as stream:
        return tuple(
            (re.compile(row["pattern"], re.IGNORECASE), row["plain"])
            for row in csv.DictReader(stream)
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


def clauses(text: str, ends: list[int]) -> Iterator[Clause]:
    """Clauses of a piece, the fullest first.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    ends : list of int
        Where mentions of states end, in order: a second predicate borrows its subject from
        what stands up to the first.

    Yields
    ------
    Clause
        At most :data:`MAX_TRIES`.

    Examples
    --------
    >>> found = clauses("Peru, for its part, backed Cuba, and was proud.", [4])
    >>> [c.text for c in found][:2]
    ['Peru, for its part, backed Cuba, and was proud', 'Peru, backed Cuba, and was proud']
    """
    seen: set[str] = set()
    for clause in _runs(text, ends):
        if clause.text not in seen and len(clause.text.split()) > 2:
            seen.add(clause.text)
            yield clause
            if len(seen) >= MAX_TRIES:
                return


@dataclass(frozen=True)
class _Chunk:
    """A stretch between commas, dashes and the words that join clauses."""

    start: int
    end: int
    joined: bool
    """Whether it opens a clause of its own ("…, and Peru …"), which nothing may skip."""


def _chunks(text: str) -> list[_Chunk]:
    found, start, joined = [], 0, False
    for match in _BREAK.finditer(text):
        if match.start() > start:
            found.append(_Chunk(start, match.start(), joined))
        start, joined = match.end(), _JOINS.search(match.group()) is not None
    stop = len(text.rstrip(' .!”"’'))
    if stop > start:
        found.append(_Chunk(start, stop, joined))
    return found


def _runs(text: str, ends: list[int]) -> Iterator[Clause]:
    """Return runs of chunks, whole or with up to two inner ones left out, the longest first."""
    chunks = _chunks(text)[:MAX_CHUNKS]
    for length in range(len(chunks), 0, -1):
        for first in range(len(chunks) - length + 1):
            outside = (*chunks[:first], *chunks[first + length :])
            if not any(_TURNS.match(text, c.start) and not c.joined for c in outside):
                yield from _gapped(text, chunks[first : first + length], len(outside))
    for chunk in chunks:
        yield from _second_predicates(text, chunk.start, chunk.end, ends)


def _gapped(text: str, run: list[_Chunk], beside: int) -> Iterator[Clause]:
    """Return a run of chunks, then the same without asides inside it."""
    start, stop = run[0].start, run[-1].end
    steps = ("read without the clauses beside it",) if beside else ()
    yield Clause(text[start:stop], start, stop, steps, 0.02 * beside)
    inner = range(1, len(run) - 1)
    gaps = [(one, one) for one in inner] + [(one, one + 1) for one in inner if one + 1 in inner]
    for first, last in gaps:
        if any(chunk.joined for chunk in run[first : last + 2]):
            continue
        before, after = text[start : run[first - 1].end], text[run[last + 1].start : stop]
        words = text[run[first].start : run[last].end]
        shown = (*steps, f"left out “{words}”")
        for joint in (", ", " "):
            yield Clause(before + joint + after, start, stop, shown, 0.02 * beside + 0.05)


def _second_predicates(text: str, start: int, stop: int, ends: list[int]) -> Iterator[Clause]:
    """Read "X broke with Y and moved towards Z": both halves, the second with X before it."""
    for joint in _JOINT.finditer(text, start, stop):
        yield Clause(text[start : joint.start()], start, joint.start(), ("read up to “and”",), 0.05)
        subject = next((end for end in ends if start < end < joint.start()), None)
        if subject is not None and not text.startswith("to ", joint.end()):
            shared = _SHARED.match(text, subject)
            lead = text[start : shared.end() if shared else subject]
            words = f"{lead} {text[joint.end() : stop]}"
            yield Clause(words, joint.end(), stop, (f"subject “{lead}” carried over “and”",), 0.1)


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
    text = text.strip(" ,;:")
    base = Clause(text, clause.start, clause.end, clause.steps, clause.cost)
    yield base
    trimmed = _TRAILS.sub("", text)
    if trimmed != text:
        step = f"left out “{text[len(trimmed) :].strip()}”"
        base = Clause(trimmed, clause.start, clause.end, (*base.steps, step), base.cost + 0.08)
        yield base
    plain = trimmed
    for pattern, words in wordings():
        plain = pattern.sub(words, plain)
    if plain != trimmed:
        step = f"put as “{plain}”"
        yield Clause(plain, clause.start, clause.end, (*base.steps, step), base.cost + 0.08)
