"""Camps: the Assembly was bipolar, or had k camps, led by Y and Z.

Measured by the number of camps into which the states fall by their similarity to each other, in
two ways of counting (:mod:`nonaligned.claims.camps`); silhouettes are primary, for mixtures split
stragglers off a camp even in simulated records of two. Its range is what the two halves of the span
give by themselves. Leaders, where any are named, must be in camps of their own, and most states of
a camp be more similar to its leader than to the others.
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
    from nonaligned.claims.camps import Camps
    from nonaligned.claims.estimates import Counts, Floats
    from nonaligned.claims.evidence import Bools, Evidence

    Fit = tuple[Bools, Camps, Floats]

MEASURED = ("agree3", "agree2", "s_squared")
LEAST_STATES = 12

WORLD = (
    "[the] (assembly|general assembly|world|international system|system|un|united nations) "
    "[of {era}]"
)
CAMPS = "[opposing|rival|hostile|competing|voting] (camps|blocs|blocks|groups|poles|factions)"
CAMP = "(camp|bloc|block|group|faction)"
STATES = "[most|the] [of the] [member] (states|countries|members|governments)"
LED = "_ [[each] (led|headed|dominated) by {L}]"

OF_THE_WORLD = f"[(of|in) {WORLD}|(into|in) which ({WORLD}|{STATES}) <be> (divided|split)]"

TWO = (
    f"{WORLD} <be> bipolar {LED}",
    f"{WORLD} <be> bipolar _ (split|divided) into two {CAMPS} {LED}",
    f"{WORLD} <be> (split|divided) in two {LED}",
    f"{WORLD} <be> (split|divided) into [a|an] {{Y}} and [a|an] {{Z}} {CAMP}",
    f"{STATES} (<belong>|<adhere>) [either] to [either] {{Y}} or [to] {{Z}} {CAMP}",
    f"{{L}} (<lead>|<head>|<dominate>) (the two|two) {CAMPS} {OF_THE_WORLD}",
)
MANY = (
    f"{WORLD} <be> (divided|split) (into|between|in) {{n}} {CAMPS} {LED}",
    f"{WORLD} (<divide>|<split>|<fall>) into {{n}} {CAMPS} {LED}",
    f"{WORLD} <have> [just|only] {{n}} {CAMPS} {LED}",
    f"{WORLD} <consist> of {{n}} {CAMPS} {LED}",
    f"there <be> [just|only] {{n}} {CAMPS} [in {WORLD}] {LED}",
    f"{STATES} (<form>|<vote> in|<divide> into|<fall> into) {{n}} {CAMPS} {LED}",
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
    if any(party.group for party in claim.others):
        return "a leader is a state"
    return None


def plan(claim: Claim, evidence: Evidence) -> tuple[Specification, ...]:
    """List ways to count × similarity measures × cuts × members."""
    first, last = evidence.sessions(claim)
    for party in claim.others:
        evidence.require(party, first, last)
    cuts = grid.cuts(claim, evidence, first, last)
    ways = [f"{way}-{m}" for m in MEASURED for way in ("silhouette", "mixture")]
    groups = ("members", "throughout") if claim.issue else ("members",)
    return grid.specifications(ways, cuts, ("pooled",), groups, first, last)


def measure(claim: Claim, way: Specification, evidence: Evidence) -> Finding:
    """Return number of camps, with the range that halves of the sessions give."""
    where = (way.cut, way.first, way.last)
    among = evidence.compared(way.group, *where)
    fits = [_fit(way, evidence, where, among, half) for half in (None, 0, 1)]
    if fits[0] is None:
        return evidence.nothing(way, f"fewer than {LEAST_STATES} states have common votes")
    found = [camps for _, camps, _ in (fit for fit in fits if fit is not None)]
    low, high = min(camps.least for camps in found), max(camps.number for camps in found)
    n = claim.number or 2
    outcome: Outcome = "for" if low == high == n else "undecided" if low <= n <= high else "against"
    kept, camps, similarity = fits[0]
    note = _sizes(camps)
    if claim.others and outcome == "for":
        leads, why = _led(claim, evidence, kept, camps, similarity)
        outcome, note = (outcome if leads else "against"), f"{note}; {why}"
    votes = int(evidence.tallies.rollcalls(*where))
    return Finding(
        way,
        float(found[0].number),
        float(low),
        float(high),
        "camps",
        f"for the claim at {n:g}, in either half of the span too",
        outcome,
        float(n),
        votes,
        note=note,
    )


def _fit(
    way: Specification,
    evidence: Evidence,
    where: tuple[str, int, int],
    among: Bools,
    half: int | None,
) -> Fit | None:
    """Place the states and count their camps, by all sessions or half of them."""
    from nonaligned.claims.camps import by_mixture, by_silhouette, places

    method, name = way.measure.split("-")
    key = (name, where, among.tobytes(), half)
    found = evidence.once(("alike", *key), lambda: _similar(name, evidence, where, among, half))
    if found is None:
        return None
    kept, similarity = found
    line = evidence.once(("places", *key), lambda: places(similarity))
    camps = by_mixture(line) if method == "mixture" else by_silhouette(line, similarity)
    return kept, camps, similarity


def _similar(
    name: str, evidence: Evidence, where: tuple[str, int, int], among: Bools, half: int | None
) -> tuple[Bools, Floats] | None:
    """Similarity of all states that have common votes with all others, on 0 to 1."""
    from nonaligned.claims.estimates import MEASURES, quick

    counts = _counts(evidence, where, half)
    if counts is None:
        return None
    formula = MEASURES[name]
    value = (quick(formula, counts) - formula.low) / formula.width
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


def _counts(evidence: Evidence, where: tuple[str, int, int], half: int | None) -> Counts | None:
    cut, first, last = where
    sessions = evidence.tallies.span(first, last)
    if half is not None:
        middle = (len(sessions) + 1) // 2
        sessions = sessions[:middle] if half == 0 else sessions[middle:]
    return evidence.tallies.pairs(cut, sessions[0], sessions[-1]) if sessions else None


def _sizes(camps: Camps) -> str:
    sizes = sorted(np.bincount(camps.labels).tolist(), reverse=True)
    return (
        f"camps of {listed([str(size) for size in sizes])} states" if len(sizes) > 1 else "one camp"
    )


def _led(
    claim: Claim, evidence: Evidence, kept: Bools, camps: Camps, similarity: Floats
) -> tuple[bool, str]:
    """Whether the leaders sit in camps of their own that follow them."""
    place = {int(i): k for k, i in enumerate(np.flatnonzero(kept))}
    leaders = [place.get(evidence.index(party.name)) for party in claim.others]
    if None in leaders:
        return False, "a leader has too few votes"
    at = [k for k in leaders if k is not None]
    labels = [int(camps.labels[k]) for k in at]
    if len(set(labels)) < len(labels):
        return False, "two of the leaders are in one camp"
    for k, label in zip(at, labels, strict=True):
        own = camps.labels == label
        others = (
            np.max([similarity[j] for j in at if j != k], axis=0)
            if len(at) > 1
            else np.zeros(own.size)
        )
        if (similarity[k][own] > others[own]).mean() <= 0.5:
            return False, "most of a camp is not more similar to its leader"
    return True, "each leader's camp follows it"


def exhibits(claim: Claim, primary: Finding, evidence: Evidence) -> tuple[Exhibit, ...]:
    """Show the two states at the ends of the line."""
    way = primary.specification
    where = (way.cut, way.first, way.last)
    among = evidence.compared(way.group, *where)
    found = _similar("agree3", evidence, where, among, None)
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
        "For the other verdict another number of camps would have to fit best, in either half of "
        "the span as well"
    )


KIND = Kind(
    name="camps",
    asks="Into how many camps did the Assembly fall?",
    phrases=(
        *(Phrase(text, number=2) for text in TWO),
        *(Phrase(text, number=1) for text in ONE),
        *(Phrase(text) for text in MANY),
    ),
    examples=EXAMPLES,
    say=say,
    plan=plan,
    measure=measure,
    needs=needs,
    exhibits=exhibits,
    problem=problem,
    subjects=(0, 0),
    groups=False,
    others=(0, 4),
    number=True,
)
