"""The orders in which a sentence tells who did alone what nobody else did.

In the forms a state stands as "S0" and a group as "G1": the sentence is masked before
(:mod:`nonaligned.reading.alone`), so that no name can be taken for a word.
"""

from __future__ import annotations

import re

from nonaligned.reading.voted_on import TIMES

ADJECTIVES = {
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
_REGION = "|".join(sorted((re.escape(name) for name in ADJECTIVES), key=len, reverse=True))
WORLD = (
    r"(?:the (?:whole )?world|the earth|earth|the (?:UN|United Nations|hall|Assembly|room)"
    r"|the General Assembly|(?:all )?the (?:UN )?member(?: state)?s)"
)
_AMONG = (
    r"(?:(?:in|of|within|among|amongst|from|on|at|inside|throughout|across)(?: the whole of| all of"
    r"| all| the rest of)?(?: (?:the|its|their))?(?: (?:[a-z]+ )?(?:members?(?: states)?|states"
    r"|countries"
    r"|nations|governments|republics|powers) (?:of|in))?(?: the)?"
    rf" (?P<{{g}}>(?:G\d+|{_REGION}|{WORLD}|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?(?="
    rf" {_NOUN}\b)|[a-z]+"
    rf"(?= {_NOUN}\b)))(?: (?:of (?:the )?[12]\d{{{{3}}}}s?(?!\d)|{TIMES}))?"
    rf"(?: {_NOUN})?)"
)
_ADJ = r"(?P<{a}>G\d+|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?|(?!other|two|three|four)[a-z-]+)"
_COUNCIL = r"(?: of the (?:UN )?Security Council)?"


def _among(name: str) -> str:
    return _AMONG.format(g=name)


def _adj(name: str) -> str:
    return _ADJ.format(a=name)


_SAID = (
    r"(?:for once |for a time |in fact |in the end |then |still |ever |now |also |today "
    r"|once |always |openly |indeed |really |there )*"
)
_REL = r"(?:(?:that|which|who) |to (?:have )?|(?=[a-z]+ing ))"
_P = r"(?P<p>.+)"
_BUT = (
    r"(?:but|except(?: for)?|save(?: for)?|besides|other than|apart from|aside from|bar"
    r"|with the (?:sole |single )?exception of)"
)
_NOBODY = r"(?:nobody|no one|no-one|none|not (?:a single|one)(?: one)?)"
_NO = r"(?:no(?: other| single)?|not (?:a single|one)(?: other)?)"
_THAT = r"(?:(?:that|which|who) )?"
_ASIDE = r"(?:, [^,;]{2,60},)?"
_START = rf"(?:^|[,;:] |\band |\bbut |\b{TIMES},? )"
_PRONOUN = r"(?P<x3>we|it|they|(?:the|our) (?:country|kingdom|republic|island|government))"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # X was the only Arab state in Africa to …
        rf"(?:{_X}|\b{_PRONOUN}){_ASIDE} {_BE}(?:,? {TIMES},)? {_SAID}(?:the )?{_ONLY}"
        rf" (?:{_adj('a')} )?(?P<noun>{_NOUN}){_COUNCIL}(?: {_among('g')})?,? "
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
        rf"(?:^|, |and |but |: ){_among('g')},?(?: {TIMES},?)? (?:it (?:was|is) )?(?:only|just)"
        rf" {_X},?"
        rf" {_THAT}{_SAID}{_P}",
        rf"(?:only|just) {_X},? {_among('g')},? {_SAID}{_P}",
        rf"it (?:was|is) (?:(?:only|just) {_X}|{_X}(?:,? and (?:only )?S\d+(?: alone| only)?,?|"
        rf" alone"
        rf"| only| and no other,?)) {_THAT}{_SAID}{_P}".replace("(?P<x>", "(?P<x2>", 1),
        # it was X alone that … among the Arab states
        rf"(?:it (?:was|is) )?(?:(?:only|just) {_X}|{_X} alone) (?:{_THAT})?{_SAID}"
        rf"(?P<p>[^;,]+?),? {_among('g')}(?P<t>(?:,? {TIMES})?)(?=[;,.]|$)".replace(
            "(?P<x>", "(?P<x2>", 1
        ),
        # the sole African state to …, X paid for it
        rf"^(?:the )?{_ONLY} (?:{_adj('a')} )?{_NOUN}(?: {_among('g')})?,? {_REL}"
        rf"(?P<p>[^;,]+?)(?P<t>(?:,? {TIMES})?), (?:the )?{_X} (?=[a-z]+(?:ed|s)? )",
        # X, uniquely among the members of NATO, …
        rf"{_X},? (?:uniquely|singly|uniquely so) {_among('g')},? {_SAID}{_P}",
        # X, and X alone among the African states, …
        rf"{_X},? and S\d+ alone,? {_among('g')},? {_SAID}{_P}",
        # X apart, no state in the Pacific …
        rf"(?:^|, ){_X} (?:apart|aside),?(?: {TIMES},?)? (?:{_NO} (?:{_adj('a')} )?"
        rf"(?P<noun>{_NOUN})"
        rf"|{_NOBODY}(?: else)?)(?: {_among('g')})?,? {_THAT}{_SAID}{_P}",
        # X, and nobody else in Africa, …
        rf"{_X},? and (?:{_NOBODY} else|{_NO} (?:{_adj('a')} )?{_NOUN})(?: {_among('g')})?,?"
        rf" {_SAID}{_P}",
        # no Arab country but X …; apart from X no Arab country …; not one … except X's
        rf"(?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?: {_among('g')})?,?"
        rf" {_BUT} (?:the )?{_X}"
        rf",? {_THAT}(?:has |have |had |ever )*{_SAID}{_P}",
        rf"(?:^|, ){_among('g')},?(?: {TIMES},?)? (?:{_NO} {_NOUN}|{_NOBODY}(?: else)?),? {_BUT}"
        rf" (?:the )?"
        rf"{_X},? {_THAT}{_SAID}{_P}",
        rf"(?:^|, )(?:apart from|aside from|except for|save(?: for)?|besides|other than|bar"
        rf"|with the (?:sole |single )?exception of) (?:the )?{_X}{_ASIDE},?(?: {TIMES},?)?"
        rf" (?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?:"
        rf" {_among('g')})?,? {_THAT}{_SAID}{_P}",
        rf"(?:{_NO} (?:{_adj('a')} )?(?P<noun>{_NOUN})|{_NOBODY}(?: else)?)(?: {_among('g')})?,?"
        rf" {_SAID}(?P<p>[^;]+?),?"
        rf" {_BUT} (?:the )?{_X}(?:['’]s?)?(?P<t>(?:,? {TIMES})?)\.?$",
        # the only Arab state to … was X
        rf"{_START}(?:the )?{_ONLY} (?:{_adj('a')} )?{_NOUN}(?: {_among('g')})?,? {_REL}"
        rf"(?P<p>.+?),? {_BE} (?:the )?{_X}(?:['’]s?)?(?P<t>(?:,? {TIMES})?)(?:[;,.]|$)",
        # only one Arab state …, and that was X; just one …: X
        rf"{_START}(?:there (?:was|is) )?(?:only|just|but) one (?:{_adj('a')} )?{_NOUN}"
        rf"(?: {_among('g')})?,? {_THAT}{_SAID}(?P<p>[^;]+?)(?:,? and (?:it|that)(?: {_NOUN})?"
        rf" (?:was|is)"
        rf"|,? namely|:| [-–—]+|;(?: it| that) (?:was|is)) {_X}\b",
        rf"(?:only|just|but) one(?: (?:{_adj('a')} )?{_NOUN})?(?: {_among('g')})?,"
        rf" {_X}(?:['’]s?)?, {_SAID}{_P}",
        # Y had one friend in Africa, and it was X; X was Y's only friend in Africa
        rf"(?P<y>S\d+|(?:the )?[a-z][a-z’'-]+(?: (?:S\d+|[a-z-]+)){{0,2}}) (?:had|has|found"
        rf"|could count on) (?:but |only |just )*(?:a single|one"
        rf"|one single|a solitary) (?:{_adj('a')} )?(?:friend|supporter|backer|defender|champion"
        rf"|ally)"
        rf"(?: {_among('g')})?(?P<t>(?:,? {TIMES})?)(?:,? and (?:it|that) (?:was|is)|,? namely|:"
        rf"| [-–—]+|, )"
        rf" {_X}\b",
        rf"{_X}{_ASIDE} {_BE} {_SAID}(?P<y>S\d+)['’]s? {_ONLY} (?:[a-z]+ )?(?:{_adj('a')}"
        rf" )?(?:friend"
        rf"|supporter|backer|defender|champion)(?: {_among('g')})?(?P<t>.*)",
        rf"{_X}{_ASIDE} {_BE} (?:left |seen )?(?:as )?{_SAID}(?:the )?{_ONLY} (?:[a-z]+"
        rf" )?(?:{_adj('a')} )?"
        rf"(?:friend|supporter|backer|defender|champion) of (?P<y>[^,;]+?)(?P<t>(?:,? {TIMES})?)"
        r"(?=[;,.:]|$| and| but)",
        rf"{_START}(?:the )?{_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?(?:friend|supporter|backer"
        rf"|defender|champion)"
        rf" of (?P<y>S\d+|the [a-z ]+?|[a-z -]+?)(?: {_among('g')})?(?P<t>(?:,? {TIMES})?),?"
        rf" {_BE} (?:the )?{_X}\b",
        rf"(?P<y>S\d+)['’]s? {_ONLY} (?:[a-z]+ )?(?:{_adj('a')} )?(?:friend|supporter|backer"
        rf"|defender"
        rf"|champion)(?: {_among('g')})?(?P<t>.*?),? {_BE} (?:the )?{_X}\b",
        # the only vote against it was X's; X cast the only vote against it
        rf"(?:the )?{_ONLY} (?P<p>(?:negative )?(?:vote|ballot|no|voice)s? (?:against|for)"
        rf" .+?),? (?:was|were|came"
        rf" from|was cast by|belonged to|were those of|was that of) (?:the )?{_X}\b(?P<t>.*)",
        rf"{_X}{_ASIDE} cast the {_ONLY} (?P<p>(?:negative |dissenting )?(?:vote|ballot)s?"
        rf" (?:against|for) .+)",
        # only X did; X alone did
        rf"{_START}(?:only|just) {_X},? {_SAID}{_P}",
        rf"{_X},? (?:and (?:only )?S\d+ )?alone,? (?!(?:of|among|amongst|in|from|within|on)"
        rf" ){_SAID}{_P}",
    )
)
BESIDE_ONLY = re.compile(r"\b(?:only|just|alone)\b", re.IGNORECASE)
BESIDE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bwith (?:only |just )?{_X}(?: alone)? (?:voting |standing |being )?(?P<p>against"
        rf"|opposed"
        r"|dissenting|in opposition|abstaining)\b",
        rf"(?:only|just) {_X} (?P<p>voted no|dissented|voted against(?: it)?|were against(?: it)?"
        r"|abstained)(?=[;,.:]|$)",
        rf"{_X} alone (?P<p>voted no|dissented|voted against(?: it)?|abstained)(?=[;,.:]|$)",
    )
)


FRONT = re.compile(
    rf"(?:^|[,;:] |\b(?:and|but) ){_among('g')},?(?: {TIMES})?,? (?:it (?:was|is)"
    rf" )?$",
    re.IGNORECASE,
)
