"""Camps: the Assembly was bipolar, or had k camps, led by Y and Z.

Measured by the number of camps into which the states fall by their similarity to each other, or by
their ideal points, in two ways of counting (:mod:`nonaligned.claims.camps`); well separated normal
components are primary, modes of the density the alternative. The range is of the numbers that the
places cannot rule out.
Leaders, where any are named, must be in camps of their own and not among the stragglers, and most
states of a camp be more similar to its leader than to the others; a group leads from where most of
its members are. Where they do not lead the camps that were found, the claim is refuted even if
another number is open: with that number it is refuted by the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims import grid
from nonaligned.claims.claim import Claim
from nonaligned.claims.kind import Kind
from nonaligned.claims.notation import Phrase
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import Exhibit
from nonaligned.claims.wording import Words, listed, state_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nonaligned.claims.camps import Camps
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence

    Fit = tuple[Bools, Camps]

WAYS = ("mixture", "modes")
MEASURED = ("agree3", "agree2", "s_squared")
LEAST_STATES = 12

WORLD = (
    "[the] (assembly|general assembly|world|international system|system|un|united nations|"
    "(world|international|global) (politics|order)|international relations|membership|"
    "(membership|states|members) of the (un|united nations|assembly|general assembly)) [of {era}]"
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
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    n, verb = int(claim.number or 2), words.did("had", "have")
    led = f" led by {listed([words.name(party) for party in claim.others])}" if claim.others else ""
    return f"the Assembly {verb} {n} camps{led}{words.on}{words.when}"


def problem(claim: Claim) -> str | None:
    """Say what is wrong with the number."""
    if claim.number is None:
        return "it does not say how many camps"
    if claim.number not in range(1, 5) or claim.bound:
        return "camps are counted from one to four"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List ways to count × similarity measures and ideal points × cuts × members."""
    first, last = evidence.sessions(claim)
    for party in claim.others:
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    groups = ("members", "throughout") if claim.issue else ("members",)
    ways = [f"{way}-{measure}" for measure in MEASURED for way in WAYS]
    found = grid.specifications(ways, cuts, ("pooled",), groups, first, last)
    cut = claim.issue or "all"
    if evidence.ideal is None or cut not in evidence.ideal:
        return found
    ideal = [f"{way}-ideal" for way in WAYS]
    return found + grid.specifications(ideal, (cut,), ("pooled",), groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return number of camps, with the range that the states' places leave open."""
    where = (way.cut, way.first, way.last)
    fit = _fit(way, evidence)
    if fit is None:
        return evidence.nothing(way, f"fewer than {LEAST_STATES} states can be placed")
    kept, camps = fit
    n = claim.number or 2
    outcome: Outcome = "undecided" if camps.least <= n <= camps.most else "against"
    note = _sizes(camps)
    if camps.least == camps.most == n:
        outcome = "for"
    if claim.others and outcome != "against" and camps.number == n:
        leads, why = _led(claim, way, evidence, kept, camps)
        outcome, note = (outcome if leads else "against"), f"{note}; {why}"
    return Finding(
        way,
        float(camps.number),
        float(camps.least),
        float(camps.most),
        "camps",
        f"for the claim at {n:g}, no other number left open",
        outcome,
        float(n),
        int(evidence.tallies.rollcalls(*where)),
        note=note,
    )


def _fit(way: Specification, evidence: Evidence) -> Fit | None:
    """Place the states and count their camps."""
    from nonaligned.claims.camps import by_mixture, by_modes

    method, name = way.measure.split("-")
    found = _places(name, way, evidence)
    if found is None:
        return None
    kept, line = found
    count = by_mixture if method == "mixture" else by_modes
    key = ("camps", way.measure, way.cut, way.group, way.first, way.last)
    return kept, evidence.once(key, lambda: count(line))


def _places(name: str, way: Specification, evidence: Evidence) -> tuple[Bools, Floats] | None:
    """Which states can be placed on a line, and where."""
    from nonaligned.claims import positions
    from nonaligned.claims.camps import places

    where = (way.cut, way.first, way.last)
    if name != "ideal":
        found = _alike(name, way, evidence)
        if found is None:
            return None
        return found[0], evidence.once(("line", name, where, way.group), lambda: places(found[1]))
    line = positions.average(evidence, *where)
    kept = evidence.compared(way.group, *where) & np.isfinite(line)
    return (kept, line[kept]) if kept.sum() >= LEAST_STATES else None


def _alike(name: str, way: Specification, evidence: Evidence) -> tuple[Bools, Floats] | None:
    """Similarity of all states that have common votes with all others, on 0 to 1."""
    where = (way.cut, way.first, way.last)
    among = evidence.compared(way.group, *where)
    made: tuple[Bools, Floats] | None = evidence.once(
        ("alike", name, where, way.group), lambda: _similar(name, evidence, where, among)
    )
    return made


def _similar(
    name: str, evidence: Evidence, where: tuple[str, int, int], among: Bools
) -> tuple[Bools, Floats] | None:
    from nonaligned.claims.estimates import MEASURES, quick

    formula = MEASURES[name]
    value = (quick(formula, evidence.tallies.pairs(*where)) - formula.low) / formula.width
    np.fill_diagonal(value, 1.0)
    kept = among.copy()
    while kept.any():
        holes = ~np.isfinite(value[np.ix_(kept, kept)])
        if not holes.any():
            break
        kept[np.flatnonzero(kept)[holes.sum(axis=1).argmax()]] = False
    if kept.sum() < LEAST_STATES:
        return None
    return kept, value[np.ix_(kept, kept)]


def _sizes(camps: Camps) -> str:
    from nonaligned.claims.camps import LEAST_SHARE

    sizes = sorted((int(size) for size in np.bincount(camps.labels) if size), reverse=True)
    held = [str(size) for size in sizes if size >= LEAST_SHARE * sum(sizes)]
    stragglers = sum(sizes) - sum(int(size) for size in held)
    found = f"camps of {listed(held)} states" if len(held) > 1 else "one camp"
    return found + (f" and {stragglers} stragglers" if stragglers else "")


def _led(
    claim: Claim, way: Specification, evidence: Evidence, kept: Bools, camps: Camps
) -> tuple[bool, str]:
    """Whether the leaders sit in camps of their own that follow them."""
    from nonaligned.claims.camps import LEAST_SHARE

    at = [
        np.flatnonzero(evidence.positions(party, way.first, way.last)[kept])
        for party in claim.others
    ]
    if any(not who.size for who in at):
        return False, "a leader has too few votes"
    labels = []
    for who in at:
        there = np.bincount(camps.labels[who])
        if 2 * there.max() <= who.size:
            return False, "the members of a leading group are in several camps"
        labels.append(int(there.argmax()))
        if (camps.labels == labels[-1]).sum() < LEAST_SHARE * camps.labels.size:
            return False, "a leader is among the stragglers"
    if len(set(labels)) < len(labels):
        return False, "two of the leaders are in one camp"
    if len(at) > 1 and not _followed(at, labels, kept, way, evidence, camps):
        return False, "most of a camp is not more similar to its leader"
    return True, "each leader's camp follows it"


def _followed(
    at: list[NDArray[np.intp]],
    labels: list[int],
    kept: Bools,
    way: Specification,
    evidence: Evidence,
    camps: Camps,
) -> bool:
    """Whether most states of each camp are more similar to its leader than to the others."""
    from nonaligned.claims.estimates import MEASURES, quick

    name = way.measure.split("-")[1]
    formula = MEASURES["agree3" if name == "ideal" else name]
    value = quick(formula, evidence.tallies.pairs(way.cut, way.first, way.last))
    with np.errstate(invalid="ignore"):
        near = np.stack([np.nanmean(value[np.ix_(kept, kept)][who], axis=0) for who in at])
    for k, label in enumerate(labels):
        own = camps.labels == label
        others = np.delete(near, k, axis=0).max(axis=0)
        if (near[k][own] > others[own]).mean() <= 0.5:
            return False
    return True


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show the two states at the ends of the line."""
    way = primary.specification
    found = _alike("agree3", way, evidence)
    if found is None:
        return ()
    kept, similarity = found
    i, j = np.unravel_index(int(similarity.argmin()), similarity.shape)
    names = [evidence.tallies.states[np.flatnonzero(kept)[k]] for k in (i, j)]
    one, two = (state_name(name, *way.years) for name in names)
    text = f"{one} and {two} agreed least of all, on {similarity[i, j]:.0%} of their votes"
    share = float(np.median(similarity))
    both = f"two states agreed on {share:.0%} of their votes in the middle of all pairs"
    return (
        Exhibit("for", text, tuple(names), way.first, way.last),
        Exhibit("against", both, (), way.first, way.last),
    )


def needs(claim: Claim, primary: Finding) -> str:
    """Say what would have to be true for the other verdict."""
    return (
        "For the other verdict the states' places would have to leave another set of numbers open: "
        "this one alone if they rule it out now, without it if they do not"
    )


KIND = Kind(
    name="camps",
    asks="Into how many camps did the Assembly fall?",
    phrases=(
        *(Phrase(text, number=2) for text in TWO),
        *(Phrase(text, number=2, negated=True) for text in ENDED),
        *(Phrase(text, number=1) for text in ONE),
        *(Phrase(text) for text in MANY),
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
    others=(0, 4),
    number=True,
)
