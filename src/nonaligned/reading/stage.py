"""A part of a sentence with what it names, and the dates that are said of it.

What is told of the time between things is read in :mod:`nonaligned.reading.relations`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf

from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.datings import (
    FAR_YEARS,
    IT_WAS,
    MADE_BY,
    TOLD_YEARS,
    edge_dated,
    happened_during,
    opening_event,
    point_of,
    told_event,
    years_off,
)
from nonaligned.reading.happenings import LATER, Happening, Story
from nonaligned.reading.joints import (
    AT,
    EDGE_OF,
    LINK,
    RELATED,
    SUBORDINATE,
    TO_NOUN,
)
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.statements import Found, Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states.events import Event

MANY_YEARS = 10_000


class Stage:
    """One part of a sentence, the dates of its happenings and events."""

    def __init__(
        self, article: Article, sentence: Sentence, start: int, end: int, named: Mentions,
        story: Story, found: Found,
    ) -> None:  # fmt: skip
        self.text = article.text
        self.sentence, self.start, self.end = sentence, start, end
        counted = tuple(d for d in named.dates if not d.text.lower().endswith(" ago"))
        self.named, self.story, self.found = replace(named, dates=counted), story, found
        taken = [(e.start, e.end) for e in named.events]
        self.nouns = story.nouns(self.text, start, end, named.events, heading=sentence.heading)
        self.main = self._subject() or story.main(self.text, start, end, self.nouns, taken)
        self.beside: list[DateMention] = []
        self.dates_of: dict[int, str] = {}
        self.counted: dict[str, bool] = {}
        self._after_making()

    def _subject(self) -> str:
        """Return the event of the table of which the part tells, if it tells of one."""
        told = told_event(self.text, self.start, self.end, self.named.events)
        self.told = told is not None and told.told
        event = told.event if told else self._it()
        if event is None:
            return ""
        point = point_of(told) if told else f"event:{event.id}"
        self._fact(event, point)
        return point

    def _it(self) -> Event | None:
        """Return the event that opened the sentence before, where "it was signed" fits its kind."""
        known = self.story.opened
        if self.end - self.start > len("A: "):
            named = self.named.events
            self.story.opened = opening_event(self.text, self.start, named)
        done = IT_WAS.match(self.text, self.start, self.end)
        return known if known and done and known.kind in MADE_BY[done["verb"]] else None

    def _after_making(self) -> None:
        """Say what is published, received or ratified was made before."""
        point, _, verb = self.main.rpartition(":")
        if verb in LATER and self.main not in self.found.labels:
            self.found.labels[self.main] = self.story.labels[self.main]
            says = f"what is {verb} was made before"
            self.found.statements.append(
                Statement(0, 0, "", "order", point, self.main, 0.0, inf, (0, MANY_YEARS), says)
            )

    def _event_dates(self) -> list[DateMention]:
        """Dates said of events of the table; returns those used up."""
        used = []
        for event in self.named.events:
            for date in self.named.dates:
                edge = edge_dated(self.text, self.start, event, date)
                if edge is not None:
                    point = f"event:{event.event.id}{edge}"
                    self._fact(event.event, point)
                    self._date(
                        point, date, whole=(min(event.start, date.start), max(event.end, date.end))
                    )
                    used.append(date)
        return used

    def _during(self, date: DateMention) -> None:
        """Date what a dated deed happened during: "in 1962, at the height of the crisis"."""
        for event in self.named.events:
            point = point_of(event)
            if self.main != point and happened_during(self.text, self.start, event, date):
                self._fact(event.event, point)
                self._date(point, date)

    def _is_adjunct(self, date: DateMention) -> bool:
        """Whether a date says when the sentence's own event was: "in 1999", "on 9 November"."""
        before = self.text[max(self.start, date.start - 12) : date.start]
        between = re.search(r"\b(?:between|from|since|until|by|to)\s$", before)
        return AT.search(before) is not None and not between

    def _depends(self, date: DateMention) -> bool:
        """Whether a date stands in a clause of its own: "who ruled until he fell in 1990"."""
        cleft = re.match(r"\W*It was\b", self.text[self.start : date.start])
        return not cleft and SUBORDINATE.search(self.text, self.start, date.start) is not None

    def _noun_date(self, date: DateMention) -> bool:
        """Date a noun beside it: "the letter of 1 January 1989", "signed in 1975"."""
        for noun in self.nouns:
            between = self.text[noun.end : date.start]
            lead = self.text[max(self.start, noun.lead - 12) : noun.lead].lower()
            if EDGE_OF.search(lead):
                continue
            counted = between.startswith(",") and RELATED.search(lead)
            if re.fullmatch(r" (?:in|on)(?: the)? ", between) and not self._has_date(noun, lead):
                continue
            near = noun.end <= date.start and len(between) < 60 and not counted
            if near and re.fullmatch(rf"(?:{LINK.pattern})(?:in|of|on|dated)(?: the)? ", between):
                self._date(noun.point, date, whole=(noun.start, date.end))
                return True
        return False

    def _has_date(self, noun: Happening, lead: str) -> bool:
        """Whether "in 1991" behind a noun is its own: not in "they joined the treaty in 1991"."""
        opens = self.text[self.start : noun.lead].strip(' “"(') == ""
        return opens or noun.point == self.main or TO_NOUN.search(lead) is not None

    def _date(
        self, point: str, date: DateMention, whole: tuple[int, int] | None = None, why: str = ""
    ) -> None:
        self.dates_of.setdefault(date.start, point)
        event = self.found.facts.get(point)
        far = TOLD_YEARS if self.told and point == self.main else FAR_YEARS
        if event is not None and years_off(event, date.moment) > far:
            return
        start, end = whole or (date.start, date.end)
        first, last = date.moment.first, date.moment.last
        says = f"{self._label(point)}: {date.moment.text}"
        if why:
            says = f"“{self.text[start:end]}”, read as: {date.moment.text} ({why})"
        self.found.statements.append(
            Statement(
                start, end, self.text[start:end], "date", ORIGIN, point,
                first.toordinal(), last.toordinal(), (first.year, last.year),
                says,
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

    def _dated_point(self, date: DateMention) -> str:
        """Return a point of its own for a date that something is counted from."""
        point = f"date:{date.start}"
        self.found.labels[point] = date.moment.text
        self._date(point, date)
        return point
