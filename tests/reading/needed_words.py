"""Derive which words each pattern of some tables needs, and write them into the tables.

``python tests/reading/needed_words.py`` after a change of a table; a test holds the column to be
what is derived here. The rules are those of Cox (2012), "Regular Expression Matching with a
Trigram Index", with whole runs of letters for trigrams: a run of characters needs itself, an
alternation needs what one of its branches needs, a sequence needs the most telling of its parts.
"""

from __future__ import annotations

import csv
import io
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from pathlib import Path
from typing import Any

from nonaligned.reading import cores, wordings

DATA = Path(wordings.__file__).parent / "data"
CORES = ("cores", "sides", "turns")
TABLES = ("wordings", *CORES)
MAX_WORDS = {"wordings": 24} | dict.fromkeys(CORES, 300)
"""More alternatives cost more to look for than they save; patterns of cores are long."""

Needed = frozenset[str]
"""One of these stands in the text; empty where nothing can be said."""


def needed(pattern: str, most: int = MAX_WORDS["wordings"]) -> tuple[str, ...]:
    """The words of which a match of the pattern has one, in lower case and sorted."""
    found = _of_sequence(parser.parse(pattern, 0))
    return tuple(sorted(found)) if len(found) <= most else ()


def _of_sequence(sequence: Any) -> Needed:
    best, run = frozenset[str](), ""
    for code, argument in sequence:
        if code is op.LITERAL:
            run += chr(argument).lower()
            continue
        best, run = _better(best, _of_run(run)), ""
        best = _better(best, _of_part(code, argument))
    return _better(best, _of_run(run))


def _of_run(run: str) -> Needed:
    return frozenset({run} if run.strip() and "|" not in run else ())


def _of_part(code: Any, argument: Any) -> Needed:
    if code is op.SUBPATTERN:
        return _of_sequence(argument[3])
    if code in {op.ASSERT, op.ATOMIC_GROUP}:
        return _of_sequence(argument[1] if code is op.ASSERT else argument)
    if code is op.BRANCH:
        branches = [_of_sequence(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and argument[0] > 0:
        return _of_sequence(argument[2])
    return frozenset()


def _better(one: Needed, other: Needed) -> Needed:
    """The more telling of two: its shortest word is longer; then, it has fewer."""
    return max(one, other, key=lambda words: (min(map(len, words), default=0), -len(words)))


def table(name: str) -> str:
    """The table as it should stand, with the column of words derived."""
    with (DATA / f"{name}.csv").open("r", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    spelt = wordings.wordings() if name == "wordings" else cores.cores(name)
    for row, known in zip(rows, spelt, strict=True):
        row["words"] = "|".join(needed(known.spelt, MAX_WORDS[name]))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


if __name__ == "__main__":
    for name in TABLES:
        (DATA / f"{name}.csv").write_text(table(name), encoding="utf-8")
