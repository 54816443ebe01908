"""Numbers and days as people read them: a true minus sign, thousands parted, months by name."""

from __future__ import annotations

import math
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

MINUS = "\N{MINUS SIGN}"


def number(value: float | None, digits: int = 2) -> str:
    """Write a value with a true minus sign, a dash where it is undefined.

    Examples
    --------
    >>> number(-0.123), number(None), number(12345, 0)
    ('−0.12', '–', '12,345')
    """
    if value is None or math.isnan(value):
        return "–"
    return f"{value:,.{digits}f}".replace("-", MINUS)


def signed(value: float, digits: int = 3) -> str:
    """Write a change or a difference: its sign is always shown.

    Examples
    --------
    >>> signed(0.25), signed(-0.25)
    ('+0.250', '−0.250')
    """
    return f"{value:+,.{digits}f}".replace("-", MINUS)


def bar(value: float) -> str:
    """Write what a value is held against: three decimals, none where it is a whole number.

    Examples
    --------
    >>> bar(0.0), bar(-0.25), bar(0.5), bar(1500)
    ('0', '−0.250', 'one half', '1,500')
    """
    if value == 0.5:
        return "one half"
    return number(value, 0 if value == int(value) else 3)


def counted(value: float, digits: int = 1) -> str:
    """Write a count; decimals only where it is none of whole things.

    Examples
    --------
    >>> counted(1291.0), counted(1156.5), counted(10.02)
    ('1,291', '1,156.5', '10')
    """
    whole = abs(value - round(value)) < 0.5 * 10**-digits
    return number(round(value) if whole else value, 0 if whole else digits)


def percent(share: float, digits: int = 0) -> str:
    """Write a share as a percentage.

    Examples
    --------
    >>> percent(0.123), percent(0.123, 1)
    ('12 %', '12.3 %')
    """
    return f"{number(100 * share, digits)} %"


def day(when: date) -> str:
    """Write a day.

    Examples
    --------
    >>> day(date(1989, 6, 1))
    '1 June 1989'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
