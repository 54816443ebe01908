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

from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading.article import Article
from nonaligned.reading.date_conflicts import Chronology, chronology
from nonaligned.reading.dates import DateMention, Moment
from nonaligned.reading.foreseen import ended, foreseen, of_money
from nonaligned.reading.happenings import classes
from nonaligned.reading.mentions import find_mentions
from nonaligned.reading.openings import undated
from nonaligned.reading.prophecies import heard, plain, turned_round
from nonaligned.reading.sentences import Sentence
from nonaligned.reading.speech import Piece

MOST_CUTS = 6
"""Ends of a prediction that are tried, the longest first."""

MOST_REPORTS = 6
"""Predictions looked at in a sentence."""

_ADVERBS = (
    r"(?:(?:also|already|long|later|once|even|famously|rightly|correctly|widely|wrongly|then) )*"
)
_FINITE = re.compile(
    rf"(?: |^)(?:(?:had|has) )?{_ADVERBS}"
    r"(?P<verb>predicted|foresaw|foreseen|foretold|prophesied|forecast(?:ed)?|anticipated"
    r"|warned(?=(?: in (?:[A-Z]\w+ )?[12]\d{3})? (?:that|of)\b)"
    r"|(?:was|were) (?:already |then |openly )?(?:predicting|foretelling|forecasting|prophesying)"
    r"|(?:was|were) (?:already |then |openly )?warning(?= (?:that|of)\b)) "
)
_SOON = re.compile(
    r" (?:one day|some day|someday|eventually|soon|before long|sooner or later|in the end"
    r"|in due course)(?= )"
)
"""What says of a prediction only that its time is open."""
_WOULD = re.compile(
    rf"(?: |^)(?:(?:had|has) )?{_ADVERBS}"
    r"(?P<verb>told (?:an? |the |his |her )?[\w’' -]{2,60}?|said|wrote|argued|declared|maintained"
    r"|insisted|concluded|announced|proclaimed|reckoned|remarked|thought|believed|claimed|held"
    r"|cabled"
    r"|reported|noted|confided|cautioned|wagered|bet)(?: home)?"
    r"(?: (?:in|as early as) (?:[A-Z]\w+ )?[12]\d{3})?"
    r" (?=that [^,;:]{3,60}? (?:would (?:one day|some day|someday|eventually|soon|before long"
    r"|sooner or later|in due course)"
    r"|(?:would|could)(?: \w+){0,4}? (?:collapse|fall apart|disintegrate|break up|break apart"
    r"|break in|crumble"
    r"|disappear|cease to exist|dissolve|perish|come to an end|implode|vanish|(?<=not )survive"
    r"|(?<=not )last|(?<=not )outlive|(?<=not )outlast|go under|come apart|unravel|be no more)"
    r"|had \w+ (?:years?|decades?) (?:left|to live|to go)"
    r"|was (?:headed for|heading for|doomed|destined to|bound to|fated to))\b)"
)
"""What is said to come one day, or to end, is foretold."""
_TELLS = re.compile(
    rf"(?: |^)(?:(?:had|has) )?{_ADVERBS}(?P<verb>announced|proclaimed|heralded|envisaged"
    rf"|envisioned)"
    r" (?=(?:(?:in|as early as) (?:[A-Z]\w+ )?[12]\d{3} )?(?:the|[A-Z][\w’'-]+['’]s) (?:\w+ ){0,2}?"
    r"(?:collapse|fall|end|disintegration|decomposition|dissolution|demise|downfall|break-?up"
    r"|disappearance|dismemberment|implosion)\b)"
)
"""What is announced or envisaged is foretold where it is an end."""
_ENDS = re.compile(
    r"\b(would|will) not (?:long )?(?:outlive|outlast|survive|live through|last (?:out|beyond)"
    r"|see out|see the end of) [A-Z][A-Za-zé’' -]+?(?=$|,)"
)
_PARTICIPLE = re.compile(
    r"\b(?P<verb>predicting|foreseeing|foretelling|prophesying|forecasting|anticipating) "
)
_OPENS = re.compile(r"[,;:–—(“”\"]\s*|\b(?:and|but|that|when|while|because|although|as)\s+")
_CLOSES = re.compile(
    r"[,;:–—().!“”\"]| (?:down to|from its|from their|which|who|that is|and|but|or|while|when|as"
    r"|because) "
)
_ADJUNCT = re.compile(r"^(?:In|On|At|During|From) (?:[\w’'-]+ ){1,6}?(?=(?:the )?[A-Z])")
_PRONOUN = re.compile(r"\b(?:he|she)$", re.IGNORECASE)
_ASIDE = re.compile(
    r"^(?:(?:who|which)(?: (?:has|had|was|is)\b.*)?|[a-z]+ing\b.*"
    r"|(?:published|written|dated|printed|issued|drafted)\b.*"
    r"|(?:in|at|during|on) (?:an?|his|her|the) .*)?$"
)
_IN_THING = re.compile(
    r"^(?:In|At|During) (?:an?|his|her|the) [\w’' -]{3,40}? (?:in|of) ((?:[A-Z]\w+ )?\d{4}),? "
)
"""The thing that a prediction stands in, with its year: "In a lecture in 1976"."""
_APPOSED = re.compile(r"(?:an?|the|then|once|himself|herself|later|formerly) \w")
_PERSON = re.compile(
    r"(?:In (?:[A-Z]\w+ )?\d{4} )?[A-Z][\w.’'-]+(?: (?:(?:de|von|van|al) )?[A-Z][\w.’'-]+){1,3}"
)
_OWN_YEAR = re.compile(
    r"(?:(?<=\b[Aa] )|(?<=[Tt]he )|(?<=[Hh]is )|(?<=[’']s ))(?:1[89]|20)\d\d (?=\w)"
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
    rf"^(?P<what>(?:[Tt]he|[Tt]hat|[A-Z])[^;:]{{5,120}}?),? (?:was|were|had been) {_ADVERBS}"
    r"(?P<verb>predicted|foreseen|foretold|prophesied|forecast(?:ed)?|anticipated)"
    r"(?: (?P<before>(?:in|as early as) (?:[A-Z]\w+ )?\d{4}))? by (?P<who>(?!(?:his|her|its"
    r"|their)\b)[^,;:.]+?)(?:, [^,;:]+,)?"
    r"(?: (?P<after>(?:in|as early as) (?:[A-Z]\w+ )?\d{4}))?(?=[,;:.]|$)"
)
"""A prediction told from its object: "the fall of X was foreseen by Y in 1979"."""
_TOLD_OF = re.compile(r",? [^,;]*\b(?:that|which|who) [^,;]*,")
_BY_NAME = re.compile(rf"^(?P<who>{_PERSON.pattern}),? ")
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

    @property
    def said(self) -> str:
        """The prediction as a sentence."""
        what = _ENDS.sub(r"\1 collapse", _SOON.sub("", self.what))
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
    found: dict[Claim, Told] = {}
    undated = False
    for text, speaker in _texts(sentence, pieces):
        for parts in islice(_reports(text, last), MOST_REPORTS):
            part = next(filter(_understood, parts), None)
            told = part and _read(part, text, sentence, dated)
            undated = undated or (part is not None and told is None)
            if told and told.claim not in found:
                found[told.claim] = replace(told, speaker=speaker)
    return tuple(found.values()), undated


