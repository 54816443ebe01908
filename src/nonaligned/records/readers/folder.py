"""A folder as published: the vote file, files with later sessions, and the matched roll calls."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nonaligned.errors import InputError
from nonaligned.records.readers.dataverse import read_votes
from nonaligned.records.readers.matches import link, read_matches
from nonaligned.records.readers.rules import Repair
from nonaligned.records.readers.tables import Tables, append
from nonaligned.records.readers.text import Origin, Progress, silent

SUFFIXES = (".csv", ".tab", ".tsv", ".csv.gz", ".tab.gz", ".tsv.gz")
SMALL = "_small"


def read_unga(source: Origin, *, progress: Progress = silent) -> Tables:
    r"""Read UN General Assembly votes from a file, a folder, bytes or standard input.

    Parameters
    ----------
    source : str, path, bytes or binary file
        Of a folder its ``UNVotes*`` files, but for ``UNVotes_small*`` beside a full one, and
        ``Matches*``.
    progress : callable, optional

    Returns
    -------
    Tables

    Raises
    ------
    InputError
        A file cannot be read, or the folder holds no votes.

    Examples
    --------
    >>> read_unga(b"resid,ccode,vote\n75001,2,3\n").rollcalls["session"].to_list()
    [75]
    """
    if not isinstance(source, (str, os.PathLike)) or not Path(source).is_dir():
        return read_votes(source, progress=progress)
    votes, matches, ignored = _sorted(Path(source))
    tables = append((str(path), read_votes(path, progress=progress)) for path in votes)
    for path in matches:
        tables = link(tables, read_matches(path))
    return replace(tables, applied=(*tables.applied, Repair("subset-ignored", len(ignored))))


def _sorted(folder: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """Return the vote files, the files of matches, and the subsets that are ignored."""
    try:
        files = sorted(p for p in folder.iterdir() if p.name.lower().endswith(SUFFIXES))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot be read: {reason}", where=str(folder), hint="Check its permissions"
        ) from None
    votes = _starting(files, "unvotes")
    full = [path for path in votes if SMALL not in path.name.lower()]
    if not votes:
        raise InputError(
            "holds no votes",
            where=str(folder),
            hint="Name a folder with UNVotes.csv, UNVotes.tab or one of them gzipped",
        )
    ignored = [path for path in votes if path not in full] if full else []
    return full or votes, _starting(files, "matches"), ignored


def _starting(files: Iterable[Path], start: str) -> list[Path]:
    return [path for path in files if path.name.lower().startswith(start)]
