"""The counts of one vote, told in one sentence: "adopted by 72 votes to 35, with 32 abstentions".

Each count is a claim of its own, and each is put as the plain clause that says it. A tally is read
where something stands in the place of what was voted on, and where nothing beside it doubts,
denies or expects, or speaks of another house than the Assembly. What no listed resolution is known
by is kept in words (:mod:`nonaligned.claims.described`), if the sentence is sure to tell of a vote.
Where the sentence has no year, that of the publication or the one before is tried: a subject that
is voted on every year fits both, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nonaligned import states
from nonaligned.claims.language import cited, nameless, subject_in
from nonaligned.reading.clauses import Clause
from nonaligned.reading.mentions import ISSUE
from nonaligned.reading.some_states import of_some
from nonaligned.reading.voted_on import (
    AT,
    DEFYING,
    DID,
    STATES,
    THAT,
    TIMES,
    VOTE,
    N,
    VotedOn,
    timeless,
    voted_on,
    when,
)

_BOUND = (
    r"(?:(?P<bound>(?:well |just |a little )?(?:more than|over|above)|fewer than|less than"
    r"|(?:just |well )?under|at least|at most|about|around|roughly|some|approximately|nearly"
    r"|almost|close to|no fewer than|no less than|no more than|not more than) )?(?:(?:only|just"
    r"|a mere|an? record|as many as|as few as|a total of|fully|all|exactly|precisely|the) )*"
)
_COUNT = rf"\b(?<!-)(?<!not )(?<!in )(?<!\d,)(?<!\d\.){_BOUND}(?P<n>{N})(?![,.]\d)"
_DID_VOTE = rf",?{THAT} {DEFYING}{VOTE} "
_SIDES = tuple(
    (side, re.compile(rf"{_COUNT}(?: {STATES}|{votes})?{AT}(?:{cast})\b", re.IGNORECASE))
    for side, votes, cast in (
        (
            "for",
            " (?:yes |affirmative )?votes?",
            rf"(?:{_DID_VOTE}| )(?:in favou?r|for(?: it| them)?|yes)|{_DID_VOTE}(?=to )"
            rf"|,?{THAT} {DEFYING}(?:(?:had |have )?said yes|(?:had |have )?(?:supported|backed"
            rf"|approved|adopted|endorsed|{DID})|supporting|backing)| (?:affirmative|yes) votes|"
            rf" supporters",
        ),
        (
            "against",
            " (?:no |negative |dissenting )?votes?",
            rf"(?:{_DID_VOTE}| )(?:against|no(?! to\b)(?=[,;.]|$| and)|opposed)"
            rf"|,?{THAT} {DEFYING}(?:(?:had |have )?(?:voted|said) no|dissent(?:ed|ing)|rejected"
            r"|opposing|rejecting)| (?:negative|no|dissenting) votes",
        ),
        (
            "abstain",
            "",
            rf",?{THAT} (?:had |have )?(?:abstentions?|abstain(?:ed|ing))"
            rf"|,?{THAT} (?:preferred|chose|elected|opted|decided|found (?:an? )?reasons?|saw fit"
            rf"|thought it (?:wise|best|prudent)|were content) to abstain",
        ),
    )
)
_SCORE = re.compile(
    rf"\b(?:by|with|was|of|at|(?:voted|passed|adopted|carried|approved|went|ended"
    rf"|stood)(?= \d)|(?:voted|passed|adopted|carried|approved),? {TIMES},?(?= \d)) ?(?:an?"
    rf" )?(?:\w+ )?(?:(?:vote|margin|majority|count|score|tally) of )?"
    rf"{_BOUND}(?P<n>{N})(?![,.]\d)(?: votes)?(?: in favou?r)?(?: to |(?<=\d)[-–](?=\d)| against"
    rf" )(?P<m>{N})\b"
    r"(?:(?: to |[-–]|,? with )(?P<k>\d{1,3})\b(?! abst))?",
    re.IGNORECASE,
)
_SCORED = re.compile(rf"\b{_BOUND}(?P<n>{N}) votes to (?P<m>{N})\b(?P<k>)", re.IGNORECASE)
_LOST = re.compile(r"\b(?:rejected|defeated|voted down|lost|fell|failed)\b", re.IGNORECASE)
"""Words by which the first number of a score is of those against."""
_BY = tuple(
    (side, re.compile(rf"\b(?:{verbs}) (?:{TIMES} )?by {_BOUND}(?P<n>{N})\b(?! votes)", re.I))
    for side, verbs in (
        (
            "for",
            rf"supported|backed|approved|adopted|endorsed|carried|voted through(?: {TIMES})?|{DID}",
        ),
        ("against", "opposed|rejected"),
    )
)
"""Who voted how, behind the verb: "backed by 120 states and opposed by two"."""
_NOUNS = {
    "for": r"supporters|backers|friends|those (?:voting )?in favour|yes[- ]votes|ayes|yeses"
    r"|(?:support|backing|votes?)(?= for| of| in )",
    "against": r"opponents|dissenters|dissenting (?:voices|votes)|foes|no[- ]votes|noes|nays"
    r"|critics|enemies|those (?:voting )?against|negative votes|opposition(?= to)",
    "abstain": r"abstainers|abstentions|those abstaining",
}
_NUMBERED = (
    r"(?:numbered|totalled|totaled|amounted to|came to|ran to|stood at|reached|rose to|fell to"
    r"|were|was)"
)
_GIVEN = {
    "for": rf"(?:votes|voices|support|backing|approval|assent|endorsement|agreement) of {_BOUND}"
    rf"(?P<n>{N})(?= {STATES}\b)",
    "against": rf"(?:opposition|objections|disapproval|dissent) of {_BOUND}(?P<n>{N})"
    rf"(?= {STATES}\b)",
}
_SAYING = {"for": "for|in favou?r of", "against": "against", "abstain": "abstaining on"}
_GOT = (
    (
        "for",
        re.compile(
            r"\b(?:won|received|got|gained|attracted|drew|mustered|gathered|found|secured|garnered"
            rf"|obtained|collected|polled|passed with|adopted with|carried with) {_BOUND}(?P<n>{N})"
            rf" (?:(?:yes |affirmative |favou?rable )?votes?(?! against)|{STATES}['’]? votes"
            r"|supporters|backers)",
            re.IGNORECASE,
        ),
    ),
    (
        "against",
        re.compile(
            rf"{_COUNT} (?:(?:other )?(?:states|countries|governments|delegations) )?(?:was|were"
            r" |would have none)?(?:against it|opposed(?: to)? it|opposed)",
            re.IGNORECASE,
        ),
    ),
    (
        "abstain",
        re.compile(
            rf"{_COUNT}(?: {STATES})? (?:withheld (?:their|its) votes?|sat on (?:their|its)"
            r" hands)",
            re.IGNORECASE,
        ),
    ),
    *(
        (side, re.compile(form, re.IGNORECASE))
        for side, nouns in _NOUNS.items()
        for form in (
            rf"\b(?:{nouns})\b[^;.]{{0,80}}? {_NUMBERED} {_BOUND}(?P<n>{N})\b",
            rf"{_COUNT} (?:{nouns})\b",
        )
    ),
    *((side, re.compile(rf"\b{form}", re.IGNORECASE)) for side, form in _GIVEN.items()),
    *(
        (
            side,
            re.compile(
                rf"\bnumber of {STATES} (?:(?:that|which|who) )?(?:voting|voted|to vote|abstaining"
                rf"|abstained)? ?(?:{said}) [^;.]{{3,90}}? {_NUMBERED} {_BOUND}(?P<n>{N})\b",
                re.IGNORECASE,
            ),
        )
        for side, said in _SAYING.items()
    ),
    (
        "against",
        re.compile(
            rf"^against [^;]+? (?:there )?(?:were|was|stood|came) {_BOUND}(?P<n>{N}) (?:votes?"
            rf"|{STATES})",
            re.IGNORECASE,
        ),
    ),
)
"""Counts that are told by nouns: "its supporters numbered ten", "with the votes of ten states"."""
_ELSEWHERE = re.compile(
    r"\b(?:Council(?! for| on Foreign)(?<!Human Rights Council)|[Cc]ommittees?|councils?"
    r"|councillors|town|city|municipal\w*|union|[Pp]arliament\w*"
    r"|Congress|Senate|[Cc]abinet|Knesset|Duma"
    r"|Commons|Lords|Bundestag|Bundesrat|Sejm|Majlis|[Cc]hamber|jury|[Cc]ommission|deputies"
    r"|senators|lawmakers|legislators|MPs|UNESCO|IAEA|WHO|FIFA|IOC|OAS|NATO|OPCW|ICC|WTO|IMF"
    r"|World Bank|European (?:Union|Community|Council)|EU|Council of Europe|Arab League"
    r"|African Union|AU|Commonwealth|OPEC|ASEAN|Olympi\w+|Eurovision|Union members?"
    r"|electoral|electors|presiden(?:tial|cy)|Democrats?|Republicans?|Electoral|ratif\w+"
    r"|[Oo]rgani[sz]ation of|cantons|League of Nations|House|Diet|Riksdag|Storting|Cortes|Rada"
    r"|Folketing|(?:National|Health|Parliamentary"
    r"|Consultative|Federal|Provincial|Welsh) Assembly|Labour|[Pp]arty|[Tt]rade [Uu]nions?"
    r"|[Ll]egislat\w+|Speaker|[Cc]ongress|Constituent|[Pp]lenum|[Ss]hareholders|[Ss]ynod"
    r"|states’ rights"
    r"|Human Rights Council)\b"
)
"""Another house than the Assembly; not where it is what the vote is on."""
_DOUBTED = re.compile(
    r"\b(?:if|unless|not(?! (?:a single|one)\b)|never|would|could|might|may|should|must|will|shall"
    r"|expected|hoped|failed|need(?:s|ed)?|require[sd]?|lacked|nearly passed|whether|imagin\w+"
    r"|suppos\w+|predict\w+|forecast\w*"
    r"|threaten\w*|promis\w+|wish\w*|dream\w*|ought|rumou?r\w*|allegedly|supposedly"
    r"|(?:claim|notion|idea|belief|myth|legend|story|suggestion) that)\b"
)
_HOUSE = re.compile(
    r"^(?:the )?(?:creation|establishment|setting up) of (?:the|a) (?:new )?Human Rights Council"
    r"|Human Rights Council|Security Council(?= (?:membership|reform|enlargement))|enlarge\w*"
    r" (?:of )?"
    r"the Security Council|(?:ad hoc|special) committee",
    re.IGNORECASE,
)
"""Bodies that a resolution of the Assembly may be about."""
_MENTIONED = re.compile(
    r"\b(?:[Rr]esolution|[Vv]ot(?:e[sd]?|ing)\b|abst|by (?:a vote of )?\d+ to \d+"
    rf"|said (?:yes|no)\b|{STATES}{AT} (?:had |have )?(?:opposed|supported|backed|endorsed"
    rf"|approved|rejected|adopted"
    rf"|{DID})\b"
    rf"|in favour|against\b|(?:{DID}|backed|supported|opposed|endorsed|approved|rejected|adopted"
    rf"|carried|passed)(?: (?:in|on|at|last|this)\b[\w ]{{0,40}}?)? by [\w -]+?(?: to |{STATES})"
    rf"|(?:[Ss]upport|[Bb]acking|[Oo]pposition|[Oo]pponents|[Ss]upporters) (?:of|for|to)\b)",
    re.IGNORECASE,
)
_VOTED = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|roll[ -]call|abst\w+|General Assembly|Assembly|United Nations|UN"
    r"|resolution|text|motion|draft|said (?:yes|no)|delegations?|delegates|member states|adopted"
    r" (?=the (?:treaty|convention"
    r"|declaration|covenant|statute)\b))\b",
    re.IGNORECASE,
)
"""Words by which a sentence is sure to tell of a vote."""
_NAMELESS = re.compile(
    r"(?:(?:it|them|him|her|us|that|this|so|nothing|everything)\b"
    r"|(?:her|his|our|my|their|its) (?:\w+ )?(?:government|country|delegation|side|wish\w*)\b"
    r"|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What may be a state, a person or anything, and names no matter."""
