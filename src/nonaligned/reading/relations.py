"""What an article says about when things happened, as statements of a temporal network.

Three kinds of statement are read: that something has a date, that two things lie so many years
apart, and (from the table of events) when something known happened. What is dated may be an
event of the table, an event of the article named by a noun ("his letter"), or what a sentence
tells. A noun names the event that the same kind of noun named last, unless it comes with "a".
Only what stands close together is joined; the rest is left alone.
"""

from __future__ import annotations

import re

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention
from nonaligned.reading.datings import (
    edge_told,
    goes_on,
    point_of,
)
from nonaligned.reading.distances import Distance, find_distances
from nonaligned.reading.happenings import NOW, Happening, Story
from nonaligned.reading.joints import (
    APART,
    BESIDE,
    CAME,
    CELEBRATES,
    DATED_CLAUSE,
    IT_IS,
    ITS_DATE,
    LINK,
    NAMES,
    OF_A,
    OPENS,
    PRESENT,
    RELATIVE,
    SINCE,
    SPENT,
    TO_NAME,
)
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.sentences import Sentence, clauses_of
from nonaligned.reading.stage import Stage
from nonaligned.reading.statements import Found, Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.reading.years_told import by_dates, by_events
from nonaligned.states.events import by_place


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
        for start, end in clauses_of(sentence):
            scene = Scene(article, sentence, start, end, named.within(start, end), story, found)
            scene.read()
    found.labels.update(story.labels)
    return found


