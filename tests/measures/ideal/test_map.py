"""The constrained optimum: it is one, whatever the start, the threads or the labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nonaligned.errors import InputError
from nonaligned.measures.ideal.chamber import Chamber, Prior, chamber
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.newton import Mode, maximise, reduced_gradient
from nonaligned.measures.ideal.simulate import MadeVotes, make_votes
from nonaligned.measures.ideal.start import anchor_scores, standardise, starting_items
from nonaligned.measures.ideal.tangent import normals

from .conftest import fit_votes, poles

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
SAME = 1e-6


def test_constraint_and_stationarity(fitted: tuple[Chamber, Mode]) -> None:
    made, mode = fitted
    assert mode.theta.mean() == pytest.approx(0.0, abs=1e-12)
    assert (mode.theta**2).mean() == pytest.approx(1.0, abs=1e-12)
    engine = Engine(made, Prior())
    reduced, _ = reduced_gradient(engine, engine.curvature(mode.theta, mode.items))
    # on the constraint the gradient is along its normals only
    e = normals(mode.theta)[:, 0]
    rest = reduced[0] - e.T @ np.linalg.lstsq(e.T, reduced[0], rcond=None)[0]
    assert np.abs(rest).max() < 1e-4
    q = -2 * engine.log_prior(mode.theta, np.zeros_like(mode.items))
    beta = mode.items[:, 0]
    assert mode.multiplier[0, 0] == pytest.approx((beta @ beta - q) / made.n_cells, abs=1e-4)


def test_truth_is_recovered(made: MadeVotes, fitted: tuple[Chamber, Mode]) -> None:
    chamber_, mode = fitted
    truth = made.position[chamber_.cell_member, chamber_.cell_period, 0]
    assert np.corrcoef(truth, mode.theta[0])[0, 1] > 0.95


@pytest.mark.parametrize("answers", [2, 5])
def test_other_numbers_of_answers(answers: int) -> None:
    votes = make_votes(30, 4, 30, seed=8, answers=answers)
    made, mode = fit_votes(votes, answers=answers)
    truth = votes.position[made.cell_member, made.cell_period, 0]
    assert np.corrcoef(truth, mode.theta[0])[0, 1] > 0.95


def test_same_optimum_from_noisy_starts_and_two_threads(
    made: MadeVotes, fitted: tuple[Chamber, Mode]
) -> None:
    for threads, noise in ((1, 0.5), (2, 0.0), (2, 0.5)):
        _, other = fit_votes(made, threads=threads, noise=noise)
        assert np.abs(other.theta - fitted[1].theta).max() < SAME


def test_swapped_anchors_mirror_exactly(made: MadeVotes, fitted: tuple[Chamber, Mode]) -> None:
    _, mode = fit_votes(made, {m: -s for m, s in poles(made).items()})
    assert (mode.theta == -fitted[1].theta).all()
    assert (mode.items[:, 0] == -fitted[1].items[:, 0]).all()
    assert (mode.items[:, 1:] == fitted[1].items[:, 1:]).all()


def small(seed: int) -> MadeVotes:
    return make_votes(10, 3, 8, seed=seed, bridges=0.3)


@FEW
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_order_and_labels_do_not_matter(seed: int, shuffle: object) -> None:
    votes = small(seed)
    rng = np.random.default_rng(seed)
    order, names = rng.permutation(votes.member.size), rng.permutation(10)
    moved = replace(
        votes,
        member=names[votes.member][order],
        period=votes.period[order],
        item=votes.item[order],
        answer=votes.answer[order],
    )
    made, mode = fit_votes(votes)
    other, again = fit_votes(moved, {int(names[m]): s for m, s in poles(votes).items()})
    at = {
        (m, p): i for i, (m, p) in enumerate(zip(other.cell_member, other.cell_period, strict=True))
    }
    pick = [at[names[m], p] for m, p in zip(made.cell_member, made.cell_period, strict=True)]
    assert np.abs(again.theta[0, pick] - mode.theta[0]).max() < SAME


@FEW
@given(st.integers(0, 10**6))
def test_reversed_answers_with_reversed_anchors(seed: int) -> None:
    votes = small(seed)
    _, mode = fit_votes(votes)
    _, other = fit_votes(
        replace(votes, answer=2 - votes.answer), {m: -s for m, s in poles(votes).items()}
    )
    assert np.abs(other.theta + mode.theta).max() < SAME


@FEW
@given(st.integers(0, 10**6))
def test_a_weight_of_two_is_every_vote_twice(seed: int) -> None:
    votes = small(seed)
    twice = replace(
        votes,
        member=np.tile(votes.member, 2),
        period=np.tile(votes.period, 2),
        item=np.tile(votes.item, 2),
        answer=np.tile(votes.answer, 2),
    )
    _, doubled = fit_votes(twice)
    _, weighted = fit_votes(votes, weight=np.full(votes.item.max() + 1, 2.0))
    assert np.abs(doubled.theta - weighted.theta).max() < SAME
    assert doubled.objective == pytest.approx(weighted.objective, rel=1e-10)


@FEW
@given(st.integers(0, 10**6), st.integers(0, 2))
def test_a_unanimous_item_changes_nothing(seed: int, answer: int) -> None:
    votes = small(seed)
    more = replace(
        votes,
        member=np.append(votes.member, np.arange(10)),
        period=np.append(votes.period, np.zeros(10, int)),
        item=np.append(votes.item, np.full(10, votes.item.max() + 1)),
        answer=np.append(votes.answer, np.full(10, answer)),
    )
    assert (fit_votes(more)[1].theta == fit_votes(votes)[1].theta).all()


def test_a_member_who_never_votes_changes_nothing(made: MadeVotes) -> None:
    labels = (tuple(range(31)), tuple(range(6)), tuple(range(int(made.item.max()) + 1)))
    with_absent = chamber(made.member, made.period, made.item, made.answer, labels=labels)
    assert with_absent.n_cells == chamber(made.member, made.period, made.item, made.answer).n_cells


def test_standardising_leaves_the_likelihood_alone() -> None:
    votes = make_votes(8, 4, 6, seed=4, dims=2)
    made = chamber(votes.member, votes.period, votes.item, votes.answer)
    engine = Engine(made, Prior(), 2)
    rng = np.random.default_rng(0)
    theta = rng.normal(1.0, 3.0, (2, made.n_cells))
    items = starting_items(made, 2) + np.array([0.5, -0.3, 0.0, 0.0])
    moved, carried = standardise(theta, items, dims=2)
    assert moved @ moved.T / made.n_cells == pytest.approx(np.eye(2), abs=1e-12)
    assert engine.log_likelihood(moved, carried) == pytest.approx(
        engine.log_likelihood(theta, items), rel=1e-12
    )


def test_separated_votes_stay_finite() -> None:
    member = np.tile(np.arange(6), 10)
    votes = chamber(member, np.zeros(60, int), np.repeat(np.arange(10), 6), 2 * (member >= 3))
    engine = Engine(votes, Prior())
    mode = maximise(engine, anchor_scores(votes, {5: 1.0, 0: -1.0}), starting_items(votes, 1))
    assert np.isfinite(mode.theta).all()
    assert np.isfinite(mode.items).all()
    assert mode.theta[0, 3:].min() > mode.theta[0, :3].max()


def test_anchors_that_never_differ_are_refused() -> None:
    votes = chamber(
        np.tile(np.arange(4), 5),
        np.zeros(20, int),
        np.repeat(np.arange(5), 4),
        np.tile([0, 0, 2, 1], 5),
    )
    with pytest.raises(InputError, match="no vote that tells them apart"):
        anchor_scores(votes, {0: 1.0, 1: -1.0})


@pytest.mark.parametrize("weight", [[np.nan, 1.0], [-1.0, 1.0], [np.inf, 1.0]])
def test_bad_weights_are_refused(weight: list[float]) -> None:
    with pytest.raises(InputError, match="weight"):
        chamber(
            np.arange(4) % 2,
            np.zeros(4, int),
            np.arange(4) // 2,
            np.arange(4) % 2,
            weight=np.array(weight),
        )


def test_all_unanimous_is_refused() -> None:
    with pytest.raises(InputError, match="every item is unanimous"):
        chamber(np.arange(4) % 2, np.zeros(4, int), np.arange(4) // 2, np.ones(4, int))
