"""Accuracy on the cases of the literature, by kind, on the embedded record.

Run: python benchmarks/known_cases.py
"""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from nonaligned.claims import Evidence, check
from nonaligned.study.loading import load

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ("right", "wrong", "contested", "undecided", "untestable", "unread")


def main() -> None:
    """Print the table, the misses and the totals."""
    path = ROOT / "tests" / "claims" / "test_known_cases.py"
    spec = importlib.util.spec_from_file_location("known_cases", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    cases = yaml.safe_load((ROOT / "tests/reference/known_cases.yaml").read_text())["cases"]
    loaded = load()
    evidence = Evidence(loaded.tallies, loaded.ideal, loaded.resolutions)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        claim = module.claim_of(case)
        outcome = "unread" if claim is None else check(claim, evidence).verdict
        if case.get("expected"):
            outcome = "right" if outcome == case["expected"] else "wrong"
        elif outcome in {"supported", "contradicted"}:
            outcome = "right" if (outcome == "supported") == case["truth"] else "wrong"
        counts[case["kind"]][outcome] += 1
        if outcome == "wrong":
            print(f"wrong: {case['id']}")
    print(f"\n| kind | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}")
    for kind in sorted(counts):
        print(f"| `{kind}` | {' | '.join(str(counts[kind][c]) for c in COLUMNS)} |")
    total = sum(counts.values(), Counter())
    print(f"| **all** | {' | '.join(str(total[c]) for c in COLUMNS)} |")


if __name__ == "__main__":
    main()
