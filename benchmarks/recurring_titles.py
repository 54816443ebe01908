"""How good the title rule for recurring texts is, beside the matches made by hand.

    python benchmarks/recurring_titles.py

Prints how many of the pairs matched by hand the titles find as well, and the share of states that
cast the same vote again: on pairs matched by hand, on pairs found by title alone, and on pairs of
roll calls drawn at random from the same pairs of sessions.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl

from nonaligned.measures.recurring import texts
from nonaligned.measures.rollcalls import RollCalls, tally
from nonaligned.records.readers.folder import read_unga

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "unga"
Pair = tuple[int, int]


def joined(text: np.ndarray, session: np.ndarray) -> set[Pair]:
    """Pairs of rows on one text in different sessions."""
    order = np.argsort(text, kind="stable")
    order = order[text[order] >= 0]
    groups = np.split(order, np.flatnonzero(np.diff(text[order])) + 1)
    return {
        (int(a), int(b)) if session[a] < session[b] else (int(b), int(a))
        for group in groups
        for a, b in combinations(group, 2)
        if session[a] != session[b]
    }


def repeated(codes: np.ndarray, pairs: list[Pair]) -> float:
    """Share of the states that voted both times which voted the same."""
    before, after = (codes[[pair[k] for pair in pairs]] for k in (0, 1))
    voted = (before < 3) & (after < 3)
    return float((before == after)[voted].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--votes", type=Path, default=FOLDER)
    folder = parser.parse_args().votes
    tables = read_unga(folder)
    rollcalls = tables.rollcalls.filter(pl.col("session") <= 74).sort("session", "rollcall")
    counts = tally(tables.votes, rollcalls).counts
    assert isinstance(counts, RollCalls)
    alone = rollcalls.with_columns(link="rollcall")
    by_title = joined(texts(alone), counts.session)
    untitled = rollcalls.with_columns(title=pl.lit(None, dtype=pl.String))
    by_hand = joined(texts(untitled), counts.session)
    late = {pair for pair in by_hand if counts.session[pair[0]] >= 40}
    found = len(late & by_title) / len(late)
    print(
        f"by hand {len(by_hand)} pairs; titles find {found:.2f} of the {len(late)} from session 40"
    )
    print(f"by title {len(by_title)} pairs, {len(by_title - by_hand)} of them by title alone")
    draw = np.random.default_rng(1)
    only = sorted(by_title - by_hand)
    at_random = [
        tuple(int(draw.choice(counts.within("all", [counts.session[k]]))) for k in pair)
        for pair in only
    ]
    gap = np.array([counts.session[b] - counts.session[a] for a, b in only])
    for name, pairs in (
        ("by hand", sorted(by_hand)),
        ("by title alone", only),
        ("by title alone, next session", [p for p, g in zip(only, gap, strict=True) if g == 1]),
        ("by title alone, 20 or more apart", [p for p, g in zip(only, gap, strict=True) if g > 19]),
        ("at random", at_random),
    ):
        print(f"{name:33} {len(pairs):6} pairs, same vote {repeated(counts.codes, pairs):.3f}")


if __name__ == "__main__":
    main()
