"""Candidate claims: quality on labelled sentences, and an account of every sentence."""

from __future__ import annotations

import importlib.util
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.claims.language import parse
from nonaligned.claims.structured import loads
from nonaligned.reading import article_from_text, claims_yaml, read
from nonaligned.reading.screens import REASONS

HERE = Path(__file__).parent


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_quality", HERE / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUALITY = _quality()


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("labelled", 5),
        ("held_out", 5),
        ("fresh", 6),
        ("news", 6),
        ("news_two", 6),
        ("news_three", 11),
        ("news_four", 12),
        ("news_five", 6),
        ("news_nine", 16),
        ("variants", 10),
        ("manners", 10),
        ("manners_two", 10),
        ("manners_three", 10),
        ("manners_four", 6),
        ("ties_one", 5),
        ("ties_two", 5),
        ("ties_three", 5),
        ("ties_four", 5),
        ("ties_five", 5),
        ("ties_six", 20),
        ("foretold_plain", 55),
        ("news_ten", 20),
        ("topics", 8),
        ("sides", 12),
    ],
)
def test_precision_and_recall(name: str, least: int) -> None:
    """Precision of 0.9 and recall of 0.7 or more, over all and for kinds with labels enough."""
    counts, misses = QUALITY.table(name)
    whole = [sum(c[key] for c in counts.values()) for key in ("labelled", "read", "right")]
    rows = [
        whole,
        *(
            [c["labelled"], c["read"], c["right"]]
            for c in counts.values()
            if c["labelled"] >= least
        ),
    ]
    for labelled, found, right in rows:
        assert right / found >= 0.9, misses
        assert right / labelled >= 0.7, misses


def test_a_set_that_nothing_is_learned_from() -> None:
    """Plain news and speeches by a new writer: nine in ten are right, eight in ten are read."""
    counts, misses = QUALITY.table("news_twelve")
    total = sum(counts.values(), Counter())
    assert total["right"] / total["read"] >= 0.9, misses
    assert total["right"] / total["labelled"] >= 0.8, misses


def test_a_set_whose_first_run_is_told() -> None:
    """Sentences by a new writer: nearly all that is read is right, seven in ten are read."""
    counts, misses = QUALITY.table("news_six")
    labelled, found, right = (
        sum(c[key] for c in counts.values()) for key in ("labelled", "read", "right")
    )
    assert right / found >= 0.9, misses
    assert right / labelled >= 0.6, misses


def test_a_topic_without_a_code_is_never_a_claim_about_all_votes() -> None:
    """Whoever is backed in a dispute is backed in it; the words stay, and no verdict is given."""
    for entry in QUALITY.labelled("topics"):
        for want in entry["want"]:
            for candidate in QUALITY.reading(entry["text"]).candidates:
                topic, issue = candidate.claim.topic, candidate.claim.issue
                assert topic == want.get("topic", ""), candidate
                assert issue == want.get("issue"), candidate


SPEECH = """Statement by the representative of Kenya

Mr. President, we have supported decolonization since 1963. Our policy on disarmament has not
changed since 1965.

Mr. Abela (Malta): My delegation sided with neither the United States nor the Soviet Union in the
1970s.
"""


def test_a_speech_is_read_for_the_state_that_it_speaks_for() -> None:
    found = [c.canonical for c in read(article_from_text(SPEECH, 2016)).candidates]
    assert found == [
        "Kenya backed decolonization from 1963 to 2016.",
        "Kenya's policy on disarmament did not change from 1965 to 2016.",
        "Malta was independent of the United States and the Soviet Union from 1970 to 1979.",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "I speak for Malta. ",
        "On behalf of the people of Malta, I thank you. ",
        "My country, Malta, is small. ",
        "I was foreign minister of Malta. ",
    ],
)
def test_who_says_for_whom_it_speaks_is_we(lead: str) -> None:
    reading = read(article_from_text(f"{lead}We voted with the Arab states in the 1970s.", 2016))
    (claim,) = reading.candidates
    assert claim.canonical == "Malta backed the Arab League from 1970 to 1979."
    assert any("took “We” for Malta" in step for step in claim.steps)


@pytest.mark.parametrize(
    "text",
    [
        "We voted with the Arab states throughout the 1970s.",
        "Our policy on disarmament has not changed since 1955.",
        "“My country speaks for Malta,” a man said. We voted with the Arab states in the 1970s.",
    ],
)
def test_where_it_is_not_said_for_whom_nothing_is_read(text: str) -> None:
    reading = read(article_from_text(text, 2016))
    assert not reading.candidates
    assert reading.accounts[-1].why == REASONS["whose"]


@pytest.mark.parametrize(
    "text",
    [
        "I would not say that Hungary has changed sides.",
        "I do not think Hungary has changed sides.",
        "We would never claim that Peru has backed Cuba since 1970.",
        "Lagos, pressed by the war of 1975, stood closer to Accra than to Rabat.",
        "Moody's warned in 2011 that Italy's banks would collapse.",
    ],
)
def test_what_nobody_says_or_when_is_no_claim(text: str) -> None:
    assert not read(article_from_text(text, 2016)).candidates


