"""How long the package and the commands take to start, against the bare interpreter.

    python benchmarks/startup.py [WORD ...]

With words, the commands alone whose name has one of them. Prints the median wall and processor time
of each command over paired runs and the ratio of the wall time to that of `python -c pass`. A first
run, which is not counted, warms the caches of the disk, compiles the sources and, with `--html`,
bundles the script of the charts.

The article of 1,000 words is two of the tests' articles, one after the other; the 100 claims are
the first of the known cases (`tests/reference/known_cases.yaml`) that are read.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from nonaligned.claims.language import parse
from nonaligned.errors import SentenceError

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
POLES = "the United States nor the Soviet Union"
OF_GROUPS = (
    f"Most non-aligned states sided with neither {POLES} from 1970 to 1985",
    f"Most Arab states sided with neither {POLES} from 1970 to 1985",
    "Most non-aligned states were closer to the Soviet Union than to China from 1970 to 1985",
    "Most non-aligned states backed the Palestinians",
    "Most non-aligned states voted with the Soviet Union more than 70 percent of the time",
    "Most African states moved towards China after 1990",
    "All non-aligned states moved away from the United States after 1975",
    "Most African states did not change their policy between 1970 and 1990",
)
"""Measured for each member of a large group."""

ARTICLES = ("algiers.txt", "hilltop.txt")
DAY = ("--date", "2018-01-05")
CLAIMS = 100


ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed package is compiled."""


def commands(folder: Path) -> dict[str, list[str]]:
    """Arguments of the interpreter by the name of what is timed."""
    article, claims, page = (str(folder / name) for name in ("a.txt", "c.yaml", "p.html"))
    made = {
        "import nonaligned": ["-c", "import nonaligned"],
        "nonaligned --help": ["--help"],
        "nonaligned kinds": ["kinds"],
        "nonaligned agreement IRN USA RUS": ["agreement", "IRN", "USA", "RUS"],
        "nonaligned compare IRN USA RUS": ["compare", "IRN", "USA", "RUS"],
        "nonaligned compare IRN USA RUS --html": ["compare", "IRN", "USA", "RUS", "--html", page],
        "nonaligned state IRN --html": ["state", "IRN", "--html", page],
        "nonaligned map 1988 --html": ["map", "1988", "--html", page],
        "check examples/claims.yaml": ["check", "examples/claims.yaml"],
        "check 100 claims": ["check", claims],
        "check 1,000 words": ["check", article, *DAY],
        "check 1,000 words --html": ["check", article, *DAY, "--html", page],
        **{f"ask {sentence[:36]}": ["ask", sentence] for sentence in (*ASKED, *OF_GROUPS)},
    }
    return {name: a if a[0] == "-c" else ["-c", MAIN, *a] for name, a in made.items()}


def write(folder: Path) -> None:
    """Write the article and the file of claims."""
    tests = ROOT / "tests"
    texts = [(tests / "reading/articles" / name).read_text("utf-8") for name in ARTICLES]
    (folder / "a.txt").write_text("\n\n".join(texts), "utf-8")
    cases = yaml.safe_load((tests / "reference/known_cases.yaml").read_text("utf-8"))["cases"]
    said = [case["say"] for case in cases if _read(case["say"])][:CLAIMS]
    claims = {"claims": [{"say": sentence} for sentence in said]}
    (folder / "c.yaml").write_text(yaml.safe_dump(claims), "utf-8")


def _read(sentence: str) -> bool:
    try:
        parse(sentence)
    except SentenceError:
        return False
    return True


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Wall and processor time of one run of the interpreter."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=ENV, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - start, used - before.children_user - before.children_system


def main() -> None:
    """Time every command in turn with the bare interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        for name, arguments in commands(Path(folder)).items():
            if not sys.argv[1:] or any(word in name for word in sys.argv[1:]):
                report(name, arguments)


def report(name: str, arguments: list[str]) -> None:
    """Time one command and print it."""
    seconds(arguments)
    pairs = [(seconds(arguments), seconds(["-c", "pass"])) for _ in range(RUNS)]
    wall = statistics.median(ours[0] for ours, _ in pairs)
    used = statistics.median(ours[1] for ours, _ in pairs)
    ratio = statistics.median(ours[0] / bare[0] for ours, bare in pairs)
    print(f"{name:42} {wall:6.2f} s  {used:6.2f} s used {ratio:6.1f} x the bare interpreter")


if __name__ == "__main__":
    main()
