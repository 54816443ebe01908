"""Who says what: quotations, and speech reported without them.

Every sentence is cut into pieces, each with the one who vouches for it: the article itself
(nobody named), a speaker, or nobody at all where the saying is denied, doubted or asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nonaligned.reading.accusations import accused, unchallenged
from nonaligned.reading.openings import degree, opened, undated
from nonaligned.reading.sentences import Sentence

SAY = [
    "said", "says", "say", "told", "tells", "claimed", "claims", "argued", "argues", "insisted",
    "insists", "insist", "stated", "states", "declared", "declares", "wrote", "writes", "noted",
    "notes", "added", "adds", "contended", "contends", "maintained", "maintains", "asserted",
    "asserts", "reported", "reports", "explained", "explains", "recalled", "recalls",
    "observed", "observes", "remarked", "concluded", "concludes", "alleged", "alleges",
    "affirmed", "affirms", "announced", "announces", "stressed", "emphasised", "emphasized",
    "acknowledged", "acknowledges", "admitted", "admits", "agreed", "agree", "agrees",
    "complained", "complain", "complains", "shrugged", "reiterated", "replied", "boasted",
    "boast", "boasts", "repeated", "repeats", "believes", "believe", "thinks", "think",
    "thought", "felt", "feels",
    "found", "finds", "find", "showed", "shows", "show", "reminded", "reminds", "revealed",
    "reveals", "confirmed", "confirms", "pointed", "noticed", "notices", "notice",
    "reckons", "reckoned", "assured", "assures", "conceded", "concedes", "grumbled", "grumbles",
    "mused", "quipped", "thundered", "lamented", "laments", "sighed", "joked", "informed",
    "informs", "swore", "swears", "testified", "protested", "protests", "recounted", "recounts",
    "remembers", "remembered",
    "established", "establish", "calculated", "calculates", "computed", "counted", "discovered",
    "tell", "argue", "maintain", "countered", "recall", "report", "admit", "concede", "confirm",
    "shown", "written", "remind", "insist", "lectured", "lecture", "preached",
    "cabled", "wired", "telegraphed",
]  # fmt: skip
DENY = [
    "denied", "denies", "deny", "rejected", "rejects", "reject", "disputed", "disputes",
    "dispute", "doubted", "doubts", "doubt", "refuted", "refutes", "dismissed", "dismisses",
    "questioned", "questions", "denying",
]  # fmt: skip
UNREAL = [
    "asked", "asks", "wonders", "wondered", "hopes", "hoped", "hope", "wishes", "wished",
    "wish", "dreams", "dream", "dreamed", "fears", "feared", "fear", "expects", "expected",
    "expect", "predicts", "predicted", "predict", "pretends", "pretended", "warned", "warns",
    "urged", "urges", "demanded", "demands", "wants", "wanted", "imagined", "imagines",
    "suggests", "suggested", "foresaw", "promised", "promises", "vowed", "vows", "accuse",
    "accused", "accuses",
]  # fmt: skip
WRITER = "the writer"
"""Who says what "I" say."""
NOBODY = re.compile(r"\b(?:nobody|no one|no-one|none|few|hardly anyone|no \w+)\b", re.IGNORECASE)
_OPENERS_OF_CLAUSES = frozenset([
    "and", "but", "which", "who", "while", "as", "when", "because", "that", "what", "whatever",
    "whoever", "however", "where", "though", "although", "if", "since", "with", "without", "in",
    "on", "at", "by", "for", "from", "of", "than", "after", "before", "during", "under",
])  # fmt: skip
_TO = (
    r"(?: (?:to )?(?:at the time|on (?:\w+ ){0,2}(?:television|radio|TV)|home|reporters"
    r"|journalists|parliament|viewers|visitors|readers|listeners|guests"
    r"|colleagues|Congress|Parliament|lawmakers|delegates|senators|deputies|ministers|us|him|her"
    r"|them|me|an? (?:closed |public |private |packed )?"
    r"(?:rally|audience|crowd|conference|committee|newspaper|banquet|dinner|gathering|meeting"
    r"|congress|summit|seminar|reception|visitor|reporter|journalist|interviewer|delegation)"
    r"|(?:the|his|her|its|their) \w+(?: \w+){0,2})"
    r"(?: (?:in|at|from|of) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?)?"
    r"(?: (?:yesterday|today|on \w+day|on \d{1,2} [A-Z]\w+(?: [12]\d{3})?|last \w+|this \w+"
    r"|in (?:(?:[A-Z]\w+ )?[12]\d{3}"
    r"|[A-Z]\w+)))?"
    r"(?:,? in (?:his|her|their|its|an?|the) (?:\w+ )?(?:memoirs?|books?|diar(?:y|ies)|speech"
    r"|letters?"
    r"|interviews?|lectures?|memorandum|reports?|columns?|articles?|address|autobiography|testimony"
    r"|statement|essays?|dispatch|despatch|cables?|editorial),?)?"
)
_TALK = (
    r"(?: (?:(?:the|any|all) )?(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|charges?"
    r"|accusations?|stories|speculation|idea|notion))?"
)
_ADVERB = (
    r"(?: (?:also|later|once|then|often|repeatedly|again|recently|publicly|has|have|had|long"
    r"|always|since|rightly|openly|still|used to|liked to|likes to"
    r"|cheerfully|quietly|solemnly|flatly|bluntly|drily|duly)){0,3}"
)
_NOT = r"(?P<not> (?:did not|does not|do not|never|didn't|didn’t|doesn't|don't|cannot|can’t))?"
_WHO = r"(?P<who>(?:[\w.’'“”-]+,? ){0,12}?[\w.’'”-]+)"
_VERBS = "|".join((*SAY, *DENY, *UNREAL, "believe", "say", "think", "claim"))
_THAT = re.compile(
    rf"^{_WHO},?{_NOT}{_ADVERB} (?P<verb>{_VERBS}){_TO}{_TALK}"
    rf"(?P<that>,? (?:that|whether|why|how|if)\b|:)"
    rf"\s*(?P<rest>.+)$",
    re.DOTALL,
)
_BARE = re.compile(
    rf"^{_WHO}{_ADVERB} (?P<verb>said|says|insists|insisted|claims|claimed|believes|believe)"
    r" (?P<rest>(?!(?:yes|no)\b|(?:today|now|what|as many|so many|more|thousands|hundreds|\d[\d,]*"
    r"|many|to|that|in|at"
    r"|on|by|so|about|after|before|during|over|with|from|when"
    r"|while|last|this) )\S.+)$",
    re.DOTALL,
)
_AFTERWARDS = (
    "said|says|wrote|writes|insists|insisted|claims|claimed|argues|argued|notes|noted|adds|added"
    "|explains|explained|recalls|recalled|complains|complained"
)
_LATER = (
    r"(?: (?:last|this|on|in|at|over|after|before|during|from|with|earlier|recently|yesterday|again"
    r"|drily|curtly|flatly|cheerfully)\b[^,.;]{0,60})?"
)
_NAME = r"[A-Z][\w.’'-]+(?: (?:(?:de|von|van|al) )?[A-Z][\w.’'-]+){0,3}"
_TOLD = r"(?<=\btold) [^,.;:]{2,70}"
"""Whoever it was told to, where nothing else follows."""
_TAIL = re.compile(
    rf",[”\"]? (?:(?P<who>(?:[\w.’'-]+ ){{0,9}}?[\w.’'-]+){_ADVERB} (?P<verb>{_VERBS})"
    rf"(?:{_TO}|{_TOLD})|(?P<verb2>{_AFTERWARDS}) (?!yes\b|no\b)"
    rf"(?P<who2>(?:[\w.’'-]+ ){{0,9}}[\w.’'-]+(?:, {_NAME}(?=,))?)){_LATER}(?=[,.;:]|$)"
)
_OFFICE = r"(?:an?|the|its|their|his|her)(?: [\w’'-]+){1,7}?"
_TAIL_WITH_OFFICE = re.compile(
    rf",[”\"]? (?P<who>{_OFFICE}, {_NAME}|{_NAME}, {_OFFICE}),{_ADVERB} (?P<verb>{_VERBS})"
    rf"(?:{_TO}|{_TOLD}){_LATER}(?=[,.;:]|$)"
)
"""A speaker with name and office behind what is said: "…, the minister, Ana Silva, said"."""
_SO_THEY_SAY = re.compile(
    r",? or so (?P<who>(?:(?:the|its|his|her|their|an?|some|one) [\w’'-]+|[A-Z]\w*)(?:"
    r" [\w’'-]+){0,3}?)"
    r" (?:[a-z]+(?:ed|s)|say|claim|maintain|insist|tell|told|wrote|said|think|thought|like"
    r" to)\b[^,;]*$"
)
_RECKONED = re.compile(
    r",? by (?P<who>(?:the )?[\w. ]{2,40}?)['’]s? (?:own )?(?:\w+ )?"
    r"(?:count|reckoning|tally|estimate|account|figures|arithmetic|calculation)s?\b,?"
)
_BY_COUNT_OF = re.compile(
    r",? ?\b[Bb]y the (?:own )?(?:count|reckoning|tally|estimate|account|figures|arithmetic"
    r"|calculations?) of (?P<who>(?:the )?[\w. ]{2,40}?)(?:,|$)"
)
_PUT = re.compile(
    r",? (?:as |(?=(?:an?|the) [\w ]{3,40} (?:puts it|has it|put it|had it)))"
    r"(?P<who>[\w.’' -]{2,60}?) (?:puts it|once |has |had |often |later )?(?:put it|has it|had it"
    r"|have it|"
    r"said|says|wrote|observed|remarked|noted|recalled|found|finds?|shows?|showed|established"
    r"|concluded|reported"
    r"|pointed out|likes? to (?:say|put it)|liked to (?:say|put it))"
    r"\b(?: [a-z ]+)?(?=[,.]|$),?"
)
_ACCORDING = re.compile(
    r"(?:^|(?<=, )|(?<= ))(?i:according to|in the words of|in the view of|to quote)"
    r" (?P<who>(?:[\w.’'-]+ ){0,8}?[\w.’'-]+)(?=,|\.$|$)"
)
_TOLD_BY = re.compile(
    r"^(?:in|by|to) (?P<who>(?:[\w.-]+ ){0,4}[\w.-]+)['’]s? (?:\w+ )?"
    r"(?:telling|account|version|view|words|opinion|judgement|judgment|reading|memory|eyes"
    r"|recollection|phrase|book), ",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^(?P<who>(?:[A-Z]|the |an? )[\w.’' -]{1,60}?) (?:has |had |once |often |used to )*"
    r"(?:called|calls|call|described|describes|termed|terms|dubbed|dubs|styled|labelled|labels"
    r"|regards|regarded|considers|considered|hailed|hails)"
    r" (?P<named>(?:the )?[A-Z][\w’-]*(?: [A-Z][\w-]*){0,2})"
    r"(?: as)? (?P<what>(?:the|an?|one of the|its|his|her) .+)$"
)
_WITH_OFFICE = re.compile(
    rf"(?P<who>(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+, (?:the )?(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+),"
    rf"{_ADVERB} (?:{'|'.join(SAY)})\b"
)
"""A speaker with name and office, in either order: "the minister, Ana Silva, said"."""
_NO_SPEAKER = re.compile(
    r"\b(?:the|an?|of|its|their|these|those|such|all|no|same|any|many|be|being|been|to)$",
    re.IGNORECASE,
)
"""Words after which "questions" or "claims" are nouns, and "said" passive."""
_FACTS = frozenset(["noticed", "notices", "notice", "remembers", "remembered"])
"""What nobody notices is so all the same."""
_GOES_ON = re.compile(
    r"^, (?=[a-z])(?!(?:and|but|n?or|so|yet|which|who|whose|while|whereas|though|although|as|when"
    r"|where|because|since|after|before|if|with|in|on|at|for|from|by|to|a|an|the|not|of)\b)"
)
"""A comma behind a speaker who stands between a subject and its verb."""
_FALSELY = re.compile(r"\b(?:falsely|wrongly|mistakenly)$", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\b(?:not|never|hardly|scarcely|cannot|nor)|n['’]t)$", re.IGNORECASE)
"""What stands before the verb of one who says no such thing: "I would not"."""
_IT_IS = re.compile(r"it (?:is|was|has been)\b", re.IGNORECASE)
_DENIES = frozenset(
    ["denied", "denies", "rejected", "rejects", "dismissed", "dismisses", "refuted"]
)
"""Who denies that a thing is so, or rejects that it is, says that it is not."""
_NOUNS = frozenset([
    "questions", "doubts", "doubt", "claims", "reports", "notes", "hopes", "hope", "fears", "fear",
    "dreams", "dream", "wishes", "wish", "disputes", "dispute", "shows", "show", "finds", "states",
    "demands", "rejects", "promises", "report", "recall",
])  # fmt: skip
"""Words that report only where few words come before them ("the paper notes")."""
_DENIED = re.compile(
    r"^it (?:is|was) (?:\w+ ){0,2}(?:false|untrue|(?:not|never) true|(?:not|never) the case"
    r"|not so|a myth|a lie|"
    r"wrong|incorrect|nonsense|a legend) (?:to say |to claim )?that "
    r"|^(?:nobody|no one|no-one|no \w+)\b.{0,60}? (?:can|could) (?:\w+ )?(?:say|claim|argue"
    r"|maintain|pretend|assert|believe|suppose) that "
    r"|^(?:one|it) (?:cannot|can not|can hardly|could hardly|could not) (?:be )?(?:\w+ly )?(?:say"
    r"|said"
    r"|claim(?:ed)?|argued?|maintain(?:ed)?|pretend(?:ed)?) that "
    r"|^(?:nothing|no \w+) in (?:.{2,40}?['’]s |the )(?:\w+ )?(?:records?|votes?|voting"
    r"|roll[- ]calls?"
    r"|ballots|figures|numbers|debates|minutes) (?:of [\w ]+ )?(?:suggests?|shows?|indicates?"
    r"|hints?)"
    r" that ",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"^(?:few|no|nobody|no one|hardly any(?:one|body)?)(?: [\w’-]+){0,3} (?:needs?|needed) (?:to"
    r" be )?"
    r"(?:reminded|reminding|told|telling)(?: of it)? that "
    r"|^(?:any(?:one|body)|whoever|those)(?: who)? (?:reads?|looks?|stud(?:y|ies)|counts?|knows?) "
    r"[\w -]*?(?:(?:of|in|for|from) (?P<era>the [12]\d{3}s|[12]\d{3}),? )?"
    r"(?:will|would|can|must|cannot fail to) (?:see|find|notice|learn|discover|know) that ",
    re.IGNORECASE,
)
"""What few need to be told is so, and what anyone who looks will find."""
_LOOK = re.compile(
    r"^(?:study|look at|read|go through|leaf through|consult|open|take|count|examine) [^,.;]*?"
    r"(?:(?:of|in|for|from) (?P<era>the \w+ties|the [12]\d{3}s|[12]\d{3}),? )?and (?:you|one|we)"
    r" (?:will |would |can |shall |cannot fail to )?(?:find|see|notice|discover|learn)s? that ",
    re.IGNORECASE,
)
"""An invitation to look, with what will be found."""
_DATING = re.compile(
    r"^(?P<who>[\w ]{3,40}?) (?:dates?|dated|traces?|traced) (?P<what>the [\w-]+ (?:of|between)"
    r" .+?)"
    r" to (?:the years )?(?P<when>(?:from |between )?[12]\d{3}\b.*)$"
)
"""Who gives a date to what happened says that it happened then."""
_DENIAL = re.compile(
    r"^(?:it (?:is|was|would be|will be) (?:\w+ )?"
    r"(?:false|untrue|not true|wrong|a lie|a myth|nonsense|absurd|"
    r"ridiculous|not the case)|there is no (?:evidence|proof|sign)|no(?:thing| one| body)?\b.{0,40}"
    r"\b(?:shows?|suggests?|proves?))\b.{0,30}\b(?:that|to say|to claim)\b",
    re.IGNORECASE,
)


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
_SAYS = re.compile(rf"\b(?:{'|'.join(SAY)})\b")
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
    if match := _ACCORDING.search(words):
        return _clean(match["who"])
    if match := _WITH_OFFICE.search(words):
        return _clean(match["who"])
    match = re.search(
        rf"(?P<who>(?:[\w.’'-]+ ){{0,9}}?[\w.’'-]+){_ADVERB} (?:{'|'.join(SAY)})\b", words
    )
    if match:
        return _clean(match["who"])
    match = re.search(rf"\b(?:{'|'.join(SAY)}) (?P<who>(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+)", words)
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
    if match := _ACCORDING.search(body):
        left = f"{body[: match.start()].rstrip(' ,')} {body[match.end() :].lstrip(' ,')}".strip()
        return (replace(base, text=left, speaker=_clean(match["who"])),)
    if (match := _CALLED.match(body)) and not NOBODY.search(match["who"]):
        said = f"{match['named']} is {match['what']}"
        return (replace(base, text=said, speaker=_clean(match["who"])),)
    for pattern in (_TOLD_BY, _SO_THEY_SAY, _RECKONED, _BY_COUNT_OF, _PUT):
        if match := pattern.search(body):
            left = body[: match.start()] + body[match.end() :]
            return (replace(base, text=left.strip(" ,"), speaker=_clean(match["who"])),)
    if charge := accused(body):
        return (_tail(replace(base, text=charge[1], speaker=charge[0]), keep=charge[0]),)
    for pattern in (_THAT, _BARE):
        if (match := pattern.match(body)) and not _NO_SPEAKER.search(match["who"]):
            piece = _framed(base, match)
            return (piece,) if piece.stance != "said" else (_tail(piece, keep=piece.speaker),)
    return (_tail(base),)


def _vouched(base: Piece) -> Piece | None:
    """Return what the sentence itself denies, takes for known, or has somebody date."""
    body = base.text
    if match := _DENIED.match(body):
        return _tail(Piece(base.start + match.end(), base.end, body[match.end() :], "", "contrary"))
    if match := _NO_NEWS.match(body) or _LOOK.match(body):
        era = f"In {match['era']} " if match["era"] else ""
        return replace(base, start=base.start + match.end(), text=era + body[match.end() :])
    if match := _DATING.match(body):
        lead = "" if match["when"].startswith(("from", "between")) else "in "
        said = f"{match['what']} {lead}{match['when']}"
        return replace(base, text=said, speaker=_clean(match["who"]))
    return replace(base, stance="denied") if _DENIAL.match(body) else None


def _framed(base: Piece, match: re.Match[str]) -> Piece:
    groups = match.groupdict()
    who, verb = _clean(match["who"]), match["verb"].lower()
    doubtful = re.search(
        r"\b(?:would|could|might|may|should|will|can)(?: not)?$|^only an? ", who, re.I
    )
    if verb in _FACTS and NOBODY.search(who) and not groups.get("not"):
        start = base.start + match.start("rest")
        return Piece(start, base.end, match["rest"].strip())
    denied = _FALSELY.search(who) or groups.get("not") or NOBODY.search(who) or verb in DENY
    denied = denied or _NEGATED.search(who)
    asked = (groups.get("that") or "").strip(" ,") in {"whether", "why", "how", "if"}
    unreal = asked or doubtful or verb in UNREAL
    stance = "denied" if denied else "unreal" if unreal else "said"
    if verb in _DENIES and not (groups.get("not") or NOBODY.search(who) or unreal):
        stance = "contrary"
    if who.lower() in {"i", "one", "you"} and stance == "said":
        who = WRITER
    start = base.start + match.start("rest")
    return Piece(start, base.end, unchallenged(match["rest"].strip()), who, stance)


def _tail(piece: Piece, keep: str = "") -> Piece:
    """Take ", the ambassador said" and ", says the historian," out of a piece."""
    match = _TAIL_WITH_OFFICE.search(piece.text) or _TAIL.search(piece.text)
    if match is None or _is_subject(piece.text, match):
        return piece
    said = match.groupdict()
    who = _clean(said["who"] or said["who2"])
    verb = (said["verb"] or said["verb2"]).lower()
    doubted = verb in DENY or NOBODY.search(who) or _FALSELY.search(who)
    stance = "denied" if doubted else piece.stance
    who = "it" if _IT_IS.match(who) else who
    stance = "unreal" if verb in UNREAL else stance
    rest = piece.text[match.end() :].lstrip(" ")
    rest = rest if who == "it" else _GOES_ON.sub(" ", rest)
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
    noun = verb in _NOUNS and len(who) > 3 and not last
    with_whom = verb in {"agree", "agrees", "agreed"} and f"{verb} with " in match.group()
    return noun or with_whom or who[0].lower() in _OPENERS_OF_CLAUSES
