"""What is told by its likeness to labelled sentences."""

from __future__ import annotations

import numpy as np
import pytest

from nonaligned.reading import LIKENESS, RULES
from nonaligned.reading.article import article_from_text
from nonaligned.reading.dates import Moment
from nonaligned.reading.extract import read
from nonaligned.reading.learned import DATA, PLAIN, likened, relation, weights
from nonaligned.reading.skeletons import skeleton
from nonaligned.reading.traits import tokens, traits

from .learn import digest, sets

ON = Moment.of(2018)


def told(text: str) -> list[str]:
    return [one.text for one, _, _ in likened(text, ON)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru gravitated towards Cuba after 1972", "Peru moved towards Cuba after 1972"),
        ("Peru's voting gravitated towards Cuba's in 1972", "Peru moved towards Cuba in 1972"),
        ("In 1972 the Peruvians turned a cold shoulder to Cuba", None),
    ],
)
def test_words_of_no_table(text: str, wanted: str | None) -> None:
    assert told(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    "text",
    [
        "Peru never gravitated towards Cuba after 1972",
        "Peru would have gravitated towards Cuba after 1972",
        "Some say that Peru allegedly gravitated towards Cuba after 1972",
        "Peru gravitated towards Cuba in 1972 and to Chile in 1980",
        "Peru signed a convention on fishing with Cuba in 1972",
        "The president of Peru visited Cuba in 1972",
        "Peru joined the Arab League in 1972",
    ],
)
def test_what_is_denied_doubted_or_not_told(text: str) -> None:
    assert told(text) == []


def test_parts_go_with_the_states() -> None:
    for one, other in (("Peru", "Cuba"), ("Cuba", "Peru")):
        bones = skeleton(f"{one} gravitated towards {other} after 1972", ON)
        found = relation(bones.text, bones)
        assert found is not None
        assert found.label == "shifted-towards"
        assert [bones.name(sign, ON) for sign in found.parts.values()] == [one, other]


def test_no_state_has_weights_of_its_own() -> None:
    """A state is a sign: exchanged for another, it has the same traits."""
    cuts = [tokens(skeleton(f"{one} backed Cuba", ON).text) for one in ("Peru", "Norway")]
    found = [set(traits(cut, {cut[0]: "X", cut[2]: "Y"})) for cut in cuts]
    assert found[0] == found[1]


def test_rules_come_first() -> None:
    article = article_from_text(
        "Peru backed Cuba in 1970. Peru fell into step with Cuba after 1972.", "2018"
    )
    assert [c.by for c in read(article).candidates] == [(RULES,), (LIKENESS,)]
    assert all(c.confidence < 0.8 for c in read(article).candidates if RULES not in c.by)


def test_weights_are_of_the_sets_as_they_are() -> None:
    """Else run ``python tests/reading/learn.py``."""
    with DATA.open("rb") as stream, np.load(stream) as held:
        assert held["sets"].tobytes().decode() == digest(list(sets()))


def test_every_label_has_words() -> None:
    labels = {label for one in weights().values() for label in one.labels}
    assert labels - {"none"} == set(PLAIN)


def test_who_speaks_is_not_what_is_told() -> None:
    text = "“Our line has never changed,” President Sagasti of Peru told reporters in 2020."
    assert not [c for c in read(article_from_text(text, "2020")).candidates if RULES not in c.by]
