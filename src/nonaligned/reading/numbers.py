"""Numbers as words, and how exactly they are meant.

Round numbers are used coarsely and others finely (Krifka 2007, *Approximate interpretation of
number words*): "thirty years later" may be twenty-nine, "twenty-three years later" is not
twenty-two.
"""

from __future__ import annotations

import re

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, float | None] = {
    **{word: float(n) for n, word in enumerate(UNITS)},
    **{word: 10.0 * n for n, word in enumerate(TENS, 2)},
    "a": 1.0, "an": 1.0, "hundred": 100.0, "couple": 2.0, "dozen": 12.0,
}  # fmt: skip
NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|(?:" + "|".join(TENS) + r")(?:[- ](?:" + "|".join(UNITS[1:10]) + r"))?"
    r"|(?:" + "|".join(UNITS[:0:-1]) + r")|a hundred|a couple of|a dozen|half an?"
    r"|half(?=-)|(?:a|three) quarters? of an?|an?)"
)
"""Pattern of a number of years, in digits or words."""
ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:" + "|".join(TENS) + r")-(?:" + "|".join(ORDINALS[1:10]) + r")"
    r"|"
    + "|".join(ORDINALS[:0:-1])
    + r"|"
    + "|".join(f"{ten[:-1]}ieth" for ten in TENS)
    + r"|hundredth)"
)
"""Pattern of an ordinal number, in digits or words."""


def number(text: str) -> float | None:
    """Read a number in digits or words, ``None`` where it is neither.

    Examples
    --------
    >>> number("29"), number("twenty-nine"), number("a couple of"), number("many")
    (29.0, 29.0, 2.0, None)
    """
    if re.fullmatch(r"\d{1,4}(?:\.\d)?", text):
        return float(text)
    words = [word for word in re.split(r"[- ]+", text.lower()) if word != "of"]
    if words[:1] == ["half"]:
        return 0.5
    if "quarter" in words or "quarters" in words:
        return 0.75 if words[0] == "three" else 0.25
    if words[:1] == ["a"] and len(words) > 1:
        words = words[1:]
    values = [value for word in words if (value := _WORDS.get(word)) is not None]
    if not 0 < len(words) <= 2 or len(values) != len(words):
        return None
    return sum(values)


def ordinal(text: str) -> int | None:
    """Read an ordinal number in digits or words, ``None`` where it is neither.

    Examples
    --------
    >>> ordinal("21st"), ordinal("twenty-first"), ordinal("thirtieth"), ordinal("last")
    (21, 21, 30, None)
    """
    low = text.lower()
    if low[:1].isdigit():
        return int(re.sub(r"\D", "", low))
    tens, _, units = low.rpartition("-")
    if units in ORDINALS:
        return ORDINALS.index(units) + (10 * (TENS.index(tens) + 2) if tens in TENS else 0)
    if units == "hundredth":
        return 100
    stem = units.removesuffix("ieth") + "y"
    return 10 * (TENS.index(stem) + 2) if stem in TENS else None


def slack(count: float, *, hedged: bool = False) -> float:
    """How far a count of years, months or days may be off and still be what was said.

    Half a unit either way, a twentieth of a round number from ten on but never more than two,
    and twice as much under a hedge ("about", "nearly").

    Parameters
    ----------
    count : float
        In the unit said.
    hedged : bool

    Returns
    -------
    float
        In the same unit.

    Examples
    --------
    >>> slack(1), slack(29), slack(30), slack(1, hedged=True)
    (0.5, 0.5, 1.5, 1.0)
    """
    coarse = count >= 10 and count % 10 == 0
    base = min(2.0, max(0.5, 0.05 * count)) if coarse else min(0.5, count / 2)
    return 2 * base if hedged else base
