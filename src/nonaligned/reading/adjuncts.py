"""What a clause can do without, and the time that must not be lost with it.

"With money", "at every session", "when the Assembly met": words that add to what is said and
do not turn it. A stretch is left out only where it names no state, no issue and no negation, and
ends before the next time, so that "without a lapse since 1974" keeps its year.
"""

from __future__ import annotations

import re

from nonaligned.reading.mentions import ISSUE

_MONTH = (
    r"(?:(?:early |late |mid-?)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|spring|summer|autumn|winter) (?:of )?)"
)
_WHEN = (
    rf"(?:the )?(?:(?:early|late|mid|year|years|end of)[ -](?:the )?)?{_MONTH}?"
    r"(?:[12]\d{3}s?\b|(?:fifties|sixties|seventies|eighties|nineties)\b|Cold War\b)"
)
_SINGLE = r"(?:ever )?(?:since|in|until|till|by|during|throughout|over|after|before|following)"
TIME = (
    rf"(?:(?:between|from) {_WHEN} (?:and|to|until|till|up to|through) {_WHEN}|"
    rf"from {_WHEN} on(?:wards?)?|"
    rf"{_SINGLE} (?:the (?:whole |course )?(?:of )?)?{_WHEN})"
)
"""Pattern of a time: "since 1974", "in the 1980s", "between May 1961 and 1984"."""

