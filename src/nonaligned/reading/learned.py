"""What is told of states in the words of no table, by its likeness to labelled sentences.

However many wordings tables have, the next writer finds others. So where nothing else reads a
stretch, a logistic regression on its words (:mod:`.traits`) says what is told of each state, each
two and each three of it, if anything. Its weights, ``data/learned.npz``, were learned from the
labelled sentences of ``tests/reading`` by ``tests/reading/learn.py``, and from nothing else.

It proposes, with less confidence than any rule: what it finds is put in the plainest words of the
claim language, with the time and the issue that stand beside it, and whoever reads it sees them
beside the source. Where something is denied or doubted, where a year cannot be told from another,
or more is said than the plain words hold, it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.language import Claim, parse
from nonaligned.errors import NonalignedError
from nonaligned.reading import deeds, screens
from nonaligned.reading.clauses import Clause
from nonaligned.reading.cores import Core, cores, pattern
from nonaligned.reading.dates import Moment
from nonaligned.reading.deeds import Told
from nonaligned.reading.mentions import ISSUE
from nonaligned.reading.skeletons import GROUP, NAME, PEOPLE, Skeleton, skeleton, times
from nonaligned.reading.traits import PARTS, tokens, traits

DATA = files("nonaligned.reading") / "data" / "learned.npz"
NONE = "none"
"""What is told of states of which nothing is."""
LEAST, SURER = 0.6, 0.9
"""How sure it must be, 0 to 1; surer of kinds whose words say much else, as unions and ends do."""
WORDY = frozenset({"ended", "neither"})
MOST_PARTIES = 4
"""States of a stretch; of more it is not asked who did what."""

PLAIN = {
    "steady": "{x} did not change its policy{about}",
    "cause": "{x} backed {cause}",
    "ended": "{x} ceased to exist",
    "shifted-towards": "{x} moved towards {y}{about}",
    "shifted-away": "{x} moved away from {y}{about}",
    "backs": "{x} backed {y}{about}",
    "closest": "{x} was the closest partner of {y}{about}",
    "grew-together": "{x} and {y} grew closer{about}",
    "grew-apart": "{x} and {y} grew apart{about}",
    "allied": "{x} was allied with {y}",
    "fought": "{x} fought {y}",
    "closer": "{x} was closer to {y} than to {z}{about}",
    "neither": "{x} was independent of {y} and {z}{about}",
}
"""What is told, in the plainest words of the claim language."""
_TABLES = {"shifted": "turns", "grew": "turns", "steady": "turns", "backs": "sides"} | {
    "closer": "sides", "neither": "sides",
}  # fmt: skip
"""In which table the cores of a kind are, and with them the words of other fields."""
_DENIES = frozenset({"steady", "neither"})
"""Kinds that are told with a word that denies."""
_ON_ALL = frozenset({"steady", "backs", "closest", "closer", "neither"})
"""Kinds that hold on all votes where no issue is said."""
_TOPIC = re.compile(
    r"\b(?:on|over|about|regarding|concerning) (?!(?:the )?(?:whole|floor|other|east|average"
    r"|record|balance|paper|years|decades|course|next|period|following|same|all|every|most|nearly"
    r"|almost|roll|votes?|its|their|end|spot)\b)(?:the |a |an )?[a-z]"
)
"""Something that is not coded, on which alone it holds."""
_OF_TWO = frozenset({"closer", "neither"})
_CHOSEN = re.compile(r"\b(?:rather than|instead of|refus\w+|declin\w+|avoid\w*)\b")
"""What is done between two, and doubts nothing there."""

_NO_MORE = re.compile(
    r"\bno (?:closer|nearer|better|truer|firmer|less|other)\b|\bnot (?:only|least|stop)\b"
    r"|\bno (?:secret|surprise|doubt|wonder|accident|coincidence)\b",
    re.IGNORECASE,
)
"""Denials that affirm."""
_SIGN = re.compile(f"[{NAME}{PEOPLE}{GROUP}]")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d")
_MORE = re.compile(
    r"\b(?:only|alone|sole|lone|except\w*|some(?:times| of)|occasionally|nominally"
    r"|half the|few of|many of|most of|on paper|in theory|other than|apart from|least)\b",
    re.IGNORECASE,
)
"""Words by which more is said than the plain words hold."""
_SPAN = re.compile(
    r"\b(?:from|between|since)\b[^;]*?\b(?P<first>(?:1[5-9]|20)\d\d)\b(?!s)[^;]*?"
    r"\b(?:to|until|till|and)\b[^;]*?\b(?P<last>(?:1[5-9]|20)\d\d)\b(?!s)"
)
"""A span whose ends are told at length: "from the revolution of 1959 until the war of 1975"."""
_ASIDE = re.compile(r", [^,]*(?=,)")
_TIMED = re.compile(
    r", (?:and |right |all |that is,? |roughly )?(?:from|in|since|between|during|until|by|after"
    r"|throughout|before|[12]\d{3})\b"
)
"""Opens an aside that gives the time."""
_RULED = re.compile(r"\b[Uu]nder [A-Z]\w+")
_DATES_BACK = re.compile(r"\b(?:goes|go|reach\w*|dates?) (?:as far )?back to|\bdates? from\b")
_RANKED = re.compile(
    r"\b(?:one of|among|amongst|second|third|fourth|fifth|two|three|four|five|six|seven|eight|ten"
    r"|\d+)\b(?! (?:century|world war))",
    re.IGNORECASE,
)
"""Words by which somebody is not the closest, or one of more."""
_ABOUT = re.compile(
    r"\b(?:on|over|about|to|regarding|concerning|towards?|in(?: the)? (?:matters?|questions?|votes?"
    r"|debates?) (?:of|on|about|over)) (?:the )?(?:[a-z-]+ ){0,2}?$"
)
"""What stands before an issue that something is about."""
_MATTERS = re.compile(r" (?:questions?|policy|policies|issues?|matters|votes|resolutions|debates)")


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned of so many states.

    Parameters
    ----------
    labels : tuple of str
    places : dict of str to int
        The row of each trait.
    rows : array (traits, labels)
    start : array (labels,)
        Weights of no trait.
    """

    labels: tuple[str, ...]
    places: dict[str, int]
    rows: NDArray[np.float32]
    start: NDArray[np.float32]

    def sure(self, found: Iterator[str]) -> tuple[str, float]:
        """Return what a stretch with some traits most likely tells, and how likely."""
        at = sorted({self.places[trait] for trait in found if trait in self.places})
        scores = self.start + self.rows[at].sum(axis=0)
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        best = int(odds.argmax())
        return self.labels[best], float(odds[best])


