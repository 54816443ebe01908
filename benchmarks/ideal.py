"""What an estimate of the whole record costs, in seconds and in passes over the votes.

    python benchmarks/ideal.py map         # optimum and uncertainty, from arrays in memory
    python benchmarks/ideal.py first       # the same in a new process without compiled kernels
    python benchmarks/ideal.py posterior   # Hamiltonian Monte Carlo, two chains on two threads
    python benchmarks/ideal.py published   # the published scheme, against the published points
    python benchmarks/ideal.py goodness    # fit, predictive checks, sensitivity
    python benchmarks/ideal.py compare     # levels, spreads and correlations, published and map
    python benchmarks/ideal.py dims        # two dimensions
    python benchmarks/ideal.py large       # ten times the states and the items, simulated

One pass is one evaluation of the bare log-likelihood of all votes on one core. Seconds depend on
what else the machine does; ratios to a pass measured just before and after hardly do. Needs the
reference data in ../shared/data.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.stats import spearmanr

from nonaligned.measures.ideal.api import Request, ideal_points, read_votes
from nonaligned.measures.ideal.bias import posterior_mean
from nonaligned.measures.ideal.chamber import Chamber, Prior
from nonaligned.measures.ideal.coupling import couple, joint_covariance
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.fit import find_mode, fit
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.poles import read_anchors
from nonaligned.measures.ideal.quality import VARIANTS, goodness, sensitivity
from nonaligned.measures.ideal.target import Mass, Target
from nonaligned.records.readers import read_unga
from nonaligned.states import by_cow
from nonaligned.study.ideal_rules import Choice, select

SHARED = Path(os.environ.get("NONALIGNED_SHARED", Path(__file__).parents[2] / "shared")) / "data"
ANCHORS = ("USA", "RUS")
START = {"USA": 3.0, "CAN": 3.0, "GBR": 3.0, "ISR": 3.0, "RUS": -2.0, "DDR": -2.0}


def cast(choice: Choice | None = None) -> pl.DataFrame:
    """Votes of sessions 1-74 by the rules, West Germany in session 45 as in the published file."""
    read = read_unga(SHARED / "unga")
    rollcalls = read.rollcalls.filter(pl.col("session") <= 74)
    votes = select(read.votes, rollcalls, choice)
    united = (pl.col("state") == "DEU") & (pl.col("session") == 45)
    state = pl.when(united).then(pl.lit("GFR")).otherwise(pl.col("state"))
    return votes.with_columns(state.alias("state"))


def record() -> Chamber:
    return read_votes(cast())


def published_points() -> pl.DataFrame:
    table = pl.read_csv(
        SHARED / "unga/published/IdealpointestimatesAll_Apr2020.csv",
        encoding="latin1",
        infer_schema_length=None,
    )
    state = pl.col("ccode").replace_strict(dict(by_cow()), default=None).alias("state")
    return table.select(state, "session", "IdealPoint")


def timed(work: Callable[[], Any], repetitions: int = 1) -> tuple[float, Any]:
    """Shortest wall time of some repetitions, and the last result."""
    best, value = np.inf, None
    for _ in range(repetitions):
        begin = time.perf_counter()
        value = work()
        best = min(best, time.perf_counter() - begin)
    return best, value


def pass_time(engine: Engine, mode: Mode) -> float:
    return timed(lambda: engine.log_likelihood(mode.theta, mode.items), 15)[0]


def shape(made: Chamber) -> str:
    return f"{made.n_votes:,} votes, {made.n_items:,} items, {made.n_cells:,} cells"


def load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def map_() -> None:
    made = record()
    print(f"{shape(made)}; {load()}")
    engine = Engine(made, Prior())
    request = Request(anchors=ANCHORS)
    signs = read_anchors(made, ANCHORS)
    find_mode(engine, request, signs)  # compiled from here on
    passes, fits, rests = [], [], []
    for _ in range(5):
        seconds, mode = timed(lambda: find_mode(engine, request, signs))
        one = pass_time(engine, mode)
        rest, _ = timed(lambda mode=mode: uncertainty(engine, mode))
        passes.append(one)
        fits.append(seconds)
        rests.append(rest)
    one = min(passes)
    print(f"F {mode.objective:.5f}, lambda {mode.multiplier[0, 0]:.4f}, {mode.steps} Newton steps")
    print(f"bare pass {one * 1e3:.2f} ms, {one / made.n_votes * 1e9:.1f} ns a vote")
    ratio = np.median(np.array(fits) / np.array(passes))
    print(
        f"optimum {min(fits):.2f} s, {ratio:.0f} passes: {mode.evaluations} evaluations and "
        f"{mode.products} products"
    )
    ratio = np.median(np.array(rests) / np.array(passes))
    print(f"joint uncertainty and means {min(rests):.2f} s more, {ratio:.0f} passes; {load()}")


def uncertainty(engine: Engine, mode: Mode) -> np.ndarray:
    coupling = couple(engine, mode)
    covariance = joint_covariance(engine, coupling)
    target = Target(engine, mode)
    mass = Mass(target, coupling)
    return posterior_mean(target, mass, mode, covariance.variance[:, 0], seed=0)


def first() -> None:
    code = (
        "import time, numpy as np; t = time.perf_counter();"
        "import polars as pl; from nonaligned.measures.ideal import ideal_points, make_votes;"
        "m = make_votes(40, 5, 40, seed=1);"
        "v = pl.DataFrame({'state': m.member, 'session': m.period, 'item': m.item,"
        " 'vote': m.answer});"
        "r = ideal_points(v, anchors=(0, 1), progress=lambda what, share: print('  ', what));"
        "print('  seconds', round(time.perf_counter() - t, 1))"
    )
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        for label in ("no compiled kernels", "kernels cached"):
            print(label, "-", load(), flush=True)
            subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def posterior() -> None:
    made = record()
    print(f"{shape(made)}; {load()}")
    begin, used = time.perf_counter(), time.process_time()
    result = fit(made, Request(method="posterior", anchors=ANCHORS, seed=1))
    wall, cpu = time.perf_counter() - begin, time.process_time() - used
    print(f"wall {wall:.0f} s, processor {cpu:.0f} s; {load()}")
    for name, value in result.diagnostics.numbers.items():
        print(f"{name:14} {value:.4f}")
    print(*result.diagnostics.warnings, sep="\n")


def published() -> None:
    made = record()
    seconds, result = timed(
        lambda: fit(
            made,
            Request(
                method="published",
                anchors=ANCHORS,
                start=START,
                seed=1,
                burn=1800,
                draws=1800,
                thin=1,
            ),
        )
    )
    both = result.table.join(published_points(), on=["state", "session"])
    gap = both["mean"] - both["IdealPoint"]
    r = np.corrcoef(both["mean"], both["IdealPoint"])[0, 1]
    within = both.group_by("session").agg(r=pl.corr("mean", "IdealPoint"))["r"]
    print(
        f"3,600 iterations in {seconds:.0f} s ({load()}); {both.height:,} rows: r {r:.4f}, "
        f"rmse {np.sqrt((gap**2).mean()):.3f}, within sessions median {within.median():.4f}, "
        f"least {within.min():.4f}"
    )


def compare() -> None:
    result = fit(record(), Request(anchors=ANCHORS, level=0.9))
    both = result.table.join(published_points(), on=["state", "session"])
    for name in ("mode", "mean"):
        within = both.group_by("session").agg(r=pl.corr(name, "IdealPoint"))["r"]
        r, rho = (
            np.corrcoef(both[name], both["IdealPoint"])[0, 1],
            spearmanr(both[name], both["IdealPoint"])[0],
        )
        print(
            f"{name}: r {r:.4f}, rho {rho:.4f}, "
            f"within sessions {within.median():.4f}, least {within.min():.4f}"
        )
    levels = (
        both.group_by("session")
        .agg(
            pl.col("mode", "IdealPoint").mean().name.suffix("_mean"),
            pl.col("mode", "IdealPoint").std().name.suffix("_sd"),
        )
        .sort("session")
    )
    with pl.Config(tbl_rows=-1, float_precision=2):
        print(levels.filter(pl.col("session").is_in([1, 2, 5, 10, 40, 74])))
        usa = both.filter((pl.col("state") == "USA") & (pl.col("session") > 45))
        print(
            usa.select(
                pl.col("mode", "IdealPoint").min().name.suffix("_min"),
                pl.col("mode", "IdealPoint").max().name.suffix("_max"),
            )
        )


def goodness_() -> None:
    votes = cast()
    result = ideal_points(votes, anchors=ANCHORS)
    found = goodness(votes, result)
    print(f"classified {found.classified:.4f}, APRE {found.apre:.4f}, GMP {found.gmp:.4f}")
    for name, table in (("state", found.by_state), ("session", found.by_session)):
        worst = table.filter(pl.col("n") > 100).sort("gmp").head(5)
        print(f"lowest GMP by {name}:", worst.select(name, "gmp").rows())
        tails = table.select("tail_0", "tail_1", "tail_2").to_numpy()
        print(
            f"  predictive tails outside 0.025 to 0.975: {np.mean(np.abs(tails - 0.5) > 0.475):.3f}"
        )
    parts = {"paragraph votes kept": {"votes": cast(Choice(parts=True))}}
    with pl.Config(tbl_width_chars=120, tbl_cols=-1):
        print(sensitivity(votes, {**VARIANTS, **parts}, anchors=ANCHORS))


def dims() -> None:
    made = record()
    seconds, result = timed(lambda: fit(made, Request(anchors=ANCHORS, dims=2)))
    print(f"{shape(made)}, two dimensions: {seconds:.1f} s ({load()})")
    print(result.diagnostics.numbers)
    second = result.table.filter((pl.col("dim") == 2) & pl.col("session").is_between(20, 40))
    mean = second.group_by("state").agg(pl.col("mean").mean()).sort("mean")
    print("lowest on the second axis, sessions 20-40:", *mean["state"].head(15))
    print("highest:", *mean["state"].tail(15))


def large() -> None:
    from ideal_large import large_chamber

    base = record()
    # copy 0 of each anchor: members are numbered copy by copy
    upper, lower = (base.members.index(name) for name in ANCHORS)
    made = large_chamber(base)
    print(f"{shape(made)}; {load()}", flush=True)
    engine = Engine(made, Prior(), threads=2)
    used, begin = time.process_time(), time.perf_counter()
    mode = find_mode(engine, Request(anchors=ANCHORS), {upper: 1.0, lower: -1.0})
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    one = timed(lambda: engine.log_likelihood(mode.theta, mode.items), 3)[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{seconds:.0f} s on two threads ({processor:.0f} s of processor), {mode.steps} steps, "
        f"{mode.evaluations} evaluations and {mode.products} products; one pass on two threads "
        f"{one:.2f} s; peak memory {peak:.2f} GiB; {load()}"
    )


COMMANDS = {
    "map": map_,
    "first": first,
    "posterior": posterior,
    "published": published,
    "compare": compare,
    "goodness": goodness_,
    "dims": dims,
    "large": large,
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]]()
