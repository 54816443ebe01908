"""Dates and periods in running text, each with its place and its precision.

A date is kept as the first and the last day that it may mean, so that "1989" and "9 November
1989" are values of one type. Dates that lean on the day of publication ("last year", "two
decades ago") are resolved against it; those that lean on another event are read in
:mod:`nonaligned.reading.relations`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nonaligned.errors import InputError
from nonaligned.reading.numbers import number

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
FEASTS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas": (12, 25),
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "may day": (5, 1),
}  # fmt: skip
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
FIRST_YEAR = 1800
SPOKEN = ("forties", "fifties", "sixties", "seventies", "eighties", "nineties")
"""Decades in words, from the 1940s."""


@dataclass(frozen=True, order=True)
class Moment:
    """A time known up to a span of days.

    Parameters
    ----------
    first, last : date
        First and last day that may be meant, both included.

    Examples
    --------
    >>> Moment.of("1989-11")
    Moment(first=datetime.date(1989, 11, 1), last=datetime.date(1989, 11, 30))
    >>> Moment.of(1989).text, Moment.of("1989-11-09").text
    ('1989', '9 November 1989')
    """

    first: date
    last: date

    @classmethod
    def of(cls, when: str | int | date) -> Moment:
        """Read a day, a month (``1989-11``) or a year.

        Raises
        ------
        InputError
            It is none of these.
        """
        if isinstance(when, date):
            return cls(when, when)
        parts = str(when).strip().split("-")
        try:
            numbers = [int(part) for part in parts]
            if len(numbers) == 1 and len(parts[0]) == 4:
                return years(numbers[0], numbers[0])
            if len(numbers) == 2:
                return month(*numbers)
            if len(numbers) == 3:
                return cls(date(*numbers), date(*numbers))
        except ValueError:
            pass
        raise InputError(f"{when!r} is no date", hint="Write 2018-01-05, 2018-01 or 2018")

    @property
    def year(self) -> int:
        """The calendar year in which it begins."""
        return self.first.year

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``span``: how much of it is known."""
        if self.first == self.last:
            return "day"
        if self == month(self.first.year, self.first.month):
            return "month"
        return "year" if self == years(self.first.year, self.first.year) else "span"

    @property
    def text(self) -> str:
        """The time in words."""
        name = MONTHS[self.first.month - 1].capitalize()
        if self.precision == "day":
            return f"{self.first.day} {name} {self.first.year}"
        if self.precision == "month":
            return f"{name} {self.first.year}"
        if self.precision == "year":
            return str(self.first.year)
        if self == years(self.first.year, self.last.year):
            return f"{self.first.year} to {self.last.year}"
        return f"{Moment.of(self.first).text} to {Moment.of(self.last).text}"


@dataclass(frozen=True, order=True)
class DateMention:
    """A place in a text that names a time.

    Parameters
    ----------
    start, end : int
        ``text[start:end]`` is ``text``.
    text : str
    moment : Moment
    """

    start: int
    end: int
    text: str
    moment: Moment


