"""Posterior sampling by Hamiltonian Monte Carlo with the Hessian at the mode as mass matrix.

Static trajectories of jittered length (Neal 2011), step size by dual averaging (Hoffman and Gelman
2014) during warm-up. No augmentation: the Albert-Chib sampler of this model mixes about two hundred
times more slowly.

In the whitened coordinates most directions are close to a standard normal, whose position after
time t is x cos t + p sin t. Lengths around pi / 2 therefore forget both x and x^2; the longer ones
that make means antithetic leave x^2 correlated, and with it the interval ends and the folded R-hat.
The integrator is the two-stage splitting of Blanes, Casas and Sanz-Serna (2014), which needs fewer
gradients than the leapfrog for the same acceptance.
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
STAGE = 0.21178
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


def trajectory(
    target: Target, mass: Mass, point: Point, gradient: Point, momentum: Point, step: float, n: int
) -> tuple[Point, Point, Point, float]:
    """Make n two-stage steps; return point, gradient, momentum and log density at the end."""
    x, items = point.x.copy(), point.items.copy()
    px, pi = momentum.x.copy(), momentum.items.copy()
    value = -np.inf
    kick = STAGE * step

    def push(size: float) -> None:
        nonlocal px, pi
        px += size * gradient.x
        pi += size * np.where(mass.used, gradient.items, 0.0)

    for _ in range(n):
        for half in (0, 1):
            push(kick if half == 0 else step - 2 * kick)
            velocity = mass.velocity(Point(px, pi))
            x += 0.5 * step * velocity.x
            items += 0.5 * step * velocity.items
            value, gradient = target.evaluate(Point(x, items))
            if not np.isfinite(value):
                return Point(x, items), gradient, Point(px, pi), -np.inf
        push(kick)
    return Point(x, items), gradient, Point(px, pi), value


def _kinetic(mass: Mass, momentum: Point) -> float:
    velocity = mass.velocity(momentum)
    return 0.5 * float(momentum.x @ velocity.x + (momentum.items * velocity.items).sum())


def run_chain(
    target: Target,
    mass: Mass,
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
    start : Point
    rng : numpy.random.Generator
    warmup, draws : int
        Iterations before and after the step size is fixed.
    step : float
        First step size, on the scale where the posterior is about standard normal.
    report : callable, optional
        Called with the number of iterations done.
    """
    point = start
    value, gradient = target.evaluate(point)
    tuner = _DualAverage(float(np.log(step)))
    n_cells = point.x.size
    thetas = np.empty((draws, n_cells), np.float32)
    items = np.empty((draws, *point.items.shape), np.float32)
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
        momentum = mass.draw_momentum(rng)
        before = value - _kinetic(mass, momentum)
        with np.errstate(over="ignore", invalid="ignore"):  # far-off trajectories are rejected
            new, new_gradient, end, new_value = trajectory(
                target, mass, point, gradient, momentum, size, n
            )
            change = new_value - _kinetic(mass, end) - before
        gradients += 2 * n
        if not np.isfinite(change):  # a trajectory that left the numbers is rejected
            change = -np.inf
        accepted = float(np.exp(min(0.0, change)))
        if rng.uniform() < accepted:
            point, gradient, value = new, new_gradient, new_value
        if i < warmup:
            tuner.update(accepted)
        else:
            k = i - warmup
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

        return run_chain(target, mass, start, rng, warmup=warmup, draws=draws, report=tell)

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
