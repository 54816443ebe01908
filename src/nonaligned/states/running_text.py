"""Mentions of states and groups in running text.

The names that open with a word are a pattern of their own, a trie, so the text is read once from
left to right and the longest name at each place wins. Case matters ("Turkey" is a state, "turkey"
a bird, "us" a pronoun), but a name of four letters or more may also stand in capitals throughout,
as in a headline. Blanks may be any blanks, apostrophes and hyphens of any kind. Phrases that
contain a name and mean something else ("Gulf of Mexico", "Northern Ireland"), or have come to
("Tuscany" in a text of 2018), are in a list of their own and are passed over. The list is finite:
a person called Jordan may pass for the kingdom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from nonaligned.states._files import rows
from nonaligned.states._text import key_of
from nonaligned.states.groups import all_groups, find_group
from nonaligned.states.names import KINDS, all_names, holders
from nonaligned.states.when import When, Window, optional_first, window

_END = ""
_SPELLINGS = {
    " ": r"\s{1,9}",
    "'": "['\u2019\u2018\u02bc`\u00b4]",
    "-": "[-\u2010\u2011\u2012\u2013]",
}


@dataclass(frozen=True)
class Mention:
    """A place in a text that names a state or a group.

    Parameters
    ----------
    start, end : int
        ``text[start:end]`` of the text given is ``text`` here.
    text : str
        As written there.
    kind : str
        ``short``, ``official``, ``variant``, ``abbreviation``, ``demonym``, ``capital``
        or ``group``.
    candidates : tuple of str
        Ids of the states it may mean at the date, one where it is clear; empty for a group.
    group : str or None
        Key of the group.
    """

    start: int
    end: int
    text: str
    kind: str
    candidates: tuple[str, ...]
    group: str | None = None


def mentions(text: str, *, on: When | None = None, capitals: bool = False) -> tuple[Mention, ...]:
    """Find the states and groups that a text names.

    Parameters
    ----------
    text : str
    on : date or int, optional
        When the text was written: decides what a name means, see ``nonaligned.states.names``.
    capitals : bool
        Whether a capital stands for its government ("Moscow agreed"). Without it capitals
        are passed over.

    Returns
    -------
    tuple of Mention
        In the order of the text, never overlapping.

    Raises
    ------
    InputError
        ``on`` is no date.

    Examples
    --------
    >>> [(m.text, m.candidates) for m in mentions("Iran's ties with the USSR", on=1979)]
    [('Iran', ('IRN',)), ('USSR', ('RUS',))]
    >>> [(m.text, m.group) for m in mentions("NATO and the Arab states")]
    [('NATO', 'nato'), ('Arab states', 'arab-league')]
    >>> mentions("They gave us turkey by the Gulf of Mexico.")
    ()
    """
    days = window(on)
    return tuple(
        Mention(place + m.start, place + m.end, m.text, m.kind, m.candidates, m.group)
        for place, written in _named(text)
        for m in _read(written, days, capitals)
    )


@lru_cache(maxsize=8192)
def _read(written: str, days: Window | None, capitals: bool) -> tuple[Mention, ...]:
    """Say what one find of the pattern mentions, with places counted from its start."""
    key = key_of(written)
    since = _other_senses().get(key)
    if since is not None and since <= (days[0] if days else date.min):
        return ()
    if key in _group_keys():
        found = find_group(written)
        return (Mention(0, len(written), written, "group", (), found.id if found else None),)
    parts = _parts(written, days)
    if parts:
        return tuple(
            Mention(offset + m.start, offset + m.end, m.text, m.kind, m.candidates, m.group)
            for part, offset in parts
            for m in _read(part, days, capitals)
        )
    fitting = [name for name in holders(written, days) if capitals or name.kind != "capital"]
    if not fitting:
        return ()
    kind = min((name.kind for name in fitting), key=KINDS.index)
    candidates = tuple(dict.fromkeys(name.id for name in fitting))
    return (Mention(0, len(written), written, kind, candidates),)


def _parts(written: str, days: Window | None) -> list[tuple[str, int]]:
    """Split "Serbia and Montenegro" where it was not one state at the date."""
    middle = re.search(r"\s+and\s+", written, re.IGNORECASE)
    if middle is None or any(name.fits(days) for name in holders(written, days)):
        return []
    parts = [(written[: middle.start()], 0), (written[middle.end() :], middle.end())]
    return parts if all(holders(part, days) for part, _ in parts) else []


@cache
def _other_senses() -> dict[str, date]:
    """Phrases that mean something else, and since when: Tuscany was a state until 1860."""
    return {
        key_of(row["phrase"]): optional_first(row["start"]) or date.min for row in rows("phrases")
    }


@cache
def _group_keys() -> frozenset[str]:
    return frozenset(
        key_of(name) for group in all_groups().values() for name in (group.name, *group.aliases)
    )


_ALONE = r"(?!\s+(?:[A-Z]|of\b))"
"""What may not follow a name written with its article: "the West", but not "the West Bank"."""

_WORD = re.compile(r"[^\W_\u02bc]+")


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Find every name that a text holds, the longest at each place: its place, and as written.

    A name can only stand where its first word does. So the names that open with a word are made
    into a pattern when a text first has that word: all names would take ten times as long to
    compile as a command takes to read a sentence.
    """
    opening, end = _by_first_word(), 0
    for word in _WORD.finditer(text):
        if word.start() >= end and word.group() in opening:
            found = _opening(word.group()).match(text, word.start())
            if found is not None:
                end = found.end()
                yield found.start(), found.group()


@cache
def _opening(word: str) -> re.Pattern[str]:
    return _compiled(_by_first_word()[word])


@cache
def _by_first_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _spellings():
        if first := _WORD.match(name):
            found.setdefault(first.group(), []).append(name)
    return found


def _compiled(names: Iterable[str]) -> re.Pattern[str]:
    """Compile names into one pattern, a trie."""
    plain: dict[str, Any] = {}
    articled: dict[str, Any] = {}
    for name in names:
        node = articled if name.casefold().startswith("the ") else plain
        for letter in name:
            node = node.setdefault(letter, {})
        node[_END] = {}
    either = [f"(?:{_regex(articled)}){_ALONE}" if articled else "", _regex(plain) if plain else ""]
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, either)) or '(?!)'})(?![\w$])")


def _spellings() -> Iterator[str]:
    for name in _written():
        yield name
        if len(name) > 3:
            yield name.upper()
        decomposed = unicodedata.normalize("NFD", name)
        if decomposed != name:
            yield decomposed


def _written() -> Iterable[str]:
    yield from (name.name for name in all_names())
    yield from (row["phrase"] for row in rows("phrases"))
    for group in all_groups().values():
        yield from (group.name, *group.aliases)


def _regex(node: dict[str, Any]) -> str:
    """Write a node of the trie; what goes on is tried before what ends here."""
    branches = []
    for letter, below in node.items():
        if letter == _END:
            continue
        tail = ""
        while len(below) == 1 and _END not in below:
            ((following, below),) = below.items()
            tail += _SPELLINGS.get(following) or re.escape(following)
        branches.append((_SPELLINGS.get(letter) or re.escape(letter)) + tail + _below(below))
    joined = "|".join(branches)
    return f"(?:{joined})" if len(branches) > 1 else joined


def _below(node: dict[str, Any]) -> str:
    if not any(letter != _END for letter in node):
        return ""
    inner = _regex(node)
    return f"(?:{inner})?" if _END in node else inner
