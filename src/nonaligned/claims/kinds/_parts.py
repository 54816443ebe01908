"""Parts of phrases that several kinds share, in the notation of :mod:`nonaligned.claims.notation`.

In votes a state is what it casts: "X's voting was closer to Y's" says of X and Y what "X was closer
to Y" does. Kinds about something other than votes (wars, treaties, the end of a state) do not use
these parts: that a policy ended is not that a state did.
"""

from __future__ import annotations

POLICY = (
    "(policy|policies|position|positions|stance|stand|line|course|attitude|attitudes|votes|outlook|"
    "orientation|approach|views|diplomacy|conduct|record|alignment|"
    "voting [record|records|behaviour|behavior|pattern|patterns|profile|habits|alignment]) "
    "[to ({topic}|{matter} (questions|issues|matters))|(against|to) {wrong}] _"
)
OF_POLICY = f"[foreign|un|overall|general] {POLICY}"

X = (
    f"({{X}}|{{X}} ['s] {OF_POLICY}|[the] {OF_POLICY} of {{X}}|"
    "{X} ['s] (delegates|diplomats|representatives|delegations|envoys|ambassadors))"
)
P = f"({{P}}|[the] {OF_POLICY} of {{P}}|{{P}} ['s] {OF_POLICY})"
Y, Z = (
    f"({{{side}}}|{{{side}}} ['s] [{OF_POLICY}]|(that|those) of {{{side}}}"
    f"|[the] {OF_POLICY} of {{{side}}})"
    for side in "YZ"
)
"""A state, or its votes: "Aland", "Aland's voting record", "those of Aland"."""

AGREEING = "(line|step|lockstep|unison|agreement|accord|harmony|tune|concert|keeping)"
WITH = f"(with|like|alongside|as|in {AGREEING} with|in the same way as)"
OFTEN = "[often|frequently|closely|regularly|consistently|readily|reliably]"
MUCH = "[much|far|a lot|a good deal]"
SELF = "[itself|themselves]"

AGREEMENT = "[voting] (agreement|coincidence|similarity|affinity|convergence|alignment|cohesion)"

BACKING = (
    "(<back>|<support>|<defend>|<champion>|<stand> (by|with|behind|beside|alongside|up for)|"
    "<side> with|<stick> (by|with|to)|<vote> (for|with|alongside|in favour of|in favor of)|"
    f"<vote> in {AGREEING} with|<favour>|<favor>|<endorse>|<follow>|<align> {SELF} with|"
    "<line> up (with|behind)|<rally> (to|behind)|<shield>|<uphold>|<promote>|<speak> up for"
    "|<agree> with)"
)
"""Verbs that say that a state or a cause is backed."""

BACKED = "(backed|supported|defended|championed|endorsed|upheld)"
GERUND = (
    "(backing|supporting|defending|championing|standing by|standing with|voting for|voting with|"
    "siding with|sticking by|endorsing)"
)
FAITHFUL = (
    "[most] [loyal|faithful|staunch|firm|constant|steady|steadfast|reliable|dependable|consistent|"
    "active|ardent|fervent|keen|vocal|committed|devoted|dedicated|leading|prominent|long standing|"
    "lifelong|good|great|true|natural|traditional|outspoken|resolute|tireless|"
    "real|genuine|new|stout|stalwart|warm|eloquent|unexpected]"
)
SUPPORTER = (
    "(supporter|supporters|backer|backers|champion|champions|defender|defenders|friend|friends|"
    "advocate|advocates|proponent|proponents|follower|followers|sympathizer|sympathiser)"
)
_TEXTS = "(resolutions|texts|proposals|measures|drafts)"
_TEXT = "(resolution|text|proposal|measure|draft)"
_BODY = "[un|general assembly|assembly]"
RESOLUTIONS = (
    f"([most|{{hedge}} all] [of] [the] {_BODY} {_TEXTS}|{{hedge}} (every|each) {_BODY} {_TEXT})"
)
ABOUT = (
    "(on|about|concerning|for|supporting|backing|upholding|defending|favouring|favoring|demanding|"
    "advocating|affirming|promoting|(calling|that called) for|in (favour|favor|support) of)"
)
_WHAT = f"{RESOLUTIONS} {ABOUT} ({{cause}}|{{topic}}|{{matter}} (issues|questions))"
_STRUGGLE = "[the|its|their] (struggle|fight|campaign|battle|movement) against {wrong}"
_SERVED = f"{{cause}}|{{quoted_cause}}|{_STRUGGLE}"
CAUSE = f"({_SERVED}|({_WHAT}|[most] [of] [the] {_BODY} {{matter}} {_TEXTS}) [of {{era}}])"
"""A cause, or the resolutions that serve it."""

WHOM = f"({CAUSE}|{{Y}})"
