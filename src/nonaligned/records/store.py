"""What is kept on disk, and how it is written safely.

::

    HOME/records/NAME/current                 the version that `Store.open` answers with
    HOME/records/NAME/VERSION/votes.parquet, rollcalls.parquet, repairs.parquet, record.json

A version is written into a folder of its own, flushed to the disk, read back against its
contracts, and only then named by ``current``, which is replaced in one step. A process killed at
any moment therefore leaves the old version or the new one. The version before is kept, and so is
any younger than an hour, since another process may still be reading it; older ones go.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

import polars as pl

from nonaligned.errors import RecordError
from nonaligned.records.readers.tables import Tables
from nonaligned.records.registry import registry, source
from nonaligned.tables import REPAIRS, ROLLCALLS, VOTES, Contract

CONTRACTS: dict[str, Contract] = {"votes": VOTES, "rollcalls": ROLLCALLS, "repairs": REPAIRS}
KEPT = 2
KEPT_SECONDS = 3600.0
LOCK_SECONDS = 60.0
NEW = ".new-"


@dataclass(frozen=True)
class Provenance:
    """Where a record comes from.

    Parameters
    ----------
    source : str
        Name of the source in the registry.
    origin : str
        Path, address or "standard input" that it was read from.
    checksums : mapping of str to str
        SHA-256 of each file read, by name.
    added : str
        When it was added: ISO 8601, UTC.
    package : str
        Version of nonaligned that read it.
    citation : str
        How the source asks to be cited.
    release : str
        The archive's own version of the data, empty where not known.
    archive_checksum : str
        The archive's own checksum of the file, such as "md5:...", empty where not fetched.
    """

    source: str
    origin: str
    checksums: Mapping[str, str]
    added: str
    package: str
    citation: str
    release: str = ""
    archive_checksum: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much a record holds.

    Parameters
    ----------
    first_session, last_session : int
        Regular sessions of the General Assembly.
    rollcalls : int
    votes : int
        Votes cast: yes, abstain and no.
    absences : int
    """

    first_session: int
    last_session: int
    rollcalls: int
    votes: int
    absences: int

    def __str__(self) -> str:
        return f"sessions {self.first_session}-{self.last_session}"


@dataclass(frozen=True)
class Record:
    """One version of a record on disk; the tables are read when asked for.

    Parameters
    ----------
    name : str
    version : str
    provenance : Provenance
    coverage : Coverage
    folder : Path
    """

    name: str
    version: str
    provenance: Provenance
    coverage: Coverage
    folder: Path

    @property
    def votes(self) -> pl.LazyFrame:
        """The votes, read lazily, under the contract `nonaligned.tables.VOTES`."""
        path = self._file("votes")
        try:
            whole = pl.read_parquet_schema(path) == VOTES.schema
        except pl.exceptions.PolarsError as error:
            raise _damaged(path, self.name, "is damaged") from error
        if not whole:
            raise _damaged(path, self.name, "has other columns than this version writes")
        return pl.scan_parquet(path)

    @property
    def rollcalls(self) -> pl.DataFrame:
        """The roll calls, under the contract `nonaligned.tables.ROLLCALLS`."""
        return self._read("rollcalls")

    @property
    def repairs(self) -> pl.DataFrame:
        """The rules that were applied, under the contract `nonaligned.tables.REPAIRS`."""
        return self._read("repairs")

    def _file(self, table: str) -> Path:
        path = self.folder / f"{table}.parquet"
        if not path.is_file():
            raise _damaged(path, self.name, "is missing")
        return path

    def _read(self, table: str) -> pl.DataFrame:
        path = self._file(table)
        try:
            return CONTRACTS[table].check(pl.read_parquet(path))
        except pl.exceptions.PolarsError as error:
            raise _damaged(path, self.name, "is damaged") from error


def _damaged(path: Path, name: str, what: str) -> RecordError:
    return RecordError(
        what, where=str(path), hint=f"Add it again: nonaligned records add {name} --from PATH"
    )


