"""How long the package and the commands take to start, against the bare interpreter.

    python benchmarks/startup.py

Prints the median wall time of each command over paired runs and its ratio to `python -c pass`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
MAIN = "from nonaligned.cli import main; main()"
COMMANDS = {
    "import nonaligned": ["-c", "import nonaligned"],
    "nonaligned --help": ["-c", MAIN, "--help"],
    "nonaligned check examples/claims.yaml": ["-c", MAIN, "check", "examples/claims.yaml"],
    "nonaligned agreement IRN USA RUS": ["-c", MAIN, "agreement", "IRN", "USA", "RUS"],
}


def seconds(arguments: list[str]) -> float:
    """Wall time of one run of the interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Time every command in turn with the bare interpreter."""
    for name, arguments in COMMANDS.items():
        seconds(arguments)  # warm the caches of the disk
        pairs = [(seconds(arguments), seconds(["-c", "pass"])) for _ in range(RUNS)]
        wall = statistics.median(ours for ours, _ in pairs)
        ratio = statistics.median(ours / bare for ours, bare in pairs)
        print(f"{name:42} {wall:6.2f} s  {ratio:5.1f} x the bare interpreter")


if __name__ == "__main__":
    main()
