"""The documentation site passes the accessibility checker as the report page does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
QUICK = "myst_parser,sphinx.ext.autodoc,numpydoc,generated"
"""Extensions of the site without those that run its code: pages, theme and templates stay."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    options = ("-q", "-b", "html", "-D", f"extensions={QUICK}", "-d", str(folder / "doctrees"))
    command = (sys.executable, "-m", "sphinx", *options, str(DOCS), str(folder / "html"))
    subprocess.run(command, check=True, capture_output=True)
    return folder / "html"


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 360)])
def test_every_page_of_the_site_passes(
    chromium: Any, violations: Callable[[Any], list[str]], site: Path, scheme: str, width: int
) -> None:
    paths = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    assert len(paths) > 20
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto(path.as_uri())
        if faults := violations(page):
            found[path.name] = faults
    context.close()
    assert found == {}
