"""The page in a real browser: it opens from disk, asks for nothing, and works for everyone."""

from __future__ import annotations

import csv
import io
import time
import xml.etree.ElementTree
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nonaligned.report import html

Open = Callable[..., Any]
Violations = Callable[[Any], list[str]]


@pytest.fixture(scope="module")
def whole(samples: ModuleType) -> str:
    made: str = html.page(samples.article(60, 5))
    return made


def test_opens_from_disk_without_a_request_or_a_complaint(show: Open, whole: str) -> None:
    opened = show(whole)
    assert opened.page.locator("article.card").count() == 5
    assert opened.page.locator(".plot svg").count() == 3 * 4  # of five, one is untestable
    opened.quiet()
    assert len(opened.requests) == 1


def test_charts_are_drawn_before_any_script_runs(show: Open, whole: str) -> None:
    opened = show(whole, java_script_enabled=False)
    for plot in opened.page.locator(".plot svg").all():
        box = plot.bounding_box()
        assert box["width"] > 200
        assert box["height"] > 80
    assert opened.page.locator(".plot").first.get_attribute("role") == "img"
    assert not opened.page.locator("button").count()


def test_hovering_makes_a_chart_live_and_reads_out_a_value(show: Open, whole: str) -> None:
    opened = show(whole)
    plot = opened.page.locator(".plot").first
    before = plot.locator("svg").bounding_box()
    plot.scroll_into_view_if_needed()
    plot.hover()
    opened.page.wait_for_selector(".plot[data-live]")
    after = plot.locator("svg").bounding_box()
    assert after["width"] == pytest.approx(before["width"], abs=3)
    assert after["height"] == pytest.approx(before["height"], abs=3)
    dot = plot.locator("g.mark-symbol.role-mark path").first
    dot.hover()
    tip = opened.page.locator("#vg-tooltip-element.visible")
    tip.wait_for()
    assert "with Borland" in tip.text_content()
    assert "1979" in tip.text_content()
    opened.quiet()


@pytest.mark.parametrize("figure", [0, 1, 2], ids=["paths", "strip", "ways"])
def test_the_keyboard_reads_every_value_of_every_kind_of_chart(
    show: Open, whole: str, figure: int
) -> None:
    opened = show(whole)
    plot = opened.page.locator(".plot").nth(figure)
    plot.focus()
    opened.page.wait_for_selector(".plot[data-live]")
    read = opened.page.locator("figure").nth(figure).locator("output")
    rows = opened.page.locator("figure").nth(figure).locator("tbody tr")
    for key, row in (("ArrowRight", 0), ("ArrowRight", 1), ("End", rows.count() - 1), ("Home", 0)):
        opened.page.keyboard.press(key)
        wanted = rows.nth(row).locator("td").first.text_content()
        opened.page.wait_for_function(
            "([output, text]) => output.textContent.includes(text)",
            arg=[read.element_handle(), wanted],
        )
    ring = plot.locator("path[stroke-width='2.5']")
    ring.first.wait_for(state="attached")
    opened.quiet()


def test_tab_reaches_the_skip_link_claims_charts_and_tables(show: Open, whole: str) -> None:
    opened = show(whole)
    seen: list[str] = []
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        seen.append(
            opened.page.evaluate(
                "() => document.activeElement.tagName + '.' + document.activeElement.className"
            )
        )
    assert seen[0] == "A.skip"
    for wanted in ("A.said supported", "DIV.plot", "SUMMARY.", "BUTTON."):
        assert wanted in seen


def test_data_and_drawing_can_be_saved(show: Open, samples: ModuleType, tmp_path: Path) -> None:
    opened = show(html.page(samples.document("supported")))
    figure = opened.page.locator("figure").nth(2)
    for name, wanted in (("Save data (CSV)", "estimate"), ("Save chart (SVG)", "<svg")):
        with opened.page.expect_download() as download:
            figure.get_by_role("button", name=name).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        text = path.read_text(encoding="utf-8")
        assert wanted in text.lower()
        assert "var(" not in text
        if path.suffix == ".svg":
            assert 'style="background: #ffffff"' in text
            xml.etree.ElementTree.fromstring(text)
        if path.suffix == ".csv":
            assert len(list(csv.reader(io.StringIO(text)))) == 5
    opened.quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 360])
