"""Calibrate the verdicts on made-up records: false alarms and power, as tables for the docs.

Run: python benchmarks/claims.py [CLAIMS] [RECORDS] [KIND ...]

CLAIMS is the number of claims of each placebo, 500 unless said; RECORDS that of each figure of
power, 40 unless said, and 0 leaves power out. With kinds named, only theirs are counted.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter

from nonaligned.claims.trials import (
    Trial,
    World,
    camped,
    led,
    moved,
    placed,
    twins,
    unmoved,
    verdicts,
)

SIZES = (0.25, 0.5, 0.75, 1.0, 1.5)
TURNS = {
    "shifted": "supported",
    "steady": "contradicted",
    "grew": "supported",
    "foretold": "supported",
}
PLACES = {
    "neither": (0.0, 0.25, 0.5, 0.75, 1.0, 1.5),
    "backs": (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5),
}
SHAPES = {
    "1": (1.0,),
    "2, alike": (0.5, 0.5),
    "2, one of a fifth": (0.8, 0.2),
    "3, alike": (1 / 3, 1 / 3, 1 / 3),
}
APART = (3.0, 4.0, 5.0, 6.0, 8.0)

DECADE = World(sessions=10)
"""Records for claims that are not about a change."""

CLOSE = World(sessions=10, lasting=0.3, passing=0.2)
"""The same of states that differ less from others of their camp."""

FALSE: tuple[tuple[str, str, str, Trial, int, World], ...] = (
    ("neither", "X is in the middle", "contradicted", placed("neither", 0.0), 3, DECADE),
    ("camps", "one camp, two or three said", "supported", camped(SHAPES["1"], 0, 2, 3), 2, DECADE),
    (
        "camps",
        "two camps, one or three said",
        "supported",
        camped(SHAPES["2, alike"], 5, 1, 3),
        2,
        DECADE,
    ),
    ("camps", "one camp, two of it said to lead two", "supported", led((1.0,), 0, 0, 0), 1, DECADE),
    (
        "camps",
        "two camps, two of one said to lead them",
        "supported",
        led(SHAPES["2, alike"], 5, 0, 0),
        1,
        DECADE,
    ),
    ("backs", "X is in the middle", "supported", placed("backs", 0.0), 3, DECADE),
    *((kind, "nobody moved", wanted, unmoved(kind), 20, World()) for kind, wanted in TURNS.items()),
    ("closer", "Y and Z are twins", "supported or contradicted", twins("closer"), 10, World()),
    ("closest", "X has a twin", "supported", twins("closest"), 10, World()),
    ("only", "X has a twin", "supported", twins("only"), 10, World()),
    ("neither", "X is a spread off", "supported", placed("neither", 1.0), 3, DECADE),
)
"""Kind, record, the verdict or the two that are false there, the trial, claims a record gives."""

KINDS = frozenset(kind for kind, *_ in FALSE)


def share(found: int, total: int) -> str:
    """Write a share in percent."""
    return f"{100 * found / total:.1f} %".replace(".0 %", " %")


def alarms(claims: int, kinds: frozenset[str]) -> None:
    """Print how often the verdict is false, and how often the claim is left open."""
    print("| kind | record | verdict counted | false | left open | of |")
    print("| --- | --- | --- | ---: | ---: | ---: |")
    for kind, record, wanted, trial, each, world in FALSE:
        if kind not in kinds:
            continue
        found = verdicts(trial, math.ceil(claims / each), world)
        left, total = found["undecided"] + found["contested"], found.total()
        false = sum(found[verdict] for verdict in wanted.split(" or "))
        cells = (share(false, total), share(left, total), str(total))
        print(f"| `{kind}` | {record} | {wanted} | {' | '.join(cells)} |", flush=True)


def heading(*columns: str, sizes: tuple[float, ...]) -> None:
    """Print the head of a table of power."""
    print("\n| " + " | ".join((*columns, *(f"{size:g}" for size in sizes))) + " |")
    print("|" + " --- |" * len(columns) + " ---: |" * len(sizes))


def turns(records: int, kinds: frozenset[str]) -> None:
    """Print how often a move is found, by its size."""
    heading("kind", "verdict counted", sizes=SIZES)
    for kind, wanted in TURNS.items():
        if kind not in kinds:
            continue
        found = [verdicts(moved(kind, size), records) for size in SIZES]
        cells = " | ".join(share(f[wanted], f.total()) for f in found)
        print(f"| `{kind}` | {wanted} | {cells} |", flush=True)


def places(records: int, kinds: frozenset[str]) -> None:
    """Print the verdicts on a state by where it stands."""
    for kind, sizes in PLACES.items():
        if kind not in kinds:
            continue
        heading("kind", "verdict counted", sizes=sizes)
        found = [verdicts(placed(kind, size), math.ceil(records / 3), DECADE) for size in sizes]
        both("`" + kind + "`", found)


def camps(records: int) -> None:
    """Print the verdicts on the true number of camps by how far apart they stand."""
    heading("camps", "verdict counted", sizes=APART)
    for name, shape in list(SHAPES.items())[1:]:
        found = [verdicts(camped(shape, apart, len(shape)), records, DECADE) for apart in APART]
        both(name, found)
        leaders = tuple(range(len(shape)))
        for world, closely in ((DECADE, ""), (CLOSE, " closely")):
            trials = (led(shape, apart, *leaders) for apart in APART)
            found = [verdicts(trial, records, world) for trial in trials]
            both(f"{name},{closely} led", found)


def both(name: str, found: list[Counter[str]]) -> None:
    """Print how often each of the two verdicts was given."""
    for wanted in ("supported", "contradicted"):
        cells = " | ".join(share(f[wanted], f.total()) for f in found)
        print(f"| {name} | {wanted} | {cells} |", flush=True)


def main(claims: int, records: int, kinds: frozenset[str]) -> None:
    """Print the tables."""
    began = time.process_time()
    alarms(claims, kinds)
    if records and TURNS.keys() & kinds:
        turns(records, kinds)
    if records:
        places(records, kinds)
    if records and "camps" in kinds:
        camps(records)
    print(f"\n{time.process_time() - began:.0f} s of processor time.")


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()]
    named = frozenset(sys.argv[1:]) & KINDS
    claims, records = (sizes + [500, 40][len(sizes) :])[:2]
    main(claims, records, named or KINDS)
