"""From a file, an archive or standard input to checked plain text on disk.

Everything is streamed in pieces of 256 KiB, so neither a line without end nor a gzip bomb is
ever held in memory. What passes is UTF-8, has one kind of line end, no NUL and no line over
1 MiB; all else is refused with the line it is on.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import os
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from nonaligned.errors import InputError
from nonaligned.records.readers.rules import Repair

Progress = Callable[[str, int, int | None], None]
"""Called with the name of the stage, what is done and the total (None: not known)."""

Origin = str | os.PathLike[str] | bytes | BinaryIO
"""A path, the bytes themselves, or an open binary file such as ``sys.stdin.buffer``."""

PIECE = 1 << 18
LINE_LIMIT = 1 << 20
SIZE_LIMIT = 4 << 30
RATIO_LIMIT = 200
RATIO_FREE = 64 << 20
LINES_A_REPORT = 50_000

_OTHER_FORMATS = {
    b"PK\x03\x04": "a zip archive",
    b"\xfd7zXZ": "an xz archive",
    b"BZh": "a bzip2 archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x89HDF": "an HDF5 file",
    b"PAR1": "a Parquet file",
    b"RDX": "an R data file",
    b"%PDF": "a PDF file",
    b"<!DOC": "a web page",
    b"<html": "a web page",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


def silent(stage: str, done: int, total: int | None) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Plain:
    """Checked plain text on disk.

    Parameters
    ----------
    path : Path
        UTF-8 text without byte-order mark.
    name : str
        The source as the user knows it, for messages.
    delimiter : str
        Comma or tab.
    header : tuple of str
        The first line's fields as written.
    rows : int
        Lines of data.
    repairs : tuple of Repair
        What was done to the text.
    sha256 : str
        Of the bytes that were read, packed as they came.
    """

    path: Path
    name: str
    delimiter: str
    header: tuple[str, ...]
    rows: int
    repairs: tuple[Repair, ...]
    sha256: str

    def line_of(self, row: int) -> int:
        """Return the line in the file, from 1, on which data row `row` (from 0) ends."""
        with self.path.open(newline="", encoding="utf-8") as lines:
            reader = csv.reader(lines, delimiter=self.delimiter)
            for number, _ in enumerate(reader):
                if number == row + 1:
                    break
            return reader.line_num


@contextmanager
def plain_text(
    source: Origin,
    *,
    progress: Progress = silent,
    byte_order_mark: bool = False,
) -> Iterator[Plain]:
    r"""Open a source as checked plain text; the temporary copy goes when the block ends.

    Parameters
    ----------
    source : str, path, bytes or binary file
        Plain or gzip.
    progress : callable, optional
    byte_order_mark : bool
        Skip a UTF-8 byte-order mark instead of refusing the file.

    Yields
    ------
    Plain

    Raises
    ------
    InputError
        It cannot be read as comma- or tab-separated text.

    Examples
    --------
    >>> with plain_text(b"a,b\n1,2\n") as text:
    ...     text.header, text.rows
    (('a', 'b'), 1)
    """
    name = _name(source)
    with tempfile.TemporaryDirectory(prefix="nonaligned-") as folder:
        copy = Path(folder) / "plain"
        with _opened(source, name) as stream, _readable(name):
            report = _on_bytes(progress, source)
            checks = _copy(stream, copy, name, report, byte_order_mark)
            repairs = [Repair("byte-order-mark", 1)] if checks.marked else []
            if not checks.utf8:
                repairs.append(_to_utf8(copy, name, checks.bad_line))
            _refuse_mixed_ends(copy, name, checks)
            _drop_blank_end(copy)
            header, delimiter = _header(copy, name)
            rows = _rows(copy, name, header, delimiter, _on_lines(progress, checks.lines))
        yield Plain(copy, name, delimiter, header, rows, tuple(repairs), checks.sha256)


def _name(source: Origin) -> str:
    if isinstance(source, (str, os.PathLike)):
        return os.fspath(source)
    return "standard input" if not isinstance(source, bytes) else "<bytes>"


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn an error of the disk, read from or unpacked to, into one line."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"cannot be read or unpacked: {error.strerror or error}".lower(),
            where=name,
            hint=f"Check the disk and the free space in {tempfile.gettempdir()} (set by TMPDIR)",
        ) from error


def _on_bytes(progress: Progress, source: Origin) -> Callable[[int], None]:
    """Report bytes read of those there are; standard input does not say how many."""
    total = None
    if isinstance(source, bytes):
        total = len(source)
    elif isinstance(source, (str, os.PathLike)):
        total = os.path.getsize(source)
    return lambda done: progress("unpack", done, total)


def _on_lines(progress: Progress, total: int) -> Callable[[int], None]:
    return lambda done: progress("check", done, total)


@contextmanager
def _opened(source: Origin, name: str) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    elif isinstance(source, (str, os.PathLike)):
        try:
            stream = open(source, "rb")  # noqa: SIM115 - closed below
        except FileNotFoundError:
            raise InputError("no such file", where=name, hint="Check the path") from None
        except IsADirectoryError:
            raise InputError("is a folder", where=name, hint="Name a file in it") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            hint = "Check its permissions and the disk"
            raise InputError(f"cannot be read: {reason}", where=name, hint=hint) from None
        with stream:
            yield stream
    else:
        yield source


@dataclass
class _Checks:
    """What a pass over the text has found so far."""

    name: str
    lines: int = 0
    ends: int = 0  # line ends of the form CR LF
    returns: int = 0  # carriage returns in all
    tail: int = 0  # bytes since the last line end
    last: bytes = b""
    size: int = 0
    utf8: bool = True
    bad_line: int = 0
    marked: bool = False
    sha256: str = ""
    decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def where(self, before: bytes = b"") -> str:
        line = self.lines + before.count(b"\n") + 1
        return f"{self.name}, line {line}"

    def feed(self, piece: bytes) -> None:
        """Check one piece and count its lines."""
        nul = piece.find(b"\0")
        if nul >= 0:
            raise InputError(
                "holds a NUL byte, so it is no plain text",
                where=self.where(piece[:nul]),
                hint="Use the CSV or tab-separated file as published",
            )
        first = piece.find(b"\n")
        if self.tail + (first if first >= 0 else len(piece)) > LINE_LIMIT:
            raise InputError(
                f"a line is longer than {LINE_LIMIT >> 20} MiB",
                where=self.where(),
                hint="Check that this is the vote file and that its lines end in LF or CR LF",
            )
        if self.utf8:
            self._decode(piece)
        returns = piece.count(b"\r")
        self.returns += returns
        if returns:
            self.ends += piece.count(b"\r\n")
        if self.last == b"\r" and piece[:1] == b"\n":
            self.ends += 1
        self.lines += piece.count(b"\n")
        self.tail = len(piece) - piece.rfind(b"\n") - 1 if first >= 0 else self.tail + len(piece)
        self.last = piece[-1:]
        self.size += len(piece)

    def _decode(self, piece: bytes, final: bool = False) -> None:
        try:
            self.decoder.decode(piece, final)
        except UnicodeDecodeError as error:
            self.utf8 = False
            self.bad_line = self.lines + piece[: max(error.start, 0)].count(b"\n") + 1

    def finish(self) -> None:
        if self.utf8:
            self._decode(b"", final=True)
        if not self.size:
            raise InputError("is empty", where=self.name, hint="Name a file that holds votes")


def _copy(
    stream: BinaryIO, target: Path, name: str, report: Callable[[int], None], byte_order_mark: bool
) -> _Checks:
    checks = _Checks(name)
    raw = _Counted(stream)
    buffer = io.BufferedReader(raw, PIECE)
    zipped = buffer.peek(2)[:2] == b"\x1f\x8b"
    pieces = _unzipped(buffer, raw, name) if zipped else iter(lambda: buffer.read(PIECE), b"")
    with target.open("wb") as out:
        for piece in pieces:
            if not checks.size:
                piece, checks.marked = _first(piece, name, byte_order_mark)
            checks.feed(piece)
            if checks.size > SIZE_LIMIT:
                raise InputError(
                    f"holds more than {SIZE_LIMIT >> 30} GiB of text",
                    where=name,
                    hint="The largest vote file known has 0.35 GB: check what this is",
                )
            out.write(piece)
            report(raw.count)
    checks.finish()
    checks.sha256 = raw.hash.hexdigest()
    return checks


def _first(piece: bytes, name: str, byte_order_mark: bool) -> tuple[bytes, bool]:
    """Refuse what is visibly something else; strip the byte-order mark where allowed."""
    for magic, kind in _OTHER_FORMATS.items():
        if piece[: len(magic)].lower() == magic.lower():
            hint = "Unpack or export it to CSV first"
            raise InputError(f"is {kind}, not CSV or tab-separated text", where=name, hint=hint)
    if not piece.startswith(codecs.BOM_UTF8):
        return piece, False
    if not byte_order_mark:
        raise InputError(
            "starts with a byte-order mark, so another program has rewritten it and may have"
            " changed dates and numbers",
            where=f"{name}, line 1",
            hint="Use the file as published, or remove the mark with: tail -c +4 FILE",
        )
    return piece[len(codecs.BOM_UTF8) :], True


class _Counted(io.RawIOBase):
    """A stream that counts and hashes what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.count = 0
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        self.hash.update(data)
        return len(data)


