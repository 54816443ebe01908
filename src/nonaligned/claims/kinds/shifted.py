"""Shifted: X moved towards Y, or away from it.

Measured by the change of X's similarity to Y from before to after. Agendas change, and poles
move: then every state's similarity to the pole changes, and a state that votes as ever has not
moved. So X's own movement is what it moved more than the average state; it must have the sign
said and be larger than usual among states over the same sessions (the upper third). Where a year is
given at which X turned, the best date of a single change is estimated as well and must lie within
two sessions of it. Five sessions at each end are the primary choice: three hold some two hundred
votes, on which a turn of the size of the known ones is often not credible.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._ends import MEASURED, ends, latest, spans, widths
from nonaligned.claims.kinds._parts import AGREEMENT, MUCH, OFTEN, SELF, WITH, X, Y
from nonaligned.claims.kinds._sides import (
    HALF_WAY,
    Measured,
    Parties,
    by_subject,
    of_votes,
    together,
)
from nonaligned.claims.lexicon import loosened
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, above_usual, across, spoken_sessions
from nonaligned.numerals import signed

if TYPE_CHECKING:
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence

TURNING = (
    "(<move>|<shift>|<turn>|<drift>|<swing>|<lean>|<veer>|<gravitate>|<tilt>|<slide>|<pivot>|"
    f"<reorient> {SELF}|<realign> {SELF}|<edge>|<inch>)"
)
COMING = "(<move>|<come>|<draw>|<grow>|<edge>|<inch>|<become>|<get>|<shift>|<bring> itself)"
CAMP = "(camp|side|orbit|sphere [of influence]|fold|line|bloc)"
NEARER = "[ever|much|a lot] (closer [and closer]|nearer [and nearer]|more similar)"
EVER_MORE = "(more and more|increasingly|ever more)"
EVER_LESS = "(less and less|ever less)"
LIKE_BEFORE = "(before|previously|earlier|it had been [before]|it had [before]|it used to [be])"

TOWARDS = (
    f"{X} {TURNING} [back|over] [ever] [closer|nearer] (towards|toward) {Y}",
    f"{X} {TURNING} [back|over] (towards|toward|to|into) [the] ({{Y}} {CAMP}|{CAMP} of {{Y}})",
    "{X} (<turn>|<swing>) [back|over] to {Y}",
    f"{X} {COMING} {NEARER} to {Y}",
    f"{{X}} <be> {NEARER} to {{Y}} than {LIKE_BEFORE}",
    f"{X} <be> {NEARER} to {Y} in {{a}} than in {{b}}",
    f"{X} (<vote>|<side>|<agree>) more {OFTEN} {WITH} {Y} in {{a}} than in {{b}}",
    "{X} <approach> {Y}",
    f"{{X}} <join> [the] ({{Y}} {CAMP}|{CAMP} of {{Y}})",
    "{X} (<align>|<ally>) itself [more] [closely] with {Y}",
    "{X} <warm> to {Y}",
    "{X} <switch> [sides] to {Y}",
    "{X} <fall> (into|in) line with {Y}",
    f"{X} {EVER_MORE} (<vote>|<side>|<agree>|<align> {SELF}) [often] with {Y}",
    f"{X} (<vote>|<side>|<agree>|<align> {SELF}) {EVER_MORE} {OFTEN} {WITH} {Y}",
    f"{{X}} (<vote>|<side>|<agree>) more [often] {WITH} {{Y}} than {LIKE_BEFORE}",
    f"{{X}} ['s] {AGREEMENT} with {{Y}} (<rise>|<grow>|<increase>|<climb>|<improve>)",
    "{X} ['s] (distance|differences) (from|to|with) {Y} (<narrow>|<shrink>|<diminish>)",
    "{X} <narrow> its distance (from|to) {Y}",
    "{event_that} (<bring>|<move>|<draw>|<take>) {X} (closer to|nearer to|towards) {Y}",
)
AWAY = (
    f"{X} {TURNING} [further|farther] away from {Y}",
    f"{X} (<move>|<drift>|<pull>|<grow>|<break>) [much] [further|farther] away from {{Y}}",
    f"{X} (<move>|<drift>) [much] (further|farther) from {{Y}}",
    f"{{X}} <be> {MUCH} (less close to|further from|farther from) {{Y}} than {LIKE_BEFORE}",
    f"{X} <be> {MUCH} less close to {Y} in {{a}} than in {{b}}",
    f"{X} (<vote>|<side>|<agree>) less {OFTEN} {WITH} {Y} in {{a}} than in {{b}}",
    "{X} <break> with {Y}",
    "{X} <part> (ways|company) with {Y}",
    "{X} <fall> out with {Y}",
    "{X} <defect> from {Y}",
    "{X} (<distance>|<dissociate>|<detach>|<emancipate>) (itself|themselves) from {Y}",
    "{X} (<cool>|<grow> cool) (towards|toward) {Y}",
    "{X} <turn> (its|their) back on {Y}",
    "{X} <turn> (against|on) {Y}",
    "{X} (<abandon>|<betray>|<desert>|<forsake>|<ditch>) {Y}",
    f"{{X}} (<leave>|<quit>|<desert>) [the] ({{Y}} {CAMP}|{CAMP} of {{Y}})",
    f"{X} (<vote>|<side>|<agree>|<align> {SELF}) {EVER_LESS} {OFTEN} {WITH} {Y}",
    f"{{X}} (<vote>|<side>|<agree>) less [often] {WITH} {{Y}} than {LIKE_BEFORE}",
    f"{{X}} ['s] {AGREEMENT} with {{Y}} (<fall>|<decline>|<drop>|<decrease>|<shrink>|<weaken>)",
    "{X} ['s] distance (from|to) {Y} (<widen>|<grow>|<increase>)",
    "{X} <loosen> (its|their) ties (to|with) {Y}",
    "{event_that} (<take>|<turn>|<drive>|<move>|<pull>|<carry>|<push>) {X} away from {Y}",
)

EXAMPLES = (
    "{A} moved towards {B} after 1979",
    "After 1979 {A} turned away from {C}",
    "{A} has drifted away from {B} since 1991",
    "Between 1973 and 1985 {A} moved closer to {B} on disarmament",
    "{A} broke with {B} in 1977",
    "{A} distanced itself from {C} after the coup of 1973",
    "{A}'s policy shifted towards {B} between 1970 and 1980",
    "{A} did not move away from {B} after 1979",
    "The revolution of 1979 took {A} away from {C}",
    "{A} has not drawn nearer to {C} since the end of the Cold War",
    "{A} fell out with {B} in 1960",
    "{A}'s distance from {C} widened from 1960 to 1975",
    "On human rights {A} gradually came closer to {C} after 1991",
    "{A} and {D} swung back towards {B} after 1969",
    "The break of 1961 brought {A} closer to {C}",
    "{A} tilted towards {B} after Khrushchev came to power",
    "{A} gravitated into the orbit of {B} after the 1966 coup that toppled its founder",
    "{A} voted more and more often with {C} after the monarchy was overthrown in 1958",
    "{A}'s agreement with {C} declined between 1960 and 1975",
    "{A} was closer to {C} than before after 1991",
    "{A} parted ways with {B} after the Suez crisis",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    verb = words.did("moved", "move")
    where = "towards" if claim.direction == "towards" else "away from"
    return f"{words.x} {verb} {where} {words.y}{words.on}{words.when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × ends × yardsticks, and dates where a turn is said."""
    first, last = spans(claim, evidence)
    for party in (*claim.subjects, *claim.others):
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    windows = widths(claim, first, last)
    ways = grid.specifications(MEASURED, cuts, windows, ("members", "region"), first, last)
    ways = grid.with_ideal(claim, evidence, ways, windows, ("members", "region"))
    if claim.window.turn is None:
        return ways
    wide = evidence.clip(first - 5, min(last + 5, latest(claim, evidence)))
    return ways + tuple(Specification("date", cut, "turn", "members", *wide) for cut in cuts)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Change of similarity, compared with zero and with what is usual; or the date of it."""
    if way.measure == "date":
        from nonaligned.claims.kinds._turning import dated

        return by_subject(claim, way, evidence, lambda x: dated(x, claim, way, evidence))
    if way.measure == "ideal":
        return by_subject(claim, way, evidence, lambda x: _by_ideal(x, claim, way, evidence))
    return together(claim, way, evidence, lambda parties: _measure(parties, claim, way, evidence))


def _measure(parties: Parties, claim: Claim, way: Specification, evidence: Evidence) -> Measured:
    from nonaligned.claims.crowds import beside
    from nonaligned.claims.estimates import MEASURES, NOTHING, own_changes

    y, sign = claim.others[0], _sign(claim)
    found, formula = ends(claim, way, evidence), MEASURES[way.measure]
    moved = _moved(claim, way, evidence)
    among = np.stack([_there(x, claim, way, evidence) for x in parties])
    spans_ = (found.before, found.after)
    old, new = (beside(evidence, parties, (y,), among, (way.cut, *span)) for span in spans_)
    effects = (evidence.effect(way.cut, *found.before), evidence.effect(way.cut, *found.after))
    changes, raw, crowd = own_changes(formula, old, new, effects)
    estimates = (changes if sign > 0 else changes.turned()).each()
    estimates = [one if some.any() else NOTHING for one, some in zip(estimates, among, strict=True)]
    most = 1 / 2 if loosened(claim) else 2 / 3
    usual = evidence.quantiles(moved, among, most) - sign * crowd
    unit = f"{'change' if sign > 0 else 'fall'} of {formula.label} beside the average state's"

    def finding(k: int) -> Finding:
        if not among[k].any():
            return evidence.nothing(way, "no other state was there at both ends")
        threshold = max(0.0, float(usual[k]))
        criterion = above_usual(claim, float(usual[k]), "the states")
        note = (
            f"its similarity changed by {signed(raw[k])}, the average state's by "
            f"{signed(crowd[k])}, which is the pole's own movement or the agenda's"
        )
        made = evidence.finding(way, estimates[k], unit, criterion, threshold)
        return replace(made, note=note)

    return Measured(estimates, finding)


def _by_ideal(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Change of the distance of ideal points, less the average state's."""
    from nonaligned.claims import positions

    y, sign, found = claim.others[0], _sign(claim), ends(claim, way, evidence)
    old, new = (positions.distance(evidence, x, y, way.cut, s) for s in (found.before, found.after))
    gaps = [positions.distances(evidence, y, way.cut, s) for s in (found.before, found.after)]
    among = _there(x, claim, way, evidence)
    moved = sign * (gaps[0] - gaps[1])
    known = among & np.isfinite(moved)
    if not known.any():
        return evidence.nothing(way, "no other state has ideal points at both ends")
    crowd = float(moved[known].mean())
    own = positions.less(old, new) if sign > 0 else positions.less(new, old)
    estimate = replace(own, value=own.value - crowd, low=own.low - crowd, high=own.high - crowd)
    usual = evidence.quantile(moved, known, 1 / 2 if loosened(claim) else 2 / 3) - crowd
    threshold = max(0.0, usual)
    criterion = above_usual(claim, usual, "the states")
    way_said = "fall" if sign > 0 else "growth"
    unit = f"{way_said} of the distance (in spreads) of ideal points beside the average state's"
    return evidence.finding(way, estimate, unit, criterion, threshold)


