"""A headless browser that opens pages from disk and notes all that they do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("quic", "background-networking", "component-update", "sync", "gpu")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPTIONS = ["--headless", "--no-sandbox", "--no-first-run", *(f"--disable-{q}" for q in QUIET)]


def absent(what: str, how: str) -> None:
    """Skip where a tool is missing; with CI=true that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {what}: {how}")
    pytest.skip(f"needs {what}: {how}")


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    path = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        absent("axe-core", "npm install --prefix tests/browser")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def violations(axe: str) -> Callable[[Any], list[str]]:
    """What the accessibility checker says of an open page."""

    def found(page: Any) -> list[str]:
        page.evaluate(axe)
        results = page.evaluate("(rules) => axe.run(document, rules)", RULES)
        return [
            f"{rule['id']}: {rule['help']}: "
            f"{json.dumps([node['html'][:120] for node in rule['nodes'][:3]])}"
            for rule in results["violations"]
        ]

    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        absent("a browser", "apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page that is open, and what it did: messages, errors and requests."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def quiet(self) -> None:
        """Fail if the page asked for anything or complained of anything."""
        assert self.messages == []
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []


Open = Callable[..., Opened]


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Write a page to disk and open it from there."""
    contexts = []

    def opened(text: str, *, width: int = 1100, **options: Any) -> Opened:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(text, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        made = Opened(context.new_page())
        made.page.on("console", lambda message: made.messages.append(message.text))
        made.page.on("pageerror", lambda error: made.messages.append(str(error)))
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.goto(path.as_uri())
        return made

    yield opened
    for context in contexts:
        context.close()
