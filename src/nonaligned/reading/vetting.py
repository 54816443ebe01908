"""What is left of a model's proposals once they are held against the article.

A proposal stays if the claim language reads it as one claim, if every state, year, number and
issue in it stands in its sentence or just before, and if the words it rests on state anything
at all; a prediction has a test of its own, :mod:`nonaligned.reading.retold`. The rest is dropped
and counted. The text of a model is shown nowhere: what stays is the canonical sentence that we
write ourselves, beside the sentence of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nonaligned import states
from nonaligned.claims.language import Claim, canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import retold, screens
from nonaligned.reading.candidates import Candidate
from nonaligned.reading.context import home
from nonaligned.reading.dates import Moment
from nonaligned.reading.extract import Account, Reading
from nonaligned.reading.mentions import Mentions
from nonaligned.reading.numbers import NUMBER, number
from nonaligned.reading.predictions import Dated
from nonaligned.reading.proposals import DROPPED, MOST, Proposal, Reply, near, worth_asking
from nonaligned.reading.speech import Piece

CONFIDENCE = 0.4
"""Of what a model alone proposes: below all that the rules propose."""

ALSO, ALONE, TWICE = "read by the rules too", "by it alone", "proposed twice"

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORDS = re.compile(rf"\b(?!(?:one|an?)\b){NUMBER}\b", re.IGNORECASE)


def merged(reading: Reading, replies: Sequence[Reply], by: str) -> Reading:
    """Return a reading with what a model proposes, as far as it stands up.

    Parameters
    ----------
    reading : Reading
        By the rules.
    replies : sequence of Reply
    by : str
        Name of the model and its host.

    Returns
    -------
    Reading
        Every claim of the rules is still there; one that the model proposes too is marked by
        both. A note counts what was dropped, and why.
    """
    lost = Counter(key for one in replies for key in one.dropped)
    kept: Counter[str] = Counter()
    accounts = list(reading.accounts)
    dated = Dated(reading.article)
    for proposal in (p for one in replies for p in one.proposals):
        at = proposal.sentence
        found = _checked(reading, proposal, dated)
        if isinstance(found, str):
            lost[found] += 1
        else:
            accounts[at], how = _with(accounts[at], replace(found, by=(by,)))
            kept[how] += 1
    notes = [*reading.notes, _note(by, replies, kept, lost)]
    if late := len(worth_asking(reading)[MOST:]):
        notes.append(f"Sentences that were not sent, beyond the first {MOST}: {late}")
    return replace(reading, accounts=tuple(accounts), notes=tuple(notes))


def _with(account: Account, new: Candidate) -> tuple[Account, str]:
    """Add a candidate to a sentence's, and say how it stands to what was there."""
    for at, known in enumerate(account.candidates):
        if known.canonical == new.canonical:
            if new.by[0] in known.by:
                return account, TWICE
            both = replace(known, by=(*known.by, *new.by))
            rest = account.candidates[at + 1 :]
            return replace(account, candidates=(*account.candidates[:at], both, *rest)), ALSO
    candidates = (*account.candidates, new)
    return replace(account, outcome="claim", reason="", candidates=candidates), ALONE


def _note(by: str, replies: Sequence[Reply], kept: Counter[str], lost: Counter[str]) -> str:
    """Return the counts in words, as "Claims proposed by …: 3 (…); answers: 1"."""
    parts = [f"{kept[how]} {how}" for how in (ALSO, ALONE, TWICE) if kept[how]]
    parts += [f"{lost.total()} dropped"] if lost else []
    unread = sum(not one.readable for one in replies)
    note = f"Claims proposed by {by}: {kept.total() + lost.total()}"
    note += f" ({', '.join(parts)})" if parts else ""
    note += f"; answers: {len(replies)}" + (f" ({unread} unreadable)" if unread else "")
    reasons = ", ".join(f"{lost[key]} {words}" for key, words in DROPPED.items() if lost[key])
    return note + (f"; dropped: {reasons}" if reasons else "")


