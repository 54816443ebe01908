"""The check of the finished site finds what is wrong with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def closed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("closed", ROOT / "docs" / "_ext" / "closed.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<a href='other.html#here'>", ""),
        ("<a href='#top'><p id='top'>", ""),
        ("<a href='https://example.org/'>", ""),
        ("<img src='data:image/png;base64,'>", ""),
        ("<link rel='canonical' href='https://example.org/'>", ""),
        ("<a href='absent.html'>", "leads nowhere"),
        ("<a href='#nowhere'>", "no such place"),
        ("<a href='other.html#nowhere'>", "no such place"),
        ("<img src='absent.png'>", "leads nowhere"),
        ("<script src='https://example.org/x.js'></script>", "loads https"),
        ("<link rel='stylesheet' href='//example.org/x.css'>", "loads //"),
    ],
)
def test_a_fault_is_found(closed: ModuleType, tmp_path: Path, markup: str, fault: str) -> None:
    page, other = tmp_path / "page.html", tmp_path / "other.html"
    page.write_text(markup)
    other.write_text("<p id='here'>")
    pages = {path: closed.Page(path) for path in (page, other)}
    found = list(closed.faults(page, pages))
    assert len(found) == bool(fault)
    assert all(fault in one for one in found)
