"""What may be foretold of a state, a ruler or a land, put as the noun that names it.

"That X would take back Y" is the annexation of Y, "that X would become a country of its own" the
independence of X, "that X and Y would fall out" a quarrel between them. The grammar of claims knows
the nouns, and the table of events many of the things; the others are kept in words.
"""

from __future__ import annotations

import re
from functools import cache

from nonaligned import states
from nonaligned.states.events import events
from nonaligned.states.leaders import person_mentions, tenures

_WORD = r"(?!(?:would|that|and|or|not|never)\b)[\w’'-]+"
_X = rf"\bthat (?P<x>{_WORD}(?: {_WORD}){{0,7}}?) would "
_XS = (
    rf"\bthat (?P<x>(?:[Tt]he )?{_WORD}(?: {_WORD}){{0,4}}?) and (?P<y>(?:[Tt]he )?{_WORD}"
    rf"(?: {_WORD}){{0,4}}?) would (?:both )?"
)
_Y = (
    r"(?P<y>(?:[Tt]he )?(?:(?:[Ii]sland|[Pp]eninsula|[Pp]rovince|[Tt]erritory|city) of"
    r" )?[A-Z][\w’'-]+(?: (?:of |and )?[A-Z][\w’'-]+){0,3})"
)
_Z = r"(?P<z>(?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)*)"
_STOP = (
    r"(?=$|[,;]| (?:within|by|before|in|after|at|with|without|from|for|under|as|because|through"
    r"|when|once|over|on|first|next|too|altogether|one day)\b)"
)
_RULE = r"(?:power|office|place|his throne|her throne|the throne)"
_FORMS = tuple(
    (re.compile(form), put)
    for form, put in (
        (
            rf"{_X}(?:take back|retake|seize|annex|swallow(?: up)?|grab|recover|reclaim|reconquer"
            rf"|absorb|incorporate) {_Y}(?: back)?{_STOP}",
            r"the annexation of \g<y>",
        ),
        (
            rf"{_X}(?:take|want|get) {_Y} back(?: by force)?{_STOP}",
            r"the annexation of \g<y>",
        ),
        (
            rf"{_X}(?:invade|attack|march into|overrun|move into|send (?:its |his )?(?:troops|tanks"
            rf"|army) into) {_Y}{_STOP}",
            r"the invasion of \g<y>",
        ),
        (
            rf"{_X}be (?:invaded|attacked|overrun|occupied)(?: by (?:the )?[A-Z]\w+(?:"
            rf" [A-Z]\w+)*)?",
            r"the invasion of \g<x>",
        ),
        (
            rf"{_X}be (?:annexed|swallowed(?: up)?|seized|taken back|retaken|absorbed)"
            r"(?: by (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?",
            r"the annexation of \g<x>",
        ),
        (
            r"\bthat (?:the )?(?:[\w-]+ ){0,3}?(?:tanks|troops|soldiers|armies|forces|divisions"
            r"|army)"
            rf" would (?:soon )?(?:be in|roll into|enter|march into|cross into|pour into)"
            rf" {_Y}{_STOP}",
            r"the invasion of \g<y>",
        ),
        (
            r"\bthat there would be no (?:more )?(?P<x>(?:the )?[A-Z][\w’'-]+(?:"
            r" [A-Z][\w’'-]+)*)(?: any ?more"
            r"| left)?(?=$|,| within| by| in)",
            r"that \g<x> would collapse",
        ),
        (
            rf"{_X}be (?:opened|breached|demolished|(?:torn|pulled|knocked|taken|brought) down)",
            r"the fall of \g<x>",
        ),
        (
            rf"{_X}(?:fall|collapse|end|come to an end) in {_Y}{_STOP}(?: first)?",
            r"the fall of \g<x> in \g<y>",
        ),
        (
            rf"{_X}lose (?:its|their|all its|all their) (?:empire|colonies|overseas \w+)",
            r"the end of the empire of \g<x>",
        ),
        (rf"{_X}be lost(?: to [A-Z]\w+)?{_STOP}", r"the loss of \g<x>"),
        (r"\b(?:rising|insurrection|insurgency|mutiny) in (?=[A-Z]|the )", "uprising in "),
        (rf"{_X}be (?:beaten|defeated|routed|crushed|thrashed)", r"the defeat of \g<x>"),
        (rf"{_X}make (?:its |their )?peace with {_Y}{_STOP}", r"the peace between \g<x> and \g<y>"),
        (rf"{_X}(?:lose|forfeit) {_Y}{_STOP}", r"the loss of \g<y>"),
        (
            rf"{_X}(?:be (?:overthrown|toppled|deposed|ousted|unseated|swept away|swept from power"
            r"|driven from (?:power|office|his throne)|driven out|chased out|removed)"
            rf"(?: by (?:an? |the )?[a-z ]+?{_STOP})?"
            rf"|lose (?:his|her|its|their) (?:throne|crown|power|grip)|not keep {_RULE})",
            r"the overthrow of \g<x>",
        ),
        (
            rf"{_X}(?:remain|stay) (?:in {_RULE}|on (?:his|her|the) throne)"
            rf"|{_X.replace('?P<x>', '?P<x2>')}keep"
            r" (?:his|her|the) (?:throne|power)",
            r"there would be no fall of \g<x>",
        ),
        (
            rf"{_X}(?:become|be|remain) (?:(?:an? |the )?(?:[a-z]+ly )?(?:free|independent"
            rf"|sovereign)"
            r"(?:(?: and \w+)? (?:state|country|nation|republic))?"
            r"|(?:an? )?(?:state|country|nation|republic|power) of (?:its|their) own"
            r"|(?:its|their) own (?:state|country|master|masters))",
            r"the independence of \g<x>",
        ),
        (
            rf"{_X}(?:win|gain|achieve|declare|regain|recover|obtain|get|have|proclaim|demand"
            r"|attain) (?:its|their|full)? ?(?:own )?(?:independence|freedom|statehood)",
            r"the independence of \g<x>",
        ),
        (
            rf"{_X}(?:secede|break away|go its own way|split off|split away|break loose|break free)"
            rf"(?: from {_Y})?",
            r"the secession of \g<x>",
        ),
        (
            rf"{_X}be (?:divided|partitioned|cut|split|carved up)(?: (?:in two|in half|between"
            r" [\w ]+))?",
            r"the partition of \g<x>",
        ),
        (
            rf"{_XS}(?:fall out|quarrel|part (?:ways|company)|split|come to (?:quarrel|part)"
            r"|become (?:enemies|rivals)|turn on each other|go (?:their )?separate ways|be enemies"
            r"|be at odds)",
            r"the quarrel between \g<x> and \g<y>",
        ),
        (
            rf"{_X}(?:fall out|quarrel|part (?:ways|company)|come to (?:quarrel|part)|turn on each"
            r" other|go (?:their )?separate ways|become (?:enemies|rivals)|be at odds)",
            r"the quarrel of \g<x>",
        ),
        (
            rf"{_XS}(?:unite|be united|be reunited|be reunified|merge|become one|be one(?: again)?"
            r"|come together)",
            r"the union between \g<x> and \g<y>",
        ),
        (
            rf"{_X}(?:unite|be united|be reunited|merge|become one|be one(?: again)?|come"
            rf" together)",
            r"the reunification of \g<x>",
        ),
        (
            rf"{_X}(?:(?:sink|slide|blunder|stumble|drift) into|be (?:dragged|drawn|sucked|pulled)"
            r" into|be bogged down in|get into|fight|face|wage) (?:an? |the )?(?!civil )"
            rf"(?:(?!civil )[a-z-]+ ){{0,3}}?war in {_Y}{_STOP}",
            r"the war in \g<y>",
        ),
        (
            rf"{_X.removesuffix(' would ')} (?:(?:would )?(?:soon )?face|faced|was facing"
            r"|were facing|was on the (?:brink|verge) of|was heading for|was in for) (?:an? |the )?"
            r"(?:[a-z-]+ ){0,2}?(?P<y>uprising|revolt|rebellion|revolution|coup|civil war)s?\b",
            r"the \g<y> in \g<x>",
        ),
        (
            rf"{_X}(?:drive out|overthrow|topple|depose|oust|unseat|throw out|chase out) (?P<y>the"
            rf" (?:shah|king|emperor|sultan|tsar|president|regime|monarchy|dictator|junta)"
            rf"|{_Y[6:]}{_STOP}",
            r"the overthrow of \g<y>",
        ),
        (
            rf"{_X}(?:lose|fall from|be forced from) power(?: to an? [^,;]+?)?{_STOP}",
            r"the fall of \g<x>",
        ),
        (
            rf"{_X}turn against {_Y}{_STOP}",
            r"that \g<x> would turn away from \g<y>",
        ),
        (
            rf"{_X}(?:turn|set|rouse) {_Y} against {_Z}{_STOP}",
            r"that \g<y> would turn away from \g<z>",
        ),
        (
            rf"{_X}(?:drive|push|throw|send|force) {_Y}"
            rf" (?:into the (?:arms|orbit|camp) of|towards?) {_Z}{_STOP}",
            r"that \g<y> would turn to \g<z>",
        ),
        (
            rf"{_X}(?:turn|move|shift|drift|swing|switch) from (?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)*?"
            rf" (?:to|towards?) {_Y}{_STOP}",
            r"that \g<x> would turn to \g<y>",
        ),
        (
            rf"{_X}(?:return to|go back to|come back to|rejoin|be (?:returned|handed back|given"
            rf" back|restored) to) {_Y}{_STOP}",
            r"the return of \g<x>",
        ),
        (
            rf"{_X}(?:still )?be (?:standing|in place|there)(?: still)?{_STOP}",
            r"there would be no fall of \g<x>",
        ),
        (rf"{_X}vote for independence\b", r"the independence of \g<x>"),
        (
            rf"{_XS}(?:be at war|go to war|come to blows|fight(?: each other)?|fight a war"
            r"|be fighting(?: each other)?|clash|exchange (?:shots|fire)|be exchanging (?:shots"
            r"|fire))",
            r"the war between \g<x> and \g<y>",
        ),
        (
            rf"{_X}(?:be at war with|go to war with|go to war against|make war on|fight)"
            rf" {_Y}{_STOP}",
            r"the war between \g<x> and \g<y>",
        ),
        (
            rf"{_X}(?:descend into|slide into|sink into|fall into|drift into|have|face|end in|be"
            rf" torn"
            r" by|be plunged into) (?:a )?civil war|"
            rf"{_X.replace('?P<x>', '?P<x2>')}(?:be at war with itself|fight itself)",
            r"the civil war in \g<x>",
        ),
        (rf"{_X}(?:rise(?: up)?|rebel|revolt)\b", r"the uprising in \g<x>"),
        (
            r"\bthat (?:an? |the )?(?:[a-z]+ )?(?P<x>(?:civil )?war|revolution|uprising|revolt"
            r"|coup)"
            r" would (?:break out|come|erupt|follow|start|sweep|begin)(?P<y> (?:in|between|over) )",
            r"the \g<x>\g<y>",
        ),
        (
            rf"{_X}(?:leave|quit|withdraw from|pull out of|walk out of|abandon) {_Y}{_STOP}",
            r"the withdrawal of \g<x> from \g<y>",
        ),
        (
            rf"{_X}(?:be (?:driven|thrown|chased|expelled|pushed) (?:out of|from)) {_Y}{_STOP}",
            r"the departure of \g<x> from \g<y>",
        ),
        (
            rf"{_X}(?:join|enter|be admitted to|be let into) {_Y}{_STOP}",
            r"the accession of \g<x> to \g<y>",
        ),
        (
            rf"{_X}(?:go|turn|become) (?P<y>communist|socialist|marxist)\b",
            r"the conversion of \g<x> to communism",
        ),
        (rf"{_X}recogni[sz]e {_Y}{_STOP}", r"the recognition of \g<y>"),
        (
            rf"{_X}(?:return (?:to power|from exile)|come back to power|come back|return)\b{_STOP}",
            r"the return of \g<x>",
        ),
        (rf"{_X}come to power\b", r"the rise of \g<x>"),
        (
            rf"{_X}(?:bring down|destroy|finish(?: off)?|bury|bankrupt|break up|be the end of"
            rf"|be the ruin of|bring about the (?:end|fall|collapse) of|wreck|ruin) {_Y}{_STOP}",
            r"that \g<y> would collapse",
        ),
        (
            rf"{_X}(?:not|never|hardly|scarcely) (?:long )?(?:outlive|outlast|survive|live through)"
            r" (?!(?:until|till|another|more|beyond|past|long)\b)(?:[^\d,;]*?)(?=$|[,;]| by much)",
            r"that \g<x> would collapse",
        ),
        (
            rf"{_X}(?:burst|explode|blow up|die|expire|be (?:dead|buried|finished|over|history"
            rf"|swept away|undone)"
            r"|cave in|come (?:crashing|tumbling) down|rot away|melt away|meet its end|go to pieces"
            r"|go the way of [\w ]+|be torn (?:apart|to pieces)|tear itself (?:apart|to pieces)"
            r"|not be there)"
            rf"{_STOP}",
            r"that \g<x> would collapse",
        ),
        (rf"{_XS}make peace\b", r"the peace between \g<x> and \g<y>"),
        (
            rf"{_XS}(?:become allies|ally themselves|be allies|form an alliance)\b",
            r"the alliance between \g<x> and \g<y>",
        ),
        (
            rf"{_X}(?:have|build|acquire|test|explode|possess|make) (?:its|their|an?|the)"
            r" (?:own )?(?:first )?(?:atom(?:ic)? |nuclear |hydrogen )?(?:bomb|weapon|device)s?\b"
            rf"|{_X.replace('?P<x>', '?P<x2>')}(?:go nuclear|become a nuclear power)",
            r"the first nuclear test of \g<x>",
        ),
        (
            r"^(?:(?:the|an?) (?!civil )(?:[a-z-]+ ){1,2}?|another )(?=(?:civil )?(?:war|revolution"
            r"|uprising|revolt|rebellion|coup|quarrel|rift|split|breach)"
            r" (?:in|between|over|against)\b)",
            "the ",
        ),
        (
            r"^(?:the|an?) (?:[A-Z]\w+ )?(?:attack|assault|march) (?:on|against|into) ",
            "the invasion of ",
        ),
        (
            r"^(?:the|an?) [A-Z]\w+ (?P<x>invasion|annexation|occupation|withdrawal|recognition"
            r"|partition|defeat) (?P<y>of|from) ",
            r"the \g<x> \g<y> ",
        ),
        (
            r"^(?P<x>(?:[Tt]he )?[\w’ -]+?)['’]s (?P<y>withdrawal|departure|secession|exit"
            r"|expulsion)"
            r" from ",
            r"the \g<y> of \g<x> from ",
        ),
        (r"^[\w’' -]+?['’]s (?:loss|annexation|invasion|seizure) of ", "the annexation of "),
        (
            r"^the (?:birth|emergence|creation) of (?P<x>[\w ]+?) as an? (?:independent|sovereign)"
            r" (?:state|country|nation)",
            r"the independence of \g<x>",
        ),
        (
            r"^the (?:birth|emergence) of (?P<x>(?:the )?[A-Z]\w+(?: [A-Z]\w+)*)$",
            r"the independence of \g<x>",
        ),
    )
)
_ABOUT = re.compile(r"\b(?:was|were) (?:just )?(?:about|going|set|ready|poised|preparing) to\b")
_OFTEN = re.compile(
    r"\bwould (?:(?:surely|certainly|inevitably|probably|almost|soon|eventually|ultimately|one day"
    r"|some day|someday|sooner or later|in the end|before long|in time|in due course|inexorably"
    r"|necessarily|simply|itself|themselves|himself|still|yet|finally|also|again|shortly|never"
    r" again"
    r"|have to|come to|end up|be forced to|be obliged to) )+"
)
_LAST = re.compile(
    r"(?: (?:one day|some day|someday|again|once more|once again|for good|altogether|entirely"
    r"|completely|sooner or later|eventually|soon|in the end|before long|in due course|by force"
    r"|in so many words|as (?:well|such)|at last))+(?=$|,| within| by| before| in )"
)
_HORIZONS = tuple(
    (re.compile(form), put)
    for form, put in (
        (
            r"\bwould not (?:see|live to see|last to|last until|last till|survive to|survive"
            r" until|see out"
            r"|outlive|outlast|survive|reach) the (?:end of the )?(?:twentieth )?century\b",
            "would collapse by 2000",
        ),
        (
            r"\bwould not (?:see|last|survive|outlive) (?:another|one more|a further|the next)"
            r" (?P<unit>year|decade|generation|New Year|winter|summer|Christmas)\b",
            r"would collapse within one \g<unit>",
        ),
        (r"\bwithin one (?:New Year|winter|summer|Christmas)\b", "within one year"),
        (
            r"\b(?:within|in|before|by|before the end of|by the end of) (?:the|that|a) (?:same"
            r" )?(?:year"
            r"|summer|winter|autumn|spring|twelvemonth|month|week|season)"
            r"(?: (?:was|were|had|is) (?:out|over|ended|passed|done))?(?=$|,)",
            "within one year",
        ),
        (
            r" (?:before (?:he|she|they) (?:died|did|retired)|in (?:his|her) (?:own )?lifetime)\b",
            "",
        ),
        (
            r"\b(?:before|by) (?:the (?:end|turn) of the (?:twentieth )?century|the century"
            r" (?:was|were) (?:out|over)|the end of the millennium)\b",
            "by 2000",
        ),
        (
            r"\b(?:within|in) (?:less than |under )?(?:an? |one |two |three |four |five |six |seven"
            r" |eight |nine |ten |eleven |a few |the )?(?:months?|weeks?|days?)"
            r"(?: of [^,;]+)?(?=$|,)|\b(?:before|by) (?:Christmas|(?:the )?(?:end of the"
            r" year|year (?:was|is) out|spring|summer|autumn|winter|harvest))\b",
            "within one year",
        ),
        (
            r"\b(?:before|by) the (?:end of the )?decade(?: (?:was out|did|ended|was over))?(?=$"
            r"|,)",
            "within ten years",
        ),
        (r" for (?:\w+ )?(?:years|decades|generations|centuries|a (?:generation|century))$", ""),
        (r" (?:well )?into the (?:[12]\d{3}s|[a-z]+)$", ""),
        (r"\b(?:within|in) (?:less|fewer) than (?=\w+ (?:years?|decades?)\b)", "within "),
        (r"\b(?:within|in) (?:half a decade)\b", "within five years"),
        (r"\b(?:within|in) (?:half a century)\b", "within fifty years"),
        (
            r"\b(?:within|in) (?:the|a) (?:lifetime|space) of (?:one|a) generation\b",
            "within a generation",
        ),
    )
)
_EVERYDAY = re.compile(
    r"\b(?:creditors?|captains?|strikers?|teams?|squads?|final|winters?|summers?|harvests?|drought"
    r"|exports?|imports?|industr(?:y|ies)|tourism|films?|music|cuisine|debts?|deficits?|recession"
    r"|boom|slump|inflation|growth|troubles|monopol(?:y|ies)|vineyards?|crops?|wheat|coffee|oil"
    r"|stocks?|shares?|bonds?|investors?|airlines?|railways?|restaurants?|fashion|novel|theatre"
    r"|league|cup|tournament|championship|medals?|brands?|compan(?:y|ies)|firms?|retail|shops?"
    r"|climate|heat ?waves?|snow|rain|floods?|election|vote|votes|budget|pensions?|umbrellas?"
    r"|fish\w*|mackerel|herrings?|cod|half-time|second half|first half|exchange"
    r"|book|copies|rivals?|competitors?|subsidiar(?:y|ies)|plants?|factor(?:y|ies)|banks?|funds?"
    r"|chains?"
    r"|stores?|producers?)\b",
    re.IGNORECASE,
)
_POLITICAL = re.compile(
    r"\b(?:capitalism|communism|socialism|apartheid|fascism|colonial\w*|imperialism|empires?"
    r"|monarch\w+|kings?|queens?|shah|tsar\w*|sultan\w*|emperor|regimes?|dynast\w+|rule|rulers?"
    r"|dictator\w*|bloc|blocs|alliances?|pacts?|treaty|wars?|revolutions?|powers?|republics?"
    r"|federations?|unions?|confederations?|walls?|curtain|order|world|great powers|superpowers?"
    r"|junta|generals?|party|government|peninsula|democracy|civilisation|civilization|democracies"
    r"|norths?|souths?|east|west|regions?|protectorates?|mandates?"
    r"|colon(?:y|ies)|order|Marxism|liberalism|nationalism|nation states?|Wall|Curtain"
    r"|provinces?)\b",
    re.IGNORECASE,
)


