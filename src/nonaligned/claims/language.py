"""Sentences to claims and back.

Reading is strict: a sentence is a claim when the grammar reads all of it in exactly one way.
Otherwise the answer says what was understood and shows the nearest kinds, with an example of
each. Nothing is guessed, and no vote is looked at here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from nonaligned import states
from nonaligned.claims import lexicon, wording
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.described import cited, nameless, subject_in
from nonaligned.claims.grammar import Parser
from nonaligned.claims.kind import Kind
from nonaligned.claims.kinds import kinds
from nonaligned.claims.lexer import Token, tokens
from nonaligned.claims.notation import Phrase
from nonaligned.claims.sentence import Capture
from nonaligned.claims.settle import LATEST, own_time, settle
from nonaligned.claims.tense import lasting
from nonaligned.claims.times import TIMES, Frame
from nonaligned.errors import SentenceError
from nonaligned.states.spelling import misspelt

__all__ = [
    "Claim",
    "Party",
    "Understood",
    "Window",
    "canonical",
    "cited",
    "nameless",
    "nearest",
    "parse",
    "subject_in",
    "understand",
]


def parse(sentence: str, *, on: int | None = None) -> Claim:
    """Read a sentence as a claim.

    Parameters
    ----------
    sentence : str
        One sentence of controlled English, at most 500 characters.
    on : int, optional
        Year in which it was said: decides which state a name means, and where "for thirty
        years", "since 1967" and recent years end.

    Returns
    -------
    Claim

    Raises
    ------
    SentenceError
        It is no claim of a known kind, or may be read in two ways; the message says what was
        understood and gives an example of the two nearest kinds.

    Examples
    --------
    >>> claim = parse("Norway voted more with Sweden than with Cuba in the 1980s.")
    >>> claim.kind, claim.window.first, claim.window.last
    ('closer', 1980, 1989)
    >>> canonical(claim)
    'Norway was closer to Sweden than to Cuba from 1980 to 1989.'
    """
    cut = tokens(sentence)
    found, trouble = _readings(cut, on)
    if not found and not trouble:
        found, trouble = _readings(_straight(cut), on)
    if len(found) == 1:
        return next(iter(found))
    if found:
        ways = " or ".join(repr(way) for way in sorted(set(found.values()))[:3])
        raise SentenceError(f"the sentence can be read as {ways}", hint="Say it in one of these")
    if trouble:
        raise trouble[0]
    raise _unread(sentence, cut)


def _readings(
    cut: tuple[Token, ...], on: int | None
) -> tuple[dict[Claim, str], list[SentenceError]]:
    """Return every claim that the tokens are read as, and what was wrong with other readings."""
    parser = Parser(cut, TIMES)
    said = frozenset(token.norm for token in cut)
    found: dict[Claim, str] = {}
    trouble: list[SentenceError] = []
    for kind in kinds().values():
        for phrase in kind.phrases:
            if not phrase.words <= said:
                continue
            for captures in parser.sentence(phrase.text):
                try:
                    claim = _build(kind, phrase, captures, on)
                except SentenceError as error:
                    trouble.append(error)
                else:
                    found.setdefault(claim, canonical(claim))
    return found, trouble


def _straight(cut: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return "it was X that did" as "X did"; what denies or says more than that stays."""
    norms = [token.norm for token in cut]
    if norms[:1] != ["it"] or norms[1:2] not in (["was"], ["is"], ["were"]):
        return ()
    for at in range(3, len(norms)):
        if norms[at] in {"that", "who", "which"}:
            return cut[2:at] + cut[at + 1 :]
        if cut[at].type == "comma" or norms[at] in {"not", "never"}:
            break
    return ()


def canonical(claim: Claim) -> str:
    """Return the claim in the one sentence that stands for it; :func:`parse` reads it back.

    Parameters
    ----------
    claim : Claim

    Returns
    -------
    str
    """
    kind = kinds()[claim.kind]
    return wording.canonical(claim, kind.say(claim, wording.Words(claim, kind.names)))


