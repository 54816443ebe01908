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
from nonaligned.claims.language import Claim
from nonaligned.reading.alone_forms import ADJECTIVES, BESIDE, BESIDE_ONLY, FORMS, FRONT, WORLD
from nonaligned.reading.clauses import Clause
from nonaligned.reading.lone_deeds import deeds
from nonaligned.reading.voted_on import caught, timeless, voted_on, when

_HEDGED = re.compile(
    r"\b(?:almost|nearly|virtually|practically|not quite|all but|perhaps|probably|maybe|arguably"
    r"|one of|among|not)(?: the)? (?:only|sole|lone|alone)\b(?! (?:if|when))"
    r"|\b(?:perhaps|maybe|possibly|probably|supposedly|allegedly)\b"
    r"|\b(?:aside|excepted|excluded|notwithstanding)\b"
    r"(?=[,.;]|$)(?!, (?:no|nobody|none|not (?:one|a single))\b)|\bif one (?:forgets|leaves)\b"
    r"|\bonly (?:if|when|because|after|once|recently|in|by|then|later|now)\b"
    r"|\b(?:nobody|no one|none|no \w+) (?:but|except|save)\b.*\b(?:apart from|except(?: for)?"
    r"|aside from|other than)\b|\bor rather\b|(?:only|alone)\b.*\b(?:apart from|except(?: for)?"
    r"|save for|other than)\b",
    re.IGNORECASE,
)
"""Doubts and exceptions, by which it is not what it says."""
_DOUBTED = re.compile(
    r"\b(?:whether|if|den(?:y|ies|ied)|doubt\w*|wonder\w*|asked|unclear|not clear|never|nobody"
    r"|hop(?:e|ed|es)|may|might|could|would|perhaps|should|rumou?r\w*|legend|myth"
    r"|expect\w*|fear\w*|predict\w*)\b",
    re.IGNORECASE,
)
"""Words before it by which it is not stated."""
_DENIED = re.compile(
    r"\b(?:not|hardly|scarcely|by no means|far from)(?: being)? (?:the )?(?:only|sole|lone"
    r"|alone)\b",
    re.I,
)
_MASKED = re.compile(r"[SG]\d+")


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
        if not BESIDE_ONLY.search(match.group()) or (time := when(text, match.start())) is None:
            continue
        for pred in deeds(cast, time):
            said = masked.shown(f"{_lead(_who(match['x'], masked), '', False)} {pred}")
            place = masked.at(match.start()), masked.at(match.end())
            yield Clause(said, *place, (f"put as “{said}”",), 0.1, True)
    hidden = timeless(masked.text)
    for form in FORMS:
        for match in form.finditer(hidden):
            groups = caught(match, masked.text)
            who = _who(groups.get("x") or groups.get("x2") or groups.get("x3") or "", masked)
            whom = _group(groups, masked) or _ahead(masked, hidden[: match.start()], groups)
            if not who or whom is None or _DOUBTED.search(masked.text[: match.start()]):
                continue
            no = denied(masked.text[match.start() : match.end()])
            for pred, stop in _predicates(match, masked.text):
                said = masked.shown(f"{_lead(who, whom, no)} {pred}")
                start, end = masked.at(match.start()), masked.at(stop)
                start += len(text[start:end]) - len(text[start:end].lstrip(" ,:"))
                yield Clause(said, start, end, (f"put as “{said}”",), 0.06, True)


def _beside(masked: _Masked) -> Iterator[tuple[re.Match[str], str]]:
    """Return who voted alone, and what the sentence says beside it that the vote was on."""
    for form in BESIDE:
        if match := form.search(masked.text):
            for told in voted_on(masked.text):
                said = "abstain" if "abst" in match["p"] else "vote against"
                yield match, f"{said} {'on ' * (said == 'abstain')}{told.what}"
                break


def excluded(text: str) -> bool:
    """Whether "only" is doubted, or has exceptions beside it."""
    return _HEDGED.search(text) is not None


_IN = re.compile(r"\b[Ii]n (?:(?-i:[A-Z])[a-z]+ )?([12]\d{3})\b(?!s)")
_LASTING = re.compile(r"\bfor (?:[a-z]+ ){0,2}[a-z-]+ (?:years|decades)\b", re.IGNORECASE)


def denied(text: str) -> bool:
    """Whether it is said that somebody was not the only one; that X alone did not is another."""
    return _DENIED.search(text) is not None


_PLACE = re.compile(
    r"\b(?:in|among|amongst|within|throughout) (?:all |the whole of )?(?:the )?(?:[A-Za-z-]+ )?"
    r"(?:G\d+|Africa|Asia|Europe|America|Americas|Balkans|Caribbean|Pacific|Scandinavia|Gulf"
    r"|Mediterranean|Levant|Maghreb|Sahel|Indochina|[Hh]emisphere|Middle East|[Rr]egion"
    r"|continent)\b"
)


def keeps_group(text: str, claim: Claim) -> bool:
    """Whether a claim says among whom, where its sentence names a part of the world."""
    return claim.among is not None or _PLACE.search(_masked(text).text) is None


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


def _ahead(masked: _Masked, before: str, groups: dict[str, str | None]) -> str | None:
    """Return the group that stands before what is told: "In Africa …"."""
    if groups.get("a") or groups.get("g"):
        return _group(groups, masked)
    front = FRONT.search(before)
    return _known(front["g"], masked) if front else ""


def _known(name: str, masked: _Masked, noun: str = "state") -> str | None:
    if name in masked.groups:
        return _member(masked.groups[name])
    if re.fullmatch(WORLD, name, re.IGNORECASE):
        return ""
    adjective = ADJECTIVES.get(name.lower(), masked.shown(name))
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
    groups = caught(match, text)
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
            yield from ((put, end) for put in deeds(part, time))


_STOP = re.compile(r"[;:]|,? [-–—]+ |, |\.$|$| \(|,? (?:and|but|while|whereas|which|who) ")
