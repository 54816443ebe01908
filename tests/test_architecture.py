"""The rooms of the house: who may import whom, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "nonaligned"

CLAIMED = {
    f"claims.{name}" for name in ("language", "claim", "lexicon", "described", "subjects", "topics")
}
"""Of claims, readers may know the language: the claim, its words, what it keeps in words."""
ALLOWED = {
    "errors": set(),
    "numerals": set(),  # for whoever writes a number or a day
    "tables": {"errors"},
    "endpoint": {"errors"},  # text out, text in: it knows neither articles nor claims
    "states": {"tables", "errors"},
    "measures": {"tables", "errors"},
    "records": {"states", "tables", "errors"},
    "claims": {"measures", "states", "tables", "errors"},
    "reading": {*CLAIMED, "states", "tables", "errors"},
    "report": {"claims.verdict", "measures.series", "tables", "errors"},
    "study": {"records", "states", "measures", "claims", "reading", "report", "tables", "errors"}
    | {"endpoint"},
    "cli": {"study", "report", "errors"},
}
VERSION = "nonaligned"  # the bare package, for its version


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every nonaligned module the file imports, lazily or for typing included."""
    package = ("nonaligned", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "nonaligned")
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *(node.module or "").split("."))).strip(".")
            if stem.split(".")[0] == "nonaligned":
                yield from (f"{stem}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_follow_the_flow(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    allowed = ALLOWED[room] | {room, "numerals"}
    for name in imported(path):
        inner = name.removeprefix("nonaligned").lstrip(".")
        if inner in {"", "__version__"}:
            continue
        assert any(inner == a or inner.startswith(a + ".") for a in allowed), (
            f"{room} may not import {name}"
        )


@pytest.mark.parametrize(
    "path",
    [p for d in ("src", "tests", "benchmarks") for p in sorted((ROOT / d).rglob("*.py"))],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_no_file_over_500_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 500
