"""Whether a date that stands beside an event of the table is the event's own.

"The Suez crisis of 1956", "the treaty was signed in 1968", "after the coup in 1974" date an event;
"they left the treaty in 2002", "the treaty was extended in 1995" and "a book on the war, in 1990"
date something else.
"""

from __future__ import annotations

import re

from nonaligned.reading.dates import MONTHS, DateMention, Moment
from nonaligned.reading.joints import APART
from nonaligned.reading.numbers import NUMBER
from nonaligned.states.events import Event, EventMention

FAR_YEARS = 30
"""A date further off than that is of something else: nobody is that far wrong."""

AROUND = 120
"""Days by which a year in a name ("the 1990 war") may miss what it names."""

GENERIC_YEARS = 3
"""A name that fits other events means another one where the year is further off than that."""

TOLD_YEARS = 6
"""The same of a sentence that tells an event: what was done may have been done before, or again."""

JOINED = frozenset({"treaty", "organisation", "resolution", "accession"})
"""Kinds of events that others join, leave and renew later."""

ENTRY_YEARS = 12
"""Years in which a treaty may wait for its entry into force."""

FEW_STATES = 4
"""States of a treaty that nobody else joins."""

_DONE = (
    r"(?:signed|founded|held|adopted|created|established|proclaimed|concluded|reached|agreed"
    r"|delivered|given|launched|opened|fought|staged|published|hosted|won|made|completed|built)"
)
_HAPPENED = re.compile(
    rf",? (?:(?:which|that) )?(?:(?P<begin>began|started|broke out|erupted|was launched)"
    rf"|(?P<end>ended|was over|came to an end|finished)"
    rf"|took place|triumphed|happened|occurred|came|(?:was|were|had been) {_DONE}"
    rf"|(?<=, ){_DONE}|(?<=which )(?:(?:[A-Z][\w’'-]+|and) ){{1,6}}{_DONE}"
    r"|(?:was|were) opened for signature)"
    rf"(?: (?:in|at) [A-Z][\w’'-]+)?(?: by [A-Z][^,;:()]{{3,60}}?)?,?"
    r" (?:only |back )?(?:in|on)(?: the)? (?:early |late )?",
)
_OF = re.compile(r"(?:,? (?:in|of|on|from|at the end of|dated)|,| \()? ?(?:the )?(?:year )?")
_DEICTIC = re.compile(r"(?:last|this|next) year$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:fore(?:told|saw|seen|cast)|predict\w*|prophe\w+|warned|expected|feared|planned"
    r"|commemorated|celebrated|marked|mourned|discussed|debated|condemned|described|wrote|spoke"
    r"|lectured|anniversary|book|article|film|report|inquiry|novel|essay"
    r"|entry into force|ratif\w+|implement\w+|expiry|extension|renewal|amendment)\b[^,;:]*$",
    re.IGNORECASE,
)
"""Before an event: what is dated is the speaking of it or a later step, not the event."""

