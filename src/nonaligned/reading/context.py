"""Who "it", "the country" and "our country" are.

Bounded on purpose: a pronoun at the head of a clause stands for the first state of the clause
or sentence just before it; "our" and "we" stand for the state for which the speaker speaks. Each
such step is shown with the claim and costs confidence. Anything else stays unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nonaligned import states
from nonaligned.claims.lexicon import reigns, words
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.clauses import Clause
from nonaligned.reading.dates import Moment
from nonaligned.reading.mentions import Mentions
from nonaligned.states.leaders import person_mentions, tenures

_AHEAD = (
    r"(?:(?:[A-Z][^,]{0,60}, )|(?i:for|after|since|in|before|from|until|by|during|throughout"
    r"|between) (?:the )?[\w’'-]{2,20}(?: [\w’'-]{2,20}){0,2} |[Oo]n (?:[a-z-]+ ){1,4}?)?"
)
_LAND = r"(?:country|kingdom|republic|state|island|regime|government|nation|emirate|sultanate)"
_IT = re.compile(
    rf"^(?P<before>{_AHEAD})"
    rf"(?P<pronoun>[Ii]ts?|[Tt]he {_LAND})(?=,? |['’]s )"
)
_WE = re.compile(
    rf"^(?P<before>{_AHEAD})"
    r"(?P<pronoun>[Oo]ur (?:country|nation|government|people|kingdom|republic)|[Oo]ur|[Ww]e|"
    r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?:own )?(?:country|government|nation|people"
    r"|delegation))(?=,? |['’]s )"
)
_THEY = re.compile(
    rf"^(?P<before>{_AHEAD})"
    r"(?P<pronoun>[Tt]hey|[Bb]oth|[Tt]he (?:two|pair)(?: (?:countries|states|governments))?)(?=,? )"
)
CONTINUES = re.compile(rf"(?:Its?|The {_LAND})(?:['’]s)? ")
"""Openings of a sentence that goes on about the state of the one before."""

_HIS = re.compile(r"(?:his|her|their) ", re.IGNORECASE)

_OWNER = re.compile(r"\b(?:[A-Z][\w.-]* ){0,2}[A-Z][\w-]+['’]s (?=[A-Z])")
_OF_OWNER = re.compile(
    r"\b[Tt]he (?P<state>[A-Z][\w-]+) of (?P<owner>(?:[A-Z][\w-]+ ?){0,2}[A-Z][\w-]+)"
)
"""A state by who ruled it: "the Cambodia of Prince Sihanouk"."""
_VERBS = {"have": "has", "are": "is", "were": "was", "do": "does", "stand": "stands",
          "support": "supports", "back": "backs"}  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What a reader remembers from the sentences before.

    Parameters
    ----------
    last : str
        Name of the state that the sentence before was about; empty where there was none.
    topic : str
        Name of the state that was named last, for "the country": kept for four sentences in
        which no other state is named.
    topic_age : int
        Sentences since.
    poles : tuple of str
        The two leaders of camps named last, or none.
    poles_age : int
        Sentences since.
    pair : str
        The two states of the sentence before, "Peru and Cuba"; empty where there were not two.
    year : int
        The one year of the sentence before, for "ever since"; 0 where there was not one.
    voice : str
        The state for which the text speaks; empty where it does not say.
    """

    last: str = ""
    topic: str = ""
    topic_age: int = 0
    poles: tuple[str, ...] = ()
    poles_age: int = 0
    pair: str = ""
    year: int = 0
    voice: str = ""

    def moved_on(self, last: str, poles: tuple[str, ...]) -> Context:
        """Return the context after one more sentence."""
        topic, age = (last, 0) if last else (self.topic, self.topic_age + 1)
        topic = topic if age <= 4 else ""
        if poles:
            return Context(last, topic, age, poles, 0)
        kept = self.poles if self.poles_age < 4 else ()
        return Context(last, topic, age, kept, self.poles_age + 1)


