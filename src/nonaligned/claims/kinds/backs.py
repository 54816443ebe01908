"""Backs: X stands by Y, or supports a cause.

Support of a cause is the share of yes votes on its resolutions. Its criterion is the middle of the
scale, one half; the alternatives ask also that X be not among the third of states that give least.
The upper third of all states, which is asked of agreement with another state, would be no fair
yardstick for a cause: on some issues nearly all states vote yes nearly always, and the upper third
begins within a vote or two of the top. Nor may a vote or two decide elsewhere: every yardstick
among states is lowered by what a state usually differs from itself (:meth:`.Evidence.wobble`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._parts import (
    BACKED,
    BACKING,
    CAUSE,
    FAITHFUL,
    RESOLUTIONS,
    SUPPORTER,
    WHOM,
    X,
)
from nonaligned.claims.kinds._sides import HALF_WAY, by_subject, of_votes, session_exhibits
from nonaligned.claims.lexicon import issues, loosened
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.topics import is_party
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, across
from nonaligned.numerals import bar, number

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Bools, Evidence

SUPPORT = "(support|backing|vote|votes|voice|help)"

PHRASES = (
    f"{X} {BACKING} {WHOM}",
    f"{{X}} <be> [a|an|among the|one of the] {FAITHFUL} {SUPPORTER} of {WHOM}",
    f"{{X}} <be> [a|an] {FAITHFUL} (vote|voice) for {WHOM}",
    f"{{X}} [could|can] be (counted|relied|depended) on to {BACKING} {WHOM}",
    f"{{X}} <be> (in favour|in favor|on the side) of {WHOM}",
    "{X} <be> (behind|with|for) ({cause}|{Y})",
    f"{{X}} <be> (loyal|faithful|committed|devoted|sympathetic|favourable|favorable) to {WHOM}",
    f"{{X}} (<give>|<lend>) [its|their] {FAITHFUL} {SUPPORT} to {WHOM}",
    f"{{X}} <take> the (side|part) of {WHOM}",
    "{X} (<toe>|<follow>) [the] {Y} ['s] (line|lead|example)",
    "{X} <belong> to [the] {Y} ['s] (camp|following|bloc)",
    "{X} (<oppose>|<vote> against|<fight> against|<be> against|<condemn>) {wrong}",
    f"{{X}} {BACKING} {RESOLUTIONS} (against|condemning|opposing|denouncing) {{wrong}}",
    f"{{X}} ['s] {SUPPORT} (for|of) ({{cause}}|{{Y}}) <be> "
    "(constant|firm|steady|unwavering|consistent|strong|solid|reliable)",
    f"{WHOM} <be> {BACKED} by {{X}}",
    f"({{cause}}|{{Y}}) (<have>|<enjoy>|<get>|<receive>) the {FAITHFUL} {SUPPORT} of {{X}}",
    *(
        f"({{cause}}|{{Y}}) (<have>|<enjoy>|<get>|<receive>) {{X}} ['s] {FAITHFUL} {support}"
        for support in ("support", "backing", "help")
    ),
    "({cause}|{Y}) [could|can] (<count>|<rely>|<depend>) on {X}",
    f"({{cause}}|{{Y}}) <find> (support|[a|an] {FAITHFUL} {SUPPORTER}) in {{X}}",
    f"({{cause}}|{{Y}}) <find> in {{X}} [a|an] {FAITHFUL} {SUPPORTER}",
)
_OFTEN = "[always|consistently|firmly|regularly|repeatedly|often|steadily|steadfastly|openly]"
DENIALS = (
    *(
        f"{X} [has|have|had] {_OFTEN} {opposed} {CAUSE}"
        for opposed in ("opposed", "opposes", "oppose", "voted against", "votes against")
    ),
    "{X} (<side>|<vote>) against {Y}",
    "{X} <oppose> {Y} on ({topic}|{matter} (resolutions|questions|issues|matters|texts|votes))",
    "{X} (<abandon>|<betray>|<desert>|<forsake>) {cause}",
    "{X} <turn> [its|their] back on {cause}",
    f"{{X}} (<withhold>|<deny>) [its|their] {SUPPORT} (from|to) ({{cause}}|{{Y}})",
)

EXAMPLES = (
    "{A} backs {B}",
    "{A} supports the Palestinians",
    "{A} has stood by the Palestinians since 1979",
    "{A} stood with {B} during the Cold War",
    "The Palestinians were supported by {A} from 1989 to 2018",
    "{A} opposed colonialism in the 1960s",
    "{A} did not back {B} on human rights",
    "{A} never voted for nuclear disarmament",
    "{A} and {D} voted with {B} in the seventies",
    "{A} has largely been on the side of {B}",
    "{B} could count on {A} until 1989",
    "{A} abandoned the Palestinian cause after 1993",
    "{A} gave its backing to decolonization, 1960-1975",
    "{A} was a friend of {B} for twenty years",
    "{A} refused to support human rights between 1973 and 1989",
    "{A} has been a constant champion of nuclear disarmament",
    "{A} never backed resolutions in favour of the Palestinians in the 1980s",
    "{A} voted for most resolutions calling for the independence of colonies in the 1960s",
    "Both {A} and {D} loyally followed {B} from 1956 until 1988",
    "{A} voted with {B} on virtually everything before 1990",
    "{A}, like {D}, has supported the Palestinians in most General Assembly votes since 1980",
)


def problem(claim: Claim) -> str | None:
    """Return a claim of this kind names whom or what is backed."""
    known = claim.topic and not is_party(claim.topic)
    if not (claim.others or known or claim.issue in issues("cause").values()):
        return "it does not say whom or what is backed"
    return None


def say(claim: Claim, words: Words) -> str:
    """Return the canonical sentence."""
    verb = words.did("backed", "back")
    if claim.others:
        return f"{words.x} {verb} {words.y}{words.on}{words.when}"
    return f"{words.x} {verb} {words.cause}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Measures × cuts × windows × yardsticks; primary: pooled, the first of each."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    groups = ("members", "throughout", "region")
    if claim.others:
        windows: tuple[str, ...] = ("pooled", "mean")
        return grid.specifications(grid.SIMILARITY, cuts, windows, groups, first, last)
    windows = ("pooled", "mean", "calendar")
    measures = ("share", "half", "decided")
    return grid.specifications(measures, cuts, windows, ("none", *groups), first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Support, or agreement, compared with its yardstick."""
    one = _agreement if claim.others else _support
    return by_subject(claim, way, evidence, lambda x: one(x, claim, way, evidence))


