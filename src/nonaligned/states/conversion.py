"""From one system of codes to another, always asked with a date.

A code that has stood for several states, or a state that has had several codes, needs a date,
a span or a rule. Two rules are known: ``current`` takes what is in force today, ``latest``
what came last. Without one the question is an error that lists the candidates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, overload

from nonaligned.errors import AmbiguousStateError, UnknownStateError
from nonaligned.states._files import rows
from nonaligned.states._text import quoted
from nonaligned.states.codes import Code, all_codes, choose
from nonaligned.states.identity import ids, label
from nonaligned.states.names import resolve
from nonaligned.states.when import When, Window, overlaps, spelled, spelled_window, window


@dataclass(frozen=True)
class Conversion:
    """One row of a conversion table.

    Parameters
    ----------
    id : str
    source, target : str or None
        The codes; ``None`` where there is none.
    start, end : date or None
        When the pair holds; ``None`` where open.
    why : str
        Why one of the codes is missing; empty where both are there.
    """

    id: str
    source: str | None
    target: str | None
    start: date | None
    end: date | None
    why: str


@overload
def convert(
    value: str | int,
    *,
    source: str,
    target: Literal["cow", "gw"],
    on: When | None = None,
    span: tuple[When, When] | None = None,
    rule: str | None = None,
) -> int: ...
@overload
def convert(
    value: str | int,
    *,
    source: str,
    target: Literal["id", "cowabb", "iso2", "iso3", "m49", "un", "name"],
    on: When | None = None,
    span: tuple[When, When] | None = None,
    rule: str | None = None,
) -> str: ...
@overload
def convert(
    value: str | int,
    *,
    source: str,
    target: str,
    on: When | None = None,
    span: tuple[When, When] | None = None,
    rule: str | None = None,
) -> str | int: ...
def convert(
    value: str | int,
    *,
    source: str,
    target: str,
    on: When | None = None,
    span: tuple[When, When] | None = None,
    rule: str | None = None,
) -> str | int:
    """Translate one code into another system.

    Parameters
    ----------
    value : str or int
        The code, compared without regard to case. Numbers may be given either way.
    source, target : str
        Systems, see ``nonaligned.states.codes``. The source ``name`` takes what ``resolve`` does.
    on : date or int, optional
        A day, or a year.
    span : pair of date or int, optional
        First and last day or year.
    rule : {"current", "latest"}, optional
        What to take where several codes or states fit.

    Returns
    -------
    str or int
        A number for ``cow`` and ``gw``, text for all others.

    Raises
    ------
    UnknownStateError
        The code stands for no state then, or the state has no such code then.
    AmbiguousStateError
        Several fit; ``candidates`` lists the ids, or the codes of the one state.
    InputError
        An unknown system or rule, or a date that is none.

    Examples
    --------
    >>> convert(365, source="cow", target="iso3", on=1980)
    'SUN'
    >>> convert("DEU", source="iso3", target="cow", on=1980)
    260
    >>> convert("DEU", source="iso3", target="cow", rule="current")
    255
    """
    days = window(on, span)
    if source == "name":
        id_ = resolve(value, on=on, span=span, rule=rule)
    else:
        id_ = _state_of(str(value), source, days, rule)
    state_codes = [code for code in all_codes(target) if code.id == id_]
    fitting = [c for c in state_codes if days is None or overlaps(days, c.start, c.end)]
    fitting = list(choose(fitting, rule, between="code"))
    found = tuple(dict.fromkeys(code.code for code in fitting))
    if not found:
        raise UnknownStateError(
            f"{id_} ({label(id_)}) has no {target} code{spelled_window(days)}",
            hint=_elsewhen(state_codes) or _sentence(_missing(id_, target)),
        )
    if len(found) > 1:
        raise AmbiguousStateError(
            f"{id_} ({label(id_)}) has had several {target} codes: {_listed(fitting)}",
            candidates=found,
            hint="Give on= or rule='current' or rule='latest'",
        )
    return int(found[0]) if target in ("cow", "gw") else found[0]


def _state_of(value: str, source: str, days: Window | None, rule: str | None) -> str:
    wanted = _normal(value, source)
    known = [code for code in all_codes(source) if code.code.casefold() == wanted]
    fitting = [c for c in known if days is None or overlaps(days, c.start, c.end)]
    fitting = list(choose(fitting, rule, between="id"))
    found = tuple(dict.fromkeys(code.id for code in fitting))
    if not found:
        raise UnknownStateError(
            f"{source} code {quoted(value)} stands for no state{spelled_window(days)}",
            hint=_elsewhen(known) or _outside(wanted, source),
        )
    if len(found) > 1:
        raise AmbiguousStateError(
            f"{source} code {quoted(value)} has stood for several states: {_listed(fitting)}",
            candidates=found,
            hint="Give on= or rule='current' or rule='latest'",
        )
    return found[0]


def _normal(value: str, system: str) -> str:
    text = value.strip().casefold()
    if text.isdecimal() and system in ("cow", "gw"):
        return text.lstrip("0")
    return text.zfill(3) if text.isdecimal() and system in ("m49", "un") else text


def _listed(found: Iterable[Code]) -> str:
    return ", ".join(
        f"{c.id if c.code == c.id else f'{c.code} = {c.id}'} ({spelled(c.start, c.end)})"
        for c in found
    )


def _elsewhen(known: list[Code]) -> str | None:
    return f"Known: {_listed(known)}" if known else None


def _outside(wanted: str, source: str) -> str | None:
    """Say what a Gleditsch and Ward number stands for that Correlates of War lacks."""
    notes = [r["note"] for r in rows("gw") if source == "gw" and r["gw"] == wanted and not r["id"]]
    return notes[0] if notes else None


def _missing(id: str, system: str) -> str:
    """Say why a state has no code in a system; empty where it has one."""
    wanted = "m49" if system == "un" else system
    notes = (row["why"] for row in rows("missing") if (row["id"], row["system"]) == (id, wanted))
    return next(notes, "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def conversion_table(source: str, target: str) -> tuple[Conversion, ...]:
    """Return how two systems map onto each other, for every Correlates of War state.

    Parameters
    ----------
    source, target : str
        Systems, see ``nonaligned.states.codes``.

    Returns
    -------
    tuple of Conversion
        At least one row a state, in the order of the Correlates of War numbers. A state
        whose codes changed has one row a pair of codes that were in use together; a state
        without one of the codes has a row that says why.

    Raises
    ------
    InputError
        A system is unknown.

    Examples
    --------
    >>> [(c.source, c.target, c.why) for c in conversion_table("cow", "iso3") if c.id == "HAN"]
    [('240', None, 'ended in 1866, before ISO 3166 began (1974)')]
    """
    table: list[Conversion] = []
    for id_ in ids():
        left = [code for code in all_codes(source) if code.id == id_]
        right = [code for code in all_codes(target) if code.id == id_]
        if not left or not right:
            table += _half_rows(id_, source, target, left, right)
            continue
        for a in left:
            for b in right:
                start, end = _common(a, b)
                if start is None or end is None or start <= end:
                    table.append(Conversion(id_, a.code, b.code, start, end, ""))
    return tuple(table)


def _common(a: Code, b: Code) -> tuple[date | None, date | None]:
    starts = [d for d in (a.start, b.start) if d]
    ends = [d for d in (a.end, b.end) if d]
    return (max(starts) if starts else None, min(ends) if ends else None)


def _half_rows(
    id: str, source: str, target: str, left: list[Code], right: list[Code]
) -> list[Conversion]:
    """Return the rows of a state that lacks the codes of one system, or of both."""
    if left:
        why = _missing(id, target)
        return [Conversion(id, code.code, None, code.start, code.end, why) for code in left]
    why = _missing(id, source)
    if right:
        return [Conversion(id, None, code.code, code.start, code.end, why) for code in right]
    return [Conversion(id, None, None, None, None, f"{why}; {_missing(id, target)}")]
