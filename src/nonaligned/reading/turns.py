"""Turns, estrangements and constancy of states, told in running text.

As wars and alliances are (:mod:`nonaligned.reading.deeds`), so the turn of a state to or from
another, two that grew closer or apart, and a policy that did not change are looked for by their
cores, which ``data/turns.csv`` has over a skeleton of the text. What such a sentence is about
("on Palestine") goes with it, and where that is no issue of the record nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nonaligned.claims.language import Claim, canonical, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading.adjuncts import has_time
from nonaligned.reading.clauses import Clause
from nonaligned.reading.cores import cores
from nonaligned.reading.dates import Moment
from nonaligned.reading.deeds import Told, of_core, stretches
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, skeleton

_CUES = {
    "shifted": re.compile(
        r"\b(?:towards?|behind|direction of|into|(?:away|aside|off|further|farther|free"
        r"|estrangement"
        r"|estranged|departure|alienation|disengagement|defection) from|(?:closer|nearer) to|backs?"
        r"|distanc\w+|abandon\w*|desert\w*|fors[oa]\w+|jilt\w*|turn\w*|drift\w*|shift\w*|pivot\w*"
        r"|tilt\w*|sw[uia]ng\w*|gravitat\w*|warm\w*|cool\w*|sour\w*|lot|camp|orbit|embrace|fold"
        r"|sphere|own way|walked out|veer\w*|defect\w*|switch\w*|cos(?:y|ied|ying)|slacken\w*"
        r"|weaken\w*"
        r"|br(?:oke|oken|eak|eaks|eaking)|br?eakaway|part(?:ed|ing)?|ways|align\w*|hitch\w*|rupture"
        r"|detach\w*|loosen\w*|disengag\w*|dissociat\w*|wean\w*|emancipat\w*|extricat\w*|freed"
        r"|recoil\w*|withdr[ae]\w+|retreat\w*|mov(?:e|ing)|swing|slide|cut|peace with|way"
        r"|over to|round to|look(?:ed|s|ing)|found its|found their)\b"
    ),
    "grew": re.compile(
        r"\b(?:closer|nearer|together|apart|asunder|(?:to|towards?|from|on|with|found|discovered"
        r"|into)"
        r" (?:each other|one another)|(?:relations?|relationship"
        r"|ties|links|friendship|contacts|dealings|bonds)(?= (?:between|of|with|to|have|had|has"
        r"|were|was"
        r"|w\w+ed|s\w+ed|c\w+ed|gr[eo]w\w*|im\w+ed|t\w+ed|b\w+))|(?:gulf|gap|rift|distance|chasm"
        r"|breach|divide|split|cleft|coolness|coldness|parting|schism|rupture|chill)(?= )"
        r"|estrange\w+|rapprochement|reconcil\w+|d[ée]tente|thaw\w*|honeymoon"
        r"|part(?:ed)? company|ways"
        r"|falling[- ]out|f[ea]ll(?:en)? out|alienat\w+|more (?:friendly|close|intimate)|friendlier"
        r"|warmer|warming|made (?:it )?up|hatchet|fences|converged|diverged|patched|quarrel"
        r"|souring|deterioration|improvement|cooling)\b"
    ),
    "steady": re.compile(
        r"^(?=.*\b(?:same|unchang\w+|unaltered|unvar\w+|un[ws]\w+ing|constan\w+|consisten\w+"
        r"|stead\w+"
        r"|fixed|immov\w+|stable|unshaken|unmoved|uniform|intact|one|continuity|fixity"
        r"|(?:never|not)\b.* (?:chang|alter|var|shift|waver|mov|budg|evolv|depart|deviat|swerv"
        r"|stray"
        r"|retreat|wander|flinch|veer|back|diverg|modif|revis|abandon|soften|relax|amend|adjust"
        r"|recon|giv|drop|disown)\w*|ke(?:pt|eps?|eping)|h(?:eld|olds?|olding)|st(?:uck|icks?"
        r"|icking)"
        r"|cl(?:ung|ings?|inging)|adher\w+|hew\w*|stood|stands?|persist\w*|persever\w*"
        r"|(?:true|faithful|loyal) to|what|where|as) )"
        r"(?=.*\b(?:polic(?:y|ies)|positions?|stances?|stand|line|course|attitudes?|approach|views?"
        r"|posture|principles|convictions?|opinions?|doctrine|voting|waver\w*|budge\w*|flinch\w*"
        r"|tune|tack|mind|consistency|constancy|continuity|stead\w+|fixity|same)\b)"
    ),
}
"""Words of which a core of the kind needs one: the rest of a text is not searched."""
_SIGN = re.compile(f"[{NAME}{PEOPLE}{GROUP}]")
_NOW = re.compile(r"\b(?:has|have|is|are|keeps?|holds?|sticks?|clings?|remains?|stays?)\b")
_PERFECT = (
    (re.compile(r"\bmoved\b"), "has moved"),
    (re.compile(r"\bgrew\b"), "have grown"),
    (re.compile(r"\bdid not change\b"), "has not changed"),
)
_LONG = re.compile(
    r"^[^,;:.]{0,30}? (?P<long>for (?:the (?:past|last) )?(?:more than |over |nearly |almost |some"
    r" |about )?(?:a|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty"
    r"|\d+) (?:years?|decades?)\b)"
)
_TOPIC_FIRST = re.compile(
    r"(?:^|[;:] )(?:On|In|Over|About|Concerning|As regards|With regard to|As for|When it comes to)"
    r" (?!(?:the )?(?:early |late |mid-)?[12]\d{3}|[A-Z]\w+ [12]\d{3})(?P<what>[^,;:]{3,60}?),? $"
)
_TOPIC = re.compile(
    r"^[^,;:.()–—]*? on (?!(?:the )?(?:eve|day|whole|advice|orders|grounds|account|terms|paper"
    r"|\d)|its|their|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]\w+ [12]\d{3}|which)"
    r"(?P<what>[^,;:.()–—]{3,60}?)(?=$|[,;:.()–—]| (?:in|after|since|from|between|until|during|by"
    r"|and|as|when|while|for)\b)"
)
_ON = re.compile(
    r"(?<= did not change its policy) (?:over|about|towards?|to|regarding|concerning|as regards"
    r"|when it comes to|in (?:the )?(?:matters?|question) of) "
)
_FOR_ALL = re.compile(
    r"\b(?:lead|leads|league|table|final|round|qualif\w+|hoax|myth)\b|^(?:never mind|imagine)"
)


_ELSEWHERE = re.compile(
    r"^[^,;:.()–—]*? in (?:its|their|the) (?!(?:early|late|mid|end|year|decade|course|wake"
    r"|aftermath"
    r"|day|month|week|UN|United Nations|General|Assembly|autumn|spring|summer|winter|process|space"
    r"|same|following|Cold War|second|first|last|votes?|voting|face|name|light|eyes|matter)\b"
    r"|[12]\d{3})|^,? (?:on paper|for a season|so to speak|in theory|in name)\b"
)
"""A tail by which what is told is of one matter only ("in their dance halls"), or not meant."""
_EXCEPT = re.compile(r"\b(?:everything|nothing|all|anything|little) (?:but|except|save)\b")
_UNPROVEN = re.compile(
    r"\b(?:remains to be|yet to be|cannot be|could not be|never been|not been) (?:shown|proved"
    r"|proven"
    r"|seen|established|demonstrated)|\b(?:myth|legend|fable|fancy|fantasy) (?:that|of|has it)"
    r"|\b(?:novel|film|play|story|game|dream|scenario)\b",
    re.IGNORECASE,
)


def turned(text: str, on: Moment) -> Iterator[tuple[Told, Clause, Claim]]:
    """Yield the claims of turns and constancy in a text, each with the words it is read as.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.
    """
    for one in turns(text, on):
        if _UNPROVEN.search(text[: one.start]) or _ELSEWHERE.match(text[one.end :]):
            continue
        words = _about(_timed(one, text), one, text)
        if not words:
            continue
        try:
            claim = parse(words, on=on.year)
            if one.denied:
                claim = parse(canonical(replace(claim, negated=True)), on=on.year)
        except NonalignedError:
            continue
        if claim.kind != one.kind:
            continue
        step = f"read “{text[one.start : one.end]}” without what stands round it"
        yield one, Clause(words, one.start, one.end, (step,), 0.1), claim


def turns(text: str, on: Moment) -> Iterator[Told]:
    """Yield what a text tells of turns, of growing closer or apart, and of constancy.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.

    Examples
    --------
    >>> [t.text for t in turns("Peru, a poor friend, swung behind Chile in 1935.", Moment.of(1990))]
    ['Peru moved towards Chile in 1935']
    """
    if _FOR_ALL.search(text) or not any(cues.search(text) for cues in _CUES.values()):
        return
    bones = skeleton(text.rstrip(' .!”"’'), on)
    for start, end in stretches(bones.text):
        kinds = _kinds(bones.text[start:end])
        taken: list[tuple[int, int]] = []
        for core in cores("turns"):
            if core.kind not in kinds:
                continue
            for one in of_core(core, bones, start, end, on):
                if not any(one.start < b and a < one.end for a, b in taken):
                    taken.append((one.start, one.end))
                    yield one


def _kinds(clause: str) -> set[str]:
    """Return the kinds of which a clause may tell: by its words, and how many it names."""
    signs = len(_SIGN.findall(clause))
    return {
        kind
        for kind, cues in _CUES.items()
        if signs >= (1 if kind == "steady" else 2) and cues.search(clause)
    }


def _timed(one: Told, text: str) -> str:
    """Return what is told with its time; empty where neither a time nor a tense gives one."""
    words = _ON.sub(" on ", one.text)
    if has_time(words):
        return words
    if not _NOW.search(text[one.start : one.end]):
        return ""
    for past, perfect in _PERFECT:
        words = past.sub(perfect, words, count=1)
    long = _LONG.match(text[one.end :])
    return f"{words} {long['long']}" if long else words


def _about(words: str, one: Told, text: str) -> str:
    """Return what is told with what it is about, where that stands before it or behind."""
    if not words or " on " in words:
        return words
    first = _TOPIC_FIRST.search(text[: one.start])
    behind = _TOPIC.match(text[one.end :])
    if (first and behind) or _EXCEPT.search(text[one.end :]):
        return ""
    if first:
        return f"On {first['what']}, {words}"
    return f"On {behind['what']}, {words}" if behind else words