def _sign(claim: Claim) -> int:
    return 1 if claim.direction == "towards" else -1


def _moved(claim: Claim, way: Specification, evidence: Evidence) -> Floats:
    """How far each state moved the way said, (S,)."""
    found, y = ends(claim, way, evidence), claim.others[0]
    old, new = (
        evidence.similarities(way.measure, y, way.cut, "pooled", *span)
        for span in (found.before, found.after)
    )
    return np.asarray(_sign(claim) * (new - old))


def _there(x: Party, claim: Claim, way: Specification, evidence: Evidence) -> Bools:
    """States at both ends, without those that the claim is about."""
    found = ends(claim, way, evidence)
    among = evidence.compared(way.group, way.cut, *found.before, x)
    among = among & evidence.compared(way.group, way.cut, *found.after, x)
    for party in (x, claim.others[0]):
        among = among & ~evidence.positions(party, way.first, way.last)
    return among


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show agreement with Y before and after, and how many states moved as far."""
    way, x, y = primary.specification, claim.subjects[0], claim.others[0]
    found, words = ends(claim, way, evidence), Words(claim)
    parts = []
    for span in (found.before, found.after):
        counts = evidence.pair(x, y, way.cut, *span).sum(axis=0)
        agreed = of_votes((counts * HALF_WAY).sum(), counts.sum())
        parts.append(f"on {agreed} in the {spoken_sessions(*(FIRST_SESSION + s for s in span))}")
    states = tuple(party.name for party in (x, y) if not party.group)
    whole = (found.before[0], found.after[1])
    text = f"{words.name(x)} agreed with {words.y} {parts[0]} and {parts[1]}"
    shown = [Exhibit("for" if primary.estimate > 0 else "against", text, states, *whole)]
    whole_moved, among = _moved(claim, way, evidence), _there(x, claim, way, evidence)
    known = whole_moved[among & np.isfinite(whole_moved)]
    at = np.array([state == x.name for state in evidence.tallies.states])
    if known.size and at.any() and np.isfinite(whole_moved[at][0]):
        far = int((known >= whole_moved[at][0]).sum())
        text = f"{far or 'none'} of {known.size} other states moved that way at least as far"
        shown.append(Exhibit("against" if 3 * far > known.size else "for", text, (), *whole))
    return tuple(shown)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    words = Words(claim)
    return f"For the other verdict {words.x}'s {primary.unit} {across(primary)}"


KIND = Kind(
    name="shifted",
    asks="Did X move towards Y, or away from it?",
    phrases=(
        *(Phrase(text, direction="towards") for text in TOWARDS),
        *(Phrase(text, direction="away") for text in AWAY),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    subjects=(1, 8),
    others=(1, 1),
    turn=True,
    since_turns=True,
    deadline=True,
    directions=("towards", "away"),
)
