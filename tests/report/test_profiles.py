"""Portraits of states: the numbers are those of the record, the same in every form."""

from __future__ import annotations

import io
import json
from functools import cache

import numpy as np
import pytest
from rich.console import Console

from nonaligned import study
from nonaligned.errors import InputError, UnknownStateError
from nonaligned.report import html, profiles
from nonaligned.report.document import Profile
from nonaligned.study.profiles import compare, state, system


@cache
def portrait() -> Profile:
    return state("Iran", since=1979, until=1989)


@cache
def pair() -> Profile:
    return compare("IRN", "USA", "RUS", since=1979, until=1989)


@cache
def year() -> Profile:
    return system(1988, ("USA", "RUS"), mark=["Iran"])


def test_nearest_and_farthest_are_the_ends_of_the_whole_table() -> None:
    table = study.agreement("IRN", since=1979, until=1989, by="span")
    often = table.filter(table["n"] >= table["n"].max() / 2).sort("value", descending=True)
    rows = portrait().figures[1].records()
    assert rows[0]["value"] == pytest.approx(table["value"].max(), abs=0.01)
    assert [r["value"] for r in rows[-3:]] == pytest.approx(often["value"].tail(3).to_list())
    assert rows[-1]["name"] == "United States"
    values = [float(row["value"] or 0) for row in rows]
    assert values == sorted(values, reverse=True)


def test_paths_of_a_pair_are_those_of_the_command_agreement() -> None:
    table = study.agreement("IRN", "RUS", since=1979, until=1989)
    drawn = [
        r for r in pair().figures[0].records() if str(r["name"]).startswith("Iran with the Soviet")
    ]
    assert [r["value"] for r in drawn] == pytest.approx(table["value"].to_list())
    assert [r["low"] for r in drawn] == pytest.approx(table["low"].to_list())
    assert [r["year"] for r in drawn] == list(range(1979, 1990))


def test_issues_have_a_row_for_every_pair_and_every_state() -> None:
    _, agreed, support = pair().figures
    assert len({row["name"] for row in agreed.records()}) == 6
    assert len(agreed.rows) == 6 * 3
    assert len(support.rows) == 6 * 3
    table = study.agreement("IRN", "USA", since=1979, until=1989, by="span", issue="me")
    row = next(r for r in agreed.records() if r["who"] == "Iran – United States")
    assert row["value"] == pytest.approx(table["value"][0])


def test_the_map_holds_each_state_once_at_its_agreement_with_both_poles() -> None:
    rows = {row["name"]: row for row in year().figures[0].records()}
    assert len(rows) == len(year().figures[0].rows) > 140
    assert [name for name, row in rows.items() if row["role"]] == ["Iran"]
    table = study.agreement("Iran", "USA", "RUS", since=1988, until=1988, by="span")
    value = dict(zip(table["other"], table["value"], strict=True))
    assert rows["Iran"]["x"] == pytest.approx(value["USA"])
    assert rows["Iran"]["y"] == pytest.approx(value["RUS"])
    more = sum(float(r["x"] or 0) > float(r["y"] or 0) for r in rows.values())
    assert year().facts[0][1] == f"{more} of {len(rows)} states"


def test_poles_the_other_way_round_mirror_the_map() -> None:
    turned = system(1988, ("RUS", "USA"), mark=["Iran"]).figures[0]
    one = {r["name"]: (r["x"], r["y"]) for r in year().figures[0].records()}
    two = {r["name"]: (r["y"], r["x"]) for r in turned.records()}
    assert one == two


@pytest.mark.parametrize("made", [portrait, pair, year])
def test_every_form_says_the_same(made: object) -> None:
    profile: Profile = made()  # type: ignore[operator]
    plain = json.loads(json.dumps(profiles.plain(profile), allow_nan=False))
    page = html.profile(profile)
    console = Console(width=100, record=True, file=io.StringIO())
    for part in profiles.laid_out(profile):
        console.print(part)
    text = console.export_text()
    for form in (page, text, json.dumps(plain, ensure_ascii=False)):
        assert profile.title in form
        for label, _ in profile.facts:
            assert label in form
    assert page.count('class="plot"') == len(profile.figures)
    assert sum(len(figure["rows"]) for figure in plain["figures"]) == sum(
        len(figure.rows) for figure in profile.figures
    )


def test_what_cannot_be_portrayed_is_said() -> None:
    with pytest.raises(InputError, match="2 to 4 states can be compared, not 1"):
        compare("IRN")
    with pytest.raises(UnknownStateError):
        state("Ruritania")


def test_values_are_shares() -> None:
    for profile in (portrait(), pair(), year()):
        for figure in profile.figures:
            for name in {"value", "low", "high", "x", "y"} & {c.name for c in figure.columns}:
                values = np.array(figure.series(name), dtype=float)
                assert ((values >= 0) & (values <= 1)).all()