_RELATED = re.compile(r"\b(?:after|before|since|following|of|to|by)(?: the)? $")
_OPENING = re.compile(r"[\s“\"(—–-]*(?:(?:and|but|then|so|yet|when|while|as) )?(?:the )?", re.I)
_AFTER = re.compile(r"\b(?:after|before|since|following|until)(?: the)? $", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:signed|concluded|negotiated|signing of)(?: the)? $", re.IGNORECASE)
_BY_TIME = re.compile(
    r"\b(?:from|during|at|by|of|to|with|like|as in)"
    r"(?: the)? $", re.IGNORECASE,
)  # fmt: skip
_MADE = re.compile(
    r"\b(?:signed|concluded|negotiated|adopted|hosted|held|staged|attended|fought|launched|won|lost"
    r"|crushed|put down|suppressed|made|gave|delivered|began|ended|remember|recall|forget)"
    r"(?: the| his| her| their)? $",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(
    r"[A-Z]\w+(?: [A-Z]\w+)? (?:summit|conference|accords?|agreement|talks)", re.I
)
_DURING = re.compile(r"\b(?:during|amid|at the height of|in the middle of|in)(?: the)? $")
_TOOK_PART = re.compile(
    r"\b(?:host(?:ed| to)|attended|addressed|chaired|presided over|took part in)(?: the)? $"
)
NEAR = 100
"""Letters between a date and an event during which something was done then."""

_STEP = re.compile(
    r" (?:was|were|had|has|came|took|entered|expired|collapsed|failed|lapsed|went|became|is|are"
    r"|would|could|did|got|lost|won)\b"
)
_SIGNING = re.compile(r"\b(?:signed|opened for signature|concluded)\b")
_EDGE_TOLD = re.compile(
    r" (?:had )?(?:(?P<begin>begun|began|started|broke out|broken out|erupted)"
    r"|(?P<end>ended|come to an end|came to an end|was over))\b(?! (?:its|the|his|her|a|an|all)\b)"
)
_EFFECT = re.compile(
    r" had (?:\w+ly )?(?:shown|taught|made|brought|given|opened|put|led|forced|convinced|persuaded"
    r"|destroyed|killed|driven|shaken|frightened|divided|ended|raised|turned|set|sent)\b"
)
_MADE_STEP = re.compile(rf" (?:was|were|had been) (?:\w+ly )?(?:{_DONE}|over)\b|,? took place\b")


_MONTHS = "|".join(name.capitalize() for name in MONTHS)
_TOLD = re.compile(
    r"(?:,? (?:of|in|on) (?:\w+ ){0,2}\d{4},?)?(?:,? which [^,;]{3,60},)? "
    r"(?:(?:came|followed)(?=,? (?:(?:only|just|about|some|barely|almost|nearly|less than|more than"
    rf"|soon|shortly|long|in(?: the \w+ of)?|on) ?)*(?:{NUMBER}|\d|after\b|before\b|{_MONTHS}))"
    r"|took place|happened|(?:was|were) (?:signed|founded|held|adopted|created|concluded|launched"
    r"|fought|delivered|given|born|built))\b"
)
_DEPENDS = re.compile(
    r"\b(?:after|before|since|until|when|while|as|if|once|year|that|which|whose|who|where|because"
    r"|although|though|than|whether|how|why)(?: the)? $"
)
_TELLS = re.compile(
    r" (?:began|started|broke out|came|happened|occurred|erupted|was launched|opened|triumphed)\b"
    r"(?! to\b)"
)
_AGAIN = re.compile(
    r"[^,.;:]{0,20}\b(?:again|once more|anew|(?:a|for the) (?:second|third|last) time)\b"
)
_LEADS = re.compile(r"[\s“]*(?:(?:In|On|By) [\w ]{4,24},? )?(?:[Tt]he |A |An )?")
"""Before an event with which a part of a sentence opens, a date allowed."""

_TOLD_IN = re.compile(
    r"(?:,? (?:just )?(?:before|at|after|around)"
    r" (?:dawn|dusk|midnight|noon|daybreak|sunrise|sunset))?"
    r"(?:,? (?:on|one) (?:a )?\w+day(?: morning| afternoon| evening| night)?)?"
    r"(?: (?:in|at) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?,? (?:only |back |just )?(?:in|on)(?: the)? "
    r"(?:early |late )?"
)
"""Between a clause that tells an event and its date."""

IT_WAS = re.compile(
    r"\W*(?:A: )?It was (?:\w+ly |first )?"
    r"(?P<verb>signed|opened for signature|concluded|adopted|founded|established|held|fought)\b"
)
_PACT = frozenset({"treaty", "resolution"})
MADE_BY = {
    "signed": _PACT, "opened for signature": _PACT, "concluded": _PACT, "adopted": _PACT,
    "founded": frozenset({"organisation"}), "established": frozenset({"organisation"}),
    "held": frozenset({"summit", "election", "referendum"}), "fought": frozenset({"war"}),
}  # fmt: skip
"""Kinds of events of which "it was signed" may be said."""

CONTESTED = frozenset([
    "suez", "tet", "vietnam-war", "lebanon-1982", "kashmir-1947", "kashmir-1965", "konfrontasi",
    "afghanistan-2001", "iraq-war", "gulf-war", "yemen-intervention", "libya-2011", "ussuri",
    "mau-mau", "black-september", "yemen-1962", "angola-civil-war", "second-chechen-war",
    "syria-war", "rwanda", "goa", "hungary-1956", "financial-crisis",
])  # fmt: skip
"""Wars and crises of which people count the beginning or the end in several ways."""

LONG = 60
"""Days of an event of which the beginning is told apart from the rest."""

_BEGINS = re.compile(
    r"\b(?:invaded|attacked|landed|crossed|overran|seceded|broke away|broke out|declared|imposed"
    r"|stormed|seized"
    r"|launched|unleashed|proclaimed)\b"
)
_ASKED = re.compile(r"\W*(?:Q: )?(?:(?:And|But|What (?:of|about|was|is)|Then) )?(?:[Tt]he )?")


def told_event(
    text: str, start: int, end: int, named: tuple[EventMention, ...]
) -> EventMention | None:
    """Return the event that opens a part of a sentence and of which it tells, if one does."""
    for event in named:
        lead = text[max(start, event.start - 14) : event.start].lower()
        anterior = " had " in event.text
        again = _AGAIN.match(text, event.end) is not None
        if event.told and not anterior and not again and not _DEPENDS.search(lead):
            return event
    for event in named[:1]:
        opens = _LEADS.fullmatch(text[start : event.start]) is not None
        if opens and _TOLD.match(text[event.end : end]):
            return event
    return None


def is_made(lead: str) -> bool:
    """Whether the words before an event tell that it was made: "they signed the"."""
    return _MADE.search(lead) is not None


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether the words behind an event tell that it happened: "took place", "was signed"."""
    return (
        _MADE_STEP.match(text, start, end) is not None or _TELLS.match(text, start, end) is not None
    )


def point_of(event: EventMention) -> str:
    """Return the point of an event that words name, or of its beginning where they tell that.

    Examples
    --------
    >>> from nonaligned.states.events import event_mentions
    >>> told = "Iraq invaded Iran and, years later, the Iran-Iraq War ended."
    >>> [point_of(event) for event in event_mentions(told)]
    ['event:iran-iraq-war:start', 'event:iran-iraq-war']
    """
    known = event.event
    begins = event.told and (known.end - known.start).days > LONG and _BEGINS.search(event.text)
    return f"event:{known.id}{':start' if begins else ''}"


def edge_told(text: str, event: EventMention) -> str:
    """Return the point of a long event of which the words behind tell the beginning or the end.

    Examples
    --------
    >>> from nonaligned.states.events import event_mentions
    >>> told = "a year after the Korean War had begun", "a year after Bandung conference had ended"
    >>> [edge_told(text, event_mentions(text)[0]) for text in told]
    ['event:korean-war:start', '']
    """
    edge = _EDGE_TOLD.match(text, event.end)
    long = (event.event.end - event.event.start).days > LONG
    if edge is None or event.told or not long:
        return ""
    part = ":start" if edge["begin"] else ":end"
    return f"event:{event.event.id}{'' if event.event.id in CONTESTED else part}"


def opening_event(text: str, start: int, named: tuple[EventMention, ...]) -> Event | None:
    """Return the event with which a sentence opens, which "it" may be in the next."""
    if not named or named[0].generic or named[0].told:
        return None
    return named[0].event if _ASKED.fullmatch(text[start : named[0].start]) else None


def edge_dated(text: str, start: int, event: EventMention, date: DateMention) -> str | None:
    """Say what of an event a date dates.

    Parameters
    ----------
    text : str
    start : int
        Where the part of the sentence begins.
    event : EventMention
    date : DateMention

    Returns
    -------
    str or None
        ``":start"``, ``":end"``, or the empty string for all of it; ``None`` where the date is
        not the event's.
    """
    if elsewhere(event, date.moment):
        return None
    lead = text[max(start, event.start - 60) : event.start]
    if _SPOKEN_OF.search(lead):
        return None
    happened = _HAPPENED.fullmatch(text[event.end : max(event.end, date.start)])
    signed = happened is not None and _SIGNING.search(happened.group()) is not None
    if _named_by_entry(event.event, date.moment) and not signed:
        return None
    if date.end < event.start and text[date.end : event.start] == " ":
        return "" if _told_apart_by(date, event) else None
    if date.start < event.end:
        return None
    opens = _OPENING.fullmatch(text[start : event.start]) is not None
    between = text[event.end : date.start]
    if between == " " and _DEICTIC.match(date.text):
        return "" if opens else None
    if happened is not None:
        return _edge(happened, event.event)
    if event.told and years_off(event.event, date.moment) > TOLD_YEARS:
        return None
    apart = "," in between and _AFTER.search(lead) is not None
    if event.told and not apart and _TOLD_IN.fullmatch(between):
        return point_of(event).removeprefix(f"event:{event.event.id}")
    signed = _SIGNED.search(lead) is not None and years_off(event.event, date.moment) == 0
    own = opens or signed or _brings_its_date(lead, event.event)
    return "" if _adjacent(text, lead, event, date, own=own) else None


def _brings_its_date(lead: str, event: Event) -> bool:
    """Whether the words before an event let "in 1956" behind it be its own date.

    What many may join ("they left the treaty in 2002") has its own only after words of time.
    """
    if _AFTER.search(lead):
        return True
    if event.kind in JOINED and not 0 < len(event.states) <= FEW_STATES:
        return False
    if event.kind in JOINED:
        return _SIGNED.search(lead) is not None
    return _BY_TIME.search(lead) is not None or _MADE.search(lead) is not None


def elsewhere(event: EventMention, moment: Moment) -> bool:
    """Whether a name that fits other events ("the Geneva summit") means another one."""
    namesake = event.generic or _AT_PLACE.fullmatch(event.text) is not None
    return namesake and years_off(event.event, moment) > GENERIC_YEARS


def happened_during(text: str, start: int, event: EventMention, date: DateMention) -> bool:
    """Whether a dated deed was done during an event or at it: "in 1970 he hosted the summit"."""
    lead = text[max(start, event.start - 24) : event.start]
    meeting = event.event.kind in {"summit", "visit"}
    there = _DURING.search(lead) or (meeting and _TOOK_PART.search(lead))
    between = text[date.end : event.start] or text[event.end : date.start]
    near = len(between) <= NEAR and not APART.search(between)
    return bool(there) and near and not event.generic and not elsewhere(event, date.moment)


def _named_by_entry(event: Event, moment: Moment) -> bool:
    """Whether "the treaty of 1961" may mean the year in which what many signed came into force."""
    many = event.kind in JOINED and not 0 < len(event.states) <= FEW_STATES
    return many and 0 < moment.year - event.end.year <= ENTRY_YEARS


def _told_apart_by(date: DateMention, event: EventMention) -> bool:
    """Whether a year before a name ("the 1991 accords") means this event and no namesake."""
    first, last = date.moment.first, date.moment.last
    days = max((event.event.start - last).days, (first - event.event.end).days)
    near = years_off(event.event, date.moment) <= GENERIC_YEARS and not 0 < days < AROUND
    return near and date.moment.precision == "year"


def _edge(happened: re.Match[str], event: Event) -> str | None:
    """Return the edge; what took a day did not end later, its effect did."""
    if happened["end"] and event.start == event.end:
        return None
    if event.id in CONTESTED:
        return ""
    return ":start" if happened["begin"] else ":end" if happened["end"] else ""


def _adjacent(text: str, lead: str, event: EventMention, date: DateMention, *, own: bool) -> bool:
    between = text[event.end : date.start]
    follows = text[date.end : date.end + 2]
    if between.startswith(",") and (_RELATED.search(lead.lower()) or follows[:1] != ","):
        return False
    if re.search(r"\b(?:in|on|from)\b", between) and not own:
        return False
    adjacent = _OF.fullmatch(between) is not None and between.strip() not in {"", ","}
    return adjacent and re.match(r"[,.;)”\"]|$|\s[a-z(]", follows) is not None


def goes_on(text: str, event: EventMention) -> bool:
    """Whether a clause goes on behind an event, so that years count from something else.

    Examples
    --------
    >>> from nonaligned.states.events import event_mentions
    >>> told = "Ten years after the Kyoto Protocol took effect", "a year after Suez crisis"
    >>> [goes_on(text, event_mentions(text)[0]) for text in told]
    [True, False]
    """
    step = _STEP.match(text, event.end) is not None and not _had_effect(text, event)
    step = step and not edge_told(text, event)
    return step and not event.told and _MADE_STEP.match(text, event.end) is None


def _had_effect(text: str, event: EventMention) -> bool:
    """Whether something short is told with what it did: "after Bandung had shown the way"."""
    brief = (event.event.end - event.event.start).days <= LONG and event.event.kind not in JOINED
    return brief and _EFFECT.match(text, event.end) is not None


def years_off(event: Event, moment: Moment) -> int:
    """Whole years between an event and a time, 0 where they meet."""
    return max(0, event.start.year - moment.last.year, moment.first.year - event.end.year)
