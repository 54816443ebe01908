"""The store: versions, atomic replacement, two writers, a full disk, a killed process."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from nonaligned.errors import RecordError
from nonaligned.records import Provenance, Store, Tables, add, holdings
from nonaligned.records.readers.dataverse import read_votes
from nonaligned.records.store import NEW, default_home, locked
from nonaligned.tables import ROLLCALLS, VOTES

Make = Callable[..., bytes]


@pytest.fixture
def tables(make: Make) -> Tables:
    return read_votes(make())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def about(second: int = 0) -> Provenance:
    return Provenance(
        "unga", "votes.csv", {"votes.csv": "00"}, f"2026-01-01T00:00:{second:02d}+00:00", "0", "c"
    )


def test_what_goes_in_comes_out(store: Store, tables: Tables) -> None:
    record = store.add("unga", tables, about())
    again = store.open("unga")
    assert again == record
    assert isinstance(again.votes, pl.LazyFrame)
    assert again.votes.collect().equals(tables.votes)
    assert again.rollcalls.equals(tables.rollcalls)
    assert again.repairs.equals(tables.repairs)
    assert again.provenance == about()
    assert (again.coverage.rollcalls, again.coverage.votes, again.coverage.absences) == (1, 4, 1)
    assert str(again.coverage) == "sessions 71-71"
    VOTES.check(again.votes.collect())
    ROLLCALLS.check(again.rollcalls)


def test_versions(store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [store.add("unga", tables, about(second)) for second in range(3)]
    assert set(store.versions("unga")) == {record.version for record in first}
    assert store.versions("unga")[0] == first[2].version
    monkeypatch.setattr("nonaligned.records.store.KEPT_SECONDS", -1.0)
    records = [store.add("unga", tables, about(second)) for second in range(4)]
    assert store.versions("unga") == (records[3].version, records[2].version)
    assert store.open("unga").version == records[3].version
    assert store.open("unga", records[2].version).version == records[2].version
    with pytest.raises(RecordError, match="is not in the store"):
        store.open("unga", records[0].version)


def test_a_reader_keeps_its_version(store: Store, tables: Tables) -> None:
    """What was opened before another process replaced it can still be read."""
    old = store.add("unga", tables, about(0))
    lazy = old.votes
    store.add("unga", replace(tables, votes=tables.votes.head(0)), about(1))
    assert lazy.collect().height == tables.votes.height


def test_list_and_missing(store: Store, tables: Tables) -> None:
    assert store.list() == ()
    assert store.versions("unga") == ()
    assert "unga" not in store
    with pytest.raises(RecordError, match="nonaligned records add unga --from"):
        store.open("unga")
    store.add("undl", tables, about())
    record = store.add("unga", tables, about())
    assert [r.name for r in store.list()] == ["undl", "unga"]
    assert "unga" in store
    found = {holding.name: holding for holding in holdings(store)}
    assert found["unga"].version == record.version
    assert (found["unga"].coverage, found["unga"].votes) == ("sessions 71-71", 4)
    assert (found["book"].version, found["book"].votes) == ("", 0)


@pytest.mark.parametrize("name", ["../unga", "", ".", "a/b", "UNGA", "a b"])
def test_names_stay_in_the_store(store: Store, tables: Tables, name: str) -> None:
    with pytest.raises(RecordError, match="no name of a record"):
        store.add(name, tables, about())
    assert not store.home.exists()


def test_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONALIGNED_HOME", str(tmp_path / "own"))
    assert default_home() == tmp_path / "own"
    monkeypatch.delenv("NONALIGNED_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_home().name == "nonaligned"


def read_all(store: Store) -> None:
    record = store.open("unga")
    _ = (record.rollcalls, record.repairs, record.votes.collect())


@pytest.mark.parametrize(
    "damage", ["votes.parquet", "rollcalls.parquet", "repairs.parquet", "record.json"]
)
def test_damage_is_said(store: Store, tables: Tables, damage: str) -> None:
    record = store.add("unga", tables, about())
    (record.folder / damage).write_bytes(b"PAR1 damaged")
    with pytest.raises(RecordError, match="damaged"):
        read_all(store)
    (record.folder / damage).unlink()
    with pytest.raises(RecordError, match="is missing"):
        read_all(store)


def test_a_table_of_another_make_is_said(store: Store, tables: Tables) -> None:
    record = store.add("unga", tables, about())
    tables.votes.drop("vote").write_parquet(record.folder / "votes.parquet")
    with pytest.raises(RecordError, match="other columns than this version writes"):
        read_all(store)


@pytest.mark.parametrize("failing", range(1, 7))
def test_a_full_disk_loses_nothing(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The disk is full at the n-th write to be flushed."""
    before = store.add("unga", tables, about())
    calls = 0
    real = os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(RecordError, match="the disk is full; the store is as it was"):
            store.add("unga", replace(tables, votes=tables.votes.head(1)), about(1))
    assert store.open("unga").version == before.version
    assert store.open("unga").votes.collect().equals(tables.votes)
    store.add("unga", tables, about(2))
    assert not list(before.folder.parent.glob(f"{NEW}*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_parquet_on_a_really_full_disk(tables: Tables) -> None:
    from nonaligned.records.store import _parquet, _write, _write_errors

    with pytest.raises(RecordError, match="the disk is full"), _write_errors(Path("/dev/full")):
        _write(Path("/dev/full"), _parquet(tables.votes))


def test_a_writer_that_never_ends(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nonaligned.records.store.LOCK_SECONDS", 0.1)
    folder = store.home / "records" / "unga"
    with locked(folder), pytest.raises(RecordError, match="another process has been writing"):
        store.add("unga", tables, about())


def test_no_place_to_write(tmp_path: Path, tables: Tables) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordError, match=r"cannot be written: .* NONALIGNED_HOME"):
        Store(tmp_path / "file").add("unga", tables, about())


def test_what_reads_back_otherwise_is_not_made_current(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.add("unga", tables, about())
    with monkeypatch.context() as patch:
        patch.setattr(pl, "read_parquet", lambda *_: tables.votes.head(1))
        with pytest.raises(RecordError, match="reads back otherwise"):
            store.add("unga", tables, about(1))
    assert store.versions("unga") == (before.version,)


WRITER = """
import os, sys, time
from nonaligned.records import Store, add
store = Store(sys.argv[1])
data = open(sys.argv[2], "rb").read()
flush = os.fsync
os.fsync = lambda handle: (time.sleep(float(sys.argv[4])), flush(handle))
print("ready", flush=True)
for _ in range(int(sys.argv[3])):
    add("unga", data, store=store)
    print("added", flush=True)
"""


def writer(store: Store, path: Path, times: int, slow: float = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.home), str(path), str(times), str(slow)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )


def test_two_processes_writing_at_once(store: Store, make: Make, tmp_path: Path) -> None:
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path, rollcalls in zip(paths, (1, 2), strict=True):
        path.write_bytes(make(*({"rcid": n} for n in range(rollcalls))))
    running = [writer(store, path, 6) for path in paths]
    read = 0
    while any(process.poll() is None for process in running):
        if store.list():
            record = store.open("unga")
            assert record.coverage.rollcalls == record.rollcalls.height
            assert record.coverage.votes + record.coverage.absences == record.votes.collect().height
            read += 1
    for process in running:
        assert process.communicate()[0].count("added") == 6
        assert process.returncode == 0
    assert read > 0
    assert len(store.versions("unga")) == 12


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_killed_at_ten_moments(store: Store, make: Make, tmp_path: Path) -> None:
    """The store opens afterwards and holds the old version or the new one, whole."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_bytes(make({"rcid": 1}))
    new.write_bytes(make(*({"rcid": n} for n in range(1, 3))))
    first = add("unga", old, store=store).version
    moments = random.Random(20)
    for _ in range(10):
        before = store.open("unga").version
        process = writer(store, new, 1_000, slow=0.02)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        added = process.communicate()[0].count("added")
        record = store.open("unga")
        assert record.version != before or not added
        assert record.rollcalls.height == (1 if record.version == first else 2)
        assert record.coverage.rollcalls == record.rollcalls.height
        assert record.coverage.votes + record.coverage.absences == record.votes.collect().height
    add("unga", old, store=store)
    folder = store.home / "records" / "unga"
    assert not list(folder.glob(f"{NEW}*")), "a killed writer's leftovers stay"
    assert store.open("unga").rollcalls.height == 1
