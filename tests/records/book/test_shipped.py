"""The book that ships: small, quick, complete, and what the record gives when counted again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from nonaligned.measures.agreement import agreement
from nonaligned.measures.comparison import share_difference
from nonaligned.measures.estimates import Interval
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.tallies import BASE_CUTS, Tallies
from nonaligned.records import book
from nonaligned.records.readers.folder import read_unga
from nonaligned.study.bookmaking import build_book


def test_small_and_whole() -> None:
    shipped = book.read()
    shipped.check()
    assert book.SHIPPED.stat().st_size <= 10_000_000
    assert shipped.sessions == tuple(range(1, 75))
    assert shipped.cuts == BASE_CUTS
    assert not any("/" in name for name in shipped.provenance["checksums"])


def test_no_title_is_in_it() -> None:
    """Nothing in it is text but ids of states, names of cuts and where it comes from."""
    file = book.read().file
    kinds = {kind for _, _, _, layout in file.blocks.values() for _, kind, _ in layout}
    assert not any("U" in kind for kind in kinds)
    assert set(file.about) == {"states", "sessions", "cuts", "provenance"}


def test_forty_sessions_at_once() -> None:
    tallies = Tallies(book.read())
    pairs = tallies.pairs("all", 34, 73)
    assert pairs[tallies.index("IRN"), tallies.index("USA")].sum() > 3000


def test_dozens_of_states_vote_yes_on_palestine_at_least_as_often_as_iran() -> None:
    tallies = Tallies(book.read())
    others = share_difference(tallies, "IRN", cut="me", first=44, last=73).table
    throughout = others.filter(pl.col("n") > 400)
    assert throughout.filter(pl.col("value") <= 0).height >= 24


@pytest.mark.shared
def test_the_same_bytes_when_built_again(shared_data: Path, tmp_path: Path) -> None:
    """As ``nonaligned book build --from ../shared/data/unga`` does it."""
    folder, shipped = shared_data / "unga", book.read()
    for name, checksum in shipped.provenance["checksums"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    again = build_book(folder, tmp_path / "again.bin", lambda *_: None)
    assert again.read_bytes() == book.SHIPPED.read_bytes()


@pytest.mark.shared
def test_answers_as_the_votes_do(shared_data: Path) -> None:
    tables = read_unga(shared_data / "unga" / "UNVotes.csv.gz")
    votes, shipped = tally(tables.votes, tables.rollcalls), Tallies(book.read())
    assert votes.states == shipped.states
    for cut in ("all", "me", "all-parts"):
        assert np.array_equal(shipped.pairs(cut, 44, 73), votes.pairs(cut, 44, 73))
        assert np.array_equal(shipped.cast(cut), votes.cast(cut))
    for how in ("agree3", "scott_pi"):
        one, two = (
            agreement(t, "IND", measure=how, interval=Interval("closed")).table
            for t in (votes, shipped)
        )
        assert one.equals(two)
