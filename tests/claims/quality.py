"""Measure the reading of single sentences: ``python tests/claims/quality.py [independent_two]``.

A sentence counts as read when the grammar makes a claim of it, and as read right when the kind,
the states in their roles, the issue, the years, the number, the denial and the direction are
those of its label. The argument is the name of a set beside this file, ``independent`` unless said.
With ``--asked`` the sentences are read as ``ask`` reads them, by the rules for articles where the
grammar reads nothing. With ``--misses`` every sentence that is not read right is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from nonaligned.claims.claim import Claim
from nonaligned.claims.language import canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.study.sentences import understand

HERE = Path(__file__).parent
ON = 2018
GROUPS = {
    "soviet-bloc": "warsaw-pact",
    "latin-american": "grulac",
    "african-union": "au",
    "VDR": "RVN",
}
"""Names in the labels, and the ids that the language gives the same groups and states."""

UNORDERED = {"neither", "camps", "grew", "allied", "fought"}


def labelled(name: str = "independent") -> list[dict[str, Any]]:
    """The sentences with their labels."""
    cases: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))[
        "cases"
    ]
    return cases


def matches(claim: Claim, want: dict[str, Any]) -> bool:
    """Whether a claim says what its label does, neither less nor more."""
    return (
        claim.kind == want["kind"]
        and claim.negated == want.get("neg", False)
        and (claim.resolution != "" or claim.issue == want.get("issue"))  # its own issue
        and ("dir" not in want or claim.direction == want["dir"])
        and ("n" not in want or claim.number == want["n"])
        and _parties(want, claim)
        and _years(want, claim)
    )


def _parties(want: dict[str, Any], claim: Claim) -> bool:
    said = [[p.name for p in side] for side in (claim.subjects, claim.others)]
    x, y = ([GROUPS.get(n, n) for n in want.get(side, [])] for side in "xy")
    if want["kind"] in UNORDERED:
        return sorted(said[0] + said[1]) == sorted(x + y)
    return said == [x, y]


def _years(want: dict[str, Any], claim: Claim) -> bool:
    """Whether the years are those said; the record opens in 1946, and "by 1975" ends in 1975.

    An end that a label leaves open is right open, and right closed in the year of the saying; so
    are recent years, which the tense gives where a label has no years.
    """
    window, (first, last) = claim.window, want.get("years", [None, None])
    begins = {window.first, window.turn}
    if window.first is not None and window.last is None:
        begins.add(window.first - 1)  # "after 1979" begins with 1980 where nothing turns
    if window.first == 1945 or (claim.kind == "ended" and window.first is None):
        begins.add(first)
    ends = {window.last}
    if window.last == ON:
        ends.add(None)
    if window.first is not None and window.length is not None:
        ends.add(window.first + window.length)  # "within five years"
    return first in begins and last in ends


Reads = Callable[[str], Claim]


def strictly(say: str) -> Claim:
    """The claim of a sentence by the grammar."""
    return parse(say, on=ON)


def asked(say: str) -> Claim:
    """The claim of a sentence as ``ask`` reads it."""
    return understand(say, on=ON, until=ON)


def read(say: str, by: Reads) -> Claim | str:
    """The claim that a sentence is read as, or why it is not read."""
    try:
        return by(say)
    except NonalignedError as error:
        return error.message


def table(
    name: str = "independent", by: Reads = strictly
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts of sentences, those read and those read right by kind, and every miss in words."""
    counts: dict[str, Counter[str]] = {}
    misses = []
    for case in labelled(name):
        want, claim = case["want"], read(case["say"], by)
        count = counts.setdefault(want["kind"], Counter())
        count["labelled"] += 1
        if isinstance(claim, str):
            misses.append(f"not read: {case['say']}\n    {claim}")
            continue
        count["read"] += 1
        if matches(claim, want):
            count["right"] += 1
        else:
            misses.append(f"misread: {case['say']}\n    {claim.kind}: {canonical(claim)}")
    return counts, misses


def main() -> None:
    """Print the counts of one set by kind; with ``--misses`` every miss too."""
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    by = asked if "--asked" in sys.argv else strictly
    counts, misses = table(*(names or ["independent"]), by=by)
    total = sum(counts.values(), Counter())
    print(f"{'kind':10} labelled  read  right")
    for kind, count in [*sorted(counts.items()), ("all", total)]:
        print(f"{kind:10} {count['labelled']:8} {count['read']:5} {count['right']:6}")
    if "--misses" in sys.argv:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
