"""What the page and the Markdown say of a verdict, in the same words."""

from __future__ import annotations

import math

from nonaligned.claims.verdict import Finding, Verdict, in_words, reach, valued
from nonaligned.report.text import years

SIGNS = {
    "supported": "▲",
    "contradicted": "▼",
    "contested": "◆",
    "undecided": "●",
    "untestable": "○",
}
"""A sign beside the word, so that no one depends on colour."""

GIST = {
    "supported": "the record bears it out",
    "contradicted": "the record shows otherwise",
    "contested": "it depends on how it is measured",
    "undecided": "the record is too thin or too unclear to tell",
    "untestable": "no record here bears on it",
}
"""What each verdict says, in plain words."""

MEANING = {
    "supported": "the primary measure is for the claim, and so are at least four in five of the "
    "ways that decide.",
    "contradicted": "the mirror image: the primary measure and four in five are against it.",
    "contested": "reasonable ways disagree; the choice that turns the answer is named. This is not "
    "“half true”.",
    "undecided": "too few votes, or intervals too wide. Silence of the record, not a finding of "
    "falsehood.",
    "untestable": "no record here bears on the claim.",
}
"""The rule behind each verdict."""

TALLY = (
    "For, against, undecided: of the reasonable ways to measure a claim, how many speak which way."
)
"""What the three counts beside a claim are."""


def measured(found: Finding) -> str:
    """Write a finding as a phrase: what was measured, its value and interval, on what.

    Examples
    --------
    >>> from nonaligned.claims.verdict import Specification
    >>> way = Specification("agree3", "all", "pooled", "none", 34, 44)
    >>> measured(Finding(way, 0.5, 0.4, 0.6, "agreement", "", "for", 0.0, 90))
    'agreement: 0.50 (95 % interval 0.40 to 0.60), on 90 votes, 1979–1989'
    >>> measured(Finding(way, 1991, 1991, 1991, "year", "", "for", 1992, 90))
    'the year 1991, on 90 votes, 1979–1989'
    >>> measured(Finding(way, math.nan, math.nan, math.nan, "", "", "undecided", math.nan, 0))
    'nothing'
    """
    if math.isnan(found.estimate):
        return "nothing"
    low, high = (valued(v, found.unit) for v in (found.low, found.high))
    said = in_words(found.estimate, found.unit)
    if low != high:
        said += f" ({reach(found.unit)} {low} to {high})"
    if found.specification.cut == "none":  # not counted from votes
        return said
    votes = "vote" if found.n == 1 else "votes"
    span = years(found.specification.first, found.specification.last)
    return f"{said}, on {found.n:,} {votes}, {span}"


def depends(verdict: Verdict) -> str:
    """Say how far a verdict depends on the way of measuring.

    Examples
    --------
    >>> from nonaligned.claims.verdict import Claim
    >>> depends(Verdict(Claim("closer"), "", "", "undecided", ""))
    '0 of 0 ways to measure it are for the claim, 0 against, 0 undecided.'
    """
    counts = verdict.counts
    said = (
        f"{counts['for']} of {len(verdict.findings)} ways to measure it are for the claim, "
        f"{counts['against']} against, {counts['undecided']} undecided"
    )
    return f"{said}: {verdict.flips}." if verdict.flips else f"{said}."
