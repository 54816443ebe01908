"""Groups of states and who belonged to them when.

A group's note says what its names are taken to mean ("Arab states" is read as the Arab
League). A suspended state remains a member everywhere: suspension is noted, not cut out.
Palestine and the Sahrawi Republic, members of some groups, have no Correlates of War number
and so no id here. West Germany and Germany are two ids, as are the two Yemens and Yemen, so
over a span that crosses 1990 none of them is a member "throughout": ask year by year instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from nonaligned.errors import InputError, UnknownStateError
from nonaligned.states._files import citation, rows
from nonaligned.states._text import key_of, quoted
from nonaligned.states.when import When, Window, optional_first, optional_last, overlaps, window

MEMBER_RULES = ("throughout", "any")


@dataclass(frozen=True)
class Membership:
    """A time during which a state belonged to a group.

    Parameters
    ----------
    id : str
        The state.
    start, end : date or None
        First and last day; ``None`` where open.
    precision : str
        ``day``; ``year`` (known to the year: the whole year counts); ``summit`` (counted from
        the first conference attended); ``approximate`` (not before that day); ``none``.
    note, source : str
    """

    id: str
    start: date | None
    end: date | None
    precision: str
    note: str
    source: str

    def covers(self, days: Window) -> bool:
        """Whether it held on every day of a window."""
        return (self.start or date.min) <= days[0] and days[1] <= (self.end or date.max)


@dataclass(frozen=True)
class Group:
    """A bloc or organisation.

    Parameters
    ----------
    id : str
        Key of the group, such as ``arab-league``.
    name : str
    aliases : tuple of str
        Other names, as written in running text.
    note : str
        What the names are taken to mean, and what is left out.
    source : str
        Citation.
    memberships : tuple of Membership
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    note: str
    source: str
    memberships: tuple[Membership, ...]

    def members(
        self,
        on: When | None = None,
        *,
        span: tuple[When, When] | None = None,
        rule: str = "throughout",
    ) -> frozenset[str]:
        """Return the ids of the members.

        Parameters
        ----------
        on : date or int, optional
            A day, or a year, which is a span.
        span : pair of date or int, optional
            First and last day or year. With neither, the members of today.
        rule : {"throughout", "any"}
            Over a span: members on each of its days, or on at least one.

        Returns
        -------
        frozenset of str
            Empty where there was none: before the group was founded, say.

        Raises
        ------
        InputError
            The rule is unknown, or the date or span is none.

        Examples
        --------
        >>> sorted(group("Warsaw Pact").members(1980))
        ['BGR', 'CSK', 'DDR', 'HUN', 'POL', 'ROU', 'RUS']
        >>> len(group("NATO").members(span=(1950, 1989), rule="any"))
        16
        """
        if rule not in MEMBER_RULES:
            hint = f"Use one of {', '.join(MEMBER_RULES)}"
            raise InputError(f"{rule!r} is no rule of membership", hint=hint)
        days = window(on, span)
        if days is None:
            return frozenset(m.id for m in self.memberships if m.end is None)
        return frozenset(
            m.id
            for m in self.memberships
            if (overlaps(days, m.start, m.end) if rule == "any" else m.covers(days))
        )

    def standing(self, year: int) -> frozenset[str]:
        """Return the members in a year, or before there was the group those of its forerunner.

        Examples
        --------
        >>> sorted(group("Warsaw Pact").standing(1950))
        ['BLR', 'CSK', 'POL', 'RUS', 'UKR']
        """
        before = _forerunners().get(self.id)
        if before is not None and year <= before[1]:
            return group(before[0]).members(year)
        return self.members(year)


@cache
def _forerunners() -> Mapping[str, tuple[str, int]]:
    """Return the group that stood for one before it was there, and the last year it did."""
    return {row["group"]: (row["forerunner"], int(row["last"])) for row in rows("forerunners")}


@cache
def all_groups() -> Mapping[str, Group]:
    """Return all groups by key.

    Examples
    --------
    >>> all_groups()["p5"].name
    'permanent members of the Security Council'
    """
    members: dict[str, list[Membership]] = {row["group"]: [] for row in rows("groups")}
    for row in rows("memberships"):
        start, end = optional_first(row["start"]), optional_last(row["end"])
        membership = Membership(
            row["id"], start, end, row["precision"], row["note"], citation(row["source"])
        )
        members[row["group"]].append(membership)
    return MappingProxyType(
        {
            row["group"]: Group(
                row["group"],
                row["name"],
                tuple(row["aliases"].split(";")) if row["aliases"] else (),
                row["note"],
                citation(row["source"]),
                tuple(members[row["group"]]),
            )
            for row in rows("groups")
        }
    )


@cache
def _by_name() -> dict[str, Group]:
    return {
        key_of(name): group_
        for group_ in all_groups().values()
        for name in (group_.id, group_.name, *group_.aliases)
    }


def group_names() -> tuple[str, ...]:
    """Return the names of all groups.

    Examples
    --------
    >>> group_names()[:3]
    ('Arab League', 'NATO', 'Warsaw Pact')
    """
    return tuple(group_.name for group_ in all_groups().values())


def find_group(text: str) -> Group | None:
    """Return the group that a key, name or alias stands for, or ``None``.

    Case, a leading "the" and a trailing "members" or "member states" do not matter.

    Examples
    --------
    >>> find_group("the Arab states").id, find_group("NATO members").id, find_group("Iran")
    ('arab-league', 'nato', None)
    """
    wanted = key_of(text)
    for ending in ("", " members", " member states", " countries", " states"):
        if wanted.endswith(ending):
            found = _by_name().get(wanted.removesuffix(ending))
            if found is not None:
                return found
    return None


def group(text: str) -> Group:
    """Return the group that a key, name or alias stands for.

    Raises
    ------
    UnknownStateError
        No group has that name; the hint names those close to it.

    Examples
    --------
    >>> group("OAU").name
    'African Union'
    """
    found = find_group(text)
    if found is None:
        near = get_close_matches(key_of(text[:100]), _by_name(), n=3, cutoff=0.6)
        names = dict.fromkeys(_by_name()[key].name for key in near) or group_names()
        raise UnknownStateError(
            f"no group is called {quoted(text)}", hint=f"Known: {', '.join(names)}"
        )
    return found
