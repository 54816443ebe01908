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
"""Of the independent sentences; the figures measured stand in docs/claims.md."""


@pytest.mark.parametrize(
    ("name", "share"),
    [("independent", 0.95), ("independent_two", 0.9), ("independent_three", 0.95)],
)
def test_independent_sentences_are_read_right(name: str, share: float) -> None:
    counts, misses = QUALITY.table(name)
    labelled = sum(count["labelled"] for count in counts.values())
    right = sum(count["right"] for count in counts.values())
    read = sum(count["read"] for count in counts.values())
    assert labelled in (60, 114)
    assert right >= LEAST_RIGHT * labelled, misses
    assert right >= share * read, [miss for miss in misses if miss.startswith("misread")]


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
    # camps
    "World politics ceased to be bipolar after 1991.": "The Assembly did not have 2 camps since "
    "1992.",
    "The Assembly was torn between Norway and Cuba in 1955.": "The Assembly had 2 camps led by "
    "Norway and Cuba in 1955.",
    "The members of the United Nations formed three groups in 1970: Norway, NATO and Cuba.": "The "
    "Assembly had 3 camps led by Norway, NATO and Cuba in 1970.",
    "Two rival blocs, led by Norway and Cuba, faced each other in the 1950s.": "The Assembly had "
    "2 camps led by Norway and Cuba from 1950 to 1959.",
    # counts
    "Resolution 3379 was opposed by 35 states.": "35 states voted against Resolution 3379.",
    "Resolution 3379 of 1975 found fewer than 80 supporters.": "Less than 80 states voted for "
    "Resolution 3379 in 1975.",
    "There were 32 abstentions in the vote on Resolution 3379.": "32 states abstained on "
    "Resolution 3379.",
    "Resolution 3379 met with 35 votes against.": "35 states voted against Resolution 3379.",
    "Norway alone stood with Sweden against Resolution 3379.": "Norway was the only state that "
    "joined Sweden in voting against Resolution 3379.",
    # whoever is meant, whenever
    "Apartheid South Africa backed Cuba.": "South Africa backed Cuba from 1948 to 1994.",
    "Norwegian diplomats moved closer to communist Cuba after 1979.": "Norway moved towards Cuba "
    "after 1979.",
    "Norway moved towards the Non-Aligned with the election of Brandt in 1969.": "Norway moved "
    "towards the Non-Aligned Movement after 1969.",
    "For ten years, from 1980 to 1990, Norway voted with Sweden.": "Norway backed Sweden from "
    "1980 to 1990.",
    "Norway voted for nearly every resolution on human rights of the 1980s and 1990s.": "Nearly, "
    "Norway backed human rights from 1980 to 1999.",
    "Norway backed most anti-colonial resolutions in 1965.": "Norway backed decolonization in "
    "1965.",
    # and the smaller families
    "Norway and Cuba grew further and further apart from 1960 to 1970.": "Norway and Cuba grew "
    "apart from 1960 to 1970.",
    "Norway stayed clear of both the Swedish and the Cuban camp.": "Norway was independent of "
    "Sweden and Cuba.",
    "Norway stood between Sweden and Cuba and with neither of them in 1985.": "Norway was "
    "independent of Sweden and Cuba in 1985.",
    "Among the three states closest to Norway was Sweden.": "Sweden was among the 3 closest "
    "partners of Norway.",
    "Norway's policy stayed as it was from 1980 to 1990.": "Norway's policy did not change from "
    "1980 to 1990.",
    "Norway vanished for good from the map of Europe in 1905.": "Norway ceased to exist in 1905.",
    "Norway was bound to Cuba by a mutual defence pact in 1985.": "Norway was allied with Cuba in "
    "1985.",
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
        "Norway did not oppose nuclear disarmament in the 1980s",
        "Few Nordic states backed Cuba in the 1980s",
        "Sometimes Norway voted with Sweden",
        "Norway increasingly backed human rights",
        "Norway once backed Sweden",
        "There were two camps of equal size in the 1980s, led by Norway and Cuba",
        "Two blocs faced each other in Germany in the 1950s",
        "The Assembly was divided between Norway and Cuba, Sweden abstained, in 1955",
        "Norway opposed Resolution 3379",
        "Resolution 3379 had 72 sponsors",
        "Resolution 3379 was adopted by 72 votes to 35",
        "Norway vanished from the map of Sweden in 1905",
        "Norway came to an end as a great power in 1905",
        "Norwegian diplomats attacked Sweden in 1979",
        "Norway voted for a resolution on human rights in the 1990s",
        "Norway stood between Sweden and Cuba in the 1970s",
        "Norway stayed out of both Sweden and Cuba in the 1970s",
        "Norway was linked to Sweden by trade",
        "Norway has been non-aligned since 1985",
        "Norway's support for decolonisation never wavered from 1963 to 1990",
        # two claims in one sentence
        "Norway, unlike Sweden, backed Cuba",
        "Norway broke with Sweden after 1961 and no longer voted with it",
        "Norway moved towards Sweden after Castro took office and towards Cuba in 1979",
        "Norway voted with Sweden in 1979, with Cuba, and never with France",
        "In 1980, when it backed Cuba, Norway voted with Sweden",
        # times that no table has, that contradict each other, or that were two
        "After the break with the Cominform, Norway moved away from Sweden",
        "Boffa's Malta voted with Norway",
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
        "Socialist Norway backed Cuba",
        "Apartheid South Africa backed Cuba in 2005",
        "For ten years, from 1980 to 1995, Norway voted with Sweden",
        "Norway voted for the anti-colonial resolutions of the 1960s and 1980s",
        "Norway moved with Sweden in 1979 towards Cuba",
        "Norway voted with the revolution of 1979",
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
    some, none = (
        parse("Some Nordic states abandoned the Palestinians"),
        parse("No Nordic state backed Cuba"),
    )
    assert (some.subjects[0].quantifier, some.negated) == ("all", True)
    assert (none.subjects[0].quantifier, none.negated) == ("some", True)
