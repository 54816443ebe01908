"""Gradient, Hessian blocks and products with the cross block against central differences."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from nonaligned.measures.ideal import blocks
from nonaligned.measures.ideal.chamber import Prior, chamber
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.simulate import make_votes
from nonaligned.measures.ideal.tangent import System

Setting = tuple[Engine, np.ndarray, np.ndarray]


def setting(answers: int, dims: int, threads: int = 1) -> Setting:
    votes = make_votes(8, 4, 6, seed=answers + 10 * dims, answers=answers, dims=dims, bridges=0.5)
    weight = np.random.default_rng(0).uniform(0.5, 2.0, votes.item.max() + 1)
    made = chamber(
        votes.member, votes.period, votes.item, votes.answer, answers=answers, weight=weight
    )
    engine = Engine(made, Prior(smoothing=0.3, discrimination=2.0), dims, threads)
    rng = np.random.default_rng(1)
    theta = rng.normal(size=(dims, made.n_cells))
    items = np.zeros((made.n_items, dims + answers - 1))
    items[:, :dims] = rng.normal(size=(made.n_items, dims))
    items[:, dims:] = np.cumsum(rng.uniform(0.3, 1.0, (made.n_items, answers - 1)), axis=1) - 1.0
    items[:, dims:][np.arange(answers - 1) >= made.levels[:, None] - 1] = 0.0
    return engine, theta, items


CASES = [(2, 1), (3, 1), (5, 1), (3, 2), (4, 3)]


@pytest.mark.parametrize(("answers", "dims"), CASES)
def test_log_likelihood_is_the_ordinal_probit(answers: int, dims: int) -> None:
    engine, theta, items = setting(answers, dims)
    made = engine.chamber
    total = 0.0
    for j in range(made.n_items):
        cuts = items[j, dims : dims + made.levels[j] - 1]
        edges = np.concatenate([[-np.inf], cuts, [np.inf]])
        for r in range(made.levels[j]):
            cells = made.cells[made.bounds[j, r] : made.bounds[j, r + 1]]
            eta = items[j, :dims] @ theta[:, cells]
            low, high = edges[r] - eta, edges[r + 1] - eta
            low, high = np.where(low > 0, -high, low), np.where(low > 0, -low, high)
            p = norm.cdf(high) - norm.cdf(low)
            total += made.weight[j] * np.log(p).sum()
    assert engine.log_likelihood(theta, items) == pytest.approx(total, rel=1e-10)


@pytest.mark.parametrize(("answers", "dims"), CASES)
@pytest.mark.parametrize("threads", [1, 2])
def test_gradient_and_hessian(answers: int, dims: int, threads: int) -> None:
    engine, theta, items = setting(answers, dims, threads)
    used = np.ones_like(items, bool)
    used[:, dims:] = np.arange(answers - 1) < engine.chamber.levels[:, None] - 1
    at = engine.curvature(theta, items)
    value, g_theta, g_items = engine.gradient(theta, items)
    assert value == pytest.approx(engine.objective(theta, items), rel=1e-13)
    assert at.g_theta == pytest.approx(g_theta, rel=1e-9, abs=1e-10)
    assert at.g_items[used] == pytest.approx(g_items[used], rel=1e-9, abs=1e-10)
    rng = np.random.default_rng(2)
    x, t = rng.normal(size=theta.shape), np.where(used, rng.normal(size=items.shape), 0.0)
    h = 1e-5
    up = engine.gradient(theta + h * x, items + h * t)
    down = engine.gradient(theta - h * x, items - h * t)
    slope = (up[0] - down[0]) / (2 * h)
    assert slope == pytest.approx((g_theta * x).sum() + (g_items * t)[used].sum(), rel=1e-7)
    # minus the Hessian's product, from the blocks
    ax = np.empty_like(x)
    blocks.multiply_chains(engine.chamber.first, engine.step, at.cell_blocks, x, ax)
    bt = np.einsum("jab,jcb,jc->ja", at.item_low, at.item_low, t)
    over_cells = ax + engine.spread(at, t)
    over_items = bt + engine.gather(at, x)
    assert over_cells == pytest.approx(-(up[1] - down[1]) / (2 * h), rel=1e-5, abs=1e-5)
    expected = -(up[2] - down[2])[used] / (2 * h)
    assert over_items[used] == pytest.approx(expected, rel=1e-5, abs=1e-5)
    # S x = A x - C B^-1 C' x
    s = engine.gather(at, x)
    blocks.solve_items(at.item_low, s, True, True)
    assert engine.reduced_product(at, x) == pytest.approx(engine.spread(at, s), rel=1e-6, abs=1e-6)
    engine.close()


@pytest.mark.parametrize(("answers", "dims"), [(3, 1), (3, 2)])
def test_coarse_matrix_is_the_projected_system(answers: int, dims: int) -> None:
    engine, theta, items = setting(answers, dims)
    system = System(engine, engine.curvature(theta, items), 0.7 * np.eye(dims))
    columns = system.periods * dims * (1 + dims)
    z = [system._extend(row) for row in np.eye(columns)]
    direct = np.array([system._restrict(system.multiply(column)) for column in z])
    assert system._coarse_matrix() == pytest.approx(direct, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_chain_algebra_against_dense(dims: int) -> None:
    engine, theta, items = setting(3, dims)
    made = engine.chamber
    at = engine.curvature(theta, items)
    n = made.n_cells
    dense = np.zeros((n * dims, n * dims))
    for k, unit in enumerate(np.eye(n * dims)):
        out = np.empty((dims, n))
        blocks.multiply_chains(made.first, engine.step, at.cell_blocks, unit.reshape(dims, n), out)
        dense[k] = out.ravel()
    inverse = np.linalg.inv(dense)
    diagonal, below = at.cell_blocks.copy(), np.empty_like(at.cell_blocks)
    assert blocks.factor_chains(made.first, engine.step, diagonal, below) == 0
    x = np.random.default_rng(3).normal(size=(dims, n))
    y = x.copy()
    blocks.solve_lower(diagonal, below, y)
    blocks.solve_upper(diagonal, below, y)
    assert y.ravel() == pytest.approx(inverse @ x.ravel(), rel=1e-9, abs=1e-12)
    own, with_previous = blocks.chain_covariance(made.first, diagonal, below)
    shaped = inverse.reshape(dims, n, dims, n)
    for c in range(n):
        assert own[c] == pytest.approx(shaped[:, c, :, c], rel=1e-8, abs=1e-12)
        if not made.first[c]:
            assert with_previous[c] == pytest.approx(shaped[:, c, :, c - 1], rel=1e-8, abs=1e-12)


def test_a_block_that_is_not_positive_definite_is_counted() -> None:
    both = np.array([np.eye(2), [[1.0, 2.0], [2.0, 1.0]]])
    assert blocks.factor(both) == 1
    assert np.isfinite(both).all()
