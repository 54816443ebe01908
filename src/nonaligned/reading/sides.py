"""Whom a state backed, with whom it did not side and to whom it was closer, in running text.

As :mod:`nonaligned.reading.deeds` reads wars, so this reads whose side a state was on: by cores,
rows of ``data/sides.csv`` over a skeleton of the text, where no clause was read. What stands behind
a core here may say on what it holds ("over Cyprus", "in the border dispute"): then it is kept as
the topic, or nothing is read; other words are left out where they deny, doubt and restrict nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nonaligned.claims.language import Claim, canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import deeds, screens
from nonaligned.reading.clauses import Clause
from nonaligned.reading.cores import Core, cores, pattern
from nonaligned.reading.dates import Moment
from nonaligned.reading.deeds import Told
from nonaligned.reading.mentions import ISSUE
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, Skeleton, skeleton, times
from nonaligned.reading.topics import topical

_CUES = {
    "neither": re.compile(
        r"\b(?:neither|both|between|either|equidistan\w+|nor)\b",
    ),
    "closer": re.compile(r"\b(?:than|rather|against|and not|over|instead|prefer\w*|chose)\b"),
    "backs": re.compile(
        r"\b(?:support\w*|back(?:s|ed|er|ers|ing)?|champion\w*|defend\w*|defen[cs]e|endorse\w*|st(?:an|oo)ds?|stuck"
        r"|sticks|sid(?:ed?|es)|lin(?:ed|es)|align\w*|voted?s?|rall\w+|c[ao]mes?|weight|lot|faith"
        r"|loyal\w*|faithful|true|lead|shield\w*|camp|corner|behind|friends?|advocates?|followers?"
        r"|part|voice|blessing|solidarity|sympath\w+|count(?:ed|s)?|rel(?:y|ied|ies)|depend\w*"
        r"|bank|line|cause|positions?|partisans?|rooted|along)\b"
    ),
}
"""Words of which a core of the kind needs one: the rest of a text is not searched."""
SIDES = frozenset(_CUES)
"""The kinds that are read here."""
_ANY = re.compile("|".join(cue.pattern for cue in _CUES.values()))
_PARTY = re.compile(rf"[{NAME}{PEOPLE}{GROUP}]|\bPalestin")
_UNDER = re.compile(
    r"(?:^|, )(?P<when>(?:under|in the (?:days|years|time) of|during the \w+ of)"
    r" (?:[A-Z][\w.’'-]* ?){1,4}),? $"
)
_LASTING = re.compile(
    r"\b(?:(?:for|over|in|during) (?:(?:more than|at least|well over|over|nearly|almost|about|some"
    r"|the (?:past|last)|all of|the better part of) )*"
    r"(?:an?|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|\d\d?) (?:years|decades?|generations?)"
    r"|in recent years)\b"
    r"|\b(?:in|during|throughout) the (?:[A-Z][\w’-]+ )+(?:years|era|days|presidency)\b"
    r"|\bunder (?:[A-Z]\w+ )*[A-Z][\w’-]+(?= |,|$)"
)
"""Times without a year."""
_AGAINST = re.compile(rf"^ against (?:the )?[{NAME}{GROUP}](?!['’])")
_WHEN_CLAUSE = re.compile(r"^,? (?:when|while) [^,;]*$")
_ADVERBS = (
    r"(?:(?:almost|nearly|virtually|quite|both|even|and|or|always) )*[a-z]+ly|always|alone|too"
    r"|alike|throughout|together|again|to the (?:end|last|hilt|full)|through thick and thin"
    r"|in (?:word and deed|public|private|season and out of season|all (?:weathers|seasons))"
    r"|without (?:fail|exception|reservations?|hesitation|interruption|wavering|qualification"
    r"|flinching|complaint|a break|blinking)|come what may|year (?:in|after) year,?(?: year out)?"
    r"|at (?:every|each|nearly every|almost every) (?:session|turn|opportunity|vote|roll[- ]call)"
    r"(?: of the (?:General )?Assembly)?|time and again|more often than not|as a rule|on the whole"
    r"|by and large|in every (?:vote|roll[- ]call|session)|vote after vote|session after session"
    r"|for longer than [a-z ]+?|from the (?:start|first|outset|beginning)|it (?:had|could)"
    r"|ever since|to this day"
    r"|down the line|on (?:most|nearly all|almost all|all) (?:questions|issues|matters|resolutions)"
)
_FORUM = (
    r"(?:in|at|before|on) (?:(?:the|its|their|most|all|many|every|nearly|almost|foreign|UN"
    r"|world) )*"
    r"(?:floor of |votes? (?:in|of|at) |roll[- ]calls (?:in|of|at) |debates (?:in|of|at) "
    r"|chambers? of |corridors of )?(?:the )?(?:General Assembly|Assembly|United Nations|UN|UNGA"
    r"|Security Council|world body|world organi[sz]ation|roll[- ]calls|votes?|voting|New York|"
    r"Turtle Bay|foreign policy|world affairs|international (?:affairs|politics|forums)|world"
    r"|matters of foreign policy|council chamber|forums)(?: of the United Nations| votes)?"
)
_PLAIN = re.compile(rf"^,? (?:{_ADVERBS}|{_FORUM})(?=[ ,;.]|$)")
"""What adds to a statement of whose side somebody was on, and changes nothing."""
_ABOUT = re.compile(
    r"^ (?:over|on|about|concerning|regarding|in|against|for|where|towards?|of|from|into|than|to"
    r"|when|whenever|if|as long as|so long as|because|insofar)\b"
)
"""What may say on what, or in what case, the statement holds."""
_SURROUND = re.compile(
    r"^ (?:with|despite|through|at the (?:cost|price)|at (?:great|some|considerable)|in spite of"
    r"|by (?:an?|about|some|\d\w*)|amid|as an? (?:matter|rule|result)|out of|thanks to|and"
    r"|in (?:return|exchange) for|because of|not because|[-–—])\b"
)
_LIMIT = re.compile(
    r"\b(?:only|except\w*|at least|if only|save (?:for|on|in|when)|barring|apart from|other than"
    r"|merely|on paper|in theory|nominally|some of the time|half the time|sometimes|occasionally"
    r"|alone|sole|lone|far from certain|uncertain|unclear|hard to say|gone are the days"
    r"|reasons? why|by no means)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r", an? (?:[a-z-]+ )?(?:position|record|stance|commitment|preference|policy|choice|fact|habit"
    r"|distinction|claim|gesture|decision|trick|principle|loyalty|line|course|custom|practice) .*$"
)
"""What is said of the whole statement, behind it."""
_DONE = re.compile(
    r"\b(?:(?:refus|declin)\w+ to|rather than|instead of|in preference to|unwilling to|not willing"
    r"|not to|and not|neither|nor|not|never|no (?:point|time|stage|year|sides?)|cannot"
    r"|without|n['’]t|avoid\w*|neutral(?:ity)?)\b"
)
"""What a core may say with a word that denies."""
_LISTED = re.compile(
    r"^(?:,? (?:and|or|nor) |, )(?:the )?(?!(?:in|at|on|of|by|for|from|to|with|as|when|while|which"
    rf"|who|said|says|where|if|so|like|unlike|not)\b)(?:[a-z]+ )?[{NAME}{PEOPLE}{GROUP}]"
)
"""One more of those whom a core names last."""
_TAKEN_BACK = re.compile(r"[,;]? but (?:only|not|never|even then|at)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d")
_ASIDE = re.compile(r", [^,]*,")
_ABLE = re.compile(r"\b(?:could|can|would)\b(?= (?:\w+ )?(?:count|rely|depend|bank|not\b|never\b))")
_SPAN = re.compile(r"^since \d{4}$")
_PAST = re.compile(r" (was|backed|supported) ")
_NOW = re.compile(
    r"\b(?:is|are|has|have|does|do|can|backs|supports|stands|sides|votes|aligns|defends|champions"
    r"|endorses|favou?rs|prefers|leans|gives|lends|enjoys|keeps|takes|belongs|follows|counts"
    r"|remains|stays|lies|sits|refuses|declines|balances|steers|maintains|chooses|sticks|comes"
    r"|relies|depends|inclines|agrees|treads|walks|holds|throws|puts|lines|shares|rallies|hews)\b"
)


@dataclass(frozen=True)
class _Found:
    """A core found in a clause: the core, its words, and the clause before and behind it."""

    core: Core
    match: re.Match[str]
    lead: str
    tail: str

    def caught(self, letter: str) -> str:
        """Return what the groups of a letter caught: "xa" is one more way to say "x"."""
        groups = self.match.groupdict()
        names = (name for name in groups if name[0] == letter and len(name) <= 2)
        return next((groups[name] for name in names if groups[name]), "")

    def denied(self) -> bool:
        """Whether the core says that it was not so."""
        return bool(deeds.denial(self.match))


def sided(text: str, on: Moment) -> Iterator[tuple[Told, Clause, Claim]]:
    """Yield the claims on whose side somebody was that cores of a text make.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.

    Examples
    --------
    >>> said = "In 1935 Peru, to its cost, threw its weight behind Chile, as all had feared."
    >>> [told.text for told, _, _ in sided(said, Moment.of(1990))]
    ['Peru backed Chile in 1935']
    """
    if not _ANY.search(text):
        return
    bones = skeleton(text.rstrip(' .!”"’'), on)
    if not bones.mentions or pattern("{SPORT}|{PRIVATE}").search(bones.text):
        return
    for start, end in deeds.stretches(bones.text):
        part = bones.text[start : start + 1].lower() + bones.text[start + 1 : end]
        kinds = {kind for kind, cue in _CUES.items() if cue.search(part)}
        if kinds and re.search(f"[{NAME}{PEOPLE}{GROUP}]", part):
            yield from _of_stretch(bones, start, end, kinds, on)


def _of_stretch(
    bones: Skeleton, start: int, end: int, kinds: set[str], on: Moment
) -> Iterator[tuple[Told, Clause, Claim]]:
    clause = bones.text[start : start + 1].lower() + bones.text[start + 1 : end]
    named = deeds.with_names(clause, bones, start)
    parties = len(_PARTY.findall(named))
    taken: list[tuple[int, int]] = []
    for core in cores("sides"):
        if core.kind not in kinds or parties < sum(f"{{{side}}}" in core.plain for side in "xyz"):
            continue
        if not core.may_match(named):
            continue
        for match in core.compiled.finditer(named):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            found = _Found(core, match, named[: match.start()], named[match.end() :])
            claim = None if _TAKEN_BACK.match(bones.text[end:]) else _claim(found, bones, on)
            if claim is None:
                continue
            taken.append(match.span())
            first, last = match.span() if named == clause else (0, len(clause))
            place = bones.place(start + first), bones.place(start + last)
            beside = bool(match.groupdict().get("rel"))
            words = bones.told(match.group())
            step = f"read “{words}” without what stands round it"
            one = Told(core.kind, claim[0], *place, found.denied(), beside)
            yield one, Clause(claim[0], *place, (step,), 0.1), claim[1]


def _claim(found: _Found, bones: Skeleton, on: Moment) -> tuple[str, Claim] | None:
    """Return the claim of a core with its words; ``None`` where what is round it forbids one."""
    if not _clear(found, bones):
        return None
    plain, when, about = _plain(found, bones, on), _when(found, bones), _about(found)
    if not plain or when is None or about is None:
        return None
    said = f"{bones.told(_ahead(found.lead))}{plain}{bones.told(about)}"
    if said != plain or found.caught("c"):
        said = topical(said)[0]
    said = f"{said} {when}".strip()
    try:
        claim = parse(said, on=on.year)
        if found.denied():
            claim = parse(canonical(replace(claim, negated=not claim.negated)), on=on.year)
    except NonalignedError:
        return None
    kept = claim.kind == found.core.kind or (claim.kind == "closer" and " against " in said)
    return (said, claim) if kept else None


def _clear(found: _Found, bones: Skeleton) -> bool:
    """Whether nothing in a core or round it denies, doubts, restricts or lists."""
    words = found.match.group().replace(deeds.denial(found.match), "", 1)
    if found.core.kind != "backs":
        words = _DONE.sub("", words)
    near = _near(found.tail)
    whole = f"{found.lead}{words}{near}"
    if deeds.NO.search(words) or deeds.DOUBT.search(whole) or _LISTED.match(found.tail):
        return False
    if _LIMIT.search(_REMARK.sub("", whole + found.tail)) or not found.core.fits(whole):
        return False
    if deeds.NO.search(_PLAIN.sub("", near).split(" and ")[0]):
        return False
    if found.core.needs and not pattern(found.core.needs).search(found.match.group()):
        return False
    if found.lead.startswith("let ") or found.match.group().startswith("let "):
        return False
    stated = _ABLE.sub("did", f"{found.lead}{words}{near}")
    return deeds.leads(found.core, found.lead) and screens.stated(bones.told(stated))


def _near(tail: str) -> str:
    stop = deeds.STOP.search(tail)
    return tail[: stop.start()] if stop else tail


def _plain(found: _Found, bones: Skeleton, on: Moment) -> str:
    """Return what a core tells in the words of the claim language; empty where it is unclear."""
    sides = {side: _party(found.caught(side), bones, on) for side in "xyz"}
    wanted = [name for side, name in sides.items() if f"{{{side}}}" in found.core.plain]
    if not all(wanted) or len(set(wanted)) < len(wanted):
        return ""
    plain = found.core.plain.format(**sides, c=bones.told(found.caught("c")))
    if _NOW.search(found.match.group()):
        return _PAST.sub(lambda verb: f" has {verb[1].replace('was', 'been')} ", plain, count=1)
    return plain


def _party(words: str, bones: Skeleton, on: Moment) -> str:
    """Return the names of those for whom words of a core stand."""
    if words.startswith("Palestin"):
        return "the Palestinians"
    signs = re.findall(f"[{NAME}{PEOPLE}{GROUP}]", words)
    names = [bones.name(sign, on) for sign in signs]
    if not all(names):
        return ""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _when(found: _Found, bones: Skeleton) -> str | None:
    """Return when it was so: what is said so, else how long, else under whom; ``None``: unclear."""
    words = found.match.group().replace(found.match.groupdict().get("rel") or "", " ", 1)
    if any(_YEAR.search(aside) and not _time_at(aside) for aside in _ASIDE.findall(words)):
        return None
    when = deeds.when_told(found.core, found.lead, words, found.tail)
    if when:
        return when
    if (clause := _WHEN_CLAUSE.match(found.tail)) and len(dated := list(times(clause[0]))) == 1:
        return dated[0][2]
    if lasting := _LASTING.search(f"{found.lead} . {found.match.group()} . {_near(found.tail)}"):
        return lasting.group()
    if _YEAR.search(bones.text):
        return None
    if ruled := _UNDER.search(found.lead):
        return bones.told(ruled["when"])
    groups = found.match.groupdict()
    if era := groups.get("era"):
        return f"under {era}"
    if owner := groups.get("owner"):
        return f"under {owner[:1].upper()}{owner[1:]}"
    return deeds.reign(found.lead, bones)


def _about(found: _Found) -> str | None:
    """Return the words behind a core that say on what it holds; ``None`` where that is unclear."""
    rest = found.tail
    while rest:
        if told := _time_at(rest):
            rest = rest[told:]
        elif plain := _PLAIN.match(rest):
            rest = rest[plain.end() :]
        else:
            break
    if _WHEN_CLAUSE.match(rest) and list(times(rest)):
        return ""
    near = _near(rest)
    if found.core.role == "noun" or not near.strip():
        return ""
    if _SURROUND.match(near):
        return "" if not ISSUE.search(near) else None
    if not _ABOUT.match(near):
        return None
    if near.startswith(" in ") and not ISSUE.search(near) and topical(f"x backed y{near}")[1] == "":
        return None
    cut = next((at for at, _, _ in times(near)), len(near))
    return near[:cut].rstrip()


def _time_at(rest: str) -> int:
    """Return where the time that opens a text ends; 0 where none does."""
    if lasting := re.match(rf",? (?:{_LASTING.pattern})", rest):
        return lasting.end()
    first = next(iter(times(rest)), None)
    return first[1] if first and not rest[: first[0]].strip(" ,(") else 0


def _ahead(lead: str) -> str:
    """Return the words that open a clause and say on what it holds, with their comma."""
    opened = re.search(
        r"(?:^|, |that )((?:on|over|in|concerning|regarding|about|where|when it) [^,]+),? $", lead
    )
    if opened is None:
        return ""
    words = opened[1]
    if list(times(words)) or _LASTING.search(words) or re.fullmatch(_FORUM, words):
        return ""
    return f"{words[0].upper()}{words[1:]}, "
