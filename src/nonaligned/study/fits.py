"""Fits that are kept: beside the record they were estimated from, and in files."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from nonaligned import records
from nonaligned.errors import InputError, RecordError
from nonaligned.measures.ideal.api import Method
from nonaligned.measures.ideal.many import ideal_points_many
from nonaligned.measures.ideal.result import IdealPoints
from nonaligned.records import Record
from nonaligned.study.fitting import ALL_VOTES, ANCHORS, EVERY, chosen, fit_record
from nonaligned.study.kept import kept_path

Share = Callable[[str, float], None]

FULL_SET = "all"
"""Asked for as an issue: one fit for all votes and one for each issue."""

SUFFIXES = (".csv", ".json", ".parquet")


def fit_and_keep(
    issue: str | None,
    *,
    record: str,
    method: Method,
    dims: int,
    seed: int,
    threads: int,
    out: Path | None,
    progress: Share,
) -> dict[str, dict[str, Any]]:
    """Estimate one issue or the full set, and write the ideal points in one step each.

    Parameters
    ----------
    issue : str or None
        ``None`` for all votes, ``all`` for the full set, else an issue.
    record : str
    method : {"map", "posterior", "published"}
    dims, seed, threads : int
    out : Path, optional
        File to write beside the store: .csv, .json or .parquet.
    progress : callable

    Returns
    -------
    dict
        For each issue what was estimated, how it went and where it is kept, as plain values.

    Raises
    ------
    InputError
        Votes or options that cannot be used.
    RecordError
        The record is not in the store, or a file cannot be written.
    """
    if out is not None and out.suffix not in SUFFIXES:
        raise InputError(
            f"{out.suffix or 'no'} ending", where=str(out), hint=f"Use {', '.join(SUFFIXES)}"
        )
    kept = records.Store().open(record)
    options: dict[str, Any] = {"method": method, "dims": dims, "seed": seed}
    if issue == FULL_SET:
        progress(f"{len(EVERY)} fits", 0.0)
        fits = fit_every(kept, workers=threads, **options)
    else:
        one = issue or ALL_VOTES
        fits = {one: fit_record(kept, one, progress=progress, threads=threads, **options)}
    if out is not None:
        tables = [f.table.with_columns(pl.lit(one).alias("issue")) for one, f in fits.items()]
        write_table(out, pl.concat(tables))
    return {one: _summary(found, one, keep(found, kept, one)) for one, found in fits.items()}


def fit_every(record: Record, *, workers: int, **options: Any) -> dict[str, IdealPoints]:
    """Fit all votes and every issue, in parallel processes.

    Parameters
    ----------
    record : Record
    workers : int
    **options
        Of :func:`nonaligned.measures.ideal.ideal_points`.
    """
    votes, rollcalls = record.votes.collect(), record.rollcalls
    jobs = {
        issue: {"votes": chosen(votes, rollcalls, issue), "anchors": ANCHORS, **options}
        for issue in EVERY
    }
    return ideal_points_many(jobs, workers=workers)


def keep(result: IdealPoints, record: Record, issue: str) -> Path:
    """Write ideal points beside the record that they were estimated from; return the file."""
    path = kept_path(record, issue)
    write_table(path, result.table)
    return path


def write_table(path: Path, table: pl.DataFrame) -> None:
    """Write a table by the ending of its name, in one step.

    Raises
    ------
    RecordError
        It cannot be written; what was there before stays.
    """
    with _replacing(path) as part:
        if path.suffix == ".parquet":
            table.write_parquet(part)
        elif path.suffix == ".csv":
            table.write_csv(part)
        else:
            part.write_text(json.dumps(table.to_dicts(), indent=1), encoding="utf-8")


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a file beside the target to write to; it takes the target's place at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise RecordError(
            f"cannot be written: {error.strerror or error}", where=str(path), hint="Check the disk"
        ) from error


def _summary(found: IdealPoints, issue: str, path: Path) -> dict[str, Any]:
    about = found.diagnostics
    return {
        "issue": issue,
        "method": about.method,
        "votes": about.votes,
        "items": about.items,
        "positions": about.cells,
        "states": about.members,
        "sessions": about.periods,
        **dict(about.numbers),
        "warnings": list(about.warnings),
        "kept": str(path),
    }