def name_of(mention: states.Mention, on: Moment) -> str:
    """Return a state's name for a sentence: as written, or its name where a demonym was written."""
    if mention.group or mention.kind not in {"demonym", "capital"}:
        return mention.text
    if len(mention.candidates) != 1:
        return ""
    return states.label(mention.candidates[0], on.last)


_PLACED = re.compile(
    r"\b(?:in|at|from|to|of|near|between|outside|through|via|into|for|than|with|and|n?or|n?either|both)\s$"
)


def acts(text: str, mention: states.Mention) -> bool:
    """Whether a capital stands for its state: no place, and something is said of it.

    Examples
    --------
    >>> text = "Rabat stood closer to Paris."
    >>> [acts(text, m) for m in states.mentions(text, capitals=True)]
    [True, False]
    """
    follows = text[mention.end : mention.end + 3]
    placed = _PLACED.search(text[max(0, mention.start - 10) : mention.start])
    return placed is None and follows[:1] == " " and follows[1:2].islower()


def home(speaker: str, on: Moment) -> str:
    """Return the state for which a speaker speaks: named with the speaker, or the one led then.

    Examples
    --------
    >>> home("Algerian President Abdelaziz Bouteflika", Moment.of(2010))
    'Algeria'
    >>> home("Rouhani", Moment.of(2016)), home("the minister", Moment.of(2016))
    ('Iran', '')
    """
    named = [m for m in states.mentions(speaker, on=on.last, capitals=True) if not m.group]
    if named:
        return name_of(named[0], on)
    held = [t for m in person_mentions(speaker, on=on.last)[:1] for t in tenures()[m.people[0]]]
    now = {tenure.state for tenure in held if tenure.touches(on.first, on.last)}
    led = now or {tenure.state for tenure in held}
    return states.label(led.pop(), on.last) if len(led) == 1 else ""


def resolved(
    clause: Clause, last: str, ours: str, topic: str = "", pair: str = ""
) -> Clause | None:
    """Return the clause with its leading pronoun put as a state's name; ``None`` where it has none.

    Parameters
    ----------
    clause : Clause
    last : str
        The state that "it" stands for; empty where unknown.
    ours : str
        The state that "we" stands for; empty where unknown.
    topic : str
        The state that "the country" stands for, where it is not the one before.
    pair : str
        The two states that "they" stands for; empty where unknown.

    Examples
    --------
    >>> resolved(Clause("We have always backed Cuba", 0, 26), "", "Peru").text
    'Peru has always backed Cuba'
    """
    for pattern, name in ((_WE, ours), (_THEY, pair), (_IT, last)):
        match = pattern.match(clause.text)
        if match is None:
            continue
        pronoun = match["pronoun"]
        if pattern is _WE and _HIS.match(pronoun):
            name = name or last
        if pronoun.lower().startswith("the ") and pattern is _IT:
            name = name or topic
        if not name:
            continue
        possessive = pronoun.lower() in {"its", "our"}
        rest = clause.text[match.end() :].removeprefix(",")
        if pronoun.lower() == "we":
            rest = _singular(rest).replace(" our ", " its ")
        text = f"{match['before']}{name}{chr(39) + 's' if possessive else ''}{rest}"
        step = f"took “{pronoun}” for {name}"
        return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.15)
    return None


_SINCE = re.compile(
    r",? ?\b(?:ever since(?: then\b|(?! (?:(?:the|its|their|his|her|an?|that|it|they|he|she"
    r"|independence|joining|[12]\d{3})\b|(?-i:[A-Z]))))|since then|from then on(?:wards)?"
    r"|thereafter|(?<=has )since(?= \w)|(?<=have )since(?= \w))\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b(?!s)")


