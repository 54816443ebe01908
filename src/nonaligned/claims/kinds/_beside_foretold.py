"""What stands beside the verdict on a prediction: dates, lead, what was under way, base rate.

None of it enters the rule. What had begun already is easily foretold, and so is what happens all
the time; whoever reads a verdict should see both.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from nonaligned import states
from nonaligned.claims import foretelling
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kinds import _leads
from nonaligned.claims.lexicon import rows
from nonaligned.claims.settle import LATEST
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Beside
from nonaligned.claims.wording import Words, state_name, with_article
from nonaligned.errors import RecordError
from nonaligned.numerals import day, number, percent

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence
    from nonaligned.claims.kinds._turning import Turning

DASH = "–"
FIRST = 1946
"""Year from which states are counted: the first one with votes."""

MONTH = len("2018-01")
"""Of a day, what a table shows."""

MOST = 8
"""States concerned whose voting is looked at."""


def beside(claim: Claim, primary: Finding | None, evidence: Evidence) -> tuple[Beside, ...]:
    """Set dates, lead, what was under way and the base rate beside a verdict."""
    said = f"{claim.window.first}" + (f"-{claim.month:02}" if claim.month else "")
    given = (
        Beside("who", claim.speaker or DASH),
        Beside("foretold", what(claim)),
        Beside("said", said),
    )
    if primary is None:
        return given
    found = (_under_way(claim, primary, evidence), _base_rate(claim, evidence))
    return (*given, *_came(claim, primary), *found)


def what(claim: Claim) -> str:
    """Return what was foretold, as a noun."""
    words = Words(claim, named=True)
    if claim.others:
        way = "towards" if claim.direction == "towards" else "away from"
        noun = f"{words.x} turning {way} {words.y}"
    else:
        noun = f"end of {words.x}" if claim.subjects else claim.event
    return f"no {noun}" if claim.negated else noun


def _came(claim: Claim, primary: Finding) -> tuple[Beside, Beside]:
    """Return when it came and the lead; of what took long, to its first and to its last day."""
    if math.isnan(primary.estimate):
        return Beside("came", DASH), Beside("lead", DASH)
    lead = _years(primary.estimate)
    if claim.others:
        year = f"{told_in(claim) + primary.estimate:.0f}"
        return Beside("came", year), Beside("lead", lead)
    first = _leads.came_on(claim, primary.specification.measure)
    last = _leads.came_on(claim, "over") if claim.event else first
    if first is None or last is None or first.year == last.year:
        return Beside("came", f"{first}"[:MONTH]), Beside("lead", lead)
    later = _years(primary.estimate + (last - first).days / _leads.YEAR)
    text = f"it took from {day(first)} to {day(last)}, so the lead is {lead} years to its first day"
    came = Beside("came", f"{first.year}–{last.year}", f"{text} and {later} to its last")
    return came, Beside("lead", f"{lead}–{later}")


def _years(value: float) -> str:
    return number(value, 1)


def told_in(claim: Claim) -> int:
    """Return the year of the saying."""
    return _leads.told(claim).first.year


# -- had it begun? ---------------------------------------------------------------------------


def _under_way(claim: Claim, primary: Finding, evidence: Evidence) -> Beside:
    """Date the changes of the voting that bears on it, against the date of the saying."""
    name = "under way"
    dates = [(label, found) for label, found in _changes(claim, primary, evidence) if found.change]
    if not dates:
        return Beside(name, DASH, "no votes on record bear on whether it was under way")
    begun = [found for _, found in dates if _begun(found, told_in(claim))]
    credible = [found for _, found in dates if found.change and found.change.found]
    short = f"{len(begun)} of {len(dates)}"
    if len(dates) == 1:
        short = "yes" if begun else "no"
        early = any(found.years[1] < told_in(claim) for found in credible)
        short = "unclear" if early and not begun else short
    number = f"{len(dates)} series" if len(dates) > 1 else "one series"
    text = f"of {number} of votes that bear on it {len(begun)} had surely changed before"
    return Beside(name, short, f"{text} {told_in(claim)}: {_listed(dates, told_in(claim))}")


def _listed(dates: list[tuple[str, Turning]], year: int) -> str:
    """Tell of each series when it changed; of those that did not, how many they are."""
    told = [
        f"{label}: {_dated(found, year)}"
        for label, found in dates
        if found.change and found.change.found
    ]
    if not told:
        return "no credible change"
    still = len(dates) - len(told)
    others = "the other" if still == 1 else f"the other {still}"
    return "; ".join([*told, *([f"no credible change in {others}"] if still else [])])


def _begun(found: Turning, year: int) -> bool:
    """Whether the first session after the change surely opened before the year."""
    return found.change is not None and found.change.found and found.years[2] < year


def _dated(found: Turning, year: int) -> str:
    at, low, high = found.years
    way = "up" if found.change and found.change.step > 0 else "down"
    span = "" if low == high else f" ({low} to {high})"
    when = "before" if high < year else "after" if low >= year else "before or after"
    return f"{way} from {at} on{span}, {when} {year}"


def _changes(claim: Claim, primary: Finding, evidence: Evidence) -> list[tuple[str, Turning]]:
    """Date the one change of each series of votes that bears on what was foretold."""
    from nonaligned.claims.kinds._turning import turned

    if claim.others:
        label = f"agreement of {Words(claim).x} with {Words(claim).y}"
        way = primary.specification
        return [(label, turned(claim.subjects[0], claim.others[0], way, evidence))]
    came = _leads.came_on(claim, primary.specification.measure)
    year = told_in(claim) - FIRST_SESSION
    last = max(year, (came.year if came else LATEST) - FIRST_SESSION) + 3
    span = evidence.clip(year - 10, min(last, year + 13))
    if span[0] > span[1]:
        return []
    way = Specification("agree3", "all", "turn", "members", *span)
    found = []
    for state in _concerned(claim):
        if not evidence.is_state(state):
            continue
        found.append((f"agreement of {state_name(state, told_in(claim))} with all others",
                      _with_all(state, way, evidence)))  # fmt: skip
        for group in _alliances(state, told_in(claim)) if claim.subjects else ():
            label = f"its agreement with {with_article(states.group(group).name)}"
            try:
                found.append((label, turned(Party(state), Party(group, group=True), way, evidence)))
            except RecordError:
                continue
    return found


def _concerned(claim: Claim) -> tuple[str, ...]:
    if claim.subjects:
        return (claim.subjects[0].name,)
    event = foretelling.known(claim.event)
    return event.states[:MOST] if event else ()


def _alliances(state: str, year: int) -> tuple[str, ...]:
    """Alliances that a state belonged to."""
    groups = (row["group"] for row in rows("alliances"))
    return tuple(group for group in groups if state in states.group(group).members(year))


def _with_all(state: str, way: Specification, evidence: Evidence) -> Turning:
    """Date the change of a state's agreement with all others, the median of them."""
    from nonaligned.claims.estimates import MEASURES
    from nonaligned.claims.kinds._turning import middle, turning

    formula, where = MEASURES["agree3"], (way.cut, way.first, way.last)
    row = evidence.row(Party(state), *where)
    among = evidence.compared("members", *where) & ~evidence.positions(Party(state), *where[1:])
    rollcalls = formula.n(row[:, among]).max(axis=1, initial=0)
    return turning(middle(formula(row)[:, among]), rollcalls, way, evidence)