class Scene(Stage):
    """One part of a sentence while its statements are read."""

    def read(self) -> None:
        """Read the part's statements, then let the story go on."""
        told = len(self.found.statements)
        used = self._event_dates()
        distances = find_distances(self.text, self.start, self.end)
        adjuncts = [d for d in self.named.dates if d not in used and self._is_adjunct(d)]
        free = [d for d in adjuncts if not self._noun_date(d) and not self._depends(d)]
        noun_dates = [s for s in self._since(told) if s.b == self.main and s.kind == "date"]
        for distance in distances:
            self._distance(distance, free)
        free = [d for d in free if not any(m.start <= d.start < m.end for m in distances)]
        self._years_told(free)
        free = free if len(free) == 1 else self._first_of(free)
        free = [d for d in free if not any(self._another(d, s) for s in noun_dates)]
        if free and not self.sentence.heading:
            self._date(self.main, free[0])
            self._during(free[0])
        said = self._since(told)
        dated = [s.b for s in said if s.kind == "date" and s.b.startswith("event:")]
        if any(self.main in (s.a, s.b) for s in said):
            dated = [self.main]
        since = [d for d in self.named.dates if SINCE.search(self.text, self.start, d.start)]
        if not dated and since:
            dated = [self._dated_point(since[-1])]
        if not dated:
            dated = [s.a for s in said if s.kind == "distance" and s.b == NOW]
        if not dated and distances and not said:
            dated = [self.main]
        left = [d for d in adjuncts if d.start not in self.dates_of]
        clear = not (left and dated)
        if left and not dated:
            clear = not self._depends(left[-1])
            dated = [self._dated_point(left[-1])]
        if not clear or CELEBRATES.search(self.text, self.start, self.end):
            self.story.focus = ""
        else:
            self.story.goes_on(dated[-1] if dated else "", self.nouns)
        self._remember([(s.start, s.end) for s in said if s.kind == "date"], distances)

    def _first_of(self, free: list[DateMention]) -> list[DateMention]:
        """Return which of several dates is that of what is told first."""
        beside = [d for d in free if d in self.beside][:1]
        event = self.main.startswith("event:")
        if beside or not event or len(free) < 2:
            return beside
        return free[:1] if APART.search(self.text, free[0].end, free[1].start) else []

    def _since(self, told: int) -> list[Statement]:
        return self.found.statements[told:]

    def _remember(self, used: list[tuple[int, int]], distances: tuple[Distance, ...]) -> None:
        """Keep the date told last, from which "the following year" counts, if it is clear."""
        last = self.named.dates[-1] if self.named.dates else None
        if last is not None:
            clear = any(a <= last.start and last.end <= b for a, b in used)
            self.story.when = last.moment if clear else None
        elif any(d.free for d in distances) or len(used) > 0:
            self.story.when = None

    def _distance(self, told: Distance, dates: list[DateMention]) -> None:
        """Read "ten years after the war" as a statement, where both ends are clear."""
        if self._many_ago(told) or SPENT.search(self.text, self.start, told.start):
            return
        before = any(d.end <= told.start for d in self.named.dates)
        target = self._focus(told, dates) if told.free else self._target(told, dates)
        if target is None:
            return
        source = self._source(told, dates, fresh=told.free and before)
        end = target[1] if target[1] else told.end
        if source == self.main and dates and all(self._apart_from(d, told, end) for d in dates):
            return
        near = source != self.main or self._beside(told.start, end, dates)
        inserted = source == self.main and dates and self._is_inserted(told.start, end)
        if self.counted.setdefault(target[0], told.back) != told.back:
            return
        if source == target[0] or ((told.loose or inserted) and not near):
            return
        self._apart(told, source, target[0], end)

    def _beside(self, start: int, end: int, dates: list[DateMention]) -> bool:
        """Whether words that say when stand beside the date of what is told, if it has one."""
        near = [
            d
            for d in dates
            if BESIDE.fullmatch(self.text[end : d.start] if end <= d.start
                                 else self.text[d.end : start])
        ]  # fmt: skip
        self.beside += near
        return bool(near) or not dates

    def _apart_from(self, date: DateMention, told: Distance, end: int) -> bool:
        """Whether a date is said of another deed of the sentence than a distance is."""
        between = self.text[end : date.start] or self.text[date.end : told.start]
        return APART.search(between) is not None

    def _another(self, date: DateMention, said: Statement) -> bool:
        """Whether a date is said of a further thing: "a vote in 1999 and, again, one in 2003"."""
        between = self.text[said.end : date.start] or self.text[date.end : said.start]
        return self.main.startswith("event:") or APART.search(between) is not None

    def _many_ago(self, told: Distance) -> bool:
        """Whether a list counts back ("50 years ago, a hundred years ago"): no one thing."""
        others = find_distances(self.text, self.start, self.end)
        return told.way == "ago" and sum(d.way == "ago" for d in others) > 1

    def _is_inserted(self, start: int, end: int) -> bool:
        """Whether words stand late in an insertion: "De Gaulle, back in power since, went"."""
        comma = self.text.rfind(", ", self.start, start)
        closed = self.text[end : self.end].lstrip('”"').startswith(",")
        return comma >= 0 and closed and self.text[comma + 2 : start].strip() != ""

    def _years_told(self, dates: list[DateMention]) -> None:
        """Read "the year after the Suez crisis" and "the following year" as dates."""
        told = list(by_events(self.text, self.start, self.named.events))
        at, known = self.start, self.story.when
        for date in [*self.named.dates, None]:
            until = date.start if date else self.end
            told += by_dates(self.text, at, until, known)
            if date:
                at, known = date.end, date.moment if date in dates else None
        for year in told:
            if self._beside(year.date.start, year.date.end, dates):
                self._date(self.main, year.date, why=year.source)

    def _focus(self, told: Distance, dates: list[DateMention]) -> tuple[str, int] | None:
        """Say what "ten years later" counts from: the nearest time before, or the last told."""
        if self._before(told) is not None:
            alone = len(self.named.dates) == 1 and not self.named.events
            anterior = told.back and " had " in self.text[self.start : told.start]
            return (self.story.focus, 0) if alone and anterior and self.story.focus else None
        named = [d for d in self.named.dates if d.end <= told.start]
        last = not re.search(r"\w", self.text[told.end : self.end])
        events = [
            e
            for e in self.named.events
            if e.end <= told.start and not (last and point_of(e) == self.main)
        ]
        if events and (not named or events[-1].end > named[-1].end or named[-1] not in dates):
            near = not named or named[-1].start - events[-1].end < 8
            if near:
                point = point_of(events[-1])
                self._fact(events[-1].event, point)
                return point, 0
        if named and named[-1] in dates:
            return self.main, 0
        if named:
            return self._dated_point(named[-1]), 0
        return (self.story.focus, 0) if self.story.focus else None

    def _before(self, told: Distance) -> DateMention | None:
        """Return the date that stands right before: "in 1953, three years earlier"."""
        for date in self.named.dates:
            if self.text[date.end : told.start] in {" ", ", "}:
                return date
        return None

    def _of_date(self, told: Distance) -> DateMention | None:
        """Return the date in "the reunification of October 1990 came eleven months after"."""
        for date in self.named.dates:
            lead = self.text[max(self.start, date.start - 8) : date.start]
            if CAME.fullmatch(self.text[date.end : told.start]) and OF_A.search(lead):
                return date
        return None

    def _target(self, told: Distance, dates: list[DateMention]) -> tuple[str, int] | None:
        """Return the event that follows "before" or "after", with the place where its name ends."""
        if told.way == "ago":
            return NOW, told.end
        after = told.end
        for event in self.named.events:
            if event.generic or goes_on(self.text, event):
                continue
            if event.start >= after and TO_NAME.fullmatch(self.text[after : event.start]):
                point = edge_told(self.text, event) or point_of(event)
                self._fact(event.event, point)
                return point, event.end
        for noun in self.nouns:
            if after < noun.end and NAMES.fullmatch(self.text[after : max(after, noun.lead)]):
                return self._meant(noun), noun.end
        for date in self.named.dates:
            if date.start == after + 1:
                return self._dated_point(date), date.end
        return self._placed(told) or self._dated_clause(told) or self._that(told, dates)

    def _meant(self, noun: Happening) -> str:
        """Return the event of the table that a noun means ("the war"), or its own point."""
        if noun.known is None:
            return noun.point
        point = f"event:{noun.known.id}"
        self._fact(noun.known, point)
        return point

    def _dated_clause(self, told: Distance) -> tuple[str, int] | None:
        """Return the date in what years are counted from: "six years after he fell ill in 2006"."""
        if told.years and "anniversary" not in self.text[told.start : told.end]:
            for date in self.named.dates:
                if DATED_CLAUSE.fullmatch(self.text[told.end : max(told.end, date.start)]):
                    return self._dated_point(date), date.end
        return None

    def _placed(self, told: Distance) -> tuple[str, int] | None:
        """Return the event that a place stands for, where years are counted from it."""
        place = by_place(self.text, told.end)
        if place is None or told.loose:
            return None
        point = f"event:{place.event.id}"
        self._fact(place.event, point)
        return point, place.end

    def _that(self, told: Distance, dates: list[DateMention]) -> tuple[str, int] | None:
        """Return what was told last, where "two years after" ends there or goes on with "that"."""
        if re.match(r" (?:that|this|it)\b|[,.]", self.text[told.end : told.end + 6]):
            return self._focus(told, dates)
        return None

    def _source(self, told: Distance, dates: list[DateMention], *, fresh: bool) -> str:
        """Say what lies so many years from the target."""
        for noun in reversed(self.nouns):
            between = self.text[noun.end : told.start]
            if (
                noun.end <= told.start
                and len(between) < 80
                and LINK.fullmatch(ITS_DATE.sub("", between))
            ):
                return self._meant(noun)
        for event in reversed(self.named.events):
            between = self.text[event.end : told.start]
            if (
                event.end <= told.start
                and len(between) < 80
                and LINK.fullmatch(ITS_DATE.sub("", between))
            ):
                point = point_of(event)
                self._fact(event.event, point)
                return point
        date = self._before(told)
        if date is not None and (date.start in self.dates_of or date in dates):
            return self.dates_of.get(date.start, self.main)
        of = self._of_date(told)
        if of is not None:
            return self._dated_point(of)
        opens = OPENS.fullmatch(self.text[self.start : told.start]) is not None
        rest = self.text[told.end : self.end]
        dated = any(d.start > told.end for d in self.named.dates)
        plain = RELATIVE.sub("", rest[:200])
        lead = self.text[self.start : told.start]
        if IT_IS.fullmatch(lead):
            return NOW
        if self.sentence.heading or (
            opens and not told.free and PRESENT.search(plain) and not dated
        ):
            return NOW
        if fresh:
            begins = told.end if re.search(r"\w", rest) else self.start
            return self.story.untold(self.text, begins, self.end)
        return self.main

    def _apart(self, told: Distance, source: str, target: str, end: int) -> None:
        sides = (source, target) if told.back else (target, source)
        text = self.text[told.start : end]
        way = "before" if told.back else "after"
        if told.low < 0:
            way = "from"
        self.found.statements.append(
            Statement(
                told.start, end, text, "distance", *sides, told.low, told.high, told.years,
                f"“{text}”, read as: {self._label(source)} {told.words} {way} "
                f"{self._label(target)}",
                single=told.single and not told.free,
            )
        )  # fmt: skip
