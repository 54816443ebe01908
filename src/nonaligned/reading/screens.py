"""What keeps a sentence from being tested, and the reason that is given for it.

The screens run before any claim is read: a prediction that has the shape of a claim stays a
prediction. The reasons for what is about states and still no claim are read off cue words; they
explain, they decide nothing.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

REASONS = {
    "question": "a question",
    "denied": "its saying is denied or doubted",
    "unreal": "asked, hoped, feared, demanded or expected, not stated",
    "hypothetical": "hypothetical",
    "irony": "ironical, as it seems",
    "prediction": "a prediction: no record reaches the future",
    "undated": "a prediction without a date",
    "opinion": "an opinion: no record can bear it out",
    "motive": "a motive: the record shows what was done, not why",
    "private": "a private or single act that no record here holds",
    "record": "no record here bears on it",
    "whose": "it is not said for whom “we” or “our” speaks",
    "narrative": "says nothing about what states do",
    "long": "too long to be read as one sentence",
    "late": "beyond the sentences that are read of one article",
}
"""Reasons by key, in words."""

_I = re.IGNORECASE
_IRONY = re.compile(
    r"^(?:oh|ah|sure|yeah|surely),? (?:and|yes|because|right|no|the|that)?\b|^as if\b"
    r"|\bthat well-known\b|\bif you believe\b|\byeah,? right\b|\bso-called\b"
    r"|\bthe great (?:friend|champion|defender) of\b.*\bindeed\b",
    _I,
)
_UNREAL = re.compile(
    r"\b(?:if|unless|whether|suppose|supposing|imagine|imagining|as though|lest|in case|provided"
    r" that|dreams? of|dreamed of|pretend|would|could|might|wish|in theory|on paper|supposedly|"
    r"had it not|but for|otherwise|(?:almost|nearly|all but) (?!un)(?=\w+(?:ed|ght)\b|went|took|"
    r"stood|broke|fell|came|left)|came (?:close|near|within))\b|(?<!\d )\bmay\b|^(?:should|had"
    r"|were) [A-Z\w].*,",
    _I,
)
_MAY_MONTH = re.compile(r"\bMay\b")
_FUTURE = re.compile(
    r"\b(?:will|won't|won’t|shall|is going to|are going to|(?:is|are) (?:likely|expected|set|bound|"
    r"about|poised) to|in the (?:coming|next) (?:\w+ )?(?:years?|decades?|months?))\b|[’']ll\b",
    _I,
)
_DEMAND = re.compile(
    r"\b(?:should|must|ought to|needs? to|has to|have to|had better|let us|deserves?)\b", _I
)
_MOTIVE = re.compile(
    r"\b(?:wants?|wanted|seeks?|sought|hopes?|fear(?:s|ed)?|because|in order to|aims?|aimed|"
    r"intends?|intended|motivated|driven by|for the sake of|desires?|tr(?:y|ies|ied|ying) to|"
    r"plans? to|prefer(?:s|red)?|willing|so as to|eager|afraid|disdain|piety|in view of)\b",
    _I,
)
_OPINION = re.compile(
    r"\b(?:most|best|worst|greatest|great|beautiful|immense(?:ly)?|truly|noble|evil|brave"
    r"|coward\w*|"
    r"reactionary|historic|heroic|shameful|wise|foolish|steadfast|vindicated|sacrific\w+|just|"
    r"unjust|terrorists?|regime|arrogant|justice|honou?rs?|powerful|dire|glorious|proud|tragic|"
    r"brutal|legitimate|illegitimate|moral|immoral|right|wrong|dangerous|peace-loving|friendly)\b",
    _I,
)
_NO_CONDITION = re.compile(
    r"\bas (?:any(?:one|body)?|every(?:one|body)?|a|an|the|one|its|most)\b[\w ]{0,40}?"
    r" (?:could|would|can) (?:have )?(?:tell|told|say|said|confirm\w*|show\w*|see|seen|notice\w*"
    r"|f[io]u?nd|know\w*|read|learnt?|guess\w*|attest|testify|remember|recall)(?: you)?\b"
    r"|, if (?:only )?(?:at|by|with|in) (?:an?|the) [^,;]+(?=[,.;]|$)"
    r"|\bif (?:ever so |only |rather |a little )?[a-z]+ly\b(?= and\b| but\b|[,.;]|$)"
    r"|\bas (?:one|you|anyone|might) (?:might |may |would |could |have )+(?:been )?"
    r"(?:guess|expect|imagine|suppose)(?:e?d)?\b"
    r"|\bif (?:[\w ]{3,40} (?:is|are|was|were)"
    r" (?:any guide|anything to go by|to be (?:believed|trusted))"
    r"|anything|not|ever there (?:was|were) (?:one|any)|truth be told|one (?:goes|went) by [\w ]+"
    r"|one counts [\w ]+|you like|need"
    r" be)\b",
    _I,
)
"""Openings with "if", and "as one might have guessed", that set no condition."""
_ADDED = re.compile(
    r"(?<=\w), (?:an?|the) \w+ (?:that|which|who|whose) [^,]+$"
    r"|(?<=\w), (?:which|who|whose|where) [^,]+$"
)
"""A last clause that says something of what stands before it; a condition in it is its own."""
_REMINDS = re.compile(
    r"\b(?:it|one|we|you|let us|nobody|everyone|historians) (?:should|must|ought to"
    r"|would do well to"
    r"|do well to|need|needs? to|may|might|will|cannot|can)? ?(?:never |not |always "
    r"|perhaps )*(?:be )?"
    r"(?:forgot(?:ten)?|forget|remember(?:ed)?|recall(?:ed)?|noted?|said|add(?:ed)?|borne in mind"
    r"|mentioned?) that\b",
    _I,
)
"""Openings with "should" that remind of a fact."""
_FOUND = re.compile(r"\bcould be (?:found|seen|counted|told)\b", _I)
"""What could be found was there."""
_CLAUSES = re.compile(
    r"[;:—–]\s*|,\s+(?=(?:and|but|though|although|while|whereas|yet|so|at a time when)\b)"
    r"|,?\s+(?=even (?:if|though)\b)"
)
_CONDITION = re.compile(r"\b(?:if|unless|suppose|imagine)\b|^(?:should|had|were) ", _I)
_PERFECT = re.compile(r"\b(?:would|might|could) have\b", _I)
_RULED = re.compile(
    r"\b(?:if|unless|suppose|imagine|dreams? of|wish|would have|might have|could have)\b"
    r"|^(?:should|had|were) |\bperhaps\b.*\bperhaps\b",
    _I,
)
"""Words by which a condition rules the whole sentence that they stand in."""
_LONG = 25
"""Words from which on a single "will" or "may" no longer speaks for the whole sentence."""

_WAR = re.compile(
    r"\b(?:went to war|at war|war (?:between|against|with)|fought a[\w -]* war|invaded|hostilities"
    r"|troops|armies)\b",
    _I,
)
_PRIVATE = re.compile(
    r"\b(?:letters?|call(?:ed|s)|met|meets?|meeting|message|phoned|telephoned|telegram|wrote"
    r"|writes|"
    r"visit(?:ed|s)?|delivered|regret(?:s|ted)?|sent|sends|told|spoke|speech|dinner|urged|studied|"
    r"read|delegation|handshake|conversation)\b",
    _I,
)


def screen(text: str) -> str:
    """Why a clause must not be read as a claim; empty where it may.

    Parameters
    ----------
    text : str
        A clause or sentence.

    Returns
    -------
    str
        A key of :data:`REASONS`.

    Examples
    --------
    >>> screen("Iran will move towards Russia."), screen("Iran moved towards Russia in May 2011.")
    ('prediction', '')
    """
    bare = text.strip(" ”\"’'")
    if bare.endswith("?"):
        return "question"
    if _IRONY.search(bare):
        return "irony"
    if _UNREAL.search(_MAY_MONTH.sub("month", bare)):
        return "hypothetical"
    if _FUTURE.search(bare):
        return "prediction"
    return "opinion" if _DEMAND.search(bare) else ""


def stated(text: str) -> bool:
    """Whether a clause states something, whatever is asked or supposed of what it adds.

    Examples
    --------
    >>> stated("Peru held the strip, a desert that nobody could feed."), stated("Peru could go.")
    (True, False)
    """
    for added in (_REMINDS, _NO_CONDITION, _ADDED, _FOUND):
        text = added.sub("", text)
    return not screen(text)


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words of fields in which "moved closer to Italy" says nothing of states' policies."""
    path = files("nonaligned.reading") / "data" / "fields.csv"
    with path.open("r", encoding="utf-8") as stream:
        return tuple(
            (row["field"], re.compile(rf"\b(?:{row['pattern']})\b", _I))
            for row in csv.DictReader(stream)
        )


