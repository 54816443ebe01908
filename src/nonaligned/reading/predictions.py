"""Reports of predictions that were made: "in 1970 Amalrik foresaw that ...".

The grammar of claims reads them whole or not at all; what is done here is to cut them out and to
find who foretold and when. A date stands in the sentence, or is that of the thing the prediction
stands in ("in his letter"), where the article dates one such thing and no other. A prediction of
the article's own, about what is yet to come, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice

from nonaligned.claims import lexicon
from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading.article import Article
from nonaligned.reading.comings import comes, political
from nonaligned.reading.date_conflicts import Chronology, chronology
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.foreseen import ended, foreseen, of_money
from nonaligned.reading.foretellers import (
    ADVERBS,
    SOON,
    WHEN,
    Saying,
    Teller,
    sayings,
    teller,
    told_behind,
    when_in,
)
from nonaligned.reading.happenings import classes
from nonaligned.reading.mentions import find_mentions
from nonaligned.reading.openings import undated
from nonaligned.reading.prophecies import (
    SAID_BEHIND,
    WILLED,
    at_home,
    heard,
    plain,
    second_clause,
    turned_round,
)
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.speech import Piece

MOST_CUTS = 6
"""Ends of a prediction that are tried, the longest first."""

MOST_REPORTS = 6
"""Predictions looked at in a sentence."""

_ENDS = re.compile(
    r"\b(would|will) not (?:long )?(?:outlive|outlast|survive|live through|last (?:out|beyond)"
    r"|see out|see the end of) [A-Z][A-Za-zé’' -]+?(?=$|,)"
)
_PARTICIPLE = re.compile(
    r"\b(?P<verb>predicting|foreseeing|foretelling|prophesying|forecasting|anticipating) "
)
_CLOSES = re.compile(
    r"[,;:–—().!“”\"]| (?:down to|from its|from their|which|who|that is|and|but|or|while|when|as"
    r"|because) "
)
_AS_EARLY = re.compile(r"\bas (?:early|late) as (?=(?:[A-Z]\w+ )?\d{4})")
DOUBTED = re.compile(
    r"\b(?:not|never|nobody|no one|none|few|hardly|whether|if|failed|falsely|den(?:y|ies|ied)|"
    r"doubt\w*|hope[sd]?|wish\w*|fear\w*|ask(?:s|ed)?|wonder\w*|imagin\w*|pretend\w*|claims? to)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
"""What stands before a prediction that was not made, or not surely."""
_PASSIVE = re.compile(
    rf"^(?P<what>(?:[Tt]he|[Tt]hat|[A-Z])[^;:]{{5,120}}?),? (?:was|were|had been) {ADVERBS}"
    r"(?P<verb>predicted|foreseen|foretold|prophesied|forecast(?:ed)?|anticipated)"
    r"(?: (?P<before>(?:in|as early as) (?:[A-Z]\w+ )?\d{4}))? by (?P<who>(?!(?:his|her|its"
    r"|their)\b)[^,;:.]+?)(?:, (?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+)(?=[,;.]|$)"
    r"|, [^,;:]+,)?"
    r"(?:,? (?P<after>(?:in|as early as) (?:[A-Z]\w+ )?\d{4}))?(?=[,;:.]|$)"
)
"""A prediction told from its object: "the fall of X was foreseen by Y in 1979"."""
_DATED_BEHIND = re.compile(
    r" in (?:an?|his|her|its|their|the) (?:[\w’'-]+ ){0,3}?(?:des?patch|letter|report|speech"
    r"|lecture"
    r"|book|article|essay|memorandum|memo|interview|pamphlet|cable|diary|telegram|paper|study"
    r"|column"
    r"|editorial|sermon|talk|note|broadcast|estimate|analysis|thesis|poem|pastoral)(?: \w+)?"
    rf" (?:of|from|dated|in|published in|to [\w ]+? in) (?P<when>{WHEN})\b"
)
"""Where and when it was said, behind what was foretold: "the fall of X in a letter of 1984"."""
_OR_SO = re.compile(
    r"\bor (?:so )?(?:(?:he|she|they|it) )?(?:later |afterwards )?(?:says?|said|claim(?:s|ed)"
    r"|pretend(?:s|ed)"
    r"|thought|boast(?:s|ed))\b"
)
"""What leaves the saying to the one who says he said it."""
_MORE = re.compile(r"(?:,|,? and) (?=that (?:the |[A-Z]|\w+ would))")
"""Where another thing foretold begins: "that X would fall and that Y would go"."""
_ASKED = re.compile(r"^(?:When )?(?:[\w ]{2,30} (?:was|were) )?[Aa]sked\b[^,;:]*, ")
_IMPERSONAL = re.compile(
    rf"(?:^|(?<=, )|(?<=; ))(?P<when>In (?:[A-Z]\w+ )?\d{{4}},? )?[Ii]t (?:was|had been) {ADVERBS}"
    r"(?:predicted|foreseen|foretold|prophesied|forecast|anticipated) "
)
_UNHEARD = re.compile(
    r",? \b(?:that|which|who|whom|when|where|though|although|because|as|and|but)"
    r"(?: (?:had|has|held|took|cast|gave|made|found|got|met|left))? (?:nobody|no one|few|none|no"
    r" \w+|hardly \w+|it never|was not|were not|could not|did not"
    r"|never"
    r"|not \w+)\b[^,;:]*"
)
"""What adds that nobody heard, or would: it denies no saying."""
_TAIL = re.compile(
    r" (?:with|in|at|on|for|from|as|like|under|through|without|out of|the moment|the day|whatever"
    r"|(?:even )?if|after|following|upon|over|so|thanks|because|once|along|via|to|along with)\b"
)
_BINDS = re.compile(
    r"\d|[A-Z]|\b(?:within|by|before|until|till|unless|if|not|no|never|except|only|years?|decades?"
    r"|months?|generations?|century|after)\b"
)
"""What a prediction cannot do without, in what stands behind it."""
_GIVEN = re.compile(
    r" (?:(?:even )?if|once|after|following|upon|over|under|with(?= the| a| an)|on(?= the (?:death"
    r"|departure|fall|retreat)))\b(?!.*(?:\d|\b(?:within|by|before|years?|decades?|months?"
    r"|generations?|century|unless|not|no|never|wars?)\b))"
)
"""Circumstances of what was foretold, whatever they name: "once the Americans had left"."""
MOST_TAILS = 4
"""Tails that are left out of a prediction, one after the other."""
_OBJECT = re.compile(r"\b(?:to|of|with|by|for|against|from|President|Minister|Leader) $")
_NAMED = re.compile(r"(?P<who>[A-Z][\w.’'-]+(?: (?:(?:de|von|van|al) )?[A-Z][\w.’'-]+){0,3}) [a-z]")
_MONEY = re.compile(
    r"\b(?:banks?|currency|pound|dollar|euro|rouble|economy|economies|markets?|prices?|bubble"
    r"|bonds?"
    r"|shares?|government|coalition|cabinet|minister|party|ice|dam|bridge|building)s?(?:['’]s?)?"
    r" (?:would|will|collapse|fall)\b",
    re.IGNORECASE,
)
"""What falls without any state or order falling."""
FAR = re.compile(r"\b(?:before|after|since|until|by|from|to|than)(?: the)? $")
"""What stands before a date that is not the one of the saying."""


@dataclass(frozen=True)
class Told:
    """A report of a prediction.

    Parameters
    ----------
    source : str
        The words of the sentence that it was read from.
    claim : Claim
    cost : float
        How much was changed or assumed to read it, 0 to 1.
    speaker : str
        Whose report it is; empty for the article's own.
    steps : tuple of str
        What was changed or assumed, in words.
    doubts : tuple of str
        What in the article speaks against its date, in words.
    """

    source: str
    claim: Claim
    cost: float
    speaker: str
    steps: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Part:
    """What may be a prediction: who, what was foretold, and the words it stands in."""

    who: str
    what: str
    source: str
    steps: tuple[str, ...]
    cost: float
    closed: bool = False
    """Whether a date outside of its own clause is that of something else."""

    @property
    def said(self) -> str:
        """The prediction as a sentence."""
        what = _ENDS.sub(r"\1 collapse", comes(SOON.sub("", self.what)))
        return f"{self.who} predicted {plain(ended(what))}"


class Dated:
    """When the things of an article happened, worked out when first asked.

    Parameters
    ----------
    article : Article
    """

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def found(self) -> Chronology:
        """What the article says about time."""
        return chronology(self.article)

    def of(self, text: str) -> tuple[str, Moment] | None:
        """Return the thing that a text names and when it was made, where one date is given.

        Returns
        -------
        (str, Moment) or None
            ``None`` where the text names none, or where the article dates two of the kind.
        """
        for name in classes(text):
            kept = [s for s in self.found.statements if s.kind == "date" and not s.a]
            days = {(s.low, s.high) for s in kept if re.fullmatch(rf"{name}:\d+", s.b)}
            if len(days) == 1:
                low, high = days.pop()
                return name, Moment(date.fromordinal(int(low)), date.fromordinal(int(high)))
        return None

    def doubts(self, moments: list[Moment]) -> tuple[str, ...]:
        """Say of each time whether the article's other dates contradict it."""
        dates = [s for c in self.found.conflicts for s in c.statements if s.kind == "date"]
        wrong = {(statement.low, statement.high) for statement in dates}
        return tuple(
            f"the article’s other dates contradict {moment.text}, its own date of this"
            for moment in moments
            if (moment.first.toordinal(), moment.last.toordinal()) in wrong
        )


