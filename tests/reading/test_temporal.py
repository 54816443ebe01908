"""Temporal networks against brute force."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.reading.temporal import (
    ORIGIN,
    Constraint,
    conflicts,
    consistent,
    explain,
    implied,
    shortfall,
)

POINTS = (ORIGIN, "a", "b", "c")
RANGE = range(-15, 16)
"""Three steps of at most five: no consistent network over four points needs more."""


@st.composite
def networks(draw: st.DrawFn) -> list[Constraint]:
    """Small networks over four points with whole bounds."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        first, second = draw(st.sampled_from(list(combinations(POINTS, 2))))
        low = draw(st.integers(-3, 3))
        found.append(Constraint(first, second, low, low + draw(st.integers(0, 2)), number))
    return found


def holds(constraints: list[Constraint]) -> bool:
    """Whether whole numbers fulfil all constraints: with whole bounds that decides it."""
    for values in product(RANGE, repeat=3):
        at = dict(zip(POINTS, (0, *values), strict=True))
        if all(c.low <= at[c.b] - at[c.a] <= c.high for c in constraints):
            return True
    return False


@given(networks())
@settings(max_examples=60, deadline=None)
def test_consistency_is_what_trying_all_values_finds(network: list[Constraint]) -> None:
    assert consistent(network) == holds(network)


@given(networks())
@settings(max_examples=60, deadline=None)
def test_conflicts_are_all_the_smallest_inconsistent_sets(network: list[Constraint]) -> None:
    numbers = [c.statement for c in network]
    bad = [
        set(chosen)
        for size in range(1, len(numbers) + 1)
        for chosen in combinations(numbers, size)
        if not consistent([c for c in network if c.statement in chosen])
    ]
    smallest = {tuple(sorted(s)) for s in bad if not any(other < s for other in bad)}
    assert set(conflicts(network)) == smallest


@given(networks())
@settings(max_examples=60, deadline=None)
def test_a_smallest_conflict_fails_by_what_one_statement_must_give(
    network: list[Constraint],
) -> None:
    for conflict in conflicts(network):
        days = shortfall(network, conflict)
        assert days > 0
        inside = [c for c in network if c.statement in conflict]
        first = inside[0]
        wider = Constraint(first.a, first.b, first.low - days, first.high + days, first.statement)
        assert consistent([wider, *inside[1:]])
        less = Constraint(
            first.a, first.b, first.low - 0.9 * days, first.high + 0.9 * days, first.statement
        )
        assert not consistent([less, *inside[1:]])


def test_explain_prefers_to_keep_what_stands_first() -> None:
    said = [Constraint(ORIGIN, "x", t, t, n) for n, t in enumerate((1, 2, 3))]
    assert explain(said, [0, 1, 2]) == (0, 1)
    assert explain(said[:1], [0]) == ()


def test_facts_are_cited_and_never_left_out() -> None:
    said = [
        Constraint(ORIGIN, "wall", 1989, 1989, 0),
        Constraint("letter", "wall", 1, 1, 1),
        Constraint(ORIGIN, "letter", 1986, 1986, 2),
        Constraint(ORIGIN, "letter", 1988, 1988, 3),
    ]
    assert conflicts(said, frozenset({0})) == ((2, 3), (0, 1, 2))


def test_bounds_that_follow() -> None:
    said = [Constraint("a", "b", 1, 2, 0), Constraint("b", "c", 10, 20, 1)]
    assert implied(said, "a", "c") == (11, 22)
    assert implied(said, "c", "a") == (-22, -11)
    assert implied(said, "a", "x") == (float("-inf"), float("inf"))


def test_a_textbook_network() -> None:
    """The story of John and Fred, Dechter, Meiri & Pearl (1991), section 1, Fred going by car.

    John leaves between 7:10 and 7:20; Fred arrives between 8:00 and 8:10 after 20 to 30 minutes;
    John arrived 10 to 20 minutes after Fred left. So John's way took 20 to 60 minutes: by car
    (30 to 40) all holds, and by a bus that takes more than an hour it does not.
    """
    frame = [
        Constraint(ORIGIN, "leaves", 10, 20, 0),
        Constraint(ORIGIN, "Fred arrives", 60, 70, 1),
        Constraint("Fred leaves", "Fred arrives", 20, 30, 2),
        Constraint("Fred leaves", "arrives", 10, 20, 3),
    ]
    assert implied(frame, "leaves", "arrives") == (20, 60)
    assert consistent([*frame, Constraint("leaves", "arrives", 30, 40, 4)])
    assert not consistent([*frame, Constraint("leaves", "arrives", 61, float("inf"), 4)])
