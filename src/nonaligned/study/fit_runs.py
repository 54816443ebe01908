"""Fit one issue or the full set from a record; keep the ideal points, and write them to files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from nonaligned import records
from nonaligned.errors import InputError
from nonaligned.measures.ideal.api import Method
from nonaligned.measures.ideal.many import ideal_points_many
from nonaligned.measures.ideal.result import IdealPoints
from nonaligned.records import Record
from nonaligned.report import files
from nonaligned.report.json import dumps
from nonaligned.study.fit_files import kept_path
from nonaligned.study.fitting import ALL_VOTES, ANCHORS, EVERY, Share, chosen, fit_record

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
        Votes or options that cannot be used, or a file that cannot be written.
    RecordError
        The record is not in the store.
    """
    if out is not None and out.suffix not in SUFFIXES:
        raise InputError(
            f"{out.suffix or 'no'} ending", where=str(out), hint=f"Use {', '.join(SUFFIXES)}"
        )
    kept = records.Store().open(record)
    options: dict[str, Any] = {"method": method, "dims": dims, "seed": seed}
    if issue == FULL_SET:
        fits = fit_every(kept, workers=threads, progress=progress, **options)
    else:
        one = issue or ALL_VOTES
        fits = {one: fit_record(kept, one, progress=progress, threads=threads, **options)}
    # Kept first: a name for --out that cannot be written must not lose an hour of sampling.
    summaries = {one: _summary(found, one, keep(found, kept, one)) for one, found in fits.items()}
    if out is not None:
        tables = [f.table.with_columns(pl.lit(one).alias("issue")) for one, f in fits.items()]
        write_table(out, pl.concat(tables))
    return summaries


def fit_every(
    record: Record, *, workers: int, progress: Share | None = None, **options: Any
) -> dict[str, IdealPoints]:
    """Fit all votes and every issue, in parallel processes.

    Parameters
    ----------
    record : Record
    workers : int
    progress : callable, optional
    **options
        Of :func:`nonaligned.measures.ideal.ideal_points`.
    """
    votes, rollcalls = record.votes.collect(), record.rollcalls
    jobs = {
        issue: {"votes": chosen(votes, rollcalls, issue), "anchors": ANCHORS, **options}
        for issue in EVERY
    }
    return ideal_points_many(jobs, workers=workers, progress=progress)


def keep(result: IdealPoints, record: Record, issue: str) -> Path:
    """Write ideal points beside the record that they were estimated from; return the file."""
    path = kept_path(record, issue)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_table(path, result.table)
    return path


def write_table(path: Path, table: pl.DataFrame) -> None:
    """Write a table by the ending of its name, in one step.

    Raises
    ------
    InputError
        It cannot be written; what was there before stays.
    """
    if path.suffix == ".parquet":
        packed = BytesIO()
        table.write_parquet(packed)
        files.write(path, packed.getvalue())
    elif path.suffix == ".csv":
        files.write(path, table.write_csv())
    else:
        files.write(path, f"{dumps(table.to_dicts())}\n")


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