def predictions(
    sentence: Sentence, pieces: tuple[Piece, ...], last: str, dated: Dated
) -> tuple[tuple[Told, ...], bool]:
    """Read the predictions that a sentence reports.

    Parameters
    ----------
    sentence : Sentence
    pieces : tuple of Piece
        What is said in it, and by whom.
    last : str
        The one person named in the sentence before; empty where there are more, or none.
    dated : Dated

    Returns
    -------
    found : tuple of Told
    undated : bool
        Whether one was read but for its date.
    """
    found: dict[Claim, Told] = {}  # by what was foretold and when: the first way to read it
    undated = False
    for text, speaker in _texts(sentence, pieces):
        for parts in islice(_reports(text, last), MOST_REPORTS):
            part = next(filter(_understood, parts), None)
            told = part and _read(part, text, sentence, dated)
            undated = undated or (part is not None and told is None)
            if told and (same := _matter(told.claim)) not in found:
                found[same] = replace(told, speaker=speaker)
    return tuple(found.values()), undated


def _matter(claim: Claim) -> Claim:
    """Return a prediction without who made it, and within how long it should come."""
    return replace(
        claim, speaker="", month=None, window=replace(claim.window, last=None, length=None)
    )


def _texts(sentence: Sentence, pieces: tuple[Piece, ...]) -> Iterator[tuple[str, str]]:
    """Texts to look at, each with its speaker; the sentence itself where it foretells."""
    text = heard(undated(sentence.text).strip())
    if _OR_SO.search(text):
        return
    denied = any(piece.stance == "denied" for piece in pieces)
    if denied and not _UNHEARD.search(text) and not DOUBTED.search(sentence.text):
        return
    if denied and DOUBTED.search(_UNHEARD.sub("", text)):
        return
    for piece in pieces:
        if piece.stance == "said":
            yield piece.text, piece.speaker
    unreal = any(piece.stance in {"unreal", "denied"} for piece in pieces)
    if unreal or next(sayings(text), None) or next(_turned_round(text), None):
        yield text, ""


