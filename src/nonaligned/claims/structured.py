"""Claims as YAML: read strictly, written plainly.

A file holds ``claims:``, a list. Each is ``say:`` with a sentence (and the year it was said in,
``on:``), or the parts of a claim, ``kind:`` first. Beside either, ``read_by:`` names who read it in
an article, where that was not the rules alone, and ``said_by:`` whom the article quotes. Anchors,
aliases, tabs, duplicate or unknown keys and files over a megabyte are refused, with the line.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from nonaligned import states
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import canonical, parse
from nonaligned.claims.lexicon import issue_codes
from nonaligned.errors import InputError, NonalignedError, SentenceError

MAX_BYTES = 1_000_000

SENTENCE_KEYS = ("say", "on")
READ_BY, SAID_BY = "read_by", "said_by"
CLAIM_KEYS = (
    *("kind", "subjects", "others", "issue", "topic", "from", "to", "years", "after", "recent"),
    *("number", "bound", "direction", "negated", "hedges", "among", "resolution"),
    *("speaker", "event", "month"),
)


@dataclass(frozen=True)
class Entry:
    """One claim of a file.

    Parameters
    ----------
    claim : Claim
    said : str
        The sentence, or the canonical one of a structured claim.
    line : int
        Where it begins in the file, from 1.
    on : int, optional
        Year in which it was said.
    by : tuple of str
        Who read it in an article, as the file says; empty for the rules alone, or a person.
    speaker : str
        Whose claim it is, where an article quotes it; empty where it is the author's own.
    """

    claim: Claim
    said: str
    line: int
    on: int | None = None
    by: tuple[str, ...] = ()
    speaker: str = ""


class Sentences(Protocol):
    """What reads the sentence of an entry, as :func:`nonaligned.claims.language.parse` does."""

    def __call__(self, sentence: str, *, on: int | None = None) -> Claim:
        """Return the claim of a sentence that was said in a year."""


def read(path: str | Path, *, sentences: Sentences = parse) -> tuple[Entry, ...]:
    """Read a file of claims.

    Parameters
    ----------
    path : str or Path
    sentences : Sentences

    Returns
    -------
    tuple of Entry

    Raises
    ------
    InputError
        The file cannot be read, or is no list of claims; the message names file and line.
    SentenceError
        A claim in it cannot be understood.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", where=name, hint="Name a YAML file of claims"
        ) from None
    if len(raw) > MAX_BYTES:
        raise InputError("is larger than 1 MB", where=name, hint="Split the list of claims")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8 text", where=f"{name}:{line}", hint="Save it so") from None
    return loads(text, name=name, sentences=sentences)


def loads(text: str, *, name: str = "claims", sentences: Sentences = parse) -> tuple[Entry, ...]:
    r"""Read claims from YAML text.

    Parameters
    ----------
    text : str
    name : str
        What error messages call the text.
    sentences : Sentences

    Examples
    --------
    >>> entry, = loads("claims:\n  - say: Norway voted with Sweden in the 1980s.\n")
    >>> entry.claim.kind, entry.line
    ('backs', 2)
    """
    root = _compose(text, name)
    top = _mapping(root, name, ("claims",), "the file")
    if "claims" not in top:
        raise InputError("no claims in it", where=name, hint="Begin with 'claims:' and a list")
    listed = top["claims"]
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        raise InputError("'claims:' holds no list", where=_at(name, listed), hint="Use '- say: …'")
    return tuple(_entry(node, name, sentences) for node in listed.value)


def to_mapping(claim: Claim) -> dict[str, Any]:
    """Return the claim's parts as they stand in YAML; :func:`from_mapping` reads them back.

    Examples
    --------
    >>> to_mapping(Claim("backs", (Party("NOR"),), (Party("SWE"),)))
    {'kind': 'backs', 'subjects': ['NOR'], 'others': ['SWE']}
    """
    parts = {
        "kind": claim.kind,
        "subjects": [_party_text(party) for party in claim.subjects],
        "others": [_party_text(party) for party in claim.others],
        "issue": claim.issue,
        "topic": claim.topic,
        "from": claim.window.first,
        "to": claim.window.last,
        "years": claim.window.length,
        "after": claim.window.turn,
        "recent": claim.window.recent,
        "number": claim.number,
        "bound": claim.bound,
        "direction": claim.direction,
        "negated": claim.negated,
        "hedges": list(claim.hedges),
        "among": _party_text(claim.among) if claim.among else None,
        "resolution": claim.resolution,
        "speaker": claim.speaker,
        "event": claim.event,
        "month": claim.month,
    }
    kept = {key: value for key, value in parts.items() if value not in (None, "", [], False)}
    return kept


