"""Candidate claims of an article, and an account of every sentence.

Each sentence ends in one of three ways: it holds claims that can be tested, each with the place
it was read from and the sentence it was read as; or it is about states and cannot be tested, and
the reason is given; or it is set aside. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from nonaligned.claims.language import canonical
from nonaligned.reading import screens
from nonaligned.reading.article import Article
from nonaligned.reading.candidates import SYSTEM, Candidate, candidates
from nonaligned.reading.context import (
    CONTINUES,
    Context,
    acts,
    home,
    name_of,
    pair_in,
    poles_in,
    year_in,
)
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.predictions import Dated, predictions
from nonaligned.reading.saying import person_of, who
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.speech import Piece, pieces, quotations
from nonaligned.reading.syntax import Rules, Syntax
from nonaligned.reading.tallies import tells_of_a_vote
from nonaligned.reading.unread import stand_in
from nonaligned.reading.voices import by_paragraph, first_person

CONFIDENCE = 0.5
"""Claims read with less are not proposed."""

FORETOLD = "foretold"
"""The kind that :mod:`.predictions` alone reads: it knows who said it, and when."""

LONGEST = 1200
"""Sentences with more characters are not taken apart."""

MOST = 20_000
"""Sentences of an article that are taken apart; later ones are only accounted for."""


@dataclass(frozen=True)
class Account:
    """What became of a sentence.

    Parameters
    ----------
    sentence : Sentence
    outcome : str
        ``claim``; ``untestable`` (about states, and no record can test it); ``aside``.
    reason : str
        A key of :data:`nonaligned.reading.screens.REASONS`; empty for claims.
    candidates : tuple of Candidate
    mentions : Mentions
        What it names, with places in the article's text.
    pieces : tuple of Piece
        What it says and who says it; none where it was not taken apart.
    """

    sentence: Sentence
    outcome: str
    reason: str
    candidates: tuple[Candidate, ...]
    mentions: Mentions
    pieces: tuple[Piece, ...] = ()

    @property
    def why(self) -> str:
        """The reason in words; empty for claims."""
        return screens.REASONS.get(self.reason, "")


@dataclass(frozen=True)
class Reading:
    """An article with an account of every sentence.

    Parameters
    ----------
    article : Article
    accounts : tuple of Account
        One a sentence, in order.
    notes : tuple of str
        How it was read, where not by rules alone.
    """

    article: Article
    accounts: tuple[Account, ...]
    notes: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All candidate claims, in the order of the text."""
        return tuple(c for account in self.accounts for c in account.candidates)


Reader = Callable[[Article], Reading]
"""Whatever reads an article: :func:`read`, or what adds to it."""


def read(
    article: Article, *, confidence: float = CONFIDENCE, syntax: Callable[[Article], Syntax] = Rules
) -> Reading:
    """Read an article: its candidate claims, and what became of every sentence.

    Parameters
    ----------
    article : Article
    confidence : float
        Least confidence of a claim that is proposed.
    syntax : callable
        From an article to the :class:`~nonaligned.reading.syntax.Syntax` of it.

    Returns
    -------
    Reading
        One account a sentence, in order.

    Examples
    --------
    >>> from nonaligned.reading.article import article_from_text
    >>> text = "Syria, a diplomat said, has backed the Palestinians since 1974. Will it go on?"
    >>> reading = read(article_from_text(text, 2018))
    >>> [(c.canonical, c.speaker) for c in reading.candidates]
    [('Syria backed the Palestinians from 1974 to 2018.', 'a diplomat')]
    >>> [(a.outcome, a.why) for a in reading.accounts]
    [('claim', ''), ('aside', 'a question')]
    """
    parsed = syntax(article)
    quoted, voices = _quoted(article), by_paragraph(article)
    context, speaker, person, latest = Context(), "", "", ""
    dated = Dated(article)
    accounts = []
    for number, sentence in enumerate(parsed.sentences):
        if number >= MOST:
            accounts.append(Account(sentence, "aside", "late", (), Mentions()))
            continue
        named = parsed.mentions.within(sentence.start, sentence.end)
        parts = _pieces(sentence, quoted.get(sentence.paragraph, []), speaker)
        parts = tuple(who(part, latest) for part in parts)
        context = replace(context, voice=voices[sentence.paragraph])
        account = _account(article, sentence, parts, named, context, confidence, parsed)
        account = _with_predictions(account, parts, person, dated, confidence)
        accounts.append(replace(account, pieces=parts))
        people = tuple(dict.fromkeys(p.text for p in named.people))
        person = people[0] if len(people) == 1 else ""
        speaker = next((p.speaker for p in reversed(parts) if p.speaker), "")
        latest = person_of(sentence, named, speaker) or latest
        states_named = (
            m
            for m in named.states
            if not m.group and (m.kind != "capital" or acts(article.text, m))
        )
        last = next((name_of(m, article.date) for m in states_named), "")
        if CONTINUES.match(sentence.text):
            last = context.last or context.topic or last
        told = sentence.text[:LONGEST]
        context = context.moved_on(last, poles_in(told, article.date))
        context = replace(context, pair=pair_in(told, article.date), year=year_in(told))
    return Reading(article, tuple(accounts))


