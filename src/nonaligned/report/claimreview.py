"""Verdicts as schema.org ClaimReview, the form in which fact-checkers publish them.

The rating scale has two points and is stated in each rating: 1 is contradicted, 2 is supported.
A verdict that is neither gets its name and no number: contested is not half true, and silence of
the record is no finding.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from nonaligned.report.document import Document, Entry
from nonaligned.report.escape import visible

RATINGS = {"contradicted": 1, "supported": 2}
"""Points of the scale, by verdict."""

SCALE = (
    "1 contradicted by the record, 2 supported by it; verdicts without a number (contested, "
    "undecided, untestable) lie on no scale of truth"
)


def claimreview(
    document: Document,
    *,
    url: str = "",
    published: date | None = None,
    author: str = "nonaligned",
) -> dict[str, Any]:
    """Return the verdicts of a document as JSON-LD.

    Parameters
    ----------
    document : Document
    url : str
        Where the page will stand; each review points to its claim there.
    published : date, optional
        Of the review.
    author : str
        The organisation that answers for the review.

    Returns
    -------
    dict
        A ``@graph`` of one ClaimReview a claim, ready for :func:`json.dumps`.

    Examples
    --------
    >>> claimreview(Document("0.1", (), ()))["@graph"]
    []
    """
    shared: dict[str, Any] = {"author": {"@type": "Organization", "name": author}}
    if published is not None:
        shared["datePublished"] = published.isoformat()
    reviews = [
        _review(document, entry) | shared | ({"url": f"{url}#claim-{i}"} if url else {})
        for i, entry in enumerate(document.entries, 1)
    ]
    return {"@context": "https://schema.org", "@graph": reviews}


def _review(document: Document, entry: Entry) -> dict[str, Any]:
    verdict = entry.verdict
    item: dict[str, Any] = {"@type": "Claim", "text": visible(verdict.said)}
    if entry.speaker:
        item["author"] = {"@type": "Person", "name": visible(entry.speaker)}
    if document.title and document.article is not None:
        item["appearance"] = {"@type": "CreativeWork", "name": visible(document.title)}
    return {
        "@type": "ClaimReview",
        "claimReviewed": visible(verdict.said),
        "itemReviewed": item,
        "reviewRating": rating(verdict.verdict, visible(verdict.why)),
        "isBasedOn": [
            {"@type": "Dataset", "name": record.name, "version": record.version}
            for record in document.records
        ],
    }


def rating(verdict: str, why: str) -> dict[str, Any]:
    """Return a verdict as a schema.org Rating; a number only where there is an answer.

    Examples
    --------
    >>> rating("supported", "")["ratingValue"]
    2
    >>> "ratingValue" in rating("contested", "")
    False
    """
    made: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": verdict.capitalize(),
        "ratingExplanation": f"{why} Scale: {SCALE}.".strip(),
    }
    if verdict in RATINGS:
        made |= {"ratingValue": RATINGS[verdict], "worstRating": 1, "bestRating": 2}
    return made
