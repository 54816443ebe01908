"""Phrases of time, and the window each of them means.

``{a}`` and ``{b}`` are years, decades, named periods or dated events; ``{n}`` is a number.
A duration alone is kept as one: which years it means depends on the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nonaligned.claims.claim import Window

Years = tuple[int, int]
FIRST_SESSION = 1945
"""Session s of the General Assembly opens in this year plus s."""


def _within(a: Years) -> Window:
    return Window(*a)


def _between(a: Years, b: Years) -> Window:
    return Window(a[0], b[1])


def _short(years: Years, n: float) -> Window:
    return Window(years[0], years[0] // 100 * 100 + int(n))


def _since(a: Years) -> Window:
    return Window(first=a[0])


def _after(a: Years) -> Window:
    return Window(turn=a[1])


def _before(a: Years) -> Window:
    return Window(last=a[0] - 1)


def _until(a: Years) -> Window:
    return Window(last=a[1])


def _lasting(n: float) -> Window:
    return Window(length=int(n))


def _decades(n: float) -> Window:
    return Window(length=10 * int(n))


def _session(n: float) -> Window:
    return Window(FIRST_SESSION + int(n), FIRST_SESSION + int(n))


def _lasting_since(n: float, a: Years) -> Window:
    return Window(first=a[0], length=int(n))


TIMES: Mapping[str, Callable[..., Window]] = {
    "(in|during|throughout|over|through) {a}": _within,
    "in the (course|years|decade|period|time) of {a}": _within,
    "all through {a}": _within,
    "(between|from) {a} (and|to|until|till|through|up to) {b}": _between,
    "[in|over|during] [the] [years|period] [from] {a} (dash|to) {b}": _between,
    "[in|from] [the] [years] {year} dash {n}": _short,
    "since {a}": _since,
    "ever since {a}": _since,
    "from {a} (on|onwards|onward)": _since,
    "(after|following) {a}": _after,
    "in the (years|decades|decade) (after|following) {a}": _after,
    "in the wake of {a}": _after,
    "(before|prior to) {a}": _before,
    "(until|till|up to|through to) {a}": _until,
    "by {a}": _until,
    "(for|over|in) [the] [past|last] {n} years": _lasting,
    "(for|over|in) [the] [past|last] {n} decades": _decades,
    "for a decade": lambda: Window(length=10),
    "for half a century": lambda: Window(length=50),
    "{n} years after {a}": _lasting_since,
    "in session {n}": _session,
    "in the {n} session": _session,
}