def _build(kind: Kind, phrase: Phrase, captures: tuple[Capture, ...], on: int | None) -> Claim:
    """Return a claim from what a phrase caught."""
    caught: dict[str, list[Any]] = {}
    for name, value in captures:
        caught.setdefault(name, []).append(value)
    said = caught.get("window", []) + [t.window(kind.deadline) for t in caught.get("by", [])]
    window = kind.joined(_compared(caught, kind) + said)
    for own in caught.get("own", []):
        window = window.merged(own_time(own, caught.get("X", []) + caught.get("P", [])))
    for frame in caught.get("frame", []):
        window = _framed(window, frame, on)
    window = _dated(window, on, kind)
    sides = {side: _parties(caught.get(side, []), window, on, kind) for side in "XPYZL"}
    if "resolution" not in caught:
        named = [party for found in sides.values() for party in found]
        if _present(kind, caught, on, *named) and window == Window() and kind.closes:
            window = _dated(_lately(caught.get("hedge", [])), on, kind)
        window = _closed(window, on, kind)
    pair = sides["P"]
    cut = 1 if kind.others[0] == 1 and len(pair) == 2 else len(pair)
    numbers, denied = caught.get("n", []), _once(caught.get("not", []) + caught.get("none", []))
    negated = phrase.negated != denied
    claim = Claim(
        kind.name,
        subjects=_meant(sides["X"] + pair[:cut], negated and "none" not in caught),
        others=sides["Y"] + sides["Z"] + sides["L"] + pair[cut:],
        issue=_issue(caught.get("issue", [])),
        topic=_topic(caught.get("topic", [])),
        window=window,
        number=numbers[0] if numbers else phrase.number,
        bound=next(iter(caught.get("bound", [])), phrase.bound),
        direction=phrase.direction,
        negated=negated,
        hedges=tuple(dict.fromkeys(caught.get("hedge", []))),
        among=next(iter(caught.get("among", [])), None),
        resolution=next(iter(caught.get("resolution", [])), ""),
        speaker=next(iter(caught.get("speaker", [])), ""),
        event=next(iter(caught.get("event", [])), ""),
        month=next(iter(caught.get("month", [])), None) if kind.spoken else None,
    )
    return kind.check(claim)


def _compared(caught: dict[str, list[Any]], kind: Kind) -> list[Window]:
    """Return the span between two times that are set against each other: "in 1990 than in 1980".

    Raises
    ------
    SentenceError
        The kind has a direction, and what is said to come later came first.
    """
    if not caught.get("a"):
        return []
    later, earlier = caught["a"][0], caught["b"][0]
    if later < earlier and kind.directions:
        raise SentenceError(
            f"{later[0]} came before {earlier[0]}", hint="Say what became of it, from when to when"
        )
    earlier, later = sorted((earlier, later))
    return [Window(earlier[0], later[1])]


def _framed(window: Window, frame: Frame, on: int | None) -> Window:
    """Hold a window against a frame, as far as it has come by the year in which it was said.

    A frame of which no table knows the years wants some.
    """
    if frame.window is not None:
        return window.framed(_until(frame.window, on))
    if window == Window():
        raise SentenceError(
            "the sentence speaks of a time whose years are in no table", hint="Give the years"
        )
    return window


def _until(frame: Window, on: int | None) -> Window:
    """Cut a frame that reaches beyond the year in which it was said."""
    if on is None or frame.last is None or not (frame.first or 0) <= on < frame.last:
        return frame
    return replace(frame, last=on)


def _meant(subjects: tuple[Party, ...], denied: bool) -> tuple[Party, ...]:
    """Turn quantifiers where the verb denies: that some did not is denied of all, not of some."""
    return tuple(party.turned() if denied else party for party in subjects)


def _parties(
    lists: list[tuple[tuple[Token, str], ...]], window: Window, on: int | None, kind: Kind
) -> tuple[Party, ...]:
    return tuple(
        settle(token, quantifier, window, on, named=kind.names)
        for found in lists
        for token, quantifier in found
    )


def _issue(found: list[str]) -> str | None:
    """Return the one issue said; "all issues" is none."""
    if len(set(found)) > 1:
        raise SentenceError(
            "the sentence names two issues", hint="Make one claim of each: on one issue at a time"
        )
    return None if not found or found[0] == "all" else found[0]


def _topic(found: list[str]) -> str:
    """Return the one topic said in its own words; empty where there is none."""
    if len(set(found)) > 1:
        raise SentenceError("the sentence names two topics", hint="Make one claim of each")
    return found[0] if found else ""


def _once(negations: list[bool]) -> bool:
    if len(negations) > 1:
        raise SentenceError("the sentence denies twice", hint="Say it with one negation or none")
    return bool(negations)


def _dated(window: Window, on: int | None, kind: Kind) -> Window:
    """Take the window as the kind does; a bare duration ends in the year it was said in."""
    window = kind.window(window)
    if on is not None and window.length is not None and window.first is None is window.last:
        window = Window(on - window.length, on, None, window.turn)
    return window


