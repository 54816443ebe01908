"""Who: states and groups in a sentence, in lists, with quantifiers and epithets.

What is read here changes nothing that is said: "neighbouring Aland" is Aland, "Aland's
government" too, and "the Western camp" the group that "Western states" names. Who is meant by a
name is settled later, with the years of the claim (:mod:`.settle`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from nonaligned import states
from nonaligned.claims import lexicon, moments
from nonaligned.claims.claim import Party, Window
from nonaligned.claims.lexer import Token
from nonaligned.claims.sentence import Capture, Reading, Sentence
from nonaligned.claims.times import Frame

MAX_LIST = 8
"""States in one list."""

Named = tuple[Token, str]
"""The token of a state or group, and its quantifier."""

_EPITHETS = """neighbouring neighboring nearby fellow rival distant tiny little small mighty neutral
    nonaligned non aligned"""
EPITHETS = frozenset(_EPITHETS.split())
"""Words before a name that tell the reader what he knows already."""

_REGIMES = """communist socialist capitalist fascist revolutionary imperial royalist republican
    democratic apartheid stalinist islamist"""
REGIMES = frozenset(_REGIMES.split())
"""Words before a state that say under which rule it is meant, in years that no table has."""

_RELATIONS = """ally allies neighbour neighbor rival patron enemy friend partner protector foe
    adversary client satellite"""
RELATIONS = frozenset(_RELATIONS.split())
DETERMINERS = frozenset({"the", "its", "their"})
LEADS = (("government", "of"), ("governments", "of"), ("delegation", "of"), ("leaders", "of"))
TAILS = frozenset({"government", "governments", "regime", "leadership", "delegation", "leaders"})
OF_GROUPS = frozenset(["members", "states", "countries", "bloc", "governments", "nations"])
"""Words after the name of a group that add nothing."""

_KIND_OF_GROUP = """states countries nations governments members delegations powers bloc camp world
    state country nation member government neighbours neighbors group voters"""
KIND_OF_GROUP = frozenset(_KIND_OF_GROUP.split())
"""Nouns that make a group of an adjective: "the Western camp"."""

QUANTIFIERS = {
    ("all",): "all",
    ("every",): "all",
    ("each",): "all",
    ("most",): "most",
    ("some",): "some",
    ("several",): "some",
    ("at", "least", "some"): "some",
    ("the", "majority"): "most",
    ("a", "majority"): "most",
    ("the", "vast", "majority"): "most",
    ("the", "great", "majority"): "most",
    ("none",): "none",
    ("no",): "none",
}
MEMBERS = frozenset({"members", "member", "states", "countries", "one"})


def named(id_: str) -> Named:
    """Return the party that an id of a state or the key of a group stands for."""
    if id_ in states.all_groups():
        return Token("group", id_, states.group(id_).name, candidates=(id_,)), ""
    return Token("state", id_.lower(), id_, candidates=(id_,)), ""


def within(said: Sentence, at: int) -> Iterator[Reading]:
    """Read the group within which something is meant: "Arab", "Latin America(n)", "NATO"."""
    if token := said.token(at, "group"):
        yield at + 1, (("among", Party(token.candidates[0], group=True)),)
    for end, found in _adjectives(said, at):
        yield end, (("among", Party(found, group=True)),)


def _adjectives(said: Sentence, at: int) -> Iterator[tuple[int, str]]:
    """Adjectives that name a group: up to three words, as in "Latin American"."""
    for end in range(at + 1, at + 4):
        token = said.token(end - 1, "word", "state")
        if token is None or not (token.text[0].isupper() or end > at + 1):
            return
        if found := _group_of(" ".join(t.text for t in said.tokens[at:end])):
            yield end, found


@cache
def _group_of(adjective: str) -> str:
    found = states.find_group(f"{adjective} states") or states.find_group(f"{adjective}n states")
    return found.id if found else ""


def listed(
    said: Sentence, at: int, most: int
) -> Iterator[tuple[int, tuple[Named, ...], tuple[Capture, ...]]]:
    """Read a list of parties: its end, the parties, and what else was said of them.

    Parameters
    ----------
    said : Sentence
    at : int
    most : int
        Parties to read at most.
    """
    at += said.says(at, "both") or said.says(at, "either")
    if most > 1 and said.says(at, "neither"):
        for end, found, caught in listed(said, at + 1, most):
            if len(found) > 1:
                yield end, found, (("not", True), *caught)
        return
    for end, party, caught in _party(said, at):
        yield end, (party,), caught
        if most > 1:
            for start in _joints(said, end):
                for stop, rest, more in listed(said, start, most - 1):
                    yield stop, (party, *rest), caught + more


def _joints(said: Sentence, at: int) -> Iterator[int]:
    comma = at + (said.token(at, "comma") is not None)
    if comma > at:
        yield comma
    if said.one_of(comma, frozenset({"and", "or", "nor"})):
        yield comma + 1
    for words in (("as", "well", "as"), ("along", "with"), ("together", "with")):
        if said.says(comma, *words):
            yield comma + len(words)


def _party(said: Sentence, at: int) -> Iterator[tuple[int, Named, tuple[Capture, ...]]]:
    for start, quantifier, denied in _quantifiers(said, at):
        for begin, framed in _framed(said, _named_at(said, start)):
            for end, token in _heads(said, begin):
                if quantifier if token.type == "state" else framed:
                    continue
                for stop in _tails(said, end, token.type):
                    yield stop, (token, quantifier), denied + framed
    yield from _of_leader(said, at)


def _framed(said: Sentence, at: int) -> Iterator[Reading]:
    """Read under which rule a state is meant; "apartheid South Africa" is one of known years."""
    yield at, ()
    if said.one_of(at, REGIMES):
        periods = [found for end, found in said.entries(at, lexicon.periods()) if end == at + 1]
        known = [Window(found.first, found.last) for found in periods]
        yield at + 1, (("frame", Frame(*known[:1])),)


def _of_leader(said: Sentence, at: int) -> Iterator[tuple[int, Named, tuple[Capture, ...]]]:
    """Read a state by its leader, "Castro's Cuba": the years are those of the leader."""
    known = [(end, found) for end, found in said.entries(at, lexicon.reigns())]
    for end, found in known:
        token = said.token(end + 1, "state")
        if said.token(end, "poss") and token is not None:
            for held in found:
                if held.state in token.candidates:
                    frame = Frame(Window(held.first, held.last))
                    yield end + 2, (_only(token, held.state), ""), (("frame", frame),)
    for end in moments.person(said, at):
        token = said.token(end + 1, "state")
        if said.token(end, "poss") and token is not None:
            yield end + 2, (token, ""), (("frame", Frame()),)


def _only(token: Token, state: str) -> Token:
    return replace(token, candidates=(state,))


def _named_at(said: Sentence, at: int) -> int:
    """Return where a name begins, after articles and epithets: "its neighbour", "the tiny"."""
    start = at + said.one_of(at, DETERMINERS)
    while said.one_of(start, EPITHETS):
        start += 1
    if start > at:
        start += said.one_of(start, RELATIONS)
    for lead in LEADS:
        if said.says(start, *lead):
            start += len(lead) + said.says(start + len(lead), "the")
    return start


def _heads(said: Sentence, at: int) -> Iterator[tuple[int, Token]]:
    """Read what is named: a state, a group, or a group by its adjective."""
    if token := said.token(at, "state", "group"):
        yield at + 1, token
    for end, found in _adjectives(said, at):
        if said.one_of(end, KIND_OF_GROUP):
            text = " ".join(t.text for t in said.tokens[at : end + 1])
            yield end + 1, Token("group", text.lower(), text, candidates=(found,))


def _tails(said: Sentence, at: int, type_: str) -> Iterator[int]:
    """Words after a name that add nothing: "the Arab League's members"."""
    yield at
    at += said.token(at, "poss") is not None
    if said.token(at - 1, "poss") and said.one_of(at, frozenset({"and", "or", ","})):
        yield at
    if type_ == "group" and said.says(at, "member", "states"):
        yield at + 2
    if said.one_of(at, TAILS | OF_GROUPS if type_ == "group" else TAILS):
        yield at + 1


def _quantifiers(said: Sentence, at: int) -> Iterator[tuple[int, str, tuple[Capture, ...]]]:
    """Read how many members are meant; "none of" denies it of some, "not all" of all."""
    yield at, "", ()
    if said.says(at, "members", "of"):
        yield at + 2, "", ()
    denied: tuple[Capture, ...] = ()
    if said.says(at, "not", "all"):
        at, denied = at + 1, (("none", True),)
    for words, quantifier in QUANTIFIERS.items():
        if said.says(at, *words):
            end = at + len(words)
            end += said.one_of(end, MEMBERS)
            end += said.says(end, "of")
            if quantifier == "none":
                yield end, "some", (("none", True),)
            else:
                yield end, quantifier, denied
