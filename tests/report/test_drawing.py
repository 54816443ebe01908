"""Charts as files and as parts of a page."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from nonaligned.errors import InputError
from nonaligned.report import drawing
from nonaligned.report.charts import spec
from nonaligned.report.figure import COLUMNS
from nonaligned.report.palette import PALETTE


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_drawn_for_a_page_a_chart_has_no_style_no_handler_no_reference(
    samples: ModuleType, kind: str
) -> None:
    made = drawing.inline(samples.chart(kind), "p1-")
    root = ET.fromstring(made)
    for element in root.iter():
        assert element.tag in drawing.ELEMENTS
        assert not {"style", "href", "class"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith("on")]
    assert set(re.findall(r"url\(#(.{3})", made)) <= {"p1-"}
    ids = {element.get("id") for element in root.iter()} - {None}
    assert all(str(id).startswith("p1-") for id in ids)


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_the_size_of_a_drawing_hangs_on_no_letters(samples: ModuleType, kind: str) -> None:
    figure = samples.chart(kind)
    made, drawn = spec(figure), ET.fromstring(drawing.inline(figure, "a"))
    padding = made["padding"]
    assert float(drawn.get("width", 0)) == made["width"] + padding["left"] + padding["right"]
    assert float(drawn.get("height", 0)) == made["height"] + padding["top"] + padding["bottom"]


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_a_value_that_is_not_known_is_not_drawn(samples: ModuleType, kind: str) -> None:
    figure = samples.chart(kind)
    at = [column.name for column in figure.columns]
    for name in {"value", "low", "x", "estimate"} & set(at):
        k = at.index(name)
        row = figure.rows[0]
        rows = ((*row[:k], None, *row[k + 1 :]), *figure.rows[1:])
        made = drawing.inline(replace(figure, rows=rows), "a")
        assert "nan" not in made.casefold()
        assert len(made) < len(drawing.inline(figure, "a"))


def test_a_drawing_has_a_mark_for_every_row(samples: ModuleType) -> None:
    figure = samples.strip()
    strip = drawing.inline(figure, "a")
    arcs = re.findall(r"A[\d.]+,[\d.]+,0,1,1", strip)
    assert len(arcs) >= 2 * len(figure.rows)  # a dot is two arcs
    for text in ("criterion", "State 0"):
        assert text in strip


@pytest.mark.parametrize(
    "inside", ["<script>x()</script>", "<foreignObject/>", "<image href='http://x'/>", "<a/>"]
)
def test_a_drawing_with_anything_else_in_it_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="may not hold"):
        drawing.cleaned(f'<svg xmlns="{drawing.SVG}">{inside}</svg>', "a")


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_a_file_that_stands_alone_names_no_colour_of_the_page(
    samples: ModuleType, kind: str, tmp_path: Path
) -> None:
    figure = samples.chart(kind)
    text = drawing.save(figure, tmp_path / "chart.svg").read_text()
    assert "var(" not in text
    assert figure.title in text
    assert PALETTE["paper"][0] in text
    ET.fromstring(text)


def test_charts_are_saved_as_png_data_and_specification(
    samples: ModuleType, tmp_path: Path
) -> None:
    figure = samples.strip()
    assert drawing.save(figure, tmp_path / "c.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    with drawing.save(figure, tmp_path / "c.csv").open() as file:
        assert [float(row["value"]) for row in csv.DictReader(file)] == figure.series("value")
    assert '"layer"' in drawing.save(samples.ways(), tmp_path / "c.json").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.csv", "c.json", "c.png"]


def test_an_unknown_kind_of_file_and_a_missing_folder_are_said(
    samples: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"chart.gif.*\.svg, \.png, \.csv or \.json"):
        drawing.save(samples.strip(), tmp_path / "chart.gif")
    with pytest.raises(InputError, match="cannot be written"):
        drawing.save(samples.strip(), tmp_path / "none" / "chart.csv")


@pytest.mark.parametrize("background", [0, 1])
def test_every_colour_stands_out_from_its_background(background: int) -> None:
    """WCAG 2.2: 4.5:1 for text, 3:1 for marks (success criteria 1.4.3 and 1.4.11)."""
    text = {"ink", "soft", "link", "for", "against", "undecided", "contested"}
    for name in text | {"c0", "c1", "c2", "c3", "c4"}:
        for behind in ("paper", "card"):
            ratio = _contrast(PALETTE[name][background], PALETTE[behind][background])
            assert ratio >= (4.5 if name in text else 3.0), (name, behind, ratio)


def _contrast(one: str, two: str) -> float:
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_library_is_bundled_once_for_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "new" / "charts.js.gz"
    monkeypatch.setattr(drawing, "_shelf", lambda version: kept)
    made = drawing.library.__wrapped__()
    assert "vegaEmbed" in made
    assert len(kept.read_bytes()) < len(made)
    with monkeypatch.context() as patch:  # the second run bundles nothing
        patch.setattr(drawing, "BUNDLED", None)
        assert drawing.library.__wrapped__() == made
    kept.write_bytes(kept.read_bytes()[:-100])  # damaged, it is made anew
    assert drawing.library.__wrapped__() == made
    assert drawing.library.__wrapped__() == made


def test_a_library_that_cannot_be_kept_is_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(drawing, "_shelf", lambda version: tmp_path / "file" / "charts.js.gz")
    assert "vegaEmbed" in drawing.library.__wrapped__()
