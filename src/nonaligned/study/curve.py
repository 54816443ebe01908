"""The specification curve: every way in which a claim was measured, as the data of one chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nonaligned.claims.specification import OUTCOMES, WHOLE, Finding, Specification
from nonaligned.claims.verdict import Verdict
from nonaligned.report.figure import Column, Figure, Value

Row = tuple[Value, ...]

CUTS = {
    "all": "all votes",
    "all-me": "without Palestinian votes",
    "all-parts": "without paragraphs, amendments",
    "important": "“important” votes only",
    "none": "no votes",
}
WINDOWS = {
    "pooled": "roll calls weigh alike",
    "mean": "sessions weigh alike",
    "calendar": "with the year before",
    "ends1": "one session at each end",
    "ends3": "three sessions at each end",
    "ends5": "five sessions at each end",
    "slope": "a straight line",
    "turn": "the best turning point",
    "dates": "dates compared",
    "days": "days counted",
    "years": "calendar years",
}
GROUPS = {
    "none": "no yardstick needed",
    "members": "against all members",
    "throughout": "against members throughout",
    "region": "against the region",
    "unaligned": "against the unaligned",
    "unaligned-throughout": "against the unaligned throughout",
    "unaligned-usual": "within the unaligned's middle third",
    "any": "whoever backs at all",
}
LABELS = {
    "agree3": "agreement",
    "agree2": "agreement, no abstentions",
    "kappa_squared": "Cohen’s κ, squared",
    "kappa_linear": "Cohen’s κ, linear",
    "scott_pi": "Scott’s π",
    "s_squared": "Signorino–Ritter S",
    "share": "share of yes",
    "half": "abstention as half a yes",
    "decided": "yes among yes and no",
    "all_seats": "yes among all seats",
    "ideal": "ideal points",
    "same": "identical votes",
    "date": "date of the change",
    "constancy": "the same texts again",
    "profile": "company voted in",
    "mixture": "mixture",
    "modes": "modes",
    "began": "first day",
    "over": "last day",
    "system": "state system",
    "seat": "seat in the UN",
    "name": "end of the name",
    "table": "table of events",
}
"""Choices in few words, as they label the specification curve."""


CHOICES: dict[str, tuple[str, Callable[[Specification], str]]] = {
    "measure": ("Measure", lambda way: _measure(way.measure)),
    "cut": ("Votes", lambda way: CUTS.get(way.cut, f"issue {way.cut}")),
    "window": ("Window", lambda way: WINDOWS.get(way.window, way.window)),
    "group": ("Yardstick", lambda way: GROUPS.get(way.group, way.group)),
}


def ways(verdict: Verdict) -> tuple[Figure, ...]:
    """Return the specification curve, one for each unit that the findings are in.

    Simonsohn, Simmons & Nelson (2020), Specification curve analysis, Nature Human Behaviour 4:
    1208-1214: estimates in ascending order, the choices that make each of them beneath.
    """
    apart: dict[str, list[Finding]] = {}
    known = [f for f in verdict.findings if np.isfinite(f.estimate)]
    for found in sorted(known, key=lambda f: (f.estimate - _or_zero(f.threshold), f.estimate)):
        apart.setdefault("counted" if found.unit in WHOLE else "measured", []).append(found)
    return tuple(
        _curve(verdict, tuple(found), len(apart) > 1) for found in apart.values() if len(found) > 1
    )


def _measure(name: str) -> str:
    """Return a measure in few words; of two parts, such as a method and what it is fed."""
    return ", ".join(LABELS.get(part, part) for part in name.split("-"))


def _curve(verdict: Verdict, found: tuple[Finding, ...], one_of_several: bool) -> Figure:
    choices = tuple(Column(name, heading) for name, (heading, _) in CHOICES.items())
    units = {one.unit for one in found}
    unit = units.pop() if len(units) == 1 else "estimate, in its own unit"
    return Figure(
        "ways",
        "Every way to measure it" + (", where it is counted" if one_of_several else ""),
        _described(verdict, found, one_of_several),
        (
            Column("estimate", "Estimate", 3),
            Column("low", "From", 3),
            Column("high", "To", 3),
            Column("criterion", "Criterion", 3),
            Column("outcome", "Outcome"),
            Column("n", "Votes", 0),
            *choices,
            Column("id", "Id"),
        ),
        tuple(map(_row, found)),
        "ways, in ascending order",
        f"{unit}, less the criterion",
    )


def _described(verdict: Verdict, found: tuple[Finding, ...], one_of_several: bool) -> str:
    """Say what the curve shows, and where the ways are that it does not."""
    outcomes = [one.outcome for one in found]
    told = ", ".join(f"{outcomes.count(side)} {side}" for side in OUTCOMES)
    rest = len(verdict.findings) - len(found)
    others = "others gave no number" + (" or stand in the other chart" if one_of_several else "")
    return (
        f"{len(found)} ways to measure the claim, in ascending order of the estimate less its "
        f"criterion (the dashed line), with 95 % intervals: {told}. The choices that make each "
        f"way stand beneath it." + (f" The {rest} {others}." if rest else "")
    )


def _row(found: Finding) -> Row:
    way = found.specification
    return (
        found.estimate,
        found.low,
        found.high,
        found.threshold if np.isfinite(found.threshold) else None,
        found.outcome,
        found.n,
        *(words(way) for _, words in CHOICES.values()),
        way.id,
    )


def _or_zero(value: float) -> float:
    return value if np.isfinite(value) else 0.0
