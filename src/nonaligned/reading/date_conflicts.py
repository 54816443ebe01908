"""Whether an article's dates hold together, and agree with the record.

Every statement about time becomes a constraint of a temporal network
(:mod:`nonaligned.reading.temporal`); the smallest sets of statements that cannot all hold are
reported, each with the reading that was taken and by how much it fails. People count years in
two ways, by time passed and by subtracting calendar years, so a set is a *conflict* only where
it fails both ways. What fails one way and holds the other is listed apart, as *strained*. A
count of one year or less is never made by calendar years: twenty-two months are not "a year".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nonaligned.reading.ages import BIRTH, read_ages
from nonaligned.reading.anniversaries import read_anniversaries
from nonaligned.reading.article import Article
from nonaligned.reading.dates import Moment
from nonaligned.reading.departed import read_departed
from nonaligned.reading.ghosts import read_ghosts
from nonaligned.reading.incumbents import read_incumbents
from nonaligned.reading.independences import read_independences
from nonaligned.reading.inversions import read_inversions
from nonaligned.reading.jubilees import read_jubilees
from nonaligned.reading.lastings import read_lastings
from nonaligned.reading.laters import read_laters
from nonaligned.reading.mentions import Mentions, find_mentions
from nonaligned.reading.missions import read_missions
from nonaligned.reading.offices import read_offices
from nonaligned.reading.orders import read_orders
from nonaligned.reading.reigns import read_reigns
from nonaligned.reading.relations import read_statements
from nonaligned.reading.sentences import sentences
from nonaligned.reading.statements import Found, Statement
from nonaligned.reading.successions import read_successions
from nonaligned.reading.temporal import (
    ORIGIN,
    Constraint,
    conflicts,
    consistent,
    implied,
    parts,
    shortfall,
)
from nonaligned.reading.terms import read_terms
from nonaligned.reading.todays import read_todays
from nonaligned.reading.weekdays import read_weekdays

MOST = 20_000
"""Sentences of an article that are looked at."""

REPAIRS = 3
"""Most repairs that are listed."""

LARGE = 2000
"""Constraints of a part of which nobody asks what the others say: it would take too long."""

STRAIN_DAYS = 90
"""What fails by less and holds by calendar years is no strain worth a word."""

CHECKS = (
    read_offices, read_terms, read_incumbents, read_independences, read_ghosts, read_lastings,
    read_successions, read_orders, read_laters, read_missions,
    read_anniversaries, read_reigns, read_weekdays, read_departed, read_inversions, read_jubilees,
    read_todays,
)  # fmt: skip
"""What is held against the tables, or against itself, without the network."""

NIGHT = 1
"""Days by which a date may miss that of the table: things happen at night, and far to the east."""

FACTS = frozenset({"table", "published", "order"})


@dataclass(frozen=True)
class Conflict:
    """Statements about time that cannot all hold.

    Parameters
    ----------
    statements : tuple of Statement
        What the article says; leaving out any one of them, the others can hold.
    facts : tuple of Statement
        What the table of events or leaders, or the day of publication, adds.
    days : float
        By how many days they fail, after all rounding that is usual.
    kind : str
        ``dates`` (the article against itself), ``table`` (against a dated event), ``office``
        (an office not held at the time) or ``state`` (a state that had ended).
    text : str
        The conflict in words.
    """

    statements: tuple[Statement, ...]
    facts: tuple[Statement, ...]
    days: float
    kind: str
    text: str


@dataclass(frozen=True)
class Repair:
    """One statement without which all conflicts about the same thing are gone.

    Parameters
    ----------
    statement : Statement
    conflicts : int
        How many go with it.
    text : str
        What the rest then implies, in words.
    """

    statement: Statement
    conflicts: int
    text: str


@dataclass(frozen=True)
class Chronology:
    """What an article says about time, and where it fails.

    Parameters
    ----------
    statements : tuple of Statement
        All that were read, facts included.
    conflicts : tuple of Conflict
        The smallest first.
    strained : tuple of Conflict
        What holds by one way of counting years and fails by the other.
    repairs : tuple of Repair
        Only where one statement explains two conflicts or more.
    """

    statements: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    strained: tuple[Conflict, ...]
    repairs: tuple[Repair, ...]


def chronology(article: Article) -> Chronology:
    """Check an article's dates against each other and against the tables of events and leaders.

    Parameters
    ----------
    article : Article

    Returns
    -------
    Chronology

    Examples
    --------
    >>> from nonaligned.reading.article import article_from_text
    >>> text = "The treaty was signed in May 1985, a year before the fall of the Berlin Wall."
    >>> print(chronology(article_from_text(text, 2018)).conflicts[0].text)
    “treaty was signed in May 1985” and “a year before the fall of the Berlin Wall” cannot both...
    """
    cut = sentences(article)[:MOST]
    mentions = _kept(find_mentions(article.text, article.date))
    found = read_statements(article, cut, mentions)
    said = [*found.statements, *read_ages(article, cut, mentions)]
    found.labels[BIRTH] = "the birth"
    exact = [Constraint(s.a, s.b, s.low, s.high, n) for n, s in enumerate(said)]
    calendar = [
        Constraint(s.a, s.b, *s.years, n) for n, s in enumerate(said) if s.years is not None
    ]
    facts = frozenset(n for n, s in enumerate(said) if s.kind in FACTS)
    hard, soft = _sorted_out(said, exact, calendar, facts)
    tables = tuple(
        Conflict((t.statement,), (t.fact,), t.days, t.kind, t.text)
        for check in CHECKS
        for t in check(article, cut, mentions)
    )
    spelled = tuple(_conflict(said, exact, found, chosen) for chosen in hard)
    tables = tuple(t for t in tables if not _is_known(t, spelled))
    return Chronology(
        tuple(said),
        spelled + tables,
        tuple(_conflict(said, exact, found, chosen, strained=True) for chosen in soft),
        _repairs(said, exact, found, hard),
    )


@dataclass(frozen=True)
class _Kept(Mentions):
    """What a text names, by stretches that were asked for: many checks ask for each sentence."""

    near: dict[tuple[int, int], Mentions] = field(default_factory=dict, compare=False)

    def within(self, start: int, end: int) -> Mentions:
        known = self.near.get((start, end))
        if known is None:
            known = self.near[start, end] = super().within(start, end)
        return known


def _kept(found: Mentions) -> Mentions:
    return _Kept(found.states, found.people, found.issues, found.dates, found.events)


def _is_known(conflict: Conflict, spelled: tuple[Conflict, ...]) -> bool:
    """Whether the network has found a wrong distance too, at the same place."""
    (here,) = conflict.statements
    return here.kind == "distance" and any(
        s.kind == "distance" and s.start < here.end and here.start < s.end
        for other in spelled
        for s in other.statements
    )


Chosen = tuple[int, ...]


def _sorted_out(
    said: Sequence[Statement],
    exact: list[Constraint],
    calendar: list[Constraint],
    facts: frozenset[int],
) -> tuple[list[Chosen], list[Chosen]]:
    """Return sets that fail both ways of counting years, and sets that fail only one."""
    hard: list[Chosen] = []
    soft: list[Chosen] = []
    for chosen in conflicts(exact, facts):
        alone = sum(n not in facts for n in chosen) == 1
        if alone and shortfall(exact, chosen) <= NIGHT:
            continue
        by_years = [c for c in calendar if c.statement in chosen]
        counted = [said[n] for n in chosen if said[n].kind == "distance"]
        countable = counted and all(s.years and not s.single for s in counted)
        if not (countable and consistent(by_years)):
            hard.append(chosen)
        elif shortfall(exact, chosen) > STRAIN_DAYS:
            soft.append(chosen)
    for chosen in conflicts(calendar, facts):
        known = any(set(other) <= set(chosen) for other in (*hard, *soft))
        counts = any(said[n].kind == "distance" for n in chosen)
        if counts and not known and all(_whole_years(said[n]) for n in chosen):
            soft.append(chosen)
    return hard, soft


def _whole_years(statement: Statement) -> bool:
    """Whether a statement knows no more than years, so that time passed tells little."""
    return statement.kind == "distance" or statement.high - statement.low > 360


def _conflict(
    said: Sequence[Statement],
    exact: list[Constraint],
    found: Found,
    chosen: Chosen,
    *,
    strained: bool = False,
) -> Conflict:
    statements = tuple(said[n] for n in chosen if said[n].kind not in FACTS)
    facts = tuple(said[n] for n in chosen if said[n].kind in FACTS)
    days = max(0.0, shortfall(exact, chosen))
    kind = "table" if len(statements) == 1 and facts else "dates"
    quotes = [f"“{s.text}”" for s in statements]
    head = f"{' and '.join(quotes)} cannot {'both' if len(quotes) == 2 else 'all'} hold"
    if len(quotes) == 1:
        head = f"{quotes[0]} cannot hold"
    if strained:
        way = "by calendar years" if days else "by the time passed"
        head = f"{' and '.join(quotes)} hold only {way}"
    how = [s.says for s in (*statements, *facts)]
    text = f"{head}: {'; '.join(how)}"
    if days:
        text += f"; it fails by {length(days)}"
    return Conflict(statements, facts, days, kind, text)


def length(days: float) -> str:
    """Return a number of days in words.

    Examples
    --------
    >>> length(9), length(130), length(800)
    ('9 days', '4 months', '2.2 years')
    """
    if days < 45:
        return f"{round(days)} day{'s' if round(days) != 1 else ''}"
    if days < 700:
        return f"{round(days / 30.44)} months"
    return f"{days / 365.2425:.1f} years"


def _repairs(
    said: Sequence[Statement], exact: list[Constraint], found: Found, hard: list[Chosen]
) -> tuple[Repair, ...]:
    """Statements that stand in two conflicts or more, those in most first."""
    counts: dict[int, int] = {}
    for chosen in hard:
        for n in chosen:
            if said[n].kind not in FACTS:
                counts[n] = counts.get(n, 0) + 1
    near = {c.b: part for part in parts(exact) for c in part}
    repairs: list[Repair] = []
    for n, number in sorted(counts.items(), key=lambda item: -item[1]):
        if number < 2 or len(repairs) == REPAIRS:
            break
        if all(n in chosen for chosen in hard if _touches(said, chosen, said[n].b)):
            rest = [c for c in near[said[n].b] if c.statement != n]
            repairs.append(Repair(said[n], number, _rest(said[n], rest, found)))
    return tuple(repairs)


def _touches(said: Sequence[Statement], chosen: Chosen, point: str) -> bool:
    return any(point in (said[n].a, said[n].b) for n in chosen)


def _rest(left_out: Statement, rest: list[Constraint], found: Found) -> str:
    """Say what the others say of the point that a statement dates."""
    label = found.labels.get(left_out.b, left_out.b)
    if left_out.a != ORIGIN or len(rest) > LARGE or not consistent(rest):
        return f"without “{left_out.text}” these conflicts are gone"
    low, high = implied(rest, ORIGIN, left_out.b)
    if not (low > 0 and high < 1_000_000):
        return f"without “{left_out.text}” these conflicts are gone"
    from datetime import date

    span = Moment(date.fromordinal(round(low)), date.fromordinal(round(high)))
    when = f"between {Moment.of(span.first).text} and {Moment.of(span.last).text}"
    if span.precision != "span":
        when = f"in {span.text}"
    return f"without “{left_out.text}” the rest holds, and puts {label} {when}"
