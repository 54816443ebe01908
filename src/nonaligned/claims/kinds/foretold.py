"""Foretold: in t0 P foresaw the end of S, the fall of something, that X would turn to Y.

What a record can show is that a thing came, and when; never that P said so, nor what was meant.
So the test takes the saying and its date as given and asks one thing: did it come after the
saying and within the horizon that was said, ten years where none was? Beside the verdict, and no
part of it, stand the lead, whether the change was under way in the record when it was foretold,
and how often such a thing happens in ten years: what is common is easily foretold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nonaligned import states
from nonaligned.claims import foretelling
from nonaligned.claims.claim import Claim, Window
from nonaligned.claims.kind import Kind
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Specification
from nonaligned.claims.verdict import Beside
from nonaligned.claims.wording import Words
from nonaligned.errors import RecordError, SentenceError
from nonaligned.numerals import MONTHS

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence

ACTIVE = "{speaker} _ {foretell} _ [of] _"
PASSIVE = "it (was|had been) _ {foretell} _ [by {speaker}] _"
THAT = "[that] _ [{ahead} _]"

NOUNS = ("{happening} _ [{ahead}]", "{ending} {X} [{ahead}]", "{X} {owned} _ [{ahead}]")
COMES = (
    "{coming} _ [{ahead}]",
    "{happening} _ would (<come>|<happen>|<follow>) [{ahead}]",
    "there would be {happening} _ [{ahead}]",
    "{nation} {X} would (<end>|<fall> [apart]|<collapse>|<crumble>|<disappear>) [{ahead}]",
    "{nation} {X} would (<disintegrate>|<dissolve>|<perish>|<be> dissolved) [{ahead}]",
    "{nation} {X} would (<break> (up|apart)|<cease> to exist|<come> to an end) [{ahead}]",
    "{nation} {X} would (not|never) (survive|last|endure) _ [{ahead}]",
    "{nation} {X} would <be> no more [{ahead}]",
)
STAYS = (
    "there would be no {happening} _ [{ahead}]",
    "{nation} {X} would (survive|last|endure) _ [{ahead}]",
)
TOWARDS = (
    "{X} would (<turn>|<move>|<shift>|<drift>|<swing>) [back] (to|towards|toward) {Y} [{ahead}]",
    "{X} would (<move>|<come>|<draw>|<grow>) (closer|nearer) to {Y} [{ahead}]",
    "{X} would <align> itself with {Y} [{ahead}]",
)
AWAY = (
    "{X} would (<turn>|<move>|<shift>|<drift>|<swing>) away from {Y} [{ahead}]",
    "{X} would <break> with {Y} [{ahead}]",
    "{X} would <distance> itself from {Y} [{ahead}]",
    "{X} would <turn> (its|their) back on {Y} [{ahead}]",
)
MOVES = (
    ("{X} ['s] (turn|move|shift|drift) (to|towards) {Y} [{ahead}]", "towards"),
    ("{X} ['s] (turn|move|shift|drift) away from {Y} [{ahead}]", "away"),
    ("{X} ['s] break with {Y} [{ahead}]", "away"),
)

EXAMPLES = (
    "In 1970 Amalrik predicted that {B} would end by 1984",
    "Amalrik foresaw in 1970 that {D} would collapse within 20 years",
    "In January 1989 Khomeini predicted the fall of communism",
    "In 1980 Randall Collins predicted the collapse of {B} within fifty years",
    "It was predicted in 1970 that {A} would turn to {C}",
    "In March 1976 Emmanuel Todd had already foreseen {B}'s disintegration",
    "Kennan predicted in 1947 that communism would fall before the end of the century",
    "In 1955 an adviser warned that {A} would turn its back on {C} within a decade",
    "The ambassador foretold {A}'s turn towards {B} in 1969",
    "In 1985 it was predicted by many economists that {D} would survive until 1990",
    "A minister predicted in 1961 that {A} would not break with {B} in the next ten years",
    "Luthuli prophesied in 1961 that apartheid would end within thirty years",
    "In 1988 Gorbachev anticipated the end of the Cold War",
    "In 1980 a bishop predicted the downfall of capitalism by 2000",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    window = claim.window
    month = f"{MONTHS[claim.month - 1]} " if claim.month else ""
    within = f" within {foretelling.counted(window.length)}" if window.length else ""
    by = f" by {window.last}" if window.last else ""
    who = f"{claim.speaker} predicted" if claim.speaker else "it was predicted"
    return f"in {month}{window.first} {who} {_what(claim, words)}{within}{by}"


def _what(claim: Claim, words: Words) -> str:
    """Say what was foretold, as a noun where that reads plainly, else after "that"."""
    no = " not" if claim.negated else ""
    if claim.others:
        where = "towards" if claim.direction == "towards" else "away from"
        return f"that {words.x} would{no} turn {where} {words.y}"
    if claim.subjects:
        end = f"the end of {words.x}" if claim.speaker and not no else ""
        return end or f"that {words.x} would{no} end"
    if claim.speaker and not no:
        return f"the {claim.event}"
    return f"that the {claim.event} would{no} come"


def dated(windows: Sequence[Window]) -> Window:
    """Return the window from the year of the saying to the one by which it should have come.

    The first year said is that of the saying; "by 1984" and "within ten years" are horizons, and
    so is a second year ("predicted in 1970 that it would end in 1984").

    Raises
    ------
    SentenceError
        No year of the saying is given, or more is said of time than that.
    """
    years = [w.first for w in windows if w.first is not None and w.first == w.last]
    ahead = [w for w in windows if w.first is None and w.turn is None]
    if not years:
        raise SentenceError("a prediction without a date", hint="Say in which year it was made")
    if len(years) > 2 or len(years) - 1 + len(ahead) > 1 or len(years) + len(ahead) < len(windows):
        raise SentenceError(
            "a prediction has one date, and at most one horizon", hint="Say: in 1970, by 1984"
        )
    last = years[1] if len(years) > 1 else ahead[0].last if ahead else None
    return Window(years[0], last, ahead[0].length if ahead else None)


def problem(claim: Claim) -> str | None:
    """Say what is missing or wrong in a claim of this kind."""
    window = claim.window
    if window.first is None or window.turn is not None:
        return "the year in which it was made, and no other beginning"
    if bool(claim.event) == bool(claim.subjects) or (claim.others and not claim.subjects):
        return "either an event or a state that it is about"
    if bool(claim.others) != bool(claim.direction):
        return "towards or away from a state, both or neither"
    for text, what in ((claim.speaker, "speaker"), (claim.event, "event")):
        if text and (trouble := foretelling.trouble(text, what)):
            return trouble
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List the dates it may be held against, each counted in days and in calendar years.

    Raises
    ------
    RecordError
        What was foretold stands in no table, or is no matter of votes on record.
    """
    if claim.others:
        from nonaligned.claims.kinds import _turns_foretold

        return _turns_foretold.plan(claim, evidence)
    held = evidence.tallies.sessions
    return tuple(
        Specification(measure, "none", window, "none", held[0], held[-1])
        for measure in _dates(claim)
        for window in ("days", "years")
    )


