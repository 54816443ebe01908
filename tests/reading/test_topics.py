"""Topics that the record does not code, charges, and what is said of others by the way."""

from __future__ import annotations

import pytest

from nonaligned.claims import Evidence, check
from nonaligned.claims.language import canonical, parse
from nonaligned.errors import SentenceError
from nonaligned.reading import article_from_text, read
from nonaligned.study.loading import load


def said(text: str) -> list[tuple[str, str]]:
    """Canonical sentences and speakers of what is read in a text."""
    found = read(article_from_text(text, "2018-01-05")).candidates
    return [(one.canonical, one.speaker) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The United Kingdom backed the United States on “Iraq” in 2003.",
        "Cuba backed “the independence of Puerto Rico” from 1978 to 2018.",
        "Nepal was independent of India and China on “the border dispute” from 2008 to 2018.",
        "India's policy on “Kashmir” did not change from 1960 to 1980.",
        "The Assembly had 2 camps on “Iraq” in 2003.",
    ],
)
def test_a_topic_in_words_is_read_back_and_answered_untestable(text: str) -> None:
    claim = parse(text)
    record = load()
    verdict = check(claim, Evidence(record.tallies, record.ideal))
    assert claim.topic
    assert claim.issue is None
    assert canonical(claim) == text
    assert verdict.verdict == "untestable"
    assert f"no votes on “{claim.topic}”" in verdict.why
    assert "the Palestinian question" in verdict.why


@pytest.mark.parametrize(
    "text",
    [
        "Norway backed Sweden in the dispute over the islands in 1982",
        "Norway sided with neither Sweden nor Cuba in the dispute that began in June 1990",
        "Norway backed Sweden on “fishing” over “whales”",
        "Norway backed “?”",
    ],
)
def test_the_grammar_takes_no_dispute_for_a_time(text: str) -> None:
    with pytest.raises(SentenceError):
        parse(text)


def test_a_state_in_quotation_signs_is_no_cause() -> None:
    assert parse("Norway backed “Iraq” in 1990").others


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Syria has accused Turkey of supporting Israel, a news agency reported.",
            [("Türkiye backed Israel in recent years up to 2018.", "Syria")],
        ),
        ("Turkey was accused of supporting Israel.", []),
        ("Critics accuse Germany of backing Israel.", []),
        (
            "Lima says that Chile backed Cuba in 2014, a charge that Santiago has rejected.",
            [("Chile backed Cuba in 2014.", "Lima")],
        ),
        (
            "It is not true that Peru and Chile are allies, an adviser told a conference.",
            [("Peru was not allied with Chile.", "an adviser")],
        ),
    ],
)
def test_charges_are_claims_of_those_who_make_them(text: str, found: list[str]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Chile moved towards Cuba after 1970, as did Peru and Mexico.",
            ["Chile, Peru and Mexico moved towards Cuba after 1970 up to 2018."],
        ),
        (
            "Chile backed Cuba in 1970, while Peru and Mexico did not.",
            ["Peru and Mexico did not back Cuba in 1970.", "Chile backed Cuba in 1970."],
        ),
        ("Chile backed Cuba in 1970, as did the unions.", ["Chile backed Cuba in 1970."]),
    ],
)
def test_what_holds_of_others_too_or_not(text: str, found: list[str]) -> None:
    assert [one for one, _ in said(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Nyerere's Tanzania supported decolonization with money.",
            ["Tanganyika backed decolonization from 1961 to 1985."],
        ),
        (
            "France under de Gaulle was nearer to West Germany than to Britain.",
            [
                "France was closer to West Germany than to the United Kingdom from 1958 to 1969.",
            ],
        ),
        ("Malawi under Kondwani sided with Peru.", []),
    ],
)
def test_the_time_of_a_leader_is_not_lost(text: str, found: list[str]) -> None:
    assert [one for one, _ in said(text)] == found
