"""The public call: tables in, result out, and an error that teaches for every hard chamber."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import numpy as np
import polars as pl
import pytest

from nonaligned.errors import InputError
from nonaligned.measures.ideal import (
    from_votes,
    goodness,
    ideal_points,
    ideal_points_many,
    make_votes,
    resample,
    sensitivity,
)
from nonaligned.measures.ideal.simulate import MadeVotes
from nonaligned.tables import ROLLCALLS, VOTES

LABELS = np.array(["yes", "abstain", "no"])


def frame(made: MadeVotes) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "state": [f"S{m:02}" for m in made.member],
            "session": made.period + 1,
            "item": made.item,
            "vote": LABELS[made.answer],
        }
    )


@pytest.fixture(scope="module")
def votes() -> pl.DataFrame:
    return frame(make_votes(16, 4, 20, seed=2))


ANCHORS = ("S00", "S01")


def test_the_table_has_a_row_for_each_state_and_session(votes: pl.DataFrame) -> None:
    result = ideal_points(votes, anchors=ANCHORS)
    table = result.table
    assert table.columns == ["state", "session", "mean", "sd", "low", "high", "n", "mode"]
    seen = votes.select("state", "session").unique().sort("state", "session")
    assert table.select("state", "session").rows() == seen.rows()
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()
    up, down = (table.filter(pl.col("state") == s)["mean"].mean() for s in ANCHORS)
    assert up > down  # type: ignore[operator]
    assert result.items["n"].sum() == result.diagnostics.votes == table["n"].sum()
    wider = ideal_points(votes, anchors=ANCHORS, level=0.99)
    assert (wider.table["high"] > table["high"]).all()
    with pytest.raises(FrozenInstanceError):
        result.level = 0.5  # type: ignore[misc]


def test_absent_rows_and_enum_votes(votes: pl.DataFrame) -> None:
    absent = votes.head(5).with_columns(vote=pl.lit("absent"), item=pl.lit(9999, pl.Int64))
    enum = pl.concat([votes, absent]).with_columns(pl.col("vote").cast(VOTES.schema["vote"]))
    assert ideal_points(enum, anchors=ANCHORS).table.equals(
        ideal_points(votes, anchors=ANCHORS).table
    )


def test_differences_use_the_covariance(votes: pl.DataFrame) -> None:
    result = ideal_points(votes, anchors=ANCHORS)
    sd = dict(zip(result.table.select("state", "session").rows(), result.table["sd"], strict=True))
    one = result.difference(("S00", 1), ("S00", 2))
    apart = np.hypot(sd["S00", 1], sd["S00", 2])
    assert one.sd < 0.95 * apart  # neighbouring sessions move together
    assert one.low < one.estimate < one.high
    back = result.difference(("S00", 2), ("S00", 1))
    assert (back.estimate, back.sd) == pytest.approx((-one.estimate, one.sd))
    pairs = result.differences(1)
    assert pairs.height == 16 * 15 // 2
    with pytest.raises(InputError, match="cast no vote"):
        result.difference(("S00", 1), ("S00", 99))


def test_cutpoints_stand_between_the_answers_that_occurred() -> None:
    votes = frame(make_votes(40, 1, 40, seed=3))
    result = ideal_points(votes, anchors=("S00", "S01"))
    kinds = votes.group_by("item").agg(pl.col("vote").unique().sort().alias("kind"))
    both = result.items.join(kinds, on="item")
    no_abstention = both.filter(pl.col("kind").list.join(" ") == "no yes")
    assert (no_abstention["cut_1"] == no_abstention["cut_2"]).all()
    no_no = both.filter(pl.col("kind").list.join(" ") == "abstain yes")
    assert no_no["cut_2"].null_count() == no_no.height
    complete = both.filter(pl.col("kind").list.len() == 3)
    assert (complete["cut_1"] < complete["cut_2"]).all()


@pytest.mark.slow
def test_three_methods_agree_on_the_order(votes: pl.DataFrame) -> None:
    quick = ideal_points(votes, anchors=ANCHORS).table["mean"]
    for options in (
        {"method": "posterior", "draws": 400, "warmup": 100},
        {"method": "published", "burn": 300, "draws": 300, "thin": 2},
    ):
        other = ideal_points(votes, anchors=ANCHORS, seed=1, **options)
        assert np.corrcoef(quick, other.table["mean"])[0, 1] > 0.98
        assert other.difference(("S00", 1), ("S00", 2)).sd > 0


def test_posterior_reports_its_convergence(votes: pl.DataFrame) -> None:
    seen = []
    result = ideal_points(
        votes,
        anchors=ANCHORS,
        method="posterior",
        warmup=40,
        draws=60,
        progress=lambda what, share: seen.append((what, share)),
    )
    numbers = result.diagnostics.numbers
    assert {"rhat_max", "ess_bulk_min", "ess_tail_min", "divergent"} <= set(numbers)
    assert any("use more draws" in text for text in result.diagnostics.warnings)
    assert max(share for _, share in seen) == pytest.approx(1.0)
    tree = result.to_arviz()
    assert tree["posterior"]["position"].shape == (2, 60, result.table.height)
    fit = goodness(votes, result)
    assert 0.5 < fit.gmp < fit.classified < 1.0


def test_swapped_anchors_mirror_the_whole_table(votes: pl.DataFrame) -> None:
    one, other = (ideal_points(votes, anchors=pair).table for pair in (ANCHORS, ANCHORS[::-1]))
    for a, b in (("mean", "mean"), ("low", "high"), ("high", "low"), ("mode", "mode")):
        assert (one[a] + other[b]).abs().max() < 1e-12  # type: ignore[operator]
    assert (one["sd"] - other["sd"]).abs().max() < 1e-12  # type: ignore[operator]


def test_means_hardly_depend_on_the_names_or_the_seed(votes: pl.DataFrame) -> None:
    """What is drawn for the correction falls on other members; its noise must stay small."""
    table = ideal_points(votes, anchors=ANCHORS).table
    names = {name: f"Z{99 - k}" for k, name in enumerate(sorted(votes["state"].unique()))}
    renamed = votes.with_columns(pl.col("state").replace_strict(names))
    again = ideal_points(renamed, anchors=[names[name] for name in ANCHORS]).table
    old = {new: name for name, new in names.items()}
    back = again.with_columns(pl.col("state").replace_strict(old))
    both = table.join(back, on=["state", "session"], suffix="_other")
    assert both.height == table.height
    assert both["mode"].to_numpy() == pytest.approx(both["mode_other"].to_numpy(), abs=1e-6)
    off = (both["mean"] - both["mean_other"]) / both["sd"]
    assert np.sqrt((off**2).mean()) < 0.06  # type: ignore[operator]


def test_anchors_as_a_list_with_signs(votes: pl.DataFrame) -> None:
    signed = [("S00", 1), ("S01", -2.0), ("S02", -1)]
    found = ideal_points(votes, anchors=signed).table
    assert found.equals(ideal_points(votes, anchors=dict(signed)).table)
    plain = ideal_points(votes, anchors=ANCHORS).table
    assert found["mode"].to_numpy() == pytest.approx(plain["mode"].to_numpy(), abs=1e-6)


def test_goodness_knows_better_than_the_commonest_answer(votes: pl.DataFrame) -> None:
    result = ideal_points(votes, anchors=ANCHORS)
    fit = goodness(votes, result)
    assert 0.3 < fit.apre < 1.0
    assert fit.by_state["n"].sum() == fit.by_session["n"].sum() == result.diagnostics.votes
    observed = fit.by_state["observed_0"] - fit.by_state["expected_0"]
    assert observed.abs().max() < 0.1  # type: ignore[operator]
    assert fit.items["gmp"].is_sorted()
    with pytest.raises(InputError, match="does not belong"):
        goodness(votes.filter(pl.col("session") < 3), result)


def test_sensitivity_in_one_call(votes: pl.DataFrame) -> None:
    found = sensitivity(
        votes,
        {"same": {}, "stiff": {"smoothing": 0.02}, "fewer": {"votes": votes.head(900)}},
        anchors=ANCHORS,
    )
    same, stiff = found.rows(named=True)[:2]
    assert same["largest"] == 0.0
    assert 0.8 < stiff["r"] < 1.0
    assert stiff["largest"] > 0.01


def test_many_jobs_on_an_executor_and_by_joblib(votes: pl.DataFrame) -> None:
    jobs = {f"sample {k}": {"votes": resample(votes, seed=k), "anchors": ANCHORS} for k in range(2)}
    with ThreadPoolExecutor(1) as pool:
        found = ideal_points_many(jobs, executor=pool)
    assert list(found) == list(jobs)
    assert not found["sample 0"].table.equals(found["sample 1"].table)
    seen = []
    again = ideal_points_many(jobs, workers=1, progress=lambda what, share: seen.append(share))
    assert seen == [0.0, 0.5, 1.0]
    assert again["sample 1"].table.equals(found["sample 1"].table)
    with pytest.raises(InputError, match="estimate 'bad': anchor 'nobody'"):
        ideal_points_many({"bad": {"votes": votes, "anchors": ("nobody", "S00")}}, workers=1)


def test_two_dimensions_are_found() -> None:
    made = make_votes(40, 3, 60, seed=4, dims=2)
    result = ideal_points(frame(made), anchors=("S00", "S01"), dims=2)
    table = result.table.pivot("dim", index=["state", "session"], values="mean")
    truth = made.position.reshape(-1, 2)
    found = table.select("1", "2").to_numpy()
    fitted = found @ np.linalg.lstsq(found, truth, rcond=None)[0]
    for d in range(2):
        assert np.corrcoef(fitted[:, d], truth[:, d])[0, 1] > 0.9
    upper = result.table.filter(pl.col("state").is_in(["S00", "S01"]) & (pl.col("dim") == 2))
    gap = upper.group_by("state").agg(pl.col("mean").mean())["mean"]
    assert gap[0] == pytest.approx(gap[1], abs=1e-6)  # the anchors differ on the first axis only
    assert (result.table["sd"] < 1.0).all()
    turned = ideal_points(frame(made), anchors=("S00", "S01"), dims=2, rotation="varimax")
    both = turned.table.pivot("dim", index=["state", "session"], values="mean")
    assert np.linalg.svd(both.select("1", "2").to_numpy().T @ found)[1].min() > 100


def test_a_party_switcher_is_found() -> None:
    rng = np.random.default_rng(5)
    side = np.where(np.arange(100) < 50, -1.0, 1.0)
    position = np.repeat(side[:, None], 20, axis=1) + rng.normal(0, 0.3, (100, 1))
    position[7, 10:] = 1.2
    position[60, 12:] = -1.2
    made = make_votes(100, 20, 25, seed=6, answers=2, bridges=0.0, position=position[:, :, None])
    votes = pl.DataFrame(
        {"state": made.member, "session": made.period, "item": made.item, "vote": made.answer}
    )
    result = ideal_points(votes, anchors=(99, 0))
    assert result.difference((7, 15), (7, 4)).low > 0.5
    assert result.difference((60, 18), (60, 4)).high < -0.5
    loyal = [result.difference((m, 15), (m, 4)) for m in range(20, 40)]
    assert max(abs(d.estimate) for d in loyal) < 1.0


def rows(*cast: tuple[str, int, int, str]) -> pl.DataFrame:
    return pl.DataFrame(cast, schema=["state", "session", "item", "vote"], orient="row")


def test_disconnected_sessions_are_refused() -> None:
    split = rows(
        ("A", 1, 1, "yes"),
        ("B", 1, 1, "no"),
        ("C", 1, 1, "abstain"),
        ("D", 2, 2, "yes"),
        ("E", 2, 2, "no"),
        ("F", 2, 2, "abstain"),
    )
    with pytest.raises(InputError, match="2 parts that share neither members nor items"):
        ideal_points(split, anchors=("A", "B"))
    bridged = pl.concat([split, rows(("D", 2, 1, "no"))])
    assert ideal_points(bridged, anchors=("A", "B")).table["mean"].is_finite().all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v: v.drop("item"), "column 'item' is missing"),
        (lambda v: v.with_columns(vote=pl.lit("maybe")), "vote 'maybe' is none of"),
        (lambda v: v.with_columns(vote=pl.lit("absent")), "no votes were cast"),
        (lambda v: v.with_columns(vote=pl.lit("abstain")), "every item is unanimous"),
        (lambda v: v.clear(), "no votes were cast"),
        (lambda v: v.with_columns(weight=pl.lit(float("nan"))), "weight"),
        (lambda v: v.with_columns(weight=pl.int_range(pl.len()).cast(pl.Float64)), "weight"),
        (lambda v: v.with_columns(state=pl.lit(None, pl.String)), "values of 'state' are missing"),
        (lambda v: v.filter(pl.col("state") != "S00"), "anchor 'S00' never cast a vote"),
        (lambda v: v.with_columns(session=pl.lit(float("nan"))), "values of 'session' are missing"),
        (lambda v: v.with_columns(weight=pl.lit("much")), "weight that is not a number"),
        (lambda v: v.lazy(), "votes are a polars LazyFrame"),
        (lambda v: v.to_dict(), "votes are a builtins dict"),
    ],
)
def test_bad_votes_are_refused(votes: pl.DataFrame, change: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        ideal_points(change(votes), anchors=ANCHORS)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"anchors": ("S00",)}, "anchors are two members"),
        ({"anchors": {"S00", "S01"}}, "anchors are two members"),
        ({"anchors": {"S00": 1, "S01": 1}}, "same sign"),
        ({"anchors": {"S00": 1, "S01": 0}}, "sign of anchor 'S01' is 0"),
        ({"anchors": [("S00", "+"), ("S01", "-")]}, "sign of anchor 'S00' is '\\+'"),
        ({"wrong": 1}, "unknown option 'wrong'"),
        ({"warmup": -1}, "warmup is -1"),
        ({"dims": 2.5}, "dims is 2.5"),
        ({"dims": 16}, "16 dimensions for 16 members"),
        ({"method": "published", "start": {"nobody": 1.0}}, "start names 'nobody'"),
        ({"method": "guess"}, "unknown method"),
        ({"level": 90}, "level is 90"),
        ({"dims": 2, "method": "posterior"}, "one dimension"),
        ({"smoothing": 0.0}, "prior variance smoothing"),
        ({"threads": 0}, "threads is 0"),
    ],
)
def test_bad_options_are_refused(votes: pl.DataFrame, options: dict, message: str) -> None:
    with pytest.raises(InputError, match=message):
        ideal_points(votes, **{"anchors": ANCHORS, **options})


@pytest.mark.parametrize(
    "small",
    [
        rows(("A", 1, 1, "yes"), ("B", 1, 1, "no")),
        rows(("A", 1, 1, "yes"), ("B", 1, 1, "no"), ("A", 2, 2, "yes"), ("B", 2, 2, "abstain")),
        rows(
            *[
                (s, 1, 1, v)
                for s, v in zip("ABCDE", ("yes", "no", "no", "yes", "abstain"), strict=True)
            ]
        ),
    ],
    ids=["two members, one vote", "two members, two sessions", "one item"],
)
def test_tiny_chambers_stay_finite(small: pl.DataFrame) -> None:
    result = ideal_points(small, anchors=("B", "A"))
    for column in ("mean", "sd", "low", "high", "mode"):
        assert result.table[column].is_finite().all()
    assert result.diagnostics.warnings


def test_dimensions_that_the_votes_do_not_show_are_refused() -> None:
    camps = rows(*[(s, 1, k, "no" if s in "DEF" else "yes") for s in "ABCDEF" for k in range(9)])
    with pytest.raises(InputError, match="do not tell 2 dimensions apart"):
        ideal_points(camps, anchors=("D", "A"), dims=2)


def test_anchors_found_in_the_votes_are_named(votes: pl.DataFrame) -> None:
    result = ideal_points(votes)
    assert any("anchors were found in the votes" in text for text in result.diagnostics.warnings)


def test_votes_from_the_projects_tables() -> None:
    votes = pl.DataFrame(
        {
            "rollcall": [1, 1, 2, 3],
            "state": ["A", "B", "A", "A"],
            "vote": ["yes", "absent", "no", "no"],
        },
        schema=VOTES.schema,
    )
    rollcalls = pl.DataFrame(
        {"rollcall": [1, 2], "session": [5, 6], "link": [1, 1]},
        schema={k: ROLLCALLS.schema[k] for k in ("rollcall", "session", "link")},
    )
    assert from_votes(votes, rollcalls).rows() == [("A", 5, 1, "yes"), ("A", 6, 1, "no")]
    assert from_votes(votes, rollcalls, item="rollcall")["item"].to_list() == [1, 2]


@pytest.mark.parametrize("discrimination", [0.25, 4.0, 25.0])
def test_means_stay_near_the_mode_whatever_the_prior(
    votes: pl.DataFrame, discrimination: float
) -> None:
    result = ideal_points(votes, anchors=ANCHORS, discrimination=discrimination)
    moved = (result.table["mean"] - result.table["mode"]) / result.table["sd"]
    assert moved.abs().max() < 1.5  # type: ignore[operator]
    base = ideal_points(votes, anchors=ANCHORS).table["mode"]
    assert np.corrcoef(base, result.table["mode"])[0, 1] > 0.9


def test_plot_shows_the_states_asked_for(votes: pl.DataFrame) -> None:
    pytest.importorskip("altair")
    result = ideal_points(votes, anchors=ANCHORS)
    chart = result.plot(["S00", "S03"]).to_dict()
    assert len(chart["layer"]) == 2
    assert len(result.plot().to_dict()["layer"]) == 2
    with pytest.raises(InputError, match="'nobody' cast no vote"):
        result.plot(["S00", "nobody"])
    with pytest.raises(InputError, match="no dimension 0"):
        result.plot(dim=0)
    with pytest.raises(InputError, match="no dimension 2"):
        result.difference(("S00", 1), ("S01", 1), dim=2)


@pytest.mark.parametrize(
    ("periods", "kind"),
    [
        (pl.date(1999 + pl.col("session"), 1, 1), "temporal"),
        (pl.format("term {}", "session"), "ordinal"),
    ],
)
def test_periods_of_any_kind_are_drawn(votes: pl.DataFrame, periods: pl.Expr, kind: str) -> None:
    pytest.importorskip("altair")
    result = ideal_points(votes.with_columns(periods.alias("session")), anchors=ANCHORS)
    drawn = result.plot().to_dict()["layer"][1]
    assert drawn["encoding"]["x"]["type"] == kind
    first = result.table["session"][0]
    assert result.difference(("S00", first), ("S01", first)).sd > 0


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    step, periods = 0.3, 8
    spread = 1.0 + step**2 * (periods - 1) / 2  # of the walks, before they are standardised
    held = []
    for seed in range(4):
        made = make_votes(50, periods, 40, seed=seed, step=step)
        mean = made.position[:, :, 0].mean(axis=1)
        anchors = (f"S{mean.argmax():02}", f"S{mean.argmin():02}")
        table = ideal_points(
            frame(made), anchors=anchors, level=0.9, smoothing=2 * step**2 / spread
        ).table
        truth = made.position[:, :, 0].ravel()  # every member votes in every period here
        assert table.height == truth.size
        held.append(np.mean((truth > table["low"].to_numpy()) & (truth < table["high"].to_numpy())))
    assert 0.86 < np.mean(held) < 0.94
