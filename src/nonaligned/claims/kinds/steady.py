"""Steady: X's policy did not change from t0 to t1.

What cannot drift is the same text voted on again: the primary measure is constancy, the share of
texts that came up at both ends of the span on which X cast the same vote. X is steady when it is at
least as constant as two thirds of the states, or as it is itself within either end, give or take
what a state's constancy differs between odd and even sessions. On such texts many states never
change, and a single vote should not decide; and who wavers from year to year has not changed its
policy. (Without its own constancy as a yardstick, 7 of 60 unmoved states of simulated records were
said to have changed.)

Beside it stands how X changed among the states: its standing, its company, its answers
(:mod:`nonaligned.claims.company`). By how much is set against what is usual, the interval being
that of the difference. Where the record holds too few texts that came up again (hardly any before
the 1970s), the standing is the primary measure; that depends on the agenda, not on anybody's vote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._ends import Ends, ends, spans, widths
from nonaligned.claims.kinds._parts import OF_POLICY, POLICY
from nonaligned.claims.kinds._sides import Measured, Parties, by_subject, together
from nonaligned.claims.kinds.backs import tolerance
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, across, state_name
from nonaligned.numerals import bar, number, signed

if TYPE_CHECKING:
    from nonaligned.claims.company import Margin
    from nonaligned.claims.estimates import Estimate
    from nonaligned.claims.evidence import Bools, Evidence

LEAST_TEXTS = 10
"""Texts that came up again for constancy to be measured: comparisons over sessions at an end."""

LEAST_STATES = 10
"""States to compare with."""

COMPANY = ("standing-agree3", "answers", "standing-agree2", "company-agree3", "company-agree2")
"""What can be measured without a text that came up again."""

WHAT = {
    "standing": ("its standing among the states", "spreads"),
    "company": ("its distance to the others", "mean distances"),
    "answers": ("how often it said yes, no or neither", "shares of its votes"),
}
"""What changed, and the unit."""

OF = f"({{X}} ['s] {OF_POLICY}|[the] {OF_POLICY} of {{X}})"
ITS = f"(its|their|the same|one and the same|its own|their own) [foreign] {POLICY}"
SAME = (
    "(the same|unchanged|constant|steady|stable|consistent|unaltered|fixed|identical|as before|"
    "of a piece)"
)
REAL = "[real|great|significant|major|marked|substantial|visible|fundamental|lasting]"
LIKE = (
    "(the same way|the same|as before|as it always had|as it had [before]|as ever|no differently)"
)

STEADY = (
    f"{OF} <be> {SAME}",
    f"{OF} <be> (as|what) (it|they) (was|were) (between {{a}} and|from {{a}} (to|until)) {{b}}",
    f"{OF} <be> the same in {{a}} as [it had been|it was|they were|they had been] in {{b}}",
    f"{{X}} <have> (the same|one and the same) [foreign] {POLICY} in {{a}} as "
    "[it (had|had had|did)|they (had|did)] in {b}",
    f"{OF} (<show>|<see>|<undergo>|<display>|<reveal>) {{no}} {REAL} (change|changes|movement)",
    f"{OF} <be> marked by (continuity|constancy|stability|consistency)",
    f"{{X}} <be> (consistent|constant|steady|steadfast) [in [its|their] {POLICY}]",
    f"{{X}} (<stick>|<hold>|<keep>|<adhere>) [fast] to {ITS}",
    f"{{X}} <be> (true|faithful) to {ITS}",
    f"{{X}} (<keep>|<hold>|<pursue>|<maintain>|<follow>|<preserve>) {ITS}",
    f"{{X}} (<maintain>|<keep>|<pursue>|<follow>) a (constant|consistent|steady|stable) {POLICY}",
    f"{{X}} (<vote>|<keep> voting) [in|much] {LIKE}",
    f"{{X}} <make> {{no}} {REAL} (change|changes) (to|in|of) {ITS}",
    f"there <be> {{no}} {REAL} (change|changes) in {OF}",
    f"there <be> (continuity|constancy|stability) in {OF}",
)
CHANGED = (
    f"{OF} (<change>|<shift>|<turn> round|<alter>|<move>|<evolve>|<vary>|<waver>|<budge>)",
    f"{{X}} (<change>|<alter>|<shift>|<abandon>|<reverse>|<revise>|<modify>) (its|their) [foreign] "
    f"{POLICY}",
    f"({{X}}|{OF}) <change> [its|their] (course|mind|tune|sides)",
    f"{{X}} (<waver>|<deviate>|<depart>|<stray>|<swerve>|<budge>) [(from|in|on) {ITS}]",
    f"there <be> [a] {REAL} (change|shift|break|turn) in {OF}",
    f"{OF} (<see>|<undergo>) a {REAL} (change|shift|turn)",
)

EXAMPLES = (
    "{A}'s policy did not change between 1989 and 2018",
    "{A}'s policy on human rights has not changed since 1990",
    "{A} has not changed its position for thirty years",
    "From 1975 to 2000, {A} never changed its stance on the Palestinian question",
    "{A}'s foreign policy remained the same from 1980 to 2005",
    "{A}'s position on nuclear weapons was the same in 2005 as in 1985",
    "{A} stuck to its policy on disarmament from 1980 to 2000",
    "{A} held to the same position on colonialism in the 1970s",
    "{A}'s course has been constant since 1985",
    "The policy of {A} stayed unchanged from 1990 to 2010",
    "{A}'s voting hardly changed between 1980 and 2000",
    "{A} changed its policy on the Palestinians after 1993",
    "There was no change in {A}'s policy from 1985 to 1995",
    "{A} and {D} have largely kept the same line on disarmament since 1980",
    "{A} was consistent in its policy from 1990 to 2015",
    "{A}'s record on disarmament remained constant in the 1970s and 1980s",
    "{A}'s votes show no real change from 1975 to 1986",
    "{A}'s voting record has seen little change since 1985",
    "{A} voted in the same way all through the years 1975 to 1985",
    "{A} never wavered on the Palestinian question between 1975 and 1990",
    "There was little change in {A}'s stance on human rights throughout the 1990s",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    verb = "changed" if claim.negated else "did not change"
    return f"{words.x}'s policy{words.on} {verb}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List constancy and profiles × cuts × ends × yardsticks."""
    from nonaligned.claims.yardsticks import repeated

    first, last = spans(claim, evidence)
    for party in claim.subjects:
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows = widths(claim, first, last)
    groups = ("members", "throughout", "region")
    constancy = grid.specifications(("constancy",), cuts, windows, groups, first, last)
    wide = tuple(window for window in windows if window != "ends1")
    profiles = grid.specifications(COMPANY, cuts, wide or windows, groups[:1], first, last)
    found = ends(claim, constancy[0], evidence)
    texts = repeated(evidence, cuts[0], *_pair(found))[:, 0].max(initial=0)
    if texts < LEAST_TEXTS * (found.before[1] - found.before[0] + 1):
        ways = profiles + constancy
    else:
        ways = constancy + profiles
    return grid.with_ideal(claim, evidence, ways, wide or windows, groups[:1])


