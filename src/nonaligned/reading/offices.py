"""Offices that were not yet, or no longer, held at the time said.

Two kinds of sentence are checked against the table of leaders: a dated sentence that gives a
person an office ("in January 1988 ... President Gorbachev"), and one that says when somebody
came to power or left it. A title used of a person's whole life ("President Obama was born in
1961") is no statement about an office, and neither is one with "former" or "future" before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.sentences import Sentence, parts
from nonaligned.reading.statements import Statement
from nonaligned.reading.temporal import ORIGIN
from nonaligned.states._text import with_article
from nonaligned.states.leaders import OPEN, PersonMention, Tenure, tenures

OFFICES = {
    "president": {"President", "Acting President"},
    "emperor": {"Emperor"},
    "prime minister": {"Prime Minister", "Premier"},
    "premier": {"Premier", "Prime Minister"},
    "chancellor": {"Chancellor"},
    "king": {"King"},
    "shah": {"Shah"},
    "supreme leader": {"Supreme Leader"},
    "general secretary": {"General Secretary", "First Secretary"},
    "first secretary": {"General Secretary", "First Secretary"},
    "chairman": {
        "Chairman", "Chairman of the Central Military Commission", "Chairman of the Derg",
        "Chairman of the Presidium of the Supreme Soviet",
    },
    "leader": set(),
}  # fmt: skip
"""Titles in sentences, and the offices of the table that they name."""

GRACE_DAYS = 31
"""A handover takes time, and days of elections are taken for days of office."""

WAY_TO_POWER = 400
"""Days between an election or a coup and an office: power comes before its title."""

_BY_DEGREES = re.compile(r"elected|power|toppled|overthrown|ousted|deposed")
_TITLE = re.compile(
    rf"(?P<before>(?:[\w’'-]+ ){{0,2}})\b(?P<title>{'|'.join(OFFICES)})\s$", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?P<before>(?:[\w’'-]+ ){{0,2}})\b(?P<title>{'|'.join(OFFICES)})"
    r"(?: of the day| at the time| at that time)?,\s$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:former|ex-?|late|future|then-?|later|ousted|deposed|one-time|founding|first|last"
    r"|(?:son|daughter|brother|sister|wife|widow|mother|father|grandson|nephew|cousin|successor"
    r"|predecessor|death|memory|time|days|rule|era|fall|name) (?:of|to))\b",
    re.I,
)
_FORMER = re.compile(
    r"\b(?:former|founding|(?:son|daughter|brother|sister|wife|widow|mother|father|successor) of)\b"
)
"""Further before a title: "daughter of the former South Korean president"."""

_LIFE = re.compile(
    r"\b(?:born|grew up|studied|graduated|married|childhood|youth|young|student|"
    r"enlisted|commanded|fought|served in|joined|worked as|governor|senator|professor|years later|"
    r"would become|went on to become|later became|biograph\w+|remember\w*|recall\w*|regret\w*|died"
    r"|buried|legacy)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:^|[\s,–—-])(?:[Ii]n|[Oo]n|[Aa]t)(?: the)?"
    r"(?: (?:end|beginning|start|close|middle|spring|summer|autumn|fall|day|morning|afternoon"
    r"|evening|night) of)?(?: the)? $"
)
BEGINS = date(1945, 1, 1)
"""First day on which the table of leaders is to be complete."""

_NEXT = re.compile(r",? (?:the )?(?:[A-Z][\w’'-]+ ){0,2}")
SPAN = 500
"""Days of a date that still tells whether an office was held: a winter, not a decade."""

_BEHIND = re.compile(
    r", (?:as |(?:who was )?(?:then|still|already|by then|at the time|at that time) )?"
    rf"(?:the |its |their )?(?P<before>(?:[A-Z][\w’'-]+ ){{0,2}})(?P<title>{'|'.join(OFFICES)})"
    r"(?: of (?:the )?(?P<of>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*))?,"
)
_HIS = re.compile(r"[’']s (?:government|administration|cabinet)\b")
"""What somebody has in office only."""

_UNDER = re.compile(rf"\bunder (?:{'|'.join(OFFICES)}) $", re.IGNORECASE)
_CLEFT = re.compile(r" who(?=,? (?:in|on|at)\b)")
_COMING = re.compile(
    r"^(?:,? who|, who [^,;]{3,80},)? (?:had |first )?(?P<verb>came to power|"
    r"came to the throne|ascended the throne|"
    r"mounted the throne|was crowned|came to office|took office|took power|"
    r"seized power|assumed office|"
    r"assumed power|was sworn in|was inaugurated|became (?:\w+ ){0,2}?(?P<title>president|"
    r"prime minister|chancellor|king|supreme leader|general secretary|premier|leader)|"
    r"was elected|was toppled|was overthrown|was ousted|was deposed|fell from power|left office|"
    r"resigned|stepped down|abdicated)\b",
)
_ENDS = re.compile(r"toppled|overthrown|ousted|deposed|fell|left|resigned|stepped|abdicated")
_OTHER_CLAUSE = re.compile(
    r"\b(?:when|while|after|before|who|whose|that|which|since|until|as)\b", re.IGNORECASE
)
_WHEN = re.compile(r"[^.;,]{0,50}?,? (?:in|on) $")


@dataclass(frozen=True)
class TableConflict:
    """A person in office, or a state, at a time that the tables do not join.

    Parameters
    ----------
    statement, fact : Statement
        What the article says, and the spell of the table that is nearest.
    days : float
        How far apart they are.
    text : str
    """

    statement: Statement
    fact: Statement
    days: float
    text: str
    kind: str = "office"


def read_offices(
    article: Article, sentences: tuple[Sentence, ...], mentions: Mentions
) -> Iterator[TableConflict]:
    """Check the offices that dated sentences give to people."""
    told = (s for s in sentences if mentions.within(s.start, s.end).people)
    for sentence in chain.from_iterable(map(parts, told)):
        named = mentions.within(sentence.start, sentence.end)
        for person in named.people:
            yield from _coming(article.text, sentence, person, named)
            when = _date_of(article.text, sentence, named, person)
            if when is not None and not _borne_now(article, person):
                yield from _titled(article.text, sentence, person, when)


def _borne_now(article: Article, person: PersonMention) -> bool:
    """Whether a title may be that of the day of writing: not "under President X, in 1999"."""
    on = article.date
    if _UNDER.search(article.text, max(0, person.start - 60), person.start):
        return False
    return any(t.touches(on.first, on.last) for name in person.people for t in tenures()[name])


def _date_of(
    text: str, sentence: Sentence, named: Mentions, person: PersonMention
) -> DateMention | None:
    """Return the date beside a title ("In June 2007 President X"), or the one of the sentence."""
    title = _title(text, sentence, person)
    beside = [
        d for d in named.dates if title and _NEXT.fullmatch(text[d.end : title.start("title")])
    ]
    dates = beside or list(named.dates)
    return _telling(text, sentence, dates[0]) if len(dates) == 1 else None


def _telling(text: str, sentence: Sentence, date_: DateMention) -> DateMention | None:
    """Return a date if it says when something happened, and if the table covers it."""
    if sentence.heading:
        return None
    at = _AT.search(text[max(sentence.start, date_.start - 24) : date_.start])
    quoted = re.search(r"[“\"]", text[sentence.start : date_.start])
    known = date_.moment.first >= BEGINS and date_.moment.last <= OPEN
    told = (date_.moment.last - date_.moment.first).days < SPAN and known
    return date_ if at and not quoted and told else None


def _titled(
    text: str, sentence: Sentence, person: PersonMention, when: DateMention
) -> Iterator[TableConflict]:
    """Read "In 1986 President Gorbachev": the office and the date of one sentence."""
    title = _title(text, sentence, person)
    owned = text[person.end : person.end + 2] in {"'s", "’s"} and not _HIS.match(text, person.end)
    if title is None or owned or _OTHERWISE.search(title["before"]):
        return
    lead = re.split(
        r"[,;:.]", text[max(sentence.start, title.start("title") - 60) : title.start("title")]
    )
    if _FORMER.search(lead[-1]):
        return
    first, last = sorted(((person.start, person.end), (when.start, when.end)))
    between = text[first[1] : last[0]]
    if sentence.text.startswith("It was"):
        between = _CLEFT.sub("", between, count=1)
    if _OTHER_CLAUSE.search(between) or _LIFE.search(_clause(text, sentence, first[0], last[1])):
        return
    named = title["before"] + (title.groupdict().get("of") or "")
    held = [
        tenure
        for name in person.people
        for tenure in tenures()[name]
        if _is_office(title["title"].lower(), named, tenure)
    ]
    if not held or any(_near(tenure, when.moment) for tenure in held):
        return
    nearest = min(held, key=lambda tenure: away_from(tenure, when.moment))
    start, end = min(title.start("title"), person.start), max(title.end("title"), person.end)
    words = text[start:end]
    start, end = min(start, when.start), max(end, when.end)
    statement = _statement(text, start, end, when.moment, nearest)
    days = away_from(nearest, when.moment)
    yield office_conflict(statement, nearest, days, f"“{when.text}” and “{words}”", when.moment)


def _clause(text: str, sentence: Sentence, start: int, end: int) -> str:
    """Return the stretch in which two places stand, cut at the marks around them."""
    begins = max(sentence.start, *(text.rfind(mark, 0, start) + 1 for mark in ";:"))
    stops = [at for mark in (", ", "; ", ": ") if (at := text.find(mark, end)) >= 0]
    return text[begins : min([sentence.end, *stops])]


def _title(text: str, sentence: Sentence, person: PersonMention) -> re.Match[str] | None:
    """Return the title of a person: "President X", "the president, X, ", "X, the president, "."""
    lead = max(sentence.start, person.start - 60)
    if text[person.end : person.end + 1] == "," and text[lead : person.start].endswith(", "):
        inserted = _BEFORE.search(text, lead, person.start)
        if inserted:
            return inserted
    return _TITLE.search(text, lead, person.start) or _BEHIND.match(text, person.end, sentence.end)


def _coming(
    text: str, sentence: Sentence, person: PersonMention, named: Mentions
) -> Iterator[TableConflict]:
    """Read "Castro came to power in 1961": a beginning or an end of an office, dated."""
    verb = _COMING.match(text[person.end : sentence.end])
    if verb is None:
        return
    after = person.end + verb.end()
    when = next((d for d in named.dates if _WHEN.fullmatch(text[after : d.start])), None)
    if when is None or when.moment.precision == "span" or when.moment.last > OPEN:
        return
    ends = _ENDS.search(verb["verb"]) is not None
    wanted = OFFICES.get((verb["title"] or "").lower())
    held = [
        tenure
        for name in person.people
        for tenure in tenures()[name]
        if wanted is None or tenure.office in wanted
    ]
    margin = WAY_TO_POWER if _BY_DEGREES.search(verb["verb"]) else GRACE_DAYS
    edges = [((t.end or OPEN) if ends else t.start, t) for t in held if not ends or t.end]
    gaps = [(_away(edge, when.moment), edge, t) for edge, t in edges]
    if not gaps or min(gap for gap, _, _ in gaps) <= margin:
        return
    days, _, nearest = min(gaps, key=lambda item: item[0])
    statement = _statement(text, person.start, when.end, when.moment, nearest)
    yield office_conflict(statement, nearest, days, f"“{statement.text}”", when.moment)


def _is_office(title: str, before: str, tenure: Tenure) -> bool:
    """Whether a title is that of an office; "leader" is, of a state that is named with it."""
    if title == "leader":
        return tenure.leads and bool(states.mentions(before)) and _right_state(before, tenure)
    return tenure.office in OFFICES[title] and _right_state(before, tenure)


def _right_state(before: str, tenure: Tenure) -> bool:
    named = [m for m in states.mentions(before) if not m.group]
    return not named or any(tenure.state in m.candidates for m in named)


def _near(tenure: Tenure, moment: Moment) -> bool:
    return away_from(tenure, moment) <= GRACE_DAYS


def away_from(tenure: Tenure, moment: Moment) -> int:
    """Days between a spell of office and a time, 0 where they meet."""
    before = (tenure.start - moment.last).days
    after = (moment.first - tenure.end).days if tenure.end else 0
    return max(0, before, after)


def _away(day: date, moment: Moment) -> int:
    return max(0, (moment.first - day).days, (day - moment.last).days)


def _statement(text: str, start: int, end: int, moment: Moment, tenure: Tenure) -> Statement:
    return Statement(
        start, end, text[start:end], "office", ORIGIN, f"office:{tenure.person}",
        moment.first.toordinal(), moment.last.toordinal(), (moment.first.year, moment.last.year),
        f"{tenure.person} as {tenure.office}: {moment.text}",
    )  # fmt: skip


def office_of(tenure: Tenure) -> str:
    """Name an office with its state: "president of the United States".

    Examples
    --------
    >>> [office_of(tenures()[name][0]) for name in ("Mikhail Gorbachev", "John Vorster")]
    ['general secretary of the Soviet Union', 'prime minister of South Africa']
    """
    joined = "in" if " of " in tenure.office else "of"
    state = with_article(states.label(tenure.state, tenure.start))
    return f"{_small(tenure.office)} {joined} {state}"


def _small(office: str) -> str:
    """Write an office within a sentence; names in it stay as they are."""
    return office if " of the " in office else office.lower()


def office_conflict(
    statement: Statement, tenure: Tenure, days: float, quote: str, moment: Moment
) -> TableConflict:
    """Return the conflict in words, with the office that the person did hold then."""
    from nonaligned.reading.date_conflicts import length

    last = tenure.end or OPEN
    until = Moment.of(last).text if tenure.end else "after 2020"
    spell = f"from {Moment.of(tenure.start).text} to {until}"
    known = f"{tenure.person} was {office_of(tenure)} {spell} ({tenure.source})"
    fact = Statement(
        0, 0, "", "table", ORIGIN, statement.b, tenure.start.toordinal(), last.toordinal(),
        (tenure.start.year, last.year), known,
    )  # fmt: skip
    then = [t.office for t in tenures()[tenure.person] if t.touches(moment.first, moment.last)]
    then = [_small(office) for office in then if office != tenure.office]
    instead = (
        f"; at that time {tenure.person} was {' and '.join(dict.fromkeys(then))}" if then else ""
    )
    text = f"{quote} do not agree with the table: {known}{instead}; it fails by {length(days)}"
    return TableConflict(statement, fact, days, text)
