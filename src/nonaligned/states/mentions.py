"""Mentions of states and groups in running text.

One pattern holds every name as a trie, so the text is read once from left to right and the
longest name at each place wins. Case matters ("Turkey" is a state, "turkey" a bird, "us" a
pronoun), but a name of four letters or more may also stand in capitals throughout, as in a
headline. Blanks may be any blanks, apostrophes and hyphens of any kind. Phrases that contain
a name and mean something else ("Gulf of Mexico", "Northern Ireland") are in a list of their
own and swallow it. The list is finite: a person called Jordan may pass for the kingdom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from nonaligned.states._files import rows
from nonaligned.states._text import key_of
from nonaligned.states.groups import find_group, groups
from nonaligned.states.names import KINDS, holders, names
from nonaligned.states.when import When, Window, window

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
    found: list[Mention] = []
    for match in _pattern().finditer(text):
        found += _read(match.group(), match.start(), days, capitals)
    return tuple(found)


def _read(written: str, start: int, days: Window | None, capitals: bool) -> Iterator[Mention]:
    if key_of(written) in _passed_over():
        return
    group = find_group(written) if key_of(written) in _group_keys() else None
    if group is not None:
        yield Mention(start, start + len(written), written, "group", (), group.id)
        return
    fitting = [name for name in holders(written, days) if capitals or name.kind != "capital"]
    parts = _parts(written, days)
    if parts:
        for part, offset in parts:
            yield from _read(part, start + offset, days, capitals)
        return
    if fitting:
        kind = min((name.kind for name in fitting), key=KINDS.index)
        candidates = tuple(dict.fromkeys(name.id for name in fitting))
        yield Mention(start, start + len(written), written, kind, candidates)


def _parts(written: str, days: Window | None) -> list[tuple[str, int]]:
    """Split "Serbia and Montenegro" where it was not one state at the date."""
    middle = re.search(r"\s+and\s+", written)
    if middle is None or any(
        _in_use(name.start, name.end, days) for name in holders(written, days)
    ):
        return []
    parts = [(written[: middle.start()], 0), (written[middle.end() :], middle.end())]
    return parts if all(holders(part, days) for part, _ in parts) else []


def _in_use(start: Any, end: Any, days: Window | None) -> bool:
    if days is None:
        return end is None
    return (start is None or start <= days[1]) and (end is None or days[0] <= end)


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(key_of(row["phrase"]) for row in rows("phrases"))


@cache
def _group_keys() -> frozenset[str]:
    return frozenset(
        key_of(name) for group in groups().values() for name in (group.name, *group.aliases)
    )


@cache
def _pattern() -> re.Pattern[str]:
    """Compile every name into one pattern, a trie: reading is linear in the text."""
    trie: dict[str, Any] = {}
    for name in _spellings():
        node = trie
        for letter in name:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return re.compile(rf"(?<!\w){_regex(trie)}(?![\w$])")


def _spellings() -> Iterator[str]:
    for name in _written():
        yield name
        if len(name) > 3:
            yield name.upper()
        decomposed = unicodedata.normalize("NFD", name)
        if decomposed != name:
            yield decomposed


def _written() -> Iterable[str]:
    yield from (name.name for name in names())
    yield from (row["phrase"] for row in rows("phrases"))
    for group in groups().values():
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
