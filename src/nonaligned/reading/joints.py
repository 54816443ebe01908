"""Words between a time and what it may be said of, which join the two or keep them apart."""

from __future__ import annotations

import re

EDGE_OF = re.compile(
    r"\b(?:end|close|conclusion|outbreak|eve|rest|middle|height|anniversary) of(?: the)? $"
)
TO_NOUN = re.compile(
    r"\b(?:after|before|since|following|until|from|during|at|by|of|in|with|like|as)(?: the)? $"
)
SUBORDINATE = re.compile(
    r"\b(?:until|before|after|because|since|if|though|although|whose|who|which|whom|where"
    r"|that(?! (?:in|on)\b))\b[^,;:—–]*$",
    re.IGNORECASE,
)
CELEBRATES = re.compile(
    r"\b(?:celebrat\w+|commemorat\w+|anniversar\w+|remember\w*|recall\w*)\b", re.IGNORECASE
)
"""What is told of another time than the sentence's own."""

APART = re.compile(r"\b(?:and|but|then|until|while|when|who|which|where|whose|because)\b|[;:]")
"""Between a date and a distance: they are said of two things."""

DATED_CLAUSE = re.compile(r" (?!the (?:end|fall)\b)[^,;:.()“”\"]{3,70} (?:in|on|of)(?: the)? ")
"""Between "six years after" and the date of what it counts from."""
