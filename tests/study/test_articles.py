"""Articles from text to verdicts: every sentence accounted for, dates checked, speakers kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from nonaligned import study
from nonaligned.errors import InputError
from nonaligned.reading import saying
from nonaligned.report.claimreview import Publication, claimreview
from nonaligned.report.document import UNNAMED
from nonaligned.report.json import document, dumps, schema

ARTICLE = """A quarter of a century of steadiness

Published 5 January 2018

Cuba was closer to the Soviet Union than to the United States from 1979 to 1989. "Cuba alone backs
the Palestinians", the minister said. The pact was signed in May 1985, a year before the fall of the
Berlin Wall. What a fine morning it was.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def test_progress_and_figures_come_where_they_are_asked_for(article: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    made = study.check(article, figures=True, progress=lambda *stage: told.append(stage))
    n = len(made.entries)
    assert told == [
        ("reading", 0, None),
        ("reading", 1, 1),
        *(("weighing", k, n) for k in range(1, n + 1)),
    ]
    assert made == study.illustrated(study.check(article))
    assert any(entry.figures for entry in made.entries)


def test_an_article_is_read_and_tested(article: Path) -> None:
    made = study.check(article)
    assert made.verdicts[0].verdict == "supported"
    assert made.article is not None
    assert made.article.published == "2018-01-05"
    first, last, _ = made.article.spans[0]
    assert made.article.text[first:last].startswith("Cuba was closer")
    assert any("Berlin Wall" in conflict.text for conflict in made.conflicts)
    assert any("fine morning" in sentence.text for sentence in made.untested)
    jsonschema.validate(json.loads(dumps(document(made))), schema())


def test_what_is_quoted_is_the_speakers(article: Path) -> None:
    spoken = [entry for entry in study.check(article).entries if entry.speaker]
    assert [entry.verdict.kind for entry in spoken] == ["only"]
    assert "minister" in spoken[0].speaker


def test_reading_gives_a_file_that_check_takes(article: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.yaml"
    claims.write_text(study.read(article))
    kinds = [verdict.kind for verdict in study.check(claims).verdicts]
    assert kinds == [verdict.kind for verdict in study.check(article).verdicts]


@pytest.mark.parametrize("date", ["2018-01-05", "2018-01", "2018"])
def test_the_day_of_an_article_is_kept_as_far_as_it_is_known(date: str, tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("Cuba backs the Palestinians.")
    view = study.check(path, date=date).article
    assert view is not None
    assert view.published == date


def test_a_kind_that_does_not_exist_is_refused(article: Path) -> None:
    with pytest.raises(InputError, match="no kind 'nearer'"):
        study.check(article, kind="nearer")


def test_one_kind_alone(article: Path) -> None:
    assert [v.kind for v in study.check(article, kind="only").verdicts] == ["only"]


@pytest.mark.parametrize("text", [ARTICLE, "claims:\n  - say: Cuba backs the Palestinians.\n"])
def test_standard_input_may_be_either(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert study.check("-").verdicts


@pytest.mark.shared
def test_the_letter_article(shared_data: Path) -> None:
    made = study.check(shared_data.parent / "texts" / "letter-article.txt", date="2018-01")
    verdicts = {verdict.kind: verdict.verdict for verdict in made.verdicts}
    assert verdicts["only"] == "contradicted"
    assert "steady" in verdicts
    assert any("January 1988" in conflict.text for conflict in made.conflicts)
    assert all(sentence.reason for sentence in made.untested)


def test_predictions_alone_make_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "seers.txt"
    path.write_text(
        "Published 5 January 2018\n\nAmalrik foresaw in 1970 that the Soviet Union would end by "
        "1984. Cuba backs the Palestinians. In January 1989 Khomeini predicted the fall of "
        "communism.\n"
    )
    made = document(study.check(path, kind="foretold"))
    jsonschema.validate(json.loads(dumps(made)), schema())
    assert [claim["kind"] for claim in made["claims"]] == ["foretold", "foretold"]
    assert [(row["who"], row["verdict"]) for row in made["ledger"]] == [
        ("Amalrik", "contradicted"),
        ("Khomeini", "supported"),
    ]


@pytest.mark.parametrize("speaker", ["the minister", "He", "she"])
def test_a_quoted_speaker_goes_through_the_file_of_claims(speaker: str, tmp_path: Path) -> None:
    text = f"“Cuba alone backs the Palestinians”, {speaker} said."
    path, claims = tmp_path / "article.txt", tmp_path / "claims.yaml"
    path.write_text(text)
    claims.write_text(study.read(path, date="2018"))
    (direct,), (kept,) = study.check(path, date="2018").entries, study.check(claims).entries
    assert direct.speaker == kept.speaker == (speaker if " " in speaker else UNNAMED)
    (review,) = claimreview(study.check(claims), Publication(author="Ann Other"))["@graph"]
    author = review["itemReviewed"].get("author")
    assert author == ({"name": speaker} if " " in speaker else None)


def test_a_pronoun_in_a_file_of_claims_names_nobody(tmp_path: Path) -> None:
    claims = tmp_path / "claims.yaml"
    claims.write_text("claims:\n  - say: Cuba alone backs the Palestinians.\n    said_by: He\n")
    assert study.check(claims).entries[0].speaker == UNNAMED


def test_reader_and_report_say_the_same_of_who_is_not_named() -> None:
    assert saying.UNNAMED == UNNAMED
