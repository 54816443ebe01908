"""Who is meant: states over time, their codes, names and groups."""

from __future__ import annotations

from nonaligned.states.codes import Code, Conversion, codes, conversion_table, convert
from nonaligned.states.groups import Group, Membership, find_group, group, group_names, groups
from nonaligned.states.identity import (
    Spell,
    State,
    Succession,
    by_cow,
    exists,
    get,
    ids,
    label,
    predecessors,
    region,
    successors,
    un_members,
    un_spells,
)
from nonaligned.states.mentions import Mention, mentions
from nonaligned.states.names import Name, names, resolve

__all__ = [
    "Code",
    "Conversion",
    "Group",
    "Membership",
    "Mention",
    "Name",
    "Spell",
    "State",
    "Succession",
    "by_cow",
    "codes",
    "conversion_table",
    "convert",
    "exists",
    "find_group",
    "get",
    "group",
    "group_names",
    "groups",
    "ids",
    "label",
    "mentions",
    "names",
    "predecessors",
    "region",
    "resolve",
    "successors",
    "un_members",
    "un_spells",
]
