"""Only: X is the only state that backs Y, or a cause.

Measured by the number of other states that credibly back it. "Credibly" holds for all states at
once: the intervals are widened for the number of states compared (Bonferroni), so that one lucky
state among two hundred refutes nothing. A cause is backed by whoever credibly votes for it more
often than not; that others do so less than X is an alternative. With a state somebody always votes,
so there another one counts when it also falls short of X by no more than a state usually differs
from itself. That others back it at all is the alternative: those that do by the kind ``backs``, and
are nearer to what X does than to the middle of the scale, where a state is for it as often as
against it. The vote on one resolution is decided by the names of those who cast it where single
votes are at hand, else by their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.described import cited, fits
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._ballots import count, never_so, tallied, told, voters, ways
from nonaligned.claims.kinds._parts import BACKED, BACKING, GERUND, WHOM
from nonaligned.claims.kinds._sides import EACH_WAY, HALF_WAY, of_votes
from nonaligned.claims.kinds.backs import backing, tolerance
from nonaligned.claims.kinds.backs import problem as unnamed
from nonaligned.claims.notation import Phrase
from nonaligned.claims.resolutions import Ballot
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, listed, state_name
from nonaligned.numerals import number

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence
    from nonaligned.claims.rivals import Compared

MEMBER = "(state|country|nation|member|government|power)"
STATE = "(state|country|nation|government|member|power|one) [in the world|on earth|of the un]"
ONE_WORD = ("only", "sole", "one", "lone")
ONLY = f"({'|'.join(ONE_WORD)})"
BACKER = "(backer|supporter|defender|champion|friend)"

PHRASES = (
    f"{{X}} <be> the {ONLY} {STATE} (that|which|who) {BACKING} {WHOM}",
    f"{{X}} <be> the {ONLY} {STATE} to {BACKING} {WHOM}",
    f"{{X}} <be> the {ONLY} {STATE} {GERUND} {WHOM}",
    f"{{X}} <be> the {ONLY} [{{G}}] {BACKER} of {WHOM}",
    f"the {ONLY} [{{G}}] {BACKER} of {WHOM} _ <be> {{X}}",
    *(f"{{X}} <be> {{Y}} ['s] {one} [{{G}}] {BACKER}" for one in ONE_WORD),
    *(f"{{Y}} ['s] {one} [{{G}}] {BACKER} _ <be> {{X}}" for one in ONE_WORD),
    f"{{X}} <be> the {ONLY} {{G}} {MEMBER} (that|which|who) {BACKING} {WHOM}",
    f"{{X}} <be> the {ONLY} {{G}} {MEMBER} to {BACKING} {WHOM}",
    f"{{X}} <be> the {ONLY} member of [the] {{G}} (that|which|who|to) {BACKING} {WHOM}",
    f"{{X}} <be> alone among [the] {{G}} [states|members|countries] in {GERUND} {WHOM}",
    f"{{X}} alone {BACKING} {WHOM}",
    f"only {{X}} {BACKING} {WHOM}",
    f"no [other] {STATE} (but|except|besides|apart from|other than|than) {{X}} {BACKING} {WHOM}",
    f"(apart from|except for|besides) {{X}} (no [other] {STATE}|nobody|no one) {BACKING} {WHOM}",
    f"no [other] {{G}} {MEMBER} (but|except|besides|apart from|other than) {{X}} {BACKING} {WHOM}",
    f"(nobody|no one|none) (but|except|besides|other than|apart from|save) {{X}} {BACKING} {WHOM}",
    f"of [all] [the] {{G}} [states|members|countries] only {{X}} {BACKING} {WHOM}",
    f"of [all] [the] {{G}} [states|members|countries] {{X}} alone {BACKING} {WHOM}",
    f"in {GERUND} {WHOM} {{X}} (<stand>|<be>) alone",
    f"{{X}} (<stand>|<be>) alone in {GERUND} {WHOM}",
    f"the (only|sole) {STATE} (that|which) {BACKING} {WHOM} _ <be> {{X}}",
    f"the (only|sole) {STATE} to {BACKING} {WHOM} _ <be> {{X}}",
    f"{WHOM} <be> {BACKED} by {{X}} (alone|only)",
    f"{WHOM} <be> {BACKED} (only|solely) by {{X}}",
)

CAST = {
    "for": "(vote|votes|voted|voting) [for|in favour of|in favor of]",
    "against": "(vote|votes|voted|voting) against",
    "abstain": "(abstain|abstains|abstained|abstaining) (on|from|in the vote on)",
}
STATES = "(states|countries|nations|governments|members|powers|delegations)"
ONE = f"({STATE}|{STATES}|{{G}} {MEMBER}|{{G}} {STATES}|(member|members) of [the] {{G}})"
SIDE = {
    "for": "(for|in favour of|in favor of)",
    "against": "against",
    "abstain": "in abstaining (on|from)",
}
WITH = "(vote|votes|voted|voting|side|sides|sided|siding|stand|stands|stood|standing) with {Y}"
JOINED = "[(join|joins|joined|joining) {Y} in]"
BALLOTS = tuple(
    (side, text)
    for side, cast in CAST.items()
    for text in (
        f"{{X}} <be> the {ONLY} {ONE} [that|which|who|to] {JOINED} {cast} {{resolution}}",
        f"{{X}} <be> the {ONLY} {ONE} [that|which|who|to] {WITH} {SIDE[side]} {{resolution}}",
        f"only {{X}} {WITH} {SIDE[side]} {{resolution}}",
        f"{{X}} alone {WITH} {SIDE[side]} {{resolution}}",
        f"{{X}} <be> alone in {JOINED} {cast} {{resolution}}",
        f"{{X}} alone {cast} {{resolution}}",
        f"only {{X}} {cast} {{resolution}}",
        f"(nobody|no one|no {STATE}) (but|except|other than) {{X}} {cast} {{resolution}}",
        f"the (only|sole) {ONE} (that|which|to) {cast} {{resolution}} <be> {{X}}",
    )
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
    "{A} was the only member of the Non-Aligned Movement that backed {B} in the 1970s",
    "{A} was the only Arab state to support nuclear disarmament",
    "{A} was the only state to vote against Resolution 38/7 in 1983",
    "{A} alone abstained on Resolution 217",
)


def say(claim: Claim, words: Words) -> str:
    """Return the canonical sentence."""
    several = bool(claim.resolution) and (len(claim.subjects) > 1 or claim.subjects[0].group)
    which = ("member" if claim.among else "state") + "s" * several
    which += f" of {words.name(claim.among)}" if claim.among else ""
    lead = f"{words.x} {words.was} the only {which} that "
    if claim.resolution:
        cast = {"for": "voted for", "against": "voted against", "abstain": "abstained on"}
        joined = f"joined {words.y} in " if claim.others else ""
        verb = cast[claim.direction].replace("ed ", "ing ") if joined else cast[claim.direction]
        return f"{lead}{joined}{verb} {cited(claim.resolution)}{words.when}"
    lead += "backed"
    whom = f"{words.y}{words.on}" if claim.others else words.cause
    return f"{lead} {whom}{words.when}"


def problem(claim: Claim) -> str | None:
    """Say what is missing: whom or what is backed, or how a resolution was voted on."""
    if bool(claim.resolution) != bool(claim.direction):
        return "a resolution, and a vote for it, against it or neither, go together"
    if claim.resolution and not fits(claim.resolution):
        return f"{claim.resolution!r} is no number of a resolution, nor what one is about"
    if claim.resolution:
        return "a resolution is its own issue" if claim.issue else None
    if len(claim.subjects) > 1:
        return "several states can be the only ones in the vote on a resolution, nowhere else"
    return unnamed(claim)


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Measures × cuts × windows × groups, primary: pooled, among all members; or roll calls."""
    if claim.resolution:
        return ways(claim, evidence)
    first, last = evidence.sessions(claim)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    measures = grid.SIMILARITY if claim.others else ("share", "half", "decided")
    cuts = grid.cuts(claim, evidence, first, last)
    windows = ("pooled", "calendar") if claim.others else ("pooled", "mean", "calendar")
    groups = ("members", "throughout", "any") if claim.others else ("any", "members", "throughout")
    return grid.specifications(measures, cuts, windows, groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return number of other states that back, or voted, as X did."""
    if claim.resolution:
        return tallied(claim, way, evidence, lambda ballot: _alone(claim, way, ballot, evidence))
    return _backers(claim, way, evidence)


def _alone(claim: Claim, way: Specification, ballot: Ballot, evidence: Evidence) -> Finding:
    """Compare who voted so, or how many did, with those whom the claim names."""
    who, number = voters(claim, ballot, evidence), count(claim, ballot)
    parties = (*claim.subjects, *claim.others)
    if who is None:
        outcome, more = _by_number(claim, ballot, evidence)
        criterion = f"against the claim when the number that voted so is not {len(parties)}"
        others: tuple[str, ...] = ()
    else:
        outcome, others = _by_name(
            claim, who, lambda party: frozenset(evidence.members(party, ballot.session))
        )
        criterion = "for the claim when all whom it names voted so and nobody else"
        more = _named(who, way)
    return Finding(
        way,
        number,
        number,
        number,
        "states",
        criterion,
        outcome,
        float(len(parties)),
        1,
        note="; ".join(filter(None, (told(ballot), more))),
        named=others,
    )


def _by_number(claim: Claim, ballot: Ballot, evidence: Evidence) -> tuple[Outcome, str]:
    """Judge by the tally alone, which does not say who voted how.

    So another number refutes the claim, and the right one does not bear it out; nor can a state
    have voted so that never did in the session. Among the members of a group only, or where groups
    are named, fewer than are named is all that refutes.
    """
    parties, number = (*claim.subjects, *claim.others), count(claim, ballot)
    loose = claim.among is not None or any(party.group for party in parties)
    if number < len(parties) or (number > len(parties) and not loose):
        return "against", ""
    for party in parties:
        if never_so(claim, party, ballot, evidence):
            return "against", f"{state_name(party.name)} cast no such vote in that session"
    return "undecided", (
        "who voted how is not in the tallies of this record, but in that of single votes "
        "(nonaligned records add unga)"
    )


def _by_name(
    claim: Claim, who: frozenset[str], members: Callable[[Party], frozenset[str]]
) -> tuple[Outcome, tuple[str, ...]]:
    """Judge by those who voted so, and say who else did; of a group, some must have.

    Nothing is decided where a group had no members yet.
    """
    within = who if claim.among is None else who & members(claim.among)
    groups = [p for p in (*claim.subjects, *claim.others, claim.among) if p and p.group]
    if not all(members(group) for group in groups):
        return "undecided", ()
    sought = [within & members(party) for party in claim.subjects]
    joined = [who & members(party) for party in claim.others]
    others = tuple(sorted(within.difference(*sought, *joined)))
    return "against" if others or not all(sought + joined) else "for", others


def _named(who: frozenset[str], way: Specification) -> str:
    """Say who voted so."""
    shown = [state_name(state, *way.years) for state in sorted(who)[:MOST_NAMED]]
    first = "" if len(who) <= MOST_NAMED else "first of all "
    return f"those who voted so were {first}{listed(shown)}" if who else "nobody voted so"


def _backers(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return number of other states that back as much as X, with simultaneous intervals."""
    from nonaligned.claims import rivals as against

    x, y = claim.subjects[0], claim.others[0] if claim.others else None
    where = (way.cut, *evidence.widened(way))
    anyone = way.group == "any"
    rivals = evidence.compared("members" if anyone else way.group, *where, x)
    for party in (*claim.subjects, *claim.others):
        rivals = rivals & ~evidence.positions(party, *where[1:])
    if claim.among is not None:
        rivals = rivals & evidence.positions(claim.among, *where[1:])
    slack = against.slack_of(y, way, evidence, rivals, where) * tolerance(claim)
    if y is None:
        found = against.by_support(x, way, evidence, where)
    else:
        key = ("rivals", x, y, way.measure, where)
        found = evidence.once(key, lambda: against.by_agreement(x, y, way, evidence, where, slack))
        if anyone:
            bar = backing(claim, replace(way, group="members"), evidence, x, y)[0]
            found = replace(found, middle=max(bar, (found.middle + found.value) / 2))
    reach = against.reach(rivals)
    with np.errstate(invalid="ignore"):
        level, spare = found.value + found.gap, reach * found.error
        above, below = found.gap + reach * found.gap_error, found.gap - reach * found.gap_error
        seen = rivals & (level > found.middle) & (anyone | (found.gap >= -slack))
        sure = seen & (level - spare > found.middle) & (anyone | (below >= -slack))
        open_ = rivals & (level + spare > found.middle) & (anyone | (above >= -slack))
    order = np.argsort(-np.where(sure, level, -np.inf), kind="stable")
    named = tuple(evidence.tallies.states[i] for i in order if sure[i])
    return Finding(
        way,
        float(seen.sum()),
        float(sure.sum()),
        float((open_ | seen).sum()),
        "other states",
        "for the claim when no other state "
        + (f"is above {number(found.middle, 3)}" if anyone else "backs as much"),
        _outcome(found.value > found.middle, bool(sure.any()), bool(open_.any())),
        0.0,
        int(evidence.cast(x, *where)[:, :3].sum()),
        note=_note(found, None if anyone else slack, named, way),
        named=named,
    )


def _outcome(backs: bool, refuted: bool, open_: bool) -> Outcome:
    if not backs or refuted:
        return "against"
    return "undecided" if open_ else "for"


MOST_NAMED = 12
"""States that the note names; the finding names all that are credible."""


def _note(found: Compared, slack: float | None, named: tuple[str, ...], way: Specification) -> str:
    year = way.years[0]
    if not named:
        return f"its own level is {number(found.value, 3)}"
    shown = listed([state_name(state, year, way.years[1]) for state in named[:MOST_NAMED]])
    where = f"above {number(found.middle, 3)}, from where on a state backs,"
    if slack is not None:
        where = f"at or above it, give or take {number(slack, 3)},"
    are = "is credibly 1 other" if len(named) == 1 else f"are credibly {len(named)} others"
    first = "" if len(named) <= MOST_NAMED else "first of all "
    return f"its own level is {number(found.value, 3)}; {where} {are}, {first}{shown}"


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Return the states that back most beside X, against the claim; X's own votes for it."""
    if claim.resolution:
        return ()
    way, words = primary.specification, Words(claim)
    subject = claim.subjects[0].name
    found = []
    for state in (subject, *primary.named[:EACH_WAY]):
        if evidence.is_state(state):
            text = f"{state_name(state, *way.years)} {_votes(state, claim, way, evidence)}"
            text += f" {words.y}" if claim.others else ""
            side: Literal["for", "against"] = "for" if state == subject else "against"
            found.append(Exhibit(side, text, (state,), way.first, way.last))
    return tuple(found)


def _votes(state: str, claim: Claim, way: Specification, evidence: Evidence) -> str:
    where = (way.cut, way.first, way.last)
    if claim.others:
        counts = evidence.pair(Party(state), claim.others[0], *where).sum(axis=0)
        return f"agreed on {of_votes((counts * HALF_WAY).sum(), counts.sum())} with"
    cast = evidence.cast(Party(state), *where).sum(axis=0)
    return f"voted yes on {of_votes(cast[0], cast[:3].sum())}"


def needs(claim: Claim, primary: Finding) -> str:
    """Return what would have to be true for the other verdict."""
    words = Words(claim)
    if claim.resolution:
        if primary.outcome == "for":
            return "For the other verdict another state would have to have voted so as well"
        return "For the other verdict those named, and nobody else, would have to have voted so"
    if primary.outcome == "for":
        asked = f"back as much as {words.x}"
        if primary.specification.group == "any":
            asked = "be credibly above the line from which on a state backs"
        return f"For the other verdict one other state would have to {asked}"
    asked, found = f"back credibly less than {words.x}", "do not"
    if primary.specification.group == "any":
        asked, found = "be credibly below the line from which on a state backs", "are above it"
    return (
        f"For the other verdict every other state would have to {asked} "
        f"({primary.estimate:.0f} {found})"
    )


KIND = Kind(
    name="only",
    asks="Is X the only state that votes for a cause, or with Y?",
    phrases=(
        *(Phrase(text) for text in PHRASES),
        *(Phrase(text, direction=side) for side, text in BALLOTS),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    among=True,
    resolution=True,
    directions=("", "for", "against", "abstain"),
    subjects=(1, 8),
    others=(0, 1),
)
