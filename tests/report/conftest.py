"""Documents made up for tests, as a fixture."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """The module of samples: documents, figures and hostile texts."""
    path = Path(__file__).parent / "samples.py"
    spec = importlib.util.spec_from_file_location("report_samples", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
