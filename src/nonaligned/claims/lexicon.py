"""Words that the language knows, read from data files: verbs, hedges, issues, periods.

Adding a word is adding a row. Names of states are not here: they are the business of
:mod:`nonaligned.states`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nonaligned import numerals
from nonaligned.claims.claim import Claim

CONTRACTED = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"}

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_DECADES = "forties fifties sixties seventies eighties nineties"
_PARTS = "spring summer autumn winter early mid late"

NUMBERS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)},
    "dozen": 12,
}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
DECADES = {word: 1900 + 10 * tens for tens, word in enumerate(_DECADES.split(), start=4)}
CALENDAR = {name.lower(): number for number, name in enumerate(numerals.MONTHS, start=1)}
"""Months by name, 1 to 12."""
MONTHS = frozenset({*CALENDAR, *_PARTS.split()})
"""Months, and other parts of a year."""

FORETOLD = frozenset({
    "predicted", "foresaw", "foreseen", "foretold", "prophesied", "forecast", "forecasted",
    "anticipated", "warned",
})  # fmt: skip
"""Verbs of a prediction that was made."""


def words(text: str) -> tuple[str, ...]:
    """Lower-case words of a text, hyphenated ones taken apart.

    Examples
    --------
    >>> words("the Arab–Israeli conflict")
    ('the', 'arab', 'israeli', 'conflict')
    """
    return tuple(re.findall(r"[^\W_]+", text.lower()))


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of a data file of this room."""
    path = resources.files("nonaligned.claims").joinpath("data", f"{name}.csv")
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def hedges() -> Mapping[tuple[str, ...], str]:
    """Hedges by their words, each with its effect: ``loosen`` or ``show``."""
    return {words(row["hedge"]): row["effect"] for row in rows("hedges")}


def loosens(hedge: str) -> bool:
    """Whether a hedge loosens the criterion, by the documented table."""
    return hedges().get(words(hedge)) == "loosen"


def loosened(claim: Claim) -> bool:
    """Whether a hedge of the claim loosens its criterion."""
    return any(loosens(hedge) for hedge in claim.hedges)


@dataclass(frozen=True)
class Period:
    """A named span of years, or an event.

    Parameters
    ----------
    name : str
    first, last : int
    source : str
        Why these years.
    """

    name: str
    first: int
    last: int
    source: str


@cache
def periods() -> Mapping[tuple[str, ...], Period]:
    """Named periods by their words without the article, and the events whose names are clear.

    Of a name that is in both tables the period's years are taken, and those of its end ("the
    end of the Cold War") too; a name that fits several events ("the invasion of Lebanon") is not
    there, and wants its year.
    """
    found = {}
    for row in rows("periods"):
        period = Period(row["period"], int(row["first"]), int(row["last"]), row["source"])
        found[words(period.name.removeprefix("the "))] = period
    for name, event in _happenings().items():
        if name not in found and name[2:] not in found and name[3:] not in found:
            found[name] = event
    return found


def _happenings() -> dict[tuple[str, ...], Period]:
    from nonaligned.states.events import events, is_generic, spellings  # a table of their own

    found: dict[tuple[str, ...], set[Period]] = {}
    for event in events():
        period = Period(event.name, event.start.year, event.end.year, event.source)
        for name in spellings(event):
            if not is_generic(name):
                found.setdefault(words(name), set()).add(period)
    return {name: next(iter(fits)) for name, fits in found.items() if len(fits) == 1}


@dataclass(frozen=True)
class Reign:
    """Years in which a person led a state without a break.

    Parameters
    ----------
    state : str
        Its id.
    first, last : int
    """

    state: str
    first: int
    last: int


@cache
def reigns() -> Mapping[tuple[str, ...], tuple[Reign, ...]]:
    """Return the times of leaders by their names; several where a name or a reign is not one."""
    from nonaligned.states.leaders import OPEN, leaders  # a table of their own

    found: dict[tuple[str, ...], dict[str, list[Reign]]] = {}
    for held in leaders():
        if not held.leads:
            continue
        last = (held.end or OPEN).year
        for name in dict.fromkeys((held.person, *held.aliases)):
            spells = found.setdefault(words(name), {}).setdefault(held.person, [])
            if spells and spells[-1].state == held.state and held.start.year <= spells[-1].last + 1:
                spells[-1] = Reign(held.state, spells[-1].first, max(last, spells[-1].last))
            else:
                spells.append(Reign(held.state, held.start.year, last))
    return {name: tuple(r for spells in by.values() for r in spells) for name, by in found.items()}


@dataclass(frozen=True)
class Poles:
    """Two states or groups that a word for both stands for.

    Parameters
    ----------
    members : tuple of str
        Ids of two states, or keys of two groups.
    first, last : int
        Years in which the word meant these two.
    """

    members: tuple[str, str]
    first: int
    last: int


@cache
def poles() -> Mapping[tuple[str, ...], Poles]:
    """Pairs by the words for both, in the plural and in the singular."""
    found = {}
    for row in rows("poles"):
        pair = Poles((row["one"], row["other"]), int(row["first"]), int(row["last"]))
        found[words(row["poles"])] = found[words(row["poles"].removesuffix("s"))] = pair
    return found


@cache
def issues(role: str) -> Mapping[tuple[str, ...], str]:
    """Issue codes by the words that stand for them in a role.

    Parameters
    ----------
    role : str
        ``topic`` (what votes are on), ``cause`` (what one supports by voting yes) or
        ``wrong`` (what one opposes by voting yes).
    """
    found = {}
    for row in rows("issues"):
        if row["role"] == role:
            found[words(row["phrase"])] = row["issue"]
            found[words(row["phrase"].removeprefix("the "))] = row["issue"]
    return found


@cache
def issue_phrase(issue: str, role: str = "topic") -> str:
    """Return the first phrase listed for an issue in a role: the canonical one."""
    for row in rows("issues"):
        if row["issue"] == issue and row["role"] == role:
            return row["phrase"]
    raise KeyError(issue)


@cache
def issue_codes() -> frozenset[str]:
    """Codes that a claim may name as its issue."""
    return frozenset(row["issue"] for row in rows("issues"))


@cache
def _irregular() -> Mapping[str, frozenset[str]]:
    return {row["lemma"]: frozenset(row["forms"].split()) for row in rows("verbs")}


@cache
def forms(lemma: str) -> frozenset[str]:
    """Inflected forms of a verb.

    Examples
    --------
    >>> sorted(forms("move"))
    ['move', 'moved', 'moves', 'moving']
    """
    if lemma in _irregular():
        return _irregular()[lemma]
    if lemma.endswith("e"):
        return frozenset({lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"})
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return frozenset({lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return frozenset({lemma, lemma + plural, lemma + "ed", lemma + "ing"})