_TIME = re.compile(TIME, re.IGNORECASE)
_AT_HEAD = re.compile(rf"^(?:[Tt]hat is )?(?P<time>{TIME})", re.IGNORECASE)
_TOPIC = re.compile(
    r"^(?:(?:at least|especially|above all|particularly|and) )?(?:on|over|in|where|when)\b", re.I
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?!s)")
_FRONT = re.compile(
    r"(?:and |but )?(?:once|when|with|after|following|in|by|during|under|as|since|from|until"
    r"|between"
    r"|having|[a-z]+(?:ed|ing|en) (?:by|to|in|with|from|on|of|as|at|its|their|up|out|the))"
    r"\b.*\b(?:1[89]|20)\d\d",
    re.I,
)
"""Opens a sentence with a time: "Once the war was over in 1970, …"."""
_SPELLS_OUT = re.compile(r"\b(?:1[89]|20)\d\d\b[^:]*:\s*$")
"""What stands before a colon has the time of what it is spelt out by."""
_TOLD = re.compile(r"^(?:and )?(?:when|as|the year|by the time)\b", re.IGNORECASE)
_ONCE = re.compile(r"^(?:once|after|following|with|having) ", re.IGNORECASE)
_OF_TIME = re.compile(r"\bthe [a-z]+s of(?= [12]\d{3}\b)", re.IGNORECASE)
_SINCE_THEN = re.compile(
    r"\b(?:(?:ever )?since(?: then)?|(?:in|for|during|through) all (?:that|this|the) time)$",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b(?:from|between) {_WHEN} (?:and|to|until|till|up to|through) {_WHEN}", re.I)
_OPENING = r"(?:as|under|in|during|throughout|at|with)\b"
_TENURE = re.compile(
    rf"^(?:{_OPENING}.*|(?:(?:the|its|their) )?(?:[a-z]+ )?(?:president|prime minister|premier|"
    r"chancellor|chairman|secretary|leader|king|queen|shah|emperor|ruler|member|host|"
    r"in (?:office|power))\b.*"
    r"|who (?:ruled|reigned|governed|held|led|served|was|sat)\b.*)",
    re.IGNORECASE,
)
"""Opening or aside whose span is that of the clause beside it: "As host from 1974 to 1977"."""

_THEN = re.compile(rf"\b(?:in|during|until|till|by|throughout|and|to) (?P<when>{_WHEN})$", re.I)
"""The time at the end of what stands before "when …": "bore fruit in the 1960s, when …"."""

_STOP = rf"(?:(?! {TIME}|,|;)"
_TURNED = (
    r"(?!.*\b(?:not|no|never|only|neither|nor|words?|names?|theory|paper|rhetoric|appearances?|"
    r"speeches|dreams?|fiction|novels?|films?|exceptions?|once|reservations?|reluctan\w+)\b)"
)
_ANYTHING = (
    r"(?:in (?:its|their|his|her) (?:\w+ )?(?:struggle|fight|war|quest|battle|efforts?|campaign"
    r"|quarrels?|disputes?|rivalry|conflicts?|feuds?|contest|stand-?off)"
    r"|despite|in spite of|regardless of|in the face of|without"
    r"|through thick and thin|thanks to|at any price|under pressure|for all to see"
    r"|for its own reasons|at the (?:height|end|start) of the)"
)
_LOWER = (
    r"(?:with|under|amid|amidst|through|against all|as (?:an?|the)"
    r"|at (?:every|each|almost every|nearly every|one) \w+"
    r"|in (?:every|each|all|nearly every|almost every) \w+|in (?:vote|session|year|debate)"
    r" after|in one .{3,30}? after another"
    r"|for (?:the|all|every|its|their) (?!first|last|time|moment|most)"
    r"|to the \w+ of|in the (?:hope|teeth|shadow|wake|name) of)"
)
_ADVERBS = (
    r"(?:at (?:virtually |nearly |almost )?every turn|(?<! at )(?:every|each) (?:year|time)|time"
    r" and again|time after time|vote after vote|year after year|like no other"
    r"|session after session|through thick and thin|to this day|to the (?:last|end|letter|full)"
    r"|in good years and bad|ever since then|as well|too|so far|until today|of late"
    r"|to a fault|all along|in earnest|once more|in the process|in the end|as before"
    r"|not once but \w+|more than once|again and again|once and for all|several times"
    r"|in the (?:UN|General )?(?:Assembly|hall)|in New York|on the East River|in the debates?"
    r"|overnight|at once|outright|for ever|forever|for good|in a matter of (?:days|weeks|months)"
    r"|within (?:days|weeks|months)|by degrees|little by little|step by step|bit by bit"
    r"|(?:day|year|week|month|session|vote|step|decade) (?:by|upon|after|on) (?:day|year|week|month"
    r"|session|vote|step|decade)|by stages|in stages"
    r"|these days|hard|in particular|especially|above all|at least|for years|all the while|in its"
    r" time|in due"
    r" course|at a stroke|there)"
)
_ADVERB = re.compile(
    r",? (?!only|early|hardly|scarcely|barely|rarely|nearly|supposedly|allegedly|reportedly"
    r"|officially"
    r"|seemingly|apparently|ostensibly|likely|family|supply|reply|rally|ally|militarily|falsely"
    r"|largely|mostly|mainly|generally|broadly|monthly|weekly|daily|friendly|unlikely)"
    r"(?:now|long|once again|already|nevertheless|nonetheless|meanwhile|instead|in turn|simply"
    r"|duly|today|also|[a-z]{3,}(?<!al)ly),?(?= [a-z])"
)
"""Adverbs that add to a verb; those of a field ("economically closer") and of doubt stay."""
_ALIKE = re.compile(r" (?:alike|both)(?= |$)")
_AHEAD = re.compile(
    r"^(?:Through|Under|Across|Despite|Amid|For all|Behind|Beneath|With|Without|In spite of"
    r"|By dint of|Out of|Thanks to|At the cost of|For (?:want|lack) of|In the face of)"
    r" (?!(?:only|no|not)\b)[a-z’'\- ]+,? (?=[A-Z])"
)
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r" since the (?:days|times?|age|reign|rule|youth) of (?:the )?[A-Z][\w’-]+"
        r"(?: [A-Z][\w’-]+){0,2}(?=$|,)",
        r" (?:for )?as long as (?:any\w+|it has|it had|they have|one|there (?:has|have|is))\b.*$",
        rf" without (?:an? |any )?[a-z]+(?=$|,| {TIME})",
        r"(?<=\d)s? to (?!the\b)[a-z]+ (?:it|them|its|their|an?)\b[a-z’'\- ]*$",
        rf" {_ADVERBS}(?=$|,| {TIME}| (?:with|under|without|as|while|and|is|was|has) )",
        rf" under (?:President |King |General )?[A-Z][\w-]+(?: [A-Z][\w-]+)?(?=$|,| {TIME})",
        rf" {_ANYTHING}\b{_TURNED}{_STOP}(?! while | whereas | although | but | though ).)*",
        rf" {_LOWER}\b{_TURNED}{_STOP}[a-z’'\- ])*(?=$|,| {TIME})",
        r" (?:faster|sooner|later|further|more \w+ly|as \w+ly) (?:than|as) (?:any|every|most"
        r"|its|the|it|they)"
        r"[a-z ]+$",
        r" as (?:it|they|its|their|he|she|everyone|anyone|every) \w+.*$",
        r" upon (?:its|their) [a-z ]+$",
    )
)
_QUARREL = re.compile(
    r" (?:over|on|in the (?:matter|question|dispute|quarrel)s? (?:of|over)|in its"
    r" (?:dispute|quarrel)"
    rf" over) (?:the )?(?!Pal)[A-Z]\w+(?: [A-Z]\w+)?(?: (?:question|issue|dispute))?(?=$|,| {TIME})"
)
_FOR_WHAT = re.compile(
    r" for (?:arms|weapons|aid|help|money|protection|support|advice|loans|credit|training|supplies)"
    r"\b[\w ’'-]*(?=$|,)"
)
_MATTER = re.compile(
    r" (?:over|in the (?:matter|question|dispute|quarrel|affair) (?:of|over)) (?:the |an? "
    r"|its |their |some |who |what |whose |(?!more|over|less|about|a )(?=[a-z]))"
    rf"(?!past|last|years?|decades?|whole|course|period|next|summer|winter){_STOP}[a-z’'\-"
    rf" ])+(?=$|,| {TIME})"
)
_PARTED = re.compile(
    r"\b(?:gr[eo]w\w*|drift\w*|dr[ae]w\w*|br[eo]\w?k\w*|mov(?:e[ds]?|ing)|turn(?:s|ed|ing)"
    r"|shift(?:s|ed|ing)|sw[iu]ng\w*|tilt\w*|f[ea]ll\w* (?:out|apart)|parted|fought|attack\w*"
    r"|invad\w*|went to war|split from|cease\w*|dissol\w*|all(?:y|ies|ied))\b"
)
"""Verbs of what "over" gives the reason for, not the topic."""
_CLAUSE = re.compile(
    r",? (?:when|where|at a time when|at the moment when|after (?!the\b)[a-z]+s? [a-z]+|who|whose"
    r"|which|even when|(?:long |well |years )?before (?=it|they|anyone|any))"
    r" (?!(?:it|they) (?:suits?|pays?|paid|chose)|convenient|asked|paid|necessary|possible).*$"
)
_ONE = re.compile(r"\b(?:only|sole|one|lone)\b")
_LIMITED = re.compile(
    r"\b(?:only|sole|lone|alone|the one|no[- ]?one|nobody|none|no (?:other )?\w+ (?:but|except"
    r"|save))\b"
)
"""Words by which a clause says of one what it denies of all others: then it counts on what."""


