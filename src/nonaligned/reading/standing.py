"""Whether those of whom a war or an end is told were states by then.

A province that is invaded or annexed is no state that fights or ceases to be: "… annexed …
from …", of a land that was to become a state long after.
"""

from __future__ import annotations

import re

from nonaligned import states
from nonaligned.claims.language import Claim

_WAR = re.compile(r"\b(?:wars?|fought|fights?|fighting|battles?|hostilities)\b", re.IGNORECASE)
"""With these words a war is told of, whoever fought it."""


def stood(claim: Claim, words: str) -> bool:
    """Whether everyone who is said to have fought or ended was a state by then.

    Parameters
    ----------
    claim : Claim
    words : str
        What it was read from.

    Examples
    --------
    >>> from nonaligned.claims.language import parse
    >>> stood(parse("Peru attacked Bangladesh in 1942"), ""), stood(parse("Peru attacked Chile"), "")
    (False, True)
    """
    window = claim.window
    last = window.last or window.turn or window.first
    if last is None or (claim.kind == "fought" and _WAR.search(words)):
        return True
    if claim.kind not in {"fought", "ended"}:
        return True
    parties = (*claim.subjects, *claim.others)
    return all(party.group or _begun(party.name, last) for party in parties)


def _begun(state: str, year: int) -> bool:
    """Whether a state had begun by the end of a year; what it was later called does not count."""
    return any(spell.start.year <= year for spell in states.get(state).spells)
