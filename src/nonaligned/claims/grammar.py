"""All ways to read a sentence by the phrases of the kinds.

A small memoised recursive-descent parser over tokens: it returns every reading, so that a
sentence with two meanings can be refused instead of guessed at. Each (rule, position) is read
once, and the grammar has no left recursion, so its work is bounded by the sentence's length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nonaligned import states
from nonaligned.claims import foretelling, lexicon
from nonaligned.claims.claim import Party, Window
from nonaligned.claims.lexer import Token
from nonaligned.claims.notation import GAP, Node, compiled

Capture = tuple[str, Any]
Reading = tuple[int, tuple[Capture, ...]]
"""Where a piece ends, and what it caught."""

_AUXILIARIES = "has have had do does did is are was were be been being used to continues continued"
AUXILIARIES = frozenset(_AUXILIARIES.split())
NEGATIONS = {("no", "longer"), ("not",), ("never",), ("at", "no", "time")}
RARELY = frozenset({"rarely", "seldom", "hardly", "scarcely"})
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
    ("about",): "about",
    ("around",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("some",): "about",
}
MAX_LIST = 8
"""States in one list."""

FORUM = (
    "(at|in) [the] (un|united nations|general assembly|un general assembly|assembly)",
    "in [its|their|the] [un] (votes|voting|roll calls|votes cast)",
    "by [its|their] (votes|voting)",
    "in international politics",
)
TOPIC = (
    "(on|over|about|regarding|concerning|towards) {topic} [votes|questions|issues|matters]",
    "(on|in) (votes|questions|matters|issues|resolutions|roll calls) (on|of|about|over) {topic}",
    "in {topic} (votes|questions|resolutions)",
    "when it comes to {topic}",
)
WHEN = (
    "[the year] {year}",
    "[the] [early|mid|late] {decade}",
    "[the] {period}",
)


class Parser:
    """Readings of one sentence.

    Parameters
    ----------
    tokens : tuple of Token
    times : mapping of str to callable
        Phrases of time and what each makes of its captures, see :mod:`.times`.
    """

    def __init__(self, tokens: tuple[Token, ...], times: Mapping[str, Callable[..., Any]]) -> None:
        self.tokens = tokens
        self.norms = [token.norm for token in tokens]
        self.times = times
        self._memo: dict[tuple[object, int], list[Reading]] = {}

    def sentence(self, phrase: str) -> list[tuple[Capture, ...]]:
        """Return what the whole sentence says, read as this phrase; empty where it is not one."""
        end = len(self.tokens)
        readings = self.read(compiled(phrase), 0)
        return [caught for stop, caught in readings if stop == end]

    def read(self, node: Node, at: int) -> list[Reading]:
        """Every way to read a piece of grammar from a position."""
        key = (node, at)
        if key not in self._memo:
            self._memo[key] = list(dict.fromkeys(self._read(node, at)))
        return self._memo[key]

    def _read(self, node: Node, at: int) -> Iterator[Reading]:
        if node.type == "word":
            if self._is(at, node.text):
                yield at + 1, ()
        elif node.type == "seq":
            yield from self._sequence(node.parts, at)
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

    def _is(self, at: int, word: str) -> bool:
        return at < len(self.norms) and self.norms[at] == word

    def _sequence(self, parts: tuple[Node, ...], at: int) -> Iterator[Reading]:
        readings: list[Reading] = [(at, ())]
        for part in parts:
            readings = list(
                dict.fromkeys(
                    (end, caught + more)
                    for start, caught in readings
                    for end, more in self.read(part, start)
                )
            )
            if not readings:
                return
        yield from readings

    def _words(self, at: int, table: Mapping[tuple[str, ...], Any]) -> Iterator[tuple[int, Any]]:
        """Entries of a lexicon that begin here. Tokens may hold several words of an entry."""
        said: tuple[str, ...] = ()
        for end in range(at, min(len(self.tokens), at + 8)):
            more = lexicon.words(self.norms[end])
            if not more:
                return
            said += more
            if said in table:
                yield end + 1, table[said]

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
        for phrase, window in self.times.items():
            for end, caught in self.read(compiled(phrase).parts[1], at):
                meant = window(**dict(caught))
                yield end, (("window", meant), *self._month(at, end, meant))
        for phrase in TOPIC:
            yield from self.read(compiled(phrase).parts[1], at)
        for phrase in FORUM:
            yield from self.read(compiled(phrase).parts[1], at)

    def _month(self, at: int, end: int, window: Window) -> tuple[Capture, ...]:
        """Return the month that a time names: "in January 1989"."""
        if window.first is None or window.first != window.last or end - at < 2:
            return ()
        month = lexicon.CALENDAR.get(self.norms[end - 2])
        return () if month is None else (("month", month),)

    # -- verbs -----------------------------------------------------------------------

    def _verb(self, lemma: str, at: int) -> Iterator[Reading]:
        """Auxiliaries, negation and adverbs round a verb in any form."""
        forms = lexicon.forms(lemma)
        for end, caught in self._auxiliaries(at):
            if end < len(self.norms) and self.norms[end] in forms:
                yield end + 1, caught
                yield from ((stop, caught + more) for stop, more in self._adverbs(end + 1) if more)

    def _auxiliaries(self, at: int) -> Iterator[Reading]:
        readings: list[Reading] = [(at, ())]
        for _ in range(7):
            yield from readings
            readings = [
                (stop, caught + more)
                for end, caught in readings
                for stop, more in self._auxiliary(end)
            ]

    def _auxiliary(self, at: int) -> Iterator[Reading]:
        if at < len(self.norms) and self.norms[at] in AUXILIARIES:
            yield at + 1, ()
        yield from self._adverbs(at)

    def _adverbs(self, at: int) -> Iterator[Reading]:
        for negation in NEGATIONS:
            if tuple(self.norms[at : at + len(negation)]) == negation:
                yield at + len(negation), (("not", True),)
        if at < len(self.norms) and self.norms[at] in RARELY:
            yield at + 1, (("not", True), ("hedge", "largely"))
        yield from self._hedge(at)

    def _hedge(self, at: int) -> Iterator[Reading]:
        """Read the longest hedge that begins here: "almost always" is one, not two."""
        ends = [end for end, _ in self._words(at, lexicon.hedges())]
        if ends:
            yield max(ends), (("hedge", " ".join(self.norms[at : max(ends)])),)

    # -- slots -------------------------------------------------------------------------

    def _slot(self, name: str, at: int) -> Iterator[Reading]:
        if name in {"X", "Y", "Z", "P", "L"}:
            yield from self._parties(name, at)
        elif name == "G":
            yield from self._within(at)
        elif name in {"topic", "cause", "wrong"}:
            for end, issue in self._words(at, lexicon.issues(name)):
                yield end, (("issue", issue),)
        elif name in {"a", "b"}:
            for phrase in (*WHEN, "{event}", "{edge}"):
                for end, caught in self.read(compiled(phrase).parts[1], at):
                    yield end, ((name, dict(caught)["years"]),)
        elif name in foretelling.SLOTS:
            yield from foretelling.SLOTS[name](self.tokens, at)
        else:
            yield from getattr(self, f"_slot_{name}")(at)

    def _token(self, at: int, *types: str) -> Token | None:
        fits = at < len(self.tokens) and self.tokens[at].type in types
        return self.tokens[at] if fits else None

    def _slot_year(self, at: int) -> Iterator[Reading]:
        while at < len(self.tokens) and self.norms[at] in lexicon.MONTHS:
            at += 1
        if token := self._token(at, "year"):
            yield at + 1, (("years", (int(token.value), int(token.value))),)

    def _slot_decade(self, at: int) -> Iterator[Reading]:
        if token := self._token(at, "decade"):
            yield at + 1, (("years", (int(token.value), int(token.value) + 9)),)

    def _slot_period(self, at: int) -> Iterator[Reading]:
        for end, period in self._words(at, lexicon.periods()):
            yield end, (("years", (period.first, period.last)),)

    def _slot_edge(self, at: int) -> Iterator[Reading]:
        """Return the beginning or the end of a period, as one year."""
        starts, ends = {"beginning", "start", "outbreak"}, {"end", "collapse", "close"}
        at += self._is(at, "the")
        if at < len(self.norms) and self.norms[at] in starts | ends and self._is(at + 1, "of"):
            later = at + 2 + self._is(at + 2, "the")
            for end, period in self._words(later, lexicon.periods()):
                year = period.first if self.norms[at] in starts else period.last
                yield end, (("years", (year, year)),)

    def _slot_event(self, at: int) -> Iterator[Reading]:
        """Read any event that names its year: "the revolution of 1979", "its 1979 revolution"."""
        if at >= len(self.norms) or self.norms[at] not in {"the", "its", "their"}:
            return
        for end in range(at + 1, min(at + 6, len(self.tokens))):
            if self.tokens[end].type == "year":
                years = (("years", (int(self.tokens[end].value),) * 2),)
                if self.norms[end - 1] in {"of", "in"} and end - at > 2:
                    yield end + 1, years
                if end == at + 1 and self._token(end + 1, "word"):
                    yield end + 2, years
                return
            if self.tokens[end].type not in {"word", "state", "poss"}:
                return

    def _slot_event_that(self, at: int) -> Iterator[Reading]:
        """Read an event as the subject: after it, something is said to be different."""
        for end, caught in self._slot_event(at):
            yield end, (("window", Window(turn=dict(caught)["years"][1])),)

    def _slot_n(self, at: int) -> Iterator[Reading]:
        """Read a number in figures or words: "twenty one", "two hundred", "a dozen"."""
        large = {"hundred", "dozen"}
        after = self._token(at + 1, "number")
        if token := self._token(at, "number", "ordinal"):
            if after and token.value >= 20 and not token.value % 10 and after.value < 10:
                yield at + 2, (("n", token.value + after.value),)
            elif after and after.norm in large:
                yield at + 2, (("n", token.value * after.value),)
            else:
                yield at + 1, (("n", token.value),)
        elif self._is(at, "a") and after and after.norm in large:
            yield at + 2, (("n", after.value),)

    def _slot_percent(self, at: int) -> Iterator[Reading]:
        if token := self._token(at, "percent"):
            yield at + 1, (("n", token.value),)
        elif self._is(at, "half"):
            yield at + 1, (("n", 50.0),)

    def _slot_bound(self, at: int) -> Iterator[Reading]:
        """Read how a number is meant; nothing said means exactly it."""
        yield at, ()
        for said, bound in BOUNDED.items():
            if tuple(self.norms[at : at + len(said)]) == said:
                yield at + len(said), (("bound", bound),)

    def _slot_resolution(self, at: int) -> Iterator[Reading]:
        """Read the number of a resolution: "Resolution 2758 (XXVI)", "resolution 38/7"."""
        at += self._is(at, "the")
        for word in ("un", "general", "assembly", "a"):
            at += self._is(at, word)
        token = self._token(at + 1, "number", "year")
        if not (self._is(at, "resolution") or self._is(at, "res")) or token is None:
            return
        number, end = f"{token.value:.0f}", at + 2
        if second := self._token(end, "number", "year"):
            number, end = f"{number}/{second.value:.0f}", end + 1
        if self.norms[end : end + 1] == ["("] and self.norms[end + 2 : end + 3] == [")"]:
            end += 3
        yield end, (("resolution", number),)

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
        most = 1 if name in {"Y", "Z"} else MAX_LIST
        for end, parties in self._list(at, most):
            if name != "P" or len(parties) > 1:
                yield end, ((name, parties),)

    def _within(self, at: int) -> Iterator[Reading]:
        """Read the group within which something is meant: "Arab", "Latin American", "NATO"."""
        if token := self._token(at, "group"):
            yield at + 1, (("among", Party(token.candidates[0], group=True)),)
        for end in range(at + 1, min(at + 4, len(self.tokens))):
            if any(token.type not in {"word", "state"} for token in self.tokens[at:end]):
                return
            adjective = " ".join(token.text for token in self.tokens[at:end])
            if found := states.find_group(f"{adjective} states"):
                yield end, (("among", Party(found.id, group=True)),)

    def _list(self, at: int, most: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        at += self._is(at, "both") or self._is(at, "either")
        for end, party in self._party(at):
            yield end, (party,)
            if most > 1:
                for start in self._joints(end):
                    for stop, rest in self._list(start, most - 1):
                        yield stop, (party, *rest)

    def _joints(self, at: int) -> Iterator[int]:
        comma = at + (self._token(at, "comma") is not None)
        if comma > at:
            yield comma
        if comma < len(self.norms) and self.norms[comma] in {"and", "or", "nor"}:
            yield comma + 1
        if self.norms[at : at + 3] == ["as", "well", "as"]:
            yield at + 3

    def _party(self, at: int) -> Iterator[tuple[int, tuple[Token, str]]]:
        for start, quantifier in self._quantifiers(at):
            start += self._is(start, "the")
            for lead in (("government", "of"), ("governments", "of"), ("delegation", "of")):
                if tuple(self.norms[start : start + 2]) == lead:
                    start += 2 + self._is(start + 2, "the")
            token = self._token(start, "state", "group")
            if token is None or (quantifier and token.type == "state"):
                continue
            for end in self._tails(start + 1, token.type):
                yield end, (token, quantifier)

    def _tails(self, at: int, type_: str) -> Iterator[int]:
        """Words after a name that add nothing: "the Arab League's members"."""
        yield at
        at += self._token(at, "poss") is not None
        tails = {"government", "governments", "regime", "leadership", "delegation"}
        if type_ == "group":
            tails |= {"members", "states", "countries", "bloc", "governments"}
            if self.norms[at : at + 2] == ["member", "states"]:
                yield at + 2
        if at < len(self.norms) and self.norms[at] in tails:
            yield at + 1

    def _quantifiers(self, at: int) -> Iterator[tuple[int, str]]:
        yield at, ""
        heads = {"all": "all", "every": "all", "each": "all", "most": "most", "some": "some"}
        if at >= len(self.norms):
            return
        if self.norms[at] in heads:
            end = at + 1
            if end < len(self.norms) and self.norms[end] in {"members", "member", "states"}:
                end += 1
            end += self._is(end, "of")
            yield end, heads[self.norms[at]]
        for words, quantifier in ((("the", "majority", "of"), "most"), (("members", "of"), "")):
            if tuple(self.norms[at : at + len(words)]) == words:
                yield at + len(words), quantifier
