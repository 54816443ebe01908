"""Words of predictions: who foretold, what, and within how long.

Slots of the grammar that other kinds have no use for. A speaker is kept in words, bounded and
checked, for no record knows the speaker. What was foretold is an event by its names in the table of
events, the end of a state, or, where neither is known, the "fall of" something: kept in words, so
that the answer can say that no table holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from nonaligned import states
from nonaligned.claims import lexicon
from nonaligned.claims.claim import Party, Window
from nonaligned.claims.lexer import Token, tokens
from nonaligned.errors import SentenceError
from nonaligned.numerals import MONTHS
from nonaligned.states.events import Event, events

Reading = tuple[int, tuple[tuple[str, Any], ...]]

MOST_WORDS = 10
"""Words of a speaker's name with titles; of what is said to fall, the same."""

_ADVERBS = """already also boldly confidently correctly even famously later long once openly
    publicly rightly then widely wrongly"""
ADVERBS = frozenset(_ADVERBS.split())
_LEADS = frozenset({"had", "has", "have"}) | ADVERBS

_NO_SPEAKER = """every each all any everybody everyone anybody anyone he she it they we i you
    who which what that
    this these those there nobody no none not never few hardly neither nor only if whether when
    in on at by during after before since until over about regarding concerning would did does
    do was were is are be been because and or but as from within"""
_BARRED = frozenset(_NO_SPEAKER.split()) | lexicon.FORETOLD | _LEADS
_ARTICLES = frozenset({"the", "a", "an"})
_OPENINGS = _ARTICLES | {"one", "some", "many", "several", "most", "somebody", "someone"}
_NAME_TYPES = frozenset({"word", "state", "group", "poss", "dash"})
_NAME = re.compile(r"[^\W\d_](?:[\w .'’–-]*[\w.])?")

ENDS = (
    ("end",), ("fall",), ("collapse",), ("dissolution",), ("disintegration",), ("break", "up"),
    ("breakup",), ("demise",), ("downfall",), ("disappearance",),
)  # fmt: skip
"""Nouns that say of a state or an order that it ended; one stands for the other. "Death" is none
of them: who dies in office has not fallen."""

FIRST_TEST = ("first", "nuclear", "test")
CHANGES = (
    *ENDS, ("death",), ("defeat",), ("victory",), ("triumph",), ("overthrow",), ("reunification",),
    ("unification",), ("independence",), ("rise",), ("return",), ("ruin",), ("destruction",),
    ("annexation",), ("loss",), ("partition",), ("division",), ("secession",), ("quarrel",),
    ("invasion",), ("withdrawal",), ("departure",), ("accession",), ("recognition",),
    ("liberation",), ("restoration",), ("conversion",), FIRST_TEST,
)  # fmt: skip
"""Nouns, followed by "of", that say what may be foretold of anything."""

STRIFE = (
    ("war",), ("civil", "war"), ("revolution",), ("uprising",), ("revolt",), ("rebellion",),
    ("coup",), ("quarrel",), ("rift",), ("split",), ("break",), ("breach",), ("peace",),
    ("alliance",), ("partnership",), ("rapprochement",), ("union",),
)  # fmt: skip
"""Nouns, followed by "between", "in", "over" or "against", that say the same of one or two."""
PARTINGS = (("break",), ("quarrel",), ("rift",), ("split",), ("breach",))
"""Nouns, followed by "between", that stand for one another too."""
_AMONG = frozenset({"between", "in", "over", "against"})
_PLACED = frozenset({"in", "at", "by", "from", "on", "between", "over", "against", "with"})
"""What may lead from a noun to a name: "the end of British rule in Cyprus"."""

