"""Whole articles: what was planted is found, and nothing else."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from nonaligned.reading import article_from_text, chronology, read, read_article
from nonaligned.reading.date_conflicts import Conflict

HERE = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (HERE / "articles" / "expected.yaml").read_text("utf-8")
)


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_quality", HERE / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUALITY = _quality()


@pytest.mark.parametrize("name", EXPECTED)
def test_planted_claims_are_found_and_none_is_invented(name: str) -> None:
    article = read_article(HERE / "articles" / name)
    year, reading = article.date.year, read(article)
    left = list(reading.candidates)
    for want in EXPECTED[name]["claims"]:
        hit = next(
            (c for c in left if want["where"] in c.source and QUALITY.matches(c, want, year)), None
        )
        assert hit, (want, [(c.canonical, c.speaker) for c in left])
        left.remove(hit)
    assert not left, [c.canonical for c in left]


def cites(conflict: Conflict, pieces: list[str]) -> bool:
    words = " | ".join((conflict.text, *(s.text for s in conflict.statements)))
    return all(piece.removeprefix("In ") in words for piece in pieces)


@pytest.mark.parametrize("name", EXPECTED)
def test_planted_conflicts_are_found_and_none_is_invented(name: str) -> None:
    found = chronology(read_article(HERE / "articles" / name)).conflicts
    planted = EXPECTED[name]["conflicts"]
    for pieces in planted:
        assert any(cites(c, pieces) for c in found), (pieces, [c.text for c in found])
    # Whatever else is found cites the date that was planted wrong.
    for conflict in found:
        assert any(cites(conflict, pieces[:1]) for pieces in planted), conflict.text


@pytest.mark.parametrize("name", EXPECTED)
def test_the_date_is_found(name: str) -> None:
    article = read_article(HERE / "articles" / name)
    assert article.date.first == EXPECTED[name]["date"]


@pytest.mark.parametrize("name", ["true.txt", "true_too.txt"])
def test_true_articles_raise_no_conflict(name: str) -> None:
    found = chronology(read_article(HERE / "articles" / name))
    assert len(found.statements) >= 60
    assert not found.conflicts, [c.text for c in found.conflicts]
    assert not found.strained, [c.text for c in found.strained]


@pytest.mark.parametrize(
    "sentence",
    [
        "The letter was sent in {year}.",
        "Two years later, in {year}, he went to town.",
        "The Berlin Wall fell in {year}.",
    ],
)
def test_endless_conflicts_are_bounded(sentence: str) -> None:
    text = " ".join(sentence.format(year=1950 + n % 50) for n in range(600))
    started = time.process_time()
    found = chronology(article_from_text(text, 2018))
    assert found.conflicts
    assert time.process_time() - started < 15


def test_long_articles_take_time_in_proportion() -> None:
    texts = [p.read_text("utf-8") for p in sorted((HERE / "dated").glob("*.txt"))]
    whole = "\n\n".join(texts)

    def seconds(copies: int) -> float:
        article = article_from_text("\n\n".join([whole] * copies), 2018)
        started = time.process_time()
        chronology(article)
        return time.process_time() - started

    seconds(1)
    assert seconds(4) < 10 * seconds(1)


def test_scripts_and_menus_are_not_read() -> None:
    article = read_article(HERE / "articles" / "wall.html")
    for words in ("document.write", "Norway backs Russia", "Sweden is the only", "onclick"):
        assert words not in article.text


@pytest.fixture
def letter(shared_data: Path) -> Path:
    """A real article of the kind that users bring; it stays where it is."""
    return shared_data.parent / "texts" / "letter-article.txt"


@pytest.mark.shared
def test_the_letter_article_is_read_whole(letter: Path) -> None:
    article = read_article(letter, date="2018-01-05")
    reading = read(article)
    joined = "".join(account.sentence.text for account in reading.accounts)
    assert joined.replace(" ", "") == "".join(article.text.split())
    about = [c.claim for c in reading.candidates if c.claim.kind != "foretold"]
    assert {(c.kind, *(p.name for p in c.subjects), c.issue) for c in about} == {
        ("camps", None),
        ("steady", "IRN", None),
        ("neither", "IRN", None),
        ("only", "IRN", "me"),
        ("backs", "IRN", None),
    }
    headline = reading.candidates[0].claim.window
    assert (headline.first, headline.last) == (1989, 2018)
    camps = next(claim for claim in about if claim.kind == "camps")
    assert (camps.number, [p.name for p in camps.others]) == (2, ["RUS", "USA"])
    assert (camps.window.first, camps.window.last) == (1947, 1991)
    named = next(c for c in reading.candidates if c.claim.kind == "neither")
    assert {p.name for p in named.claim.others} == {"RUS", "USA"}
    assert any("camps just named" in step for step in named.steps)


@pytest.mark.shared
def test_the_letter_article_s_predictions_are_dated_by_the_letter(letter: Path) -> None:
    """As the article dates it, which its own other dates contradict; each step says so."""
    reading = read(read_article(letter, date="2018-01-05"))
    told = [c for c in reading.candidates if c.claim.kind == "foretold"]
    assert [c.claim.event.lower() for c in told] == [
        "fall of communism",
        "collapse of communism",
        "downfall of capitalism",
    ]
    for candidate in told:
        assert (candidate.claim.window.first, candidate.claim.month) == (1988, 1)
        assert candidate.claim.speaker == "Imam Khomeini"
        assert candidate.speaker == ""
        assert any("other dates contradict January 1988" in d for d in candidate.doubts)
    assert all("date of the letter" in " ".join(c.steps) for c in told[1:])


@pytest.mark.shared
def test_the_letter_article_s_dates_are_found_to_conflict(letter: Path) -> None:
    """The month given for the letter fails against each other statement; nothing else does."""
    result = chronology(read_article(letter, date="2018-01-05"))
    cited = [sorted(s.text.split()[0] for s in c.statements) for c in result.conflicts]
    assert cited == [["29", "January"], ["January", "a"], ["1999", "January", "Ten"], ["January"]]
    assert result.conflicts[-1].kind == "office"
    assert [s.text.split()[0] for c in result.strained for s in c.statements] == [
        "January",
        "three",
    ]
    repair = result.repairs[0]
    assert (repair.statement.text, repair.conflicts) == ("January 1988", 3)
    assert "between 6 July 1988 and 10 May 1989" in repair.text


@pytest.mark.shared
def test_the_letter_article_asks_for_its_date(letter: Path) -> None:
    from nonaligned.errors import InputError

    with pytest.raises(InputError, match="--date"):
        read_article(letter)


@pytest.mark.shared
def test_dated_a_year_before_the_headline_holds(letter: Path) -> None:
    """In January 2017 "29 years after" agrees with the month given, and is not reported."""
    found = chronology(read_article(letter, date="2017-01-05")).conflicts
    assert all(
        "29 years" not in s.text for c in found for s in c.statements if len(c.statements) < 2
    )
    assert not any("29 years" in c.text and "January 1988" in c.text for c in found)
