"""Kinds that are read, so that a claim is understood, and that no record here bears on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.wording import Words
from nonaligned.errors import RecordError

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence


def unrecorded(
    name: str,
    asks: str,
    *,
    phrases: tuple[str, ...],
    examples: tuple[str, ...],
    say: Callable[[Claim, Words], str],
    about: str,
    record: str,
) -> Kind:
    """Return a kind about two states whose claims are answered "untestable".

    Parameters
    ----------
    name, asks : str
    phrases, examples : tuple of str
    say : callable
    about : str
        What votes say nothing about.
    record : str
        The record that would decide.
    """

    def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
        raise RecordError(
            f"votes in the General Assembly say nothing about {about}", hint=f"It needs {record}"
        )

    def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
        raise RecordError(f"no record bears on {about}")  # never called: nothing is planned

    def needs(claim: Claim, primary: Finding) -> str:
        return f"it needs {record}"

    return Kind(
        name=name,
        asks=f"{asks} (read, and answered untestable)",
        phrases=tuple(Phrase(text) for text in phrases),
        examples=examples,
        say=say,
        plan=plan,
        measure=measure,
        closes=False,
        needs=needs,
        others=(1, 1),
        issue=False,
    )
