"""Fixtures shared by all tests."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NONALIGNED_SHARED", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests on real data where the data is absent; in CI that is a failure instead."""
    if (SHARED / "data").is_dir():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(f"CI needs the reference data at {SHARED / 'data'}")
    reason = f"needs the reference data at {SHARED / 'data'}"
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the reference data. Tests that use it carry ``@pytest.mark.shared``."""
    return SHARED / "data"


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a store of its own, so that none reads or writes the user's."""
    home = tmp_path / "nonaligned-home"
    monkeypatch.setenv("NONALIGNED_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """The module of samples: documents, figures and hostile texts."""
    path = ROOT / "tests" / "report" / "samples.py"
    spec = importlib.util.spec_from_file_location("report_samples", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
