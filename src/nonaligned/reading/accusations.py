"""What one state charges another with, and charges that are rejected by the way.

"Syria accused Turkey of supporting Israel" reports a claim, that of Syria, as "said" does. That
Turkey rejected it, told by the way, does not make it less of a claim: the record is asked.
"""

from __future__ import annotations

import re

from nonaligned.claims.lexicon import forms
from nonaligned.reading.adjuncts import has_time

_VERBS = frozenset(
    {
        "back",
        "support",
        "side",
        "stand",
        "stick",
        "vote",
        "defend",
        "move",
        "turn",
        "shift",
        "drift",
        "tilt",
        "abandon",
        "desert",
        "betray",
        "break",
    }
)
_PAST = {"stand": "stood", "stick": "stuck", "break": "broke"}
_ACCUSED = re.compile(
    r"^(?P<who>(?:[\w’'-]+ ){0,6}?[\w’'-]+?)(?: (?:has|have|had))?"
    r"(?: (?:also|repeatedly|again|often))?"
    r" (?:accused|accuses|accuse) (?P<whom>(?:[\w’'-]+ ){0,4}?[\w’'-]+) of"
    r" (?P<having>having )?(?P<verb>[a-z]+(?:ing|ed|ood|oke)) (?P<rest>.+)$",
    re.DOTALL,
)
_NOT = re.compile(
    r"\b(?:critics|opponents|some|many|few|others|not|never|nobody|no|none|nor|neither|been|be|was|were|is|are|if|could|would|may|might"
    r"|falsely|wrongly)\b",
    re.IGNORECASE,
)
_CHALLENGED = re.compile(
    r", an? (?:\w+ )?(?:charge|claim|accusation|allegation|assertion|suggestion|version)"
    r" (?:that |which )?[\w’' -]+?"
    r" (?:denies|denied|rejects|rejected|disputes|disputed|dismisses|dismissed)(?=[.,;]|$)"
)


def accused(text: str) -> tuple[str, str] | None:
    """Return who charges another with something, and what.

    Examples
    --------
    >>> accused("Syria has accused Turkey of supporting Israel.")
    ('Syria', 'Turkey supports Israel.')
    >>> accused("Chile accused Peru of having moved away from Cuba since 1970")
    ('Chile', 'Peru has moved away from Cuba since 1970')
    """
    found = _ACCUSED.match(text)
    if found is None or _NOT.search(text[: found.start("verb")]):
        return None
    verb = f"has {found['verb']}" if found["having"] else _told(found["verb"], found["rest"])
    return (found["who"], f"{found['whom']} {verb} {found['rest']}") if verb else None


def _told(gerund: str, rest: str) -> str:
    """Return a verb as it is told: in the past where a time is said, in the present where none."""
    lemma = next((verb for verb in _VERBS if gerund in forms(verb)), "")
    if not lemma:
        return ""
    if has_time(rest):
        return _PAST.get(lemma, f"{lemma}ed".replace("eed", "ed"))
    return f"{lemma}s"


def unchallenged(text: str) -> str:
    """Return a reported claim without who is told to reject it.

    Examples
    --------
    >>> unchallenged("Chile backed Peru in 1970, a charge that Chile has always denied.")
    'Chile backed Peru in 1970.'
    """
    return _CHALLENGED.sub("", text)
