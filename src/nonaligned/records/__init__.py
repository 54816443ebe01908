"""Records: sources, readers, the store, and the embedded book's file format.

The store and the readers load on first use: an answer from the book needs neither.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nonaligned.records.registry import Source, cite, registry, source

if TYPE_CHECKING:
    from nonaligned.records.library import Holding, add, holdings, update
    from nonaligned.records.readers.tables import Tables
    from nonaligned.records.store import Coverage, Provenance, Record, Store

__all__ = [
    "Coverage",
    "Holding",
    "Provenance",
    "Record",
    "Source",
    "Store",
    "Tables",
    "add",
    "cite",
    "holdings",
    "registry",
    "source",
    "update",
]

_ROOMS = {
    "Tables": "readers.tables",
    **dict.fromkeys(("Holding", "add", "holdings", "update"), "library"),
    **dict.fromkeys(("Coverage", "Provenance", "Record", "Store"), "store"),
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'nonaligned.records' has no attribute {name!r}")
    return getattr(import_module(f"nonaligned.records.{_ROOMS[name]}"), name)
