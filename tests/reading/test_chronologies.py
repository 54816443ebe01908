"""Short texts with planted conflicts of dates, and short texts with none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.reading import article_from_text, chronology
from nonaligned.reading.chronology import Conflict

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "chronologies.yaml").read_text("utf-8")
)


def cites(conflict: Conflict, pieces: list[str]) -> bool:
    words = " | ".join((conflict.text, *(s.text for s in conflict.statements)))
    return all(piece in words for piece in pieces)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_planted_conflicts_are_found_and_none_is_invented(case: dict[str, Any]) -> None:
    found = chronology(article_from_text(case["text"], str(case.get("on", 2018)))).conflicts
    for pieces in case["finds"]:
        assert any(cites(c, pieces) for c in found), [c.text for c in found]
    if not case["finds"]:
        assert not found, [c.text for c in found]


PIECES = (
    "In 1988 President Gorbachev", "the letter", "was signed", "ten years later", "in 1999,",
    "a year before the fall of the Berlin Wall", "Khomeini came to power in", "29 years after",
    "In 1995 East Germany voted", "The Korean War ended in 1954", "1989", "; ", ". ", ", and ",
    "about two decades ago", "“", "”", "half a year after", "the Soviet collapse",
    "31 February 1990",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
@settings(max_examples=150, deadline=None)
def test_any_pile_of_times_is_read_without_a_fault(pieces: list[str]) -> None:
    article = article_from_text(" ".join(pieces), 2018)
    found = chronology(article)
    for conflict in (*found.conflicts, *found.strained):
        assert conflict.text.count("\n") == 0
        assert conflict.days >= 0
        for statement in conflict.statements:
            assert article.text[statement.start : statement.end] == statement.text
