"""Misspelt names are noticed, and words that are none are left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.states.spelling import misspelt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Frnace backed Isreal", {"Frnace": "France", "Isreal": "Israel"}),
        ("the Sovet Union and the Untied States", {
            "Sovet Union": "Soviet Union", "Untied States": "United States"
        }),
        ("frnace backed israel", {"frnace": "France"}),
        ("Germny's allies", {"Germny": "Germany"}),
        ("Brazil, the Phillipines", {"Phillipines": "Philippines"}),
        ("France backed the Soviet Union in Chad", {}),
        ("That while some were from the last bank, the chain said", {}),
        ("Colourless green ideas sleep furiously", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_is_misspelt(text: str, found: dict[str, str]) -> None:
    assert misspelt(text) == found


@given(st.text(max_size=80))
def test_any_text_is_looked_through(text: str) -> None:
    assert all(wrong in text for wrong in misspelt(text))


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    misspelt("Frnace")
    start = time.process_time()
    misspelt("Frnace is not Isreal. " * 50_000)
    assert time.process_time() - start < 0.5
