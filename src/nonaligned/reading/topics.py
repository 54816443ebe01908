"""Topics of which the record codes no votes: "London supported Washington over Iraq in 2003".

Whom somebody backed in one dispute is no claim about all votes, and must not be tested as one. So
the words that say on what it was so are put between quotation signs, as the claim language keeps
them (:mod:`nonaligned.claims.topics`), or for an issue of the record where they name one. What two
states quarrelled or parted over is why they did, and stays with the rest that a clause can do
without. The words by which topics are known are rows of ``data/topics.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from nonaligned.claims.lexicon import issue_phrase, periods, words
from nonaligned.claims.topics import fits, is_party
from nonaligned.reading.adjuncts import TIME, parts
from nonaligned.reading.mentions import ISSUE


@cache
def _listed(*roles: str) -> str:
    """Return the words of the table of topics that play one of some roles, as a pattern."""
    path = files("nonaligned.reading") / "data" / "topics.csv"
    with path.open("r", encoding="utf-8") as stream:
        return "|".join(row["pattern"] for row in csv.DictReader(stream) if row["role"] in roles)


_CONTEST = f"(?:{_listed('contest')})"
_ONE = r"(?:the|its|their|his|her|an?|this|that|every) "
_LAST = (
    rf"(?:{TIME}|for (?:(?:more than|at least|over|about|some|the past|the last|the) )?[\w-]+"
    r" (?:years|decades)|in recent years|ever since|to this day)\b"
)
_END = rf"(?=$|[,;]| {_LAST}| (?:while|whereas|but|though|although)\b)"
_NEXT = (
    rf"(?! {_LAST}| (?:(?:and|or) )?(?:has|have|had|did|does|was|were|is|are|remain\w*)\b"
    r"| (?:and|or) (?:[a-z]+(?:ed|es)|gave|took|sent|kept|went|left|never|not)\b"
    r"| (?:while|whereas|but|though|although|who|which|whose|that|when|where|because|if|said|says"
    r"|until|since|as)\b)"
)
_WORDS = rf"[\w’'-]+(?:{_NEXT}(?:,? and|,)? [\w’'-]+){{0,8}}?"
_AGAINST = re.compile(rf" against (?P<topic>{_WORDS}){_END}")
_IN_CONTEST = re.compile(
    rf" (?:in {_ONE}(?:[\w-]+ ){{0,2}}?{_CONTEST} (?:over|about|on|concerning)|over"
    rf"|in (?:the|that) (?:matter|question|affair|case) (?:of|over)) (?P<topic>{_WORDS}){_END}"
)
_FORMS = (
    _IN_CONTEST,
    re.compile(
        rf" in (?P<topic>(?:{_ONE}(?:[\w-]+ )?[\w-]+ |the ){_CONTEST}"
        rf"|{_ONE}(?:[\w-]+ ){{0,2}}?{_CONTEST}{_NEXT} (?:with|against|between|for|in) {_WORDS})"
        rf"(?: (?:that|which) (?:began|started|broke out|erupted) in (?P<began>.+)"
        rf"| of (?P<era>the [12]\d{{3}}s|[12]\d{{3}}))?{_END}"
    ),
    re.compile(rf" (?:concerning|regarding|about) (?P<topic>{_WORDS}){_END}"),
    re.compile(rf" on (?P<topic>{_WORDS}){_END}"),
    _AGAINST,
)
"""How a topic is added to whom somebody backed, the fullest first."""
_AHEAD = re.compile(
    rf"^(?:On|Over|In the (?:matter|question|affair|case) of|In {_ONE}{_CONTEST} (?:over|about|on))"
    r" (?P<topic>(?:the )?[\w’'-]+(?: [\w’'-]+){0,5}?)"
    r"(?:, (?=\S)| (?=(?:the )?[A-Z][a-z]+ [a-z]))"
    rf"|^In (?P<contest>{_ONE}(?:[\w-]+ ){{0,2}}?{_CONTEST}"
    r"(?: (?:of|between|with)(?: [a-z-]+)+)?),? (?=(?:the )?[A-Z][a-z]+ [a-z])"
)
_CAUSE = re.compile(
    r"\b(?P<verb>(?:support|back|defend|champion|endorse|uph[eo]ld)\w*"
    r"|st(?:an|oo)d\w* (?:by|behind|up for)) "
    r"(?P<topic>(?:(?:the|an?|its|full|international|economic|[A-Z]\w+n) )*(?:[\w’'-]+ )?"
    rf"(?:{_listed('cause', 'act')})"
    rf"(?:{_NEXT} (?:of|for|in|to|on|against|from|over|between) {_WORDS})?){_END}"
)
_POLICY = re.compile(
    r"\b(?P<policy>(?:policy|policies|positions?|stance|stand|line|attitude|approach|views?)) "
    r"(?:on|over|regarding|concerning|towards?) (?P<topic>[\w’'-]+(?: [\w’'-]+){0,5}?)"
    r"(?= (?:(?:has|have|had|did|does|do|never)\b|remain|stay|was |is |were |are |chang))"
)
_TRAP = re.compile(rf"\b(?:{_listed('no')})\b", re.IGNORECASE)
"""Words of topics on which no state takes sides as a state, and of what is no topic."""
_MATTERS = re.compile(rf"\b(?:{_listed('contest', 'cause', 'matter')})\b")
"""Words of what states have quarrels about; other topics need a name in them."""
_NAMED = {
    "me": re.compile(r"\btwo-state solution\b"),
    "co": re.compile(r"\bliberation (?:movements?|struggles?)\b"),
}
"""Words that name an issue as what is supported."""
_LOOSE = frozenset({"ec", "important"})
"""Issues whose cue words say little where they stand in a topic: "economic sanctions"."""
_SERVES = re.compile(r"\b(?:independence|self-determination|statehood)\b")


def topical(text: str) -> tuple[str, str]:
    """Return a clause with its topic between quotation signs, and the topic.

    Parameters
    ----------
    text : str
        A clause.

    Returns
    -------
    tuple of str
        The clause as it was and an empty text where it has none, or none that can be kept.

    Examples
    --------
    >>> topical("Peru supported Chile over Cyprus in 2003")
    ('Peru supported Chile on “Cyprus” in 2003', 'Cyprus')
    >>> topical("Peru has supported the liberation movements of Angola since 1961")[0]
    'Peru has supported decolonization since 1961'
    >>> topical("Peru and Chile grew apart over Cyprus")[1]
    ''
    >>> topical("Peru backed Chile over beef")[1]
    ''
    """
    for found, put in _ways(text):
        words_said = found["topic"] or found["contest"]
        if "“" not in words_said and (found.re is _AHEAD or not parts(text)):
            return f"{text[: found.start()]}{put}{text[found.end() :]}", words_said
    return text, ""


def begun(text: str) -> str:
    """Return a clause with the dispute in which somebody took a side as its topic.

    The claim language passes over a dispute, and takes its beginning for the time of what is told.

    Examples
    --------
    >>> begun("Peru sided with Chile in the dispute that began in June 1990")
    'Peru sided with Chile on “the dispute” since June 1990'
    """
    found = _IN_CONTEST.search(text) or _FORMS[1].search(text)
    return topical(text)[0] if found else text


def _ways(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield places of topics in a clause, each with what stands there instead."""
    for form in _FORMS:
        if (found := form.search(text)) and (
            topic := _topic(found["topic"], named=form is not _IN_CONTEST)
        ):
            if form is _AGAINST and is_party(found["topic"]):
                continue
            yield found, f" on {topic}{_since(found)}"
    found = _AHEAD.match(text)
    if found and (topic := _topic(found["topic"] or found["contest"], named=False)):
        yield found, f"On {topic}, "
    if (found := _POLICY.search(text)) and (topic := _topic(found["topic"])):
        yield found, f"{found['policy']} on {topic}"
    if (found := _CAUSE.search(text)) and (cause := _cause(found["topic"])):
        yield found, f"{found['verb']} {cause}"