def _turned_round(text: str) -> Iterator[tuple[str, str, str]]:
    """Return who foretold what where it is told another way than with a verb and its object."""
    yield from told_behind(text)
    yield from turned_round(text)
    yield from foreseen(text)


def _reports(text: str, last: str) -> Iterator[tuple[_Part, ...]]:
    """Return what may be reports of predictions, each with the places where it may end."""
    text = heard(text)
    for match in _IMPERSONAL.finditer(text):
        if not DOUBTED.search(text[: match.start()]):
            yield _ends(text, match.start(), match.end(), f"{match['when'] or ''}it was", (), 0.0)
    yield from _with_verbs(text, last)
    passive = _PASSIVE.match(_DATED_BEHIND.sub(r" in \g<when>", text))
    if passive is not None and not DOUBTED.search(passive.group()):
        yield (_turned(passive),)
    for who, what, source in _turned_round(text):
        before = _ASKED.sub("", text[: max(text.find(source), 0)])
        if not DOUBTED.search(before) and not DOUBTED.search(who):
            yield _cut(who, what, source)
    for match in _PARTICIPLE.finditer(text):
        if not DOUBTED.search(text[: match.start()]) and (who := _agent(text, match.start())):
            step = f"took “{who}” for the one who foretold it"
            yield _ends(text, match.start(), match.end(), who, (step,), 0.1)