_POINTS = re.compile(
    r"(?:these|those|this|such|it|its|them|they|his|her|our|their|the (?:same|above|latter|former"
    r"|following))\b(?: [\w-]+){0,2}$",
    re.IGNORECASE,
)
"""What only points at a matter told of elsewhere: "these proposals"."""
_ASSEMBLY = re.compile(rf"\b(?:Assembly|United Nations|UN)\b|\b{STATES}\b")
"""Words by which it is clear that states voted."""
_MATTER = re.compile(
    r"^to [a-z]|\b(?:of|on|for|against)\b|(?:ing|tion|sion|ment|ence|ance|al|ism|ship|ty)s?\b", re.I
)
"""What is voted on is a matter, and no person."""
_BEFORE = re.compile(r"\b1(?:[0-8]\d\d|9[0-3]\d|94[0-4])\b")
"""Years before there was an Assembly."""
_CAST = re.compile(r"\b(?:vot(?:e[sd]?|ing)|abstain\w*|ballots?|said (?:yes|no))\b", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:resolution|text|motion|declaration|convention|treaty|draft)s?\b", re.I)
_DID = {"for": "voted for", "against": "voted against", "abstain": "abstained on"}
MOST_WORDS = 20
"""Words of what was voted on, where it is kept in words."""


def tells_of_a_vote(text: str) -> bool:
    """Whether a text may tell of a vote."""
    return _MENTIONED.search(text) is not None


