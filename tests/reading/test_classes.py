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
}

UNREAD = (
    "As host of the conference of 1955, Peru backed Cuba.",
    "Under Juan Perez, who left office last May, Peru backed Cuba.",
    "Peru joined the club in 1955 and backed Cuba.",
    "By 108 votes to nine, the Storting in November 1983 deplored the American landing in Grenada.",
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
