"""Words between a time and what it may be said of, which join the two or keep them apart."""

from __future__ import annotations

import re

EDGE_OF = re.compile(
    r"\b(?:end|close|conclusion|outbreak|eve|rest|middle|height|anniversary) of(?: the)? $"
)
TO_NOUN = re.compile(
    r"\b(?:after|before|since|following|until|from|during|at|by|of|in|with|like|as)(?: the)? $"
)
TO_NAME = re.compile(
    r"\s*(?:(?:the|an?|its|his|her|their) )?(?:(?:bloody|brutal|failed|great|final|formal|actual"
    r"|sudden|first|famous|historic|disastrous|unexpected|long|short) )?"
)
"""Between words that count and the name that they count from."""

ITS_DATE = re.compile(r" (?:of|in|on) (?:\w+ ){0,2}\d{4}(?= )")
"""The date of a thing between its name and what is said of it."""

CAME = re.compile(r",? (?:came|fell|followed|was|took place|happened)? ?|, ")
"""Between the date of a thing and the words that count from another to it."""

OPENS = re.compile(r"[\s“\"]*(?:(?:[Aa]nd |[Bb]ut )?(?:[Tt]oday|[Nn]ow), )?[\s“\"]*")
"""Before words that count to the day of writing, with which a part of a sentence opens."""

OF_A = re.compile(r"\bof (?:the )?$")

SUBORDINATE = re.compile(
    r"\b(?:until|before|after|because|since|if|though|although|whose|who|which|whom|where"
    r"|that(?! (?:in|on)\b))\b[^,;:—–]*$",
    re.IGNORECASE,
)
CELEBRATES = re.compile(
    r"\b(?:celebrat\w+|commemorat\w+|anniversar\w+|remember\w*|recall\w*)\b", re.IGNORECASE
)
"""What is told of another time than the sentence's own."""

APART = re.compile(
    r"\b(?:and|but|then|until|while|when|who|which|where|whose|because)\b|[;:]|\.\s+(?=[a-z])"
)
"""Between a date and a distance: they are said of two things."""

SPENT = re.compile(r"\b(?:the|its|their|his|her) (?:first|next|last|following) (?:some |about )?$")
"""Before a count of what went on all the time: "for the first ten years after the war"."""

DATED_CLAUSE = re.compile(r" (?!the (?:end|fall)\b)[^,;:.()“”\"]{3,70} (?:in|on|of)(?: the)? ")
"""Between "six years after" and the date of what it counts from."""

LINK = re.compile(
    r"(?:[\s,]+(?:which|that|was|were|is|came|had|been|sent|written|signed|delivered|held|made|"
    r"given|published|adopted|concluded|launched|issued|dated|addressed|dispatched|about|just|"
    r"only|some|first|finally|broke out|began|took place|happened|occurred|fell|followed|opened|"
    r"(?:in|at) [A-Z][\w’'-]+(?= (?:in|on)\b)|"
    r"to (?:[A-Z][\w’'-]+ ?)+|of (?:[A-Z][\w’'-]+ ?)+))*[\s,]*"
)
PRESENT = re.compile(r"\b(?:has|have|is|are|remains?|still|today|now|continues?)\b")
RELATIVE = re.compile(r"\b(?:which|that|who|whom|whose|where)\b[^,;]*")
"""What a clause adds to a noun: "a lecture that some have not forgiven" is told of the past."""
IT_IS = re.compile(r"\W*(?:[Ii]t is|[Ii]t has been|[Ii]t’s|[Ii]t's) (?:now )?(?:\w+ ){0,2}")
BESIDE = re.compile(r"[\s,;–—(]*(?:(?:and|only|but|in|on|early|late|mid|of|the)[\s,-]+){0,4}")
"""What may stand between a date and other words that say when."""
NAMES = re.compile(r"(?: (?:the|[A-Z][\w’'-]+)){0,3} ?")
RELATED = re.compile(r"\b(?:after|before|since|following|of|to|by)(?: the)? $")
SINCE = re.compile(r"\b(?:after|since|from|following) (?:the )?$", re.IGNORECASE)
AT = re.compile(r"(?:^|[\s,(“–—-])(?:[Ii]n|[Oo]n|[Ii]n the|[Oo]n the) (?:early |late |mid-)?$")
