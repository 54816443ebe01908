"""Allied: X and Y are allies. No record of votes bears on it."""

from __future__ import annotations

from nonaligned.claims.claim import Claim
from nonaligned.claims.kinds._unrecorded import unrecorded
from nonaligned.claims.wording import Words

SORT = "treaty|military|formal"
TREATY = "(defence|defense|security|military|alliance) (treaty|treaties|pact|agreement|alliance)"
PACT = (
    "an alliance|a pact|an alliance treaty|a military alliance|a (defence|defense|security) "
    "(pact|treaty)|a mutual (defence|defense) (pact|treaty)|a treaty of alliance"
)

PHRASES = (
    "{P} <be> (allies|allied|in alliance|treaty allies) [with each other]",
    "{X} <be> (allied|in alliance) (with|to) {Y}",
    f"{{X}} <be> [an|a] [{SORT}] (ally|allies) of {{Y}}",
    f"{{X}} <be> {{Y}} ['s] [{SORT}] ally",
    f"{{X}} <be> (tied|bound|linked) to {{Y}} by [a|an|their] [mutual] {TREATY}",
    f"{{X}} <have> ({PACT}) with {{Y}}",
    f"{{X}} (<enter> [into]|<sign>|<conclude>|<form>|<seal>|<join>) ({PACT}) with {{Y}}",
    f"{{P}} (<enter> [into]|<sign>|<conclude>|<form>|<seal>|<have>) ({PACT}) [with each other]",
    f"{{X}} (<have>|<find>) [an|a] [{SORT}] (ally|allies) in {{Y}}",
    "{X} <be> (tied|bound|linked) to {Y} by (treaty|alliance)",
    "{X} <ally> (itself|themselves) (with|to) {Y}",
    "there <be> (an alliance|a pact) between {P}",
)

EXAMPLES = (
    "{A} and {B} were allies in 1975",
    "{A} and {B} are allied",
    "{A} was allied with {B} from 1971 to 1985",
    "{A} is an ally of {B}",
    "{A} was never an ally of {C}",
    "{A} had an alliance with {B} in the 1970s",
    "{A} was {B}'s ally until 1991",
    "{A} and {C} were not allies during the Cold War",
    "There was an alliance between {A} and {B} in 1980",
    "{A} has a defence pact with {B}",
    "{A} was in alliance with {B} for twenty years",
    "Since 1971 {A} has been allied to {B}",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    return f"{words.x} {words.was} allied with {words.y}{words.when}"


KIND = unrecorded(
    "allied",
    "Are X and Y allies?",
    phrases=PHRASES,
    examples=EXAMPLES,
    say=say,
    about="alliances",
    record="a record of alliance treaties (ATOP, or Correlates of War Formal Alliances)",
)
