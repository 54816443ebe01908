"""Predictions told by what they stand in, by years given to a state, or with nobody named.

"A report of 1970 that predicted X", "in 1978 a diplomat gave X ten years", "the prophecy of
Todd, made in 1981, was that X", "the fall of X had been forecast as early as 1970": each is put
as the grammar of claims has it, who foretold first. So are ways of saying what was foretold that
stand for an end, an invasion or a union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned import states
from nonaligned.reading.foretellers import teller, when_in

_YEAR = r"(?:(?:\d{1,2} )?(?:[A-Z]\w+ )?[12]\d{3})"
_MADE = (
    r"(?:predict(?:ed|ing)|fore(?:saw|told|seeing|telling)|forecast(?:ed|ing)?"
    r"|prophes(?:ied|ying)|anticipat(?:ed|ing)|warn(?:ed|ing)(?= (?:that|of)\b))"
)
_NOUN = r"(?:prediction|prophecy|forecast|warning|prognosis|premonition|verdict|conclusion)"
_THING = (
    r"(?P<who>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[A-Z][\w.-]+['’]s) (?:[\w’'-]+ ){0,4}?(?:reports?|"
    r"books?|essays?|cables?|estimates?|articles?|pamphlets?|stud(?:y|ies)|papers?|memorand(?:um|a)"
    r"|memos?|lectures?|speech|letters?|dispatch|despatch|telegrams?|editorials?|columns?|thesis"
    r"|theses|analys[ie]s|sermon|novel|monograph|treatise|tract|assessment|white paper|diary))"
)
_DATED = (
    rf"(?: of|,? from|,? dated|,? written in|,? published in|,? sent in"
    rf"|,? drafted in) (?P<when>{_YEAR}),?"
)
_THAT = re.compile(
    rf"(?:^|[^\w’'-]){_THING}{_DATED} (?:that|which"
    rf"|and)(?: had)?(?: \w+ly)? {_MADE} (?P<what>[^,;:.]+)"
)
_YEAR_FIRST = re.compile(
    rf"(?:^|[^\w’'-])(?P<who>[Aa]|[Tt]he|[Hh]is|[Hh]er|[A-Z][\w.-]+['’]s) (?P<when>[12]\d{{3}})"
    r" (?P<thing>(?:\w+ ){0,2}?\w+),? (?:that|which)(?: had)?(?: \w+ly)? "
    rf"{_MADE} (?P<what>[^,;:.]+)"
)
_THING_SAID = re.compile(rf"^{_THING}{_DATED} (?:had )?(?:\w+ly )?{_MADE} (?P<what>[^,;:.]+)")
_WAS_THAT = re.compile(
    rf"^(?:The (?:\w+ )?{_NOUN} of (?P<who>[^,;:]{{3,60}}?)"
    rf"|(?P<who2>[^,;:]{{3,60}}?)['’]s (?:\w+ )?"
    rf"{_NOUN}),? (?:(?:made|uttered|given|published|issued|delivered|of|in) (?:in )?)?"
    rf"(?P<when>{_YEAR}),? (?:was|had been|ran|being) that (?P<what>[^,;:.]+)"
)
_GAVE = re.compile(
    r" (?:had )?(?:\w+ly )?(?:gave|given) (?P<what>(?:the )?[A-Z][\w -]+?|it)(?: at most"
    r"| no more than| not more than| another| barely| only| scarcely)? (?P<long>(?:[a-z-]+|\d+)"
    r" (?:years?|decades?))(?: to live| at most| more| at the outside| of life| to last)?"
    rf"(?P<near>(?: in {_YEAR})?)(?=[,;.]|$| and\b)"
)
_OPINION = re.compile(
    r"^In the (?:opinion|view|estimation|judge?ment|reckoning) of (?P<who>[^,;:]{3,70})"
    r"(?P<aside>(?:, [^,;:]{3,70}){0,2}), (?P<what>[^,;:]+? would (?!have\b)[^,;:]+)"
)
_LENDS = re.compile(
    r"\b(?:courts?|commission|banks?|IMF|fund|union|EU|council|referee|judges?|government|investors"
    r"|creditors|lenders|FIFA|UEFA|committee|regulators?|parliament|tribunal|congress"
    r"|ministers?)\b",
    re.IGNORECASE,
)
"""Who gives years to do something, not to live."""
_NOBODY = re.compile(
    r"^(?P<what>[Tt]he (?:[\w-]+ ){0,2}?(?:fall|collapse|end|break-?up|disintegration"
    r"|dissolution|demise"
    r"|downfall|disappearance|reunification) of [^,;:]{3,60}?) (?:was|were|had been|has been)"
    r" (?:\w+ly |already |openly )?(?:predicted|foreseen|foretold|prophesied|forecast)"
    rf" (?:in|as early as|as far back as|back in) (?P<when>{_YEAR})(?=[,;.]|$)(?!,? by\b)"
)
_OF_END = re.compile(r"^[Tt]he [\w -]+? of (?P<x>.+)$")
_LEFT = re.compile(
    r"\bhad (?:only |barely |at most |no more than |not more than )?(?P<long>(?:[a-z]+|\d+)"
    r" (?:years?|decades?)) (?:left|to live|to go)\b(?: at most)?"
)

_NUMBER = (
    r"(?:an?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|\d+)"
)
_RULE = r"(?:white rule|apartheid|communism|minority rule|one-party rule|socialism)"
_PLAIN = tuple(
    (re.compile(form), put)
    for form, put in (
        (
            rf"\b(?:within|in) {_NUMBER} (?:years?|decades?|generations?) of (?!its"
            rf"|the saying)[^,;]+$",
            "",
        ),
        (
            r"\bwould (?:not|never|hardly|scarcely) (?:long )?(?:outlive|outlast|survive) (?:its"
            r"|his|her"
            r"|their|the)(?: [\w-]+){1,2} by (?:much |more than |as much as )?[\w-]+ (?:years?"
            r"|decades?)(?=$|,)",
            "would collapse",
        ),
        (
            rf"\bwould (?:not|never|hardly|scarcely) (?:survive|last|endure|live"
            rf"|hold)(?: (?:another|more"
            rf" than|as long as|for))* (?P<long>{_NUMBER} (?:more )?(?:years?|decades?))(?=$|,)",
            r"would collapse within \g<long>",
        ),
        (
            rf"\bthat (?:the )?[A-Z][\w -]+? would (?:abandon|give up|renounce"
            rf"|end) (?P<what>{_RULE})\b",
            r"that \g<what> would end",
        ),
        (
            r"\bthat (?P<x>(?:the )?[A-Z][\w -]+?) would (?:invade|attack|overrun|occupy"
            r"|march into)"
            r" (?P<y>(?:the )?[A-Z][\w -]+?)(?=$|,| within| by| before)",
            r"the invasion of \g<y>",
        ),
        (
            r"\bthat (?P<x>(?:the )?[A-Z][\w ]+?) and (?P<y>(?:the )?[A-Z][\w ]+?)"
            r" would (?:soon |one day )?"
            r"(?:be at war|go to war|come to blows|fight(?: each other)?"
            r"|be exchanging shots)(?=$|,| within"
            r"| by| before)",
            r"the war between \g<x> and \g<y>",
        ),
        (
            r"^(?:the|an?) (?:[a-z-]+ )?(?:breach|rift|break|schism|split|rupture"
            r"|falling[- ]out)"
            r" between (?P<x>(?:the )?[A-Z][\w ]+?) and (?P<y>(?:the )?[A-Z][\w ]+?)(?=$|,"
            r"| within| by"
            r"| before)",
            r"that \g<x> would break with \g<y>",
        ),
        (
            r"\bthat (?:the )?two (?P<x>[A-Z]\w+?)(?:e?s)? would (?:become one|unite|be united"
            r"|be one|merge)",
            r"the unification of \g<x>",
        ),
        (
            r"\bthat (?P<x>(?:the )?[\w ]+?) would (?:not|never) (?:last|endure|survive|hold)$",
            r"that \g<x> would end",
        ),
        (r"\bthat Apartheid\b", "that apartheid"),
        (r"\bthat Communism\b", "that communism"),
        (r"\bwould (?:never|not) come to (?:anything|much|any good)\b", "would collapse"),
        (
            r"\bwould (?:be partitioned|be carved up)(?: by force)?",
            "would be dissolved",
        ),
        (r" along the (?:\w+ )?(?:borders|lines|frontiers|boundaries) of [^,;]+$", ""),
    )
)
_UNION = re.compile(r"^(?P<of>[A-Z]\w+) (?P<what>re-?unification|unification|unity)\b")
_MONEY = re.compile(
    r"\b(?:fall|collapse|end|demise|decline|downfall) (?:of"
    r"|in) (?:the )?(?:[\w’'-]+ ){0,2}?(?:pound|dollar"
    r"|franc|mark|euro|rouble|ruble|yen|peso|lira|rupee|rand|currency|shares?|prices?|markets?"
    r"|banks?|rates?"
    r"|temperatures?|sterling|bubble|stocks?|wall street)\b"
    r"|\bgroup stage|\bseason\b|\brelegation|\bknock-?out|\bsemi-?final|\bquarter-?final"
    r"|\bin the final\b",
    re.IGNORECASE,
)


def of_money(what: str) -> bool:
    """Whether what was foretold is a fall of prices and the like, or a sporting one.

    Examples
    --------
    >>> of_money("the fall of the pound"), of_money("the fall of Peru")
    (True, False)
    """
    return _MONEY.search(what) is not None


def ended(what: str) -> str:
    """Return what was foretold put as an end, an invasion or a union.

    Examples
    --------
    >>> ended("that Peru would not last ten years"), ended("that Peru had three years left")
    ('that Peru would collapse within ten years', 'that Peru would collapse within three years')
    """
    what = _LEFT.sub(r"would collapse within \g<long>", what)
    for form, put in _PLAIN:
        what = form.sub(put, what).strip()
    return _UNION.sub(_united, what)


def _united(match: re.Match[str]) -> str:
    named = states.mentions(match["of"])
    if len(named) != 1 or len(named[0].candidates) != 1:
        return match.group()
    what = "reunification" if match["what"].startswith("re") else "unification"
    return f"the {what} of {states.label(named[0].candidates[0])}"


def foreseen(text: str) -> Iterator[tuple[str, str, str]]:
    """Return who foretold what where a report, years given or nobody says it.

    Yields
    ------
    tuple
        Who, with the year before the name; what; and the words it was read from.

    Examples
    --------
    >>> next(foreseen("In 1978 a diplomat gave Peru ten years."))[:2]
    ('In 1978 a diplomat', 'that Peru would collapse within ten years')
    >>> next(foreseen("A report of 1970 that predicted the fall of Peru lay unread."))[:2]
    ('In 1970 a report', 'the fall of Peru lay unread')
    """
    for pattern in (_THAT, _THING_SAID):
        for match in pattern.finditer(text):
            yield _dated(match["when"], match["who"]), match["what"], match.group().strip(" ,;(“")
    for match in _YEAR_FIRST.finditer(text):
        who = f"{match['who']} {match['thing']}"
        yield _dated(match["when"], who), match["what"], match.group().strip(" ,;(“")
    if was := _WAS_THAT.match(text):
        yield _dated(was["when"], was["who"] or was["who2"]), f"that {was['what']}", was.group()
    for match in _GAVE.finditer(text):
        found = teller(text[: match.start()], match["near"])
        if found and found.when and not _LENDS.search(found.who):
            x = match["what"] if match["what"] != "it" else _it(text[: match.start()])
            what = f"that {x} would collapse within {match['long']}"
            yield found.lead, what, text[max(text.find(found.who), 0) : match.end()]
    if opinion := _OPINION.match(text):
        when = when_in(opinion["aside"]) or when_in(opinion["who"])
        found = teller(opinion["who"])
        if when and found:
            yield _dated(when, found.who), f"that {opinion['what']}", opinion.group()
    if nobody := _NOBODY.match(text):
        what = _OF_END.sub(r"that \g<x> would end", nobody["what"])
        yield f"In {nobody['when']} it was", what, nobody.group()


def _it(before: str) -> str:
    """Return the one state that is named before "it"."""
    named = {m.text for m in states.mentions(before, capitals=True) if m.kind != "demonym"}
    return named.pop() if len(named) == 1 else "it"


def _dated(when: str, who: str) -> str:
    when = re.sub(r"^\d{1,2} ", "", when)
    return f"In {when} {re.sub(r'^(?:The|An?|His|Her) ', lambda m: m.group().lower(), who)}"
