"""Counting camps: exact splits, mixtures, modes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.claims.camps import MOST, Camps, by_mixture, by_modes, places, splits
from nonaligned.measures.polarity import LEAST_SHARE


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(-9, 9).map(lambda x: round(x, 2)), min_size=4, max_size=9, unique=True),
    st.integers(2, 4),
)
def test_the_split_is_the_best_of_all(values: list[float], k: int) -> None:
    line = np.array(values)
    labels = splits(line, k)[-1]
    assert len(set(labels.tolist())) == k

    def squares(parts: list[np.ndarray]) -> float:
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    ordered = np.sort(line)
    best = min(
        squares(np.split(ordered, list(cuts))) for cuts in combinations(range(1, line.size), k - 1)
    )
    assert squares([line[labels == c] for c in range(k)]) == pytest.approx(best, abs=1e-9)


def world(centres: list[float], sizes: list[int], spread: float, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    line = np.concatenate([draw.normal(c, spread, n) for c, n in zip(centres, sizes, strict=True)])
    return 1 - np.abs(line[:, None] - line) / np.ptp(line)


@pytest.mark.parametrize(
    ("centres", "sizes"), [([0, 6], [60, 40]), ([0, 5, 10], [40, 40, 40]), ([0, 6], [10, 90])]
)
def test_camps_far_apart_are_counted(centres: list[float], sizes: list[int]) -> None:
    for seed in range(5):
        line = places(world(centres, sizes, 0.5, seed))
        for camps in (by_mixture(line), by_modes(line)):
            assert camps.number == len(centres)
            assert camps.least <= camps.number <= camps.most
            assert sorted(np.bincount(camps.labels).tolist()) == sorted(sizes)


@pytest.mark.parametrize("count", [by_mixture, by_modes])
def test_one_cloud_is_one_camp(count: Callable[[np.ndarray], Camps]) -> None:
    """The number is out of the range in at most 5 %: with 40 clouds, two would be too many."""
    clouds = [places(world([0.0], [100], 1.0, seed)) for seed in range(40)]
    assert sum(count(line).least > 1 for line in clouds) <= 1
    assert sum(count(line).number == 1 for line in clouds) >= 36


@pytest.mark.parametrize("count", [by_mixture, by_modes])
def test_numbers_left_open_are_numbers_looked_for(count: Callable[[np.ndarray], Camps]) -> None:
    draw = np.random.default_rng(2)
    for size in (12, 13, 40, 120):
        for line in (draw.normal(0, 1, size), np.round(draw.normal(0, 1, size)), np.zeros(size)):
            camps = count(line)
            assert 1 <= camps.least <= camps.number <= camps.most <= MOST
            assert camps.labels.shape == line.shape


def test_stragglers_are_no_camp() -> None:
    draw = np.random.default_rng(4)
    line = np.concatenate([draw.normal(0, 1, 60), draw.normal(8, 1, 60), [20.0, 20.1]])
    assert 2 / line.size < LEAST_SHARE
    camps = by_mixture(line)
    assert camps.number == camps.least == camps.most == 2


def test_order_and_direction_do_not_matter() -> None:
    similarity = world([0, 6], [30, 20], 0.8, 3)
    order = np.random.default_rng(1).permutation(50)
    shuffled = similarity[np.ix_(order, order)]
    there, back = by_mixture(places(similarity)), by_mixture(places(shuffled))
    assert there.number == back.number
    same = there.labels[order]
    assert (same == back.labels).all() or (same == 1 - back.labels).all()
