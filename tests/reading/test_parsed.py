"""Syntax by spaCy: sentences and names from pipelines made here, clauses from parses by hand.

No trained pipeline is used: its makers publish it elsewhere than packages are published.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nonaligned import study
from nonaligned.errors import InputError
from nonaligned.reading import Reading, article_from_text, read, sentences
from nonaligned.reading import parsed as module
from nonaligned.reading.clauses import clauses
from nonaligned.reading.parsed import LONGEST, parsed, pipeline

BLANK = spacy.blank("en")


def named(*patterns: tuple[str, str], cut: bool = True) -> Language:
    """A pipeline that knows entities by a list, and sentences by their full stops."""
    nlp = spacy.blank("en")
    if cut:
        nlp.add_pipe("sentencizer")
    if patterns:
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": text} for text, label in patterns])
    return nlp


def parse(words: str) -> Doc:
    """A parse written by hand: word/dependency/head/tag, heads counted from 0."""
    cut = [word.rsplit("/", 3) for word in words.split()]
    texts, deps, heads, tags = zip(*cut, strict=True)
    return Doc(
        BLANK.vocab,
        words=list(texts),
        spaces=[text not in {",", "."} for text in (*texts[1:], ".")],
        deps=list(deps),
        heads=[int(head) for head in heads],
        tags=list(tags),
    )


def by(doc: Doc, text: str) -> Doc:
    return doc if text == doc.text else BLANK(text)


def reading(text: str, nlp: object) -> Reading:
    return read(article_from_text(text, "2018-01-05"), syntax=partial(parsed, nlp=nlp))


def claims(found: Reading) -> list[str]:
    return [candidate.canonical for candidate in found.candidates]


# -- clauses from dependencies ---------------------------------------------------------------

BOTH = """Peru/nsubj/10/NNP ,/punct/0/, which/nsubj/3/WDT backed/relcl/0/VBD Cuba/dobj/3/NNP
from/prep/3/IN 1970/pobj/5/CD to/prep/5/IN 1980/pobj/7/CD ,/punct/0/, moved/ROOT/10/VBD
towards/prep/10/IN Chile/pobj/11/NNP after/prep/10/IN 1990/pobj/13/CD ./punct/10/."""
WHOSE = """Peru/nsubj/12/NNP ,/punct/0/, whose/poss/3/WP$ policy/nsubj/8/NN on/prep/3/IN
Palestine/pobj/4/NNP has/aux/8/VBZ not/neg/8/RB changed/relcl/0/VBN since/prep/8/IN 1979/pobj/9/CD
,/punct/0/, slept/ROOT/12/VBD ./punct/12/."""
SHARED = """In/prep/3/IN 1975/pobj/0/CD Peru/nsubj/3/NNP left/ROOT/3/VBD Georgians/dobj/3/NNS
and/cc/3/CC backed/conj/3/VBD Cuba/dobj/6/NNP ./punct/3/."""
REPORTED = """Analysts/nsubj/1/NNS speculate/ROOT/1/VBP that/mark/9/IN Peru/nsubj/9/NNP ,/punct/3/,
which/nsubj/6/WDT backed/relcl/3/VBD Cuba/dobj/6/NNP ,/punct/9/, slept/ccomp/1/VBD ./punct/1/."""
BOTH_DENIED = """Peru/nsubj/3/NNP did/aux/3/VBD not/neg/3/RB leave/ROOT/3/VB Georgians/dobj/3/NNS
or/cc/3/CC back/conj/3/VB Cuba/dobj/6/NNP ./punct/3/."""
BARE = """Peru/nsubj/1/NNP kept/ROOT/1/VBD leaving/xcomp/1/VBG and/cc/1/CC backing/conj/1/VBG
Cuba/dobj/4/NNP ./punct/1/."""
WOULD = """Peru/nsubj/2/NNP would/aux/2/MD leave/ROOT/2/VB Georgians/dobj/2/NNS and/cc/2/CC
back/conj/2/VB Cuba/dobj/5/NNP ./punct/2/."""
OBJECT = """Peru/nsubj/6/NNP ,/punct/0/, which/dobj/4/WDT Cuba/nsubj/4/NNP backed/relcl/0/VBD
,/punct/0/, slept/ROOT/6/VBD ./punct/6/."""


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (
            BOTH,
            {"Peru backed Cuba from 1970 to 1980.": "Peru, which backed Cuba from 1970 to 1980"},
        ),
        (
            WHOSE,
            {
                "Peru's policy on the Palestinian question did not change from 1979 to 2018.":
                    "Peru, whose policy on Palestine has not changed since 1979"
            },
        ),
    ],
)  # fmt: skip
def test_clauses_that_only_a_parse_finds(words: str, more: dict[str, str]) -> None:
    doc = parse(words)
    found = reading(doc.text, partial(by, doc))
    before = claims(read(article_from_text(doc.text, "2018-01-05")))
    new = {c.canonical: c.source for c in found.candidates if c.canonical not in before}
    assert new == more
    assert set(before) <= set(claims(found))
    assert all(c.confidence < 0.9 for c in found.candidates if c.canonical in more)


def completed(words: str) -> list[str]:
    """Texts of the clauses that the parse adds to those of the rules."""
    doc = parse(words)
    syntax = parsed(article_from_text(doc.text, 2018), partial(by, doc))
    found = [clause.text for clause in syntax.clauses(doc.text, [])]
    return found[: len(found) - len(list(clauses(doc.text)))]


def test_what_stands_before_the_subject_goes_with_it() -> None:
    assert completed(SHARED) == ["In 1975 Peru backed Cuba"]


def test_would_holds_for_both_verbs() -> None:
    assert completed(WOULD) == ["Peru would back Cuba"]


@pytest.mark.parametrize("words", [REPORTED, BOTH_DENIED, BARE, OBJECT])
def test_what_a_parse_does_not_state_for_sure_is_not_completed(words: str) -> None:
    assert completed(words) == []


def test_the_main_clause_is_read_beside_the_one_inside_it() -> None:
    doc = parse(BOTH)
    found = reading(doc.text, partial(by, doc)).candidates
    assert [c.canonical for c in found][1] == "Peru moved towards Chile after 1990 up to 2018."
    assert found[0].end <= found[1].start
    assert "carried over “which”" in found[0].steps[0]


# -- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        (
            "Maurice Jordan came. Jordan voted with Israel.",
            [("Maurice Jordan", "PERSON"), ("Jordan", "PERSON")],
        ),
        ("Lake Chad was closer to Nigeria than to Niger.", [("Lake Chad", "LOC")]),
        ("Chad Stadium backed Cuba.", [("Chad Stadium", "FAC")]),
    ],
)
def test_names_of_persons_and_places_are_no_states(
    text: str, patterns: list[tuple[str, str]]
) -> None:
    found = reading(text, named(*patterns))
    assert not found.candidates
    names = {m.text for account in found.accounts for m in account.mentions.states}
    assert not names & {"Jordan", "Chad"}


@pytest.mark.parametrize("label", ["PERSON", "LOC", "GPE", "ORG"])
def test_a_bare_name_stays_a_state_unless_the_article_gives_it_to_a_person(label: str) -> None:
    """Small pipelines take states they rarely read of for persons."""
    found = reading("Jordan backed Cuba.", named(("Jordan", label)))
    assert claims(found) == ["Jordan backed Cuba up to 2018."]


def test_the_same_name_may_be_both() -> None:
    nlp = named(("Maurice Jordan", "PERSON"))
    found = reading("Maurice Jordan came. Jordan backed Cuba.", nlp)
    assert claims(found) == ["Jordan backed Cuba up to 2018."]


# -- sentences --------------------------------------------------------------------------------


def test_sentences_end_where_the_pipeline_says() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["|"]})
    found = reading("Peru backed Cuba. Chile slept | It rained.", nlp)
    assert [a.sentence.text for a in found.accounts] == [
        "Peru backed Cuba. Chile slept |", "It rained.",
    ]  # fmt: skip
    text = found.article.text
    assert all(text[a.sentence.start : a.sentence.end] == a.sentence.text for a in found.accounts)


@pytest.mark.parametrize(
    "text", ["A title\n\nPeru slept. Chile woke.\n\n  So did U.S. envoys.", "Peru…", "?!  \t.\n\n-"]
)
def test_no_character_but_blanks_is_lost(text: str) -> None:
    article = article_from_text(text, 2018)
    for nlp in (named(), named(cut=False), BLANK):
        found = parsed(article, nlp).sentences
        assert "".join(s.text for s in found).split() or not text.split()
        assert "".join("".join(s.text for s in found).split()) == "".join(article.text.split())


def test_a_pipeline_that_tells_nothing_leaves_it_to_the_rules() -> None:
    article = article_from_text("Mr. Smith of Peru slept. Peru backed Cuba.", 2018)
    assert parsed(article, BLANK).sentences == sentences(article)
    assert read(article, syntax=partial(parsed, nlp=BLANK)) == read(article)


def test_what_is_far_behind_is_cut_by_rules() -> None:
    asked: list[int] = []

    def nlp(text: str) -> Doc:
        asked.append(len(text))
        return BLANK(text[:100])

    text = "Peru slept.\n\n" + "It rained. " * (LONGEST // 10) + "\n\nPeru backed Cuba."
    article = article_from_text(text, 2018)
    assert parsed(article, nlp).sentences == sentences(article)
    assert sum(asked) < LONGEST


# -- the reader -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "pipeline"
    named(("Maurice Jordan", "PERSON"), ("Jordan", "PERSON")).to_disk(path)
    return path


def test_the_reader_loads_a_pipeline_from_its_folder(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Maurice Jordan came. Jordan backed Cuba. Peru backed Cuba.")
    made = study.check(path, date="2018", reader=study.reader("spacy", model=str(folder)))
    assert [verdict.canonical for verdict in made.verdicts] == ["Peru backed Cuba up to 2018."]
    assert made.notes == ("Sentences, names and clauses were told by spaCy with en_pipeline 0.0.0",)
    assert len(study.check(path, date="2018").verdicts) == 2
    text = study.read(path, date="2018", reader=study.reader("spacy", model=str(folder)))
    assert f"# {made.notes[0]}" in text


@pytest.mark.parametrize("model", ["no_such_pipeline", "/no/such/folder", "", "."])
def test_a_pipeline_that_is_not_there(model: str) -> None:
    with pytest.raises(InputError, match="spacy download en_core_web_sm"):
        pipeline(model)


def test_without_spacy_the_error_names_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install 'nonaligned\[spacy\]'") as raised:
        module.pipeline()
    assert "\n" not in raised.value.message
