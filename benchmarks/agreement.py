"""All pairs of states in all sessions: matrix algebra against a plain group-by in polars.

    python benchmarks/agreement.py [--votes ../shared/data/unga] [--rounds 5]

Each round times both on the same tables, one after the other, and the ratio is taken within the
round, so that a busy machine slows both. Reading the files is not timed. The results are compared
before anything is timed. Peak memory is that of a fresh process that holds the tables and runs
one of the two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from nonaligned.measures.rollcalls import tally
from nonaligned.measures.similarity import agree3
from nonaligned.records.readers.folder import read_unga

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "unga"
TABLES = ("votes", "rollcalls")
Tables = tuple[pl.DataFrame, pl.DataFrame]


def ours(votes: pl.DataFrame, rollcalls: pl.DataFrame) -> dict[int, np.ndarray]:
    """Agreement of all pairs by session, (S, S) each."""
    tallies = tally(votes, rollcalls)
    return {s: agree3(tallies.pairs("all", s, s)) for s in tallies.sessions}


def group_by(votes: pl.DataFrame, rollcalls: pl.DataFrame) -> pl.DataFrame:
    """Do the same as a pipeline: a self-join by roll call in each session, then a group-by."""
    scores = votes.filter(pl.col("vote") != "absent").select(
        "rollcall", "state", score=1 - pl.col("vote").to_physical().cast(pl.Float64) / 2
    )
    scores = scores.join(rollcalls.select("rollcall", "session"), on="rollcall")
    parts = []
    for _, session in sorted(scores.partition_by("session", as_dict=True).items()):
        pairs = session.join(session, on="rollcall", suffix="_other")
        parts.append(
            pairs.filter(pl.col("state") < pl.col("state_other"))
            .group_by("session", "state", "state_other")
            .agg(value=1 - (pl.col("score") - pl.col("score_other")).abs().mean(), n=pl.len())
        )
    return pl.concat(parts)


def differ(votes: pl.DataFrame, rollcalls: pl.DataFrame) -> tuple[int, float]:
    """Return the number of values compared, and the largest difference between the two."""
    states = {s: i for i, s in enumerate(tally(votes, rollcalls).states)}
    found = ours(votes, rollcalls)
    rows = group_by(votes, rollcalls)
    mine = [
        found[session][states[x], states[y]]
        for session, x, y in rows.select("session", "state", "state_other").iter_rows()
    ]
    known = sum(int(np.isfinite(v[np.triu_indices(len(states), 1)]).sum()) for v in found.values())
    assert known == rows.height, "one of the two has pairs that the other lacks"
    return rows.height, float(np.abs(np.array(mine) - rows["value"].to_numpy()).max())


def seconds(run, tables: Tables) -> float:
    start = time.perf_counter()
    run(*tables)
    return time.perf_counter() - start


def peak(name: str, folder: Path, queue: multiprocessing.Queue) -> None:
    votes, rollcalls = (pl.read_parquet(folder / f"{table}.parquet") for table in TABLES)
    before = high_water()
    {"ours": ours, "group_by": group_by}[name](votes, rollcalls)
    queue.put((before, high_water()))


def high_water() -> float:
    """Return the most memory this process has held, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def peaks(tables: Tables) -> None:
    """Print the peak memory of a fresh process for each."""
    fresh = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for name, table in zip(TABLES, tables, strict=True):
            table.write_parquet(Path(folder) / f"{name}.parquet")
        for name in ("ours", "group_by"):
            queue = fresh.Queue()
            process = fresh.Process(target=peak, args=(name, Path(folder), queue))
            process.start()
            before, after = queue.get()
            process.join()
            print(f"{name:>9}: peak {after:.0f} MB ({before:.0f} MB with the tables loaded)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--votes", type=Path, default=FOLDER)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    read = read_unga(options.votes / "UNVotes.csv.gz")
    tables = read.votes, read.rollcalls
    compared, most = differ(*tables)
    print(f"{compared:,} values by session, largest difference {most:.1e}")
    times = [(seconds(ours, tables), seconds(group_by, tables)) for _ in range(options.rounds)]
    for name, column in zip(("ours", "group-by"), zip(*times, strict=True), strict=True):
        print(f"{name:>9}: median {statistics.median(column):.2f} s, least {min(column):.2f} s")
    ratios = [theirs / mine for mine, theirs in times]
    print(f"    ratio: median {statistics.median(ratios):.1f}, {min(ratios):.1f}-{max(ratios):.1f}")
    peaks(tables)


if __name__ == "__main__":
    main()
