"""The orders in which a sentence tells who says what, as patterns.

They stand for :mod:`nonaligned.reading.speech`, which takes sentences apart by them.
"""

from __future__ import annotations

import re

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
OPENERS_OF_CLAUSES = frozenset([
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
    r"|statement|essays?|dispatch|despatch|cables?|editorial|bulletins?|broadcasts?|communiqu[eé]"
    r"|newsletter|leader|sermon|lead article|yearbook|annual report|farewell|press conference"
    r"|commentary|programme|news),?)?"
)
_TALK = (
    r"(?: (?:(?:the|any|all) )?(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|charges?"
    r"|accusations?|stories|speculation|idea|notion))?"
)
ADVERB = (
    r"(?: (?:also|later|once|then|often|repeatedly|again|recently|publicly|has|have|had|long"
    r"|always|since|rightly|openly|still|used to|liked to|likes to"
    r"|cheerfully|quietly|solemnly|flatly|bluntly|drily|duly)){0,3}"
)
_NOT = r"(?P<not> (?:did not|does not|do not|never|didn't|didn’t|doesn't|don't|cannot|can’t))?"
_WHO = r"(?P<who>(?:[\w.’'“”-]+,? ){0,12}?[\w.’'”-]+)"
_VERBS = "|".join((*SAY, *DENY, *UNREAL, "believe", "say", "think", "claim"))
THAT = re.compile(
    rf"^{_WHO},?{_NOT}{ADVERB} (?P<verb>{_VERBS}){_TO}{_TALK}"
    rf"(?P<that>,? (?:that|whether|why|how|if)\b|:)"
    rf"\s*(?P<rest>.+)$",
    re.DOTALL,
)
BARE = re.compile(
    rf"^{_WHO}{ADVERB} (?P<verb>said|says|insists|insisted|claims|claimed|believes|believe)"
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
TAIL = re.compile(
    rf",[”\"]? (?:(?P<who>(?:[\w.’'-]+ ){{0,9}}?[\w.’'-]+){ADVERB} (?P<verb>{_VERBS})"
    rf"(?:{_TO}|{_TOLD})|(?P<verb2>{_AFTERWARDS}) (?!yes\b|no\b)"
    rf"(?P<who2>(?:[\w.’'-]+ ){{0,9}}[\w.’'-]+(?:, {_NAME}(?=,))?)){_LATER}(?=[,.;:]|$)"
)
_OFFICE = r"(?:an?|the|its|their|his|her)(?: [\w’'-]+){1,7}?"
TAIL_WITH_OFFICE = re.compile(
    rf",[”\"]? (?P<who>{_OFFICE}, {_NAME}|{_NAME}, {_OFFICE}),{ADVERB} (?P<verb>{_VERBS})"
    rf"(?:{_TO}|{_TOLD}){_LATER}(?=[,.;:]|$)"
)
"""A speaker with name and office behind what is said: "…, the minister, Ana Silva, said"."""
SO_THEY_SAY = re.compile(
    r",? or so (?P<who>(?:(?:the|its|his|her|their|an?|some|one) [\w’'-]+|[A-Z]\w*)(?:"
    r" [\w’'-]+){0,3}?)"
    r" (?:[a-z]+(?:ed|s)|say|claim|maintain|insist|tell|told|wrote|said|think|thought|like"
    r" to)\b[^,;]*$"
)
RECKONED = re.compile(
    r",? by (?P<who>(?:the )?[\w. ]{2,40}?)['’]s? (?:own )?(?:\w+ )?"
    r"(?:count|reckoning|tally|estimate|account|figures|arithmetic|calculation)s?\b,?"
)
BY_COUNT_OF = re.compile(
    r",? ?\b[Bb]y the (?:own )?(?:count|reckoning|tally|estimate|account|figures|arithmetic"
    r"|calculations?) of (?P<who>(?:the )?[\w. ]{2,40}?)(?:,|$)"
)
PUT = re.compile(
    r",? (?:as |(?=(?:an?|the) [\w ]{3,40} (?:puts it|has it|put it|had it)))"
    r"(?P<who>[\w.’' -]{2,60}?) (?:puts it|once |has |had |often |later )?(?:put it|has it|had it"
    r"|have it|"
    r"said|says|wrote|observed|remarked|noted|recalled|found|finds?|shows?|showed|established"
    r"|concluded|reported"
    r"|pointed out|likes? to (?:say|put it)|liked to (?:say|put it))"
    r"\b(?: [a-z ]+)?(?=[,.]|$),?"
)
ACCORDING = re.compile(
    r"(?:^|(?<=, )|(?<= ))(?i:according to|in the words of|in the view of|to quote)"
    r" (?P<who>(?:[\w.’'-]+ ){0,8}?[\w.’'-]+)(?=,|\.$|$)"
)
TOLD_BY = re.compile(
    r"^(?:in|by|to) (?P<who>(?:[\w.-]+ ){0,4}[\w.-]+)['’]s? (?:\w+ )?"
    r"(?:telling|account|version|view|words|opinion|judgement|judgment|reading|memory|eyes"
    r"|recollection|phrase|book), ",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"^(?P<who>(?!It (?:is|was|would)\b|To |One )(?:[A-Z]|the |an? )[\w.’' -]{1,60}?) (?:has "
    r"|had |once |often |used to )*"
    r"(?:called|calls|call|described|describes|termed|terms|dubbed|dubs|styled|labelled|labels"
    r"|regards|regarded|considers|considered|hailed|hails)"
    r" (?P<named>(?:the )?[A-Z][\w’-]*(?: [A-Z][\w-]*){0,2})"
    r"(?: as)? (?P<what>(?:the|an?|one of the|its|his|her) .+)$"
)
WITH_OFFICE = re.compile(
    rf"(?P<who>(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+, (?:the )?(?:[\w.’'-]+ ){{0,6}}[\w.’'-]+),"
    rf"{ADVERB} (?:{'|'.join(SAY)})\b"
)
"""A speaker with name and office, in either order: "the minister, Ana Silva, said"."""
NO_SPEAKER = re.compile(
    r"\b(?:the|an?|of|its|their|these|those|such|all|no|same|any|many|be|being|been|to)$",
    re.IGNORECASE,
)
"""Words after which "questions" or "claims" are nouns, and "said" passive."""
FACTS = frozenset(["noticed", "notices", "notice", "remembers", "remembered"])
"""What nobody notices is so all the same."""
GOES_ON = re.compile(
    r"^, (?=[a-z])(?!(?:and|but|n?or|so|yet|which|who|whose|while|whereas|though|although|as|when"
    r"|where|because|since|after|before|if|with|in|on|at|for|from|by|to|a|an|the|not|of)\b)"
)
"""A comma behind a speaker who stands between a subject and its verb."""
FALSELY = re.compile(r"\b(?:falsely|wrongly|mistakenly)$", re.IGNORECASE)
NEGATED = re.compile(r"(?:\b(?:not|never|hardly|scarcely|cannot|nor)|n['’]t)$", re.IGNORECASE)
"""What stands before the verb of one who says no such thing: "I would not"."""
IT_IS = re.compile(r"it (?:is|was|has been)\b", re.IGNORECASE)
DENIES = frozenset(["denied", "denies", "rejected", "rejects", "dismissed", "dismisses", "refuted"])
"""Who denies that a thing is so, or rejects that it is, says that it is not."""
NOUNS = frozenset([
    "questions", "doubts", "doubt", "claims", "reports", "notes", "hopes", "hope", "fears", "fear",
    "dreams", "dream", "wishes", "wish", "disputes", "dispute", "shows", "show", "finds", "states",
    "demands", "rejects", "promises", "report", "recall",
])  # fmt: skip
"""Words that report only where few words come before them ("the paper notes")."""
DENIED = re.compile(
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
NO_NEWS = re.compile(
    r"^(?:few|no|nobody|no one|hardly any(?:one|body)?)(?: [\w’-]+){0,3} (?:needs?|needed) (?:to"
    r" be )?"
    r"(?:reminded|reminding|told|telling)(?: of it)? that "
    r"|^(?:any(?:one|body)|whoever|those)(?: who)? (?:reads?|looks?|stud(?:y|ies)|counts?|knows?) "
    r"[\w -]*?(?:(?:of|in|for|from) (?P<era>the [12]\d{3}s|[12]\d{3}),? )?"
    r"(?:will|would|can|must|cannot fail to) (?:see|find|notice|learn|discover|know) that ",
    re.IGNORECASE,
)
"""What few need to be told is so, and what anyone who looks will find."""
LOOK = re.compile(
    r"^(?:study|look at|read|go through|leaf through|consult|open|take|count|examine) [^,.;]*?"
    r"(?:(?:of|in|for|from) (?P<era>the \w+ties|the [12]\d{3}s|[12]\d{3}),? )?and (?:you|one|we)"
    r" (?:will |would |can |shall |cannot fail to )?(?:find|see|notice|discover|learn)s? that ",
    re.IGNORECASE,
)
"""An invitation to look, with what will be found."""
DATING = re.compile(
    r"^(?P<who>[\w ]{3,40}?) (?:dates?|dated|traces?|traced) (?P<what>the [\w-]+ (?:of|between)"
    r" .+?)"
    r" to (?:the years )?(?P<when>(?:from |between )?[12]\d{3}\b.*)$"
)
"""Who gives a date to what happened says that it happened then."""
DENIAL = re.compile(
    r"^(?:it (?:is|was|would be|will be) (?:\w+ )?"
    r"(?:false|untrue|not true|wrong|a lie|a myth|nonsense|absurd|"
    r"ridiculous|not the case)|there is no (?:evidence|proof|sign)|no(?:thing| one| body)?\b.{0,40}"
    r"\b(?:shows?|suggests?|proves?))\b.{0,30}\b(?:that|to say|to claim)\b",
    re.IGNORECASE,
)
