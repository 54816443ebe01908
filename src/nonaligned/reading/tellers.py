"""Who says a piece of a sentence, where it says only "he", and who may be "he" in the next one."""

from __future__ import annotations

import re
from dataclasses import replace

from nonaligned.reading.mentions import Mentions
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.speech import Piece, person_in

_THEY = re.compile(
    r"(?:he|she|they|it|we|you|i|one|that|this|these|those|who|which|him|her|them|some|others?)",
    re.IGNORECASE,
)
UNNAMED = "a speaker whom the article does not name"
"""Who says what the article puts in the mouth of a pronoun that stands for nobody named."""


def told_by(piece: Piece, person: str) -> Piece:
    """Return a piece with "he" put as the person named last, and no pronoun for a speaker."""
    if not _THEY.fullmatch(piece.speaker):
        return piece
    known = person and piece.speaker.lower() in {"he", "she", "they"}
    return replace(piece, speaker=person if known else UNNAMED)


def person_of(sentence: Sentence, named: Mentions, speaker: str, longest: int) -> str:
    """Who may be "he" or "she" in the sentence after."""
    if speaker:
        return speaker
    found = person_in(sentence.text[:longest])
    named_first = named.people[0] if named.people else None
    at = sentence.text.find(found) if found else longest
    if named_first and named_first.start - sentence.start < at:
        return named_first.text
    return found
