"""Claims of a piece of a sentence: of its clauses, of the votes and deeds that it tells of.

A clause is read in the plainest words in which the claim language takes it; what that changed or
assumed is kept as steps. What cannot be read so is looked for by its core.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from nonaligned import states
from nonaligned.claims.language import Claim, canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import screens
from nonaligned.reading.adjuncts import has_time, untimed
from nonaligned.reading.alone import alone, denied, excluded, keeps_group, keeps_year
from nonaligned.reading.article import Article
from nonaligned.reading.attributions import WRITER
from nonaligned.reading.blocs import blocs, counted_anew, fullness
from nonaligned.reading.clauses import Clause, rewritten
from nonaligned.reading.context import (
    Context,
    between_poles,
    home,
    named_plainly,
    objects_named,
    one_before,
    pair_in,
    resolved,
    since_then,
    that_year,
    without_owner,
    year_in,
)
from nonaligned.reading.dates import lately
from nonaligned.reading.deeds import claimed, elsewhere
from nonaligned.reading.learned import likened
from nonaligned.reading.mentions import ISSUE, Mentions, find_mentions, is_other
from nonaligned.reading.saying import time_said, when_said
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.sides import SIDES, sided
from nonaligned.reading.skeletons import unions
from nonaligned.reading.some_states import of_some
from nonaligned.reading.speech import Piece, quotations
from nonaligned.reading.standing import adrift
from nonaligned.reading.syntax import Syntax
from nonaligned.reading.tallies import tallies, tells_of_a_vote
from nonaligned.reading.turns import turned
from nonaligned.reading.unread import time_lost

RULES = "rules"
"""Who reads by default."""
LIKENESS = "likeness"
"""Who reads what no rule does: :mod:`nonaligned.reading.learned`."""

LONGEST_CLAUSE = 30
"""Clauses with more words are not given to the claim language."""

_PRONOUN = re.compile(
    r"\b(?:it|they|its|their|we|our|delegation|country|kingdom|government|republic|island|nation|state|regime"
    r"|two|both|emirate|sultanate)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:polic\w+|positions?|stances?|line|course|attitude|approach|views?|vot\w+|record|standing|"
    r"consistent\w*|unchanged|constant|same|chang\w+|stead\w+|exist\w*|ceas\w+|collaps\w+|"
    r"dissol\w+|disappear\w*|vanish\w*|disintegrat\w*|fell apart|broke up|no longer|allies|"
    r"independent|neutral|non-?aligned)\b",
    re.IGNORECASE,
)
"""Words of which a clause that names one state and no issue needs one."""
_DANGLING = re.compile(
    r"(?:[\s,;:–—-]+(?:and|but|or|so|yet|while|whereas|which|then))?[\s,;:–—-]*$"
)
SYSTEM = re.compile(
    r"\b(?:worlds?|system|order|bipolar|camps?|blocs?|groups|poles|Assembly|resolution|mankind"
    r"|humanity|unipolar|tripolar|bipolarity|unipolarity|globe|planet)\b",
    re.IGNORECASE,
)
"""Words for the whole of states, of which a claim may speak and name none."""


@dataclass(frozen=True)
class Candidate:
    """A claim that was read from a sentence.

    Parameters
    ----------
    start, end : int
        The words it was read from: a place in the article's text.
    source : str
        These words.
    canonical : str
        The claim in the one sentence that stands for it.
    claim : Claim
    confidence : float
        0 to 1: how little had to be changed or assumed to read it.
    speaker : str
        Whose claim it is, as the article names the speaker; empty for the article's own.
    steps : tuple of str
        What was changed or assumed, in words.
    doubts : tuple of str
        What else in the article speaks against what was read, in words.
    by : tuple of str
        Who read it: :data:`RULES`, :data:`LIKENESS`, the name of a model, or two of them.
    """

    start: int
    end: int
    source: str
    canonical: str
    claim: Claim
    confidence: float
    speaker: str
    steps: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    by: tuple[str, ...] = (RULES,)


def candidates(
    article: Article,
    sentence: Sentence,
    piece: Piece,
    named: Mentions,
    context: Context,
    syntax: Syntax,
) -> Iterator[Candidate]:
    """Claims of one piece of a sentence: of its clauses, then those told by their cores only."""
    found = list(_of_clauses(article, sentence, piece, named, context, syntax))
    if piece.stance == "contrary":
        yield from found
        return
    outside = sentence.text.replace(piece.text, " ")
    camps = [_candidate(sentence, piece, *one) for one in blocs(piece.text, article.date, outside)]
    least = max((fullness(c.claim) for c in camps), default=0)
    known = [c for c in found if c.claim.kind == "camps" and fullness(c.claim) >= least]
    found = [c for c in found if c.claim.kind != "camps" or c in known] + (camps * (not known))
    yield from found
    base = sentence.start + piece.start
    ways, kept = (claimed, sided, turned), False
    for one, words, claim in chain.from_iterable(way(piece.text, article.date) for way in ways):
        start, end = base + words.start, base + words.end
        if claim.kind in SIDES and _no_state(piece.text[words.start : words.end], named, start):
            continue
        told = any(start < c.end and c.start < end for c in found) or (one.beside and bool(found))
        same = _repeats(claim, found) or canonical(claim) in {c.canonical for c in found}
        kept = kept if one.further else same or not told
        if kept and not same:
            found.append(_candidate(sentence, piece, words, claim))
            yield found[-1]
    yield from _by_likeness(article, sentence, piece, named, found)


def _by_likeness(
    article: Article, sentence: Sentence, piece: Piece, named: Mentions, found: list[Candidate]
) -> Iterator[Candidate]:
    """Claims of the stretches of a piece in which the rules have found none.

    Words that lead to a quotation tell nothing by themselves.
    """
    if not piece.quoted and quotations(sentence.text):
        return
    base = sentence.start + piece.start
    told = {(c.claim.kind, frozenset(c.claim.parties)) for c in found}
    for _, words, claim in likened(piece.text, article.date):
        start, end = base + words.start, base + words.end
        same = (claim.kind, frozenset(claim.parties)) in told
        if _no_state(piece.text[words.start : words.end], named, start):
            continue
        if not same and not any(start < c.end and c.start < end for c in found):
            yield replace(_candidate(sentence, piece, words, claim), by=(LIKENESS,))


def _no_state(text: str, named: Mentions, start: int) -> bool:
    """Whether some name in a text is that of no state, as whoever told names knows."""
    meant = [m for m in named.states if start <= m.start < start + len(text)]
    seen = [m for m in states.mentions(text, capitals=True) if not is_other(text, m)]
    return len(seen) > len(meant)


def _repeats(claim: Claim, found: list[Candidate]) -> bool:
    """Whether whose side a state was on is told already, if of another time."""
    told = (claim.kind, claim.subjects, claim.others)
    return claim.kind in SIDES and any(
        (c.claim.kind, c.claim.subjects, c.claim.others) == told for c in found
    )


def _of_clauses(
    article: Article,
    sentence: Sentence,
    piece: Piece,
    named: Mentions,
    context: Context,
    syntax: Syntax,
) -> Iterator[Candidate]:
    """Claims of the clauses of a piece, no two from the same words."""
    base = sentence.start + piece.start
    ends = _name_ends(piece, [m.end - base for m in named.states], article)
    taken: list[tuple[int, int]] = []
    tried: set[str] = set()
    for words, counted in _counted(piece, sentence, article):
        taken.append((words.start, words.end))
        yield _candidate(sentence, piece, words, counted)
    told = tuple(alone(piece.text))
    for clause in (*told, *syntax.clauses(piece.text, ends)):
        about = clause.carried or any(clause.start < end <= clause.end for end in ends)
        if not (about or _PRONOUN.search(clause.text) or SYSTEM.search(clause.text)):
            continue
        if any(clause.start < b and a < clause.end for a, b in taken):
            continue
        for words in _ways(clause, piece, named, context, article, base + clause.start):
            if words.text in tried:
                continue
            tried.add(words.text)
            read = _of_clause(words, clause, piece, sentence, article)
            if read is not None and _holds(read[1], clause, told, piece, sentence.text):
                taken.append((clause.start, clause.end))
                yield _candidate(sentence, piece, *read)
                break


def _of_clause(
    words: Clause, clause: Clause, piece: Piece, sentence: Sentence, article: Article
) -> tuple[Clause, Claim] | None:
    """Return the claim that a clause is in some words, where nothing beside it undoes that."""
    if untimed(words.text, piece.text[: clause.start]):
        return None
    claim = _of_piece(words, piece, article)
    if claim is None or adrift(claim, words.text, piece.text) or _timeless(claim):
        return None
    if elsewhere(claim, piece.text[clause.start : clause.end]):
        return None
    if claim.kind == "count" and of_some(piece.text):
        return None
    if claim.kind == "camps" and claim.negated and counted_anew(piece.text):
        return None
    if claim.kind == "ended" and any(name in words.text for name in unions()):
        return None  # one state, and no two
    words, claim = when_said(words, claim, piece, sentence, article.date)
    return None if time_lost(claim, words, piece.text, clause) else (words, claim)


def _timeless(claim: Claim) -> bool:
    """Whether a policy is said to have lasted through one year, so that the other is lost."""
    window = claim.window
    return claim.kind == "steady" and window.first is not None and window.first == window.last


def _holds(
    claim: Claim, clause: Clause, told: tuple[Clause, ...], piece: Piece, whole: str
) -> bool:
    """Whether a claim keeps that somebody was alone, and nothing beside it takes that back."""
    if claim.kind == "only":
        said = denied(piece.text) or piece.stance == "contrary"
        kept = keeps_year(whole, claim) and keeps_group(piece.text, claim)
        return kept and (said if claim.negated else not excluded(piece.text))
    return clause in told or not any(
        clause.start < one.end and one.start < clause.end for one in told
    )


def _counted(piece: Piece, sentence: Sentence, article: Article) -> Iterator[tuple[Clause, Claim]]:
    """Return the counts of a vote that a piece tells of.

    A year that is not said must be clear; what is found in no way is kept in words.
    """
    for told in tallies(piece.text, article.date.year, time_said(piece, sentence)):
        ways = [_dated(way, article) for way in told.ways]
        found = [(way, claim) for way in ways if (claim := _of_piece(way, piece, article))]
        if found and (found[0][0] is ways[0] or len(found) == 1):
            yield found[0]
        elif told.kept and (claim := _of_piece(kept := _dated(told.kept, article), piece, article)):
            yield kept, claim


def _of_piece(words: Clause, piece: Piece, article: Article) -> Claim | None:
    return _claim(words, article, contrary=piece.stance == "contrary")


def _name_ends(piece: Piece, ends: list[int], article: Article) -> list[int]:
    """Where states' names end in the piece's own text."""
    if not piece.text or any(end < 0 or end > len(piece.text) for end in ends):
        return [m.end for m in find_mentions(piece.text, article.date).states]
    return ends


def _ways(
    clause: Clause,
    piece: Piece,
    named: Mentions,
    context: Context,
    article: Article,
    start: int,
) -> Iterator[Clause]:
    """Return the clause as it may be read, the plainest way last."""
    ours = home(piece.speaker, article.date) if piece.speaker else context.voice
    ours = context.voice if piece.speaker == WRITER else ours
    last = ours if piece.speaker and not piece.quoted and ours else context.last
    last = one_before(named, start - clause.start, start, article.date) or last
    before = piece.text[: clause.start]
    year = year_in(before) or context.year
    clause = _dated(since_then(that_year(clause, year), year), article)
    pair = context.pair
    if has_time(clause.text) and "both" not in clause.text.lower():
        pair = pair_in(before, article.date) or pair
    clause = objects_named(clause, named, start, article.date)
    owned = without_owner(clause)
    for words in rewritten(named_plainly(owned or clause)):
        yield words
        known = resolved(words, last, ours, context.topic, pair)
        if known is not None:
            yield from (w for w in rewritten(known))
    subject = next((m.text for m in named.states if not m.group and m.kind != "demonym"), "")
    known = between_poles(clause, subject, context.poles)
    if known is not None:
        yield known


def _dated(clause: Clause, article: Article) -> Clause:
    """Return the clause with "last month" put as the month that it was."""
    text, words, when = lately(clause.text, article.date)
    if not words:
        return clause
    step = f"took “{words}” for {when}, by the date of publication"
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)


def _claim(words: Clause, article: Article, *, contrary: bool) -> Claim | None:
    """Return the claim that a clause is, if the claim language reads it and nothing screens it.

    Where the sentence says the contrary ("it is not true that"), so does the claim.
    """
    if screens.screen(words.text) or not _may_be_claim(words.text):
        return None
    try:
        claim = parse(words.text, on=article.date.year)
        if not contrary:
            return claim
        if claim.negated and claim.kind != "steady":  # that a policy changed is denied plainly
            return None
        return parse(canonical(replace(claim, negated=not claim.negated)))
    except NonalignedError:
        return None


def _may_be_claim(text: str) -> bool:
    """Whether a clause is worth the grammar: two parties, one and an issue, or one alone."""
    if len(text.split()) > LONGEST_CLAUSE:
        return False
    if SYSTEM.search(text) or _ALONE.search(text) or tells_of_a_vote(text):
        return True
    named = states.mentions(text, capitals=True)
    if any(m.kind == "demonym" and is_other(text, m) for m in named):
        return False
    return len(named) > 1 or bool(named and ("“" in text or ISSUE.search(text)))


def _candidate(sentence: Sentence, piece: Piece, words: Clause, claim: Claim) -> Candidate:
    source = _DANGLING.sub("", piece.text[words.start : words.end])
    at = sentence.text.find(source)
    start, end = (at, at + len(source)) if at >= 0 else (piece.start, piece.end)
    cost = 0.05 + words.cost + (0.03 if sentence.heading else 0.0)
    return Candidate(
        sentence.start + start,
        sentence.start + end,
        sentence.text[start:end],
        canonical(claim),
        claim,
        round(max(0.0, 1.0 - cost), 2),
        piece.speaker,
        words.steps,
    )
