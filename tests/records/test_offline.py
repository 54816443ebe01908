"""Nothing opens a socket but two modules: records/fetch.py, and endpoint.py for who names a model.

Both are at the edge: the one fetches a record when told to, the other sends sentences to the one
address that its caller gives. Whatever reads, measures or reports can do neither.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "nonaligned"
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "requests", "pooch", "ftplib", "smtplib",
    "httpx", "aiohttp", "socketserver", "xmlrpc", "asyncio", "webbrowser", "telnetlib", "poplib",
    "imaplib",
}  # fmt: skip


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):  # import_module("requests"), __import__("requests")
            names = [a.value for a in node.args[:1] if isinstance(a, ast.Constant)]
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            if called in {"import_module", "__import__"}:
                yield from (name for name in names if isinstance(name, str))


EDGES = {
    PACKAGE / "records" / "fetch.py": {"requests", "pooch"},
    PACKAGE / "endpoint.py": {"requests"},
}


def touches(path: Path) -> set[str]:
    return {name for name in imports(path) for net in NETWORK if f"{name}.".startswith(f"{net}.")}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_no_other_module_imports_the_network(path: Path) -> None:
    assert touches(path) == EDGES.get(path, set())


@pytest.mark.parametrize(
    "line",
    [
        "import socket", "from urllib import request", "import urllib.request as r",
        "def f():\n    import requests.sessions", "import_module('http.client')",
    ],
)  # fmt: skip
def test_the_check_can_fail(line: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(line)
    assert touches(path)
    path.write_text("from urllib.parse import quote\nimport requestsish")
    assert not touches(path)


GUARD = """
import sys

def refuse(event, args):
    if event.startswith("socket."):
        raise SystemExit("a socket was opened")

sys.addaudithook(refuse)
"""
USE = """
import importlib, pkgutil, io
import nonaligned
for module in pkgutil.walk_packages(nonaligned.__path__, "nonaligned."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from nonaligned import records
records.add("unga", open(sys.argv[1], "rb"))
records.holdings()
records.cite("unga", "csl")
record = records.Store().open("unga")
assert record.votes.collect().height == 5 and record.repairs.height
assert "requests" not in sys.modules and "pooch" not in sys.modules
print("offline")
"""


def test_the_package_works_without_sockets(make: Callable[..., bytes], tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", GUARD + USE, path], capture_output=True, text=True, check=False
    )
    assert run.stdout == "offline\n", run.stderr


def test_the_guard_can_fail() -> None:
    code = GUARD + "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "a socket was opened" in run.stderr
