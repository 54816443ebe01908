"""Fought: X attacked or fought Y. No record of votes bears on it."""

from __future__ import annotations

from nonaligned.claims.claim import Claim
from nonaligned.claims.kinds._unrecorded import unrecorded
from nonaligned.claims.wording import Words

WARS = "[border|desert|naval|undeclared] (war|wars)"
_HARD = "[brief|short|long|bloody|bitter|limited|terrible|savage|costly|ruinous|full scale|open]"
WAR = f"[a|an|several] {_HARD} [and] {_HARD} {WARS}"
OVER = "[over {era}]"
"""What was fought over, with its year: "over the islands in 1982"."""

PHRASES = (
    f"{{P}} (<fight>|<clash>|<wage>) [each other|{WAR}] [with each other|against each other] "
    f"{OVER}",
    "{P} <be> at war [with each other]",
    "{P} <go> to war [with each other]",
    "{P} (<battle>|<skirmish>|<come> to blows) [with each other]",
    "{X} (<attack>|<invade>|<bomb>|<occupy>|<shell>|<raid>|<bombard>|<assault>|<overrun>|"
    "<march> into) {Y}",
    "{X} (<battle>|<take> up arms against|<clash> with|<skirmish> with|<do> battle with) {Y}",
    f"{{X}} <fight> [against|with|{WAR} (against|with)] {{Y}} {OVER}",
    "{X} <be> at war with {Y}",
    "{X} (<go> to war|<wage> war) (against|with|on) {Y}",
    "{Y} <be> (attacked|invaded|bombed|occupied|shelled|raided|bombarded|overrun) by {X}",
    f"there <be> {WAR} between {{P}}",
    f"[the] {_HARD} {WARS} between {{P}} (<begin>|<break> out|<start>|<erupt>|<rage>|<last>|<end>)",
    f"{_HARD} {WARS} (<break> out|<erupt>|<rage>) between {{P}}",
)

EXAMPLES = (
    "{A} and {C} fought each other in 1971",
    "{A} attacked {D} in 1982",
    "{A} did not attack {C}",
    "{A} has never invaded {D}",
    "{A} fought against {C} in the 1970s",
    "{A} and {B} were at war in 1969",
    "{A} did not fight {B} between 1949 and 1991",
    "{D} was attacked by {A} in 1990",
    "{A} went to war against {C} in 1965",
    "{A} was at war with {D} from 1980 to 1988",
    "There was war between {A} and {C} in 1988",
    "{A} invaded {D} in 2003",
    "It was {A} that attacked {D} in September 1980",
    "{A} and {D} fought a brief border war in 1977",
    "{A} attacked {D} at the end of 1978",
)


def say(claim: Claim, words: Words) -> str:
    """Say it in the canonical sentence."""
    return f"{words.x} {words.did('fought', 'fight')} {words.y}{words.when}"


KIND = unrecorded(
    "fought",
    "Did X attack or fight Y?",
    phrases=PHRASES,
    examples=EXAMPLES,
    say=say,
    about="fighting",
    record="a record of disputes and wars (Correlates of War MID and wars, or UCDP)",
)