def month(year: int, number: int) -> Moment:
    """All days of a month of a year."""
    return Moment(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def years(first: int, last: int) -> Moment:
    """All days from a year to another."""
    return Moment(date(first, 1, 1), date(last, 12, 31))


_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July"
    r"|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERNS = {
    "iso": r"(?P<iso>(?:1[89]|20)\d\d-[01]\d-[0-3]\d)",
    "day": rf"{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
    "us": rf"{_MONTH}\s{_DAY}(?:,\s?|\s){_YEAR}",
    "month": rf"{_MONTH},?\s(?:of\s)?{_YEAR}",
    "feast": rf"(?P<feast>New Year[’']s (?:Day|Eve)|Christmas(?: Day| Eve)?|Boxing Day|May Day)"
    rf"(?: of)?,?\s{_YEAR}",
    "edge": rf"(?P<edge>first|last) (?P<of>day|night|evening|morning|week|days|weeks|month)s? of"
    rf" {_YEAR}",
    "season": rf"(?P<season>spring|summer|autumn|fall)\s(?:of\s)?{_YEAR}",
    "winter": rf"winter\sof\s{_YEAR}(?!\s?[-–—/]\s?\d)",
    "range": rf"{_YEAR}\s?[-–—]\s?(?P<until>(?:1[89]|20)\d\d|\d\d)(?!\d)",
    "decade": r"(?:(?P<part>early|mid|late)[- ])?(?:the\s)?(?P<decade>(?:1[89]|20)\d0)['’]?s",
    "spoken": rf"the\s(?:(?P<part>early|mid|late)[- ])?(?P<spoken>{'|'.join(SPOKEN)})",
    "year": _YEAR,
}
_FINDER = re.compile(
    r"(?<![\w$€£.,-])(?:"
    + "|".join(
        f"(?P<k_{name}>{re.sub('P<([a-z]+)>', f'P<{name}_' + chr(92) + '1>', pattern)})"
        for name, pattern in _PATTERNS.items()
    )
    + r")(?![\w%])(?!,\d)"
)
_AGO = re.compile(r"\b(?P<n>\w+(?:-\w+)?) (?P<unit>year|decade)s? ago\b", re.IGNORECASE)
_THIS = re.compile(r"\b(?P<which>this|last|next) year\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?:people|men|women|troops|soldiers|dollars|euros|miles|kilomet|tons|tonnes|members|"
    r"votes|voters|delegates|deaths|casualties|prisoners|refugees|tanks|warheads|pages|metres|"
    r"meters|barrels|workers|copies|words|resolutions|times)",
    re.IGNORECASE,
)
_PARTS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9), None: (0, 9)}
Parts = dict[str, str | None]


def find_dates(text: str, *, on: Moment | None = None) -> tuple[DateMention, ...]:
    """Find the dates that a text names.

    Parameters
    ----------
    text : str
    on : Moment, optional
        When the text was written; without it "last year" is passed over.

    Returns
    -------
    tuple of DateMention
        In the order of the text, never overlapping.

    Examples
    --------
    >>> [(d.text, d.moment.text) for d in find_dates("From March 1985 to the late 1980s.")]
    [('March 1985', 'March 1985'), ('late 1980s', '1986 to 1989')]
    >>> [d.moment.text for d in find_dates("In the late seventies, when he was in his eighties.")]
    ['1976 to 1979']
    >>> find_dates("He led 1945 soldiers two years ago.", on=Moment.of(1990))[0].moment.text
    '1988'
    """
    found = list(_absolute(text))
    if on is not None:
        found += _deictic(text, on)
    return tuple(sorted(found))


def _absolute(text: str) -> Iterator[DateMention]:
    for match in _FINDER.finditer(text):
        kind = next(name for name in _PATTERNS if match[f"k_{name}"])
        if kind == "year" and _COUNTED.match(text, match.end()):
            continue
        head = f"{kind}_"
        parts = {
            k.removeprefix(head): v for k, v in match.groupdict().items() if k.startswith(head)
        }
        if (moment := _moment(kind, parts)) is not None:
            yield DateMention(match.start(), match.end(), match.group(), moment)


def _moment(kind: str, parts: Parts) -> Moment | None:
    """Return the time that the pieces of a date mean, ``None`` where there is no such day."""
    try:
        return _READERS[kind](parts)
    except (ValueError, InputError):
        return None


def _number(parts: Parts, name: str) -> int:
    return int(parts[name] or 0)


def _named_month(parts: Parts) -> int:
    start = (parts["month"] or "").lower()[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(start))


def _day(parts: Parts) -> Moment:
    return Moment.of(date(_number(parts, "year"), _named_month(parts), _number(parts, "day")))


def _feast(parts: Parts) -> Moment:
    name = str(parts["feast"]).lower().replace("’", "'")
    return Moment.of(date(_number(parts, "year"), *FEASTS[name]))


def _edge(parts: Parts) -> Moment:
    """Read "the last night of 1958": a day, or the month for weeks and days."""
    year, first = _number(parts, "year"), parts["edge"] == "first"
    if parts["of"] in {"week", "days", "weeks", "month"}:
        return month(year, 1 if first else 12)
    return Moment.of(date(year, 1, 1) if first else date(year, 12, 31))


