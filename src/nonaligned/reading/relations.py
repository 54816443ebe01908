"""What an article says about when things happened, as statements of a temporal network.

Three kinds of statement are read: that something has a date, that two things lie so many years
apart, and (from the table of events) when something known happened. What is dated may be an
event of the table, an event of the article named by a noun ("his letter"), or what a sentence
tells. A noun names the event that the same kind of noun named last, unless it comes with "a".
Only what stands close together is joined; the rest is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, inf

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.happenings import LATER, NOW, Story
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number, slack
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import Event, EventMention

DAYS = {"year": 365.2425, "decade": 3652.425, "month": 30.436875, "week": 7.0, "day": 1.0,
        "century": 36524.25}  # fmt: skip
MANY_YEARS = 10_000
YEARS = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True)
class Statement:
    """Something said, or known, about when: ``low <= t(b) - t(a) <= high``.

    Parameters
    ----------
    start, end : int
        The words: a place in the article's text; both 0 for facts.
    text : str
        The words.
    kind : str
        ``date``, ``distance``, ``table`` (a fact) or ``published``.
    a, b : str
        Points in time; the empty one is the origin of dates.
    low, high : float
        Days; for dates, proleptic ordinals.
    years : (int, int) or None
        The same in whole calendar years, ``None`` where the words do not count in years.
    says : str
        How it was read, in words.
    single : bool
        Whether it counts a year or less from something named, which nobody does by calendar
        years ("a year later, in 1980" may be so counted).
    """

    start: int
    end: int
    text: str
    kind: str
    a: str
    b: str
    low: float
    high: float
    years: tuple[int, int] | None
    says: str
    single: bool = False


@dataclass
class Found:
    """Statements so far, and the names of their points."""

    statements: list[Statement] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Event] = field(default_factory=dict)


_HEDGE = (
    r"(?P<hedge>about|around|some|roughly|nearly|almost|approximately|just over|a little over|over"
    r"|more than|less than|under|at least|exactly|precisely|barely|only|just|not quite|close to)"
)
_DISTANCE = re.compile(
    rf"\b(?:{_HEDGE} )?(?P<n>{NUMBER})[ -]"
    r"(?P<unit>year|decade|month|week|day|century|centurie)s?"
    r"(?P<half> and a half)?,? "
    r"(?P<way>before|prior to|ahead of|after|following|since|later|earlier|afterwards"
    r"|previously)\b",
    re.IGNORECASE,
)
_BACK = frozenset({"before", "prior to", "ahead of", "earlier", "previously"})
_LINK = re.compile(
    r"(?:[\s,]+(?:which|that|was|were|is|came|had|been|sent|written|signed|delivered|held|made|"
    r"given|published|adopted|concluded|launched|issued|dated|addressed|dispatched|about|just|"
    r"only|some|to (?:[A-Z][\w’'-]+ ?)+|of (?:[A-Z][\w’'-]+ ?)+))*[\s,]*"
)
_PRESENT = re.compile(r"\b(?:has|have|is|are|remains?|still|today|now|continues?)\b")
_RELATIVE = re.compile(r"\b(?:which|that|who|whom|whose|where)\b[^,;]*")
"""What a clause adds to a noun: "a lecture that some have not forgiven" is told of the past."""
_OF = re.compile(r"(?:,? (?:in|of|on|from|at the end of|dated)|,| \()? ?(?:the )?(?:year )?")
_HAPPENED = re.compile(
    r",? (?:which )?(?:(?P<begin>began|started|broke out|erupted|was launched)"
    r"|(?P<end>ended|was over|came to an end|finished)"
    r"|took place|triumphed|happened|occurred|was (?:signed|founded|held|adopted|created"
    r"|established|"
    r"proclaimed|concluded|reached|agreed)|came|were (?:signed|held)) (?:only )?(?:in|on) ",
)
_NAMES = re.compile(r"(?: (?:the|[A-Z][\w’'-]+)){0,3} ?")
_TOLD = re.compile(
    r"(?:,? (?:of|in|on) (?:\w+ ){0,2}\d{4},?)? "
    r"(?:came|took place|happened|followed|(?:was|were) (?:\w+ed|held|born|built))\b"
)
_DEPENDS = re.compile(r"\b(?:after|before|since|until|when|while|as|if|once)(?: the)? $")
_DURING = re.compile(r"\b(?:during|amid|at the height of|in the middle of|in)(?: the)? $")
GENERIC_YEARS = 3
"""A name that fits other events means another one where the year is further off than that."""

_RELATED = re.compile(r"\b(?:after|before|since|following|of|to|by)(?: the)? $")
_SINCE = re.compile(r"\b(?:after|since|from|following) (?:the )?$", re.IGNORECASE)
_AT = re.compile(r"(?:^|[\s,(“–—-])(?:[Ii]n|[Oo]n|[Ii]n the|[Oo]n the) (?:early |late |mid-)?$")


def read_statements(article: Article, sentences: tuple[Sentence, ...], mentions: Mentions) -> Found:
    """Read all statements about time.

    Parameters
    ----------
    article : Article
    sentences : tuple of Sentence
    mentions : Mentions
        Of the whole article.

    Returns
    -------
    Found
    """
    found = Found()
    found.labels[NOW] = "the day of publication"
    moment = article.date
    found.statements.append(
        Statement(
            0, 0, "", "published", ORIGIN, NOW, moment.first.toordinal(), moment.last.toordinal(),
            (moment.first.year, moment.last.year), f"the article is of {moment.text}",
        )
    )  # fmt: skip
    story = Story()
    for sentence in sentences:
        named = mentions.within(sentence.start, sentence.end)
        for start, end in _parts(sentence):
            scene = Scene(article, sentence, start, end, named.within(start, end), story, found)
            scene.read()
    found.labels.update(story.labels)
    return found


def _parts(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the sentence, or its parts between semicolons and before ", and"."""
    cuts = [m.end() for m in re.finditer(r"[;:]\s|,\s(?=(?:and|but)\s)", sentence.text)]
    edges = [0, *cuts, len(sentence.text)]
    return [(sentence.start + a, sentence.start + b) for a, b in pairwise(edges)]


