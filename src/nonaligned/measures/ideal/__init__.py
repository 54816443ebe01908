"""Dynamic ordinal ideal points for any chamber.

``ideal_points`` is the way in; ``from_votes`` brings the project's vote tables into its form. What
is below loads numba only when something is estimated.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PUBLIC = {
    "Difference": "result",
    "Diagnostics": "result",
    "IdealPoints": "result",
    "Goodness": "quality",
    "Prior": "chamber",
    "from_votes": "api",
    "goodness": "quality",
    "ideal_points": "api",
    "ideal_points_many": "many",
    "make_votes": "simulate",
    "resample": "many",
    "sensitivity": "quality",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    """Load a public name on first use: the numerical core runs without polars."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
