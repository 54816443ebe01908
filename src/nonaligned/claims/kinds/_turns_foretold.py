"""Whether X turned the way it was foretold, and when: the change-point method of ``shifted``.

The years looked at begin :data:`BEFORE` sessions before the saying, so that a turn that had come
already is seen as one, and end :data:`AFTER` sessions past the horizon, so that one that came too
late is: a change shows only in what comes after it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Window
from nonaligned.claims.kinds._ends import widths
from nonaligned.claims.kinds._leads import told
from nonaligned.claims.kinds._turning import Turning, turned
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.errors import RecordError
from nonaligned.numerals import signed

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

BEFORE, AFTER = 10, 10


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Date the turn on every cut of the votes.

    Raises
    ------
    RecordError
        The record does not hold votes of both before and after the saying.
    """
    when, held = told(claim), evidence.tallies.sessions
    said, end = (day.year - FIRST_SESSION for day in (when.first, when.until))
    if not held[0] < said < held[-1]:
        raise RecordError(
            f"a turn foretold in {when.first.year} needs votes before and after it; the record "
            f"runs from {FIRST_SESSION + held[0]} to {FIRST_SESSION + held[-1]}"
        )
    first, last = evidence.clip(said - BEFORE, max(said, end) + AFTER)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    return tuple(Specification("date", cut, "turn", "members", first, last) for cut in cuts)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Date the one change of X's similarity to Y, and hold it against saying and horizon."""
    when = told(claim)
    found = turned(claim.subjects[0], claim.others[0], way, evidence)
    criterion = f"for the claim when the turn came after {when.first.year} and {when.words}"
    nothing = evidence.nothing(way, "too few sessions to date a change")
    nothing = replace(nothing, n=found.n, unit="years of lead", criterion=criterion)
    if found.change is None:
        return nothing
    outcome, note = judged(claim, found)
    if not (found.change.found and goes_as_said(claim, found)):
        nothing = replace(nothing, outcome=outcome, note=note)
        return nothing if outcome == "against" else _unmoved(claim, way, evidence, nothing)
    lead, low, high = (float(year - when.first.year) for year in found.years)
    return Finding(
        way, lead, low, high, "years of lead", criterion, outcome, math.nan, found.n, note
    )


def judged(claim: Claim, found: Turning) -> tuple[Outcome, str]:
    """Compare the years that the change may be of with the saying and its horizon.

    The first session after a turn in year t opens in t or in t + 1; the sign must be that said.
    """
    when = told(claim)
    at, low, high = found.years
    span = f"the one change that fits best shows from {at} on ({low} to {high})"
    if found.change is None or not found.change.found:
        return "undecided", "no single change is credible"
    inside = low > when.last.year and high <= when.until.year + 1
    if not goes_as_said(claim, found):
        return "against" if inside else "undecided", f"{span}, and goes the other way"
    if high < when.first.year:
        return _came_before(claim), f"{span}: the prediction came after it"
    if low > when.until.year + 1:
        return "against", f"{span}, after the horizon"
    return "for" if inside else "undecided", span


def goes_as_said(claim: Claim, found: Turning) -> bool:
    """Whether the change goes the way that was foretold."""
    sign = 1 if claim.direction == "towards" else -1
    return found.change is not None and found.change.step * sign > 0


def _came_before(claim: Claim) -> Outcome:
    """Foretelling what has come is wrong; foretelling that it will not come is so as well."""
    return "for" if claim.negated else "against"


def _unmoved(claim: Claim, way: Specification, evidence: Evidence, nothing: Finding) -> Finding:
    """Without a turn to date: against where the move over the horizon is credibly too small."""
    from nonaligned.claims.kinds import shifted

    when, held = told(claim), evidence.tallies.sessions
    span = (when.first.year - FIRST_SESSION, when.until.year - FIRST_SESSION)
    if span[1] > held[-1] or span[1] <= span[0]:
        note = f"{nothing.note}; the votes do not reach to the horizon's end"
        return replace(nothing, note=note)
    window = Window(when.first.year, when.until.year)
    moved = replace(claim, kind="shifted", window=window)
    ends = Specification("agree3", way.cut, widths(moved, *span)[0], "members", *span)
    over = shifted.measure(moved, ends, evidence)
    outcome: Outcome = "against" if over.outcome == "against" else "undecided"
    moved_by = f"over the horizon the {over.unit} was {signed(over.estimate)} ({over.criterion})"
    return replace(nothing, outcome=outcome, note=f"{nothing.note}; {moved_by}")
