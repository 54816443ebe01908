"""schema.org ClaimReview: no verdict squeezed into true or false."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from nonaligned.report.claimreview import claimreview


def test_only_an_answer_has_a_number_and_the_scale_is_stated(samples: ModuleType) -> None:
    graph = claimreview(samples.document())["@graph"]
    ratings = [review["reviewRating"] for review in graph]
    assert [rating.get("ratingValue") for rating in ratings] == [2, 1, None, None, None]
    for rating in ratings:
        assert "1 contradicted by the record, 2 supported" in rating["ratingExplanation"]
        assert ("worstRating" in rating) == ("ratingValue" in rating)
    assert [rating["alternateName"] for rating in ratings][2:] == [
        "Contested",
        "Undecided",
        "Untestable",
    ]


def test_reviews_have_what_publishers_ask_for(samples: ModuleType) -> None:
    """Properties that schema.org and Google's documentation of ClaimReview name as required."""
    made = claimreview(
        samples.document("supported"),
        url="https://example.org/page",
        published=date(2026, 1, 2),
        author="A desk",
    )
    review = made["@graph"][0]
    assert made["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "Aland stood by Borland."
    assert review["url"] == "https://example.org/page#claim-1"
    assert review["datePublished"] == "2026-01-02"
    assert review["author"] == {"@type": "Organization", "name": "A desk"}
    assert review["isBasedOn"][0]["version"] == "sessions 1-74"


@pytest.mark.parametrize("speaker", ["", "A minister"])
def test_a_quoted_claim_is_its_speakers(samples: ModuleType, speaker: str) -> None:
    made = samples.document("supported")
    made = replace(made, entries=(replace(made.entries[0], speaker=speaker),))
    item = claimreview(made)["@graph"][0]["itemReviewed"]
    assert item.get("author", {}).get("name", "") == speaker