_FRONTED = re.compile(
    r"^that (?P<horizon>(?:[Ww]ithin|[Ii]n|[Bb]efore|[Bb]y) [\w -]+? (?:years?|decades?"
    r"|generations?|months?)"
    r"|[Bb]y [12]\d{3}),? (?P<rest>.+)$"
)
_LED = re.compile(
    r"(?<=\bthat )(?P<x>(?:President |General |Colonel |King |Marshal )?[A-Z][\w’-]+(?:"
    r" [A-Z][\w’-]+)?)"
    r"(?= would (?:\w+ )?(?:turn|move|shift|drift|swing|align|break with))"
)
"""A leader who would turn somewhere: the state would."""


def _by_land(match: re.Match[str]) -> str:
    people = person_mentions(match["x"])
    if states.mentions(match["x"], capitals=True) or len(people) != 1:
        return match.group()
    led = {tenure.state for tenure in tenures()[people[0].people[0]]}
    return states.label(led.pop()) if len(led) == 1 else match.group()


_WEAK = re.compile(
    r"(?:return|rise|triumph|victory|defeat|ruin|destruction|death|loss|departure|conversion"
    r"|restoration|accession)\b"
)
"""Nouns of what befalls anything: what a people makes or sells too."""
_STRONG = re.compile(
    r"\b(?:annexation|secession|partition|independence|invasion|civil war|revolution|uprising|coup"
    r"|overthrow|war|recognition|liberation|withdrawal|re-?unification"
    r"|unification)\b"
)
"""Nouns of what states do, whatever land they name."""


