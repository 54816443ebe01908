"""Predictions that articles report: who, what and when; and those that are none."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from nonaligned.reading import Account, article_from_text, read


def accounts(text: str, year: int = 2018) -> tuple[Account, ...]:
    return read(article_from_text(text, year)).accounts


def told(text: str) -> list[str]:
    return [c.canonical for account in accounts(text) for c in account.candidates]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Amalrik, who predicted in 1970 that the Soviet Union would end by 1984, died abroad.",
            "In 1970 Amalrik predicted the end of the Soviet Union by 1984.",
        ),
        (
            "In 1980, Randall Collins predicted the collapse of the Soviet Union within 50 years, "
            "and he was right.",
            "In 1980 Randall Collins predicted the end of the Soviet Union within 50 years.",
        ),
        (
            "Ronald Reagan gave a speech in June 1982 predicting the downfall of communism.",
            "In June 1982 Ronald Reagan predicted the downfall of communism.",
        ),
        (
            "Amalrik published an essay in 1970 predicting that the Soviet Union would not survive "
            "until 1984.",
            "In 1970 Amalrik predicted the end of the Soviet Union by 1984.",
        ),
        (
            "In a letter of 1 January 1989 to Gorbachev, Khomeini predicted the fall of communism.",
            "In January 1989 Khomeini predicted the fall of communism.",
        ),
        (
            "Nixon visited Moscow. In 1972 he predicted that Egypt would turn to the United States "
            "and away from Libya.",
            "In 1972 Nixon predicted that Egypt would turn towards the United States.",
        ),
        (
            "Zbigniew Brzezinski, writing in 1989, predicted the demise of communism.",
            "In 1989 Zbigniew Brzezinski predicted the demise of communism.",
        ),
        (
            "A 1990 CIA report widely predicted that Yugoslavia would disintegrate within a year.",
            "In 1990 a CIA report predicted the end of Yugoslavia within 1 year.",
        ),
        (
            "Ludwig von Mises predicted the collapse of communism as early as 1922.",
            "In 1922 Ludwig von Mises predicted the collapse of communism.",
        ),
        (
            "It was predicted in 1970 that Egypt would turn to the United States, and it did.",
            "In 1970 it was predicted that Egypt would turn towards the United States.",
        ),
        (
            "The essay was published in 1970. In the essay Amalrik foresaw the end of the Soviet "
            "Union by 1984.",
            "",
        ),
        (
            "The letter was sent in January 1989. In his letter Khomeini foresaw the fall of "
            "communism.",
            "In January 1989 Khomeini predicted the fall of communism.",
        ),
        (
            "One letter was sent in January 1989, a second letter was sent in May 1990. In a "
            "letter Khomeini foresaw the fall of communism.",
            "",
        ),
    ],
)
def test_reports_are_read_with_their_dates(text: str, meant: str) -> None:
    assert told(text) == ([meant] if meant else [])


@pytest.mark.parametrize(
    "text",
    [
        "Nobody predicted the fall of communism in 1988.",
        "Few foresaw in 1988 that the Soviet Union would collapse.",
        "The CIA failed to predict the collapse of the Soviet Union in 1990.",
        "The CIA never predicted the collapse of the Soviet Union in 1990.",
        "If Khomeini had predicted the fall of communism in 1989, he would have been right.",
        "Experts denied that Khomeini predicted the fall of communism in 1989.",
        "They asked whether Amalrik predicted in 1970 the end of the Soviet Union.",
        "Who predicted in 1970 the end of the Soviet Union?",
        "Analysts predict that Iran will turn to Russia.",
        "Iran will turn to Russia by 2030.",
        "In 1988 the bank predicted growth of 3 percent.",
    ],
)
def test_what_reports_no_prediction_is_none(text: str) -> None:
    assert told(text) == []


def test_what_is_to_come_stays_set_aside() -> None:
    assert [a.reason for a in accounts("Iran will turn to Russia by 2030.")] == ["prediction"]


def test_a_report_without_a_date_says_so() -> None:
    (account,) = accounts("Kennan predicted that the Soviet Union would collapse.")
    assert account.outcome == "untestable"
    assert account.why == "a prediction without a date"


def test_the_horizon_is_never_cut_off() -> None:
    text = "Amalrik predicted in 1970 the end of the Soviet Union, by 1984, and of much else."
    assert told(text) == ["In 1970 Amalrik predicted the end of the Soviet Union by 1984."]


def test_what_is_quoted_keeps_its_speaker() -> None:
    text = "“In 1976 Emmanuel Todd foresaw the end of the Soviet Union,” the professor said."
    (candidate,) = accounts(text)[0].candidates
    assert candidate.speaker == "the professor"
    assert candidate.claim.speaker == "Emmanuel Todd"
    assert text[candidate.start : candidate.end] == candidate.source


def test_where_a_date_comes_from_is_shown() -> None:
    text = (
        "The letter was sent in January 1988, a year before the fall of the Berlin Wall. "
        "In his letter Khomeini foresaw the fall of communism."
    )
    (candidate,) = [c for account in accounts(text) for c in account.candidates]
    assert candidate.claim.window.first == 1988
    steps = " ".join(candidate.steps)
    assert "took the date of the letter from the article: January 1988" in steps
    assert "other dates contradict January 1988" in candidate.doubts[0]


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", Path(__file__).parent / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_read_in_the_batches_is_right_and_most_is_read() -> None:
    counts, misses = _quality().table("foretold_batches")
    for kind in ("foretold", "count", "only"):
        count = counts[kind]
        assert count["right"] >= 0.94 * count["read"], misses
        assert count["right"] >= 0.85 * count["labelled"], misses


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Writing from Lima in 1958, the economist Ana Silva foresaw that Peru and Chile would "
            "quarrel, a remark her editors cut.",
            "In 1958 the economist Ana Silva predicted the quarrel between Peru and Chile.",
        ),
        (
            "A study by the Bureau of Mines, completed in 1957, warned that Yugoslavia would "
            "break up, whatever was said in public.",
            "In 1957 a study by the Bureau of Mines predicted the end of Yugoslavia.",
        ),
        (
            "Colonel Juan Paz, then attaché in Lisbon, warned in 1961, in a note that nobody read, "
            "that Portugal would lose Angola.",
            "In 1961 Colonel Juan Paz predicted the loss of Angola.",
        ),
        (
            "Yugoslavia, the envoy Ana Silva told her king in 1980, would fall apart.",
            "In 1980 the envoy Ana Silva predicted the end of Yugoslavia.",
        ),
        (
            "The first to see that Cuba would break with Peru was Ana Silva, who said so in 1947.",
            "In 1947 Ana Silva predicted that Cuba would turn away from Peru.",
        ),
        (
            "In 1974 Ana Silva foretold that communism would fall and that Germany would be "
            "reunited.",
            "In 1974 Ana Silva predicted the fall of communism.",
        ),
    ],
)
def test_who_foretold_and_when_is_told_in_many_orders(text: str, meant: str) -> None:
    assert meant in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was rumoured in 1980 that a general had predicted the fall of the Shah.",
        "It is a legend that Lenin predicted in 1920 the independence of India.",
        "Every driver in Belgrade had predicted the break-up of Yugoslavia in 1970.",
        "The treaty of 1955 foresaw the withdrawal of the Soviet Union from Austria.",
        "Ana Silva foresaw the fall of the Shah in 1977, or so she later claimed.",
        "In 1911 the astronomer predicted the return of Halley’s comet over Turkey.",
        "The chauffeur remembers having predicted the fall of the Berlin Wall in 1988.",
        "The critics predicted in 1969 that the Beatles would break up.",
        "In 1991, when the Soviet Union fell, Todd, who had predicted its fall, was at sea.",
    ],
)
def test_what_nobody_is_sure_to_have_foretold_is_not_read(text: str) -> None:
    assert told(text) == []


def test_an_empire_is_no_state_that_lived_on() -> None:
    text = "In 1972 the officers predicted the end of the Portuguese empire."
    assert told(text) == ["In 1972 the officers predicted the end of the Portuguese empire."]
    text = "In 1972 the officers predicted that the Soviet empire would burst."
    assert told(text) == ["In 1972 the officers predicted the end of the Soviet Union."]