def since_then(clause: Clause, year: int) -> Clause:
    """Return the clause with "ever since" put as the year of the sentence before.

    Examples
    --------
    >>> since_then(Clause("Thereafter it backed Cuba", 0, 25), 1975).text
    'it backed Cuba since 1975'
    """
    match = _SINCE.search(clause.text)
    if not year or match is None or _YEARS.search(clause.text):
        return clause
    text = f"{clause.text[: match.start()]}{clause.text[match.end() :]}".strip(" ,.")
    step = f"took “{match.group().strip(' ,')}” for since {year}"
    steps = (*clause.steps, step)
    return replace(clause, text=f"{text} since {year}", steps=steps, cost=clause.cost + 0.1)


_THAT_YEAR = re.compile(r"\b(?P<how>of|in|during|after|since|from) (?:that|the same) year\b")


_HOW = {"after": "after", "since": "since", "from": "since"}


def that_year(clause: Clause, year: int) -> Clause:
    """Return the clause with "that year" put as the one year named before it.

    Examples
    --------
    >>> that_year(Clause("Peru backed Cuba in that year", 0, 29), 1975).text
    'Peru backed Cuba in 1975'
    """
    if not year or not _THAT_YEAR.search(clause.text):
        return clause
    step = f"took “that year” for {year}"
    text = _THAT_YEAR.sub(lambda match: f"{_HOW.get(match['how'], 'in')} {year}", clause.text)
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)


def year_in(text: str) -> int:
    """Return the one year that a sentence names; 0 where it names none or several."""
    years = set(_YEARS.findall(text))
    return int(years.pop()) if len(years) == 1 else 0


def pair_in(text: str, on: Moment) -> str:
    """Return the two states of a sentence that names two and no group.

    Examples
    --------
    >>> pair_in("Peru quarrelled with Chile.", Moment.of(1990))
    'Peru and Chile'
    """
    named = states.mentions(text, on=on.last, capitals=True)
    names = tuple(dict.fromkeys(name_of(mention, on) for mention in named))
    groups = any(mention.group for mention in named)
    return " and ".join(names) if len(names) == 2 and all(names) and not groups else ""


def without_owner(clause: Clause) -> Clause | None:
    """Return the clause with "Tito's Yugoslavia" put as "Yugoslavia"; ``None`` where nobody owns.

    Where nothing else says when, the time of a leader does.

    Examples
    --------
    >>> without_owner(Clause("Tito's Yugoslavia backed Cuba in 1970", 0, 37)).text
    'Yugoslavia backed Cuba in 1970'
    >>> without_owner(Clause("Tito's Yugoslavia backed Cuba", 0, 29)).text
    'Yugoslavia under Tito backed Cuba'
    """
    for match in _OF_OWNER.finditer(clause.text):
        named = states.mentions(match["state"])
        whole = len(named) == 1 and named[0].text == match["state"] and not named[0].group
        if whole and not states.mentions(match["owner"], capitals=True):
            text = clause.text[: match.start()] + match["state"] + clause.text[match.end() :]
            step = f"left out “of {match['owner']}”"
            return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)
    for match in _OWNER.finditer(clause.text):
        owner = match.group().strip()[:-2]
        named = states.mentions(clause.text[match.end() :])
        if not states.mentions(owner, capitals=True) and named and named[0].start == 0:
            text = clause.text[: match.start()] + clause.text[match.end() :]
            step = f"left out “{match.group().strip()}”"
            if words(owner) in reigns() and not has_time(text):
                step = f"put as “{named[0].text} under {owner}”"
                at = match.start() + len(named[0].text)
                text = f"{text[:at]} under {owner}{text[at:]}"
            return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)
    return None


_NOUNS = (
    r"(?:support|backing|polic(?:y|ies)|positions?|stances?|votes?|voting|sympath(?:y|ies)"
    r"|allegiances?|loyalt(?:y|ies)|delegates|diplomats)"
)
_ADJECTIVE = re.compile(
    rf"\b(?P<name>(?:(?:North|South|East|West) )?[A-Z][\w-]+)(?= (?:[a-z-]+ )?{_NOUNS}\b)"
)


