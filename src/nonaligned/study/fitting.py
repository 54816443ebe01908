"""Estimate ideal points from a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from nonaligned import records
from nonaligned.errors import InputError
from nonaligned.measures.ideal.api import Method, ideal_points
from nonaligned.measures.ideal.result import IdealPoints
from nonaligned.records import Record
from nonaligned.study.ideal_rules import Choice, select
from nonaligned.tables import ISSUES

ANCHORS = ("USA", "RUS")
"""The two poles that orient the scale, as in the published estimates (Bailey et al. 2017)."""

ALL_VOTES = "all"
EVERY = (ALL_VOTES, *ISSUES, "important")
"""What can be fitted: all votes, the six issues, the important votes."""

Share = Callable[[str, float], None]


def fit(
    issue: str = ALL_VOTES,
    *,
    record: str = "unga",
    method: Method = "map",
    dims: int = 1,
    seed: int = 0,
    threads: int = 1,
    parts: bool = False,
    progress: Share | None = None,
    **options: Any,
) -> IdealPoints:
    """Estimate ideal points from a record in the store.

    Parameters
    ----------
    issue : str
        ``all`` for all votes, an issue code, or ``important``.
    record : str
        Name of the record in the store.
    method : {"map", "posterior", "published"}
    dims : int
    seed, threads : int
    parts : bool
        Keep paragraph and amendment votes after session 44, which the published rules drop.
    progress : callable, optional
    **options
        Further options of :func:`nonaligned.measures.ideal.ideal_points`.

    Returns
    -------
    IdealPoints

    Raises
    ------
    RecordError
        The record is not in the store.
    InputError
        There is no such issue, or its votes cannot be used.
    """
    return fit_record(
        records.Store().open(record),
        issue,
        method=method,
        dims=dims,
        seed=seed,
        threads=threads,
        parts=parts,
        progress=progress,
        **options,
    )


def fit_record(kept: Record, issue: str, *, parts: bool = False, **options: Any) -> IdealPoints:
    """Estimate ideal points from an opened record: see :func:`fit`."""
    return fit_tables(kept.votes.collect(), kept.rollcalls, issue, parts=parts, **options)


def fit_tables(
    votes: pl.DataFrame, rollcalls: pl.DataFrame, issue: str, *, parts: bool = False, **options: Any
) -> IdealPoints:
    """Estimate ideal points from tables under the contracts: see :func:`fit`."""
    return ideal_points(chosen(votes, rollcalls, issue, parts), anchors=ANCHORS, **options)


def chosen(
    votes: pl.DataFrame, rollcalls: pl.DataFrame, issue: str, parts: bool = False
) -> pl.DataFrame:
    """Return the votes on an issue in the form that the engine reads.

    Raises
    ------
    InputError
        There is no such issue.
    """
    if issue not in EVERY:
        raise InputError(f"no issue {issue!r} to fit", hint=f"Choose from {', '.join(EVERY)}")
    choice = Choice(issue=None if issue == ALL_VOTES else issue, parts=parts)
    return select(votes, rollcalls, choice)
