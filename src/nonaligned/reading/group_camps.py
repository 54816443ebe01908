"""Camps of a part of the world, and who is said to lead them: "the Arab states split into two".

The part opens its clause and is the subject of the split; the leaders are states, their capitals
and peoples, or persons who led a state then. Where one of them is unclear nothing is read.
"""

from __future__ import annotations

import re
from datetime import date

from nonaligned import states
from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import screens
from nonaligned.reading.clauses import Clause
from nonaligned.reading.dates import Moment
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, TIME, Skeleton, times
from nonaligned.states.leaders import person_mentions, tenures

_COUNTS = {"two": 2, "a pair of": 2, "three": 3, "four": 4, "half": 2}
_TIME = re.sub(r"\?P<\w+>", "?:", TIME.pattern)
_REGIONS = {
    "middle east": "the Middle East",
    "arab world": "the Arab states",
    "europe": "Europe",
    "africa": "Africa",
    "latin america": "Latin America",
    "asia": "Asia",
    "communist world": "the communist world",
    "third world": "the Third World",
}
_OPENS = (
    rf"(?:(?:{_TIME}|[Aa]fter [^,;]{{3,50}}|[Bb]y then|[Tt]hen|[Tt]oday|[Nn]ow|[Oo]nce (?:more"
    rf"|again)),? )?"
)
_SPLIT = (
    r"(?P<be>is|was|are|were|has been|have been|had been|has|have|had)?(?: [a-z]+ly| long"
    r"| once more"
    r"| again| still| already| now| then)*?(?: been)? ?(?P<verb>split|divided|polari[sz]ed|fell"
    r"|fallen|broke|broken|torn|sundered"
    r"|separated|cut)(?: up| apart| down the middle)? (?:into|between|in|among)"
)
_CAMPS = re.compile(
    rf"{_OPENS}(?:the )?(?:(?:newly |recently )?independent )?(?P<who>[{GROUP}]|"
    rf"{'|'.join(_REGIONS)})(?:['’]s)?(?: (?:newly |recently )?independent)?"
    r"(?: (?:states|countries|nations|governments|members|world|camp|leaders))?"
    rf"(?:,? (?:too|itself|themselves|today|at large|{_TIME}),?)* {_SPLIT}"
    rf" (?P<n>{'|'.join(_COUNTS)})(?: [a-z-]+,?){{0,3}}? ?(?:camps|blocs|groups|halves|groupings"
    r"|spheres|factions|parts)?(?=[ ,.;:(—–-]|$)",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:not|never|no|hardly|scarcely|nearly|almost|allegedly|nor|neither)\b")
_OTHER = re.compile(
    r"\b(?:football|cup|league|over (?:how|whether)|zones?|weather|time zones|climate|dialects"
    r"|provinces|districts|conferences|qualifying|churches|tastes?|cuisine|commands)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:led|headed|dominated|directed|guided|commanded|under|behind|around|round|leading|heading"
    r"|following|loyal to|looking to|leadership|at the head|tutelage|one (?:for|with))\b"
)
_SIGN = re.compile(f"[{NAME}{PEOPLE}]")


def camps_of_group(bones: Skeleton, on: Moment) -> tuple[Clause, Claim] | None:
    """Return the camps of the group that opens a clause; ``None`` where none is told of.

    Parameters
    ----------
    bones : nonaligned.reading.skeletons.Skeleton
        Of a sentence, or of what someone says in it.
    on : Moment
        When it was written.
    """
    for match in _CAMPS.finditer(bones.text):
        lead, tail = bones.text[: match.start()], bones.text[match.end() :]
        said = re.split(r"[;.] ", tail)[0]
        opens = re.search(r"(?:^|[;:,–—] |\b(?:that|and|but|while) )$", lead)
        if not opens or _NO.search(match.group() + said) or _OTHER.search(match.group() + said):
            continue
        if not screens.stated(bones.told(match.group())):
            continue
        found = _claim(bones, match, said, on)
        if found is not None:
            claim, words = found
            at, stop = bones.place(match.start()), bones.place(match.end() + len(said))
            return Clause(words, at, stop, (f"took it for “{words}”",), 0.12), claim
    return None


def _claim(
    bones: Skeleton, match: re.Match[str], said: str, on: Moment
) -> tuple[Claim, str] | None:
    who = match["who"]
    name = bones.told(who) if re.fullmatch(f"[{GROUP}]", who) else _REGIONS[who.lower()]
    name = name if name.lower().startswith("the ") or " " not in name else f"the {name}"
    number = _COUNTS[match["n"].lower()]
    when = _when(match.group(), said)
    led = _leaders(bones, said, number, when, on)
    if when is None or led is None:
        return None
    by = f" led by {', '.join(led[:-1])} and {led[-1]}" if led else ""
    have = "has" if not when and match["be"] in {"is", "are", "has", "have"} else "had"
    words = f"{name} {have} {number} camps{by} {when}".strip()
    try:
        return parse(words, on=on.year), words
    except NonalignedError:
        return None


def _when(core: str, said: str) -> str | None:
    """Return the one time of the split; ``None`` where there are several."""
    told = {words for _, _, words in (*times(core), *times(said))}
    return None if len(told) > 1 else next(iter(told), "")


def _leaders(
    bones: Skeleton, said: str, number: int, when: str | None, on: Moment
) -> list[str] | None:
    """Return who leads the camps, nobody where nobody is named; ``None`` where it is unclear."""
    led = _LEADS.search(said)
    if led is None:
        return []
    named = {m.start(): bones.name(m.group(), on) for m in _SIGN.finditer(said)}
    if len(set(named.values())) > number:
        named = {at: name for at, name in named.items() if at > led.start()}
    year = re.search(r"\d{4}", when or "")
    if year and len(named) < number:
        named |= _persons(said, int(year.group()), named)
    told = list(dict.fromkeys(name for _, name in sorted(named.items())))
    return told if len(told) == number and all(told) else None


def _persons(said: str, year: int, named: dict[int, str]) -> dict[int, str]:
    """Return the states that persons led about a year, by where the persons are named."""
    found = {}
    for person in person_mentions(said, on=date(year, 7, 1)):
        held = {
            tenure.state
            for name in person.people
            for tenure in tenures()[name]
            if tenure.touches(date(year, 1, 1), date(year + 9, 12, 31))
        }
        if len(held) == 1 and not any(person.end < at < person.end + 5 for at in named):
            found[person.start] = states.label(held.pop(), date(year, 7, 1))
    return found