def _since(found: re.Match[str]) -> str:
    """Return the time that a dispute is told with."""
    told = found.groupdict()
    if began := told.get("began"):
        return f" since {began}"
    return f" in {era}" if (era := told.get("era")) else ""


def _topic(said: str, *, named: bool = True) -> str:
    """Return the issue of the record that a topic names, else the topic in its own words."""
    issues = {str(found.lastgroup) for found in ISSUE.finditer(said)} - _LOOSE
    if len(issues) == 1 and not _TRAP.search(said):
        return issue_phrase(issues.pop())
    return _kept(said, named=named)


def _cause(said: str) -> str:
    """Return what is supported: an issue of the record where it serves one, else its own words."""
    served = {issue for issue, named in _NAMED.items() if named.search(said)}
    if _SERVES.search(said):
        served |= {str(found.lastgroup) for found in ISSUE.finditer(said)} - _LOOSE
    return issue_phrase(served.pop(), "cause") if len(served) == 1 else _kept(said)


def _kept(said: str, *, named: bool = True) -> str:
    """Return a topic between quotation signs; empty where states take no sides on it as states.

    Where only a word stands there, and no name, it must be one of what states have quarrels about.
    """
    topic = said.replace("’", "'").strip(" ,")
    if _TRAP.search(topic) or not fits(topic) or _is_time(topic):
        return ""
    known = not named or re.search(r"(?:^|[ -])[A-Z]", topic) or _MATTERS.search(topic)
    return f"“{topic}”" if known else ""


def _is_time(topic: str) -> bool:
    """Whether words are the name of a time: "the Cold War"."""
    return words(topic.removeprefix("the ")) in periods()
