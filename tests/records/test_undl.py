"""The UN Digital Library's form, on a small made file true to it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import polars as pl
import pytest

from nonaligned.errors import InputError
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.undl import read_undl

HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,"
    "total_ms,undl_link"
)
BASE = {
    "undl_id": "4060001",
    "date": "2016-12-19",
    "session": "71",
    "resolution": "A/RES/71/900",
    "draft": "A/71/L.900",
    "committee_report": "",
    "meeting": "A/71/PV.900",
    "title": "A made text, with a comma : resolution / adopted by the General Assembly",
    "agenda_title": "A/71/251 900 A made item.",
    "subjects": "MADE SUBJECT|ANOTHER",
    "vote_note": "",
    "total_yes": "1",
    "total_no": "1",
    "total_abstentions": "1",
    "total_non_voting": "1",
    "total_ms": "4",
    "undl_link": "https://digitallibrary.un.org/record/4060001",
}
VOTES = {"FRA": "Y", "USA": "N", "DEU": "A", "NAM": "X"}


def undl_file(*rollcalls: dict[str, Any], header: str = HEADER) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER.split(","), lineterminator="\r\n")
    for rollcall in rollcalls or ({},):
        facts = {**BASE, **{k: v for k, v in rollcall.items() if k != "votes"}}
        for code, vote in rollcall.get("votes", VOTES).items():
            writer.writerow({**facts, "ms_code": code, "ms_name": code, "ms_vote": vote})
    return f"{header}\r\n{out.getvalue()}".encode()


def counts(tables: Tables) -> dict[str, int]:
    return dict(tables.repairs.select("rule", "count").iter_rows())


def votes(tables: Tables) -> dict[str, str]:
    return dict(tables.votes.select("state", "vote").iter_rows())


def test_plain_file() -> None:
    tables = read_undl(undl_file())
    assert votes(tables) == {"FRA": "yes", "USA": "no", "DEU": "abstain", "NAM": "absent"}
    row = tables.rollcalls.row(0, named=True)
    assert (row["rollcall"], row["session"], row["date"]) == (4060001, 71, date(2016, 12, 19))
    assert (row["yes"], row["abstain"], row["no"]) == (1, 1, 1)
    assert row["resolution"] == "A/RES/71/900"
    assert row["title"].startswith("A made text, with a comma")
    assert (row["me"], row["important"], row["amendment"]) == (None, None, None)
    assert (row["absences"], row["date_precision"], row["forum"]) == ("recorded", "day", "regular")
    assert "printed-totals" not in counts(tables)


def test_older_spellings_and_a_byte_order_mark() -> None:
    old = HEADER.replace("ms_code", "ms_codes").replace("ms_vote", "ms_votes")
    data = undl_file({"votes": {**VOTES, "NAM": "NV"}}, header=old)
    tables = read_undl(b"\xef\xbb\xbf" + data)
    assert tables.votes.equals(read_undl(undl_file()).votes)
    assert counts(tables)["byte-order-mark"] == 1


def test_codes_mean_what_they_meant_at_the_date() -> None:
    old = {"date": "1985-12-10", "session": "40", "undl_id": "1"}
    tables = read_undl(
        undl_file({**old, "votes": {"DEU": "Y", "DDR": "N", "SUN": "N", "YUG": "A"}}, {})
    )
    before = tables.votes.filter(pl.col("rollcall") == 1)
    after = tables.votes.filter(pl.col("rollcall") == 4060001)
    assert set(before["state"]) == {"GFR", "DDR", "RUS", "SRB"}
    assert "DEU" in set(after["state"])


def test_a_code_of_another_time_with_one_meaning() -> None:
    old = {"date": "1970-12-10", "session": "25", "votes": {"BEN": "Y", "FRA": "N"}}
    tables = read_undl(undl_file(old))
    assert votes(tables) == {"BEN": "yes", "FRA": "no"}
    assert counts(tables)["code-of-another-time"] == 1


def test_the_china_seat() -> None:
    old = {"date": "1965-12-10", "session": "20", "undl_id": "1", "votes": {"CHN": "Y"}}
    tables = read_undl(undl_file(old, {"votes": {"CHN": "N", "FRA": "Y"}}))
    assert tables.votes.filter(pl.col("vote") == "yes")["state"].to_list() == ["TWN", "FRA"]
    assert tables.votes.filter(pl.col("vote") == "no")["state"].to_list() == ["CHN"]
    assert counts(tables)["china-seat-by-date"] == 1


@pytest.mark.parametrize(
    ("written", "resolution", "day", "session", "forum"),
    [
        ("10emsp", "A/RES/ES-10/22", "2023-12-12", 78, "emergency"),
        ("11emsp", "A/RES/ES-11/1", "2022-03-02", 76, "emergency"),
        ("6sp", "A/RES/S-6/3201", "1974-05-01", 28, "special"),
        ("", "A/RES/71/900", "2016-12-19", 71, "regular"),
    ],
)
def test_special_sessions(
    written: str, resolution: str, day: str, session: int, forum: str
) -> None:
    facts = {"session": written, "resolution": resolution, "date": day, "votes": {"FRA": "Y"}}
    tables = read_undl(undl_file(facts))
    row = tables.rollcalls.row(0, named=True)
    assert (row["session"], row["forum"]) == (session, forum)
    assert counts(tables)["session-from-date"] == 1


def test_a_vote_outside_membership_is_flagged() -> None:
    tables = read_undl(undl_file({"date": "1985-12-10", "votes": {"SSD": "Y", "FRA": "Y"}}))
    assert counts(tables)["vote-by-nonmember"] == 1


def test_days_are_true_in_every_session() -> None:
    tables = read_undl(undl_file({"date": "1985-12-03", "session": "40", "votes": {"FRA": "Y"}}))
    row = tables.rollcalls.row(0, named=True)
    assert (row["date"], row["date_precision"]) == (date(1985, 12, 3), "day")


def test_notes_totals_and_drafts() -> None:
    tables = read_undl(
        undl_file({"vote_note": "Later advised", "total_yes": "9", "resolution": ""})
    )
    assert counts(tables)["vote-notes"] == 1
    assert counts(tables)["printed-totals"] == 1
    assert tables.rollcalls["resolution"].to_list() == ["A/71/L.900"]


BAD = {
    "unknown code": ({"votes": {"FRA": "Y", "XQX": "Y"}}, "line 3, column 'ms_code': 'XQX'"),
    "unknown vote": ({"votes": {"FRA": "Q"}}, "line 2, column 'ms_vote': 'Q'"),
    "no date": ({"date": ""}, "line 2, column 'date': the value is empty"),
    "odd session": ({"session": "seventy"}, "line 2, column 'session': 'seventy'"),
    "no such session": ({"session": "7100"}, "line 2, column 'session': '7100'"),
    "odd total": ({"total_no": "many"}, "line 2, column 'total_no': 'many'"),
    "id is no number": ({"undl_id": "x"}, "line 2, column 'undl_id': 'x'"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_values(case: str) -> None:
    facts, message = BAD[case]
    with pytest.raises(InputError) as caught:
        read_undl(undl_file(facts))
    assert message in caught.value.message


def test_contradictions() -> None:
    with pytest.raises(InputError, match="line 6, column 'ms_code': 'FRA' occurs on an earlier"):
        read_undl(undl_file({}, {"votes": {"FRA": "N"}}))
    with pytest.raises(InputError, match=r"line 6, column 'date': .* contradicts"):
        read_undl(undl_file({}, {"date": "2016-12-20", "votes": {"GBR": "N"}}))
