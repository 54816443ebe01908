"""Count: N states voted for resolution R; X voted with Y p per cent of the time.

A count is what it is: it has no sampling interval, and is compared with the number said, within the
rounding that the sentence uses. How often two states voted together depends on what is counted:
the primary measure leaves abstentions out, as the US Department of State did to 2016, when such
percentages became known; the alternatives count them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.described import cited, fits
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._ballots import count, tallied, told, ways
from nonaligned.claims.kinds._sides import Measured, Parties, together
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.wording import Words

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

STATES = (
    "[member|un] (states|countries|members|nations|governments|delegations|votes|"
    "state|country|member|nation|government|delegation|vote)"
)
TIME = (
    "of [the|all|all the|its|their|recorded] (time|votes|roll calls|cases|occasions|ballots|"
    "divisions|resolutions) [cast|taken|held|recorded] [of {era}]"
)
R = "{resolution} [of {era}] [{about}]"
VOTED = "(<vote>|<side>|<agree>|<concur>|<be> at one|<stand>)"
SHARED = f"[in|on] {{bound}} {{percent}} {TIME}"
VOTES = "(votes|voting|vote|ballots|votes cast)"
MATCH = "(<match>|<coincide> with|<agree> with|<follow>|<mirror>) ({Y} ['s]|those of {Y}|{Y})"

SHARES = (
    f"{{X}} {VOTED} with {{Y}} {SHARED}",
    f"{{X}} {VOTED} {SHARED} with {{Y}}",
    "{X} <vote> ([in] the same way as|the same as|like|as|in line with) {Y} " + SHARED,
    f"{SHARED} _ {{X}} {VOTED} with {{Y}}",
    "{X} ['s] [voting|rate of|level of|degree of] (coincidence|agreement) with {Y} "
    "(<be>|<stand> at|<fall> to|<rise> to|<drop> to|<reach>) {bound} {percent}",
    f"{{X}} ['s] {VOTES} {MATCH} [{VOTES}] {SHARED}",
    f"{{X}} <cast> the same (vote|votes|ballot) as {{Y}} {SHARED}",
    f"{{X}} and {{Y}} [both] (<vote>|<be>) [together|alike|the same way] {SHARED}",
    f"{{X}} and {{Y}} <cast> the same (vote|votes|ballot) {SHARED}",
)
LEAD = "[only|just|a mere|a record|a total of|fully|as many as|as few as]"
CAST = "<cast> [a|their] (vote|votes|ballots)"
VERBS = {
    "for": f"((voted|vote|votes|were|was|came out|{CAST}) (for|in favour of|in favor of)|"
    "supported|backed|approved|endorsed|voted|(voted|said) yes (to|on))",
    "against": f"((voted|vote|votes|were|was|came out|{CAST}) against|opposed|rejected|"
    "(voted|said) no (to|on))",
    "abstain": "(abstained|abstain|abstains) (on|from|in the vote on)",
}
TALLIES = tuple(
    (side, f"{LEAD} {{bound}} {{n}} {STATES} {verb} {R}") for side, verb in VERBS.items()
)
NOBODY = tuple(
    (side, f"(nobody|none|no state|no country|no member|no delegation|no government) {verb} {R}")
    for side, verb in VERBS.items()
)
ADOPTED = "(<be> (adopted|passed|carried|approved|endorsed)|<pass>|<go> through)"
UNOPPOSED = (
    "(unopposed|without (opposition|dissent|[a|one|a single] (dissenting vote|vote against))|"
    "with no (vote|votes) against)"
)
YES = "[yes|affirmative] votes [in favour|in favor|for it]"
MAJORITY = "[a|the] (vote|votes|majority|count) of"
GETTING = "(<get>|<receive>|<win>|<find>|<have>|<gain>|<attract>)"
BY = "(supported|backed|approved|endorsed)"
PASSED = (
    ("for", f"{R} {ADOPTED} (with|by) {LEAD} {{bound}} {{n}} ({YES}|(in favour|in favor))"),
    ("for", f"{R} {ADOPTED} (with|by) {MAJORITY} {{bound}} {{n}} [{STATES}]"),
    ("for", f"{R} {GETTING} {LEAD} {{bound}} {{n}} ({YES}|supporters|backers)"),
    ("for", f"{R} {GETTING} the (votes|support|backing) of {LEAD} {{bound}} {{n}} {STATES}"),
    ("for", f"{R} <be> {BY} by {LEAD} {{bound}} {{n}} {STATES}"),
    ("against", f"{R} <be> (opposed|rejected) by {LEAD} {{bound}} {{n}} {STATES}"),
    ("against", f"{R} <meet> with {{bound}} {{n}} (votes against|no votes|negative votes)"),
    ("against", f"{R} {ADOPTED} with {{bound}} {{n}} (votes against|no votes|dissenting votes)"),
    ("against", f"there <be> {{bound}} {{n}} (votes|states|members) against {R}"),
    ("abstain", f"{R} {ADOPTED} with {{bound}} {{n}} abstentions"),
    ("abstain", f"there <be> {{bound}} {{n}} abstentions (on|in the vote on) {R}"),
)

EXAMPLES = (
    "{A} voted with {B} 80 percent of the time",
    "{A} voted with {C} less than half of the time in the 1980s",
    "{A} voted with {B} more than 70% of the time between 1970 and 1985",
    "{A} voted with {C} about 30 per cent of the time on human rights",
    "In 2015, {A} voted with {C} 20 percent of the time",
    "{A} agreed with {B} on at least 60% of the votes from 1960 to 1990",
    "{A}'s voting coincidence with {C} was under 25% in 1985",
    "76 states voted for Resolution 2758",
    "More than a hundred states voted for Resolution 38/7",
    "Only three states voted against Resolution 50/245",
    "Nobody voted against Resolution 44/217",
    "28 states abstained on Resolution 38/7, which deplored an invasion",
    "Resolution 68/262 was adopted with 100 votes in favour",
    "Resolution 2758 found fewer than 80 supporters",
    "Only three states opposed Resolution 50/245",
    "There were 17 abstentions in the vote on Resolution 2758",
    "{A} sided with {C} in fewer than 30 percent of votes in the 1980s",
    "{A} did not vote with {B} 90 percent of the time in 1975",
)

OPPOSITE = {
    "more than": "at most",
    "at most": "more than",
    "less than": "at least",
    "at least": "less than",
}
"""What is true where a bound is not kept."""


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    bound = f"{claim.bound} " if claim.bound else ""
    number = f"{claim.number:g}"
    if claim.others:
        did = words.did("voted", "vote")
        return (
            f"{words.x} {did} with {words.y} {bound}{number} percent of the time"
            f"{words.on}{words.when}"
        )
    verb = {"for": "voted for", "against": "voted against", "abstain": "abstained on"}
    lead = "it is not so that " if claim.negated else ""
    return (
        f"{lead}{bound}{number} state{'s' * (claim.number != 1)} {verb[claim.direction]} "
        f"{cited(claim.resolution)}{words.when}"
    )


def problem(claim: Claim) -> str | None:
    """Say what is missing or too much: a share of two states, or a tally of a resolution."""
    if claim.number is None:
        return "it says no number"
    if not claim.others and not claim.resolution:
        return "it says neither with whom X voted nor on which resolution"
    if claim.others and (claim.resolution or claim.direction != "with" or not claim.subjects):
        return "a share takes two states and no resolution"
    if not claim.others and (claim.subjects or claim.issue or claim.direction == "with"):
        return "a tally takes a resolution and no states"
    if claim.resolution and not fits(claim.resolution):
        return f"{claim.resolution!r} is no number of a resolution, nor what one is about"
    if claim.others and claim.number > 100:
        return "a share is at most 100 percent"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List measures × cuts × windows for a share; the roll calls of a resolution for a tally."""
    if claim.others:
        first, last = evidence.sessions(claim)
        for party in (*claim.subjects, *claim.others):
            evidence.require(party, first, last)
        cuts = grid.cuts(claim, evidence, first, last)
        measures, windows = ("agree2", "agree3", "same"), ("pooled", "mean", "calendar")
        return grid.specifications(measures, cuts, windows, ("none",), first, last)
    return ways(claim, evidence)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Compare the count with the number said."""
    if not claim.others:
        return tallied(
            claim,
            way,
            evidence,
            lambda ballot: _found(claim, way, count(claim, ballot), "states", 1, told(ballot)),
        )
    return together(claim, way, evidence, lambda parties: _shares(parties, claim, way, evidence))


def _shares(parties: Parties, claim: Claim, way: Specification, evidence: Evidence) -> Measured:
    """How often each voted with Y; who comes closest to what was said is the strongest."""
    from nonaligned.claims.estimates import IDENTICAL, MEASURES, Estimate
    from nonaligned.claims.evidence import over

    formula = IDENTICAL if way.measure == "same" else MEASURES[way.measure]
    pairs = evidence.pairs(parties, claim.others[0], way.cut, *evidence.widened(way))
    values = (100 * over(way.window, pairs, formula)).tolist()
    numbers = formula.n(pairs.sum(axis=0)).astype(int).tolist()
    near = [_nearness(claim, value) for value in values]
    return Measured(
        [Estimate(one, one, one, n) for one, n in zip(near, numbers, strict=True)],
        lambda k: _found(claim, way, values[k], "percent", numbers[k], ""),
    )


def _nearness(claim: Claim, value: float) -> float:
    """Say how far a share lies on the claim's side of the number, so that more is for it."""
    beyond = value - (claim.number or 0.0)
    if claim.bound in ("more than", "at least"):
        return beyond
    return -beyond if claim.bound in ("less than", "at most") else -abs(beyond)


