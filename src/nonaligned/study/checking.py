"""Test claims against a record: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nonaligned import __version__
from nonaligned.claims import structured, weigh
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds import kinds as known_kinds
from nonaligned.claims.language import cast, parse
from nonaligned.claims.specification import Finding
from nonaligned.errors import InputError
from nonaligned.report.document import Document, Entry
from nonaligned.study.loading import BOOK, Loaded, load

STDIN = "-"


def check(source: str | Path, *, record: str = BOOK) -> Document:
    """Test the claims of a file.

    Parameters
    ----------
    source : str or Path
        A YAML file with ``claims:``, each ``say:`` (a sentence) or structured; ``-`` is
        standard input.
    record : str
        ``book`` for the embedded record, else the name of one in the store.

    Returns
    -------
    Document
        Verdicts in the order of the file.

    Raises
    ------
    InputError
        The file cannot be read; the message names file and line.
    SentenceError
        A claim cannot be understood.
    RecordError
        The record is not there.
    """
    if str(source) == STDIN:
        name = "standard input"
        entries = structured.loads(_bounded(), name=name)
    else:
        name = str(source)
        entries = structured.read(source)
    loaded = load(record)
    evidence = _evidence(loaded)
    return _document(
        loaded,
        tuple(
            Entry(weigh.check(e.claim, evidence, said=e.said), f"{name}:{e.line}") for e in entries
        ),
    )


def ask(sentence: str, *, record: str = BOOK, on: int | None = None) -> Document:
    """Test one sentence.

    Parameters
    ----------
    sentence : str
    record : str
    on : int, optional
        Year in which it was said.

    Returns
    -------
    Document
        With one verdict.

    Raises
    ------
    SentenceError
        The sentence cannot be understood; the message says what was, and what can be asked.
    RecordError
        The record is not there.

    Examples
    --------
    >>> document = ask("Iran was closer to the USSR than to the US between 1979 and 1989.")
    >>> document.verdicts[0].verdict
    'supported'
    """
    claim = parse(sentence, on=on)
    loaded = load(record)
    verdict = weigh.check(claim, _evidence(loaded), said=sentence)
    return _document(loaded, (Entry(verdict),))


def rerun(sentence: str, id: str, *, record: str = BOOK, on: int | None = None) -> Finding:
    """Measure a sentence in one way again.

    Raises
    ------
    InputError
        The claim has no specification with this id.
    """
    return weigh.rerun(parse(sentence, on=on), id, _evidence(load(record)))


def kinds() -> list[dict[str, Any]]:
    """List what can be asked, with examples, as plain values.

    Examples
    --------
    >>> "closer" in [kind["kind"] for kind in kinds()]
    True
    """
    return [
        {
            "kind": kind.name,
            "asks": kind.asks,
            "examples": [example.format(**cast()) for example in kind.examples],
        }
        for kind in known_kinds().values()
    ]


def _evidence(loaded: Loaded) -> Evidence:
    return Evidence(loaded.tallies, loaded.ideal)


def _document(loaded: Loaded, entries: tuple[Entry, ...]) -> Document:
    return Document(__version__, (loaded.note,), entries)


def _bounded() -> str:
    raw = sys.stdin.buffer.read(structured.MAX_BYTES + 1)
    if len(raw) > structured.MAX_BYTES:
        raise InputError("is larger than 1 MB", where="standard input", hint="Split the list")
    return raw.decode("utf-8-sig", errors="replace")
