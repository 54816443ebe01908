"""Predictions told another way round: by a noun, with the teller in the middle, or behind.

"Todd's prediction of 1976 that X would fall", "X, Todd predicted in 1976, would fall", "“X will
fall,” Todd predicted in 1976" all say that in 1976 Todd predicted that X would fall. The words for
an end are many, and put here as the grammar of claims has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned import states
from nonaligned.reading.foretellers import when_in

_VERB = (
    r"(?:predicted|foretold|prophesied|forecast(?:ed)?|foresaw|warned|said|wrote|declared|argued"
    r"|maintained|insisted|thought|believed|concluded|reckoned|remarked|announced)"
)
_SURE_VERB = r"(?:predicted|foretold|prophesied|forecast(?:ed)?|warned|wrote|said|declared)"
_TOLD = r"told (?:(?:the|his|her|a|an|its) )?\w+(?: \w+)?"
_NOUN = r"(?:prediction|prophecy|forecast|warning|prognosis|premonition)"
_YEAR = r"(?:(?:[A-Z]\w+ )?[12]\d{3})"
_WHEN = (
    r"(?:,? (?:back |already )?(?:in|as early as|as far back as|as long ago as|of)"
    rf" (?:the (?:spring|summer|autumn|winter) of )?(?P<when>{_YEAR}))?"
)
_PERSON = (
    r"(?:(?:(?:an?|the|its) )?(?:[\w’'-]+ ){0,5}?[A-Z][\w.’'-]+"
    r"(?: (?:(?:de|von|van|al) )?[A-Z][\w.’'-]+){0,3}|(?:[Aa]n?|[Tt]he|[Oo]ne)"
    r" (?:[\w’'-]+ ){0,3}?[a-z’'-]+(?: (?:at|in|of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,3})?)"
)
_WHO, _WHO2 = rf"(?P<who>{_PERSON})", rf"(?P<who2>{_PERSON})"
_END = (
    r"(?:collapse|fall|disintegrate|break (?:up|apart)|crumble|disappear|cease to exist|dissolve"
    r"|perish|come to an end|end|be no more|be gone|split|implode|survive|last|endure|outlive"
    r"|outlast|come apart|fall apart|vanish|go under)"
)
_AMID = re.compile(
    rf"^(?:(?P<lead>[^,;:]*?[;:] ))?(?P<what>[^,;:]{{3,80}}?(?: would)?), (?:so )?(?:{_WHO} (?:had"
    rf" )?"
    rf"(?:\w+ly )?{_VERB}|{_VERB} {_WHO2}){_WHEN}, (?P<rest>[^,;:]*?\b{_END}\b[^,;:]*)"
)
_BEHIND = re.compile(
    rf"^[“\"]?(?P<what>[^,;:“”\"]{{3,80}}? (?:would|will)"
    rf" [^,;:“”\"]*?\b{_END}\b[^,;:“”\"]*),[”\"]? "
    rf"(?:(?:so )?{_WHO}(?:, [^,]+,)? (?:had |has )?(?:\w+ly )?(?:{_VERB}|{_TOLD})|{_SURE_VERB}"
    rf" {_WHO2})"
    rf"(?:,? (?:back |already )?(?:in|as early as) (?P<after>{_YEAR}))?(?=[,.;]|$)"
)
_OWNED = re.compile(
    rf"(?:^|[,;] ){_WHO}['’]s (?:\w+ ){{0,2}}?(?:(?P<year>{_YEAR}) )?(?:\w+ )?{_NOUN}{_WHEN},?"
    r" (?P<how>that|of) (?P<what>[^,;:]+)"
)
_OF = re.compile(
    rf"\b(?:[Tt]he|[Aa]) (?:\w+ )?{_NOUN},?(?: (?:made|uttered|published|put forward|given"
    rf"|issued))?"
    rf"(?: in (?P<year>{_YEAR}),?)? (?:by|of) {_WHO}{_WHEN},? (?P<how>that|of)"
    r" (?P<what>[^,;:]+)"
)
_THAT = re.compile(
    rf"^[Tt]hat (?P<what>[^,;:]+ would [^,;:]+?) (?:was|had been) the (?:\w+ )?{_NOUN} (?:of|by"
    rf"|made by)"
    rf" {_WHO}{_WHEN}(?=[,.;]|$)"
)
_INVERTED = re.compile(
    r"^(?:The (?:first|only|last) (?:[\w-]+ )?|(?:One|Two|Three) of the (?:few|first|many)(?:"
    r" [\w-]+)?? "
    r"|Among the (?:few|first|many)(?: [\w-]+)?? )(?:to|who|that) (?:had |have )?(?:\w+ly )?"
    r"(?:predict(?:ed)?|fore(?:see|saw|tell|told|seen)|forecast|anticipate[d]?|prophes(?:y|ied)"
    r"|(?:see|saw|say|said|warn|warned|understand|understood|grasp|realise|realize|guess)(?= that))"
    r" (?P<what>[^,;:]+?)(?P<when>(?: in [12]\d{3})?) (?:was|were)"
    rf" (?P<who>{_PERSON})(?=[,.;]|$)(?P<aside>(?:, [^;:]+)?)"
)
_WROTE = re.compile(
    rf"^(?P<x>[^,;:]{{3,60}}), (?:so )?{_SURE_VERB} (?P<who>{_PERSON})"
    r"(?P<when>(?: (?:in|on|at|from|to) [^,;:]{3,80})?), (?P<what>(?:would|could not) [^,;:]+)"
)
_AS_TOLD = re.compile(
    rf"^As {_WHO},? (?:had )?(?:\w+ly )?{_VERB}(?P<near>[^,;:]*)(?P<aside>(?:, [^,;:]+)*?),"
    r" (?P<what>[^,;:]+? (?:would|could not|was doomed) [^;:]+)"
)
_NOUNED = re.compile(
    rf"(?:^|[,;] |\b(?:when|and|but) )(?:(?P<owner>{_PERSON})['’]s (?:\w+ ){{0,2}}?{_NOUN}"
    rf"|(?:[Tt]he|[Aa]n?) (?:\w+ ){{0,2}}?{_NOUN} (?:of|by|from|made by|ventured by)"
    r" (?P<by>[^,;:]{3,60}?))(?P<when>,? [^,;:]{3,80}?,| in [12]\d{3},?)"
    r" (?:(?:was|had been|ran) )?that (?P<what>[^,;:]+)"
)
_FORESEEN = re.compile(
    rf"^(?P<what>(?:[Tt]he|[A-Z])[^,;:]{{5,80}}), (?:\w+ly |already )?(?:foreseen|predicted"
    rf"|foretold|prophesied|forecast) by {_WHO}{_WHEN}, "
)
_UNHEARD = re.compile(
    rf"^(?:few|nobody|no one|no-one|hardly any(?:one|body)|not many)(?: \w+){{0,3}}? (?:listened"
    rf"|believed"
    r"|paid (?:much |any )?(?:attention|heed)|took (?:much |any )?(?:notice|heed)|heeded|cared"
    r"|noticed"
    r"|took (?:him|her|them|it) seriously)(?: (?:him|her|them|it))?"
    rf"(?: in (?P<when>{_YEAR}))?,? when ",
    re.IGNORECASE,
)
_WRITING = re.compile(
    rf"^(?:Writing|Speaking|Lecturing|Asked|Interviewed|Already|Back)(?: [\w’'-]+){{0,6}}? in"
    rf" (?P<when>{_YEAR}),? "
)
_AS_EARLY = re.compile(
    r"\b(?P<a>[Aa])s (?:early|late|long ago|far back) as (?=(?:[A-Z]\w+ )?[12]\d{3})"
)
_PART_OF_YEAR = re.compile(
    r"\b([Ii]n) (?:early|late|mid-?|the (?:spring|summer|autumn|winter|fall) of) ?(?=[12]\d{3}\b)"
)
_OF_YEAR = re.compile(
    rf"^(?P<who>(?:[Aa]n?|[Tt]he) (?!year\b)[\w -]+?) (?:of|from|dated|published in|written in)"
    rf" (?P<when>{_YEAR})"
    r"(?= (?:had )?(?:predicted|foresaw|warned|forecast|foretold|prophesied))"
)
_FORGOTTEN = re.compile(
    r"^(?:Few|Not many|Hardly anyone|Nobody|No one)(?: [\w’'-]+){0,4}? (?:recalls?|remembers?)"
    r" that "
)
_WHEN_TOLD = re.compile(rf"^When (?=[A-Z][^,]{{3,50}}? (?:had )?{_VERB}\b)")
_IT_WAS = re.compile(
    r"^It was (?:an? [\w’' -]+?, )?(?P<who>[A-Z][\w.’'-]+(?: (?:(?:de|von|van|al)"
    r" )?[A-Z][\w.’'-]+){0,3}),?"
    rf" who,?(?: in (?P<when>{_YEAR}),?)? "
)
_EXPECTED = re.compile(
    rf"\b(?:expected|reckoned|believed|thought) (?P<what>(?:the )?[A-Z][\w -]+?) to (?=(?:\w+"
    rf" )?{_END}\b)"
)
_EXPECTED_ANY = re.compile(
    r"\bexpected (?P<what>(?:the )?[A-Z][\w -]+?) to (?=(?:be )?[a-z]+\b)(?P<rest>[^,;:]*)"
)
_SAW_COMING = re.compile(
    r"\bsaw (?P<what>(?:(?:the|an?) (?:[\w’'-]+ ){0,2}?[a-z-]+ (?:of|in|between)"
    r" |[A-Z])[^,;:]{2,60}?) coming\b"
)
SAID_BEHIND = re.compile(
    r",? (?:telling|writing|saying|warning|remarking|noting|assuring|adding|informing|arguing"
    r"|declaring|and (?:he |she |it )?(?:said|wrote|put it|told) (?:so|as much|it|them))\b"
    rf"[^;:]{{0,60}}? in (?P<when>{_YEAR})\b(?!s)"
)
"""When it was said, behind what was foretold: "…, and said so in 1947"."""
_SECOND = re.compile(
    r"^that (?P<x>(?!.*\bthat\b)[^,;:]{2,60}?) would (?P<first>[^;:]+?),? and"
    r"(?: (?:then|later|finally|eventually|so|soon|thus|ultimately|in the end))*"
    r" (?P<second>(?!(?:that|would|the|an?|its|their|his|her|with)\b)[a-z]+\b.*)$"
)
_HOME = re.compile(
    r"(?<!that )\b(?:his|her|their|its) (?:own )?(?:country|homeland|native land)\b(?!['’])"
)
_INTO_HOME = re.compile(
    r"\bwould (?:soon |one day )?(?:invade|attack|march in)(?=$|[,;.]| (?:within|by|before|in|at"
    r"|after|once|if)\b)"
)
WILLED = re.compile(
    r"^that [^,;:]+? would (?:(?:return|go back|come back|be (?:returned|handed back|given back"
    r"|restored)) to [A-Z](?![^,;:]*\b(?:within|by|before|in)\b)|[^,;:]* of history\b)"
)
"""What is willed, or a figure of speech, where it is said and not foretold."""
_SCORNED = re.compile(
    r"^(?:few|nobody|no one|no-one|hardly any(?:one|body)|not many)(?: [\w’'-]+){0,5}? (?:took"
    r" seriously|believed|listened to|heeded|noticed|paid (?:any |much )?attention to|remembers?"
    r"|recalls?|credited|trusted|laughed at) (?=(?:the|[A-Z][\w.’' -]+['’]s) (?:\w+ )?"
    rf"{_NOUN}\b)",
    re.IGNORECASE,
)
_DISBELIEVED = re.compile(
    rf"^(?:few|nobody|no one|no-one|hardly any(?:one|body)|not many)(?: \w+){{0,4}}? (?:believed"
    rf"|listened to"
    rf"|took|trusted|heeded) (?P<who>(?:the (?:[\w’'-]+ ){{1,4}}?)?[A-Z][\w.’'-]+"
    rf"(?: [A-Z][\w.’'-]+){{0,3}})(?: seriously)?"
    rf"(?: when,?(?: in (?P<when>{_YEAR}),?)? (?:he|she)|, who) (?!had\b|was\b)",
    re.IGNORECASE,
)
_GAVE_WARNING = re.compile(
    r"\b(?:gave|sounded|issued|uttered|voiced) (?:an? |the )?(?:\w+ )?(?:warning|notice|alarm"
    r"|prediction"
    r"|prophecy|forecast)s?(?=(?: in [12]\d{3})? that\b)"
)

_PUT = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            r"\b(?:was|were|is) (?:already |inevitably |surely )?(?:headed|heading|bound) for"
            r" (?:an? |the )?"
            r"(?:\w+ )?(?:\w+ and )?(?:collapse|dissolution|disintegration|break-?up|extinction"
            r"|ruin)\b",
            "would collapse",
        ),
        (
            r"\b(?:was|were) (?:doomed|destined|fated|condemned|bound|certain|sure|going|about) to"
            r" (?=[a-z])",
            "would ",
        ),
        (r"\b(?:was|were) doomed(?=$| within| by| before)", "would collapse"),
        (r"\bcould not (?=survive|last|endure|outlive|outlast)", "would not "),
        (
            r"\bthat (?!.*\bthat\b).{3,60}? would (?:pull|tear|rip|break|blow|drag)"
            r" (?P<what>(?:the )?[A-Z][\w ]+?) (?:to pieces|to bits|apart|asunder|down)",
            r"that \g<what> would collapse",
        ),
        (r"\bwill\b", "would"),
        (
            r"\bwould (?:(?:end up|land|finish up|finish|end|lie) (?:on|in)|be (?:swept|thrown|cast"
            r"|consigned|relegated) (?:on|in)?to) the (?:ash|scrap|rubbish|dust|refuse|junk)[ -]?"
            r"(?:heap|bin|pile|can) of history\b",
            "would collapse",
        ),
        (
            r"\bwould cease to (?:function|work|operate|be (?:governable|viable))\b"
            r"(?: as (?:an?|one) (?:[\w-]+ )?(?:state|union|country|federation|whole))?",
            "would collapse",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:live to (?:see|celebrate|reach)|reach|see"
            r"|celebrate|make it to) (?:its|their) [\w-]+(?: [\w-]+)?"
            r" (?:birthday|anniversary|jubilee|centenary)\b",
            "would collapse",
        ),
        (r"\bwould be (?:wiped|erased) (?:off|from) the map(?: of \w+)?", "would collapse"),
        (r" under [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*$", ""),
        (
            r"\bwould (?:surely|certainly|inevitably|probably|almost certainly|soon|eventually"
            r"|ultimately|one day|some day|someday|sooner or later|in the end|before long|in time"
            r"|inexorably|necessarily|simply|itself) ",
            "would ",
        ),
        (
            r"\bwould (?:implode|come apart|come to pieces|fall to pieces|go to pieces|go under"
            r"|vanish"
            r"|unravel|fly apart|be torn apart|tear itself apart|be gone|splinter|be dismembered"
            r"|be broken up|be wiped out|founder|go down|wither away|break down|shatter"
            r"|(?:be )?split (?:up|apart|in two|in half|into [a-z ]+)|split"
            r"|break (?:in|in)to (?:[a-z]+ )?(?:pieces|parts|states|republics|fragments|bits"
            r"|nations)"
            r"|(?:no longer|not) (?:exist|be there|be around|be on the map)"
            r"|(?:cease to be|pass out of existence|pass into history|be consigned to history))\b",
            "would collapse",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:long )?(?:outlive|outlast|survive|see out"
            r"|last"
            r"|live (?:to see|through)|see|reach) (?:(?:for )?(?:another|more than|longer than) )"
            r"(?=(?:\w+|\d+|[\w-]+) (?:years?|decades?)\b)",
            "would collapse within ",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:long )?(?:outlive|outlast|survive|see out"
            r"|last"
            r" (?:beyond|past)|live (?:to see|through)|see|reach) (?:the year )?(?=[12]\d{3}\b)",
            "would collapse by ",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:long )?(?:survive|last|endure|exist)"
            r" (?:until|till|beyond|past|after) (?:the year )?(?=[12]\d{3}\b)",
            "would collapse by ",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:long )?(?:outlive|outlast|survive) (?:its"
            r"|his|her|their"
            r"|the)(?: [\w-]+){1,3}(?=$|,)",
            "would collapse",
        ),
        (
            r"\b(?:decomposition|dismemberment|implosion|unravelling|break-?down|dissolution"
            r"|extinction"
            r"|undoing|crumbling|splintering|fragmentation|breaking[- ]up|falling apart|passing"
            r"|decay and fall|final collapse|eventual collapse|coming collapse|imminent collapse)"
            r" of\b",
            "collapse of",
        ),
        (
            r"['’]s (?:implosion|dismemberment|unravelling|break-?down|decomposition)\b",
            "’s collapse",
        ),
        (
            r"\b(?:the )?(?:coming|imminent|inevitable|eventual|approaching|impending|final)"
            r" (?=[a-z-]+ of\b)",
            "the ",
        ),
        (
            r"['’]s (?:coming|imminent|inevitable|eventual|approaching|impending|final) (?=[a-z])",
            "’s ",
        ),
        (
            r"\b(?:the |an? )?(?:(?!(?:no|not|nor|never|any|neither)\b)[a-z-]+ )(?=(?:collapse"
            r"|fall|end|disintegration|dissolution"
            r"|demise|downfall"
            r"|break-?up|disappearance) of\b)(?<!the )(?<!an )(?<!a )",
            "the ",
        ),
        (r"\bwithin (?:twelve|12) months\b", "within one year"),
        (r"\bwithin (?:eighteen|18|twenty-four|24) months\b", "within two years"),
        (r"\bwithin (?:his|her|their|our) (?:own )?lifetimes?\b", ""),
        (
            r"\b(?:before|by) the (?:end of the century\b|century (?:was out|ended|was over))",
            "by 2000",
        ),
        (
            r" (?:along [a-z]+(?: and [a-z]+)? lines|under (?:the|its) (?:own )?(?:weight"
            r"|burden)(?: of .+)?"
            r"|from within|like an? [a-z ]+|of its own (?:accord|weight|contradictions)"
            r"|in (?:blood|flames|chaos|civil war|war)|without a (?:shot|war|fight)[a-z ]*"
            r"|one (?:after|by) (?:one|another|the other)"
            r"|as an? (?:\w+ )?(?:state|union|country|federation|power))(?=$|,| within| by| in|"
            r" before)",
            "",
        ),
    )
)


_REALM = re.compile(
    r"\b[Tt]he (?P<of>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?P<what>empire|federation|union|state|colossus"
    r"|giant)\b"
)
"""A state called by what it is: "the Soviet empire", "the Yugoslav federation"."""


def _renamed(state: str) -> bool:
    return states.label(state, 1985) != states.label(state)


def _by_state(match: re.Match[str]) -> str:
    named = states.mentions(match["of"])
    if len(named) != 1 or named[0].text != match["of"] or len(named[0].candidates) != 1:
        return match.group()
    if match["what"] == "empire" and not _renamed(named[0].candidates[0]):
        return match.group()  # the empire of a state that lived on was more than the state
    then = (states.label(named[0].candidates[0], year) for year in (None, 1985, 1955))
    name = next((name for name in then if name[:4] == match["of"][:4]), "")
    return (f"the {name}" if " " in name else name) or match.group()


def plain(what: str) -> str:
    """Return what was foretold in the words of the grammar.

    Examples
    --------
    >>> plain("Peru was headed for collapse"), plain("the implosion of Peru along ethnic lines")
    ('Peru would collapse', 'the collapse of Peru')
    """
    what = _REALM.sub(_by_state, what)
    for pattern, put in _PUT:
        what = pattern.sub(put, what)
    return what.strip()


def heard(text: str) -> str:
    """Return a sentence with its year put plainly, and without the words that nobody listened.

    Examples
    --------
    >>> heard("Few listened in 1990 when Ana Silva warned that Peru would break up.")
    'In 1990 Ana Silva warned that Peru would break up.'
    """
    text = _AS_EARLY.sub(lambda match: "In " if match["a"] == "A" else "in ", text)
    text = _PART_OF_YEAR.sub(r"\1 ", text)
    text = _FORGOTTEN.sub("", _WHEN_TOLD.sub("", text))
    text = _GAVE_WARNING.sub("warned", text)
    text = _EXPECTED.sub(r"predicted that \g<what> would ", text)
    text = _SAW_COMING.sub(r"foresaw \g<what>", text)
    text = _EXPECTED_ANY.sub(_expected, text)
    text = _OF_YEAR.sub(_year_first, text)
    text = _SCORNED.sub("", text)
    if match := _DISBELIEVED.match(text):
        when = f"In {match['when']} " if match["when"] else ""
        text = f"{when}{match['who']} {text[match.end() :]}"
    if match := _IT_WAS.match(text):
        when = f"In {match['when']} " if match["when"] else ""
        text = f"{when}{match['who']} {text[match.end() :]}"
    for pattern in (_UNHEARD, _WRITING):
        if match := pattern.match(text):
            rest = text[match.end() :]
            text = (
                f"In {match['when']} {rest}" if match["when"] else f"{rest[:1].upper()}{rest[1:]}"
            )
    return text


def _expected(match: re.Match[str]) -> str:
    """Put "expected X to fall" as a prediction, where the year cannot be that of the fall."""
    when = re.search(_YEAR, match.string[: match.start()]) or SAID_BEHIND.match(
        match.string, match.end()
    )
    if when is None or re.search(_YEAR, match["rest"]):
        return match.group()
    return f"predicted that {match['what']} would {match['rest']}"


def second_clause(what: str) -> str:
    """Return the second of two things foretold of one; empty where there is but one.

    Examples
    --------
    >>> second_clause("that Peru would hold a vote and then break up.")
    'that Peru would break up.'
    """
    match = _SECOND.match(what)
    return f"that {match['x']} would {match['second']}" if match else ""


def at_home(text: str, at: int, who: str) -> str:
    """Return a text with the country of who foretold for "his country", and where it is left out.

    Examples
    --------
    >>> at_home("The Peruvian envoy warned that Chile would invade.", 23, "The Peruvian envoy")
    'The Peruvian envoy warned that Chile would invade Peru.'
    """
    named = [m for m in states.mentions(who) if m.kind == "demonym" and len(m.candidates) == 1]
    if len(named) != 1:
        return text
    land = states.label(named[0].candidates[0])
    what = _HOME.sub(land, text[at:])
    return text[:at] + _INTO_HOME.sub(lambda match: f"{match.group()} {land}", what)


def _year_first(match: re.Match[str]) -> str:
    who = match["who"]
    return f"In {match['when']} {who[:1].lower()}{who[1:]}"


def turned_round(text: str) -> Iterator[tuple[str, str, str]]:
    """Return who foretold what where it is told by a noun, or the teller stands in or behind it.

    Yields
    ------
    tuple
        Who, with the year before the name where one is said; what; and the words it was read from.

    Examples
    --------
    >>> next(turned_round("Peru, Ana Silva predicted in 1976, would not survive"))[:2]
    ('In 1976 Ana Silva', 'that Peru would not survive')
    >>> next(turned_round("Ana Silva's prediction of 1976 that Peru would fall was right"))[:2]
    ('In 1976 Ana Silva', 'that Peru would fall was right')
    """
    if aside := _FORESEEN.match(text):
        what = re.sub(r"^The (?=\S)", "the ", aside["what"])
        yield _who(aside), what, aside.group()
    for pattern in (_OWNED, _OF):
        for match in pattern.finditer(text):
            how = "that " if match["how"] == "that" else ""
            yield _who(match), how + match["what"], match.group()
    yield from _dated_apart(text)
    if of := _THAT.match(text):
        yield _who(of), f"that {of['what']}", of.group()
    if amid := _AMID.match(text):
        what = re.sub(r"^The (?=\S)", "the ", amid["what"])
        yield _who(amid), f"that {what} {amid['rest'].rstrip(' .')}", amid.group()
    if behind := _BEHIND.match(text):
        yield _who(behind), f"that {behind['what']}", behind.group()


def _dated_apart(text: str) -> Iterator[tuple[str, str, str]]:
    """Return those whose date stands in what is told beside."""
    for match in _NOUNED.finditer(text):
        if when := when_in(match["when"]):
            yield (
                f"In {when} {_small(match['owner'] or match['by'])}",
                f"that {match['what']}",
                match.group(),
            )
    inverted = _INVERTED.match(text)
    if inverted and (when := when_in(inverted["when"] + inverted["aside"])):
        yield f"In {when} {_small(inverted['who'])}", inverted["what"], inverted.group()
    told = _AS_TOLD.match(text)
    if told and (when := when_in(told["near"])):
        yield f"In {when} {_small(told['who'])}", f"that {told['what'].rstrip(' .')}", told.group()
    wrote = _WROTE.match(text)
    if wrote and (when := when_in(wrote["when"])):
        what = f"that {_small(wrote['x'])} {wrote['what']}"
        yield f"In {when} {_small(wrote['who'])}", what, wrote.group()


def _small(name: str) -> str:
    """Return a name with a small article."""
    return re.sub(r"^(?:The|An?) (?=\S)", lambda match: match.group().lower(), name)


def _who(match: re.Match[str]) -> str:
    """Return who foretold, the year before the name."""
    said = match.groupdict()
    when = said.get("when") or said.get("year") or said.get("after")
    who = said.get("who") or said.get("who2") or ""
    who = re.sub(r"^The (?=[a-z])", "the ", re.split(r" (?:at|in|of|for) ", who)[0])
    return f"In {when} {who}" if when else who
