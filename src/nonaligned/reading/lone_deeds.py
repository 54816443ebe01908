"""What was done alone: whom somebody backed, or how it voted on what, put as the grammar has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.claims.language import cited
from nonaligned.reading.mentions import ISSUE
from nonaligned.reading.voted_on import TIMED, named

_MASKED = re.compile(r"[SG]\d+")
_ADVERB = re.compile(
    r"\b(?:(?!only|early|hardly|scarcely|barely|rarely|nearly|supposedly|allegedly|family|ally"
    r"|rally"
    r"|likely)[a-z]+ly|still|ever|always|steadfastly|throughout|without (?:reservation|reserve|fail"
    r"|hesitation)|through thick and thin|to the (?:last|end)|in the vote|with more than words"
    r"|when (?:it|the matter|the question|the issue) (?:came|was put) to (?:a|the) vote"
    r"|at (?:every|each) (?:session|turn|vote))\b ?"
)
_FORUM = re.compile(
    r",? (?:at|in) (?:the )?(?:UN|United Nations|(?:UN )?General Assembly|Assembly|New York"
    r"|hall)\b(?! (?:of|vote))"
)
_QUARREL = re.compile(
    r" in (?:the|its|their|that|his) (?:\w+ )?(?:quarrel|dispute|split|schism|debates?|votes?"
    r"|crisis|matter"
    r"|siege|campaign)(?= (?:of|in)\b|$)(?: of(?= the [12]\d{3}s))?"
)
_BACKED = tuple(
    (re.compile(form, re.IGNORECASE), put)
    for form, put in (
        (r"^(?:took|take|takes|taking|taken) (?P<y>.+?)['’]s? (?:side|part)\b", r"backed \g<y>"),
        (r"^(?:took|take|takes|taking|taken) the (?:side|part) of ", "backed "),
        (
            r"^(?:came|come|comes|coming|went|rushed|sprang) to (?P<y>.+?)['’]s? (?:aid"
            r"|defen[cs]e|help"
            r"|rescue|support|side)\b",
            r"backed \g<y>",
        ),
        (
            r"^(?:came|come|comes|coming|went|rushed|sprang) to the (?:aid|defen[cs]e|help|rescue"
            r"|support|side) of ",
            "backed ",
        ),
        (
            r"^(?:spoke|speak|speaks|speaking)(?: up| out)?"
            r" (?:for|in (?:favou?r|defen[cs]e|support) of) ",
            "backed ",
        ),
        (
            r"^(?:gave|give|gives|giving|lent|lend|lends|lending|offered)(?: its| their| any)?"
            r" (?:support"
            r"|backing|votes?|voices?) to ",
            "backed ",
        ),
        (
            r"^(?:gave|give|lent|lend) (?P<y>\S+(?: \S+)?)"
            r" (?:its|their) (?:support|backing|votes?)\b",
            r"backed \g<y>",
        ),
        (
            r"^(?:did not|never|had not) (?:waver|falter)(?:ed)?"
            r" in (?:its |their )?support (?:of|for) ",
            "backed ",
        ),
        (r"^(?:rallied|rally|rallying) (?:to|round|around|behind) (?:the side of )?", "backed "),
        (
            r"^(?:stood|stand|stands|standing) (?:up for|by|with|behind|beside|alongside) ",
            "backed ",
        ),
        (r"^(?:stuck|stick|sticks|sticking) (?:up for|by|with|to) ", "backed "),
        (
            r"^(?:raised|raise|raising) (?:a|its|their) (?:hand|voice)s? (?:for|in favour of) ",
            "backed ",
        ),
        (r"^(?:be|being) (?:a )?(?:friend|supporter|backer|defender)s? of ", "backed "),
        (
            r"^(?:defend|defends|defending|defended|back|backs|backing"
            r"|support|supports|supporting) ",
            "backed ",
        ),
    )
)
_A_BAN = re.compile(r"\b(?:the|a) (?:total |complete |general |proposed )?ban on ")
_AGAINST = re.compile(r" against (?=S\d|G\d|the S|the G)[^,]+$")
_MATTER = re.compile(
    r" (?:over|on|in the (?:matter|question|dispute) (?:of|over)) (?:its|their|the|S\d+['’]s?)"
    r" [a-z]+(?: [a-z]+)?$| (?:over|in) S\d+$"
)
"""What it was about, of the one whom somebody backed alone: "over its colonies"."""
_BALLOT = re.compile(
    r"^(?P<joined>(?:(?:join(?:ed|ing|s)?|follow(?:ed|ing)?) (?P<y>.+?) (?:in|by|and)"
    r" (?=vot|oppos|reject|abstain)|(?:vot(?:ed|e|es|ing)|sid(?:ed|e|ing)|stood|stand) with"
    r" (?P<y2>.+?)"
    r" (?=against|for|in favour))?)"
    r"(?P<cast>(?:(?:to )?vot(?:ed|e|es|ing)|cast (?:its|their|a) (?:vote|ballot)s?)?(?: no to|"
    r" no on"
    r"| yes to| yes on| against| for| in favou?r of)|abstain(?:ed|s|ing)? (?:on|over|from(?!"
    r" [a-z]+ing))"
    r"|oppos(?:ed|e|es|ing)|reject(?:ed|s|ing)?|(?:negative |dissenting )?(?:vote|ballot|voice)s?"
    r" (?:against|for)) (?P<what>.+)$",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"oppos|reject", re.IGNORECASE)
_TEXT = re.compile(
    r"\b(?:resolution|text|motion|draft|declaration|convention|treaty|condemn\w+|embargo"
    r"|blockade)",
    re.I,
)


def deeds(part: str, time: str) -> Iterator[str]:
    """Return what a predicate says was done, in plain words, the surest first.

    Parameters
    ----------
    part : str
        A predicate, in any form of its verb.
    time : str
        Of the sentence; one that the predicate has goes before it.

    Yields
    ------
    str

    Examples
    --------
    >>> list(deeds("take the side of S1", "in 1970"))
    ['backed S1 in 1970']
    """
    told = TIMED.search(part)
    bare = re.sub(r"\s+", " ", TIMED.sub("", part)).strip(" ,")
    bare = _A_BAN.sub("a ban on ", bare)
    bare = re.sub(r"^(?:in )?(?=[a-z]+ing )|^(?:had|has|have) (?=[a-z])", "", bare)
    bare = re.sub(r"\s+", " ", _ADVERB.sub("", bare)).strip(" ,")
    kept = _kept(time if time else "", told)
    if match := _BALLOT.match(bare):
        yield from _ballots(match, kept)
    bare = _QUARREL.sub("", _FORUM.sub("", bare))
    for form, put in _BACKED:
        bare = form.sub(put, bare, count=1)
    yield f"{bare} {kept}".strip()
    for tail in (_AGAINST, _MATTER):
        if (short := tail.sub("", bare)) != bare and not ISSUE.search(bare[len(short) :]):
            yield f"{short} {kept}".strip()


def _kept(time: str, told: re.Match[str] | None) -> str:
    """Return the time that the words themselves give before that of the sentence."""
    if told is None:
        return time
    said = told.group().strip(" ,")
    return time if re.match(r"(?:of|that|for|one)\b|on ", said) and time else said


_CLAUSAL = re.compile(
    r",? (?:and|but|while|which|who) (?:it|they|S\d)|\b(?:was|were|is|are|had"
    r"|has)\b"
)
"""Words by which what was voted on has run into another clause."""


def _ballots(match: re.Match[str], time: str) -> Iterator[str]:
    """Return a vote on a resolution, by its name or subject, then with its words kept."""
    cast, what = match["cast"].lower(), match["what"].strip(" ,.")
    opposed = _OPPOSED.match(cast)
    if opposed and not _TEXT.search(what):
        return
    what = _FORUM.sub("", what)
    side = (
        "abstained on"
        if cast.startswith("abstain")
        else "voted against"
        if opposed or re.search(r"against|\bno\b", cast)
        else "voted for"
    )
    if _MASKED.fullmatch(what.removeprefix("the ")):
        return
    joined = match["y"] or match["y2"]
    verb = side.replace("ed ", "ing ", 1) if joined else side
    lead = f"joined {joined} in {verb}" if joined else verb
    name = named(what)
    yield f"{lead} {name} {time}".strip()
    bare = re.sub(r"[“”\"]", "", re.sub(r"^(?:the|an?) (?=\w)", "", name))
    if (
        bare
        and len(bare.split()) <= 20
        and not _CLAUSAL.search(bare)
        and (_TEXT.search(bare) or (side != "voted for" and bare[:1].islower()))
    ):
        yield f"{lead} {cited(bare)} {time}".strip()
