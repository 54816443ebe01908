"""Mentions in running text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned import states
from nonaligned.states import Mention, mentions, running_text
from nonaligned.states._files import rows


def found(text: str, on: date | int | None = None, capitals: bool = False) -> list[tuple[str, str]]:
    """What is mentioned, as (text, candidates or group)."""
    return [
        (m.text, m.group or " ".join(m.candidates))
        for m in mentions(text, on=on, capitals=capitals)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's vote", [("Iran", "IRN")]),
        ("Iran’s vote, the Iranians’ too", [("Iran", "IRN"), ("Iranians", "IRN")]),
        ("It gave us the US view.", [("US", "USA")]),
        ("the U.S. and the U.K.", [("U.S.", "USA"), ("U.K.", "GBR")]),
        ("U.S.-led, US-led and US$5", [("U.S.", "USA"), ("US", "USA")]),
        ("Turkey ate a turkey", [("Turkey", "TUR")]),
        ("Türkiye and Turkiye", [("Türkiye", "TUR"), ("Turkiye", "TUR")]),
        ("Niger, not Nigeria", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("Nigerien and Nigerian", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
        ("Guinea", [("Guinea", "GIN")]),
        ("Guinea-Bissau", [("Guinea-Bissau", "GNB")]),
        ("Guinea–Bissau", [("Guinea–Bissau", "GNB")]),
        ("Equatorial Guinea", [("Equatorial Guinea", "GNQ")]),
        ("Papua New Guinea", [("Papua New Guinea", "PNG")]),
        ("Guinea, Ghana", [("Guinea", "GIN"), ("Ghana", "GHA")]),
        ("South Korea and North Korea", [("South Korea", "KOR"), ("North Korea", "PRK")]),
        ("Jordan, Chad and Georgia", [("Jordan", "JOR"), ("Chad", "TCD"), ("Georgia", "GEO")]),
        ("Michael Jordan of Atlanta, Georgia", []),
        ("the Jordan River, Lake Chad, the Niger Delta", []),
        ("New Mexico, the Gulf of Mexico", []),
        ("Latin American, South American, American", [("American", "USA")]),
        ("the Indian Ocean and the Persian Gulf", []),
        ("New Guinea, Papua New Guinea", [("Papua New Guinea", "PNG")]),
        ("Northern Ireland, Ireland", [("Ireland", "IRL")]),
        ("Romania, Oman, woman, Omani", [("Romania", "ROU"), ("Oman", "OMN"), ("Omani", "OMN")]),
        ("Dominican Republic; Dominica", [("Dominican Republic", "DOM"), ("Dominica", "DMA")]),
        ("South Sudan's Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "COD")]),
        ("Côte d’Ivoire, Ivory Coast", [("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV")]),
        ("United\n   States", [("United\n   States", "USA")]),
        ("IRAN AND THE UNITED STATES", [("IRAN", "IRN"), ("UNITED STATES", "USA")]),
        ("Iran-Iraq war", [("Iran", "IRN"), ("Iraq", "IRQ")]),
        ("Anglo-American, pro-Soviet", [("American", "USA"), ("Soviet", "RUS")]),
        ("Trinidad and Tobago", [("Trinidad and Tobago", "TTO")]),
        ("Serbia and Montenegro", [("Serbia", "SRB"), ("Montenegro", "MNE")]),
        ("NATO members, the Arab League", [("NATO", "nato"), ("Arab League", "arab-league")]),
        ("the Warsaw Pact", [("Warsaw Pact", "warsaw-pact")]),
        ("the Soviet bloc", [("Soviet bloc", "warsaw-pact")]),
        ("Organization of American States", [("Organization of American States", "oas")]),
        ("the EU, the G77, ASEAN", [("EU", "eu"), ("G77", "g77"), ("ASEAN", "asean")]),
        ("non-aligned countries", [("non-aligned countries", "nam")]),
        ("", []),
    ],
)  # fmt: skip
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Germany", 1938, "DEU"),
        ("Germany", 1970, "GFR DDR"),
        ("Germany", 2000, "DEU"),
        ("Korea", 1900, "KRE"),
        ("Korea", 1960, "PRK KOR"),
        ("China", 1960, "CHN TWN"),
        ("China", 1975, "CHN"),
        ("the Congo", 1965, "COG COD"),
        ("the Congo", 1980, "COG"),
        ("Vietnam", 1960, "VNM RVN"),
        ("Vietnamese", 1990, "VNM"),
        ("Yemen", 1980, "YAR YMD"),
        ("the Soviet Union", 2018, "RUS"),
        ("Serbia and Montenegro", 2004, "SRB"),
        ("Tuscany", 1850, "TUS"),
        ("Zanzibar", 1963, "ZAN"),
    ],
)
def test_the_date_decides(text: str, on: int, expected: str) -> None:
    ((_, candidates),) = found(text, on)
    assert set(candidates.split()) == set(expected.split())


def test_capitals_stand_for_governments_only_when_asked() -> None:
    text = "Moscow and Tehran met in Mexico City, said the Washington Post."
    assert found(text) == []
    assert found(text, capitals=True) == [
        ("Moscow", "RUS"),
        ("Tehran", "IRN"),
        ("Mexico City", "MEX"),
    ]
    assert found("San Marino, Singapore") == [("San Marino", "SMR"), ("Singapore", "SGP")]


def test_kinds() -> None:
    text = "the Islamic Republic of Iran, Iran, Iranians, the USSR, Britain, Moscow, NATO"
    kinds = [m.kind for m in mentions(text, capitals=True)]
    assert kinds == ["official", "short", "demonym", "abbreviation", "variant", "capital", "group"]


def test_a_group_has_no_candidates_and_a_state_no_group() -> None:
    assert mentions("NATO") == (Mention(0, 4, "NATO", "group", (), "nato"),)
    assert mentions("Iran") == (Mention(0, 4, "Iran", "short", ("IRN",)),)


def test_every_name_is_found_whole_while_in_use() -> None:
    for name in states.all_names():
        day = name.end or name.start or date(2000, 1, 1)
        text = f"They say {name.name}, again."
        (mention,) = mentions(text, on=day, capitals=True)
        assert (mention.start, mention.text) == (9, name.name)
        assert name.id in mention.candidates


def test_every_group_name_is_found_whole() -> None:
    for group in states.all_groups().values():
        for name in (group.name, *group.aliases):
            (mention,) = mentions(f"They say {name}, again.")
            assert (mention.text, mention.group) == (name, group.id)


def test_every_phrase_is_passed_over() -> None:
    for row in rows("phrases"):
        text = f"They say {row['phrase']}, again."
        assert mentions(text, on=2000, capitals=True) == ()
        assert row["start"] or mentions(text, capitals=True) == ()


def test_ten_megabytes_are_read_in_seconds() -> None:
    """A guard against backtracking; the bound is loose, the usual time well under one second."""
    for text in ("United ", "Papua New  ", "A", " ", "Kingdom of Serbs, Croats and "):
        long = text * (10_000_000 // len(text))
        began = time.process_time()
        mentions(long)
        assert time.process_time() - began < 15, text


PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from([name.name for name in states.all_names()]),
    st.sampled_from(states.group_names()),
    st.sampled_from([" ", ", ", "-", "’s ", " and ", "\n", "US", "us", "$"]),
)


@given(
    st.lists(PIECES, max_size=12).map("".join),
    st.none() | st.integers(1900, 2030),
    st.booleans(),
)
def test_spans_are_exact_ordered_and_apart(text: str, on: int | None, capitals: bool) -> None:
    reached = 0
    for mention in mentions(text, on=on, capitals=capitals):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= reached
        reached = mention.end
        assert bool(mention.candidates) != (mention.group is not None)
        assert set(mention.candidates) <= set(states.ids())
        assert len(set(mention.candidates)) == len(mention.candidates)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The West voted against it", ["western"]),
        ("closer to the West than to the Soviet bloc", ["western", "warsaw-pact"]),
        ("the West's allies", ["western"]),
        ("the West Bank", []),
        ("the West German government", []),
        ("the West of Ireland", []),
        ("the Commonwealth and India", ["commonwealth"]),
        ("the Commonwealth of Independent States", ["cis"]),
        ("the Commonwealth of Nations", ["commonwealth"]),
        ("the Third World and the Western powers", ["g77", "western"]),
        ("a Third World War", []),
        ("Central Asian states", ["central-asia"]),
        ("the Asian states", ["asia-pacific"]),
        ("West African states and East Asian countries", []),
        ("Western European states", []),
        ("most European states", ["europe"]),
        ("the socialist states and the developing countries", ["comecon", "g77"]),
        ("former Soviet republics", ["post-soviet"]),
    ],
)
def test_groups_as_people_say_them(text: str, groups: list[str]) -> None:
    """The longest name wins, and a part of another name is none."""
    assert [m.group for m in states.mentions(text) if m.group] == groups


def test_a_state_behind_a_direction_is_still_found() -> None:
    found = states.mentions("the West German government and the West Indies", on=1980)
    assert [m.candidates for m in found] == [("GFR",)]


NAMES = sorted(running_text._spellings())
EVERY = running_text._compiled(running_text._spellings())


@given(
    st.lists(
        st.one_of(st.sampled_from(NAMES), st.sampled_from(["the", "and", "'s", "-", ".", "of"])),
        max_size=8,
    ),
    st.sampled_from([" ", "  ", ", ", "\n", ""]),
)
def test_names_picked_for_a_text_are_those_that_all_names_would_find(
    words: list[str], between: str
) -> None:
    text = between.join(words)
    picked = [(at, at + len(written)) for at, written in running_text._named(text)]
    assert picked == [match.span() for match in EVERY.finditer(text)]
