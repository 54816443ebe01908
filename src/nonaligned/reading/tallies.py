"""The counts of one vote, told in one sentence: "adopted by 72 votes to 35, with 32 abstentions".

Each count is a claim of its own, and each is put as the plain clause that says it. A tally is read
only where one resolution stands in the place of what was voted on, and where nothing beside it
doubts, denies or expects, or speaks of another house than the Assembly. Where the sentence has no
year, that of the publication or the one before is tried: a subject that is voted on every year
fits both, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.reading.adjuncts import TIME
from nonaligned.reading.clauses import Clause
from nonaligned.reading.numbers import TENS, UNITS

_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS[:0:-1])})"
_N = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(UNITS[1:10])}|an?) hundred(?: and {_WORD})?|{_WORD}|none|nobody"
    r"|no (?:one|state|country|delegation|votes?|member))"
)
_BOUND = (
    r"(?:(?P<bound>more than|over|fewer than|less than|at least|at most|about|around|roughly"
    r"|some|no fewer than|no less than) )?(?:(?:only|just|a mere|an? record|as many as) )?"
)
_STATES = (
    r"(?:(?:other )?(?:member )?(?:states|countries|members|nations|governments|delegations"
    r"|ambassadors|of (?:them|these)))"
)
_AT = r"(?:,[^,;]{3,50},)?"
"""An aside between who voted and how."""
_CAST = r"(?:vot(?:ed|es?|ing)|were|was|been|came out|cast (?:their )?(?:votes|ballots))"
_DEFYING = r"(?:(?:defied|ignored|resisted) [\w’' ]{2,60} and )?"
_TIMES = rf"(?:{TIME}|on \d{{1,2}} [A-Z]\w+ [12]\d{{3}}|last (?:month|week|year))"
_VOTE = rf"(?:had |have )?{_CAST}(?: {_TIMES})?"
_COUNT = rf"\b{_BOUND}(?P<n>{_N})"
_SIDES = tuple(
    (side, re.compile(rf"{_COUNT}(?: {_STATES}|{votes})?{_AT} (?:{cast})\b", re.IGNORECASE))
    for side, votes, cast in (
        (
            "for",
            " (?:yes )?votes?",
            rf"(?:{_DEFYING}{_VOTE} )?(?:in favou?r|for(?: it)?|yes)|said yes|{_VOTE} (?=to )"
            r"|supported|backed|approved|endorsed",
        ),
        (
            "against",
            " (?:no )?votes?",
            rf"(?:{_DEFYING}{_VOTE} )?(?:against|opposed)|(?:voted|said) no|dissent(?:ed|ing)",
        ),
        (
            "abstain",
            "",
            r"abstentions?|abstain(?:ed|ing)|(?:preferred|chose) to abstain",
        ),
    )
)
_SCORE = re.compile(
    rf"\b(?:by|with|was|of|(?:voted|passed|adopted|carried|approved)(?= \d)) (?:an? )?(?:\w+"
    rf" )?(?:(?:vote|margin|majority|count|score|tally) of )?"
    rf"{_BOUND}(?P<n>{_N})(?: votes)?(?: in favou?r)?(?: to |[-–])(?P<m>{_N})\b",
    re.IGNORECASE,
)

_ADOPTED = (
    r"(?:(?:was|were|has been|had been) (?:\w+ly )?(?:adopted|passed|carried|approved|endorsed)"
    r"|passed|(?:sailed|went|got|scraped|squeaked) through|won (?:the day )?(?=by\b|with\b))"
    r"(?: then)?"
)
_DATELINE = r"[A-Z][A-Z ]+(?: \([\w ]+\))? -+ "
_DEEDS = r"(?:deplor|condemn|denounc|demand|declar|brand|affirm|seat|repeal|revok|rescind|reject)"
_DEED = rf"(?P<deed>{_DEEDS})ed"
_BY = tuple(
    (side, re.compile(rf"\b(?:{verbs}) (?:{_TIMES} )?by {_BOUND}(?P<n>{_N})\b(?! votes)", re.I))
    for side, verbs in (
        ("for", rf"supported|backed|approved|endorsed|{_DEEDS}ed"),
        ("against", "opposed|rejected"),
    )
)
"""Who voted how, behind the verb: "backed by 120 states and opposed by two"."""
_NAMED = (
    re.compile(
        rf"\b(?:General )?Assembly (?:had |has )?voted(?: {_TIMES})?,?(?: by)? {_N}(?: votes)?"
        rf"(?: to |[-–]){_N},?(?: {_TIMES})? (?P<what>to .+?)(?=[;,]|$)"
    ),
    re.compile(
        rf"^(?P<what>[Rr]esolution [\w/-]+),? which {_N}\b(?=.*\b(?:supported|opposed|backed"
        rf"|voted))"
    ),
    re.compile(
        rf"^(?:{_TIMES},? )?(?P<what>.+?) (?:was|were|had been) (?P<passive>{_DEEDS}ed)"
        rf" (?:{_TIMES} )?by {_N} {_STATES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<what>.+?) (?:was|were|had been) (?:supported|backed|opposed) (?:{_TIMES} )?"
        rf"by {_N} {_STATES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:{_DATELINE}|and |but )?(?P<what>.+?) {_ADOPTED} (?:{_TIMES} )?"
        rf"(?=by\b|with(?:out)?\b|{_N}(?: votes)? to {_N}\b)",
        re.I,
    ),
    re.compile(
        r"^.*?\b(?:General )?Assembly(?: had| has)? (?:\w+ly )?(?:adopted|passed|approved|endorsed"
        r"|carried) (?P<what>.+?)(?=,? (?:by|with) |,|$)",
        re.I,
    ),
    re.compile(
        rf"^(?:{_DATELINE})?(?:{_TIMES},? )?(?:the )?(?:(?:General )?Assembly,? )?by .+?"
        rf"(?:\b(?:General )?Assembly(?: {_TIMES})?|(?<=\d),)"
        rf" (?P<what>(?:{_DEED}|gave) .+?)(?=[;,]| and (?![A-Z]|void)| while | with |$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:the )?vote (?:on|for) (?P<what>.+?) (?:was|ended|came out|stood) (?:at )?(?=\d)", re.I
    ),
    re.compile(r"^(?:in|at) the (?:vote|roll call|division) on (?P<what>.+?), ", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_STATES}|{_N}(?! votes)){_AT} {_DEFYING}(?:(?:said|voted) (?:yes|no) (?:to|on)"
        rf"|{_VOTE} (?:for|in favou?r of|against"
        r"|(?=to ))|supported|backed|opposed|approved|endorsed|abstained on|rejected)"
        r" ?(?P<what>.+?)(?=[;,]| and (?![A-Z]|void)| while | with |$)",
        re.I,
    ),
)
"""What was voted on, in the ways to tell of it."""
_ELSEWHERE = re.compile(
    r"\b(?:Council|[Cc]ommittees?|[Pp]arliament|Congress|Senate|[Cc]abinet|Knesset|Duma|Commons"
    r"|Bundestag|[Cc]hamber|jury|[Cc]ommission|deputies|senators|lawmakers|if|unless|not|never"
    r"|would|could|might|may|should|must|will|shall|expected|hoped|failed|nearly passed)\b"
)
_MENTIONED = re.compile(
    r"\b(?:[Rr]esolution|vot(?:e[sd]?|ing)\b|abst|by (?:a vote of )?\d+ to \d+"
    rf"|{_STATES}(?:,[^,;]{{3,50}},)? (?:opposed|supported|backed|endorsed|approved|rejected)\b"
    rf"|(?:condemned|deplored|backed|supported|opposed) by [\w -]+? {_STATES})"
)


def tells_of_a_vote(text: str) -> bool:
    """Whether a text may tell of a vote."""
    return _MENTIONED.search(text) is not None


def tallies(text: str, year: int) -> Iterator[tuple[Clause, ...]]:
    """Return the counts of a vote, each as the ways to put it, the surest first.

    Parameters
    ----------
    text : str
        What is stated in a sentence.
    year : int
        Of the publication.

    Yields
    ------
    tuple of Clause
        For each count the clause as it stands, or with each year that may be meant.

    Examples
    --------
    >>> text = "Resolution 3379 was adopted by 72 votes to 35, with 32 abstentions."
    >>> for ways in tallies(text, 2018):
    ...     ways[0].text
    '72 states voted for Resolution 3379'
    '35 states voted against Resolution 3379'
    '32 states abstained on Resolution 3379'
    """
    if not tells_of_a_vote(text):
        return
    named = next((match for form in _NAMED if (match := form.search(text))), None)
    times = re.findall(rf"\b{_TIMES}", text, re.IGNORECASE)
    if named is None or len(times) > 1:
        return
    passive = named.groupdict().get("passive")
    what = f"{passive} {named['what']}" if passive else named["what"]
    what = _subject(re.sub(rf",? ?\b{_TIMES}", "", what, flags=re.I).strip(" ,."))
    counts = tuple(_counts(text))
    stop = max((end for *_, end in counts), default=0)
    if _ELSEWHERE.search(text[: max(stop, named.end())]):
        return
    for side, n, start, end in counts:
        said = f"{n} {_DID[side]} {what}".replace("voted for to ", "voted to ")
        when = re.sub(r"^on \d+ ", "in ", times[0], flags=re.I) if times else ""
        when = f"{when[:1].lower()}{when[1:]}"
        ways = [f"{said} {when}"] if when else [said, f"{said} in {year}", f"{said} in {year - 1}"]
        yield tuple(
            Clause(way, start, end, (f"put as “{way}”",), 0.06 + 0.1 * (way != ways[0]), True)
            for way in ways
        )


def _subject(what: str) -> str:
    """Return what was voted on as subjects are named: by what the resolution does.

    Examples
    --------
    >>> _subject("the text that condemned the raid"), _subject("deplored the raid")
    ('the text condemning the raid', 'the resolution deploring the raid')
    """
    if match := re.match(
        rf"(?P<head>.*?\b(?:resolution|text|motion)) (?:that|which) {_DEED} ", what
    ):
        return f"{match['head']} {match['deed']}ing {what[match.end() :]}"
    if match := re.match(f"{_DEED} ", what):
        return f"the resolution {match['deed']}ing {what[match.end() :]}"
    if match := re.match(
        r"to (?P<verb>call|condemn|deplore|demand|denounce|urge)(?P<for> for)? ", what
    ):
        deed = f"{match['verb'].removesuffix('e')}ing{match['for'] or ''}"
        return f"the resolution {deed} {what[match.end() :]}"
    what = re.sub(r"^gave ", "giving ", re.sub(r",? first adopted$", "", what))
    return re.sub(r"\b(?:that|which) upheld ", "upholding ", what)


_DID = {"for": "voted for", "against": "voted against", "abstain": "abstained on"}


def _counts(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Return side, who voted so, and place of each count, no side twice."""
    told: set[str] = set()
    taken: set[tuple[int, int]] = set()
    if (score := _SCORE.search(text)) is not None:
        told, taken = {"for", "against"}, {score.span("n"), score.span("m")}
        yield "for", _who(score["n"], score["bound"]), *score.span()
        yield "against", _who(score["m"], None), *score.span()
    for side, form in (*_SIDES, *_BY):
        places = [m for m in form.finditer(text) if m.span("n") not in taken]
        if side not in told and len(places) == 1:
            told.add(side)
            yield side, _who(places[0]["n"], places[0]["bound"]), *places[0].span()


def _who(number: str, bound: str | None) -> str:
    """Return who voted: "more than 72 states", "no state"."""
    if number.lower().startswith("no"):
        return "no state"
    return f"{bound.lower()} {number} states" if bound else f"{number} states"
