"""Only: X is the only state that backs Y, or a cause.

Measured by the number of other states that back it at least as much as X does. Another state
counts when it credibly backs (above the middle of the scale) and credibly falls short of X by no
more than a state usually differs from itself. "Credibly" holds for all states at once: the
intervals are widened for the number of states compared (Bonferroni), so that one lucky state
among two hundred refutes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._sides import BACKING, EACH_WAY, HALF_WAY, numbered
from nonaligned.claims.kinds.backs import problem, tolerance
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, listed, state_name

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Counts, Floats
    from nonaligned.claims.evidence import Bools, Evidence

STATE = "(state|country|nation|government|member|power|one) [in the world|on earth|of the un]"
WHOM = "({cause}|{Y})"
GERUND = (
    "(backing|supporting|defending|championing|standing by|standing with|voting for|voting with)"
)

PHRASES = (
    f"{{X}} <be> the (only|sole|one) {STATE} (that|which|who) {BACKING} {WHOM}",
    f"{{X}} <be> the (only|sole|one) {STATE} to {BACKING} {WHOM}",
    f"{{X}} <be> the (only|sole|one) {STATE} {GERUND} {WHOM}",
    f"{{X}} <be> the (only|sole) (backer|supporter|defender|champion|friend) of {WHOM}",
    f"{{X}} <be> alone in {GERUND} {WHOM}",
    f"{{X}} alone {BACKING} {WHOM}",
    f"only {{X}} {BACKING} {WHOM}",
    f"no [other] {STATE} (but|except|besides|apart from|other than|than) {{X}} {BACKING} {WHOM}",
    f"(apart from|except for|besides) {{X}} no [other] {STATE} {BACKING} {WHOM}",
    f"nobody (but|except|besides) {{X}} {BACKING} {WHOM}",
    f"the (only|sole) {STATE} (that|which) {BACKING} {WHOM} <be> {{X}}",
    f"the (only|sole) {STATE} to {BACKING} {WHOM} <be> {{X}}",
    f"{WHOM} <be> (backed|supported|defended) by {{X}} (alone|only)",
    f"{WHOM} <be> (backed|supported|defended) (only|solely) by {{X}}",
)

EXAMPLES = (
    "{A} is the only state that backs the Palestinians",
    "{A} was the only country in the world which resolutely supported the Palestinians",
    "Only {A} supports nuclear disarmament",
    "{A} alone has stood by {B} since 1979",
    "No country but {A} voted with {B} in the 1980s",
    "{A} was the sole supporter of {B} during the Cold War",
    "{A} is not the only state that backs the Palestinians",
    "The Palestinians are backed by {A} alone",
    "Apart from {A}, no state supported decolonization",
    "The only country that stood with {B} was {A}",
    "From 1989 to 2018 nobody but {A} backed the Palestinian cause",
    "{A} was alone in supporting {B} on human rights",
    "{A} was the one nation to vote for nuclear disarmament",
    "{B} was supported only by {A}",
)


def say(claim: Claim, words: Words) -> str:
    """Return the canonical sentence."""
    lead = f"{words.x} {words.was} the only state that backed"
    whom = f"{words.y}{words.on}" if claim.others else words.cause
    return f"{lead} {whom}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Measures × cuts × windows × groups; primary: pooled, among all members."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    measures = grid.SIMILARITY if claim.others else ("share", "half", "decided")
    cuts = grid.cuts(claim, evidence, first, last)
    windows = ("pooled", "calendar") if claim.others else ("pooled", "mean", "calendar")
    return grid.specifications(measures, cuts, windows, ("members", "throughout"), first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return number of other states that back as much as X, with simultaneous intervals."""
    first, last = evidence.widened(way)
    x = claim.subjects[0]
    rivals = evidence.compared(way.group, way.cut, first, last, x)
    rivals = rivals & ~_own(claim, evidence, first, last)
    slack = _slack(claim, way, evidence, rivals, first, last)
    key = ("only", replace(claim, hedges=(), negated=False), way.measure, way.cut, way.window)
    found = evidence.once(
        (*key, first, last), lambda: _compared(claim, way, evidence, first, last, slack)
    )
    reach = _reach(rivals)
    with np.errstate(invalid="ignore"):
        level, spare = found.value + found.gap, reach * found.error
        above, below = found.gap + reach * found.gap_error, found.gap - reach * found.gap_error
        sure = rivals & (level - spare > found.middle) & (below >= -slack)
        seen = rivals & (level > found.middle) & (found.gap >= -slack)
        open_ = rivals & (level + spare > found.middle) & (above >= -slack)
    order = np.argsort(-np.where(seen, level, -np.inf), kind="stable")
    named = tuple(evidence.tallies.states[i] for i in order if sure[i] and seen[i])
    return Finding(
        way,
        float(seen.sum()),
        float((sure & seen).sum()),
        float((open_ | seen).sum()),
        "states",
        "for the claim when no other state backs as much",
        _outcome(found.value > found.middle, bool((sure & seen).any()), bool(open_.any())),
        0.0,
        int(evidence.cast(x, way.cut, first, last)[:, :3].sum()),
        note=_note(found.value, slack, named, way),
        named=named,
    )


