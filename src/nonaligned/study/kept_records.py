"""Records on this machine: list, show, add, update, cite."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import polars as pl

from nonaligned import records
from nonaligned.errors import RecordError
from nonaligned.study.loading import BOOK, load

if TYPE_CHECKING:
    from nonaligned.records.readers.text import Progress


def holdings() -> list[dict[str, Any]]:
    """List every source with what of it is on this machine, as plain values.

    ``embedded`` says of a record that it comes with the package.

    Examples
    --------
    >>> [row["name"] for row in holdings()][:2]
    ['unga', 'undl']
    """
    return [{**asdict(found), "embedded": found.name == BOOK} for found in records.holdings()]


def about(name: str) -> dict[str, Any]:
    """Describe a source, and the record of it on this machine, as plain values.

    Raises
    ------
    RecordError
        No source has the name.

    Examples
    --------
    >>> about("unga")["doi"]
    '10.7910/DVN/LEJUQZ'
    """
    source = records.source(name)
    made = {key: value for key, value in asdict(source).items() if key != "fetch"}
    made["citation"] = source.citation
    made["record"] = _record(name)
    return made


def _record(name: str) -> dict[str, Any] | None:
    if name == BOOK:
        return asdict(load().note)
    store = records.Store()
    if name not in {record.name for record in store.list()}:
        return None
    record = store.open(name)
    return {
        "version": record.version,
        **asdict(record.coverage),
        **asdict(record.provenance),
        "folder": str(record.folder),
    }


def repairs(name: str) -> pl.DataFrame:
    """Return the rules that were applied when a record was read, with their counts.

    Raises
    ------
    RecordError
        The record is not on this machine.
    """
    if name == BOOK:
        raise RecordError(
            "the book holds counts, its repairs were made in the record it was built from",
            hint="Ask for --repairs of unga",
        )
    return records.Store().open(name).repairs


def add(name: str, origin: str, progress: Progress) -> records.Record:
    """Read a source from a file, a folder or, for ``-``, standard input, and keep it."""
    return records.add(name, origin, progress=progress)


def update(name: str, progress: Progress) -> records.Record:
    """Fetch a source from its archive and keep it."""
    return records.update(name, progress=progress)


def cite(names: tuple[str, ...], style: str) -> str:
    """Write how sources are cited; all of them where none is named.

    Examples
    --------
    >>> "Voeten" in cite(("unga",), "text")
    True
    """
    chosen = names or tuple(records.registry())
    made = [records.cite(name, style) for name in chosen]
    if style == "csl":
        items = [item for text in made for item in json.loads(text)]
        return json.dumps(items, indent=2, ensure_ascii=False)
    return "\n\n".join(made)
