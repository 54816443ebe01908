"""The real files: the counts of the data's own notes, and the published numbers of votes."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from nonaligned.records.readers.dataverse import read_votes
from nonaligned.records.readers.folder import read_unga
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.text import plain_text
from nonaligned.states import by_cow, get
from nonaligned.tables import REPAIRS, ROLLCALLS, VOTES

pytestmark = pytest.mark.shared

# the counts that the notes beside the data state for UNVotes.csv.gz, and why ours may differ
STATED = {
    "not-a-member": 254_521,
    "member-with-9": 2_223,
    "absences-not-listed": 774 + 4,  # and four votes in which all 193 members took part
    "totals-unproven": 774 + 4,
    "weekday-days": 4_483,
    "weekend-dates": 28,
    "session-year": 262 + 2,
    "special-sessions": 56 + 1,
    "printed-totals": 20,
    "unanimous": 81 + 1,  # 81 with yes votes only, and rcid 5893 with no votes only
    "lone-vote": 214,
    "same-votes": 169,
    "no-resolution": 159,
    "shared-resolution": 542,
    "importance-empty": 605,
    "no-short": 573 - 1,  # rcid 6027 has neither short nor descr
    "no-title": 1,
    "title-from-short": 2,
    "garbled-title": 205,
    "yemen-in-session-45": 84,
    "germany-in-session-45": 84,
}
ABSENT = {
    "duplicate-votes", "dates-differ", "facts-differ", "wrong-year", "session-from-year",
    "session-from-id", "windows-1252", "byte-order-mark", "r-missing", "undated-absences",
}  # fmt: skip


@pytest.fixture(scope="module")
def full(shared_data: Path) -> Tables:
    return read_votes(shared_data / "unga" / "UNVotes.csv.gz")


@pytest.fixture(scope="module")
def later(shared_data: Path) -> Tables:
    return read_votes(shared_data / "unga" / "UNVotes_sessions75-78.csv.gz")


def counts(tables: Tables) -> dict[str, int]:
    return dict(tables.repairs.select("rule", "count").iter_rows())


def test_counts_of_the_notes_come_out(full: Tables) -> None:
    found = counts(full)
    assert {rule: found.get(rule, 0) for rule in STATED} == STATED
    assert not ABSENT & set(found)
    for table, contract in ((full.votes, VOTES), (full.rollcalls, ROLLCALLS)):
        contract.check(table)
    REPAIRS.check(full.repairs)


def test_votes_of_the_notes_come_out(full: Tables) -> None:
    by_vote = dict(full.votes["vote"].value_counts().iter_rows())
    inferred = counts(full)["absences-inferred"]
    assert by_vote["yes"] == 693_664
    assert by_vote["abstain"] == 110_897
    assert by_vote["no"] == 65_548
    assert by_vote["absent"] - inferred == 73_328
    assert full.rollcalls.height == 6_203
    assert full.rollcalls["session"].unique().to_list() == list(range(1, 75))


def test_few_voters_are_found(full: Tables) -> None:
    unknown = full.rollcalls.filter(pl.col("absences") == "unknown")["rollcall"].to_list()
    assert {5689, 5893} <= set(unknown)
    assert len(unknown) == 5


def test_totals_contradict_the_rows_where_the_notes_say(full: Tables) -> None:
    rows = full.votes.group_by("rollcall").agg(
        (pl.col("vote") == vote).sum().alias(f"n_{vote}") for vote in ("yes", "abstain", "no")
    )
    odd = full.rollcalls.join(rows, on="rollcall").filter(
        pl.any_horizontal(pl.col(v) != pl.col(f"n_{v}") for v in ("yes", "abstain", "no"))
    )
    assert set(odd["rollcall"]) == {
        941, 942, 946, 947, 965, 983, 986, 988, 993, 994, 995, 997, 998, 1001, 1002, 1012, 1110,
        1111, 1112, 1180,
    }  # fmt: skip


def test_china_seat(full: Tables) -> None:
    seat = full.votes.join(full.rollcalls, on="rollcall").filter(pl.col("vote") != "absent")
    taiwan = seat.filter(pl.col("state") == "TWN")
    assert taiwan.filter(pl.col("session") <= 4).height == 249
    in_26 = taiwan.filter(pl.col("session") == 26)["rollcall"]
    assert (in_26.min(), in_26.max()) == (1177, 1189)
    china = seat.filter(pl.col("state") == "CHN")["rollcall"]
    assert china.filter(china.is_between(1177, 1192)).is_empty()


@pytest.mark.parametrize(("state", "stated"), [("IND", 49), ("PHL", 15), ("SYR", 17), ("LBN", 13)])
def test_votes_before_statehood(full: Tables, state: str, stated: int) -> None:
    votes = full.votes.filter((pl.col("state") == state) & (pl.col("vote") != "absent"))
    dated = votes.join(full.rollcalls.filter(date_precision="month"), on="rollcall")
    entry = get(state).spells[0].start
    assert dated.filter(pl.col("date").dt.month_end() < entry).height == stated


def test_absences_of_nonmembers_are_syria_and_indonesia(full: Tables) -> None:
    absent = full.votes.filter(pl.col("vote") == "absent").join(full.rollcalls, on="rollcall")
    syria = absent.filter((pl.col("state") == "SYR") & pl.col("session").is_between(13, 15))
    indonesia = absent.filter((pl.col("state") == "IDN") & pl.col("session").is_between(19, 20))
    yemen = 2
    syria_in_16 = 3
    stated = syria.height + indonesia.height + yemen + syria_in_16
    assert counts(full)["absent-nonmember"] == stated


def test_inferred_absences_fit_the_recorded_ones(full: Tables) -> None:
    """Sessions 68-70 list absences, 71-74 do not: the share must not jump."""
    votes = full.votes.join(full.rollcalls.select("rollcall", "session"), on="rollcall")
    share = {
        session: float((part["vote"] == "absent").mean())
        for (session,), part in votes.filter(pl.col("session") >= 64).group_by("session")
    }
    recorded = [share[session] for session in (68, 69, 70)]
    assert all(min(recorded) / 2 < share[s] < max(recorded) * 2 for s in (71, 72, 73, 74))


def test_later_sessions(later: Tables) -> None:
    found = counts(later)
    assert found["duplicate-votes"] == 3
    assert found["dates-differ"] == 23
    assert found["wrong-year"] == 87
    assert later.rollcalls["session"].value_counts().sort("session").rows() == [
        (75, 96), (76, 77), (77, 88), (78, 87),
    ]  # fmt: skip
    cast = later.votes.filter(pl.col("vote") != "absent").height
    assert cast == 61_160 - 3
    assert (later.rollcalls["absences"] == "inferred").all()


def test_the_small_file_is_a_subset(shared_data: Path, full: Tables) -> None:
    small = read_votes(shared_data / "unga" / "UNVotes_small.csv")
    assert small.votes.join(full.votes, on=["rollcall", "state", "vote"], how="anti").is_empty()
    assert small.votes["state"].n_unique() == 31
    same = small.rollcalls.drop("link").join(full.rollcalls, on="rollcall")
    assert same.height == small.rollcalls.height
    assert (same["date"] == same["date_right"]).all()


def test_folder(shared_data: Path) -> None:
    tables = read_unga(shared_data / "unga")
    found = counts(tables)
    assert found["match-without-rollcall"] == 8
    assert found["subset-ignored"] == 1
    assert tables.rollcalls.height == 6_203 + 348
    texts = tables.rollcalls.filter(pl.col("link") != pl.col("rollcall"))
    with (shared_data / "unga" / "Matches.csv").open(newline="") as lines:
        pairs = [(int(r["rcid1"]), int(r["rcid2"])) for r in csv.DictReader(lines)]
    link = dict(tables.rollcalls.select("rollcall", "link").iter_rows())
    known = [(a, b) for a, b in pairs if a in link and b in link]
    assert len(known) == 955 - 8
    assert all(link[a] == link[b] for a, b in known)
    assert texts.height <= len(pairs)


def test_published_files_are_windows_1252(shared_data: Path) -> None:
    path = shared_data / "unga" / "published" / "IdealpointestimatesAll_Apr2020.csv"
    with plain_text(path) as text:
        (repair,) = text.repairs
        names = text.path.read_text(encoding="utf-8")
    assert repair.rule == "windows-1252"
    with path.open("rb") as lines:
        assert repair.count == sum(not line.isascii() for line in lines)
    assert "São Tomé" in names or "Côte d" in names


def counted(full: Tables) -> pl.DataFrame:
    """Votes cast, as the notes beside the data filter them for the published estimates."""
    votes = full.votes.filter(pl.col("vote") != "absent").join(full.rollcalls, on="rollcall")
    varied = votes.group_by("rollcall").agg(pl.col("vote").n_unique().alias("kinds"))
    part = pl.col("paragraph").fill_null(False) | pl.col("amendment").fill_null(False)
    lone = (pl.col("state") == by_cow()[560]) & (pl.col("session") == 48)
    west = (pl.col("state") == by_cow()[255]) & (pl.col("session") == 45)
    return (
        votes.join(varied, on="rollcall")
        .filter(
            (pl.col("session") != 19)
            & (pl.col("state") != by_cow()[511])
            & ~lone
            & ~(part & (pl.col("session") + 1945 > 1989))
            & (pl.col("kinds") > 1)
        )
        .with_columns(state=pl.when(west).then(pl.lit(by_cow()[260])).otherwise(pl.col("state")))
    )


HUMAN_RIGHTS = (pl.col("session") > 24) & pl.col("hr") & (pl.col("state") != "TWN")
NUCLEAR = (pl.col("session") > 32) & pl.col("nu")
PUBLISHED = {
    "All": (pl.lit(True), 10_469),
    "NoNukes": (~pl.col("nu"), 10_468),
    "HumanRights": (HUMAN_RIGHTS, 8_440),
    "MiddleEast": ((pl.col("session") > 28) & pl.col("me"), 7_896),
    "Nuclear": (NUCLEAR & (pl.col("state") != "SSD"), 7_203),
    "Important": (pl.col("important").fill_null(False), 6_250),
}


@pytest.mark.parametrize("issue", PUBLISHED)
def test_published_numbers_of_votes(issue: str, full: Tables, shared_data: Path) -> None:
    """NVotes of the April 2020 ideal points, every cell."""
    keep, cells = PUBLISHED[issue]
    path = shared_data / "unga" / "published" / f"Idealpointestimates{issue}_Apr2020.csv"
    suffix = "" if issue == "All" else issue
    with path.open(newline="", encoding="cp1252") as lines:
        published = {
            (by_cow()[int(row["ccode"])], int(row["session"])): int(row[f"NVotes{suffix}"])
            for row in csv.DictReader(lines)
        }
    if issue == "Important":  # session 73 is not marked in these files
        published = {key: n for key, n in published.items() if key[1] != 73}
    ours = counted(full).filter(keep).group_by("state", "session").len()
    found = {(state, session): n for state, session, n in ours.iter_rows()}
    assert len(published) == cells
    assert {key: found.get(key, 0) for key in published} == published
    assert set(found) == set(published)
