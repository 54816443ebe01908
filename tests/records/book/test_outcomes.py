"""Tallies of single roll calls in a book."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.measures.rollcalls import tally
from nonaligned.measures.samples import chamber
from nonaligned.records import book
from nonaligned.records.book.outcomes import (
    BLOCK,
    decoded,
    encoded,
    pack_outcomes,
    read_outcomes,
    unpack_outcomes,
)
from nonaligned.tables import RESOLUTIONS

letters = st.text("ABCIVXZ", min_size=1, max_size=5)
parts = st.one_of(st.none(), letters, st.tuples(letters, letters).map("/".join))


@st.composite
def rows(draw: st.DrawFn) -> tuple[object, ...]:
    session, figure = draw(st.integers(1, 80)), draw(st.integers(1, 4000))
    own = str(figure) if session <= 30 else f"{session}/{figure}"
    special = st.tuples(st.sampled_from(("S", "ES")), st.integers(1, 40)).map(
        lambda of: f"{of[0]}-{of[1]}/{figure}"
    )
    number = draw(st.one_of(st.none(), st.just(own), special))
    counts = [draw(st.integers(0, 193)) for _ in range(3)]
    return session, 1, number, draw(parts), draw(st.booleans()), *counts


@given(st.lists(rows(), max_size=9))
def test_any_table_reads_back(found: list[tuple[object, ...]]) -> None:
    table = pl.DataFrame(found, RESOLUTIONS.schema, orient="row").with_columns(
        pl.int_range(1, pl.len() + 1).cast(pl.Int16).alias("place")
    )
    table = table.sort("session", "place")
    assert unpack_outcomes(pack_outcomes(table)).equals(table)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=6))
def test_letters_read_back(text: str) -> None:
    assert decoded(encoded(text)) == text


def test_through_a_file(tmp_path: Path) -> None:
    table = pl.DataFrame(
        [(26, 1, "2758", "G", True, 76, 35, 17), (72, 1, "ES-10/19", None, True, 127, 9, 35)],
        RESOLUTIONS.schema,
        orient="row",
    )
    counts = tally(*chamber(states=3, sessions=1, rollcalls=2, seed=1)).counts
    book.write(tmp_path / "b", counts, {}, {BLOCK: pack_outcomes(table)})
    assert read_outcomes(book.read(tmp_path / "b")).equals(table)
