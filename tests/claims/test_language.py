"""Sentences to claims and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nonaligned.claims
import nonaligned.measures
from nonaligned import states
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import canonical, cast, nearest, parse
from nonaligned.errors import NonalignedError, SentenceError

from .generated import claims

CASTS = (
    dict(cast()),
    {"A": "Sweden", "B": "the United States", "C": "Cuba", "D": "Norway"},
    {"A": "Egypt", "B": "France", "C": "Israel", "D": "Iraq"},
    {"A": "the Arab states", "B": "NATO", "C": "the Warsaw Pact", "D": "the African Union"},
)
"""Casts for the examples: the standing one, a Western, an Arab one, and groups."""

EXAMPLES = [
    (kind.name, example, number)
    for kind in kinds().values()
    for example in kind.examples
    for number in range(len(CASTS) if kind.groups else len(CASTS) - 1)
]


@pytest.mark.parametrize(("name", "example", "number"), EXAMPLES)
def test_the_catalogue_reads_whoever_plays(name: str, example: str, number: int) -> None:
    claim = parse(example.format(**CASTS[number]), on=2018)
    assert claim.kind == name
    assert parse(canonical(claim), on=2018) == claim


@pytest.mark.parametrize("name", sorted(kinds()))
def test_at_least_twelve_phrasings_a_kind(name: str) -> None:
    kind = kinds()[name]
    assert len(set(kind.examples)) >= 12
    assert len({phrase.text for phrase in kind.phrases}) >= 5


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_cast_of_others_changes_nothing_but_the_names(name: str) -> None:
    for example in kinds()[name].examples:
        shapes = set()
        for players in CASTS[:3]:
            claim = parse(example.format(**players), on=2018)
            shapes.add((claim.issue, claim.window, claim.negated, claim.direction, claim.number))
        assert len(shapes) == 1


WINDOWS = {
    "in 1979": Window(1979, 1979),
    "in the 1980s": Window(1980, 1989),
    "in the eighties": Window(1980, 1989),
    "between 1979 and 1989": Window(1979, 1989),
    "from 1979 to 1989": Window(1979, 1989),
    "from 1979 until 1989": Window(1979, 1989),
    "1979-1989": Window(1979, 1989),
    "(1979–1989)": Window(1979, 1989),
    "1979–89": Window(1979, 1989),
    "since 1979": Window(1979),
    "ever since 1979": Window(1979),
    "from 1979 on": Window(1979),
    "after 1979": Window(1980),
    "before 1979": Window(None, 1978),
    "until 1979": Window(None, 1979),
    "during the Cold War": Window(1947, 1991),
    "since the end of the Cold War": Window(1991),
    "from the Suez crisis to the Six-Day War": Window(1956, 1967),
    "for thirty years": Window(length=30),
    "for 25 years": Window(length=25),
    "for three decades": Window(length=30),
    "over the past twenty years": Window(length=20),
    "for thirty years after 1979": Window(1980, None, 30),
    "after the revolution of 1979": Window(1980),
    "since its 1979 revolution": Window(1979),
    "from the 1970s to the 1990s": Window(1970, 1999),
    "throughout the late 1980s": Window(1985, 1989),
    "in the early 1960s": Window(1960, 1964),
    "in the mid-1990s": Window(1994, 1996),
    "in the second half of the seventies": Window(1975, 1979),
    "in the 1950s and 1960s": Window(1950, 1969),
    "all through the years 1975 to 1985": Window(1975, 1985),
    "by 1995": Window(1995, 1995),
    "at the end of 1978": Window(1978, 1978),
    "since the beginning of the 1980s": Window(1980),
    "after the coup in 1973": Window(1974),
    "after the 1966 coup that toppled its founder": Window(1967),
    "after the monarchy was overthrown in 1958": Window(1959),
    "since Ceaușescu came to power in 1965": Window(1965),
    "since the Carnation Revolution": Window(1974),
    "since the Rose Revolution of 2003": Window(2003),
    "in the Reagan years": Window(1981, 1989),
    "during Harper's premiership": Window(2006, 2015),
    "in the Menem years, 1990 to 1999": Window(1990, 1999),
    "under Sihanouk, in the late 1950s": Window(1955, 1959),
    "in the early 1950s, after the break with the Cominform": Window(1950, 1954),
    "after Camp David, in the 1980s": Window(1980, 1989),
    "in the 1980s, in 1985": Window(1985, 1985),
    "in 1980, when its founder died": Window(1980, 1980),
    "for more than thirty years": Window(length=30),
    "since joining the United Nations": Window(1945),
    "despite its alliance": Window(),
    "in session 44": Window(1989, 1989),
    "in the autumn of 1989": Window(1989, 1989),
}


@pytest.mark.parametrize("words", WINDOWS)
def test_times(words: str) -> None:
    for sentence in (f"Norway voted with Sweden {words}", f"{words}, Norway voted with Sweden."):
        assert parse(sentence).window == WINDOWS[words]


def test_the_year_of_speaking_ends_a_bare_duration() -> None:
    assert parse("Norway voted with Sweden for thirty years", on=2018).window == Window(1988, 2018)


def test_names_are_read_at_the_time() -> None:
    assert parse("Norway voted with China in 1985").others == (Party("CHN"),)
    assert parse("Norway voted with Germany in 2000").others == (Party("DEU"),)
    assert parse("Norway voted with West Germany in 1980").others == (Party("GFR"),)
    with pytest.raises(SentenceError, match="Congo"):
        parse("Norway voted with the Congo in 1980")


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Norway backs Sweden", False),
        ("Norway doesn't back Sweden", True),
        ("Norway has never backed Sweden", True),
        ("Norway no longer backs Sweden", True),
        ("Norway seldom backs Sweden", True),
        ("Norway abandoned the Palestinians", True),
        ("Norway did not abandon the Palestinians", False),
    ],
)
def test_negation(sentence: str, negated: bool) -> None:
    assert parse(sentence).negated is negated


def test_two_negations_are_refused() -> None:
    with pytest.raises(SentenceError, match="denies twice"):
        parse("Norway has not never backed Sweden")


def test_hedges_are_kept() -> None:
    assert parse("Norway has almost always voted with Sweden").hedges == ("almost always",)
    assert canonical(parse("Norway largely backed Sweden")) == "Largely, Norway backed Sweden."


@pytest.mark.parametrize(
    "sentence",
    [
        "Bananas are yellow",
        "Norway",
        "Norway and Sweden",
        "Norway is closer to Sweden",
        "Norway is closer to Sweden than",
        "Norway is closer to Sweden than to Sweden",
        "Norway backs Norway",
        "Norway voted with Sweden in 1979 and in 1989",
        "Norway voted with Sweden between 1989 and 1979",
        "Norway backed Sweden on human rights and on colonialism",
        "If Norway backs Sweden, Cuba is happy",
        "Norway backs Sweden, said the minister",
        "not",
        "the the the",
        "Norway " * 60,
        "Norway voted with Sweden \U0001f600",
        "",
        "   ",
        "1979",
        "{X} <be> closer to {Y}",
    ],
)
def test_what_is_no_claim_is_refused(sentence: str) -> None:
    with pytest.raises(SentenceError):
        parse(sentence)


def test_an_unread_sentence_says_what_was_understood() -> None:
    with pytest.raises(SentenceError) as caught:
        parse("Norway is the closest thing to Sweden on human rights since 1979, I hear")
    message = caught.value.message
    for part in ("Norway", "Sweden", "1979", "human rights", "Nearest kinds"):
        assert part in message
    assert message.count("as in") == 2


def test_the_nearest_kind_of_an_example_is_its_own() -> None:
    for name, kind in kinds().items():
        near = [name in nearest(example.format(**cast())) for example in kind.examples]
        assert sum(near) >= 0.8 * len(near)


# -- generated claims and noise -----------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(claims())
def test_every_claim_reads_back_from_its_canonical_sentence(claim: Claim) -> None:
    assert parse(canonical(claim)) == claim


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.integers(0, 60))
def test_noise_never_breaks_the_reader(noise: str, place: int) -> None:
    sentence = "Norway was closer to Sweden than to Cuba from 1979 to 1989"
    for text in (noise, sentence[:place] + noise + sentence[place:]):
        try:
            claim = parse(text)
        except NonalignedError:
            continue
        assert parse(canonical(claim)) == claim


# -- no state is special ------------------------------------------------------------------


def test_no_state_is_named_in_the_code_of_claims_or_measures() -> None:
    names = {states.label(id) for id in states.ids()} | {"Soviet", "USSR", "Iran", "Russia"}
    names -= {"Norway", "Sweden", "Cuba"}  # in examples that show how to call a function
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
    for package in (nonaligned.claims, nonaligned.measures):
        for path in Path(package.__path__[0]).rglob("*.py"):
            code = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not pattern.findall(code), path
