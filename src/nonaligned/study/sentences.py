"""One sentence as it is asked: by the strict grammar, else as the reader of articles reads it."""

from __future__ import annotations

import re

from nonaligned.claims.claim import Claim
from nonaligned.claims.language import parse
from nonaligned.claims.lexer import MAX_LENGTH
from nonaligned.errors import SentenceError

_YEAR = re.compile(r"\b[12]\d{3}\b")


def understand(sentence: str, *, on: int | None = None, until: int) -> Claim:
    """Return the claim of a sentence.

    The grammar of claims comes first. What it does not read whole may still hold one claim among
    asides, appositions and turns of style, as sentences of articles do; so the rules that read
    articles are asked, and taken where they find one claim and no more, which keeps every time
    and every state that the sentence names.

    Parameters
    ----------
    sentence : str
    on : int, optional
        Year in which it was said.
    until : int
        Last year of the record: where open ends close if nobody says when it was said.

    Returns
    -------
    Claim

    Raises
    ------
    SentenceError
        Neither reads it, or it holds more than one claim; the message says what was understood.

    Examples
    --------
    >>> from nonaligned.claims.language import canonical
    >>> said = "Peru, with its generals gone, was closer to Chile than to Cuba in the 1980s."
    >>> canonical(understand(said, until=2019))
    'Peru was closer to Chile than to Cuba from 1980 to 1989.'
    """
    try:
        return parse(sentence, on=on)
    except SentenceError as unread:
        found, alike = _read(sentence, until if on is None else on)
        if not found:
            if alike:
                raise SentenceError(
                    str(unread), hint=f"It may mean {' or '.join(map(repr, alike))}: ask that"
                ) from unread
            raise
        if len(found) > 1:
            ways = "; ".join(repr(say) for say in found)
            raise SentenceError(
                f"the sentence says {len(found)} things: {ways}", hint="Ask one at a time"
            ) from unread
    return next(iter(found.values()))


def _read(sentence: str, year: int) -> tuple[dict[str, Claim], list[str]]:
    """Return the claims that the rules find, by the sentence that stands for each.

    What a sentence says by its likeness to others is no reading that an answer may rest on; it is
    given second, to be asked.
    """
    from nonaligned.reading import RULES, article_from_text, read  # most sentences need none of it

    if not sentence.strip() or len(sentence) > MAX_LENGTH:
        return {}, []
    told = read(article_from_text(sentence, str(year))).candidates
    found = {one.canonical: one.claim for one in told if RULES in one.by}
    if len(found) == 1 and _left_out(sentence, *next(iter(found.items())), year):
        return {}, []
    return found, [one.canonical for one in told if RULES not in one.by]


def _left_out(sentence: str, say: str, claim: Claim, year: int) -> bool:
    """Whether a claim leaves out a time or a state that its sentence names.

    In an article these are left to the sentence that stands there; who asks one sentence means all
    of it. A capital may be the place where something was said.
    """
    from nonaligned.reading import Moment, find_mentions
    from nonaligned.reading.dates import years

    on: Moment = years(year, year)
    named = find_mentions(sentence, on)
    parties = {party.name for party in claim.parties}
    if any(
        parties.isdisjoint((*state.candidates, state.group))
        for state in named.states
        if state.kind != "capital" and state.text not in claim.topic
    ):
        return True
    told = {int(found) + off for found in _YEAR.findall(say) for off in (-1, 0, 1)}
    return any(
        told.isdisjoint(range(date.moment.first.year, date.moment.last.year + 1))
        for date in named.dates
    )
