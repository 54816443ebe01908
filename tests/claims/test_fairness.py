"""The same rule whoever says it: mirrors, placebos, known changes (more: benchmarks/claims.py)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.language import parse
from nonaligned.claims.trials import (
    World,
    camped,
    draw,
    led,
    moved,
    placed,
    rate,
    settled,
    twins,
    unmoved,
    verdicts,
)
from nonaligned.claims.weigh import check

SMALL = World(size=40, sessions=20)
OPPOSITE = {"for": "against", "against": "for", "undecided": "undecided"}
SWAPPED = {"supported": "contradicted", "contradicted": "supported"}


@pytest.fixture(scope="module")
def world() -> Evidence:
    places = settled(SMALL, 5)
    places[10:, 2] += 1.5
    return draw(SMALL, places, 6)


def test_closer_to_the_one_is_farther_from_the_other(world: Evidence) -> None:
    names = SMALL.names
    for k in range(2, 14, 3):
        claim = Claim("closer", (Party(names[k]),), (Party(names[0]), Party(names[1])))
        there, back = check(claim, world), check(claim.mirrored(), world)
        assert back.verdict == SWAPPED.get(there.verdict, there.verdict)
        for a, b in zip(there.findings, back.findings, strict=True):
            assert (a.estimate, a.low, a.high) == (-b.estimate, -b.high, -b.low)
            assert OPPOSITE[a.outcome] == b.outcome


def test_neither_does_not_know_which_pole_came_first(world: Evidence) -> None:
    names = SMALL.names
    for k in range(2, 10, 3):
        claim = Claim("neither", (Party(names[k]),), (Party(names[0]), Party(names[1])))
        there, back = check(claim, world), check(claim.mirrored(), world)
        assert there.verdict == back.verdict
        assert [f.estimate for f in there.findings] == [f.estimate for f in back.findings]
        assert [f.outcome for f in there.findings] == [f.outcome for f in back.findings]


@pytest.mark.parametrize(
    ("kind", "one", "other"), [("shifted", "towards", "away"), ("grew", "closer", "apart")]
)
def test_there_and_back_are_measured_alike(
    world: Evidence, kind: str, one: str, other: str
) -> None:
    """The same number with its sign turned, against yardsticks of the same share of states."""
    names = SMALL.names
    first = parse(f"{names[2]} moved towards {names[1]} after 1984")
    claim = first if kind == "shifted" else replace(first, kind=kind, direction="closer")
    if kind == "grew":
        claim = Claim("grew", (Party(names[2]), Party(names[1])), direction="closer")
    there = check(replace(claim, direction=one), world)
    back = check(replace(claim, direction=other), world)
    for a, b in zip(there.findings, back.findings, strict=True):
        if a.specification.measure == "date":
            continue
        assert a.estimate == pytest.approx(-b.estimate)
        assert a.low == pytest.approx(-b.high)
        assert not (a.outcome == b.outcome == "for")
    assert there.verdict == "supported"
    assert back.verdict == "contradicted"


def test_naming_a_state_otherwise_changes_nothing() -> None:
    """A record with two states' votes exchanged gives the exchanged verdicts, to the digit."""
    places = settled(SMALL, 8)
    turned = places.copy()
    turned[:, [5, 9]] = turned[:, [9, 5]]
    calm = replace(SMALL, lasting=0.0, passing=0.0, absent=0.0)
    one, other = draw(calm, places, 9), draw(calm, turned, 9)
    names = calm.names
    for kind, others in (("closer", (0, 1)), ("backs", (1,)), ("steady", ()), ("neither", (0, 1))):
        parties = tuple(Party(names[k]) for k in others)
        a = check(Claim(kind, (Party(names[5]),), parties), one)
        b = check(Claim(kind, (Party(names[9]),), parties), other)
        for f, g in zip(a.findings, b.findings, strict=True):
            if f.specification.group != "region":
                assert f.estimate == pytest.approx(g.estimate, nan_ok=True)
                assert f.outcome == g.outcome


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("shifted", "supported"),
        ("steady", "contradicted"),
        ("grew", "supported"),
        ("foretold", "supported"),
    ],
)
def test_who_did_not_move_is_not_said_to_have(kind: str, wanted: str) -> None:
    share, number = rate(unmoved(kind), wanted, 3, SMALL, seed=100)
    assert number >= 36
    assert share <= 0.09  # at a true rate of 5 % this fails once in twenty runs; the seed is fixed


@pytest.mark.parametrize("kind", ["closer", "closest", "only"])
def test_twins_are_not_told_apart(kind: str) -> None:
    share, number = rate(twins(kind), "supported", 2, SMALL, seed=200)
    assert number == 20
    assert share <= 0.10


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("shifted", "supported"),
        ("steady", "contradicted"),
        ("grew", "supported"),
        ("foretold", "supported"),
    ],
)
def test_a_turn_of_one_spread_is_found(kind: str, wanted: str) -> None:
    share, _ = rate(moved(kind, 1.0), wanted, 10, SMALL, seed=300)
    assert share >= 0.8


def test_who_stands_in_the_middle_sides_with_neither() -> None:
    found = verdicts(placed("neither", 0.0), 4, SMALL, seed=400)
    assert found.total() == 12
    assert found["contradicted"] == 0
    assert found["supported"] >= 10


def test_who_stands_a_spread_off_sides_with_one() -> None:
    found = verdicts(placed("neither", 1.0), 4, SMALL, seed=500)
    assert found["supported"] == 0
    assert found["contradicted"] >= 10


def test_leaders_of_camps_are_found_and_no_others() -> None:
    """The middle states of two camps lead them; two of one camp, or of one cloud, do not."""
    world = World(sessions=10)
    assert verdicts(led((0.5, 0.5), 8, 0, 1), 5, world)["supported"] >= 4
    found = verdicts(led((0.5, 0.5), 5, 0, 0), 5, world) + verdicts(led((1.0,), 0, 0, 0), 5, world)
    assert found["supported"] == 0
    assert found["contradicted"] >= 8


def test_camps_that_are_there_are_counted_and_no_others() -> None:
    """One camp, two, three; claims of one to three about each. Few sessions: places are all."""
    world, found = World(sessions=5), Counter[str]()
    for shares, apart in (((1.0,), 0.0), ((0.5, 0.5), 6.0), ((1 / 3, 1 / 3, 1 / 3), 6.0)):
        numbers = [n for n in (1, 2, 3) if n != len(shares)]
        assert verdicts(camped(shares, apart, *numbers), 3, world)["supported"] == 0
        found += verdicts(camped(shares, apart, len(shares)), 3, world)
    assert found["contradicted"] == 0
    assert found["supported"] >= 6
