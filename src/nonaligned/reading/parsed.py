"""Syntax by a spaCy pipeline that the user has installed.

Three things are taken from it, as far as it has them: where sentences end; which names are of
persons or places rather than of states ("Jordan scored", "Lake Chad"); and, from the
dependencies, clauses that share a subject with another one, each put with its subject in front.
The clauses are still read by the strict grammar of claims or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from nonaligned import states
from nonaligned.errors import InputError
from nonaligned.reading.article import Article
from nonaligned.reading.clauses import MAX_TRIES, Clause, clauses
from nonaligned.reading.mentions import Mentions, find_mentions
from nonaligned.reading.sentences import Sentence, spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from nonaligned.states import Mention

MODEL = "en_core_web_sm"
LONGEST = 1_000_000
"""Characters of an article that are parsed; what comes later is cut by rules."""

COST = 0.1
"""What a subject that was put in front takes from the confidence."""

LONGER = frozenset({"PERSON", "FAC", "LOC", "WORK_OF_ART"})
"""Labels of entities in whose longer names a state's name stands for something else."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HELP = frozenset({"aux", "auxpass"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_OPEN = frozenset({
    "ROOT", "conj", "relcl", "nsubj", "nsubjpass", "dobj", "pobj", "prep", "attr", "agent", "appos",
})  # fmt: skip
"""Dependencies under which a clause is stated: none that reports, asks or sets a condition."""


def pipeline(model: str = MODEL) -> Any:
    """Load a spaCy pipeline by its name, or from its folder.

    Parameters
    ----------
    model : str
        A pipeline runs as part of this program: load none that you do not trust.

    Raises
    ------
    InputError
        spaCy or the pipeline is not installed; the message names the commands.
    """
    where = "--reader spacy"
    try:
        import spacy
    except ImportError:
        hint = f"Run: pip install 'nonaligned[spacy]' && python -m spacy download {MODEL}"
        raise InputError("spaCy is not installed", where=where, hint=hint) from None
    try:
        return spacy.load(model, exclude=["lemmatizer"])
    except Exception as error:  # a folder may hold anything
        raise InputError(
            f"no pipeline {model!r} can be loaded ({type(error).__name__})",
            where=where,
            hint=f"Run: python -m spacy download {MODEL}; or name another pipeline, or the "
            "folder of one, with --model",
        ) from None


@dataclass(frozen=True)
class Parsed:
    """Syntax of an article by a pipeline; see :func:`parsed`.

    Parameters
    ----------
    nlp : callable
        From a text to a spaCy ``Doc`` over it.
    sentences : tuple of Sentence
    mentions : Mentions
    people : frozenset of str
        Names of states that the article gives to persons.
    """

    nlp: Callable[[str], Doc]
    sentences: tuple[Sentence, ...]
    mentions: Mentions
    people: frozenset[str]

    def clauses(self, text: str, ends: list[int]) -> Iterator[Clause]:
        """See :class:`nonaligned.reading.syntax.Syntax`; the completed ones come first."""
        doc = self.nlp(text)
        named = states.mentions(text, capitals=True)
        known = doc.ents
        other = {m.text for m in named if _is_other(m, _entity(known, m.start, m.end), self.people)}
        barred = [re.compile(rf"\b{re.escape(name)}\b") for name in other]
        kept = [m for m in named if m.text not in other]
        for clause in (*islice(_completed(doc, kept), MAX_TRIES), *clauses(text)):
            if not any(name.search(clause.text) for name in barred):
                yield clause


def parsed(article: Article, nlp: Callable[[str], Doc]) -> Parsed:
    """Return the syntax of an article by a pipeline.

    Parameters
    ----------
    article : Article
    nlp : callable
        From a text to a spaCy ``Doc`` over it. What the pipeline does not tell, rules do.
    """
    named = find_mentions(article.text, article.date)
    cut: list[Sentence] = []
    entities: dict[int, Span | None] = {}
    people: set[str] = set()
    for number, paragraph in enumerate(article.paragraphs):
        at, text = paragraph.start, article.text[paragraph.start : paragraph.end]
        doc = nlp(text) if paragraph.end <= LONGEST else None
        cut.extend(
            Sentence(at + start, at + end, text[start:end], number, paragraph.heading)
            for start, end in (_sentences(doc) if doc is not None else spans(text))
        )
        known = doc.ents if doc is not None else ()
        people |= _surnames(known)
        for m in named.within(at, paragraph.end).states:
            entities[m.start] = _entity(known, m.start - at, m.end - at)
    kept = tuple(m for m in named.states if not _is_other(m, entities.get(m.start), people))
    return Parsed(nlp, tuple(cut), replace(named, states=kept), frozenset(people))


