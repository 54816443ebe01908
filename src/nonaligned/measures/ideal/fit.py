"""From a chamber and a request to a result: orchestration only, the numbers are made elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from nonaligned.errors import InputError
from nonaligned.measures.ideal import bias, hmc, poles, rotate
from nonaligned.measures.ideal.chamber import Array, Chamber
from nonaligned.measures.ideal.coupling import Coupling, Covariance, couple, joint_covariance
from nonaligned.measures.ideal.engine import Engine, engine
from nonaligned.measures.ideal.newton import Mode, maximise
from nonaligned.measures.ideal.published import run_published, spread_of
from nonaligned.measures.ideal.result import Diagnostics, IdealPoints
from nonaligned.measures.ideal.start import anchor_scores, starting_items
from nonaligned.measures.ideal.target import Mass, Target
from nonaligned.measures.intervals import normal_quantile

if TYPE_CHECKING:
    from nonaligned.measures.ideal.api import Progress, Request

FINDING = "finding the mode (compiles on first use)"

MANY_CAPPED, MOST_CAPPED = 0.05, 0.5
"""Shares of capped corrections that a reader is told of, and that make them all worthless."""

TOO_SKEWED = (
    "the posterior is too skewed to move the mode to its mean: means are modes here; "
    'use method="posterior" if intervals matter'
)


def fit(chamber: Chamber, request: Request, progress: Progress | None = None) -> IdealPoints:
    """Estimate as asked; see :func:`nonaligned.measures.ideal.ideal_points`."""
    from threadpoolctl import threadpool_limits

    # The matrices are small: more BLAS threads only wait for each other, and change the last bits.
    with threadpool_limits(1, user_api="blas"):
        return _fit(chamber, request, progress)


def _fit(chamber: Chamber, request: Request, progress: Progress | None) -> IdealPoints:
    tell = progress or (lambda _stage, _share: None)
    _check_size(chamber, request)
    signs = poles.read_anchors(chamber, request.anchors)
    if request.method == "published":
        return _published(chamber, request, signs, tell)
    with engine(chamber, request.prior, request.dims, request.threads) as running:
        tell(FINDING, 0.0)
        mode = find_mode(running, request, signs)
        tell(FINDING, 1.0)
        if request.method == "map":
            return _map(running, request, mode, signs, tell)
        return _posterior(running, request, mode, signs, tell)


def _check_size(chamber: Chamber, request: Request) -> None:
    """Refuse what the chamber cannot tell: as many dimensions as members, members of no name."""
    members = np.unique(chamber.cell_member).size
    if request.dims >= members:
        raise InputError(
            f"{request.dims} dimensions for {members} members that cast a vote that counts",
            hint="Give fewer dimensions",
        )
    strange = set(request.start or ()) - set(chamber.members)
    if strange:
        raise InputError(
            f"start names {next(iter(strange))!r}, which is no member", hint="Name members"
        )


def find_mode(running: Engine, request: Request, signs: dict[int, float]) -> Mode:
    """Find the constrained optimum, turned so that the anchors stand as they should."""
    chamber = running.chamber
    theta = anchor_scores(chamber, signs)
    if request.dims > 1:
        theta = rotate.more_scores(chamber, theta, request.dims, request.seed)
    mode = climb(running, theta)
    if request.dims == 1:
        upright = poles.gap(chamber, mode.theta, signs)[0] >= 0
        return mode if upright else turn(mode, -np.eye(1))
    difference = poles.gap(chamber, mode.theta, signs)
    by = rotate.towards(difference)
    if request.rotation == "varimax":
        by = rotate.varimax(mode.items[:, : request.dims]).T
        order = np.argsort(-np.abs(by @ difference))
        by = by[order] * np.where((by @ difference)[order] < 0, -1.0, 1.0)[:, None]
    return turn(mode, by)


def climb(running: Engine, theta: Array) -> Mode:
    """Climb from starting positions to the optimum.

    A wide prior on the discriminations lets early steps run into a fold, where the sign of some
    periods is reversed; the optimum under the standard prior is a safe place to start from.
    """
    items = starting_items(running.chamber, running.dims)
    prior = running.prior
    if prior.discrimination <= 1.0:
        return maximise(running, theta, items)
    standard = replace(prior, discrimination=1.0)
    with engine(running.chamber, standard, running.dims, len(running.parts)) as first:
        near = maximise(first, theta, items)
    return maximise(running, near.theta, near.items, sweeps=0)


def turn(mode: Mode, by: Array) -> Mode:
    """Rotate positions and discriminations by an orthogonal matrix (dims, dims)."""
    dims = len(by)
    items = mode.items.copy()
    items[:, :dims] = items[:, :dims] @ by.T
    return replace(mode, theta=by @ mode.theta, items=items, multiplier=by @ mode.multiplier @ by.T)


def _map(
    running: Engine,
    request: Request,
    mode: Mode,
    signs: dict[int, float],
    tell: Progress,
) -> IdealPoints:
    tell("uncertainty", 0.0)
    coupling = couple(running, mode)
    covariance = joint_covariance(running, coupling)
    mean, shift, warnings = _means(running, mode, coupling, covariance, request.seed)
    tell("uncertainty", 1.0)
    sd = np.sqrt(covariance.variance.T)
    half = normal_quantile(request.level) * sd
    numbers = {
        "objective": mode.objective,
        "log_likelihood": mode.log_likelihood,
        "multiplier": float(mode.multiplier[0, 0]),
        "steps": mode.steps,
        "evaluations": mode.evaluations,
        "products": mode.products,
        "leading_coupling": float(coupling.sigma[0]),
        "shift": shift,
    }
    table = _table(running.chamber, mean, sd, mean - half, mean + half, mode.theta)
    return IdealPoints(
        table,
        _items(running.chamber, mode.items, request.dims),
        _diagnostics(running.chamber, request, numbers, mode.theta, signs, warnings),
        request.level,
        covariance,
    )


def _means(
    running: Engine, mode: Mode, coupling: Coupling, covariance: Covariance, seed: int
) -> tuple[Array, float, tuple[str, ...]]:
    """Approximate posterior means, how far the mode moved to them, and warnings.

    The move is the root mean square in standard deviations. In several dimensions, and where most
    corrections are too large to be believed, means are modes.
    """
    if running.dims > 1:
        return mode.theta, 0.0, ()
    target = Target(running, mode)
    mass = Mass(target, coupling)
    variance = covariance.variance[:, 0]
    moves = bias.correction(target, mass, mode, variance, seed=seed)
    capped = float(np.mean(~(np.abs(moves) <= bias.CAP)))
    if capped > MOST_CAPPED or not np.isfinite(moves).all():
        return mode.theta, 0.0, (TOO_SKEWED,)
    mean = bias.corrected(mode, moves, variance)[None, :]
    shift = float(np.sqrt(np.mean((mean - mode.theta) ** 2 / variance)))
    if capped <= MANY_CAPPED:
        return mean, shift, ()
    said = (
        f"{capped:.0%} of the corrections from mode to mean were capped at one standard deviation"
    )
    return mean, shift, (f'{said}: use method="posterior" if intervals matter',)


def _posterior(
    running: Engine,
    request: Request,
    mode: Mode,
    signs: dict[int, float],
    tell: Progress,
) -> IdealPoints:
    target = Target(running, mode)
    mass = Mass(target, couple(running, mode))
    total = (request.warmup + request.kept) * request.chains
    done = [0] * request.chains

    def count(chain: int, iterations: int) -> None:
        done[chain] = iterations
        tell("sampling", sum(done) / total)

    chains = hmc.sample(
        target,
        mass,
        target.point(mode.theta, mode.items),
        seed=request.seed,
        chains=request.chains,
        warmup=request.warmup,
        draws=request.kept,
        report=count,
    )
    theta = np.stack([chain.theta for chain in chains])
    numbers, warnings = convergence(chains)
    flat = theta.reshape(-1, theta.shape[-1])
    low, high = _interval(flat, request.level)
    mean, sd = flat.mean(axis=0, dtype=float), flat.std(axis=0, dtype=float)
    items = np.mean([chain.items.mean(axis=0, dtype=float) for chain in chains], axis=0)
    diagnostics = _diagnostics(running.chamber, request, numbers, mean[None, :], signs, warnings)
    return IdealPoints(
        _table(running.chamber, mean[None], sd[None], low[None], high[None], mode.theta),
        _items(running.chamber, items, 1),
        diagnostics,
        request.level,
        None,
        theta,
        np.stack([chain.items for chain in chains]),
    )


def convergence(chains: list[hmc.Chain]) -> tuple[dict[str, float], tuple[str, ...]]:
    """R-hat and effective sample sizes of the positions, and what they warn of.

    Rank-normalised R-hat, bulk and tail effective sample size of Vehtari and others (2021), by
    ArviZ.

    Raises
    ------
    InputError
        ArviZ is not installed.
    """
    try:
        from arviz_stats.base import array_stats as stats  # type: ignore[attr-defined]
    except ImportError as error:
        raise InputError(
            "the diagnostics of the sampler need ArviZ",
            hint="Install it with: pip install 'nonaligned[posterior]'",
        ) from error
    array_stats: Any = stats
    theta = np.stack([chain.theta for chain in chains]).astype(float)
    axes = {"chain_axis": 0, "draw_axis": 1}
    bulk = float(np.min(array_stats.ess(theta, method="bulk", **axes)))
    tail = float(np.min(array_stats.ess(theta, method="tail", prob=(0.05, 0.95), **axes)))
    rhat = float(np.max(array_stats.rhat(theta, **axes))) if len(chains) > 1 else float("nan")
    divergent = int(sum(chain.divergent.sum() for chain in chains))
    numbers = {
        "rhat_max": rhat,
        "ess_bulk_min": bulk,
        "ess_tail_min": tail,
        "divergent": divergent,
        "accepted": float(np.mean([chain.accepted.mean() for chain in chains])),
        "step": float(np.mean([chain.step for chain in chains])),
        "gradients": float(sum(chain.gradients for chain in chains)),
    }
    warnings = []
    if rhat >= 1.01:
        warnings.append(f"the chains have not quite agreed (R-hat {rhat:.3f}): use more draws")
    if min(bulk, tail) < 400:
        warnings.append(
            f"some position rests on the equivalent of {min(bulk, tail):.0f} independent draws: "
            "use more draws"
        )
    if divergent:
        warnings.append(f"{divergent} trajectories diverged: intervals may be too narrow there")
    return numbers, tuple(warnings)


def _published(
    chamber: Chamber, request: Request, signs: dict[int, float], tell: Progress
) -> IdealPoints:
    start = np.zeros(chamber.n_cells)
    number = {label: k for k, label in enumerate(chamber.members)}
    for label, position in (request.start or {}).items():
        start[chamber.cell_member == number.get(label, -1)] = position
    if not request.start:
        start = 2.0 * anchor_scores(chamber, signs)[0]
    total = request.burn + request.kept * request.thin
    draws = run_published(
        chamber,
        request.prior,
        start,
        spread_of(chamber, signs),
        seed=request.seed,
        burn=request.burn,
        draws=request.kept,
        thin=request.thin,
        report=lambda i: tell("sampling the published scheme", i / total),
    )
    theta = draws.theta
    low, high = _interval(theta, request.level)
    mean = theta.mean(axis=0, dtype=float)[None]
    sd = theta.std(axis=0, dtype=float)[None]
    table = _table(chamber, mean, sd, low[None], high[None], None)
    items = draws.items.mean(axis=0, dtype=float)
    numbers = {"accepted_cutpoints": draws.accepted, "iterations": float(total)}
    return IdealPoints(
        table,
        _items(chamber, items, 1, every_cut=True),
        _diagnostics(chamber, request, numbers, mean, signs),
        request.level,
        None,
        theta[None],
    )


def _interval(draws: Array, level: float) -> tuple[Array, Array]:
    """Central interval of draws (draws, cells), a block of cells at a time."""
    tails = (0.5 - level / 2, 0.5 + level / 2)
    blocks = [
        np.quantile(draws[:, k : k + 1000].astype(float), tails, axis=0)
        for k in range(0, draws.shape[1], 1000)
    ]
    low, high = np.concatenate(blocks, axis=1)
    return low, high


def _table(
    chamber: Chamber, mean: Array, sd: Array, low: Array, high: Array, mode: Array | None
) -> pl.DataFrame:
    dims = len(mean)
    order = np.repeat(np.arange(chamber.n_cells), dims)
    member, period = chamber.cell_member[order], chamber.cell_period[order]
    columns: dict[str, Any] = {
        "state": pl.Series([chamber.members[k] for k in member]),
        "session": pl.Series([chamber.periods[k] for k in period]),
    }
    if dims > 1:
        columns["dim"] = np.tile(np.arange(1, dims + 1), chamber.n_cells)
    for name, values in (("mean", mean), ("sd", sd), ("low", low), ("high", high)):
        columns[name] = values.T.ravel()
    columns["n"] = chamber.count[order].astype(np.int32)
    if mode is not None:
        columns["mode"] = mode.T.ravel()
    return pl.DataFrame(columns)


def _items(chamber: Chamber, items: Array, dims: int, *, every_cut: bool = False) -> pl.DataFrame:
    """One row per item; a cutpoint between answers that never occurred is null.

    With a middle answer missing there is one cutpoint for the two on either side of it.
    """
    size = np.diff(chamber.bounds[:, [0, -1]], axis=1)[:, 0]
    columns: dict[str, Any] = {"item": pl.Series(list(chamber.items)), "n": size}
    for d in range(dims):
        name = "discrimination" if dims == 1 else f"discrimination_{d + 1}"
        columns[name] = items[:, d]
    cuts = np.full((chamber.n_items, chamber.answers - 1), np.nan)
    if every_cut:
        cuts = items[:, dims:]
    else:
        for r in range(1, chamber.answers):
            has = chamber.levels > r
            below, above = chamber.ranked[has, r - 1], chamber.ranked[has, r]
            for k in range(chamber.answers - 1):
                inside = (below <= k) & (k < above)
                rows = np.flatnonzero(has)[inside]
                cuts[rows, k] = items[rows, dims + r - 1]
    for k in range(chamber.answers - 1):
        columns[f"cut_{k + 1}"] = pl.Series(cuts[:, k]).fill_nan(None)
    return pl.DataFrame(columns)


def _diagnostics(
    chamber: Chamber,
    request: Request,
    numbers: dict[str, float],
    theta: Array,
    signs: dict[int, float],
    warnings: tuple[str, ...] = (),
) -> Diagnostics:
    found = list(warnings)
    if request.dims == 1:
        found += poles.folds(chamber, theta, signs)
    if request.anchors is None:
        up, down = (
            ", ".join(str(chamber.members[k]) for k, s in signs.items() if (s > 0) == upper)
            for upper in (True, False)
        )
        found.append(f"anchors were found in the votes: {up} above {down}; name them to be sure")
    thin = int((chamber.count == 1).sum())
    if thin:
        found.append(f"{thin} positions rest on a single vote and lean on neighbouring sessions")
    return Diagnostics(
        request.method,
        chamber.n_votes,
        chamber.n_items,
        chamber.n_cells,
        int(np.unique(chamber.cell_member).size),
        int(np.unique(chamber.cell_period).size),
        numbers,
        tuple(found),
    )