@dataclass(frozen=True, eq=False)
class Compared:
    """How much X backs, and every state less X.

    Parameters
    ----------
    value : float
        X's own level.
    gap, gap_error : array (S,)
        Others' level less X's on common roll calls, and its standard error.
    error : array (S,)
        Standard error of others' levels.
    middle : float
        Middle of the scale.
    """

    value: float
    gap: Floats
    gap_error: Floats
    error: Floats
    middle: float


def _outcome(backs: bool, refuted: bool, open_: bool) -> Outcome:
    if not backs or refuted:
        return "against"
    return "undecided" if open_ else "for"


def _own(claim: Claim, evidence: Evidence, first: int, last: int) -> Bools:
    """States that the claim itself is about."""
    names = {
        state
        for party in (*claim.subjects, *claim.others)
        for state in evidence.names(party, first, last)
    }
    return np.array([state in names for state in evidence.tallies.states])


def _reach(rivals: Bools) -> float:
    from nonaligned.claims.estimates import simultaneous

    return simultaneous(int(rivals.sum()))


def _compared(
    claim: Claim, way: Specification, evidence: Evidence, first: int, last: int, slack: float
) -> Compared:
    where = (way.cut, first, last)
    if claim.others:
        return _by_agreement(claim, way, evidence, where, slack)
    return _by_support(claim, way, evidence, where)


def _by_support(
    claim: Claim, way: Specification, evidence: Evidence, where: tuple[str, int, int]
) -> Compared:
    from nonaligned.claims import estimates as est

    x, effect = claim.subjects[0], evidence.effect(*where)
    formula, gap = est.SUPPORT[way.measure], est.GAPS[way.measure]
    turned = np.swapaxes(_span(evidence.row(x, *where), way), -2, -1)
    gaps = _mean_error(gap(turned), gap.variance(gap.smoothed(turned)) * effect)
    levels = est.own(_span(evidence.casts(*where), way))
    error = _mean_error(formula(levels), formula.variance(formula.smoothed(levels)) * effect)[1]
    own = formula(est.own(_span(evidence.cast(x, *where), way)))
    value = float(own[np.isfinite(own)].mean()) if np.isfinite(own).any() else float("nan")
    return Compared(value, *gaps, error, 0.5)


