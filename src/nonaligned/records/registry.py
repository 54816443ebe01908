"""The sources that the project knows: what they are, where they come from, how they are cited."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from nonaligned.errors import InputError, RecordError

Style = Literal["text", "bibtex", "csl"]
STYLES: tuple[Style, ...] = ("text", "bibtex", "csl")


@dataclass(frozen=True)
class Fetch:
    """How a source is fetched.

    Parameters
    ----------
    api : str
        Address of the Dataverse installation that holds the DOI.
    files : tuple of str
        Patterns of the names of the files to fetch; of several matches the largest is taken.
    """

    api: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One entry of sources.toml.

    Parameters
    ----------
    name : str
        What it is called in commands.
    title, publisher, version, licence, coverage, units : str
    authors : tuple of str
        "Family, Given", or the name of an institution.
    year : int
        Of publication.
    doi, url : str
        Empty where there is none.
    reader : str
        Name of the reader of `nonaligned.records.readers`; empty if it is no record of votes.
    fetch : Fetch or None
        None where it is not fetched over the network.
    derived_from : tuple of str
        Names of the sources it was computed from.
    """

    name: str
    title: str
    authors: tuple[str, ...]
    year: int
    version: str
    publisher: str
    licence: str
    coverage: str
    units: str
    doi: str = ""
    url: str = ""
    reader: str = ""
    fetch: Fetch | None = None
    derived_from: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        """Address of the DOI, else of the source, else empty."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def citation(self) -> str:
        """How to cite it, on one line."""
        return cite(self.name)


@cache
def registry() -> Mapping[str, Source]:
    """Return every source by name, in the order of sources.toml.

    Examples
    --------
    >>> list(registry())[:2]
    ['unga', 'undl']
    """
    text = (files("nonaligned.records") / "sources.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _source(name, raw) for name, raw in tomllib.loads(text).items()})


def _source(name: str, raw: dict[str, Any]) -> Source:
    fetch = raw.pop("fetch", None)
    for key in ("authors", "derived_from"):
        raw[key] = tuple(raw.get(key, ()))
    if fetch is not None:
        raw["fetch"] = Fetch(fetch["api"], tuple(fetch["files"]))
    return Source(name=name, **raw)


def source(name: str) -> Source:
    """Return a source.

    Parameters
    ----------
    name : str

    Raises
    ------
    RecordError
        No source has this name.

    Examples
    --------
    >>> source("unga").doi
    '10.7910/DVN/LEJUQZ'
    """
    if name in registry():
        return registry()[name]
    close = get_close_matches(name, registry(), n=1)
    hint = f"Did you mean {close[0]!r}" if close else f"The sources are: {', '.join(registry())}"
    raise RecordError(f"no source is called {name!r}", hint=hint)


def cite(name: str, style: str = "text") -> str:
    """Return how a source is cited.

    Parameters
    ----------
    name : str
        Of a source, one of :func:`registry`: ``book``, ``unga``, ``undl``...
    style : {"text", "bibtex", "csl"}
        One line, a BibTeX entry, or an array of CSL-JSON with one item.

    Returns
    -------
    str

    Raises
    ------
    RecordError
        No source has this name.
    InputError
        No such style.

    Examples
    --------
    >>> print(cite("cow-states"))
    Correlates of War Project (2017). State System Membership List. v2016. Correlates of War
    Project. https://correlatesofwar.org
    """
    found = source(name)
    writers = {"text": _text, "bibtex": _bibtex, "csl": _csl}
    if style not in writers:
        raise InputError(f"no style is called {style!r}", hint=f"Use one of {', '.join(STYLES)}")
    return writers[style](found)


def _text(entry: Source) -> str:
    *first, last = entry.authors
    authors = f"{', '.join(first)} & {last}" if first else last
    parts = [f"{authors} ({entry.year})", entry.title, entry.version, entry.publisher]
    return ". ".join(parts) + (f". {entry.link}" if entry.link else ".")


def _bibtex(entry: Source) -> str:
    fields = {
        "author": " and ".join(a if ", " in a else f"{{{a}}}" for a in entry.authors),
        "title": f"{{{entry.title}}}",
        "year": str(entry.year),
        "publisher": entry.publisher,
        "version": entry.version,
        "doi": entry.doi,
        "url": entry.link,
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@misc{{{entry.name},", *lines, "}"])


def _csl(entry: Source) -> str:
    def person(author: str) -> dict[str, str]:
        family, comma, given = author.partition(", ")
        return {"family": family, "given": given} if comma else {"literal": author}

    item = {
        "id": entry.name,
        "type": "dataset",
        "title": entry.title,
        "author": [person(author) for author in entry.authors],
        "issued": {"date-parts": [[entry.year]]},
        "publisher": entry.publisher,
        "version": entry.version,
        "DOI": entry.doi,
        "URL": entry.link,
    }
    kept = {key: value for key, value in item.items() if value}
    return json.dumps([kept], indent=2, ensure_ascii=False)
