"""Counting camps: exact splits, mixtures, silhouettes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.claims.camps import by_mixture, by_silhouette, places, silhouette, split


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(-9, 9).map(lambda x: round(x, 2)), min_size=4, max_size=9, unique=True),
    st.integers(2, 4),
)
def test_the_split_is_the_best_of_all(values: list[float], k: int) -> None:
    line = np.array(values)
    labels = split(line, k)
    assert len(set(labels.tolist())) == k

    def squares(parts: list[np.ndarray]) -> float:
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    ordered = np.sort(line)
    best = min(
        squares(np.split(ordered, list(cuts))) for cuts in combinations(range(1, line.size), k - 1)
    )
    assert squares([line[labels == c] for c in range(k)]) == pytest.approx(best, abs=1e-9)


def test_a_silhouette_by_hand() -> None:
    line = np.array([0.0, 1.0, 10.0])
    distance = np.abs(line[:, None] - line)
    # Rousseeuw (1987): (10 - 1) / 10 and (9 - 1) / 9, and 0 for the one alone.
    assert silhouette(np.array([0, 0, 1]), distance) == pytest.approx((0.9 + 8 / 9) / 3)


def world(centres: list[float], sizes: list[int], spread: float, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    line = np.concatenate([draw.normal(c, spread, n) for c, n in zip(centres, sizes, strict=True)])
    return 1 - np.abs(line[:, None] - line) / np.ptp(line)


@pytest.mark.parametrize(
    ("centres", "sizes"), [([0, 6], [60, 40]), ([0, 5, 10], [40, 40, 40]), ([0, 6], [10, 90])]
)
def test_camps_far_apart_are_counted(centres: list[float], sizes: list[int]) -> None:
    for seed in range(5):
        similarity = world(centres, sizes, 0.7, seed)
        line = places(similarity)
        for camps in (by_mixture(line), by_silhouette(line, similarity)):
            assert camps.number == camps.least == len(centres)
            assert sorted(np.bincount(camps.labels).tolist()) == sorted(sizes)


def test_one_cloud_is_one_camp() -> None:
    found = [by_mixture(places(world([0.0], [100], 1.0, seed))).number for seed in range(20)]
    assert found.count(1) >= 18


def test_order_and_direction_do_not_matter() -> None:
    similarity = world([0, 6], [30, 20], 0.8, 3)
    order = np.random.default_rng(1).permutation(50)
    shuffled = similarity[np.ix_(order, order)]
    there, back = by_mixture(places(similarity)), by_mixture(places(shuffled))
    assert there.number == back.number
    same = there.labels[order]
    assert (same == back.labels).all() or (same == 1 - back.labels).all()
