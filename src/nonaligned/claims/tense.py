"""The tense of a verb: whether what is said is meant of the present.

A sentence in the present or the present perfect that names no years ("X backs Y", "X has sided
with neither") speaks of how things stand, and so of recent years. One in the past speaks of no
years in particular, and one that says *always*, *never* or the like of all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from nonaligned.claims import lexicon

Tense = Literal["present", "progressive", "past"]

_PRESENT = "is are has have does do keeps keep continues goes refuses refuse"
_PAST = "was were had did used continued kept went chose failed declined refused"
_NOW, _THEN = frozenset(_PRESENT.split()), frozenset(_PAST.split())
_LASTING = frozenset({"always", "never", "ever", "historically", "traditionally"})
_LONG = (("at", "no", "time"), ("at", "all", "times"), ("all", "along"))
"""Adverbs that mean all years."""


def tense_of(words: Sequence[str], lemma: str, before: str = "") -> Tense:
    """Return the tense of a verb with its auxiliaries and adverbs.

    Parameters
    ----------
    words : sequence of str
        The verb's words in lower case, the verb itself last.
    lemma : str
        Of the verb itself.
    before : str
        The word before it: "could" is past.

    Examples
    --------
    >>> tense_of(["has", "backed"], "back"), tense_of(["backed"], "back")
    ('present', 'past')
    >>> tense_of(["is", "moving"], "move"), tense_of(["never", "backs"], "back")
    ('progressive', 'past')
    """
    *auxiliaries, verb = words
    if lasting(words) or before == "could":
        return "past"
    first = next((word for word in auxiliaries if word in _NOW | _THEN), None)
    if first is not None and first in _THEN:
        return "past"
    if first is not None:
        return "progressive" if verb.endswith("ing") else "present"
    return "present" if verb in _present(lemma) else "past"


def lasting(words: Sequence[str]) -> bool:
    """Whether words say that something was so in all years.

    Examples
    --------
    >>> lasting(["almost", "always"]), lasting(["most", "of", "the", "time"])
    (True, False)
    """
    said = set(words)
    return not said.isdisjoint(_LASTING) or any(said.issuperset(adverb) for adverb in _LONG)


@cache
def _present(lemma: str) -> frozenset[str]:
    """Forms of a verb in the present; none of one whose past is the same ("put")."""
    forms = lexicon.forms(lemma)
    pairs = [(base, third) for base in forms for third in forms if third in _thirds(base)]
    found = {form for pair in pairs for form in pair}
    past = {form for form in forms - found if not form.endswith("ing")}
    return frozenset(found | (forms & _NOW)) if past else frozenset()


def _thirds(base: str) -> tuple[str, ...]:
    return base + "s", base + "es", base.removesuffix("y") + "ies"
