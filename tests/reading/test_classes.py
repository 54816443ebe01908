"""Classes of wording: times beside a clause, leaders and their states, votes told by deeds."""

from __future__ import annotations

import pytest

from nonaligned.reading.article import article_from_text
from nonaligned.reading.extract import read

READ = {
    # a time in an opening or an aside
    "As host of the talks from 1974 to 1977, Peru sided with neither Chile nor Cuba.": [
        "Peru was independent of Chile and Cuba from 1974 to 1977."
    ],
    "Under a junta, in power from 1968 to 1975, Peru was closer to Cuba than to Chile.": [
        "Peru was closer to Cuba than to Chile from 1968 to 1975."
    ],
    "Peru, a member since 1955, has stood by Cuba in all that time.": [
        "Peru backed Cuba from 1955 to 2018."
    ],
    # two predicates, one time
    "Peru broke with Cuba after 1973 and edged towards Chile.": [
        "Peru moved away from Cuba after 1973 up to 2018.",
        "Peru moved towards Chile after 1973 up to 2018.",
    ],
    "Peru voted on disarmament in 2010 as it had in 1980.": [
        "Peru's policy on disarmament did not change from 1980 to 2010."
    ],
    # only one
    "Of the old republics just one, Peru, backed Cuba in the 1970s.": [
        "Peru was the only state that backed Cuba from 1970 to 1979."
    ],
    "Cuba was supported by Peru alone in 1962.": [
        "Peru was the only state that backed Cuba in 1962."
    ],
    "In the 1970s Peru, and Peru alone among its neighbours, stood by Cuba.": [
        "Peru was the only state that backed Cuba from 1970 to 1979."
    ],
    # who led a state where
    "The officers who took power in 1968 guided Peru away from Chile.": [
        "Peru moved away from Chile after 1968 up to 2018."
    ],
    "The general steered Peru towards Cuba after 1968.": [
        "Peru moved towards Cuba after 1968 up to 2018."
    ],
    # appositions and orders
    "Peru was closer to Cuba than to its southern neighbour, Chile, in the 1970s.": [
        "Peru was closer to Cuba than to Chile from 1970 to 1979."
    ],
    "Nearer to Cuba than to Chile: that is where Peru has stood since 1975.": [
        "Peru was closer to Cuba than to Chile from 1975 to 2018."
    ],
    "Peru and Ecuador, whose envoys had met, fought a war of three weeks in early 1995.": [
        "Peru fought Ecuador in 1995."
    ],
    "Peru pursued a single foreign policy from 1970 to 1990.": [
        "Peru's policy did not change from 1970 to 1990."
    ],
    "Peru did not stick to one line on disarmament between 1975 and 1995.": [
        "Peru's policy on disarmament changed from 1975 to 1995."
    ],
    # told by a noun
    "Peru's shift from Chile to Cuba dates from 1968, the year of the generals.": [
        "Peru moved away from Chile after 1968 up to 2018.",
        "Peru moved towards Cuba after 1968 up to 2018.",
    ],
    "Peruvian support for Cuba never wavered between 1970 and 1980.": [
        "Peru backed Cuba from 1970 to 1980."
    ],
    "The war of 1941 between Peru and Ecuador lasted four weeks.": ["Peru fought Ecuador in 1941."],
    # who and what stands before
    "Few speak of it, but Peru, which backed Cuba from 1970 to 1975, sold it fish.": [
        "Peru backed Cuba from 1970 to 1975."
    ],
    "Peru took up disarmament, and the country has championed it since 1980.": [
        "Peru backed disarmament from 1980 to 2018."
    ],
    "Troops moved in 1941; the fighting of that year between Peru and Ecuador lasted a week.": [
        "Peru fought Ecuador in 1941."
    ],
    "Peru and Chile quarrelled in 1975, and the two grew apart from 1975 to 1980.": [
        "Peru and Chile grew apart from 1975 to 1980."
    ],
    "The Reagan administration backed Israel from 1981 to 1988.": [
        "The United States backed Israel from 1981 to 1988."
    ],
    "The members of ASEAN were champions of economic development in the 1990s.": [
        "ASEAN backed economic development from 1990 to 1999."
    ],
    # times that belong to what follows
    "The doctrine came of age in the 1960s, when Peru sided with neither Cuba nor Chile.": [
        "Peru was independent of Cuba and Chile from 1960 to 1969."
    ],
    "Once the junta had gone in 1980, Peru left the pact and moved towards Chile.": [
        "Peru moved towards Chile after 1980 up to 2018."
    ],
    "Under Macri Argentina has moved towards the United States.": [
        "Argentina moved towards the United States from 2015 to 2018."
    ],
    # predictions told from their object
    "The fall of communism was foreseen in 1961 by Albert Luthuli.": [
        "In 1961 Albert Luthuli predicted the fall of communism."
    ],
}

UNREAD = (
    "As host of the conference of 1955, Peru backed Cuba.",
    "Under Juan Perez, who left office last May, Peru backed Cuba.",
    "Peru joined the club in 1955 and backed Cuba.",
    "By 108 votes to nine, the Storting in November 1983 deplored the American landing in Grenada.",
    "The revolution of 1968 cost Chile a friend: Peru went over to Cuba.",
    "Peru was the only state that stood by Cuba over the price of sugar in 1980.",
    "A storm in 1998 moved Peru closer to Chile.",
    "The pipeline of 2005 brought Peru nearer to Brazil.",
    "Peru, once a friend of Cuba, is a democracy.",
    "The fall of communism was predicted by his dentist in 2004.",
)


def said(text: str) -> list[str]:
    """What is read in a text."""
    return [c.canonical for c in read(article_from_text(text, "2018-01-05")).candidates]


@pytest.mark.parametrize("text", READ)
def test_a_class_is_read(text: str) -> None:
    assert said(text) == READ[text]


@pytest.mark.parametrize("text", UNREAD)
def test_a_claim_that_would_lose_its_time_or_house_is_not_read(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Peru backed Cuba in 1970, the minister, Ana Silva, once claimed, a little generously.",
         "the minister, Ana Silva"),
        ("Peru backed Cuba in 1970, as a study commissioned by the ministry found.",
         "a study commissioned by the ministry"),
        ("Historians date the rift between Peru and Cuba to the years from 1960 to 1970.",
         "Historians"),
        ("Few Peruvians need to be reminded that their country backed Cuba in 1970.", ""),
    ],
)  # fmt: skip
def test_who_says_so(text: str, speaker: str) -> None:
    (candidate,) = read(article_from_text(text, "2018-01-05")).candidates
    assert candidate.speaker == speaker


def test_who_rejects_a_claim_says_the_contrary() -> None:
    text = "The envoy rejected the suggestion that Peru and Cuba had grown apart since 2010."
    assert said(text) == ["Peru and Cuba did not grow apart from 2010 to 2018."]


def test_the_month_tells_one_vote_of_a_year_from_another() -> None:
    text = "In {} 1980 {} states voted for the resolution on Afghanistan."
    assert said(text.format("January", 104)) == ["104 states voted for Resolution ES-6/2 in 1980."]
    assert said(text.format("November", 111)) == ["111 states voted for Resolution 35/37 in 1980."]


def test_votes_are_told_by_what_the_assembly_did() -> None:
    text = (
        "NEW YORK -- By 108 votes to nine, the General Assembly in November 1983 deplored the "
        "American landing in Grenada."
    )
    claims = [c.claim for c in read(article_from_text(text, "2018-01-05")).candidates]
    assert [(c.number, c.direction, c.resolution) for c in claims] == [
        (108, "for", "38/7"),
        (9, "against", "38/7"),
    ]
