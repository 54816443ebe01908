"""The one composition: load, measure, test, write down.

Names load on first use, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "about": "kept_records",
    "add": "kept_records",
    "agreement": "measuring",
    "ask": "checking",
    "build_book": "bookmaking",
    "check": "articles",
    "cite": "kept_records",
    "compare": "profiles",
    "fit": "fitting",
    "fit_and_keep": "fit_runs",
    "holdings": "kept_records",
    "illustrated": "figures",
    "kinds": "checking",
    "load": "loading",
    "path": "measuring",
    "positions": "ideal_points",
    "read": "articles",
    "reader": "readers",
    "repairs": "kept_records",
    "standing": "ideal_points",
    "standing_figure": "ideal_points",
    "rerun": "checking",
    "state": "profiles",
    "system": "profiles",
    "update": "kept_records",
}

__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    """Load a function from its room on first use."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'nonaligned.study' has no attribute {name!r}")
    return getattr(import_module(f"nonaligned.study.{_ROOMS[name]}"), name)
