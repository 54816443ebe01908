"""What a command does not need it does not load: `import nonaligned` and `--help` stay quick."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"polars", "numpy", "scipy", "numba", "altair", "pooch", "requests", "pandas", "yaml"}


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_import_loads_nothing_heavy() -> None:
    assert not loaded("import nonaligned") & (HEAVY | {"typer", "rich"})


@pytest.mark.parametrize(
    "sentence",
    [
        "India backs the Soviet Union",
        "India was closer to the Soviet Union than to the United States from 1979 to 1989",
        "Yugoslavia ceased to exist in 1992",
    ],
)
def test_an_answer_from_the_book_loads_no_data_frames(sentence: str) -> None:
    """Nor the store, the readers, scipy, numba or YAML: each costs more than the answer."""
    modules = loaded(f"from nonaligned.study import ask; ask({sentence!r})")
    assert not modules & (HEAVY - {"numpy"})
    assert not {name for name in modules if name.startswith("nonaligned.records.readers")}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['nonaligned', '--help']\n"
        "from nonaligned.cli import app\napp(standalone_mode=False)"
    )
    assert not loaded(code) & HEAVY


@pytest.mark.parametrize("command", ["check", "ask", "kinds", "agreement", "records", "cite"])
def test_every_command_teaches_by_example(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from nonaligned.cli import main; main()", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"Example: nonaligned {command}" in " ".join(done.stdout.split())
