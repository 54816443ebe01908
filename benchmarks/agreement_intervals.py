"""Intervals of agreement: from counts against the bootstrap, and both against the truth.

    python benchmarks/agreement_intervals.py [--samples 100]

Widths: for the whole record by measure, cut and span, the width of the closed-form interval over
that of the bootstrap. Coverage: the resolutions of sessions 44-73 are taken as the population;
samples of them are drawn with replacement, each with all its roll calls, and it is counted how
often the 95 % intervals hold the population's value, over one state's values with all others.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from nonaligned.measures.agreement import agreement
from nonaligned.measures.comparison import difference, share
from nonaligned.measures.estimates import Interval
from nonaligned.measures.rollcalls import RollCalls, tally
from nonaligned.measures.series import Series
from nonaligned.measures.tallies import Tallies
from nonaligned.records.readers.folder import read_unga

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "unga"
HOWS = {"closed": Interval("closed"), "bootstrap": Interval("bootstrap", draws=500)}
NAMES = ("agree3", "agree2", "kappa_squared", "scott_pi")
SPANS = ((34, 44), (44, 73), (1, 74), (60, 60))
CUTS = ("all", "me", "hr", "all-me")

Ask = Callable[[Tallies, Interval], Series]


def questions(span: tuple[int, int], cut: str) -> Iterator[tuple[str, Ask]]:
    first, last = span
    for name in NAMES:
        where = {"cut": cut, "first": first, "last": last, "measure": name}
        yield name, lambda t, i, w=where: agreement(t, "IND", by="span", interval=i, **w)
        yield (
            f"{name}, RUS - USA",
            lambda t, i, w=where: difference(t, None, "RUS", "USA", interval=i, **w),
        )
    where = {"cut": cut, "first": first, "last": last}
    yield "yes share", lambda t, i: share(t, interval=i, **where)


def widths(tallies: Tallies) -> None:
    print("width of closed form / bootstrap, median over states (5 %, 95 %)")
    for cut in CUTS:
        for span in SPANS:
            for name, ask in questions(span, cut):
                closed, drawn = (ask(tallies, HOWS[how]).table for how in HOWS)
                enough = closed["n"] >= 20
                ratio = ((closed["high"] - closed["low"]) / (drawn["high"] - drawn["low"])).filter(
                    enough
                )
                middle, low, high = (ratio.quantile(q) for q in (0.5, 0.05, 0.95))
                if middle is not None:
                    print(f"{cut:7} {span!s:9} {name:25} {middle:.2f} ({low:.2f}, {high:.2f})")


def sample(whole: RollCalls, clusters: int, draw: np.random.Generator) -> Tallies:
    """Draw resolutions of sessions 44-73 with replacement, as one session."""
    rows = whole.within("all", range(44, 74))
    by_cluster = np.split(
        rows[np.argsort(whole.cluster[rows], kind="stable")],
        np.cumsum(np.unique(whole.cluster[rows], return_counts=True)[1])[:-1],
    )
    chosen = draw.integers(len(by_cluster), size=clusters)
    drawn = np.concatenate([by_cluster[k] for k in chosen])
    number = np.repeat(np.arange(clusters), [by_cluster[k].size for k in chosen])
    return Tallies(
        replace(
            whole,
            codes=whole.codes[drawn],
            ids=np.arange(drawn.size),
            session=np.ones(drawn.size, dtype=np.int64),
            member=whole.member[drawn],
            cluster=number,
            text=np.full(drawn.size, -1),
        )
    )


def coverage(tallies: Tallies, samples: int) -> None:
    whole = tallies.counts
    assert isinstance(whole, RollCalls)
    print(f"share of 95 % intervals that hold the population's value, {samples} samples")
    truth = {name: ask(tallies, HOWS["closed"]).table for name, ask in questions((44, 73), "all")}
    for clusters in (20, 60, 300):
        draw = np.random.default_rng(clusters)
        held: dict[tuple[str, str], list[pl.Series]] = {}
        for _ in range(samples):
            drawn = sample(whole, clusters, draw)
            for name, ask in questions((1, 1), "all"):
                for how, interval in HOWS.items():
                    found = ask(drawn, interval).table.filter(pl.col("n") >= 10)
                    both = found.join(truth[name], on=["state", "other"], nulls_equal=True)
                    inside = both.select(
                        pl.col("value_right").is_between("low", "high").drop_nulls()
                    ).to_series()
                    held.setdefault((name, how), []).append(inside)
        for (name, how), inside in held.items():
            print(f"{clusters:4} resolutions {name:25} {how:9} {pl.concat(inside).mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--votes", type=Path, default=FOLDER)
    parser.add_argument("--samples", type=int, default=100)
    options = parser.parse_args()
    read = read_unga(options.votes / "UNVotes.csv.gz")
    tallies = tally(read.votes, read.rollcalls)
    widths(tallies)
    coverage(tallies, options.samples)


if __name__ == "__main__":
    main()
