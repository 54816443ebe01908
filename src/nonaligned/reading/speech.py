"""Who says what: quotations, and speech reported without them.

Every sentence is cut into pieces, each with the one who vouches for it: the article itself
(nobody named), a speaker, or nobody at all where the saying is denied, doubted or asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nonaligned.reading import attributions as forms
from nonaligned.reading.accusations import accused, unchallenged
from nonaligned.reading.openings import degree, opened, undated
from nonaligned.reading.sentences import Sentence


@dataclass(frozen=True)
class Piece:
    """A part of a sentence with the one who vouches for it.

    Parameters
    ----------
    start, end : int
        Place within the sentence.
    text : str
        What is said, quotation signs and reporting words left out.
    speaker : str
        As the sentence names the speaker; empty for the article itself.
    stance : str
        ``said``; ``contrary`` where the contrary is said ("it is not true that"); ``denied`` where
        the saying is denied or doubted; ``unreal`` where it is asked, hoped, expected or demanded.
    quoted : bool
    """

    start: int
    end: int
    text: str
    speaker: str = ""
    stance: str = "said"
    quoted: bool = False


_ROLE = re.compile(
    r"(?:\b(?:an?|the|one|his|her|its|their|another) |^)(?:[\w’'-]+ ){0,3}?(?:ambassador|minister|"
    r"diplomat|president|general|historian|professor|official|envoy|delegate|secretary|king|queen|"
    r"chancellor|premier|adviser|analyst|scholar|economist|colonel|officer|lawyer|bishop|writer|"
    r"spokesman|spokeswoman|dissident|veteran|negotiator|senator|deputy|student|teacher|exile)\b",
    re.IGNORECASE,
)


def person_in(text: str) -> str:
    """Return the first person whom a sentence names by office or trade; empty for none.

    Examples
    --------
    >>> person_in("A former ambassador, pouring tea, will not hear of it.")
    'A former ambassador'
    """
    match = _ROLE.search(text)
    return match.group() if match else ""


_GOES_ON_TO = re.compile(r"(?:and|but|or|so|yet|because|as|when|if|though|although|while)\b")
_SAYS = re.compile(rf"\b(?:{'|'.join(forms.SAY)})\b")
_OPENERS, _CLOSERS = "“«„", "”»"


def quotations(text: str) -> list[tuple[int, int]]:
    """Places of quotations in a paragraph, their signs included; open ones run to its end.

    Examples
    --------
    >>> quotations('He said "yes" and “no')
    [(8, 13), (18, 21)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at, sign in enumerate(text):
        if sign in _OPENERS and opened is None:
            opened = at
        elif (sign in _CLOSERS and opened is not None) or (sign == '"' and opened is not None):
            found.append((opened, at + 1))
            opened = None
        elif sign == '"':
            opened = at
    if opened is not None:
        found.append((opened, len(text)))
    return found


def pieces(
    sentence: Sentence, quoted: list[tuple[int, int]], last_speaker: str
) -> tuple[Piece, ...]:
    """Cut a sentence into what is said and who says it.

    Parameters
    ----------
    sentence : Sentence
    quoted : list of (int, int)
        Places of quotations, counted as the sentence's own place is.
    last_speaker : str
        Who spoke in the sentence before, if it was a quotation.

    Returns
    -------
    tuple of Piece
        The quotations, and what stands outside of them.
    """
    inside = [
        (max(start - sentence.start, 0), min(end - sentence.start, len(sentence.text)))
        for start, end in quoted
        if start < sentence.end and end > sentence.start
    ]
    whole = _broken(sentence.text, inside)
    inside = [(a, b) for a, b in inside if len(sentence.text[a:b].split()) > 3 or whole]
    outside = _blanked(undated(sentence.text), inside)
    if not inside:
        return _reported(outside, sentence.text)
    speaker = _attribution(outside) or last_speaker
    if whole:
        start, end = inside[0][0], inside[-1][1]
        return (Piece(start, end, whole, speaker or "a quoted voice", "said", quoted=True),)
    found = []
    for start, end in inside:
        said = sentence.text[start:end].strip(_OPENERS + _CLOSERS + '" ').rstrip(",")
        found.append(Piece(start, end, said, speaker or "a quoted voice", "said", quoted=True))
    rest = outside.strip(" ,.:;")
    if len(rest.split()) > 3:
        found.extend(_reported(outside, sentence.text))
    return tuple(sorted(found, key=lambda piece: piece.start))


def _broken(text: str, inside: list[tuple[int, int]]) -> str:
    """Return a quotation that its speaker's name breaks in two; empty where none is broken."""
    if len(inside) != 2:
        return ""
    first, second = (text[a:b].strip(_OPENERS + _CLOSERS + '" ') for a, b in inside)
    between = text[inside[0][1] : inside[1][0]]
    told = _SAYS.search(between) is not None and not re.search(r"[.;!?]", between)
    if (
        not told
        or not second[:1].islower()
        or _GOES_ON_TO.match(second)
        or text[: inside[0][0]].strip()
    ):
        return ""
    return f"{first.rstrip(',')} {second.rstrip(',')}"


def _blanked(text: str, inside: list[tuple[int, int]]) -> str:
    """Return the text with blanks where quotations are, every place kept."""
    for start, end in inside:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _attribution(outside: str) -> str:
    """Who says the quotations of a sentence, by the words around them."""
    words = " ".join(outside.split()).strip(" ,.:;")
    if match := forms.ACCORDING.search(words):
        return _clean(match["who"])
    if match := forms.WITH_OFFICE.search(words):
        return _clean(match["who"])
    match = re.search(
        rf"(?P<who>(?:[\w.’'-]+ ){{0,9}}?[\w.’'-]+){forms.ADVERB} (?:{'|'.join(forms.SAY)})\b",
        words,
    )
    if match:
        return _clean(match["who"])
    match = re.search(
        rf"\b(?:{'|'.join(forms.SAY)}) (?P<who>(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+)", words
    )
    return _clean(match["who"]) if match else ""


def _clean(who: str) -> str:
    """Return a speaker's name without the words that lead to it."""
    who = re.sub(r"^(?:and|but|as|while|when|then|in \w+|on \w+|that)\b,? ", "", who.strip(' ,“”"'))
    return who.strip(" ,") if re.search(r"\b[A-Z]\.$", who) else who.strip(" ,.")


def _reported(outside: str, text: str) -> tuple[Piece, ...]:
    """Speech reported without quotation signs."""
    start = len(outside) - len(outside.lstrip())
    start += opened(outside.strip())
    body = outside[start:].rstrip()
    base = Piece(start, start + len(body), body)
    if words := degree(body):
        return (replace(base, text=words),)
    if (piece := _vouched(base)) is not None:
        return (piece,)
    if match := forms.ACCORDING.search(body):
        left = f"{body[: match.start()].rstrip(' ,')} {body[match.end() :].lstrip(' ,')}".strip()
        return (replace(base, text=left, speaker=_clean(match["who"])),)
    if (match := forms.CALLED.match(body)) and not forms.NOBODY.search(match["who"]):
        said = f"{match['named']} is {match['what']}"
        return (replace(base, text=said, speaker=_clean(match["who"])),)
    for pattern in (forms.TOLD_BY, forms.SO_THEY_SAY, forms.RECKONED, forms.BY_COUNT_OF, forms.PUT):
        if match := pattern.search(body):
            left = body[: match.start()] + body[match.end() :]
            return (replace(base, text=left.strip(" ,"), speaker=_clean(match["who"])),)
    if charge := accused(body):
        return (_tail(replace(base, text=charge[1], speaker=charge[0]), keep=charge[0]),)
    for pattern in (forms.THAT, forms.BARE):
        if (match := pattern.match(body)) and not forms.NO_SPEAKER.search(match["who"]):
            piece = _framed(base, match)
            return (piece,) if piece.stance != "said" else (_tail(piece, keep=piece.speaker),)
    return (_tail(base),)


def _vouched(base: Piece) -> Piece | None:
    """Return what the sentence itself denies, takes for known, or has somebody date."""
    body = base.text
    if match := forms.DENIED.match(body):
        return _tail(Piece(base.start + match.end(), base.end, body[match.end() :], "", "contrary"))
    if match := forms.NO_NEWS.match(body) or forms.LOOK.match(body):
        era = f"In {match['era']} " if match["era"] else ""
        return replace(base, start=base.start + match.end(), text=era + body[match.end() :])
    if match := forms.DATING.match(body):
        lead = "" if match["when"].startswith(("from", "between")) else "in "
        said = f"{match['what']} {lead}{match['when']}"
        return replace(base, text=said, speaker=_clean(match["who"]))
    return replace(base, stance="denied") if forms.DENIAL.match(body) else None


def _framed(base: Piece, match: re.Match[str]) -> Piece:
    groups = match.groupdict()
    who, verb = _clean(match["who"]), match["verb"].lower()
    doubtful = re.search(
        r"\b(?:would|could|might|may|should|will|can)(?: not)?$|^only an? ", who, re.I
    )
    if verb in forms.FACTS and forms.NOBODY.search(who) and not groups.get("not"):
        start = base.start + match.start("rest")
        return Piece(start, base.end, match["rest"].strip())
    denied = (
        forms.FALSELY.search(who)
        or groups.get("not")
        or forms.NOBODY.search(who)
        or verb in forms.DENY
    )
    denied = denied or forms.NEGATED.search(who)
    asked = (groups.get("that") or "").strip(" ,") in {"whether", "why", "how", "if"}
    unreal = asked or doubtful or verb in forms.UNREAL
    stance = "denied" if denied else "unreal" if unreal else "said"
    if verb in forms.DENIES and not (groups.get("not") or forms.NOBODY.search(who) or unreal):
        stance = "contrary"
    if who.lower() in {"i", "one", "you"} and stance == "said":
        who = forms.WRITER
    start = base.start + match.start("rest")
    return Piece(start, base.end, unchallenged(match["rest"].strip()), who, stance)


def _tail(piece: Piece, keep: str = "") -> Piece:
    """Take ", the ambassador said" and ", says the historian," out of a piece."""
    match = forms.TAIL_WITH_OFFICE.search(piece.text) or forms.TAIL.search(piece.text)
    if match is None or _is_subject(piece.text, match):
        return piece
    said = match.groupdict()
    who = _clean(said["who"] or said["who2"])
    verb = (said["verb"] or said["verb2"]).lower()
    doubted = verb in forms.DENY or forms.NOBODY.search(who) or forms.FALSELY.search(who)
    stance = "denied" if doubted else piece.stance
    who = "it" if forms.IT_IS.match(who) else who
    stance = "unreal" if verb in forms.UNREAL else stance
    rest = piece.text[match.end() :].lstrip(" ")
    rest = rest if who == "it" else forms.GOES_ON.sub(" ", rest)
    text = piece.text[: match.start()] + (
        "" if rest in {"", "."} else rest if rest[0] in ",. " else f" {rest}"
    )
    return replace(piece, text=text, speaker=keep or who, stance=stance)


def _is_subject(text: str, match: re.Match[str]) -> bool:
    """Read ", and France thought": a new clause rather than the one that reports."""
    said = match.groupdict()
    who = (said["who"] or said.get("who2") or "").split()
    verb = (said["verb"] or "").lower()
    last = verb in {"shows", "show"} and not text[match.end() :].strip(" .")
    noun = verb in forms.NOUNS and len(who) > 3 and not last
    with_whom = verb in {"agree", "agrees", "agreed"} and f"{verb} with " in match.group()
    return noun or with_whom or who[0].lower() in forms.OPENERS_OF_CLAUSES
