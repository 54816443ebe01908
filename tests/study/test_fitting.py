"""Ideal points on issues against the published files, and fits that are kept."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from nonaligned import records, states, study
from nonaligned.errors import InputError, RecordError
from nonaligned.records import Tables
from nonaligned.study.bookmaking import until
from nonaligned.study.fit_runs import write_table
from nonaligned.study.fitting import EVERY, fit_tables

PUBLISHED = {"me": "MiddleEast", "hr": "HumanRights", "nu": "Nuclear", "important": "Important"}
LEAST = {"me": 0.94, "hr": 0.95, "nu": 0.75, "important": 0.90}
"""Lowest correlation in a session; nuclear votes of one session turn on few texts."""


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> Tables:
    return until(records.readers.folder.read_unga(shared_data / "unga"), 74)


def published(folder: Path, issue: str) -> pl.DataFrame:
    name = PUBLISHED[issue]
    file = folder / "unga" / "published" / f"Idealpointestimates{name}_Apr2020.csv"
    table = pl.read_csv(file, encoding="windows-1252", infer_schema_length=0)
    return table.select(
        pl.col("ccode").cast(pl.Int64).replace_strict(states.by_cow()).alias("state"),
        pl.col("session").cast(pl.Int64),
        pl.col(f"IdealPoint{name}").cast(pl.Float64).alias("published"),
    )


@pytest.mark.shared
@pytest.mark.parametrize("issue", PUBLISHED)
def test_order_of_states_within_sessions_is_the_published_one(
    issue: str, tables: Tables, shared_data: Path
) -> None:
    found = fit_tables(tables.votes, tables.rollcalls, issue).table
    both = found.join(published(shared_data, issue), on=["state", "session"])
    by_session = both.group_by("session").agg(pl.corr("mean", "published").alias("r"))["r"]
    assert both.height > 6000
    assert float(by_session.median()) > 0.95  # type: ignore[arg-type]
    assert float(by_session.min()) > LEAST[issue]  # type: ignore[arg-type]


def test_an_unknown_issue_is_refused() -> None:
    with pytest.raises(InputError, match="important"):
        fit_tables(pl.DataFrame(), pl.DataFrame(), "xx")


def test_the_book_has_all_votes_and_the_six_issues() -> None:
    for issue in EVERY[:-1]:
        table = study.positions("USA", "RUS", issue=issue)
        assert set(table["state"]) == {"USA", "RUS"}
        assert (table["low"] < table["mean"]).all()
        assert (table["mean"] < table["high"]).all()


def test_issues_that_the_book_lacks_are_named() -> None:
    with pytest.raises(RecordError, match="It has all, co"):
        study.positions("USA", issue="important")


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    write_table(path, pl.DataFrame({"a": [1]}))
    before = path.read_bytes()
    with pytest.raises(pl.exceptions.ComputeError):
        write_table(path, pl.DataFrame({"a": [[1]]}))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["points.csv"]
