"""Calibrate the verdicts on made-up records: false alarms and power, as tables for the docs.

Run: python benchmarks/claims.py [WORLDS]

WORLDS is the number of records of each placebo; each gives 20 claims about states that did not
move. Twins are tried on twice as many records, with 10 claims each; power on four times as many.
"""

from __future__ import annotations

import sys
import time

from nonaligned.claims.trials import Trial, moved, rate, twins, unmoved

PLACEBOS: tuple[tuple[str, str, Trial], ...] = (
    ("shifted", "supported", unmoved("shifted")),
    ("steady", "contradicted", unmoved("steady")),
    ("grew", "supported", unmoved("grew")),
    ("foretold", "supported", unmoved("foretold")),
)
TWINS: tuple[tuple[str, str, Trial], ...] = (
    ("closer", "supported", twins("closer")),
    ("closer", "contradicted", twins("closer")),
    ("closest", "supported", twins("closest")),
    ("only", "supported", twins("only")),
)
SIZES = (0.25, 0.5, 0.75, 1.0, 1.5)


def main(worlds: int) -> None:
    """Print the tables."""
    began = time.perf_counter()
    print("| kind | nobody moved, or twins: verdict | false | of |\n| --- | --- | ---: | ---: |")
    for name, wanted, trial in (*PLACEBOS, *TWINS):
        share, number = rate(
            trial, wanted, worlds if (name, wanted, trial) in PLACEBOS else 2 * worlds
        )
        print(f"| {name} | {wanted} | {100 * share:.1f} % | {number} |", flush=True)
    print("\n| kind | verdict counted | " + " | ".join(f"{s:g}" for s in SIZES) + " |")
    print("| --- | --- |" + " ---: |" * len(SIZES))
    for name, wanted, _ in PLACEBOS:
        found = [rate(moved(name, size), wanted, 4 * worlds)[0] for size in SIZES]
        cells = " | ".join(f"{100 * share:.0f} %" for share in found)
        print(f"| {name} | {wanted} | {cells} |", flush=True)
    print(f"\n{4 * worlds} records for each power; {time.perf_counter() - began:.0f} s in all.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
