"""Distances in time in running text: "ten years later", "within weeks of", "on the eve of".

Each is a span of days that the words may mean, with the rounding that people use, and says which
way it goes. A distance that gives a number of years has a span of calendar years too. Words
without a number ("months before") are read as widely as they are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import floor, inf

from nonaligned.reading.numbers import NUMBER, ORDINAL, number, ordinal, slack

DAYS = {"year": 365.2425, "decade": 3652.425, "month": 30.436875, "week": 7.0, "fortnight": 14.0,
        "day": 1.0, "century": 36524.25}  # fmt: skip
YEARS = {"year": 1, "decade": 10, "century": 100}
SHORT = frozenset({"month", "week", "fortnight", "day"})
EXACT = {"day": 2.0, "week": 10.0, "month": 45.0, "year": 366.0}
"""Days by which "ten years to the day" may be off, by what it is to."""

VAGUE = {
    "day": (0, 45), "week": (4, 200), "month": (24, 800), "year": (300, inf), "decade": (4700, inf),
}  # fmt: skip
"""Days that a bare plural may mean."""

FEW = {"day": 30, "week": 100, "month": 550, "year": 5500, "decade": 20000}
"""Days that "a few" or "several" may mean at most."""

EVE = 366
"""Days before a thing that are still its eve."""

SOON = 550
"""Days that are still "shortly after"."""


@dataclass(frozen=True)
class Distance:
    """A place in a text that says how far apart two things are.

    Parameters
    ----------
    start, end : int
        The words, the one that gives the way ("after") included.
    way : str
        ``before``, ``after``, ``earlier``, ``later`` or ``ago``: from what it counts, and whither.
    low, high : float
        Days, at least and at most.
    years : (int, int) or None
        The same in whole calendar years, ``None`` where the words do not count in years.
    words : str
        The span in words.
    single : bool
        Whether it counts a year or less.
    loose : bool
        Whether the words have many uses, so that only what they stand beside is taken.
    """

    start: int
    end: int
    way: str
    low: float
    high: float
    years: tuple[int, int] | None
    words: str
    single: bool = False
    loose: bool = False

    @property
    def back(self) -> bool:
        """Whether it goes back in time."""
        return self.way in {"before", "earlier", "ago"}

    @property
    def free(self) -> bool:
        """Whether it counts from what was told last, not from what stands after it."""
        return self.way in {"earlier", "later"}


HEDGE = (
    r"(?P<hedge>about|around|some|roughly|nearly|almost|approximately|just over|a little over|over"
    r"|(?:a )?little more than|a little less than|just under|a little under|well over"
    r"|more than|less than|under|at least|exactly|precisely|barely|hardly|scarcely|only|just"
    r"|not quite|close to|no more than|something over|something under|something like)"
)
"""Pattern of the words before a count that make it wider or turn it to one side."""

_HEDGES = {
    "little more than": "just over", "a little more than": "just over", "well over": "over",
    "something over": "over", "a little less than": "nearly", "just under": "nearly",
    "a little under": "nearly", "something under": "nearly", "something like": "about",
    "no more than": "barely",
}  # fmt: skip
_WAYS = {
    "before": "before", "prior to": "before", "ahead of": "before",
    "after": "after", "following": "after", "since": "after",
    "earlier": "earlier", "previously": "earlier",
    "later": "later", "afterwards": "later", "on": "later", "ago": "ago",
}  # fmt: skip
_WAY = (
    r"(?P<way>before|prior to|ahead of|after|following|since|later|earlier|afterwards|previously"
    r"|on(?=[,.;]|$)|ago)\b"
)
_UNIT = r"(?P<unit>year|decade|month|week|fortnight|day|century|centurie)"
_COUNTED = re.compile(
    rf"\b(?:{HEDGE} )?(?P<n>{NUMBER})[ -]{_UNIT}s?(?P<half> and a half)?"
    rf"(?: and (?P<more>{NUMBER}) (?P<part>month|week|day)s?)?"
    rf"(?: to the (?P<exact>day|week|month|year))?,? {_WAY}"
    r"(?:(?<=ago) (?:today|this (?P<this>week|month|year)))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?P<lead>the |(?P<few>a few |several ))?{_UNIT}s,? (?!since){_WAY}", re.IGNORECASE
)
_WITHIN = re.compile(rf"\bwithin (?:(?P<n>{NUMBER}) )?{_UNIT}s? of\b", re.IGNORECASE)
_NEXT = re.compile(r"\bthe (?P<unit>day|week|month) (?P<way>before|after)\b", re.IGNORECASE)
_SOON = re.compile(
    r"\b(?P<eve>on the eve of)\b"
    r"|\b(?P<soon>shortly|soon|just|right|immediately|long) (?P<way>before|after)\b"
    r"|\bin the (?:immediate )?(?P<wake>wake|aftermath) of\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(rf"\b(?P<n>{ORDINAL}) anniversary of\b", re.IGNORECASE)


def find_distances(text: str, start: int, end: int) -> tuple[Distance, ...]:
    """Find the distances in time that a stretch of a text tells.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch.

    Returns
    -------
    tuple of Distance
        In the order of the text, never overlapping.

    Examples
    --------
    >>> text = "It began two years and three months after the coup, on the eve of the war."
    >>> [(text[d.start : d.end], d.words) for d in find_distances(text, 0, len(text))]
    [('two years and three months after', '26 to 28 months'), ('on the eve of', '0 to 366 days')]
    """
    found: list[Distance] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text, start, end):
            distance = read(match)
            if distance and not any(d.start < match.end() and match.start() < d.end for d in found):
                found.append(distance)
    return tuple(sorted(found, key=lambda distance: distance.start))


def _counted(match: re.Match[str]) -> Distance | None:
    count = number(match["n"])
    if count is None:
        return None
    unit = match["unit"].lower().replace("centurie", "century")
    way = _WAYS[match["way"].lower()]
    count += 0.5 if match["half"] else 0.0
    if match["more"]:
        return _compound(match, count, unit, way)
    today = match["this"] or ("day" if match.group().lower().endswith("today") else None)
    exact = (match["exact"] or today or "").lower()
    if exact and unit in YEARS:
        return _to_the_day(match, count * YEARS[unit], exact, way)
    hedge = plain_hedge(match["hedge"])
    low, high = bounds(count, unit, hedge)
    years = None
    if unit in YEARS:
        whole = round(count * YEARS[unit])
        near = floor(slack(count * YEARS[unit], hedged=bool(hedge)))
        years = (max(0, whole - near), whole + near)
    many = "centuries" if unit == "century" else f"{unit}s"
    single = count * YEARS.get(unit, 0) <= 1
    return Distance(
        match.start(), match.end(), way, low * DAYS[unit], high * DAYS[unit], years,
        f"{low:g} to {high:g} {many}", single, loose=way == "ago",
    )  # fmt: skip


def _compound(match: re.Match[str], count: float, unit: str, way: str) -> Distance | None:
    """Read "two years and three months": as exact as its smaller unit."""
    more, part = number(match["more"]), match["part"].lower()
    if more is None:
        return None
    whole = (count * DAYS[unit] + more * DAYS[part]) / DAYS[part]
    low, high = floor(whole), floor(whole) + 2 if whole % 1 > 0.5 else floor(whole) + 1
    if abs(whole - round(whole)) < 0.01:
        low, high = round(whole) - 1, round(whole) + 1
    return Distance(
        match.start(), match.end(), way, low * DAYS[part], high * DAYS[part], None,
        f"{low:g} to {high:g} {part}s",
    )  # fmt: skip


def _to_the_day(match: re.Match[str], count: float, exact: str, way: str) -> Distance:
    days, wide = count * DAYS["year"], EXACT[exact]
    years = (floor(count), round(count + 0.1)) if exact == "year" else None
    return Distance(
        match.start(), match.end(), way, max(0.0, days - wide), days + wide, years,
        f"{count:g} years, to the {exact},", loose=way == "ago",
    )  # fmt: skip


def _bare(match: re.Match[str]) -> Distance | None:
    unit, way = match["unit"].lower(), _WAYS[match["way"].lower()]
    if unit not in VAGUE:
        return None
    low, high = map(float, VAGUE[unit])
    few = (match["few"] or "").strip().lower()
    if few:
        low, high = 1.2 * low, FEW[unit]
    elif match["lead"]:
        low = 0
    words = f"{few} {unit}s" if few else f"some {unit}s"
    return Distance(match.start(), match.end(), way, low, high, None, words, loose=True)


def _within(match: re.Match[str]) -> Distance | None:
    """Read "within a year of": after it or, of two things near each other, before."""
    unit = match["unit"].lower().replace("centurie", "century")
    count = number(match["n"]) if match["n"] else None
    if count is not None:
        high, words = (1.1 * count + 0.4) * DAYS[unit], f"at most {count:g} {unit}s"
    elif match["n"] is None and unit in VAGUE and VAGUE[unit][1] < inf:
        high, words = float(VAGUE[unit][1]), f"some {unit}s at most"
    else:
        return None
    return Distance(match.start(), match.end(), "after", -high, high, None, words, loose=True)


def _next(match: re.Match[str]) -> Distance:
    days = DAYS[match["unit"].lower()]
    high = 2 * days + 1
    return Distance(
        match.start(), match.end(), match["way"].lower(), 0.0, high, None,
        f"0 to {high:.0f} days", loose=True,
    )  # fmt: skip


def _soon(match: re.Match[str]) -> Distance:
    way = "before" if match["eve"] else (match["way"] or "after").lower()
    low, high, words = 0.0, float(SOON), f"0 to {SOON} days"
    if match["eve"]:
        high, words = float(EVE), f"0 to {EVE} days"
    elif match["wake"]:
        high, words = inf, "some time"
    elif match["soon"].lower() == "long":
        low, high, words = float(VAGUE["month"][0]), inf, "long"
    return Distance(match.start(), match.end(), way, low, high, None, words, loose=True)


def _anniversary(match: re.Match[str]) -> Distance | None:
    count = ordinal(match["n"])
    if not count:
        return None
    days = count * DAYS["year"]
    return Distance(
        match.start(), match.end(), "after", days - 200, days + 200, (count, count),
        f"{count} year{'s' if count > 1 else ''}",
    )  # fmt: skip


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Distance | None]], ...] = (
    (_COUNTED, _counted),
    (_WITHIN, _within),
    (_ANNIVERSARY, _anniversary),
    (_BARE, _bare),
    (_NEXT, _next),
    (_SOON, _soon),
)


def plain_hedge(words: str | None) -> str:
    """Return the hedge that has the same meaning and that :func:`bounds` knows.

    Examples
    --------
    >>> plain_hedge("a little more than"), plain_hedge("About"), plain_hedge(None)
    ('just over', 'about', '')
    """
    low = (words or "").lower()
    return _HEDGES.get(low, low)


def bounds(count: float, unit: str = "year", hedge: str = "") -> tuple[float, float]:
    """How many years, months or days a count may stand for.

    Parameters
    ----------
    count : float
    unit : str
    hedge : str
        The word before it, such as ``about`` or ``more than``.

    Returns
    -------
    (float, float)
        In the unit.

    Examples
    --------
    >>> bounds(1), bounds(29), bounds(10, hedge="about"), bounds(3, hedge="more than")
    ((0.5, 1.5), (28.5, 29.5), (9.0, 11.0), (3, 5.0))
    """
    if unit == "decade":
        if hedge in {"", "some", "about", "around", "roughly", "approximately"}:
            wide = min(5.0, 1.5 + count) / 10
            return max(0.0, count - wide), count + wide
        low, high = bounds(10 * count, hedge=hedge)
        return low / 10, high / 10
    if unit == "century":
        wide = 0.1 * count * (2 if hedge else 1)
        return max(0.0, count - wide), count + wide
    if hedge in {"exactly", "precisely"}:
        return max(0.0, count - 0.25), count + 0.25
    if hedge in {"over", "more than", "just over", "a little over", "at least"}:
        return count, 1.5 * count + 0.5
    if hedge in {"less than", "under"}:
        return 0.0, count
    if hedge in {"nearly", "almost", "not quite", "close to", "barely", "hardly", "scarcely"}:
        over = max(0.75, 0.15 * count) if unit in SHORT else slack(count) / 2
        return max(0.0, count - 2 * slack(count)), count + over
    if unit in SHORT:
        wide = max(0.75, 0.15 * count) * (2 if hedge else 1)
        return max(0.0, count - wide), count + wide
    loose = hedge in {"about", "around", "some", "roughly", "approximately"}
    wide = slack(count, hedged=loose)
    return max(0.0, count - wide), count + wide
