"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.reading import article_from_text, sentences
from nonaligned.reading.sentences import spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed."],
        ["Mr. Smith met Dr. Jones of St. Kitts.", "They talked."],
        ["J. F. Kennedy spoke.", "Gen. Zia listened."],
        ["The U.S. President met the U.N. envoy.", "It rained."],
        ["He came from the U.S.", "The plane was late."],
        ["It rose by 3.5 percent in 1990.", "Then it fell."],
        ["“Go!” he said.", "He went."],
        ["“Why?” Rouhani asked.", "Nobody knew."],
        ["He said: “It is over.", "We go home.", "Now.”", "They went."],
        ["Salvation for mankind…", "We treat them well."],
        ["He paused ... and went on.", "Then he stopped."],
        ["It was in Jan. 1988.", "Or so they say."],
        ["Is it true?", "Yes!", "It is."],
        ["They met at 5 p.m.", "The door was shut."],
        ["Prices, wages, etc. rose.", "The vote (see p. 5) failed."],
    ],
)
def test_sentences_end_where_they_should(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Worldly powers.In his letter he wrote.", ["Worldly powers.", "In his letter he wrote."]),
        ("It ended in 1991.The rest is known.", ["It ended in 1991.", "The rest is known."]),
        ("He said “no.”She said yes.", ["He said “no.”", "She said yes."]),
        ("The U.S.A. voted. So did node.js.", ["The U.S.A. voted.", "So did node.js."]),
    ],
)
def test_a_missing_blank_is_put_up_with(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_a_headline_is_a_sentence_of_its_own() -> None:
    found = sentences(article_from_text("Peace at last\n\nThe war is over. Go home.", 1990))
    assert [(s.text, s.heading, s.paragraph) for s in found] == [
        ("Peace at last", True, 0),
        ("The war is over.", False, 1),
        ("Go home.", False, 1),
    ]


@given(st.text(alphabet="aB. !?…”“'\n5", min_size=1, max_size=120))
def test_sentences_hold_every_character_but_blanks(text: str) -> None:
    article = article_from_text("x" + text, 1990)
    found = sentences(article)
    assert all(article.text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(s.text for s in found)
    assert covered.replace(" ", "") == "".join(article.text.split())
