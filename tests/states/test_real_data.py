"""Our rows against the published lists and the vote record, each difference explained."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from nonaligned import states
from nonaligned.errors import NonalignedError
from nonaligned.states._files import rows

pytestmark = pytest.mark.shared

Dated = tuple[str, str, str]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_correlates_of_war_row_by_row(shared_data: Path) -> None:
    """No difference: number, abbreviation and both dates of all spells."""
    theirs = {
        (
            int(row["ccode"]),
            row["stateabb"],
            date(int(row["styear"]), int(row["stmonth"]), int(row["stday"])),
            date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"])),
        )
        for row in read(shared_data / "states" / "cow_states.csv")
    }
    abbreviation = {code.id: code.code for code in states.all_codes("cowabb")}
    ours = {
        (states.get(id_).cow, abbreviation[id_], spell.start, spell.end or date(2016, 12, 31))
        for id_ in states.ids()
        for spell in states.get(id_).spells
    }
    assert ours == theirs


GW_EXPLAINED = {
    ("517", "1962-07-01"): "Rwanda: the list has 1962-01-07, day and month exchanged",
}


def test_gleditsch_and_ward_row_by_row(shared_data: Path) -> None:
    theirs = {
        (row["gwcode"], row["startdate"], row["enddate"])
        for row in read(shared_data / "states" / "gw_states.csv")
    }
    ours = set(merged([r for r in rows("gw") if r["list"] == "independent"]))
    assert {row[:2] for row in ours - theirs} == set(GW_EXPLAINED)
    assert {row[:2] for row in theirs - ours} == {("517", "1962-01-07")}


def merged(found: list[dict[str, str]]) -> list[Dated]:
    """One row where a number passed from one of our ids to another without a gap."""
    out: list[Dated] = []
    for row in sorted(found, key=lambda r: (int(r["gw"]), r["start"])):
        end = row["end"] or "2017-12-31"
        if out and out[-1][0] == row["gw"]:
            next_day = date.fromisoformat(out[-1][2]) + timedelta(days=1)
            if next_day.isoformat() == row["start"]:
                out[-1] = (row["gw"], out[-1][1], end)
                continue
        out.append((row["gw"], row["start"], end))
    return out


ISO_EXPLAINED = {
    ("260", "iso2"): "blank there, for DE is with Germany (255); ours is DE for both, by date",
    ("345", "iso2"): "YU there, Yugoslavia's; RS is the last",
    ("345", "iso3"): "YUG there; SRB is the last",
    ("678", "iso2"): "blank there; YE was North Yemen's before it was Yemen's",
    ("678", "iso3"): "YAR there, which is no ISO code; YEM was North Yemen's",
    ("680", "iso3"): "YAR there, twice over; YMD was South Yemen's",
}


def test_iso_codes_of_the_voters(shared_data: Path) -> None:
    differ = set()
    for row in read(shared_data / "unga" / "countries.csv"):
        id_ = states.by_cow()[int(row["ccode"])]
        for system in ("iso2", "iso3"):
            ours = [code.code for code in states.all_codes(system) if code.id == id_]
            if (ours[-1] if ours else "") != row[system]:
                differ.add((row["ccode"], system))
    assert differ == set(ISO_EXPLAINED)


NAMES_EXPLAINED = {
    "Congo": "either Congo; the lists mean Congo-Brazzaville",
    "Wuerttemburg": "misspelt",
}


def test_every_name_in_the_lists_is_understood(shared_data: Path) -> None:
    failed = set()
    for id_, name, on in named(shared_data):
        options = [name, *re.split(r"[/()]", name)]
        if id_ not in {understood(option.strip(), on) for option in options}:
            failed.add(name)
    assert failed == set(NAMES_EXPLAINED)


def named(shared_data: Path) -> list[tuple[str, str, int]]:
    """The names of all lists, with a year in which they are meant."""
    by_cow = states.by_cow()
    found = [
        (by_cow[int(row["ccode"])], row["statenme"], int(row["endyear"]))
        for row in read(shared_data / "states" / "cow_states.csv")
    ]
    for row in read(shared_data / "unga" / "countries.csv"):
        for name in (row["Countryname"], *row["unvotes_name"].split("|")):
            year = 1945 + int(row["last_session"])
            found.append((by_cow[int(row["ccode"])], name.strip(), year))
    for row in read(shared_data / "states" / "gw_states.csv"):
        year = int(row["startdate"][:4])
        ids = [r["id"] for r in rows("gw") if r["gw"] == row["gwcode"] and r["id"]]
        if ids:
            found.append((ids[0], row["statename"], year))
    return found


def understood(name: str, on: int) -> str | None:
    try:
        return states.resolve(name, on=on)
    except NonalignedError:
        return None


VOTES_EXPLAINED = {
    (45, "YAR"): "the source keeps North Yemen's number through session 45; the Yemens had united",
}


def test_who_votes_is_a_member(shared_data: Path) -> None:
    """A state with a vote in a session is a member at some time of that session."""
    strangers = set()
    for file in ("UNVotes.csv.gz", "UNVotes_sessions75-78.csv.gz"):
        for session, cow in voters(shared_data / "unga" / file):
            start = date(1945 + session, 9, 1) if session > 1 else date(1946, 1, 1)
            end = date(1946 + session, 8, 31)
            id_ = states.by_cow()[cow]
            spells = states.un_spells(id_)
            if not any(s.start <= end and (s.end is None or s.end >= start) for s in spells):
                strangers.add((session, id_))
    assert strangers == set(VOTES_EXPLAINED)


def voters(path: Path) -> list[tuple[int, int]]:
    with gzip.open(path) as stream:
        table = pl.read_csv(
            stream.read(), columns=["session", "ccode", "vote"], infer_schema_length=0
        )
    table = table.filter(pl.col("vote").is_in(["1", "2", "3"])).select("session", "ccode").unique()
    return [(int(session), int(cow)) for session, cow in table.rows()]


def test_every_member_votes_sooner_or_later(shared_data: Path) -> None:
    """And no one else has a row among the voters."""
    voted = {
        states.by_cow()[int(row["ccode"])] for row in read(shared_data / "unga" / "countries.csv")
    }
    assert voted == {id_ for id_ in states.ids() if states.un_spells(id_)}


def test_major_powers_row_by_row(shared_data: Path) -> None:
    theirs = {
        (
            states.by_cow()[int(row["ccode"])],
            date(int(row["styear"]), int(row["stmonth"]), int(row["stday"])),
            date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"])),
        )
        for row in read(shared_data / "states" / "cow_majors.csv")
    }
    ours = {
        (m.id, m.start, m.end or date(2016, 12, 31))
        for m in states.group("major powers").memberships
    }
    assert ours == theirs


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("NATO", 1950, 2018), ("Warsaw Pact", 1956, 1990)],
)
def test_allies_are_bound_to_defend_each_other(
    shared_data: Path, name: str, first: int, last: int
) -> None:
    """Every pair of members has a defence pact in the alliance record of that year."""
    pacts = defence_pacts(shared_data / "states" / "atop_alliance.csv.gz")
    group = states.group(name)
    for year in range(first, last + 1):
        members = sorted(states.get(id_).cow for id_ in group.members(year))
        assert len(members) > 5
        without = {(a, b) for a in members for b in members if a < b} - pacts[year]
        assert not without, year


def defence_pacts(path: Path) -> dict[int, set[tuple[int, int]]]:
    with gzip.open(path) as stream:
        table = pl.read_csv(stream.read(), infer_schema_length=0)
    table = table.filter(pl.col("atop_defense") == "1").select("year", "ccode1", "ccode2")
    found: dict[int, set[tuple[int, int]]] = {}
    for year, a, b in table.rows():
        found.setdefault(int(year), set()).add((int(a), int(b)))
    return found