def by_name(clause: Clause) -> Clause:
    """Return the clause with "Iranian support" put as "Iran's support".

    Examples
    --------
    >>> by_name(Clause("Iranian diplomatic support for Syria grew", 0, 41)).text
    "Iran's diplomatic support for Syria grew"
    """
    match = _ADJECTIVE.search(clause.text)
    named = states.mentions(match["name"]) if match else ()
    if match is None or len(named) != 1 or named[0].kind != "demonym":
        return clause
    if len(named[0].candidates) != 1 or named[0].text != match["name"]:
        return clause
    name = f"{states.label(named[0].candidates[0])}'s"
    step = f"took “{match['name']}” for {name}"
    text = clause.text[: match.start()] + name + clause.text[match.end() :]
    return replace(clause, text=text, steps=(*clause.steps, step))


_MEMBERS = re.compile(
    r"\b[Tt]he (?:members|member states|member countries) of (?=(?:the )?(?P<group>[A-Z][\w -]*?)"
    r" (?:were|are|have|had|backed|supported|stood|voted|sided|championed|defended)\b)"
    r"(?!.*\b(?:closer|apart|together|united|alike)\b)"
)
_CABINET = re.compile(
    r"\b(?:[Tt]he (?P<a>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r"|(?P<b>[A-Z][\w-]+(?: [A-Z][\w-]+)?)['’]s) (?:administration|government|cabinet|regime"
    r"|junta)\b"
)


def named_plainly(clause: Clause) -> Clause:
    """Return the clause with states and groups put by their names, leaders behind it."""
    return by_name(by_state(_under(_of_group(clause))))


def _of_group(clause: Clause) -> Clause:
    """Put the members of a group as the group."""
    match = _MEMBERS.search(clause.text)
    if match is None or not states.mentions(match["group"]):
        return clause
    text = clause.text[: match.start()] + clause.text[match.end() :]
    step = f"left out “{match.group().strip()}”"
    return replace(clause, text=text, steps=(*clause.steps, step))


def by_state(clause: Clause) -> Clause:
    """Return the clause with "the Reagan administration" put as the state that it led.

    Who governed gives the time, where the clause has none.

    Examples
    --------
    >>> by_state(Clause("the Reagan administration backed Israel", 0, 39)).text
    'United States backed Israel under Reagan'
    """
    match = _CABINET.search(clause.text)
    who = (match["a"] or match["b"]) if match else ""
    people = person_mentions(who) if who else ()
    led = {tenure.state for m in people for person in m.people for tenure in tenures()[person]}
    if match is None or len(people) != 1 or people[0].text != who or len(led) != 1:
        return clause
    name = states.label(led.pop())
    rest = clause.text[match.end() :]
    when = "" if has_time(clause.text) else f" under {who}"
    step = f"took “{match.group()}” for {name}"
    text = f"{clause.text[: match.start()]}{name}{rest}{when}"
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.05)


def _under(clause: Clause) -> Clause:
    """Put a leader named at the head of a clause behind it, or leave the name where a time is."""
    if not clause.text.startswith("Under "):
        return clause
    at = len("Under ")
    leader = next((m for m in person_mentions(clause.text[:80]) if m.start == at), None)
    if leader is None:
        return clause
    rest = clause.text[leader.end :].lstrip(", ")
    if has_time(rest):
        text, step = rest, f"left out “Under {leader.text}”"
    else:
        text, step = f"{rest} under {leader.text}", f"put “under {leader.text}” last"
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.02)


_VERB = re.compile(
    r"\b(?P<verb>(?:back|support|defend|champion|endors|uph[eo]ld|follow|attack|invad)\w*|sided"
    r" with"
    r"|st(?:ood|ands?) (?:by|with|behind)|voted with|broken? with) (?P<pronoun>it|them)\b"
)


