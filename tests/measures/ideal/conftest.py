"""Small made chambers and their fits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nonaligned.measures.ideal.chamber import Chamber, Prior, chamber
from nonaligned.measures.ideal.engine import engine
from nonaligned.measures.ideal.newton import Mode, maximise
from nonaligned.measures.ideal.simulate import MadeVotes, make_votes
from nonaligned.measures.ideal.start import anchor_scores, starting_items

Fit = Callable[..., tuple[Chamber, Mode]]


def poles(votes: MadeVotes) -> dict[int, float]:
    """The members with the highest and lowest mean true position."""
    mean = votes.position[:, :, 0].mean(axis=1)
    return {int(mean.argmax()): 1.0, int(mean.argmin()): -1.0}


def fit_votes(
    votes: MadeVotes,
    anchors: dict[int, float] | None = None,
    *,
    prior: Prior | None = None,
    threads: int = 1,
    noise: float = 0.0,
    answers: int = 3,
    weight: np.ndarray | None = None,
) -> tuple[Chamber, Mode]:
    """Fit made votes in one dimension from the anchors' scores, with noise added if asked."""
    made = chamber(
        votes.member, votes.period, votes.item, votes.answer, answers=answers, weight=weight
    )
    theta = anchor_scores(made, anchors or poles(votes))
    theta = theta + noise * np.random.default_rng(5).normal(size=theta.shape)
    with engine(made, prior or Prior(), 1, threads) as running:
        return made, maximise(running, theta, starting_items(made, 1))


@pytest.fixture(scope="session")
def made() -> MadeVotes:
    return make_votes(30, 6, 25, seed=3)


@pytest.fixture(scope="session")
def fitted(made: MadeVotes) -> tuple[Chamber, Mode]:
    return fit_votes(made)
