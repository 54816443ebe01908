"""Years of claims: where open ones end, and what the tense says where none are named."""

from __future__ import annotations

import pytest

from nonaligned.claims.evidence import Evidence
from nonaligned.claims.language import canonical, parse
from nonaligned.claims.structured import from_mapping, to_mapping
from nonaligned.claims.weigh import check, plan
from nonaligned.study.loading import load


@pytest.fixture(scope="module")
def book() -> Evidence:
    return Evidence(load().tallies)


@pytest.mark.parametrize(
    ("said", "on", "when"),
    [
        ("Norway backs Sweden", 2017, "in recent years up to 2017"),
        ("Norway has backed Sweden", None, "in recent years"),
        ("Norway no longer backs Sweden", 2017, "in recent years up to 2017"),
        ("Norway has never backed Sweden", 2017, "up to 2017"),
        ("Norway has always backed Sweden", None, ""),
        ("Norway backed Sweden", 2017, "up to 2017"),
        ("Norway has backed Sweden since 1967", 2017, "from 1967 to 2017"),
        ("Norway has backed Sweden since 2018", 2017, "since 2018"),
        ("Norway has moved towards Sweden", 2017, "up to 2017"),
        ("Norway is moving towards Sweden", 2017, "from 2007 to 2017"),
        ("Norway moved towards Sweden after 1990", 2017, "after 1990 up to 2017"),
        ("East Germany is closer to Norway than to Sweden", None, ""),
        ("Norway and Sweden are allies", 2017, ""),
    ],
)
def test_years_are_those_of_the_tense_and_of_the_saying(
    said: str, on: int | None, when: str
) -> None:
    claim = parse(said, on=on)
    assert claim.window.text == when
    assert parse(canonical(claim)) == claim == from_mapping(to_mapping(claim))


def test_recent_years_are_ten_and_others_stand_beside_them(book: Evidence) -> None:
    ways = plan(parse("Norway backs Sweden", on=2017), book)
    assert ways[0].years == (2008, 2017)
    assert {way.years for way in ways} == {(2008, 2017), (2013, 2017), (1946, 2017)}
    assert len(ways) == len(set(ways)) <= 200
    other = [way for way in ways if way.years != (2008, 2017)]
    assert len(other) < len(ways) / 5


def test_swapping_sides_swaps_every_finding_in_all_years(book: Evidence) -> None:
    claim = parse("Norway is closer to Sweden than to Cuba", on=2017)
    there, back = check(claim, book), check(claim.mirrored(), book)
    assert [f.estimate for f in there.findings] == [-f.estimate for f in back.findings]
    assert any("1946 to 2017" in caveat for caveat in there.caveats)


def test_no_vote_after_the_saying_is_counted(book: Evidence) -> None:
    for said in ("Norway moved towards Sweden after 2013", "Norway moved towards Sweden"):
        assert max(way.years[1] for way in plan(parse(said, on=2016), book)) == 2016


def test_years_after_the_saying_are_told(book: Evidence) -> None:
    claim = parse("Norway backed Sweden from 2010 to 2019", on=2017)
    assert any("years after 2017" in c for c in check(claim, book, on=2017).caveats)
    assert not any("years after" in c for c in check(claim, book, on=2019).caveats)


def test_an_end_is_said_to_come_by_a_year() -> None:
    claim = parse("The Soviet Union ceased to exist by 1992")
    assert canonical(claim) == "The Soviet Union ceased to exist by 1992."
