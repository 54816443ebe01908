"""Sentences that the strict grammar does not read whole, and what may be read into them."""

from __future__ import annotations

from pathlib import Path

import pytest

import nonaligned as na
from nonaligned.claims.language import canonical, parse
from nonaligned.claims.lexer import MAX_LENGTH
from nonaligned.errors import SentenceError
from nonaligned.study.sentences import understand

PLAIN = "Norway was closer to Sweden than to Cuba from 1980 to 1989."


@pytest.mark.parametrize(
    "said",
    [
        "Norway, with its long coast, was closer to Sweden than to Cuba in the 1980s.",
        "For all its oil, Norway was closer to Sweden than to Cuba in the 1980s.",
        "As chairman of the council from 1980 to 1989, Norway was closer to Sweden than to Cuba.",
        "In the 1980s Norway, a member from the start, was closer to Sweden than to Cuba.",
    ],
)
def test_asides_do_not_hide_a_claim(said: str) -> None:
    with pytest.raises(SentenceError):
        parse(said)
    assert canonical(understand(said, until=2019)) == PLAIN


def test_what_the_grammar_reads_is_left_to_it() -> None:
    said = "Norway has been closer to Sweden than to Cuba since 1980."
    assert understand(said, until=2019) == parse(said)
    assert understand(said, on=2001, until=2019) == parse(said, on=2001)


def test_open_ends_close_where_the_record_does_or_when_it_was_said() -> None:
    said = "For all its oil, Norway has been closer to Sweden than to Cuba since 1980."
    for on, last in ((None, 2019), (2001, 2001)):
        window = understand(said, on=on, until=2019).window
        assert (window.first, window.last) == (1980, last)


@pytest.mark.parametrize(
    "said",
    [
        "If Norway, with its long coast, was closer to Sweden than to Cuba, nobody saw it.",
        "Was Norway, with its long coast, ever closer to Sweden than to Cuba?",
        "Norway, with its long coast, will be closer to Sweden than to Cuba.",
        "Nothing of the kind.",
        "",
    ],
)
def test_what_is_no_claim_stays_unread(said: str) -> None:
    with pytest.raises(SentenceError):
        understand(said, on=2018, until=2019)


def test_two_claims_are_named_and_neither_is_chosen() -> None:
    said = "Norway backed Sweden in the 1980s, and Peru and Chile grew closer from 1970 to 1990."
    with pytest.raises(SentenceError, match="says 2 things") as caught:
        understand(said, until=2019)
    assert "Ask one at a time" in str(caught.value)


def test_a_long_text_is_no_sentence() -> None:
    with pytest.raises(SentenceError):
        understand("Norway, " + "then " * MAX_LENGTH + "backed Sweden.", on=2018, until=2019)


@pytest.mark.parametrize(
    "said",
    [
        "Norway, a member since 1945, was closer to Sweden than to Cuba.",
        "Norway, beloved of Chile, was closer to Sweden than to Cuba.",
    ],
)
def test_a_time_or_a_state_that_would_be_lost_leaves_the_sentence_unread(said: str) -> None:
    with pytest.raises(SentenceError):
        understand(said, until=2019)


def test_sentences_of_a_file_are_read_as_those_that_are_asked(tmp_path: Path) -> None:
    said = "Norway, with its long coast, was closer to Sweden than to Cuba in the 1980s."
    file = tmp_path / "claims.yaml"
    file.write_text(f"claims:\n  - say: {said!r}\n", "utf-8")
    asked, checked = na.ask(said).verdicts[0], na.check(file).verdicts[0]
    assert asked.canonical == checked.canonical == PLAIN
    assert asked.counts == checked.counts
