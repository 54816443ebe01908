"""Agreement as a series: values, intervals, coverage, and what is refused."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.errors import InputError, RecordError, UnknownStateError
from nonaligned.measures.agreement import agreement
from nonaligned.measures.bootstrap import resampled, weights
from nonaligned.measures.comparison import change, difference, share, share_difference
from nonaligned.measures.design import design_effect
from nonaligned.measures.estimates import Interval, find
from nonaligned.measures.intervals import closed_form, wilson
from nonaligned.measures.joint import full_pairs, triples
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.samples import chamber
from nonaligned.measures.similarity import MEASURES
from nonaligned.measures.standing import percentiles, share_standing, standing
from nonaligned.measures.tallies import Tallies
from nonaligned.tables import SERIES

CLOSED = Interval("closed")


@pytest.fixture(scope="module")
def made() -> Tallies:
    return tally(*chamber(states=6, sessions=4, rollcalls=30, seed=7))


def codes_of(tallies: Tallies, state: str) -> np.ndarray:
    return tallies.counts.codes[:, tallies.index(state)].astype(int)


def test_a_span_as_counted_from_votes(made: Tallies) -> None:
    x, y = codes_of(made, "S01"), codes_of(made, "S04")
    both = (x < 3) & (y < 3)
    row = agreement(made, "S01", "S04", by="span").table.row(0, named=True)
    assert row["value"] == pytest.approx(1 - np.abs(x - y)[both].mean() / 2)
    assert row["n"] == both.sum()
    assert row["coverage"] == pytest.approx(both.sum() / 120)
    assert (row["first_session"], row["last_session"]) == (1, 4)
    assert row["low"] < row["value"] < row["high"]


def test_sessions_others_and_all_pairs_agree_with_each_other(made: Tallies) -> None:
    by_pair = agreement(made, measure="agree2", first=2, last=3).table
    assert by_pair.height == 2 * 15
    for state in ("S00", "S03"):
        own = agreement(made, state, measure="agree2", first=2, last=3, interval=CLOSED).table
        either = (pl.col("state") == state) | (pl.col("other") == state)
        assert own["value"].sort().to_list() == by_pair.filter(either)["value"].sort().to_list()
        low = by_pair.filter(either)["low"].sort().to_list()
        assert own["low"].sort().to_list() == pytest.approx(low, abs=1e-12)
    named = agreement(made, "S00", ["S05", "S02"], first=2, last=2).table
    assert named["other"].to_list() == ["S05", "S02"]
    alone = agreement(made, "S00", "S05", first=2, last=2).table
    assert alone["low"][0] == pytest.approx(named["low"][0], abs=1e-12)


def test_seeds(made: Tallies) -> None:
    first = agreement(made, "S00", interval=Interval(seed=1)).table
    assert first.equals(agreement(made, "S00", interval=Interval(seed=1)).table)
    other = agreement(made, "S00", interval=Interval(seed=2)).table
    assert not first.equals(other)
    assert first["value"].equals(other["value"])


def test_refusals(made: Tallies) -> None:
    with pytest.raises(InputError, match="no measure 'tau'"):
        agreement(made, "S00", measure="tau")
    with pytest.raises(UnknownStateError):
        agreement(made, "S00", "S99")
    with pytest.raises(InputError, match="Name one state"):
        agreement(made, interval=Interval("bootstrap"))
    with pytest.raises(InputError, match="session or span"):
        agreement(made, "S00", by="week")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="1-2 and 2-4 overlap"):
        change(made, "S00", None, (1, 2), (2, 4))
    with pytest.raises(InputError, match="level 95"):
        Interval(level=95)
    with pytest.raises(InputError, match="1 draws"):
        Interval(draws=1)
    with pytest.raises(RecordError, match="0 states have 10 roll calls"):
        standing(tally(*chamber(seed=1, rollcalls=4, sessions=1)), "S00")


def test_to_pandas_keeps_what_it_is(made: Tallies) -> None:
    frame = agreement(made, "S00", "S01").to_pandas()
    assert list(frame.columns) == list(SERIES.schema)
    assert frame.attrs["measure"] == "agree3"
    assert frame.attrs["unit"] == "agreement (abstention counts half), 0 to 1"


@pytest.mark.parametrize("how", ["closed", "bootstrap"])
@pytest.mark.parametrize("name", list(MEASURES))
def test_an_interval_is_never_a_point_and_stays_in_range(name: str, how: str) -> None:
    votes, rollcalls = chamber(states=2, sessions=1, rollcalls=12, seed=1, absent=0.0)
    votes = votes.with_columns(vote=pl.lit("yes").cast(pl.Enum(["yes", "abstain", "no", "absent"])))
    same = tally(votes, rollcalls)
    row = agreement(same, "S00", "S01", measure=name, interval=Interval(how)).table.row(
        0, named=True
    )
    if row["value"] is None:
        assert MEASURES[name].chance != "none"
        return
    assert row["value"] == row["high"] == MEASURES[name].high
    assert row["value"] - 0.7 * MEASURES[name].width < row["low"] < row["value"]


def test_wilson_is_the_textbook_interval_for_a_share() -> None:
    """3 of 20: 0.0524 to 0.3604 (Newcombe, 1998, Statistics in Medicine 17: 857-872, method 3).

    The same by R's prop.test(3, 20, correct = FALSE).
    """
    share_ = np.array(3 / 20)
    low, high = wilson(share_, share_, share_ * (1 - share_) / 20, 0, 1)
    assert (float(low), float(high)) == pytest.approx((0.0524, 0.3604), abs=5e-5)


def test_weights_do_not_depend_on_who_is_asked() -> None:
    counts = np.random.default_rng(1).integers(0, 3, (12, 5, 3, 3))
    alone, together = resampled(counts[:, [3]], 50, 9), resampled(counts, 50, 9)
    assert (alone[:, 0] == together[:, 3]).all()
    assert (weights(12, 50, 9).sum(axis=1) == 12).all()


def test_design_effect_of_copies_is_their_number() -> None:
    votes = np.random.default_rng(3).integers(0, 3, (30, 6)).astype(np.uint8)
    tripled, cluster = np.repeat(votes, 3, axis=0), np.repeat(np.arange(30), 3)
    assert design_effect(tripled, cluster) == pytest.approx(3)
    assert design_effect(votes, np.arange(30)) == 1
    assert np.isnan(design_effect(votes[:4], np.arange(4)))


def test_design_effect_mends_the_closed_form() -> None:
    """Roll calls in threes: the closed form without the effect would be 1.7 times too narrow."""
    tallies = tally(*chamber(states=8, sessions=1, rollcalls=300, seed=5, absent=0.02, parts=3))
    drawn = agreement(tallies, "S00", interval=Interval(draws=4000)).table
    closed = agreement(tallies, "S00", interval=CLOSED).table
    ratio = (closed["high"] - closed["low"]) / (drawn["high"] - drawn["low"])
    assert tallies.design_effect() > 1.5
    assert ratio.min() > 0.85
    assert ratio.max() < 1.15


def test_coverage_on_simulated_roll_calls() -> None:
    """95 % intervals from 60 roll calls cover the truth 92 to 98 times in 100."""
    draw = np.random.default_rng(11)
    shares = draw.dirichlet(np.full(9, 0.7), size=4000)
    for name in ("agree3", "agree2", "s_squared"):
        measure = find(name)
        truth = measure(shares.reshape(-1, 3, 3) * 1e9)
        counts = draw.multinomial(60, shares).reshape(-1, 3, 3)
        low, high = wilson(
            measure(counts), *closed_form(measure, counts), measure.low, measure.high
        )
        covered = (low <= truth) & (truth <= high)
        assert 0.92 < covered[np.isfinite(low)].mean() <= 0.985, name


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_triples_have_the_margins_they_are_filled_from(seed: int) -> None:
    tallies = tally(*chamber(states=3, sessions=2, rollcalls=40, seed=seed))
    full = full_pairs(tallies, "all", 1, 2)
    table = triples(full[0, 1], full[0, 2], full[1, 2], rounds=200)
    for axis, (i, j) in ((-1, (0, 1)), (-2, (0, 2)), (-3, (1, 2))):
        assert table.sum(axis=axis) == pytest.approx(full[i, j], abs=0.05)


@pytest.mark.parametrize("how", ["closed", "bootstrap"])
@pytest.mark.parametrize("name", ["agree3", "agree2", "kappa_squared", "scott_pi"])
def test_exchanging_the_poles_mirrors_the_difference(made: Tallies, name: str, how: str) -> None:
    there = difference(made, None, "S01", "S02", measure=name, interval=Interval(how)).table
    back = difference(made, None, "S02", "S01", measure=name, interval=Interval(how)).table
    assert there["value"].to_list() == (-back["value"]).to_list()
    np.testing.assert_allclose(there["low"], -back["high"], atol=1e-12)


def test_a_difference_is_paired() -> None:
    """Two states that vote as one differ by nothing, and surely so."""
    votes, rollcalls = chamber(states=3, sessions=2, rollcalls=60, seed=2, absent=0.0)
    twin = votes.filter(pl.col("state") == "S01").with_columns(state=pl.lit("S03"))
    tallies = tally(pl.concat([votes, twin]), rollcalls)
    for how in ("closed", "bootstrap"):
        row = difference(tallies, "S00", "S01", "S03", interval=Interval(how)).table.row(
            0, named=True
        )
        plain = agreement(tallies, "S00", "S01", by="span", interval=Interval(how)).table
        assert row["value"] == 0
        assert row["high"] == pytest.approx(-row["low"])
        assert 0 < row["high"] < (plain["high"] - plain["low"])[0] / 4


@pytest.mark.parametrize("name", ["agree3", "agree2", "kappa_squared", "scott_pi"])
def test_differences_from_counts_are_as_wide_as_from_roll_calls(name: str) -> None:
    tallies = tally(*chamber(states=8, sessions=2, rollcalls=200, seed=4))
    drawn, closed = (
        difference(tallies, None, "S01", "S02", measure=name, interval=interval).table
        for interval in (Interval(draws=3000), CLOSED)
    )
    ratio = (closed["high"] - closed["low"]) / (drawn["high"] - drawn["low"])
    assert ratio.min() > 0.85
    assert ratio.max() < 1.15


def test_share_and_its_difference(made: Tallies) -> None:
    cast = made.cast("all", 1, 4)
    series = share(made).table
    assert series["value"].to_list() == pytest.approx(list(cast[:, 0] / cast[:, :3].sum(1)))
    assert series["other"].null_count() == 6
    x, y = codes_of(made, "S00"), codes_of(made, "S01")
    both = (x < 3) & (y < 3)
    row = share_difference(made, "S00", "S01").table.row(0, named=True)
    assert row["value"] == pytest.approx((x[both] == 0).mean() - (y[both] == 0).mean())
    assert row["n"] == both.sum()


def test_change_is_after_less_before(made: Tallies) -> None:
    row = change(made, "S00", "S01", (1, 2), (3, 4)).table.row(0, named=True)
    before, after = (
        agreement(made, "S00", "S01", first=f, last=f + 1, by="span").table["value"][0]
        for f in (1, 3)
    )
    assert row["value"] == pytest.approx(after - before)
    back = change(made, "S00", "S01", (3, 4), (1, 2)).table.row(0, named=True)
    assert (row["low"], row["high"]) == pytest.approx((-back["high"], -back["low"]))


@pytest.mark.parametrize("how", ["closed", "bootstrap"])
def test_standing_ranks_agreement(made: Tallies, how: str) -> None:
    ranks = standing(made, "S00", interval=Interval(how)).table
    values = agreement(made, "S00", by="span").table["value"].to_numpy()
    assert ranks["value"].to_list() == [(values < v).sum() / 4 for v in values]
    assert (ranks["low"] <= ranks["value"]).all()
    assert (ranks["value"] <= ranks["high"]).all()
    shares = share_standing(made, interval=Interval(how)).table
    own = share(made).table["value"].to_numpy()
    assert shares["value"].to_list() == [(own < v).sum() / 5 for v in own]


def test_percentiles_of_clear_and_unclear_values() -> None:
    values, sure = np.array([1.0, 2.0, 3.0, 3.0]), np.full((4, 4), 1e-6)
    percentile, low, high = percentiles(values, sure)
    assert percentile.tolist() == pytest.approx([0, 1 / 3, 5 / 6, 5 / 6])
    assert low.tolist() == pytest.approx([0, 1 / 3, 2 / 3, 2 / 3])
    assert high.tolist() == pytest.approx([0, 1 / 3, 1, 1])
    _, low, high = percentiles(values, np.full((4, 4), 100.0))
    assert (low.tolist(), high.tolist()) == ([0] * 4, [1] * 4)
    narrow = percentiles(values, np.full((4, 4), 0.2))[1].sum()
    assert percentiles(values, np.full((4, 4), 0.2), simultaneous=True)[1].sum() < narrow


@pytest.mark.shared
@pytest.mark.parametrize("cut", ["all", "me", "all-me"])
def test_closed_form_is_as_wide_as_the_bootstrap_on_the_record(real: Tallies, cut: str) -> None:
    for span in ((34, 44), (44, 73)):
        for name in ("agree3", "agree2", "scott_pi"):
            drawn, closed = (
                agreement(
                    real,
                    "USA",
                    measure=name,
                    cut=cut,
                    first=span[0],
                    last=span[1],
                    by="span",
                    interval=interval,
                ).table
                for interval in (Interval(), CLOSED)
            )
            ratio = (closed["high"] - closed["low"]) / (drawn["high"] - drawn["low"])
            assert 0.9 < ratio.median() < 1.1
            assert closed["value"].equals(drawn["value"])


@pytest.mark.parametrize("name", ["agree3", "agree2", "kappa_squared", "s_squared"])
def test_what_a_state_does_less_a_crowd_varies_as_its_votes_do(name: str) -> None:
    """From counts of pairs alone, against single roll calls: a tenth too narrow at most.

    The mean of the crowd's kappas is not the kappa of its mean counts, which errs on the wide side.
    """
    from nonaligned.measures.joint import BesideCrowd, crowd_covariance

    votes, rollcalls = chamber(states=20, sessions=1, rollcalls=300, seed=4, absent=0.1)
    tallies, measure = tally(votes, rollcalls), MEASURES[name]
    full = full_pairs(tallies, "all", 1, 1)
    codes = tallies.counts.codes  # type: ignore[attr-defined]
    y, z, signs = 0, 1, np.array([1, -1])

    def parts(i: int) -> np.ndarray:
        """Influence of each roll call on the similarity to y less that to z, (R,)."""
        total = np.zeros(len(codes))
        for pole, sign in ((y, 1), (z, -1)):
            counts = full[i, pole][:3, :3]
            both = (codes[:, i] < 3) & (codes[:, pole] < 3)
            pull = measure.deviations(counts) * measure.used / measure.n(counts)
            total[both] += sign * pull[codes[both, i], codes[both, pole]]
        return total

    for x in range(2, 12):
        crowd = [i for i in range(2, 20) if i != x]
        beside = BesideCrowd(
            np.append(np.diag(full[x, x])[:3], full[x, x, 3, 3]),
            (full[x, y], full[x, z]),
            (full[crowd, y].mean(axis=0), full[crowd, z].mean(axis=0)),
            full[x][crowd].mean(axis=0),
            full[np.ix_(crowd, crowd)].mean(axis=(0, 1)),
            full[y, z],
        )
        found = float(np.sqrt(signs @ crowd_covariance(measure, beside) @ signs))
        apart = parts(x) - np.mean([parts(i) for i in crowd], axis=0)
        assert 0.9 < found / np.sqrt((apart**2).sum()) < 1.25
