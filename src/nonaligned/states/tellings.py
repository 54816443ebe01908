"""Sentences that tell an event of the table with a verb of their own.

``data/tellings.csv`` says who did what to whom: "Argentine troops … landed in … the Falklands".
The few words that may stand between are free; "not", "never" and "would" are not. What a noun of
an event's name says ("the murder of Lumumba") is told by its verbs without a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nonaligned.states._files import rows

VERBS = {
    "founding": "was founded|was established|was created|was set up|came into being|was born",
    "independence": "became independent|gained independence|won independence|achieved independence"
    "|gained its independence|won its independence|achieved its independence",
    "assassination": "was assassinated|was murdered|was shot dead|was killed",
    "murder": "was murdered|was assassinated|was killed",
    "death": "died",
    "execution": "was executed",
    "hanging": "was hanged",
    "resignation": "resigned|stepped down",
    "overthrow": "was overthrown|was toppled|was ousted|was deposed",
    "fall": "fell",
    "flight": "fled",
    "annexation": "was annexed",
    "dissolution": "was dissolved",
    "collapse": "collapsed",
    "release": "was released|was freed|walked free",
    "inauguration": "was inaugurated|was sworn in|took the oath",
    "capture": "was captured",
    "arrest": "was arrested",
    "launch": "was launched",
    "election": "was elected",
    "reunification": "was reunified|was reunited",
    "unification": "was unified",
    "signing": "was signed",
    "adoption": "was adopted",
    "nationalisation": "was nationalised",
    "downing": "was shot down",
    "entry into force": "came into force|entered into force|took effect",
}
"""How what a noun names is told with a verb."""

_NOUNS = "|".join(VERBS)
_OF = re.compile(rf"(?P<noun>{_NOUNS}) of (?:the )?(?P<whom>[A-Z].+)")
_WHOSE = re.compile(rf"(?P<whom>[A-Z].+)'s? (?P<noun>{_NOUNS})")
_ONE = re.compile(r"[\w.–-]+(?: (?:de|al|bin|von|van|and|[A-Z])[\w’'.–-]*)*")
"""Whom a name names, and no more: not "Bhutto in Rawalpindi"."""

_PERSONS = frozenset({
    "assassination", "murder", "death", "execution", "resignation", "overthrow", "release",
    "arrest",
})  # fmt: skip
"""Nouns that stand behind whose they are as well: "Lumumba's murder"."""

_FREE = (
    r"(?:,? (?!(?:not|never|would|will|could|should|might|may|to|nearly|almost|if|who|whose|which"
    r"|that|and|or|but|until|before|after|when|since|of)\b)[a-z][\w-]*){0,3}? "
)
_ANY = (
    r"(?:,? (?!(?:and|or|but|when|while|who|which|after|before|until|since|not|never)\b)"
    r"[\w’'-]+){0,5}? "
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]\w+")
_BACK = 90
"""Letters before a word in which the sentence that tells an event may begin."""


def retold(name: str) -> tuple[str, ...]:
    """Tell a name with a verb, or with its parts the other way round.

    Parameters
    ----------
    name : str
        A name of an event.

    Examples
    --------
    >>> retold("murder of Lumumba")[:2], retold("Tito's death")
    (('Lumumba was murdered', 'Lumumba was assassinated'), ('Tito died', 'death of Tito'))
    """
    match = _OF.fullmatch(name) or _WHOSE.fullmatch(name)
    if match is None or not _ONE.fullmatch(match["whom"]):
        return ()
    whom, noun = match["whom"], match["noun"]
    told = [f"{whom} {verb}" for verb in VERBS[noun].split("|")]
    if noun in _PERSONS:
        told.append(f"{noun} of {whom}" if "'" in name else f"{whom}'s {noun}")
    return tuple(told)


def tellings(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the sentences that tell an event: first and last place, and the event's id.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> list(tellings("In April Galtieri's marines had landed in the Falklands."))
    [(9, 55, 'falklands')]
    """
    done = 0
    for word in _CAPITAL.finditer(text):
        if word.start() < done:
            continue
        fits = [
            (match.start(), -match.end(), event)
            for pattern, event in _by_word().get(word.group(), ())
            for match in _compiled(pattern).finditer(
                text, max(done, word.start() - _BACK), word.end() + _BACK
            )
            if match.start() <= word.start() < match.end()
        ]
        if fits:
            start, end, event = min(fits)
            yield start, -end, event
            done = -end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first has its word: most never do."""
    return re.compile(pattern)


@cache
def _by_word() -> dict[str, list[tuple[str, str]]]:
    """Patterns of sentences by the words with a capital of which each has one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows("tellings"):
        who, did, what = (_either(row[column]) for column in ("who", "did", "what"))
        who = rf"{who}(?:[’']s(?: [a-z]+){{1,2}})?"
        told = rf"\b{who}{_FREE}{did}" if row["what"] else rf"\b{who}{_FREE}{did}\b"
        pattern = rf"{told}{_ANY}{what}\b" if row["what"] else told
        for word in _needed(row["what"]) or _needed(row["who"]):
            found.setdefault(word, []).append((pattern, row["event"]))
    return found


def _either(words: str) -> str:
    told = words.split("|")
    told += [re.sub(r"^(?:was|were) ", "had been ", one) for one in told if one.startswith("w")]
    alternatives = sorted(dict.fromkeys(told), key=len, reverse=True)
    return (
        f"(?:{'|'.join(re.escape(w).replace(chr(39), '[’' + chr(39) + ']') for w in alternatives)})"
    )


def _needed(alternatives: str) -> set[str]:
    """Return a word with a capital of each alternative; none where one of them has none."""
    words = [_CAPITAL.findall(alternative) for alternative in alternatives.split("|")]
    return {found[-1] for found in words} if all(words) else set()
