"""Clauses inside and beside others: what the rules leave alone without a parser."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_quality", HERE / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUALITY = _quality()


def test_nothing_wrong_is_read() -> None:
    _, misses = QUALITY.table("nested")
    assert not [miss for miss in misses if miss.startswith("wrong")]


@pytest.mark.parametrize(
    "text",
    [
        "Peru will sign the treaty and support Chile.",
        "Peru would sign the treaty and support Chile.",
        "Peru pretended to sign and to support Chile.",
    ],
)
def test_what_holds_for_a_first_verb_holds_for_a_second(text: str) -> None:
    assert not QUALITY.reading(text).candidates


def test_a_denial_holds_for_a_second_verb_too() -> None:
    (candidate,) = QUALITY.reading("Peru did not sign the treaty and support Chile.").candidates
    assert candidate.canonical == "Peru did not back Chile."
