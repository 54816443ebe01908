"""What testing a claim gave, as one frozen value: the only thing a report needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nonaligned.claims.claim import Claim
from nonaligned.claims.specification import (
    OUTCOMES,
    Finding,
    Outcome,
    Specification,
    in_words,
    reach,
    valued,
)

__all__ = ["OUTCOMES", "VERDICTS", "Beside", "Claim", "Exhibit", "Finding", "Specification"]
__all__ += ["Verdict", "in_words", "reach", "valued"]

VERDICTS = ("supported", "contradicted", "contested", "undecided", "untestable")


@dataclass(frozen=True)
class Exhibit:
    """A piece of evidence for or against a claim.

    Parameters
    ----------
    side : str
        ``for`` or ``against`` the claim as it was said.
    text : str
        In words, with the numbers.
    states : tuple of str
        Ids of the states it is about.
    first, last : int
        Sessions it rests on.
    """

    side: Literal["for", "against"]
    text: str
    states: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Beside:
    """Something set beside a verdict, for its readers to weigh; no part of the rule.

    Parameters
    ----------
    name : str
        What it is, such as ``base rate``.
    short : str
        In a few characters, for a cell of a table.
    text : str
        In words, with the numbers; empty where the short form says all.
    """

    name: str
    short: str
    text: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the record says to a claim.

    Parameters
    ----------
    claim : Claim
    said : str
        As it was said; the canonical sentence where it came structured.
    canonical : str
        How it was understood.
    verdict : str
        One of :data:`VERDICTS`.
    why : str
        The reasoning as a short paragraph.
    primary : Finding or None
        ``None`` for an untestable claim.
    findings : tuple of Finding
        Every specification's, the primary one first; outcomes are for or against the claim as
        said, with its negation.
    exhibits : tuple of Exhibit
        The strongest pieces of evidence each way.
    needed : str
        What the record would have had to show for the other verdict.
    flips : str
        The choice of measure, cut, window or comparison that turns the answer, in words;
        empty where none does.
    caveats : tuple of str
    left_out : tuple of str
        Parts of the grid that could not be measured, with the reason.
    beside : tuple of Beside
        What kinds of claim that ask for it have set beside the verdict.
    """

    claim: Claim
    said: str
    canonical: str
    verdict: str
    why: str
    primary: Finding | None = None
    findings: tuple[Finding, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    needed: str = ""
    flips: str = ""
    caveats: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def kind(self) -> str:
        """The claim's kind."""
        return self.claim.kind

    @property
    def counts(self) -> dict[Outcome, int]:
        """Findings for, against and undecided."""
        return {
            outcome: sum(finding.outcome == outcome for finding in self.findings)
            for outcome in OUTCOMES
        }

    def finding(self, id: str) -> Finding:
        """Return the finding of one specification.

        Raises
        ------
        KeyError
            No specification has the id.
        """
        for finding in self.findings:
            if finding.specification.id == id:
                return finding
        raise KeyError(id)
