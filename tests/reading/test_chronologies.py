"""Short texts with planted conflicts of dates, and short texts with none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
