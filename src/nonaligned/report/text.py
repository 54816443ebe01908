"""Numbers, spans and small pictures as text that reads well at 80 columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from nonaligned.numerals import number

BARS = "▁▂▃▄▅▆▇█"
GAP = "·"


def spark(
    values: Sequence[float | None], *, low: float, high: float, width: int | None = None
) -> str:
    """Draw values as a line of bars.

    Parameters
    ----------
    values : sequence of float or None
        Equally spaced; ``None`` or NaN is drawn as a dot.
    low, high : float
        Values of the lowest and the highest bar.
    width : int, optional
        Characters at the most; neighbouring values are averaged to fit.

    Returns
    -------
    str

    Examples
    --------
    >>> spark([0, 0.5, None, 1], low=0, high=1)
    '▁▅·█'
    >>> spark([0, 0, 1, 1], low=0, high=1, width=2)
    '▁█'
    """
    return "".join(_bar(value, low, high) for value in _thinned(values, width))


def _bar(value: float | None, low: float, high: float) -> str:
    if value is None or math.isnan(value):
        return GAP
    share = (value - low) / (high - low)
    return BARS[min(max(int(share * len(BARS)), 0), len(BARS) - 1)]


def _thinned(values: Sequence[float | None], width: int | None) -> list[float | None]:
    if width is None or len(values) <= width:
        return list(values)
    edges = [round(i * len(values) / width) for i in range(width + 1)]
    return [_mean(values[a:b]) for a, b in pairwise(edges)]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None and not math.isnan(v)]
    return sum(known) / len(known) if known else None


def interval(low: float | None, high: float | None, digits: int = 2) -> str:
    """Write the two ends of an interval, a dash where it is undefined.

    Examples
    --------
    >>> interval(0.1, 0.25)
    '[0.10, 0.25]'
    >>> interval(None, None)
    '–'
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return "–"
    return f"[{number(low, digits)}, {number(high, digits)}]"


def years(first_session: int, last_session: int) -> str:
    """Write the years in which two sessions open.

    Examples
    --------
    >>> years(34, 44), years(44, 44)
    ('1979–1989', '1989')
    """
    return span(1945 + first_session, 1945 + last_session)


def span(first: int, last: int) -> str:
    """Write a span of years.

    Examples
    --------
    >>> span(1979, 1989), span(1989, 1989)
    ('1979–1989', '1989')
    """
    return str(first) if first == last else f"{first}–{last}"


def printable(text: str) -> str:
    r"""Return the text with control and direction characters made visible.

    What people wrote must not steer a terminal.

    Examples
    --------
    >>> printable("a\x1b[31mb\u202e")
    'a\\x1b[31mb\\u202e'
    """
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text
    )
