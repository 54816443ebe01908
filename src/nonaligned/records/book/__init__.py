"""The embedded record: what was counted from eight decades of roll calls, shipped with the package.

``read()`` opens it; ``Tallies(read())`` of ``measures.tallies`` asks it. ``write()`` makes one.
"""

from __future__ import annotations

from nonaligned.records.book.volume import SHIPPED, Book, read, write

__all__ = ["SHIPPED", "Book", "read", "write"]
