"""What a claim is: one frozen value, however it was said.

A sentence, a structured YAML entry and a canonical sentence are three ways to write the same
:class:`Claim`. Nothing here knows how a claim is read or tested.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nonaligned.errors import SentenceError

FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years outside are taken for slips of the pen."""

RECENT = 10
"""Years that "recent years" are first taken for."""

QUANTIFIERS = ("", "all", "most", "some")
"""How many members of a group are meant; the empty one means the group as a whole."""

BOUNDS = ("", "about", "at least", "at most", "more than", "less than")
"""How a number is meant; the empty one means exactly it, within its rounding."""


@dataclass(frozen=True, order=True)
class Party:
    """A state, or a named group of states.

    Parameters
    ----------
    name : str
        Id of a state or key of a group, as in :mod:`nonaligned.states`.
    group : bool
    quantifier : str
        One of :data:`QUANTIFIERS`; for groups only.
    called : str
        The name that was said, where the state lived on under another and the kind asks.
    """

    name: str
    group: bool = False
    quantifier: str = ""
    called: str = ""

    def turned(self) -> Party:
        """Return the party with "all" for "some" and the other way round, as a denial turns them.

        Examples
        --------
        >>> Party("AAA", group=True, quantifier="all").turned().quantifier
        'some'
        """
        other = {"all": "some", "some": "all"}.get(self.quantifier, self.quantifier)
        return replace(self, quantifier=other)

    def __post_init__(self) -> None:
        if self.quantifier not in QUANTIFIERS:
            raise SentenceError(
                f"no quantifier {self.quantifier!r}", hint="Use all, most or some, or none"
            )
        if self.quantifier and not self.group:
            raise SentenceError(
                f"{self.quantifier!r} goes with a group, and {self.name!r} is one state"
            )


