"""What a clause says of others by the way: "…, as did Hungary", "…, while Paris did not"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned import states
from nonaligned.claims.lexicon import forms

_VERBS = frozenset(
    {
        "back",
        "support",
        "side",
        "stand",
        "stick",
        "vote",
        "defend",
        "follow",
        "agree",
        "move",
        "turn",
        "shift",
        "drift",
        "swing",
        "tilt",
        "break",
    }
)
_PAST = {"stood": "stand", "stuck": "stick", "swung": "swing", "broke": "break"}
_AS_DID = re.compile(r", as (?:did|had|have|has|do|does|were|was) (?P<others>[^,;]+(?:, [^,;]+)*)$")
_NOT_SO = re.compile(
    r",? (?:while|whereas|but|though) (?P<others>[^,;]+?) (?P<did>did|does|do) not$"
)


def likewise(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield what is said of others too, or denied of them, each in full.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.

    Yields
    ------
    tuple
        Where the words begin and end, the clause in full, and the words that were spelt out.

    Examples
    --------
    >>> [full for *_, full, _ in likewise("Peru backed Cuba in 1970, as did Chile and Mexico.")]
    ['Peru, Chile and Mexico backed Cuba in 1970']
    >>> [full for *_, full, _ in likewise("Peru backed Cuba in 1970, while Chile did not.")]
    ['Chile did not back Cuba in 1970']
    """
    body = text.rstrip(' .!”"’')
    if found := _AS_DID.search(body):
        yield from _as_well(body, found)
    if found := _NOT_SO.search(body):
        yield from _denied(body, found)


def _as_well(text: str, found: re.Match[str]) -> Iterator[tuple[int, int, str, str]]:
    end = _subject_end(text)
    if end and _names(found["others"]):
        others = found["others"]
        joint = ", " if " and " in others else " and "
        full = f"{text[:end]}{joint}{others}{text[end : found.start()]}"
        yield 0, len(text), full, found.group().strip(" ,")


def _denied(text: str, found: re.Match[str]) -> Iterator[tuple[int, int, str, str]]:
    end = _subject_end(text)
    verb, _, rest = text[end : found.start()].strip().partition(" ")
    if end and _names(found["others"]) and (base := _base(verb)):
        full = f"{found['others']} {found['did']} not {base} {rest}"
        yield found.start(), len(text), full, found.group().strip(" ,")


def _subject_end(text: str) -> int:
    """Return where the state that opens a text ends; 0 where none opens it."""
    named = states.mentions(text, capitals=True)
    opens = named and text[: named[0].start].strip().lower() in {"", "the"}
    return named[0].end if opens else 0


def _names(text: str) -> bool:
    """Whether words are names of states and no more."""
    left, at = "", 0
    for mention in states.mentions(text, capitals=True):
        left, at = left + text[at : mention.start], mention.end
    return at > 0 and not set(re.findall(r"\w+", left + text[at:])) - {"and", "the"}


def _base(verb: str) -> str:
    """Return the plain form of a verb by which somebody is backed or turned to."""
    return _PAST.get(verb) or next((lemma for lemma in _VERBS if verb in forms(lemma)), "")
