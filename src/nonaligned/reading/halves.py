"""What "and" joins: a second predicate, a second direction, a second clause.

"Peru broke with Cuba and moved towards Chile", "Peru turned away from Cuba and towards Chile",
"in 1975 Peru backed Cuba and Cuba backed Peru" say two things each. What the second half shares
with the first is carried over: subject, verb, or time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned import states
from nonaligned.reading.adjuncts import carried, carried_back, carried_on
from nonaligned.reading.mentions import ISSUE, is_other

UNCUT = r"(?<!\ball)(?<!\beverything)(?<!\banything)(?<!\bnothing)"
"""Words before which "but" joins nothing: "on everything but disarmament"."""
JOINT = re.compile(rf"{UNCUT},?\s(?:and|but|then|and then|and later)\s(?=[a-z]|[A-Z])")
_WAY = r"(?:away from|closer to|nearer to|towards?|to|from)\b"
_DIRECTION = re.compile(rf"\b{_WAY} (?=[A-Z]|the )")
_SIDE = r"(?:the )?[A-Z][\w’-]*(?: [A-Z][\w-]*)?"
FROM_TO = re.compile(
    r"\b(?:(?:turned|turns|moved|moves|swung|swings|drifted|shifted|switched|crossed|tilted|veered"
    r"|passed|went over|gone over|changed sides|defected|pivoted)(?: away)? from"
    r"|abandoned|deserted|exchanged|swapped|traded|ditched|forsook|jilted)"
    rf" (?P<first>{_SIDE}) (?:to|towards?|for) (?P<second>{_SIDE})"
)
"""One turn told by both its ends: "turned from Paris to Moscow", "deserted Paris for Moscow"."""
_SHARED = re.compile(
    r" (?:will|would|shall|should|can|could|may|might|must|did|does|do)(?: not|n['’]t)?\b"
)
"""Words behind a subject that hold for both verbs of "will sign and back"."""
_PAST = re.compile(
    r"(?:\w+ed|fell|broke|came|went|took|gave|stood|grew|drew|became|was|were|had|has|left|lost|won"
    r"|made|fought|held|kept|swung|threw|found|began)\b"
)
"""Verbs that no "did not" before them rules."""
_ERA = re.compile(r" of the [12]\d{3}s\b")
"""A time that belongs to the subject, and so to all that is said of it."""
_VERB = re.compile(r"\b[a-z]{3,}\b(?<!\band)(?<!\bthe)")
"""A word behind the first name by which it is more than a list."""
_IT = re.compile(
    r"^(?:(?:after|since|in|before|from|until|by|during) [\w’' -]{2,25}?,? )?"
    r"(?:it|they|the (?:country|kingdom|republic|government|island))\b(?=,? )",
    re.IGNORECASE,
)


def _subject_end(text: str, named: int) -> int:
    """Return where the subject ends: behind a pronoun at the head, or the first name."""
    match = _IT.match(text)
    return match.end() if match and match.end() < named else named


_NOUN = re.compile(
    r"an? (?:\w+ ){0,2}(?:ally|friend|supporter|backer|champion|defender|advocate)\b"
)
_WAS = re.compile(r" (?:is|was|has been|remained|remains|became)(?= )")


def halves(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Return what the halves of a clause say, each in full.

    Parameters
    ----------
    text : str
        A clause.

    Yields
    ------
    tuple
        Where the joint ends, the first half, the second in full, and what was carried over.

    Examples
    --------
    >>> for _, first, second, carried in halves("Peru turned from Cuba and towards Chile"):
    ...     first, second
    ('Peru turned from Cuba', 'Peru turned towards Chile')
    """
    named = [m for m in states.mentions(text, capitals=True) if not is_other(text, m)]
    if turn := FROM_TO.search(text):
        lead, after = text[: turn.start()], text[turn.end() :]
        first = f"{lead}moved away from {turn['first']}{after}"
        yield turn.start("second"), first, f"{lead}moved towards {turn['second']}{after}", lead
    for joint in JOINT.finditer(text):
        first, rest = text[: joint.start()], text[joint.end() :]
        before = [m for m in named if m.end <= joint.start()]
        if not before:
            continue
        subject = _subject_end(text, before[0].end)
        if re.match(_WAY, rest):
            if way := _DIRECTION.search(first, subject):
                lead = first[: way.start()].rstrip()
                yield joint.end(), carried_back(first, rest), f"{lead} {rest}", lead
        elif _NOUN.match(rest) and (was := _WAS.search(first, subject)):
            lead = first[: was.end()]
            yield joint.end(), first, f"{lead} {rest}", lead
        elif " " not in rest and not _PAST.match(rest):  # "bankruptcy and collapse" are two nouns
            continue
        elif rest[0].islower() and not rest.startswith(("the ", "to ")):
            apart = "but" in joint.group() or _PAST.match(rest)
            shared = None if apart else _SHARED.match(first, subject)
            era = _ERA.match(first, subject)
            end = shared.end() if shared else era.end() if era else subject
            lead = first[:end]
            second = carried_on(first[len(lead) :], f"{lead} {rest}")
            yield joint.end(), first, second, lead
        elif (len(before) > 1 or ISSUE.search(first)) and _VERB.search(first, subject):
            yield joint.end(), first, carried(rest, first) or rest, ""
