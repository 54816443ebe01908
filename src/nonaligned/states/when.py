"""Dates and spans as questions are asked with them."""

from __future__ import annotations

from datetime import date, datetime

from nonaligned.errors import InputError

When = date | int
"""A day, or a year, which means the whole calendar year."""

Window = tuple[date, date]
"""First and last day of a span, both inclusive."""


def first_day(when: When | str) -> date:
    """Return the first day of a day or year, also written as text.

    Examples
    --------
    >>> first_day(1971), first_day("1971-10-25")
    (datetime.date(1971, 1, 1), datetime.date(1971, 10, 25))
    """
    return _bounds(when)[0]


def last_day(when: When | str) -> date:
    """Return the last day of a day or year, also written as text.

    Examples
    --------
    >>> last_day(1971)
    datetime.date(1971, 12, 31)
    """
    return _bounds(when)[1]


def _bounds(when: When | str) -> Window:
    if isinstance(when, datetime):
        return when.date(), when.date()
    if isinstance(when, date):
        return when, when
    text = str(when)
    try:
        if len(text) == 4 and text.isdecimal():
            return date(int(text), 1, 1), date(int(text), 12, 31)
        day = date.fromisoformat(text)
    except ValueError:
        hint = "Give a year such as 1979 or a day such as 1979-02-11"
        raise InputError(f"{when!r} is no date", hint=hint) from None
    return day, day


def window(on: When | None = None, span: tuple[When, When] | None = None) -> Window | None:
    """Return the days that a question is about.

    Parameters
    ----------
    on : date or int, optional
        A day, or a year.
    span : pair of date or int, optional
        First and last day or year, both inclusive.

    Returns
    -------
    pair of date, or None
        ``None`` where neither is given.

    Raises
    ------
    InputError
        Both are given, one is no date, or the span ends before it starts.

    Examples
    --------
    >>> window(span=(1979, 1989))
    (datetime.date(1979, 1, 1), datetime.date(1989, 12, 31))
    """
    if span is None:
        return None if on is None else (first_day(on), last_day(on))
    if on is not None:
        raise InputError("a question has either a date or a span", hint="Give one of on= and span=")
    start, end = first_day(span[0]), last_day(span[1])
    if start > end:
        raise InputError(f"the span {span[0]} to {span[1]} ends before it starts")
    return start, end


def overlaps(days: Window, start: date | None, end: date | None) -> bool:
    """Say whether a window shares a day with a span; ``None`` is an open end.

    Examples
    --------
    >>> overlaps(window(1991), None, date(1991, 12, 25))
    True
    """
    return (start is None or start <= days[1]) and (end is None or days[0] <= end)


def optional_first(text: str) -> date | None:
    """Return the first day of a start in a data file, ``None`` where it is open."""
    return first_day(text) if text else None


def optional_last(text: str) -> date | None:
    """Return the last day of an end in a data file, ``None`` where it is open."""
    return last_day(text) if text else None


def spelled(start: date | None, end: date | None) -> str:
    """Write a span for a message.

    Examples
    --------
    >>> spelled(None, date(1991, 12, 25)), spelled(date(1991, 12, 26), None)
    ('until 1991-12-25', 'from 1991-12-26')
    """
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else "always"


def spelled_window(days: Window | None) -> str:
    """Write what a question asked about, for a message; empty without a date.

    Examples
    --------
    >>> spelled_window(window(1971)), spelled_window(window(date(1971, 10, 25)))
    (' in 1971', ' on 1971-10-25')
    """
    if days is None:
        return ""
    start, end = days
    if start == end:
        return f" on {start}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f" in {start.year}" if start.year == end.year else f" in {start.year}-{end.year}"
    return f" from {start} to {end}"
