"""Are the intervals right? Coverage of the fast estimate, and calibration of the sampler.

    python benchmarks/ideal_simulations.py coverage [repetitions]
    python benchmarks/ideal_simulations.py sbc [simulations]
    python benchmarks/ideal_simulations.py record [repetitions]
    python benchmarks/ideal_simulations.py tails

``coverage`` simulates chambers, fits them with ``method="map"`` and counts how often nominal 90 %
intervals hold the truth: positions, changes of one member between neighbouring periods, and
differences of two members in one period. ``sbc`` is simulation-based calibration conditional on
data (posterior SBC: Saeilynoja, Schmitt, Buerkner and Vehtari 2025), because the cutpoints have a
flat prior and nothing can be drawn from that: draw parameters from the posterior of a first set of
votes, draw a second set of votes from them, and rank the parameters among draws of the posterior
given both. ``record`` draws votes anew for the UN record's own design, from draws of its posterior,
and fits them; ``tails`` does so once and sets the sampler beside the fast estimate. Both need the
reference data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import kstest

from nonaligned.measures.ideal import bias, hmc
from nonaligned.measures.ideal.chamber import Chamber, Prior, chamber
from nonaligned.measures.ideal.coupling import Covariance, couple, joint_covariance
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.newton import Mode, maximise
from nonaligned.measures.ideal.simulate import MadeVotes, make_votes, redraw
from nonaligned.measures.ideal.start import anchor_scores, starting_items
from nonaligned.measures.ideal.target import Mass, Target

STEP = 0.3
NOMINAL = 1.6448536
FAR = 2.0
"""Standard deviations from the centre beyond which a position is called far out."""

DESIGNS = {
    # members, periods, items a period, answers
    "assembly": (80, 15, 40, 3),
    "committee": (15, 10, 30, 3),
    "legislature": (100, 10, 60, 2),
    "thin": (60, 20, 8, 3),
}


def poles(votes: MadeVotes) -> dict[int, float]:
    mean = votes.position[:, :, 0].mean(axis=1)
    return {int(mean.argmax()): 1.0, int(mean.argmin()): -1.0}


def prior_of(votes: MadeVotes) -> Prior:
    """Return the prior with the variances that the simulated positions really have.

    In a small chamber a few random walks stray far from the spread expected of them, and with it
    goes the size of a step on the standardised scale.
    """
    position = votes.position[:, :, 0]
    step = float(np.mean(np.diff(position, axis=1) ** 2))
    return Prior(smoothing=2 * step, first=float(np.mean(position[:, 0] ** 2)))


def estimate(
    made: Chamber, prior: Prior, anchors: dict[int, float]
) -> tuple[Mode, Target, Mass, Covariance, np.ndarray]:
    engine = Engine(made, prior)
    mode = maximise(engine, anchor_scores(made, anchors), starting_items(made, 1))
    coupling = couple(engine, mode)
    covariance = joint_covariance(engine, coupling)
    target = Target(engine, mode)
    mass = Mass(target, coupling)
    mean = bias.posterior_mean(target, mass, mode, covariance.variance[:, 0], seed=0)
    return mode, target, mass, covariance, mean


def held(truth: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    inside: np.ndarray = np.abs(truth - mean) < NOMINAL * sd
    return inside


def one_coverage(name: str, seed: int) -> dict[str, np.ndarray]:
    members, periods, items, answers = DESIGNS[name]
    votes = make_votes(members, periods, items, seed=seed, answers=answers, step=STEP)
    made = chamber(votes.member, votes.period, votes.item, votes.answer, answers=answers)
    mode, _, _, covariance, mean = estimate(made, prior_of(votes), poles(votes))
    truth = votes.position[made.cell_member, made.cell_period, 0]
    truth = (truth - truth.mean()) / truth.std()
    sd = np.sqrt(covariance.variance[:, 0])
    later = np.flatnonzero(~made.first)
    rng = np.random.default_rng(seed)
    pairs = []
    while len(pairs) < 400:
        a, b = rng.integers(made.n_cells, size=2)
        if a != b and made.cell_period[a] == made.cell_period[b]:
            pairs.append((a, b))
    two = np.array(pairs)
    one, other = two.T
    change_sd = np.array([covariance.difference(c, c - 1)[0] for c in later])
    pair_sd = np.array([covariance.difference(a, b)[0] for a, b in pairs])
    inside = held(truth, mean, sd)
    return {
        "mode": held(truth, mode.theta[0], sd),
        "mean": inside,
        "where the truth is far out": inside[np.abs(truth) > FAR],
        "where the mean is": inside[np.abs(mean) > FAR],
        "change": held(truth[later] - truth[later - 1], mean[later] - mean[later - 1], change_sd),
        "pair": held(truth[one] - truth[other], mean[one] - mean[other], pair_sd),
    }


def coverage(repetitions: int) -> None:
    print(f"share of nominal 90 % intervals that hold the truth, {repetitions} chambers a design")
    for name, design in DESIGNS.items():
        found = [one_coverage(name, seed) for seed in range(repetitions)]
        together = {key: np.concatenate([f[key] for f in found]) for key in found[0]}
        shown = ", ".join(f"{key} {inside.mean():.3f}" for key, inside in together.items())
        print(f"{name:12} {design}: {shown}", flush=True)


@dataclass(frozen=True)
class Redrawn:
    """The fit of votes drawn anew for the UN record's design, and the truth behind them."""

    votes: int
    truth: np.ndarray
    mode: Mode
    target: Target
    mass: Mass
    mean: np.ndarray
    sd: np.ndarray


