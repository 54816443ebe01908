"""All ways to read a sentence by the phrases of the kinds.

A small memoised recursive-descent parser over tokens: it returns every reading, so that a
sentence with two meanings can be refused instead of guessed at. Each (rule, position) is read
once, and the grammar has no left recursion, so its work is bounded by the sentence's length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from nonaligned.claims import (
    described,
    foretelling,
    lexicon,
    moments,
    parties,
    resolutions,
    topics,
)
from nonaligned.claims.claim import Window
from nonaligned.claims.lexer import Token
from nonaligned.claims.notation import GAP, Node, compiled
from nonaligned.claims.sentence import Capture, Reading, Sentence
from nonaligned.claims.tense import tense_of
from nonaligned.claims.times import By, Frame, Own, When

_AUXILIARIES = """has have had do does did is are was were be been being used to continues continued
    kept keeps keep"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
LONG_AUXILIARIES = {
    ("went", "on"),
    ("goes", "on"),
    ("gone", "on"),
    ("kept", "on"),
    ("chose", "to"),
}
NEGATIONS = {
    ("no", "longer"),
    ("not",),
    ("never",),
    ("at", "no", "time"),
    ("by", "no", "means"),
    ("in", "no", "way"),
    ("failed", "to"),
    ("declined", "to"),
    ("refuse", "to"),
    ("refuses", "to"),
    ("refused", "to"),
}
RARELY = {
    ("rarely",),
    ("seldom",),
    ("hardly",),
    ("scarcely",),
    ("barely",),
    ("hardly", "ever"),
    ("scarcely", "ever"),
}
"""Read as "largely not"."""
BOUNDED = {
    ("more", "than"): "more than",
    ("over",): "more than",
    ("above",): "more than",
    ("fewer", "than"): "less than",
    ("less", "than"): "less than",
    ("under",): "less than",
    ("below",): "less than",
    ("at", "least"): "at least",
    ("at", "most"): "at most",
    ("no", "more", "than"): "at most",
    ("no", "fewer", "than"): "at least",
    ("no", "less", "than"): "at least",
    ("close", "to"): "about",
    ("about",): "about",
    ("around",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("some",): "about",
}
_BODY = "(un|united nations|general assembly|un general assembly|assembly|un assembly|world body)"
FORUM = (
    f"(at|in|within) [the] {_BODY} [of {{era}}]",
    f"(on the floor|in the halls|in the sessions|in [the] meetings) of the {_BODY}",
    f"[in|by|on] [its|their|the] [un|assembly|{_BODY}] [roll call] "
    "(votes|voting|roll calls|votes cast)",
    "in [its|their] [recorded] (votes|voting) [in|at] the {_BODY}".replace("{_BODY}", _BODY),
    "[in|by|on] [its|their] voting (record|behaviour|behavior|pattern)",
    "in [its|their] foreign policy",
    "in (international|world|global) (politics|affairs)",
    "on the (world|international) stage",
)
_ON = "(on|over|about|regarding|concerning|towards|in|as regards|with regard to)"
_VOTES = (
    "(votes|voting|questions|issues|matters|resolutions|roll calls|items|texts|affairs|debates)"
)
TOPIC = (
    f"(on|over|about|regarding|concerning|towards|toward) [{{hedge}}] {{topic}} [{_VOTES}]",
    f"{_ON} [all|the] {{matter}} {_VOTES}",
    f"(on|in|over) [all|the] {_VOTES} (on|of|about|over|concerning) ({{topic}}|{{matter}})",
    f"in [the] {{topic}} {_VOTES}",
    "when it (comes|came) to ({topic}|{matter} (questions|issues|matters))",
    "where {topic} (is|was|are|were) concerned",
    "in the field of {topic}",
    "(on|over|about|regarding|concerning|towards|toward) {quoted}",
)
ASIDE = ("despite {aside}", "in spite of {aside}", "notwithstanding {aside}")
"""What is granted and not claimed."""


class Parser(Sentence):
    """Readings of one sentence.

    Parameters
    ----------
    tokens : tuple of Token
    times : mapping of str to callable
        Phrases of time and what each makes of its captures, see :mod:`.times`.
    """

    def __init__(self, tokens: tuple[Token, ...], times: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(tokens)
        self.times = times
        self.said = frozenset(self.norms)
        self._memo: dict[tuple[object, int], list[Reading]] = {}
        self._before_verb: dict[int, tuple[Reading, ...]] = {}

    def sentence(self, phrase: str) -> list[tuple[Capture, ...]]:
        """Return what the whole sentence says, read as this phrase; empty where it is not one."""
        node, end = compiled(f"_ {phrase} _"), len(self.tokens)
        if not self._possible(node):
            return []
        return [caught for stop, caught in self.read(node, 0) if stop == end]

    def _possible(self, node: Node) -> bool:
        """Whether the sentence has the words that a piece of grammar cannot do without."""
        return not any(map(self.said.isdisjoint, node.needs))

    def _compiled(self, phrases: Iterable[str]) -> list[tuple[str, Node]]:
        """Return the phrases that may stand somewhere in the sentence, in their order."""
        nodes = ((phrase, compiled(phrase)) for phrase in phrases)
        return [(phrase, node) for phrase, node in nodes if self._possible(node)]

    @cached_property
    def _times(self) -> list[tuple[str, Node]]:
        return self._compiled(self.times)

    @cached_property
    def _dates(self) -> list[tuple[str, Node]]:
        return self._compiled(moments.MOMENTS)

    @cached_property
    def _topics(self) -> list[tuple[str, Node]]:
        return self._compiled((*TOPIC, *FORUM, *ASIDE))

    def read(self, node: Node, at: int) -> list[Reading]:
        """Every way to read a piece of grammar from a position."""
        key = (node, at)
        if key not in self._memo:
            self._memo[key] = list(dict.fromkeys(self._read(node, at)))
        return self._memo[key]

    def _read(self, node: Node, at: int) -> Iterator[Reading]:
        if node.type == "word":
            if self.says(at, node.text):
                yield at + 1, ()
        elif node.type == "seq":
            head, last = node.parts
            for start, caught in self.read(head, at):
                yield from ((end, caught + more) for end, more in self.read(last, start))
        elif node.type == "alt":
            for part in node.parts:
                yield from self.read(part, at)
        elif node.type == "may":
            yield at, ()
            yield from self.read(node.parts[0], at)
        elif node.type == "gap":
            yield from self._gap(at)
        elif node.type == "verb":
            yield from self._verb(node.text, at)
        else:
            yield from self._slot(node.text, at)

    # -- adjuncts ------------------------------------------------------------------

    def _gap(self, at: int) -> Iterator[Reading]:
        """Any number of adjuncts: commas, hedges, times, topics, the forum."""
        yield at, ()
        for end, caught in self._adjuncts(at):
            for stop, more in self.read(GAP, end):
                yield stop, caught + more

    def _adjuncts(self, at: int) -> Iterator[Reading]:
        if at >= len(self.tokens):
            return
        if self.tokens[at].type == "comma":
            yield at + 1, ()
        yield from self._hedge(at)
        yield from ((end, ()) for end in moments.elaborated(self, at))
        yield from ((end, ()) for end in moments.likened(self, at))
        for phrase, node in self._times:
            for end, caught in self.read(node, at):
                for found in _meant(self.times[phrase](**dict(caught))):
                    yield end, (found, *self._month(at, end, found[1]))
        for _, node in self._topics:
            yield from self.read(node, at)

    def _month(self, at: int, end: int, window: When) -> tuple[Capture, ...]:
        """Return the month that a time names: "in January 1989"."""
        if (
            not isinstance(window, Window)
            or window.first is None
            or window.first != window.last
            or end - at < 2
        ):
            return ()
        month = lexicon.CALENDAR.get(self.norms[end - 2])
        return () if month is None else (("month", month),)

    # -- verbs -----------------------------------------------------------------------

    def _verb(self, lemma: str, at: int) -> Iterator[Reading]:
        """Auxiliaries, negation and adverbs round a verb in any form."""
        forms = lexicon.forms(lemma)
        for end, caught in self._auxiliaries(at):
            if end < len(self.norms) and self.norms[end] in forms:
                caught += (("tense", self._tense(at, end, lemma)),)
                yield end + 1, caught
                yield from ((stop, caught + more) for stop, more in self._adverbs(end + 1) if more)

    def _tense(self, at: int, end: int, lemma: str) -> str:
        before = self.norms[at - 1] if at else ""
        return tense_of(self.norms[at : end + 1], lemma, before)

    def _auxiliaries(self, at: int) -> tuple[Reading, ...]:
        """Read what may stand before a verb that begins here: the same for every verb."""
        if at not in self._before_verb:
            found: dict[Reading, None] = {(at, ()): None}
            readings = found
            for _ in range(7):
                readings = {
                    (stop, caught + more): None
                    for end, caught in readings
                    for stop, more in self._auxiliary(end)
                }
                found = found | readings
            self._before_verb[at] = tuple(found)
        return self._before_verb[at]

    def _auxiliary(self, at: int) -> Iterator[Reading]:
        if self.one_of(at, AUXILIARIES):
            yield at + 1, ()
        for words in LONG_AUXILIARIES:
            if self.says(at, *words):
                yield at + len(words), ()
        yield from self._adverbs(at)

    def _adverbs(self, at: int) -> Iterator[Reading]:
        for negation in NEGATIONS:
            if self.says(at, *negation):
                yield at + len(negation), (("not", True),)
        for words in RARELY:
            if self.says(at, *words):
                yield at + len(words), (("not", True), ("hedge", "largely"))
        yield from self._hedge(at)

    def _hedge(self, at: int) -> Iterator[Reading]:
        """Read the longest hedge that begins here: "almost always" is one, not two."""
        ends = [end for end, _ in self.entries(at, lexicon.hedges())]
        if ends:
            yield max(ends), (("hedge", " ".join(self.norms[at : max(ends)])),)

    # -- slots -------------------------------------------------------------------------

    def _slot(self, name: str, at: int) -> Iterator[Reading]:
        if name in {"X", "Y", "Z", "P", "L"}:
            yield from self._parties(name, at)
        elif name in {"topic", "cause", "wrong", "matter"}:
            for end, issue in self.entries(at, lexicon.issues(name)):
                yield end, (("issue", issue),)
        elif name in {"a", "b", "era"}:
            for end, years in self._moments(at):
                yield end, (("window", Window(*years)) if name == "era" else (name, years),)
                if name == "era" and self.says(end, "and"):
                    yield from self._adjoining(years, end + 1)
        elif name in MOMENTS:
            for end, years in MOMENTS[name](self, at):
                yield end, (("years" if name != "told" else "a", years),)
        elif name in foretelling.SLOTS:
            yield from foretelling.SLOTS[name](self.tokens, at)
        else:
            yield from getattr(self, f"_slot_{name}")(at)

    def _moments(self, at: int) -> Iterator[tuple[int, moments.Years]]:
        """Every time that begins here, with its first and last year."""
        for phrase, node in self._dates:
            for end, caught in self.read(node, at):
                yield end, moments.MOMENTS[phrase](dict(caught)["years"])

    def _adjoining(self, years: moments.Years, at: int) -> Iterator[Reading]:
        """Read a second time that follows on the first: "of the 1950s and 1960s"."""
        for end, more in self._moments(at):
            if more[0] == years[1] + 1:
                yield end, (("window", Window(years[0], more[1])),)

    def _slot_G(self, at: int) -> Iterator[Reading]:  # noqa: N802 (the slot's name)
        yield from parties.within(self, at)

    def _slot_hedge(self, at: int) -> Iterator[Reading]:
        yield from self._hedge(at)

    def _slot_poles(self, at: int) -> Iterator[Reading]:
        """Read one word for two sides: "the superpowers", in the years in which it had a sense."""
        for end, found in self.entries(at, lexicon.poles()):
            frame = Frame(Window(found.first, found.last))
            sides = zip("YZ", map(parties.named, found.members), strict=True)
            yield end, (*((side, (party,)) for side, party in sides), ("frame", frame))

    def _slot_no(self, at: int) -> Iterator[Reading]:
        """Read "no" before a noun; "little" is largely none."""
        if self.says(at, "no"):
            yield at + 1, ()
        for words in (("little",), ("hardly", "any"), ("scarcely", "any"), ("next", "to", "no")):
            if self.says(at, *words):
                yield at + len(words), (("hedge", "largely"),)

    def _slot_person(self, at: int) -> Iterator[Reading]:
        """Read a leader of whom no table says when."""
        yield from ((end, ()) for end in moments.person(self, at))

    def _slot_aside(self, at: int) -> Iterator[Reading]:
        """Read what is told without a year; what a table dates is no mere aside."""
        dated = {end for end, _ in self._moments(at)} | {e for e, _ in moments.reign(self, at)}
        for end in moments.aside(self, at):
            if not dated & {end, end - 1} and not self._only_named(at, end):
                yield end, ()

    def _only_named(self, at: int, end: int) -> bool:
        """Whether a stretch is a state's name and no more: who comes after it is no time."""
        types = {token.type for token in self.tokens[at:end] if token.norm != "the"}
        return types <= {"state", "group", "comma"}

    def _slot_event_that(self, at: int) -> Iterator[Reading]:
        """Read an event as the subject: after it, something is said to be different."""
        for end, caught in self._slot("event", at):
            yield end, (("window", Window(turn=dict(caught)["years"][1])),)

    def _slot_n(self, at: int) -> Iterator[Reading]:
        """Read a number in figures or words: "twenty one", "two hundred", "a dozen"."""
        large = {"hundred", "dozen"}
        after = self.token(at + 1, "number")
        if token := self.token(at, "number", "ordinal"):
            if after and token.value >= 20 and not token.value % 10 and after.value < 10:
                yield at + 2, (("n", token.value + after.value),)
            elif after and after.norm in large:
                yield at + 2, (("n", token.value * after.value),)
            else:
                yield at + 1, (("n", token.value),)
        elif self.says(at, "a") and after and after.norm.split()[0] in large:
            yield at + 2, (("n", after.value),)

    def _slot_percent(self, at: int) -> Iterator[Reading]:
        if token := self.token(at, "percent"):
            yield at + 1, (("n", token.value),)
        elif self.says(at, "half"):
            yield at + 1, (("n", 50.0),)
        for end, caught in self._slot_n(at):
            if self.says(end, "per", "cent") or self.says(end, "percent"):
                yield end + 1 + (self.norms[end] == "per"), caught

    def _slot_bound(self, at: int) -> Iterator[Reading]:
        """Read how a number is meant; nothing said means exactly it."""
        yield at, ()
        for said, bound in BOUNDED.items():
            if self.says(at, *said):
                yield at + len(said), (("bound", bound),)

    def _slot_resolution(self, at: int) -> Iterator[Reading]:
        """Read a resolution: "Resolution 2758 (XXVI)", "resolution 38/7", "Uniting for Peace"."""
        for read in (resolutions.spoken, described.quoted):
            for end, resolution in read(self.tokens, at):
                yield end, (("resolution", resolution),)

    def _slot_quoted(self, at: int) -> Iterator[Reading]:
        """Read a topic in its own words: "on “fishing off Aland”"."""
        yield from ((end, (("topic", said),)) for end, said in topics.quoted(self.tokens, at))

    def _slot_quoted_cause(self, at: int) -> Iterator[Reading]:
        """Read what is supported in its own words."""
        yield from ((end, (("topic", said),)) for end, said in topics.cause(self.tokens, at))

    def _slot_about(self, at: int) -> Iterator[Reading]:
        """Pass over what a resolution is said to be about, up to a year or the end."""
        starts = {"on", "which", "that", "about", "against", "concerning", ","}
        if at >= len(self.norms) or self.norms[at] not in starts:
            return
        for end in range(at + 2, len(self.tokens) + 1):
            if self.tokens[end - 1].type in {"year", "decade", "percent"}:
                return
            yield end, ()

    # -- parties -----------------------------------------------------------------------

    def _parties(self, name: str, at: int) -> Iterator[Reading]:
        """Read a list of parties: one for Y and Z, up to eight for X, two or more for P."""
        most = 1 if name in {"Y", "Z"} else parties.MAX_LIST
        for end, found, caught in parties.listed(self, at, most):
            if name == "P" and len(found) == 1:
                continue
            yield end, ((name, found), *caught)
            if name in {"X", "P"}:
                yield from self._after_subjects(name, found, caught, end)

    def _after_subjects(
        self,
        name: str,
        found: tuple[parties.Named, ...],
        caught: tuple[Capture, ...],
        at: int,
    ) -> Iterator[Reading]:
        """Read what may follow subjects only: "of the 1960s", and "all" after a list."""
        if self.says(at, "of"):
            for end, years in self._moments(at + 1):
                yield end, ((name, found), *caught, ("window", Window(*years)))
        if self.one_of(at, frozenset({"all", "both", "each"})):
            if len(found) > 1:
                yield at + 1, ((name, found), *caught)
            elif found[0][0].type == "group" and not found[0][1]:
                yield at + 1, ((name, ((found[0][0], "all"),)), *caught)


MOMENTS = {
    "year": moments.year,
    "decade": moments.decade,
    "period": moments.period,
    "event": moments.event,
    "upheaval": moments.upheaval,
    "edge": moments.edge,
    "reign": moments.reign,
    "told": moments.told,
}


def _meant(when: When) -> Iterator[Capture]:
    """Return the capture of a time; none where its parts do not go together."""
    if when is not None:
        name = {Frame: "frame", Own: "own", By: "by"}.get(type(when), "window")
        yield name, when