def _with_verbs(text: str, last: str) -> Iterator[tuple[_Part, ...]]:
    """Return what is told with a verb of foretelling, or of saying what was to come."""
    for saying in sayings(text):
        found = teller(text[: saying.start], saying.near, last, had=saying.had)
        doubted = found and DOUBTED.search(f"{found.frame} {found.who}")
        willed = WILLED.match(text[saying.end :]) and not lexicon.FORETOLD & {*saying.near.split()}
        if found is None or doubted or willed:
            continue
        told = text
        dated = None if found.when else _DATED_BEHIND.search(text, saying.end)
        dated = dated or (None if found.when else SAID_BEHIND.search(text, saying.end))
        if dated is not None:
            found, told = replace(found, when=when_in(dated["when"])), text[: dated.start()]
        told = at_home(told, saying.end, found.who)
        alone = _said(told, saying, found)
        second = second_clause(told[saying.end :])
        joined = _said(f"{told[: saying.end]}{second}", saying, found) if second else ()
        yield (*alone, *(replace(part, source=text) for part in joined))
        for more in _MORE.finditer(told, saying.end + 4):
            yield _said(told, replace(saying, end=more.end()), found)


def _said(text: str, saying: Saying, found: Teller) -> tuple[_Part, ...]:
    """Return a prediction told with a verb, up to each place where it may end."""
    steps = tuple(f"left out “{added}”" for added in found.added)
    if found.stands_for:
        steps = (*steps, f"took “{found.stands_for}” for {found.who}")
    cost = min(0.15, 0.02 * len(found.added)) + (0.15 if found.stands_for else 0.0)
    start = max(text.find(found.who), 0)
    return _ends(
        text, start if start < saying.start else 0, saying.end, found.lead, steps, cost,
        closed=found.relative,
    )  # fmt: skip


def _cut(who: str, what: str, source: str) -> tuple[_Part, ...]:
    """Return a prediction told another way round, up to each place where it may end."""
    stops = [
        m.start()
        for m in re.finditer(
            r" (?:was|were|is|had|has|came|proved|went|fell|met|made|found|drew|lay|lies"
            r"|sat|stood|ran|sold|gave|began|sank|\w+ed)\b",
            what,
        )
    ]
    step = ("put with the one who foretold it first",)
    ends = (len(what), *stops[::-1])
    ends = (*ends, *_tails(what, 0, ends[-1]))
    return tuple(_Part(who, what[:stop], source, step, 0.08) for stop in ends)


def _turned(match: re.Match[str]) -> _Part:
    """Return a prediction told from its object as one told from its subject."""
    when = match["before"] or match["after"] or ""
    who = f"{when[:1].upper()}{when[1:]} {match['name'] or match['who']}".strip()
    who = re.split(r" (?:(?:at|in|from)(?! [A-Z])|who|whom|whose|that|which) ", who)[0]
    what = re.sub(r"^T(?=he |hat )", "t", match["what"]).split(", and ")[0]
    return _Part(who, what, match.group(), ("put with the one who foretold it first",), 0.05)