def _quoted(article: Article) -> dict[int, list[tuple[int, int]]]:
    """Places of quotations by paragraph."""
    found = {}
    for number, paragraph in enumerate(article.paragraphs):
        text = article.text[paragraph.start : paragraph.end]
        found[number] = [(paragraph.start + a, paragraph.start + b) for a, b in quotations(text)]
    return found


def _pieces(sentence: Sentence, quoted: list[tuple[int, int]], speaker: str) -> tuple[Piece, ...]:
    if len(sentence.text) > LONGEST:
        return ()
    return pieces(sentence, quoted, speaker)


def _account(
    article: Article,
    sentence: Sentence,
    parts: tuple[Piece, ...],
    named: Mentions,
    context: Context,
    confidence: float,
    syntax: Syntax,
) -> Account:
    if not parts:
        return Account(sentence, "aside", "long", (), named)
    found: list[Candidate] = []
    blocked = screens.whole(sentence.text)
    ours = first_person(sentence.text)
    about = named.states or context.topic or ours or SYSTEM.search(sentence.text)
    if not blocked and (about or tells_of_a_vote(sentence.text)):
        for piece in parts:
            if piece.stance in {"said", "contrary"}:
                read_so = candidates(article, sentence, piece, named, context, syntax)
                found += (c for c in read_so if c.claim.kind != FORETOLD)
    kept = tuple({c.canonical: c for c in reversed(found) if c.confidence >= confidence}.values())[
        ::-1
    ]
    if kept:
        return Account(sentence, "claim", "", kept, named)
    if ours and not blocked and _whose(article, sentence, parts, named, context, syntax):
        return Account(sentence, "untestable", "whose", (), named)
    stance = next((p.stance for p in parts if p.stance not in {"said", "contrary"}), "")
    reason = blocked or stance or screens.reason(sentence.text)
    if named.states or named.people or ours:
        return Account(sentence, "untestable", reason, (), named)
    aside = reason if reason in {"question", "prediction", "hypothetical"} else "narrative"
    return Account(sentence, "aside", aside, (), named)


def _whose(
    article: Article,
    sentence: Sentence,
    parts: tuple[Piece, ...],
    named: Mentions,
    context: Context,
    syntax: Syntax,
) -> bool:
    """Whether a sentence would be a claim, were it said for which state "we" speaks."""
    if context.voice:
        return False
    context = replace(context, voice=stand_in(sentence.text))
    ours = (p for p in parts if p.stance == "said" and first_person(p.text))
    unknown = (replace(p, speaker="") for p in ours if not home(p.speaker, article.date))
    return any(
        context.voice in step
        for piece in unknown
        for found in candidates(article, sentence, piece, named, context, syntax)
        for step in found.steps
    )


def _with_predictions(
    account: Account, parts: tuple[Piece, ...], person: str, dated: Dated, confidence: float
) -> Account:
    """Return an account with the predictions that its sentence reports."""
    sentence = account.sentence
    if screens.whole(sentence.text):
        return account
    told, undated = predictions(sentence, parts, person, dated)
    found = []
    for one in told:
        source = one.source if one.source in sentence.text else sentence.text
        at = sentence.text.find(source)
        start, end = sentence.start + at, sentence.start + at + len(source)
        sure = round(max(0.0, 0.95 - one.cost), 2)
        said = canonical(one.claim)
        found.append(
            Candidate(start, end, source, said, one.claim, sure, one.speaker, one.steps, one.doubts)
        )
    known = {candidate.canonical for candidate in account.candidates}
    kept = [c for c in found if c.confidence >= confidence and c.canonical not in known]
    if kept:
        ordered = sorted((*account.candidates, *kept), key=lambda c: c.start)
        return replace(account, outcome="claim", reason="", candidates=tuple(ordered))
    return replace(account, reason="undated") if undated and account.reason else account
