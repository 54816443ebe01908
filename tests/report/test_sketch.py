"""Drawings are what Vega draws of the same specification: its size, its places, its letters."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.report.charts import spec
from nonaligned.report.curves import OUTCOMES
from nonaligned.report.figure import COLUMNS
from nonaligned.report.sketch import SVG, picture, ticks

KINDS = sorted(COLUMNS)
Place = tuple[float, float]
ELEMENTS = {"svg", "g", "path", "text", "rect"}
NEAR = 3.0
"""Pixels by which letters may stand elsewhere than Vega puts them."""


def vega(samples: ModuleType, kind: str) -> ET.Element:
    """What Vega draws."""
    vl_convert = pytest.importorskip("vl_convert")
    return ET.fromstring(vl_convert.vegalite_to_svg(spec(samples.chart(kind))))


def own(samples: ModuleType, kind: str) -> ET.Element:
    return ET.fromstring(picture(spec(samples.chart(kind))))


def letters(root: ET.Element, at: Place = (0.0, 0.0)) -> Iterator[tuple[str, float, float]]:
    """Yield each text with its place."""
    dx, dy = at
    if moved := re.match(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", root.get("transform", "")):
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    if root.tag.endswith("text") and root.text:
        yield root.text, dx + float(root.get("x", 0)), dy + float(root.get("y", 0))
    for child in root:
        yield from letters(child, (dx, dy))


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_has_the_size_of_the_chart_that_takes_its_place(
    samples: ModuleType, kind: str
) -> None:
    one, other = own(samples, kind), vega(samples, kind)
    for side in ("width", "height"):
        assert float(one.get(side, 0)) == float(other.get(side, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_those_of_vega_and_stand_where_they_do(samples: ModuleType, kind: str) -> None:
    mine, its = list(letters(own(samples, kind))), list(letters(vega(samples, kind)))
    assert sorted(text for text, *_ in mine) == sorted(text for text, *_ in its)
    legend = ("with Borland", "with Celand", *OUTCOMES)
    for text, x, y in mine:
        off = min(abs(x - a) + abs(y - b) for said, a, b in its if said == text)
        assert off <= (40 if text in legend else NEAR), text  # letters of a legend are measured


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_holds_nothing_active_and_no_style(samples: ModuleType, kind: str) -> None:
    for element in own(samples, kind).iter():
        assert element.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
        assert not {"style", "href", "class", "id"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith("on")]


def test_text_of_others_stays_text(samples: ModuleType) -> None:
    made = picture(spec(samples.strip()), title="<script>x()</script>", subtitle="a & b")
    assert "<script>" not in made
    ET.fromstring(made)


def test_a_drawing_has_a_mark_for_every_row(samples: ModuleType) -> None:
    figure = samples.strip()
    assert len(re.findall(r"h0", picture(spec(figure)))) == len(figure.rows)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_is_not_known_is_not_drawn(samples: ModuleType, kind: str) -> None:
    figure = samples.chart(kind)
    at = [column.name for column in figure.columns]
    for name in {"value", "low", "x", "estimate"} & set(at):
        k = at.index(name)
        rows = [(*row[:k], None, *row[k + 1 :]) for row in figure.rows[:1]]
        made = picture(spec(replace(figure, rows=(*rows, *figure.rows[1:]))))
        assert "nan" not in made.casefold()
        assert len(made) < len(picture(spec(figure)))


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.sampled_from([5, 8]))
def test_ticks_are_round_within_the_domain_and_about_as_many_as_asked(
    low: float, width: float, count: int
) -> None:
    found = ticks(low, low + width, count)
    assert count / 2 - 1 <= len(found) <= 2 * count + 1
    slack = 1e-6 * max(1.0, width)
    assert all(low - slack <= value <= low + width + slack for value in found)
