"""The real record, read once for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from nonaligned.measures.rollcalls import tally
from nonaligned.measures.tallies import Tallies
from nonaligned.records.readers.folder import read_unga


@pytest.fixture(scope="session")
def real_tables(shared_data: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    tables = read_unga(shared_data / "unga" / "UNVotes.csv.gz")
    return tables.votes, tables.rollcalls


@pytest.fixture(scope="session")
def real(real_tables: tuple[pl.DataFrame, pl.DataFrame]) -> Tallies:
    return tally(*real_tables)
