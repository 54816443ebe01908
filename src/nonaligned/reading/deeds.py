"""Wars, alliances, ends of states and closest partners, told in running text.

The claim language reads a sentence whole or not at all, and what a writer adds to a plain
statement ("…, at a cost of half a million lives") has no end. So here the statement is looked for
by its core: who did what to whom, as ``data/cores.csv`` has it over a skeleton of the text
(:mod:`nonaligned.reading.skeletons`), with the words of ``data/vocabulary.csv``. What stands round
it is left out, which is right only where nothing there turns the meaning; and the time is the one
that stands beside the core, or opens its clause. Where that is not clear nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nonaligned.claims.language import Claim, canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import screens
from nonaligned.reading.asides import GOES_ON, Trimmed, trimmed
from nonaligned.reading.clauses import Clause
from nonaligned.reading.cores import ASIDE, Core, cores, pattern
from nonaligned.reading.dates import Moment
from nonaligned.reading.deed_words import in_words
from nonaligned.reading.pledges import pledged
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, Skeleton, skeleton, times
from nonaligned.reading.standing import stood

_CUES = {
    "fought": re.compile(
        r"\b(?:wars?|wage[ds]?|fought|fights?|fighting|invad\w+|invasion|attack\w*|overr[ua]n"
        r"|bomb\w*|shelled|raid\w*|assault\w*|battle\w*|clash\w*|blows|skirmish\w*|arms|hostilities"
        r"|swords|marched|rolled|poured|swept|crossed|fell|offensive|onslaught|incursions?"
        r"|campaigns?|fire|aggression|conflict|march|sent|pitted|defeat\w*|beat(?:en)?|routed|crushed"
        r"|vanquished|overwhelmed|drove|thrust|pushed|advanced|stormed|charged|burst|besieged|siege"
        r"|fired|launched|repelled)\b",
        re.IGNORECASE,
    ),
    "allied": re.compile(
        r"\b(?:all(?:y|ies|ied)|alliances?|pacts?|treat(?:y|ies)|agreements?|league|guarante\w+"
        r"|underw\w+|oblig\w+|pledg\w+|commit\w+|accords?|bound)\b"
    ),
    "ended": re.compile(
        r"\b(?:cease\w*|dissol\w+|br[oe]\w+|f[ea]ll\w*|came|come|collaps\w+|disintegra\w+"
        r"|implo\w+|disappear\w*|vanish\w*|split|divided|passed|went|gone|more|end(?:ed)?"
        r"|pronounced|met|los[et]"
        r"|abol\w+|wound|exting\w+|extinction|dism\w+|liquid\w+|annex\w*|absor\w+|swallow\w*"
        r"|incorporated|gobbled|taken|wiped|erased|struck|swept|removed|consigned|laid"
        r"|unravelled|expired|existence|breathed|demise|death|merged|subsumed|folded|parted|extinct"
        r"|been no|defunct|lasted|existed|left|longer|last day|last hour|last week|last night)\b"
    ),
    "closest": re.compile(
        r"\b(?:closest|nearest|closer|nearer|most|very|more|better|best|\w+est|stauncher|firmer"
        r"|truer)\b"
    ),
}
"""Words of which a core of the kind needs one: the rest of a text is not searched."""
_HELD = re.compile(r"\b(?:occup\w+|annex\w+|land(?:ed|s|ings?)|enter(?:ed|s)|garrison\w*)\b")
"""What is done to a land, with a fight or without one."""
_A_WAR = re.compile(r"\b(?:world )?wars?\b", re.IGNORECASE)
_CUT = re.compile(
    rf"\s*(?:;|:|[.!?](?= )|,\s+(?!(?:and|but|though) [^,;:]{{3,80}}, {GOES_ON})"
    r"(?:and|but|while|whereas|though|although|so|yet)\s"
    rf"|(?<!nor [{NAME}])(?<!not [{NAME}])(?<!nor the [{NAME}])\sbut\s(?!one\b|two\b|three\b)"
    r"|\s(?:whereas|although|though)\s)\s*"
)
_DATELINE = re.compile(
    rf"^[\w{NAME} .'’-]{{1,30}}(?:, [^()–—-]{{2,30}})? (?:\([\w ]+\) )?[-–—] (?=[\w{NAME}“])"
)
STOP = re.compile(
    r"[,;(—–]|\b(?:that|which|who|whose|whom|where|when|because|while|whereas|although|unless)\b"
    r"|\b(?:after|before)\b(?! (?:dawn|dark|daybreak|sunrise|sunset|midnight|noon|nightfall))"
    r"|\b(?:until|till|as|since)\b"
    r"|\band (?:[a-z]+ed|did|was|were|has|have|had|is|are|not|never|so|thus|then|it|they|its)\b"
)
"""Where what belongs to a core ends."""
DOUBT = re.compile(
    r"\b(?:(?:video|computer|board) games?|thrillers?|comics?|fictional|allegedly|alleged"
    r"|reportedly|supposed(?:ly)?|almost|nearly|narrowly|virtually|myths?"
    r"|legend|rumou?rs?|threaten\w*|avert\w*|avoid\w*|prevent\w*|on the (?:brink|verge|edge)"
    r"|instead of|rather than|as if|figurative\w*|so to speak|jok(?:e|es|ed|ing)|quip\w*|dream\w*"
    r"|novels?|films?|simulat\w+|war games?|scenarios?|imagin\w+|failed to|refus\w+|declin\w+"
    r"|false(?:ly)?|untrue|fiction\w*|unless|predict\w*|foresaw|foresee\w*|forecast|den(?:y|ies"
    r"|ied)"
    r"|doubt\w*|hoax|pretend\w*|whether|could have|would have|might have|(?:just|stopped|stop"
    r"|fell) short of|close to|foretold|prophes\w+|anticipat\w+)\b"
)
"""Words with which what is told may not have been, or not so."""
NO = re.compile(r"\b(?:not|no|never|neither|nor|nobody|none|only|without|hardly|scarcely|barely)\b")
_NOBODYS = re.compile(
    r"\b(?:neither|no|none|nobody|no one)(?: (?:of|side|army|party|[a-z]+)){0,4}?"
    r" (?:had|has|have|could|would|wanted|was|were|did|knew|[a-z]+ed)\b"
    r"|\bwithout (?:an? |any |much )?[a-z]+"
)
"""What stands behind a deed and denies something else: "along a line that nobody had drawn"."""
_ON_WHAT = re.compile(
    r",? (?:on|over|about) (?:the|an?|its|their|this|that|[a-z]+)\b(?! of [12A-Z])"
    r"|,? in (?:everything|all|anything|nothing|name|spirit|theory|practice|effect|fact|deed|trade"
    r"|commerce|misfortune|adversity|grief|crime|art|love|ambition|the (?:matter|fight|struggle"
    r"|battle|campaign|cause|quest|search|business))\b"
    r"|,? against (?:the |an? )?[a-z]+\b"
)
"""Behind "allies": in what they are, which is not in war."""
_LIMITS = {
    "allied": _ON_WHAT,
    "closest": re.compile(r",? (?:but|save|bar) (?:one|two|three)\b"),
    "fought": re.compile(r"[^,;:]{0,40}? about (?:the |an? |its |their )?[a-z]+\b(?! (?:one|two))"),
}
"""By kind what stands behind a core and makes something else of it."""
_NOT_HERE = re.compile(
    r"^(?:[Nn]o \w+|[Nn]obody)|\bno (?:more|longer)\b|\b(?:neither|not)\b.*?\bbut\b"
)
_ONE_SIDE = re.compile(
    r"\b(?:side by side|alongside|together|shoulder to shoulder|on the same side|jointly|hand in"
    r" hand|as (?:allies|partners|one))\b"
)
_IT = re.compile(
    r"(?:^|(?<=[\w,] ))(?:it|they|both|the two(?: (?:countries|states|neighbours|powers))?)"
    r"(?= (?:was|were|had|has|have|is|are|became|fought|went|invaded|attacked|ceased|broke|fell"
    r"|disappeared|vanished|collapsed|signed|concluded|joined|voted|stood|ranked"
    r"|backed|supported|sided|leaned|refused|declined|kept|took)\b)"
)
_CLEFT = re.compile(rf"^it (?:is|was) ((?:the )?[{NAME}]) (?:that|which|who) ")
_REIGN = re.compile(
    r"(?P<when>(?:in|during|throughout|under) (?:the )?[\w’' -]+? (?:years|era|days|presidency"
    r"|reign|chancellorship)),? $"
)
_LISTED = re.compile(rf"^(?:,? (?:and|or|nor) |, |/)(?:the )?(?:[a-z]+ )?[{NAME}{PEOPLE}{GROUP}]")
_LIST_BEFORE = re.compile(
    rf"[{NAME}{PEOPLE}{GROUP}](?:['’]s?)?(?:, ?|,? (?:and|or|nor|with|like) )(?:the )?$"
)
_SUBORDINATE = re.compile(
    r"\b(?:when|while|as|because|since|once|after|where|how|why|before|until)\s+(?:the )?$",
    re.IGNORECASE,
)
_CONJOINED = re.compile(
    r"(?:^|[,:;—–(“\"‘]\s*|\b(?:that|when|and|but|while|as|because|once|after|where|how|why|so"
    r"|then|in which|during which|since)\s+)$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"(?i:In|On|At|Over|Along|For|With|Under|During|Through|Across|Twice|Once|Here|Then|Later"
    rf"|There"
    rf"|Meanwhile|Of|From|By|After|Since|Throughout|Between|Even|Again|Already|Only|Late|Early|Deep"
    rf"|To judge|Judging|Measured|Going|Far|Long|[A-Z][a-z]+ly|Until"
    rf"|Without)\b[^,;:{NAME}{PEOPLE}{GROUP}]* $"
)
_NO_FACT = re.compile(
    r"\b(?:claims?|stor(?:y|ies)|ideas?|notion|suggestions?|belief|assertions?|allegations?"
    r"|rumours?|reports?|charges?|evidence|proof|proposition|fear|hope|chance) that (?:the )?$"
    r"|\b(?:to|would|could|might) (?:say|claim|pretend|believe|think|argue|imagine|suppose|suggest)"
    r" that (?:the )?$"
)
_WHEN = re.compile(
    r"(?:when|while|after|once|as|since|by the time) .* [12]\d{3},? $", re.IGNORECASE
)
"""A clause that says when, without a comma behind it."""
_BESIDE = re.compile(
    r"\b(?:after|besides?|behind|next to|with|without|like|unlike|than|from)\s(?:the )?$"
)
"""Before a name that stands beside the subject only: "Laos was, after …"."""
_OTHER_CLAUSE = re.compile(
    r"^.*(?:,|\b(?:when|while|because|where|after|as)\b|\b(?:surprised|surprise|doubt|doubts"
    r"|doubted"
    r"|secret|wonder|forgets?|forgot|forgotten|denied|denies|deny|dispute[sd]?"
    r"|remembers?) (?:that|how)"
    r"\b)"
)
"""What stands before a clause and denies nothing of it."""
_SAID = re.compile(r"(?:\bthat|[:“\"‘–—]|,)\s+$")
_UNSURE_LEAD = re.compile(
    r"\b(?:if|unless|whether|should|lest|before|until|than|had)\s+(?:the )?$|^(?:Had|Should"
    r"|Were) $",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"^, (?:in force|[a-z]{3,}ed|fought|made|begun|undertaken) "
    r"|^(?:, [^,]{2,30})?,? (?:(?:which|that) )?(?:had |has )?(?:broke out|began|started|erupted"
    r"|flared(?: up)?|raged"
    r"|lasted|ended|was (?:fought|waged|signed|concluded|formed|sealed|in force|voted|decreed"
    r"|over|complete|completed|proclaimed|declared)|were fought|dragged on|went on|ran|continued"
    r"|opened|took place|resumed|came|held|endured|dates?|dated|goes back|went back|stood"
    r"|followed|occurred|happened|survived|existed|cost|killed|left|claimed"
    r"|was (?:the|an?|in|on|at|complete|brief|short|long|bloody|lost|won|decided|formali[sz]ed))\b"
)
_AT_WHICH = re.compile(r",?(?: ?(?:when|in which|during which|in the course of which))?")
_ANY_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d|\b(?:since|from) 1[0-4]\d\d")
_SOME_TIME = re.compile(
    r"\b(?:in|during|for|over|throughout|until|since|after|before|by|within)\b [^,;:]*"
    r"\b(?:years?|decades?|months?|weeks?|days|generations?|sessions?|reign|membership"
    r"|independence)\b",
    re.IGNORECASE,
)
"""A time that no year says."""
_BOUND_TO = re.compile(r"\bbound to\b")
"""Of allies no prediction: "are bound to come to each other's aid"."""


@dataclass(frozen=True)
class Told:
    """What a core tells.

    Parameters
    ----------
    kind : str
    text : str
        In the words of the claim language, affirmed.
    start, end : int
        The stretch of the text that it was read from.
    denied : bool
        Whether it is denied.
    beside : bool
        Whether it is told by the way, in a clause with "when" or "which".
    further : bool
        Whether it is told by the same words as the one before: of the second of two.
    """

    kind: str
    text: str
    start: int
    end: int
    denied: bool
    beside: bool
    further: bool = False


def claimed(text: str, on: Moment) -> Iterator[tuple[Told, Clause, Claim]]:
    """Yield the claims that cores of a text make, each with the words it is read as.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.
    """
    for one in told(text, on):
        try:
            claim = parse(one.text, on=on.year)
            if one.denied:
                claim = parse(canonical(replace(claim, negated=True)), on=on.year)
        except NonalignedError:
            continue
        if not stood(claim, text if claim.kind == "fought" else text[one.start : one.end]):
            continue
        step = f"read “{text[one.start : one.end]}” without what stands round it"
        yield one, Clause(one.text, one.start, one.end, (step,), 0.1), claim


def elsewhere(claim: Claim, words: str) -> bool:
    """Whether words that tell of a war and the like are of another field, or of none.

    Examples
    --------
    >>> elsewhere(parse("Peru fought Chile"), "Peru fought Chile over fishing quotas")
    True
    >>> elsewhere(parse("Peru occupied Chile in 1990"), "Peru occupied Chile in 1990")
    True
    """
    held = _HELD.search(words) and not _CUES["fought"].search(_A_WAR.sub("", words))
    if (claim.kind == "fought" and held) or not stood(claim, words):
        return True
    fields = next((core.unless for core in cores() if core.kind == claim.kind), "")
    return bool(fields) and pattern(fields).search(ASIDE.sub(", ", words)) is not None


def told(text: str, on: Moment) -> Iterator[Told]:
    """Yield what a text tells of wars, alliances, ends and closest partners.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.

    Examples
    --------
    >>> [t.text for t in told("In 1935 Peru, to its cost, invaded Chile.", Moment.of(1990))]
    ['Peru fought Chile in 1935']
    """
    bones = skeleton(text.rstrip(' .!”"’'), on)
    if pattern("{SPORT}").search(ASIDE.sub(", ", bones.text)):
        return
    kinds = {kind for kind, cues in _CUES.items() if cues.search(bones.text)}
    if not kinds or not bones.mentions:
        return
    for start, end in stretches(bones.text):
        taken: list[tuple[int, int]] = []
        whole = _clause(bones, start, end)
        bare = trimmed(whole.text)
        for words in (bare, whole) if bare != whole else (whole,):
            for core in (core for core in cores() if core.kind in kinds):
                for one in _of_words(core, bones, start, words, on):
                    if one.further or not any(one.start < b and a < one.end for a, b in taken):
                        taken.append((one.start, one.end))
                        yield one


def _clause(bones: Skeleton, start: int, end: int) -> Trimmed:
    """Return a clause of a skeleton as it would stand within a sentence."""
    clause = bones.text[start:end]
    return Trimmed(clause[:1].lower() + clause[1:], tuple(range(len(clause) + 1)))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a skeleton that each make a statement."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for cut in _CUT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def of_core(core: Core, bones: Skeleton, start: int, end: int, on: Moment) -> Iterator[Told]:
    """Yield what a core tells in a clause of a skeleton."""
    return _of_words(core, bones, start, _clause(bones, start, end), on)


def _of_words(
    core: Core, bones: Skeleton, start: int, words: Trimmed, on: Moment
) -> Iterator[Told]:
    """Yield what a core tells in words of a clause that opens at a place of a skeleton."""
    clause = words.text
    if not core.may_match(clause):
        return
    named = with_names(clause, bones, start)
    if not re.search(f"[{NAME}{PEOPLE}]", named):
        return
    for match in core.compiled.finditer(named):
        lead, tail = named[: match.start()], named[match.end() :]
        if not (leads(core, lead) and _ends(core, match, tail)):
            continue
        stop = STOP.search(tail)
        near = match.end() + (stop.start() if stop else len(tail))
        near = match.end() if core.role == "noun" else near
        if not core.fits(named[:near]) or DOUBT.search(named[:near]):
            continue
        when = _time_of(core, match, lead, tail, bones)
        plain = in_words(core, match, bones, on)
        bare = core.kind == "ended" or (core.kind == "allied" and "only " in match.group())
        if when is None or not plain or (bare and not when):
            continue
        said = bones.told(named[:near])
        if not screens.stated(_BOUND_TO.sub("tied to", said) if core.kind == "allied" else said):
            continue
        first, last = (match.start(), match.end()) if named == clause else (0, len(clause))
        for number, said in enumerate(plain):
            yield Told(
                core.kind,
                f"{said} {when}".strip(),
                bones.place(start + words.places[first]),
                bones.place(start + words.places[last]),
                denial(match) != "",
                bool(match.groupdict().get("rel")) or _SUBORDINATE.search(lead) is not None,
                number > 0,
            )


def _time_of(core: Core, match: re.Match[str], lead: str, tail: str, bones: Skeleton) -> str | None:
    """Return the time of what a core tells; ``None`` where it is not clear."""
    if year := match.groupdict().get("year"):
        return f"in {year}"
    words = match.group()
    beside = match.groupdict().get("rel") or ""
    if denial(match) or beside.strip(" ,").startswith(("which", "who", "having")):
        words = words.replace(beside, ", ", 1)  # its time is its own
    when = when_told(core, lead, words, tail)
    if when is None and not _ANY_YEAR.search(bones.text):
        told = reign(lead, bones) if core.role != "noun" else None
        return None if told == "" and _SOME_TIME.search(lead) else told
    if core.kind == "ended" and when and not denial(match):
        return re.sub(r"^(?:since|until) ", "in ", when)  # there was an end then
    if core.kind == "allied":
        return pledged(lead, words, tail) or when
    return when


def with_names(clause: str, bones: Skeleton, start: int) -> str:
    """Return a clause with "it" put as the one state named before, and "the two" as both.

    "It was Peru that did" is put as "Peru did".
    """
    clause = _CLEFT.sub(r"\1 ", clause)
    match = _IT.search(clause)
    if match is None:
        return clause
    ahead = [
        part for part in _CUT.split(bones.text[:start]) if re.search(f"[{NAME}{PEOPLE}]", part)
    ]
    before = "".join(ahead[-1:]) + clause[: match.start()]
    signs = {bones.id(sign): sign for sign in re.findall(f"[{NAME}{PEOPLE}]", before)}
    wanted = 1 if match.group() == "it" else 2
    if len(signs) != wanted or "" in signs or re.search(f"[{GROUP}]", bones.text[:start]):
        return clause
    return clause[: match.start()] + " and ".join(signs.values()) + clause[match.end() :]


def reign(lead: str, bones: Skeleton) -> str:
    """Return a time without a year that opens a clause, "in the Brezhnev years", as it stands."""
    match = _REIGN.match(lead)
    return bones.told(match["when"]) if match else ""


def denial(match: re.Match[str]) -> str:
    """Return the word with which a core denies what it tells; empty where it affirms it."""
    caught = match.groupdict()
    return caught.get("not") or caught.get("no") or ""


def leads(core: Core, lead: str) -> bool:
    """Whether what stands before a core lets it be the statement of its clause."""
    if _UNSURE_LEAD.search(lead) or _NO_FACT.search(lead) or _LIST_BEFORE.search(lead):
        return False
    if core.role == "aside" and _BESIDE.search(lead):
        return False
    if core.role in {"any", "aside"}:
        return not NO.search(lead)
    rest = lead
    for at, stop, _ in reversed(list(times(lead))):
        if not lead[stop:].strip(" ,"):
            rest = lead[:at]
    if rest != lead and _WHEN.match(lead):
        return True
    if core.role == "noun":
        return not rest.strip(" ,") or _SAID.search(rest) is not None
    if _CONJOINED.search(rest) or _OPENING.fullmatch(rest):
        return not NO.search(_OTHER_CLAUSE.sub("", rest))
    return False


def _ends(core: Core, match: re.Match[str], tail: str) -> bool:
    """Whether what stands in a core and behind it leaves what it says as it is."""
    words = match.group()
    words = words.replace(denial(match) or match.groupdict().get("calm") or "", "", 1)
    words = re.sub(r", [^,]*,", ",", words)
    words = re.sub(r"^there \w+(?: been)?(?: in [\w ]{3,30}?)? no ", "", words)
    inside = re.sub(
        r"\b(?:no|never (?:\w+ )?an?|not (?:had )?an?) (?:closer|nearer|more|better|stauncher"
        r"|firmer|truer)\b|\bonly (?:[a-z-]+ ){0,2}?all(?:y|ies)\b",
        "",
        words,
    )
    inside = _NOT_HERE.sub("", inside)
    if NO.search(inside) or _LISTED.match(tail):
        return False
    if (limit := _LIMITS.get(core.kind)) and limit.match(tail):
        return False
    if core.role == "noun":
        return True
    if core.role == "aside":
        return any(not tail[:at].strip() for at, _, _ in times(tail))
    stop = STOP.search(tail)
    near = _NOBODYS.sub("", tail[: stop.start()] if stop else tail)
    together = core.kind == "fought" and _ONE_SIDE.search(words + near)
    return not (together or NO.search(re.split(r" and ", near)[0]))


def when_told(core: Core, lead: str, words: str, tail: str) -> str | None:
    """Return the time of a core: behind it, in it, or at the head; ``None`` where none is."""
    happens = _HAPPENS.match(tail) if core.role == "noun" else None
    stop = STOP.search(tail, happens.end() if happens else 0)
    near = stop.start() if stop else len(tail)
    behind = list(times(tail))
    if core.role == "noun" and not happens:
        behind = [t for t in behind if not tail[: t[0]].strip(" (,")]
    for at, _, said in behind[:1]:
        if at <= near or not tail[:at].strip(" ,(—–"):
            return said
    inside = list(times(words))
    if len(inside) == 1:
        return inside[0][2]
    if core.role == "noun" and not happens:
        year = re.search(r"\b(?:1[5-9]|20)\d\d\b", words)
        return f"in {year.group()}" if year else None
    found = list(times(lead))
    if found:
        at, stop_at, said = found[-1]
        between = lead[stop_at:].strip()
        if _AT_WHICH.fullmatch(between) or (
            not lead[:at].strip() and not re.search(f"[{NAME}{PEOPLE}]", between)
        ):
            return said
    return None