def field(text: str) -> str:
    """Which field other than politics a sentence is of, by plain cue words; empty for none.

    Examples
    --------
    >>> field("Uruguay held Italy level until half-time."), field("Uruguay backed Italy.")
    ('sport', '')
    """
    return next((name for name, cues in _fields() if cues.search(text)), "")


def whole(text: str) -> str:
    """Why no part of a sentence may be read.

    It is a question, irony, of another field, or a condition rules it all.

    Examples
    --------
    >>> whole("If Kenya supported Israel, the vote was lost."), whole("Kenya will act.")
    ('hypothetical', '')
    >>> whole("By ferry Estonia is closer to Finland than to Russia.")
    'record'
    """
    found = screen(text)
    if found in {"question", "irony"}:
        return found
    if (other := field(text)) and not (other == "sport" and _told_of_war(text)):
        return "irony" if other == "irony" else "record"
    text = _ADDED.sub("", _NO_CONDITION.sub("", text))
    ruled = _RULED.search(_main(text))
    return "hypothetical" if ruled else ""


def _main(text: str) -> str:
    """Return a sentence without the clauses whose condition is their own.

    "Peru backed Cuba, and nobody would have believed it": where no "if" is said, what would have
    been is told beside what was. "Even if" concedes.

    Examples
    --------
    >>> _main("Peru backed Cuba, and nobody would have believed it")
    'Peru backed Cuba'
    """
    clauses = [part for part in _CLAUSES.split(text) if not part.startswith("even ")]
    if not any(_CONDITION.search(part) for part in clauses):
        clauses = [part for part in clauses if not _PERFECT.search(part)] or clauses
    return ", ".join(clauses)


def _told_of_war(text: str) -> bool:
    """Whether a clause tells of a war, and the words of sport stand in another."""
    return any(_WAR.search(clause) and not field(clause) for clause in re.split(r"[;:,—–]", text))


def reason(text: str) -> str:
    """Why a sentence about states that is no claim cannot be tested: a key of :data:`REASONS`.

    Examples
    --------
    >>> reason("Russia wants to humiliate the West."), reason("Germany exports cars.")
    ('motive', 'record')
    """
    found = screen(text)
    if found in {"question", "irony"} or (found and len(text.split()) < _LONG):
        return found
    for key, cues in (("private", _PRIVATE), ("motive", _MOTIVE), ("opinion", _OPINION)):
        if cues.search(text):
            return key
    return found or "record"
