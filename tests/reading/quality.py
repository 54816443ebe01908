"""Measure the reading against the labelled sentences: ``python tests/reading/quality.py``,
and against another set with its name behind it (``held_out``, ``fresh``, ``news``); with
``--spacy=MODEL`` as a spaCy pipeline tells sentences, names and clauses.

A claim counts as read when the kind, the states in their roles, the issue, the years, the number,
the denial, the direction and the speaker that the label names are all right; what a label leaves
out is not judged. Precision is over claims read, recall over claims labelled.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from nonaligned.reading.article import Article, article_from_text
from nonaligned.reading.candidates import Candidate
from nonaligned.reading.extract import Reading, read
from nonaligned.reading.parsed import parsed, pipeline
from nonaligned.reading.syntax import Rules, Syntax

HERE = Path(__file__).parent
ON, PUBLISHED = "2018-01-05", 2018
GROUPS = {"arab": "arab-league"}
UNORDERED = {"neither", "camps", "grew", "allied", "fought"}
DIRECTIONS = {"together": "closer"}


def labelled(name: str = "labelled") -> list[dict[str, Any]]:
    """The sentences with their labels."""
    entries: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return entries


def reading(text: str, syntax: Callable[[Article], Syntax] = Rules) -> Reading:
    """A sentence read as an article of its own."""
    return read(article_from_text(text, ON), syntax=syntax)


def matches(got: Candidate, want: dict[str, Any], published: int = PUBLISHED) -> bool:
    """Whether a candidate says everything that its label does."""
    claim = got.claim
    if claim.kind != want["kind"] or claim.negated != want.get("neg", False):
        return False
    if not _parties(want, claim):
        return False
    if "issue" in want and not claim.resolution and claim.issue != want["issue"]:
        return False  # a resolution is its own issue
    if claim.topic and want.get("topic", claim.topic) != claim.topic:
        return False
    if "dir" in want and claim.direction != DIRECTIONS.get(want["dir"], want["dir"]):
        return False
    if "n" in want and claim.number != want["n"]:
        return False
    speaker = claim.speaker or got.speaker
    return _years(want, claim, published) and want.get("speaker", "").lower() in speaker.lower()


def _parties(want: dict[str, Any], claim: Any) -> bool:
    got = {"x": [p.name for p in claim.subjects], "y": [p.name for p in claim.others]}
    named = {
        role: [GROUPS.get(name, name) for name in want[role]] for role in ("x", "y") if role in want
    }
    if all(got[role] == names for role, names in named.items()):
        return True
    both = sorted(got["x"] + got["y"]), sorted(name for names in named.values() for name in names)
    return want["kind"] in UNORDERED and both[0] == both[1]


def _years(want: dict[str, Any], claim: Any, published: int) -> bool:
    """Compare years: one year is a turn or an end; a span "since" runs to the publication.

    The claim language reads "moved since 2002" as a turn, and "no longer by 1991" as an end; of a
    prediction the first year is when it was said. Where a label has no years none are judged, so
    that recent years, which the tense gives, are right; years that end open are right, and so are
    those that end in the year of the publication.
    """
    years, window = want.get("years"), claim.window
    if years is None:
        return True
    if isinstance(years, int):
        return years in {window.turn, window.first, window.last}
    if claim.kind == "foretold":
        return bool(window.first == years[0])
    first, last = years[0], years[1] or published
    if window.turn is not None:
        return first == window.turn and last in {first, published}
    begins = window.first or (window.last if claim.kind == "ended" else None)
    return begins == first and (window.last or published) == last


def table(
    name: str = "labelled", syntax: Callable[[Article], Syntax] = Rules
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts of labelled, read and right claims by kind, and every miss in words."""
    counts: dict[str, Counter[str]] = {}
    misses: list[str] = []
    for entry in labelled(name):
        got = list(reading(entry["text"], syntax).candidates)
        for want in entry["want"]:
            count = counts.setdefault(want["kind"], Counter())
            count["labelled"] += 1
            hit = next((c for c in got if matches(c, want)), None)
            if hit is None:
                misses.append(f"missed {want['kind']}: {entry['text']}")
            else:
                got.remove(hit)
                count.update(("read", "right"))
        for candidate in got:
            counts.setdefault(candidate.claim.kind, Counter())["read"] += 1
            misses.append(f"wrong {candidate.canonical} <- {entry['text']}")
    return counts, misses


def _syntax() -> Callable[[Article], Syntax]:
    models = [a.removeprefix("--spacy=") for a in sys.argv if a.startswith("--spacy=")]
    return partial(parsed, nlp=pipeline(models[0])) if models else Rules


def main() -> None:
    """Print precision and recall by kind; with ``--misses`` every miss too."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    counts, misses = table(*(named or ["labelled"]), _syntax())
    total = sum(counts.values(), Counter())
    print(f"{'kind':10} labelled  read  right  precision  recall")
    for kind, count in [*sorted(counts.items()), ("all", total)]:
        precision = count["right"] / count["read"] if count["read"] else float("nan")
        recall = count["right"] / count["labelled"] if count["labelled"] else float("nan")
        print(
            f"{kind:10} {count['labelled']:8} {count['read']:5} {count['right']:6}"
            f" {precision:10.2f} {recall:7.2f}"
        )
    if "--misses" in sys.argv:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