@cache
def weights() -> dict[int, Weights]:
    """Return what was learned, by the number of states."""
    with DATA.open("rb") as stream, np.load(stream) as held:
        return {
            many: Weights(
                tuple(held[f"labels{many}"].tobytes().decode().split("\n")),
                {t: i for i, t in enumerate(held[f"traits{many}"].tobytes().decode().split("\n"))},
                held[f"rows{many}"].astype(np.float32),
                held[f"start{many}"].astype(np.float32),
            )
            for many in (1, 2, 3)
        }


def likened(text: str, on: Moment) -> Iterator[tuple[Told, Clause, Claim]]:
    """Yield the claims that stretches of a text make by their likeness to labelled sentences.

    Parameters
    ----------
    text : str
        A sentence, or what someone says in it.
    on : Moment
        When it was written.
    """
    bones = skeleton(text.rstrip(' .!”"’'), on)
    if not bones.mentions or pattern("{SPORT}|{PRIVATE}").search(bones.text):
        return
    for start, end in deeds.stretches(bones.text):
        stretch = bones.text[start:end]
        found = relation(stretch, bones)
        told = found and _told(found, stretch, bones, on)
        if not found or not told:
            continue
        place = bones.place(start), bones.place(end)
        step = f"took “{bones.told(stretch)}” to say that {told[0]}, by likeness"
        one = Told(told[1].kind, told[0], *place, denied=False, beside=False)
        cost = round(0.2 + (1 - found.likely) / 2, 2)
        yield one, Clause(told[0], *place, (step,), cost), told[1]


@dataclass(frozen=True)
class Relation:
    """What is told of some states.

    Parameters
    ----------
    label : str
        A key of :data:`PLAIN`.
    likely : float
        How sure it is, 0 to 1.
    parts : dict of str to str
        The sign of each part.
    """

    label: str
    likely: float
    parts: dict[str, str]


def relation(stretch: str, bones: Skeleton) -> Relation | None:
    """Return what a stretch most likely tells, of two or three of its states before of one."""
    cut = tokens(stretch)
    signs = parties(cut, bones)
    if not 0 < len(signs) <= MOST_PARTIES:
        return None
    return _best(cut, signs, (2, 3)) or _best(cut, signs, (1,))


def _best(
    cut: tuple[str, ...], signs: dict[str, tuple[str, ...]], numbers: tuple[int, ...]
) -> Relation | None:
    """Return the likeliest relation of so many states that is sure enough."""
    found: list[Relation] = []
    for many in numbers:
        for chosen, told in castings(cut, signs, many):
            label, likely = weights()[many].sure(told)
            if label != NONE and likely >= (SURER if label in WORDY else LEAST):
                found.append(Relation(label, likely, dict(zip(PARTS, chosen, strict=False))))
    return max(found, key=lambda one: one.likely, default=None)


def castings(
    cut: tuple[str, ...], signs: dict[str, tuple[str, ...]], many: int
) -> Iterator[tuple[tuple[str, ...], Iterator[str]]]:
    """Yield so many states in each order, with the traits of the stretch when they have the parts.

    Parameters
    ----------
    cut : tuple of str
        Tokens of the stretch.
    signs : dict of str to tuple of str
        As :func:`parties` gives them.
    many : int
    """
    for chosen in permutations(signs, many):
        parts = {sign: PARTS[at] for at, first in enumerate(chosen) for sign in signs[first]}
        yield chosen, traits(cut, parts)