@dataclass(frozen=True)
class Told:
    """One count of a vote, as it may be put.

    Parameters
    ----------
    ways : tuple of Clause
        As it stands, or with each year that may be meant.
    kept : Clause or None
        With what was voted on in words, where that may be done.
    """

    ways: tuple[Clause, ...]
    kept: Clause | None


def tallies(text: str, year: int, said: str = "") -> Iterator[Told]:
    """Return the counts of a vote.

    Parameters
    ----------
    text : str
        What is stated in a sentence.
    year : int
        Of the publication.
    said : str
        When somebody told of the vote, whose own time is not said then.

    Yields
    ------
    Told

    Examples
    --------
    >>> text = "Resolution 3379 was adopted by 72 votes to 35, with 32 abstentions."
    >>> for told in tallies(text, 2018):
    ...     told.ways[0].text
    '72 states voted for Resolution 3379'
    '35 states voted against Resolution 3379'
    '32 states abstained on Resolution 3379'
    """
    counts = tuple(_counts(text)) if tells_of_a_vote(text) else ()
    stop = max((end for *_, end in counts), default=0)
    if not counts:
        return
    for told in voted_on(text):
        if _unsure(text, told, stop):
            return
        if _of_council(text):
            return
        at, behind = min((start, end) for _, _, start, end in counts)
        if (time := when(text, at, behind)) is None or _BEFORE.search(time):
            return
        time = time or said
        what = _antecedent(told.what, text)
        kept = _described(what, text, told, len(counts)) if _once(time) else ""
        for side, who, start, end in counts:
            side, what, kept = _turned(side, what, kept, text)
            said = f"{who} {_DID[side]}"
            ways = tuple(
                _put(way, start, end, cost) for way, cost in _ways(f"{said} {what}", time, year)
            )
            yield Told(ways, _put(f"{said} {kept} {time}", start, end, 0.21) if kept else None)
        return


