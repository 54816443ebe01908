"""The table of leaders: its form, and its days against Archigos."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from nonaligned import states
from nonaligned.states.leaders import Tenure, in_office, leaders, person_mentions, tenures

FEW_DAYS = 7
REACH = (date(1945, 1, 1), date(2015, 12, 31))
"""Archigos ends with 2015; before 1945 the table only completes those in office then."""

REASONS = {
    "handover": "ours counts to the day the successor took over, theirs to a resignation, a "
    "defeat, an illness or an acting successor, or the other way round",
    "office": "ours dates the office; theirs dates power held before it, behind it or after it",
    "person": "theirs has someone else as effective leader for all or part of the time",
    "spell": "one spell there, two here (two offices, two states), or the other way round",
    "error": "theirs is a year off: Chávez died on 5 March 2013",
}
OTHER_GW = {"DEU": 260}
"""Gleditsch-Ward numbers that are not the Correlates of War number."""


@dataclass(frozen=True)
class Spell:
    state: str
    person: str
    start: date
    end: date


def spells() -> list[Spell]:
    """Time in leading offices, joined where one follows the other within days."""
    found: list[Spell] = []
    for tenure in leaders():
        start, end = tenure.start, min(tenure.end or REACH[1], REACH[1])
        if not tenure.leads or start > REACH[1] or end < REACH[0]:
            continue
        for at, known in enumerate(found):
            same = (known.state, known.person) == (tenure.state, tenure.person)
            if same and (start - known.end).days <= FEW_DAYS:
                found[at] = Spell(known.state, known.person, known.start, max(end, known.end))
                break
        else:
            found.append(Spell(tenure.state, tenure.person, start, end))
    return found


def archigos(folder: Path) -> dict[int, list[tuple[str, date, date]]]:
    found: dict[int, list[tuple[str, date, date]]] = {}
    with (folder / "states" / "archigos.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            days = (date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"]))
            found.setdefault(int(row["gwcode"]), []).append((row["leader"], *days))
    return found


def bare(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub("[^a-z ]", " ", plain)


def alike(a: str, b: str) -> bool:
    """Whether two names share a word, spelling aside."""
    return any(
        SequenceMatcher(None, x, y).ratio() > 0.7
        for x in bare(a).split()
        for y in bare(b).split()
        if min(len(x), len(y)) > 2
    )


def differences(folder: Path) -> Iterator[tuple[str, str, int, int, int, bool]]:
    """Spells that differ: state, person, year, days off at the start and at the end, same name."""
    theirs = archigos(folder)
    for spell in spells():
        number = OTHER_GW.get(spell.state, states.get(spell.state).cow)
        best = max(
            theirs[number], key=lambda row: (min(spell.end, row[2]) - max(spell.start, row[1])).days
        )
        off = ((spell.start - best[1]).days, (spell.end - best[2]).days)
        same = alike(spell.person, best[0])
        if max(map(abs, off)) > FEW_DAYS:
            yield (spell.state, spell.person, spell.start.year, *off, same)


def explained() -> dict[tuple[str, str, int], str]:
    path = Path(__file__).parent / "leaders_explained.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["state"], row["person"], int(row["year"])): row["reason"]
            for row in csv.DictReader(stream)
        }


@pytest.mark.shared
def test_days_agree_with_archigos_or_the_difference_is_explained(shared_data: Path) -> None:
    found = {d[:3]: d[3:] for d in differences(shared_data)}
    table = explained()
    assert set(found) - set(table) == set(), "unexplained"
    assert set(table) - set(found) == set(), "explained, but no difference any more"
    assert set(table.values()) <= set(REASONS)
    for key, (start, end, same) in found.items():
        if table[key] == "handover":
            assert same, key
            assert max(abs(start), abs(end)) <= 120, key
        if table[key] == "person":
            assert not same, key
    assert len(found) / len(spells()) < 0.3


@pytest.mark.shared
def test_most_spells_agree_within_days(shared_data: Path) -> None:
    assert len(spells()) - len(list(differences(shared_data))) >= 450


def test_permanent_five_and_forty_more_are_there() -> None:
    known = {tenure.state for tenure in leaders()}
    assert {"USA", "RUS", "GBR", "FRA", "CHN"} <= known
    assert len(known) >= 45
    assert known <= set(states.ids())


@pytest.mark.parametrize("tenure", leaders(), ids=lambda t: f"{t.state}-{t.person}-{t.start.year}")
def test_each_row_is_sound(tenure: Tenure) -> None:
    assert tenure.source
    assert tenure.office
    assert tenure.end is None or tenure.start <= tenure.end
    assert tenure.person == tenure.person.strip()
    year = re.findall(r"\((\d{4})\)", tenure.source)
    if year and tenure.end:
        assert tenure.end.year <= int(year[-1]), "the source is older than what it should show"


def test_leading_offices_of_a_state_do_not_overlap_for_long() -> None:
    by_state: dict[str, list[Tenure]] = {}
    for tenure in leaders():
        if tenure.leads:
            by_state.setdefault(tenure.state, []).append(tenure)
    overlaps = [
        (a.state, a.person, b.person)
        for held in by_state.values()
        for a, b in pairwise(held)
        if a.person != b.person and a.end and (a.end - b.start).days > FEW_DAYS
    ]
    # Malenkov as premier while Khrushchev led the party; Deng behind Jiang; Yeltsin beside
    # Gorbachev; Novotný's party office beside the president's.
    assert {(s, b) for s, _, b in overlaps} <= {
        ("RUS", "Nikita Khrushchev"),
        ("RUS", "Boris Yeltsin"),
        ("CHN", "Jiang Zemin"),
        ("CSK", "Antonín Novotný"),
    }, overlaps


def test_no_office_has_two_holders_on_a_day() -> None:
    days = Counter((t.state, t.office, t.start) for t in leaders())
    assert max(days.values()) == 1


@pytest.mark.parametrize(
    ("state", "day", "person"),
    [
        ("USA", date(1962, 10, 16), "John F. Kennedy"),
        ("RUS", date(1962, 10, 16), "Nikita Khrushchev"),
        ("CUB", date(1962, 10, 16), "Fidel Castro"),
        ("IRN", date(1988, 1, 15), "Ruhollah Khomeini"),
        ("GBR", date(1982, 4, 2), "Margaret Thatcher"),
        ("ARG", date(1982, 4, 2), "Leopoldo Galtieri"),
        ("EGY", date(1956, 7, 26), "Gamal Abdel Nasser"),
        ("CHN", date(1971, 10, 25), "Mao Zedong"),
    ],
)
def test_who_led_on_well_known_days(state: str, day: date, person: str) -> None:
    assert in_office(state, day)[0].person == person


def test_an_alias_in_another_case_is_no_name() -> None:
    assert person_mentions("They may ford the river and bush about.") == ()
    assert person_mentions("CASTRO SPEAKS")[0].people[0] == "Fidel Castro"


def test_gorbachev_was_president_only_from_1990() -> None:
    offices = {t.office: t.start.year for t in tenures()["Mikhail Gorbachev"]}
    assert offices["General Secretary"] == 1985
    assert offices["President"] == 1990
