"""What stands before a sentence's own words: datelines, forms of address, and who looked on.

"GENEVA (AP) - ", "Mr. President, ", "I watched from my desk as ", "the record will show that " add
nothing to what is said and take nothing from it. What is denied or doubted by its opening ("I would
not say that ") is none of these, and is told by :mod:`nonaligned.reading.speech`.
"""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"[A-Z][A-Z’'.]{2,}(?:[ -][A-Z][A-Z’'.]+){0,3}"
    r"(?:[,/] ?[A-Z][\w. /]{1,30}?)?(?: \([^)]{2,40}\))?"
    r"(?: ?--? | ?[–—] ?|: )(?=[A-Z“\"])"
)
_ADDRESS = (
    r"(?:(?:(?:mr|mrs|ms|madam)\b\.? )(?:president|chair(?:man|woman|person)?|speaker"
    r"|secretary[- ]general|moderator)|sir|(?:esteemed|honourable|distinguished|dear) [\w -]{3,30}"
    r"|(?:your )?excellenc(?:y|ies)|ladies and gentlemen|comrades|friends|colleagues"
    r"|fellow delegates), "
)
_KNOWN = (
    r"(?:remember(?:ed)?|recall(?:ed)?|not(?:e|ed|ing)|said|sa(?:y|id)|repeat(?:ed|ing)?"
    r"|remembering|recalling|stress(?:ed|ing)?|add(?:ed)?|emphasi[sz]ed|observed?|record(?:ed)?"
    r"|forgotten|forget|pointed out|point(?:ing)? out|stated?|remind\w*)"
)
_FRAMES = (
    r"(?:it|this) (?:should|must|may|can|has to|ought to|bears|needs to|deserves to) (?:also )?"
    rf"(?:be )?(?:well )?{_KNOWN} that ",
    rf"let (?:it|us|me) (?:also )?(?:be )?{_KNOWN}(?: (?:to )?(?:you|the \w+))? that ",
    r"(?:let )?(?:no ?one|nobody|us not|it not|we|one|I) (?:(?:should|must|can|may|do|will)"
    r" )?(?:not |never )?"
    r"(?:be )?(?:forget|forgotten|overlook|overlooked) that ",
    rf"(?:I|we|one) needs? (?:hardly |scarcely |only |not )(?:to )?{_KNOWN}"
    r"(?: (?:you|readers|members|delegates|the (?!that\b)\w+))? that ",
    r"(?:I|we|one) (?:should|must|may|can|would|will|might|want to|wish to|would like to) "
    r"(?:only |just |merely |also )?"
    rf"{_KNOWN}(?: (?:you|readers|members|delegates|the (?!that\b)\w+))? that ",
    r"suffice it to say that ",
    r"[A-Za-z][\w’' -]{2,40} (?:is|are|was|were) (?:proud|(?:well |fully )?aware|glad|sorry) that ",
    r"(?:[^.,;:]{3,60}, )?[^.,;:]{3,60} (?:leaves?|left) (?:no|little|hardly any|scarcely any)"
    r" (?:room for |shadow of )?doubt(?: about it)?(?::| that) ",
    r"it (?:may|might|will|would|should|must|came|comes) (?:well |perhaps )?(?:come )?as"
    r" (?:no |a |an |some |little |\w+ )*(?:news|surprise|shock|relief|revelation|comfort)"
    r" (?:to [^.,;:]{3,50} )?that ",
    r"it (?:surprised|astonished|pained|pleased|amused|dismayed|shocked|puzzled)"
    r" [\w’' -]{3,40}? to (?:learn|find|discover|see|hear) that ",
    r"it (?:will|should|can|may|need|ought to|does|would) (?:not )?(?:surprise|astonish|shock"
    r"|puzzle)"
    r" (?:nobody|no ?one|few|none|anyone|anybody|us|you|many)\b[\w ]{0,40}? that ",
    r"it (?:is|was|remains) (?:a matter of (?:public |historical |plain )?(?:record|fact|history)"
    r"|no secret"
    r"|common knowledge|beyond (?:doubt|dispute|question)|well (?:documented|established|attested)"
    r"|not in (?:doubt|dispute)|an open secret|on record|a commonplace)(?: [\w ]{3,30}?)? that ",
    r"(?:the )?(?:historical |voting |written )?(?:records?|roll[- ]calls?|facts?|figures|votes|"
    r"minutes|archives|files|documents|history|history books|numbers|data|tallies)"
    r"(?: of (?:this|the|our) [A-Z]?\w+(?: Nations)?)?(?: of (?:the )?[12]\d{3}s?)?"
    r" (?:will |would |clearly |plainly |amply )*(?:shows?|records?|reveals?|proves?|confirms?"
    r"|demonstrates?|attests?|makes? (?:it )?(?:plain|clear)|leaves? (?:no|little) doubt|tells us"
    r"|bears? out|bears? witness) that ",
    r"what (?:strikes?|struck|surprises?|surprised|stands out|impresse[sd]|remains)"
    r"(?: (?:me|us|one|the \w+|any \w+|most|many)(?: of (?:the )?[\w -]+?)?)?(?: most)? is that ",
    r"what (?:is|was) (?:\w+ ){1,3}(?:is|was) that ",
    r"(?:[\w’' -]{2,40} )?(?:forget|forgets|forgot|overlook|overlooks|overlooked) that ",
    r"(?:I|we|they|he|she|the world|everyone) (?:had |have )?"
    r"(?:watched|saw|looked on|was there|were there|stood by|sat by)\b(?!.*\bif\b)[^,.;]{0,60}? as"
    r" ",
    r"(?:I|we) (?:still |well |can |vividly |often )*(?:remember|recall) (?:how|that|the (?:day"
    r"|year"
    r"|time|years) when) ",
    r"as (?:I|we|you|everyone|everybody|this \w+|the \w+|members|delegates|all)(?: [\w ]{0,30}?)?"
    r" (?:said|say|know|knows|noted|remember|remembers|recall|recalls|pointed out|mentioned|stated)"
    r"(?: (?:before|earlier|well|too well|only too well|yesterday|this morning|last \w+))?, ",
    r"needless to say,? ",
    r"(?:of this|about this|on this|of that) there (?:is|can be|could be) no (?:doubt|question)"
    r"(?: whatever| at all)?[:,;] ",
    r"make no mistake[:,;] ",
    r"by (?:its|their|his|her|any|the) (?:own )?(?:votes?|voting|account|records?|measure"
    r"|standards?"
    r"|reckoning|evidence|test|roll[- ]calls?|conduct|deeds|words)(?: (?:alone|of the [\w -]+))?, ",
    r"asked [^,]{5,80}, (?:I|we|one|an?|the|any) [\w ]{0,40}?(?:must|can only|has to|have to|will)"
    r" (?:answer|reply|say|conclude)(?: only)? that ",
)
_OPENS = re.compile(rf"(?:{_ADDRESS}|{'|'.join(_FRAMES)})", re.IGNORECASE)
_LITTLE = re.compile(
    r"what (?:strikes?|struck|surprises?|surprised|stands out|impresse[sd])\b[^,.;]{0,60}? (?:is"
    r"|was)"
    r" how (?P<how>little|much|far) (?P<rest>.+)$",
    re.IGNORECASE,
)
MOST = 3
"""Openings of one sentence that are left out."""


