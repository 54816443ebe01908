"""Counted votes and those who stood alone, in many manners: ``votes.yaml``."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("quality", Path(__file__).parent / "quality.py")
assert _SPEC is not None
assert _SPEC.loader is not None
QUALITY = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(QUALITY)


def test_what_is_read_of_votes_is_right_and_most_is_read() -> None:
    counts, _ = QUALITY.table("votes")
    for kind in ("count", "only"):
        count = counts[kind]
        assert count["right"] >= 0.98 * count["read"], kind
        assert count["right"] >= 0.88 * count["labelled"], kind


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("189 states voted against the American embargo on Cuba in November 2014.", "69/5"),
        ("More than 90 states voted against the invasion of Grenada in 1983.", "38/7"),
    ],
)
def test_a_vote_against_a_wrong_is_one_for_the_resolution_against_it(
    text: str, resolution: str
) -> None:
    (found,) = QUALITY.reading(text).candidates
    assert (found.claim.direction, found.claim.resolution) == ("for", resolution)


def test_the_numbers_of_a_rejected_draft_are_read_the_other_way_round() -> None:
    found = QUALITY.reading("The Soviet draft was rejected in 1962 by 40 votes to 20.").candidates
    assert {(c.claim.direction, c.claim.number) for c in found} == {("against", 40), ("for", 20)}


@pytest.mark.parametrize("what", ["these proposals", "this", "its plan"])
def test_what_only_points_is_no_resolution(what: str) -> None:
    text = f"By a vote of 56 to 7 the Assembly endorsed {what} in 1954."
    assert QUALITY.reading(text).candidates == ()
