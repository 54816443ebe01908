"""Ten thousand mutated sentences: refused in one line, or read as what the canonical one says."""

from __future__ import annotations

import random
import time

import pytest

from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import canonical, cast, parse
from nonaligned.errors import NonalignedError

SENTENCES = [e.format(**cast()) for kind in kinds().values() for e in kind.examples]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
MARKS = [
    "",
    ",",
    ".",
    "?",
    "!",
    "'s",
    "-",
    "–",
    "(",
    ")",
    "not",
    "never",
    "%",
    "1979",
    "é",
    "\u200b",
]


def mutated(sentence: str, chance: random.Random) -> str:
    words = sentence.split()
    for _ in range(chance.randint(1, 3)):
        k = chance.randrange(len(words))
        move = chance.randrange(6)
        if move == 0 and len(words) > 1:
            del words[k]
        elif move == 1:
            words.insert(k, chance.choice(WORDS))
        elif move == 2:
            words[k] = chance.choice(WORDS)
        elif move == 3:
            words[k] += chance.choice(MARKS)
        elif move == 4:
            j = chance.randrange(len(words))
            words[k], words[j] = words[j], words[k]
        else:
            other = chance.choice(SENTENCES).split()
            words = words[:k] + other[chance.randrange(len(other)) :]
        words = words or ["the"]
    return " ".join(words)


def tried(sentence: str) -> tuple[bool, float]:
    """Whether the sentence is read, and how long that took."""
    began = time.process_time()
    try:
        claim = parse(sentence, on=2018)
    except NonalignedError as error:
        took, message = time.process_time() - began, error.message
    else:
        took, message = time.process_time() - began, ""
    assert "\n" not in message
    if message:
        return False, took
    said = canonical(claim)
    assert parse(said, on=2018) == claim, (sentence, said)
    return True, took


@pytest.mark.slow
def test_ten_thousand_mutated_sentences() -> None:
    chance = random.Random(11)
    found = [tried(mutated(chance.choice(SENTENCES), chance)) for _ in range(10_000)]
    read = sum(ok for ok, _ in found)
    assert 500 < read < 9_500
    assert max(took for _, took in found) < 2.0


def test_some_mutated_sentences() -> None:
    chance = random.Random(12)
    for _ in range(300):
        tried(mutated(chance.choice(SENTENCES), chance))


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Sweden and " * 20 + "Cuba grew closer",
        "not " * 120,
        "Norway " + "largely " * 50 + "backs Sweden",
        "Norway backs Sweden" + ", in 1979" * 40,
        "in the " * 60 + "1980s",
    ],
)
def test_repetition_does_not_explode(sentence: str) -> None:
    began = time.process_time()
    tried(sentence[:500])
    assert time.process_time() - began < 2.0