def _sentences(doc: Doc) -> Iterable[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; by rules if the pipeline does not say."""
    if not doc.has_annotation("SENT_START"):
        return spans(doc.text)
    return [
        (sent.end_char - len(sent.text.lstrip()), sent.start_char + len(sent.text.rstrip()))
        for sent in doc.sents
        if sent.text.strip()
    ]


def _entity(known: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the one of a text's entities, in order, that a stretch of it lies in."""
    at = bisect_right(known, start, key=lambda entity: entity.start_char) - 1
    return known[at] if at >= 0 and end <= known[at].end_char else None


def _surnames(known: Sequence[Span]) -> set[str]:
    """Return names of states that are part of a longer name of a person."""
    people = [entity.text for entity in known if entity.label_ == "PERSON"]
    return {m.text for name in people for m in states.mentions(name) if m.text != name}


def _is_other(mention: Mention, entity: Span | None, people: Set[str]) -> bool:
    """Whether a name of a state is part of a longer name, of a person or a place in no state.

    The bare name is taken for a person's only where the article gives it to one ("Michael
    Jordan", later "Jordan"): small pipelines see persons in states that they rarely read of.
    """
    if entity is None or mention.group or mention.kind == "demonym":
        return False
    longer = entity.text.removeprefix("the ") != mention.text
    bare = entity.label_ == "PERSON" and mention.text in people
    return bare or (longer and entity.label_ in LONGER)


def _completed(doc: Doc, named: list[Mention]) -> Iterator[Clause]:
    """Clauses of which another clause holds the subject, each with the subject in front.

    Every other thing between commas is left to the rules, which read what comes out here again.
    """
    for token in doc if doc.has_annotation("DEP") else ():
        if all(above.dep_ in _OPEN for above in (token, *token.ancestors)):
            yield from _relative(token, named)
            yield from _second(token, named)
            yield from _interrupted(token, named)


def _relative(verb: Token, named: list[Mention]) -> Iterator[Clause]:
    """Read "Peru, which backed Cuba, …": Peru backed Cuba."""
    name = _name_at(verb.head, named) if verb.dep_ == "relcl" else None
    if name is None:
        return
    text, first = verb.doc.text, verb.left_edge
    start, stop = verb.head.left_edge.idx, _stop(verb)
    if first.lower_ == "whose" or first == _subject(verb):
        lead = text[start : name.end] + ("'s" if first.lower_ == "whose" else "")
        yield from _read(lead, text[_end(first) : stop], first.text, (start, stop))


def _second(verb: Token, named: list[Mention]) -> Iterator[Clause]:
    """Read "Peru left Cuba and joined Chile": Peru joined Chile."""
    if verb.dep_ != "conj" or not verb.tag_.startswith("V"):
        return
    text, start, stop = verb.doc.text, verb.left_edge.idx, _stop(verb)
    joint = next((child for child in verb.head.children if child.dep_ == "cc"), None)
    if _subject(verb) is not None:
        lead = ""
    else:
        lead = _carried(verb, joint is not None and joint.lower_ in {"but", "yet"}, named)
        if not lead:
            return
    yield from _read(lead, text[start:stop], joint.text if joint else ",", (start, stop))


def _carried(verb: Token, but: bool, named: list[Mention]) -> str:
    """Return the words ahead of a first verb that hold for a second one too, if that is sure.

    These are the subject with what stands before it ("In 1960 Peru"), and "has" or "would". A
    denial may hold for both ("did not leave Cuba or join Chile"), but for the first alone where
    "but" comes between.
    """
    first = verb.head
    while first.dep_ == "conj" and _subject(first) is None:
        first = first.head
    subject = _subject(first)
    name = subject and _name_at(subject, named)
    if not name:
        return ""
    text, start = verb.doc.text, first.left_edge.idx
    before = {child.dep_ for child in first.children}
    finite = verb.tag_ in _FINITE or any(child.dep_ in _HELP for child in verb.children)
    if "neg" not in before and before & _HELP:
        return text[start : first.idx].rstrip()
    return text[start : name.end] if finite and (but or "neg" not in before) else ""


def _interrupted(verb: Token, named: list[Mention]) -> Iterator[Clause]:
    """Read "Peru, which backed Cuba, joined Chile": Peru joined Chile."""
    subject = _subject(verb)
    name = subject and _name_at(subject, named)
    if subject is None or not name:
        return
    for aside in subject.children:
        if aside.dep_ == "relcl" and subject.i < aside.right_edge.i < verb.i:
            text, start, stop = verb.doc.text, _end(aside.right_edge), _stop(verb)
            lead = text[verb.left_edge.idx : name.end]
            start += len(text[start:stop]) - len(text[start:stop].lstrip(" ,"))
            yield from _read(lead, text[start:stop], aside.left_edge.text, (start, stop))


def _read(lead: str, rest: str, joint: str, place: tuple[int, int]) -> Iterator[Clause]:
    """Clauses of a text that was put together, all of them for one place of the piece."""
    text = f"{lead} {rest.strip(' ,')}".strip()
    step = f"subject “{lead}” carried over “{joint}”" if lead else f"read from “{joint}” on"
    for clause in clauses(text):
        yield Clause(clause.text, *place, (step, *clause.steps), COST + clause.cost, bool(lead))


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _name_at(token: Token, named: list[Mention]) -> Mention | None:
    """Return the name of a state that a word belongs to."""
    return next((m for m in named if m.start <= token.idx < m.end), None)


def _stop(verb: Token) -> int:
    """Where a clause ends, without the marks that close it."""
    last = verb.right_edge
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    return _end(last)


def _end(token: Token) -> int:
    return token.idx + len(token.text)
