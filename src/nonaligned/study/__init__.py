"""The one composition: load, measure, test, write down.

Names load on first use, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "about": "keeping",
    "add": "keeping",
    "agreement": "measuring",
    "ask": "checking",
    "build_book": "bookmaking",
    "check": "articles",
    "cite": "keeping",
    "compare": "profiles",
    "fit": "fitting",
    "fit_and_keep": "fits",
    "holdings": "keeping",
    "illustrated": "figures",
    "kinds": "checking",
    "load": "loading",
    "path": "measuring",
    "positions": "ideal_points",
    "read": "articles",
    "reader": "readers",
    "repairs": "keeping",
    "standing": "ideal_points",
    "standing_figure": "ideal_points",
    "rerun": "checking",
    "state": "profiles",
    "system": "profiles",
    "update": "keeping",
}

__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    """Load a function from its room on first use."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'nonaligned.study' has no attribute {name!r}")
    return getattr(import_module(f"nonaligned.study.{_ROOMS[name]}"), name)
