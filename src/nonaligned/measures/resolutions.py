"""Tallies of single roll calls, under the number of the resolution that was voted on.

A resolution is known by one number, a running one to the 30th session ("2758") and the session's
own from the 31st on ("38/7"). Sources print it in several styles, and in early sessions a page of
the record in its place; what is no number of the United Nations is left out here. To the 30th
session the letters after a number tell votes on it apart, later they name its parts.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from nonaligned.tables import FIRST_NUMBERED, LAST_RUNNING, RESOLUTIONS, ROLLCALLS, VOTES

_REGULAR = r"^(?:R|A/RES)/(\d+)/(\d+)(?:[A-Z/]|$)"
_EMERGENCY = r"^A/RES/(E?S-\d+/\d+)"
_PART = r"\d([A-Z]{1,2})?(?:/([A-Z]+))?$"


def resolutions(votes: pl.DataFrame, rollcalls: pl.DataFrame) -> pl.DataFrame:
    """Count each roll call and give it the number of its resolution.

    Parameters
    ----------
    votes, rollcalls : polars.DataFrame
        Under the contracts of ``tables``. Printed totals are not looked at.

    Returns
    -------
    polars.DataFrame
        Under the contract ``RESOLUTIONS``, in order of session and roll call.

    Examples
    --------
    >>> from nonaligned.measures.samples import chamber
    >>> resolutions(*chamber(states=3, sessions=1, rollcalls=4, seed=1)).row(0, named=True)["place"]
    1
    """
    votes, rollcalls = VOTES.check(votes), ROLLCALLS.check(rollcalls)
    counted = votes.group_by("rollcall").agg(
        (pl.col("vote") == answer).sum().cast(pl.Int16).alias(answer)
        for answer in ("yes", "no", "abstain")
    )
    calls = rollcalls.sort("session", "rollcall").select(
        "rollcall",
        "session",
        pl.int_range(1, pl.len() + 1).over("session").cast(pl.Int16).alias("place"),
        _number().alias("number"),
        _letters().alias("part"),
        whole=~(pl.col("amendment").fill_null(False) | pl.col("paragraph").fill_null(False)),
    )
    found = calls.join(counted, on="rollcall", how="left", maintain_order="left")
    found = found.with_columns(
        pl.col("yes", "no", "abstain").fill_null(0),
        part=pl.when(pl.col("number").is_not_null()).then("part"),
    )
    return RESOLUTIONS.check(found)


def answers(
    votes: pl.DataFrame | pl.LazyFrame, rollcalls: pl.DataFrame, session: int, place: int
) -> Mapping[str, str]:
    """Find who answered what in one roll call.

    Parameters
    ----------
    votes, rollcalls : polars.DataFrame
        Under the contracts of ``tables``.
    session, place : int
        As :func:`resolutions` has them.

    Returns
    -------
    mapping of str to str
        Answer of each member by its id; nothing where there is no such roll call.

    Examples
    --------
    >>> from nonaligned.measures.samples import chamber
    >>> len(answers(*chamber(states=3, sessions=1, rollcalls=4, seed=1), 1, 4))
    3
    """
    held = rollcalls.filter(pl.col("session") == session)["rollcall"].sort()
    if not 1 <= place <= held.len():
        return {}
    chosen = votes.lazy().filter(pl.col("rollcall") == held[place - 1])
    found = chosen.sort("state").collect()
    return dict(zip(found["state"], found["vote"].cast(pl.String), strict=True))


def _number() -> pl.Expr:
    """Return the number of the United Nations, null where the source has none."""
    text, session = pl.col("resolution"), pl.col("session")
    own = text.str.extract(_REGULAR, 1).cast(pl.Int16, strict=False) == session
    number = text.str.extract(_REGULAR, 2)
    plain = (
        pl.when(session <= LAST_RUNNING).then(number).otherwise(pl.format("{}/{}", session, number))
    )
    regular = pl.when(own & (session >= FIRST_NUMBERED)).then(plain)
    return pl.coalesce(text.str.extract(_EMERGENCY, 1), regular)


def _letters() -> pl.Expr:
    """Return the letters after the number, "B" or "B/VII"; null without any."""
    text = pl.col("resolution")
    letters = pl.concat_str(
        text.str.extract(_PART, 1), text.str.extract(_PART, 2), separator="/", ignore_nulls=True
    )
    return pl.when(letters != "").then(letters)
