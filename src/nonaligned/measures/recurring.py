r"""Which roll calls are on the same text in different sessions.

Two sources say so, and both are used:

* ``link`` of the roll calls, where the record itself matches texts (for the UN, the pairs that
  Bailey, Strezhnev & Voeten, 2017, matched by hand; the text may be a paragraph);
* the title. Many resolutions come back year after year under the same title, with a text that is
  the same but for updates. A title counts when it is the same after :func:`normalised`, when the
  roll call is no vote on a paragraph or amendment, and when no other resolution of that session
  bears it: a title that several resolutions of one session share stands for no text there.

What is matched to the same roll call is the same text, so matches chain. A text that has then two
roll calls in one session does not count in that session, for which of the two recurs is not known.

A recurring title is not a promise of recurring words: the text may have been sharpened or softened
in between. Constancy on recurring texts is read with that in mind.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np
import polars as pl

from nonaligned.measures.tallies import Ints

_ADOPTED = re.compile(r"\s*:?\s*resolution\s*/?\s*adopted by the general assembly.*$", re.DOTALL)
_HEADING = re.compile(r"[^a-z:]*[A-Z][^a-z:]*: ")
_DOCUMENT = re.compile(r"\ba/[a-z0-9/.\-]+")


def normalised(title: str | None) -> str | None:
    """Reduce a title to the letters and digits that tell texts apart.

    Dropped are a subject heading in capitals before a colon, the beginning of the title given
    before the title itself, the cataloguer's "resolution adopted by the General Assembly" with
    all that follows, document symbols ("A/6221"), case, accents and punctuation. Numbers stay:
    two budgets of different years are different texts.

    Parameters
    ----------
    title : str or None

    Returns
    -------
    str or None
        ``None`` where no letter is left.

    Examples
    --------
    >>> normalised("The Syrian Golan : resolution / adopted by the General Assembly")
    'the syrian golan'
    >>> normalised("PALESTINE, SCHOLARSHIPS: Offers of grants and scholarships")
    'offers of grants and scholarships'
    >>> normalised("Situation of human rights in the: Situation of human rights in the North")
    'situation of human rights in the north'
    >>> normalised("TO ADOPT DRAFT RESOL. (A/6221) ON KOREA")
    'to adopt draft resol on korea'
    >>> normalised("0")
    """
    if title is None:
        return None
    whole = _HEADING.sub("", _unrepeated(title), count=1)
    letters = unicodedata.normalize("NFKD", whole).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _DOCUMENT.sub(" ", _ADOPTED.sub("", plain))
    plain = " ".join(re.findall(r"[a-z0-9]+", plain))
    return plain if re.search("[a-z]", plain) else None


def _unrepeated(title: str) -> str:
    """Drop what stands before a colon when the same words begin again after it."""
    head, colon, rest = title.partition(": ")
    while colon and not rest.startswith(head):
        more, colon, rest = rest.partition(": ")
        head = f"{head}: {more}"
    return rest if colon else title


def texts(rollcalls: pl.DataFrame) -> Ints:
    """Give every roll call the number of its text.

    Parameters
    ----------
    rollcalls : polars.DataFrame
        Under the contract ``tables.ROLLCALLS``; R rows.

    Returns
    -------
    array of int, (R,)
        Roll calls on one text share a number, at most one in each session; -1 where the
        roll call does not count because its session has another one on the text.

    Examples
    --------
    >>> from nonaligned.measures.samples import chamber
    >>> _, rollcalls = chamber(states=2, sessions=2, rollcalls=4, seed=1)
    >>> texts(rollcalls)
    array([0, 1, 2, 3, 0, 4, 2, 5])
    """
    ids = rollcalls["rollcall"].to_list()
    sessions = rollcalls["session"].to_list()
    leader = _joined(ids, zip(ids, rollcalls["link"].to_list(), strict=True))
    for group in _same_title(rollcalls):
        _join(leader, group)
    text = [_lead(leader, call) for call in ids]
    shared = Counter(zip(text, sessions, strict=True))
    single = [shared[key] == 1 for key in zip(text, sessions, strict=True)]
    return np.where(single, np.unique(text, return_inverse=True)[1], -1)


def _same_title(rollcalls: pl.DataFrame) -> Iterable[list[int]]:
    """List the groups of roll calls whose title recurs and is borne once in each session."""
    whole = rollcalls.filter(
        ~pl.col("amendment").fill_null(False) & ~pl.col("paragraph").fill_null(False)
    ).select("rollcall", "session", title=pl.col("title").map_elements(normalised, pl.String))
    single = whole.drop_nulls("title").unique(["title", "session"], keep="none")
    groups = single.group_by("title").agg(pl.col("rollcall").sort())
    return groups["rollcall"].to_list()


def _joined(ids: list[int], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    leader = {call: call for call in ids}
    for call, link in links:
        leader.setdefault(link, link)
        _join(leader, [call, link])
    return leader


def _lead(leader: dict[int, int], call: int) -> int:
    """First roll call of the text (union-find with path halving)."""
    while leader[call] != call:
        leader[call] = leader[leader[call]]
        call = leader[call]
    return call


def _join(leader: dict[int, int], calls: list[int]) -> None:
    leads = {_lead(leader, call) for call in calls}
    first = min(leads)
    for lead in leads:
        leader[lead] = first