def redrawn(repetitions: int) -> Iterator[Redrawn]:
    from ideal import ANCHORS
    from ideal import record as votes

    made = votes()
    anchors = {made.members.index(ANCHORS[0]): 1.0, made.members.index(ANCHORS[1]): -1.0}
    mode, target, mass, _, _ = estimate(made, Prior(), anchors)
    point = target.point(mode.theta, mode.items)
    chain = hmc.run_chain(
        target, mass, point, point, np.random.default_rng(1), warmup=60, draws=20 * repetitions
    )
    cell = {pair: c for c, pair in enumerate(zip(made.cell_member, made.cell_period, strict=True))}
    for k in range(repetitions):
        theta, items = chain.theta[20 * k + 19][None].astype(float), chain.items[20 * k + 19]
        new = redraw(made, theta, items.astype(float), np.random.default_rng(k))
        mode, target, mass, covariance, mean = estimate(new, Prior(), anchors)
        at = [cell[pair] for pair in zip(new.cell_member, new.cell_period, strict=True)]
        truth = (theta[0, at] - theta[0, at].mean()) / theta[0, at].std()
        sd = np.sqrt(covariance.variance[:, 0])
        yield Redrawn(new.n_votes, truth, mode, target, mass, mean, sd)


def far_out(inside: np.ndarray, truth: np.ndarray, mean: np.ndarray) -> str:
    by_truth, by_mean = (inside[np.abs(at) > FAR].mean() for at in (truth, mean))
    return f"{inside.mean():.3f}; far out by the truth {by_truth:.3f}, by the mean {by_mean:.3f}"


def record(repetitions: int) -> None:
    for one in redrawn(repetitions):
        around = held(one.truth, one.mode.theta[0], one.sd).mean()
        shown = far_out(held(one.truth, one.mean, one.sd), one.truth, one.mean)
        r = np.corrcoef(one.truth, one.mean)[0, 1]
        print(f"{one.votes:,} votes: mode {around:.3f}, mean {shown}; r {r:.4f}", flush=True)


