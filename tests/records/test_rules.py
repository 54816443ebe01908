"""Each named rule on a small made file: what becomes of the oddity, and its count."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.errors import InputError
from nonaligned.records.readers import rules
from nonaligned.records.readers.dataverse import read_votes
from nonaligned.records.readers.folder import read_unga
from nonaligned.records.readers.matches import Matches, link
from nonaligned.records.readers.tables import Tables
from nonaligned.states import by_cow, un_members
from nonaligned.tables import REPAIRS, ROLLCALLS, VOTES

Make = Callable[..., bytes]


def counts(tables: Tables) -> dict[str, int]:
    return dict(tables.repairs.select("rule", "count").iter_rows())


def fact(tables: Tables, column: str) -> list[Any]:
    return tables.rollcalls[column].to_list()


def votes(tables: Tables, rollcall: int = 6001) -> dict[str, str]:
    own = tables.votes.filter(pl.col("rollcall") == rollcall)
    return dict(own.select("state", "vote").iter_rows())


def test_plain_file(make: Make) -> None:
    tables = read_votes(make())
    assert votes(tables) == {
        "USA": "no", "CAN": "yes", "GBR": "abstain", "FRA": "yes", "BHS": "absent",
    }  # fmt: skip
    row = tables.rollcalls.row(0, named=True)
    assert row["date"] == date(2016, 11, 14)
    assert (row["yes"], row["abstain"], row["no"]) == (2, 1, 1)
    assert row["title"] == "TEST: A made text"
    assert (row["me"], row["important"], row["link"]) == (False, False, 6001)
    assert (row["absences"], row["forum"], row["date_precision"]) == ("recorded", "regular", "day")
    VOTES.check(tables.votes)
    ROLLCALLS.check(tables.rollcalls)
    REPAIRS.check(tables.repairs)


def test_every_rule_says_what_it_does() -> None:
    table = rules.table(rules.Repair(name, 1) for name in rules.RULES)
    assert table["rule"].to_list() == list(rules.RULES)
    assert table["why"].str.len_chars().min() > 15


# --- who was there ---------------------------------------------------------------------------


def test_not_a_member_has_no_row_even_if_member_is_1(make: Make) -> None:
    votes_ = {"2": "1", "20": "9", "200": {"vote": "9", "member": "1"}, "220": "8"}
    tables = read_votes(make({"votes": votes_}))
    assert votes(tables) == {"USA": "yes", "FRA": "absent"}
    assert counts(tables)["not-a-member"] == 2
    assert counts(tables)["member-with-9"] == 1


def everyone(on: date, but: tuple[str, ...] = ()) -> dict[str, str]:
    """A yes vote by every member of that day."""
    here = un_members(on)
    return {str(cow): "1" for cow, state in by_cow().items() if state in here and state not in but}


def test_absences_are_inferred_from_membership(make: Make) -> None:
    day = date(2016, 11, 14)
    tables = read_votes(make({"votes": everyone(day, but=("USA", "FJI"))}))
    found = votes(tables)
    assert {state for state, vote in found.items() if vote == "absent"} == {"USA", "FJI"}
    assert counts(tables)["totals-unproven"] == 1
    assert set(found) == un_members(day)
    assert fact(tables, "absences") == ["inferred"]
    assert counts(tables)["absences-inferred"] == 2
    assert counts(tables)["absences-not-listed"] == 1


def test_no_absence_is_inferred_below_the_quorum(make: Make) -> None:
    tables = read_votes(make({"votes": {"2": "1", "20": "1"}}))
    assert len(votes(tables)) == 2
    assert fact(tables, "absences") == ["unknown"]
    assert counts(tables)["few-voters"] == 1


def test_no_absence_is_inferred_without_a_date(make: Make) -> None:
    tables = read_votes(make({"date": "", "votes": everyone(date(2016, 11, 14), ("USA",))}))
    assert fact(tables, "absences") == ["unknown"]
    assert (fact(tables, "date"), fact(tables, "date_precision")) == ([None], [None])
    assert counts(tables)["undated-absences"] == 1
    assert "few-voters" not in counts(tables)


def test_absence_and_vote_outside_membership_are_flagged(make: Make) -> None:
    old = {"session": 20, "year": 1965, "date": "1965-12-20"}
    tables = read_votes(make({**old, "votes": {"850": "8", "2": "1", "990": "1"}}))
    assert votes(tables) == {"IDN": "absent", "USA": "yes", "WSM": "yes"}
    assert counts(tables)["absent-nonmember"] == 1
    assert counts(tables)["vote-by-nonmember"] == 1


def test_votes_before_statehood_are_kept(make: Make) -> None:
    old = {"session": 10, "year": 1955, "date": "1955-12-20"}
    tables = read_votes(make({**old, "votes": {"369": "1", "370": "3", "365": "1", "2": "8"}}))
    assert votes(tables) == {"UKR": "yes", "BLR": "no", "RUS": "yes", "USA": "absent"}
    assert counts(tables)["before-statehood"] == 2
    assert "vote-by-nonmember" not in counts(tables)


# --- one id for each vote --------------------------------------------------------------------


def test_the_chinas_germanies_and_yemens_keep_their_codes(make: Make) -> None:
    tables = read_votes(
        make(
            {"rcid": 5, "session": 1, "year": 1946, "date": "1946-12-01", "votes": {"713": "1"}},
            {"rcid": 1177, "session": 26, "year": 1971, "date": "1971-10-01",
             "votes": {"713": "1", "2": "8"}},
            {"rcid": 1193, "session": 26, "year": 1971, "date": "1971-11-01",
             "votes": {"710": "1", "2": "8"}},
            {"rcid": 3500, "session": 45, "year": 1990, "date": "1990-11-01",
             "votes": {"255": "1", "678": "3", "2": "8"}},
        )
    )  # fmt: skip
    assert votes(tables, 5) == {"TWN": "yes"}
    assert votes(tables, 1193)["CHN"] == "yes"
    assert set(votes(tables, 3500)) == {"DEU", "YAR", "USA"}
    found = counts(tables)
    assert found["china-seat"] == 2
    assert found["germany-in-session-45"] == 1
    assert found["yemen-in-session-45"] == 1


def test_namibia_is_not_a_missing_value(make: Make) -> None:
    tables = read_votes(make({"votes": {"565": {"vote": "1", "Country": "NA"}, "2": "8"}}))
    assert votes(tables)["NAM"] == "yes"
    by_name = make({"votes": {"1": {"vote": "1", "Country": "NAM"}}}).replace(b"ccode", b"other")
    assert votes(read_votes(by_name))["NAM"] == "yes"


def test_states_by_their_abbreviation(make: Make) -> None:
    rows = {"1": {"vote": "1", "Country": "AUS"}, "2": {"vote": "3", "Country": "AUL"}}
    tables = read_votes(make({"votes": rows}).replace(b"ccode", b"other"))
    assert votes(tables) == {"AUT": "yes", "AUS": "no"}
    with pytest.raises(InputError, match="line 2, column 'Country': 'XXX' is no Correlates of War"):
        read_votes(make({"votes": {"1": {"vote": "1", "Country": "XXX"}}}).replace(b"ccode", b"o"))


def test_same_vote_twice_is_one_vote_where_the_layout_is_known_for_it(make: Make) -> None:
    later = b"resid,ccode,vote\n78015,679,1\n78015,679,1\n78015,2,8\n"
    tables = read_votes(later)
    assert votes(tables, 78015) == {"YEM": "yes", "USA": "absent"}
    assert counts(tables)["duplicate-votes"] == 1
    with pytest.raises(InputError, match=r"line 3: YEM votes twice .* with another vote"):
        read_votes(later.replace(b"679,1\n78015,2", b"679,3\n78015,2"))


# --- when ------------------------------------------------------------------------------------


def test_a_weekday_is_not_a_day(make: Make) -> None:
    old = {"session": 44, "year": 1989}
    tables = read_votes(
        make({**old, "rcid": 1, "date": "1989-12-06"}, {**old, "rcid": 2, "date": "1989-11-03"})
    )
    assert fact(tables, "date") == [date(1989, 12, 1), date(1989, 11, 1)]
    assert fact(tables, "date_precision") == ["month", "month"]
    assert counts(tables)["weekday-days"] == 2


def test_a_corrected_release_keeps_its_days(make: Make) -> None:
    old = {"session": 44, "year": 1989}
    tables = read_votes(
        make({**old, "rcid": 1, "date": "1989-12-06"}, {**old, "rcid": 2, "date": "1989-11-23"})
    )
    assert fact(tables, "date") == [date(1989, 12, 6), date(1989, 11, 23)]
    assert "weekday-days" not in counts(tables)


def test_weekend(make: Make) -> None:
    assert counts(read_votes(make({"date": "2016-11-13"})))["weekend-dates"] == 1


def test_year_is_that_of_the_session(make: Make) -> None:
    tables = read_votes(make({"date": "2017-02-14"}, {"rcid": 6002}))
    assert counts(tables)["session-year"] == 1
    assert fact(tables, "date")[0] == date(2017, 2, 14)


def test_wrong_year(make: Make) -> None:
    tables = read_votes(make({"session": 78, "year": 2022, "date": "2023-11-14"}))
    assert fact(tables, "session") == [78]
    assert counts(tables)["wrong-year"] == 1


def test_session_from_year_or_id(make: Make) -> None:
    tables = read_votes(make().replace(b"session", b"other"))
    assert (fact(tables, "session"), counts(tables)["session-from-year"]) == ([71], 1)
    tables = read_votes(b"resid,ccode,vote\n78015,679,1\n")
    assert (fact(tables, "session"), counts(tables)["session-from-id"]) == ([78], 1)


def test_the_date_of_most_rows(make: Make) -> None:
    rows = {"2": "1", "20": {"vote": "1", "date": "2016-12-24"}, "31": "8"}
    tables = read_votes(make({"votes": rows}))
    assert fact(tables, "date") == [date(2016, 11, 14)]
    assert counts(tables)["dates-differ"] == 1
    assert "facts-differ" not in counts(tables)


def test_contradicting_facts_are_flagged(make: Make) -> None:
    rows = {"2": "1", "20": {"vote": "1", "unres": "R/71/9"}, "31": "8"}
    tables = read_votes(make({"votes": rows}))
    assert fact(tables, "resolution") == ["R/71/1"]
    assert counts(tables)["facts-differ"] == 1


@pytest.mark.parametrize(
    ("number", "forum"),
    [
        ("R/71/1", "regular"), ("ESS/2/4B", "emergency"), ("A/RES/ES-10/19", "emergency"),
        ("SS/6/1", "special"), ("A/RES/S-6/3201", "special"), ("A/RES/71/9", "regular"),
    ],
)  # fmt: skip
def test_forum(make: Make, number: str, forum: str) -> None:
    tables = read_votes(make({"unres": number}))
    assert fact(tables, "forum") == [forum]
    assert counts(tables).get("special-sessions", 0) == (forum != "regular")
    assert counts(tables).get("resolution-style", 0) == number.startswith("A/RES")


def test_sorted_by_session_not_id(make: Make) -> None:
    tables = read_votes(make({"rcid": 5467}, {"rcid": 9001, "session": 2}, {"rcid": 30}))
    assert fact(tables, "rollcall") == [9001, 30, 5467]
    assert tables.votes["rollcall"].unique(maintain_order=True).to_list() == [9001, 30, 5467]
    assert counts(tables)["ids-out-of-order"] == 1


# --- totals and patterns ---------------------------------------------------------------------


def test_printed_totals_are_kept_beside_the_rows(make: Make) -> None:
    tables = read_votes(make({"yes": 9}, {"rcid": 6002}))
    assert fact(tables, "yes") == [9, 2]
    assert counts(tables)["printed-totals"] == 1


def test_unanimous_lone_and_repeated_votes(make: Make) -> None:
    yes = {"2": "1", "20": "1", "200": "1", "31": "8"}
    tables = read_votes(
        make(
            {"rcid": 1, "votes": yes},
            {"rcid": 2, "votes": {**yes, "20": "3"}},
            {"rcid": 3, "votes": {**yes, "31": "9"}},
            {"rcid": 4, "votes": yes, "session": 70},
            {"rcid": 5, "votes": {**yes, "20": "2", "2": "2"}},
        )
    )
    found = counts(tables)
    assert found["unanimous"] == 3
    assert found["lone-vote"] == 1
    assert found["same-votes"] == 2


# --- what ------------------------------------------------------------------------------------


def test_missing_facts_are_missing_not_false(make: Make) -> None:
    gone = {"importantvote": "", "amend": "", "para": "", "unres": ""}
    tables = read_votes(make({**gone, "me": 1}, {"rcid": 2, "me": "NA", "para": "1"}))
    last = tables.rollcalls.row(1, named=True)
    assert [last[c] for c in ("important", "amendment", "paragraph", "resolution")] == [None] * 4
    first = tables.rollcalls.row(0, named=True)
    assert (first["me"], first["paragraph"], last["me"]) == (None, True, True)
    found = counts(tables)
    assert found["importance-empty"] == found["amendment-empty"] == found["paragraph-empty"] == 1
    assert found["no-resolution"] == found["r-missing"] == 1
    assert "no-issue" not in found


def test_shared_resolution_and_no_issue(make: Make) -> None:
    tables = read_votes(make({"rcid": 1}, {"rcid": 2}, {"rcid": 3, "unres": "R/71/2", "hr": 1}))
    assert counts(tables)["shared-resolution"] == 2
    assert counts(tables)["no-issue"] == 2


@pytest.mark.parametrize(
    ("short", "descr", "title", "rule"),
    [
        ("A", "0", "A", "title-from-short"),
        ("A", "", "A", "title-from-short"),
        ("", "B", "B", "no-short"),
        ("", "", None, "no-title"),
        ("Same", "SAME", "SAME", None),
        ("A\tB", " C", "A B: C", "blank-ends"),
        ("", "wastes<d3>. The", "wastes<d3>. The", "garbled-title"),
        ("", "The TreatyÂ", "The TreatyÂ", "garbled-accents"),
        ("", 'He said "no"', 'He said "no"', "no-short"),
        ("NA", "B", "B", "no-short"),
    ],
)
def test_titles(make: Make, short: str, descr: str, title: str | None, rule: str | None) -> None:
    tables = read_votes(make({"short": short, "descr": descr}, {"rcid": 6002}))
    assert fact(tables, "title")[0] == title
    assert rule is None or counts(tables)[rule] == 1


# --- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
def test_forms_of_a_file_give_the_same(
    make: Make, pack: Callable[..., bytes], delimiter: str
) -> None:
    plain = read_votes(make())
    other = read_votes(pack(make(delimiter=delimiter)))
    assert other.votes.equals(plain.votes)
    assert other.rollcalls.equals(plain.rollcalls)


def test_variants_of_a_release_give_the_same(make: Make) -> None:
    plain = read_votes(make())
    data = make(columns=["vote", "session", "ccode", "rcid", "date", "descr", "short", "yes", "no",
                         "abstain", "unres", "para", "amend", "importantvote",
                         "ec", "hr", "co", "di", "nu", "me"])  # fmt: skip
    data = data.replace(b"ccode", b"CCode").replace(b"vote,", b"Vote,", 1)
    data = (
        data.replace(b"\n1,", b"\nYes,").replace(b"\n2,", b"\nabstain,").replace(b"\n3,", b"\nNo,")
    )
    data = data.replace(b"\n8,", b"\n8.0,").replace(b"\n", b"\r\n")
    other = read_votes(data)
    assert other.votes.equals(plain.votes)
    assert other.rollcalls.equals(plain.rollcalls)


def test_a_tab_file_may_escape_its_quotes_by_backslash(make: Make) -> None:
    quoted = 'on "X", a\\b'
    data = make({"descr": quoted}, delimiter="\t")
    assert b'"on ""X"", a\\b"' in data
    escaped = data.replace(b'"on ""X"", a\\b"', b'"on \\"X\\", a\\\\b"')
    assert (
        fact(read_votes(data), "title") == fact(read_votes(escaped), "title") == [f"TEST: {quoted}"]
    )


def test_windows_1252(make: Make) -> None:
    tables = read_votes(make({"descr": "Côte d’Ivoire"}).decode().encode("cp1252"))
    assert fact(tables, "title") == ["TEST: Côte d’Ivoire"]
    assert counts(tables)["windows-1252"] == 5


def test_few_columns_are_enough() -> None:
    tables = read_votes(b"resid,ccode,vote\n75001,2,3\n")
    row = tables.rollcalls.row(0, named=True)
    known = {"rollcall", "session", "forum", "absences", "link"}
    assert {name for name, value in row.items() if value is not None} == known


def test_chains_of_matches_are_one_text(make: Make) -> None:
    tables = read_votes(make(*({"rcid": n} for n in range(1, 6))))
    pairs = pl.DataFrame({"rcid1": [4, 1, 2, 9], "rcid2": [2, 4, 1, 1]})
    linked = link(tables, Matches(pairs))
    assert fact(linked, "link") == [1, 1, 3, 1, 5]
    assert counts(linked)["match-without-rollcall"] == 1


def test_a_roll_call_without_votes_joins_those_matched_to_it(make: Make) -> None:
    tables = read_votes(make(*({"rcid": n} for n in range(1, 4))))
    linked = link(tables, Matches(pl.DataFrame({"rcid1": [9, 9], "rcid2": [3, 2]})))
    assert fact(linked, "link") == [1, 2, 2]


def test_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "UNVotes.csv.gz").write_bytes(gzip.compress(make({"rcid": 1}, {"rcid": 2})))
    (tmp_path / "UNVotes_small.csv").write_bytes(make({"rcid": 1}))
    (tmp_path / "UNVotes_sessions75-78.csv").write_bytes(b"resid,ccode,vote\n75001,2,3\n")
    (tmp_path / "Matches.csv").write_bytes(b"v1,rcid1,rcid2\r\n1,1,2\r\n")
    (tmp_path / "countries.csv").write_bytes(b"ccode\n2\n")
    tables = read_unga(tmp_path)
    assert fact(tables, "rollcall") == [1, 2, 75001]
    assert fact(tables, "link") == [1, 1, 75001]
    assert counts(tables)["subset-ignored"] == 1
    read = ("UNVotes.csv.gz", "UNVotes_sessions75-78.csv", "Matches.csv")
    assert set(tables.checksums) == {str(tmp_path / name) for name in read}
    (tmp_path / "UNVotes_2.csv").write_bytes(make({"rcid": 2}))
    with pytest.raises(
        InputError, match=r"UNVotes_2\.csv: has rollcall 2, which .*UNVotes\.csv\.gz"
    ):
        read_unga(tmp_path)


def test_a_subset_alone_is_read(make: Make, tmp_path: Path) -> None:
    (tmp_path / "UNVotes_small.csv").write_bytes(make())
    assert fact(read_unga(tmp_path), "rollcall") == [6001]


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 4), st.sampled_from([2, 20, 200, 220, 365, 710])),
        st.sampled_from("12389"),
        min_size=1,
    )
)
def test_every_vote_that_goes_in_comes_out(ballots: dict[tuple[int, int], str]) -> None:
    lines = [f"{id_},{state},{vote},{70 + id_}" for (id_, state), vote in ballots.items()]
    tables = read_votes("\n".join(["rcid,ccode,vote,session", *lines]).encode())
    labels = {"1": "yes", "2": "abstain", "3": "no", "8": "absent"}
    expected = {(i, by_cow()[c], labels[v]) for (i, c), v in ballots.items() if v != "9"}
    assert set(tables.votes.iter_rows()) == expected