def _unsure(text: str, told: VotedOn, stop: int) -> bool:
    """Whether another house may have voted, or words outside of what was voted on doubt it."""
    if of_some(text):
        return True
    first, last = told.place
    rest = re.compile(r"[,;:]| and |$").search(text, max(stop, told.end))
    before, after = text[:first], text[last : rest.start() if rest else len(text)]
    near = stretch(before)
    if _DOUBTED.search(f"{near} … {after}"):
        return True
    if _ASSEMBLED.search(f"{near} {after}"):
        return _ELSEWHERE.search(f"{near} {after}") is not None
    return _ELSEWHERE.search(f"{before} {_HOUSE.sub('', text[first:last])} {after}") is not None


def _of_council(text: str) -> bool:
    """Whether no more voted than sit in the Security Council, and none says it was the Assembly."""
    score = _SCORE.search(text) or _SCORED.search(text)
    if score is None or _ASSEMBLED.search(text):
        return False
    numbers = [n for n in (score["n"], score["m"], score["k"]) if n]
    if not all(n.isdigit() or n.lower() in {"none", "nil", "zero", "no"} for n in numbers):
        return False
    return sum(int(n) for n in numbers if n.isdigit()) <= _SEATS


_SEATS = 15
"""Of the Security Council; with fewer there is no quorum in the Assembly."""


def stretch(text: str) -> str:
    """Return the last stretch of a text that is cut at colons and the like."""
    return re.split(r"[;:]\s", text)[-1]


_ASSEMBLED = re.compile(r"\b(?:General |UN |the )Assembly\b")
_WRONG = re.compile(
    r"^(?:(?:the|its|their|this|that|an?) )?(?:[\w’']+ ){0,3}(?:embargo|blockade|invasion"
    r"|occupation"
    r"|annexation|intervention|wall|raid|bombing|aggression|war|apartheid|settlements)\b",
    re.IGNORECASE,
)


def _turned(side: str, what: str, kept: str, text: str) -> tuple[str, str, str]:
    """Return a vote against a wrong as what it is, one for the resolution against it.

    Nobody puts an invasion to the vote: "189 states voted against the embargo" is said of those
    who wanted it lifted.
    """
    wrong = _WRONG.match(what) and not _NOUN.search(what) and not re.search(r"\bend\b|ing\b", what)
    if side != "against" or not wrong or _NOUN.search(text):
        return side, what, kept
    about = re.sub(r"^(?:the|an?) ", "", what)
    return "for", f"the resolution against the {about}", cited(f"resolution against the {about}")


