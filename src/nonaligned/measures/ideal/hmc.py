"""Posterior sampling by Hamiltonian Monte Carlo around the normal approximation at the mode.

With M the Hessian at the mode y0, the log density is -1/2 (y - y0)' M (y - y0) and a remainder.
The first part alone moves points exactly, on ellipses: y - y0 turns into the velocity and back,
y0 + (y - y0) cos t + v sin t. So the integrator turns exactly and takes up the remainder in kicks
between the turns (Shahbaba and others 2014): its error is that of the remainder only. The kicks
come from :mod:`.force`, in single precision; the log density at the ends, which decides what is
accepted, is exact. No augmentation: the Albert-Chib sampler of this model mixes hundreds of times
more slowly.

Static trajectories of jittered length (Neal 2011), step size by dual averaging (Hoffman and Gelman
2014) during warm-up. Lengths around pi / 2, a quarter turn, forget both y and its square; the
longer ones that make means antithetic leave squares correlated, and with them the interval ends and
the folded R-hat.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event

import numpy as np

from nonaligned.measures.ideal.chamber import Array
from nonaligned.measures.ideal.target import Mass, Point, Target

TRAJECTORY = 1.7
JITTER = 0.35
ACCEPT = 0.7  # the averaged step accepts more than it aims at, about 0.8
DIVERGENT = 1000.0


@dataclass(frozen=True)
class Chain:
    """One chain's draws after warm-up.

    Attributes
    ----------
    theta : (draws, cells), single precision
    items : (draws, items, size), single precision
    log_density : (draws,)
    accepted : (draws,)
        Acceptance probabilities.
    divergent : (draws,) bool
    step : float
        Step size after warm-up.
    gradients : int
        Evaluations of the gradient in all, warm-up included.
    """

    theta: Array
    items: Array
    log_density: Array
    accepted: Array
    divergent: Array
    step: float
    gradients: int


@dataclass
class _DualAverage:
    """Step size towards the wanted acceptance (Hoffman and Gelman 2014, section 3.2), at most 1."""

    log_step: float
    average: float = 0.0
    error: float = 0.0
    count: int = 0
    anchor: float = 0.0

    def __post_init__(self) -> None:
        self.anchor = self.log_step + np.log(2.0)

    def update(self, accepted: float) -> None:
        self.count += 1
        t = self.count
        self.error += ((ACCEPT - accepted) - self.error) / (t + 10)
        self.log_step = min(0.0, self.anchor - np.sqrt(t) / 0.05 * self.error)
        weight = t**-0.75
        self.average = weight * self.log_step + (1 - weight) * self.average


def turn(away: Point, velocity: Point, angle: float) -> tuple[Point, Point]:
    """Distance from the mode and velocity after a time under the normal approximation alone."""
    c, s = float(np.cos(angle)), float(np.sin(angle))
    return away.combine(c, velocity, s), velocity.combine(c, away, -s)


def trajectory(
    target: Target, mass: Mass, mode: Point, away: Point, velocity: Point, step: float, n: int
) -> tuple[Point, Point]:
    """Make n steps; return the distance from the mode and the velocity at the end."""
    away, velocity = turn(away, velocity, 0.5 * step)
    for k in range(n):
        pull = mass.velocity(target.force(mode.combine(1.0, away, 1.0)))
        velocity = velocity.combine(1.0, pull.combine(1.0, away, 1.0), step)
        away, velocity = turn(away, velocity, step if k + 1 < n else 0.5 * step)
    return away, velocity


def run_chain(
    target: Target,
    mass: Mass,
    mode: Point,
    start: Point,
    rng: np.random.Generator,
    *,
    warmup: int,
    draws: int,
    step: float = 0.3,
    report: Callable[[int], None] | None = None,
) -> Chain:
    """Run one chain.

    Parameters
    ----------
    target : Target
    mass : Mass
    mode, start : Point
    rng : numpy.random.Generator
    warmup, draws : int
        Iterations before and after the step size is fixed.
    step : float
        First step size, on the scale where the posterior is about standard normal.
    report : callable, optional
        Called with the number of iterations done.
    """
    away = start.combine(1.0, mode, -1.0)
    value = target.value(start)
    tuner = _DualAverage(float(np.log(step)))
    thetas = np.empty((draws, mode.x.size), np.float32)
    items = np.empty((draws, *mode.items.shape), np.float32)
    values, accepts = np.empty(draws), np.empty(draws)
    divergent = np.zeros(draws, bool)
    gradients = 0
    for i in range(warmup + draws):
        if i < warmup:
            size = float(np.exp(tuner.log_step))
        elif warmup:
            size = float(np.exp(tuner.average))
        else:
            size = step
        length = TRAJECTORY * rng.uniform(1 - JITTER, 1 + JITTER)
        n = int(np.clip(round(length / size), 1, 200))
        velocity = mass.draw(rng)
        before = value - mass.kinetic(velocity)
        with np.errstate(over="ignore", invalid="ignore"):  # far-off trajectories are rejected
            end, last = trajectory(target, mass, mode, away, velocity, size, n)
            new = target.value(mode.combine(1.0, end, 1.0))
            change = new - mass.kinetic(last) - before
        gradients += n
        if not np.isfinite(change):  # a trajectory that left the numbers is rejected
            change = -np.inf
        accepted = float(np.exp(min(0.0, change)))
        if rng.uniform() < accepted:
            away, value = end, new
        if i < warmup:
            tuner.update(accepted)
        else:
            k = i - warmup
            point = mode.combine(1.0, away, 1.0)
            thetas[k] = target.positions(point.x)[0][0]
            items[k] = target.constrain(point.items)[0]
            values[k], accepts[k] = value, accepted
            divergent[k] = change < -DIVERGENT
        if report:
            report(i + 1)
    final = float(np.exp(tuner.average)) if warmup else step
    return Chain(thetas, items, values, accepts, divergent, final, gradients)


def disperse(mass: Mass, target: Target, mode: Point, rng: np.random.Generator) -> Point:
    """Draw an over-dispersed start: the normal at the mode, shifted and scaled by period."""
    noise = mass.draw(rng)
    chamber = target.engine.chamber
    n = len(chamber.periods)
    x = mode.x + noise.x
    x = x * np.exp(rng.normal(0, 0.1, n))[chamber.cell_period]
    x = x + rng.normal(0, 0.2, n)[chamber.cell_period]
    x = x - x.mean()
    return Point(x * (x.size / float(x @ target.centre)), mode.items + noise.items)


def sample(
    target: Target,
    mass: Mass,
    mode: Point,
    *,
    seed: int,
    chains: int = 2,
    warmup: int = 150,
    draws: int = 300,
    report: Callable[[int, int], None] | None = None,
) -> list[Chain]:
    """Run chains on threads from over-dispersed starts; ``report`` gets (chain, iterations)."""
    streams = np.random.default_rng(seed).spawn(chains)
    stop = Event()

    def one(k: int) -> Chain:
        rng = streams[k]
        start = disperse(mass, target, mode, rng)

        def tell(i: int) -> None:
            if stop.is_set():
                raise InterruptedError("sampling was interrupted")
            if report:
                report(k, i)

        return run_chain(target, mass, mode, start, rng, warmup=warmup, draws=draws, report=tell)

    with ThreadPoolExecutor(chains) as pool:
        running = [pool.submit(one, k) for k in range(chains)]
        try:
            waiting = set(running)
            while waiting:  # in short waits, so that Ctrl-C is seen at once
                done, waiting = wait(waiting, timeout=0.2)
                for finished in done:
                    finished.result()
            return [future.result() for future in running]
        except BaseException:
            stop.set()
            raise
