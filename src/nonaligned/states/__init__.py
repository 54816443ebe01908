"""Who is meant: states over time, their codes, names and groups."""

from __future__ import annotations

from nonaligned.states.identity import by_cow

__all__ = ["by_cow"]
