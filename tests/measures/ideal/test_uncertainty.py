"""Covariances against dense algebra; intervals against the truth; the sampler against the mode."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest

from nonaligned.measures.ideal import bias, blocks, hmc
from nonaligned.measures.ideal.chamber import Chamber, Prior
from nonaligned.measures.ideal.coupling import couple, joint_covariance, lanczos, missing_share
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.tangent import normals
from nonaligned.measures.ideal.target import Mass, Point, Target

Fitted = tuple[Chamber, Mode]


def dense_covariance(engine: Engine, mode: Mode) -> np.ndarray:
    """Inverse of the Schur complement on the tangent space, by dense algebra."""
    at = engine.curvature(mode.theta, mode.items)
    n = engine.chamber.n_cells
    schur = np.empty((n, n))
    with_multiplier = at.cell_blocks + mode.multiplier
    for k, unit in enumerate(np.eye(n)):
        out = np.empty((1, n))
        blocks.multiply_chains(
            engine.chamber.first, engine.step, with_multiplier, unit[None, :].copy(), out
        )
        schur[k] = (out - engine.reduced_product(at, unit[None, :].copy()))[0]
    e = normals(mode.theta)[:, 0]
    basis = np.linalg.svd(e)[2][2:].T
    return basis @ np.linalg.inv(basis.T @ schur @ basis) @ basis.T


def test_joint_covariance_against_dense(fitted: Fitted) -> None:
    made, mode = fitted
    engine = Engine(made, Prior())
    exact = dense_covariance(engine, mode)
    coupling = couple(engine, mode, rank=made.n_cells)
    full = joint_covariance(engine, coupling)
    assert full.variance[:, 0] == pytest.approx(np.diag(exact), rel=1e-4)
    for a, b in ((0, 1), (1, 0), (0, 4), (5, 2), (3, 80), (100, 12)):
        assert full.between(a, b)[0, 0] == pytest.approx(exact[a, b], rel=1e-3, abs=1e-6)
    gap = exact[3, 3] + exact[80, 80] - 2 * exact[3, 80]
    assert full.difference(3, 80)[0] == pytest.approx(np.sqrt(gap), rel=1e-3)


def test_few_couplings_and_what_they_leave_out(fitted: Fitted) -> None:
    made, mode = fitted
    engine = Engine(made, Prior())
    exact = np.diag(dense_covariance(engine, mode))
    coupling = couple(engine, mode, rank=40)
    variance = joint_covariance(engine, coupling).variance[:, 0]
    assert np.mean(variance / exact) == pytest.approx(1.0, abs=0.02)
    share = missing_share(engine, coupling, variance[:, None], probes=40)
    finer = missing_share(engine, couple(engine, mode, rank=80), variance[:, None], probes=40)
    assert 0 < finer < share < 0.2


def test_lanczos_finds_the_leading_pairs() -> None:
    rng = np.random.default_rng(0)
    root = rng.normal(size=(50, 50))
    matrix = root @ root.T
    values, vectors = lanczos(lambda x: matrix @ x, 50, 50)
    assert np.sort(values) == pytest.approx(np.linalg.eigvalsh(matrix), rel=1e-8)
    assert vectors.T @ vectors == pytest.approx(np.eye(50), abs=1e-10)


def sampler(fitted: Fitted, rank: int = 60) -> tuple[Target, Mass, Point]:
    made, mode = fitted
    engine = Engine(made, Prior())
    target = Target(engine, mode)
    return target, Mass(target, couple(engine, mode, rank)), target.point(mode.theta, mode.items)


def test_gradient_of_the_target(fitted: Fitted) -> None:
    target, mass, point = sampler(fitted)
    rng = np.random.default_rng(1)
    at = Point(point.x + mass.draw(rng).x, point.items + 0.2 * mass.draw(rng).items)
    _, gradient = target.evaluate(at)
    way = mass.draw(rng)
    h = 1e-5
    up = target.evaluate(Point(at.x + h * way.x, at.items + h * way.items))[0]
    down = target.evaluate(Point(at.x - h * way.x, at.items - h * way.items))[0]
    slope = gradient.x @ way.x + (gradient.items * way.items).sum()
    assert (up - down) / (2 * h) == pytest.approx(slope, rel=1e-6)


def test_mass_is_the_hessian_and_draws_have_it(fitted: Fitted) -> None:
    target, mass, point = sampler(fitted, rank=180)
    rng = np.random.default_rng(2)
    way = mass.draw(rng)
    h = 1e-4
    up = target.evaluate(Point(point.x + h * way.x, point.items + h * way.items))[1]
    down = target.evaluate(Point(point.x - h * way.x, point.items - h * way.items))[1]
    bent = Point((down.x - up.x) / (2 * h), (down.items - up.items) / (2 * h))
    back = mass.velocity(Point(bent.x, np.where(mass.used, bent.items, 0.0)))
    off = np.concatenate([back.x - way.x, (back.items - way.items)[mass.used]])
    whole = np.concatenate([way.x, way.items[mass.used]])
    assert np.linalg.norm(off) < 0.12 * np.linalg.norm(whole)
    # the plane is never left, and kinetic energies are those of a normal
    assert abs(way.x.sum()) < 1e-8
    assert abs(way.x @ target.centre) < 1e-8
    free = way.x.size - 2 + int(mass.used.sum())
    energy = [mass.kinetic(mass.draw(rng)) for _ in range(400)]
    assert np.mean(energy) == pytest.approx(free / 2, rel=5 * np.sqrt(2 / free / 400))
    # the energy is that of the inverse which takes a gradient to a velocity
    momentum = Point(rng.normal(size=way.x.size), np.where(mass.used, rng.normal(), 0.0))
    velocity = mass.velocity(momentum)
    work = momentum.x @ velocity.x + (momentum.items * velocity.items).sum()
    assert mass.kinetic(velocity) == pytest.approx(work / 2, rel=1e-5)


def test_trajectories_are_reversible_and_keep_energy(fitted: Fitted) -> None:
    target, mass, mode = sampler(fitted)
    rng = np.random.default_rng(3)
    drawn = mass.draw(rng)
    away, velocity = Point(0.5 * drawn.x, 0.5 * drawn.items), mass.draw(rng)
    before = target.value(mode.combine(1.0, away, 1.0)) - mass.kinetic(velocity)
    changes = []
    for step in (0.1, 0.05):
        n = round(0.5 / step)
        end, last = hmc.trajectory(target, mass, mode, away, velocity, step, n)
        changes.append(target.value(mode.combine(1.0, end, 1.0)) - mass.kinetic(last) - before)
    assert abs(changes[1]) < 0.05
    assert changes[0] == pytest.approx(4 * changes[1], rel=0.3)  # an integrator of second order
    turned = Point(-last.x, -last.items)
    back, _ = hmc.trajectory(target, mass, mode, end, turned, 0.05, 10)
    assert back.x == pytest.approx(away.x, abs=1e-5)
    assert back.items == pytest.approx(away.items, abs=1e-5)


def test_the_normal_part_alone_is_followed_exactly(fitted: Fitted) -> None:
    """Turning keeps the normal energy, and a quarter turn trades place and velocity."""
    _, mass, _ = sampler(fitted)
    rng = np.random.default_rng(8)
    away, velocity = mass.draw(rng), mass.draw(rng)
    before = mass.kinetic(away) + mass.kinetic(velocity)
    later, faster = hmc.turn(away, velocity, 1.3)
    assert mass.kinetic(later) + mass.kinetic(faster) == pytest.approx(before, rel=1e-5)
    later, faster = hmc.turn(away, velocity, np.pi / 2)
    assert later.x == pytest.approx(velocity.x, abs=1e-12)
    assert faster.items == pytest.approx(-away.items, abs=1e-12)


def test_force_is_the_gradient_to_single_precision(fitted: Fitted) -> None:
    target, mass, mode = sampler(fitted)
    at = mode.combine(1.0, mass.draw(np.random.default_rng(9)), 1.0)
    exact, single = target.evaluate(at)[1], target.force(at)
    assert single.x == pytest.approx(exact.x, abs=1e-5 * np.abs(exact.x).max())
    assert single.items == pytest.approx(exact.items, abs=1e-5 * np.abs(exact.items).max())
    assert target.value(at) == pytest.approx(target.evaluate(at)[0], rel=1e-12)


def test_a_trajectory_out_of_numbers_is_rejected(fitted: Fitted) -> None:
    target, mass, point = sampler(fitted)
    chain = hmc.run_chain(
        target, mass, point, point, np.random.default_rng(4), warmup=0, draws=5, step=9.0
    )
    assert (chain.accepted == 0).all()
    assert chain.divergent.all()
    assert np.isfinite(chain.theta).all()


@pytest.mark.slow
def test_posterior_agrees_with_the_corrected_mode(fitted: Fitted) -> None:
    _, mode = fitted
    target, mass, point = sampler(fitted)
    chains = hmc.sample(target, mass, point, seed=5, warmup=100, draws=600)
    theta = np.concatenate([chain.theta for chain in chains]).astype(float)
    engine = target.engine
    variance = joint_covariance(engine, couple(engine, mode, 60)).variance[:, 0]
    mean = bias.posterior_mean(target, mass, mode, variance, seed=1)
    sd = theta.std(axis=0)
    off_mode = np.sqrt(np.mean(((mode.theta[0] - theta.mean(axis=0)) / sd) ** 2))
    off_mean = np.sqrt(np.mean(((mean - theta.mean(axis=0)) / sd) ** 2))
    assert off_mean < 0.2
    assert off_mean < off_mode
    assert np.median(np.sqrt(variance) / sd) == pytest.approx(1.0, abs=0.06)
    same = hmc.sample(target, mass, point, seed=5, warmup=5, draws=5)
    again = hmc.sample(target, mass, point, seed=5, warmup=5, draws=5)
    assert (same[1].theta == again[1].theta).all()


def test_sphere_without_votes_is_sampled_uniformly() -> None:
    """With the likelihood and prior taken away, theta must be uniform on the sphere."""

    def along_centre(theta: np.ndarray) -> float:
        return max(float(theta[0] @ centre) / centre.size, 1e-12)

    class Flat:
        """A wide pull to the centre of the chart keeps it proper: weight (theta . centre)^8."""

        def objective(self, theta: np.ndarray, items: np.ndarray) -> float:
            return float(8 * np.log(along_centre(theta)))

        def force(self, theta: np.ndarray, items: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            slope = 8 * centre[None, :] / centre.size / along_centre(theta)
            return slope, np.zeros_like(items)

    rng = np.random.default_rng(6)
    n = 5
    centre = rng.normal(size=n)
    centre = (centre - centre.mean()) / centre.std()
    target = Target.__new__(Target)
    target.engine, target.centre = Flat(), centre  # type: ignore[assignment]
    target.cuts = np.zeros((1, 2), bool)
    target.used = np.zeros((1, 3), bool)
    frame = np.linalg.svd(np.stack([np.ones(n), centre]))[2][2:]

    class Plain:
        used = target.used

        def velocity(self, momentum: Point) -> Point:
            return Point(frame.T @ (frame @ momentum.x), momentum.items * 0)

        def draw(self, rng: np.random.Generator) -> Point:
            return Point(frame.T @ rng.normal(size=len(frame)), np.zeros((1, 3)))

        def kinetic(self, velocity: Point) -> float:
            return 0.5 * float(velocity.x @ velocity.x)

    mode = Point(centre, np.zeros((1, 3)))
    chain = hmc.run_chain(target, Plain(), mode, mode, rng, warmup=0, draws=6000, step=0.25)  # type: ignore[arg-type]
    along = (chain.theta[::3].astype(float) @ centre) / n
    # on a sphere of n - 1 dimensions, the cosine c has density (1 - c^2)^((n - 4) / 2) c^8, c > 0
    grid = np.linspace(0, 1, 4001)
    density = (1 - grid**2) ** ((n - 4) / 2) * grid**8
    table = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    assert kstest(along, lambda c: np.interp(c, grid, table / table[-1])).pvalue > 1e-3
