"""Take the screenshots of the docs anew: ``python docs/images/retake.py``.

The page is that of ``examples/claims.yaml``: its head on light, its first card on dark and on a
phone. Needs Chromium, as the tests of the page do.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from nonaligned import study
from nonaligned.report.html import page

IMAGES = Path(__file__).resolve().parent
HEIGHT = 1500

SHOTS = (
    ("page-light", "light", 1100, "body"),
    ("page-dark", "dark", 1100, "#claim-1"),
    ("page-phone", "light", 390, "#claim-1"),
)
"""Name, colour scheme, width in pixels, and what stands at the top."""


def shoot(browser: Any, address: str, name: str, scheme: str, width: int, top: str) -> None:
    """Open the page as a reader would, and keep what is seen."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.goto(address)
    opened.evaluate("q => window.scrollTo(0, document.querySelector(q).offsetTop - 16)", top)
    opened.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def main() -> None:
    """Make the page and take every shot."""
    made = page(study.illustrated(study.check("examples/claims.yaml")))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(made, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for shot in SHOTS:
            shoot(browser, path.as_uri(), *shot)
        browser.close()


if __name__ == "__main__":
    main()
