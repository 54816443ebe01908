"""Members of a group: at once as one by one, and which of them decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.crowds import beside
from nonaligned.claims.evidence import Evidence, completed, quantiles
from nonaligned.claims.kinds import _sides, closer, count, kinds, neither, shifted, steady
from nonaligned.claims.kinds._sides import by_subject
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.trials import World, draw, settled
from nonaligned.claims.weigh import measure, plan
from nonaligned.measures.joint import BesideCrowd

WORLD = World(size=40, sessions=8)
NAMES = WORLD.names
SPAN = Window(1975, 1982)
GROUP = Party("oas", group=True)
WHERE = ("all", WORLD.first, WORLD.first + WORLD.sessions - 1)


@pytest.fixture(scope="module")
def world() -> Evidence:
    """States that stay where they are."""
    return draw(WORLD, settled(WORLD, 8), seed=8)


def group(evidence: Evidence, quantifier: str) -> Party:
    assert len(evidence.names(GROUP, *WHERE[1:])) > 5
    return replace(GROUP, quantifier=quantifier)


def at_once(claim: Claim, way: Specification, evidence: Evidence, *parties: Party) -> list[Finding]:
    """Findings for some parties by the measure of the claim's kind that takes them together."""
    taken: list[_sides.Measured] = []

    def take(_: object, __: object, ___: object, find: object) -> Finding:
        taken.append(find(parties))  # type: ignore[operator]
        return taken[-1].finding(0)

    module = {"neither": neither, "shifted": shifted, "steady": steady, "closer": closer}
    module["count"] = count
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module[claim.kind], "together", take)
        kinds()[claim.kind].measure(claim, way, evidence)
    found = [taken[0].finding(k) for k in range(len(parties))]
    assert [one.n for one in taken[0].strength] == [one.n for one in found]
    return found


KINDS: Mapping[str, Mapping[str, object]] = {
    "neither": {"others": (Party(NAMES[0]), Party(NAMES[1]))},
    "closer": {"others": (Party(NAMES[1]), Party(NAMES[0]))},
    "shifted": {"others": (Party(NAMES[0]),), "direction": "away"},
    "steady": {"others": ()},
    "count": {
        "others": (Party(NAMES[0]),),
        "number": 60.0,
        "direction": "with",
        "bound": "less than",
    },
}


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_found_at_once_is_what_is_found_one_by_one(
    kind: str, world: Evidence, data: st.DataObject
) -> None:
    """Whoever is measured together: states that are in each other's crowds, a pole, a group."""
    known = [*map(Party, NAMES), GROUP]
    some = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=8, unique=True))
    claim = Claim(kind, (Party(NAMES[5]),), window=SPAN, **KINDS[kind])  # type: ignore[arg-type]
    ways = [way for way in plan(claim, world) if way.measure not in ("ideal", "constancy", "date")]
    way = data.draw(st.sampled_from(ways))
    together = at_once(claim, way, world, *some)
    for party, one in zip(some, together, strict=True):
        (alone,) = at_once(claim, way, world, party)
        for name in ("estimate", "low", "high", "threshold"):
            expected = pytest.approx(getattr(alone, name), abs=1e-9, nan_ok=True)
            assert getattr(one, name) == expected, (party, name)
        assert (one.outcome, one.n, one.note) == (alone.outcome, alone.n, alone.note)


