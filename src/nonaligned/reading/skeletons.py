"""A text with a sign in place of every state's name, and the times that it says.

What is told of states ("… invaded … in 1935") is told in few ways once the names are out of the
way: a sign of one class stands for a name, of another for what its people are called, of a third
for a group, and patterns are written over the signs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from nonaligned import states
from nonaligned.reading.dates import Moment
from nonaligned.reading.mentions import is_other
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.states.names import all_names

NAME = "\ue000-\ue7ff"
"""Signs of names and capitals, for a class of a pattern."""
PEOPLE = "\ue800-\uefff"
"""Signs of demonyms."""
GROUP = "\uf000-\uf7ff"
"""Signs of groups of states."""

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|Good|Boxing|New"
    r"|[A-Z][a-z]+['’]s(?= (?:Day|Eve))|Eve|Day"
)
_FILL = (
    rf"(?:the|of|on|in|early|late|mid|autumn|fall|spring|summer|winter|days?|weeks?|months?"
    r"|years?|year['’]s|morning|evening|dawn|night|noon|hours?|first|second|third|last|closing"
    r"|opening|final|half|quarter|end|beginning|start|middle|course|close|turn|whole|entire|all"
    rf"|small|very|crisis|war|[{NAME}]|\d{{1,2}}(?:st|nd|rd|th)?|{_MONTH})"
)


def _point_of(name: str) -> str:
    """Return the pattern of a year with what stands before it; its groups open with a name."""
    return (
        rf"(?:{_FILL},?[ -])*?(?P<{name}edge>(?:early|late|mid)[ -])?"
        rf"(?P<{name}year>{_YEAR})(?P<{name}s>s?)\b"
    )


_LEAD = (
    r"(?P<prep>(?:ever )?since|from|between|until|till|by|during|throughout|after|in|on|at"
    r"|through|of|as (?:early|late|far back) as|dat(?:es|ed|ing) (?:from|back to))"
)
_JOIN = (
    rf"(?:,? ?(?P<join>to|and|until|till|through|up to|[-–/]) ?"
    rf"(?:{_point_of('to')}|(?P<short>\d\d)\b))"
)
_BARE = (
    r"(?:(?<=, )|(?<=\()|(?<=\broughly )|(?<=\babout ))"
    r"(?=(?:1[5-9]|20)\d\ds? ?(?:to|until|[-–]) ?(?:1[5-9]|20)?\d\d\b)"
    r"|(?<=\()(?=(?:1[5-9]|20)\d\d\))"
)
"""Before a span without a preposition, "roughly 1949 to 1989", or a year in brackets."""
TIME = re.compile(
    rf"(?:\b{_LEAD} |{_BARE}){_point_of('')}{_JOIN}?(?P<on> on(?:wards?)?\b)?"
    r"|\b(?P<whole>(?:in|during|throughout|since|for (?:the )?(?:length|duration|whole"
    r"|rest) of) the (?:(?:early|late|mid) )?"
    r"(?:fifties|sixties|seventies|eighties|nineties|Cold War|(?:nineteenth|twentieth) century)"
    r"|(?:in|during|throughout) (?:the )?(?:First World War|Second World War|World War (?:II?|One"
    r"|Two|1|2)))\b",
    re.IGNORECASE,
)
"""A time with a year, whatever stands between: "at dawn on 22 June 1941", "from 1980 till 1988"."""


_FOR_YEARS = re.compile(
    rf"\bfor (?:some |about |all of )?(?P<many>{NUMBER}) years,? $", re.IGNORECASE
)
_AT_A_NAME = re.compile(rf" (?:the )?[{NAME}],? (?:on|in|at) ")
"""Between a preposition and a year that is not its own: "independent from Chile in 1975"."""
_WORLD_WARS = {
    re.compile(r"\bfirst world war|world war (?:i|one|1)\b"): "from 1914 to 1918",
    re.compile(r"\bsecond world war|world war (?:ii|two|2)\b"): "from 1939 to 1945",
}


@dataclass(frozen=True)
class Skeleton:
    """A text whose names are signs.

    Parameters
    ----------
    text : str
        With one sign for every name.
    mentions : tuple of nonaligned.states.Mention
        What the signs stand for, in order.
    """

    text: str
    mentions: tuple[states.Mention, ...]

    def name(self, sign: str, on: Moment) -> str:
        """Return the name for which a sign stands; empty where a demonym may be two states'."""
        mention = self.mentions[ord(sign) & 0x7FF]
        if mention.kind == "union":
            return mention.text.replace(" and ", " & ")
        if mention.group or mention.kind not in {"demonym", "capital"}:
            return mention.text
        if len(mention.candidates) != 1:
            return ""
        return states.label(mention.candidates[0], on.last)

    def is_capital(self, sign: str) -> bool:
        """Whether a sign stands for a capital."""
        return sign != "" and self.mentions[ord(sign) & 0x7FF].kind == "capital"

    def id(self, sign: str) -> str:
        """Return the state for which a sign stands; empty where it may be two."""
        candidates = self.mentions[ord(sign) & 0x7FF].candidates
        return candidates[0] if len(candidates) == 1 else ""

    def told(self, words: str) -> str:
        """Return words of the skeleton with the names put back."""
        return re.sub(
            "[\ue000-\uf7ff]", lambda m: self.mentions[ord(m.group()) & 0x7FF].text, words
        )

    def place(self, at: int) -> int:
        """Return where in the text a place of the skeleton lies."""
        grown = 0
        for found in re.finditer("[\ue000-\uf7ff]", self.text[:at]):
            grown += len(self.mentions[ord(found.group()) & 0x7FF].text) - 1
        return at + grown


