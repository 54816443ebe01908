"""Each kind on records where the answer is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from nonaligned import states
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds.grew import _narrower
from nonaligned.claims.language import parse
from nonaligned.claims.trials import World, draw, settled
from nonaligned.claims.weigh import check, plan
from nonaligned.claims.yardsticks import constancy_error

WORLD = World(size=50, sessions=12)
NAMES = WORLD.names
SPAN = Window(1975, 1986)


def record(places: np.ndarray, **changes: object) -> Evidence:
    return draw(replace(WORLD, **changes), places, seed=77)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def line() -> Evidence:
    """Fifty states evenly on a line, the poles at its ends."""
    places = np.tile(np.linspace(-1.4, 1.4, WORLD.size), (WORLD.sessions, 1))
    places[:, :2] = -1.5, 1.5
    return record(places)


def said(kind: str, *people: int, evidence: Evidence, **changes: object) -> str:
    """The verdict on a claim about states by their places in the record."""
    parties = tuple(Party(NAMES[k]) for k in people)
    cut = 1 if kind != "grew" else len(parties)
    claim = Claim(kind, parties[:cut], parties[cut:], window=SPAN)
    return check(replace(claim, **changes), evidence).verdict  # type: ignore[arg-type]


def test_neither(line: Evidence) -> None:
    assert said("neither", 26, 0, 1, evidence=line) == "supported"
    assert said("neither", 3, 0, 1, evidence=line) == "contradicted"
    assert said("neither", 48, 0, 1, evidence=line) == "contradicted"


def test_a_leader_of_stragglers_leads_no_camp() -> None:
    places = np.tile(np.random.default_rng(3).normal(0, 0.05, WORLD.size), (WORLD.sessions, 1))
    places[:, 1:25] += 1.2
    places[:, 0] -= 1.8
    camps = Claim("camps", number=2.0, window=SPAN)
    leaders = (Party(NAMES[0]), Party(NAMES[1]))
    evidence = record(places)
    assert check(camps, evidence).primary.estimate == 2  # type: ignore[union-attr]
    found = check(replace(camps, others=leaders), evidence).primary
    assert found is not None
    assert found.outcome == "against"
    assert "hardly any state follows" in found.note


def test_who_votes_with_both_poles_alike_sides_with_neither_though_the_others_lean() -> None:
    places = np.tile(np.linspace(0.5, 1.4, WORLD.size), (WORLD.sessions, 1))
    places[:, :2] = -1.5, 1.5
    places[:, 2] = 0.0
    leaning = record(places)
    assert said("neither", 2, 0, 1, evidence=leaning) == "supported"
    assert said("neither", 48, 0, 1, evidence=leaning) != "supported"
    alike = record(places, lasting=0.0)  # who stands by the pole there votes as it does
    assert said("neither", 48, 0, 1, evidence=alike) == "contradicted"


def test_who_stands_with_those_who_lean_is_not_equidistant() -> None:
    places = np.tile(np.linspace(0.2, 1.2, WORLD.size), (WORLD.sessions, 1))
    places[:, :2] = -1.5, 1.5
    places[:, 2:4] = 0.7, 0.0
    leaning = record(places)
    for who, verdict in ((2, "contradicted"), (3, "supported")):
        assert said("neither", who, 0, 1, evidence=leaning) == "supported"
        assert said("neither", who, 0, 1, evidence=leaning, direction="equal") == verdict


def test_closest(line: Evidence) -> None:
    assert said("closest", 48, 1, evidence=line, number=10.0) == "supported"
    assert said("closest", 10, 1, evidence=line, number=10.0) == "contradicted"


def test_backs_a_state(line: Evidence) -> None:
    assert said("backs", 47, 1, evidence=line) == "supported"
    assert said("backs", 5, 1, evidence=line) == "contradicted"
    assert said("backs", 5, 1, evidence=line, negated=True) == "supported"


def test_only() -> None:
    places = np.tile(np.linspace(-1.4, -0.2, WORLD.size), (WORLD.sessions, 1))
    places[:, :3] = -1.5, 1.6, 1.5
    assert said("only", 2, 1, evidence=record(places)) == "supported"
    places[:, 3] = 1.55
    verdict = said("only", 2, 1, evidence=record(places))
    assert verdict == "contradicted"


def test_nobody_is_the_only_one_to_back_a_state_that_others_back() -> None:
    """Whoever stands nearest is alone only where the others do not back it by ``backs``."""
    places = np.tile(np.linspace(-1.4, -0.2, WORLD.size), (WORLD.sessions, 1))
    places[:, :3] = -1.5, 1.6, 1.5
    places[:, 3:9] = 0.7
    evidence = record(places)
    assert said("backs", 3, 1, evidence=evidence) == "supported"
    claim = Claim("only", (Party(NAMES[2]),), (Party(NAMES[1]),), window=SPAN)
    verdict = check(claim, evidence)
    assert verdict.verdict in {"contested", "undecided"}
    ways = [f for f in verdict.findings if f.specification.group == "any"]
    found = [f for f in ways if f.outcome == "against"]
    assert len(found) > len(ways) / 2
    assert all(set(NAMES[3:9]) & set(f.named) for f in found)


def test_a_group_is_not_compared_with_itself(book: Evidence) -> None:
    """Half of the members alike, and the upper third of them all is within the group."""
    claim = parse("The Latin American states backed the United States from 1950 to 1954")
    verdict = check(claim, book)
    assert verdict.primary is not None
    members = book.positions(claim.subjects[0], 5, 9)
    values = book.similarities("agree3", Party("USA"), "all", "pooled", 5, 9)
    assert verdict.primary.threshold < float(np.nanquantile(values[members], 0.5))


def test_a_move_and_its_date() -> None:
    places = settled(WORLD, 4)
    places[:, 5] = -0.8
    places[6:, 5] = 0.8
    evidence = record(places)
    for year, expected in (
        (1980, {"supported"}),
        (1976, {"contradicted", "contested", "undecided"}),
    ):
        claim = Claim(
            "shifted",
            (Party(NAMES[5]),),
            (Party(NAMES[1]),),
            window=Window(turn=year),
            direction="towards",
        )
        verdict = check(claim, evidence)
        assert verdict.verdict in expected
        dates = [f for f in verdict.findings if f.specification.measure == "date"]
        assert dates[0].estimate == 1981
        assert dates[0].outcome == ("for" if year == 1980 else "against")
    assert said("steady", 5, evidence=evidence) == "contradicted"
    assert said("steady", 20, evidence=evidence) != "contradicted"


def test_the_pole_moving_is_not_the_state_moving() -> None:
    places = settled(WORLD, 4)
    places[6:, 1] -= 1.5  # the pole comes towards everybody
    evidence = record(places)
    moved = said("shifted", 20, 1, evidence=evidence, window=Window(turn=1980), direction="towards")
    assert moved != "supported"


def test_grew() -> None:
    places = settled(WORLD, 4)
    places[:, 7] = np.linspace(-1.2, 1.2, WORLD.sessions)
    places[:, 8] = 1.2
    evidence = record(places)
    assert said("grew", 7, 8, evidence=evidence, direction="closer") == "supported"
    assert said("grew", 7, 8, evidence=evidence, direction="apart") == "contradicted"


@pytest.mark.parametrize(("size", "cross"), [(2, False), (5, False), (12, False), (6, True)])
def test_the_change_of_a_group_varies_less_than_that_of_two(size: int, cross: bool) -> None:
    """As drawn groups of states show, within a group or between one and a single state."""
    draw_ = np.random.default_rng(8)
    own, states_ = draw_.normal(0, 1, 80), np.triu_indices(80, 1)
    changes = own[:, None] + own + draw_.normal(0, 1.5, (80, 80))
    changes = (changes + changes.T) / 2
    found = []
    for _ in range(4000):
        who = draw_.choice(80, size + cross, replace=False)
        part = changes[np.ix_(who, who)]
        found.append(part[0, 1:].mean() if cross else part[np.triu_indices(size, 1)].mean())
    sizes = [1, size] if cross else [1] * size
    expected = np.std(found) / changes[states_].std()
    assert _narrower(changes[states_], 80, sizes) == pytest.approx(expected, rel=0.08)


def test_camps() -> None:
    draw_ = np.random.default_rng(1)
    line = np.where(np.arange(WORLD.size) % 2, 1.2, -1.2) + draw_.normal(0, 0.15, WORLD.size)
    two = record(np.tile(line, (WORLD.sessions, 1)), lasting=0.2)
    poles = (Party(NAMES[0]), Party(NAMES[1]))
    for number, others, expected in (
        (2.0, poles, "supported"),
        (2.0, (Party(NAMES[0]), Party(NAMES[2])), "contradicted"),
        (1.0, (), "contradicted"),
    ):
        claim = Claim("camps", (), others, window=SPAN, number=number)
        assert check(claim, two).verdict == expected


def test_a_smaller_camp_between_undoes_just_two_and_not_two() -> None:
    camp = np.repeat([-1.5, 0.0, 1.5], (WORLD.size // 2, WORLD.size // 5, WORLD.size))[: WORLD.size]
    line = camp + np.random.default_rng(2).normal(0, 0.1, WORLD.size)
    three = record(np.tile(line, (WORLD.sessions, 1)), lasting=0.0)
    two = Claim("camps", (), (Party(NAMES[0]), Party(NAMES[-1])), window=SPAN, number=2.0)
    assert check(two, three).verdict == "supported"
    assert check(replace(two, bound="at most"), three).verdict == "contradicted"
    assert check(two.mirrored(), three).verdict == "supported"
    all_three = (*two.others, Party(NAMES[WORLD.size // 2 + 1]))
    assert check(replace(two, others=all_three, number=3.0), three).verdict != "contradicted"


def test_counts_are_exact(line: Evidence) -> None:
    claim = Claim(
        "count", (Party(NAMES[47]),), (Party(NAMES[1]),), window=SPAN, number=0.0, direction="with"
    )
    share = check(claim, line).findings[0].estimate
    assert 50 < share < 100
    for number, bound, expected in (
        (share, "", "for"),
        (share + 20, "", "against"),
        (share - 1, "more than", "for"),
        (share + 1, "more than", "against"),
        (share + 1, "at most", "for"),
    ):
        found = check(replace(claim, number=float(round(number, 1)), bound=bound), line).findings[0]
        assert found.outcome == expected
        assert found.low == found.estimate == found.high


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Czechoslovakia ceased to exist in 1993", "supported"),
        ("Czechoslovakia was no longer a state after 1992", "supported"),
        ("Czechoslovakia was no longer a state after 1989", "contradicted"),
        ("By 1990 Yugoslavia had ceased to exist", "contradicted"),
        ("Norway ceased to exist in 1940", "undecided"),  # occupied, and there again in 1945
        ("Norway ceased to exist in 1950", "contradicted"),
        ("India never ceased to exist", "supported"),
        ("Estonia never ceased to exist", "contradicted"),
        ("The Soviet Union no longer existed in 1992", "supported"),
        ("The Soviet Union no longer existed in 1990", "contradicted"),
        ("Russia ceased to exist in 1991", "contradicted"),
        # states that were there again later: the end said is meant, not the last one
        ("Estonia lost its independence in 1940", "supported"),
        ("Estonia lost its independence in 1939", "contradicted"),
        ("By 1950 Estonia had ceased to exist", "supported"),
        ("By 2000 Estonia had ceased to exist", "contradicted"),
        ("Estonia no longer existed in 2000", "contradicted"),
        ("Estonia still existed in 1935", "supported"),
        ("Austria was no longer a state after 1938", "supported"),
        ("Austria still existed in 1945", "contradicted"),
        ("Japan and Norway were allies in 1975", "untestable"),
        ("Norway attacked Japan in 1975", "untestable"),
    ],
)
def test_states_that_ended_and_what_votes_cannot_tell(
    made: Evidence, sentence: str, expected: str
) -> None:
    verdict = check(parse(sentence), made)
    assert verdict.verdict == expected, verdict.why
    if expected == "untestable":
        assert "needs a record of" in verdict.why


def test_a_name_that_ended_says_who_lived_on(made: Evidence) -> None:
    verdict = check(parse("The Soviet Union no longer existed in 1992"), made)
    assert f"lived on as {states.label('RUS')}" in verdict.why


def test_members_of_a_group_one_by_one(line: Evidence) -> None:
    members = tuple(s for s in NAMES if s in states.group("oas").members(1980))
    assert len(members) > 5
    group = Party("oas", group=True)
    pole = (Party(NAMES[0]), Party(NAMES[1]))
    found = {}
    for quantifier in ("all", "most", "some"):
        claim = Claim("closer", (replace(group, quantifier=quantifier),), pole, window=SPAN)
        ways = plan(claim, line)
        assert {way.measure for way in ways} == {"agree3"}
        found[quantifier] = check(claim, line).findings[0].estimate
    assert found["all"] < found["most"] < found["some"]


def test_ideal_points_join_in() -> None:
    places = settled(WORLD, 4)
    evidence = record(places)
    rows = [
        (state, WORLD.first + t, float(places[t, k]), 0.1, 60)
        for t in range(WORLD.sessions)
        for k, state in enumerate(NAMES)
    ]
    table = pl.DataFrame(rows, schema=["state", "session", "mean", "sd", "n"], orient="row")
    with_points = Evidence(evidence.tallies, {"all": table})
    x = int(np.argmax(places[0]))
    claim = Claim("closer", (Party(NAMES[x]),), (Party(NAMES[1]), Party(NAMES[0])), window=SPAN)
    there, back = check(claim, with_points), check(claim.mirrored(), with_points)
    points = [f for f in there.findings if f.specification.measure == "ideal"]
    assert points
    spread = places[0].std()
    gap = (abs(places[0, x] - places[0, 0]) - abs(places[0, x] - places[0, 1])) / spread
    assert points[0].estimate == pytest.approx(gap)
    assert points[0].outcome == "for"
    turned = [f for f in back.findings if f.specification.measure == "ideal"]
    assert turned[0].estimate == pytest.approx(-gap)
    assert "ideal points: the record holds none" in check(claim, evidence).left_out


def test_a_state_that_never_changed_a_vote_is_steady_beside_states_that_did() -> None:
    """All of the record says so; that few texts came up again is no reason for doubt."""
    places = np.tile(np.linspace(-1.4, 1.4, WORLD.size), (WORLD.sessions, 1))
    places[:, :2] = -1.5, 1.5
    places[:, 4] = -9.0  # so far out that chance never turns a vote
    places[WORLD.sessions // 2 :, 5::2] += 0.4
    evidence = record(places, absent=0.0)
    claim = Claim("steady", (Party(NAMES[4]),), window=SPAN)
    primary = check(claim, evidence).findings[0]
    assert primary.specification.measure == "constancy"
    assert primary.estimate == 1.0
    assert primary.outcome == "for"


def test_error_of_constancy_is_the_jackknife_over_sessions(line: Evidence) -> None:
    ends = ((30, 32), (39, 41))
    who = np.arange(WORLD.size) == 9
    among = ~who
    got = constancy_error(line, "all", ends, who, among)
    total = 0.0
    for k, held in enumerate(ends):
        left_out = []
        for out in range(held[0], held[1] + 1):
            counts = sum(
                line.tallies.recurring("all", s, t)
                for s in range(ends[0][0], ends[0][1] + 1)
                for t in range(ends[1][0], ends[1][1] + 1)
                if (s, t)[k] != out
            )
            found = counts[:, 1] / counts[:, 0]
            left_out.append(found[9] - np.quantile(found[among], 2 / 3))
        total += 2 * np.var(left_out)
    assert got == pytest.approx(np.sqrt(total))
    assert np.isnan(constancy_error(line, "all", ((30, 30), (41, 41)), who, among))
