"""The UN record: the reference optimum, its uncertainty, and the published estimates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.stats import spearmanr

from nonaligned.measures.ideal.api import Request, read_votes
from nonaligned.measures.ideal.chamber import Chamber, Prior
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.fit import find_mode, fit
from nonaligned.measures.ideal.newton import Mode
from nonaligned.measures.ideal.poles import read_anchors
from nonaligned.measures.ideal.result import IdealPoints

pytestmark = pytest.mark.shared

USA, RUSSIA = 2, 365
PUBLISHED = "IdealpointestimatesAll_Apr2020.csv"

# state (Correlates of War number), session: mode, joint sd at the mode, mean and sd of 1,200
# posterior draws, from the independent implementation that the design was made with
CELLS = {
    (2, 1): (0.8544, 0.2330, 0.830, 0.227),
    (2, 20): (1.7275, 0.1711, 1.718, 0.170),
    (2, 40): (4.7137, 0.1874, 4.666, 0.189),
    (2, 74): (4.0794, 0.2769, 4.119, 0.247),
    (365, 1): (-2.3321, 0.2681, -2.249, 0.250),
    (365, 20): (-1.9973, 0.2952, -1.914, 0.276),
    (365, 40): (-1.9276, 0.1766, -1.841, 0.161),
    (365, 74): (0.2619, 0.0799, 0.296, 0.083),
    (200, 40): (3.1384, 0.1214, 2.976, 0.114),
    (200, 74): (1.9088, 0.1182, 1.986, 0.112),
    (710, 60): (-0.6645, 0.1429, -0.676, 0.154),
    (750, 74): (-0.0340, 0.1026, -0.021, 0.111),
    (666, 40): (3.1920, 0.1172, 3.046, 0.111),
    (140, 74): (0.4374, 0.0705, 0.471, 0.076),
    (946, 60): (0.3438, 0.3984, 0.310, 0.377),
}


def cast(folder: Path, *, parts: bool = False) -> pl.DataFrame:
    """Votes by the rules of the published estimates, keyed by Correlates of War number."""
    votes = pl.read_csv(
        folder / "UNVotes.csv.gz",
        columns=["rcid", "ccode", "vote", "session", "year", "amend", "para"],
        infer_schema_length=None,
    )
    flagged = (pl.col("amend").fill_null(0) == 1) | (pl.col("para").fill_null(0) == 1)
    if not parts:
        votes = votes.filter(~(flagged & (pl.col("year") > 1989)))
    kept = votes.filter(
        (pl.col("vote") <= 3)
        & (pl.col("session") != 19)
        & (pl.col("ccode") != 511)
        & ~((pl.col("ccode") == 560) & (pl.col("session") == 48))
    )
    united = (pl.col("ccode") == 255) & (pl.col("session") == 45)
    before: dict[int, int] = {}
    pairs = pl.read_csv(folder / "Matches.csv").sort("rcid1")
    for one, other in pairs.select("rcid1", "rcid2").iter_rows():
        before.setdefault(other, one)

    def root(rollcall: int) -> int:
        return root(before[rollcall]) if rollcall in before else rollcall

    return kept.select(
        pl.when(united).then(260).otherwise(pl.col("ccode")).alias("state"),
        "session",
        pl.col("rcid")
        .replace_strict({r: root(r) for r in before}, default=pl.col("rcid"))
        .alias("item"),
        (pl.col("vote") - 1).alias("vote"),
    )


@pytest.fixture(scope="module")
def record(shared_data: Path) -> Chamber:
    return read_votes(cast(shared_data / "unga"))


@pytest.fixture(scope="module")
def published(shared_data: Path) -> pl.DataFrame:
    path = shared_data / "unga" / "published" / PUBLISHED
    table = pl.read_csv(path, encoding="latin1", infer_schema_length=None)
    return table.select(
        pl.col("ccode").alias("state"), "session", pl.col("IdealPoint").alias("point"), "NVotes"
    )


@pytest.fixture(scope="module")
def mode(record: Chamber) -> Mode:
    request = Request(anchors=(USA, RUSSIA))
    engine = Engine(record, Prior())
    return find_mode(engine, request, read_anchors(record, request.anchors))


@pytest.fixture(scope="module")
def result(record: Chamber) -> IdealPoints:
    return fit(record, Request(anchors=(USA, RUSSIA), level=0.9))


def test_counts(record: Chamber, shared_data: Path) -> None:
    assert (record.n_votes, record.n_items, record.n_cells) == (797_473, 4_784, 10_469)
    assert np.unique(record.cell_member).size == 199
    assert np.unique(record.cell_period).size == 73
    kinds = [record.levels == 3, (record.ranked[:, :2] == [0, 1]).all(1) & (record.levels == 2)]
    assert [int(k.sum()) for k in kinds] == [3_618, 976]
    assert (record.count.min(), np.median(record.count), record.count.max()) == (1, 71, 158)
    with_parts = read_votes(cast(shared_data / "unga", parts=True))
    assert (with_parts.n_votes, with_parts.n_items) == (860_676, 5_171)


def test_number_of_votes_is_the_published_one(record: Chamber, published: pl.DataFrame) -> None:
    ours = pl.DataFrame(
        {
            "state": [record.members[k] for k in record.cell_member],
            "session": [record.periods[k] for k in record.cell_period],
            "n": record.count,
        }
    )
    both = ours.join(published, on=["state", "session"])
    assert both.height == 10_469
    assert (both["n"] == both["NVotes"]).all()


def test_reference_optimum(mode: Mode) -> None:
    assert mode.objective == pytest.approx(-204_880.64597, abs=1e-4)
    assert mode.log_likelihood == pytest.approx(-196_226.53294, abs=1e-3)
    assert mode.multiplier[0, 0] == pytest.approx(1.2182, abs=1e-4)
    assert (mode.items[:, 0] ** 2).sum() == pytest.approx(15_030.63, abs=0.01)
    assert mode.evaluations + mode.products <= 200


def test_reference_cells(result: IdealPoints) -> None:
    table = {(s, t): row for s, t, *row in result.table.rows()}
    off_mean, off_mode = [], []
    for cell, (at_mode, at_mode_sd, mean, sd) in CELLS.items():
        found_mean, found_sd, _, _, _, found_mode = table[cell]
        assert found_mode == pytest.approx(at_mode, abs=2e-4), cell
        assert found_sd == pytest.approx(at_mode_sd, rel=0.12), cell
        off_mean.append((found_mean - mean) / sd)
        off_mode.append((at_mode - mean) / sd)
    assert np.sqrt(np.mean(np.square(off_mean))) < 0.4
    assert np.sqrt(np.mean(np.square(off_mean))) < 0.6 * np.sqrt(np.mean(np.square(off_mode)))


def test_same_optimum_from_another_start_and_on_two_threads(record: Chamber, mode: Mode) -> None:
    request = Request(anchors=(20, RUSSIA), threads=2)
    engine = Engine(record, Prior(), threads=2)
    other = find_mode(engine, request, read_anchors(record, request.anchors))
    engine.close()
    assert np.abs(other.theta - mode.theta).max() < 1e-6


def with_published(result: IdealPoints, published: pl.DataFrame, column: str) -> pl.DataFrame:
    both = result.table.join(published, on=["state", "session"])
    return both.with_columns(pl.col(column).alias("ours"))


def within(both: pl.DataFrame) -> pl.Series:
    return both.group_by("session").agg(r=pl.corr("ours", "point"))["r"]


def test_map_against_the_published_points(result: IdealPoints, published: pl.DataFrame) -> None:
    both = with_published(result, published, "mode")
    assert np.corrcoef(both["ours"], both["point"])[0, 1] == pytest.approx(0.9710, abs=2e-4)
    assert spearmanr(both["ours"], both["point"])[0] == pytest.approx(0.9834, abs=2e-4)
    assert within(both).median() == pytest.approx(0.9967, abs=2e-4)
    assert within(both).min() == pytest.approx(0.9849, abs=2e-4)
    means = with_published(result, published, "mean")
    assert np.corrcoef(means["ours"], means["point"])[0, 1] == pytest.approx(0.9723, abs=1.5e-3)
    assert within(means).median() > 0.996  # type: ignore[operator]


def test_uncertainty_has_the_published_size(result: IdealPoints) -> None:
    sd = result.table["sd"].to_numpy()
    assert np.median(sd) == pytest.approx(0.146, abs=0.003)
    change = result.difference((RUSSIA, 46), (RUSSIA, 45))
    apart = result.difference((RUSSIA, 74), (RUSSIA, 1))
    assert change.sd < apart.sd


@pytest.mark.slow
def test_published_scheme_gives_the_published_points(
    record: Chamber, published: pl.DataFrame
) -> None:
    start = {2: 3.0, 20: 3.0, 200: 3.0, 666: 3.0, RUSSIA: -2.0, 265: -2.0}
    request = Request(
        method="published",
        anchors=(USA, RUSSIA),
        start=start,
        seed=1,
        burn=1800,
        draws=1800,
        thin=1,
    )
    both = with_published(fit(record, request), published, "mean")
    assert np.corrcoef(both["ours"], both["point"])[0, 1] > 0.998
    assert within(both).median() > 0.9995  # type: ignore[operator]


@pytest.mark.slow
def test_east_west_and_north_south_in_two_dimensions(record: Chamber) -> None:
    """With the poles on the first axis, industrial states of both camps share the second."""
    table = fit(record, Request(anchors=(USA, RUSSIA), dims=2)).table
    second = table.filter((pl.col("dim") == 2) & pl.col("session").is_between(20, 40))
    mean = dict(second.group_by("state").agg(pl.col("mean").mean()).rows())
    north = [mean[k] for k in (200, 220, RUSSIA, 290, 265)]
    south = [mean[k] for k in (850, 140, 750, 70, 475)]
    assert abs(np.mean(north) - np.mean(south)) > 1.0
    assert (min(north) - max(south)) * (max(north) - min(south)) > 0