def _unzipped(stream: io.BufferedReader[Any], packed: _Counted, name: str) -> Iterator[bytes]:
    """Unpack gzip, bounded in ratio."""
    unpacked = 0
    hint = "Download it again"
    with gzip.GzipFile(fileobj=stream, mode="rb") as pieces:
        while True:
            try:
                piece = pieces.read(PIECE)
            except EOFError:
                problem = "is truncated gzip: it ends too early"
                raise InputError(problem, where=name, hint=hint) from None
            except (zlib.error, gzip.BadGzipFile):
                raise InputError("is damaged gzip", where=name, hint=hint) from None
            if not piece:
                return
            unpacked += len(piece)
            if unpacked > RATIO_FREE and unpacked > RATIO_LIMIT * packed.count:
                raise InputError(
                    f"unpacks to more than {RATIO_LIMIT} times its size, as gzip bombs do",
                    where=name,
                    hint="Use the file as published",
                )
            yield piece


def _to_utf8(path: Path, name: str, bad_line: int) -> Repair:
    """Rewrite Windows-1252 text as UTF-8, line by line, and count the lines concerned."""
    changed = 0
    target = path.with_suffix(".utf8")
    with path.open("rb") as lines, target.open("wb") as out:
        for number, line in enumerate(lines, 1):
            if not line.isascii():
                changed += 1
                line = _line_to_utf8(line, f"{name}, line {number}", bad_line)
            out.write(line)
    target.replace(path)
    return Repair("windows-1252", changed)


