"""Readers: a source's own files in, tables under the project's contracts out. Pure."""

from __future__ import annotations

from nonaligned.records.readers.folder import read_unga
from nonaligned.records.readers.tables import Tables

__all__ = ["Tables", "read_unga"]
