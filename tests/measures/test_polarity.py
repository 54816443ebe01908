"""Who follows whom: against the definition, and properties that any division must have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.measures.polarity import (
    PART,
    Distances,
    camp_size,
    following,
    further,
    spread,
)


def on_a_line(line: np.ndarray, leaders: list[int], reach: float = 0.0) -> Distances:
    """Distances of states on a line, all as uncertain."""
    every = np.abs(line[:, None] - line)
    k, size = len(leaders), line.size
    return Distances(
        every[leaders],
        every[np.ix_(leaders, leaders)],
        every,
        np.full((k, k, size), reach),
        np.full((k, size, size), reach),
    )


lines = st.lists(st.floats(-5, 5), min_size=4, max_size=12, unique=True).map(np.array)


@settings(max_examples=60, deadline=None)
@given(lines, st.integers(2, 4), st.floats(0, 1))
def test_followers_are_those_of_the_definition(line: np.ndarray, k: int, reach: float) -> None:
    found = following(on_a_line(line, list(range(k)), reach))
    for i, place in enumerate(line):
        for leader in range(k):
            leads = [
                abs(place - line[j])
                - abs(place - line[leader])
                - PART * abs(line[leader] - line[j])
                for j in range(k)
                if j != leader
            ]
            assert found.likely[leader, i] == (min(leads) > 0)
            assert found.sure[leader, i] == (min(leads) - reach > 0)
            assert found.perhaps[leader, i] == (min(leads) + reach > 0)


@settings(max_examples=60, deadline=None)
@given(lines, st.integers(2, 4), st.floats(0, 1))
def test_order_does_not_matter_and_nobody_follows_two(
    line: np.ndarray, k: int, reach: float
) -> None:
    there = following(on_a_line(line, list(range(k)), reach))
    back = following(on_a_line(line, list(range(k))[::-1], reach))
    assert (there.likely == back.likely[::-1]).all()
    assert there.likely.sum(axis=0).max() <= 1
    assert (there.sure <= there.likely).all()
    assert (there.likely <= there.perhaps).all()
    least, likely, most = there.all
    assert least <= likely <= most
    assert likely == pytest.approx(there.likely.any(axis=0).mean())


def clusters(*sizes: int) -> np.ndarray:
    draw = np.random.default_rng(3)
    return np.concatenate([5.0 * k + draw.normal(0, 0.1, size) for k, size in enumerate(sizes)])


def test_a_third_cluster_has_a_leader_of_its_own() -> None:
    found = on_a_line(clusters(30, 40, 10), [0, 75])
    further_one = further(found, following(found))
    assert further_one is not None
    assert further_one.share[1] == pytest.approx(0.5, abs=0.02)
    assert further_one.less[1] < 0


def test_two_clusters_have_no_third_leader() -> None:
    found = on_a_line(clusters(30, 0, 30), [0, 59])
    division = following(found)
    assert division.all[1] == 1
    assert further(found, division) is None


def test_errors_of_two_shares_are_independent() -> None:
    ends = tuple(np.array(pair) for pair in ((0.3, 0.2), (0.4, 0.2), (0.7, 0.6)))
    assert spread(ends, (1, 1)) == pytest.approx((0.5, 0.6, 1.1))  # type: ignore[arg-type]
    assert spread(ends, (1, -1)) == pytest.approx(  # type: ignore[arg-type]
        (0.2 - np.hypot(0.1, 0.4), 0.2, 0.2 + np.hypot(0.3, 0.0))
    )


def test_one_state_is_no_camp() -> None:
    assert camp_size(10) == 2
    assert camp_size(200) == 10
