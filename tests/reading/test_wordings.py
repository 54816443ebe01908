"""The table of wordings: its column of needed words, and that it leaves no pattern out."""

from __future__ import annotations

import re

import pytest

from nonaligned.reading.wordings import plainly, wordings

from .needed_words import DATA, TABLES, needed, table
from .quality import labelled


@pytest.mark.parametrize("name", TABLES)
def test_column_is_what_the_patterns_need(name: str) -> None:
    found = (DATA / f"{name}.csv").read_text("utf-8")
    assert found == table(name), "run python tests/reading/needed_words.py"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bbroke with\b", ("broke with",)),
        (r"^(?:the )?(\w+) (?:led|steered) (\w+)", ("led", "steered")),
        (r"(?:the )?\w+", ()),
        (r"a(?: far)+ way(?= home)", (" home",)),
        (r"(?:one|)", ()),
        (r"(?!never)at last", ("at last",)),
        (r"(?:Ally|Friend)s?", ("ally", "friend")),
    ],
)
def test_words_are_needed(pattern: str, words: tuple[str, ...]) -> None:
    assert needed(pattern) == words


def test_no_pattern_that_matches_is_passed_over() -> None:
    texts = [str(entry["text"]) for entry in labelled()]
    texts += [plainly(text)[0] for text in texts]
    for wording in wordings():
        whole = re.compile(wording.spelt, re.IGNORECASE)
        for text in texts:
            assert not whole.search(text) or wording.may_match(text.lower()), wording.pattern