def _found(claim: Claim, way: Specification, value: float, unit: str, n: int, note: str) -> Finding:
    said, room = claim.number or 0.0, rounding(claim)
    limits = {
        "more than": value > said,
        "at least": value >= said,
        "less than": value < said,
        "at most": value <= said,
    }
    fits = limits.get(claim.bound, abs(value - said) <= room)
    outcome: Outcome = "for" if fits else "against"
    word = f"{claim.bound} " if claim.bound in limits else f"within {room:g} of " if room else ""
    what = "percent" if unit == "percent" else "state" if said == 1 else "states"
    criterion = f"for the claim when it is {word}{said:g} {what}"
    return Finding(way, value, value, value, unit, criterion, outcome, said, n, note=note)


def rounding(claim: Claim) -> float:
    """Say how far a count may be from a number that is said to be equal to it.

    Half the last place given, for a share: 80 % is 75 to 85, 82 % is 81.5 to 82.5. A tally of
    states is exact. "About" and loosening hedges allow a tenth of the number instead.
    """
    said = claim.number or 0.0
    if claim.bound == "about" or loosened(claim):
        return max(0.1 * said, 1.0)
    if not claim.others:
        return 0.0
    if said != int(said):
        return 0.05
    return 5.0 if said % 10 == 0 else 2.5 if said % 5 == 0 else 0.5


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    if primary.outcome == "undecided":
        return "For a verdict the claim would have to name the part of the resolution that it means"
    fits = (primary.outcome == "for") != claim.negated
    said, room = claim.number or 0.0, rounding(claim)
    if claim.bound in OPPOSITE:
        wanted = f"be {OPPOSITE[claim.bound] if fits else claim.bound} {said:g}"
    elif room:
        wanted = f"lie {'outside' if fits else 'from'} {said - room:g} to {said + room:g}"
    else:
        wanted = f"{'differ from' if fits else 'be'} {said:g}"
    what = "share" if claim.others else "count"
    return f"For the other verdict the {what} would have to {wanted}"


KIND = Kind(
    name="count",
    asks="How many voted so, or how often did X vote with Y?",
    phrases=(
        *(Phrase(text, direction="with") for text in SHARES),
        *(Phrase(text, direction=side) for side, text in TALLIES),
        *(Phrase(text, direction=side, number=0) for side, text in NOBODY),
        *(Phrase(text, direction=side) for side, text in PASSED),
        Phrase(f"{R} {ADOPTED} {UNOPPOSED}", direction="against", number=0),
        *(
            Phrase(f"it is not so that {text}", direction=side, negated=True)
            for side, text in TALLIES
        ),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    quantified=True,
    needs=needs,
    problem=problem,
    subjects=(0, 8),
    others=(0, 1),
    number=True,
    resolution=True,
    directions=("with", "for", "against", "abstain"),
)