@dataclass(frozen=True)
class Window:
    """The span of years that a claim is about.

    Parameters
    ----------
    first, last : int, optional
        Calendar years, both included; ``None`` leaves the end open to the record.
    length : int, optional
        Years, where only a duration was said ("for thirty years").
    turn : int, optional
        The year after which something is said to be different ("after 1979").
    recent : bool
        Whether recent years are meant and no others were said; how many is a choice of whoever
        measures, :data:`RECENT` unless another is made.

    Examples
    --------
    >>> Window(1979, 1989).text
    'from 1979 to 1989'
    >>> Window(turn=1979).text
    'after 1979'
    >>> Window(last=2017, recent=True).years(1946, 2019)
    (2008, 2017)
    """

    first: int | None = None
    last: int | None = None
    length: int | None = None
    turn: int | None = None
    recent: bool = False

    def __post_init__(self) -> None:
        for year in (self.first, self.last, self.turn):
            if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
                raise SentenceError(f"{year} is no year between {FIRST_YEAR} and {LAST_YEAR}")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise SentenceError(f"the years run backwards, from {self.first} to {self.last}")
        if self.length is not None and not 1 <= self.length <= LAST_YEAR - FIRST_YEAR:
            raise SentenceError(f"no span of {self.length} years can be looked at")
        if self.turn is not None and self.last is not None and self.last < self.turn:
            raise SentenceError(f"{self.last} is before the turn of {self.turn}")
        if self.length is not None and self.first is not None and self.last is not None:
            raise SentenceError("a span with both ends given needs no length")
        if self.recent and (self.first, self.length, self.turn) != (None, None, None):
            raise SentenceError("recent years have no beginning, length or turn of their own")

    @property
    def text(self) -> str:
        """The window in words, as a canonical sentence ends; empty where nothing was said."""
        words = ["in recent years"] if self.recent else []
        if self.turn is not None:
            words.append(f"after {self.turn}")
        if self.length is not None:
            words.append(f"for {self.length} years")
        if self.first is not None and self.first == self.last:
            words.append(f"in {self.first}")
        elif self.first is not None and self.last is not None:
            words.append(f"from {self.first} to {self.last}")
        elif self.first is not None:
            words.append(f"since {self.first}")
        elif self.last is not None:
            words.append(f"up to {self.last}")
        return " ".join(words)

    def merged(self, other: Window) -> Window:
        """Both windows as one: of two spans one within the other, the narrower.

        A year that one of them names already adds nothing: "since the coup in 1979". Nor do
        recent years beside a beginning, a length or a turn.

        Raises
        ------
        SentenceError
            They contradict each other.
        """
        for one, two in ((self, other), (other, self)):
            if one.lies_in(two) or one.names(two) or one.lasts(two):
                return one
        parts: dict[str, int] = {}
        for name in ("first", "last", "length", "turn"):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours is not None and theirs is not None and ours != theirs:
                raise SentenceError(f"two spans of time, {self.text!r} and {other.text!r}")
            if (value := theirs if ours is None else ours) is not None:
                parts[name] = value
        recent = (self.recent or other.recent) and not parts.keys() - {"last"}
        return Window(**parts, recent=recent)

    def names(self, other: Window) -> bool:
        """Whether the other window is one year, and this one begins, ends or turns in it."""
        year = other.first
        if year is None or other != Window(year, year):
            return False
        return self in (Window(year), Window(last=year), Window(turn=year))

    def lasts(self, other: Window) -> bool:
        """Whether the other window is a length only, and this one is that long, by either count."""
        if other.length is None or other != Window(length=other.length):
            return False
        if self.first is None or self.last is None:
            return False
        return self.last - self.first in (other.length, other.length - 1)

    def lies_in(self, other: Window) -> bool:
        """Whether both are spans with two ends, and this one lies within the other."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        turned = self.turn is not None or other.turn is not None
        return not turned and other.first <= self.first and self.last <= other.last

    def framed(self, frame: Window) -> Window:
        """Cut the window down to a span; with no window of its own it is that span.

        Raises
        ------
        SentenceError
            Nothing does.
        """
        if self.length is not None:
            raise SentenceError(f"two spans of time, {self.text!r} and {frame.text!r}")
        first, last = frame.first or FIRST_YEAR, frame.last or LAST_YEAR
        if self.turn is not None and not first - 1 <= self.turn <= last:
            raise SentenceError(f"{self.turn} lies outside of {first} to {last}")
        if self.turn is not None:
            return self
        first, last = max(first, self.first or first), min(last, self.last or last)
        if first > last:
            raise SentenceError(f"two spans of time, {self.text!r} and {frame.text!r}")
        return Window(first, last)

    def ended(self, year: int) -> Window:
        """Return the window with its open end in a year, that in which it was spoken of.

        Examples
        --------
        >>> Window(first=1967).ended(2017).text, Window(first=2020).ended(2017).text
        ('from 1967 to 2017', 'since 2020')
        """
        begins = max(self.first or year, self.turn or year)
        if self.last is not None or self.length is not None or begins > year:
            return self
        return replace(self, last=year)

    def after(self, year: int) -> bool:
        """Whether the window names years after one."""
        return any(end is not None and end > year for end in (self.first, self.last, self.turn))

    def years(self, opens: int, closes: int) -> tuple[int, int]:
        """First and last year, the open ends filled from a record's own.

        Parameters
        ----------
        opens, closes : int
            First and last year of the record.
        """
        first, last = self.first, self.last
        if self.recent:
            last = closes if last is None else min(last, closes)
            return max(opens, last - RECENT + 1), last
        if self.length is not None:
            if first is not None:
                last = first + self.length
            else:
                last = closes if last is None else last
                first = last - self.length
        return (opens if first is None else first, closes if last is None else last)


@dataclass(frozen=True)
class Claim:
    """One sentence about states that a public record could bear out or refute.

    Parameters
    ----------
    kind : str
        Name of a kind (:func:`nonaligned.claims.kinds.kinds`).
    subjects, others : tuple of Party
        Whom it is about, and against whom they are set (a partner, two poles).
    issue : str, optional
        A cut of the votes: an issue code, ``important``, or ``None`` for all votes.
    topic : str
        What it is about in words, where that is no issue by which votes are coded.
    window : Window
    number : float, optional
        The number said: a rank, a count of states, a share in percent, a number of camps.
    bound : str
        How the number is meant, one of :data:`BOUNDS`.
    direction : str
        Where the kind has two: ``towards`` or ``away``, ``together`` or ``apart``, and so on.
    negated : bool
    hedges : tuple of str
        Words that soften or stress, kept as they were said.
    among : Party, optional
        The group within which the claim is meant.
    resolution : str
        Number of a resolution, as in ``2758`` or ``38/7``.
    speaker : str
        Who is said to have foretold something, in words; empty where nobody is named.
    event : str
        What is said to have been foretold, in words, where it is no matter of parties.
    month : int, optional
        Month of the window's first year, where the kind asks and it was said.

    Examples
    --------
    >>> claim = Claim("closer", (Party("AAA"),), (Party("BBB"), Party("CCC")))
    >>> claim.mirrored().others
    (Party(name='CCC', ...), Party(name='BBB', ...))
    """

    kind: str
    subjects: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    issue: str | None = None
    window: Window = field(default_factory=Window)
    number: float | None = None
    bound: str = ""
    direction: str = ""
    negated: bool = False
    hedges: tuple[str, ...] = ()
    among: Party | None = None
    resolution: str = ""
    speaker: str = ""
    event: str = ""
    month: int | None = None
    topic: str = ""

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise SentenceError(f"{self.month} is no month", hint="Give a number from 1 to 12")
        if self.bound not in BOUNDS:
            raise SentenceError(
                f"no bound {self.bound!r}", hint=f"Use {', '.join(b for b in BOUNDS if b)}, or none"
            )
        if self.bound and self.number is None:
            raise SentenceError(f"{self.bound!r} needs a number")

    @property
    def parties(self) -> tuple[Party, ...]:
        """All whom the claim names: subjects, others, and the group within which it is meant."""
        return (*self.subjects, *self.others, *((self.among,) if self.among else ()))

    def mirrored(self) -> Claim:
        """Return the claim with the order of its others turned round."""
        return replace(self, others=self.others[::-1])
