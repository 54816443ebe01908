"""Measures of similarity: against other software, closed forms, and identities."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nonaligned.measures.similarity import MEASURES, agree2, agree3, coincidence

tables = arrays(np.int64, (3, 3), elements=st.integers(0, 40))
votes = arrays(np.int64, 30, elements=st.integers(0, 2))


def crossed(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    counts = np.zeros((3, 3), dtype=np.int64)
    np.add.at(counts, (x, y), 1)
    return counts


# Worked by hand from 20 common roll calls; kappa and pi as in the formulas of their papers.
WORKED = np.array([[8, 2, 1], [1, 3, 0], [0, 1, 4]])
BY_HAND = {
    "agree3": (8 + 3 + 4 + 0.5 * (2 + 1 + 0 + 1)) / 20,
    "agree2": 12 / 13,
    "coincidence": 12 / 13,
    "coincidence_2017": 17 / 20,
    "s_absolute": 1 - 2 * (2 + 1 + 0 + 1 + 2 * 1) / (2 * 20),
    "s_squared": 1 - 2 * (2 + 1 + 0 + 1 + 4 * 1) / (4 * 20),
    # rows 11, 4, 5; columns 9, 6, 5; pooled 10, 5, 5 of 20
    "scott_pi": (15 / 20 - (0.5**2 + 0.25**2 + 0.25**2)) / (1 - (0.5**2 + 0.25**2 + 0.25**2)),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_worked_example(name: str) -> None:
    assert float(MEASURES[name](WORKED)) == pytest.approx(BY_HAND[name], abs=1e-12)


@pytest.mark.parametrize(("name", "power"), [("kappa_linear", 1), ("kappa_squared", 2)])
def test_kappa_is_one_less_observed_over_expected_disagreement(name: str, power: int) -> None:
    distance = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) ** power
    expected = np.outer(WORKED.sum(1), WORKED.sum(0)) / WORKED.sum()
    kappa = 1 - (distance * WORKED).sum() / (distance * expected).sum()
    assert float(MEASURES[name](WORKED)) == pytest.approx(kappa, abs=1e-12)


def test_coincidence_ignores_what_the_reference_state_abstains_on() -> None:
    counts = WORKED.copy()
    counts[1] += 100
    assert coincidence(counts) == coincidence(WORKED)
    assert coincidence(counts, report=2017) != coincidence(WORKED, report=2017)


@given(votes)
def test_a_state_agrees_with_itself(x: np.ndarray) -> None:
    counts = crossed(x, x)
    for name, measure in MEASURES.items():
        value = float(measure(counts))
        assert value == pytest.approx(1.0) or np.isnan(value), name
    assert agree3(counts) == 1


@given(tables)
def test_symmetric(counts: np.ndarray) -> None:
    for measure in MEASURES.values():
        there, back = measure(counts), measure(counts.T)
        assert there == pytest.approx(back, abs=1e-12, nan_ok=True)


@given(tables)
def test_exchanging_yes_and_no_changes_nothing(counts: np.ndarray) -> None:
    for measure in MEASURES.values():
        flipped = measure(counts[::-1, ::-1])
        assert measure(counts) == pytest.approx(flipped, abs=1e-12, nan_ok=True)


@given(tables)
def test_within_the_range(counts: np.ndarray) -> None:
    for measure in MEASURES.values():
        value = float(measure(counts))
        assert np.isnan(value) or measure.low - 1e-12 <= value <= measure.high + 1e-12


@given(votes, st.randoms(use_true_random=False))
def test_agreement_with_a_permuted_copy_is_that_of_the_permutation(x, random) -> None:
    order = list(range(x.size))
    random.shuffle(order)
    direct = 1 - np.abs(x - x[order]).mean() / 2
    assert float(agree3(crossed(x, x[order]))) == pytest.approx(direct)


def test_mean_agreement_over_all_permutations_is_what_chance_gives() -> None:
    x, y = np.array([0, 0, 1, 2]), np.array([0, 1, 2, 2])
    mean = np.mean([agree3(crossed(x, y[list(order)])) for order in permutations(range(4))])
    margins = np.outer(np.bincount(x, minlength=3), np.bincount(y, minlength=3))
    assert mean == pytest.approx(float(agree3(margins)))


def test_undefined_is_nan_and_warns_of_nothing() -> None:
    empty = np.zeros((3, 3), dtype=int)
    constant = np.diag([5, 0, 0])
    abstains = np.array([[0, 3, 0], [0, 2, 0], [0, 1, 0]])
    assert all(np.isnan(measure(empty)) for measure in MEASURES.values())
    assert np.isnan(MEASURES["scott_pi"](constant))
    assert np.isnan(MEASURES["kappa_squared"](constant))
    assert np.isnan(agree2(abstains))
    assert agree3(constant) == 1


@pytest.mark.parametrize("name", list(MEASURES))
def test_delta_method_is_the_variance_of_resampled_roll_calls(name: str) -> None:
    measure, n = MEASURES[name], 400
    shares = (WORKED + 1) / (WORKED + 1).sum()
    samples = np.random.default_rng(5).multinomial(n, shares.ravel(), size=20_000)
    drawn = measure(samples.reshape(-1, 3, 3)).std()
    formula = float(np.sqrt(measure.variance(shares * n) * 1.0))
    assert formula == pytest.approx(drawn, rel=0.03)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("agree3", "agree3"),
        ("s_squared", "s_squared"),
        ("s_absolute", "s_absolute"),
        ("scott_pi", "scott_pi"),
        ("cohen_kappa_weighted", "kappa_squared"),
    ],
)
@pytest.mark.parametrize("session", [10, 70])
def test_as_computed_by_other_software(real, shared_data, session, column, name) -> None:
    """2,070 dyads computed in R, with NaN exactly where R has none."""
    from nonaligned.states import by_cow

    table = pl.read_csv(shared_data / "reference" / "similarity.csv")
    table = table.filter(pl.col("session") == session)
    left, right = ([real.index(by_cow()[c]) for c in table[f"ccode{k}"]] for k in (1, 2))
    counts = real.pairs("all", session, session)[left, right]
    assert counts.sum(axis=(1, 2)).tolist() == table["n"].to_list()
    expected = table[column].to_numpy().astype(float)
    assert table.height > 1000
    np.testing.assert_allclose(MEASURES[name](counts), expected, atol=1e-6, rtol=0)
