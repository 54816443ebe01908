"""Malformed files: one line that says what, where and what next; the store stays as it was."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.errors import InputError
from nonaligned.records import Store, add
from nonaligned.records.readers import read_unga, text
from nonaligned.tables import ROLLCALLS, VOTES

Make = Callable[..., bytes]


def corrupted(data: bytes) -> bytes:
    packed = bytearray(gzip.compress(data))
    packed[len(packed) // 2] ^= 0xFF
    return bytes(packed)


def replaced(old: str, new: str, line: int) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        lines = data.split(b"\n")
        assert old.encode() in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old.encode(), new.encode("latin-1"), 1)
        return b"\n".join(lines)

    return change


def without(column: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(column.encode(), b"other", 1)


def line(data: bytes, number: int) -> bytes:
    return data.split(b"\n")[number - 1] + b"\n"


# name: how the good file is spoilt, where the message must point, a word it must say
CASES: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "empty": (lambda data: b"", "", "empty"),
    "empty gzip": (lambda data: gzip.compress(b""), "", "empty"),
    "header only": (lambda data: line(data, 1), "", "no rows"),
    "truncated gzip": (lambda data: gzip.compress(data)[:-20], "", "truncated"),
    "damaged gzip": (corrupted, "", "damaged"),
    "gzip header only": (lambda data: gzip.compress(data)[:6], "", "truncated"),
    "zip archive": (lambda data: b"PK\x03\x04" + data, "", "zip archive"),
    "binary": (lambda data: bytes(range(256)) * 40, "line 1", "NUL"),
    "NUL byte": (replaced("TEST", "TE\0ST", 3), "line 3", "NUL"),
    "wrong delimiter": (lambda data: data.replace(b",", b";"), "line 1", "comma or tab"),
    "no delimiter": (lambda data: b"hello\nworld\n", "line 1", "comma or tab"),
    "missing column": (without("vote"), "line 1", "'vote' is missing"),
    "no roll call id": (without("rcid"), "line 1", "'rcid' or 'resid' is missing"),
    "column twice": (lambda data: data.replace(b"member", b"Vote", 1), "line 1", "twice"),
    "letters in numbers": (replaced("6001,20", "6001,2O", 3), "line 3, column 'ccode'", "'2O'"),
    "letters in a total": (replaced(",71,", ",71,x", 4), "line 4", "no whole number"),
    "unknown vote code": (replaced("200,1,2", "200,1,7", 4), "line 4, column 'vote'", "'7'"),
    "empty vote": (replaced("200,1,2", "200,1,", 4), "line 4, column 'vote'", "empty"),
    "unknown state": (replaced("6001,220", "6001,299", 5), "line 5, column 'ccode'", "'299'"),
    "duplicate row": (lambda data: data + line(data, 3), "line 7", "line 3 too"),
    "contradicting rows": (
        lambda data: data + line(data, 2).replace(b"2,1,3,", b"2,1,1,"),
        "line 7",
        "with another vote",
    ),
    "two sessions": (replaced(",71,", ",70,", 4), "line 4, column 'session'", "contradicts"),
    "no such session": (
        lambda d: d.replace(b",71,", b",7100,"),
        "line 2, column 'session'",
        "7100",
    ),
    "no session in the id": (
        lambda data: b"resid,ccode,vote\n2000000000,2,1\n",
        "line 2, column 'resid'",
        "no session of the General Assembly",
    ),
    "no session in the year": (
        lambda data: b"rcid,ccode,vote,year\n5,2,1,-32000\n",
        "line 2, column 'year'",
        "no session of the General Assembly",
    ),
    "no session": (lambda d: d.replace(b",71,", b",,"), "line 2, column 'session'", "empty"),
    "no date": (replaced("2016-11-14", "14/11/2016", 5), "line 5, column 'date'", "14/11/2016"),
    "short line": (replaced(",A made text,0,0,0,0,0,0", "", 4), "line 4", "17 fields"),
    "long line": (lambda data: data + line(data, 3).strip() + b",1\n", "line 7", "25 fields"),
    "blank line": (replaced("6001", "\n6001", 3), "line 3", "0 fields"),
    "blank line with a blank at the end": (lambda data: data + b" \n\n", "line 7", "1 fields"),
    "cut off": (lambda data: data[:-30], "line 6", "fields"),
    "stray quote": (replaced(",A made", ',"A" made', 4), "line 4", "quotes are damaged"),
    "quote in a word": (replaced("TEST", 'TE"ST', 4), "line 4", "a quote stands inside"),
    "open quote": (replaced("TEST", '"TEST', 4), "line", "quotes are damaged"),
    "mixed line ends": (
        replaced("A made text,0,0,0,0,0,0", "A,0,0,0,0,0,0\r", 4),
        "line 4",
        "mixes",
    ),
    "old Mac line ends": (lambda data: data.replace(b"\n", b"\r"), "line 1", "mixes line ends"),
    "byte-order mark": (lambda data: b"\xef\xbb\xbf" + data, "line 1", "byte-order mark"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "", "UTF-16"),
    "two encodings": (
        lambda d: replaced("made", "mad\xe9", 3)(d).replace(b"made", "madé".encode(), 1),
        "line 2",
        "two encodings",
    ),
    "no encoding": (replaced("made", "mad\x81", 3), "line 3", "neither UTF-8 nor Windows-1252"),
    "a number too large": (replaced("6001", "99999999999", 2), "line 2, column 'rcid'", "range"),
}


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n", b"\n" * (text.PIECE + 7)])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_empty_lines_at_the_end_are_no_rows(
    end: bytes, newline: bytes, make: Make, tmp_path: Path
) -> None:
    whole = make()
    path = tmp_path / "votes.csv"
    path.write_bytes((whole.rstrip() + end).replace(b"\n", newline))
    assert read_unga(path).votes.equals(read_unga(whole).votes)


@pytest.mark.parametrize("case", CASES)
def test_malformed_file_is_refused_in_one_line(case: str, make: Make, tmp_path: Path) -> None:
    spoil, where, word = CASES[case]
    store = Store(tmp_path / "store")
    before = add("unga", make(), store=store)
    path = tmp_path / "votes.csv"
    path.write_bytes(spoil(make()))
    with pytest.raises(InputError) as caught:
        add("unga", path, store=store)
    message = caught.value.message
    assert message.startswith(str(path))
    assert where in message
    assert word in message
    assert "\n" not in message
    assert caught.value.hint, "no next step"
    assert store.open("unga").version == before.version
    assert store.versions("unga") == (before.version,)


def test_missing_file_and_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        add("unga", tmp_path / "none.csv")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="holds no votes"):
        add("unga", tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_unreadable_file(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(make())
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything
        import builtins

        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(builtins, "open", denied)
    with pytest.raises(InputError, match="cannot be read: permission denied"):
        add("unga", path)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory from /proc")
def test_a_line_without_end_never_fills_the_memory(tmp_path: Path) -> None:
    """A line of 2 GB (a sparse file) and a gzipped one of 64 MB are refused after 1 MiB."""
    plain = tmp_path / "line.csv"
    with plain.open("wb") as out:
        out.write(b"rcid,ccode,vote,session\n6001,2,1,")
        out.write(b"7" * (1 << 21))
        out.truncate(2 << 30)
    packed = tmp_path / "line.csv.gz"
    pack = zlib.compressobj(wbits=31)
    with packed.open("wb") as out:
        out.write(pack.compress(b"rcid,ccode,vote,session\n6001,2,1,"))
        for _ in range(64):
            out.write(pack.compress(b"7" * (1 << 20)))
        out.write(pack.flush())
    code = (
        "import re, sys\n"
        "from nonaligned.errors import InputError\n"
        "from nonaligned.records.readers.text import plain_text\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n"
        "        with plain_text(path): pass\n"
        "    except InputError as error: print(error)\n"
        # not getrusage: its peak includes the parent's, which a fork starts from
        "status = open('/proc/self/status').read()\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1]) // 1024)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, plain, packed], capture_output=True, text=True, check=True
    )
    *messages, megabytes = run.stdout.splitlines()
    assert len(messages) == 2
    assert all("line 2: a line is longer than 1 MiB" in message for message in messages)
    assert int(megabytes) < 500


def test_gzip_bomb_of_good_lines_is_refused(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "RATIO_FREE", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    row = line(make(), 3)
    path.write_bytes(gzip.compress(line(make(), 1) + row * 200_000))
    with pytest.raises(InputError, match="gzip bombs"):
        add("unga", path)


def test_no_room_to_unpack(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(make())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(text._Checks, "feed", full)
    with pytest.raises(InputError, match=r"no space left on device\. Check .* TMPDIR"):
        add("unga", path)


def test_no_copy_is_left_behind(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    for data in (make(), make() + b"x"):
        path = tmp_path / "votes.csv"
        path.write_bytes(data)
        try:
            add("unga", path)
        except InputError:
            continue
    assert not list(scratch.iterdir())


@pytest.fixture
def pipe(make: Make) -> Iterator[object]:
    """A stream that cannot seek, like standard input."""
    reading, writing = os.pipe()
    os.write(writing, gzip.compress(make()))
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        yield stream


def test_standard_input(pipe: object, tmp_path: Path) -> None:
    record = add("unga", pipe, store=Store(tmp_path))  # type: ignore[arg-type]
    assert record.coverage.votes == 4
    assert record.provenance.origin == "standard input"
    with pytest.raises(InputError, match="standard input: is empty"):
        add("unga", b"" or pipe, store=Store(tmp_path))  # type: ignore[arg-type]


@pytest.mark.parametrize("whole", [True, False])
def test_standard_input_of_a_process(make: Make, tmp_path: Path, whole: bool) -> None:
    code = (
        "import sys\n"
        "from nonaligned.errors import InputError\n"
        "from nonaligned.records import Store, add\n"
        "try: print(add('unga', '-', store=Store(sys.argv[1])).coverage)\n"
        "except InputError as error: print(error)\n"
    )
    data = gzip.compress(make())
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        input=data if whole else data[:-9],
        capture_output=True,
        check=True,
    )
    said = run.stdout.decode()
    assert said.startswith("sessions 71-71" if whole else "standard input: is truncated gzip")


EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 30), st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=200)
@given(edits=EDITS, packed=st.booleans())
def test_any_damage_is_refused_or_read(
    edits: list[tuple[int, int, bytes]], packed: bool, make: Make
) -> None:
    """Whatever is overwritten: tables that keep their contracts, or one line that says why."""
    data = bytearray(gzip.compress(make(), mtime=0) if packed else make())
    for place, length, new in edits:
        start = place % len(data) if data else 0
        data[start : start + length] = new
    message = ""
    try:
        tables = read_unga(bytes(data))
        VOTES.check(tables.votes)
        ROLLCALLS.check(tables.rollcalls)
    except InputError as error:
        message = error.message
    assert "\n" not in message