def comes(what: str) -> str:
    """Return what was foretold put as a noun, where it is one that may be foretold of anything.

    Examples
    --------
    >>> comes("that Peru would one day take back Arica by force")
    'the annexation of Arica'
    >>> comes("that Peru and Chile would fall out within ten years")
    'the quarrel between Peru and Chile within ten years'
    >>> comes("that Peru would collapse")
    'that Peru would collapse'
    """
    what = _ABOUT.sub("would", what)
    for form, put in _HORIZONS:
        what = form.sub(put, what)
    what = _FRONTED.sub(lambda m: f"that {m['rest']} {m['horizon'].lower()}", what)
    what = _LED.sub(_by_land, what)
    plain = _LAST.sub("", _OFTEN.sub("would ", what))
    for form, put in _FORMS:
        if match := form.search(plain):
            said = match.groupdict()
            x = said.get("x") or said.get("x2") or ""
            y = said.get("y") or ""
            if put.startswith("the overthrow") and _is_land(x if "<x>" in put else y):
                continue  # who is driven out of a land, no ruler of it
            text = put.replace(r"\g<x>", x).replace(r"\g<y>", y)
            text = text.replace(r"\g<z>", said.get("z") or "")
            return f"{plain[: match.start()]}{text}{plain[match.end() :]}"
    return what


