"""Camps: the Assembly was bipolar, or had k camps, led by Y and Z.

Where leaders are named, it is asked whether they divide the states: whether most states follow one
of them (:mod:`nonaligned.measures.polarity`). Each must have a following and belong to it (a group
must have its members on its side), they must be further apart than states of one camp are, and no
further leader may gather a larger camp than the largest. States in between, and a smaller camp
there, do not undo two camps; of "just two" they do.

Where only a number is said, it is the number of clusters that the places of the states make on a
line, by two ways of counting, with the range that the places cannot rule out. Two camps are also
there where the two powers that the words of the time meant ("the superpowers", ``data/poles.csv``)
divide the states: who says that there were two need not say whose.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid, lexicon
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.kind import Kind
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, listed, state_name
from nonaligned.numerals import bar, percent

if TYPE_CHECKING:
    from nonaligned.claims.camps import Camps
    from nonaligned.claims.evidence import Bools, Evidence
    from nonaligned.claims.kinds._led import Leaders, Led

WAYS = ("mixture", "modes")
MEASURED = ("agree3", "agree2", "s_squared")
LARGEST = 20
"""A camp holds a twentieth of the states."""

ONLY = "at most"
"""What "just two" says more than "two"."""

WORLD = (
    "[the] (assembly|general assembly|world|international system|system|un|united nations|"
    "(world|international|global) (politics|order)|international relations|membership|"
    "(membership|states|members) of the (un|united nations|assembly|general assembly)|"
    "members of [the] {G}|{G} [[member] (states|countries|nations|members|governments)]) "
    "[of {era}]"
)
CAMPS = (
    "[opposing|opposed|rival|hostile|competing|voting|great|big|main|major|large|leading|distinct] "
    "(camps|blocs|blocks|groups|poles|factions)"
)
CAMP = "(camp|bloc|block|group|faction)"
STATES = "[most|the] [of the] [member] (states|countries|members|governments) [of the world]"
LED = "_ [[each] (led|headed|dominated) by {L}|{L}]"
HEADED = "_ [[each] (led|headed|dominated) by {L}]"
APART = "(divided|split|torn)"

OF_THE_WORLD = f"[(of|in) {WORLD}|(into|in) which ({WORLD}|{STATES}) <be> (divided|split)]"

TWO = (
    f"{WORLD} <be> [a] bipolar [one|system|order] {HEADED}",
    f"{WORLD} <be> bipolar _ {APART} into two {CAMPS} {LED}",
    f"{WORLD} <be> {APART} in (two|half) {HEADED}",
    f"{WORLD} <be> {APART} into [a|an] {{Y}} and [a|an] {{Z}} {CAMP}",
    f"{WORLD} <be> {APART} between [the] {{Y}} and [the] {{Z}} [{CAMP}|camps|blocs]",
    f"[the] two {CAMPS} {HEADED} (<divide>|<dominate>|<split>|<make> up) {WORLD}",
    f"[the] two {CAMPS} {HEADED} (<face>|<confront>|<oppose>) (each other|one another) _ "
    f"[in {WORLD}]",
    f"{STATES} (<belong>|<adhere>) [either] to [either] {{Y}} or [to] {{Z}} {CAMP}",
    f"{{L}} (<lead>|<head>|<dominate>) (the two|two) {CAMPS} [of {{era}}] {OF_THE_WORLD}",
)
MANY = (
    f"{WORLD} <be> {APART} (into|between|in) {{n}} {CAMPS} {LED}",
    f"{WORLD} (<divide>|<split>|<fall>|<break>) [up] into {{n}} {CAMPS} {LED}",
    f"{WORLD} <have> [just|only] {{n}} {CAMPS} {LED}",
    f"{WORLD} (<consist>|<be> made up|<be> composed) of {{n}} {CAMPS} {LED}",
    f"[the] {{n}} {CAMPS} {HEADED} (<divide>|<dominate>|<make> up) {WORLD}",
    f"there <be> [just|only] {{n}} {CAMPS} [in {WORLD}] {LED}",
    f"there <be> [just|only] {{n}} {CAMP} [left] [in {WORLD}]",
    f"{WORLD} <have> [just|only] {{n}} {CAMP}",
    f"({STATES}|{WORLD}) (<form>|<vote> in|<divide> into|<fall> into) {{n}} {CAMPS} {LED}",
)
ENDED = (
    f"{WORLD} (<cease>|<stop>) (to be|being) bipolar",
    f"{WORLD} (<cease>|<stop>) (to be|being) {APART} into two {CAMPS} {HEADED}",
)

ONE = (f"there <be> no {CAMPS} [in {WORLD}]", f"{WORLD} <have> no {CAMPS}")

EXAMPLES = (
    "The world was bipolar during the Cold War",
    "The Assembly was divided into two camps led by {B} and {C}",
    "In 1955 the world was split into two blocs, led by {B} and {C}",
    "There were three camps, led by {A}, {B} and {C}, from 1947 to 1952",
    "By 1970 the world had three camps",
    "The Assembly was not bipolar in 1975",
    "On economic development the Assembly divided into two camps from 1974 to 1982",
    "The Assembly was bipolar between 1950 and 1960, split into two camps led by {B} and {C}",
    "The international system had just two poles in the 1950s",
    "The United Nations fell into four groups after 1991",
    "There were no longer two camps in the Assembly after 1991",
    "States voted in two blocs in the 1980s",
    "The world largely consisted of two camps until 1989",
    "There were no opposing camps in the General Assembly of the 1990s",
    "World politics ceased to be bipolar in the early 1990s",
    "In the 1950s two rival blocs, led by {B} and {C}, divided the United Nations",
    "The Assembly broke into three groups in the 1970s: {A}, {B} and {C}",
    "Two blocs faced each other in the Assembly of the 1950s",
    "World politics was divided between {B} and {C} in the 1950s",
    "{B} and {C} led the two camps into which the Assembly was divided in the 1950s",
    "There were just two camps, led by {B} and {C}, in the early 1960s",
    "The Arab states were divided into two camps led by {B} and {C} in the 1960s",
    "Latin America was split into two camps on human rights in the 2000s",
    "After 1991 there was only one camp left",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    n, verb = int(claim.number or 2), words.did("had", "have")
    who = words.name(claim.among) if claim.among else "the Assembly"
    number = f"{n} camp{'s' if n > 1 else ''}"
    led = f" led by {listed([words.name(party) for party in claim.others])}" if claim.others else ""
    just = "just " if claim.bound else ""
    return f"{who} {verb} {just}{number}{led}{words.on}{words.when}"


def problem(claim: Claim) -> str | None:
    """Say what is wrong with the number, or with the leaders."""
    if claim.number is None:
        return "it does not say how many camps"
    if claim.number not in range(1, LARGEST + 1) or claim.bound not in ("", ONLY):
        return f"camps are counted from one to {LARGEST}"
    if claim.others and claim.number == 1:
        return "a leader is told by the camps of others"
    if claim.others and len(claim.others) != claim.number:
        return f"it names {len(claim.others)} leaders of {claim.number:g} camps"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List similarity measures × cuts × windows × members; of a bare number, ways to count too."""
    first, last = evidence.sessions(claim)
    for party in claim.others:
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    groups = ("members", "throughout") if claim.issue else ("members",)
    if claim.others:
        measures = [f"sides-{measure}" for measure in MEASURED]
        return grid.specifications(measures, cuts, ("pooled", "calendar"), groups, first, last)
    ways = [f"{way}-{measure}" for measure in MEASURED for way in WAYS]
    found = grid.specifications(ways, cuts, ("pooled",), groups, first, last)
    cut = claim.issue or "all"
    if evidence.ideal is None or cut not in evidence.ideal:
        return found
    ideal = [f"{way}-ideal" for way in WAYS]
    return found + grid.specifications(ideal, (cut,), ("pooled",), groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return the share of states that follow a leader, or the number of camps with its range."""
    from nonaligned.claims.kinds._counted import LEAST_STATES
    from nonaligned.claims.kinds._led import led

    among = evidence.compared(way.group, way.cut, *evidence.widened(way))
    if claim.among is not None:
        among = among & evidence.positions(claim.among, way.first, way.last)
    if claim.others:
        found = led(claim.others, way, evidence, among)
        if found is None:
            return evidence.nothing(way, f"fewer than {LEAST_STATES} states can be compared")
        return _of_leaders(claim, claim.others, found, way)
    return _of_number(claim, way, evidence, among)


def _of_leaders(claim: Claim, leaders: Leaders, found: Led, way: Specification) -> Finding:
    """Return the share of the states that follow a leader."""
    from nonaligned.claims.kinds._led import MOST

    words = Words(claim)
    said = listed([
        f"{percent(share)} follow {words.name(party)}"
        for party, share in zip(leaders, found.follow.each[1], strict=True)
    ])  # fmt: skip
    least, share, most = found.follow.all
    outcome, short = found.judged(alone=bool(claim.bound))
    return Finding(
        way,
        share,
        least,
        most,
        "share of the states that follow a leader",
        f"for the claim above {bar(MOST)}, where each leader has a camp of its own and no further "
        f"leader gathers {'one' if claim.bound else 'a larger one'}",
        outcome,
        MOST,
        found.n,
        note=f"{said}; {short}" if short else said,
    )


def _of_number(claim: Claim, way: Specification, evidence: Evidence, among: Bools) -> Finding:
    """Return the number of camps, with the range that the states' places leave open."""
    from nonaligned.claims.kinds._counted import LEAST_STATES, counted, sizes
    from nonaligned.claims.kinds._led import led

    n, perhaps = int(claim.number or 2), False
    for leaders in _poles(claim, way, evidence) if n <= 2 else ():
        found = led(leaders, way, evidence, among)
        outcome = found.judged(alone=bool(claim.bound))[0] if found else "against"
        if found and outcome == "for":
            finding = _of_leaders(claim, leaders, found, way)
            return finding if n == 2 else replace(finding, outcome="against")
        perhaps = perhaps or outcome == "undecided"
    camps = counted(way, evidence, among, n)
    if camps is None:
        return evidence.nothing(way, f"fewer than {LEAST_STATES} states can be placed")
    outcome = _fits(n, bool(claim.bound), camps)
    if perhaps and outcome == ("against" if n == 2 else "for"):
        outcome = "undecided"
    return Finding(
        way,
        float(camps.number),
        float(camps.least),
        float(camps.most),
        "camps",
        f"for the claim at {n}{' or fewer' if claim.bound else ''}, no other number left open",
        outcome,
        float(n),
        int(evidence.tallies.rollcalls(way.cut, way.first, way.last)),
        note=sizes(camps),
    )


def _fits(n: int, fewer: bool, camps: Camps) -> Outcome:
    """Whether a number of camps is the only one left open; against where it is refuted."""
    if camps.most <= n if fewer else camps.least == camps.most == n:
        return "for"
    lowest = min(camps.fitting)
    return "undecided" if n in camps.fitting or (fewer and lowest < n) else "against"


def _poles(claim: Claim, way: Specification, evidence: Evidence) -> tuple[Leaders, ...]:
    """Return the pairs of powers that two camps would have been those of, of which nobody said."""
    if claim.issue or claim.among:
        return ()
    opens, closes = way.years
    pairs = {
        pair.members
        for pair in lexicon.poles().values()
        if pair.first <= opens
        and closes <= pair.last
        and all(evidence.is_state(name) for name in pair.members)
    }
    return tuple((Party(one), Party(other)) for one, other in sorted(pairs))


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show the two states that agreed least, and those in the middle of all pairs."""
    from nonaligned.claims.kinds._counted import alike

    way = primary.specification
    where = (way.cut, way.first, way.last)
    among = evidence.compared(way.group, *where)
    if claim.among is not None:
        among = among & evidence.positions(claim.among, way.first, way.last)
    found = alike("agree3", where, evidence, among)
    if found is None:
        return ()
    kept, similarity = found
    i, j = np.unravel_index(int(similarity.argmin()), similarity.shape)
    names = [evidence.tallies.states[np.flatnonzero(kept)[k]] for k in (i, j)]
    one, two = (state_name(name, *way.years) for name in names)
    least, middle = percent(similarity[i, j]), percent(float(np.median(similarity)))
    text = f"{one} and {two} agreed least of all, on {least} of their votes"
    both = f"half of all pairs of states agreed on {middle} of their votes or more"
    return (
        Exhibit("for", text, tuple(names), way.first, way.last),
        Exhibit("against", both, (), way.first, way.last),
    )


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    n, for_it = int(claim.number or 2), primary.outcome == "for"
    if claim.others:
        names = [Words(claim).name(party) for party in claim.others]
        further = "any" if claim.bound else "a larger"
        if for_it:
            who = f"{', '.join(names[:-1])} or {names[-1]}"
            return (
                f"For the other verdict no more than half of the states would have to follow {who},"
                f" or a further leader would have to gather {further} camp"
            )
        return (
            f"For the other verdict most of the states would have to follow {listed(names)}, each "
            f"with a camp of its own, and no further leader could gather {further} camp"
        )
    if primary.unit != "camps":
        return "For the other verdict no more than half of the states could follow those powers"
    fewer = " or fewer" if claim.bound else ""
    others = f"{n}{fewer} camp{'s' * (n > 1)}"
    asked = f"rule out {others}" if for_it else f"leave {others} open and nothing else"
    return f"For the other verdict the states' places on a line would have to {asked}"


KIND = Kind(
    name="camps",
    asks="Into how many camps did the Assembly fall?",
    phrases=(
        *(Phrase(text, number=2) for text in TWO),
        *(Phrase(text, number=2, negated=True) for text in ENDED),
        *(Phrase(text, number=1) for text in ONE),
        *(Phrase(text.replace("[just|only] ", "")) for text in MANY),
        *(
            Phrase(text.replace("[just|only]", "(just|only|no more than)"), bound=ONLY)
            for text in MANY
            if "[just|only]" in text
        ),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    recent=True,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    subjects=(0, 0),
    groups=False,
    among=True,
    others=(0, 4),
    number=True,
)