_WOULD = {
    ("fall",): "fall", ("collapse",): "collapse", ("end",): "end", ("crumble",): "fall",
    ("come", "to", "an", "end"): "end", ("come", "down"): "fall", ("disappear",): "end",
    ("break", "up"): "break-up", ("disintegrate",): "disintegration", ("perish",): "end",
    ("be", "abolished"): "end", ("be", "overthrown"): "overthrow", ("be", "defeated"): "defeat",
    ("be", "reunified"): "reunification", ("be", "reunited"): "reunification",
    ("be", "unified"): "unification", ("become", "independent"): "independence",
    ("fall", "apart"): "break-up", ("break", "apart"): "break-up", ("dissolve",): "dissolution",
    ("be", "dissolved"): "dissolution", ("cease", "to", "exist"): "end",
    ("be", "no", "more"): "end", ("be", "independent"): "independence",
    ("secede",): "secession", ("quarrel",): "quarrel",
    ("be", "divided"): "division", ("be", "partitioned"): "partition",
    ("be", "annexed"): "annexation", ("be", "liberated"): "liberation",
}  # fmt: skip
"""What may be said to come with "would", as the noun that names it."""

_WITH_WOULD = frozenset({"not", "never", "soon", "eventually", "finally"})

_STOPS = """by within in before until till after on at during from over when which who that while
    and or but was were is are had has would will as because if since for with soon
    along under through without like amid inside despite via beyond"""
STOPS = frozenset(_STOPS.split())
_ENDED_BY = frozenset({"comma", "year", "decade", "number", "ordinal", "percent"})


