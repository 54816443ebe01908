"""The figures say what the verdict and the record say."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from nonaligned import study
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import cast
from nonaligned.report.document import Entry
from nonaligned.report.figure import Figure
from nonaligned.study.figures import illustrated, references, state_name

CLOSER = "Iran was closer to the Soviet Union than to the United States from 1979 to 1989."
BACKS = "Iran backed the Palestinians from 1989 to 2018."
PARTNER = "Egypt backed India from 1960 to 1970."


@cache
def entry(sentence: str) -> Entry:
    return illustrated(study.ask(sentence)).entries[0]


def figure(sentence: str, kind: str) -> Figure:
    found = [figure for figure in entry(sentence).figures if figure.kind == kind]
    assert len([f for f in found if f.y != "ideal point"]) == 1
    return found[0]


@pytest.mark.parametrize("sentence", [CLOSER, BACKS, PARTNER])
def test_the_state_stands_on_the_strip_where_the_primary_finding_has_it(sentence: str) -> None:
    strip, primary = figure(sentence, "strip"), entry(sentence).verdict.primary
    assert primary is not None
    values = {r["name"]: r["value"] for r in strip.records() if r["role"] == "subject"}
    assert list(values.values()) == pytest.approx([primary.estimate], abs=1e-12)
    assert [line.at for line in strip.lines] == [primary.threshold]


def test_a_strip_holds_every_state_once_highest_first_and_not_the_poles() -> None:
    strip = figure(CLOSER, "strip")
    names, values = strip.series("name"), strip.series("value")
    assert len(set(names)) == len(names) > 140
    assert values == sorted(values, key=lambda v: -float(v or 0))
    assert not {"Soviet Union", "United States"} & set(names)
    place = names.index("Iran") + 1
    assert f"Iran is number {place} from the top" in strip.description


def test_paths_are_those_of_the_command_agreement() -> None:
    drawn = {(row["year"], row["name"]): row for row in figure(CLOSER, "paths").records()}
    table = study.agreement("IRN", "USA", "RUS", since=1979, until=1989)
    names = {"RUS": "with the Soviet Union", "USA": "with the United States"}
    assert table.height == 22
    for row in table.iter_rows(named=True):
        here = drawn[1945 + row["first_session"], names[row["other"]]]
        assert here["value"] == pytest.approx(row["value"])
        assert here["n"] == row["n"]
        assert float(here["low"] or 0) <= row["value"] <= float(here["high"] or 0)


def test_paths_show_some_years_more_than_the_claim_names() -> None:
    paths = figure(CLOSER, "paths")
    years = [int(year or 0) for year in paths.series("year")]
    assert paths.span == (1979, 1989)
    assert (min(years), max(years)) == (1971, 1997)


def test_ideal_points_are_drawn_where_a_way_rests_on_them() -> None:
    used = [f for f in entry(CLOSER).verdict.findings if f.specification.measure == "ideal"]
    drawn = [f for f in entry(CLOSER).figures if f.y == "ideal point"]
    assert len(drawn) == bool(used)
    for figure in drawn:
        table = study.positions("Iran", since=1979, until=1981)
        wanted = dict(zip(table["session"] + 1945, table["mean"], strict=True))
        rows = [r for r in figure.records() if r["name"] == "Iran" and r["year"] in wanted]
        assert [r["value"] for r in rows] == [wanted[int(r["year"] or 0)] for r in rows]
        assert len(rows) == 3


def test_a_state_alone_is_drawn_before_the_middle_of_all_states() -> None:
    figures = entry("Norway's policy did not change from 1980 to 2010.").figures
    drawn = [figure for figure in figures if figure.kind == "paths"]
    assert [set(figure.series("name")) for figure in drawn] == [{"Norway", "median of all states"}]
    table = study.positions(since=1990, until=1990)["mean"]
    row = next(r for r in drawn[0].records() if (r["year"], r["n"]) == (1990, None))
    wanted = [np.quantile(table, q) for q in (0.25, 0.5, 0.75)]
    assert [row["low"], row["value"], row["high"]] == pytest.approx(wanted)


def test_support_is_drawn_beside_the_median_of_all_states() -> None:
    paths = figure(BACKS, "paths")
    assert set(paths.series("name")) == {"Iran", "median of all states"}
    for row in paths.records():
        low, value, high = (float(row[name] or 0) for name in ("low", "value", "high"))
        assert 0 <= low <= value <= high <= 1


@pytest.mark.parametrize("sentence", [CLOSER, BACKS, PARTNER])
def test_the_curve_has_every_finding_in_order(sentence: str) -> None:
    curve, verdict = figure(sentence, "ways"), entry(sentence).verdict
    known = [found for found in verdict.findings if not math.isnan(found.estimate)]
    assert sorted(map(str, curve.series("id"))) == sorted(f.specification.id for f in known)
    offs = [float(row["estimate"] or 0) - float(row["criterion"] or 0) for row in curve.records()]
    assert np.all(np.diff(offs) >= -1e-12)
    for side, count in verdict.counts.items():
        assert sum(value == side for value in curve.series("outcome")) <= count
        assert f"{sum(v == side for v in curve.series('outcome'))} {side}" in curve.description


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_of_claim_has_its_figures(kind: str) -> None:
    """Two sentences of the catalogue of each kind, whatever their verdict."""
    for example in kinds()[kind].examples[:2]:
        made = entry(example.format(**cast()))
        if made.verdict.primary is None:
            assert made.figures == ()
            continue
        if len(made.verdict.findings) > 1:
            assert [figure.kind for figure in made.figures].count("ways") >= 1
        for drawn in made.figures:
            assert drawn.rows
            assert drawn.title
            assert drawn.description
            assert "nan" not in drawn.csv()


def test_an_untestable_claim_has_no_figure() -> None:
    made = entry("Iran was closer to the Soviet Union than to the United States in 1900.")
    assert made.verdict.verdict == "untestable"
    assert made.figures == ()


def test_a_state_that_changed_its_name_has_both() -> None:
    assert state_name("RUS", (1979, 2018)) == "Soviet Union/Russia"
    assert state_name("NOR", (1950, 2018)) == "Norway"


def test_references_name_the_record_and_what_it_was_made_from() -> None:
    made = references("book")
    assert [r.bibtex.split("{")[1].split(",")[0] for r in made][:2] == ["book", "unga"]
    assert "10.7910/DVN/LEJUQZ" in made[1].csl


def test_evidence_is_not_changed_by_drawing() -> None:
    document = study.ask(CLOSER)
    assert illustrated(document).verdicts == document.verdicts
