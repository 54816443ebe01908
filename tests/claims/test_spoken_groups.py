"""Groups as people say them, in claims."""

from __future__ import annotations

import pytest

from nonaligned import states
from nonaligned.claims import Evidence, canonical, check, parse
from nonaligned.claims.claim import Claim, Party, Window


@pytest.mark.parametrize("group", states.all_groups())
def test_every_group_can_be_spoken_of(group: str) -> None:
    for claim in (
        Claim("closer", (Party(group, group=True),), (Party("NOR"), Party("CUB"))),
        Claim("closer", (Party("NOR"),), (Party("CUB"), Party(group, group=True))),
        Claim("backs", (Party(group, group=True, quantifier="most"),), (Party("NOR"),)),
    ):
        assert parse(canonical(claim)) == claim


@pytest.mark.parametrize("group", states.all_groups())
def test_every_name_of_a_group_is_read(group: str) -> None:
    found = states.all_groups()[group]
    for name in (found.name, *found.aliases):
        said = name if name.casefold().startswith("the ") else f"the {name}"
        claim = parse(f"Norway was closer to {said} than to Japan in 1980")
        assert claim.others[0] == Party(group, group=True), name


def test_the_answer_says_how_a_group_was_read(book: Evidence) -> None:
    claim = parse("India was closer to the Soviet bloc than to the West from 1975 to 1985")
    assert claim.window == Window(1975, 1985)
    caveats = check(claim, book).caveats
    assert any("Warsaw Pact" in c and "Pact's members" in c for c in caveats)
    assert any(c.startswith("Western states") and "convention" in c for c in caveats)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The West was closer to the US than to the USSR in the Cold War", "supported"),
        ("Cuba was closer to the socialist states than to the West in the 1980s", "supported"),
        ("Sweden was closer to the Third World than to the Nordic countries", "contradicted"),
        ("The Baltic states were closer to the EU than to Russia after 1992", "supported"),
    ],
)
def test_what_nobody_doubts(book: Evidence, sentence: str, expected: str) -> None:
    assert check(parse(sentence), book).verdict == expected
