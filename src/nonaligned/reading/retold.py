"""Whether a prediction that a model proposes is one that its sentence reports.

The rules of other claims do not fit it: the words "would end" state nothing, and what they stand
in does, where somebody said them at a known time. So three things are asked: that the sentence
does not deny or doubt that it was foretold, that who foretold and what was foretold are named,
and that the article dates the saying. A date after "by" or "before" is that of what was to come.
"""

from __future__ import annotations

from nonaligned.claims.language import Claim
from nonaligned.reading import screens
from nonaligned.reading.dates import Moment
from nonaligned.reading.extract import Account
from nonaligned.reading.predictions import DOUBTED, FAR, Dated

_SMALL = frozenset({"the", "of", "a", "an", "and", "in", "end", "fall", "collapse", "downfall"})
"""Words of a name that stand for nothing of their own: "the fall of", "the end of"."""


def unsupported(claim: Claim, account: Account, around: tuple[Account, ...], dated: Dated) -> str:
    """Return why a prediction does not stand in its sentence; empty where it does.

    Parameters
    ----------
    claim : Claim
        Of the kind ``foretold``.
    account : Account
        The sentence that it was proposed of.
    around : tuple of Account
        The sentence and those just before it, which may name who and what.
    dated : Dated
        When the things of the article happened.

    Returns
    -------
    str
        A key of :data:`nonaligned.reading.proposals.DROPPED`.
    """
    if not _told(account, claim):
        return "unstated"
    words = {word for one in around for word in _words(one.sentence.text)}
    if not _words(claim.speaker) <= words:
        return "teller"
    if not _words(claim.event) <= words:
        return "event"
    return "" if _dated(claim, account, around, dated) else "undated"


def _told(account: Account, claim: Claim) -> bool:
    """Whether a sentence reports that something was foretold, and does not doubt it."""
    text = account.sentence.text
    if screens.whole(text) or any(piece.stance == "denied" for piece in account.pieces):
        return False
    return not DOUBTED.search(text[: _place(text, claim)])


def _place(text: str, claim: Claim) -> int:
    """Where a sentence begins to say what was foretold; its end where it does not name it."""
    low = text.casefold()
    names = [party.called for party in claim.subjects] + [claim.event.rpartition(" of ")[2]]
    found = [low.find(name.casefold()) for name in names if name]
    return min((at for at in found if at >= 0), default=len(text))


def _words(text: str) -> set[str]:
    cut = text.casefold().replace("’", "'").replace("'s", "").split()
    return {word.strip(".,;:!?()“”\"'") for word in cut} - _SMALL - {""}


def _dated(claim: Claim, account: Account, around: tuple[Account, ...], dated: Dated) -> bool:
    """Whether the year of the saying, and its month where one is claimed, is one of the article."""
    return any(_fits(claim, moment) for moment in _moments(account, around, dated))


def _moments(account: Account, around: tuple[Account, ...], dated: Dated) -> list[Moment]:
    """Return times at which a thing may have been said: none by which it was to come."""
    found = [
        date.moment
        for one in around
        for date in one.mentions.dates
        if not FAR.search(dated.article.text[one.sentence.start : date.start])
    ]
    thing = dated.of(account.sentence.text)
    return [*found, thing[1]] if thing else found


def _fits(claim: Claim, moment: Moment) -> bool:
    if moment.precision not in {"day", "month", "year"} or moment.first.year != claim.window.first:
        return False
    return claim.month is None or (moment.precision, moment.first.month) in {
        ("day", claim.month),
        ("month", claim.month),
    }