def from_mapping(parts: Mapping[str, Any]) -> Claim:
    """Return a claim from its parts.

    Raises
    ------
    SentenceError
        A part is missing, unknown or wrong.

    Examples
    --------
    >>> claim = from_mapping({"kind": "backs", "subjects": ["Norway"], "issue": "me"})
    >>> canonical(claim)
    'Norway backed the Palestinians.'
    """
    _known(parts, CLAIM_KEYS, "a claim")
    if "kind" not in parts:
        raise SentenceError(
            "a claim without a kind", hint=f"Add 'kind:', one of {', '.join(kinds())}, or 'say:'"
        )
    name = parts["kind"]
    if name not in kinds():
        raise SentenceError(f"no kind {name!r}{_near(str(name), tuple(kinds()))}", where="kind")
    first, last, length, turn = (_whole(parts, key) for key in ("from", "to", "years", "after"))
    window = Window(first, last, length, turn, recent=_truth(parts, "recent"))
    issue = parts.get("issue")
    if issue is not None and issue not in issue_codes() - {"all"}:
        choices = tuple(sorted(issue_codes() - {"all"}))
        raise SentenceError(f"no issue {issue!r}", where="issue", hint=f"Use {', '.join(choices)}")
    number = parts.get("number")
    if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
        raise SentenceError(f"{number!r} is no number", where="number")
    claim = Claim(
        name,
        subjects=_parties(parts, "subjects", window, named=kinds()[name].names),
        others=_parties(parts, "others", window, named=kinds()[name].names),
        issue=issue,
        topic=_words(parts, "topic"),
        window=window,
        number=None if number is None else float(number),
        bound=_text(parts, "bound"),
        direction=_text(parts, "direction"),
        negated=_truth(parts, "negated"),
        hedges=tuple(str(hedge) for hedge in _list(parts, "hedges")),
        among=next(iter(_parties(parts, "among", window, named=False)), None),
        resolution=str(parts.get("resolution", "")),
        speaker=_words(parts, "speaker"),
        event=_words(parts, "event"),
        month=_whole(parts, "month"),
    )
    return kinds()[name].check(claim)


# -- parts -----------------------------------------------------------------------------


def _whole(parts: Mapping[str, Any], key: str) -> int | None:
    value = parts.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise SentenceError(f"{value!r} is no whole number", where=key)
    return value


def _text(parts: Mapping[str, Any], key: str) -> str:
    value = parts.get(key, "")
    if not isinstance(value, str):
        raise SentenceError(f"{value!r} is no word", where=key)
    return value


def _words(parts: Mapping[str, Any], key: str) -> str:
    """Return a text as the language reads it: one kind of blank and apostrophe."""
    return " ".join(_text(parts, key).replace("’", "'").split())


def _truth(parts: Mapping[str, Any], key: str) -> bool:
    value = parts.get(key, False)
    if not isinstance(value, bool):
        raise SentenceError(f"{value!r} is neither true nor false", where=key)
    return value


def _list(parts: Mapping[str, Any], key: str) -> list[Any]:
    value = parts.get(key, [])
    return value if isinstance(value, list) else [value]


def _parties(
    parts: Mapping[str, Any], key: str, window: Window, *, named: bool
) -> tuple[Party, ...]:
    return tuple(_party(str(name), key, window, named=named) for name in _list(parts, key))


def _party(text: str, key: str, window: Window, *, named: bool) -> Party:
    """Read a state or group by its id, code or name; "most of" takes members one by one."""
    from nonaligned.claims.lexer import tokens
    from nonaligned.claims.settle import settle

    first, _, rest = text.partition(" of ")
    quantifier = first if rest and first in {"all", "most", "some"} else ""
    name = rest if quantifier else text
    found = [t for t in tokens(name) if t.norm != "the"]
    if len(found) != 1 or found[0].type not in {"state", "group"}:
        try:
            return Party(states.resolve(name, on=window.first or window.last))
        except NonalignedError as error:
            raise SentenceError(error.problem, where=key, hint=error.hint) from None
    return settle(found[0], quantifier, window, None, named=named)


