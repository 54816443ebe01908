"""Why a clause that the grammar reads stays unread: its time is lost, or not said whose it is."""

from __future__ import annotations

import re

from nonaligned import states
from nonaligned.claims.language import Claim
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.clauses import Clause
from nonaligned.reading.sides import SIDES
from nonaligned.states.leaders import person_mentions, tenures

_JOINED = re.compile(r", (?:and|but|while|whereas|so|yet)\s")
_HAD = re.compile(r"\bhad (?!more|less|much|little|nothing|a |the |no )\w+")
_DATED_LATER = re.compile(
    r"[;,:–—\s-]*(?:and )?(?:this|that|it|all this|all that) (?:was|happened"
    r"|came)\b[^.;]*?[12]\d{3}"
)
"""The time of a clause, told in one of its own behind it."""
_RULED = re.compile(r"\bunder (?:[A-Z]\w+ )*[A-Z][a-z]+")
"""Under whom it was: the time of a clause that has no year."""
_YEARS = re.compile(r"\b(?:1[89]|20)\d\ds?\b")


def time_lost(claim: Claim, words: Clause, text: str, clause: Clause) -> bool:
    """Whether a claim of the past has no time, and a year was said before it or in its words.

    What "and" or "but" joins on has a time of its own, or none.

    Parameters
    ----------
    claim : Claim
    words : Clause
        The clause as it was read.
    text : str
        The piece that it stands in.
    clause : Clause
        The stretch of the piece that it comes from.
    """
    window = claim.window
    if window.first or window.turn or window.length or window.recent or has_time(words.text):
        return False
    if claim.kind in SIDES and _reign_lost(claim, text[clause.start : clause.end], words.text):
        return True
    if _HAD.search(words.text) and _YEARS.search(text):  # before something that is dated elsewhere
        return True
    if _DATED_LATER.match(text[clause.end :]):
        return True
    joints = [m.end() for m in _JOINED.finditer(text, 0, clause.start + 1)]
    return _YEARS.search(text, joints[-1] if joints else 0, clause.end) is not None


def _reign_lost(claim: Claim, said: str, kept: str) -> bool:
    """Whether under whom it was is lost, where that says when: who ruled once."""
    ruled = _RULED.search(said)
    if ruled is None or _RULED.search(kept):
        return False
    states_meant = {party.name for party in claim.subjects}
    terms = [
        term
        for mention in person_mentions(ruled.group())
        for person in mention.people
        for term in tenures()[person]
        if term.state in states_meant and term.leads
    ]
    return len(terms) == 1


def stand_in(text: str) -> str:
    """Return the name of a state that a text does not name, to see what it would say of one.

    Examples
    --------
    >>> stand_in("We voted with Peru.") != "Peru"
    True
    """
    named = {name for m in states.mentions(text, capitals=True) for name in m.candidates}
    return states.label(next(state for state in states.ids() if state not in named))
