"""Who is meant: states over time, their codes, names and groups."""

from __future__ import annotations

from nonaligned.states.codes import Code, all_codes
from nonaligned.states.conversion import Conversion, conversion_table, convert
from nonaligned.states.groups import Group, Membership, all_groups, find_group, group, group_names
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
from nonaligned.states.names import Name, all_names, resolve
from nonaligned.states.running_text import Mention, mentions

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
    "all_codes",
    "all_groups",
    "all_names",
    "by_cow",
    "conversion_table",
    "convert",
    "exists",
    "find_group",
    "get",
    "group",
    "group_names",
    "ids",
    "label",
    "mentions",
    "predecessors",
    "region",
    "resolve",
    "successors",
    "un_members",
    "un_spells",
]