def undated(text: str) -> str:
    """Return a sentence with blanks where its dateline was, every place kept.

    Examples
    --------
    >>> undated("LIMA (AP) - Peru backed Cuba.").strip()
    'Peru backed Cuba.'
    """
    match = _DATELINE.match(text)
    return " " * match.end() + text[match.end() :] if match else text


def opened(text: str) -> int:
    """Return where a sentence's own words begin.

    Examples
    --------
    >>> text = "Mr. President, the record will show that Peru has backed Cuba."
    >>> text[opened(text) :]
    'Peru has backed Cuba.'
    """
    at = 0
    for _ in range(MOST):
        match = _OPENS.match(text, at)
        if match is None or match.end() == at:
            break
        at = match.end()
    return at


def degree(text: str) -> str:
    """Return "how little X changed" as "X changed little"; empty where nothing strikes anybody.

    Examples
    --------
    >>> degree("What strikes the reader is how little Peru's policy changed after 1970.")
    "Peru's policy hardly changed after 1970."
    """
    match = _LITTLE.match(text)
    if match is None:
        return ""
    if match["how"].lower() != "little":
        return match["rest"]
    verb = _CHANGED.search(match["rest"])
    if verb is None:
        return ""
    rest = match["rest"]
    return f"{rest[: verb.start()]}hardly {rest[verb.start() :]}"


_CHANGED = re.compile(
    r"\b(?:changed|altered|varied|moved|shifted|budged|wavered|evolved|swerved|strayed)\b"
)