def _by_agreement(
    claim: Claim,
    way: Specification,
    evidence: Evidence,
    where: tuple[str, int, int],
    slack: float,
) -> Compared:
    """Differences of agreement with Y; the joint table is filled in only where it matters.

    Two standard errors added up bound that of the difference. States that fall short of X
    even so need no closer look.
    """
    from nonaligned.claims import estimates as est

    x, y, effect = claim.subjects[0], claim.others[0], evidence.effect(*where)
    formula = est.MEASURES[way.measure]
    towards = evidence.full_row(y, *where).sum(axis=0)
    pair = evidence.full_pair(y, x, *where).sum(axis=0)
    levels = towards[..., :3, :3]
    value = float(formula(pair[:3, :3]))
    error = np.sqrt(formula.variance(formula.smoothed(levels)) * effect)
    own_error = np.sqrt(formula.variance(formula.smoothed(pair[:3, :3])) * effect)
    gap, gap_error = formula(levels) - value, error + own_error
    reach = _reach(np.isfinite(gap))
    with np.errstate(invalid="ignore"):
        close = np.flatnonzero(np.abs(gap + slack) < reach * gap_error)
    row = evidence.full_row(x, *where).sum(axis=0)
    both = np.broadcast_to(pair, (close.size, 4, 4))
    gap_error[close] = np.sqrt(
        est.differences(formula, towards[close], both, row[close], effect)[1]
    )
    middle = (formula.low + formula.high) / 2
    return Compared(value, gap, gap_error, error, middle)


def _span(counts: Counts, way: Specification) -> Counts:
    """Return counts by session, or pooled into one."""
    return counts if way.window == "mean" else counts.sum(axis=0, keepdims=True)


def _mean_error(values: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Means over sessions (T, S) and their standard errors, NaN where undefined."""
    known = np.isfinite(values)
    number = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, values, 0.0).sum(axis=0) / number
        error = np.sqrt(np.where(known, variances, 0.0).sum(axis=0)) / number
    return mean, error


def _slack(
    claim: Claim, way: Specification, evidence: Evidence, rivals: Bools, first: int, last: int
) -> float:
    """By how much a state typically differs from itself."""
    from nonaligned.claims import estimates as est

    if claim.others:
        row = evidence.row(claim.others[0], way.cut, first, last)
        slack = evidence.wobble(est.MEASURES[way.measure], row, rivals)
    else:
        counts = est.own(evidence.casts(way.cut, first, last))
        slack = evidence.wobble(est.SUPPORT[way.measure], counts, rivals)
    return slack * tolerance(claim)


def _note(value: float, slack: float, named: tuple[str, ...], way: Specification) -> str:
    year = way.years[0]
    if not named:
        return f"its own level is {value:.3f}"
    shown = listed([state_name(state, year, way.years[1]) for state in named[:5]])
    return (
        f"its own level is {value:.3f}; at or above it, give or take {slack:.3f}, are credibly "
        f"{len(named)} others, first of all {shown}"
    )


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Return the states that back most beside X, against the claim; X's own votes for it."""
    way, words = primary.specification, Words(claim)
    subject = claim.subjects[0].name
    found = []
    for side, names in (("for", (subject,)), ("against", primary.named[:EACH_WAY])):
        for state in names:
            if evidence.is_state(state):
                text = _votes(state, claim, way, evidence)
                found.append(
                    Exhibit(
                        "for" if side == "for" else "against",
                        f"{state_name(state, *way.years)} {text}"
                        + (f" {words.y}" if claim.others else ""),
                        (state,),
                        way.first,
                        way.last,
                    )
                )
    return tuple(found)


def _votes(state: str, claim: Claim, way: Specification, evidence: Evidence) -> str:
    where = (way.cut, way.first, way.last)
    if claim.others:
        counts = evidence.pair(Party(state), claim.others[0], *where).sum(axis=0)
        agreed = numbered((counts * HALF_WAY).sum())
        return f"agreed on {agreed} of {numbered(counts.sum())} votes with"
    cast = evidence.cast(Party(state), *where).sum(axis=0)
    return f"voted yes on {cast[0]} of {cast[:3].sum()} votes"


def needs(claim: Claim, primary: Finding) -> str:
    """Return what would have to be true for the other verdict."""
    words = Words(claim)
    if primary.outcome == "for":
        return f"For the other verdict one other state would have to back as much as {words.x}"
    return (
        f"For the other verdict every other state would have to back credibly less than {words.x} "
        f"({primary.estimate:.0f} do not)"
    )


KIND = Kind(
    name="only",
    asks="Is X the only state that votes for a cause, or with Y?",
    phrases=tuple(Phrase(text) for text in PHRASES),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    subjects=(1, 1),
    others=(0, 1),
)
