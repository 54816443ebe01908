"""What a vote was on, and when: the words of a sentence that tell it, in the ways to tell it.

"The Assembly deplored the landing", "thirty states voted to partition it", "the vote on the plan
was 33 to 13", "the text was carried by": what stands there is put as the name of a resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from nonaligned.reading.adjuncts import TIME
from nonaligned.reading.numbers import TENS, UNITS

_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS[:0:-1])})"
_NO = (
    r"(?:not (?:a single|one)(?=,? (?:had |have )?(?:vot|abst|oppos|said|against))"
    r"|(?:not (?:a single|one)|no)(?: single)? (?:one|(?:other )?(?:member )?(?:states?|country"
    r"|delegation|government|nation|votes?|member)))"
)
N = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(UNITS[1:10])}|an?) hundred(?: and {_WORD}| {_WORD})?|{_WORD}"
    rf"|none|nobody|{_NO}|no[- ]one)"
)
"""A number of states, in figures or words, or none of them."""
STATES = (
    r"(?:(?:other |UN )?(?:[Mm]ember[ -])?(?:states|countries|[Mm]embers"
    r"|nations|governments|delegations|capitals|delegates"
    r"|ambassadors|of (?:them|these|its members|the members)|(?:state|country|nation|government"
    r"|member|delegation)(?! of\b))"
    r"(?: (?:of (?:the (?:UN|United Nations|Assembly|Organi[sz]ation)|this Organi[sz]ation"
    r"|th(?:is|e) Assembly)|in the (?:hall|chamber|Assembly)))?)"
)
AT = rf"(?: out of (?:the |its )?{N}(?: {STATES})?)?"
AT += r"(?:,(?![^,]*(?:abst|vote|against|favour))[^,;]{3,60},| \([^)]{3,60}\))?"
"""An aside between who voted and how."""
THAT = r"(?: (?:that|which|who))?"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )"
_TIME_SAID = (
    rf"(?:{TIME}|(?:on )?{_WEEKDAY}(?:the )?{_DAY}(?: of)? {_MONTHS},? [12]\d{{3}}"
    rf"|(?:on )?{_WEEKDAY}{_MONTHS} {_DAY},? [12]\d{{3}}|(?:on|of|for) (?:the )?{_DAY}(?: of)?"
    rf" {_MONTHS},? [12]\d{{3}}"
    rf"|(?:on|of) {_MONTHS} {_DAY},? [12]\d{{3}}"
    rf"|(?:back )?(?:that|one|of|for|in) (?:early |late |mid-)?(?:{_MONTHS}|spring|summer|autumn"
    rf"|winter|year)?(?:,? (?:of|in))? ?[12]\d{{3}}"
    r"|(?:at|in|during) (?:the|its|that) [12]\d{3} (?:session|Assembly|vote|debate|ballot)"
    rf"|(?:{_MONTHS} )?[12]\d{{3}}(?= (?:resolution|text|vote|motion|declaration|session|Assembly"
    r"|draft|ballot|proposal|treaty|convention)\b)"
    r"|for (?:much|most|all|the (?:better|greater|best) part|the whole) of the (?:early |late )?"
    r"[12]\d{3}s|in the (?:first|second) half of the [12]\d{3}s|of the (?:early |late )?[12]\d{3}s"
    r"|last (?:month|week|year|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|spring|summer|autumn|winter)|(?:earlier )?this (?:week|month|year)"
    r"|yesterday)"
)
"""A time as newspapers put it."""
_SIGN = "ꙮ"
"""Stands for each letter of a time: no text has it, and it is a letter to a pattern."""
TIMES = f"{_SIGN}+"
"""A time, in patterns that are searched in a text without its times."""
DEFYING = (
    rf"(?:(?:defied|ignored|resisted|joined|followed|sided with) [\w’' ]{{2,60}}?"
    rf"(?:,? {TIMES},?)? (?:and|in|by) "
    r"|(?:had|have) the [a-z]+ to )?"
)
TIMED = re.compile(rf",? ?\b{_TIME_SAID}", re.IGNORECASE)
"""A time with the comma before it."""
_TIMED = re.compile(rf"{TIMED.pattern}(?:,(?= [a-z]))?", re.IGNORECASE)
_BARE = re.compile(rf"\b{_TIME_SAID}", re.IGNORECASE)
_SINCE = re.compile(r"(?:ever )?(?:since|until|till|before|after|by|between|from|over)\b", re.I)
_YEAR = re.compile(r"\b[12]\d{3}\b")
_CUT = re.compile(r"[;:]\s|\s[–—-]{1,2}\s")
"""Where what a sentence says of one time ends."""

_DEEDS = (
    r"(?:deplor|condemn|denounc|demand|declar|brand|affirm|reaffirm|seat|repeal|revok|rescind"
    r"|censur|urg|ask|equat|proclaim|expell|suspend|terminat|recogni[sz]|upgrad|admitt"
    r"|demand|partition|divid|condon|endors|welcom|invit|creat|call|order|request|annull|admonish"
    r"|rebuk|criticis|criticiz|request|establish)"
)
DID = rf"{_DEEDS}ed"
"""What an assembly did, which its resolution does."""
CAST = (
    r"(?:vot(?:ed?|ing)|(?:were|was|had been) cast|were|was|been|came out|cast (?:their |its |a"
    r" )?(?:votes?|ballots?)"
    r"|spoke|lined up|stood)"
)
VOTE = rf"(?:had |have |then |duly |also |eventually |finally )*{CAST}(?:,? {TIMES},?)?"
_ADOPTED = (
    r"(?:(?:was|were|has been|had been|been) (?:\w+ly |then |thus |duly )?(?:adopted|passed"
    r"|carried|approved|endorsed|accepted|backed|agreed|decided|ordered|confirmed|resolved|voted"
    r" (?:through|down)|pushed through)"
    r"|passed|carried|(?:sailed|went|got|scraped|squeaked|came|slid) through|won (?:the day"
    r" )?(?=by\b|with\b))"
    r"(?: (?:then|in the (?:General )?Assembly|by the (?:UN |United Nations |General )*Assembly"
    r"|at the (?:UN|United Nations)))?"
)
_DATELINE = r"(?-i:[A-Z][A-Z, ]+(?:\([\w ,]+\))? ?(?:-+|–|—) ?)?"
_END = (
    r"(?=[;:,]| \(| and (?!(?-i:[A-Z])|void|[a-z]+ (?:of|from|in|rights)\b|occupation\b"
    r"|intervention\b)"
    r"| while | whereas | but | when | although | though | as against"
    r"| with (?=\w+(?: \w+)? (?:votes?|abst|against|in favour))| by (?=\d| a? ?vote)| over the obj"
    r"| against (?=\w+ (?:and|with)\b)|\.?$)"
)
_BODY = r"(?:(?:UN |United Nations |U\.N\. )?(?:General )?Assembly|United Nations|UN|world body)"
_FORMS = (
    rf"\b{_BODY}(?:,? {TIMES},?)?(?: (?:had|has))? (?:\w+ly )?voted(?:,? {TIMES})?,?(?: by)?(?:"
    rf" a margin of)?"
    rf" {N}(?: votes)?(?: to |[-–]){N},?(?: {TIMES})? (?P<what>to .+?)(?=[;,]|$)",
    rf"\b{_BODY}(?:,? {TIMES},?)?(?: (?:had|has))? (?:\w+ly )?voted(?:,? {TIMES})?,?(?: by)?"
    rf" {N}(?: votes)?(?: to |[-–]){N},?(?: {TIMES}| on {_WEEKDAY.replace(',? ', '')})?"
    rf" (?P<side>against|for|in favou?r of) (?P<what>.+?){_END}",
    r"\bin the (?P<matter>(?-i:[A-Z])[\w’'-]+(?: [\w-]+)?) (?:vote|ballot|roll call|division)\b",
    rf"^(?P<what>[Rr]esolution [\w/-]+(?: \([A-Z]+\))?),? {TIMES},",
    rf"^(?P<what>[Rr]esolution [\w/-]+),? which {N}\b(?=.*\b(?:supported|opposed|backed|voted))",
    rf"^(?:{TIMES},? )?(?P<what>.+?) (?:was|were|had been) (?P<passive>(?!endors|welcom){_DEEDS}ed)"
    rf" (?:{TIMES} )?by (?:[a-z]+ )*{N} (?:{STATES}|votes to\b)",
    rf"^(?P<what>.+?) (?:was|were|had been) (?:supported|backed|opposed|endorsed|rejected|approved)"
    rf" (?:{TIMES} )?by (?:[a-z]+ ){{0,3}}{N} {STATES}",
    rf"(?:^|, (?=the |a )){_DATELINE}(?:{TIMES},? )?(?:and |but )?(?P<what>(?!{N}\b)[^;:]+?)"
    rf"(?:,? {TIMES})?,? {_ADOPTED},? (?:{TIMES},? )?(?=by\b|with(?:out)?\b|over\b"
    rf"|{N}(?: votes)? to {N}\b)",
    r"\b(?:said|voted) (?:yes|no) to (?P<what>[^;,]+?)" + _END,
    rf"(?:^|[,;:] |when |(?:and|but|as) |{TIMES},? ){_DATELINE}(?P<what>(?:the|a|an|its|that|this|"
    rf"Resolution) [^,;:]+?)(?:,? {TIMES},?)? (?:won|received|got|gained|attracted|drew"
    rf"|mustered|gathered|found|secured|garnered|obtained|collected|polled)"
    rf" (?:[a-z]+ ){{0,3}}{N}\b",
    rf"\b{_BODY}(?:,? {TIMES},?)?(?: (?:had|has))? (?:\w+ly )?(?:adopted|passed|approved"
    rf"|endorsed|carried|accepted) (?P<what>.+?)(?=,? (?:by|with) |, |,? ?\b{TIMES}|$)",
    rf"\b{_BODY}(?:,? {TIMES})?, (?:by|with) .+?, (?:(?P<did>[a-z]+ed)|gave|made|granted|took|set)"
    rf"(?:,? {TIMES},?)? (?P<what>.+?){_END}",
    rf"\b{_BODY}(?:,? {TIMES},?)?(?: (?:had|has))? (?:\w+ly )?(?:adopted|passed|approved|endorsed"
    rf"|carried|accepted),? (?:by|with) .+?, (?P<what>(?:the|an?|its) .+?){_END}",
    rf"^{_DATELINE}(?:{TIMES},? )?(?:the )?(?:{_BODY},? )?(?:by|with) .+?"
    rf"(?:\b{_BODY}(?:,? {TIMES},?)?|(?<=\d),) (?:(?P<did>[a-z]+ed)|gave|made|granted|took|set)"
    rf"(?:,? {TIMES},?)? (?P<what>.+?){_END}",
    rf"\b{_BODY}(?:,? {TIMES},?)?,? (?:(?P<did>(?!voted)[a-z]+ed)|gave|made|granted|took"
    rf"|set) (?P<what>.+?)"
    rf"(?:,? {TIMES})?,? by (?:a vote of )?{N}(?: votes)?(?: in favour)?(?: to |[-–]){N}\b",
    rf"\b(?:vote|ballot|roll[ -]call|division|count|tally|score|result)(?:,? {TIMES},?)? (?:on|for)"
    rf" (?P<what>.+?)(?:,? {TIMES})?,? (?:was|ended|came out|stood|finished|went|read|ran)"
    rf"(?: at| in)? (?={N})",
    r"^(?:in|at) the (?:vote|roll call|division|ballot) on (?P<what>.+?), ",
    rf"\b(?:vote|roll call|ballot) on (?P<what>.+?) (?:was|were) (?:taken|held"
    rf"|called)(?:,? {TIMES})?,",
    rf"\b{N} (?:votes?|voices?) (?:(?:were|was|had been) cast )?(?:against|for|in favour of)"
    rf" (?P<what>(?!it\b|them\b).+?){_END}",
    rf"\b{N} abstentions? (?:on|over|in the vote on) (?P<what>.+?){_END}",
    rf"^with .+?, (?P<what>(?-i:[A-Z])[\w’' ]+? (?:was|were) (?!adopted|passed|carried"
    rf"|approved)[a-z]+"
    rf" (?:out|from|as|a|the|to) .+?){_END}",
    rf"\b(?:{STATES}|{N}(?! votes)){AT},?{THAT} (?:\w+ly )?{DEFYING}(?:(?:had |have )?"
    rf"(?:said|voted) (?:yes|no) (?:to|on)|{VOTE} (?:for|in favou?r of|against"
    r"|(?=to ))|supported|backed|opposed|approved|endorsed|adopted|abstained(?:,? "
    rf"{TIMES},?)? (?:on|over|from)|rejected"
    r"|refused to (?:support|back|endorse)|voiced support for|withheld (?:their|its) votes? from)"
    rf"(?:,? {TIMES},?)? ?(?=\S)(?P<what>(?!(?:it|them|him|her|us|so)\b).+?){_END}",
    rf"\b(?:{STATES}|{N}(?! votes)){AT},? {DEFYING}(?P<did>{_DEEDS}ed) (?P<what>.+?){_END}",
    rf"\bby (?:voting (?:against|for)|opposing|supporting|backing|rejecting) (?P<what>.+?){_END}",
    r"\b(?:voted|vote|votes|voting|ballot|decide[ds]?|divided)(?:,? "
    rf"{TIMES},?)? (?:on|over) (?P<what>(?!it\b)(?:the|a|an|its|their|whether to) .+?){_END}",
    rf"(?:^|when |as |once )(?P<what>(?!when|as|once)(?:the |an? |(?-i:[A-Z]))[^,;:]+?)(?:,?"
    rf" {TIMES})? (?:was put"
    rf" to|came to|went to|came up|came before|was before|were put to)\b",
    rf"\b{N}(?: {STATES})? for (?P<what>(?!(?:it|them)\b)[^,;]+)(?=, .*\b{N}(?: {STATES})?"
    rf" against\b)",
    rf"\b{_BODY}(?:,? {TIMES},?)? (?P<did>(?!voted|divided|decided)[a-z]+ed)(?:,? {TIMES},?)?"
    rf" (?P<what>.+?){_END}",
    rf"\b(?P<what>(?:the|an?|its|this|that) (?:[a-z’'-]+ |[12]\d{{3}} |{TIMES} ){{0,4}}?"
    rf"(?:resolution|text|motion|draft|declaration|convention|treaty|call|plan|proposal|measure)"
    rf"\b(?!-)(?:,? {TIMES})?"
    rf"(?: (?:on|of|for|about|against|to|over|[a-z]+ing|that|which) .+?)??)"
    rf"(?=,? (?:{TIMES}|was|were|is|went|came|had|has|there|numbered|ran|[a-z]+ed)\b|[;:,.]|$)",
)
"""What was voted on, in the ways to tell of it."""


@dataclass(frozen=True)
class VotedOn:
    """What a sentence says was voted on.

    Parameters
    ----------
    what : str
        As the name of a resolution.
    start, end : int
        Where it is told.
    place : tuple of int
        Where the words stand that say what.
    """

    what: str
    start: int
    end: int
    place: tuple[int, int]


def compiled() -> tuple[re.Pattern[str], ...]:
    """Return the forms, compiled when they are first needed."""
    if not _COMPILED:
        _COMPILED.extend(re.compile(form, re.IGNORECASE) for form in _FORMS)
    return tuple(_COMPILED)


_COMPILED: list[re.Pattern[str]] = []


def voted_on(text: str) -> Iterator[VotedOn]:
    """Return what may have been voted on, the surest way to tell it first.

    Parameters
    ----------
    text : str
        What is stated in a sentence.

    Examples
    --------
    >>> next(voted_on("By 60 votes to 9 the Assembly deplored the landing in Aland")).what
    'the resolution deploring the landing in Aland'
    """
    hidden = timeless(text)
    for form in compiled():
        if (match := form.search(hidden)) is None:
            continue
        told = _told(caught(match, text))
        if told and not _DANGLING.search(told):
            yield VotedOn(
                told, *match.span(), match.span("what" if "what" in form.groupindex else 0)
            )


_DANGLING = re.compile(
    rf" (?:it|they|which|that|who|this)$|^{N} (?:{STATES} )?(?:for|against|abst)", re.IGNORECASE
)


def timeless(text: str) -> str:
    """Return a text with a sign for every letter of its times, every place kept.

    Patterns for all the ways to say a time are long, and every form has several times in it.

    Examples
    --------
    >>> timeless("It fell in 1971, by one vote.")
    'It fell ꙮꙮꙮꙮꙮꙮꙮ, by one vote.'
    """
    return _BARE.sub(lambda match: _SIGN * len(match.group()), text)


def caught(match: re.Match[str], text: str) -> dict[str, str | None]:
    """Return the groups of a match in a text without its times, as they stand in the text."""
    found = {name: match.span(name) for name in match.re.groupindex}
    return {name: text[a:b] if a >= 0 else None for name, (a, b) in found.items()}


def _told(groups: Mapping[str, str | None]) -> str:
    """Return what a form caught, as the name of a resolution."""
    if matter := groups.get("matter"):
        return f"the resolution on {matter}"
    what = _TIMED.sub("", groups["what"] or "").strip(" ,.:“”\"'")
    if (groups.get("side") or "").lower() == "against":
        return f"the resolution against {what}"
    did = groups.get("passive") or groups.get("did")
    return named(what, did or "") if what else ""


def named(what: str, did: str = "") -> str:
    """Return what was voted on as resolutions are named: by what the resolution does.

    Parameters
    ----------
    what : str
    did : str
        The verb of what the voters did, where they did it by their vote.

    Examples
    --------
    >>> named("the text that condemned the raid"), named("the raid", "deplored")
    ('the text condemning the raid', 'the resolution deploring the raid')
    """
    if did.lower() in _PASSED:
        return what
    if did:
        return f"the resolution {did[:-2].lower()}ing {what}"
    what = re.sub(r"^(?:The|An?) ", lambda match: match.group().lower(), what)
    what = re.sub(r"^(?:the )?(?:UN |General )*Assembly['’]s (?=[a-z])", "the ", what)
    what = re.sub(r"^((?-i:[A-Z])[\w’' ]+?) (?:was|were) ", r"\1 ", what)
    what = re.sub(r"^(?:the )?(?:adoption|passage|approval) of ", "", what)
    if re.match(r"[Rr]esolution \d", what):
        return re.sub(r",? (?:which|that) .*$", "", what)
    if match := _DOING.match(what):
        return f"{match['head']} {match['deed']}ing {what[match.end() :]}"
    if match := _ASKED.match(what):
        deed = f"{match['verb'].removesuffix('e')}ing{match['for'] or ''}"
        return f"the resolution {deed} {what[match.end() :]}"
    what = re.sub(r",? first adopted$", "", what)
    return re.sub(r"\b(?:that|which) upheld ", "upholding ", re.sub(r"^whether to ", "to ", what))


_PASSED = frozenset({"adopted", "passed", "approved", "endorsed", "carried", "accepted", "backed"})
_DOING = re.compile(
    r"(?P<head>.*?\b(?:resolution|text|motion|draft|proposal|measure)),? (?:that|which)"
    r" (?P<deed>[a-z]+)ed "
)
_ASKED = re.compile(
    r"(?:whether )?to (?P<verb>call|condemn|deplore|demand|denounce|urge|censure)(?P<for> for)? "
)


# -- when ------------------------------------------------------------------------------------


def when(text: str, at: int, behind: int | None = None) -> str | None:
    """Return the time of a vote that is told at a place; ``None`` where it may be several.

    Parameters
    ----------
    text : str
    at : int
    behind : int, optional
        Where the words end that tell it: of several times the one beside them is meant.

    Returns
    -------
    str
        Empty where no time is said.

    Examples
    --------
    >>> said = "It has been so since 1992; in May 1993 nine of them voted for it."
    >>> when(said, 40), when("Nine voted for it on 2 May 1993.", 0), when("Nine voted for it.", 0)
    ('in May 1993', 'in May 1993', '')
    """
    told = [m for m in _TIMED.finditer(text) if not _LIKE.search(text[: m.start()])]
    found = [(m.start(), _plainly(m.group())) for m in told]
    if not found:
        return ""
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    first, last = next((a, b) for a, b in pairwise(cuts) if a <= at < max(b, 1))
    near = [(place, said) for place, said in found if first <= place < last] or found
    if len(years := {_year(said) for _, said in near}) > 1:
        near = [(place, said) for place, said in near if not _SINCE.match(said)]
        years = {_year(said) for _, said in near}
    if len(years) != 1:
        beside = [m for m in told if _beside(text, m, at, behind)]
        return _plainly(beside[0].group()) if len(beside) == 1 else None
    return max((said for _, said in near), key=len)


_LIKE = re.compile(r"\b(?:as(?: against)?|than|like|unlike|up from|down from)[ ,]*$", re.IGNORECASE)
"""Before the time of another vote, with which one is compared: "as in 2016"."""
_BY = re.compile(r"[ ,(]*(?:by |with )?", re.IGNORECASE)


def _beside(text: str, time: re.Match[str], at: int, behind: int | None) -> bool:
    """Whether a time stands beside what is told of a vote, and is that of no other vote."""
    if behind is None or _SINCE.match(time.group().strip(" ,")):
        return False
    if time.end() <= at:
        return _BY.fullmatch(text[time.end() : at]) is not None
    return not text[behind : time.start()].strip(" ,(") and time.start() >= behind


_DECADE = re.compile(
    r"(?:for [a-z ]+ of|of) the (?P<when>(?:early |late"
    r" )?[12]\d{3}s)$",
    re.IGNORECASE,
)


def _year(said: str) -> str:
    match = _YEAR.search(said)
    return match.group() if match else said


def _plainly(said: str) -> str:
    """Return a time as the claim language has it: "in May 1993"."""
    said = said.strip(" ,")
    if _SINCE.match(said):
        return said[:1].lower() + said[1:]
    if decade := _DECADE.match(said):
        return f"in the {decade['when']}"
    year, month = _YEAR.search(said), re.search(_MONTHS, said, re.IGNORECASE)
    if year is None or re.search(r"\d{3}0s|\bto\b|\band\b", said):
        return said[:1].lower() + said[1:]
    return f"in {month.group().capitalize()} {year.group()}" if month else f"in {year.group()}"
