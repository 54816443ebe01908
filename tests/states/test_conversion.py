"""From one system of codes to another."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from nonaligned import states
from nonaligned.errors import AmbiguousStateError, InputError, UnknownStateError
from nonaligned.states.codes import SYSTEMS
from nonaligned.states.names import _NO_STATE


@pytest.mark.parametrize(
    ("value", "source", "target", "on", "expected"),
    [
        # Germany: one code of ISO, three states, two numbers in Gleditsch and Ward
        (255, "cow", "gw", 1930, 255),
        (260, "cow", "gw", 1970, 260),
        (255, "cow", "gw", 2000, 260),
        (260, "gw", "cow", 1970, 260),
        (260, "gw", "cow", 2000, 255),
        ("DEU", "iso3", "cow", 1930, 255),
        ("DEU", "iso3", "cow", 1970, 260),
        ("DEU", "iso3", "cow", 2000, 255),
        ("DDR", "iso3", "cow", 1970, 265),
        # Korea
        (730, "cow", "name", 1900, "Korea"),
        (732, "cow", "iso3", 1970, "KOR"),
        ("KOR", "cowabb", "cow", 1900, 730),
        ("KOR", "iso3", "cow", 1970, 732),
        (731, "cow", "iso2", 1970, "KP"),
        # Yugoslavia and Serbia in Gleditsch and Ward, and in ISO
        (345, "cow", "gw", 1910, 340),
        (345, "cow", "gw", 1980, 345),
        (345, "cow", "gw", 2010, 340),
        (340, "gw", "cow", 2010, 345),
        (345, "gw", "cow", 1980, 345),
        (345, "cow", "iso3", 1980, "YUG"),
        (345, "cow", "iso3", 2004, "SCG"),
        (345, "cow", "iso3", 2010, "SRB"),
        # Czechoslovakia's code became that of Serbia and Montenegro
        ("CS", "iso2", "cow", 1980, 315),
        ("CS", "iso2", "cow", 2004, 345),
        (315, "cow", "iso3", 1980, "CSK"),
        # the two Congos
        ("COG", "iso3", "cow", 2000, 484),
        ("COD", "iso3", "cow", 2000, 490),
        (490, "cow", "iso3", 1980, "ZAR"),
        (490, "cow", "name", 1980, "Zaire"),
        # Viet Nam
        (816, "cow", "iso3", 1975, "VDR"),
        (817, "cow", "iso3", 1975, "VNM"),
        (816, "cow", "iso3", 1980, "VNM"),
        ("VNM", "iso3", "cow", 1975, 817),
        # Yemen
        (678, "gw", "cow", 1980, 678),
        (678, "gw", "cow", 2000, 679),
        (679, "cow", "gw", 2000, 678),
        ("YEM", "iso3", "cow", 1980, 678),
        ("YEM", "iso3", "cow", 2000, 679),
        # the Soviet Union
        ("SUN", "iso3", "cow", 1980, 365),
        (365, "cow", "iso2", 2000, "RU"),
        # numbers that mean other states elsewhere
        (970, "cow", "iso3", 2000, "NRU"),
        (970, "gw", "iso3", 2000, "KIR"),
        ("AUS", "cowabb", "iso3", None, "AUT"),
        ("AUS", "iso3", "cowabb", None, "AUL"),
        ("MNG", "cowabb", "id", None, "MNE"),
        ("MAC", "cowabb", "id", None, "MKD"),
        # how a number is written does not matter
        ("0020", "cow", "id", None, "CAN"),
        (4, "m49", "id", None, "AFG"),
        (124, "un", "iso2", None, "CA"),
        ("Britain", "name", "cow", None, 200),
        ("NA", "iso2", "cow", None, 565),
    ],
)  # fmt: skip
def test_known_cases(
    value: str | int, source: str, target: str, on: int | None, expected: str | int
) -> None:
    assert states.convert(value, source=source, target=target, on=on) == expected


@pytest.mark.parametrize(
    ("value", "source", "target", "span", "candidates"),
    [
        ("DEU", "iso3", "cow", None, {"DEU", "GFR"}),
        ("DEU", "iso3", "cow", (1980, 2000), {"DEU", "GFR"}),
        ("YEM", "iso3", "cow", None, {"YAR", "YEM"}),
        ("CS", "iso2", "cow", None, {"CSK", "SRB"}),
        (365, "cow", "iso3", None, {"SUN", "RUS"}),
        (345, "cow", "gw", (1900, 2010), {"340", "345"}),
        ("Congo", "name", "cow", (2000, 2010), {"COG", "COD"}),
    ],
)
def test_ambiguity_lists_the_candidates(
    value: str | int,
    source: str,
    target: str,
    span: tuple[int, int] | None,
    candidates: set[str],
) -> None:
    with pytest.raises(AmbiguousStateError) as caught:
        states.convert(value, source=source, target=target, span=span)
    assert set(caught.value.candidates) == candidates
    assert all(code in str(caught.value) for code in candidates)


def test_rules_decide() -> None:
    assert states.convert("DEU", source="iso3", target="cow", rule="current") == 255
    assert states.convert(365, source="cow", target="iso3", rule="latest") == "RUS"
    assert states.convert(315, source="cow", target="iso3", rule="latest") == "CSK"
    assert (
        states.convert("DEU", source="iso3", target="cow", span=(1970, 2000), rule="latest") == 255
    )


def test_a_rule_changes_nothing_where_one_alone_fits() -> None:
    for rule in ("current", "latest"):
        assert states.convert("DEU", source="iso3", target="cow", on=1980, rule=rule) == 260
        assert states.convert(365, source="cow", target="iso3", on=1980, rule=rule) == "SUN"
        assert states.resolve("Zaire", rule=rule) == "COD"
        assert states.resolve("Czechoslovakia", rule=rule) == "CSK"


def test_no_code_then_says_when_there_was_one() -> None:
    with pytest.raises(UnknownStateError, match="255 = DEU"):
        states.convert("DEU", source="id", target="gw", on=1960)
    with pytest.raises(UnknownStateError, match="until 1991-12-25"):
        states.convert("SUN", source="iso3", target="cow", on=2000)


def test_no_code_at_all_says_why() -> None:
    with pytest.raises(UnknownStateError, match="1866, before ISO 3166"):
        states.convert(240, source="cow", target="iso3")
    with pytest.raises(UnknownStateError, match="Tibet"):
        states.convert(711, source="gw", target="cow", on=1930)
    with pytest.raises(UnknownStateError, match="stands for no state"):
        states.convert(999, source="cow", target="iso3")
    with pytest.raises(UnknownStateError, match="stands for no state"):
        states.convert("9" * 10_000, source="cow", target="iso3")


def test_unknown_systems_and_rules_are_refused() -> None:
    with pytest.raises(InputError, match="fips"):
        states.convert("IR", source="fips", target="cow")
    with pytest.raises(InputError, match="largest"):
        states.convert("DEU", source="iso3", target="cow", rule="largest")
    with pytest.raises(InputError, match="either a date or a span"):
        states.convert("DEU", source="iso3", target="cow", on=1980, span=(1980, 1990))
    with pytest.raises(InputError, match="ends before"):
        states.convert("DEU", source="iso3", target="cow", span=(1990, 1980))


@pytest.mark.parametrize(("source", "target"), list(permutations(SYSTEMS, 2)))
def test_tables_are_total_and_say_why_not(source: str, target: str) -> None:
    table = states.conversion_table(source, target)
    assert {row.id for row in table} == set(states.ids())
    for row in table:
        assert (row.source is None or row.target is None) == bool(row.why), row


@pytest.mark.parametrize(
    ("source", "target"), list(permutations(("cow", "cowabb", "gw", "iso2", "iso3", "m49"), 2))
)
def test_every_pair_of_codes_converts_there_and_back(source: str, target: str) -> None:
    for row in states.conversion_table(source, target):
        if row.source is None or row.target is None:
            continue
        day = row.end or row.start or _some_day(row.id)
        there = states.convert(row.source, source=source, target=target, on=day)
        back = states.convert(row.target, source=target, target=source, on=day)
        assert (str(there), str(back)) == (row.target, row.source), row


def _some_day(id_: str) -> date:
    return states.get(id_).spells[-1].start


def test_current_iso_codes_agree_with_pycountry() -> None:
    pycountry = pytest.importorskip("pycountry")
    current = {s: _current(s) for s in ("iso2", "iso3", "m49")}
    assert len(current["iso3"]) == 194  # the members of the United Nations and Taiwan
    for id_, iso3 in current["iso3"].items():
        country = pycountry.countries.get(alpha_3=iso3)
        assert (country.alpha_2, country.numeric) == (current["iso2"][id_], current["m49"][id_])


def test_withdrawn_iso_codes_agree_with_pycountry() -> None:
    pycountry = pytest.importorskip("pycountry")
    former = {country.alpha_3: country for country in pycountry.historic_countries}
    withdrawn = {c.code for c in states.all_codes("iso3") if c.end} - set(_current("iso3").values())
    assert withdrawn - set(former) == {"ROM"}  # a change of code alone, so not in ISO 3166-3
    for code in states.all_codes("iso2"):
        threes = [c.code for c in states.all_codes("iso3") if c.id == code.id and c.end == code.end]
        if code.end and threes and threes[0] in former:
            assert former[threes[0]].alpha_2 == code.code


def test_abbreviations_that_iso_gives_to_other_places_are_listed() -> None:
    pycountry = pytest.importorskip("pycountry")
    iso = {country.alpha_3 for country in pycountry.countries}
    abbreviations = {code.code for code in states.all_codes("cowabb")}
    assert abbreviations & (iso - set(states.ids())) == _NO_STATE


def _current(system: str) -> dict[str, str]:
    return {code.id: code.code for code in states.all_codes(system) if code.end is None}