class Scene:
    """One part of a sentence while its statements are read."""

    def __init__(
        self, article: Article, sentence: Sentence, start: int, end: int, named: Mentions,
        story: Story, found: Found,
    ) -> None:  # fmt: skip
        self.text = article.text
        self.sentence, self.start, self.end = sentence, start, end
        self.named, self.story, self.found = named, story, found
        taken = [(e.start, e.end) for e in named.events]
        self.nouns = story.nouns(self.text, start, end, taken, heading=sentence.heading)
        self.main = self._subject() or story.main(self.text, start, end, self.nouns, taken)
        self._after_making()

    def read(self) -> None:
        """Read the part's statements, then let the story go on."""
        told = len(self.found.statements)
        used = self._event_dates()
        distances = list(_DISTANCE.finditer(self.text, self.start, self.end))
        adjuncts = [d for d in self.named.dates if d not in used and self._is_adjunct(d)]
        free = [d for d in adjuncts if not self._noun_date(d)]
        for match in distances:
            self._distance(match, free)
        spanned = [(m.start(), m.end()) for m in distances]
        free = [d for d in free if not any(a <= d.start < b for a, b in spanned)]
        if len(free) == 1 and not self.sentence.heading:
            self._date(self.main, free[0])
            self._during(free[0])
        said = self.found.statements[told:]
        dated = [s.b for s in said if s.kind == "date" and s.b.startswith("event:")]
        if any(self.main in (s.a, s.b) for s in said):
            dated = [self.main]
        since = [d for d in self.named.dates if _SINCE.search(self.text, self.start, d.start)]
        if not dated and since:
            dated = [self._dated_point(since[-1])]
        self.story.goes_on(dated[-1] if dated else "", self.nouns)

    def _subject(self) -> str:
        """Return the event of the table that opens the part and of which it tells, if one does."""
        for event in self.named.events:
            lead = self.text[max(self.start, event.start - 14) : event.start].lower()
            if event.told and not _DEPENDS.search(lead):
                point = f"event:{event.event.id}"
                self._fact(event.event, point)
                return point
        for event in self.named.events[:1]:
            if not self.text[self.start : event.start].strip(" “TtheA"):
                rest = self.text[event.end : self.end]
                if _TOLD.match(rest):
                    point = f"event:{event.event.id}"
                    self._fact(event.event, point)
                    return point
        return ""

    def _after_making(self) -> None:
        """Say what is published, received or ratified was made before."""
        point, _, verb = self.main.rpartition(":")
        if verb in LATER and self.main not in self.found.labels:
            self.found.labels[self.main] = self.story.labels[self.main]
            says = f"what is {verb} was made before"
            self.found.statements.append(
                Statement(0, 0, "", "order", point, self.main, 0.0, inf, (0, MANY_YEARS), says)
            )

    # -- dates ---------------------------------------------------------------------------

    def _event_dates(self) -> list[DateMention]:
        """Dates said of events of the table; returns those used up."""
        used = []
        for event in self.named.events:
            for date in self.named.dates:
                point = self._said_of(event, date)
                if point is not None:
                    self._fact(event.event, point)
                    self._date(
                        point, date, whole=(min(event.start, date.start), max(event.end, date.end))
                    )
                    used.append(date)
        return used

    def _during(self, date: DateMention) -> None:
        """Date what a dated deed happened during: "in 1962, at the height of the crisis"."""
        for event in self.named.events:
            lead = self.text[max(self.start, event.start - 24) : event.start]
            point = f"event:{event.event.id}"
            if _DURING.search(lead) and not event.generic and self.main != point:
                self._fact(event.event, point)
                self._date(point, date)

    def _said_of(self, event: EventMention, date: DateMention) -> str | None:
        """Return the point of an event that a date beside it dates, if it does."""
        point = f"event:{event.event.id}"
        if event.generic and _years_off(event.event, date.moment) > GENERIC_YEARS:
            return None
        between = self.text[event.end : date.start]
        if date.end < event.start and self.text[date.end : event.start] == " ":
            return point if date.moment.precision == "year" else None
        if date.start < event.end:
            return None
        if (happened := _HAPPENED.fullmatch(between)) is not None:
            edge = ":start" if happened["begin"] else ":end" if happened["end"] else ""
            return point + edge
        follows = self.text[date.end : date.end + 2]
        lead = self.text[max(self.start, event.start - 12) : event.start].lower()
        if between.startswith(",") and (_RELATED.search(lead) or follows[:1] != ","):
            return None
        adjacent = _OF.fullmatch(between) is not None and between.strip() not in {"", ","}
        is_next = re.match(r"[,.;)”\"]|$|\s[a-z(]", follows) is not None
        return point if adjacent and is_next else None

    def _is_adjunct(self, date: DateMention) -> bool:
        """Whether a date says when the sentence's own event was: "in 1999", "on 9 November"."""
        before = self.text[max(self.start, date.start - 12) : date.start]
        between = re.search(r"\b(?:between|from|since|until|by|to)\s$", before)
        return _AT.search(before) is not None and not between

    def _noun_date(self, date: DateMention) -> bool:
        """Date a noun beside it: "the letter of 1 January 1989", "signed in 1975"."""
        for noun in self.nouns:
            between = self.text[noun.end : date.start]
            lead = self.text[max(self.start, noun.lead - 12) : noun.lead].lower()
            counted = between.startswith(",") and _RELATED.search(lead)
            near = noun.end <= date.start and len(between) < 60 and not counted
            if near and re.fullmatch(rf"(?:{_LINK.pattern})(?:in|of|on|dated)(?: the)? ", between):
                self._date(noun.point, date, whole=(noun.start, date.end))
                return True
        return False

    def _date(self, point: str, date: DateMention, whole: tuple[int, int] | None = None) -> None:
        start, end = whole or (date.start, date.end)
        first, last = date.moment.first, date.moment.last
        label = self._label(point)
        self.found.statements.append(
            Statement(
                start, end, self.text[start:end], "date", ORIGIN, point,
                first.toordinal(), last.toordinal(), (first.year, last.year),
                f"{label}: {date.moment.text}",
            )
        )  # fmt: skip

    def _label(self, point: str) -> str:
        return self.found.labels.get(point) or self.story.labels.get(point, point)

    def _fact(self, event: Event, point: str) -> None:
        """Put an event of the table into the network, once."""
        if point in self.found.facts:
            return
        self.found.facts[point] = event
        first = event.end if point.endswith(":end") else event.start
        last = event.start if point.endswith(":start") else event.end
        part = {":start": "the beginning of ", ":end": "the end of "}.get(
            point[point.rfind(":") :], ""
        )
        article = "" if " " not in event.name or re.match(r"[\w-]+'s ", event.name) else "the "
        name = f"{part}{article}{event.name}"
        self.found.labels[point] = name
        when = Moment(first, last).text
        self.found.statements.append(
            Statement(
                0, 0, "", "table", ORIGIN, point, first.toordinal(), last.toordinal(),
                (first.year, last.year), f"{name}: {when} ({event.source})",
            )
        )  # fmt: skip

    # -- distances -----------------------------------------------------------------------

    def _distance(self, match: re.Match[str], dates: list[DateMention]) -> None:
        """Read "ten years after the war" as a statement, where both ends are clear."""
        count = number(match["n"])
        if count is None:
            return
        way = match["way"].lower()
        free = way in {"later", "earlier", "afterwards", "previously"}
        before = any(d.end <= match.start() for d in self.named.dates)
        target = self._focus(match, dates) if free else self._target(match, dates)
        if target is None:
            return
        source = self._source(match, fresh=free and before)
        if source == target[0]:
            return
        end = target[1] if target[1] else match.end()
        self._apart(match, count, source, target[0], end, single=not free)

    def _focus(self, match: re.Match[str], dates: list[DateMention]) -> tuple[str, int] | None:
        """Say what "ten years later" counts from: the nearest time before, or the last told."""
        named = [d for d in self.named.dates if d.end <= match.start()]
        events = [e for e in self.named.events if e.end <= match.start()]
        if events and (not named or events[-1].end > named[-1].end or named[-1] not in dates):
            near = not named or named[-1].start - events[-1].end < 8
            if near:
                point = f"event:{events[-1].event.id}"
                self._fact(events[-1].event, point)
                return point, 0
        if named and named[-1] in dates:
            return self.main, 0
        if named:
            return self._dated_point(named[-1]), 0
        return (self.story.focus, 0) if self.story.focus else None

    def _dated_point(self, date: DateMention) -> str:
        """Return a point of its own for a date that something is counted from."""
        point = f"date:{date.start}"
        self.found.labels[point] = date.moment.text
        self._date(point, date)
        return point

    def _target(self, match: re.Match[str], dates: list[DateMention]) -> tuple[str, int] | None:
        """Return the event that follows "before" or "after", with the place where its name ends."""
        after = match.end()
        for event in self.named.events:
            if event.generic:
                continue
            if after <= event.start <= after + 8 and not self.text[after : event.start].strip(
                " thean"
            ):
                point = f"event:{event.event.id}"
                self._fact(event.event, point)
                return point, event.end
        for noun in self.nouns:
            if after < noun.end and _NAMES.fullmatch(self.text[after : max(after, noun.lead)]):
                return noun.point, noun.end
        for date in self.named.dates:
            if date.start == after + 1:
                return self._dated_point(date), date.end
        if re.match(r" (?:that|this|it)\b|[,.]", self.text[after : after + 6]):
            return self._focus(match, dates)
        return None

    def _source(self, match: re.Match[str], *, fresh: bool) -> str:
        """Say what lies so many years from the target."""
        for noun in reversed(self.nouns):
            between = self.text[noun.end : match.start()]
            if noun.end <= match.start() and len(between) < 80 and _LINK.fullmatch(between):
                return noun.point
        for event in reversed(self.named.events):
            between = self.text[event.end : match.start()]
            if event.end <= match.start() and len(between) < 80 and _LINK.fullmatch(between):
                point = f"event:{event.event.id}"
                self._fact(event.event, point)
                return point
        opens = not self.text[self.start : match.start()].strip(' “"')
        rest = self.text[match.end() : self.end]
        dated = any(d.start > match.end() for d in self.named.dates)
        told = _RELATIVE.sub("", rest[:200])
        if self.sentence.heading or (opens and _PRESENT.search(told) and not dated):
            return NOW
        if fresh:
            return self.story.untold(self.text, match.end(), self.end)
        return self.main

    def _apart(
        self,
        match: re.Match[str],
        count: float,
        source: str,
        target: str,
        end: int,
        *,
        single: bool,
    ) -> None:
        unit = match["unit"].lower().replace("centurie", "century")
        count += 0.5 if match["half"] else 0.0
        low, high = bounds(count, unit, (match["hedge"] or "").lower())
        back = match["way"].lower() in _BACK
        sides = (source, target) if back else (target, source)
        years = None
        if unit in YEARS:
            size = YEARS[unit]
            near = floor(slack(count * size, hedged=bool(match["hedge"])))
            years = (max(0, round(count * size) - near), round(count * size) + near)
        days = DAYS[unit]
        text = self.text[match.start() : end]
        words = (
            f"{low:g} to {high:g} {unit}s"
            if unit != "century"
            else f"{low:g} to {high:g} centuries"
        )
        self.found.statements.append(
            Statement(
                match.start(), end, text, "distance", *sides, low * days, high * days, years,
                f"“{text}”, read as: {self._label(source)} {words} "
                f"{'before' if back else 'after'} {self._label(target)}",
                single=single and count * YEARS.get(unit, 0) <= 1,
            )
        )  # fmt: skip


def _years_off(event: Event, moment: Moment) -> int:
    """Whole years between an event and a time, 0 where they meet."""
    return max(0, event.start.year - moment.last.year, moment.first.year - event.end.year)


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
    if hedge in {"nearly", "almost", "not quite", "close to", "barely"}:
        return max(0.0, count - 2 * slack(count)), count + slack(count) / 2
    if unit in {"month", "week", "day"}:
        wide = max(0.75, 0.15 * count) * (2 if hedge else 1)
        return max(0.0, count - wide), count + wide
    loose = hedge in {"about", "around", "some", "roughly", "approximately"}
    wide = slack(count, hedged=loose)
    return max(0.0, count - wide), count + wide