def _line_to_utf8(line: bytes, where: str, bad_line: int) -> bytes:
    hint = "Save the file as UTF-8"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return line.decode("cp1252").encode("utf-8")
        except UnicodeDecodeError:
            problem = "is neither UTF-8 nor Windows-1252 text"
            raise InputError(problem, where=where, hint=hint) from None
    problem = f"is UTF-8, but line {bad_line} is not: two encodings in one file"
    raise InputError(problem, where=where, hint=hint)


def _refuse_mixed_ends(path: Path, name: str, checks: _Checks) -> None:
    """Refuse lone carriage returns, and LF beside CR LF: two files were glued together."""
    if checks.returns == checks.ends and checks.ends in {0, checks.lines}:
        return
    with path.open("rb") as lines:
        crlf = next(lines).endswith(b"\r\n")
        odd = (n for n, line in enumerate(lines, 2) if _differs(line, crlf))
        number = next(odd, 1)
    raise InputError(
        "mixes line ends (LF, CR LF or CR), as files glued together do",
        where=f"{name}, line {number}",
        hint="Use the file as published, or convert it with dos2unix",
    )


def _drop_blank_end(path: Path) -> None:
    """Take away empty lines at the end; one anywhere else is a row without its fields."""
    with path.open("rb+") as file:
        size = end = file.seek(0, os.SEEK_END)
        kept = 0
        while end and not kept:
            start = max(0, end - PIECE)
            file.seek(start)
            kept = len(file.read(end - start).rstrip(b"\r\n"))
            end = start + kept
        file.seek(end)
        file.truncate(min(size, end + (2 if file.read(1) == b"\r" else 1)))


