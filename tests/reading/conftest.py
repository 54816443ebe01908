"""The measure of reading, for tests of single sentences."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def quality() -> ModuleType:
    """The module ``quality.py`` beside this one."""
    path = Path(__file__).parent / "quality.py"
    spec = importlib.util.spec_from_file_location("reading_quality", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
