"""The wordings of newspapers, and what they say plainly: the table ``data/wordings.csv``.

Most of its patterns can match no given text, and to try them all took two thirds of the time in
which an article was read. So the table says of each which words it needs (the column ``words``,
derived from the pattern by ``tests/reading/needed_words.py``): a pattern is compiled, and tried,
only where one of them stands in the text (Cox 2012, "Regular Expression Matching with a Trigram
Index", has the idea).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from nonaligned.reading.adjuncts import TIME

_WORDS = {
    "NAME": r"(?-i:(?:the )?[A-Z][\w’-]*(?: [A-Z][\w-]*){0,2})",
    "STATE": r"(?:countr(?:y|ies)|states?|nations?|governments?|capitals?|delegations?|members?"
    r"|powers?)",
    "POLICY": r"(?:polic(?:y|ies)|positions?|stances?|stands?|line|course|attitude|votes?|voting)",
    "BACKS": r"(?:backed|backs?|supported|supports?|defended|championed|stood|stands?|sided|voted"
    r"|votes?|came|took|gave|rallied)",
    "TIME": TIME,
    "END": r"(?= since\b| from\b| between\b| in \d| in the | after\b| until\b| throughout\b"
    r"| during\b|,|$)",
}
"""What ``{NAME}`` and the like stand for in the table of wordings."""

_PARTICIPLES = {"was": "been", "were": "been", "grew": "grown", "is": "been"}
_AFTER_HAS = re.compile(r"\b(has|have|had) (was|were|grew|is)\b")
"""A past tense that took the place of a participle."""

_SURE = "^{SURE}"
_UNSURE = re.compile(
    r"\b(?:not|no|never|nor|hardly|scarcely|myth|legend|rumou?rs?"
    r"|alleged\w*|supposed\w*|exaggerat\w+|imagin\w+|illusion\w*|doubt\w*|if|would|could|might|may"
    r"|should|must|will|unlikely|apparent|prevent\w*|avert\w*|impossible|unthinkable|revers\w+"
    r"|fail\w*|halt\w*|fiction|dream\w*|postpon\w+|end|ended|den(?:y|ies|ied)|disput\w+)\b",
    re.IGNORECASE,
)
"""Words at which a wording that opens with ``^{SURE}`` is left alone."""


@dataclass(frozen=True)
class Wording:
    """A row of the table.

    Parameters
    ----------
    pattern : str
        As the table has it, with ``{NAME}`` and the like.
    plain : str
        What is put in its place, in the words of the claim language.
    words : tuple of str
        One of these, in lower case, stands in every text that the pattern matches; none where
        nothing can be said.
    """

    pattern: str
    plain: str
    words: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it is left alone where something is doubted or denied."""
        return self.pattern.startswith(_SURE)

    @property
    def spelt(self) -> str:
        """The pattern with its words in capitals spelt out."""
        pattern = self.pattern.replace(_SURE, "^")
        for word, meant in _WORDS.items():
            pattern = pattern.replace(f"{{{word}}}", meant)
        return pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(self.spelt, re.IGNORECASE)

    def may_match(self, lowered: str) -> bool:
        """Whether a text in lower case has one of the words."""
        return not self.words or any(word in lowered for word in self.words)


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the rows of the table, in the order in which they apply."""
    path = files("nonaligned.reading") / "data" / "wordings.csv"
    with path.open("r", encoding="utf-8") as stream:
        return tuple(
            Wording(
                row["pattern"],
                row["plain"],
                tuple(filter(None, (row.get("words") or "").split("|"))),
            )
            for row in csv.DictReader(stream)
        )


@lru_cache(maxsize=2048)
def plainly(text: str) -> tuple[str, str]:
    """Put the wordings of newspapers as the claim language has them.

    Returns
    -------
    text : str
    left : str
        Always empty: a wording is put in other words, never left out.
    """
    lowered, unsure = text.lower(), _UNSURE.search(text) is not None
    for wording in wordings():
        if not (unsure and wording.sure) and wording.may_match(lowered):
            put = wording.compiled.sub(wording.plain, text)
            if put != text:
                text, lowered, unsure = put, put.lower(), _UNSURE.search(put) is not None
    return _AFTER_HAS.sub(lambda match: f"{match[1]} {_PARTICIPLES[match[2]]}", text), ""