# -- how often? ------------------------------------------------------------------------------


def _base_rate(claim: Claim, evidence: Evidence) -> Beside:
    """Return how often such a thing happens in ten years."""
    name = "base rate"
    if claim.others:
        return Beside(name, *_turns(claim, evidence))
    event = foretelling.known(claim.event)
    if claim.event and (event is None or not foretelling.ends_state(event)):
        return Beside(name, DASH, "how often such events come is on no record here")
    ends, years = state_ends(FIRST, LATEST)
    rate = 1 - math.exp(-_leads.DEFAULT * ends / years)
    text = (
        f"from {FIRST} to {LATEST} {ends} states ended in {number(years, 0)} years of states "
        f"together: a state ended in ten years with a chance of {percent(rate, 1)} (a state that "
        "lived on under another name is not among them)"
    )
    return Beside(name, percent(rate, 1), text)


def state_ends(first: int, last: int) -> tuple[int, float]:
    """Count the ends of states in the state system, and the years that states were in it.

    Examples
    --------
    >>> ends, years = state_ends(1946, 2020)
    >>> 5 < ends < 20, 8_000 < years < 15_000
    (True, True)
    """
    opens, closes = date(first, 1, 1), date(last, 12, 31)
    ends, days = 0, 0
    for id_ in states.ids():
        for spell in states.get(id_).spells:
            begin, end = max(spell.start, opens), min(spell.end or closes, closes)
            days += max(0, (end - begin).days)
            ends += spell.end is not None and opens <= spell.end < closes
    return ends, days / _leads.YEAR


def _turns(claim: Claim, evidence: Evidence) -> tuple[str, str]:
    """Count the other states that turned that way, as far, in the years given to X."""
    from nonaligned.claims.kinds._turning import turned
    from nonaligned.claims.kinds._turns_foretold import judged, plan

    claim = replace(claim, negated=False)
    way = plan(claim, evidence)[0]
    own = turned(claim.subjects[0], claim.others[0], way, evidence)
    size = 0.0
    if own.change is not None and judged(claim, own)[0] == "for":
        size = abs(own.change.step)
    found = _others(claim, way, evidence)
    if not found:
        return DASH, "no other state has votes to compare with"
    steps = [one.change.step for one in found if one.change and judged(claim, one)[0] == "for"]
    turns = sum(abs(step) >= size for step in steps)
    far = "as far as it" if size else "credibly"
    text = f"{turns} of {len(found)} other states turned that way {far} in the same years"
    return percent(turns / len(found)), text


def _others(claim: Claim, way: Specification, evidence: Evidence) -> list[Turning]:
    """Date the change of every other state's agreement with Y, less the middle state's."""
    from nonaligned.claims.estimates import MEASURES
    from nonaligned.claims.kinds._turning import middle, turning

    formula, where = MEASURES["agree3"], (way.cut, way.first, way.last)
    row = evidence.row(claim.others[0], *where)
    among = evidence.compared("members", *where)
    values, n = formula(row), formula.n(row)
    usual = middle(values[:, among])
    for party in (*claim.subjects, *claim.others):
        among = among & ~evidence.positions(party, *where[1:])
    return [
        turning(values[:, i] - usual, n[:, i], way, evidence)
        for i in np.flatnonzero(among).tolist()
    ]