def test_passes_the_accessibility_checker(
    show: Open, violations: Violations, samples: ModuleType, scheme: str, width: int
) -> None:
    opened = show(html.page(samples.article(30, 5)), width=width, color_scheme=scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    found = violations(opened.page)
    opened.page.locator(".plot").first.focus()
    opened.page.wait_for_selector(".plot[data-live]")
    opened.page.keyboard.press("ArrowRight")
    assert found + violations(opened.page) == []


def test_the_page_of_tables_passes_the_accessibility_checker(
    show: Open, violations: Violations, samples: ModuleType
) -> None:
    assert violations(show(html.page(samples.document(), charts=False)).page) == []


def test_a_profile_passes_too_and_its_charts_come_alive(
    show: Open, violations: Violations, samples: ModuleType
) -> None:
    opened = show(html.profile(samples.profile()))
    for plot in opened.page.locator(".plot").all():
        plot.focus()
        opened.page.keyboard.press("End")
    opened.page.wait_for_function(
        "() => [...document.querySelectorAll('.plot')].every((plot) => plot.dataset.live)"
    )
    assert violations(opened.page) == []
    opened.quiet()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_scrolls_in_one_direction_only(
    show: Open, samples: ModuleType, width: int
) -> None:
    opened = show(html.page(samples.hostile()), width=width)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    for plot in opened.page.locator(".plot svg").all():
        box = plot.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_dark_and_light_follow_the_reader(show: Open, whole: str) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        opened = show(whole, color_scheme=scheme)
        shades[scheme] = [
            opened.page.evaluate(
                "(q) => getComputedStyle(document.querySelector(q)).getPropertyValue(q === 'body'"
                " ? 'background-color' : 'fill')",
                query,
            )
            for query in ("body", ".plot svg text")
        ]
    assert all(a != b for a, b in zip(shades["light"], shades["dark"], strict=True))


def test_printed_it_is_light_whole_and_without_buttons(show: Open, whole: str) -> None:
    opened = show(whole, color_scheme="dark")
    opened.page.emulate_media(media="print")
    background = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    assert not opened.page.locator("button").first.is_visible()
    assert opened.page.locator(".plot svg").first.is_visible()
    pdf = opened.page.pdf(format="A4")
    assert pdf[:5] == b"%PDF-"
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 3
    opened.quiet()


def test_hostile_text_never_becomes_active(show: Open, samples: ModuleType) -> None:
    opened = show(html.page(samples.hostile()))
    page = opened.page
    for selector in (".said", "summary", "h3", "figcaption"):
        page.locator(selector).first.hover()
    page.locator(".said").first.click()
    for plot in page.locator(".plot").all():
        plot.focus()
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(".plot[data-live]")
    page.wait_for_timeout(300)
    assert page.evaluate("window.attacked") is None
    assert page.evaluate("window.location.protocol") == "file:"
    assert page.locator("iframe, object, embed, base, img, link").count() == 0
    assert page.locator("a[href]:not([href^='#'])").count() == 0
    assert page.title().startswith("<script>")
    said = page.locator("h3").first.text_content()
    assert "<img src=x onerror='window.attacked = 2'>" in said
    assert "[U+202E]" in said
    opened.quiet()


def test_the_policy_stops_what_would_slip_through(show: Open, whole: str) -> None:
    """The second wall: even markup put into the page after the fact cannot run or fetch."""
    opened = show(whole)
    opened.page.evaluate(
        """() => {
            const holder = document.createElement("div");
            holder.innerHTML = "<img src='http://evil.example/x' onerror='window.attacked = 1'>"
                + "<button id='trap' onclick='window.attacked = 2'>x</button>";
            document.body.append(holder);
            const script = document.createElement("script");
            script.textContent = "window.attacked = 3";
            document.body.append(script);
            document.getElementById("trap").click();
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.attacked") is None
    assert not [url for url in opened.requests if "evil" in url and not _blocked(opened, url)]


def _blocked(opened: Any, url: str) -> bool:
    return any(
        url in message and "Content Security Policy" in message for message in opened.messages
    )


def test_an_article_of_ten_thousand_sentences_opens_in_three_seconds(
    show: Open, samples: ModuleType
) -> None:
    text = html.page(samples.article(10_000, 300))
    began = time.perf_counter()
    opened = show(text)
    opened.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
    took = time.perf_counter() - began
    assert opened.page.locator(".said[id]").count() == 300
    assert took <= 3.0
    opened.quiet()
