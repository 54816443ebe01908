"""Learn from the labelled sentences what words tell of states: ``python tests/reading/learn.py``.

Writes ``data/learned.npz`` (:mod:`nonaligned.reading.learned`). An example is one state, two, or
three in order, of a stretch of a sentence; its label is the claim that is made of them there, or
that none is. ``--plain FILE`` gives text, a paragraph a line, whose sentences tell nothing where
the rules find nothing. With ``--without SET`` those sentences are left out and what is learned of
the others is measured on them; nothing is written then.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nonaligned.reading import deeds
from nonaligned.reading import learned as module
from nonaligned.reading.article import article_from_text
from nonaligned.reading.candidates import RULES
from nonaligned.reading.dates import Moment
from nonaligned.reading.extract import read
from nonaligned.reading.learned import (
    DATA,
    MOST_PARTIES,
    NONE,
    PLAIN,
    Weights,
    castings,
    parties,
)
from nonaligned.reading.skeletons import Skeleton, skeleton
from nonaligned.reading.speech import pieces, quotations
from nonaligned.reading.syntax import Rules
from nonaligned.reading.traits import tokens

if __package__:
    from . import quality
else:
    import quality

ON = Moment.of(quality.PUBLISHED)
EITHER = {"grew", "allied", "fought"}
"""Kinds in which two states have the same part."""
STRENGTH = 3.0
"""Inverse of the penalty on weights."""
LIGHT = 0.05
"""Weight below which a trait is left out."""
SEEN = 2
"""Examples in which a trait must stand."""


@dataclass(frozen=True)
class Example:
    """Some states of a stretch, in order, and what is told of them."""

    found: tuple[str, ...]
    label: str
    text: str


HELD = frozenset({"news_eleven", "news_twelve"})
"""Sets that nothing is learned from, nor rules made for: they tell what unseen text gives."""


def sets() -> Iterator[str]:
    """Names of the labelled sets that are learned from."""
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        if path.stem in HELD:
            continue
        entries = yaml.safe_load(path.read_text("utf-8"))
        if isinstance(entries, list) and all("want" in entry for entry in entries):
            yield path.stem


def plain(path: Path) -> Iterator[dict[str, Any]]:
    """Return paragraphs of true text in which no claim is made that the rules read."""
    for paragraph in path.read_text("utf-8").splitlines():
        article = article_from_text(paragraph, quality.ON)
        for account in read(article).accounts:
            if account.mentions.states and all(RULES not in c.by for c in account.candidates):
                yield {"text": account.sentence.text, "want": []}


def examples(entry: dict[str, Any], many: int) -> Iterator[Example]:
    """Examples of so many states of a sentence."""
    article = article_from_text(entry["text"], quality.ON)
    for sentence in Rules(article).sentences:
        for piece in pieces(sentence, quotations(article.text), ""):
            if piece.stance == "said" and (piece.quoted or not quotations(sentence.text)):
                bones = skeleton(piece.text.rstrip(' .!”"’'), ON)
                for start, end in deeds.stretches(bones.text):
                    yield from _of_stretch(entry, bones.text[start:end], bones, many)


def _of_stretch(
    entry: dict[str, Any], stretch: str, bones: Skeleton, many: int
) -> Iterator[Example]:
    cut = tokens(stretch)
    signs = parties(cut, bones)
    if not 0 < len(signs) <= MOST_PARTIES + 1:
        return
    for chosen, found in castings(cut, signs, many):
        names = tuple(_id(sign, bones) for sign in chosen)
        yield Example(tuple(set(found)), _label(entry, names), stretch)


def _id(sign: str, bones: Skeleton) -> str:
    mention = bones.mentions[ord(sign) & 0x7FF]
    return mention.group or mention.candidates[0]


def _label(entry: dict[str, Any], names: tuple[str, ...]) -> str:
    """What a label says of some states in their order."""
    for want in entry["want"]:
        label = want["kind"]
        if "dir" in want:
            label += f"-{ {'closer': 'together'}.get(want['dir'], want['dir']) }"
        label = "cause" if label == "backs" and not want.get("y") else label
        if len(names) != sum(f"{{{part}}}" in PLAIN.get(label, "") for part in "xyz"):
            continue
        if want.get("neg"):
            continue
        told = tuple(quality.GROUPS.get(n, n) for n in (*want.get("x", ()), *want.get("y", ())))
        same = told == names
        if want["kind"] in EITHER:
            same = sorted(told) == sorted(names)
        if want["kind"] == "neither":
            same = told[:1] == names[:1] and sorted(told) == sorted(names)
        if same and len(want.get("x", ())) == 1:
            return label
    return NONE


def fitted(known: list[Example]) -> tuple[list[str], list[str], Any]:
    """Traits, labels and the regression of them."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(trait for one in known for trait in one.found)
    kept = sorted(trait for trait, count in counts.items() if count >= SEEN)
    at = {trait: i for i, trait in enumerate(kept)}
    rows = [sorted(at[t] for t in one.found if t in at) for one in known]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.concatenate([np.array(row, dtype=int) for row in rows])
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(known), len(kept)))
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(matrix, [one.label for one in known])
    return kept, list(model.classes_), model


def learned(entries: list[dict[str, Any]]) -> dict[int, Weights]:
    """What labelled sentences teach, by the number of states."""
    found: dict[int, Weights] = {}
    for many in (1, 2, 3):
        known = [one for entry in entries for one in examples(entry, many)]
        kept, labels, model = fitted(known)
        telling = np.flatnonzero(np.abs(model.coef_).max(axis=0) >= LIGHT)
        places = {kept[at]: i for i, at in enumerate(telling)}
        rows = model.coef_.T[telling].astype(np.float16)
        found[many] = Weights(tuple(labels), places, rows, model.intercept_.astype(np.float32))
        print(many, len(known), Counter(one.label for one in known), len(kept))
    return found


def digest(named: list[str]) -> str:
    """Say in short what some sets hold, to tell whether they were learned from as they are."""
    found = hashlib.sha256()
    for name in named:
        for entry in quality.labelled(name):
            found.update(f"{entry['text']}{entry['want']}".encode())
    return found.hexdigest()


def write(found: dict[int, Weights], sets_held: str) -> None:
    """Write what was learned, the same bytes for the same weights."""
    held: dict[str, Any] = {"sets": _bytes(sets_held)}
    for many, one in found.items():
        held[f"traits{many}"], held[f"labels{many}"] = _bytes(*one.places), _bytes(*one.labels)
        held[f"rows{many}"], held[f"start{many}"] = one.rows, one.start
    path = Path(str(DATA))
    with path.open("wb") as stream:
        np.savez_compressed(stream, **held)
    print(f"{path.stat().st_size:,} bytes")


def _bytes(*words: str) -> Any:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def main() -> None:
    """Learn from all sets and write it, or from all but those named and measure it on them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without", nargs="*", default=[], help="sets to measure it on")
    arguments.add_argument("--plain", nargs="*", default=[], type=Path, help="true texts")
    said = arguments.parse_args()
    named = [name for name in sets() if name not in said.without]
    entries = [entry for name in named for entry in quality.labelled(name)]
    found = learned([*entries, *(entry for path in said.plain for entry in plain(path))])
    if not said.without:
        write(found, digest(named))
        return
    module.weights = lambda: found  # type: ignore[assignment]
    for name in said.without:
        total = sum(quality.table(name)[0].values(), Counter())
        print(f"{name}: labelled {total['labelled']}, read {total['read']}, right {total['right']}")


if __name__ == "__main__":
    main()
