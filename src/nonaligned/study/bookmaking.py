"""Build the embedded record from the votes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from nonaligned.measures.resolutions import resolutions
from nonaligned.measures.rollcalls import tally
from nonaligned.records import Tables, book
from nonaligned.records.book.outcomes import BLOCK, pack_outcomes
from nonaligned.records.book.positions import PREFIX, pack
from nonaligned.records.readers.folder import read_unga
from nonaligned.records.readers.text import Progress
from nonaligned.study.fitting import ALL_VOTES, fit_tables
from nonaligned.tables import ISSUES

BOOKED = (ALL_VOTES, *ISSUES)
"""Issues whose ideal points are in the book."""

LAST_SESSION = 74
"""The book ends where the archive's release with titles and issue codes ends."""


def build_book(origin: Path, target: Path | None, progress: Progress) -> Path:
    """Count a folder of votes and write the book; the same votes give the same bytes.

    Parameters
    ----------
    origin : Path
        Folder or file of UN votes, in the layout of the archive.
    target : Path, optional
        The package's own book by default.
    progress : callable

    Returns
    -------
    Path
        Of the book.

    Raises
    ------
    InputError
        The votes cannot be read.
    RecordError
        The book cannot be written.
    """
    tables = until(read_unga(origin, progress=progress), LAST_SESSION)
    progress("count", 0, None)
    counts = tally(tables.votes, tables.rollcalls).counts
    provenance = {
        "source": f"UN General Assembly votes, sessions 1-{LAST_SESSION}, counted",
        "version": f"sessions 1-{LAST_SESSION}",
        "checksums": {Path(name).name: sha for name, sha in sorted(tables.checksums.items())},
    }
    blocks = {
        f"{PREFIX}{issue}": pack(_points(tables, issue, progress), counts.states)
        for issue in BOOKED
    }
    blocks[BLOCK] = pack_outcomes(resolutions(tables.votes, tables.rollcalls))
    progress("write", 0, None)
    path = target or book.SHIPPED
    book.write(path, counts, provenance, blocks)
    return path


def _points(tables: Tables, issue: str, progress: Progress) -> pl.DataFrame:
    """Estimate the ideal points on one issue, on one thread so that the sums have one order."""
    progress(f"fit {issue}", 0, None)
    return fit_tables(tables.votes, tables.rollcalls, issue).table


def until(tables: Tables, last: int) -> Tables:
    """Return the tables without the sessions after the last."""
    rollcalls = tables.rollcalls.filter(pl.col("session") <= last)
    votes = tables.votes.join(rollcalls.select("rollcall"), on="rollcall", how="semi")
    return Tables(votes, rollcalls, tables.applied, tables.checksums)
