"""Which UN votes the ideal points rest on: the rules of the published estimates, each with a name.

Bailey, Strezhnev and Voeten (2017) and their estimation program leave some roll calls and votes
out. The rules are theirs, kept so that results can be compared; they are applied in this order, and
unanimous items fall out afterwards, in the engine, once linked roll calls have been put together.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from nonaligned.measures.ideal.api import from_votes

PARTS_UNTIL = 44
"""Last session whose amendment and paragraph votes count: later ones took place after 1989."""

SPARSE_SESSIONS = (19,)
"""Session 19 held one roll call."""

SPARSE_STATES = ("ZAN",)
"""Zanzibar cast two votes, and is no state of its own in the published file."""

SPARSE_CELLS = (("ZAF", 48),)
"""South Africa cast one vote in the session in which it came back."""


@dataclass(frozen=True)
class Choice:
    """Which roll calls and votes to use.

    Parameters
    ----------
    issue : str, optional
        A column of ROLLCALLS, such as ``me`` or ``important``: only roll calls where it is true.
    parts : bool
        Keep amendment and paragraph votes after session 44 too.
    linked : bool
        Roll calls on the same text share an item.
    """

    issue: str | None = None
    parts: bool = False
    linked: bool = True


def select(
    votes: pl.DataFrame, rollcalls: pl.DataFrame, choice: Choice | None = None
) -> pl.DataFrame:
    """Votes in the form that ``ideal_points`` reads, after the rules.

    Parameters
    ----------
    votes, rollcalls : polars.DataFrame
        Under the contracts VOTES and ROLLCALLS.
    choice : Choice, optional

    Returns
    -------
    polars.DataFrame
        ``state``, ``session``, ``item``, ``vote``; no absences.

    Examples
    --------
    >>> from nonaligned.tables import ROLLCALLS, VOTES
    >>> select(VOTES.empty(), ROLLCALLS.empty()).height
    0
    """
    choice = choice or Choice()
    kept = rollcalls.filter(~pl.col("session").is_in(SPARSE_SESSIONS))
    if not choice.parts:
        part = pl.col("amendment").fill_null(False) | pl.col("paragraph").fill_null(False)
        kept = kept.filter(~(part & (pl.col("session") > PARTS_UNTIL)))
    if choice.issue is not None:
        kept = kept.filter(pl.col(choice.issue).fill_null(False))
    cast = from_votes(votes, kept, item="link" if choice.linked else "rollcall")
    cast = cast.filter(~pl.col("state").is_in(SPARSE_STATES))
    for state, session in SPARSE_CELLS:
        cast = cast.filter(~((pl.col("state") == state) & (pl.col("session") == session)))
    return cast