def _pair(found: Ends) -> tuple[tuple[int, int], tuple[int, int]]:
    return found.before, found.after


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Constancy, or the change of profile, compared with what is usual."""
    if way.measure.split("-")[0] in WHAT:
        return together(
            claim, way, evidence, lambda parties: _company(parties, claim, way, evidence)
        )
    one = _constancy if way.measure == "constancy" else _by_ideal
    return by_subject(claim, way, evidence, lambda x: one(x, claim, way, evidence))


def _constancy(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Share of texts with the same vote at both ends; more is steadier."""
    from nonaligned.claims.estimates import Estimate
    from nonaligned.claims.yardsticks import constancy_wobble, own_constancy, repeated, shares

    found = ends(claim, way, evidence)
    counts = repeated(evidence, way.cut, *_pair(found))
    at = evidence.positions(x, way.first, way.last)
    texts, same = (int(counts[at, k].sum()) for k in (0, 1))
    sessions = found.before[1] - found.before[0] + 1
    if texts < LEAST_TEXTS * sessions:
        return evidence.nothing(way, f"fewer than {LEAST_TEXTS} texts came up again at both ends")
    among = _others(x, way, found, evidence) & (counts[:, 0] * 3 >= counts[:, 0].max())
    if among.sum() < LEAST_STATES:
        return evidence.nothing(way, "too few states voted on texts that came up again")
    value, usual = same / texts, evidence.quantile(shares(counts), among, 2 / 3)
    half = _doubt(way, found, at, among, evidence)
    low = value if same == texts else max(value - half, 0.0)  # nothing could be more constant
    estimate = Estimate(value, low, min(value + half, 1.0), texts)
    within = own_constancy(evidence, way.cut, *_pair(found))[at]
    own = float(within[np.isfinite(within)].mean()) if np.isfinite(within).any() else 1.0
    wobble = constancy_wobble(evidence, way.cut, *_pair(found), among) * tolerance(claim)
    slack = max(wobble, 0.5 / texts)  # of two that are alike neither is less constant
    threshold = min(usual, own) - slack
    line = (
        f"its own share within either end, {number(own, 3)}"
        if own < usual
        else f"the share that two thirds of the states do not exceed, {number(usual, 3)}"
    )
    criterion = (
        f"for the claim above {bar(threshold)}: {line}, less {number(slack, 3)}, by which a state "
        "differs from itself"
    )
    return evidence.finding(
        way, estimate, "share of texts voted on again that got the same vote", criterion, threshold
    )


