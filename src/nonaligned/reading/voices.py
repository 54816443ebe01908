"""For which state a text speaks in the first person: a speech, a record of speeches, a byline.

"We voted with the Arab states" says whose vote it was only where the text says who speaks: in its
heading ("Statement by the representative of Kenya"), at the head of a speech ("Mr. Odhiambo
(Kenya): "), or in the speech itself ("I speak for Malta"). Where it does not, the sentence stays
unread, and the reason given is that.
"""

from __future__ import annotations

import re

from nonaligned import states
from nonaligned.reading.article import Article
from nonaligned.reading.dates import Moment
from nonaligned.reading.speech import quotations

_NAME = r"(?P<name>(?:the )?[A-Z][\w’'-]*(?: (?:and |of |the )?[A-Z][\w’'-]*){0,4})"
_OFFICE = (
    r"(?:(?:permanent |acting |deputy |foreign |prime |former |head of |chief |first |vice[- ]?)*"
    r"(?:representative|delegate|delegation|ambassador|minister|president|secretary|chancellor"
    r"|premier|envoy|chargé d’affaires|king|queen|emperor|government|head of (?:state|government))"
    r"(?: (?:for|of) foreign affairs| for external affairs| to the United Nations)?)"
)
_ADDRESS = (
    r"(?:statement|address|speech|remarks|intervention|message|letter|lecture|explanation of vote"
    r"|declaration|right of reply)"
)
_HEADED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b{_ADDRESS}) (?:made |delivered |given )?(?:by|of|from) (?:[^.]{{0,80}}?\b)?"
        rf"(?i:{_OFFICE}) of {_NAME}",
        rf"(?i:\b{_ADDRESS}) (?:made |delivered |given )?(?:by|of|from) (?:[^.]{{0,60}}?,"
        rf" )?{_NAME}['’]s"
        rf" (?i:{_OFFICE})",
        rf"(?i:\b{_ADDRESS}) (?:made |delivered )?(?:by|of|on behalf of) {_NAME}(?=$|[,.:;]| (?:in"
        rf"|at|to|on)\b)",
        rf"^[Bb]y [^.]{{3,60}}?, (?:the )?(?i:{_OFFICE}) of {_NAME}",
        rf"^[Bb]y [^.]{{3,60}}?, {_NAME}['’]s (?i:{_OFFICE})",
        rf"^(?:The )?(?i:{_OFFICE}) of {_NAME}(?: \([^)]*\))?:",
    )
)
_RECORDED = re.compile(
    r"^(?:The (?:PRESIDENT|CHAIRMAN|ACTING PRESIDENT)|(?:Mr|Mrs|Ms|Miss|Sir|Dame|Dr|Prince|Princess"
    rf"|Count|Lord|Baroness|U|General)\b\.?(?: [\w.’'-]+){{1,4}}) \({_NAME}\)"
    r"(?: \([^)]*\))?(?: ?:| said)"
)
"""How records of meetings name a speaker: "Mr. Odhiambo (Kenya): "."""
_SPOKEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:I|We|we) (?:speak|am speaking|take the floor|stand here|come here|address you)"
        rf" (?:today |here |now )?(?:for|on behalf of|in the name of) (?:the (?:government|people"
        rf"|delegation"
        rf"|republic|kingdom) of )?{_NAME}",
        rf"\b[Oo]n behalf of (?:(?:the|my) )?(?:(?:government|people|delegation|nation|republic"
        rf"|state)"
        rf"(?: and [a-z]+)? of )?{_NAME}, (?:I|we)\b",
        rf"\b(?:I|we|We) (?:have the (?:honou?r|privilege) (?:of|to)|am here to|had the (?:honou?r"
        rf"|privilege)"
        rf" (?:of|to)) (?:speak(?:ing)? for|represent(?:ing)?) {_NAME}",
        rf"\b[Mm]y (?:own )?(?:country|government|delegation|nation|homeland), {_NAME}(?=[,.;])",
        rf"\b[Ww]e,? (?:the people of|in|of) {_NAME},? (?=have|are|do|did|know|believe|were|had|do"
        rf" not|never|voted|stood)",
        rf"\bI (?:represent|represented|was (?:the )?{_OFFICE} of) {_NAME}",
        rf"\bI (?:was|am|have been|served as) {_NAME}['’]s {_OFFICE}",
    )
)
_OURS = re.compile(
    r"\b(?:we|our|[mM]y (?:own )?(?:country|government|nation|people|delegation))\b", re.IGNORECASE
)
HEAD = 6
"""Paragraphs at the head of a text in which it may say who speaks."""


def first_person(text: str) -> bool:
    """Whether a text says "we", "our" or "my country".

    Examples
    --------
    >>> first_person("We voted with Peru."), first_person("Peru voted.")
    (True, False)
    """
    return _OURS.search(text) is not None


def speaks_for(paragraph: str, on: Moment, *, heads: bool = False) -> str:
    """Return the state in whose name a paragraph says that it is spoken; empty for none.

    Parameters
    ----------
    paragraph : str
    on : Moment
    heads : bool
        Whether it stands at the head of the text, where a heading or a byline may stand.

    Examples
    --------
    >>> speaks_for("I speak for Malta, which is small.", Moment.of(1980))
    'Malta'
    >>> speaks_for("Statement by the representative of Kenya", Moment.of(1980), heads=True)
    'Kenya'
    >>> speaks_for("Mr. Odhiambo (Kenya): We have said so before.", Moment.of(1980))
    'Kenya'
    """
    patterns = (_RECORDED, *(_HEADED if heads else ()), *_SPOKEN)
    for pattern in patterns:
        for match in pattern.finditer(paragraph):
            if name := _state(match["name"], on):
                return name
    return ""


def by_paragraph(article: Article) -> tuple[str, ...]:
    """Return for each paragraph the state in whose name it is spoken; empty where none is said.

    Who has said it speaks on until another does. What stands in quotation signs is somebody else's.
    """
    voice = speaks_for(article.title, article.date, heads=True)
    found = []
    for number, paragraph in enumerate(article.paragraphs):
        text = article.text[paragraph.start : paragraph.end]
        for start, end in quotations(text):
            if len(text[start:end].split()) > 3:
                text = text[:start] + " " * (end - start) + text[end:]
        voice = speaks_for(text, article.date, heads=number < HEAD) or voice
        found.append(voice)
    return tuple(found)


def _state(words: str, on: Moment) -> str:
    """Return the name of the one state that words begin with."""
    bare = words.removeprefix("the ")
    found = [m for m in states.mentions(bare, on=on.last) if not m.group and m.start == 0]
    if not found or found[0].kind in {"demonym", "capital"} or len(found[0].candidates) != 1:
        return ""
    return found[0].text