def tails() -> None:
    one = next(redrawn(3))
    print("map      ", far_out(held(one.truth, one.mean, one.sd), one.truth, one.mean), flush=True)
    point = one.target.point(one.mode.theta, one.mode.items)
    rng = np.random.default_rng(7)
    chain = hmc.run_chain(one.target, one.mass, point, point, rng, warmup=80, draws=900)
    low, high = np.quantile(chain.theta, (0.05, 0.95), axis=0)
    mean = chain.theta.mean(axis=0, dtype=float)
    print("posterior", far_out((low < one.truth) & (one.truth < high), one.truth, mean))


def again(
    first: Chamber, theta: np.ndarray, items: np.ndarray, rng: np.random.Generator
) -> Chamber:
    """Add a second set of votes, drawn from (theta, items), to the first one."""
    size = np.diff(first.bounds[:, [0, -1]], axis=1)[:, 0]
    item = np.repeat(np.arange(first.n_items), size)
    eta = theta[0, first.cells] * items[item, 0]
    latent = eta + rng.normal(size=eta.size)
    used = np.arange(first.answers - 1) < first.levels[:, None] - 1
    rank = (latent[:, None] > np.where(used, items[:, 1:], np.inf)[item]).sum(axis=1)
    return chamber(
        np.concatenate([first.cell_member[first.cells]] * 2),
        np.concatenate([first.cell_period[first.cells]] * 2),
        np.concatenate([item, item]),
        np.concatenate([first.ranked[item, _ranks(first)], first.ranked[item, rank]]),
        answers=first.answers,
    )


def _ranks(made: Chamber) -> np.ndarray:
    sizes = np.diff(made.bounds, axis=1)
    return np.repeat(np.tile(np.arange(made.answers), made.n_items), sizes.ravel())


def sbc(simulations: int, *, draws: int = 200, thin: int = 3) -> None:
    votes = make_votes(8, 3, 12, seed=11, step=STEP)
    first = chamber(votes.member, votes.period, votes.item, votes.answer)
    prior, anchors = prior_of(votes), poles(votes)
    mode, target, mass, _, _ = estimate(first, prior, anchors)
    truths = hmc.sample(
        target, mass, target.point(mode.theta, mode.items), seed=1, chains=2, warmup=200,
        draws=5 * simulations,
    )  # fmt: skip
    theta = np.concatenate([chain.theta[::10] for chain in truths]).astype(float)
    items = np.concatenate([chain.items[::10] for chain in truths]).astype(float)
    ranks, item_ranks = [], []
    for k in range(simulations):
        rng = np.random.default_rng(1000 + k)
        both = again(first, theta[k][None], items[k], rng)
        mode, target, mass, _, _ = estimate(both, prior, anchors)
        point = target.point(mode.theta, mode.items)
        chain = hmc.run_chain(target, mass, point, point, rng, warmup=100, draws=draws * thin)
        drawn = chain.theta[::thin]
        ranks.append((drawn < theta[k]).mean(axis=0))
        item_ranks.append((chain.items[::thin, :, 0] < items[k][:, 0]).mean(axis=0))
    report(np.array(ranks), "positions")
    report(np.array(item_ranks), "discriminations")


def report(ranks: np.ndarray, name: str) -> None:
    """Uniformity of each quantity's ranks, and of the ranks' share in the central 90 %."""
    p = np.array([kstest(column, "uniform").pvalue for column in ranks.T])
    inside = np.mean((ranks > 0.05) & (ranks < 0.95))
    print(
        f"{name}: {ranks.shape[0]} simulations, {ranks.shape[1]} quantities; smallest "
        f"Kolmogorov-Smirnov p {p.min():.4f} (times quantities: {min(1.0, p.min() * p.size):.2f}), "
        f"median {np.median(p):.2f}; ranks in the central 90 %: {inside:.3f}"
    )


if __name__ == "__main__":
    what, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if what == "coverage":
        coverage(count or 5)
    elif what == "record":
        record(count or 3)
    elif what == "tails":
        tails()
    else:
        sbc(count or 200)
