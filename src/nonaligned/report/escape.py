"""Text that others wrote, made safe to show: it must neither act nor mislead.

Markup is escaped by the template engine. What is left are characters that no escaping touches:
those that turn the direction of a line round, control characters, halves of characters.
"""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, a tab and a new line excepted
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # separators, annotations, tags
    "\ufdd0-\ufdef\ufffe\uffff]"  # no characters
)
_BROKEN = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return the text with characters that act unseen written out, broken ones replaced.

    Examples
    --------
    >>> visible("a\u202eb\x00c\ud800d")
    'a[U+202E]b[U+0000]c�d'
    >>> visible("שלום\ncafé")
    'שלום\ncafé'
    """
    text = _BROKEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def shown(value: Any) -> Any:
    """Make a value visible on its way into a template; markup of our own is left as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def script_json(value: Any, *, indent: int | None = None) -> Markup:
    r"""Write JSON that may stand inside a script element: nothing in it can end the element.

    Examples
    --------
    >>> script_json({"a": "</script>&"})
    Markup('{"a": "\\u003c/script\\u003e\\u0026"}')
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
