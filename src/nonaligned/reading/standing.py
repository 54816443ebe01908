"""Whether those of whom a war or an end is told were states by then.

A province that is invaded or annexed is no state that fights or ceases to be: "… annexed …
from …", of a land that was to become a state long after.
"""

from __future__ import annotations

import re

from nonaligned import states
from nonaligned.claims.language import Claim, Window
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.pledges import pledged
from nonaligned.reading.skeletons import unions

_WAR = re.compile(r"\b(?:wars?|fought|fights?|fighting|battles?|hostilities)\b", re.IGNORECASE)
"""With these words a war is told of, whoever fought it."""


_FIGURE = re.compile(
    r"\b(?:collaps\w+|implo\w+|unravel\w+|disintegrat\w+|f[ea]ll\w* (?:apart|to (?:pieces|bits))"
    r"|(?:came|come) apart|split|broke\w*|break(?:s|-?up|ing)?|part(?:ed|s)|gone|merged?|vanish\w+"
    r"|disappear\w*|passed|expired|death|demise|end|dissolution|dissolved)\b",
    re.IGNORECASE,
)
"""Words of an end that are said of governments, economies and rivers too."""
_NEAR = 3
"""Years between an end that is told and one that was."""


_LESS = {
    "ended": re.compile(r"\bcease[ds]?\b[^,;]* to be,"),
    "allied": re.compile(r"\b(?:since|from) 1[0-7]\d\d\b"),
    "closest": re.compile(
        r"\b(?:partner|friend|ally|allies|companion|state|country)s? (?:but|save|bar)"
        r" (?:one|two|three)\b"
    ),
}
"""What stands behind a claim and lessens it: what somebody ceased to be, a year before any
record, "closest but one"."""


_AT_DAWN = re.compile(r"\bbefore (?:dawn|daybreak|sunrise|first light|noon|breakfast)\b")
"""An hour of the day that is said, and no end of a time."""


def lessened(claim: Claim, sentence: str) -> bool:
    """Whether a sentence says what a claim of it would leave out, and be another without.

    Examples
    --------
    >>> from nonaligned.claims.language import parse
    >>> lessened(parse("Peru was the closest partner of Chile"), "its closest partner but one")
    True
    """
    less = _LESS.get(claim.kind)
    if claim.kind == "fought" and claim.window.first is None and _AT_DAWN.search(sentence):
        return True
    return less is not None and less.search(sentence) is not None


def stood(claim: Claim, words: str) -> bool:
    """Whether everyone who is said to have fought or ended was a state by then.

    Of a state that lived on under its name a "collapse" is a figure of speech.

    Parameters
    ----------
    claim : Claim
    words : str
        What it was read from.

    Examples
    --------
    >>> from nonaligned.claims.language import parse
    >>> stood(parse("Peru attacked Bangladesh in 1942"), "attacked")
    False
    """
    window = claim.window
    last = window.last or window.turn or window.first
    if last is None or (claim.kind == "fought" and _WAR.search(words)):
        return True
    if claim.kind not in {"fought", "ended"}:
        return True
    parties = (*claim.subjects, *claim.others)
    whole = not any(name in words for name in unions())
    if claim.kind == "ended" and not claim.negated and whole and _FIGURE.search(words):
        return all(party.group or party.called or _broken(party.name, last) for party in parties)
    return all(party.group or _begun(party.name, last) for party in parties)


def _broken(state: str, year: int) -> bool:
    """Whether a state is no more, or was interrupted about a year."""
    ends = [spell.end for spell in states.get(state).spells]
    return None not in ends or any(end and abs(end.year - year) <= _NEAR for end in ends)


def _begun(state: str, year: int) -> bool:
    """Whether a state had begun by the end of a year; what it was later called does not count."""
    return any(spell.start.year <= year for spell in states.get(state).spells)


def adrift(claim: Claim, words: str, sentence: str) -> bool:
    """Whether a war or an end is told without its time, or without what ended.

    Examples
    --------
    >>> from nonaligned.claims.language import parse
    >>> adrift(parse("Peru fought Chile"), "Peru fought Chile", "By 1880 Peru had fought Chile")
    True
    """
    dated = claim.window != Window() or has_time(words)
    if lessened(claim, sentence):
        return True
    if claim.kind == "allied" and not dated:
        return pledged("", "", sentence) != ""
    return claim.kind in {"fought", "ended"} and not dated and has_time(sentence)
