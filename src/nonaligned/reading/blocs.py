"""The camps into which the world is said to fall, and who is said to lead them.

"… was divided into two blocs, of which one took its cue from Washington and the other from
Moscow": the number, the world, the word that joins them, and the leaders stand in any order, and
much may stand between. So each is looked for by itself. What is not the world, or may be part of
it only, is left alone: "the chess world", "the countries of Latin America".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import screens
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.asides import trimmed
from nonaligned.reading.clauses import Clause
from nonaligned.reading.dates import Moment
from nonaligned.reading.group_camps import camps_of_group
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, Skeleton, skeleton, times

_COUNTS = {"one": 1, "a single": 1, "two": 2, "a pair of": 2, "half": 2, "three": 3, "four": 4,
           "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5}  # fmt: skip
_POLAR = {"uni": 1, "bi": 2, "tri": 3}
_NOUN = r"(?:camps?|blocs?|blocks|poles?|groupings?|power[- ]blocs|armed camps)"
_LOOSE_NOUN = (
    r"(?:groups(?: of (?:states|countries|nations))?|worlds|halves|spheres(?: of influence)?"
    r"|factions|constellations|parts)"
)
_CAMPS = re.compile(
    rf"\b(?P<n>{'|'.join(_COUNTS)}) (?:(?!of\b)[a-z-]+,? (?:and (?=[a-z-]+ ))?){{0,3}}?"
    rf"(?:{_NOUN}|(?P<loose>{_LOOSE_NOUN}))\b"
    r"|(?<!the )\b(?P<powers>two) (?:rival |hostile |great )?superpowers\b"
    r"|(?<=divided into )(?P<bare>two|three|four)(?=[:;,]|$| [-–—])"
    r"|(?<=split into )(?P<bare2>two|three|four)(?=[:;,]|$| [-–—])"
    r"|\b(?:divid\w+|split|cut|cleft|torn|sundered) (?:(?:the|our) (?:whole )?(?:world|globe"
    r"|planet) )?"
    r"in (?P<halves>two|half|three)\b",
    re.IGNORECASE,
)
_POLARITY = re.compile(r"\b(?P<how>uni|bi|tri)-?polar(?P<noun>ity)?\b", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:(?:the|our|this|a) (?:whole |entire |post-?war |Cold War )?(?:world|globe|planet)"
    r"(?!['’]s? (?!nations|states|countries|governments)| of (?!the (?:early |late |mid-)?[12]\d"
    r"|[12]\d"
    r"|states)|-| (?:cups?|title|championships?|champions?|records?|series|tour)\b)"
    r"|(?:world|international|global) (?:politics|affairs|system|order|relations|society|scene"
    r"|stage"
    r"|community|diplomacy|life|history)"
    rf"|(?<![{PEOPLE}] )(?<!['’]s )(?:post-?war|Cold War|inter-?war) (?:politics|affairs|order"
    rf"|relations|diplomacy|era|years|decades?)(?! (?:of|in) (?:the )?[{NAME}{GROUP}])"
    r"|an? (?:age|era|time|epoch|world|century|decade) of (?:only )?(?=(?:two|three|four)\b)"
    r"|(?:state|Cold War|post-?war) system|system of states"
    r"|(?:General )?Assembly|United Nations|UN\b|UNO\b|mankind|humanity|human race|humankind"
    r"|(?:community|society|family) of nations"
    r"|(?:the|most|all|nearly all|almost all) (?:of the )?(?:world['’]s )?(?:member )?(?:states"
    r"|nations"
    r"|countries|governments|delegations|capitals|powers|membership|members|peoples)"
    r"(?! of (?!any\b|the (?:world|earth|globe|United|UN|General|Assembly|organi[sz]ation)|mankind)"
    r"| in "
    r"(?!the (?:Assembly|General|United|UN)|\d|two|three|one))(?!['’]))",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:divid\w+|split\w*|f[ae]ll\w*|br[eo]\w+|consist\w*|made up|compris\w+|compos\w+|had|has"
    r"|have|knew|known|contain\w*|counted|faced|form\w*|emerg\w+|there|separat\w+|rang\w+|sort\w*"
    r"|lined|group\w*|belong\w*|polari[sz]\w+|crystalli[sz]\w+|settled|matter|could be|dominat\w*"
    r"|cut|sundered|torn|parted|confront\w*|oppos\w+|contend\w*|compet\w+|organi[sz]ed|arranged"
    r"|drawn up|hardened|congealed|sides|was|were|exist\w*|stood|led|headed|sat|live[sd]?"
    r"|cluster\w*|gather\w*|coalesc\w+"
    r"|living|show\w*|reveal\w*|finds?|found|saw|sees?)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\b(?:into|consist\w* of|made up of|composed of|world of)(?: the)? $")
_BE_POLAR = re.compile(
    r"\b(?:is|was|were|been|became|become|remained|remains|stayed|turned|grew)"
    r"(?: [a-z0-9-]+){0,4} $"
)
_HAS_POLAR = re.compile(
    r"^(?: (?:world|system|order|structure|constellation))?(?: (?:of"
    r"|in) [^,;]*?)?(?:,? [^,;]{0,40},)? (?:is|was|prevailed|reigned|lasted|characteri[sz]ed"
    r"|defined|marked|ruled|held|shaped|governed|obtained)\b"
)
_LEADS = re.compile(
    r"\b(?:led|lead|headed|dominated|directed|commanded|run|steered|ruled|guided|captained|chaired)"
    r"(?: respectively)? (?:by|from)\b"
    r"|\b(?:under|behind|round|around|about|looking to|looked to|look to|answer(?:ed|ing) to|cues?"
    r" from|orders from|lead from|loyal to|beholden to|gathered|clustered|leadership|grouped"
    r"|rallied"
    r"|revolving|revolved|cent(?:re|er)ed on|taking|followed|following|follows|listened to"
    r"|commanding|speaking for|at the head"
    r"|leading|heading|commands|guidance|tutelage|at either pole|as (?:its|the) (?:two )?poles)\b"
)
_NAMED_AT_ONCE = re.compile(
    rf"^(?: (?:in|of|on) (?:the )?[a-z]+(?: [a-z]+)?(?=[,:(—–]))?"
    rf"(?:,[^,;:{NAME}{PEOPLE}]{{3,40}}(?=:))?,? ?"
    rf"(?::|,|\(|—|–|-|that of|those of|of) ?(?:that of )?(?:the )?(?:an? )?[{NAME}{PEOPLE}]"
)
_ORDER = re.compile(r" (?:world|system|order|structure|constellation)\b")
_NO = re.compile(r"\b(?:not|never|no longer|hardly|scarcely|no|nor|neither|barely|without)\b")
_DENIES = re.compile(
    r"\b(?:is|was|were|are|has|have|had|did|does|do) (?P<not>not|never)(?: (?:yet|really|ever|in"
    r" fact|been|fall|split|have|divide|break|consist|form|simply))*\b"
)
_DOUBT = re.compile(
    rf"(?<![{NAME}{PEOPLE}] )\b(?:part(?:y|ies)|scholars|economists|historians|critics|experts"
    rf"|doctors|scientists|fans"
    r"|press|parliament|cabinet|congress|court|refugee\w*|camps for|summer|training|prison|labou?r"
    r"|patient\w*|disorder|diagnos\w+|magnet\w*|molecul\w+|transistor\w*|illness|allegedly|almost"
    r"|nearly|threaten\w*|myth|as if|church|faith\w*|region\w*|continent\w*|Africa|Europe|Asia"
    r"|America(?:s|n states)|Arabs?|Islamic|Muslim|family|village|town|city|industry|leagues?"
    r"|football|chess|hockey|cricket|tennis|music|fashion|wine|cinema|software|internet|ended"
    r"|end of|no room|those who|collapse of|predict\w*|forecast|foresaw|will|would|could have"
    r"|might)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:across|through|over|throughout|in the (?:middle|heart) of|all over)"
    r" (?:(?:divided|central|Central) )?(?:Europe|Asia|Africa|the continent)\b"
)
"""Where camps of the world face each other, which makes them none of a continent."""
_CUT = re.compile(
    r"\s*(?:;|[.!?](?= )|,\s+(?:but|while|whereas|though|although|so|yet)\s"
    rf"|,\s+and\s(?=[^,;]*[{NAME}{PEOPLE}] (?:[a-z]+ly )?[a-z]+ed\b))\s*"
)
_BUT = re.compile(
    r",? but (?:into |of |in )?(?P<n>two|three|four|five|six)"
    rf"(?=(?: (?:{_NOUN}|{_LOOSE_NOUN}))?(?:[ ,.;]|$))",
    re.IGNORECASE,
)
"""Behind what was not so, how many there were: "not into two groups but into three"."""
_ANEW = re.compile(
    r"\b(?:not|no longer|never)\b[^;.]*?,? but (?:into |of |in )?(?:two|three|four|five|six)\b"
)
_ADDED = re.compile(
    r",\s+(?:and|an?|which|where|so|as|until|with|for|since|the|it|to)\b"
    rf"(?!.*\b(?:camps?|blocs?|poles?|groups?|those who)\b)[^{NAME}{PEOPLE}{GROUP}]*$"
)
_REASON = re.compile(
    r",? (?:because|although|though)\b|, (?:since|for|as|until|when|after)\b"
    r"|, with (?!.*\b(?:lead|leading|leaders?|head|heads)\b)"
)
"""Opens why it was so, where those who are named need lead nobody."""
_NOT_JUST = re.compile(
    r"\b(?:(?:more|fewer|less|other|rather) than|at least|at most|up to|nearly|almost|over|beyond"
    r"|instead of|either of)(?: the)? $",
    re.IGNORECASE,
)
"""Before a number that is not how many there were."""
_BLOC_LED = re.compile(rf"[{GROUP}](?= (?:under|led|headed|around|round|behind|dominated|run)\b)")
"""A group that is said to be a camp: "a Western bloc under …"."""
_SOME_WORLD = re.compile(
    r"\b(?:the|our|this|a) (?!(?:whole|entire|post-?war|modern|wider?|known|divided|old|new|present"
    r"|first|second|cold|world)\b)(?:[a-z]+(?:ist|ic|al|an|ing|ern|ous|ar)|arts?|[a-z]+-[a-z]+)"
    r" world\b(?! (?:wars?|politics|affairs|system|order|relations)\b)(?<!polar world)"
    r"|\b(?!(?:states|nations|countries|governments|powers|peoples|capitals|members|affairs|politics"
    r"|parliaments|ministries|chancelleries|delegations|maps?)\b)[a-z]+s of the world\b(?! of\b)",
    re.IGNORECASE,
)
"""A part of the world: "the socialist world"."""
_SPELT_OUT = re.compile(r"\bone\b.*\b(?:one|other)\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have|falls?|consists?)\b")
_JUST = re.compile(r"\bthere (?:was|were|is|are|have been|has been)(?: (?:only|but|just))? $")
_OPENS = re.compile(
    r"(?:(?:In|Since|By|From|Between|Throughout|During|After)\b[^,]{0,40},? )?(?:the "
    r"|there [a-z ]{2,20})?",
    re.IGNORECASE,
)
"""What may stand before camps for them to be those of the world, though nobody says so."""
_IN = re.compile(r" (?:in|of|at|among|within|on|for) (?!the (?:early |late |mid-)?[12]\d|[12]\d)")
_STATE = re.compile(f"[{NAME}{PEOPLE}]")


@dataclass(frozen=True)
class _Found:
    """How many camps a clause tells of, and where."""

    start: int
    end: int
    number: int
    camps: bool
    """Whether they are counted by a noun; else the clause is of poles: "bipolar"."""


def blocs(text: str, on: Moment, outside: str = "") -> Iterator[tuple[Clause, Claim]]:
    """Yield what a text tells of camps.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.
    outside : str
        The rest of the sentence, where the text is what someone says in it: when that was said,
        it was so.

    Examples
    --------
    >>> from nonaligned.claims.language import canonical
    >>> text = "In the 1950s mankind fell into two blocs, one behind Peru, one behind Chile."
    >>> [canonical(claim) for _, claim in blocs(text, Moment.of(1990))]
    ['The Assembly had 2 camps led by Peru and Chile from 1950 to 1959.']
    """
    if not (_CAMPS.search(text) or _POLARITY.search(text)):
        return
    bones = skeleton(text.rstrip(' .!”"’'), on)
    if (group := camps_of_group(bones, on)) is not None:
        yield group
        return
    start = 0
    for cut in (*_CUT.finditer(bones.text), None):
        end = cut.start() if cut else len(bones.text)
        yield from _of_clause(bones, start, end, on, outside)
        start = cut.end() if cut else end


def _of_clause(
    bones: Skeleton, start: int, end: int, on: Moment, outside: str
) -> Iterator[tuple[Clause, Claim]]:
    words = re.sub(f"[{GROUP}]", lambda m: _powers(bones, m.group()), bones.text[start:end])
    bare = trimmed(words).text
    clause = said = bare if len(_STATE.findall(bare)) == len(_STATE.findall(words)) else words
    found = _counted(clause)
    if found is None:
        return
    said = _without_tail(said, found)
    if not _of_the_world(said, found):
        return
    led = _leaders(bones, clause, found, on)
    world = _WORLD.search(clause) or (not found.camps and _ORDER.match(clause[found.end :]))
    alone = (
        led or _JUST.search(clause[: found.start]) or clause[: found.end].endswith("ity")
    ) and _OPENS.fullmatch(clause[: found.start])
    if _JUST.search(clause[: found.start]) and not world and _IN.match(clause[found.end :]):
        return
    if led is None or not (world or alone):
        return
    denied = _denied(clause, found)
    number = found.number
    if (other := _BUT.match(clause[found.end :])) is not None:
        number, denied = _COUNTS[other["n"].lower()], False
    when = _when(clause, found) or _when_said(clause, outside)
    if not led and _SPELT_OUT.search(outside):
        return
    if denied is None or when is None:
        return
    many = "one camp" if number == 1 else f"{number} camps"
    by = f" led by {', '.join(led[:-1])} and {led[-1]}" if led else ""
    has = "has" if not when and _PRESENT.search(clause) else "had"
    words = f"the world {has} {many}{by} {when}".strip()
    try:
        claim = parse(words, on=on.year)
        if denied:
            claim = parse(f"the world did not have {many}{by} {when}".strip(), on=on.year)
    except NonalignedError:
        return
    at, stop = bones.place(start), bones.place(end)
    yield Clause(words, at, stop, (f"took it for “{words}”",), 0.12), claim


def _powers(bones: Skeleton, sign: str) -> str:
    """Return the sign of a group; "superpowers" for that of these, which may be two poles."""
    group = bones.mentions[ord(sign) & 0x7FF].group
    return "superpowers" if group == "superpowers" else sign


def _without_tail(clause: str, found: _Found) -> str:
    """Return a clause without what is added to it last, and names nobody."""
    added = _ADDED.search(clause, found.end)
    return clause[: added.start()] if added else clause


def _of_the_world(said: str, found: _Found) -> bool:
    """Whether camps are stated, and of no part of the world or of a country only."""
    part = _SOME_WORLD.search(said[: found.start]) or _DOUBT.search(_PLACE.sub("", said))
    return part is None and screens.stated(said)


def counted_anew(text: str) -> bool:
    """Whether a number of camps is corrected by another: "not two groups but three"."""
    return _ANEW.search(text) is not None


def _counted(clause: str) -> _Found | None:
    """Return the one number of camps of a clause."""
    camps = list(_CAMPS.finditer(clause))
    if len(camps) == 1:
        one = camps[0]
        if _NOT_JUST.search(clause[: one.start()]):
            return None
        joined = one["halves"] or _PARTED.search(clause[: one.start()]) if one["loose"] else (
            _JOINS.search(clause[: one.start()] + clause[one.end() :])
        )  # fmt: skip
        if joined is None:
            return None
        return _Found(
            one.start(),
            one.end(),
            _COUNTS[(one["n"] or one["halves"] or one["powers"] or one.group()).lower()],
            True,
        )
    poles = [] if camps else list(_POLARITY.finditer(clause))
    if len(poles) != 1:
        return None
    pole = poles[0]
    behind = clause[pole.end() :]
    told = _HAS_POLAR.match(behind) if pole["noun"] or _ORDER.match(behind) else (
        _BE_POLAR.search(clause[: pole.start()])
    )  # fmt: skip
    return _Found(pole.start(), pole.end(), _POLAR[pole["how"].lower()], False) if told else None


def _leaders(bones: Skeleton, clause: str, found: _Found, on: Moment) -> list[str] | None:
    """Return who leads the camps, nobody where nobody is named; ``None`` where that is unclear."""
    rest = _REASON.split(clause[found.end :])[0]
    rest = _BLOC_LED.sub("bloc", rest)
    if re.search(f"[{GROUP}]", rest):
        rest = re.split(f"[{GROUP}]", rest)[0]
    named = list(_STATE.finditer(rest))
    led = _LEADS.search(rest)
    begins = re.match(r".{0,25}", rest)
    if not named:
        return [] if not _STATE.search(clause[: found.start]) else _before(bones, clause, found, on)
    listed = _NAMED_AT_ONCE.match(rest)
    if not (led or listed):
        return [] if begins and named[0].start() > 25 else None
    last = re.search(r"\ba(?:nother)? (?:third|fourth|fifth)\b", rest)
    some = (last or (bool(listed) and not led)) and len(named) == found.number - 1 > 1
    if len(named) != found.number and not some:
        return [] if listed and not led else None
    names = [bones.name(match.group(), on) for match in named]
    return names if all(names) and len(set(names)) == len(names) else None


def _before(bones: Skeleton, clause: str, found: _Found, on: Moment) -> list[str] | None:
    """Return leaders named before the camps: "Peru and Chile headed the two camps"."""
    named = list(_STATE.finditer(clause[: found.start]))
    headed = re.search(
        r"\b(?:led|headed|dominated|commanded)(?: the)? $|\b(?:as|at) (?:the )?(?:leaders"
        r"|heads?) of"
        r"(?: the)? $",
        clause[: found.start],
    )
    if headed and len(named) == found.number:
        names = [bones.name(match.group(), on) for match in named]
        return names if all(names) else None
    return []


def _denied(clause: str, found: _Found) -> bool | None:
    """Whether camps are denied; ``None`` where a word denies something else perhaps."""
    before, after = clause[: found.start], clause[found.end :]
    match = _DENIES.search(before)
    rest = _NO.sub("", match.group()) if match else ""
    left = before.replace(match.group(), rest, 1) if match else before
    near = re.split(r"[,;:(—–]| (?:and|which|that|who) ", after)[0]
    if _NO.search(left) or _NO.search(near):
        return None
    return match is not None


def _when(clause: str, found: _Found) -> str | None:
    """Return the time of a clause: the first behind the camps, else the last before them."""
    said = list(times(clause))
    if not said:
        return ""
    head = [words for _, stop, words in said if stop <= found.start]
    behind = [words for at, _, words in said if at >= found.end]
    if head and behind and head[-1] != behind[0]:
        return head[-1] if clause[: said[0][0]].strip() == "" else None
    return (head or behind)[-1 if head else 0] if head or behind else None


def _when_said(clause: str, outside: str) -> str | None:
    """Return the one time of what stands outside, for what was so when it was said."""
    if has_time(clause):
        return None
    said = [words for _, _, words in times(outside)]
    return said[0] if len(said) == 1 else None if said else ""


def fullness(claim: Claim) -> int:
    """How much a claim about camps says: who leads them above all, then when."""
    return 2 * bool(claim.others) + (claim.window.first is not None)