DECADES = frozenset({"for decades", "over the decades"})
SOME_DECADES = 20
"""Years that "for decades" is taken for: the fewest that it can say."""


def _lately(hedges: list[str]) -> Window:
    """Return what the present means without years: recent ones, or at least the decades told."""
    decades = not DECADES.isdisjoint(hedges)
    return Window(length=SOME_DECADES) if decades else Window(recent=True)


def _closed(window: Window, on: int | None, kind: Kind) -> Window:
    """End a window in the year it was said in."""
    return window.ended(on) if kind.closes and on is not None else window


def _present(kind: Kind, caught: Mapping[str, list[Any]], on: int | None, *sides: Party) -> bool:
    """Whether a sentence speaks of the present: of how things stand, or of what is under way.

    The present of a state that is gone is a historian's.
    """
    tense = caught.get("tense", ["past"])[0]
    wanted = {"present", "progressive"} if kind.recent else {"progressive"}
    always = any(lasting(hedge.split()) for hedge in caught.get("hedge", []))
    return tense in wanted and not always and all(_there(party, on) for party in sides)


def _there(party: Party, on: int | None) -> bool:
    """Whether a state or a group is there in a year, that of the present unless said."""
    year = LATEST if on is None else on
    if party.group:
        return bool(states.group(party.name).members(year))
    return states.exists(party.name, year)


# -- sentences that are no claims ------------------------------------------------------


@dataclass(frozen=True)
class Understood:
    """What could be made out in a sentence that is no claim.

    Parameters
    ----------
    states : tuple of str
        Names of states and groups, as written.
    years : tuple of str
    issue : str or None
    """

    states: tuple[str, ...]
    years: tuple[str, ...]
    issue: str | None

    @property
    def text(self) -> str:
        """The parts in words."""
        parts = [
            f"{name} {', '.join(found)}"
            for name, found in (("states", self.states), ("years", self.years))
            if found
        ]
        if self.issue:
            parts.append(f"issue {self.issue}")
        return "; ".join(parts) or "no state, year or issue"


def understand(cut: tuple[Token, ...]) -> Understood:
    """Return the states, years and issue among the tokens of a sentence."""
    parser = Parser(cut, TIMES)
    issue = None
    for role in ("topic", "cause", "wrong"):
        for at in range(len(cut)):
            issue = issue or next(
                (code for _, code in parser.entries(at, lexicon.issues(role))), None
            )
    return Understood(
        tuple(dict.fromkeys(t.text for t in cut if t.type in {"state", "group"})),
        tuple(t.text for t in cut if t.type in {"year", "decade"}),
        lexicon.issue_phrase(issue) if issue else None,
    )


@cache
def _vocabulary() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Words of each example of each kind."""
    return {
        name: tuple(frozenset(lexicon.words(example)) for example in kind.examples)
        for name, kind in kinds().items()
    }


@cache
def _weight(word: str) -> float:
    """How telling a word is: the fewer kinds use it, the more."""
    return 1.0 / max(1, sum(any(word in ex for ex in exs) for exs in _vocabulary().values()))


def nearest(sentence: str, most: int = 2) -> tuple[str, ...]:
    """Names of the kinds whose examples share the most telling words with a sentence.

    Parameters
    ----------
    sentence : str
    most : int

    Returns
    -------
    tuple of str
        Nearest first.
    """
    said = frozenset(
        lemma for word in lexicon.words(sentence) for lemma in (word, word.removesuffix("s"))
    )
    scores = {
        name: max(
            sum(_weight(w) for w in example & said) / (3 + len(example)) for example in examples
        )
        for name, examples in _vocabulary().items()
    }
    return tuple(sorted(scores, key=lambda name: (-scores[name], name))[:most])


def _unread(sentence: str, cut: tuple[Token, ...]) -> SentenceError:
    known = kinds()
    shown = [f"{name!r}, as in {example_of(known[name])!r}" for name in nearest(sentence)]
    asked = [f"Did you mean {right} by {wrong!r}?" for wrong, right in misspelt(sentence).items()]
    return SentenceError(
        f"this is no claim that can be tested; understood: {understand(cut).text}",
        hint=" ".join((*asked, f"Nearest kinds: {'; '.join(shown)}")),
    )


@cache
def cast() -> Mapping[str, str]:
    """States that play the parts {A} to {D} in examples."""
    return {row["part"]: row["name"] for row in lexicon.rows("cast")}


def example_of(kind: Kind, which: int = 0) -> str:
    """One of a kind's examples, with the states of the standing cast in it."""
    return kind.examples[which].format(**cast())
