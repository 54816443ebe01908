"""Short texts with planted conflicts of dates, and short texts with none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.reading import article_from_text, chronology, read_article
from nonaligned.reading.date_conflicts import Conflict

CASES: list[dict[str, Any]] = [
    case
    for name in ("chronologies.yaml", "chronologies_kinds.yaml", "chronologies_more.yaml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
]


DATED = Path(__file__).parent / "dated"
ARTICLES: dict[str, dict[str, Any]] = yaml.safe_load((DATED / "expected.yaml").read_text("utf-8"))


def cites(conflict: Conflict, pieces: list[str]) -> bool:
    words = " | ".join((conflict.text, *(s.text for s in conflict.statements)))
    return all(piece in words for piece in pieces)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_planted_conflicts_are_found_and_none_is_invented(case: dict[str, Any]) -> None:
    found = chronology(article_from_text(case["text"], str(case.get("published", 2018)))).conflicts
    for pieces in case["finds"]:
        assert any(cites(c, pieces) for c in found), [c.text for c in found]
    if not case["finds"]:
        assert not found, [c.text for c in found]


@pytest.mark.parametrize("name", ARTICLES)
def test_whole_articles_of_other_trades(name: str) -> None:
    """What was planted is found, and what else is reported cites something planted."""
    expected = ARTICLES[name]
    text = (DATED / name).read_text("utf-8")
    found = chronology(read_article(DATED / name, date=str(expected["published"]))).conflicts
    for words in expected["planted"]:
        assert words in text
        assert any(cites(c, [words]) for c in found), (words, [c.text for c in found])
    for conflict in found:
        assert any(cites(conflict, [words]) for words in expected["planted"]), conflict.text
    for words in expected.get("missed", ()):
        assert words in text, words
        assert not any(cites(c, [words]) for c in found), f"{words} is found now: plant it"


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
