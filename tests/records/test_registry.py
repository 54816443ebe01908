"""The registry and its citations."""

from __future__ import annotations

import json
import re

import pytest

from nonaligned.errors import InputError, RecordError
from nonaligned.records import cite, registry, source

NAMES = ["unga", "undl", "matches", "cow-states", "gw-states", "book"]


def test_entries() -> None:
    assert list(registry()) == NAMES
    with pytest.raises(TypeError):
        registry()["other"] = source("unga")  # type: ignore[index]


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_complete(name: str) -> None:
    entry = source(name)
    for field in ("title", "version", "publisher", "licence", "coverage", "units"):
        assert getattr(entry, field), field
    assert entry.authors
    assert entry.doi or entry.url or entry.derived_from
    assert 1945 < entry.year < 2100
    assert all(derived in registry() for derived in entry.derived_from)
    for pattern in entry.fetch.files if entry.fetch else ():
        re.compile(pattern)


@pytest.mark.parametrize("name", NAMES)
def test_citations(name: str) -> None:
    entry = source(name)
    text = cite(name)
    assert text == entry.citation
    assert "\n" not in text
    for part in (entry.title, str(entry.year), entry.doi):
        assert part in text
    bibtex = cite(name, "bibtex")
    assert bibtex.startswith(f"@misc{{{name},\n")
    assert bibtex.count("{") == bibtex.count("}")
    assert f"year = {{{entry.year}}}" in bibtex
    (item,) = json.loads(cite(name, "csl"))
    assert (item["id"], item["title"]) == (name, entry.title)
    assert item["issued"] == {"date-parts": [[entry.year]]}
    assert len(item["author"]) == len(entry.authors)


def test_a_citation_word_for_word() -> None:
    assert cite("matches") == (
        "Bailey, Michael A., Strezhnev, Anton & Voeten, Erik (2017). Matched roll calls: the same"
        " text voted on in different sessions. As published with the estimation code, April 2020."
        " Journal of Conflict Resolution 61(2): 430-456. https://doi.org/10.1177/0022002715595700"
    )


def test_unknown() -> None:
    with pytest.raises(RecordError, match="Did you mean 'unga'"):
        source("ungA")
    with pytest.raises(RecordError, match="The sources are: unga, undl"):
        source("zzz")
    with pytest.raises(InputError, match="Use one of text, bibtex, csl"):
        cite("unga", "apa")
