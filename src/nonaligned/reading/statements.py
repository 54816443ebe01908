"""What an article says about when, in the form that a temporal network takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from nonaligned.states.events import Event


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
