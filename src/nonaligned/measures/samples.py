"""Made-up chambers for examples and tests."""

from __future__ import annotations

import numpy as np
import polars as pl

from nonaligned.tables import ISSUES, ROLLCALLS, VOTE, VOTE_LABELS, VOTES


def chamber(
    states: int = 5,
    sessions: int = 3,
    rollcalls: int = 20,
    seed: int = 0,
    absent: float = 0.1,
    parts: int = 2,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Votes and roll calls drawn at random, under the contracts of ``tables``.

    Parameters
    ----------
    states, sessions : int
    rollcalls : int
        Roll calls a session.
    seed : int
    absent : float
        Share of answers that are ``absent``; a tenth of the rows is missing as well.
    parts : int
        Roll calls on each resolution; they are answered alike four times in five.

    Returns
    -------
    votes, rollcalls : polars.DataFrame
        Titles recur from session to session.

    Examples
    --------
    >>> votes, rollcalls = chamber(states=3, sessions=1, rollcalls=4, seed=1)
    >>> rollcalls.height
    4
    """
    draw = np.random.default_rng(seed)
    total = sessions * rollcalls
    number = np.arange(total)
    resolution = number // rollcalls * rollcalls + number % rollcalls // parts
    lean = draw.choice(3, size=(total, states), p=(0.6, 0.2, 0.2))
    answers = lean[resolution]
    noisy = draw.random((total, states)) < 0.2
    answers[noisy] = lean[noisy]
    answers[draw.random((total, states)) < absent] = 3
    kept = draw.random((total, states)) >= 0.1
    call, state = np.nonzero(kept)
    votes = pl.DataFrame(
        {
            "rollcall": (call + 1).astype(np.int32),
            "state": np.array([f"S{i:02d}" for i in range(states)])[state],
            "vote": pl.Series(np.array(VOTE_LABELS)[answers[kept]], dtype=VOTE),
        }
    )
    session = number // rollcalls + 1
    columns = {
        "rollcall": (number + 1).astype(np.int32),
        "session": session.astype(np.int16),
        "forum": ["regular"] * total,
        "resolution": [f"R/{s}/{r}" for s, r in zip(session, resolution, strict=True)],
        "title": [f"On matter {n % rollcalls}" for n in number],
        **{issue: draw.random(total) < 0.3 for issue in ISSUES},
        "important": draw.random(total) < 0.2,
        "amendment": [False] * total,
        "paragraph": number % parts > 0,
        "absences": ["recorded"] * total,
        "link": (number + 1).astype(np.int32),
    }
    table = pl.DataFrame(columns).with_columns(
        pl.lit(None).alias(name) for name in ROLLCALLS.schema if name not in columns
    )
    return VOTES.check(votes), ROLLCALLS.check(
        table.cast({c.name: c.dtype for c in ROLLCALLS.columns})
    )
