"""Ended: S ceased to exist by t, was no longer a state after t.

Membership in the state system decides, by the dated spells of :mod:`nonaligned.states`; beside it
stands the seat in the United Nations. Where a state lived on under another name, a claim about the
old name is about that name, and the answer says both.

A state that came to an end was there again in some cases. The end that the claim speaks of is
meant, then; but one who was back within ten years, as after an occupation, was interrupted, and
whether it had ceased to exist is a question of words: undecided.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING

from nonaligned import states
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds._sides import by_subject
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words
from nonaligned.numerals import day as written

if TYPE_CHECKING:
    from nonaligned.claims.evidence import Evidence
    from nonaligned.states import Spell

INTERRUPTED = 10
"""Years within which a state that is there again was interrupted rather than gone."""

A_STATE = "(a|an) [independent|sovereign|separate] (state|country)"

EVER = "[for good|for ever|forever]"
WHERE = "([the] (world|states)|[sovereign|independent] states|europe|africa|asia)"

CEASED = (
    f"{{X}} <cease> to exist [as {A_STATE}]",
    f"{{X}} <cease> to be {A_STATE}",
    f"{{X}} (<disappear>|<vanish>) {EVER} [as {A_STATE}|from the map [of {WHERE}]]",
    f"{{X}} <cease> to (function|be there|live on) as {A_STATE}",
    "{X} (<break>|<fall>) (up|apart)",
    "{X} <disintegrate>",
    f"{{X}} <come> to an end [as {A_STATE}]",
    f"{{X}} <go> {EVER} out of existence [as {A_STATE}]",
    "[the] state of {X} (<end>|<disappear>|<come> to an end|<cease> to exist)",
    "{X} (<dissolve>|<collapse>|<end>) [as a state]",
    "{X} <be> dissolved",
    "{X} <lose> (its|their) (independence|statehood|sovereignty)",
)
GONE = (
    "{X} (exist|exists|existed) no longer",
    "{X} no longer (exist|exists|existed) [as a state]",
    f"{{X}} (is|was|were) no longer {A_STATE}",
    "there (is|was) no longer (a|an) {X}",
    "{X} (did|does) not exist",
)
THERE = (
    f"{{X}} <be> still {A_STATE}",
    "{X} <be> still in existence",
    "{X} still (exist|exists|existed) [as a state]",
)

EXAMPLES = (
    "{D} ceased to exist in 1992",
    "{D} was no longer a state after 1992",
    "By 1993 {D} had ceased to exist",
    "{B} no longer existed in 1992",
    "{B} disappeared as a state in 1991",
    "{D} came to an end after 2003",
    "The state of {B} came to an end in 1991",
    "{A} never ceased to exist",
    "{B} was dissolved in 1991",
    "{A} ceased to be an independent state in 1975",
    "{D} vanished from the map after the end of the Cold War",
    "{A} did not lose its independence in 1962",
    "After 1991 {B} existed no longer",
    "By the end of 1992 {D} had disappeared as an independent state",
    "{A} still existed in 2000",
    "{B} broke up in 1991",
    "{B} and {D} both lost their independence in 1940",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    when = words.when.replace(" up to ", " by ")
    if claim.direction == "gone" and not claim.negated:
        return f"{words.x} no longer existed{when}"
    if claim.direction == "gone":
        return f"it is not so that {words.x} no longer existed{when}"
    return f"{words.x} {words.did('ceased', 'cease')} to exist{when}"


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """Look up the state system and the seat; or the name, where a name is what was said."""
    held = evidence.tallies.sessions
    measures: tuple[str, ...] = ("name",)
    if not all(party.called for party in claim.subjects):
        seated = all(_seated(party, claim) for party in claim.subjects)
        measures = ("system", "seat") if seated else ("system",)
    return tuple(Specification(m, "none", "dates", "none", held[0], held[-1]) for m in measures)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Compare the date recorded with the date said."""
    return by_subject(claim, way, evidence, lambda x: _measure(x, claim, way))


def _measure(x: Party, claim: Claim, way: Specification) -> Finding:
    end, back = _end(way.measure, x, claim)
    what = {"name": "the name", "system": "membership in the state system", "seat": "the seat"}
    window = claim.window
    when = window.text.replace("up to", "by") or "at all"
    criterion = f"for the claim when {what[way.measure]} ended {when}"
    note = ""
    if x.called:
        note = f"the state itself lived on as {states.label(x.name)}"
    elif back is not None:
        note = f"it was there again from {written(back)}"
    if end is None:
        none = float("nan")
        return Finding(
            way,
            none,
            none,
            none,
            "year",
            criterion,
            "against",
            none,
            1,
            note=note or f"{what[way.measure]} has no end on record",
        )
    day = end + timedelta(days=1)
    return Finding(
        way,
        float(day.year),
        float(end.year),
        float(day.year),
        "year",
        criterion,
        _settled(_outcome(end, claim), end, back),
        float(window.last or window.turn or day.year),
        1,
        note=f"{what[way.measure]} ended on {written(end)}" + (f"; {note}" if note else ""),
    )