def _support(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    from nonaligned.claims.estimates import SUPPORT, mean_level, own

    first, last = evidence.widened(way)
    cast = evidence.cast(x, way.cut, first, last)
    cast = cast if way.window == "mean" else cast.sum(axis=0, keepdims=True)
    formula = SUPPORT[way.measure]
    estimate = mean_level(formula, own(cast), evidence.effect(way.cut, first, last))
    if way.group == "none":
        return evidence.finding(way, estimate, formula.label, "for the claim above one half", 0.5)
    values = evidence.supports(way.measure, way.cut, way.window, first, last)
    among = others(way, evidence, x)
    counts = evidence.selves(way.cut, first, last)
    slack = evidence.wobble(formula, counts, among) * tolerance(claim)
    low = evidence.quantile(values, among, 1 / 3)
    threshold, criterion = _above(low, slack, 0.5, "the lower third of the states ends at")
    return evidence.finding(way, estimate, formula.label, criterion, threshold)


def _agreement(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    from nonaligned.claims.estimates import MEASURES, mean_level

    y = claim.others[0]
    first, last = way.first, way.last
    formula = MEASURES[way.measure]
    pair = evidence.pair(x, y, way.cut, first, last)
    pair = pair if way.window == "mean" else pair.sum(axis=0, keepdims=True)
    estimate = mean_level(formula, pair, evidence.effect(way.cut, first, last))
    _, high, slack = backing(claim, way, evidence, x, y)
    middle = (formula.low + formula.high) / 2
    threshold, criterion = _above(high, slack, middle, "the upper third of the states begins at")
    return evidence.finding(way, estimate, formula.label, criterion, threshold)


def backing(
    claim: Claim, way: Specification, evidence: Evidence, x: Party, y: Party
) -> tuple[float, float, float]:
    """Return the similarity above which a state backs another, and what it is made of.

    Parameters
    ----------
    claim : Claim
    way : Specification
    evidence : Evidence
    x, y : Party
        Who backs, and who is backed; they are none of those compared with.

    Returns
    -------
    bar, high, slack : float
        The bar; where the upper third of the others begins; by how much they differ from
        themselves.
    """
    from nonaligned.claims.estimates import MEASURES

    where, formula = (way.cut, way.first, way.last), MEASURES[way.measure]
    values = evidence.similarities(way.measure, y, way.cut, way.window, *where[1:])
    among = others(way, evidence, x, y)
    slack = evidence.wobble(formula, evidence.row(y, *where), among) * tolerance(claim)
    high = evidence.quantile(values, among, 2 / 3)
    return max((formula.low + formula.high) / 2, high - slack), high, slack


def others(way: Specification, evidence: Evidence, x: Party, *more: Party) -> Bools:
    """Return the states that x is compared with: a group's members are none of them."""
    first, last = evidence.widened(way)
    kept = evidence.compared(way.group, way.cut, first, last, x)
    for party in (x, *more):
        kept = kept & ~evidence.positions(party, first, last)
    return kept


def _above(line: float, slack: float, middle: float, where: str) -> tuple[float, str]:
    """Return the criterion, and in words: a line less a slack, not below the middle of the scale.

    Parameters
    ----------
    line : float
    slack : float
        By how much a state differs from itself.
    middle : float
    where : str
        What the line is, as in "the upper third of the states begins at".
    """
    found = f"{where} {number(line, 3)}"
    if line - slack < middle:
        return middle, f"for the claim above {bar(middle)}, the middle of the scale; {found}"
    spare = f", less {number(slack, 3)}, by which a state differs from itself" if slack else ""
    return line - slack, f"for the claim above {bar(line - slack)}: {found}{spare}"


def tolerance(claim: Claim) -> float:
    """How many times the usual wobble is allowed for: once, or twice with a loosening hedge."""
    return 2.0 if loosened(claim) else 1.0


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Return the sessions in which X gave most and least support."""
    way, x = primary.specification, claim.subjects[0]
    words = Words(claim)
    if claim.others:
        counts = evidence.pair(x, claim.others[0], way.cut, way.first, way.last)
        total = counts.sum(axis=(1, 2))
        yes = (counts * HALF_WAY).sum(axis=(1, 2))
        what = f"agreed with {words.y}"
    else:
        cast = evidence.cast(x, way.cut, way.first, way.last)
        yes, total = cast[:, 0], cast[:, :3].sum(axis=1)
        what = "voted yes"
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = yes / total - primary.threshold

    def text(t: int) -> str:
        return f"{words.name(x)} {what} on {of_votes(yes[t], total[t])}"

    return session_exhibits(gap, text, (x, *claim.others), way, evidence)


def needs(claim: Claim, primary: Finding) -> str:
    """Return what would have to be true for the other verdict."""
    return (
        f"For the other verdict the {primary.unit} of {Words(claim).x} {across(primary)}, "
        "in four fifths of the decided ways to measure it"
    )


KIND = Kind(
    name="backs",
    asks="Did X vote for a cause, or with Y?",
    phrases=(
        *(Phrase(text) for text in PHRASES),
        *(Phrase(text, negated=True) for text in DENIALS),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    subjects=(1, 8),
    others=(0, 1),
)