def test_a_pronoun_and_an_event_for_a_date() -> None:
    text = "Egypt moved closer to the United States in the 1980s. It has opposed Israel on"
    reading = read(
        article_from_text(f"{text} Palestinian resolutions ever since the June War.", 2016)
    )
    claim = reading.candidates[-1].claim
    assert (claim.kind, claim.negated, claim.issue) == ("backs", True, "me")
    assert (claim.window.first, claim.subjects[0].name) == (1967, "EGY")


def test_a_quotation_that_its_speaker_breaks_is_one() -> None:
    text = "“Morocco”, the minister told them, “has backed the Palestinians since 1970.”"
    (claim,) = read(article_from_text(text, 2016)).candidates
    assert claim.canonical == "Morocco backed the Palestinians from 1970 to 2016."
    assert claim.speaker == "the minister"


def test_the_labels_are_many_and_a_third_are_traps() -> None:
    entries = QUALITY.labelled()
    assert len(entries) >= 150
    assert sum("trap" in entry for entry in entries) >= len(entries) / 3
    assert len({entry["text"] for entry in entries}) == len(entries)


def test_reasons_are_those_of_the_labels_in_four_of_five() -> None:
    entries = [e for e in QUALITY.labelled() if "reason" in e]
    right = [QUALITY.reading(e["text"]).accounts[0].reason == e["reason"] for e in entries]
    assert sum(right) / len(right) >= 0.8, [
        e["text"] for e, r in zip(entries, right, strict=True) if not r
    ]


TEXT = """A headline about nothing

Peru backs Cuba. It has always supported the Palestinians. Why? Chile wants more.

“Our country has never backed Israel,” Cuban President Raúl Castro said. “We shall.” It rained."""


def test_every_sentence_has_one_account_in_order() -> None:
    reading = read(article_from_text(TEXT, 2016))
    joined = "".join(account.sentence.text for account in reading.accounts)
    assert joined.replace(" ", "") == "".join(TEXT.split())
    for account in reading.accounts:
        assert account.outcome in {"claim", "untestable", "aside"}
        assert (account.outcome == "claim") == bool(account.candidates)
        assert (account.reason == "") == bool(account.candidates)
        assert account.candidates or account.reason in REASONS


def test_places_point_to_the_words_read() -> None:
    article = article_from_text(TEXT, 2016)
    for candidate in read(article).candidates:
        assert article.text[candidate.start : candidate.end] == candidate.source
        assert 0 <= candidate.confidence <= 1


def test_pronouns_and_our_country_are_resolved_and_shown() -> None:
    found = read(article_from_text(TEXT, 2016)).candidates
    said = {c.canonical: c for c in found}
    pronoun = next(c for c in found if "Peru" in c.canonical and c.claim.issue == "me")
    assert any("took “It” for Peru" in step for step in pronoun.steps)
    ours = next(c for c in found if c.speaker)
    assert "Raúl Castro" in ours.speaker
    assert ours.claim.negated
    assert ours.confidence < said["Peru backed Cuba in recent years up to 2016."].confidence


def test_a_pronoun_far_from_its_state_is_left_alone() -> None:
    text = (
        "Peru is a country.\n\nThe soup was cold. The bread was old. It supported the Palestinians."
    )
    assert read(article_from_text(text, 2016)).candidates == ()


def test_the_threshold_is_kept() -> None:
    article = article_from_text(TEXT, 2016)
    assert read(article, confidence=1.0).candidates == ()


def test_canonical_sentences_read_back_as_their_claims() -> None:
    for entry in QUALITY.labelled()[:60]:
        for candidate in QUALITY.reading(entry["text"]).candidates:
            assert parse(candidate.canonical, on=2018) == candidate.claim


def test_the_file_of_claims_is_read_by_check() -> None:
    reading = read(article_from_text(TEXT, 2016))
    entries = loads(claims_yaml(reading))
    assert [e.claim for e in entries] == [c.claim for c in reading.candidates]
    for account in reading.accounts:
        if not account.candidates:
            assert " ".join(account.sentence.text.split())[:60] in claims_yaml(reading)


def test_hostile_words_stay_inside_comments() -> None:
    text = 'Peru\u2028 backs Cuba\n- say: "x"\n&a *b !!python/object # - {a: [. Peru backs Cuba.'
    written = claims_yaml(read(article_from_text(text, 2016)))
    assert set(yaml.safe_load(written)) == {"claims"}
    loads(written)


def test_no_claims_is_an_empty_list() -> None:
    written = claims_yaml(read(article_from_text("It rained.", 2016)))
    assert yaml.safe_load(written) == {"claims": []}


