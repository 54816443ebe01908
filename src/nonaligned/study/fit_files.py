"""Where fits are kept: one Parquet file an issue, beside the version of the record."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from nonaligned.records import Record, Store


def kept_path(record: Record, issue: str) -> Path:
    """Where the ideal points of a version of a record are kept."""
    return _folder() / f"{record.name}-{record.version}-{issue}.parquet"


def kept_points(record: Record) -> dict[str, pl.DataFrame]:
    """Return the ideal points that were estimated from a version of a record, by issue."""
    prefix = f"{record.name}-{record.version}-"
    return {
        path.stem.removeprefix(prefix): pl.read_parquet(path)
        for path in sorted(_folder().glob(f"{prefix}*.parquet"))
    }


def _folder() -> Path:
    return Store().home / "fits"