def _is_land(name: str) -> bool:
    return any(m.text == name.removeprefix("the ") for m in states.mentions(name, capitals=True))


def political(what: str) -> bool:
    """Whether what was foretold is of states and orders, not of trade, sport or the weather.

    Examples
    --------
    >>> political("the end of its debts"), political("the annexation of Arica")
    (False, True)
    """
    if _EVERYDAY.search(what):
        return False
    named = states.mentions(what, capitals=True)
    if _WEAK.match(what) and not re.search(r" (?:in|from) (?:the )?[A-Z]", what):
        head = re.split(r" (?:in|over|to|from|at|between|against|with|into) ", what)[0]
        named = tuple(m for m in named if m.kind != "demonym" and m.end <= len(head))
    if named or person_mentions(what) or _POLITICAL.search(what):
        return True
    if _STRONG.search(what) and re.search(r"(?<=\w )[A-Z]", what):
        return True
    return _lasting(what) in _known()


@cache
def _known() -> frozenset[str]:
    """Return what the events of the table are of: "of saigon"."""
    return frozenset(_lasting(name) for event in events() for name in (event.name, *event.aliases))


def _lasting(name: str) -> str:
    """Return what an event is of, in small letters; empty where it does not say."""
    _, of, rest = name.lower().replace("the ", "").partition(" of ")
    return of + rest
