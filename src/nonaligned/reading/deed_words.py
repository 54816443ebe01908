"""What a core tells, put in the words of the claim language."""

from __future__ import annotations

import re

from nonaligned.reading.cores import Core
from nonaligned.reading.dates import Moment
from nonaligned.reading.skeletons import Skeleton

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {
    **{word: number for number, word in enumerate(_WORDS, 2)},
    **{"second": 2, "third": 3, "fourth": 4, "fifth": 5},
    **{"half-dozen": 6, "half dozen": 6, "dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20},
}
_MANY = re.compile(r"\b(?:among|amongst|one of)\b")


def in_words(core: Core, match: re.Match[str], bones: Skeleton, on: Moment) -> tuple[str, ...]:
    """Return what a core tells in the words of the claim language; nothing where it is unclear.

    Of several subjects each is told by itself, as far as the core has found them.

    Parameters
    ----------
    core : Core
    match : re.Match
        Where the core stands in a clause of a skeleton.
    bones : Skeleton
    on : Moment
        When it was written.
    """
    caught = match.groupdict()
    if core.kind == "ended" and any(bones.is_capital(caught.get(side) or "") for side in "xz"):
        return ()
    signs = {name[0]: s for name, s in caught.items() if s and re.match(r"[xyzw]\d?$", name)}
    names = {side: bones.name(sign, on) for side, sign in signs.items()}
    if not all(names.values()) or len(set(names.values())) < len(names):
        return ()
    closest = _rank(match) if core.kind == "closest" else ""
    about, told = bones.told(caught.get("i") or ""), []
    for plain in core.plain.split("|"):
        wanted = set(re.findall(r"\{([xyzw])\}", plain))
        if wanted <= set(names):
            told.append(plain.format(**names, closest=closest, about=about))
    return tuple(told)


def _rank(match: re.Match[str]) -> str:
    """Return how close a partner is; words that no claim is read with where that is not said."""
    number = match.groupdict().get("n") or ""
    if number:
        return f"among the {_NUMBERS.get(number, number)} closest partners"
    return "one of the closest" if _MANY.search(match.group()) else "the closest partner"
