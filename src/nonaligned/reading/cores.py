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
    """

    kind: str
    role: str
    pattern: str
    plain: str
    unless: str
    needs: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(_spelt(self.pattern))

    def fits(self, clause: str) -> bool:
        """Whether a clause is of the field of the core."""
        return not (self.unless and pattern(self.unless).search(ASIDE.sub(", ", clause)))


@cache
def cores(table: str = "cores") -> tuple[Core, ...]:
    """Return the rows of a table, in the order in which they apply."""
    path = files("nonaligned.reading") / "data" / f"{table}.csv"
    with path.open("r", encoding="utf-8") as stream:
        return tuple(Core(**row) for row in csv.DictReader(stream))


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
