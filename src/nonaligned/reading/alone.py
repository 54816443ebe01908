"""Who did alone what nobody else did, in whatever order a sentence tells it.

"No Arab country but Syria took Iran's part", "in Africa only Malawi stood by it", "the lone vote
against it was Palau's": three pieces are looked for - who, among whom, did what - and put as the
one sentence that the claim language has for it. A group that no table knows is not left out, nor
is an exception or a doubt: then nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nonaligned import states
from nonaligned.claims.claim import Claim
from nonaligned.claims.described import cited
from nonaligned.reading.clauses import Clause
from nonaligned.reading.mentions import ISSUE
from nonaligned.reading.voted_on import TIMES, named, voted_on, when

_ADJECTIVES = {
    "africa": "African", "europe": "European", "asia": "Asian", "latin america": "Latin American",
    "south america": "South American", "central america": "Central American",
    "eastern europe": "Eastern European", "the caribbean": "Caribbean", "the gulf": "Gulf",
    "south asia": "South Asian", "south-east asia": "South-East Asian",
    "southeast asia": "Southeast Asian", "central asia": "Central Asian",
    "scandinavia": "Scandinavian", "the maghreb": "Maghreb", "the baltic": "Baltic",
    "the middle east": "Middle Eastern", "the pacific": "Pacific", "the americas": "Latin American",
    "the nonaligned": "nonaligned", "the non-aligned": "non-aligned", "the arabs": "Arab",
    "the africans": "African", "the europeans": "European", "the islamic world": "Islamic",
    "north africa": "North African", "west africa": "West African", "the balkans": "Balkan",
}  # fmt: skip
"""Regions, and the adjective by which their states are known as a group."""
_NOUN = (
    r"(?:(?:member[ -])?(?:states?|country|countries|nations?|governments?|members?|powers?|one"
    r"|delegations?|capitals?|republics?|allies|ally|neighbou?rs?|voices?|kingdoms?|delegates?))"
)
_BE = (
    r"(?:was|is|were|are|has been|have been|had been|remained|remains|stayed|became|proved"
    r"|(?:stood|stands?|stand)(?= alone))"
)
_X = r"(?P<x>S\d+(?:['’]s?)?(?: (?:government|delegation))?(?:(?:, | and |, and )(?:the )?S\d+)*)"
_ONLY = (
    r"(?:only|sole|lone|one|single|solitary)(?: (?:other|two|three|four|remaining))?(?: and only)?"
)
_REGION = "|".join(sorted((re.escape(name) for name in _ADJECTIVES), key=len, reverse=True))
_WORLD = (
    r"(?:the (?:whole )?world|the earth|earth|the (?:UN|United Nations|hall|Assembly|room)"
    r"|the General Assembly|(?:all )?the (?:UN )?member(?: state)?s)"
)
_AMONG = (
    r"(?:(?:in|of|within|among|amongst|from|on|at|inside|throughout|across)(?: the whole of| all of"
    r"| all| the rest of)?(?: (?:the|its|their))?(?: (?:[a-z]+ )?(?:members?(?: states)?|states|countries"
    r"|nations|governments|republics|powers) (?:of|in))?(?: the)?"
    rf" (?P<{{g}}>(?:G\d+|{_REGION}|{_WORLD}|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?(?= {_NOUN}\b)|[a-z]+"
    rf"(?= {_NOUN}\b)))(?: (?:of (?:the )?[12]\d{{{{3}}}}s?(?!\d)))?"
    rf"(?: {_NOUN})?)"
)
_ADJ = r"(?P<{a}>G\d+|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?|(?!other|two|three|four)[a-z-]+)"
_COUNCIL = r"(?: of the (?:UN )?Security Council)?"


def _among(name: str) -> str:
    return _AMONG.format(g=name)


def _adj(name: str) -> str:
    return _ADJ.format(a=name)


_SAID = r"(?:still |ever |now |also |today |once |always |openly |indeed |really |there )*"
_REL = r"(?:(?:that|which|who) |to (?:have )?|(?=[a-z]+ing ))"
_P = r"(?P<p>.+)"
_BUT = (
    r"(?:but|except(?: for)?|save(?: for)?|besides|other than|apart from|aside from|bar|than"
    r"|with the (?:sole |single )?exception of)"
)
_NOBODY = r"(?:nobody|no one|no-one|none|not (?:a single|one)(?: one)?)"
_NO = r"(?:no(?: other| single)?|not (?:a single|one)(?: other)?)"
_THAT = r"(?:(?:that|which|who) )?"
_ASIDE = r"(?:, [^,;]{2,60},)?"
_START = rf"(?:^|[,;:] |\band |\bbut |\b{TIMES},? )"
_PRONOUN = r"(?P<x3>we|it|they|(?:the|our) (?:country|kingdom|republic|island|government))"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # X was the only Arab state in Africa to …
        rf"(?:{_X}|\b{_PRONOUN}){_ASIDE} {_BE}(?:,? {TIMES},)? {_SAID}(?:the )?{_ONLY} (?:{_adj('a')} )?(?P<noun>{_NOUN}){_COUNCIL}(?: {_among('g')})?,? "
        rf"{_REL}{_P}",
        # X was alone, among the Arabs, in …; X stands alone in …
        rf"{_X}{_ASIDE} {_BE} {_SAID}alone,?(?: {_among('g')},?)?(?: in (?=[a-z]+ing )| to ){_P}",
        rf"in (?P<p>[a-z]+ing .+?) {_X} {_BE} {_SAID}alone(?:,? {_among('g')})?"
        rf"(?P<t>(?:,? {TIMES})?)(?=[;,.:]|$| and| but)",
        # X alone among the Arabs …; X, alone of the Arabs, …; alone among the Arabs, X …
        rf"{_X},? alone,? {_among('g')},? {_SAID}{_P}",
        rf"(?:^|, |and |but )alone,? {_among('g')},? {_X},? {_SAID}{_P}",
        # in Africa only X …; of all the Arabs X alone …; it was X, and X alone, that …
        rf"(?:^|, |and |but |: ){_among('g')},?(?: {TIMES},?)? (?:it (?:was|is) )?(?:only |just )?"
        rf"{_X}(?:,? and (?:only )?S\d+(?: alone| only)?,?| alone| only| and no other,?),?"
        rf" {_THAT}{_SAID}{_P}",
        rf"(?:^|, |and |but |: ){_among('g')},?(?: {TIMES},?)? (?:it (?:was|is) )?(?:only|just) {_X},?"
        rf" {_THAT}{_SAID}{_P}",
        rf"(?:only|just) {_X},? {_among('g')},? {_SAID}{_P}",
        rf"it (?:was|is) (?:(?:only|just) {_X}|{_X}(?:,? and (?:only )?S\d+(?: alone| only)?,?| alone"
        rf"| only| and no other,?)) {_THAT}{_SAID}{_P}".replace("(?P<x>", "(?P<x2>", 1),
        # X, and nobody else in Africa, …
        rf"{_X},? and (?:{_NOBODY} else|{_NO} (?:{_adj('a')} )?{_NOUN})(?: {_among('g')})?,? {_SAID}{_P}",
        # no Arab country but X …; apart from X no Arab country …; not one … except X's
        rf"(?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?: {_among('g')})?,? {_BUT} (?:the )?{_X}"
        rf",? {_THAT}(?:has |have |had |ever )*{_SAID}{_P}",
        rf"(?:^|, ){_among('g')},?(?: {TIMES},?)? (?:{_NO} {_NOUN}|{_NOBODY}(?: else)?),? {_BUT} (?:the )?"
        rf"{_X},? {_THAT}{_SAID}{_P}",
        rf"(?:^|, )(?:apart from|aside from|except for|save(?: for)?|besides|other than|bar"
        rf"|with the (?:sole |single )?exception of) (?:the )?{_X}{_ASIDE},?(?: {TIMES},?)?"
        rf" (?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?: {_among('g')})?,? {_THAT}{_SAID}{_P}",
        rf"(?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?: {_among('g')})?,? {_SAID}(?P<p>[^;]+?),?"
        rf" {_BUT} (?:the )?{_X}(?:['’]s?)?(?P<t>(?:,? {TIMES})?)\.?$",
        # the only Arab state to … was X
        rf"{_START}(?:the )?{_ONLY} (?:{_adj('a')} )?{_NOUN}(?: {_among('g')})?,? {_REL}"
        rf"(?P<p>.+?),? {_BE} {_X}(?:['’]s?)?(?P<t>(?:,? {TIMES})?)(?:[;,.]|$)",
        # only one Arab state …, and that was X; just one …: X
        rf"{_START}(?:there (?:was|is) )?(?:only|just|but) one (?:{_adj('a')} )?{_NOUN}"
        rf"(?: {_among('g')})?,? {_THAT}{_SAID}(?P<p>[^;]+?)(?:,? and (?:it|that)(?: {_NOUN})? (?:was|is)"
        rf"|,? namely|:| [-–—]+|;(?: it| that) (?:was|is)) {_X}\b",
        rf"(?:only|just|but) one(?: (?:{_adj('a')} )?{_NOUN})?(?: {_among('g')})?, {_X}(?:['’]s?)?, {_SAID}{_P}",
        # Y had one friend in Africa, and it was X; X was Y's only friend in Africa
        rf"(?P<y>S\d+|(?:the )?[a-z][a-z’'-]+(?: (?:S\d+|[a-z-]+)){{0,2}}) (?:had|has|found|could count on) (?:but |only |just )*(?:a single|one"
        rf"|one single|a solitary) (?:{_adj('a')} )?(?:friend|supporter|backer|defender|champion|ally)"
        rf"(?: {_among('g')})?(?P<t>.*?)(?:,? and (?:it|that) (?:was|is)|,? namely|:| [-–—]+|, ) {_X}\b",
        rf"{_X}{_ASIDE} {_BE} {_SAID}(?P<y>S\d+)['’]s? {_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?(?:friend"
        rf"|supporter|backer|defender|champion)(?: {_among('g')})?(?P<t>.*)",
        rf"{_X}{_ASIDE} {_BE} (?:left |seen )?(?:as )?{_SAID}(?:the )?{_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?"
        rf"(?:friend|supporter|backer|defender|champion) of (?P<y>[^,;]+?)(?P<t>(?:,? {TIMES})?)"
        r"(?=[;,.:]|$| and| but)",
        rf"{_START}(?:the )?{_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?(?:friend|supporter|backer|defender|champion)"
        rf" of (?P<y>S\d+|the [a-z ]+?|[a-z -]+?)(?: {_among('g')})?(?P<t>(?:,? {TIMES})?),? {_BE} (?:the )?{_X}\b",
        rf"(?P<y>S\d+)['’]s? {_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?(?:friend|supporter|backer|defender"
        rf"|champion)(?: {_among('g')})?(?P<t>.*?),? {_BE} {_X}\b",
        # the only vote against it was X's; X cast the only vote against it
        rf"(?:the )?{_ONLY} (?P<p>(?:negative )?(?:vote|ballot|no|voice)s? (?:against|for) .+?),? (?:was|were|came"
        rf" from|was cast by|belonged to|were those of|was that of) (?:the )?{_X}\b(?P<t>.*)",
        rf"{_X}{_ASIDE} cast the {_ONLY} (?P<p>(?:negative |dissenting )?(?:vote|ballot)s? (?:against|for) .+)",
        # only X did; X alone did
        rf"{_START}(?:only|just) {_X},? {_SAID}{_P}",
        rf"{_X},? (?:and (?:only )?S\d+ )?alone,? (?!(?:of|among|amongst|in|from|within|on) ){_SAID}{_P}",
    )
)
_HEDGED = re.compile(
    r"\b(?:almost|nearly|virtually|practically|not quite|all but|perhaps|probably|maybe|arguably"
    r"|one of|among|not)(?: the)? (?:only|sole|lone|alone)\b(?! (?:if|when))"
    r"|\b(?:perhaps|maybe|possibly|probably|supposedly|allegedly)\b"
    r"|\b(?:aside|excepted|excluded|notwithstanding)\b"
    r"(?=[,.;]|$)(?!, (?:no|nobody|none|not (?:one|a single))\b)|\bif one (?:forgets|leaves)\b"
    r"|\bonly (?:if|when|because|after|once|recently|in|by|then|later|now)\b"
    r"|\bor rather\b|(?:only|alone)\b.*\b(?:apart from|except(?: for)?|save for|other than)\b",
    re.IGNORECASE,
)
"""Doubts and exceptions, by which it is not what it says."""
_DOUBTED = re.compile(
    r"\b(?:whether|if|den(?:y|ies|ied)|doubt\w*|wonder\w*|asked|unclear|not clear|never|nobody|hop(?:e|ed|es)|may|might|could|would|perhaps|should|rumou?r\w*"
    r"|expect\w*|fear\w*|predict\w*)\b",
    re.IGNORECASE,
)
"""Words before it by which it is not stated."""
_DENIED = re.compile(
    r"\b(?:not|hardly|scarcely|by no means|far from)(?: being)? (?:the )?(?:only|sole|lone|alone)\b", re.I
)
_MASKED = re.compile(r"[SG]\d+")
_TIMED = re.compile(rf",? ?\b{TIMES}", re.IGNORECASE)
_ADVERB = re.compile(
    r"\b(?:(?!only|early|hardly|scarcely|barely|rarely|nearly|supposedly|allegedly|family|ally|rally"
    r"|likely)[a-z]+ly|still|ever|always|steadfastly|throughout|without (?:reservation|reserve|fail"
    r"|hesitation)|through thick and thin|to the (?:last|end)|in the vote|with more than words"
    r"|when (?:it|the matter|the question|the issue) (?:came|was put) to (?:a|the) vote"
    r"|at (?:every|each) (?:session|turn|vote))\b ?"
)
_FORUM = re.compile(
    r",? (?:at|in) (?:the )?(?:UN|United Nations|(?:UN )?General Assembly|Assembly|New York|hall)\b(?! (?:of|vote))"
)
_QUARREL = re.compile(
    r" in (?:the|its|their|that|his) (?:\w+ )?(?:quarrel|dispute|split|schism|debates?|votes?|crisis|matter"
    r"|siege|campaign)(?= (?:of|in)\b|$)(?: of(?= the [12]\d{3}s))?"
)
_BACKED = tuple(
    (re.compile(form, re.IGNORECASE), put)
    for form, put in (
        (r"^(?:took|take|takes|taking|taken) (?P<y>.+?)['’]s? (?:side|part)\b", r"backed \g<y>"),
        (r"^(?:took|take|takes|taking|taken) the (?:side|part) of ", "backed "),
        (
            r"^(?:came|come|comes|coming|went|rushed|sprang) to (?P<y>.+?)['’]s? (?:aid|defen[cs]e|help"
            r"|rescue|support|side)\b",
            r"backed \g<y>",
        ),
        (
            r"^(?:came|come|comes|coming|went|rushed|sprang) to the (?:aid|defen[cs]e|help|rescue"
            r"|support|side) of ",
            "backed ",
        ),
        (r"^(?:spoke|speak|speaks|speaking)(?: up| out)? (?:for|in (?:favou?r|defen[cs]e|support) of) ", "backed "),
        (
            r"^(?:gave|give|gives|giving|lent|lend|lends|lending|offered)(?: its| their| any)? (?:support"
            r"|backing|votes?|voices?) to ",
            "backed ",
        ),
        (r"^(?:gave|give|lent|lend) (?P<y>\S+(?: \S+)?) (?:its|their) (?:support|backing|votes?)\b", r"backed \g<y>"),
        (r"^(?:did not|never|had not) (?:waver|falter)(?:ed)? in (?:its |their )?support (?:of|for) ", "backed "),
        (r"^(?:rallied|rally|rallying) (?:to|round|around|behind) (?:the side of )?", "backed "),
        (r"^(?:stood|stand|stands|standing) (?:up for|by|with|behind|beside|alongside) ", "backed "),
        (r"^(?:stuck|stick|sticks|sticking) (?:up for|by|with|to) ", "backed "),
        (r"^(?:raised|raise|raising) (?:a|its|their) (?:hand|voice)s? (?:for|in favour of) ", "backed "),
        (r"^(?:be|being) (?:a )?(?:friend|supporter|backer|defender)s? of ", "backed "),
        (r"^(?:defend|defends|defending|defended|back|backs|backing|support|supports|supporting) ", "backed "),
    )
)
_AGAINST = re.compile(r" against (?=S\d|G\d|the S|the G)[^,]+$")
_MATTER = re.compile(
    r" (?:over|on|in the (?:matter|question|dispute) (?:of|over)) (?:its|their|the|S\d+['’]s?)"
    r" [a-z]+(?: [a-z]+)?$| (?:over|in) S\d+$"
)
"""What it was about, of the one whom somebody backed alone: "over its colonies"."""
_BALLOT = re.compile(
    r"^(?P<joined>(?:(?:join(?:ed|ing|s)?|follow(?:ed|ing)?) (?P<y>.+?) (?:in|by|and)"
    r" (?=vot|oppos|reject|abstain)|(?:vot(?:ed|e|es|ing)|sid(?:ed|e|ing)|stood|stand) with (?P<y2>.+?)"
    r" (?=against|for|in favour))?)"
    r"(?P<cast>(?:(?:to )?vot(?:ed|e|es|ing)|cast (?:its|their|a) (?:vote|ballot)s?)?(?: no to| no on"
    r"| yes to| yes on| against| for| in favou?r of)|abstain(?:ed|s|ing)? (?:on|over|from(?! [a-z]+ing))"
    r"|oppos(?:ed|e|es|ing)|reject(?:ed|s|ing)?|(?:negative |dissenting )?(?:vote|ballot|voice)s?"
    r" (?:against|for)) (?P<what>.+)$",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"oppos|reject", re.IGNORECASE)
_TEXT = re.compile(
    r"\b(?:resolution|text|motion|draft|declaration|convention|treaty|condemn\w+|embargo|blockade)", re.I
)


@dataclass(frozen=True)
class _Masked:
    """A text with states and groups as "S0" and "G1", and what they stand for."""

    text: str
    names: dict[str, str]
    groups: dict[str, str]
    places: tuple[tuple[int, int, int], ...]

    def shown(self, text: str) -> str:
        """Put the names back."""
        return _MASKED.sub(lambda match: self.names.get(match.group(), match.group()), text)

    def at(self, place: int) -> int:
        """Return the place in the text as it was."""
        off = 0
        for start, before, after in self.places:
            if place <= start:
                break
            off += before - after
        return place + off


def _masked(text: str) -> _Masked:
    names: dict[str, str] = {}
    groups: dict[str, str] = {}
    places: list[tuple[int, int, int]] = []
    put, last = "", 0
    for number, mention in enumerate(states.mentions(text, capitals=True)):
        code = f"{'G' if mention.group else 'S'}{number}"
        said = re.sub(r"['’]s?$", "", mention.text)
        if mention.group:  # "the Arab states": the noun stays, as behind any other adjective
            said = re.sub(r"(?<=\w) (?:states|countries|nations|governments)$", "", said)
        put += text[last : mention.start]
        places.append((len(put), len(said), len(code)))
        put += code
        last = mention.start + len(said)
        names[code] = said
        if mention.group:
            groups[code] = mention.group
    return _Masked(put + text[last:], names, groups, tuple(places))


def alone(text: str) -> Iterator[Clause]:
    """Return what a piece says that somebody did alone, in the words of the claim language.

    Parameters
    ----------
    text : str
        What is stated in a sentence.

    Yields
    ------
    Clause
        The fullest way to put it first.

    Examples
    --------
    >>> next(alone("In 1970 no Arab country but Syria took Iran's part")).text
    'Syria was the only member of the Arab League that backed Iran in 1970'
    """
    if excluded(text) and not denied(text):
        return
    masked = _masked(text)
    for match, cast in _beside(masked):
        if not _BESIDE_ONLY.search(match.group()) or (time := when(text, match.start())) is None:
            continue
        for pred in _put(cast, time):
            said = masked.shown(f"{_lead(_who(match['x'], masked), '', False)} {pred}")
            place = masked.at(match.start()), masked.at(match.end())
            yield Clause(said, *place, (f"put as “{said}”",), 0.1, True)
    for form in _FORMS:
        for match in form.finditer(masked.text):
            groups = match.groupdict()
            who = _who(groups.get("x") or groups.get("x2") or groups.get("x3") or "", masked)
            whom = _group(groups, masked) or _ahead(masked, match.start(), groups)
            if not who or whom is None or _DOUBTED.search(masked.text[: match.start()]):
                continue
            for pred, stop in _predicates(match, masked.text):
                said = masked.shown(f"{_lead(who, whom, denied(match.group()))} {pred}")
                start, end = masked.at(match.start()), masked.at(stop)
                start += len(text[start:end]) - len(text[start:end].lstrip(" ,:"))
                yield Clause(said, start, end, (f"put as “{said}”",), 0.06, True)


def _beside(masked: _Masked) -> Iterator[tuple[re.Match[str], str]]:
    """Return who voted alone, and what the sentence says beside it that the vote was on."""
    for form in _BESIDE:
        if match := form.search(masked.text):
            for told in voted_on(masked.text):
                said = "abstain" if "abst" in match["p"] else "vote against"
                yield match, f"{said} {'on ' * (said == 'abstain')}{told.what}"
                break


_BESIDE_ONLY = re.compile(r"\b(?:only|just|alone)\b", re.IGNORECASE)
_BESIDE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bwith (?:only |just )?{_X}(?: alone)? (?:voting |standing |being )?(?P<p>against|opposed"
        r"|dissenting|in opposition|abstaining)\b",
        rf"(?:only|just) {_X} (?P<p>voted no|dissented|voted against(?: it)?|were against(?: it)?"
        r"|abstained)(?=[;,.:]|$)",
        rf"{_X} alone (?P<p>voted no|dissented|voted against(?: it)?|abstained)(?=[;,.:]|$)",
    )
)


def excluded(text: str) -> bool:
    """Whether "only" is doubted, or has exceptions beside it."""
    return _HEDGED.search(text) is not None


_IN = re.compile(r"\b[Ii]n (?:(?-i:[A-Z])[a-z]+ )?([12]\d{3})\b(?!s)")
_LASTING = re.compile(r"\bfor (?:[a-z]+ ){0,2}[a-z-]+ (?:years|decades)\b", re.IGNORECASE)


def denied(text: str) -> bool:
    """Whether it is said that somebody was not the only one; that X alone did not is another."""
    return _DENIED.search(text) is not None


def keeps_year(text: str, claim: Claim) -> bool:
    """Whether a claim has one of the years that its sentence says; none said, it need not."""
    said = {
        int(year) + off
        for year, more in re.findall(r"\b([12]\d{3})(s?)\b", text)
        for off in range(10 if more else 1)
    }
    window = claim.window
    if window.length is None and _LASTING.search(text):
        return False
    inside = {int(year) for year in _IN.findall(text)}
    if len(said) == 1 and inside and window.first and window.last:
        return any(window.first <= year <= window.last for year in inside)
    near = {y + off for y in (window.first, window.last, window.turn) if y for off in (-1, 0, 1)}
    return not said or not said.isdisjoint(near)


def _who(x: str, masked: _Masked) -> str:
    x = re.sub(r"['’]s?\b", "", x.strip())
    x = re.sub(r" (?:government|delegation)$", "", x)
    return masked.shown(x)


def _group(groups: dict[str, str | None], masked: _Masked) -> str | None:
    """Return the group as an adjective or "member of …"; empty for the world, ``None`` unknown."""
    found = [name for name in (groups.get("a"), groups.get("g")) if name]
    noun = groups.get("noun") or "state"
    known = [name for name in (_known(name, masked, noun) for name in found) if name != ""]
    if None in known or len(known) > 1:
        return None
    return known[0] if known else ""


_FRONT = re.compile(
    rf"(?:^|[,;:] |\b(?:and|but) ){_among('g')},?(?: {TIMES})?,? (?:it (?:was|is) )?$", re.IGNORECASE
)


def _ahead(masked: _Masked, at: int, groups: dict[str, str | None]) -> str | None:
    """Return the group that stands before what is told: "In Africa …"."""
    if groups.get("a") or groups.get("g"):
        return _group(groups, masked)
    front = _FRONT.search(masked.text[:at])
    return _known(front["g"], masked) if front else ""


def _known(name: str, masked: _Masked, noun: str = "state") -> str | None:
    if name in masked.groups:
        return _member(masked.groups[name])
    if re.fullmatch(_WORLD, name, re.IGNORECASE):
        return ""
    adjective = _ADJECTIVES.get(name.lower(), masked.shown(name))
    if name in masked.names:
        return None
    if adjective in _TOLD_ANYWAY:
        return ""
    kinds = (f"{adjective} states", f"{adjective} {noun.removesuffix('s')}s")
    group = next((group for kind in kinds if (group := states.find_group(kind))), None)
    return _member(group.id) if group else None


_TOLD_ANYWAY = frozenset(["sovereign", "independent", "member", "single", "other", "un"])


def _member(group: str) -> str:
    return f"member of the {states.group(group).name.removeprefix('the ')}"


def _lead(who: str, whom: str, no: bool) -> str:
    several = " and " in who or ", " in who
    plural = several or who.lower() in {"we", "they"}
    noun = whom or "state"
    if several:
        noun = noun.replace("member of", "members of") if "member" in noun else f"{noun}s"
    return f"{who} {'were' if plural else 'was'} {'not ' * no}the only {noun} that"


def _predicates(match: re.Match[str], text: str) -> Iterator[tuple[str, int]]:
    """Return what was done, from the fullest to the barest, each with its time and its end."""
    groups = match.groupdict()
    said = groups.get("p") or f"backed {groups.get('y')}"
    tail = groups.get("t") or ""
    time = when(text, match.start() + 1)
    if time is None:
        return
    whole = "t" in groups or "y" in groups
    stops = [m.start() for m in _STOP.finditer(said)]
    for stop in dict.fromkeys(reversed([len(said)] if whole else [s for s in stops if s])):
        if part := f"{said[:stop].strip(' ,.')}{tail}":
            end = match.end() if whole else match.start("p") + stop
            yield from ((put, end) for put in _put(part, time))


_STOP = re.compile(r"[;:]|,? [-–—]+ |, |\.$|$| \(|,? (?:and|but|while|whereas|which|who) ")


def _put(part: str, time: str) -> Iterator[str]:
    told = _TIMED.search(part)
    bare = re.sub(r"\s+", " ", _TIMED.sub("", part)).strip(" ,")
    bare = re.sub(r"^(?:in )?(?=[a-z]+ing )|^(?:had|has|have) (?=[a-z])", "", bare)
    bare = re.sub(r"\s+", " ", _ADVERB.sub("", bare)).strip(" ,")
    kept = _kept(time if time else "", told)
    if match := _BALLOT.match(bare):
        yield from _ballots(match, kept)
    bare = _QUARREL.sub("", _FORUM.sub("", bare))
    for form, put in _BACKED:
        bare = form.sub(put, bare, count=1)
    yield f"{bare} {kept}".strip()
    for tail in (_AGAINST, _MATTER):
        if (short := tail.sub("", bare)) != bare and not ISSUE.search(bare[len(short) :]):
            yield f"{short} {kept}".strip()


def _kept(time: str, told: re.Match[str] | None) -> str:
    """Return the time that the words themselves give before that of the sentence."""
    if told is None:
        return time
    said = told.group().strip(" ,")
    return time if re.match(r"(?:of|that|for|one)\b|on ", said) and time else said


_CLAUSAL = re.compile(r",? (?:and|but|while|which|who) (?:it|they|S\d)|\b(?:was|were|is|are|had|has)\b")
"""Words by which what was voted on has run into another clause."""


def _ballots(match: re.Match[str], time: str) -> Iterator[str]:
    """Return a vote on a resolution, by its name or subject, then with its words kept."""
    cast, what = match["cast"].lower(), match["what"].strip(" ,.")
    opposed = _OPPOSED.match(cast)
    if opposed and not _TEXT.search(what):
        return
    what = _FORUM.sub("", what)
    side = (
        "abstained on"
        if cast.startswith("abstain")
        else "voted against"
        if opposed or re.search(r"against|\bno\b", cast)
        else "voted for"
    )
    if _MASKED.fullmatch(what.removeprefix("the ")):
        return
    joined = match["y"] or match["y2"]
    verb = side.replace("ed ", "ing ", 1) if joined else side
    lead = f"joined {joined} in {verb}" if joined else verb
    name = named(what)
    yield f"{lead} {name} {time}".strip()
    bare = re.sub(r"[“”\"]", "", re.sub(r"^(?:the|an?) (?=\w)", "", name))
    if bare and len(bare.split()) <= 20 and not _CLAUSAL.search(bare) and (
        _TEXT.search(bare) or (side != "voted for" and bare[:1].islower())
    ):
        yield f"{lead} {cited(bare)} {time}".strip()
