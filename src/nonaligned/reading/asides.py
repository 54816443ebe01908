"""A clause of a skeleton without its asides.

"…, to the surprise of its allies, attacked …": what stands between two commas, dashes or brackets
is left out by its place, whatever it says, so that a core need not foresee it. An aside stays
where it may turn what is told: with a word of doubt, with a negation that is not plainly its own,
with a name that is perhaps one of a list. Of one that says when only the commas go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nonaligned.reading.cores import pattern
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, times

_SIGN = f"[{NAME}{PEOPLE}]"
_BETWEEN = (
    re.compile(r",(?P<said> [^,;:()—–]{3,90}?),(?= )"),
    re.compile(r" ?\((?P<said>[^(),;:]{3,90}(?:,[^(),;:]{1,60})?)\)"),
    re.compile(r" [—–-] (?P<said>[^;:()—–]{3,110}?) [—–-](?= )"),
)
GOES_ON = (
    r"(?:is|was|are|were|has|have|had|remain\w*|became|fell|broke|ceased|dissolved|attacked"
    r"|invaded|fought|went)\b"
)
"""Pattern of a verb, behind what was added to its subject."""
_ADDED = re.compile(
    rf",(?P<said> (?:and|but|though) [^,;:()—–{NAME}{PEOPLE}{GROUP}]{{3,80}}),(?= {GOES_ON})"
)
_LAST = re.compile(r",(?P<said> [^,;:()—–]{3,60})$")
"""What may be the time of all that stands before it."""
_JOINS = re.compile(
    r" ?(?:and|or|nor|but|so|yet|then|as well as|it|they|he|she|we|you|I|there|not)\b"
)
"""Opens what is a clause of its own, or one more of a list."""
_OWN = re.compile(
    r" ?(?:which|who|whose|whom|where|when|while|though|although|after|before|of|to|with|under|from"
    r"|by|in|at|on|for|despite|unlike|like|because|as|having|being|once|itself|long|an?|the"
    r"|[a-z]{3,}(?:ed|en|ing|rn|ght|wn|ung) (?:[a-z]+ )?(?:by|to|in|from|with|on|of|against|for))\b"
)
"""Opens what may name others and deny something, and is of itself only."""
_ONE_MORE = re.compile(rf" ?(?:the )?(?:[a-z-]+ )?[{NAME}{PEOPLE}{GROUP}](?:['’]s? [a-z]+)?")
"""A name between commas: one more of a list."""
_SUBORDINATE = re.compile(r" ?(?:which|who|whose|whom|where|when|while|though|although|as|once)\b")
_FINITE = re.compile(
    r"^(?:(?!\b(?:which|who|whom|whose|that|where|when)\b).)*?"
    r"\b(?:was|were|is|are|had|has|have|did|does|became|fell|broke|went|came|took|made|saw|knew"
    r"|[a-z]{3,}ed(?! (?:by|to|in|from|with|on|of|against|for)\b))\b"
)
"""A verb of its own: then what stands between two commas may be what is told."""
_BUT_FOR = re.compile(
    r" ?(?:after|besides?|next|bar|barring|except\w*|save|apart|alongside|together|second|with"
    r"|without|behind|for) "
)
"""Opens what names others beside whom somebody is the first, or with whom."""
_THEN = re.compile(
    r"\b(?:years?|months?|weeks?|days?|decades?|generations?|century|centuries|later|earlier"
    r"|afterwards|previously|before|next|following|same|hours?)\b"
)
"""Of a time that is told from another."""
_LASTED = re.compile(
    r" ?(?:after|for|within|during) [\w-]+ (?:[a-z]+ )?"
    r"(?:years|months|weeks|days|hours|minutes) of\b"
)
"""How long what is told took; no other time."""
_RELATIVE = re.compile(r" ?(?:which|who|whose|whom|where|an?|the|[a-z]{3,}(?:ed|en|ing|rn|ght))\b")
_TURNS = re.compile(
    r"\b(?:theory|principle|paper|effect|all but|name|spirit|legend|sense|tradition|myth|speak"
    r"|were|if|unless|perhaps|maybe|said|says?|claims?|insist\w*|alleg\w+|suppos\w+|report\w+"
    r"|rumou?r\w*|according|almost|nearly|virtually|would|could|might|may|will|shall|should|must"
    r"|whether|doubt\w*|novels?|films?|games?|fiction\w*|imagin\w+|dream\w*|predict\w*|fear\w*"
    r"|hop(?:e|es|ed|ing)|invent\w*|pretend\w*|at least|hardly|scarcely|barely|instead"
    r"|den(?:y|ies|ied)|refus\w+|declin\w+|threat\w*|short of)\b"
)
_NO = re.compile(r"\b(?:not|no|never|neither|nor|nobody|none|only)\b")
_YEAR = re.compile(r"\b[12]\d{3}")


@dataclass(frozen=True)
class Trimmed:
    """A clause without its asides.

    Parameters
    ----------
    text : str
    places : tuple of int
        Where in the clause each sign of the text stood; one more for its end.
    """

    text: str
    places: tuple[int, ...]


def trimmed(clause: str) -> Trimmed:
    """Leave out the asides of a clause of a skeleton.

    Examples
    --------
    >>> trimmed("it fell, to its own surprise, in 1940").text
    'it fell in 1940'
    >>> trimmed("it fell, in theory, to pieces").text
    'it fell, in theory, to pieces'
    >>> trimmed("it fell on its border, in 1940").text
    'it fell on its border in 1940'
    """
    text, places = clause, tuple(range(len(clause) + 1))
    if (added := _ADDED.search(text)) and not _TURNS.search(added["said"].replace("perhaps", "")):
        text = text[: added.start()] + text[added.end() :]
        places = places[: added.start()] + places[added.end() :]
    for between in _BETWEEN:
        at = 0
        while match := between.search(text, at):
            kept = _kept(match["said"])
            if kept is None:
                at = match.start("said")
                continue
            a, b = match.span()
            into = f" {kept.strip()}" if kept else ""
            text = text[:a] + into + text[b:]
            stays = tuple(places[a] for _ in into)
            places = places[:a] + stays + places[b:]
            at = a + len(into)
    if (last := _LAST.search(text)) and _kept(last["said"]) == last["said"]:
        text, places = text[: last.start()] + last["said"], _without(places, last.start())
    return Trimmed(text, places)


def _without(places: tuple[int, ...], at: int) -> tuple[int, ...]:
    return places[:at] + places[at + 1 :]


def _kept(said: str) -> str | None:
    """Return what stays of an aside; ``None`` where all of it must, with its commas."""
    if _JOINS.match(said) or _TURNS.search(said) or _ONE_MORE.fullmatch(said):
        return None
    when = list(times(said.strip()))
    if when and when[0][0] == 0 and when[-1][1] == len(said.strip()):
        return said
    if _FINITE.match(said) and not _SUBORDINATE.match(said):
        return None
    own = _OWN.match(said) is not None
    if _NO.search(said) and not _RELATIVE.match(said):
        return None
    if re.search(f"{_SIGN}|[{GROUP}]", said) and (not own or _BUT_FOR.match(said)):
        return None
    if _THEN.search(said) and not (_RELATIVE.match(said) or _LASTED.match(said)):
        return None
    if _YEAR.search(said) and not _RELATIVE.match(said):
        return None
    return None if pattern("{GAMES}").search(said) and not _RELATIVE.match(said) else ""
