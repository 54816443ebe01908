"""The rows of the data files: every one has a source, dates that make sense, and no rival."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest

from nonaligned import states
from nonaligned.states import _files
from nonaligned.states._text import key_of
from nonaligned.states.names import KINDS
from nonaligned.states.when import first_day, last_day

FILES = (
    *("identity", "spells", "gw", "codes", "names", "un_membership", "succession"),
    *("groups", "memberships", "regions", "phrases", "missing"),
)
DATED = ("spells", "gw", "codes", "names", "un_membership", "memberships")
EVERYONE = set(states.ids())


@pytest.mark.parametrize("file", FILES)
def test_every_row_has_a_known_source_and_no_stray_blanks(file: str) -> None:
    assert _files.rows(file)
    for row in _files.rows(file):
        assert _files.citation(row["source"])
        assert None not in row
        assert None not in row.values()
        assert all(value == value.strip() for value in row.values()), row


def test_every_source_is_used_and_cited_once() -> None:
    keys = [row["source"] for row in _files.rows("sources")]
    assert len(keys) == len(set(keys))
    folder = files("nonaligned.states") / "data"
    written = {path.name.removesuffix(".csv") for path in folder.iterdir()} - {"sources"}
    used = {row["source"] for file in written for row in _files.rows(file)}
    assert set(keys) <= used


def test_a_name_that_came_to_mean_a_place_did_so_when_the_state_ended() -> None:
    for row in _files.rows("phrases"):
        if row["start"]:
            (name,) = {n for n in states.all_names() if n.name == row["phrase"]}
            assert name.end == first_day(row["start"]) - timedelta(days=1), row


@pytest.mark.parametrize("file", DATED)
def test_dates_are_dates_and_spans_run_forward(file: str) -> None:
    for row in _files.rows(file):
        for field in ("start", "end"):
            assert re.fullmatch(r"(\d{4}(-\d\d-\d\d)?)?", row[field]), row
        if row["start"] and row["end"]:
            assert first_day(row["start"]) <= last_day(row["end"]), row


@pytest.mark.parametrize("file", [f for f in FILES if f not in ("groups", "regions", "phrases")])
def test_ids_are_ids(file: str) -> None:
    for row in _files.rows(file):
        for field in ("id", "from", "to"):
            assert row.get(field, "") in EVERYONE | {""}, row


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("spells", ("id",)),
        ("un_membership", ("id",)),
        ("codes", ("id", "system")),
        ("codes", ("system", "code")),
        ("memberships", ("group", "id")),
        ("gw", ("gw",)),
    ],
)
def test_spans_of_one_key_never_overlap(file: str, key: tuple[str, ...]) -> None:
    found: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for row in _files.rows(file):
        start = first_day(row["start"]) if row["start"] else date.min
        end = last_day(row["end"]) if row["end"] else date.max
        found.setdefault(tuple(row[field] for field in key), []).append((start, end))
    for same, spans in found.items():
        for (_, end), (start, _) in pairwise(sorted(spans)):
            assert end < start, (same, end, start)
            if file == "memberships":  # one row, or "throughout" would see a gap
                assert start - end > timedelta(days=1), same


def test_short_names_of_one_state_follow_each_other_without_overlap() -> None:
    found: dict[str, list[tuple[date, date]]] = {}
    for name in states.all_names():
        if name.kind == "short":
            span = name.start or date.min, name.end or date.max
            found.setdefault(name.id, []).append(span)
    assert set(found) == EVERYONE
    for id_, spans in found.items():
        for (_, end), (start, _) in pairwise(sorted(spans)):
            assert end < start, id_
            if id_ != "DEU":  # no Germany between 1949 and 1990
                assert start - end == timedelta(days=1), id_


def test_the_name_of_a_state_is_its_last_short_name() -> None:
    for id_ in states.ids():
        last = max(
            (n for n in states.all_names() if n.id == id_ and n.kind == "short"),
            key=lambda n: n.end or date.max,
        )
        assert states.get(id_).name == last.name


def test_kinds_of_names_are_known() -> None:
    assert {row["kind"] for row in _files.rows("names")} == set(KINDS)


def test_no_name_hides_another_states_id() -> None:
    """``resolve`` tries ids first, so a name that reads like one must be of the same state."""
    for name in states.all_names():
        written = key_of(name.name).upper()
        assert written not in EVERYONE or written == name.id, name


def test_names_groups_and_phrases_do_not_collide() -> None:
    names = {key_of(name.name) for name in states.all_names()}
    groups = {key_of(n) for g in states.all_groups().values() for n in (g.name, *g.aliases)}
    phrases = {key_of(row["phrase"]) for row in _files.rows("phrases") if not row["start"]}
    assert not names & groups
    assert not names & phrases
    assert not groups & phrases


def test_group_names_are_unique() -> None:
    owners: dict[str, set[str]] = {}
    for group in states.all_groups().values():
        for name in (group.id, group.name, *group.aliases):
            owners.setdefault(key_of(name), set()).add(group.id)
    assert all(len(own) == 1 for own in owners.values())


def test_a_state_has_a_code_or_a_reason_for_none() -> None:
    reasons = {(row["id"], row["system"]) for row in _files.rows("missing")}
    for system in ("iso2", "iso3", "m49", "gw"):
        have = {code.id for code in states.all_codes(system)}
        without = {id_ for id_, name in reasons if name == system}
        assert have | without == EVERYONE
        assert not have & without


def test_regions_cover_every_number_once() -> None:
    spans = [(int(row["first"]), int(row["last"])) for row in _files.rows("regions")]
    for cow in states.by_cow():
        assert sum(first <= cow <= last for first, last in spans) == 1


def test_succession_is_dated_where_the_states_are() -> None:
    """A union ends its predecessor, a dissolution too, within days of its date."""
    late = {("RVN", "VNM")}  # the list ends the south with its surrender, a year before the union
    for id_ in states.ids():
        for step in states.successors(id_):
            assert step.successor in EVERYONE
            if step.kind in ("union", "absorption") and (id_, step.successor) not in late:
                ends = [spell.end for spell in states.get(id_).spells if spell.end]
                assert min(abs((step.date - end).days) for end in ends) <= 21, step


def test_every_state_that_ended_has_a_successor() -> None:
    for id_ in states.ids():
        if all(spell.end for spell in states.get(id_).spells):
            assert states.successors(id_), id_
