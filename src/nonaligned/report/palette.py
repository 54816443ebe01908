"""Colours by the part they play, for light and dark backgrounds.

The five colours of lines follow Okabe & Ito (2008), darkened or lightened until each stands out
from its background by 3:1; an outcome also has a sign of its own, so that no one depends on colour.
"""

from __future__ import annotations

import re

PALETTE: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#15181c"),
    "card": ("#ffffff", "#1c2026"),
    "wash": ("#f5f4f1", "#232830"),
    "ink": ("#1d2126", "#e8e6e1"),
    "soft": ("#565c64", "#a9aeb6"),
    "grid": ("#e4e2dd", "#343a43"),
    "edge": ("#cfccc5", "#454c57"),
    "link": ("#0b5a94", "#7fbdf0"),
    "dots": ("#a3a8ae", "#6d747e"),
    "shade": ("#efede7", "#272d35"),
    "c0": ("#0b65a3", "#6db3ea"),
    "c1": ("#c04f00", "#f0935a"),
    "c2": ("#00785a", "#4dc4a1"),
    "c3": ("#a23f7e", "#e08fc0"),
    "c4": ("#7a6500", "#d6bf4a"),
    "for": ("#00705a", "#53c5ab"),
    "against": ("#b3400f", "#f29468"),
    "undecided": ("#6b7178", "#9aa1aa"),
    "contested": ("#7c4f96", "#c9a0e0"),
}
"""Names of colours with their values on light and on dark."""

LINES = ("c0", "c1", "c2", "c3", "c4")
"""Colours of lines, in their order."""


def var(name: str) -> str:
    """Return a colour as the page's style sheet names it.

    Examples
    --------
    >>> var("ink")
    'var(--ink)'
    """
    if name not in PALETTE:
        raise KeyError(name)
    return f"var(--{name})"


def fixed(text: str) -> str:
    """Replace the named colours in a text by their values on light, for files that stand alone.

    Examples
    --------
    >>> fixed('<path fill="var(--paper)"/>')
    '<path fill="#ffffff"/>'
    """
    return re.sub(r"var\(--(\w+)\)", lambda match: PALETTE[match[1]][0], text)


def declarations(dark: bool) -> str:
    """Return the palette as declarations of custom properties, for a style sheet."""
    return " ".join(f"--{name}: {values[dark]};" for name, values in PALETTE.items())
