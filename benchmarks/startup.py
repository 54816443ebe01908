"""How long the package and the commands take to start, against the bare interpreter.

    python benchmarks/startup.py

Prints the median wall and processor time of each command over paired runs and the ratio of the wall
time to that of `python -c pass`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
MAIN = "from nonaligned.cli import main; main()"
ASKED = (
    "India backs the Soviet Union",
    "India was closer to the Soviet Union than to the United States from 1979 to 1989",
    "India is the Soviet Union's closest partner",
    "72 states voted for Resolution 3379",
    "Yugoslavia ceased to exist in 1992",
    "India and the Soviet Union grew closer from 1960 to 1985",
    "India is the only state that backs the Palestinians",
    "India moved towards the Soviet Union after 1979",
    "India's policy did not change between 1989 and 2018",
)
COMMANDS = {
    "import nonaligned": ["-c", "import nonaligned"],
    "nonaligned --help": ["-c", MAIN, "--help"],
    "nonaligned check examples/claims.yaml": ["-c", MAIN, "check", "examples/claims.yaml"],
    "nonaligned agreement IRN USA RUS": ["-c", MAIN, "agreement", "IRN", "USA", "RUS"],
    **{f"ask {sentence[:36]}": ["-c", MAIN, "ask", sentence] for sentence in ASKED},
}


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Wall and processor time of one run of the interpreter."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - start, used - before.children_user - before.children_system


def main() -> None:
    """Time every command in turn with the bare interpreter."""
    for name, arguments in COMMANDS.items():
        seconds(arguments)  # warm the caches of the disk
        pairs = [(seconds(arguments), seconds(["-c", "pass"])) for _ in range(RUNS)]
        wall = statistics.median(ours[0] for ours, _ in pairs)
        used = statistics.median(ours[1] for ours, _ in pairs)
        ratio = statistics.median(ours[0] / bare[0] for ours, bare in pairs)
        print(f"{name:42} {wall:6.2f} s  {used:6.2f} s used {ratio:6.1f} x the bare interpreter")


if __name__ == "__main__":
    main()
