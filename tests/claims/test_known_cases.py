"""The cases that the literature holds true or false, against the embedded record.

The cases were fixed before any verdict was computed and are not edited (tests/reference/README.md).
Abstaining is allowed and counted; a verdict against the literature is a miss, listed here with
what explains it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from nonaligned.claims.claim import Claim
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import parse
from nonaligned.claims.structured import from_mapping
from nonaligned.claims.weigh import check
from nonaligned.errors import NonalignedError

EXPLAINED = {
    "shifted-japan-oil": "other states moved away from the pole on this issue further than it did",
    "shifted-brazil-1964": "its agreement with the pole fell, by more than the average state's; "
    "only against the states of its region does the finding turn",
}
"""Verdicts against the literature, and why."""

LEAST_ACCURACY = 0.9
LEAST_DECIDED = 0.6


def claim_of(case: dict[str, Any]) -> Claim | None:
    """The claim of a case: its sentence, or its parts where the sentence is not read."""
    try:
        claim = parse(case["say"])
        if claim.kind == case["kind"]:
            return claim
    except NonalignedError:
        pass
    kind = kinds()[case["kind"]]
    sides = {"subjects": case["subjects"], "others": case["others"]}
    if case["kind"] == "camps":  # the leaders are named as subjects (tests/reference/README.md)
        sides = {"others": case["subjects"]}
    parts = {"kind": case["kind"], **sides}
    parts |= {
        "issue": case["issue"],
        "direction": case.get("direction"),
        "among": case.get("among"),
    }
    if case["kind"] == "ended":
        parts["direction"] = "ceased"
    parts |= {"number": case.get("n") if kind.number else None}
    if case.get("at"):
        parts |= {"after": case["at"]}
    else:
        parts |= {"from": case["from"], "to": case["to"]}
    try:
        return from_mapping({key: value for key, value in parts.items() if value not in (None, [])})
    except NonalignedError:
        return None


@pytest.fixture(scope="module")
def verdicts(
    book: Evidence, request: pytest.FixtureRequest
) -> dict[str, tuple[dict[str, Any], str]]:
    path = request.config.rootpath / "tests" / "reference" / "known_cases.yaml"
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    found = {}
    for case in cases:
        claim = claim_of(case)
        if claim is not None:
            found[case["id"]] = case, check(claim, book).verdict
    return found


def test_sentences_of_the_literature_are_read(verdicts: dict[str, Any]) -> None:
    read = Counter()
    for case, _ in verdicts.values():
        try:
            read[parse(case["say"]).kind == case["kind"]] += 1
        except NonalignedError:
            read[False] += 1
    assert read[True] / (read[True] + read[False]) >= 0.7
    assert len(verdicts) >= 150


def test_verdicts_agree_with_the_literature(verdicts: dict[str, Any]) -> None:
    right = decided = total = 0
    misses = set()
    for case, verdict in verdicts.values():
        if case.get("expected") == "untestable":
            assert verdict == "untestable"
            continue
        total += 1
        if verdict in {"supported", "contradicted"}:
            decided += 1
            if (verdict == "supported") == case["truth"]:
                right += 1
            else:
                misses.add(case["id"])
    assert misses <= set(EXPLAINED), misses - set(EXPLAINED)
    assert right / decided >= LEAST_ACCURACY
    assert decided / total >= LEAST_DECIDED
