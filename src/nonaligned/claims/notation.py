"""The notation in which phrases are written, and its compilation to a grammar.

A kind of claim carries its phrases as lines such as ::

    {X} <be> [much] closer to {Y} than [it is] to {Z}

``word`` is a word; ``[a|b]`` may be left out; ``(a|b)`` must not; ``{slot}`` is filled by
another rule of the grammar; ``<verb>`` is the verb in any form, with its auxiliaries,
its negation and adverbs. Around slots in capitals, verbs and where ``_`` stands, years, the issue
and hedges may be said.
Compiling is cheap (no tables are built), so there is nothing to cache between runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce

from nonaligned.claims.lexicon import forms


@dataclass(frozen=True, eq=False)
class Node:
    """A piece of the grammar: ``word``, ``slot``, ``verb``, ``seq``, ``alt``, ``gap`` or ``may``.

    Pieces are told apart by identity: comparing whole trees at every step of the parser took most
    of its time. Equal pieces are one piece (:func:`_piece`), so that what one phrase has read at
    a place need not be read there again for another.

    Parameters
    ----------
    type : str
    text : str
        The word, the slot's name, or the verb.
    parts : tuple of Node
        Pieces of a sequence, choices of an alternative, or the optional piece.
    """

    type: str
    text: str = ""
    parts: tuple[Node, ...] = ()

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words, of each of which a sentence has one if the piece is in it."""
        if self.type == "word":
            return (frozenset({self.text}),)
        if self.type == "verb":
            return (frozenset(forms(self.text)),)
        if self.type == "seq":
            return tuple(dict.fromkeys(need for part in self.parts for need in part.needs))
        if self.type == "alt" and all(part.needs for part in self.parts):
            return (frozenset().union(*(min(part.needs, key=len) for part in self.parts)),)
        return ()


@dataclass(frozen=True)
class Phrase:
    """One way to say a kind of claim.

    Parameters
    ----------
    text : str
        In the notation of this module.
    direction : str
        What :attr:`.Claim.direction` the phrase says.
    negated : bool
        Whether the phrase itself denies ("no longer", "neither"); a "not" in its verb turns it.
    bound : str
        What :attr:`.Claim.bound` the phrase says.
    number : float, optional
        What :attr:`.Claim.number` the phrase says.

    Examples
    --------
    >>> sorted(Phrase("{X} <be> [much] closer to {Y} than to {Z}").words)
    ['closer', 'than', 'to']
    """

    text: str
    direction: str = ""
    negated: bool = False
    bound: str = ""
    number: float | None = None
    words: frozenset[str] = field(init=False, compare=False, default=frozenset())
    """Words without which the phrase cannot be meant: a quick way to pass it over."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset(_required(self.text)))


_PIECES = re.compile(r"\{(\w+)\}|<([\w ]+)>|([\[\]()|])|([^\s\[\]()|{}<>]+)")
_OPEN = {"[": "]", "(": ")"}


def _required(text: str) -> list[str]:
    """Words outside all brackets."""
    depth, words = 0, []
    for _, _, mark, word in _PIECES.findall(text):
        depth += mark in _OPEN and mark != ""
        depth -= mark in {"]", ")"}
        if word and word != "_" and not depth:
            words.append(word)
    return words


@cache
def _piece(type_: str, text: str = "", parts: tuple[Node, ...] = ()) -> Node:
    """Return the one piece with these parts."""
    return Node(type_, text, parts)


GAP = _piece("gap")


@cache
def compiled(text: str) -> Node:
    """Compile a phrase, with gaps for adjuncts around slots and verbs.

    What stands in a row is one piece with all that stands before it, so that phrases which open
    alike are read once up to where they part.

    Raises
    ------
    ValueError
        The notation is broken; a fault of a kind's file, not of a sentence.
    """
    pieces = _PIECES.findall(text)
    node, rest = _alternatives(pieces, 0, "")
    if rest != len(pieces):
        raise ValueError(f"unbalanced brackets in phrase {text!r}")
    return node


def _alternatives(
    pieces: list[tuple[str, str, str, str]], start: int, closing: str
) -> tuple[Node, int]:
    """Read choices up to the closing bracket."""
    choices: list[Node] = []
    parts: list[Node] = []
    position = start
    while position < len(pieces):
        slot, verb, mark, word = pieces[position]
        position += 1
        if mark == closing and mark:
            choices.append(_row(parts))
            return _choice(choices), position
        if mark == "|":
            choices.append(_row(parts))
            parts = []
        elif mark in _OPEN:
            inner, position = _alternatives(pieces, position, _OPEN[mark])
            parts.append(_piece("may", parts=(inner,)) if mark == "[" else inner)
        elif mark:
            raise ValueError(f"a stray {mark!r} in a phrase")
        else:
            parts.extend(_leaf(slot, verb, word))
    if closing:
        raise ValueError(f"a phrase lacks its {closing!r}")
    choices.append(_row(parts))
    return _choice(choices), position


def _row(parts: list[Node]) -> Node:
    return reduce(lambda head, part: _piece("seq", parts=(head, part)), parts)


def _leaf(slot: str, verb: str, word: str) -> tuple[Node, ...]:
    if word == "_":
        return (GAP,)
    if slot:
        return (_piece("slot", slot), GAP) if slot[0].isupper() else (_piece("slot", slot),)
    return (_piece("verb", verb), GAP) if verb else (_piece("word", word),)


def _choice(choices: list[Node]) -> Node:
    return choices[0] if len(choices) == 1 else _piece("alt", parts=tuple(choices))
