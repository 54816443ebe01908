"""Who says what a sentence reports, and when: what "he said" and "said in 1957" give to a claim."""

from __future__ import annotations

import re
from dataclasses import replace

from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.clauses import Clause
from nonaligned.reading.dates import Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.skeletons import times
from nonaligned.reading.speech import Piece, person_in

_SEARCHED = 1200
"""Characters of a sentence in which a speaker is looked for."""
_THEY = re.compile(
    r"(?:he|she|they|it|we|you|i|one|that|this|these|those|who|which|him|her|them|some|others?)",
    re.IGNORECASE,
)
UNNAMED = "a speaker whom the article does not name"
"""Who says what the article puts in the mouth of a pronoun that stands for nobody named."""
_FIGURES = re.compile(
    r"\b(?:figures|tables?|votes|records?|data|session|returns|count|tallies) (?:for|of)"
    r"(?= [12]\d{3}\b)"
)
"""Figures are of their year."""
_LOOKS_BACK = re.compile(
    r"\b(?:recall\w*|remember\w*|remind\w*|record\w*|memoirs?|historians?|found|reckon\w*"
    r"|calculat\w+|wrote|writes|shows?|showed)\b"
)
"""Who looks back says when, and tells of another time."""


def who(piece: Piece, person: str) -> Piece:
    """Return a piece with "he" put as the person named last, and no pronoun for a speaker."""
    if not _THEY.fullmatch(piece.speaker):
        return piece
    known = person and piece.speaker.lower() in {"he", "she", "they"}
    return replace(piece, speaker=person if known else UNNAMED)


def person_of(sentence: Sentence, named: Mentions, speaker: str) -> str:
    """Who may be "he" or "she" in the sentence after."""
    if speaker:
        return speaker
    found = person_in(sentence.text[:_SEARCHED])
    named_first = named.people[0] if named.people else None
    at = sentence.text.find(found) if found else _SEARCHED
    if named_first and named_first.start - sentence.start < at:
        return named_first.text
    return found


def time_said(piece: Piece, sentence: Sentence) -> str:
    """Return when somebody says what a piece holds; empty where that is not said, or looks back."""
    if not piece.speaker or has_time(piece.text):
        return ""
    outside = sentence.text.replace(piece.text, " ")
    said = [time for _, _, time in times(outside)]
    if len(said) != 1 or _LOOKS_BACK.search(outside):
        return ""
    return said[0] if re.fullmatch(r"in [12]\d{3}", said[0]) else ""


def when_said(
    words: Clause, claim: Claim, piece: Piece, sentence: Sentence, on: Moment
) -> tuple[Clause, Claim]:
    """Give what was so when somebody said so the time of the saying, where it has none."""
    outside = sentence.text.replace(piece.text, " ")
    lasts = claim.kind in {"camps", "allied", "closest"} or claim.direction == "gone"
    outside = _FIGURES.sub("in", outside)
    said = [time for _, _, time in times(outside) if time.startswith("in ")]
    if not (lasts and piece.speaker and len(said) == 1) or has_time(piece.text):
        return words, claim
    if claim.negated or _LOOKS_BACK.search(outside):
        return words, claim
    text = f"{words.text.strip(' ,')} {said[0]}"
    try:
        claim = parse(text, on=on.year)
    except NonalignedError:
        return words, claim
    step = f"took the time of the saying, “{said[0]}”"
    return replace(words, text=text, steps=(*words.steps, step), cost=words.cost + 0.05), claim
