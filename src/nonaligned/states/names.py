"""Names of states: what a user types, and which state a name means at a date.

A date decides between states that a name has stood for: "China" in 1960 may be either of two,
in 1980 it is one. A date at which no state bore the name leaves it with all that ever did, so
"Zaire" and "Soviet Union" are understood in a text of 2018. A name without a date is read as
it is used today, if it is used today: "Germany" is then DEU, and "Korea" is ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from numbers import Integral

from nonaligned.errors import AmbiguousStateError, InputError, UnknownStateError
from nonaligned.states._files import rows
from nonaligned.states._text import key_of, quoted
from nonaligned.states.codes import Code, all_codes, choose
from nonaligned.states.identity import ids, label
from nonaligned.states.when import (
    When,
    Window,
    optional_first,
    optional_last,
    overlaps,
    spelled,
    spelled_window,
    window,
)

KINDS = ("short", "official", "variant", "abbreviation", "demonym", "capital")
"""Kinds of names; ``variant`` is another spelling, an informal or a former name."""

_OF_NO_STATE = frozenset({"demonym", "capital"})
"""Kinds of names that stand for a state and are those of a people or a place."""

_NO_STATE = frozenset({"MAC"})
"""ISO codes of places that are no states here; no Correlates of War abbreviation may pass for
them (MAC is Macao there and Macedonia here)."""

_LONGEST = 100
"""Letters; no name is longer, and what is longer is not searched for one."""

_TURNED = re.compile(r"(?P<name>.+?)(?:, ?| \()(?P<before>[^()]+ of(?: the)?)\)?", re.IGNORECASE)
"""Names as lists sort them: "Korea, Republic of", "Bolivia (Plurinational State of)"."""

_NO_PLURAL = re.compile(r"(ese|ish|ch|sh|s|z|men|ois)$|^(Thai|Lao|Swazi|Malagasy)$")


@dataclass(frozen=True)
class Name:
    """One name of one state, with the days on which it was in use.

    ``start`` and ``end`` are ``None`` where open; ``kind`` is one of ``KINDS``.
    """

    id: str
    name: str
    kind: str
    start: date | None
    end: date | None

    def fits(self, days: Window | None) -> bool:
        """Whether the name was in use then; without a date, whether it is today."""
        if days is None:
            return self.end is None and self.id in _living()
        return overlaps(days, self.start, self.end)


@cache
def all_names() -> tuple[Name, ...]:
    """Return all names, demonyms in the plural too.

    Examples
    --------
    >>> [n.name for n in all_names() if n.id == "NLD" and n.kind == "demonym"]
    ['Dutch', 'Netherlander', 'Netherlanders']
    """
    found = []
    for row in rows("names"):
        span = optional_first(row["start"]), optional_last(row["end"])
        found.append(Name(row["id"], row["name"], row["kind"], *span))
        if row["kind"] == "demonym" and not _NO_PLURAL.search(row["name"]):
            found.append(Name(row["id"], row["name"] + "s", row["kind"], *span))
    return tuple(found)


@cache
def _by_key() -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for name in all_names():
        found.setdefault(key_of(name.name), []).append(name)
    return {key: tuple(same) for key, same in found.items()}


def holders(text: str, days: Window | None) -> tuple[Name, ...]:
    """Return the names written so that fit a window; see the module's head.

    Examples
    --------
    >>> [n.id for n in holders("Germany", window(1960))], [n.id for n in holders("Dahomey", None)]
    (['GFR', 'DDR'], ['BEN'])
    """
    known = _by_key().get(key_of(text), ())
    fitting = tuple(name for name in known if name.fits(days))
    return fitting or known


@cache
def _living() -> frozenset[str]:
    return frozenset(row["id"] for row in rows("spells") if not row["end"])


def resolve(
    text: str | int,
    *,
    on: When | None = None,
    span: tuple[When, When] | None = None,
    rule: str | None = None,
) -> str:
    """Return the id of the state that a user means.

    Tried in this order, and the first that knows the text decides: id; name (short, official,
    variant, abbreviation, demonym, capital); ISO alpha-3, withdrawn ones too; ISO alpha-2;
    Correlates of War abbreviation; Correlates of War number. So AUS is Australia (ISO), not
    Austria (Correlates of War), and MNG Mongolia: to read such codes otherwise, name their
    system in ``convert``. An id is itself whatever the date.

    Parameters
    ----------
    text : str or int
        Case, accents, hyphens and a leading "the" do not matter. Names may be turned round,
        as in "Korea, Republic of".
    on : date or int, optional
        A day, or a year.
    span : pair of date or int, optional
        First and last day or year.
    rule : {"current", "latest"}, optional
        What to take where several states fit: the one that bears the name today, or the one
        that bore it last.

    Raises
    ------
    InputError
        It is neither a text nor a number, or the date is none.
    UnknownStateError
        No state is called so; the hint names those that are called nearly so.
    AmbiguousStateError
        Several are; ``candidates`` lists their ids.

    Examples
    --------
    >>> resolve("the Soviet Union"), resolve("US"), resolve("Britain"), resolve("Iranian")
    ('RUS', 'USA', 'GBR', 'IRN')
    >>> resolve("Germany"), resolve("West Germany"), resolve("China", on=1980)
    ('DEU', 'GFR', 'CHN')
    >>> resolve("Korea", on=1960)
    Traceback (most recent call last):
        ...
    nonaligned.errors.AmbiguousStateError: 'Korea' in 1960 may mean PRK ...
    """
    if not isinstance(text, (str, Integral)):
        raise InputError(
            f"{quoted(str(text))} is no name or code of a state",
            hint="Give one at a time, such as Iran, IRN or 630",
        )
    wanted, days = str(text).strip(), window(on, span)
    if wanted.upper() in ids():
        return wanted.upper()
    fitting = _fitting(wanted, days)
    found = tuple(dict.fromkeys(code.id for code in choose(fitting, rule, between="id")))
    if len(found) == 1:
        return found[0]
    if not fitting:
        raise UnknownStateError(f"no state is called {quoted(wanted)}", hint=_close(wanted))
    if not found:
        raise UnknownStateError(
            f"no state is called {quoted(wanted)} today", hint=f"It may mean {_listed(fitting)}"
        )
    raise AmbiguousStateError(
        f"{quoted(wanted)}{spelled_window(days)} may mean {_listed(fitting)}",
        candidates=found,
        hint="Name one of them, give a date, or a rule: current, latest",
    )


def _fitting(wanted: str, days: Window | None) -> tuple[Code, ...]:
    """Return what the text may stand for, from the first list that knows it."""
    turned = _TURNED.fullmatch(wanted) if len(wanted) <= _LONGEST else None
    named = holders(wanted, days)
    if turned and not named:
        named = holders(f"{turned['before']} {turned['name']}", days)
    if named:
        return tuple(Code(name.id, name.name, name.start, name.end) for name in named)
    for system in ("iso3", "iso2", "cowabb", "cow"):
        known = [c for c in all_codes(system) if c.code == wanted.upper()]
        if known and not (system == "cowabb" and wanted.upper() in _NO_STATE):
            fitting = [
                c
                for c in known
                if (c.end is None if days is None else overlaps(days, c.start, c.end))
            ]
            return tuple(fitting or known)
    return ()


def _close(wanted: str) -> str:
    """Say which states have a name near what was written; of a people it must be nearer."""
    key = key_of(wanted[:_LONGEST])
    states = [name for name, named in _by_key().items() if named[0].kind not in _OF_NO_STATE]
    near = get_close_matches(key, states, n=3, cutoff=0.7)
    near = near or get_close_matches(key, _by_key(), n=3, cutoff=0.85)
    found: dict[str, str] = {}
    for name in (_by_key()[found_key][0] for found_key in near):
        found.setdefault(name.id, name.name)  # of a state the nearest name, not its plural too
    if found:
        return f"Did you mean {', '.join(found.values())}?"
    return "None has a name like it; give a name such as Iran, or a code such as IRN, IR or 630"


def _listed(found: Iterable[Code]) -> str:
    merged: dict[str, str] = {}
    for code in found:
        merged.setdefault(code.id, f"{code.id} ({label(code.id)}, {spelled(code.start, code.end)})")
    return ", ".join(merged.values())