def _outcome(end: date, claim: Claim) -> Outcome:
    """Whether the last day fits: within the window, or before its end where the state is gone."""
    window, day = claim.window, end + timedelta(days=1)
    if window.turn is not None:
        return "for" if end.year <= window.turn else "against"
    if window.last is None:
        return "for" if window.first is None or day.year >= window.first else "against"
    if end.year > window.last:
        return "against"
    if claim.direction == "gone" or window.first is None:
        return "for"
    return "for" if day.year >= window.first else "against"


def _spells(measure: str, x: Party) -> tuple[Spell, ...]:
    return states.un_spells(x.name) if measure == "seat" else states.get(x.name).spells


def _spoken_of(spells: tuple[Spell, ...], claim: Claim) -> Spell | None:
    """Return the spell that a claim is about: states come to an end and are there again.

    That a state came to an end in some years is said of a spell that ended in them, that it never
    did of any; that it was gone by then or after, of the last spell that had begun.
    """
    window = claim.window
    if claim.direction == "ceased" and (_never(claim) or window.first is not None):
        ended = [s for s in spells if s.end is not None and _outcome(s.end, claim) == "for"]
        spells = tuple(ended) or spells
    elif (year := window.turn or window.last) is not None:
        spells = tuple(spell for spell in spells if spell.start.year <= year)
    return spells[-1] if spells else None


def _never(claim: Claim) -> bool:
    return claim.negated and claim.window == Window()


def _end(measure: str, x: Party, claim: Claim) -> tuple[date | None, date | None]:
    """Return the last day that a claim is about, and the day from which the state was back."""
    if measure == "name":
        return name_end(x), None
    spells = _spells(measure, x)
    spell = _spoken_of(spells, claim)
    if spell is None:
        return None, None
    return spell.end, next((s.start for s in spells if s.start > spell.start), None)


def _settled(outcome: Outcome, end: date, back: date | None) -> Outcome:
    """Decide nothing by the end of a state that was only interrupted."""
    if outcome != "for" or back is None:
        return outcome
    return "undecided" if (back - end).days < INTERRUPTED * 365.2425 else "for"


def _seated(x: Party, claim: Claim) -> bool:
    """Whether a seat had been taken by the years of the claim; before, it bears no witness."""
    if _never(claim):
        return False
    year = claim.window.last or claim.window.turn or claim.window.first
    return any(year is None or spell.start.year <= year for spell in states.un_spells(x.name))


def name_end(x: Party) -> date | None:
    """Return the last day of the name by which a state was called."""
    ends = [n.end for n in states.all_names() if n.id == x.name and n.name == x.called and n.end]
    return max(ends, default=None)


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show the spell and its reason; of a name, from when to when it was in use."""
    x, way = claim.subjects[0], primary.specification
    text = "" if x.group else _spell_told(x, way.measure, claim)
    if not text:
        return ()
    ended = (primary.outcome == "for") != claim.negated
    return (Exhibit("for" if ended else "against", text, (x.name,), way.first, way.last),)


def _spell_told(x: Party, measure: str, claim: Claim) -> str:
    """Tell how long a state was there, or a name in use; empty where that is not on record."""
    if measure == "name":
        used = [n for n in states.all_names() if n.id == x.name and n.name == x.called]
        start = min((n.start for n in used if n.start), default=None)
        since = f" from {written(start)}" if start else ""
        end = name_end(x)
        return f"the name {x.called} was in use{since} until {written(end)}" if end else ""
    spell = _spoken_of(states.get(x.name).spells, claim)
    if spell is None:
        return ""
    began, _, ended = spell.reason.partition("; ")
    until = written(spell.end) if spell.end else "today"
    ended = f" ({ended})" if ended else ""
    return f"in the state system from {written(spell.start)} ({began}) to {until}{ended}"


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    wanted = "an end" if isnan(primary.estimate) else "another end, or none,"
    return f"For the other verdict {wanted} would have to be on record"


KIND = Kind(
    name="ended",
    asks="Did S cease to exist?",
    phrases=(
        *(Phrase(text, direction="ceased") for text in CEASED),
        *(Phrase(text, direction="gone") for text in GONE),
        *(Phrase(text, direction="gone", negated=True) for text in THERE),
        Phrase("it is not so that {X} no longer existed", direction="gone", negated=True),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    closes=False,
    quantified=True,
    needs=needs,
    exhibits=exhibits,
    groups=False,
    subjects=(1, 8),
    issue=False,
    turn=True,
    names=True,
    deadline=True,
    directions=("ceased", "gone"),
)
