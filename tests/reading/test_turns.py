"""Turns, estrangements and constancy by their cores; predictions told by what they stand in."""

from __future__ import annotations

import pytest

from nonaligned.reading import article_from_text, read

TOLD = {
    "Peru, a poor friend, swung behind Chile in 1975.": "Peru moved towards Chile after 1975",
    "Chile slipped out of the Soviet orbit after 1973, to nobody's surprise.": (
        "Chile moved away from the Soviet Union after 1973"
    ),
    "The rift between Peru and Chile deepened in 1975, when nobody looked.": (
        "Peru and Chile grew apart in 1975"
    ),
    "Tokyo and Seoul mended fences in 1998, when an apology was put in writing.": (
        "Japan and South Korea grew closer in 1998"
    ),
    "Peru did not deviate from its line on Palestine between 1973 and 1987.": (
        "Peru's policy on the Palestinian question did not change from 1973 to 1987"
    ),
    "In 1978 a diplomat gave the Soviet Union ten years.": (
        "In 1978 a diplomat predicted the end of the Soviet Union within 10 years"
    ),
    "A report of 1970 that predicted the collapse of the Soviet Union lay unread.": (
        "In 1970 a report predicted the end of the Soviet Union"
    ),
}
TRAPS = (
    "Denmark swung behind the euro in 2000.",
    "Nothing has brought Peru and Chile closer since 1991.",
    "It remains to be shown that Peru broke with Chile in 1975.",
    "In the 1950s Peru and Chile grew closer in their dance halls.",
    "Iceland has kept to the same course on fishing quotas since 1984.",
    "If Peru had swung behind Chile in 1975, the base would be a museum.",
    "The IMF gave Greece two years in 2010.",
    "In 1992 analysts predicted the fall of the pound.",
)


def _read(text: str) -> list[str]:
    found = read(article_from_text(text, date="2018-01-05")).candidates
    return [candidate.canonical for candidate in found]


@pytest.mark.parametrize("text", TOLD)
def test_told_by_its_core(text: str) -> None:
    (canonical,) = _read(text)
    assert canonical.startswith(TOLD[text])


@pytest.mark.parametrize("text", TRAPS)
def test_of_another_field_or_no_fact(text: str) -> None:
    assert _read(text) == []
