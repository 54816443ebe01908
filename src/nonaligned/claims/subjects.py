"""What resolutions are about, by which people name them: "an end to the embargo on Cuba".

A subject is told by its words, in whatever order: ``data/subjects.csv`` gives groups of words of
each of which one must be said, other words that may be, and the listed resolutions that are
meant. A word that is neither, nor one of those that say nothing of the matter, stands for some
other matter, and then the subject is not this one. What is voted on again and again has many
numbers: the date in the sentence tells which, and where it does not, none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nonaligned.claims.lexicon import rows

_ASKING = """call called calls calling demand demanded demanding demands urge urged urging ask asked
    asks asking appeal appealed appealing request requested requesting seek seeking require
    requiring insist insisting"""
_NAMING = """resolution text motion draft measure proposal document declaration plan question issue
    matter item vote status situation future fate un united nations general assembly ga
    unga world body organization"""
_PRAISE = """annual yearly first second famous landmark historic new latest known controversial
    contentious perennial special emergency non binding nonbinding symbolic so called proposed
    immediate immediately complete completely full fully total totally unconditional
    unconditionally swift speedy prompt further all both"""
_JOINING = """the a an of on for to in by with and or its their his her about over concerning
    regarding at as that which be being is was were been has had have having this these those it
    from s into upon whose who"""
LIGHT = frozenset(f"{_ASKING} {_NAMING} {_PRAISE} {_JOINING}".split())
"""Words that may stand beside any subject."""
_NO_END = frozenset(_JOINING.split()) | frozenset(_ASKING.split())
"""Words with which no name of a subject ends."""
_NO_START = (frozenset(_JOINING.split()) - {"to"}) | {"against", "not"}
"""Words with which none begins: a vote against something is no vote for it."""


@dataclass(frozen=True)
class Subject:
    """What some resolutions are about.

    Parameters
    ----------
    needs : tuple of frozenset of str
        Groups of words, of each of which one is said.
    words : frozenset of str
        All words that may be said of it.
    numbers : tuple of str
        The listed resolutions.
    """

    needs: tuple[frozenset[str], ...]
    words: frozenset[str]
    numbers: tuple[str, ...]

    def fits(self, said: frozenset[str]) -> bool:
        """Whether words name this subject and nothing else."""
        return said <= self.words and not any(map(said.isdisjoint, self.needs))


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the subjects of the table, in its order."""
    return tuple(
        _subject(row["needs"].split(";"), row["may"], row["numbers"]) for row in rows("subjects")
    )


def _subject(needs: list[str], may: str, numbers: str) -> Subject:
    groups = tuple(map(_spelt, needs))
    return Subject(groups, LIGHT.union(_spelt(may), *groups), tuple(numbers.split(";")))


@cache
def _families() -> dict[str, frozenset[str]]:
    return {f"@{row['family']}": frozenset(row["words"].split()) for row in rows("families")}


def _spelt(text: str) -> frozenset[str]:
    """Return words, those of a family ("@end") for its name."""
    return frozenset().union(*(_families().get(word, {word}) for word in text.split()))


def named(said: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read what a resolution is about, at the head of some words.

    Parameters
    ----------
    said : tuple of str
        In lower case.

    Yields
    ------
    tuple of int and tuple of str
        How many words name it, and the numbers of the resolutions that it may be: those of the
        subject that asks for most.

    Examples
    --------
    >>> list(named(("resolution", "on", "the", "partition", "of", "palestine", "in", "1947")))
    [(6, ('181',))]
    >>> list(named(("resolution", "on", "the", "partition", "of", "palestine", "and", "cheese")))
    [(6, ('181',))]
    """
    open_ = () if not said or said[0] in _NO_START else subjects()
    for end in range(1, len(said) + 1):
        open_ = tuple(subject for subject in open_ if said[end - 1] in subject.words)
        if not open_:
            return
        if said[end - 1] not in _NO_END and (numbers := _most(open_, frozenset(said[:end]))):
            yield end, numbers


def _most(open_: tuple[Subject, ...], words: frozenset[str]) -> tuple[str, ...]:
    fits = [subject for subject in open_ if subject.fits(words)]
    most = max((len(subject.needs) for subject in fits), default=0)
    found = (n for subject in fits if len(subject.needs) == most for n in subject.numbers)
    return tuple(dict.fromkeys(found))


def about(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers of the resolutions that words as a whole may name.

    Examples
    --------
    >>> about(("dividing", "palestine")), about(("dividing", "cheese"))
    (('181',), ())
    """
    return _most(subjects(), frozenset(said)) if said else ()
