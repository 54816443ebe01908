"""Verdicts as schema.org ClaimReview, the form in which fact-checkers publish them.

The rating scale has two points and is stated in each rating: 1 is contradicted, 2 is supported.
A verdict that is neither gets its name and no number: contested is not half true, and silence of
the record is no finding. What no rule read in an article (its likeness to others or a language
model did) is left out: a review says that somebody made the claim. Who publishes the review,
where, and who wrote the article are for the publisher to say (:class:`Publication`); what is not
said is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from nonaligned.errors import InputError
from nonaligned.report.document import UNNAMED, Document, Entry
from nonaligned.report.escape import visible

RATINGS = {"contradicted": 1, "supported": 2}
"""Points of the scale, by verdict."""

SCALE = (
    "1 contradicted by the record, 2 supported by it; verdicts without a number (contested, "
    "undecided, untestable) lie on no scale of truth"
)


@dataclass(frozen=True)
class Publication:
    """What only a publisher knows of a review. Nothing of it is guessed.

    Parameters
    ----------
    url : str
        Address of the page on which the review will stand.
    publisher : str
        The organisation that answers for the review.
    published : str
        Day of the review, such as ``2026-01-02``.
    article_url : str
        Address of the article in which the claims stand.
    author : str
        Who wrote the article, and so made the claims that it does not quote.

    Raises
    ------
    InputError
        An address is not one of the web, or the day is none.

    Examples
    --------
    >>> Publication(url="example.org/check")
    Traceback (most recent call last):
        ...
    nonaligned.errors.InputError: --url: 'example.org/check' is no address of the web. Write ...
    """

    url: str = ""
    publisher: str = ""
    published: str = ""
    article_url: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        for option, address in (("--url", self.url), ("--article-url", self.article_url)):
            if address and not _on_the_web(address):
                raise InputError(
                    f"{address!r} is no address of the web",
                    where=option,
                    hint="Write it whole, such as https://example.org/check",
                )
        if self.published and not _is_day(self.published):
            raise InputError(
                f"{self.published!r} is no day", where="--published", hint="Write 2026-01-02"
            )


UNSAID = Publication()
"""A publication of which nothing is known."""


def claimreview(document: Document, publication: Publication = UNSAID) -> dict[str, Any]:
    """Return the verdicts of a document as JSON-LD.

    Parameters
    ----------
    document : Document
    publication : Publication
        What the publisher says of the review; each review points to its claim on that page.

    Returns
    -------
    dict
        A ``@graph`` of one ClaimReview a claim, ready for :func:`json.dumps`; without those of
        :func:`left_out`.

    Examples
    --------
    >>> claimreview(Document("0.1", (), ()))["@graph"]
    []
    """
    reviews = [
        _review(document, entry, publication) | _published(publication, number)
        for number, entry in enumerate(document.entries, 1)
        if not entry.proposed
    ]
    return {"@context": "https://schema.org", "@graph": reviews}


def left_out(document: Document) -> int:
    """Count the claims that no rule read, of which no review is made.

    Examples
    --------
    >>> left_out(Document("0.1", (), ()))
    0
    """
    return sum(entry.proposed for entry in document.entries)


def missing(document: Document, publication: Publication) -> tuple[str, ...]:
    """Return what consumers of the reviews will miss, and the option that would say it.

    Search engines take no review without the address of its page; the rest is recommended in
    Google's documentation of ClaimReview, or by schema.org.

    Examples
    --------
    >>> missing(Document("0.1", (), ()), UNSAID)[0]
    'url, without which search engines show no review (--url)'
    """
    own = any(not (entry.speaker or entry.proposed) for entry in document.entries)
    wanted = (
        (publication.url, "url, without which search engines show no review (--url)"),
        (publication.publisher, "author of the review (--publisher)"),
        (publication.published, "datePublished (--published)"),
        (publication.article_url, "address of the work in which the claims stand (--article-url)"),
        (publication.author or not own, "author of the claims (--author)"),
    )
    return tuple(lack for said, lack in wanted if not said)


def _published(publication: Publication, number: int) -> dict[str, Any]:
    """Say where, when and by whom a review is published, as far as that was said."""
    made: dict[str, Any] = {}
    if publication.url:
        made["url"] = f"{publication.url.partition('#')[0]}#claim-{number}"
    if publication.publisher:
        made["author"] = {"@type": "Organization", "name": visible(publication.publisher)}
    if publication.published:
        made["datePublished"] = publication.published
    return made


def _review(document: Document, entry: Entry, publication: Publication) -> dict[str, Any]:
    verdict = entry.verdict
    return {
        "@type": "ClaimReview",
        "claimReviewed": visible(verdict.canonical),  # whole, where a part of a sentence was said
        "itemReviewed": dict(_claim(document, entry, publication)),
        "reviewRating": rating(verdict.verdict, visible(verdict.why)),
        "isBasedOn": [
            {"@type": "Dataset", "name": record.name, "version": record.version}
            for record in document.records
        ],
    }


def _claim(document: Document, entry: Entry, publication: Publication) -> Iterator[tuple[str, Any]]:
    """Yield the properties of the claim that is reviewed: what was said, by whom, in which work."""
    yield "@type", "Claim"
    yield "text", visible(entry.verdict.said)
    # A speaker is named as the article does, "a minister" or "Iran": no type can be told from that.
    # Of somebody quoted as "he" nothing is known, least of all that it is who wrote the article.
    if entry.speaker and entry.speaker != UNNAMED:
        yield "author", {"name": visible(entry.speaker)}
    elif publication.author and not entry.speaker:
        yield "author", {"@type": "Person", "name": visible(publication.author)}
    if document.article is not None and document.article.published and not entry.speaker:
        yield "datePublished", document.article.published  # when a speaker said it is not known
    work = dict(_work(document, publication))
    if work:
        yield "appearance", {"@type": "CreativeWork"} | work


def _work(document: Document, publication: Publication) -> Iterator[tuple[str, Any]]:
    """Yield what is known of the article."""
    if document.article is not None and document.title:
        yield "name", visible(document.title)
    if document.article is not None and document.article.published:
        yield "datePublished", document.article.published
    if publication.article_url:
        yield "url", publication.article_url
    if publication.author:
        yield "author", {"@type": "Person", "name": visible(publication.author)}


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


def _on_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = address.isprintable() and " " not in address
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
