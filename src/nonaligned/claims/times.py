"""Phrases of time, and the window each of them means.

``{a}`` and ``{b}`` are years, decades, named periods, dated events or the doings of leaders
(:mod:`.moments`); ``{n}`` is a number. A duration alone is kept as one: which years it means
depends on the record.

Some times are a frame rather than a window: "under" a leader, "after the break with Stalin, in
the early 1950s". Where the sentence gives years as well, those must lie within the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nonaligned.claims.claim import Window

Years = tuple[int, int]
FIRST_SESSION = 1945
"""Session s of the General Assembly opens in this year plus s."""


@dataclass(frozen=True)
class Frame:
    """A time within which a claim is meant.

    Parameters
    ----------
    window : Window, optional
        ``None`` where no table has its years; then the sentence must give years of its own.
    """

    window: Window | None = None


@dataclass(frozen=True)
class Own:
    """A time that depends on whom the claim is about: "after independence".

    Parameters
    ----------
    what : str
        ``independence`` or ``admission`` (to the United Nations).
    relation : str
        ``since``, ``after`` or ``before``.
    """

    what: str
    relation: str


@dataclass(frozen=True)
class By:
    """A time by which something was so: a deadline for what happens, a date for what is.

    Parameters
    ----------
    years : tuple of int
        First and last.
    """

    years: Years

    def window(self, deadline: bool) -> Window:
        """Return until then for what happens, in that time for what is."""
        return Window(last=self.years[1]) if deadline else Window(*self.years)


When = Window | Frame | Own | By | None
"""What a phrase of time means; ``None`` where its parts do not go together."""


def _within(a: Years) -> When:
    return Window(*a)


def _between(a: Years, b: Years) -> When:
    return Window(a[0], b[1])


def _adjoining(a: Years, b: Years) -> When:
    """Return "the 1950s and 1960s" as one span; "1979 and 1989" is none."""
    return Window(a[0], b[1]) if b[0] == a[1] + 1 else None


def _short(years: Years, n: float) -> When:
    return Window(years[0], years[0] // 100 * 100 + int(n))


def _since(a: Years) -> When:
    return Window(first=a[0])


def _after(a: Years) -> When:
    return Window(turn=a[1])


def _before(a: Years) -> When:
    return Window(last=a[0] - 1)


def _until(a: Years) -> When:
    return Window(last=a[1])


def _by(a: Years) -> When:
    return By(a)


def _lasting(n: float) -> When:
    return Window(length=int(n))


def _decades(n: float) -> When:
    return Window(length=10 * int(n))


def _recent() -> When:
    return Window(recent=True)


def _recent_to(a: Years) -> When:
    return Window(last=a[1], recent=True)


def _session(n: float) -> When:
    return Window(FIRST_SESSION + int(n), FIRST_SESSION + int(n))


def _lasting_since(n: float, a: Years) -> When:
    return Window(first=a[0], length=int(n))


def _years_from(n: float, a: Years) -> When:
    return Window(a[0], a[0] + int(n))


def _decades_from(n: float, a: Years) -> When:
    return _years_from(10 * n, a)


def _under(years: Years) -> When:
    return Frame(Window(*years))


def _after_reign(years: Years) -> When:
    return Window(turn=years[1])


def _since_reign(years: Years) -> When:
    return Window(first=years[0])


def _before_reign(years: Years) -> When:
    return Window(last=years[0] - 1)


def _unknown() -> When:
    return Frame()


def _own(what: str, relation: str) -> Callable[[], When]:
    return lambda: Own(what, relation)


_AFTER = "(after|following|in the wake of|in the aftermath of|once|from the time of)"
_BEFORE = "(before|prior to|on the eve of|up to the eve of)"
_MORE = "[more than|over|nearly|almost|about|some|at least|well over|roughly|around]"
_FROM = "(from|beginning in|starting in|beginning with)"
_RULE = "(presidency|rule|reign|tenure|government|administration|premiership|leadership|regime)"
_TIME = f"({_RULE}|years|time|days|era|time in (office|power)|years in (office|power))"
_FREE = "(independence|statehood|liberation)"
_FREED = "(gaining|winning|achieving|attaining|becoming|obtaining) (independence|independent)"
_UN = "(un|united nations|world organization|world organisation)"
_JOINED = f"([its|their] (admission|accession|entry) (to|into) the {_UN}|joining the {_UN})"

TIMES: Mapping[str, Callable[..., When]] = {
    "(in|during|throughout|through) {a}": _within,
    "over {decade}": lambda years: Window(*years),
    "[all] (in|during|throughout|over|through) [the course of] {a} and {b}": _adjoining,
    "(in|over|during) the (course|years|decade|period|time) of {a}": _within,
    "all through {a}": _within,
    "at {edge}": lambda years: Window(*years),
    "(between|from) {a} (and|to|until|till|through|up to) {b}": _between,
    "[all] [in|over|during|through|throughout] [the] [years|period|decades] [from] "
    "{a} (dash|to|until|till|through) {b}": _between,
    "[in|from] [the] [years] {year} dash {n}": _short,
    "[right|immediately|shortly] since {a}": _since,
    "ever since {a}": _since,
    "from {a} (on|onwards|onward)": _since,
    f"[right|immediately|shortly|soon] {_AFTER} {{a}}": _after,
    f"[right|immediately|shortly|soon] {_AFTER} {{told}}": _after,
    "in the (years|decades|decade) (after|following|since) {a}": _after,
    "(since|ever since) {told}": _since,
    "(with|upon) {upheaval}": _after_reign,
    f"{_BEFORE} {{a}}": _before,
    f"{_BEFORE} {{told}}": _before,
    "in the (years|decades|decade) before {a}": _before,
    "(until|till|up to|through to) {a}": _until,
    "(until|till) {told}": _until,
    "by {a}": _by,
    f"(for|over|in|during) {_MORE} [the] [past|last] {_MORE} {{n}} years": _lasting,
    f"(for|over|in|during) {_MORE} [the] [past|last] {_MORE} {{n}} decades": _decades,
    f"for {_MORE} a decade": lambda: Window(length=10),
    f"for {_MORE} half a century": lambda: Window(length=50),
    "(in|over|during) [the] (recent|latest) years": _recent,
    "(in|over|during) [the] recent years (to|up to|until|till) {a}": _recent_to,
    "{n} years after {a}": _lasting_since,
    f"for {_MORE} {{n}} years {_FROM} {{a}}": _years_from,
    f"for {_MORE} {{n}} decades {_FROM} {{a}}": _decades_from,
    f"for {_MORE} a decade {_FROM} {{a}}": lambda a: _decades_from(1, a),
    "in session {n}": _session,
    "in the {n} session": _session,
    f"under [the] [{_RULE} of] {{reign}}": _under,
    f"(in|during|throughout|over) [the] {{reign}} {_TIME}": _under,
    f"(in|during|throughout|over|under) [the] {{reign}} ['s] {_TIME}": _under,
    f"(in|during|throughout) the {_TIME} of {{reign}}": _under,
    "after {reign}": _after_reign,
    "since {reign}": _since_reign,
    "before {reign}": _before_reign,
    "under [the] {person}": _unknown,
    f"(in|during|throughout|over) [the] {{person}} ['s] {_TIME}": _unknown,
    "(after|following|during|under|in the aftermath of) {aside}": _unknown,
    f"after ([its|their] {_FREE}|{_FREED})": _own("independence", "after"),
    f"since ([its|their] {_FREE}|{_FREED})": _own("independence", "since"),
    f"before [its|their] {_FREE}": _own("independence", "before"),
    f"after {_JOINED}": _own("admission", "after"),
    f"since {_JOINED}": _own("admission", "since"),
}