def _checked(reading: Reading, proposal: Proposal, dated: Dated) -> Candidate | str:
    """Return what a proposal comes to, or why it is dropped."""
    article, account = reading.article, reading.accounts[proposal.sentence]
    around = tuple(reading.accounts[at] for at in near(reading, proposal.sentence))
    try:
        claim = parse(proposal.claim, on=article.date.year)
    except NonalignedError:
        return "unread"
    voices = _voices(account, claim, article.date)
    trouble = (
        retold.unsupported(claim, account, around, dated)
        if claim.kind == "foretold"
        else _unsaid(account, voices)
    )
    if trouble:
        return trouble
    speaker = _speaker(claim, voices)
    if trouble := _unsupported(proposal.claim, claim, around, speaker, article.date):
        return trouble
    sentence = account.sentence
    return Candidate(
        sentence.start,
        sentence.end,
        sentence.text,
        canonical(claim),
        claim,
        CONFIDENCE,
        speaker,
        ("put in these words by a model",),
    )


def _unsaid(account: Account, voices: tuple[Piece, ...]) -> str:
    """Why the words that a claim rests on state nothing, or not whose; empty where they do."""
    if screens.whole(account.sentence.text) or not all(map(_stated, voices)):
        return "unstated"
    return "speaker" if len({piece.speaker for piece in voices}) != 1 else ""


def _speaker(claim: Claim, voices: tuple[Piece, ...]) -> str:
    """Whose claim it is: that somebody foretold is said by who reports it, not by himself."""
    speaker = voices[0].speaker
    reported = claim.kind == "foretold" and voices[0].stance != "said"
    own = claim.speaker and claim.speaker in speaker
    return "" if reported or own else speaker


def _voices(account: Account, claim: Claim, on: Moment) -> tuple[Piece, ...]:
    """Pieces of a sentence that name the most of a claim's states."""
    parties = {party.name for party in claim.parties}
    named: list[int] = []
    for piece in account.pieces:
        mentions = states.mentions(piece.text, on=on.last, capitals=True)
        named.append(len(parties & {name for m in mentions for name in (*m.candidates, m.group)}))
    return tuple(p for p, count in zip(account.pieces, named, strict=True) if count == max(named))


def _stated(piece: Piece) -> bool:
    return piece.stance == "said" and not screens.screen(piece.text)


def _unsupported(
    text: str, claim: Claim, around: tuple[Account, ...], speaker: str, on: Moment
) -> str:
    """Why a claim says more than its sentence and those before it; empty where it does not."""
    named = [account.mentions for account in around]
    known = {name for m in named for s in m.states for name in (*s.candidates, s.group)}
    if speaker and (ours := home(speaker, on)):  # "we" is the state a speaker speaks for
        known |= {name for m in states.mentions(ours, on=on.last) for name in m.candidates}
    if any(party.name not in known for party in claim.parties):
        return "state"
    if not _figures_stand(text, claim, around, on.year):
        return "figure"
    issues = {mention.issue for m in named for mention in m.issues}
    if claim.topic and not any(claim.topic in account.sentence.text for account in around):
        return "issue"
    return "issue" if claim.issue is not None and claim.issue not in issues else ""


def _figures_stand(text: str, claim: Claim, around: tuple[Account, ...], year: int) -> bool:
    """Whether every figure of a claim, and every year it comes to, stands in the sentences."""
    there = {value for account in around for value in _figures(account.sentence.text)}
    there |= _years(account.mentions for account in around)
    window = claim.window
    if claim.kind == "foretold" and window.first is not None:
        there.add(window.first)  # vouched for by :mod:`nonaligned.reading.retold`
    if not _figures(text) <= there:
        return False
    first, last = window.first, window.last
    if first is not None and last == year and {year - first, (year - first) / 10} & there:
        return True  # "for thirty years", "for three decades"
    said = (first, None if last == year else last, window.turn)  # an open end is that year
    ends = [end for end in said if end is not None]
    return all({end, end + 1} & there for end in ends)  # "before 1979" ends with 1978


def _figures(text: str) -> set[float]:
    digits = {float(found.replace(",", "")) for found in _DIGITS.findall(text)}
    words = (number(found) for found in _WORDS.findall(text))
    return digits | {value for value in words if value is not None}


def _years(named: Iterable[Mentions]) -> set[float]:
    """First and last years of the dates and events that sentences name."""
    found: set[float] = set()
    for mentions in named:
        for date in mentions.dates:
            found |= {date.moment.first.year, date.moment.last.year}
        for mention in mentions.events:
            found |= {mention.event.start.year, mention.event.end.year}
    return found
