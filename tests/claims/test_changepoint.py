"""The best date of one change, against another implementation and simulated series."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.claims.changepoint import LEAST, LIKELIHOOD_RATIO, change

ruptures = pytest.importorskip("ruptures")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-5, 5).map(lambda x: round(x, 3)), min_size=6, max_size=30, unique=True))
def test_the_split_is_that_of_the_dynamic_programme(values: list[float]) -> None:
    series = np.array(values)
    found = change(series)
    assert found is not None
    search = ruptures.Dynp(model="l2", min_size=LEAST, jump=1).fit(series[:, None])
    place = search.predict(n_bkps=1)[0]

    def squares(at: int) -> float:
        return sum(float(((part - part.mean()) ** 2).sum()) for part in np.split(series, [at]))

    assert squares(found.place) == pytest.approx(squares(place), rel=1e-9, abs=1e-12)


def test_the_critical_value_is_the_published_one() -> None:
    assert pytest.approx(7.35, abs=0.01) == LIKELIHOOD_RATIO  # Eo & Morley (2015), table 1


def test_too_few_values_have_no_change() -> None:
    assert change(np.arange(5.0)) is None


def test_weights_count_as_repetitions() -> None:
    values = np.array([0.0, 0.1, 0.0, 1.0, 1.1, 0.9])
    once = change(values)
    assert once == change(values, np.full(6, 7.0))


@pytest.mark.parametrize("size", [21, 31])
def test_no_change_is_seldom_found_and_a_large_one_nearly_always(size: int) -> None:
    draw = np.random.default_rng(20)
    flat = [change(draw.normal(0, 1, size)) for _ in range(1000)]
    assert np.mean([c is not None and c.found for c in flat]) <= 0.08
    covered = []
    for _ in range(500):
        series = draw.normal(0, 1, size) + 2.0 * (np.arange(size) >= size // 2)
        found = change(series)
        assert found is not None
        covered.append(found.found and found.low <= size // 2 <= found.high)
    assert np.mean(covered) >= 0.93
