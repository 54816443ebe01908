"""The kinds of claim, one file each.

A file that holds a ``KIND`` is found by itself: adding a kind is adding its file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from nonaligned.claims.kind import Kind

__all__ = ["kinds"]


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of their names.

    Examples
    --------
    >>> "closer" in kinds()
    True
    """
    found = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda entry: entry.name):
        if not module.name.startswith("_"):
            kind = import_module(f"{__name__}.{module.name}").KIND
            found[kind.name] = kind
    return MappingProxyType(found)
