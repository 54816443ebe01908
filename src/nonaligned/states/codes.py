"""Systems of codes: which code stands for which state, and when.

Systems: ``id`` (ours), ``cow`` and ``cowabb`` (Correlates of War number and abbreviation),
``gw`` (Gleditsch and Ward number), ``iso2`` and ``iso3`` (ISO 3166-1, withdrawn codes too),
``m49`` or ``un`` (United Nations numbers, three digits as text) and ``name`` (short names).

ISO codes begin in 1974 and M49 in about 1970; the first code a state had serves for the
years before. Where a code was changed some time after the state or its name was, the change
is dated with the state: a data set of 1992 has RUS, not SUN.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from nonaligned.errors import InputError
from nonaligned.states._files import rows
from nonaligned.states.identity import ids
from nonaligned.states.when import optional_first, optional_last

SYSTEMS = ("id", "cow", "cowabb", "gw", "iso2", "iso3", "m49", "name")
RULES = ("current", "latest")


@dataclass(frozen=True)
class Code:
    """A code and the state it stands for, with the days on which it does.

    ``start`` and ``end`` are ``None`` where open.
    """

    id: str
    code: str
    start: date | None
    end: date | None


@cache
def all_codes(system: str) -> tuple[Code, ...]:
    """Return all codes of a system, with their dates.

    Raises
    ------
    InputError
        The system is unknown.

    Examples
    --------
    >>> [(c.code, str(c.end)) for c in all_codes("iso3") if c.id == "SRB"]
    [('YUG', '2003-07-22'), ('SCG', '2006-09-25'), ('SRB', 'None')]
    """
    if system == "un":
        return all_codes("m49")
    if system == "id":
        return tuple(Code(id_, id_, None, None) for id_ in ids())
    if system in ("cow", "cowabb"):
        return tuple(Code(row["id"], row[system], None, None) for row in rows("identity"))
    if system == "gw":
        return _gw_codes()
    if system in ("iso2", "iso3", "m49"):
        return _dated([(row, row["code"]) for row in rows("codes") if row["system"] == system])
    if system == "name":
        return _dated([(row, row["name"]) for row in rows("names") if row["kind"] == "short"])
    raise InputError(f"{system!r} is no system of codes", hint=f"Use one of {', '.join(SYSTEMS)}")


def _dated(found: Iterable[tuple[dict[str, str], str]]) -> tuple[Code, ...]:
    return tuple(
        Code(row["id"], code, optional_first(row["start"]), optional_last(row["end"]))
        for row, code in found
    )


def _gw_codes() -> tuple[Code, ...]:
    """Gleditsch and Ward numbers; dated only where a number or a state changed hands."""
    found = [row for row in rows("gw") if row["id"]]
    pairs = {(row["gw"], row["id"]) for row in found}

    def fixed(row: dict[str, str]) -> bool:
        return sum(p[0] == row["gw"] or p[1] == row["id"] for p in pairs) == 1

    undated = {(row["id"], row["gw"]): None for row in found if fixed(row)}
    dated = _dated([(row, row["gw"]) for row in found if not fixed(row)])
    return (*(Code(id_, gw, None, None) for id_, gw in undated), *dated)


def choose(found: Iterable[Code], rule: str | None, *, between: str) -> tuple[Code, ...]:
    """Apply a rule where the candidates differ; otherwise leave them as they are.

    Parameters
    ----------
    found : iterable of Code
    rule : {"current", "latest"} or None
        ``current`` keeps what is in force today, ``latest`` what came last.
    between : {"id", "code"}
        What is to be decided: which state, or which code of one state.

    Raises
    ------
    InputError
        The rule is unknown.

    Examples
    --------
    >>> germany = [c for c in all_codes("iso3") if c.code == "DEU"]
    >>> [c.id for c in choose(germany, "current", between="id")]
    ['DEU']
    """
    if rule is not None and rule not in RULES:
        raise InputError(f"{rule!r} is no rule", hint=f"Use one of {', '.join(RULES)}")
    candidates = tuple(found)
    if rule is None or len({getattr(code, between) for code in candidates}) < 2:
        return candidates
    if rule == "current":
        return tuple(code for code in candidates if code.end is None)
    last = max(_order(code) for code in candidates)
    return tuple(code for code in candidates if _order(code) == last)


def _order(code: Code) -> tuple[date, date]:
    return code.end or date.max, code.start or date.min
