"""Topics of which the record codes no votes, kept in the words in which they were said.

"Norway backed Sweden on “fishing off Aland” in 1980" names a topic that is none of the issues by
which votes are coded. The claim keeps the words, and is answered "untestable": a verdict on all
votes would be one on something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from nonaligned import states
from nonaligned.claims.lexer import Token
from nonaligned.claims.lexicon import issue_codes, issue_phrase, issues, words
from nonaligned.claims.quotation import plain, quoted_at
from nonaligned.errors import RecordError

MOST_WORDS = 15
_COUNTED = {"votes", "voting", "questions", "issues", "matters", "resolutions", "items", "texts"}


def fits(topic: str) -> bool:
    """Whether a text may be a topic in its own words: plain, short, and not an issue's own words.

    Examples
    --------
    >>> fits("the independence of Aland"), fits("human rights in Aland"), fits("?")
    (True, False, False)
    """
    return plain(topic, MOST_WORDS) and not _opens_with_issue(words(topic))


def _opens_with_issue(said: tuple[str, ...]) -> bool:
    """Whether words begin as an issue of the record is named: they would be read as that one."""
    heads = [said[:length] for length in range(1, len(said) + 1)]
    if any(head in issues(role) for head in heads for role in ("topic", "cause")):
        return True
    return any(head in issues("matter") and _COUNTED & set(said[len(head) :][:1]) for head in heads)


def is_party(topic: str) -> bool:
    """Whether a topic is a state's or a group's name and no more.

    Examples
    --------
    >>> is_party("Iraq"), is_party("the war in Iraq")
    (True, False)
    """
    name = topic.removeprefix("the ")
    return any((m.start, m.end) == (0, len(name)) for m in states.mentions(name, capitals=True))


def quoted(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read a topic between quotation signs.

    Parameters
    ----------
    tokens : tuple of Token
    at : int
        Where it begins.

    Yields
    ------
    tuple of int and str
        Where it ends, and the words between the signs.

    Examples
    --------
    >>> from nonaligned.claims.lexer import tokens
    >>> list(quoted(tokens("on “fishing off Iceland” in 1980"), 1))
    [(4, 'fishing off Iceland')]
    """
    yield from (found for found in quoted_at(tokens, at) if fits(found[1]))


def cause(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str]]:
    """Read a cause between quotation signs: a state's name there is that of a state."""
    yield from (found for found in quoted(tokens, at) if not is_party(found[1]))


def require_coded(topic: str) -> None:
    """Say that a topic is none of the issues of the record.

    Raises
    ------
    RecordError
        A topic was said.
    """
    if topic:
        known = [issue_phrase(issue) for issue in sorted(issue_codes() - {"all", "important"})]
        raise RecordError(
            f"the record codes no votes on “{topic}”",
            hint=f"Its issues are {', '.join(known[:-1])} and {known[-1]}",
        )
