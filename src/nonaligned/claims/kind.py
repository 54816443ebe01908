"""What a kind of claim is made of. Each kind is one file in :mod:`nonaligned.claims.kinds`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nonaligned import states
from nonaligned.claims import topics
from nonaligned.claims.claim import RECENT, Claim, Window
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.verdict import Beside, Exhibit
from nonaligned.claims.wording import Words
from nonaligned.errors import SentenceError

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence


def merged(windows: Sequence[Window]) -> Window:
    """Return all windows of a sentence as one."""
    found = Window()
    for window in windows:
        found = found.merged(window)
    return found


@dataclass(frozen=True)
class Kind:
    """A kind of claim: how it is said, measured and judged.

    Parameters
    ----------
    name : str
    asks : str
        What it asks of the record, in one line.
    phrases : tuple of Phrase
        Ways to say it. ``{X}`` are the subjects, ``{P}`` a list of two or more of them,
        ``{Y}`` and ``{Z}`` the others in their order, ``{L}`` a list of others, ``{G}`` the
        group within which it is meant, ``{n}`` and ``{percent}`` the number;
        ``{topic}``, ``{cause}`` and ``{wrong}`` name the issue.
    examples : tuple of str
        Sentences with places ``{A}``, ``{B}``, ``{C}``, ``{D}`` for states: the catalogue.
    say : callable
        The canonical sentence of a claim, which reads back as the same claim.
    plan : callable
        Every reasonable way to measure the claim; the first is the primary one.
    measure : callable
        One specification measured: a finding.
    needs : callable
        What the record would have had to show for the other verdict, in words.
    subjects, others : tuple of int
        Least and most parties on each side.
    issue, number, turn : bool
        Whether the kind can take an issue, a number, a year after which all is different.
    deadline : bool
        Whether "by 1985" means at some time until then, and not that year.
    since_turns : bool
        Whether "since" and a bare year mean such a turn too.
    recent : bool
        Whether it says how things stand, so that the present without years means recent ones.
    closes : bool
        Whether its years are measured, so that open ones end when it was said.
    directions : tuple of str
        What :attr:`.Claim.direction` may be; empty where the kind has no direction.
    groups : bool
        Whether the subjects may be groups.
    among : bool
        Whether the claim may be meant within a group.
    quantified : bool
        Whether "most of", "all of" and "some of" may stand before a group of subjects.
    names : bool
        Whether it matters under which name a state is spoken of.
    resolution : bool
        Whether the claim may be about a resolution.
    spoken : bool
        Whether the claim is about something said: by whom, in which month, of which event.
    joined : callable
        One window from all the times of a sentence, in their order.
    beside : callable, optional
        What is set beside the verdict and does not enter it; the finding is ``None`` for an
        untestable claim.
    minds : tuple of str
        Caveats that hold for every claim of the kind.
    exhibits : callable, optional
        The strongest pieces of evidence each way, before any negation.
    problem : callable, optional
        What else is wrong with a claim of this kind, or ``None``.
    """

    name: str
    asks: str
    phrases: tuple[Phrase, ...]
    examples: tuple[str, ...]
    say: Callable[[Claim, Words], str]
    plan: Callable[[Claim, Evidence], tuple[Specification, ...]]
    measure: Callable[[Claim, Specification, Evidence], Finding]
    needs: Callable[[Claim, Finding], str]
    subjects: tuple[int, int] = (1, 1)
    others: tuple[int, int] = (0, 0)
    issue: bool = True
    number: bool = False
    turn: bool = False
    deadline: bool = False
    since_turns: bool = False
    recent: bool = False
    closes: bool = True
    directions: tuple[str, ...] = ()
    groups: bool = True
    among: bool = False
    quantified: bool = False
    names: bool = False
    resolution: bool = False
    spoken: bool = False
    joined: Callable[[Sequence[Window]], Window] = merged
    beside: Callable[[Claim, Finding | None, Evidence], tuple[Beside, ...]] | None = None
    minds: tuple[str, ...] = ()
    exhibits: Callable[[Claim, Finding, Evidence], tuple[Exhibit, ...]] | None = None
    problem: Callable[[Claim], str | None] | None = None

    def window(self, window: Window) -> Window:
        """Take a window as this kind does: "after 1979" is a span where nothing turns.

        Recent years are a span of :data:`RECENT` where their number is no choice.

        Raises
        ------
        SentenceError
            There are two beginnings.
        """
        if window.recent and not self.recent:
            return Window(last=window.last, length=RECENT)
        bare = (window.last is None and window.length is None) or window.first == window.last
        if self.since_turns and bare and window.first is not None and window.turn is None:
            return Window(turn=window.first)
        if window.turn is None or self.turn:
            return window
        first = window.turn + 1
        if window.first is not None and window.first < first:
            raise SentenceError(f"two beginnings, {window.first} and {first}")
        return replace(window, first=max(first, window.first or first), turn=None)

    def check(self, claim: Claim) -> Claim:
        """Return the claim with its window as the kind takes it, or say what is wrong with it.

        Raises
        ------
        SentenceError
        """
        claim = replace(claim, window=self.window(claim.window))
        for side, found, (least, most) in (
            ("subjects", claim.subjects, self.subjects),
            ("others", claim.others, self.others),
        ):
            if not least <= len(found) <= most:
                wanted = str(least) if least == most else f"{least} to {most}"
                raise SentenceError(
                    f"a claim of the kind {self.name!r} has {wanted} {side}, not {len(found)}",
                    where=side,
                )
        self._check_parties(claim)
        for name, allowed in (("issue", self.issue), ("number", self.number)):
            if getattr(claim, name) is not None and not allowed:
                raise SentenceError(f"a claim of the kind {self.name!r} takes no {name}")
        self._check_topic(claim)
        if claim.among is not None and not self.among:
            raise SentenceError(f"a claim of the kind {self.name!r} is not meant within a group")
        if claim.resolution and not self.resolution:
            raise SentenceError(f"a claim of the kind {self.name!r} takes no resolution")
        if not self.spoken and (claim.speaker or claim.event or claim.month is not None):
            raise SentenceError(
                f"a claim of the kind {self.name!r} takes no speaker, event or month"
            )
        if claim.direction not in (self.directions or ("",)):
            choices = " or ".join(filter(None, self.directions)) or "no direction"
            raise SentenceError(
                f"a claim of the kind {self.name!r} cannot go {claim.direction!r}",
                hint=f"Say {choices}",
            )
        if self.problem is not None and (trouble := self.problem(claim)):
            raise SentenceError(f"a claim of the kind {self.name!r} is not complete: {trouble}")
        return claim

    def _check_topic(self, claim: Claim) -> None:
        if not claim.topic:
            return
        if not self.issue or claim.resolution:
            raise SentenceError(f"a claim of the kind {self.name!r} takes no topic there")
        if claim.issue:
            raise SentenceError("the claim has an issue and a topic", hint="Name one of them")
        if not topics.fits(claim.topic):
            raise SentenceError(
                f"{claim.topic!r} is no topic in a few plain words", hint="Issues have codes"
            )

    def _check_parties(self, claim: Claim) -> None:
        if not self.groups and any(party.group for party in claim.subjects):
            raise SentenceError(f"a claim of the kind {self.name!r} is about states, not groups")
        whole = claim.others if self.quantified else (*claim.subjects, *claim.others)
        if any(party.quantifier for party in whole):
            raise SentenceError(
                "all, most or some of a group cannot stand there", hint="Name the group as a whole"
            )
        parties = [(p.group, p.name) for p in (*claim.subjects, *claim.others)]
        for group, name in parties:
            if parties.count((group, name)) > 1:
                called = states.group(name).name if group else states.label(name)
                raise SentenceError(f"{called} stands twice in the claim")
