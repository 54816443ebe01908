"""Whether a number told of a vote is of some of the states, or of those who did otherwise.

"All but nine", "of the Arab members, 18" and "paragraph 4 was kept by 70 votes" count, but not how
many voted for the resolution.
"""

from __future__ import annotations

import re

from nonaligned.reading.voted_on import STATES, N

_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|excluding|not counting|apart from|other than|all but)\b"
    rf"|\b(?:besides|in addition to|along with|as well as) [^,;]+, {N} {STATES}\b"
    rf"|\b{N} (?:other|more|further) {STATES}\b"
    rf"|\b(?:margin|majority|lead) of {N}\b(?! (?:votes )?(?:to|against)\b)(?! ?[-–] ?\d)",
    re.IGNORECASE,
)
"""Words by which a number is not that of those who voted so: "all but nine", "a margin of 71"."""
_OF_SOME = re.compile(
    rf"\b(?:of|among) (?:the |its |all )?(?:{N} )?(?!UN\b|United)"
    rf"(?:permanent|elected|western|eastern|communist|socialist|(?-i:[A-Z])[\w-]+) (?:{STATES}"
    rf"|group|bloc)\b,? "
    rf"(?=(?:[a-z]+ ){{0,3}}{N}\b)|\b(?:paragraphs?|clauses?|articles?|parts?|passages?|phrase"
    rf"|sentence|preamble"
    r"|amendments?|annex)(?: \w+)? (?:of|to|in) (?:the )?(?=[a-z ]*(?:resolution|text|draft"
    r"|declaration))"
    r"|\b(?:vote|motion|question) of (?:no[- ])?confidence\b",
    re.IGNORECASE,
)
"""Words by which some states only voted, or on a part only: "of the Arab members, 18"."""


def of_some(text: str) -> bool:
    """Whether a number of states is of part of them, or of the others.

    Examples
    --------
    >>> of_some("All but nine states voted for it."), of_some("Nine states voted for it.")
    (True, False)
    """
    return (_EXCEPT.search(text) or _OF_SOME.search(text)) is not None