def _dates(claim: Claim) -> tuple[str, ...]:
    """Name the dates on record of what was foretold; the first is the primary one."""
    if claim.subjects:
        x = claim.subjects[0]
        seated = any(s.start.year <= (claim.window.first or 0) for s in states.un_spells(x.name))
        system = ("system", "seat") if seated else ("system",)
        table = ("table",) if foretelling.end_of(x) else ()
        return (("name",) if x.called else system) + table
    event = foretelling.known(claim.event)
    if event is None:
        raise RecordError(
            f"the table of events has no {claim.event!r}, so it cannot be said whether and when it "
            "came; a row with its date would decide"
        )
    return ("began",) if event.start == event.end else ("began", "over")


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Compare the date of what was foretold with the saying and its horizon."""
    if claim.others:
        from nonaligned.claims.kinds import _turns_foretold

        return _turns_foretold.measure(claim, way, evidence)
    from nonaligned.claims.kinds import _leads

    return _leads.measure(claim, way)


def beside(claim: Claim, primary: Finding | None, evidence: Evidence) -> tuple[Beside, ...]:
    """Set the dates, the lead, what was under way and the base rate beside the verdict."""
    from nonaligned.claims.kinds import _beside_foretold

    return _beside_foretold.beside(claim, primary, evidence)


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    return "For the other verdict it must have come at another time, or not have come"


KIND = Kind(
    name="foretold",
    asks="Did what was foretold come, after it was foretold and in time?",
    phrases=(
        *(Phrase(f"{ACTIVE} {what}") for what in NOUNS),
        *(Phrase(f"{ACTIVE} {what}", direction=way) for what, way in MOVES),
        *(Phrase(f"{who} {THAT} {what}") for who in (ACTIVE, PASSIVE) for what in COMES),
        *(
            Phrase(f"{who} {THAT} {what}", negated=True)
            for who in (ACTIVE, PASSIVE)
            for what in STAYS
        ),
        *(
            Phrase(f"{who} {THAT} {what}", direction=way)
            for who in (ACTIVE, PASSIVE)
            for way, ways in (("towards", TOWARDS), ("away", AWAY))
            for what in ways
        ),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    closes=False,
    needs=needs,
    beside=beside,
    joined=dated,
    problem=problem,
    minds=(
        "the record can show that a thing came, and when; it cannot show that the words were said "
        "when they are said to have been, nor what was meant by them",
    ),
    subjects=(0, 1),
    others=(0, 1),
    issue=False,
    groups=False,
    names=True,
    spoken=True,
    turn=True,  # read as it stands, and refused: nothing is foretold "after 1970"
    deadline=True,
    directions=("", "towards", "away"),
)
