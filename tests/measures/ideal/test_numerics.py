"""The normal tails against SciPy and 40-digit arithmetic."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erfcx, log_ndtr

from nonaligned.measures.ideal.numerics import exp, interval, log, mills, tail

mpmath.mp.dps = 40


def exact_interval(u1: float, u2: float) -> tuple[float, float, float]:
    """Log P and the densities over P in 40 digits, without cancellation."""
    a, b = mpmath.mpf(u1), mpmath.mpf(u2)
    if a > 0:
        a, b = -b, -a
    p = mpmath.ncdf(b) - mpmath.ncdf(a)
    if a > -200 and b < -20:  # deep tail: erfc keeps relative precision
        root = mpmath.sqrt(2)
        p = (mpmath.erfc(-b / root) - mpmath.erfc(-a / root)) / 2
    return (
        float(mpmath.log(p)),
        float(mpmath.npdf(mpmath.mpf(u1)) / p),
        float(mpmath.npdf(mpmath.mpf(u2)) / p),
    )


def test_mills_ratio_against_scipy() -> None:
    a = np.concatenate([np.linspace(0, 50, 2001), np.geomspace(50, 1000, 500)])
    expected = np.sqrt(np.pi / 2) * erfcx(a / np.sqrt(2))
    got = np.array([mills(x) for x in a])
    assert np.abs(got / expected - 1).max() < 1e-14


def test_exp_and_log_against_the_library() -> None:
    x = np.linspace(-690, 0, 5001)
    assert np.abs(np.array([exp(v) for v in x]) / np.exp(x) - 1).max() < 1e-15
    y = np.geomspace(1e-290, 1e3, 5001)
    assert np.abs(np.array([log(v) for v in y]) - np.log(y)).max() < 3e-13
    near = 1 + np.linspace(-0.3, 0.4, 1001)
    assert np.abs(np.array([log(v) for v in near]) - np.log(near)).max() < 2e-16


def test_log_phi_and_its_ratio() -> None:
    u = np.linspace(-60, 30, 9001)
    got = np.array([tail(v) for v in u])
    expected = log_ndtr(u)
    assert np.abs(got[:, 0] - expected).max() <= 1e-14 * np.abs(expected).max()
    low = u < 0
    assert np.abs(got[low, 0] / expected[low] - 1).max() < 1e-14
    ratio = np.sqrt(2 / np.pi) / erfcx(-u[low] / np.sqrt(2))
    assert np.abs(got[low, 1] / ratio - 1).max() < 1e-14


@pytest.mark.parametrize(
    ("u1", "u2"),
    [
        (-1.0, 1.0),
        (-0.3, 2.5),
        (0.5, 0.9),
        (-0.9, -0.5),
        (3.0, 9.0),
        (8.0, 8.5),
        (-30.0, -29.0),
        (25.0, 26.0),
        (-40.0, 3.0),
        (0.0, 1.5),
        (2.0, 2.0 + 1e-5),
    ],
)
def test_interval_against_forty_digits(u1: float, u2: float) -> None:
    got, expected = interval(u1, u2), exact_interval(u1, u2)
    assert got == pytest.approx(expected, rel=2e-9)
    if u2 - u1 > 1e-2:
        assert got == pytest.approx(expected, rel=1e-12)


@given(st.floats(-30, 30), st.floats(1e-12, 1e-6))
def test_a_narrow_interval_is_density_times_width(u1: float, gap: float) -> None:
    width = (u1 + gap) - u1
    if width <= 0:
        return
    middle = u1 + width / 2
    value, r1, r2 = interval(u1, u1 + width)
    assert value == pytest.approx(-0.5 * middle**2 - 0.9189385332046727 + np.log(width), abs=1e-8)
    assert r1 * width == pytest.approx(1.0, abs=1e-4)
    assert r2 * width == pytest.approx(1.0, abs=1e-4)


@given(st.floats(-35, 35), st.floats(1e-8, 60))
def test_reflection(u1: float, gap: float) -> None:
    u2 = u1 + gap
    if u2 <= u1:
        return
    value, r1, r2 = interval(u1, u2)
    mirrored, m1, m2 = interval(-u2, -u1)
    assert (value, r1, r2) == pytest.approx((mirrored, m2, m1), rel=1e-12, abs=1e-300)
    assert np.isfinite([value, r1, r2]).all()