@given(
    st.text(alphabet=st.sampled_from("Peru backs, Cuba.“”\"'’;:()–-!?\nITnot 1989"), max_size=150)
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_accounted_for(text: str) -> None:
    reading = read(article_from_text("x" + text, 2016))
    joined = "".join(account.sentence.text for account in reading.accounts)
    assert joined.replace(" ", "") == "".join(reading.article.text.split())


WORDS = 1000
LIMIT = 4.0


def article_of(words: int) -> str:
    """News-like text of so many words, made of the labelled sentences in turn."""
    entries: list[dict[str, Any]] = QUALITY.labelled()
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(entries[len(parts) % len(entries)]["text"])
    paragraphs = [" ".join(parts[at : at + 5]) for at in range(0, len(parts), 5)]
    return "\n\n".join(paragraphs)


def test_a_thousand_words_do_not_run_away() -> None:
    """A guard, not a measurement: docs/reading.md has the figure."""
    read(article_from_text("Peru backs Cuba.", 2018))
    article = article_from_text(article_of(WORDS), 2018)
    best = min(_seconds(article) for _ in range(3))
    assert best <= LIMIT


def test_time_grows_with_length() -> None:
    once = article_from_text(article_of(WORDS), 2018)
    four = article_from_text(article_of(4 * WORDS), 2018)
    read(once)
    assert _seconds(four) < 8 * min(_seconds(once), _seconds(once)) + 0.5


def _seconds(article: Any) -> float:
    """Processor time, which other work on the machine does not lengthen."""
    started = time.process_time()
    read(article)
    return time.process_time() - started


@pytest.mark.parametrize(
    "junk",
    ["a" * 20_000, "a, " * 5_000, "Peru and " * 3_000, "“" * 5_000, "said " * 3_000, "(" * 9_000],
)
def test_no_sentence_takes_long(junk: str) -> None:
    started = time.process_time()
    read(article_from_text(f"Peru said that {junk} backs Cuba.", 2018))
    assert time.process_time() - started < 10


def test_what_lies_beyond_the_limit_is_accounted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nonaligned.reading.extract.MOST", 1)
    accounts = read(article_from_text("Peru backs Cuba. Chile backs Cuba.", 2016)).accounts
    assert [(a.outcome, a.reason) for a in accounts] == [("claim", ""), ("aside", "late")]


def test_no_pronoun_is_a_speaker() -> None:
    """Who is not named is said not to be."""
    found = QUALITY.reading("They say that Norway moved towards Cuba after 1975.").candidates
    assert [c.speaker for c in found] == ["a speaker whom the article does not name"]


def test_the_words_of_a_claim_end_where_it_does() -> None:
    text = "Norway backed Cuba in 1975, and Sweden moved towards Peru after 1980, and so on."
    sources = [c.source for c in QUALITY.reading(text).candidates]
    assert sources
    assert not [s for s in sources if s.endswith((",", "and"))]


def test_each_count_of_a_vote_is_a_claim_of_its_own() -> None:
    found = QUALITY.reading("Resolution 3379 was adopted by 72 votes to 35.").candidates
    assert [(c.claim.direction, c.claim.number, c.source) for c in found] == [
        ("for", 72, "by 72 votes to 35"),
        ("against", 35, "by 72 votes to 35"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council adopted Resolution 1973 by ten votes to none.",
        "Nobody expected Resolution 3379 to be adopted by 72 votes to 35.",
        "Resolution 3379 would have been adopted by 72 votes to 35.",
        "The motion was carried by 270 votes to 218.",
        "Of the colonial powers just one supported decolonisation in the 1950s.",
    ],
)
def test_no_tally_is_read_of_another_house_or_without_a_vote(text: str) -> None:
    assert not QUALITY.reading(text).candidates


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("33 states voted for the partition of Palestine in November 1947.", "181"),
        ("In January 1980, 104 states voted for the withdrawal of foreign troops from Afghanistan.",
         "ES-6/2"),
        ("Not a single state voted against lifting the embargo on Cuba in October 2016.", "71/5"),
        ("88 countries voted for the embargo resolution in 1993.", "48/16"),
        ("By 100 votes to 11 the Assembly declared the Crimean referendum invalid in March 2014.",
         "68/262"),
        ("191 states voted for an end to the embargo on Cuba.", "end to the embargo on Cuba"),
        ("In 1990, 104 states voted for the withdrawal of foreign troops from Afghanistan.",
         "withdrawal of foreign troops from Afghanistan"),
        ("122 states voted for the treaty banning nuclear weapons in July 2017.",
         "treaty banning nuclear weapons"),
    ],
)  # fmt: skip
def test_what_was_voted_on_is_found_by_its_words_and_date_or_kept_in_words(
    text: str, resolution: str
) -> None:
    """Never by the count: what no listed resolution of that date is known by stays in words."""
    found = QUALITY.reading(text).candidates
    assert {c.claim.resolution for c in found} == {resolution}
    assert all(parse(c.canonical) == c.claim for c in found)