def parties(cut: tuple[str, ...], bones: Skeleton) -> dict[str, tuple[str, ...]]:
    """Return the signs of each state or group of a stretch, by the first of them."""
    signs: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for sign in filter(_SIGN.match, cut):
        mention = bones.mentions[ord(sign) & 0x7FF]
        known = first.setdefault(mention.group or " ".join(mention.candidates), sign)
        signs.setdefault(known, []).append(sign)
    return {known: tuple(same) for known, same in signs.items()}


def _told(found: Relation, stretch: str, bones: Skeleton, on: Moment) -> tuple[str, Claim] | None:
    """Return what a stretch tells in plain words; ``None`` where these would not hold all of it."""
    kind = "backs" if found.label == "cause" else found.label.partition("-")[0]
    if not _plainly(kind, _near(stretch, found.parts), bones):
        return None
    names = {letter.lower(): bones.name(sign, on) for letter, sign in found.parts.items()}
    when, issue = _when(stretch, bones), _issue(stretch, behind=found.label != "cause")
    if when is None or issue is None or not all(names.values()):
        return None
    about, cause = _ISSUES.get(issue, (" on important votes", ""))
    said = f"{PLAIN[found.label].format(about=about, cause=cause, **names)} {when}".strip()
    try:
        claim = parse(said, on=on.year)
    except NonalignedError:
        return None
    if deeds.elsewhere(claim, bones.told(stretch)):
        return None
    return (said, claim) if claim.kind == kind else None


def _near(stretch: str, parts: dict[str, str]) -> str:
    """Return a stretch without what is added behind a comma after the last of the states."""
    last = max(stretch.rfind(sign) for sign in parts.values())
    end = stretch.find(",", last)
    return stretch if end < 0 else stretch[:end]


def _plainly(kind: str, near: str, bones: Skeleton) -> bool:
    """Whether words tell no more than that it was so: they deny, doubt and restrict nothing."""
    sure = _CHOSEN.sub("", near) if kind in _OF_TWO else near
    if not screens.stated(bones.told(near)) or deeds.DOUBT.search(sure) or _MORE.search(near):
        return False
    if kind in _ON_ALL and _TOPIC.search(near) and not ISSUE.search(near):
        return False
    if kind == "closest" and _RANKED.search(_YEAR.sub("", near)):
        return False
    if kind not in _DENIES and deeds.NO.search(_NO_MORE.sub("", near)):
        return False
    return all(core.fits(near) for core in _of_kind(kind))


def _of_kind(kind: str) -> tuple[Core, ...]:
    return tuple(core for core in cores(_TABLES.get(kind, "cores")) if core.kind == kind)


def _when(stretch: str, bones: Skeleton) -> str | None:
    """Return the one time of a stretch, empty where its whole text has none; else ``None``.

    A year in an aside is that of the aside, and who ruled gives a time that is no year.
    """
    if any(_YEAR.search(aside) and not _TIMED.match(aside) for aside in _ASIDE.findall(stretch)):
        return None
    found, years = [said for _, _, said in times(stretch)], _YEAR.findall(stretch)
    if len(found) == 1 and len(years) <= len(_YEAR.findall(found[0])):
        return found[0]
    if len(years) == 2 and (span := _SPAN.search(stretch)):
        return f"from {span['first']} to {span['last']}"
    if len(years) == 1 and not found:
        return f"since {years[0]}" if _DATES_BACK.search(stretch) else f"in {years[0]}"
    return None if found or _YEAR.search(bones.text) or _RULED.search(stretch) else ""


def _issue(stretch: str, *, behind: bool) -> str | None:
    """Return the issue of a stretch, empty where it has none; ``None`` where it is unclear.

    What something holds on stands behind a word that says so; what is backed need not.
    """
    found = list(ISSUE.finditer(stretch))
    if not found:
        return "" if behind else None
    keys = {key for one in found for key, words in one.groupdict().items() if words}
    if len(keys) > 1:
        return None
    said = any(
        _ABOUT.search(stretch[: one.start()]) or _MATTERS.match(stretch, one.end()) for one in found
    )
    return keys.pop() if said or not behind or keys.isdisjoint(_LOOSE) else None


_LOOSE = frozenset({"ec", "important"})
"""Issues whose words say much else."""
_ISSUES = {
    "": ("", ""),
    "me": (" on the Palestinian question", "the Palestinians"),
    "nu": (" on nuclear weapons", "nuclear disarmament"),
    "di": (" on disarmament", "disarmament"),
    "co": (" on colonialism", "decolonization"),
    "hr": (" on human rights", "human rights"),
    "ec": (" on economic development", "economic development"),
}
"""What a claim is about, and the cause that is backed, by issue."""
