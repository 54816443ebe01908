"""The rules of the published estimates, on made tables and on the real record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from nonaligned.measures.ideal.api import read_votes
from nonaligned.records.readers import read_unga
from nonaligned.study.ideal_rules import Choice, select
from nonaligned.tables import ROLLCALLS, VOTES

PUBLISHED = "unga/published/IdealpointestimatesAll_Apr2020.csv"


def tables(rows: list[tuple[int, int, bool, int]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Roll calls given as (id, session, paragraph vote, link), three voters each."""
    rollcalls = ROLLCALLS.empty()
    rollcalls = pl.DataFrame(
        {
            "rollcall": [r[0] for r in rows],
            "session": [r[1] for r in rows],
            "date": [date(1945 + r[1], 10, 1) for r in rows],
            "paragraph": [r[2] for r in rows],
            "link": [r[3] for r in rows],
        },
        schema_overrides={name: ROLLCALLS.schema[name] for name in ("rollcall", "session", "link")},
    )
    votes = pl.DataFrame(
        {
            "rollcall": [r[0] for r in rows for _ in range(4)],
            "state": ["ZAF", "ZAN", "USA", "RUS"] * len(rows),
            "vote": ["yes", "no", "abstain", "absent"] * len(rows),
        },
        schema=VOTES.schema,
    )
    return votes, rollcalls.with_columns(amendment=pl.lit(None, pl.Boolean), me=pl.lit(True))


def test_each_rule_leaves_out_what_it_says() -> None:
    votes, rollcalls = tables(
        [(1, 18, True, 1), (2, 19, False, 2), (3, 48, False, 1), (4, 50, True, 4)]
    )
    kept = select(votes, rollcalls).sort("item", "session", "state").rows()
    assert kept == [
        ("USA", 18, 1, "abstain"),
        ("ZAF", 18, 1, "yes"),
        ("USA", 48, 1, "abstain"),
    ]
    assert 50 in select(votes, rollcalls, Choice(parts=True))["session"].to_list()
    assert sorted(select(votes, rollcalls, Choice(linked=False))["item"].unique()) == [1, 3]
    assert select(votes, rollcalls, Choice(issue="me")).height == 3
    nothing = rollcalls.with_columns(me=pl.lit(None, pl.Boolean))
    assert select(votes, nothing, Choice(issue="me")).is_empty()


def record(shared_data: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    read = read_unga(shared_data / "unga")
    rollcalls = read.rollcalls.filter(pl.col("session") <= 74)
    return read.votes.join(rollcalls.select("rollcall"), on="rollcall", how="semi"), rollcalls


@pytest.mark.shared
def test_counts_of_the_published_estimates(shared_data: Path) -> None:
    votes, rollcalls = record(shared_data)
    cast = select(votes, rollcalls)
    # the published file still has West Germany in session 45
    united = (pl.col("state") == "DEU") & (pl.col("session") == 45)
    state = pl.when(united).then(pl.lit("GFR")).otherwise(pl.col("state"))
    made = read_votes(cast.with_columns(state.alias("state")))
    assert (made.n_votes, made.n_items, made.n_cells) == (797_473, 4_784, 10_469)
    assert len(set(made.cell_member.tolist())) == 199
    assert len(set(made.cell_period.tolist())) == 73
    published = pl.read_csv(shared_data / PUBLISHED, encoding="latin1", infer_schema_length=None)
    per_session = published.group_by("session").agg(pl.col("NVotes").sort()).sort("session")
    ours = pl.DataFrame(
        {"session": [made.periods[p] for p in made.cell_period], "NVotes": made.count}
    )
    assert (
        ours.group_by("session").agg(pl.col("NVotes").sort()).sort("session")["NVotes"].to_list()
        == per_session["NVotes"].to_list()
    )
    with_parts = read_votes(select(votes, rollcalls, Choice(parts=True)))
    assert (with_parts.n_votes, with_parts.n_items) == (860_676, 5_171)