def speaker(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read who foretold: a name or a description of a few words, never a pronoun or "nobody"."""
    if at >= len(cut) or not any(token.norm in lexicon.FORETOLD for token in cut):
        return
    if cut[at].text.islower() and not _may_open(cut, at):  # "Aron, writing in 1970, foresaw"
        return
    for end in range(at + 1, min(at + MOST_WORDS, len(cut)) + 1):
        token = cut[end - 1]
        leads_on = end < len(cut) and (
            cut[end].norm in _ARTICLES or _is_name(cut, end) or _is_counted(cut, end)
        )
        if at < end - 1 and token.norm in _PLACED and leads_on:
            continue
        barred = token.norm in _BARRED or lexicon.words(token.norm) in lexicon.hedges()
        counts = _is_counted(cut, end - 1)
        if barred or (token.type not in _NAME_TYPES and not counts):
            return
        named = _written(cut, at, end)
        if _NAME.fullmatch(named) and token.norm not in _ARTICLES and not counts:
            yield end, (("speaker", named),)


def _may_open(cut: Sequence[Token], at: int) -> bool:
    """Whether a small word may open a name: an article, a number, or a noun for many."""
    word = cut[at].norm
    return word in _OPENINGS | {"his", "her", "its", "their"} or (
        _is_counted(cut, at) or (not word.endswith(("ing", "ed")) and _for_many(cut, at))
    )


def _for_many(cut: Sequence[Token], at: int) -> bool:
    """Whether one of the next words is a noun for many: "western economists predicted"."""
    verb = next((k for k in range(at, len(cut)) if cut[k].norm in lexicon.FORETOLD | _LEADS), at)
    return verb > at and any(t.norm.endswith("s") for t in cut[at : at + 3] if t.type == "word")


def foretell(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read that somebody foretold: "had rightly foreseen"."""
    while at < len(cut) and cut[at].norm in _LEADS:
        at += 1
    if at < len(cut) and cut[at].norm in lexicon.FORETOLD:
        yield at + 1, ()


def happening(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read what was foretold where it is no matter of parties: the longest name of an event."""
    at += at < len(cut) and cut[at].norm in {"the", "a", "an"}
    if _of_state(cut, at) or _owned_by_state(cut, at):
        return
    for end in range(min(at + 12, len(cut)), at, -1):
        if known(written := _written(cut, at, end)) and _NAME.fullmatch(written):
            yield end, (("event", written),)
            break
    else:
        end = at
    of = _noun_of(cut, at, CHANGES)
    of = of if of < len(cut) else 0  # nothing stands behind "the end of"
    if of and _is_state(cut[of]) and _goes_on(cut, of + 1):
        return
    start, last = (of, _matter_end(cut, of)) if of else (at, _strife_end(cut, at))
    if last <= end:
        return
    end, written = last, _written(cut, at, last)
    if start < end <= start + MOST_WORDS and _NAME.fullmatch(written):
        yield end, (("event", written),)


def _goes_on(cut: Sequence[Token], at: int) -> bool:
    """Whether a small word follows a state: "the collapse of Peru lay unread"."""
    if at >= len(cut) or cut[at].type != "word" or cut[at].norm in STOPS | _PLACED | {"to"}:
        return False
    return cut[at].text.islower()


def ending(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read "the collapse of" before the name of a state."""
    at += at < len(cut) and cut[at].norm == "the"
    if _of_state(cut, at):
        yield _noun_of(cut, at, ENDS), ()


def owned(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read "'s collapse" after the name of a state."""
    if at and cut[at - 1].type == "state" and (end := _owned_end(cut, at)):
        yield end, ()


def nation(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Look whether the name of a state follows, rather than that of its capital."""
    place = at + (at < len(cut) and cut[at].norm == "the")
    if place < len(cut) and _is_state(cut[place]):
        yield at, ()


def coming(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read "communism would fall" as the fall of communism; of states, only what is no end."""
    counted = at + 1 if _is_counted(cut, at + 1) and cut[at].norm == "the" else at
    would = _matter_end(cut, counted)
    if not at < would <= at + MOST_WORDS or would >= len(cut) or cut[would].norm != "would":
        return
    after = would + 1
    while after < len(cut) and cut[after].norm in _WITH_WOULD:
        after += 1
    denied = tuple(("not", True) for t in cut[would + 1 : after] if t.norm in {"not", "never"})
    alone = at + (cut[at].norm == "the")
    for verb, noun in _WOULD.items():
        end = after + len(verb)
        if tuple(token.norm for token in cut[after:end]) != verb:
            continue
        ends = tuple(noun.split("-")) in ENDS
        written = f"{noun} of {_written(cut, at, would)}"
        if not (ends and would == alone + 1 and _is_state(cut[alone])) and _NAME.fullmatch(written):
            yield end, (("event", written), *denied)


def ahead(cut: Sequence[Token], at: int) -> Iterator[Reading]:
    """Read within how long it should come: "within fifty years", "in the next decade"."""
    norms = [token.norm for token in cut[at : at + 6]]
    if not norms or norms[0] not in {"within", "in"}:
        return
    place = 1
    while norms[place : place + 1] and norms[place] in {"the", "next", "coming", "a", "one"}:
        place += 1
    number = 1
    if norms[place:] and cut[at + place].type == "number" and not cut[at + place].value % 1:
        number, place = int(cut[at + place].value), place + 1
    units = {"year": 1, "years": 1, "decade": 10, "decades": 10, "generation": 30}
    if norms[place:] and norms[place] in units and number:
        yield at + place + 1, (("window", Window(length=number * units[norms[place]])),)


SLOTS: Mapping[str, Callable[[Sequence[Token], int], Iterator[Reading]]] = {
    slot.__name__: slot
    for slot in (speaker, foretell, happening, ending, owned, nation, coming, ahead)
}
"""Slots of the grammar, by the names that stand for them in phrases."""


# -- what the table of events knows --------------------------------------------------------


def known(name: str) -> Event | None:
    """Return the event of the table that a name stands for, or ``None``.

    "End", "fall", "collapse" and the like of the same thing are taken for the same.

    Examples
    --------
    >>> known("downfall of Communism").id, known("the end of the Berlin Wall").id
    ('communism-fall', 'berlin-wall')
    """
    words = _key(name)
    if words in _names():
        return _names()[words]
    for nouns, joint in ((ENDS, "of"), (PARTINGS, "between")):
        noun = next((n for n in nouns if words[: len(n) + 1] == (*n, joint)), None)
        if noun is not None:
            rest = _either_way(words[len(noun) :])
            same = (_names().get((*other, *tail)) for other in nouns for tail in rest)
            return next((e for e in same if e), None) or _freed(rest[0]) or _of_its_state(words)
    return _tested(words) or _of_its_state(words)


def _tested(words: tuple[str, ...]) -> Event | None:
    """Return the test that the "first nuclear test of China" is."""
    if words[:4] != (*FIRST_TEST, "of"):
        return None
    land = " ".join(words[4:]).title()
    named = states.mentions(land)
    own = named[0].candidates[:1] if named and named[0].text == land else ()
    tests = (e for e in events() if e.kind == "test" and e.states[:1] == own)
    return next((e for e in tests if e.name.startswith("first ")), None)


def _either_way(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return "between X and Y" with "between Y and X"."""
    if words[0] != "between" or words.count("and") != 1:
        return (words,)
    middle = words.index("and")
    return words, ("between", *words[middle + 1 :], "and", *words[1:middle])


def _of_its_state(words: tuple[str, ...]) -> Event | None:
    """Return the event of a name that says of which of its states: "the Shah of Iran"."""
    for at in range(len(words) - 2, 1, -1):
        event = _names().get(words[:at]) if words[at] in {"of", "in"} else None
        if event is not None:
            land = " ".join(words[at + 1 :]).title()
            named = [m for m in states.mentions(land) if m.text == land]
            own = bool(named) and set(named[0].candidates) <= set(event.states)
            return event if own else None
    return None


def _freed(words: tuple[str, ...]) -> Event | None:
    """Return the independence that the end of "British rule in Cyprus" is."""
    rule = next((k for k, word in enumerate(words) if word == "rule"), 0)
    if words[:1] != ("of",) or words[rule + 1 : rule + 2] != ("in",) or rule < 2:
        return None
    ruler = " ".join(words[1:rule]).removesuffix(" colonial").title()
    of_state = [m for m in states.mentions(ruler) if m.kind == "demonym" and m.text == ruler]
    return _names().get(("independence", "of", *words[rule + 2 :])) if of_state else None


@cache
def _names() -> Mapping[tuple[str, ...], Event]:
    return {
        _key(name): event for event in reversed(events()) for name in (event.name, *event.aliases)
    }


def _key(name: str) -> tuple[str, ...]:
    return tuple(word for word in lexicon.words(name) if word != "the")


def end_of(party: Party) -> Event | None:
    """Return the event of the table that is the end of a state."""
    return known(f"end of {party.called or states.label(party.name)}")


@cache
def ends_state(event: Event) -> bool:
    """Whether one of an event's names says that a state ended.

    Examples
    --------
    >>> ends_state(known("collapse of the Soviet Union")), ends_state(known("fall of apartheid"))
    (True, False)
    """
    cuts = (tokens(name) for name in (event.name, *event.aliases))
    return any(_of_state(cut, 0) for cut in cuts)


def counted(years: int) -> str:
    """Return a number of years in words.

    Examples
    --------
    >>> counted(1), counted(10)
    ('1 year', '10 years')
    """
    return f"{years} year{'' if years == 1 else 's'}"


def trouble(text: str, what: str) -> str:
    """Say why a text cannot be a speaker, or an event; empty where it can.

    Parameters
    ----------
    text : str
    what : str
        ``speaker`` or ``event``.

    Examples
    --------
    >>> trouble("Raymond Aron", "speaker"), bool(trouble("nobody", "speaker"))
    ('', True)
    >>> trouble("fall of capitalism", "event"), bool(trouble("fair weather", "event"))
    ('', True)
    """
    slot, rest = (speaker, " predicted") if what == "speaker" else (happening, "")
    try:
        cut = tokens(text + rest)
    except SentenceError as error:
        return error.problem
    if (len(cut) - bool(rest), ((what, text),)) in slot(cut, 0):
        return ""
    if what == "speaker":
        return f"{text!r} cannot be read as a speaker"
    return f"{text!r} is no event of the table, nor the fall, end or the like of something"


# -- pieces --------------------------------------------------------------------------------


def _written(cut: Sequence[Token], at: int, end: int) -> str:
    """Return tokens as they were written, an article at the head in small letters."""
    text = "".join(t.text if k == 0 else t.before + t.text for k, t in enumerate(cut[at:end]))
    if end < len(cut) and cut[end].before.startswith("."):
        text += "."
    first, blank, rest = text.partition(" ")
    return first.lower() + blank + rest if first.lower() in _OPENINGS else text


def _is_state(token: Token) -> bool:
    """Whether a token names a state itself, not its capital or its people."""
    if token.type != "state":
        return False
    found = states.mentions(token.text)
    return token.text in states.ids() or bool(found and found[0].kind != "demonym")


def _noun_of(cut: Sequence[Token], at: int, nouns: Sequence[tuple[str, ...]]) -> int:
    """Where the words after "collapse of the" begin; 0 where nothing of the kind stands there."""
    for noun in nouns:
        end = at + len(noun)
        said = tuple(token.norm for token in cut[at : end + 1])
        if said == (*noun, "of"):
            end += 1
            return end + (end < len(cut) and cut[end].norm == "the")
    return 0


def _of_state(cut: Sequence[Token], at: int) -> bool:
    """Whether "collapse of" and the name of a state stand there, and nothing that goes on."""
    place = _noun_of(cut, at, ENDS)
    if not place or place >= len(cut) or not _is_state(cut[place]):
        return False
    return _phrase_end(cut, place) == place + 1


def _owned_by_state(cut: Sequence[Token], at: int) -> bool:
    return at + 1 < len(cut) and _is_state(cut[at]) and _owned_end(cut, at + 1) > 0


def _owned_end(cut: Sequence[Token], at: int) -> int:
    """Where "'s collapse" ends; 0 where it does not stand there."""
    if at >= len(cut) or cut[at].type != "poss":
        return 0
    for noun in ENDS:
        end = at + 1 + len(noun)
        if tuple(token.norm for token in cut[at + 1 : end]) == noun:
            return end
    return 0


def _matter_end(cut: Sequence[Token], at: int) -> int:
    """Where a matter ends that may be placed: "British rule in Cyprus"."""
    end = _phrase_end(cut, at + _is_counted(cut, at))
    while at < end < len(cut) and cut[end].norm in _PLACED and _is_name(cut, end + 1):
        two = cut[end].norm == "between"
        end = _phrase_end(cut, end + 1)
        if two and cut[end : end + 1] and cut[end].norm == "and":
            end = _phrase_end(cut, end + 1)
    return end


def _strife_end(cut: Sequence[Token], at: int) -> int:
    """Where "war between X and Y", "revolution in X" ends; where it begins if it does not stand."""
    for noun in STRIFE:
        place = at + len(noun)
        said = tuple(token.norm for token in cut[at:place])
        if said != noun or place >= len(cut) or cut[place].norm not in _AMONG:
            continue
        if not _is_name(cut, place + 1):
            continue
        end = _matter_end(cut, place + 1)
        if cut[place].norm == "between" and cut[end : end + 1] and cut[end].norm == "and":
            end = _matter_end(cut, end + 1)
        return end
    return at


def _is_counted(cut: Sequence[Token], at: int) -> bool:
    """Whether a number in words opens a phrase: "two communist powers"."""
    return at < len(cut) and cut[at].type == "number" and cut[at].text.isalpha()


def _is_name(cut: Sequence[Token], at: int) -> bool:
    """Whether a name follows, with or without "the": a state, or what has a capital."""
    at += at < len(cut) and cut[at].norm in _ARTICLES
    if at >= len(cut) or cut[at].norm.capitalize() in MONTHS:
        return False
    token = cut[at]
    return token.type in {"state", "group"} or (token.type == "word" and token.text[:1].isupper())


def _phrase_end(cut: Sequence[Token], at: int) -> int:
    """Where a phrase of nouns ends: before a comma, a number, or a word that opens something."""
    while at < len(cut) and cut[at].type not in _ENDED_BY and cut[at].norm not in STOPS:
        at += 1
    return at