@pytest.mark.parametrize("kind", KINDS)
def test_a_group_is_measured_alike_in_lots_of_any_size(
    kind: str, world: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    for quantifier in ("all", "most", "some"):
        party = group(world, quantifier)
        claim = Claim(kind, (party,), window=SPAN, **KINDS[kind])  # type: ignore[arg-type]
        way = plan(claim, world)[0]
        found = []
        for size in (1, 3 * WORLD.sessions, 2000):
            monkeypatch.setattr(_sides, "AT_ONCE", size)
            found.append(measure(claim, way, world))
        assert len({(one.outcome, one.n, one.note) for one in found}) == 1
        assert found[0].estimate == pytest.approx(found[1].estimate, abs=1e-9)
        assert found[0].estimate == pytest.approx(found[2].estimate, abs=1e-9)


def by_hand(evidence: Evidence, x: Party, pole: Party, crowd: np.ndarray) -> BesideCrowd:
    """A party and its crowd beside a pole, from the rows of single parties."""
    row, casts = evidence.row(x, *WHERE).sum(axis=0), evidence.casts(*WHERE).sum(axis=0)
    at, rollcalls = evidence.index(pole.name), np.array(evidence.tallies.rollcalls(*WHERE))
    every = evidence.tallies.pairs(*WHERE)
    own, cast = evidence.cast(x, *WHERE).sum(axis=0), casts[crowd].mean(axis=0)
    return BesideCrowd(
        own,
        (completed(row[at], own, casts[at], rollcalls),),
        (completed(every[crowd, at].mean(axis=0), cast, casts[at], rollcalls),),
        completed(row[crowd].mean(axis=0), own, cast, rollcalls),
        completed(every[np.ix_(crowd, crowd)].mean(axis=(0, 1)), cast, cast, rollcalls),
    )


def test_crowds_that_share_sums_are_those_counted_by_hand(world: Evidence) -> None:
    """Of states in and out of the crowd of the others, of one with another crowd, of a group."""
    parties, pole = (*map(Party, NAMES[3:7]), Party(NAMES[20]), GROUP), Party(NAMES[0])
    crowd = np.arange(WORLD.size) > 4
    itself = np.stack([world.positions(x, *WHERE[1:]) for x in parties])
    among = crowd & ~itself
    among[4] &= np.arange(WORLD.size) < 30
    found = beside(world, parties, (pole,), among, WHERE)
    for k, party in enumerate(parties):
        expected = by_hand(world, party, pole, among[k])
        for name in ("own", "with_crowd", "within"):
            assert getattr(found, name)[0, k] == pytest.approx(getattr(expected, name)), name
        assert found.poles[0][0, k] == pytest.approx(expected.poles[0])
        assert found.crowd_poles[0][0, k] == pytest.approx(expected.crowd_poles[0])


@given(
    st.lists(
        st.lists(st.one_of(st.floats(-5, 5), st.just(float("nan"))), min_size=6, max_size=6),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from((0.0, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1.0)),
)
def test_quantiles_of_many_are_those_of_each(rows: list[list[float]], share: float) -> None:
    values = np.array(rows)
    for row, found in zip(values, quantiles(values, share), strict=True):
        kept = row[np.isfinite(row)]
        assert found == np.quantile(kept, share) if kept.size else np.isnan(found)


def told(evidence: Evidence, claim: Claim, intervals: Mapping[str, tuple[float, float]]) -> Finding:
    """Finding of a claim where each member is found to lie in an interval, by whom decides."""
    way = Specification("agree3", "all", "pooled", "none", *WHERE[1:])

    def one(x: Party) -> Finding:
        low, high = intervals[x.name]
        outcome: Outcome = "for" if low > 0 else "against" if high < 0 else "undecided"
        return Finding(way, (low + high) / 2, low, high, "units", "", outcome, 0.0, 9)

    return by_subject(claim, way, evidence, one)


def claim_of(*subjects: Party, negated: bool = False) -> Claim:
    poles = (Party(NAMES[0]), Party(NAMES[1]))
    return Claim("closer", subjects, poles, window=SPAN, negated=negated)


def test_one_that_is_wholly_for_bears_out_what_is_said_of_some(world: Evidence) -> None:
    """Not the one of few votes, whose interval reaches further up; nor for a denial of each."""
    members = world.names(GROUP, *WHERE[1:])
    found = dict.fromkeys(members, (-0.5, -0.4)) | {members[0]: (-0.2, 0.9), members[1]: (0.1, 0.3)}
    assert told(world, claim_of(group(world, "some")), found).outcome == "for"
    assert told(world, claim_of(group(world, "all")), found).outcome == "against"
    three = tuple(map(Party, members[:3]))
    denied = told(world, claim_of(*three, negated=True), found)
    assert (denied.outcome, denied.low) == ("for", 0.1)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_some_and_all_are_mirror_images(world: Evidence, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(-9, 9), st.integers(0, 9)).map(lambda e: (e[0], e[0] + e[1]))
    found = {s: data.draw(ends) for s in world.names(GROUP, *WHERE[1:])}
    mirror = {s: (-high, -low) for s, (low, high) in found.items()}
    some = told(world, claim_of(group(world, "some")), found)
    every = told(world, claim_of(group(world, "all")), mirror)
    assert (some.low, some.high) == (-every.high, -every.low)
    assert (some.outcome == "for") == any(low > 0 for low, _ in found.values())
    three = tuple(map(Party, list(found)[:3]))
    denied = told(world, claim_of(*three, negated=True), found)
    said = told(world, claim_of(*three), mirror)
    assert (denied.low, denied.high) == (-said.high, -said.low)


def test_less_than_a_share_is_refuted_by_the_member_with_most(world: Evidence) -> None:
    shares = {}
    for bound in ("less than", "more than"):
        for quantifier in ("all", "some"):
            claim = Claim(
                "count",
                (group(world, quantifier),),
                (Party(NAMES[0]),),
                window=SPAN,
                number=50.0,
                direction="with",
                bound=bound,
            )
            shares[bound, quantifier] = measure(claim, plan(claim, world)[0], world).estimate
    assert shares["less than", "all"] == shares["more than", "some"]
    assert shares["less than", "some"] == shares["more than", "all"]
    assert shares["less than", "all"] > shares["less than", "some"]