@lru_cache(maxsize=8)
def skeleton(text: str, on: Moment) -> Skeleton:
    r"""Put a sign for every state's name of a text.

    Examples
    --------
    >>> found = skeleton("Peru fought the Chileans.", Moment.of(1990))
    >>> found.text == "\ue000 fought the \ue801.", [m.text for m in found.mentions]
    (True, ['Peru', 'Chileans'])
    """
    named = [m for m in states.mentions(text, on=on.last, capitals=True) if not is_other(text, m)]
    named = sorted([*_joined(text, named), *_combined(text)], key=lambda m: m.start)
    parts, at, kept = [], 0, named[:0x7FF]
    for nth, mention in enumerate(kept):
        first = 0xF000 if mention.group else 0xE800 if mention.kind == "demonym" else 0xE000
        parts += [text[at : mention.start], chr(first + nth)]
        at = mention.end
    return Skeleton("".join((*parts, text[at:])), tuple(kept))


_ONE_STATE = re.compile(
    r" (?:was|is|has|ceased|came to|broke|split|parted|dissolved|fell|vanished)\b"
)
_STATE_OF = re.compile(r"\b(?:union|federation|republic|state) of (?:the )?$", re.IGNORECASE)


def _joined(text: str, named: list[states.Mention]) -> Iterator[states.Mention]:
    """Yield states named; "A and B" as one where that was a state's name and is told of as one."""
    rest = iter(pairwise([*named, None]))
    for one, other in rest:
        if one is None:
            return
        if other is None or text[one.end : other.start] != " and ":
            yield one
            continue
        whole = text[one.start : other.end]
        alone = _ONE_STATE.match(text, other.end) or _STATE_OF.search(text[: one.start])
        if whole in unions() and alone:
            yield states.Mention(one.start, other.end, whole, "union", (unions()[whole],))
            next(rest, None)
        else:
            yield one


@cache
def unions() -> dict[str, str]:
    """Return states of the past by names that are those of two: "Serbia and Montenegro"."""
    return {n.name: n.id for n in all_names() if " and " in n.name and n.end}


def _combined(text: str) -> Iterator[states.Mention]:
    """Yield states named as the first half of a compound: "Sino-Vietnamese"."""
    for match in re.finditer(r"\b[A-Z][a-z]+(?=[-–][A-Z])", text):
        if state := combining().get(match.group()):
            yield states.Mention(match.start(), match.end(), match.group(), "demonym", (state,))


@cache
def combining() -> dict[str, str]:
    """Return states by the forms that their names take in compounds."""
    path = files("nonaligned.reading") / "data" / "combining.csv"
    with path.open("r", encoding="utf-8") as stream:
        return {row["form"]: row["state"] for row in csv.DictReader(stream)}


def times(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the times of a text: start, end, and the same in the words of the claim language.

    Examples
    --------
    >>> [said for _, _, said in times("at dawn on 22 June 1941")]
    ['in 1941']
    >>> [said for _, _, said in times("from May 1980 till 1988, and in 1991-92")]
    ['from 1980 to 1988', 'from 1991 to 1992']
    >>> [said for _, _, said in times("ever since the late 1960s")]
    ['since the late 1960s']
    >>> [said for _, _, said in times("for eight years from 1980")]
    ['from 1980 to 1988']
    """
    for match in TIME.finditer(text):
        if said := _lasted(match) or _said(match):
            yield match.start(), match.end(), said


def _lasted(match: re.Match[str]) -> str:
    """Return the span of "for eight years from 1980"; empty where no length stands before."""
    long = _FOR_YEARS.search(match.string[: match.start()])
    if long is None or (match["prep"] or "").lower() != "from" or match["join"] or match["on"]:
        return ""
    years = number(long["many"].lower())
    first = _point(match["edge"], match["year"], match["s"])
    return f"from {first} to {int(first) + round(years)}" if years and first.isdigit() else ""


def _said(match: re.Match[str]) -> str:
    """Return a time in the words of the claim language; empty where it is none."""
    if match["whole"]:
        whole = match["whole"].lower().replace("cold war", "Cold War")
        if war := next((span for name, span in _WORLD_WARS.items() if name.search(whole)), ""):
            return war
        return re.sub(r"^for .*? of ", "during ", whole)
    prep = (match["prep"] or "in").lower()
    prep = "in" if _AT_A_NAME.match(match.group()[len(prep) :]) else prep
    first = _point(match["edge"], match["year"], match["s"])
    if match["join"]:
        return _span(match, first)
    if match["on"] and prep in {"from", "since"}:
        return f"since {first}"
    if prep.endswith("since") or prep == "from":
        return f"since {first}"
    if prep in {"until", "till", "through"} and not (prep == "through" and match["s"]):
        return f"until {first}"
    if prep == "between":
        return ""
    if prep.startswith("dat"):
        return f"since {first}"
    return f"{prep} {first}" if prep in {"by", "after"} else f"in {first}"


def _span(match: re.Match[str], first: str) -> str:
    """Return a time with two ends; "in 1965 and 1971" is none."""
    short = match["short"]
    year = f"{match['year'][:2]}{short}" if short else match["toyear"]
    gap = int(year) - int(match["year"])
    joined = match["join"].lower() == "and" and (match["prep"] or "").lower() != "between"
    if gap < 0 or (joined and gap != (10 if match["s"] else 1)):
        return ""
    if short:
        return f"from {first} to {year}"
    return f"from {first} to {_point(match['toedge'], year, match['tos'])}"


def _point(edge: str | None, year: str, many: str) -> str:
    if not many:
        return year
    how = (edge or "").strip(" -").lower()
    return f"the {'mid-' if how == 'mid' else how + ' ' if how else ''}{year}s"