def _doubt(way: Specification, found: Ends, who: Bools, among: Bools, evidence: Evidence) -> float:
    """Half the interval of constancy: of its distance to the yardstick, and of a text at least.

    The record of what came up at both ends is complete, and the same for all states; chance lies in
    the years that stand for the ends, which are left out in turn. But a single text decides
    nothing, though a state that changed on one of seven did so in every year.
    """
    from nonaligned.claims.yardsticks import constancy_error, repeated

    counts = repeated(evidence, way.cut, *_pair(found))[who, 0]
    pairs = np.prod([end[1] - end[0] + 1 for end in _pair(found)]) * (counts > 0).sum()
    error = constancy_error(evidence, way.cut, _pair(found), who, among)
    return float(np.maximum(1.96 * error, pairs / counts.sum()))


def _others(x: Party, way: Specification, found: Ends, evidence: Evidence) -> Bools:
    among = evidence.compared(way.group, "all", *found.before, x)
    among = among & evidence.compared(way.group, "all", *found.after, x)
    return among & ~evidence.positions(x, way.first, way.last)


def _both(x: Party, found: Ends, evidence: Evidence) -> Bools:
    """Which states a party stands for at both ends."""
    before, after = (evidence.positions(x, *span) for span in _pair(found))
    return before & after


def _company(parties: Parties, claim: Claim, way: Specification, evidence: Evidence) -> Measured:
    """Change of each one's standing, or of its company, less what is usual, turned round."""
    from nonaligned.claims import company
    from nonaligned.claims.estimates import NOTHING

    found = ends(claim, way, evidence)
    who = np.stack([_both(x, found, evidence) for x in parties])
    others = np.stack([_others(x, way, found, evidence) for x in parties])
    lacking = [_lacking(*each, way) for each in zip(parties, who, others, strict=True)]
    there = [k for k, why in enumerate(lacking) if not why]
    seen = company.each(evidence, way.cut, _pair(found), (others | who)[there], way.measure)
    margins, strength = {}, [NOTHING] * len(parties)
    for k, changes in zip(there, seen, strict=True):
        share = 3 / 4 if loosened(claim) else 2 / 3
        margins[k] = company.margin(changes, who[k], others[k], share)
        strength[k] = _below(margins[k], parties[k], found, way, evidence)

    def finding(k: int) -> Finding:
        if lacking[k]:
            return evidence.nothing(way, lacking[k])
        return _below_usual(margins[k], strength[k], claim, way, evidence)

    return Measured(strength, finding)


def _lacking(x: Party, who: Bools, others: Bools, way: Specification) -> str:
    """Say why there is no company to compare; nothing where there is."""
    if x.group and (way.measure.startswith("company") or others.sum() < LEAST_STATES):
        return "a group has no one company"
    if not who.any():
        return "a group has no one company" if x.group else "it was not at both ends"
    return "too few states were there at both ends" if others.sum() < LEAST_STATES else ""


