"""The book: the same answers as from votes, the same bytes from every build, and damage named."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.errors import RecordError
from nonaligned.measures.agreement import agreement
from nonaligned.measures.estimates import Interval
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.samples import chamber
from nonaligned.measures.tallies import BASE_CUTS, Tallies
from nonaligned.records import book
from nonaligned.records.book.blocks import MAGIC, read_blocks, write_blocks

ABOUT = {"source": "made up", "version": "1"}


@pytest.fixture(scope="module")
def made() -> Tallies:
    return tally(*chamber(states=7, sessions=4, rollcalls=24, seed=5))


@pytest.fixture
def path(made: Tallies, tmp_path: Path) -> Path:
    book.write(tmp_path / "book.bin", made.counts, ABOUT)
    return tmp_path / "book.bin"


def assert_same_answers(one: Tallies, two: Tallies) -> None:
    assert (one.states, one.sessions, one.cuts) == (two.states, two.sessions, two.cuts)
    spans = [(one.sessions[0], one.sessions[-1]), (one.sessions[-1], one.sessions[-1])]
    for cut in (*BASE_CUTS, "all-me", "all-parts"):
        for span in spans:
            for name in ("rollcalls", "cast", "pairs", "design_effect", "cast_by_session"):
                left, right = (getattr(t, name)(cut, *span) for t in (one, two))
                assert np.array_equal(left, right), (name, cut, span)
        crowds = np.stack([np.arange(len(one.states)) % k != 1 for k in (1, 2, 3)])
        left, right = (t.crowds_by_session(cut, crowds) for t in (one, two))
        assert np.array_equal(left, right)
        for state in one.states[:3]:
            left, right = (t.rows_by_session(cut, state, *spans[0]) for t in (one, two))
            assert np.array_equal(left, right)
        for second in one.sessions[1:4]:
            left, right = (t.recurring(cut, one.sessions[0], second) for t in (one, two))
            assert np.array_equal(left, right)


def test_answers_as_the_votes_do(made: Tallies, path: Path) -> None:
    read = Tallies(book.read(path))
    assert_same_answers(made, read)
    assert read.source == "made up"
    for how in ("auto", "closed"):
        table = agreement(read, "S00", cut="all-me", interval=Interval(how)).table  # type: ignore[arg-type]
        assert table.equals(agreement(made, "S00", cut="all-me", interval=Interval("closed")).table)
    with pytest.raises(RecordError, match="needs single roll calls"):
        agreement(read, "S00", interval=Interval("bootstrap"))


@given(st.integers(2, 6), st.integers(1, 4), st.integers(4, 10), st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_any_chamber_round_trips(tmp_path_factory, states, sessions, rollcalls, seed) -> None:
    path = tmp_path_factory.mktemp("book") / "book.bin"
    made = tally(*chamber(states, sessions, rollcalls, seed))
    book.write(path, made.counts, ABOUT)
    assert_same_answers(made, Tallies(book.read(path)))


def test_same_bytes_whatever_the_order_of_rows(path: Path, tmp_path: Path) -> None:
    votes, rollcalls = chamber(states=7, sessions=4, rollcalls=24, seed=5)
    shuffled = tally(
        votes.sample(fraction=1, shuffle=True, seed=2),
        rollcalls.sample(fraction=1, shuffle=True, seed=3),
    )
    book.write(tmp_path / "again.bin", shuffled.counts, ABOUT)
    assert (tmp_path / "again.bin").read_bytes() == path.read_bytes()


def test_a_book_can_be_written_from_a_book(path: Path, tmp_path: Path) -> None:
    book.write(tmp_path / "copy.bin", book.read(path), ABOUT)
    assert (tmp_path / "copy.bin").read_bytes() == path.read_bytes()


def test_further_blocks_of_any_shape_and_kind(made: Tallies, tmp_path: Path) -> None:
    arrays = {
        "state": np.array(["ABC", "ÅÄÖ"]),
        "mean": np.array([[0.5, np.nan], [-1.25, np.inf]]),
        "small": np.array([-3, 4], dtype=np.int8),
        "none": np.zeros((0, 3)),
        "one": np.array(7),
    }
    book.write(tmp_path / "b", made.counts, ABOUT, {"ideal/all": arrays})
    back = book.read(tmp_path / "b").block("ideal/all")
    assert set(back) == set(arrays)
    for name, array in arrays.items():
        assert np.array_equal(back[name], array, equal_nan=array.dtype.kind == "f")
        assert back[name].shape == array.shape
    with pytest.raises(TypeError, match="numbers and text"):
        write_blocks(tmp_path / "c", {}, {"x": {"y": np.array([object()])}})


def test_only_blocks_that_are_asked_for_are_unpacked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = book.read(path)
    asked: list[str] = []
    real = type(opened.file).read

    def noting(self, name):  # type: ignore[no-untyped-def]
        asked.append(name)
        return real(self, name)

    monkeypatch.setattr(type(opened.file), "read", noting)
    Tallies(book.read(path)).pairs("hr", 2, 3)
    assert set(asked) == {"order", "cast/hr", "pairs/hr/2", "pairs/hr/3"}


def test_every_damaged_byte_is_found(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    draw = np.random.default_rng(4)
    for place in draw.integers(0, len(whole), size=60).tolist():
        damaged = bytearray(whole)
        damaged[place] ^= 1 << int(draw.integers(8))
        other = tmp_path / "damaged.bin"
        other.write_bytes(damaged)
        with pytest.raises(RecordError, match=r"damaged|no book") as caught:
            book.read(other).check()
        assert str(other) in caught.value.message
        assert "\n" not in caught.value.message


def test_a_damaged_block_is_named_and_the_others_still_answer(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    file = read_blocks(path)
    start = len(whole) - len(file.payload)
    whole[start + file.blocks["pairs/hr/2"][0] + 3] ^= 255
    path.write_bytes(whole)
    tallies = Tallies(book.read(path))
    assert tallies.pairs("hr", 3, 3).sum() > 0
    with pytest.raises(RecordError, match="block 'pairs/hr/2' is damaged"):
        tallies.pairs("hr", 2, 3)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.5, 0.999])
def test_a_truncated_book_is_refused(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(RecordError, match=r"damaged|no book"):
        book.read(path).check()


def test_other_files_are_refused(tmp_path: Path) -> None:
    for content in (b"", b"PAR1....", MAGIC, MAGIC + b"\0" * 3):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(RecordError):
            book.read(tmp_path / "x")
    with pytest.raises(RecordError, match="no such file"):
        book.read(tmp_path / "absent")
    with pytest.raises(RecordError, match="is a directory"):
        book.read(tmp_path)


def test_a_failed_write_leaves_the_old_book(
    made: Tallies, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        book.write(path, made.counts, {"source": "other"})
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_unknown_cut_and_block(path: Path) -> None:
    opened = book.read(path)
    with pytest.raises(RecordError, match="no cut 'gold'"):
        opened.pairs("gold", (1,))
    with pytest.raises(RecordError, match="no block 'ideal/all'"):
        opened.block("ideal/all")
