"""Test what is said about states against what those states did on the public record.

The public names load on first use, so that ``import nonaligned`` stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "NonalignedError": "nonaligned.errors",
}

__all__ = ["__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'nonaligned' has no attribute {name!r}")
    value = getattr(import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
