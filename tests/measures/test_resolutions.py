"""Tallies of single roll calls and the numbers of their resolutions."""

from __future__ import annotations

import polars as pl
import pytest

from nonaligned.measures.resolutions import resolutions
from nonaligned.measures.samples import chamber
from nonaligned.tables import RESOLUTIONS, ROLLCALLS


def numbered(session: int, resolution: str | None) -> tuple[str | None, str | None]:
    """Number and part that one roll call gets."""
    votes, rollcalls = chamber(states=3, sessions=1, rollcalls=1, seed=1)
    rollcalls = rollcalls.with_columns(
        session=pl.lit(session, pl.Int16), resolution=pl.lit(resolution, pl.String)
    )
    found = resolutions(votes, ROLLCALLS.check(rollcalls)).row(0, named=True)
    return found["number"], found["part"]


@pytest.mark.parametrize(
    ("session", "resolution", "number", "part"),
    [
        (26, "R/26/2758G", "2758", "G"),
        (38, "R/38/7", "38/7", None),
        (71, "A/RES/71/258", "71/258", None),
        (46, "R/46/36L", "46/36", "L"),
        (47, "R/47/220A/IV", "47/220", "A/IV"),
        (31, "R/31/208/III", "31/208", "III"),
        (72, "A/RES/ES-10/19", "ES-10/19", None),
        (73, "A/RES/S-32/1", "S-32/1", None),
        (5, "R/5/347", None, None),  # a page of the record
        (23, "R/23/2393", None, None),  # the vote on 2391
        (17, "R/16/1398", None, None),
        (11, "ESS/2/80A", None, None),
        (67, "R/677/46", None, None),  # another session's
        (22, None, None, None),
    ],
)
def test_numbers(session: int, resolution: str | None, number: str | None, part: str) -> None:
    assert numbered(session, resolution) == (number, part)


def test_tallies_are_counted_not_copied() -> None:
    votes, rollcalls = chamber(states=9, sessions=3, rollcalls=8, seed=4)
    rollcalls = rollcalls.with_columns(pl.lit(99, pl.Int16).alias(n) for n in ("yes", "no"))
    found = resolutions(votes, rollcalls)
    assert found.height == rollcalls.height
    for row, call in zip(found.to_dicts(), rollcalls["rollcall"], strict=True):
        cast = votes.filter(pl.col("rollcall") == call)["vote"]
        for answer in ("yes", "no", "abstain"):
            assert row[answer] == (cast == answer).sum()
    assert found["place"].to_list() == [*range(1, 9)] * 3


def test_parts_are_told_from_whole_texts_and_the_order_of_rows_does_not_matter() -> None:
    votes, rollcalls = chamber(states=4, sessions=1, rollcalls=3, seed=2)
    rollcalls = rollcalls.with_columns(
        amendment=pl.Series([True, None, False]), paragraph=pl.Series([None, None, True])
    )
    found = resolutions(votes, rollcalls)
    assert found["whole"].to_list() == [False, True, False]
    assert found.equals(resolutions(votes.reverse(), rollcalls.reverse()))


def test_a_roll_call_without_votes_is_kept_with_zeros() -> None:
    votes, rollcalls = chamber(states=4, sessions=1, rollcalls=2, seed=2)
    found = resolutions(votes.filter(pl.col("rollcall") == 1), rollcalls)
    assert found.select("yes", "no", "abstain").row(1) == (0, 0, 0)
    assert found.schema == pl.Schema(RESOLUTIONS.schema)
