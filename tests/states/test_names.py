"""What a user types."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned import states
from nonaligned.errors import AmbiguousStateError, InputError, NonalignedError, UnknownStateError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IRN", "IRN"),
        ("irn", "IRN"),
        ("Iran", "IRN"),
        ("  iran ", "IRN"),
        ("IR", "IRN"),
        ("630", "IRN"),
        ("Islamic Republic of Iran", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Persia", "IRN"),
        ("Iranians", "IRN"),
        ("the US", "USA"),
        ("us", "USA"),
        ("U.S.", "USA"),
        ("America", "USA"),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("British", "GBR"),
        ("UKG", "GBR"),
        ("USSR", "RUS"),
        ("SUN", "RUS"),
        ("SU", "RUS"),
        ("Soviets", "RUS"),
        ("Russian Federation", "RUS"),
        ("Moscow", "RUS"),
        ("Germany", "DEU"),
        ("West Germany", "GFR"),
        ("FRG", "GFR"),
        ("GDR", "DDR"),
        ("DD", "DDR"),
        ("AUS", "AUS"),
        ("AUL", "AUS"),
        ("MNG", "MNG"),
        ("China", "CHN"),
        ("People's Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("Taiwan", "TWN"),
        ("Korea, Republic of", "KOR"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Zaire", "COD"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("South Vietnam", "RVN"),
        ("Yemen", "YEM"),
        ("Democratic Yemen", "YMD"),
        ("Czechoslovakia", "CSK"),
        ("Yugoslavia", "SRB"),
        ("United Arab Republic", "EGY"),
        ("Côte d’Ivoire", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Eswatini", "SWZ"),
        ("Turkey", "TUR"),
        ("TÜRKIYE", "TUR"),
        ("Macedonia", "MKD"),
        ("East Timor", "TLS"),
        ("NA", "NAM"),
        ("Namibia", "NAM"),
        ("Niger", "NER"),
        ("Nigerian", "NGA"),
        ("Guinea Bissau", "GNB"),
        ("Holland", "NLD"),
        ("Papal States", "PAP"),
        ("Kosovo", "XKX"),
        ("Zanzibar", "ZAN"),
    ],
)
def test_resolve(text: str, expected: str) -> None:
    assert states.resolve(text) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Germany", 1930, "DEU"),
        ("Germany", 2000, "DEU"),
        ("China", 1930, "CHN"),
        ("China", 1972, "CHN"),
        ("Korea", 1900, "KRE"),
        ("Yemen", 1960, "YAR"),
        ("Yemen", 1991, "YEM"),
        ("Congo", 1980, "COG"),
        ("Vietnam", 1980, "VNM"),
        ("Republic of the Congo", 1980, "COG"),
        ("Vienna", 1900, "AUH"),
        ("Vienna", 1960, "AUT"),
        ("Prague", 1960, "CSK"),
        ("Soviet Union", 2018, "RUS"),
        ("Zaire", 2018, "COD"),
        ("Serbia", 1960, "SRB"),
    ],
)
def test_a_date_decides(text: str, on: int, expected: str) -> None:
    assert states.resolve(text, on=on) == expected


@pytest.mark.parametrize(
    ("text", "on", "candidates"),
    [
        ("Germany", 1960, ("GFR", "DDR")),
        ("China", 1960, ("CHN", "TWN")),
        ("Korea", None, ("PRK", "KOR")),
        ("Korea", 1990, ("PRK", "KOR")),
        ("Vietnam", 1960, ("VNM", "RVN")),
        ("Yemen", 1980, ("YAR", "YMD")),
        ("Congo", None, ("COG", "COD")),
        ("Congo", 1965, ("COG", "COD")),
        ("Republic of the Congo", 1962, ("COG", "COD")),
        ("Republic of China", 1947, ("CHN", "TWN")),
        ("Congolese", 2000, ("COG", "COD")),
        ("Dominican", None, ("DOM", "DMA")),
    ],
)
def test_ambiguity_lists_the_candidates(
    text: str, on: int | None, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousStateError) as caught:
        states.resolve(text, on=on)
    assert set(caught.value.candidates) == set(candidates)
    assert all(id_ in str(caught.value) for id_ in candidates)
    assert "\n" not in str(caught.value)


def test_a_span_that_crosses_a_change_is_ambiguous_until_a_rule_is_named() -> None:
    with pytest.raises(AmbiguousStateError, match="1979-2018"):
        states.resolve("Germany", span=(1979, 2018))
    assert states.resolve("Germany", span=(1979, 2018), rule="current") == "DEU"
    assert states.resolve("Yemen", span=(1979, 2018), rule="latest") == "YEM"
    assert states.resolve("China", span=(1960, 1970), rule="current") == "CHN"
    assert states.resolve("Russia", span=(1979, 2018)) == "RUS"


def test_rules_that_decide_nothing_leave_the_error() -> None:
    with pytest.raises(AmbiguousStateError):
        states.resolve("Korea", rule="current")
    with pytest.raises(UnknownStateError, match="today"):
        states.resolve("Germany", on=1960, rule="current")
    with pytest.raises(InputError, match="no rule"):
        states.resolve("Korea", rule="largest")


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Irann", "Iran"), ("Untied States", "United States"), ("Columbia", "Colombia")],
)
def test_a_near_miss_is_named(text: str, hint: str) -> None:
    with pytest.raises(UnknownStateError, match=f"Did you mean.*{hint}"):
        states.resolve(text)


@pytest.mark.parametrize("text", ["", "xyzzy", "MAC", "999", "Palestine", "\0", "🇮🇷"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(UnknownStateError):
        states.resolve(text)


@pytest.mark.parametrize("value", [["USA", "RUS"], None, 365.0, ["x"] * 10**6])
def test_what_is_neither_text_nor_number_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="one at a time") as caught:
        states.resolve(value)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["x" * 10**6, "a, b of " * 10**5, "9" * 10**4, "\n" * 10**5 + "?"])
def test_a_text_without_end_gets_a_short_answer(text: str) -> None:
    with pytest.raises(UnknownStateError) as caught:
        states.resolve(text)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_every_id_name_and_current_code_finds_its_state() -> None:
    for id_ in states.ids():
        assert states.resolve(id_) == id_
        gone = "Korea" if id_ == "KRE" else ""  # the one name whose bearers today are others
        assert gone or states.resolve(states.get(id_).name) == id_
        assert states.resolve(states.get(id_).cow) == id_
    for system in ("iso2", "iso3"):
        for code in states.all_codes(system):
            if code.end is None:
                assert states.resolve(code.code) == code.id


def test_every_name_finds_its_state_while_in_use() -> None:
    for name in states.all_names():
        day = name.end or name.start or date(2000, 1, 1)
        assert name.id in candidates(name.name, day), name


def candidates(text: str, day: date) -> tuple[str, ...]:
    try:
        return (states.resolve(text, on=day),)
    except AmbiguousStateError as error:
        return error.candidates


@given(st.text(max_size=40))
def test_any_text_gives_an_id_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(NonalignedError):
        assert states.resolve(text) in states.ids()
