"""schema.org ClaimReview: no verdict squeezed into true or false."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from nonaligned.errors import InputError
from nonaligned.report.claimreview import UNSAID, Publication, claimreview, left_out, missing
from nonaligned.report.document import ArticleView, Document

TOLD = Publication(
    "https://example.org/page#top",
    "A desk",
    "2026-01-02",
    "https://example.org/article",
    "A. Writer",
)

# Properties of schema.org that a review here may have, by type, with the types of their values.
THING = {"name": {"Text"}, "url": {"URL"}}
WORK = THING | {"author": {"Person", "Organization"}, "datePublished": {"Date"}}
SCHEMA: dict[str, dict[str, set[str]]] = {
    "ClaimReview": WORK
    | {
        "claimReviewed": {"Text"},
        "itemReviewed": {"Claim"},
        "reviewRating": {"Rating"},
        "isBasedOn": {"Dataset"},
    },
    "Claim": WORK | {"text": {"Text"}, "appearance": {"CreativeWork"}},
    "CreativeWork": WORK,
    "Dataset": WORK | {"version": {"Text"}},
    "Organization": THING,
    "Person": THING,
    "Rating": {
        "alternateName": {"Text"},
        "ratingExplanation": {"Text"},
        "ratingValue": {"Number"},
        "worstRating": {"Number"},
        "bestRating": {"Number"},
    },
}


def breaches(node: dict[str, Any]) -> list[str]:
    """What of a node of JSON-LD is not as schema.org has it."""
    known = SCHEMA[node["@type"]]
    found = [f"{node['@type']} has no {name}" for name in set(node) - set(known) - {"@type"}]
    for name in set(node) & set(known):
        for value in node[name] if isinstance(node[name], list) else [node[name]]:
            found += value_breaches(f"{node['@type']}.{name}", value, known[name])
    return found


def value_breaches(where: str, value: Any, wanted: set[str]) -> list[str]:
    if not isinstance(value, dict):
        fits = {"Number"} if isinstance(value, int) else {"Text", "URL", "Date"}
        return [] if fits & wanted else [f"{where} is {value!r}"]
    if "@type" not in value:  # a node whose type cannot be told
        return [] if set(value) == {"name"} else [f"{where} has no type"]
    return breaches(value) + ([] if value["@type"] in wanted else [f"{where} is {value['@type']}"])


def of_an_article(samples: ModuleType) -> Document:
    made = samples.document("supported", "contradicted", "untestable")
    quoted = replace(made.entries[1], speaker="A minister")
    view = ArticleView("Aland stood by Borland.", ((0, 5, 0),), "2018-01")
    entries = (made.entries[0], quoted, made.entries[2])
    return replace(made, title="On Aland", article=view, entries=entries)


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


@pytest.mark.parametrize("publication", [UNSAID, TOLD])
def test_every_node_is_as_schema_org_has_it(samples: ModuleType, publication: Publication) -> None:
    for made in (samples.document(), of_an_article(samples), samples.hostile()):
        graph = claimreview(made, publication)["@graph"]
        assert len(graph) == len(made.entries)
        assert [found for review in graph for found in breaches(review)] == []


def test_reviews_have_what_publishers_ask_for(samples: ModuleType) -> None:
    """Properties that schema.org and Google's documentation of ClaimReview name."""
    made = claimreview(of_an_article(samples), TOLD)
    assert made["@context"] == "https://schema.org"
    review, quoted, _ = made["@graph"]
    assert review["@type"] == "ClaimReview"
    verdict = samples.verdict("supported")
    assert verdict.canonical != verdict.said
    assert review["claimReviewed"] == verdict.canonical
    assert review["itemReviewed"]["text"] == verdict.said
    assert review["itemReviewed"]["datePublished"] == "2018-01"
    assert "datePublished" not in quoted["itemReviewed"]
    assert review["url"] == "https://example.org/page#claim-1"
    assert quoted["url"] == "https://example.org/page#claim-2"
    assert review["datePublished"] == "2026-01-02"
    assert review["author"] == {"@type": "Organization", "name": "A desk"}
    assert review["isBasedOn"][0]["version"] == "sessions 1-74"
    writer = {"@type": "Person", "name": "A. Writer"}
    work = {
        "@type": "CreativeWork",
        "name": "On Aland",
        "datePublished": "2018-01",
        "url": "https://example.org/article",
        "author": writer,
    }
    assert review["itemReviewed"]["author"] == writer
    assert review["itemReviewed"]["appearance"] == work
    assert quoted["itemReviewed"]["author"] == {"name": "A minister"}
    assert missing(of_an_article(samples), TOLD) == ()


def test_what_nobody_said_is_left_out_and_named(samples: ModuleType) -> None:
    made = samples.document("supported")
    review = claimreview(made)["@graph"][0]
    assert not {"url", "author", "datePublished"} & set(review)
    assert set(review["itemReviewed"]) == {"@type", "text"}
    told = " ".join(missing(made, UNSAID))
    for option in ("--url", "--publisher", "--published", "--article-url", "--author"):
        assert f"({option})" in told


def test_the_writer_is_not_missed_where_every_claim_is_quoted(samples: ModuleType) -> None:
    made = samples.document("supported")
    quoted = replace(made, entries=(replace(made.entries[0], speaker="A minister"),))
    assert not [lack for lack in missing(quoted, UNSAID) if "--author" in lack]


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "example.org"},
        {"url": "javascript:alert(1)"},
        {"url": "https://"},
        {"url": "https://["},
        {"url": "https://example.org/a check"},
        {"article_url": "ftp://example.org"},
        {"published": "2 January 2026"},
        {"published": "20260102"},
    ],
)
def test_an_address_or_a_day_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InputError, match="is no"):
        Publication(**wrong)


@pytest.mark.parametrize("speaker", ["", "A minister"])
def test_a_quoted_claim_is_its_speakers(samples: ModuleType, speaker: str) -> None:
    made = samples.document("supported")
    made = replace(made, entries=(replace(made.entries[0], speaker=speaker),))
    item = claimreview(made)["@graph"][0]["itemReviewed"]
    assert item.get("author", {}).get("name", "") == speaker


def test_what_a_model_alone_read_is_not_published(samples: ModuleType) -> None:
    made = samples.document("supported", "contradicted", "contested")
    first, second, third = made.entries
    entries = (first, replace(second, read_by="a model", proposed=True), third)
    mixed = replace(made, entries=entries)
    graph = claimreview(mixed, TOLD)["@graph"]
    assert [review["url"] for review in graph] == [
        "https://example.org/page#claim-1",  # numbers are those of the claims on the page
        "https://example.org/page#claim-3",
    ]
    assert [review["reviewRating"]["alternateName"] for review in graph] == [
        "Supported",
        "Contested",
    ]
    assert (left_out(made), left_out(mixed)) == (0, 1)


def test_the_author_of_claims_that_are_left_out_is_not_missed(samples: ModuleType) -> None:
    made = samples.document("supported")
    only = replace(made, entries=tuple(replace(entry, proposed=True) for entry in made.entries))
    assert "author of the claims (--author)" in missing(made, UNSAID)
    assert "author of the claims (--author)" not in missing(only, UNSAID)