def _season(parts: Parts) -> Moment:
    first, last = SEASONS[str(parts["season"])]
    year = _number(parts, "year")
    return Moment(month(year, first).first, month(year, last).last)


def _winter(parts: Parts) -> Moment:
    """Read a winter: the one that ends in the year, or the one that begins in it."""
    year = _number(parts, "year")
    return Moment(month(year - 1, 12).first, month(year + 1, 3).last)


def _range(parts: Parts) -> Moment:
    first, until = _number(parts, "year"), _number(parts, "until")
    last = until if until > 99 else first // 100 * 100 + until
    if last <= first:
        raise ValueError("the years run backwards")
    return years(first, last)


def _decade(parts: Parts) -> Moment:
    opens, closes = _PARTS[parts["part"]]
    return years(_number(parts, "decade") + opens, _number(parts, "decade") + closes)


def _spoken(parts: Parts) -> Moment:
    decade = 1940 + 10 * SPOKEN.index(str(parts["spoken"]))
    return _decade({**parts, "decade": str(decade)})


_READERS: dict[str, Callable[[Parts], Moment]] = {
    "iso": lambda parts: Moment.of(str(parts["iso"])),
    "day": _day,
    "us": _day,
    "month": lambda parts: month(_number(parts, "year"), _named_month(parts)),
    "feast": _feast,
    "edge": _edge,
    "season": _season,
    "winter": _winter,
    "range": _range,
    "decade": _decade,
    "spoken": _spoken,
    "year": lambda parts: Moment.of(str(parts["year"])),
}


def _deictic(text: str, on: Moment) -> Iterator[DateMention]:
    """Dates counted from the day of publication, known to the year."""
    for match in _AGO.finditer(text):
        count = number(match["n"])
        if count is not None:
            back = int(count) * (10 if match["unit"].lower() == "decade" else 1)
            if on.first.year - back >= FIRST_YEAR:
                moment = years(on.first.year - back, on.last.year - back)
                yield DateMention(match.start(), match.end(), match.group(), moment)
    for match in _THIS.finditer(text):
        shift = {"this": 0, "last": -1, "next": 1}[match["which"].lower()]
        moment = years(on.first.year + shift, on.last.year + shift)
        yield DateMention(match.start(), match.end(), match.group(), moment)


_LATELY = re.compile(
    r"(?P<at>\b(?:in|during|at|over|on)(?: the)? )?\blast (?P<unit>month|week|night|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?P<of>['’]s (?:\w+ )?(?:votes?|debates?|sessions?|roll calls?|resolutions?|meetings?"
    r"|ballots?))?\b(?! of| [12])",
    re.IGNORECASE,
)


def lately(text: str, on: Moment) -> tuple[str, str, str]:
    """Put "last month" and "last December" as the month and year that they were.

    Parameters
    ----------
    text : str
    on : Moment
        The day or month in which the text was written; of a year alone nothing is said.

    Returns
    -------
    (str, str, str)
        The text, the words, and what they were put as; the last two empty where nothing was.

    Examples
    --------
    >>> lately("Peru backed Cuba in last month's vote on arms.", Moment.of("2018-01-05"))[0]
    'Peru backed Cuba in December 2017 on arms.'
    >>> lately("Peru backed Cuba last March.", Moment.of(2018))
    ('Peru backed Cuba last March.', '', '')
    """
    match = _LATELY.search(text)
    if match is None or (match["of"] and not match["at"]) or on.precision not in {"day", "month"}:
        return text, "", ""
    day = _days_back(match["unit"].lower(), on.first)
    said = f"in {MONTHS[day.month - 1].capitalize()} {day.year}"
    return text[: match.start()] + said + text[match.end() :], match.group(), said


def _days_back(unit: str, on: date) -> date:
    """Return a day of the last month, week or night, or of the last month of a name."""
    if unit in {"week", "night"}:
        return on - timedelta(days=7 if unit == "week" else 1)
    if unit == "month":
        return on.replace(day=1) - timedelta(days=1)
    number = MONTHS.index(unit) + 1
    return date(on.year - (number >= on.month), number, 1)
