"""Who foretold, and when: what stands round the verb of a prediction.

The words before the verb are taken apart at commas and dashes and read from right to left. What
only adds ("completed in 1957", "who had never left Ohio", "then military attaché in Lisbon") is
left out, but its year is kept; what is left is the one who foretold. The year is the one beside
the verb, else the only one of the teller's own words, else the only one of the words before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
WHEN = rf"(?:(?:\d{{1,2}} )?{_MONTHS}(?: \d{{1,2}},)? )?[12]\d{{3}}"
"""A year, with a month or a day."""
_DATE = re.compile(rf"\b{WHEN}\b(?!s)")
_PARTS = r"(?:(?:the )?(?:early|late|mid-?|spring|summer|autumn|winter|fall)(?: of)? ?)?"
_TIME = (
    r"(?:as (?:early|late|long ago|far back) as|already in|back in|early in|late in|in|on|of|from"
    r"|by|during|dated)"
    rf" (?:the year |the (?:spring|summer|autumn|winter|fall|end|beginning|first \w+|last \w+)"
    rf" of )?{_PARTS}{WHEN}\b(?!s)"
)
_NOT_ITS = re.compile(
    r"\b(?:born(?: in)?(?: \w+)?|since|until|till|before|after|to|than|from|of the)"
    rf" (?:{_MONTHS} )?$"
)
"""What stands before a year that is none of the saying."""
_SAME = re.compile(r" (?:(?:in )?(?:that|the) (?:same |very )?year)\b")
_ASIDE = (
    r"(?:, (?!that\b|and )[^,;:]{2,120}(?=,)|, and (?:her|his|its|the) [^,;:]{2,90}(?=,)"
    r"| [(–—] ?[^()–—;:]{2,120}[)–—])"
)
_MATTER = (
    r"(?:that |of |about |(?=(?:the|an?|its|his|their|another) |[A-Z“]|(?:civil )?war "
    r"|(?:revolution|uprising|revolt)s? ))"
)
_NEAR = rf"(?: {_TIME}|{_SAME.pattern})?"
AFTER = re.compile(
    rf"(?P<near>{_NEAR})(?P<asides>{_ASIDE}{{0,2}}),?(?P<far>(?: {_TIME})?),?"
    rf" (?P<how>(?:was |had been )?{_MATTER})"
)
"""What may stand between the verb and what was foretold."""
AFTER_PLACE = re.compile(
    rf"(?P<near>{_NEAR} (?:in|to|at|before|from|on|over|during|with|after|under|by) (?:an?|the"
    rf"|his|her|its|their|one|[a-z]+"
    rf"|[A-Z])[^,;:]{{2,90}}?)(?P<asides>{_ASIDE}{{0,1}}),?(?P<far>(?: {_TIME})?),?"
    r" (?P<how>(?:was )?that |of (?=the (?:coming |imminent )?(?:end|fall|collapse)))"
)
"""The same with where it was said: "predicted in an editorial of 1970 that"."""
_HEARSAY = re.compile(
    r"\b(?:legends?|myths?|fables?|rumou?r\w*|allegedly|supposedly|reputedly|apocryphal\w*|it is "
    r"(?:said|claimed"
    r"|rumou?red|alleged)|so (?:it is said|the story goes|the legend has it|they say|he claims"
    r"|she claims)|if [\w ]+ (?:is|are) to be believed)\b"
)

ADVERBS = (
    r"(?:(?:also|already|long|later|once|even|famously|rightly|correctly|widely|wrongly|then"
    r"|boldly|openly|publicly|privately|flatly|quietly|confidently|solemnly|repeatedly|himself"
    r"|herself|first|nevertheless|accurately|duly|cheerfully|gloomily|drily|bluntly) )*"
)
SOON = re.compile(
    r" (?:one day|some day|someday|eventually|soon|before long|sooner or later|in the end"
    r"|in due course)(?= )"
)
"""What says of a prediction only that its time is open."""
_FORETELL = r"(?:predict|foretell|forecast|prophesy|foresee|anticipate)"
_SURE = (
    r"predicted|foresaw|foreseen|foretold|prophesied|forecast(?:ed)?|anticipated"
    r"|(?:was|were) (?:already |then |openly )?(?:predicting|foretelling|forecasting|prophesying"
    r"|foreseeing|anticipating)"
    rf"|(?:was|were) (?:among the first|the first|the only \w+|one of the few)(?: \w+)? to"
    rf" {_FORETELL}"
    r"|(?:was|were) (?:almost |nearly )?alone in (?:predict|foretell|forecast|foresee|anticipat)ing"
    rf"|(?:rose|stood up|got up)(?: in [12]\d{{3}})? to {_FORETELL}"
    rf"|(?:dared|went on|ventured|made bold|felt able) to {_FORETELL}|did {_FORETELL}"
)
_OBJECT = (
    r"(?:(?:an? |the |his |her |its )?[\w’'-]+(?: [\w’'-]+){0,4}?"
    r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?)"
)
_WARNED = (
    rf"warned(?: (?!(?:that|of|about|in|as|from|at|on|against)\b){_OBJECT}(?= (?:that|of|in|at|on"
    r" |from)\b))?|(?:was|were) (?:already |then |openly )?warning|(?:gave|sounded|issued) a"
    r" warning"
)
_SAID = (
    rf"told {_OBJECT}|said|wrote|argued|declared|maintained|insisted|concluded|announced"
    r"|proclaimed|reckoned|remarked|thought|believed|claimed|held|cabled|reported|noted|confided"
    rf"|wagered(?: {_OBJECT})?|bet(?: {_OBJECT})?|telegraphed|wired|suggested|observed|calculated"
    rf"|expected|cautioned|guessed|estimated|let it be known|put it on record|(?:assured|advised"
    rf"|informed|reminded) {_OBJECT}|gave it as (?:his|her|its) (?:opinion|view)"
    r"|(?:was|were|felt) (?:sure|certain|convinced|persuaded|confident|in no doubt)"
    r"|(?:came|went|returned)(?: home| back| away)?(?: from [A-Z]\w+)?(?: in [12]\d{3})?"
    r" (?:sure|certain|convinced|persuaded)|saw|realised|realized|understood|sensed|knew|grasped"
    rf"|(?:rose|stood up|got up)(?: in [12]\d{{3}})? to (?:say|warn|tell {_OBJECT}|declare)"
    r"|(?:came to|reached|drew|arrived at) (?:the|a|this) [\w-]*? ?conclusion|(?:was|were) of the"
    r" (?:opinion|view)|(?:took|formed|held|expressed) the (?:view|belief|opinion|conviction)"
    r"|had no doubt|went on record|gave notice|let slip|written|made no secret of (?:his|her|its)"
    r" (?:view|belief|conviction|opinion)"
    r"|confided|conceded|admitted|asserted|contended|opined|ventured|mused|lectured|preached"
    r"|testified|replied|answered|muttered"
)
_VERB = re.compile(
    rf"(?: |^)(?P<had>(?:had|has|have) )?{ADVERBS}(?:(?P<sure>{_SURE})|(?P<warned>{_WARNED})"
    rf"|(?P<said>{_SAID})(?: home| back)?(?= (?:that|to|in|on|at|as|back|over|during|from|before"
    rf"|already|when|with|the same|that same|once)\b|,| [(–—]))(?=[ ,])"
)
_TELLS = re.compile(
    rf"(?: |^)(?P<had>(?:had|has) )?{ADVERBS}(?:announced|proclaimed|heralded|envisaged"
    rf"|envisioned|expected)(?P<near>(?: {_TIME})?)"
    r" (?=(?:the|[A-Z][\w’'-]+['’]s) (?:\w+ ){0,2}?"
    r"(?:collapse|fall|end|disintegration|decomposition|dissolution|demise|downfall|break-?up"
    r"|disappearance|dismemberment|implosion)\b)"
)
"""What is announced or envisaged is foretold where it is an end."""
_AHEAD = re.compile(
    r"[^;:]*?\b(?:(?:would|could|will) (?!have\b)|had (?:\w+ ){1,3}?(?:years?|decades?) (?:left"
    r"|to live|to go)|was (?:headed for|heading for|doomed|destined to|bound to|fated to))"
)
"""What is said of what was yet to come is foretold."""

_NAME = r"[A-Z][\w.’'-]+(?: (?:(?:de|von|van|al|bin|da|del|di|la)[ -])?[A-Z][\w.’'-]+)*"
_FULL_NAME = re.compile(rf"(?:.*\b)?{_NAME}$")
_DETERMINED = r"(?:an?|the|his|her|its|their|one|some|several|many|two|three|four|five|another)"
_STARTS_NAME = re.compile(rf"(?:(?i:{_DETERMINED}) |[A-Z]|(?:he|she)$)")
_LEADS = (
    r"in|at|on|for|from|with|without|by|after|before|during|despite|under|over|against|since"
    r"|until|like|unlike|among|amid|to|of|as|when|while|where|because|although|though|if|long"
    r"|months?|years?|weeks?|days?|half|much (?:to|like|as)|not|never|no|nor|himself|herself|itself"
    r"|then|now|later|once|already|almost|even|only|quite|sent|given|made|held|written|drawn|born"
    r"|known|read|seen|put|led|taught|told|kept|lost|who|whose|which|that|what|well|way|shortly"
    r"|(?:one|some|both|all|most|none|neither|each|two) of (?:them|whom)|contrary"
    r"|writing|speaking|lecturing|and (?:his|her|its|later|then|the)\b.*"
)
_ADDS = re.compile(
    rf"(?:(?:{_LEADS})\b|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
    r"|thirty|some|several|many) (?:years?|months?|weeks?|days?|decades?)\b|[a-z]+ing\b"
    r"|(?!\w{1,2}ed\b)[a-z]+ed\b(?! (?-i:[A-Z])[\w’'-]+$))",
    re.IGNORECASE,
)
"""How what only adds begins."""
_ADVERB = re.compile(
    rf"^(?i:(?:(?:Already|Back|Early|Late|As early as|As far back as|As long ago as) )*(?:In|At|On|"
    rf"During|From|By|Over|As (?:early|late|far back|long ago) as|Writing|Speaking|Lecturing"
    rf"|Already|Back|Addressing|Touring|Returning|Asked))\b[^,]*?"
    rf"{_PARTS}{WHEN}(?: [a-z]+ing [\w ]+?| at [\w ]+?| in [A-Z]\w+)?"
    rf" (?=(?:{_DETERMINED} |(?:he|she)$|[A-Z]))"
)
"""An opening with a year that no comma cuts off: "In a letter dated 1945 the deserter …"."""
_PLACE = re.compile(
    r"^(?:In|On|At|During|From|By|To|For|With|Over) (?:[\w’'-]+ ){1,6}?(?<! of )(?<! at )(?<! in )"
    r"(?<! to )(?<! by )(?<! for )(?<! on )(?<! from )(?<! with )(?=the |an? |[A-Z])"
)
_JOINT = re.compile(
    r"^(?:what|and|but|yet|so|while|when|because|as(?! (?:early|far|long|late))|though|although"
    r"|that|where|whereas|for|or) ",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"\b(?:that|when|while|because|but|before|after|although|though|where) (?=(?:he|she)$|(?:an?"
    r"|the) "
    r"|[A-Z])"
)
"""Where a clause within the words before the verb begins."""
_CLEFT = re.compile(r"^(?:It|This) was (?=\S)")
_NO_LESS = re.compile(
    r"^(?:no less (?:an? [\w-]+ )?than|no (?:one )?other than|none other than|nobody (?:other|less)"
    r" than|even|not least) ",
    re.IGNORECASE,
)
_TAIL = re.compile(r",? (?:who|which|that)(?: (?:first|had|has|once))?$|,? who\b[^,]*$")
_MADE = (
    r"(?:published|written|drafted|completed|submitted|issued|sent|printed|given|delivered"
    r"|commissioned|preached|circulated|finished|compiled|prepared|produced|dated|made|held"
    r"|recorded|leaked)"
)
_TIMED = re.compile(rf",? (?:{_MADE} )?{_TIME}(?= |$|,)")
_MADE_BY = re.compile(rf" {_MADE}(?= by\b| in\b| at\b| for\b|$)")
_OWN_YEAR = re.compile(r"(?P<own>\b(?:[Aa]|[Tt]he|[Hh]is|[Hh]er|[Ii]ts)|[’']s) [12]\d{3}(?= \w)")
_PRONOUN = re.compile(r"^(?:he|she)$", re.IGNORECASE)
_JOINED = re.compile(r"(?:and|but)(?: (?:he|she|then|later|also))*")
_DID = (
    r"(?:had|was|were|gave|took|made|went|came|saw|left|wrote|said|told|spoke|met|held|kept|lost"
    rf"|won|[a-z]+ed) (?=(?:{_DETERMINED}|in|on|at|for|to|from|with|about|up) |[A-Z])"
)
_SUBJECT = re.compile(rf"(?P<who>(?!(?i:{_DETERMINED}) [a-z]+ed )[^,]{{3,60}}?) {_DID}")
"""Who did another thing before: "the paper gave the king three years, and said that"."""
_NO_TELLER = re.compile(
    r"^(?:it|and|they|we|i|you|this|that|these|those|there|which|who|what|nobody|none|some|few|many"
    r"|others?|everyone|everybody|all|anyone|anybody)$",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"{_NAME}")
_LATER = re.compile(r"(?:when|after|by the time|since|until|once|as)\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"\b(?:having|have|to|be|been|being|was|were|is|are|ever|just|not|never|neither|nor|imagines?)$"
    r"|\b(?:treaty|constitution|plan|agreement|accord|charter|statute|budget|bill|contract"
    r"|armistice|convention)$"
    r"|^(?i:every|each|all|everybody|everyone|anybody|anyone|any)\b"
    r"|\b(?:coach|trainer|manager|captain|goalkeeper|bookmakers?|traders?|brokers?)\b"
)
"""How words end that go on to no saying; and who speaks of no states."""
_THEN = re.compile(
    r" (?:then|now|later|already|long|once|even|still|otherwise|hitherto)(?: [a-z]+)? (?=[\w’'-]+)"
)
_AT_PLACE = re.compile(
    rf".*? (?:[a-z]+ed|to|by|from|of) (?P<np>{_DETERMINED} [\w’' -]+? (?:in|at) {_NAME}"
    rf"|(?<=ed ){_DETERMINED} [\w’' -]*?{_NAME})$"
)
"""An object with its place: "ignored the attaché in Basra"."""
MOST_WORDS = 9
"""Words of a teller that are kept."""
_AT_WORK = re.compile(
    r" (?:[a-z]+ing (?:for|in|at|on|with|from|under)|employed|attached|based|posted|stationed"
    r"|living)\b.*$"
)
MOST_ADDED = 5
"""Chunks before the verb that may be left out."""
_STOPS = re.compile(
    r"[;:?!]|[”\"]|(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bCol)"
    r"(?<!\bProf)(?<!\b[A-Z])\.(?= [A-Z])|, (?:and|but|yet|so|while|whereas) (?!(?:his|her|its)\b)"
)


@dataclass(frozen=True)
class Saying:
    """A verb that may report a prediction, with what stands round it.

    Parameters
    ----------
    start, end : int
        Where the verb begins, and what was foretold.
    near : str
        What stands between them.
    had : bool
        Whether it is told as past before the past.
    """

    start: int
    end: int
    near: str
    had: bool


def sayings(text: str) -> Iterator[Saying]:
    """Return the verbs of a text that may report a prediction.

    Examples
    --------
    >>> text = "Ana Silva predicted in 1970, to much laughter, that Peru would fall."
    >>> [(text[found.end :], found.near) for found in sayings(text)]
    [('that Peru would fall.', ' predicted in 1970, to much laughter')]
    """
    for match in _VERB.finditer(text):
        for form in (AFTER, AFTER_PLACE):
            beside = form.match(text, match.end())
            if beside is not None and _foretells(match, beside, text):
                end = beside.start("how") + (
                    0 if beside["how"].startswith("that") else len(beside["how"])
                )
                near = match.group() + beside["near"] + beside["asides"] + beside["far"]
                yield Saying(match.start(), end, near, bool(match["had"]))
                break
    for match in _TELLS.finditer(text):
        yield Saying(match.start(), match.end(), match["near"], bool(match["had"]))


_BEHIND = re.compile(
    rf"(?P<near>{_NEAR}(?: (?:in|to|from|at|on|before|over|during|with|after)"
    rf" [\w’'-]+[^,;:“”]{{0,60}}?"
    rf")?)(?: and [a-z]+ed (?:again|so) in [\w ]+)?(?=[,.;:]|$)"
)
_QUOTED = re.compile(r"[“\"](?P<what>[^“”\"]{3,140}?),?[”\"],?$")
_COMES = re.compile(r"\b(?:would|will|shall)\b(?! have\b)")
_WENT_ON = re.compile(r",? [“\"]?(?P<rest>(?:would|will|could not|had \w+ years) [^,;:]+)")


def told_behind(text: str) -> Iterator[tuple[str, str, str]]:
    """Return predictions whose teller stands behind them, or amid them.

    Yields
    ------
    tuple
        Who, with the year before the name; what; and the words it was read from.

    Examples
    --------
    >>> next(told_behind("Peru, the envoy told his king in 1970, would fall, and it fell."))[:2]
    ('In 1970 the envoy', 'that Peru would fall')
    >>> next(told_behind("“Peru will fall,” a bishop declared in 1970."))[:2]
    ('In 1970 a bishop', 'that Peru would fall')
    """
    for match in _VERB.finditer(text):
        behind = _BEHIND.match(text, match.end())
        found = behind and teller(text[: match.start()], behind["near"])
        at = text.rfind(found.who, 0, match.start()) if found else -1
        if not behind or not found or at < 1 or match["warned"]:
            continue
        head = text[:at].rstrip()
        if quoted := _QUOTED.search(head):
            what, stop = quoted["what"], behind.end()
        else:
            what, stop = re.split(r"[;:]", head.rstrip(" ,"))[-1].strip(), behind.end()
        after = _WENT_ON.match(text, behind.end())
        if after and not _COMES.search(what):
            what, stop = f"{what.rstrip(',')} {after['rest']}", after.end()
        if head.endswith((",", "”", '"')) and _COMES.search(what):
            what = re.sub(r"\b(?:will|shall)\b", "would", what)
            what = re.sub(r"^The ", "the ", what)
            yield found.lead, f"that {what.rstrip(' .”')}", text[:stop]


def _foretells(verb: re.Match[str], beside: re.Match[str], text: str) -> bool:
    """Whether what follows a verb is what it may foretell."""
    how = beside["how"].strip()
    if verb["said"]:
        return how == "that" and _AHEAD.match(text, beside.end()) is not None
    return not verb["warned"] or how in {"that", "of", "about"}


@dataclass(frozen=True)
class Teller:
    """Who foretold, and when.

    Parameters
    ----------
    who : str
        As the sentence has it, without what only adds.
    when : str
        A year, with its month where one is said; empty where none is.
    frame : str
        The words before that may deny or doubt the saying.
    added : tuple of str
        What was left out.
    stands_for : str
        The pronoun that was taken for the teller; empty where none was.
    relative : bool
        Whether the verb stands in a clause that only adds, whose time is its own.
    """

    who: str
    when: str
    frame: str
    added: tuple[str, ...] = ()
    stands_for: str = ""
    relative: bool = False

    @property
    def lead(self) -> str:
        """The head of a sentence that tells the prediction."""
        who = re.sub(
            r"^(?:The|An?|His|Her|Its|One|Two|Three) ", lambda m: m.group().lower(), self.who
        )
        return f"In {self.when} {who}" if self.when else self.who


def when_in(text: str) -> str:
    """Return the one year that a text gives to a saying; empty where none or several are said.

    Examples
    --------
    >>> when_in("an essay of March 1970"), when_in("born in 1920, in 1950"), when_in("since 1950")
    ('March 1970', '1950', '')
    """
    found = {
        match.group()
        for match in _DATE.finditer(text)
        if not _NOT_ITS.search(text[: match.start()])
    }
    return re.sub(r"^\d{1,2} | \d{1,2},", "", found.pop()) if len(found) == 1 else ""


def teller(lead: str, near: str = "", last: str = "", *, had: bool = False) -> Teller | None:
    """Return who foretold, by the words before the verb.

    Parameters
    ----------
    lead : str
        The sentence up to the verb.
    near : str
        The words right behind the verb, for their year.
    last : str
        Who "he" and "she" are, where the sentence names nobody before.
    had : bool
        Whether it is told as past before the past: what the main clause dates came later.

    Returns
    -------
    Teller or None
        ``None`` where nobody can be named.

    Examples
    --------
    >>> found = teller("The geographer Ana Silva, who had never left Lima, had", " in 1983")
    >>> found.who, found.when
    ('The geographer Ana Silva', '1983')
    >>> teller("In her thesis, submitted in 1980, Ana Silva").lead
    'In 1980 Ana Silva'
    """
    stop = max((m.end() for m in _STOPS.finditer(lead)), default=0)
    before, clause = lead[:stop], lead[stop:].strip(' “"')
    chunks = [chunk.strip() for chunk in re.split(r",| [–—] ?|[()]", clause)]
    added: list[str] = []
    relative, beside = False, True
    while chunks and len(added) < MOST_ADDED:
        chunk = chunks.pop()
        inner = _INNER.split(chunk)[-1]
        relative = relative or re.match(r"(?:who|which|that)\b", inner) is not None
        who = _bare(chunk)
        if relative and not _ADDS.match(inner) and (head := _head(who)) != who:
            who = head
        elif added and _JOINED.fullmatch(added[-1]) and (subject := _SUBJECT.match(who)):
            who = subject["who"]
        elif not who or _only_adds(inner, chunks, beside=beside):
            added.append(chunk)
            beside = False
            continue
        named = _named(who, before + ", ".join((*chunks, _cut(chunk, who))), last)
        if not named or any(map(_HEARSAY.search, (*added, _cut(chunk, who)))):
            return None
        own, other = " ".join((chunk, *added)), " ".join((*chunks, before))
        opening = [c for c in chunks if not (had and _LATER.match(c))]
        when = _when(near, own, "" if relative and had else " ".join(opening), other)
        frame = (*(c for c in chunks if not _ADDS.match(c)), _cut(chunk, who))
        pronoun = who if _PRONOUN.match(who) else ""
        kept = tuple(filter(None, added))
        return Teller(named, when, ", ".join(frame), kept, pronoun, relative and had)
    return None


def _when(near: str, own: str, opening: str, before: str) -> str:
    if _SAME.search(near):
        return when_in(before) or when_in(own)
    return when_in(near) or when_in(own) or ("" if _DATE.search(own) else when_in(opening))


def _only_adds(chunk: str, before: list[str], *, beside: bool) -> bool:
    """Whether a chunk between commas says no more than who the one before it is, or where.

    What stands right beside the verb is no apposition: no comma ends it.
    """
    chunk = _NO_LESS.sub("", re.sub(r"^What (?=the |an? |[A-Z])", "", chunk))
    if not _STARTS_NAME.match(chunk) or _ADDS.match(chunk):
        return not (_ADVERB.match(chunk) or (beside and _PLACE.match(chunk)))
    apposed = not beside and re.match(rf"{_DETERMINED} ", chunk, re.IGNORECASE)
    told = before[-1] if apposed and before else ""
    return not _ADDS.match(told) and _FULL_NAME.fullmatch(_bare(told)) is not None


def _bare(chunk: str) -> str:
    """Return the name that a chunk holds, without its joints, openings, years and relatives."""
    chunk = _NO_LESS.sub("", _CLEFT.sub("", _JOINT.sub("", chunk)))
    chunk = _INNER.split(chunk)[-1]
    chunk = _TAIL.sub("", _ADVERB.sub("", chunk))
    chunk = _OWN_YEAR.sub(r"\g<own>", chunk)
    chunk = _MADE_BY.sub("", _TIMED.sub("", chunk))
    return _PLACE.sub("", chunk).strip(" ,")


def _cut(chunk: str, who: str) -> str:
    """Return what stands before a name in its chunk."""
    at = chunk.find(who)
    return chunk[:at] if at >= 0 else chunk


def _named(who: str, before: str, last: str) -> str:
    """Return a name for a pronoun, and nothing for one that stands for nobody named."""
    if _PRONOUN.match(who):
        people = [name for name in _PERSON.findall(before) if " " in name]
        return people[-1] if people else last
    return "" if _NO_TELLER.match(who) or _UNFINISHED.search(who) else _short(who)


def _head(who: str) -> str:
    """Return the last name of words that tell more: "much was made of the thesis of a student"."""
    if not re.search(r"\b(?:was|were|is|are|had|has|made|came|went|[a-z]+ed)\b", who):
        return who
    if placed := _AT_PLACE.match(who):
        return placed["np"]
    last = re.match(
        rf".* (?:of|by|from|to|with|for|in|on|at) (?P<np>{_DETERMINED} .+|{_NAME})$", who
    )
    return last["np"] if last else who


def _short(who: str) -> str:
    """Return a name without the last of what says where, and of what, where it is long."""
    who = _THEN.sub(" ", _AT_WORK.sub("", who))
    while len(re.findall(r"[\w.-]+|['’]s", who)) > MOST_WORDS:
        head = re.match(r"(.+) (?:of|for|in|at|by|on|to|from|with|and)\b", who)
        if head is None:
            break
        who = head[1]
    return who
