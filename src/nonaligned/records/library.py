"""What the commands do: add a record, update it from its archive, list what is here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nonaligned import __version__
from nonaligned.errors import RecordError
from nonaligned.records.readers.folder import read_unga
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.text import Origin, Progress, silent
from nonaligned.records.readers.undl import read_undl
from nonaligned.records.registry import cite, registry, source
from nonaligned.records.store import Provenance, Record, Store, locked

if TYPE_CHECKING:
    from nonaligned.records.fetch import Patience

READERS: dict[str, Callable[..., Tables]] = {"unga": read_unga, "undl": read_undl}


@dataclass(frozen=True)
class Holding:
    """A source, and what of it is on this machine.

    Parameters
    ----------
    name, title : str
    version : str
        Of the record on this machine, empty where there is none.
    release : str
        The archive's own version, empty where not known.
    coverage : str
        Of the record on this machine, else of the source.
    rollcalls, votes : int
        Roll calls, and votes cast; 0 where there is no record.
    added : str
        When it was added: ISO 8601, UTC; empty where there is no record.
    """

    name: str
    title: str
    version: str
    release: str
    coverage: str
    rollcalls: int
    votes: int
    added: str


def add(
    name: str,
    origin: Origin,
    *,
    store: Store | None = None,
    progress: Progress = silent,
) -> Record:
    r"""Read a source from a file, a folder or standard input and keep it.

    Parameters
    ----------
    name : str
        "unga" or "undl".
    origin : str, path, bytes or binary file
        "-" is standard input.
    store : Store, optional
    progress : callable, optional
        Called as ``progress(stage, done, total)``; total is None where not known.

    Returns
    -------
    Record

    Raises
    ------
    InputError
        It cannot be read; the store stays as it was.
    RecordError
        There is no such source or it has no reader, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> file = b"resid,ccode,vote\n75001,2,3\n75001,20,1\n"
    >>> str(add("unga", file, store=Store(tempfile.mkdtemp())).coverage)
    'sessions 75-75'
    """
    return _keep(name, origin, store or Store(), progress)


def update(
    name: str,
    *,
    store: Store | None = None,
    progress: Progress = silent,
    base_url: str | None = None,
    patience: Patience | None = None,
) -> Record:
    """Fetch a source from its archive and keep it; do nothing if the archive has no other.

    Parameters
    ----------
    name : str
    store : Store, optional
    progress : callable, optional
    base_url : str, optional
        Address of the archive; the source's own by default.
    patience : nonaligned.records.fetch.Patience, optional
        How long to wait and how often to try.

    Returns
    -------
    Record
        Its provenance says which release it is and when it was added.

    Raises
    ------
    FetchError
        The download failed or did not match its checksum; the store stays as it was.
    InputError, RecordError
        As from `add`.
    """
    from nonaligned.records import fetch

    store = store or Store()
    file = fetch.find_file(source(name), base_url=base_url, patience=patience)
    folder = store.home / "downloads" / name
    with locked(folder):
        if name in store:
            current = store.open(name)
            if current.provenance.archive_checksum == file.checksum:
                return current
        path = fetch.download(file, folder, progress=progress, patience=patience)
        record = _keep(name, path, store, progress, file.url, file.release, file.checksum)
        path.unlink()
    return record


def _keep(
    name: str,
    origin: Origin,
    store: Store,
    progress: Progress,
    address: str = "",
    release: str = "",
    archive_checksum: str = "",
) -> Record:
    reader = READERS.get(source(name).reader)
    if reader is None:
        hint = f"Records of votes are: {', '.join(READERS)}"
        raise RecordError(f"source {name!r} is no record of votes", hint=hint)
    tables = reader(sys.stdin.buffer if origin == "-" else origin, progress=progress)
    progress("store", 0, None)
    return store.add(
        name,
        tables,
        Provenance(
            source=name,
            origin=address or _origin(origin),
            checksums=tables.checksums,
            added=datetime.now(UTC).isoformat(timespec="microseconds"),
            package=__version__,
            citation=cite(name),
            release=release,
            archive_checksum=archive_checksum,
        ),
    )


def _origin(origin: Origin) -> str:
    if isinstance(origin, (str, os.PathLike)) and origin != "-":
        return os.path.abspath(origin)
    return "standard input"


def holdings(store: Store | None = None) -> tuple[Holding, ...]:
    """Return every source of the registry with what of it is on this machine.

    Parameters
    ----------
    store : Store, optional

    Returns
    -------
    tuple of Holding
        In the order of the registry.

    Examples
    --------
    >>> import tempfile
    >>> holdings(Store(tempfile.mkdtemp()))[0].coverage
    "roll calls of the General Assembly, 1946 to the release's last session"
    """
    here = {record.name: record for record in (store or Store()).list()}
    found = []
    for name, entry in registry().items():
        record = here.get(name)
        found.append(
            Holding(
                name=name,
                title=entry.title,
                version=record.version if record else "",
                release=record.provenance.release if record else "",
                coverage=str(record.coverage) if record else entry.coverage,
                rollcalls=record.coverage.rollcalls if record else 0,
                votes=record.coverage.votes if record else 0,
                added=record.provenance.added if record else "",
            )
        )
    return tuple(found)