def _put(way: str, start: int, end: int, cost: float) -> Clause:
    return Clause(way.strip(), start, end, (f"put as “{way.strip()}”",), cost, True)


def _ways(said: str, time: str, year: int) -> Iterator[tuple[str, float]]:
    """Return how a count may be put, each with what it takes from the confidence."""
    said = said.replace("voted for to ", "voted to ")
    yield f"{said} {time}", 0.06
    if not time:
        yield f"{said} in {year}", 0.16
        yield f"{said} in {year - 1}", 0.16


def _antecedent(what: str, text: str) -> str:
    """Return "the resolution" with what the sentence says it is about, where it says so.

    Examples
    --------
    >>> _antecedent("the resolution", "The embargo on Cuba came up; ten opposed the resolution")
    'the resolution on the embargo on cuba'
    """
    if not nameless(what) and not re.search(r" (?:it|them)$", what):
        return what
    subject = subject_in(text)
    return f"the resolution on {subject}" if subject else what


def _once(time: str) -> bool:
    """Whether a time is one at which a vote may have been taken; none said is one."""
    return (
        not time
        or re.fullmatch(
            r"in (?:[A-Z]\w+ )?[12]\d{3}|last \w+|this"
            r" \w+",
            time,
        )
        is not None
    )


def _described(what: str, text: str, told: VotedOn, sides: int) -> str:
    """Return a resolution in words, as canonical sentences have it; empty where none may be."""
    bare = re.sub(r"\s+", " ", re.sub(r"^(?:the|an?) (?=\w)", "", what)).strip(" ,.:;")
    bare = re.sub(r"[“”\"]", "", bare)
    if not bare or len(bare.split()) > MOST_WORDS or re.match(r"[Rr]esolution .*\d", bare):
        return ""
    by_vote = _CAST.search(text[told.start : told.end]) or sides > 1
    if _POINTS.match(bare):
        return ""
    if nameless(bare) and not _ASSEMBLY.search(text):
        return ""
    on = re.search(
        r"\b(?:vote|ballot|count|tally|division|roll call) (?:on|over)"
        r" $",
        text[: told.place[0]],
    )
    told_by = by_vote and not _name(bare) and _MATTER.search(bare)
    if not (_NOUN.search(what) or on or told_by):
        return ""
    return cited(bare) if _VOTED.search(text) and _of_states(what, text) else ""


def _name(bare: str) -> bool:
    """Whether it begins as a name does: of a person, say, but not "the Serbian request"."""
    named = states.mentions(bare, capitals=True)
    told = named and named[0].start == 0 and named[0].kind == "demonym" and " " in bare
    return _NAMELESS.match(bare) is not None and not told


def _of_states(what: str, text: str) -> bool:
    """Whether it is clear that states voted: by who is said to, where, or on what."""
    said = _ASSEMBLY.search(text) or ISSUE.search(what)
    return said is not None or bool(states.mentions(what, capitals=True))


def _counts(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Return side, who voted so, and place of each count, no side twice."""
    told: set[str] = set()
    taken: set[tuple[int, int]] = set()
    text = timeless(text)
    if (score := _SCORE.search(text) or _SCORED.search(text)) is not None:
        told, taken = {"for", "against"}, {score.span("n"), score.span("m")}
        sides = ("for", "against")
        rejected = _LOST.search(text[: score.start()]) and not _smaller(score["n"], score["m"])
        won, lost = sides[::-1] if rejected else sides
        yield won, _who(score["n"], score["bound"]), *score.span()
        yield lost, _who(score["m"], None), *score.span()
        if score["k"]:
            told.add("abstain")
            yield "abstain", _who(score["k"], None), *score.span("k")
    for side, form in (*_SIDES, *_BY, *_GOT):
        places = [m for m in form.finditer(text) if m.span("n") not in taken]
        if side not in told and len(places) == 1:
            told.add(side)
            taken.add(places[0].span("n"))
            yield side, _who(places[0]["n"], places[0]["bound"]), *places[0].span()


def _smaller(one: str, other: str) -> bool:
    """Whether a number in figures is smaller than another: a draft lost by 42 votes to 52."""
    return one.isdigit() and other.isdigit() and int(one) < int(other)


_BOUNDS = {"nearly": "about", "almost": "about", "not more than": "no more than"}


def _who(number: str, bound: str | None) -> str:
    """Return who voted: "more than 72 states", "no state"."""
    if number.lower().startswith("no"):
        return "no state"
    if not bound:
        return f"{number} states"
    bound = re.sub(r"^(?:well|just|a little) ", "", bound.lower())
    return f"{_BOUNDS.get(bound, bound)} {number} states"
