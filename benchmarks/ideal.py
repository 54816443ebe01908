"""What an estimate of the whole record costs, in seconds and in passes over the votes.

    python benchmarks/ideal.py map         # optimum and uncertainty, from arrays in memory
    python benchmarks/ideal.py first       # the same in a new process without compiled kernels
    python benchmarks/ideal.py posterior   # Hamiltonian Monte Carlo, two chains on two threads
    python benchmarks/ideal.py published   # the published scheme, against the published points
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

from nonaligned.measures.ideal.api import Request, read_votes
from nonaligned.measures.ideal.bias import posterior_mean
from nonaligned.measures.ideal.chamber import Chamber, Prior
from nonaligned.measures.ideal.coupling import couple, joint_covariance
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.fit import find_mode, fit
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.poles import read_anchors
from nonaligned.measures.ideal.target import Mass, Target
from nonaligned.records.readers import read_unga
from nonaligned.study.ideal_rules import select

SHARED = Path(os.environ.get("NONALIGNED_SHARED", Path(__file__).parents[2] / "shared")) / "data"
ANCHORS = ("USA", "RUS")
START = {"USA": 3.0, "CAN": 3.0, "GBR": 3.0, "ISR": 3.0, "RUS": -2.0, "DDR": -2.0}


def record() -> Chamber:
    read = read_unga(SHARED / "unga")
    rollcalls = read.rollcalls.filter(pl.col("session") <= 74)
    cast = select(read.votes, rollcalls)
    united = (pl.col("state") == "DEU") & (pl.col("session") == 45)
    state = pl.when(united).then(pl.lit("GFR")).otherwise(pl.col("state"))
    return read_votes(cast.with_columns(state.alias("state")))


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
    table = pl.read_csv(
        SHARED / "unga/published/IdealpointestimatesAll_Apr2020.csv",
        encoding="latin1",
        infer_schema_length=None,
    )
    from nonaligned.states import by_cow

    state = pl.col("ccode").map_elements(by_cow, return_dtype=pl.String).alias("state")
    both = result.table.join(table.with_columns(state), on=["state", "session"])
    gap = both["mean"] - both["IdealPoint"]
    r = np.corrcoef(both["mean"], both["IdealPoint"])[0, 1]
    within = both.group_by("session").agg(r=pl.corr("mean", "IdealPoint"))["r"]
    print(
        f"3,600 iterations in {seconds:.0f} s ({load()}); {both.height:,} rows: r {r:.4f}, "
        f"rmse {np.sqrt((gap**2).mean()):.3f}, within sessions median {within.median():.4f}, "
        f"least {within.min():.4f}"
    )


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
    "dims": dims,
    "large": large,
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]]()
