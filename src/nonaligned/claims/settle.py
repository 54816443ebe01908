"""Which state a name means, given the years that a claim is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nonaligned import states
from nonaligned.claims.claim import Party, Window
from nonaligned.claims.lexer import Token, tokens
from nonaligned.claims.times import Own
from nonaligned.errors import SentenceError


def settle(
    token: Token, quantifier: str, window: Window, on: int | None, *, named: bool = False
) -> Party:
    """Return the party that a token means.

    Parameters
    ----------
    token : Token
        Of type ``state`` or ``group``.
    quantifier : str
    window : Window
        Years of the claim; they decide between states that bore one name.
    on : int or None
        Year in which the claim was made: decides where it has no years of its own.
    named : bool
        Whether to keep the name where the state lived on under another.

    Raises
    ------
    SentenceError
        Several states may be meant.
    """
    if token.type == "group":
        return Party(token.candidates[0], group=True, quantifier=quantifier)
    first = window.first if window.turn is None else window.turn
    found = narrowed(token.candidates, first if first is not None else on, window.last or on)
    if len(found) > 1 and named:
        found = tuple(c for c in found if outlived(token.text, c)) or found
    if len(found) == 1:
        return Party(found[0], called=outlived(token.text, found[0]) if named else "")
    raise SentenceError(
        f"{token.text!r} may mean {' or '.join(found or token.candidates)}",
        hint="Give the years, or one of these codes instead of the name",
    )


def own_time(own: Own, lists: Sequence[tuple[tuple[Token, str], ...]]) -> Window:
    """Return the window that "after independence" means for those whom a claim is about.

    Parameters
    ----------
    own : Own
    lists : sequence of tuple
        Tokens of the subjects, with their quantifiers.

    Raises
    ------
    SentenceError
        There is no one such year.
    """
    tokens_ = [token for found in lists for token, _ in found]
    years = {_own_year(own.what, token) for token in tokens_}
    year = years.pop() if len(years) == 1 else None
    if year is None:
        raise SentenceError(
            f"no one year of {own.what} is on record for what the claim is about",
            hint="Give the year",
        )
    if own.relation == "since":
        return Window(first=year)
    return Window(turn=year) if own.relation == "after" else Window(last=year - 1)


def _own_year(what: str, token: Token) -> int | None:
    """Return the year in which a state became one, or joined; ``None`` where that is not one."""
    if token.type != "state" or len(token.candidates) != 1:
        return None
    state = token.candidates[0]
    spells = states.get(state).spells if what == "independence" else states.un_spells(state)
    starts = [spell.start for spell in spells if spell.start is not None]
    return starts[0].year if len(starts) == 1 and starts[0].year >= EARLIEST else None


def narrowed(candidates: tuple[str, ...], first: int | None, last: int | None) -> tuple[str, ...]:
    """Return the candidates that were there at both ends of the span, else at one of them.

    Parameters
    ----------
    candidates : tuple of str
        Ids.
    first, last : int or None
        Years; an open end is the present.
    """
    if len(candidates) < 2:
        return candidates
    ends = [year for year in (first, LATEST if last is None else last) if year is not None]
    there = [{c for c in candidates if states.exists(c, year)} for year in ends]
    kept = set.intersection(*there) or set.union(*there) or set(candidates)
    return tuple(c for c in candidates if c in kept)


@cache
def outlived(text: str, state: str) -> str:
    """Return the short name that a name stands for, where the state lived on under another.

    Examples
    --------
    >>> outlived("Zaire", "COD"), outlived("Norway", "NOR")
    ('Zaire', '')
    """
    key = text.casefold()
    spans = [n for n in states.all_names() if n.id == state and n.name.casefold() == key]
    ends = [name.end for name in spans]
    if not ends or None in ends:
        return ""
    short = states.label(state, max(end for end in ends if end is not None))
    return "" if short == states.label(state) else short


EARLIEST = 1945
"""Independence before this year is no event of these records."""

LATEST = 2020
"""Year taken for the present where neither the claim nor its date says."""


@cache
def candidates_of(name: str, first: int | None, last: int | None) -> tuple[str, ...]:
    """States that a name alone may mean in a span; empty where it names none."""
    found = [token for token in tokens(name) if token.type in {"state", "group"}]
    if len(found) != 1 or len(tokens(name)) != 1 or found[0].type != "state":
        return ()
    return narrowed(found[0].candidates, first, last)
