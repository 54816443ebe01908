"""Who did alone what nobody else did, in the orders in which sentences tell it."""

from __future__ import annotations

import pytest

from nonaligned.claims.language import parse
from nonaligned.reading.article import article_from_text
from nonaligned.reading.candidates import Candidate
from nonaligned.reading.extract import read


def found(text: str) -> list[Candidate]:
    """Claims of the kind in a sentence of January 2018."""
    candidates = read(article_from_text(text, "2018-01-05")).candidates
    return [c for c in candidates if c.claim.kind == "only"]


@pytest.mark.parametrize(
    ("text", "who", "whom", "among"),
    [
        ("No Arab country but Syria took Iran's part in the 1980s.", "SYR", "IRN", "arab-league"),
        ("No Arab country but Egypt took Iraq's part in the 1980s.", "EGY", "IRQ", "arab-league"),
        ("The sole African state to stand by Peru in 1970, Malawi paid for it.", "MWI", "PER",
         "african-group"),
        ("Turkey, uniquely among the members of NATO, backed Cuba in 1970.", "TUR", "CUB", "nato"),
        ("It was Mauritania alone that backed Iraq among the Arab states in 1991.", "MRT", "IRQ",
         "arab-league"),
        ("Turkey, and Turkey alone among the members of NATO, backed Cuba in 1970.", "TUR", "CUB",
         "nato"),
        ("In Africa only Malawi stood by South Africa in 1970.", "MWI", "ZAF", "african-group"),
        ("Alone among the members of NATO, Turkey backed Cuba in 1970.", "TUR", "CUB", "nato"),
        ("Nobody in Europe came to the aid of Peru in 1970 except Spain.", "ESP", "PER", "europe"),
        ("Within NATO Peru had a single friend in 1970, and it was Spain.", "ESP", "PER", "nato"),
        ("Only one Asian state backed Peru in 1970, and that was Japan.", "JPN", "PER",
         "asia-pacific"),
        ("The sole Middle Eastern country to side with Peru in 1970 was Oman.", "OMN", "PER",
         "middle-east"),
        ("Cuba's only supporter in the Pacific in 1990 was Fiji.", "FJI", "CUB", "pacific"),
        ("It was Norway, and Norway alone, that backed Peru in 1970.", "NOR", "PER", None),
        ("Norway was left as the only defender of Peru in 1970.", "NOR", "PER", None),
    ],
)  # fmt: skip
def test_orders(text: str, who: str, whom: str, among: str | None) -> None:
    (one,) = found(text)
    assert [p.name for p in one.claim.subjects] == [who]
    assert [p.name for p in one.claim.others] == [whom]
    assert (one.claim.among.name if one.claim.among else None) == among
    assert one.claim.window.first is not None
    assert parse(one.canonical) == one.claim


@pytest.mark.parametrize(
    ("text", "who", "resolution"),
    [
        ("Israel and the United States were the only two states to vote against lifting the "
         "embargo on Cuba in October 2015.", ["ISR", "USA"], "70/5"),
        ("The lone vote against the Declaration on the Right to Development in 1986 was that of "
         "the United States.", ["USA"], "41/128"),
        ("With only Norway opposed, the Assembly adopted the text on whales in 1990.", ["NOR"],
         "text on whales"),
    ],
)  # fmt: skip
def test_votes_against_a_resolution(text: str, who: list[str], resolution: str) -> None:
    (one,) = found(text)
    assert [p.name for p in one.claim.subjects] == who
    assert (one.claim.resolution, one.claim.direction) == (resolution, "against")


@pytest.mark.parametrize(
    "text",
    [
        "Cyprus was almost the only Arab country to back Peru in 1970.",
        "Norway was one of only three states that backed Peru in 1970.",
        "Sweden aside, Norway was the only European state to back Peru in 1970.",
        "Norway was the only state to back Peru in 1970, apart from Sweden.",
        "The envoy was asked whether Norway was the only state to back Peru in 1970.",
        "Norway, alone among the democracies, backed Peru in 1970.",
        "Norway was the only seafaring nation that backed Peru in 1970.",
        "Norway was the only state that never backed Peru in the 1970s.",
        "Perhaps Norway alone backed Peru in 1970.",
        "For thirty years Norway was the only state to have backed Peru.",
    ],
)
def test_doubts_exceptions_and_unknown_groups_are_not_left_out(text: str) -> None:
    assert not found(text)


def test_a_denial_stays_one() -> None:
    (one,) = found("Norway was not the only European state to back Peru in 1970.")
    assert one.claim.negated
