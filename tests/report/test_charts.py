"""Specifications are Vega-Lite, and what they draw is what the rows say."""

from __future__ import annotations

import math
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nonaligned.report.charts import _stack, spec
from nonaligned.report.figure import COLUMNS, Column, Figure

VALUES = st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=2, max_size=60)


@pytest.mark.parametrize("kind", sorted(COLUMNS))
@pytest.mark.parametrize("titled", [False, True])
def test_specifications_are_valid_vega_lite(samples: ModuleType, kind: str, titled: bool) -> None:
    altair = pytest.importorskip("altair")
    altair.Chart.from_dict(spec(samples.chart(kind), titled=titled), validate=True)


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_a_chart_holds_the_rows_of_its_figure(samples: ModuleType, kind: str) -> None:
    figure = samples.chart(kind)
    values = spec(figure)["data"]["values"]
    names = [column.name for column in figure.columns]
    assert [[row[name] for name in names] for row in values] == [list(row) for row in figure.rows]


def test_lines_do_not_cross_years_without_votes(samples: ModuleType) -> None:
    rows = spec(samples.paths())["data"]["values"]
    runs = {(row["name"], row["year"]): row["run"] for row in rows}
    assert runs["with Borland", 1979] == runs["with Borland", 1981]
    assert runs["with Borland", 1981] != runs["with Borland", 1984]
    assert runs["with Borland", 1979] != runs["with Celand", 1979]


@given(VALUES, st.floats(-1, 1, allow_subnormal=False), st.booleans())
@example([0.0, 0.0, 1e-36, 1e-36], -1.0, True)
def test_no_dot_of_a_strip_crosses_the_line_or_covers_another(
    values: list[float], line: float, lined: bool
) -> None:
    records = [{"value": v, "role": "subject" if not i else ""} for i, v in enumerate(values)]
    _stack(records, [line] if lined else [])
    reach = (max(values) - min(values)) / 50
    for record in records:
        value, place = float(record["value"] or 0), float(record["place"] or 0)
        assert min(values) <= place <= max(values)
        assert abs(place - value) <= reach + 1e-12
        if lined and value != line and not math.isclose(value, line, abs_tol=1e-9):
            assert (place - line) * (value - line) >= -1e-12
    others = [(r["place"], r["height"]) for r in records if r["role"] != "subject"]
    assert len(set(others)) == len(others)
    assert records[0]["place"] == values[0]


def test_a_curve_draws_estimates_less_their_criterion(samples: ModuleType) -> None:
    rows = spec(samples.ways())["data"]["values"]
    assert [row["estimate_off"] for row in rows] == pytest.approx([-0.3, 0.0, 0.3, 0.6])
    assert [row["high_off"] for row in rows] == pytest.approx([-0.2, 0.1, 0.4, 0.7])


def test_only_choices_that_differ_are_drawn_beneath_a_curve(samples: ModuleType) -> None:
    _, *ticks, names = spec(samples.ways())["layer"]
    assert [mark["encoding"]["y"]["field"] for mark in ticks] == ["measure_row", "cut_row"]
    order = ["agreement", "kappa", "all votes", "important"]
    assert [name["label"] for name in names["data"]["values"]] == order
    rows = {name["label"]: name["row"] for name in names["data"]["values"]}
    for row in spec(samples.ways())["data"]["values"]:
        assert row["measure_row"] == rows[row["measure"]]
        assert row["cut_row"] == rows[row["cut"]]


def test_a_figure_without_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks high, low"):
        Figure("bars", "", "", (Column("name", ""), Column("value", "")), (), "")


def test_the_table_behind_a_chart_rounds_and_shows_gaps(samples: ModuleType) -> None:
    figure = samples.ways()
    last = list(figure.cells())[-1]
    assert last[:6] == ("0.600", "0.500", "0.700", "–", "for", "80")
    assert figure.csv().splitlines()[-1] == "0.6,0.5,0.7,,for,80,kappa,important,none"