def bare(text: str) -> tuple[str, str]:
    """Return a clause without what it can do without, and what was left out.

    Examples
    --------
    >>> bare("Peru has backed Cuba without a lapse since 1974")
    ('Peru has backed Cuba since 1974', 'without a lapse')
    >>> bare("Peru stood by Cuba with money when the Assembly met in May 1982")
    ('Peru stood by Cuba in May 1982', 'when the Assembly met … with money')
    """
    left: list[str] = []
    text = _without_clause(text, left)
    text = _OF_TIME.sub("", text).replace("  ", " ")
    for _ in range(2):
        for pattern in (*_reasons(text), *_TAILS):
            text = pattern.sub(lambda match: _drop(match, left), text)
    text = _AHEAD.sub(lambda match: _drop(match, left), text)
    text = _ADVERB.sub(lambda match: _drop(match, left), text)
    text = _ALIKE.sub("", text) if " and " in text else text
    return text, " … ".join(left)


def parts(text: str) -> bool:
    """Whether a clause tells that two parted, met or fought: then "over Cyprus" says why.

    Of whom somebody backed it says on what, and must not be left out.

    Examples
    --------
    >>> parts("Peru and Chile drifted apart"), parts("Peru backed Chile")
    (True, False)
    """
    return _PARTED.search(text) is not None


