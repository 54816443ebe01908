"""The grid of reasonable ways to measure: which choices there are, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

from nonaligned.claims.claim import Claim, Window
from nonaligned.claims.specification import Specification
from nonaligned.tables import ISSUES

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

SIMILARITY = ("agree3", "agree2", "kappa_squared", "kappa_linear", "scott_pi", "s_squared")
"""Measures of similarity that differ by more than their name."""

CUTS = ("all", "all-me", "all-parts", "important")
"""Cuts looked at where a claim names no issue: the Palestinian votes are a fifth of the agenda."""

LEAST_ROLLCALLS = 5
"""A cut with fewer roll calls in the span is left out."""

_MEASURES = {
    "agree3": "agreement counts abstentions as half way",
    "agree2": "abstentions are left out",
    "kappa_squared": "agreement is corrected for chance (Cohen's kappa, squared weights)",
    "kappa_linear": "agreement is corrected for chance (Cohen's kappa, linear weights)",
    "scott_pi": "agreement is corrected for chance (Scott's pi)",
    "s_squared": "similarity is Signorino and Ritter's S",
    "share": "support is the share of yes among votes cast",
    "half": "an abstention counts as half a yes",
    "decided": "support is the share of yes among yes and no",
    "all_seats": "absences count as no support",
    "ideal": "positions are ideal points",
    "mixture": "camps are counted by mixtures",
    "modes": "camps are counted by modes",
    "same": "identical votes are counted, abstentions included",
    "date": "the date of the change is estimated",
    "constancy": "the same texts voted on again are compared",
    "standing": "a state's place among the states is compared",
    "company": "a state's distances to the others are compared",
    "answers": "how often a state said yes, no or neither is compared",
    "began": "what took long is dated by its first day",
    "over": "what took long is dated by its last day",
    "system": "the end of a state is dated by the state system",
    "seat": "the end of a state is dated by its seat in the United Nations",
    "name": "the end of a state is dated by the end of its name",
    "table": "the end of a state is dated by the table of events",
}
_MEASURES |= {f"sides-{name}": _MEASURES[name] for name in SIMILARITY}
_CUTS = {
    "all": "all votes are counted",
    "all-me": "the votes on the Palestinian question are left out",
    "all-parts": "votes on paragraphs and amendments are left out",
    "important": "only votes called important by the US State Department are counted",
}
_WINDOWS = {
    "pooled": "all roll calls of the span weigh alike",
    "mean": "all sessions of the span weigh alike",
    "calendar": "the session of the year before is counted in",
    "ends1": "one session is taken at each end",
    "ends3": "three sessions are taken at each end",
    "ends5": "five sessions are taken at each end",
    "slope": "a straight line is laid through the sessions",
    "days": "the days between are counted",
    "years": "calendar years are subtracted",
}
FEWER = 5
"""Years that "recent years" may be taken for where not the usual number."""

_GROUPS = {
    "none": "no other state is looked at",
    "members": "the yardstick is all members",
    "throughout": "the yardstick is the members present throughout",
    "region": "the yardstick is the states of the same region",
    "any": "whoever backs at all is counted",
    "unaligned": "the yardstick is the states in neither pole's alliance",
    "unaligned-throughout": "the yardstick is those of them that were present throughout",
    "unaligned-usual": "the yardstick is the middle third of the states in neither alliance",
}


def choice_words(axis: str, choice: str) -> str:
    """Return a choice in words, to follow "when".

    Examples
    --------
    >>> choice_words("window", "mean"), choice_words("span", "2008 to 2017")
    ('all sessions of the span weigh alike', 'the years 2008 to 2017 are taken')
    """
    if axis == "span":
        return f"the years {choice} are taken"
    tables = {"measure": _MEASURES, "cut": _CUTS, "window": _WINDOWS, "group": _GROUPS}
    method = choice.split("-")[0] if axis == "measure" else choice
    return tables[axis].get(choice) or tables[axis].get(method, f"the {axis} is {choice}")


def cuts(claim: Claim, evidence: Evidence, first: int, last: int) -> tuple[str, ...]:
    """Cuts to look at: the claim's issue, or all votes and what is left without some."""
    wanted = (claim.issue,) if claim.issue else CUTS
    held = [cut for cut in wanted if all(c in evidence.tallies.cuts for c in cut.split("-"))]
    return tuple(
        cut
        for cut in held
        if evidence.tallies.rollcalls(cut, first, last) >= LEAST_ROLLCALLS or cut == wanted[0]
    )


def other_years(last: int) -> tuple[Window, ...]:
    """Return what else "recent years" may be taken for than :data:`.claim.RECENT`.

    Parameters
    ----------
    last : int
        The last of them.

    Examples
    --------
    >>> [window.text for window in other_years(2017)]
    ['from 2013 to 2017', 'up to 2017']
    """
    return Window(last - FEWER + 1, last), Window(last=last)


def specifications(
    measures: Sequence[str],
    cuts: Sequence[str],
    windows: Sequence[str],
    groups: Sequence[str],
    first: int,
    last: int,
) -> tuple[Specification, ...]:
    """Every combination; the first of each is the primary one."""
    return tuple(
        Specification(measure, cut, window, group, first, last)
        for measure, cut, window, group in product(measures, cuts, windows, groups)
    )


def with_ideal(
    claim: Claim,
    evidence: Evidence,
    ways: tuple[Specification, ...],
    windows: Sequence[str],
    groups: Sequence[str],
) -> tuple[Specification, ...]:
    """Add ideal points on the claim's issue to the ways to measure, where the record has them."""
    cut = claim.issue or "all"
    if evidence.ideal is None or cut not in evidence.ideal:
        return ways
    first, last = ways[0].first, ways[0].last
    return ways + specifications(("ideal",), (cut,), windows, groups, first, last)


def left_out(found: Sequence[Specification], evidence: Evidence) -> tuple[str, ...]:
    """Return what the grid lacks, and why."""
    reasons: list[str] = []
    if not {s.measure for s in found} & {*SIMILARITY, "constancy"}:
        return ()
    used = {s.cut for s in found}
    if evidence.ideal is None:
        reasons.append("ideal points: the record holds none")
    elif "ideal" not in {s.measure for s in found}:
        reasons.append("ideal points: none on this issue, or no measure of this kind of claim")
    if not used & set(ISSUES):
        reasons.extend(
            f"{choice_words('cut', c)}: too few roll calls" for c in CUTS if c not in used
        )
    return tuple(reasons)
