"""Since when states are allied, where the treaty says so: "since the pact signed in 1951"."""

from __future__ import annotations

import re

from nonaligned.reading.numbers import NUMBER, number

_PACT = r"(?:[Pp]acts?|[Tt]reat(?:y|ies)|[Aa]lliances?|[Aa]ccords?|[Aa]greements?|[Cc]harter)"
_YEAR = r"(?P<year>(?:1[3-9]|20)\d\d)"
_OF = (
    r"(?:,? ?(?:signed|concluded|sealed|made|agreed|of|in|on|from|dated|[A-Z][a-z]+|\d{1,2}|the"
    r"|at)\b,?){1,6} "
)
_UNDER = re.compile(
    rf"(?P<how>since|under|by|through|in virtue of|thanks to) (?:the|an?"
    rf"|their) [^,;]{{0,40}}?\b{_PACT}{_OF}{_YEAR},? $"
)
_SINCE = re.compile(
    rf"\b(?:ever )?since (?:the |their |its "
    rf"|an? )?[^,;:]{{0,50}}?\b{_PACT}[^,;:\d]{{0,30}}{_OF}{_YEAR}\b"
)
_OF_YEAR = re.compile(rf"\b{_PACT}{_OF}{_YEAR}\b")
_FOR_YEARS = re.compile(rf"^,? for (?:some |about |all of )?(?P<many>{NUMBER}) years\b")
_GOES_ON = re.compile(
    r"\b(?:are|is|has been|have been|commits?|obliges?|binds?|requires?|remains?|remain)\b"
)


def pledged(lead: str, words: str, tail: str) -> str:
    """Return the time of an alliance that is told by its treaty; empty where none is.

    Parameters
    ----------
    lead, words, tail : str
        What stands before the words that tell of it, these words, and what stands behind.

    Examples
    --------
    >>> pledged("", "A and B have been allies", " since the Treaty of Lima, signed in 1951")
    'since 1951'
    >>> pledged("under the defence treaty of 1951 ", "A and B are allies", "")
    'since 1951'
    """
    if match := _SINCE.search(tail):
        return f"since {match['year']}"
    if match := _UNDER.fullmatch(lead):
        if (long := _FOR_YEARS.search(tail)) and (years := number(long["many"].lower())):
            return f"from {match['year']} to {int(match['year']) + round(years)}"
        lasts = match["how"] == "since" or _GOES_ON.search(words)
        return f"{'since' if lasts else 'in'} {match['year']}"
    if (match := _OF_YEAR.search(words)) and _GOES_ON.search(words):
        return f"since {match['year']}"
    return ""