def _reasons(text: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the reasons that a clause may have for what it tells."""
    if not parts(text):
        return ()
    return (_QUARREL,) if _LIMITED.search(text) else (_MATTER, _QUARREL, _FOR_WHAT)


def _drop(match: re.Match[str], left: list[str]) -> str:
    words = match.group().strip()
    ruled = words.startswith("under ") and not has_time(match.string)  # no other time is there
    if ruled or "“" in words or ISSUE.search(words):
        return match.group()
    left.append(words)
    return ""


def _without_clause(text: str, left: list[str]) -> str:
    """Leave out "when …" to the end; its time stays where the clause has none of its own."""
    match = _CLAUSE.search(text)
    if match is None or match.start() == 0 or _ONE.search(text[: match.start()]):
        return text
    rest, words = text[: match.start()], match.group().strip(" ,")
    time = _TIME.search(words) if not _TIME.search(rest) and "when" in words else None
    left.append(words.replace(time.group(), "").strip() if time else words)
    return f"{rest} {time.group()}" if time else rest


def time_last(text: str) -> str:
    """Put the time at the head of a clause behind it, where it is the only one.

    Examples
    --------
    >>> time_last("In the 1970s no state backed Cuba"), time_last("In 1970 Peru left")
    ('no state backed Cuba in the 1970s', 'Peru left in 1970')
    """
    match = _AT_HEAD.match(text)
    rest = text[match.end() :].lstrip(", ") if match else ""
    if match is None or not rest or _TIME.search(rest) or _YEAR.search(rest):
        return _middle_last(text) if match is None else text
    time = match["time"]
    return f"{rest} {time[0].lower()}{time[1:]}"


def time_first(text: str) -> bool:
    """Whether a clause opens with its time.

    Examples
    --------
    >>> time_first("In 1970 Peru left"), time_first("Peru left in 1970")
    (True, False)
    """
    return _AT_HEAD.match(text) is not None


def _middle_last(text: str) -> str:
    """Put the one time that stands between a verb and what it needs behind the clause."""
    times = list(_TIME.finditer(text))
    if len(times) != 1 or len(_YEAR.findall(text)) > len(_YEAR.findall(times[0].group())):
        return text
    before, after = text[: times[0].start()].rstrip(), text[times[0].end() :]
    if not _GOES_ON.match(after) or _APART.search(text):
        return text
    return f"{before}{after} {times[0].group()}"


_GOES_ON = re.compile(
    r" (?:on|with|to|towards?|of|between|for|by|behind|from|away|in favou?r|in support|closer"
    r"|nearer"
    r"|apart|together|neither|that|the|its|their|an?|as|at|against|about|over)\b"
)
"""What a verb needs, behind a time: "sided in 1975 with Peru"."""
_APART = re.compile(r"[,;:]| (?:which|who|when|while|where|than in|than from|as in)\b")

_ALWAYS = re.compile(
    r"\b(?:has|have) (?:always|never|long)\b|\b(?:is|are|years|decades|ever since|today|now)\b"
)
"""Words by which a clause is of all time, or of the present, whatever year was named before it."""

_DATED = re.compile(
    rf"^(?:(?:{_OPENING}|from|since|after|until|by|between|before).*\b[12]\d{{3}}"
    r"|under (?-i:[A-Z])|(?:an? |the )?[a-z]* ?(?:since|from|until|between) [12]\d{3})",
    re.IGNORECASE,
)
"""Opens words beside a clause that say when it was so: by a year, or by who ruled."""


def has_time(text: str) -> bool:
    """Whether a clause says when."""
    return _TIME.search(text) is not None or _YEAR.search(text) is not None


def loses_time(text: str, outside: str) -> bool:
    """Whether a clause without a time of its own would lose the one that stands beside it.

    Examples
    --------
    >>> loses_time("Peru backed Cuba", "As host of the games of 1968")
    True
    >>> loses_time("Peru backed Cuba in 1970", "Under Juan Velasco")
    False
    """
    return _DATED.match(outside) is not None and not has_time(text)


def untimed(text: str, before: str) -> bool:
    """Whether a clause says no time, and its sentence opens with one.

    Examples
    --------
    >>> untimed("Peru backed Cuba", "In 1970 the war was over, "), untimed("Peru backed Cuba", "")
    (True, False)
    """
    dated = _FRONT.match(before) or _SPELLS_OUT.search(before)
    return dated is not None and not has_time(text) and not _ALWAYS.search(text)


_AS_FAR = re.compile(
    r"(?:at least |at any rate )?(?:as|so|in so|inso)[ -]?far as\b.*\b(?:concerned|goes|go|went"
    r"|matters?)\b"
    r"|at least (?:on|in|for) (?:the )?(?:screen|stage|pitch|field|market|kitchen|paper)\b",
    re.IGNORECASE,
)
"""Says beside a clause on what alone it holds."""


def limits(words: str) -> bool:
    """Whether words beside a clause say on what it holds, and so must not be left out.

    Examples
    --------
    >>> limits("at least on human rights"), limits("on reflection")
    (True, False)
    """
    if _AS_FAR.match(words):
        return True
    return _TOPIC.match(words) is not None and ISSUE.search(words) is not None


_MEASURED = re.compile(
    r"(?:measured|set|taken|counted|seen|judged|compared|viewed|placed|put|reckoned|averaged"
    r"|added)\b",
    re.IGNORECASE,
)
_COVERED = re.compile(
    r"\b(?:for|over|in|during|of) (?:(?:all|the whole|whole) )*(?:(?:the )?decade of )?((?:the"
    r" )?[12]\d{3}s?)\b"
)
"""The years that a comparison covers: "Measured over the whole decade of the 1980s, …"."""
_MADE_TO = re.compile(r"[A-Za-z]+(?:ed|en|ught|orn) (?:[a-z]+ ){0,2}(?:by|to)\b(?=.*\bin\b)")
_DECIDES = re.compile(
    r"\b(?:declined|refused|chose|took sides|sided|backed|supported|voted|abandoned|deserted)\b"
)
"""A decision is of the time at which it was asked for."""


def _covered(text: str, outside: str, years: list[str]) -> str:
    """Return the time that an opening gives to what was found, or decided, in it."""
    if _MEASURED.match(outside):
        when = _COVERED.findall(outside)
        return when[0] if len(when) == 1 else ""
    asked = _MADE_TO.match(outside) and _DECIDES.search(text)
    return years[0] if asked and len(years) == 1 else ""


def carried(text: str, outside: str) -> str:
    """Return a clause with the time that stands in the words left out before it.

    Parameters
    ----------
    text : str
        A clause.
    outside : str
        What stood before it in its sentence.

    Returns
    -------
    str
        Empty where there is nothing to carry.

    Examples
    --------
    >>> carried("the GDR was no longer a state", "By 1991 Honecker's republic")
    'By 1991, the GDR was no longer a state'
    >>> carried("Peru has backed Cuba ever since", "which changed in 1985")
    'Peru has backed Cuba since 1985'
    >>> carried("when Peru backed Cuba", "The doctrine bore fruit in the early 1960s")
    'Peru backed Cuba in the early 1960s'
    """
    years = _YEAR.findall(outside)
    if (since := _SINCE_THEN.search(text)) and len(years) == 1:
        return f"{text[: since.start()]}since {years[0]}"
    if _TIME.search(text) or _YEAR.search(text):
        return ""
    if text.startswith("when ") and (when := _THEN.search(outside)):
        return f"{text[5:]} in {when['when']}"
    if match := _AT_HEAD.match(outside):
        return f"{match['time']}, {text}"
    if covered := _covered(text, outside, years):
        return f"{text} in {covered}"
    if _TENURE.match(outside) and len(spans := _SPAN.findall(outside)) == 1:
        return f"{text} {spans[0]}"
    if len(years) == 1 and len(_TIME.findall(outside)) == 1:
        if _TOLD.match(outside):
            return f"In {years[0]}, {text}"
        if _ONCE.match(outside) and _TURN.search(text):
            return f"After {years[0]}, {text}"
    return ""


def carried_back(first: str, rest: str) -> str:
    """Return the first of two directions with the time that stands behind both.

    Examples
    --------
    >>> carried_back("Peru moved away from Cuba", "towards Chile after 1973")
    'Peru moved away from Cuba after 1973'
    """
    times = _TIME.findall(rest)
    if _TIME.search(first) or _YEAR.search(first) or len(times) != 1:
        return first
    return f"{first} {times[0]}"


_TURN = re.compile(
    r"\b(?:towards?|away from|closer to|nearer to"
    r"|into (?:the )?(?:\w+['’]s )?(?:arms|camp|orbit))\b",
    re.I,
)


def carried_on(first: str, second: str) -> str:
    """Return the second of two predicates with the time that the first has.

    The date of one deed is not that of another, but for turns: who breaks with one in 1977 and
    moves towards another does both then.

    Parameters
    ----------
    first : str
        The first predicate, without its subject.
    second : str
        The second, with it.

    Returns
    -------
    str
        As it stands where it has a time, or the first has none; empty where it would lose one.

    Examples
    --------
    >>> carried_on("broke with Cuba in 1977", "Peru moved towards Chile")
    'Peru moved towards Chile in 1977'
    >>> carried_on("left the club in 1977", "Peru backed Chile")
    ''
    """
    if has_time(second) or not has_time(first):
        return second
    times = _TIME.findall(first)
    if len(times) != 1:
        return ""
    return f"{second} {times[0]}" if _TURN.search(second) else ""
