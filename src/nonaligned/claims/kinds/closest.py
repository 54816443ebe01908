"""Closest: X is Y's closest partner, or among the n closest.

Measured by X's rank among all states by similarity to Y. States that differ from X by no more than
a state usually differs from itself share its rank: which of two such states comes first says
nothing. The interval of the rank asks of every other state whether it is credibly closer, for all
of them at once (Mogstad, Romano, Shaikh & Wilhelm, 2024, Review of Economic Studies 91(1):
476-518, with Bonferroni's bound).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._parts import SELF, WITH, X, Y
from nonaligned.claims.kinds._sides import EACH_WAY, HALF_WAY, of_votes
from nonaligned.claims.kinds.backs import tolerance
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, state_name
from nonaligned.numerals import number

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

CLOSE = "(closest|nearest|most loyal|most faithful|most reliable|most steadfast)"
PARTNER = (
    "[voting|un|diplomatic] (partner|partners|ally|allies|friend|friends|supporter|supporters|"
    "follower|followers|state|states|country|countries|member|members)"
)
OTHER = "(any other|any) (state|country|member|government) [was|is|did|does|had|has]"
MOST_LIKE = f"(<vote>|<side>|<agree>|<align> {SELF}) most [often|closely|frequently] {WITH}"

FIRST = (
    f"{{X}} <be> {{Y}} ['s] {CLOSE} {PARTNER} [of all]",
    f"{{X}} <be> the {CLOSE} {PARTNER} [of all] (of|to) {{Y}}",
    f"{X} <be> [the] (closest|nearest) [of all] to {Y}",
    "of all (states|countries) {X} <be> [the] (closest|nearest) to {Y}",
    f"{{X}} <be> closer to {{Y}} than {OTHER}",
    "no [other] (state|country|member) <be> closer to {Y} than {X}",
    f"{{Y}} ['s] {CLOSE} {PARTNER} _ <be> _ {{X}}",
    f"the {CLOSE} {PARTNER} of {{Y}} _ <be> _ {{X}}",
    f"{{X}} {MOST_LIKE} {{Y}}",
    f"{{X}} <be> the (state|country|member) that {MOST_LIKE} {{Y}}",
    f"the (state|country|member) that {MOST_LIKE} {{Y}} <be> {{X}}",
    f"{{X}} <vote> {WITH} {{Y}} more [often] than {OTHER}",
    f"{{X}} <vote> more [often] {WITH} {{Y}} than {OTHER}",
    f"no [other] (state|country|member) <vote> more [often] {WITH} {{Y}} than {{X}}",
)
NONE = (f"{{Y}} <have> no (closer|more loyal|more faithful) {PARTNER} _ than {{X}}",)
AMONG = (
    f"{{X}} <be> among {{Y}} ['s] {{n}} {CLOSE} {PARTNER}",
    f"{{X}} <be> (among|one of) the {{n}} {CLOSE} {PARTNER} (of|to) {{Y}}",
    f"{{X}} <be> (among|one of) the {{n}} {PARTNER} (closest|nearest) to {{Y}}",
    f"{{X}} <be> (among|one of) the {{n}} {PARTNER} that {MOST_LIKE} {{Y}}",
    f"{{X}} <be> one of {{Y}} ['s] {{n}} {CLOSE} {PARTNER}",
    f"{{Y}} ['s] {{n}} {CLOSE} {PARTNER} _ (<include>|<number>) {{X}}",
    f"the {{n}} {PARTNER} (closest|nearest) to {{Y}} _ <include> {{X}}",
    f"(among|one of) the {{n}} {PARTNER} (closest|nearest) to {{Y}} _ <be> _ {{X}}",
    f"(among|one of) the {{n}} {CLOSE} {PARTNER} (of|to) {{Y}} _ <be> _ {{X}}",
    f"(among|one of) {{Y}} ['s] {{n}} {CLOSE} {PARTNER} _ <be> _ {{X}}",
    f"{{X}} (<rank>|<count>) among the {{n}} {CLOSE} {PARTNER} (of|to) {{Y}}",
    f"{{X}} (<rank>|<count>) among {{Y}} ['s] {{n}} {CLOSE} {PARTNER}",
)

EXAMPLES = (
    "{A} is {B}'s closest partner",
    "{A} was among {B}'s five closest partners in the 1970s",
    "{A} was the closest ally of {B} from 1971 to 1985",
    "No state was closer to {B} than {A} during the Cold War",
    "{B} had no closer partner than {A} between 1971 and 1985",
    "Of all states {A} was the closest to {B} from 1970 to 1990",
    "{A} is among the ten states closest to {B}",
    "{A} is one of the three closest partners of {B} on human rights",
    "{A} was not among the five closest friends of {C} in the eighties",
    "{A} voted more often with {B} than any other state since 1991",
    "{B}'s closest partner was {A} until 1990",
    "{A} ranked among the 20 closest partners of {B} for thirty years",
    "{A} was closer to {B} than any other country was in the 1960s",
    "{B}'s ten closest allies included {A} from 1965 to 1985",
    "{A} was among the five states that voted most like {B} in the 1970s",
    "{A} was the state that voted most often with {B} in the 1950s and 1960s",
    "{A} was {C}'s closest partner under Nehru",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    n = int(claim.number or 1)
    partner = "the closest partner" if n == 1 else f"among the {n} closest partners"
    return f"{words.x} {words.was} {partner} of {words.y}{words.on}{words.when}"


def problem(claim: Claim) -> str | None:
    """Say what is wrong with the number."""
    if claim.number is None:
        return "it does not say among how many"
    if claim.number < 1 or claim.number != int(claim.number):
        return f"{claim.number:g} is no rank"
    if claim.bound:
        return "a rank is a whole number"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × windows × groups; primary: pooled, among members."""
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows, groups = ("pooled", "calendar"), ("members", "throughout")
    return grid.specifications(grid.SIMILARITY, cuts, windows, groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Rank by similarity to Y, with simultaneous intervals."""
    from nonaligned.claims import rivals as against

    x, y = claim.subjects[0], claim.others[0]
    where = (way.cut, *evidence.widened(way))
    rivals = evidence.compared(way.group, *where, x)
    for party in (x, y):
        rivals = rivals & ~evidence.positions(party, *where[1:])
    slack = against.slack_of(y, way, evidence, rivals, where) * tolerance(claim)
    found = evidence.once(
        ("rivals", x, y, way.measure, where),
        lambda: against.by_agreement(x, y, way, evidence, where, slack),
    )
    if not np.isfinite(found.value):
        return evidence.nothing(way, "the two cast no common vote")
    wide = against.reach(rivals) * found.gap_error
    with np.errstate(invalid="ignore"):
        closer = rivals & (found.gap > slack)
        surely = rivals & (found.gap - wide > slack)
        perhaps = rivals & (found.gap + wide > slack)
    order = np.argsort(-np.where(closer, found.gap, -np.inf), kind="stable")
    named = tuple(evidence.tallies.states[i] for i in order if closer[i])
    n, low, high = claim.number or 1, 1 + int(surely.sum()), 1 + int(perhaps.sum())
    outcome: Outcome = "for" if high <= n else "against" if low > n else "undecided"
    return Finding(
        way,
        1.0 + float(closer.sum()),
        float(low),
        float(high),
        "rank",
        f"for the claim at rank {n:g}{' or better' if n > 1 else ''}; states within "
        f"{number(slack, 3)} of it share its rank",
        outcome,
        float(n),
        int(evidence.pair(x, y, *where).sum()),
        note=_note(named, way),
        named=named,
    )


def _note(named: tuple[str, ...], way: Specification) -> str:
    if not named:
        return "no state was closer by more than a state differs from itself"
    shown = ", ".join(state_name(state, *way.years) for state in named[:5])
    more = " and others" if len(named) > 5 else ""
    return f"closer {'was' if len(named) == 1 else 'were'} {shown}{more}"


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show X's agreement with Y, and that of the states that were closer."""
    from nonaligned.claims.claim import Party

    way, y, words = primary.specification, claim.others[0], Words(claim)
    x, shown = claim.subjects[0].name, []
    for state in (x, *primary.named[:EACH_WAY]):
        counts = evidence.pair(Party(state), y, way.cut, way.first, way.last).sum(axis=0)
        shared = of_votes((counts * HALF_WAY).sum(), counts.sum())
        text = f"{state_name(state, *way.years)} agreed with {words.y} on {shared}"
        shown.append(
            Exhibit("for" if state == x else "against", text, (state,), way.first, way.last)
        )
    return tuple(shown)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    n = int(claim.number or 1)
    if primary.outcome == "for":
        others = "another state" if n == 1 else f"{n} other states"
        return f"For the other verdict {others} would have to be credibly closer"
    at_most = "no other state" if n == 1 else f"at most {n - 1} other state{'s' * (n > 2)}"
    return f"For the other verdict {at_most} could be credibly closer"


KIND = Kind(
    name="closest",
    asks="Is X among the n states closest to Y?",
    phrases=(
        *(Phrase(text, number=1) for text in FIRST),
        *(Phrase(text, number=1) for text in NONE),
        *(Phrase(text) for text in AMONG),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    others=(1, 1),
    number=True,
    groups=False,
)