def _below(
    margin: Margin, x: Party, found: Ends, way: Specification, evidence: Evidence
) -> Estimate:
    """By how much less than is usual X changed."""
    from nonaligned.claims.estimates import NOTHING, Estimate

    value, half = margin.usual - margin.moved, 1.96 * margin.error
    if np.isnan(value):
        return NOTHING
    n = min(int(evidence.cast(x, way.cut, *span)[:, :3].sum()) for span in _pair(found))
    return Estimate(value, value - half, value + half, n)


def _below_usual(
    margin: Margin, estimate: Estimate, claim: Claim, way: Specification, evidence: Evidence
) -> Finding:
    """Find for the claim where less changed than is usual."""
    if np.isnan(estimate.value):
        return evidence.nothing(way, "no two states differed, or it cast no vote at an end")
    what, unit = WHAT[way.measure.split("-")[0]]
    most = "three quarters" if loosened(claim) else "two thirds"
    criterion = (
        f"for the claim above 0: {what} changed by {number(margin.moved, 3)}, that of {most} of "
        f"the states by {number(margin.usual, 3)} or less"
    )
    return evidence.finding(
        way,
        estimate,
        f"margin (in {unit}) by which {what} changed less than usual",
        criterion,
        0.0,
    )


def _by_ideal(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Change of the ideal point in spreads, less what is usual, turned round."""
    from nonaligned.claims import positions
    from nonaligned.claims.estimates import Estimate

    found = ends(claim, way, evidence)
    moved = np.abs(positions.moves(evidence, way.cut, *_pair(found)))
    among = _others(x, way, found, evidence) & np.isfinite(moved)
    own = positions.move(evidence, x, way.cut, *_pair(found))
    if among.sum() < LEAST_STATES or not np.isfinite(own.value):
        return evidence.nothing(way, "too few ideal points at both ends")
    usual = evidence.quantile(moved, among, 2 / 3) * (1.25 if tolerance(claim) > 1 else 1.0)
    half = own.high - own.value
    most = usual - max(abs(own.value) - half, 0.0)
    value = usual - abs(own.value)
    estimate = Estimate(value, value - half, most, own.n)
    criterion = (
        f"for the claim above 0: its ideal point moved by {number(abs(own.value), 3)}, those of "
        f"two thirds of the states by {number(usual, 3)} or less"
    )
    return evidence.finding(
        way,
        estimate,
        "margin (in spreads) by which its ideal point moved less than usual",
        criterion,
        0.0,
    )


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show how constant X was, and whom it moved towards and away from most."""
    from nonaligned.claims.yardsticks import company, repeated

    way, x, words = primary.specification, claim.subjects[0], Words(claim)
    if x.group:
        return ()
    found, i = ends(claim, way, evidence), evidence.index(x.name)
    whole = (found.before[0], found.after[1])
    shown = []
    texts, same = repeated(evidence, way.cut, *_pair(found))[i]
    if texts:
        text = f"{words.name(x)} voted the same on {same:,} of {texts:,} texts that came up again"
        kept = same / texts >= max(primary.threshold, 0.5)
        shown.append(Exhibit("for" if kept else "against", text, (x.name,), *whole))
    among = _others(x, way, found, evidence)
    if among.sum() >= LEAST_STATES:
        moved = company(evidence, "agree3", way.cut, *_pair(found), among)[i]
        far = np.where(among & np.isfinite(moved), np.abs(moved), -1.0)
        most = int(far.argmax())
        if far[most] < 0:  # it cast no vote at one of the ends
            return tuple(shown)
        state = evidence.tallies.states[most]
        years = f"{FIRST_SESSION + whole[0]} to {FIRST_SESSION + whole[1]}"
        text = (
            f"beside the middle state's, its agreement with {state_name(state, *way.years)} "
            f"changed most: by {signed(moved[most])} from {years}"
        )
        shown.append(Exhibit("against", text, (x.name, state), *whole))
    return tuple(shown)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    return f"For the other verdict the {primary.unit} {across(primary)}"


KIND = Kind(
    name="steady",
    asks="Did X's policy stay the same?",
    phrases=(
        *(Phrase(text) for text in STEADY),
        *(Phrase(text, negated=True) for text in CHANGED),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    subjects=(1, 8),
)
