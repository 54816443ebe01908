"""Resolutions that a sentence describes and nobody has found: by neither number nor name.

"104 states voted for the resolution “withdrawal from Aland”" says what was voted on, and no row of
the list is known by these words, or several are. The claim keeps the words, and the answer says
which of the two it is. No resolution is ever chosen for them by the count that is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from nonaligned.claims.claim import Window
from nonaligned.claims.lexer import Token
from nonaligned.claims.lexicon import words
from nonaligned.claims.quotation import plain, quoted_at
from nonaligned.claims.resolutions import LEADS, NUMBER, Known, find_known
from nonaligned.claims.subjects import LIGHT, about, named
from nonaligned.claims.times import FIRST_SESSION

MOST_WORDS = 25


def fits(resolution: str) -> bool:
    """Whether a text is a number of a resolution, or may describe one.

    Examples
    --------
    >>> fits("38/7"), fits("the landing in Grenada"), fits("?")
    (True, True, False)
    """
    return NUMBER.fullmatch(resolution) is not None or plain(resolution, MOST_WORDS)


def cited(resolution: str) -> str:
    """Return a resolution as a canonical sentence names it.

    Examples
    --------
    >>> cited("38/7"), cited("the landing in Grenada")
    ('Resolution 38/7', 'the resolution “the landing in Grenada”')
    """
    return f"Resolution {resolution}" if NUMBER.fullmatch(resolution) else (
        f"the resolution “{resolution}”"
    )  # fmt: skip


def quoted(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read "the resolution “the landing in Grenada”".

    Parameters
    ----------
    tokens : tuple of Token
    at : int
        Where it begins, or an article before it.

    Yields
    ------
    tuple of int and str
        Where it ends, and the words between the quotation signs.

    Examples
    --------
    >>> from nonaligned.claims.lexer import tokens
    >>> list(quoted(tokens("the resolution “the landing in Grenada” in 1983"), 0))
    [(6, 'the landing in Grenada')]
    """
    while at < len(tokens) and tokens[at].norm in LEADS:
        at += 1
    start = at + 1
    if start >= len(tokens) or tokens[at].norm != "resolution":
        return
    for end, said in quoted_at(tokens, start):
        if fits(said) and not NUMBER.fullmatch(said):
            yield end, said


def nameless(text: str) -> bool:
    """Whether words say of no matter what it is: "the resolution".

    Examples
    --------
    >>> nameless("the first resolution"), nameless("the resolution on Cuba")
    (True, False)
    """
    return LIGHT.issuperset(words(text))


def subject_in(text: str) -> str:
    """Return the longest subject of listed resolutions that a text names; empty for none.

    Examples
    --------
    >>> subject_in("When the embargo on Cuba came up, nobody spoke.")
    'the embargo on cuba'
    """
    said = words(text)
    found = {
        said[at : at + length - 2]
        for at in range(len(said))
        for length, _ in named(("resolution", "on", *said[at : at + MOST_WORDS]))
        if length > 2
    }
    return " ".join(sorted(found, key=len)[-1]) if found else ""


def unfound(resolution: str, window: Window) -> str:
    """Say why a description is of no roll call; empty for a number.

    Parameters
    ----------
    resolution : str
    window : Window
        Years in which it is said to have been voted on.
    """
    if NUMBER.fullmatch(resolution):
        return ""
    listed = [known for number in about(words(resolution)) if (known := find_known(number))]
    fit = [known for known in listed if _of(known, window)]
    if fit:
        first = "; or ".join(known.text for known in fit[:3])
        more = f", or one of {len(fit) - 3} others" if len(fit) > 3 else ""
        return f"“{resolution}” may be {first}{more}: the sentence does not say which"
    when = f" {window.text}" if window.text and listed else ""
    return (
        f"no resolution that is listed by name or subject is known by “{resolution}”{when}, "
        "and the record has numbers only"
    )


def _of(known: Known, window: Window) -> bool:
    first, last = window.years(FIRST_SESSION, 9999)
    return first <= known.day.year <= last