def _texts(sentence: Sentence, pieces: tuple[Piece, ...]) -> Iterator[tuple[str, str]]:
    """Texts to look at, each with its speaker; the sentence itself where it foretells."""
    text = heard(undated(sentence.text).strip())
    if any(piece.stance == "denied" for piece in pieces) and not DOUBTED.search(sentence.text):
        return
    if any(piece.stance == "denied" for piece in pieces) and DOUBTED.search(text):
        return
    for piece in pieces:
        if piece.stance == "said":
            yield piece.text, piece.speaker
    unreal = any(piece.stance in {"unreal", "denied"} for piece in pieces)
    if unreal or _WOULD.search(text) or next(turned_round(text), next(foreseen(text), None)):
        yield text, ""


def _reports(text: str, last: str) -> Iterator[tuple[_Part, ...]]:
    """Return what may be reports of predictions, each with the places where it may end."""
    text = heard(text)
    for match in (*_FINITE.finditer(text), *_WOULD.finditer(text), *_TELLS.finditer(text)):
        before = text[: match.start("verb")]
        if not DOUBTED.search(_TOLD_OF.sub(",", before)):
            start = max((m.end() for m in _OPENS.finditer(text, 0, match.start() + 1)), default=0)
            who, steps, cost = _subject(text, start, match.start(), last)
            if who:
                yield _ends(text, start, match.end(), who, steps, cost)
    passive = _PASSIVE.match(text)
    if passive is not None and not DOUBTED.search(passive.group()):
        yield (_turned(passive),)
    for who, what, source in (*turned_round(text), *foreseen(text)):
        if not DOUBTED.search(text[: text.find(source)]) and not DOUBTED.search(who):
            yield _cut(who, what, source)
    for match in _PARTICIPLE.finditer(text):
        if not DOUBTED.search(text[: match.start()]) and (who := _agent(text, match.start())):
            step = f"took “{who}” for the one who foretold it"
            yield _ends(text, match.start(), match.end(), who, (step,), 0.1)


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
    return tuple(_Part(who, what[:stop], source, step, 0.08) for stop in (len(what), *stops[::-1]))


