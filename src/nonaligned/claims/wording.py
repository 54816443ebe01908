"""Words for the parts of a claim: names in use at the time, issue, years, negation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from nonaligned import states
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.lexicon import issue_phrase, loosened
from nonaligned.claims.specification import Finding
from nonaligned.numerals import bar, number
from nonaligned.states._text import with_article as with_article


@dataclass(frozen=True)
class Words:
    """The parts of one claim in words, for canonical sentences and explanations.

    Parameters
    ----------
    claim : Claim
    named : bool
        Whether the name matters: then a state goes by its last one, unless another was said.
    """

    claim: Claim
    named: bool = False

    @property
    def x(self) -> str:
        """The subjects, as in "Aland and Borland"."""
        turned = self.claim.negated
        return listed([self.name(p.turned() if turned else p) for p in self.claim.subjects])

    @property
    def y(self) -> str:
        """The first of the others."""
        return self.name(self.claim.others[0])

    @property
    def z(self) -> str:
        """The second of the others."""
        return self.name(self.claim.others[1])

    @property
    def on(self) -> str:
        """The issue or topic, as in " on human rights"; empty for all votes."""
        if self.claim.topic:
            return f" on “{self.claim.topic}”"
        return f" on {issue_phrase(self.claim.issue)}" if self.claim.issue else ""

    @property
    def cause(self) -> str:
        """The issue or topic as something to support."""
        if self.claim.topic:
            return f"“{self.claim.topic}”"
        return issue_phrase(self.claim.issue or "all", "cause")

    @property
    def when(self) -> str:
        """The window with a blank before it; empty where nothing was said."""
        return f" {text}" if (text := self.claim.window.text) else ""

    @property
    def was(self) -> str:
        """The verb "was" or "were", with its negation."""
        plural = len(self.claim.subjects) > 1 or self.claim.subjects[0].group
        return ("were" if plural else "was") + (" not" if self.claim.negated else "")

    def did(self, past: str, base: str) -> str:
        """Return a verb in the past, or denied: "did not move"."""
        return f"did not {base}" if self.claim.negated else past

    def name(self, party: Party) -> str:
        """Return the name of a party in use in the claim's years, with its quantifier."""
        if party.group:
            quantifier = f"{party.quantifier} of " if party.quantifier else ""
            return quantifier + with_article(states.group(party.name).name)
        if party.called:
            return with_article(party.called)
        if self.named:
            return state_name(party.name)
        window = self.claim.window
        return state_name(party.name, window.first or window.turn, window.last)


@cache
def state_name(state: str, first: int | None = None, last: int | None = None) -> str:
    """Name a state as at the beginning of the window, by its id where that is not clear."""
    from nonaligned.claims.settle import candidates_of  # reads names, so it comes after them

    shown = states.label(state, first) if first is not None else states.label(state)
    return with_article(shown) if candidates_of(shown, first, last) == (state,) else state


def spoken_sessions(first: int, last: int) -> str:
    """Name the sessions that opened in a span of years.

    Examples
    --------
    >>> spoken_sessions(1979, 1989), spoken_sessions(1959, 1959)
    ('sessions of 1979 to 1989', 'session of 1959')
    """
    return f"session of {first}" if first == last else f"sessions of {first} to {last}"


def across(finding: Finding) -> str:
    """Say where a value would have to lie for the other verdict, as the end of a sentence."""
    side = "one side" if finding.outcome == "undecided" else "the other side"
    line = "the criterion" if math.isnan(finding.threshold) else bar(finding.threshold)
    return f"would have to lie on {side} of {line} with its whole interval"


def above_usual(claim: Claim, usual: float, whom: str) -> str:
    """Say the criterion of a move that must be larger than usual, and not below zero.

    Parameters
    ----------
    claim : Claim
    usual : float
        The move that half of the others do not exceed, or two thirds of them.
    whom : str
        The others.
    """
    most = f"{'half' if loosened(claim) else 'two thirds'} of {whom} moved that way by"
    if usual >= 0:
        return f"for the claim above {bar(usual)}: {most} no more"
    return f"for the claim above 0: {most} {number(usual, 3)} or less, and 0 is the least asked"


def listed(items: list[str]) -> str:
    """Items as in "one, two and three"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def canonical(claim: Claim, say: str) -> str:
    """Put together the sentence: hedges first, then what the kind says, then a full stop."""
    lead = ", ".join(claim.hedges)
    sentence = f"{lead}, {say}" if lead else say
    return f"{sentence[0].upper()}{sentence[1:]}."
