"""Clauses inside and beside others: what the rules leave alone without a parser."""

from __future__ import annotations

from types import ModuleType

import pytest


def test_nothing_wrong_is_read(quality: ModuleType) -> None:
    _, misses = quality.table("nested")
    assert not [miss for miss in misses if miss.startswith("wrong")]


@pytest.mark.parametrize(
    "text",
    [
        "Peru will sign the treaty and support Chile.",
        "Peru would sign the treaty and support Chile.",
        "Peru pretended to sign and to support Chile.",
    ],
)
def test_what_holds_for_a_first_verb_holds_for_a_second(text: str, quality: ModuleType) -> None:
    assert not quality.reading(text).candidates


def test_a_denial_holds_for_a_second_verb_too(quality: ModuleType) -> None:
    (candidate,) = quality.reading("Peru did not sign the treaty and support Chile.").candidates
    assert candidate.canonical == "Peru did not back Chile up to 2018."
