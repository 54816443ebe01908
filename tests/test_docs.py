"""The README and the docs say what the program prints today."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import nonaligned as na
from nonaligned.claims import structured

ROOT = Path(__file__).resolve().parents[1]


def _blocks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_blocks", ROOT / "tests" / "docs_blocks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BLOCKS = _blocks()
TOC = "".join(
    re.findall(r":hidden:\n(.*?)```", (ROOT / "docs" / "index.md").read_text(), flags=re.DOTALL)
)
NAMES = [str(page.relative_to(ROOT)) for page in BLOCKS.pages()]


@pytest.mark.parametrize("name", NAMES)
def test_console_blocks_show_what_the_commands_print(name: str) -> None:
    page = ROOT / name
    assert BLOCKS.refreshed(page) == page.read_text()


@pytest.mark.parametrize("name", NAMES)
def test_python_blocks_run(name: str) -> None:
    page = ROOT / name
    assert len(BLOCKS.outcomes(page)) == len(BLOCKS.python_blocks(page))


@pytest.mark.parametrize("name", NAMES)
def test_dialogues_give_what_they_show(name: str) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    test = doctest.DocTestParser().get_doctest(BLOCKS.dialogue(ROOT / name), {}, name, name, 0)
    assert doctest.DocTestRunner(optionflags=flags).run(test).failed == 0


def test_the_reference_has_every_public_name() -> None:
    text = (ROOT / "docs" / "reference" / "python.md").read_text()
    named = set(re.findall(r"\w+", text))
    assert set(na.__all__) - named == {"__version__"}


def test_every_page_is_on_the_site() -> None:
    """Each page of the docs stands in the table of contents, which is what the site is made of."""
    listed = re.findall(r"^(?:.*<)?([\w/-]+)>?$", TOC, flags=re.MULTILINE)
    pages = {page.relative_to(ROOT / "docs").with_suffix("") for page in BLOCKS.pages()[1:]}
    assert set(listed) == {str(page) for page in pages} - {"index"}


@pytest.mark.parametrize("name", NAMES)
def test_files_of_claims_that_are_shown_can_be_read(name: str) -> None:
    blocks = re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / name).read_text(), re.MULTILINE | re.DOTALL
    )
    for block in blocks:
        assert structured.loads(block)