def _differs(line: bytes, crlf: bool) -> bool:
    """Whether a line has a lone CR, or ends in LF instead of CR LF or the reverse."""
    lone = b"\r" in line.removesuffix(b"\r\n")
    return lone or (line.endswith(b"\n") and line.endswith(b"\r\n") != crlf)


def _header(path: Path, name: str) -> tuple[tuple[str, ...], str]:
    with path.open(newline="", encoding="utf-8") as lines:
        first = lines.readline()
    counts = {mark: first.count(mark) for mark in (",", "\t", ";", "|")}
    delimiter = max(counts, key=counts.__getitem__)
    if not counts[delimiter] or delimiter in ";|":
        raise InputError(
            f"columns are not separated by comma or tab: {first.strip()[:60]!r}",
            where=f"{name}, line 1",
            hint="Export it with commas or tabs",
        )
    header = tuple(next(csv.reader([first], delimiter=delimiter)))
    if not any(field.strip() for field in header):
        raise InputError("the first line names no columns", where=f"{name}, line 1")
    return header, delimiter


def _rows(
    path: Path, name: str, header: tuple[str, ...], delimiter: str, report: Callable[[int], None]
) -> int:
    """Count the rows; a tab file may escape quotes by backslash, as Dataverse's exports do."""
    try:
        return _refuse_ragged(path, name, header, delimiter, report)
    except InputError:
        if delimiter != "\t" or not _unescape(path):
            raise
        return _refuse_ragged(path, name, header, delimiter, report)


def _unescape(path: Path) -> bool:
    r"""Turn \" into "" and \\ into \; say whether any quote was escaped."""
    found = 0
    target = path.with_suffix(".quotes")
    with path.open("rb") as lines, target.open("wb") as out:
        for line in lines:
            found += line.count(b'\\"')
            out.write(re.sub(rb'\\(["\\])', _unescaped, line))
    target.replace(path)
    return found > 0


def _unescaped(match: re.Match[bytes]) -> bytes:
    return b'""' if match[1] == b'"' else b"\\"


def _refuse_ragged(
    path: Path, name: str, header: tuple[str, ...], delimiter: str, report: Callable[[int], None]
) -> int:
    """Count the lines of data; refuse one with more or fewer fields than the header."""
    width = len(header)
    number = 0
    with path.open(newline="", encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for number, row in enumerate(reader):
                if len(row) != width:
                    raise InputError(
                        f"{len(row)} fields where the header has {width}",
                        where=f"{name}, line {reader.line_num}",
                        hint="The file is cut or damaged here: download it again",
                    )
                if number % LINES_A_REPORT == 0:
                    report(number)
        except csv.Error as error:
            raise InputError(
                f"quotes are damaged: {error}",
                where=f"{name}, line {reader.line_num}",
                hint="Download it again",
            ) from None
    if not number:
        raise InputError("has a header but no rows", where=name, hint="Name a file with votes")
    return number
