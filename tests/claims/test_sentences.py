"""What sentences say: whole sentences of every sort, and those that must not be read as claims."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from nonaligned.claims.claim import Window
from nonaligned.claims.language import canonical, parse
from nonaligned.errors import SentenceError


def _quality() -> ModuleType:
    path = Path(__file__).parent / "quality.py"
    spec = importlib.util.spec_from_file_location("claims_quality", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUALITY = _quality()

LEAST_RIGHT = 0.75
"""Of the independent sentences; the figure measured stands in docs/claims.md."""


def test_independent_sentences_are_read_right() -> None:
    counts, misses = QUALITY.table()
    labelled = sum(count["labelled"] for count in counts.values())
    right = sum(count["right"] for count in counts.values())
    read = sum(count["read"] for count in counts.values())
    assert labelled == 114
    assert right >= LEAST_RIGHT * labelled, misses
    assert right >= 0.95 * read, [miss for miss in misses if miss.startswith("misread")]


SAYS = {
    "Norway's voting record was nearer to Sweden's than to that of Cuba.": "Norway was closer to "
    "Sweden than to Cuba.",
    "The votes of Norway resembled those of Sweden more closely than those of Cuba in 1985.": (
        "Norway was closer to Sweden than to Cuba in 1985."
    ),
    "Castro's Cuba voted with Norway.": "Cuba backed Norway from 1959 to 2008.",
    "Norway, like Sweden, backed Cuba in 1985.": "Norway backed Cuba in 1985.",
    "Norway, along with Sweden, backed Cuba.": "Norway and Sweden backed Cuba.",
    "Neither Norway nor Sweden backed Cuba.": "Norway and Sweden did not back Cuba.",
    "It was Norway that attacked Sweden in 1814.": "Norway fought Sweden in 1814.",
    "None of the Nordic countries backed Cuba.": "All of the Nordic states did not back Cuba.",
    "Some of the Nordic states did not back Cuba.": "Some of the Nordic states did not back Cuba.",
    "Not all Nordic states backed Cuba.": "Some of the Nordic states did not back Cuba.",
    "Most Arab states voted for resolutions calling for the independence of colonies.": "Most of "
    "the Arab League backed decolonization.",
    "Norway took the side of neither superpower.": "Norway was independent of the United States "
    "and the Soviet Union from 1945 to 1991.",
    "Norway did not side with either Sweden or Cuba.": "Norway was independent of Sweden and Cuba.",
    "Norway refused to back Sweden on nuclear matters.": "Norway did not back Sweden on nuclear "
    "weapons.",
    "Despite its alliance with France, Norway sided with Sweden.": "Norway backed Sweden.",
    "Norway's votes have seen little change since 1990.": "Largely, Norway's policy did not change "
    "since 1990.",
    "Norway's position on disarmament was the same in 2005 as in 1985.": "Norway's policy on "
    "disarmament did not change from 1985 to 2005.",
    "Norway voted more often with Sweden in the 1990s than in the 1970s.": "Norway moved towards "
    "Sweden from 1970 to 1999.",
    "Norway was closer to Sweden than before after 1979.": "Norway moved towards Sweden after "
    "1979.",
    "After independence, Kenya moved away from Sweden.": "Kenya moved away from Sweden after 1963.",
    "By 1995 the Assembly was no longer split into a Norwegian and a Cuban camp.": "The Assembly "
    "did not have 2 camps led by Norway and Cuba in 1995.",
    "Most states belonged either to the Norwegian or to the Cuban camp in 1955.": "The Assembly "
    "had 2 camps led by Norway and Cuba in 1955.",
    "Zanzibar was still an independent state in 1970.": "It is not so that Zanzibar no "
    "longer existed in 1970.",
    "Norway was the only Nordic country to vote against Resolution 181 in 1947.": "Norway was the "
    "only member of the Nordic states that voted against Resolution 181 in 1947.",
}
"""Sentences, and the canonical ones that say the same."""


@pytest.mark.parametrize("sentence", SAYS)
def test_what_a_sentence_says(sentence: str) -> None:
    assert canonical(parse(sentence)) == SAYS[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        # what is said of something else than votes, or is not the whole of what is said
        "Norway's policy ceased to exist in 1979",
        "Norway's foreign policy collapsed in 1979",
        "Norway attacked Sweden's policy in 1979",
        "Turkey joined NATO in 1952",
        "Norway opposed Sweden in the 1970s",
        "Norway opposed nuclear disarmament in the 1980s",
        "Few Nordic states backed Cuba in the 1980s",
        "Sometimes Norway voted with Sweden",
        "Norway increasingly backed human rights",
        "Norway once backed Sweden",
        "There were two camps of equal size in the 1980s, led by Norway and Cuba",
        # two claims in one sentence
        "Norway, unlike Sweden, backed Cuba",
        "Norway broke with Sweden after 1961 and no longer voted with it",
        "Norway moved towards Sweden after Castro took office and towards Cuba in 1979",
        "Norway voted with Sweden in 1979, with Cuba, and never with France",
        "In 1980, when it backed Cuba, Norway voted with Sweden",
        # times that no table has, that contradict each other, or that were two
        "After the break with the Cominform, Norway moved away from Sweden",
        "Mintoff's Malta voted with Norway",
        "Castro's Norway voted with Sweden",
        "Under Harper, in the 1970s, Canada voted with Norway",
        "Norway took the side of neither superpower in 2010",
        "Norway voted with Sweden in 1979 and 1989",
        "Norway voted with Sweden in the 1960s and 1980s",
        "Norway voted with Sweden under Bush",
        "Norway voted with Sweden since the invasion of Lebanon",
        "Poland has voted with Norway since independence",
        "Norway and Kenya have voted with Sweden since independence",
        "Norway and Sweden were closer to each other in the 1970s than in the 1990s",
        # what only looks like "it was Norway that"
        "It was believed that Norway backed Sweden",
        "It was not Norway that backed Sweden",
        "It was Norway that Sweden backed",
    ],
)
def test_what_says_something_else_is_not_read(sentence: str) -> None:
    with pytest.raises(SentenceError):
        parse(sentence)


def test_by_a_year_is_that_year_for_what_is_and_until_then_for_what_happens() -> None:
    assert parse("By 1985 Norway was closer to Sweden than to Cuba").window == Window(1985, 1985)
    assert parse("By 1985 Norway had moved closer to Sweden").window == Window(last=1985)


def test_a_quantifier_is_turned_by_a_denial() -> None:
    some, none = parse("Some Nordic states abandoned Cuba"), parse("No Nordic state backed Cuba")
    assert (some.subjects[0].quantifier, some.negated) == ("all", True)
    assert (none.subjects[0].quantifier, none.negated) == ("some", True)
