"""Records: sources, readers, the store, and the embedded book's file format."""

from __future__ import annotations

from nonaligned.records.library import Holding, add, holdings, update
from nonaligned.records.readers.tables import Tables
from nonaligned.records.registry import Source, cite, registry, source
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