def _party_text(party: Party) -> str:
    name = states.group(party.name).name if party.group else party.called or party.name
    return f"{party.quantifier} of {name}" if party.quantifier else name


def _known(parts: Mapping[str, Any], keys: tuple[str, ...], what: str) -> None:
    for key in parts:
        if key not in keys:
            raise SentenceError(f"{what} has no key {key!r}{_near(str(key), keys)}")


def _near(text: str, choices: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(text, choices, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


# -- the file --------------------------------------------------------------------------


def _compose(text: str, name: str) -> yaml.Node:
    """Return the YAML tree, with anchors, aliases and tags refused before anything is built."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise InputError(
                "a tab in the indentation", where=f"{name}:{number}", hint="Indent with blanks"
            )
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise InputError(
                    "anchors and aliases are not read here",
                    where=_at(name, event),
                    hint="Write the claim out",
                )
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{name}:{mark.line + 1}" if mark else name
        problem = getattr(error, "problem", None) or "cannot be read"
        raise InputError(f"not YAML: {problem}", where=place, hint="Check the quotes") from None
    except RecursionError:
        raise InputError("nested too deeply", where=name, hint="A claim is a flat list") from None
    if root is None:
        raise InputError("is empty", where=name, hint="Begin with 'claims:' and a list")
    return root


def _at(name: str, node: yaml.Node | yaml.Event) -> str:
    mark = node.start_mark
    return f"{name}:{mark.line + 1}" if mark else name


def _mapping(node: yaml.Node, name: str, keys: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
    """Keys and nodes of a mapping, none twice, none unknown."""
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{what} is no mapping of keys", where=_at(name, node), hint="Use 'key:'")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        text = str(key.value)
        if text in found:
            raise InputError(f"key {text!r} stands twice", where=_at(name, key), hint="Keep one")
        if text not in keys:
            raise InputError(
                f"{what} has no key {text!r}{_near(text, keys)}",
                where=_at(name, key),
                hint=f"Known: {', '.join(keys)}",
            )
        found[text] = value
    return found


def _entry(node: yaml.Node, name: str, sentences: Sentences) -> Entry:
    place = _at(name, node)
    keys = _mapping(node, name, (*SENTENCE_KEYS, *CLAIM_KEYS, READ_BY, SAID_BY), "a claim")
    parts = {key: _plain(value, name) for key, value in keys.items()}
    try:
        by = _readers(parts.pop(READ_BY, []))
        speaker = _speaker(parts.pop(SAID_BY, ""))
        claim, said = _claim(parts, sentences)
    except NonalignedError as error:
        where = f"{place}, {error.where}" if error.where else place
        raise SentenceError(error.problem, where=where, hint=error.hint) from None
    line = node.start_mark.line + 1 if node.start_mark else 1
    return Entry(claim, said, line, _whole(parts, "on"), by, speaker)


def _readers(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise SentenceError(
                f"{name!r} is no name of a reader", where=READ_BY, hint="Name it, or leave it out"
            )
    return tuple(names)


def _speaker(value: Any) -> str:
    if not isinstance(value, str):
        raise SentenceError(
            f"{value!r} is no name of a speaker", where=SAID_BY, hint="Name one, or leave it out"
        )
    return " ".join(value.split())


def _claim(parts: dict[str, Any], sentences: Sentences) -> tuple[Claim, str]:
    if "say" not in parts:
        if "on" in parts:
            raise SentenceError("'on:' goes with 'say:'", where="on")
        claim = from_mapping(parts)
        return claim, canonical(claim)
    _known(parts, SENTENCE_KEYS, "a claim with 'say:'")
    if not isinstance(parts["say"], str):
        raise SentenceError(f"{parts['say']!r} is no sentence", where="say")
    return sentences(parts["say"], on=_whole(parts, "on")), parts["say"]


def _plain(node: yaml.Node, name: str) -> Any:
    """Return a scalar or a flat list of scalars."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(item, yaml.ScalarNode) for item in items):
        raise InputError("nested where a value should be", where=_at(name, node), hint="Flatten it")
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        problem = str(getattr(error, "problem", error))
        raise InputError(
            f"not a value: {problem}", where=_at(name, node), hint="Quote it"
        ) from None
