"""A sentence as tokens: words, numbers, years, and whatever stands for a state or a group."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from nonaligned import states
from nonaligned.claims.lexicon import CONTRACTED, DECADES, NUMBERS, ORDINALS
from nonaligned.errors import SentenceError

MAX_LENGTH = 500
"""Longer sentences are refused: no claim of these kinds needs them."""


@dataclass(frozen=True)
class Token:
    """A word or what stands for one.

    Parameters
    ----------
    type : str
        ``word``, ``state``, ``group``, ``year``, ``decade``, ``number``, ``percent``,
        ``ordinal``, ``poss``, ``dash``, ``comma``.
    norm : str
        Lower-case text, compared with the words of phrases.
    text : str
        As in the sentence.
    value : int or float
        Of years, decades and numbers.
    candidates : tuple of str
        Ids that a state's name may stand for, or the one key of a group.
    before : str
        What stands between the token before and this one: blanks, hyphens, quotation signs.
    """

    type: str
    norm: str
    text: str
    value: float = 0.0
    candidates: tuple[str, ...] = ()
    before: str = ""


_LEXEMES = re.compile(
    r"(?P<decade>\b(?:1[89]|20)\d0'?s\b)"
    r"|(?P<percent>\d+(?:\.\d+)?\s*(?:%|per\s?cent\b))"
    r"|(?P<year>\b(?:1[89]|20|21)\d\d\b)"
    r"|(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)"
    r"|(?P<number>\b\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?)"
    r"|(?P<poss>'s\b|(?<=s)'(?=\s|$))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<dash>(?<=[\ds ])[-–—]+(?=[\d t ]))"
    r"|(?P<comma>[,;:()])"
    r"|(?P<join>[-–—.!\"“”'’/&])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)

_ID = re.compile(r"\b[A-Z]{3}\b")


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a sentence into tokens.

    Parameters
    ----------
    text : str
        One sentence of at most :data:`MAX_LENGTH` characters.

    Returns
    -------
    tuple of Token

    Raises
    ------
    SentenceError
        The sentence is empty, too long, or holds a character that no claim needs.
    """
    if len(text) > MAX_LENGTH:
        raise SentenceError(
            f"the sentence has {len(text)} characters, more than {MAX_LENGTH}",
            hint="Give one claim a sentence",
        )
    plain = _plain(text)
    if not plain:
        raise SentenceError("the sentence is empty", hint="Say something about states")
    found: list[Placed] = []
    position = 0
    for start, end, token in _mentions(plain):
        found.extend(_lexemes(plain, position, start))
        found.append((start, end, token))
        position = end
    found.extend(_lexemes(plain, position, len(plain)))
    found = _counted(found)
    ends = [0, *(end for _, end, _ in found)]
    return tuple(
        replace(token, before=plain[end:start])
        for end, (start, _, token) in zip(ends, found, strict=False)
    )


def _plain(text: str) -> str:
    """One kind of apostrophe and blank; contractions written out."""
    plain = re.sub(r"\s+", " ", text).strip().replace("’", "'").replace("ʼ", "'")
    for short, full in CONTRACTED.items():
        plain = re.sub(rf"\b{short}\b", full, plain, flags=re.IGNORECASE)
    return re.sub(r"\b(\w+)n't\b", r"\1 not", plain)


Placed = tuple[int, int, Token]
"""First character, the one after the last, and what stands there."""


def _mentions(text: str) -> list[Placed]:
    """States and groups with their places, codes included, none overlapping."""
    found = []
    for mention in states.mentions(text, capitals=True):
        shown = mention.text.removesuffix("'s").removesuffix("'")
        norm = " ".join(re.findall(r"[^\W_]+", shown.lower()))
        end = mention.start + len(shown)
        if mention.group:
            token = Token("group", norm, shown, candidates=(mention.group,))
        else:
            token = Token("state", norm, shown, candidates=tuple(mention.candidates))
        found.append((mention.start, end, token))
    taken = [(start, end) for start, end, _ in found]
    for match in _ID.finditer(text):
        free = all(match.end() <= start or match.start() >= end for start, end in taken)
        if free and match.group() in _ids():
            token = Token("state", match.group().lower(), match.group())
            found.append((*match.span(), _with(token, match.group())))
    return sorted(found, key=lambda item: item[0])


def _counted(found: list[Placed]) -> list[Placed]:
    """Make one number of "one hundred and twenty-eight"."""
    kept: list[Placed] = []
    for start, end, token in found:
        hundreds = [(a, t) for a, _, t in kept[-2:] if t.type == "number"][:1]
        spoken = token.type == "number" and token.norm.isalpha()
        if spoken and hundreds and _adds(hundreds[0][1], token, [t for *_, t in kept[-1:]]):
            first, before = hundreds[0]
            value = before.value * 100 if token.norm == "hundred" else before.value + token.value
            del kept[-1 if kept[-1][2] is before else -2 :]
            text = f"{before.text} {token.text}"
            token = replace(token, norm=text.lower(), text=text, value=value)
            start = first
        kept.append((start, end, token))
    return kept


def _adds(before: Token, token: Token, last: list[Token]) -> bool:
    """Whether a word for a number goes on with the one before it."""
    if not before.norm.replace(" ", "").isalpha() or before.norm == "dozen":
        return False
    if last != [before]:
        return before.norm.endswith("hundred") and last[0].norm == "and" and token.value < 100
    if token.norm == "hundred":
        return before.value < 10
    tens = before.value >= 20 and not before.value % 10 and before.value % 100
    return bool(tens and token.value < 10) or (
        before.norm.endswith("hundred") and token.value < 100
    )


def _with(token: Token, state: str) -> Token:
    return Token(token.type, token.norm, token.text, candidates=(state,))


@cache
def _ids() -> frozenset[str]:
    return frozenset(states.ids())


def _lexemes(text: str, start: int, end: int) -> list[Placed]:
    """Cut a stretch without states; it is read by itself, as if nothing stood around it."""
    found = []
    for match in _LEXEMES.finditer(text[start:end]):
        if match.lastgroup == "other":
            raise SentenceError(
                f"the character {match.group()!r} has no place in a claim",
                hint="Write one plain sentence",
            )
        if match.lastgroup != "join":
            token = _lexeme(str(match.lastgroup), match.group())
            found.append((start + match.start(), start + match.end(), token))
    return found


def _lexeme(type_: str, text: str) -> Token:
    norm = text.lower()
    digits = re.sub(r"[^\d.]", "", norm)
    if type_ in {"year", "decade", "number", "percent", "ordinal"}:
        return Token(type_, norm, text, value=float(digits))
    for kind, table in (("number", NUMBERS), ("ordinal", ORDINALS), ("decade", DECADES)):
        if norm in table:
            return Token(kind, norm, text, value=float(table[norm]))
    return Token(type_, {"poss": "'s", "dash": "dash"}.get(type_, norm), text)
