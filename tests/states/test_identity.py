"""Ids, spells, names in use, membership of the United Nations."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned import states
from nonaligned.errors import InputError, UnknownStateError


def test_ids_are_unique_three_letter_and_one_a_number() -> None:
    assert len(states.ids()) == len(set(states.ids())) == len(states.by_cow()) == 217
    assert all(len(id_) == 3 and id_.isalpha() and id_.isupper() for id_ in states.ids())


def test_own_ids_collide_with_no_iso_code() -> None:
    pycountry = pytest.importorskip("pycountry")
    iso = {country.alpha_3 for country in pycountry.countries}
    iso |= {country.alpha_3 for country in pycountry.historic_countries}
    from nonaligned.states._files import rows

    for row in rows("identity"):
        assert (row["id"] in iso) == (row["id_kind"] in ("iso", "withdrawn")), row


def test_mapping_is_read_only() -> None:
    with pytest.raises(TypeError):
        states.by_cow()[2] = "XXX"  # type: ignore[index]


def test_unknown_id_names_those_close_to_it() -> None:
    with pytest.raises(UnknownStateError, match="IRN"):
        states.get("IRAN")


@pytest.mark.parametrize(
    ("id_", "on", "expected"),
    [
        ("DEU", date(1945, 5, 8), True),
        ("DEU", date(1945, 5, 9), False),
        ("DEU", 1960, False),
        ("GFR", 1960, True),
        ("DEU", date(1990, 10, 2), False),
        ("DEU", date(1990, 10, 3), True),
        ("KRE", 1900, True),
        ("KRE", 1920, False),
        ("SYR", 1960, False),
        ("SYR", 1958, True),
        ("UKR", 1980, False),
        ("CSK", date(1992, 12, 31), True),
        ("CSK", date(1993, 1, 1), False),
        ("RVN", 1976, False),
        ("USA", 2025, True),
    ],
)
def test_exists(id_: str, on: date | int, expected: bool) -> None:
    assert states.exists(id_, on) is expected


def test_a_moment_is_its_day() -> None:
    assert states.exists("DEU", datetime(1990, 10, 3, 12))


@pytest.mark.parametrize(
    ("id_", "on", "expected"),
    [
        ("SRB", 1917, "Serbia"),
        ("SRB", 1980, "Yugoslavia"),
        ("SRB", 2004, "Serbia and Montenegro"),
        ("SRB", 2010, "Serbia"),
        ("RUS", 1991, "Soviet Union"),
        ("RUS", date(1991, 12, 26), "Russia"),
        ("IRN", 1930, "Persia"),
        ("COD", 1980, "Zaire"),
        ("MKD", date(2019, 2, 11), "Macedonia"),
        ("MKD", date(2019, 2, 12), "North Macedonia"),
        ("SWZ", 2018, "Eswatini"),
        ("SWZ", 2017, "Swaziland"),
        ("TUR", 2021, "Turkey"),
        ("TUR", 2023, "Türkiye"),
        ("EGY", 1960, "United Arab Republic"),
        ("TZA", 1962, "Tanganyika"),
        ("MMR", 1988, "Burma"),
        ("BFA", 1980, "Upper Volta"),
        ("GFR", 2000, "West Germany"),
        ("DEU", 1950, "Germany"),
        ("KHM", None, "Cambodia"),
    ],
)
def test_label(id_: str, on: date | int | None, expected: str) -> None:
    assert states.label(id_, on) == expected


MEMBERS = {  # members at the end of the year, as the United Nations counts them
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82,
    1958: 82, 1959: 82, 1960: 99, 1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122,
    1967: 123, 1968: 126, 1970: 127, 1971: 132, 1973: 135, 1974: 138, 1975: 144, 1976: 147,
    1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158, 1984: 159, 1990: 159,
    1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192,
    2011: 193,
}  # fmt: skip
SHUT_OUT = range(1992, 2000)
"""Years at whose end Yugoslavia could take no part; the United Nations kept counting it."""


@pytest.mark.parametrize("year", MEMBERS)
def test_number_of_members(year: int) -> None:
    """United Nations, Growth in United Nations membership."""
    assert len(states.un_members(date(year, 12, 31))) == MEMBERS[year] - (year in SHUT_OUT)


def test_the_seat_of_china_changes_hands_in_one_night() -> None:
    assert {"TWN", "CHN"} & states.un_members(date(1971, 10, 24)) == {"TWN"}
    assert {"TWN", "CHN"} & states.un_members(date(1971, 10, 25)) == {"CHN"}
    assert {"TWN", "CHN"} <= states.un_members(1971)


@pytest.mark.parametrize(
    ("id_", "inside", "outside"),
    [
        ("UKR", 1946, None),
        ("BLR", 1946, None),
        ("SYR", 1957, 1960),
        ("IDN", 1964, date(1966, 1, 1)),
        ("GFR", 1974, 1972),
        ("DDR", 1974, 1991),
        ("DEU", 1991, 1989),
        ("YAR", 1948, 1991),
        ("YEM", 1991, 1989),
        ("SRB", 1991, 1996),
        ("SRB", date(2000, 11, 1), date(2000, 10, 31)),
        ("ZAN", 1964, 1965),
        ("KOR", 1992, 1990),
        ("CHE", 2003, 2001),
        ("VNM", 1978, 1976),
    ],
)
def test_membership_of_hard_cases(id_: str, inside: int, outside: date | int | None) -> None:
    assert id_ in states.un_members(inside)
    if outside is not None:
        assert id_ not in states.un_members(outside)


def test_yugoslavia_left_five_states_and_kosovo() -> None:
    assert {s.successor for s in states.successors("SRB")} == {
        "HRV",
        "SVN",
        "BIH",
        "MKD",
        "MNE",
        "XKX",
    }


def test_the_soviet_union_was_followed_by_fourteen_besides_russia() -> None:
    after = {s.successor for s in states.successors("RUS") if s.date.year == 1991}
    assert len(after) == 14


@pytest.mark.parametrize("on", ["soon", 79, "1979-13-01", -5])
def test_what_is_no_date_is_refused(on: object) -> None:
    with pytest.raises(InputError, match="no date"):
        states.un_members(on)  # type: ignore[arg-type]


@given(st.sampled_from(states.ids()), st.dates(date(1816, 1, 1), date(2030, 12, 31)))
def test_a_day_within_its_year(id_: str, day: date) -> None:
    if states.exists(id_, day):
        assert states.exists(id_, day.year)
    if id_ in states.un_members(day):
        assert id_ in states.un_members(day.year)