def objects_named(clause: Clause, named: Mentions, start: int, on: Moment) -> Clause:
    """Return the clause with the "it" or "them" that is backed put as what was named before it.

    Only where the clause is dated and the sentence names one such thing before, besides the
    subject.

    Parameters
    ----------
    clause : Clause
    named : Mentions
        What the sentence names.
    start : int
        Where the clause begins, counted as in ``named``.
    on : Moment
    """
    match = _VERB.search(clause.text)
    if match is None or not has_time(clause.text):
        return clause
    plural = match["pronoun"] == "them"
    goes_on = _IT.match(clause.text) is not None  # then the state before is the subject
    before = [m for m in named.states if m.end <= start and m.text not in clause.text]
    before = [] if goes_on else before
    things = _causes(named, start)
    found = dict.fromkeys(
        m.text if plural else name_of(m, on)
        for m in before
        if plural == (bool(m.group) or (m.kind == "demonym" and m.text.endswith("s")))
    )
    found.update(dict.fromkeys(text for text in things if plural == text.endswith("s")))
    if len(found) != 1 or not (name := next(iter(found))):
        return clause
    step = f"took “{match['pronoun']}” for {name}"
    text = f"{clause.text[: match.start('pronoun')]}{name}{clause.text[match.end() :]}"
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.15)


def _causes(named: Mentions, stop: int) -> tuple[str, ...]:
    """Return the issues named before a place, those that stand side by side as one."""
    found: list[str] = []
    end = -1
    for issue in named.issues:
        if issue.end > stop:
            break
        if found and issue.start == end + 1:
            found[-1] = f"{found[-1]} {issue.text}"
        else:
            found.append(issue.text)
        end = issue.end
    return tuple(dict.fromkeys(found))


def one_before(named: Mentions, opened: int, start: int, on: Moment) -> str:
    """Return the one state that a sentence names before a place, or the one with which it opens."""
    before = [m for m in named.states if not m.group and m.end <= start]
    names = tuple(dict.fromkeys(name_of(m, on) for m in before))
    opens = bool(before) and before[0].start - opened <= len("The ")
    return names[0] if len(names) == 1 or (names and opens) else ""


def _singular(rest: str) -> str:
    first, blank, more = rest.lstrip().partition(" ")
    return f" {_VERBS.get(first, first)}{blank}{more}"


_LED = re.compile(r"\b(?:led|lead|headed|dominated) by ")
_BETWEEN = re.compile(
    r"\b(?P<x>pursu\w+|follow\w+|adopt\w+|maintain\w+|kept to|keeps to) (?:an?|its|the) "
    r"(?:\w+ ){0,2}(?:independent|non-?aligned|neutral) (?:foreign )?(?:polic(?:y|ies)|course|path)"
)


def poles_in(text: str, on: Moment) -> tuple[str, ...]:
    """Return the leaders of the two camps that a sentence speaks of.

    Examples
    --------
    >>> poles_in("one bloc led by the USSR, the other led by the US.", Moment.of(1990))
    ('USSR', 'US')
    """
    led = [match.end() for match in _LED.finditer(text)]
    wanted = {1: 2, 2: 1}.get(len(led), 0)
    found: list[str] = []
    for start in led if wanted else []:
        named = states.mentions(text[start : start + 80], on=on.last, capitals=True)
        found += [m.text for m in named if not m.group][:wanted]
    return tuple(found) if len(found) == 2 else ()


def between_poles(clause: Clause, subject: str, poles: tuple[str, ...]) -> Clause | None:
    """Read "pursued an independent policy", read against the two camps that were just named."""
    if len(poles) != 2 or not subject or _BETWEEN.search(clause.text) is None:
        return None
    text = f"{subject} was independent of both {poles[0]} and {poles[1]}"
    step = f"took the camps just named, of {poles[0]} and {poles[1]}, for those it kept out of"
    return replace(clause, text=text, steps=(*clause.steps, step), cost=clause.cost + 0.25)
