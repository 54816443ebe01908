"""The table of events: its form, some well-known days, and the record beside it."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned import states
from nonaligned.states._files import rows
from nonaligned.states._finding import fold
from nonaligned.states.events import Event, event_mentions, events


def test_there_are_at_least_three_hundred() -> None:
    assert len(events()) >= 300
    assert len({event.id for event in events()}) == len(events())


@pytest.mark.parametrize("event", events(), ids=lambda e: e.id)
def test_each_row_is_sound(event: Event) -> None:
    assert event.source
    assert event.start <= event.end
    assert date(1945, 1, 1) <= event.start <= date(2020, 12, 31)
    assert event.precision in {"day", "month", "year"}
    assert set(event.states) <= set(states.ids())
    year = re.findall(r"\((\d{4})\)", event.source)
    if year and "resolution" not in event.source:
        assert event.end.year <= int(year[-1]), "the source is older than what it should show"


@pytest.mark.parametrize("event", events(), ids=lambda e: e.id)
def test_each_name_finds_its_event(event: Event) -> None:
    for name in (event.name, *event.aliases):
        found = event_mentions(f"It was before the {name}, they say.")
        assert [m.event.id for m in found] == [event.id], name


TELLINGS = [
    (row["event"], who, did, what)
    for row in rows("tellings")
    for who in row["who"].split("|")[:3]
    for did in row["did"].split("|")[:3]
    for what in row["what"].split("|")[:3]
]


@pytest.mark.parametrize(("event", "who", "did", "what"), TELLINGS)
def test_each_telling_finds_its_event(event: str, who: str, did: str, what: str) -> None:
    """Who did what to whom: each is found."""
    told = " ".join(filter(None, (who, did, what)))
    assert event in {e.id for e in events()}
    found = event_mentions(f"It was said that the {told}, and so on.")
    assert event in {m.event.id for m in found} or known_by_name(told, event), told


def known_by_name(told: str, event: str) -> bool:
    """Whether the words name another event of the same days ("Solidarity won" its strikes)."""
    known = {e.id: e for e in events()}
    near = [m.event for m in event_mentions(told)]
    return any(abs((e.start - known[event].start).days) < 60 for e in near)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Galtieri's marines had landed in the Falklands by then.", "falklands"),
        ("The Wall had already opened.", "berlin-wall"),
        ("Robert Kennedy was shot in a kitchen.", "rfk-death"),
        ("Between Stalin's death and the thaw", "stalin-death"),
        ("Lumumba's murder was not forgotten.", "lumumba-death"),
        ("Mandela had been released.", "mandela-free"),
    ],
)
def test_events_are_told_in_other_words(text: str, event: str) -> None:
    assert [m.event.id for m in event_mentions(text)] == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Wall Street opened lower.", "Edward Kennedy died in 2009.",
        "Argentina would not have landed in the Falklands.", "China voted, and India was invaded.",
    ],
)  # fmt: skip
def test_what_was_not_done_is_no_event(text: str) -> None:
    assert event_mentions(text) == ()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("the fall of the Berlin Wall", date(1989, 11, 9)),
        ("the collapse of the Soviet Union", date(1991, 12, 25)),
        ("the Iranian revolution", date(1979, 2, 11)),
        ("the founding of the United Nations", date(1945, 10, 24)),
        ("the assassination of Kennedy", date(1963, 11, 22)),
        ("the Bandung conference", date(1955, 4, 18)),
        ("China's admission to the United Nations", date(1971, 10, 25)),
        ("the Oslo Accords", date(1993, 9, 13)),
        ("the annexation of Crimea", date(2014, 2, 27)),
    ],
)
def test_well_known_days(name: str, day: date) -> None:
    assert event_mentions(name)[0].event.start == day


def test_the_longest_name_wins_and_small_letters_are_no_names() -> None:
    found = event_mentions("the end of the Vietnam War and the Vietnam War")
    assert [m.event.id for m in found] == ["fall-of-saigon", "vietnam-war"]
    assert event_mentions("the september 11 attacks by a gulf war of words") == ()


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from([e.name for e in events()] + ["and", "the", "war"]), max_size=6))
def test_mentions_are_what_stands_there_and_never_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    found = event_mentions(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.shared
def test_wars_begin_when_the_record_says(shared_data: Path) -> None:
    """Inter-state wars that cite their number begin and end in the years of the record."""
    years: dict[int, set[int]] = {}
    path = shared_data / "states" / "cow_war_inter.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            years.setdefault(int(row["warnum"]), set()).add(int(row["year"]))
    compared = 0
    for event in events():
        cited = re.fullmatch(r"Correlates of War inter-state war (\d+)", event.source)
        if cited and event.kind == "war":
            known = years[int(cited[1])]
            assert min(known) == event.start.year, event.id
            assert max(known) == event.end.year, event.id
            compared += 1
    assert compared >= 12


@pytest.mark.shared
def test_ends_of_states_agree_with_the_state_system(shared_data: Path) -> None:
    """The unions and collapses that end a state fall within a month of its last day."""
    ends: dict[int, date] = {}
    with (shared_data / "states" / "cow_states.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            day = date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))
            ends[int(row["ccode"])] = max(day, ends.get(int(row["ccode"]), day))
    for event_id, state in (("german-unity", "DDR"), ("czechoslovakia-end", "CSK"),
                            ("yemen-unified", "YMD"), ("fall-of-saigon", "RVN")):  # fmt: skip
        event = next(e for e in events() if e.id == event_id)
        assert abs((event.start - ends[states.get(state).cow]).days) <= 31, event_id
