"""Claims about states: language, tests, verdicts.

Examples
--------
>>> from nonaligned.claims import canonical, parse
>>> canonical(parse("Norway sided with Sweden against Cuba on human rights in the 1980s"))
'Norway was closer to Sweden than to Cuba on human rights from 1980 to 1989.'
"""

from __future__ import annotations

from typing import Any

_PLACES = {
    "Claim": "claim",
    "Evidence": "evidence",
    "Finding": "specification",
    "Specification": "specification",
    "Verdict": "verdict",
    "canonical": "language",
    "check": "weigh",
    "measure": "weigh",
    "parse": "language",
    "plan": "weigh",
    "read": "structured",
    "rerun": "weigh",
}

__all__ = sorted(_PLACES)


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