class Store:
    """The records kept on this machine.

    Parameters
    ----------
    home : path, optional
        Folder of the store; else the environment variable ``NONALIGNED_HOME``, else the
        platform's folder for user data.

    Examples
    --------
    >>> Store("/nowhere"), Store("/nowhere").list()
    (Store('/nowhere'), ())
    """

    def __init__(self, home: str | os.PathLike[str] | None = None) -> None:
        self.home = Path(home) if home is not None else default_home()

    def __repr__(self) -> str:
        return f"Store({str(self.home)!r})"

    def add(self, name: str, tables: Tables, provenance: Provenance) -> Record:
        """Write a new version of a record and make it the current one.

        Parameters
        ----------
        name : str
            Small letters, digits and hyphens.
        tables : Tables
        provenance : Provenance

        Returns
        -------
        Record
            As read back from the disk.

        Raises
        ------
        RecordError
            Another process is writing the record, or it cannot be written (disk full, no
            permission). What was in the store stays as it was.
        """
        folder = self._folder(name)
        with locked(folder):
            return self._add(folder, name, tables, provenance)

    def _add(self, folder: Path, name: str, tables: Tables, provenance: Provenance) -> Record:
        for stale in folder.glob(f"{NEW}*"):  # left by a process that was killed
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
        stamp = re.sub(r"[^0-9TZ]", "", provenance.added.split("+")[0].split(".")[0])
        version = f"{stamp}-{uuid.uuid4().hex[:8]}"
        fresh = folder / f"{NEW}{version}"
        fresh.mkdir()
        try:
            for table in CONTRACTS:
                frame: pl.DataFrame = getattr(tables, table)
                _write(fresh / f"{table}.parquet", _parquet(frame))
            about = {"provenance": asdict(provenance), "coverage": asdict(_coverage(tables))}
            text = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
            _write(fresh / "record.json", lambda out: out.write(text.encode()))
            _flush(fresh)
            record = _record(name, version, fresh)
            _read_through(record, tables)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        fresh.rename(folder / version)
        _flush(folder)
        self._point(folder, version)
        for old in self.versions(name)[KEPT:]:
            if time.time() - (folder / old).stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder / old, ignore_errors=True)
        return self.open(name, version)

    def _point(self, folder: Path, version: str) -> None:
        pointer = folder / f"{NEW}current-{os.getpid()}"
        _write(pointer, lambda out: out.write(f"{version}\n".encode()))
        pointer.replace(folder / "current")
        _flush(folder)

    def open(self, name: str, version: str | None = None) -> Record:
        """Open a record, by default in its current version.

        Parameters
        ----------
        name : str
        version : str, optional

        Returns
        -------
        Record

        Raises
        ------
        RecordError
            It is not there, or damaged.
        """
        folder = self._folder(name)
        for _ in range(3):  # the version may be replaced and cleared away between two reads
            chosen = version or self._current(folder)
            if chosen is None:
                break
            if (folder / chosen).is_dir():
                return _record(name, chosen, folder / chosen)
        if name not in registry():
            source(name)  # says which sources there are
        what = f"version {version} is not in the store" if version else "is not in the store"
        raise RecordError(
            f"record {name!r} {what}",
            where=str(self.home),
            hint=f"Add it: nonaligned records add {name} --from PATH",
        )

    def __contains__(self, name: str) -> bool:
        return self._current(self._folder(name)) is not None

    def versions(self, name: str) -> tuple[str, ...]:
        """Return the versions of a record on disk, the current one first, then the newest."""
        folder = self._folder(name)
        if not folder.is_dir():
            return ()
        found = [path for path in folder.iterdir() if _is_version(path)]
        found.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        current = self._current(folder)
        return tuple(sorted((path.name for path in found), key=lambda name: name != current))

    def list(self) -> tuple[Record, ...]:
        """Return the current version of each record, by name."""
        folder = self.home / "records"
        if not folder.is_dir():
            return ()
        names = sorted(p.name for p in folder.iterdir() if self._current(p))
        return tuple(self.open(name) for name in names)

    def _folder(self, name: str) -> Path:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
            hint = "Use small letters, digits and hyphens"
            raise RecordError(f"{name!r} is no name of a record", hint=hint)
        return self.home / "records" / name

    def _current(self, folder: Path) -> str | None:
        try:
            return (folder / "current").read_text().strip() or None
        except OSError:
            return None


def default_home() -> Path:
    """Return the folder of the store: ``NONALIGNED_HOME``, else the platform's own."""
    if home := os.environ.get("NONALIGNED_HOME"):
        return Path(home)
    import platformdirs

    return platformdirs.user_data_path("nonaligned", appauthor=False)


def _is_version(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _coverage(tables: Tables) -> Coverage:
    sessions = tables.rollcalls["session"]
    absences = int((tables.votes["vote"] == "absent").sum())
    votes = tables.votes.height - absences
    first, last = (int(sessions.min()), int(sessions.max())) if len(sessions) else (0, 0)  # type: ignore[arg-type]
    return Coverage(first, last, tables.rollcalls.height, votes, absences)


def _record(name: str, version: str, folder: Path) -> Record:
    path = folder / "record.json"
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        known = {field.name for field in fields(Provenance)}
        origin = {key: value for key, value in about["provenance"].items() if key in known}
        return Record(name, version, Provenance(**origin), Coverage(**about["coverage"]), folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, name, "is missing or damaged") from error


def _read_through(record: Record, tables: Tables) -> None:
    """Read every table back and hold it against what was to be written."""
    for table in CONTRACTS:
        path = record.folder / f"{table}.parquet"
        if not pl.read_parquet(path).equals(getattr(tables, table)):
            raise _damaged(path, record.name, "reads back otherwise than it was written")


def _parquet(frame: pl.DataFrame) -> Callable[[IO[bytes]], object]:
    return lambda out: frame.write_parquet(out, compression="zstd")


def _write(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    with path.open("wb") as out:
        fill(out)
        out.flush()
        os.fsync(out.fileno())


def _flush(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make a folder and keep other processes out while writing in it.

    Raises
    ------
    RecordError
        Another process keeps it, or it cannot be written (disk full, no permission).
    """
    from filelock import FileLock, Timeout

    with _write_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout:
            raise RecordError(
                f"another process has been writing it for {LOCK_SECONDS:.0f} s",
                where=str(folder),
                hint="Wait for it and try again",
            ) from None


@contextmanager
def _write_errors(folder: Path) -> Iterator[None]:
    """Turn the system's errors into one line that says what to do."""
    try:
        yield
    except (OSError, pl.exceptions.ComputeError) as error:
        code = getattr(error, "errno", None)
        full = code in {errno.ENOSPC, errno.EDQUOT} or "No space left" in str(error)
        problem = "the disk is full" if full else f"cannot be written: {error}".lower()
        hint = "Free some space" if full else "Check the permissions, or set NONALIGNED_HOME"
        raise RecordError(
            f"{problem}; the store is as it was", where=str(folder), hint=hint
        ) from error
