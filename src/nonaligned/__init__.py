"""Test what is said about states against what those states did on the public record.

The public names load on first use, so that ``import nonaligned`` stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "AmbiguousStateError": "errors",
    "ContractError": "errors",
    "Document": "report.document",
    "FetchError": "errors",
    "InputError": "errors",
    "ModelError": "errors",
    "NonalignedError": "errors",
    "RecordError": "errors",
    "SentenceError": "errors",
    "Series": "measures.series",
    "Store": "records",
    "Tallies": "measures.tallies",
    "UnknownStateError": "errors",
    "agreement": "study",
    "ask": "study",
    "check": "study",
    "cite": "records",
    "ideal_points": "measures.ideal",
    "kinds": "study",
    "load": "study",
    "positions": "study",
    "states": "",
}
"""Where each public name lives; an empty room means that the name is one."""

__all__ = ["__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'nonaligned' has no attribute {name!r}")
    room = _PUBLIC[name]
    if room:
        value = getattr(import_module(f"nonaligned.{room}"), name)
    else:
        value = import_module(f"nonaligned.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