def _agent(text: str, stop: int) -> str:
    """Who foretold, where a participle says it: the first one named who is no object."""
    people = find_people(text)
    free = [p for p in people if not _OBJECT.search(text[: p[0]])]
    before = [p for p in free if p[0] < stop] or free[:1]
    if before:
        return text[slice(*before[0])]
    match = _NAMED.match(re.sub(r"^[A-Z]\w+ \d{4},? |^In [^,]{1,30}, ", "", text[:stop]))
    return match["who"] if match else ""


def find_people(text: str) -> list[tuple[int, int]]:
    """Places of the people that the table of leaders knows."""
    from nonaligned.states.leaders import person_mentions

    return [(mention.start, mention.end) for mention in person_mentions(text)]


def _ends(
    text: str,
    start: int,
    after: int,
    who: str,
    steps: tuple[str, ...],
    cost: float,
    *,
    closed: bool = False,
) -> tuple[_Part, ...]:
    """Return the prediction up to each place where it may end, the longest first."""
    stops = [m.start() for m in _CLOSES.finditer(text, after)][:MOST_CUTS]
    whole = len(text.rstrip(' .!”"’'))
    ends = sorted({*(stop for stop in stops if stop > after), whole}, reverse=True)
    cuts = (
        *((stop, "") for stop in ends),
        *((s, text[s : ends[-1]]) for s in _tails(text, after, ends[-1])),
    )
    return tuple(
        _Part(
            who,
            text[after:stop].strip(),
            text[start:stop].strip(" ,"),
            (*steps, f"left out “{left.strip()}”") if left else steps,
            cost + (0.05 if _GIVEN.match(left) else 0.0),
            closed,
        )
        for stop, left in cuts
        if stop > after
    )


def _tails(text: str, start: int, stop: int) -> tuple[int, ...]:
    """Places before words behind a prediction that it can do without."""
    starts = [m.start() for m in _TAIL.finditer(text, start, stop)][::-1]
    free = (
        at
        for at in starts
        if not _BINDS.search(text[at:stop]) or _GIVEN.match(text[:stop], at) is not None
    )
    return tuple(islice(free, MOST_TAILS))


def _understood(part: _Part) -> bool:
    """Whether the grammar reads a prediction, but for its date where it has none."""
    if _MONEY.search(part.what) or of_money(part.what):
        return False
    claims = (_reads(f"{lead}{part.said}") for lead in ("", "In 1900 "))
    return any(
        claim is not None and (not claim.event or political(claim.event)) for claim in claims
    )


def _read(part: _Part, text: str, sentence: Sentence, dated: Dated) -> Told | None:
    """Read a prediction by the date in it, before it, or of the thing it stands in."""
    claim = _reads(part.said)
    if claim is not None:
        dates = [d.moment for d in find_mentions(sentence.text, dated.article.date).dates]
        return Told(part.source, claim, part.cost, "", part.steps, dated.doubts(dates))
    at = text.find(part.what)
    near = None if part.closed else _date_before(text[: max(at, 0)], dated.article)
    steps, cost = part.steps, part.cost + 0.05
    if near is None and (thing := dated.of(text)) is not None:
        name, near = thing
        step = f"took the date of the {name} from the article: {near.text}"
        steps, cost = (*steps, step), part.cost + 0.15
    if near is None or near.precision not in {"day", "month", "year"}:
        return None
    when = near.text if near.precision != "day" else near.text.split(" ", 1)[1]
    claim = _reads(f"In {when} {part.said}")
    if claim is None:
        return None
    return Told(part.source, claim, cost, "", steps, dated.doubts([near]))


def _date_before(lead: str, article: Article) -> Moment | None:
    """Return the one date before a prediction, where it is the date of what is told."""
    found: list[DateMention] = list(find_mentions(lead, article.date).dates)
    plain = [d for d in found if not FAR.search(lead[: d.start])]
    return plain[0].moment if len(plain) == 1 == len(found) else None


@lru_cache(maxsize=256)
def _reads(sentence: str) -> Claim | None:
    try:
        claim = parse(_AS_EARLY.sub("in ", sentence))
    except NonalignedError:
        return None
    return claim if claim.kind == "foretold" else None