def _turned(match: re.Match[str]) -> _Part:
    """Return a prediction told from its object as one told from its subject."""
    when = match["before"] or match["after"] or ""
    who = f"{when[:1].upper()}{when[1:]} {match['who']}".strip()
    who = re.split(r" (?:at|in|from|who|whom|whose|that|which) ", who)[0]
    what = re.sub(r"^T(?=he |hat )", "t", match["what"]).split(", and ")[0]
    return _Part(who, what, match.group(), ("put with the one who foretold it first",), 0.05)


def _subject(text: str, start: int, stop: int, last: str) -> tuple[str, tuple[str, ...], float]:
    """Who foretold, by the words before the verb; empty where nobody can be named."""
    chunks = [*re.split(r"[,;:–—(]|\b(?:and|but|that)\b", text[:start].rstrip(" ,(")), ""]
    who = text[start:stop].strip(" ,")
    while len(chunks) > 1 and (_ASIDE.match(who) or _is_apposed(who, chunks[-2])):
        chunks.pop()
        who = chunks[-1].strip()
    if pronoun := _PRONOUN.search(who):
        opens = _BY_NAME.match(text)
        last = opens["who"] if opens else last
        named = who[: pronoun.start()] + last if last else ""
        return named, (f"took “{pronoun.group()}” for {last}",), 0.15
    who = _OWN_YEAR.sub("", _IN_THING.sub(r"In \1 ", who))
    short = _ADJUNCT.sub("", who)
    cut = () if short == who or re.search(r"\d{4}", who) else (f"left out “{who[: -len(short)]}”",)
    return (short, cut, 0.05) if cut else (who, (), 0.0)


def _is_apposed(words: str, before: str) -> bool:
    """Whether words only say who the one named before them is."""
    return _APPOSED.match(words) is not None and _PERSON.fullmatch(before.strip()) is not None


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
    text: str, start: int, after: int, who: str, steps: tuple[str, ...], cost: float
) -> tuple[_Part, ...]:
    """Return the prediction up to each place where it may end, the longest first."""
    stops = [m.start() for m in _CLOSES.finditer(text, after)][:MOST_CUTS]
    whole = len(text.rstrip(' .!”"’'))
    return tuple(
        _Part(who, text[after:stop].strip(), text[start:stop].strip(" ,"), steps, cost)
        for stop in sorted({*stops, whole}, reverse=True)
        if stop > after
    )


def _understood(part: _Part) -> bool:
    """Whether the grammar reads a prediction, but for its date where it has none."""
    if _MONEY.search(part.what) or of_money(part.what):
        return False
    return any(_reads(f"{lead}{part.said}") for lead in ("", "In 1900 "))


def _read(part: _Part, text: str, sentence: Sentence, dated: Dated) -> Told | None:
    """Read a prediction by the date in it, before it, or of the thing it stands in."""
    claim = _reads(part.said)
    if claim is not None:
        dates = [d.moment for d in find_mentions(sentence.text, dated.article.date).dates]
        return Told(part.source, claim, part.cost, "", part.steps, dated.doubts(dates))
    at = text.find(part.what)
    near = _date_before(text[: max(at, 0)], dated.article)
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
