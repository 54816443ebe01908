"""Resolutions that a sentence describes: read, kept in words, and never chosen by the count."""

from __future__ import annotations

import pytest

from nonaligned.claims import check, parse
from nonaligned.claims.described import fits, unfound
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.language import canonical
from nonaligned.claims.structured import from_mapping, to_mapping
from nonaligned.errors import SentenceError

SENTENCES = (
    "104 states voted for the resolution “withdrawal of foreign troops from Aland” in 1980",
    "Fewer than ten states voted against the resolution “a treaty, and a ban on it”",
    "Norway was the only state that voted against the resolution “text on Aland's cheese” in 1990",
    "Norway was the only member of NATO that joined Sweden in abstaining on the resolution “peace”",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_kept_and_read_back(sentence: str) -> None:
    claim = parse(sentence)
    assert claim.resolution in sentence
    assert parse(canonical(claim)) == claim == from_mapping(to_mapping(claim))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_not_found_is_untestable_and_says_why(made: Evidence, sentence: str) -> None:
    evidence = Evidence(made.tallies, resolutions=lambda: pytest.fail("no roll call is looked at"))
    found = check(parse(sentence), evidence)
    assert found.verdict == "untestable"
    assert parse(sentence).resolution in found.why
    assert "number" in found.why


def test_where_several_may_be_meant_all_are_named_and_none_is_chosen(made: Evidence) -> None:
    """Whatever count is said: 65 would fit one of them, 63 the other."""
    for count in (65, 63, 7):
        claim = parse(
            f"{count} states voted for the resolution “withdrawal of Britain and France from Suez” "
            "in 1956"
        )
        found = check(claim, made)
        assert found.verdict == "untestable"
        assert "Resolution 1002" in found.why
        assert "Resolution 1120" in found.why


def test_the_years_said_narrow_what_may_be_meant() -> None:
    claim = parse("2 states voted against the resolution “end to the embargo on Cuba” in 2015")
    assert "70/5" in unfound(claim.resolution, claim.window)
    assert "69/5" not in unfound(claim.resolution, claim.window)
    assert unfound("70/5", claim.window) == ""


@pytest.mark.parametrize("text", ["", "?", "12.5", "“quoted”", "one; two {three}", "word " * 40])
def test_what_is_no_description(text: str) -> None:
    assert not fits(text)
    with pytest.raises(SentenceError):
        from_mapping({"kind": "count", "number": 3, "direction": "for", "resolution": text})
