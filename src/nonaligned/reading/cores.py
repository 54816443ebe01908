"""The table of cores: how wars, alliances, ends and the like are told, as patterns over signs.

Rows of ``data/cores.csv`` are written with the words of ``data/vocabulary.csv``, over the signs of
:mod:`nonaligned.reading.skeletons`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, TIME

_LOOSE = re.sub(r"\?P<\w+>", "?:", TIME.pattern)
ASIDE = re.compile(r", (?:whose|which|who) [^,;]+,")
"""An aside about somebody else, in which words of another field say nothing."""


@dataclass(frozen=True)
class Core:
    """A row of the table of cores.

    Parameters
    ----------
    kind : str
    role : str
        ``deed``: a subject with its verb. ``noun``: an event by its noun ("the war between …"),
        which is told of only where it opens its clause. ``aside``: what stands beside a name, with
        its own time. ``any``: wherever it stands.
    pattern, plain : str
        Over the skeleton, and what is told in the words of the claim language.
    unless, needs : str
        Patterns of words that must not, or must, stand in the clause.
    words : tuple of str
        One of these, in lower case, stands in every clause that the pattern matches; none where
        nothing can be said. Most patterns need not be compiled then.
    """

    kind: str
    role: str
    pattern: str
    plain: str
    unless: str
    needs: str
    words: tuple[str, ...] = ()

    @property
    def spelt(self) -> str:
        """The pattern with its words in capitals spelt out."""
        return _spelt(self.pattern)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(self.spelt)

    def may_match(self, clause: str) -> bool:
        """Whether a clause has the words that the pattern and the table ask for."""
        lowered = clause.lower()
        if self.words and not any(word in lowered for word in self.words):
            return False
        return not self.needs or pattern(self.needs).search(clause) is not None

    def fits(self, clause: str) -> bool:
        """Whether a clause is of the field of the core."""
        return not (self.unless and pattern(self.unless).search(ASIDE.sub(", ", clause)))


@cache
def cores(table: str = "cores") -> tuple[Core, ...]:
    """Return the rows of a table, in the order in which they apply."""
    path = files("nonaligned.reading") / "data" / f"{table}.csv"
    with path.open("r", encoding="utf-8") as stream:
        return tuple(
            Core(**row, words=tuple(filter(None, words.split("|"))))
            for row in csv.DictReader(stream)
            for words in [row.pop("words") or ""]
        )


@cache
def _vocabulary() -> dict[str, str]:
    """Patterns by the names that stand for them in cores."""
    path = files("nonaligned.reading") / "data" / "vocabulary.csv"
    with path.open("r", encoding="utf-8") as stream:
        words = {row["name"]: row["pattern"] for row in csv.DictReader(stream)}
    return words | {"T": _LOOSE, "NAME": NAME, "PEOPLE": PEOPLE, "GROUP": GROUP}


def _spelt(pattern: str) -> str:
    """Return a pattern with its words in capitals spelt out."""
    while True:
        put = re.sub(r"\{([A-Z_0-9]*[A-Z]+[0-9]?)\}", lambda m: _vocabulary()[m[1]], pattern)
        if put == pattern:
            return put
        pattern = put


@cache
def pattern(words: str) -> re.Pattern[str]:
    """Return a pattern written with the words of the vocabulary, whatever the case."""
    return re.compile(_spelt(words), re.IGNORECASE)
