"""Records for the tests of claims: a small made one, and the real one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from nonaligned.claims.evidence import Evidence
from nonaligned.measures.resolutions import resolutions
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.tallies import Tallies
from nonaligned.tables import ISSUES, ROLLCALLS, VOTE, VOTE_LABELS, VOTES

YES, ABSTAIN, NO, ABSENT = range(4)


def record(
    answers: np.ndarray, names: list[str], sessions: np.ndarray, issue: str = "me"
) -> Tallies:
    """Tallies of made votes: answers (R, S) as codes, a session each; odd ones on the issue."""
    total = answers.shape[0]
    call, state = np.nonzero(answers <= ABSENT)
    votes = pl.DataFrame(
        {
            "rollcall": (call + 1).astype(np.int32),
            "state": np.array(names)[state],
            "vote": pl.Series(np.array(VOTE_LABELS)[answers[call, state]], dtype=VOTE),
        }
    )
    number = np.arange(total)
    columns = {
        "rollcall": (number + 1).astype(np.int32),
        "session": sessions.astype(np.int16),
        "forum": ["regular"] * total,
        "resolution": [f"R/{n}" for n in number],
        "title": [
            f"Text {n % 40} of the year {1945 + s}" for n, s in zip(number, sessions, strict=True)
        ],
        **{name: (number % 2 == 1) & (name == issue) for name in ISSUES},
        "important": number % 4 == 0,
        "amendment": [False] * total,
        "paragraph": [False] * total,
        "absences": ["recorded"] * total,
        "link": (number + 1).astype(np.int32),
    }
    table = pl.DataFrame(columns).with_columns(
        pl.lit(None).alias(name) for name in ROLLCALLS.schema if name not in columns
    )
    return tally(
        VOTES.check(votes),
        ROLLCALLS.check(table.cast({c.name: c.dtype for c in ROLLCALLS.columns})),
    )


def chamber(
    positions: np.ndarray, sessions: range, rollcalls: int, seed: int, noise: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """Answers of states at positions (T, S) on a line to roll calls with random cutpoints.

    Returns
    -------
    answers : array (R, S)
    session : array (R,)
    """
    draw = np.random.default_rng(seed)
    span = len(sessions)
    cut = draw.normal(0, 1, (span, rollcalls, 1))
    side = np.where(draw.random((span, rollcalls, 1)) < 0.8, 1.0, -1.0)
    lean = side * (positions[:, None, :] - cut) + draw.normal(
        0, noise, (span, rollcalls, positions.shape[1])
    )
    answers = np.where(lean > 0.25, YES, np.where(lean < -0.25, NO, ABSTAIN))
    session = np.repeat(np.array(list(sessions)), rollcalls)
    return answers.reshape(span * rollcalls, -1), session


CAST = ["NOR", "SWE", "CUB", "IND", "BRA", "KEN", "FRA", "POL", "THA", "PER", "GHA", "IRQ"]
"""Real ids, so that names resolve; what they do in made records is made up."""


@pytest.fixture(scope="session")
def made() -> Evidence:
    """Eleven sessions (30 to 40) of twelve states spread over a line in the order of CAST."""
    line = np.linspace(-1.5, 1.5, len(CAST))
    answers, session = chamber(np.tile(line, (11, 1)), range(30, 41), 60, seed=3)
    return Evidence(record(answers, CAST, session))


@pytest.fixture(scope="session")
def real(shared_data: Path) -> Evidence:
    """The General Assembly's record; tests that use it are marked ``shared``."""
    from nonaligned.records.readers.folder import read_unga

    tables = read_unga(shared_data / "unga")
    made = partial(resolutions, tables.votes, tables.rollcalls)
    return Evidence(tally(tables.votes, tables.rollcalls), resolutions=made)


@pytest.fixture(scope="session")
def book() -> Evidence:
    """The embedded record, with its ideal points."""
    from nonaligned.study.loading import load

    loaded = load()
    return Evidence(loaded.tallies, loaded.ideal, loaded.resolutions)
