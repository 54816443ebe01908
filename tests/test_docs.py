"""The README and the docs say what the program prints today."""

from __future__ import annotations

import doctest
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _blocks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_blocks", ROOT / "tests" / "docs_blocks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BLOCKS = _blocks()
NAMES = [str(page.relative_to(ROOT)) for page in BLOCKS.pages()]


@pytest.mark.parametrize("name", NAMES)
def test_console_blocks_show_what_the_commands_print(name: str) -> None:
    page = ROOT / name
    assert BLOCKS.refreshed(page) == page.read_text()


@pytest.mark.parametrize("name", NAMES)
def test_python_blocks_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    namespace: dict[str, object] = {}
    for source in BLOCKS.python_blocks(ROOT / name):
        exec(compile(source, name, "exec"), namespace)


@pytest.mark.parametrize("name", NAMES)
def test_dialogues_give_what_they_show(name: str) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    test = doctest.DocTestParser().get_doctest(BLOCKS.dialogue(ROOT / name), {}, name, name, 0)
    assert doctest.DocTestRunner(optionflags=flags).run(test).failed == 0
