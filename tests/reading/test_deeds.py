"""Wars, alliances, ends, partners and camps told in running text: their cores, and what is none."""

from __future__ import annotations

import pytest

from nonaligned.reading import article_from_text
from nonaligned.reading.asides import trimmed
from nonaligned.reading.cores import cores
from nonaligned.reading.dates import Moment
from nonaligned.reading.deeds import told
from nonaligned.reading.extract import read
from nonaligned.reading.skeletons import skeleton, times

ON = Moment.of(2018)


def claims(text: str) -> list[str]:
    return [c.canonical for c in read(article_from_text(text, 2018)).candidates]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "In 1987 {A} fought {B} in the desert with pick-up trucks and missiles, and won.",
            "{A} fought {B} in 1987.",
        ),
        (
            "{A} and {B} were at war from 1980 to 1988, at a cost of half a million lives.",
            "{A} fought {B} from 1980 to 1988.",
        ),
        (
            "{A}'s invasion of {B} in August 1990 caught every spy in the region off guard.",
            "{A} fought {B} in 1990.",
        ),
        (
            "The war between {A} and {B} broke out in May 1998 over a dusty town.",
            "{A} fought {B} in 1998.",
        ),
        (
            "{A}, having fought {B} between 1992 and 1994 and lost, has been buying arms.",
            "{A} fought {B} from 1992 to 1994.",
        ),
        (
            "{A} and {B} have not fought a war since 1950, Madam President, as you know.",
            "{A} did not fight {B} since 1950.",
        ),
        (
            "{A} and {B}, allies since 1950, watched each other's frontier with care.",
            "{A} was allied with {B} since 1950.",
        ),
        (
            "A mutual defence pact tied {A} to {B} between 1951 and 1979; it was of no use.",
            "{A} was allied with {B} from 1951 to 1979.",
        ),
        (
            "{A} was one of {B}'s three closest partners in the 1980s, to nobody's surprise.",
            "{A} was among the 3 closest partners of {B} from 1980 to 1989.",
        ),
        (
            "Throughout the 1980s {B} had no closer friend in the region than {A}.",
            "{A} was the closest partner of {B} from 1980 to 1989.",
        ),
        (
            "In the 1950s mankind separated into two camps under the leadership of {A} and {B}.",
            "The Assembly had 2 camps led by {A} and {B} from 1950 to 1959.",
        ),
    ],
)
@pytest.mark.parametrize(("a", "b"), [("Peru", "Chile"), ("Chile", "Peru")])
def test_a_core_is_read_whatever_stands_round_it(text: str, claim: str, a: str, b: str) -> None:
    """The same for a state and its mirror."""
    assert claims(text.format(A=a, B=b)) == [claim.format(A=a, B=b)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru fought Chile to a draw in Lima in 1986, and the referee fled.",
        "Peru and Chile fought over fishing quotas in 1999 before the panel.",
        "Peru and Chile fought side by side in 1866.",
        "If Peru had attacked Chile in 1975, Bolivia would have joined in.",
        "Peru almost went to war with Chile in 1975.",
        "The claim that Peru and Chile were at war in 2010 is a fabrication.",
        "Peru and Chile waged a war of words in 2007.",
        "Peru and Chile are natural allies, the columnist keeps saying.",
        "An alliance between Peru and Chile was discussed in 1949 and came to nothing.",
        "On the question of whaling Peru and Chile have been firm allies since 1986.",
        "Peru's defence collapsed in six minutes in July 2014.",
        "The government of Peru collapsed in January 2011.",
        "The end of Peru was predicted in 1981 by nobody in particular.",
        "The chess world is divided into two camps led by Peru and Chile.",
        "Peru is the closest airport to Chile's southern resorts.",
        "Chile's closest trading partner since 2010 has been Peru.",
    ],
)
def test_sport_trade_and_what_was_not_are_no_cores(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at dawn on 22 June 1941", ["in 1941"]),
        ("in 1977 and 1978", ["from 1977 to 1978"]),
        ("in 1965 and 1971", []),
        ("in the winter of 1939–40", ["from 1939 to 1940"]),
        ("ever since the late 1960s", ["since the late 1960s"]),
        ("those years, 1936 to 1943", ["from 1936 to 1943"]),
        ("1500 men", []),
    ],
)
def test_times_are_put_as_the_claim_language_has_them(text: str, said: list[str]) -> None:
    assert [words for _, _, words in times(text)] == said


def test_a_name_has_its_sign_and_its_place() -> None:
    text = "In 1904 the Russo-Japanese war broke out, and Peru watched."
    bones = skeleton(text, ON)
    assert [m.text for m in bones.mentions] == ["Russo", "Japanese", "Peru"]
    assert bones.told(bones.text) == text
    at = bones.text.index("watched")
    assert text[bones.place(at) :] == "watched."


def test_it_and_the_two_are_what_was_named_before() -> None:
    text = "Peru joined the pact in 1954: it was Chile's ally from 1954 to 1960"
    assert [t.text for t in told(text, ON)] == ["Peru was allied with Chile from 1954 to 1960"]


@pytest.mark.parametrize("core", cores(), ids=lambda core: f"{core.kind}-{core.pattern[:30]}")
def test_every_core_compiles(core: object) -> None:
    assert core.compiled.groups >= 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "Peru dissolved its navy's council in 1943.",
        "Chile broke up the meeting with water cannon in 1968.",
        "In 1958 Peru abolished the monarchy of the Incas.",
        "Chile dismantled its fences in 1990.",
        "Peru disappeared from the agenda in 1996.",
        "In 1951 the foreign ministry in Lima was split into two camps.",
        "All but nine states voted for the resolution on Jerusalem in December 2017.",
        "Of the Arab members, 18 voted for the resolution on Iran in 2012.",
        "Resolution 1441 was adopted by 15 votes to none in November 2002.",
        "Paragraph 4 of the resolution on the Middle East was retained in 1982 by 70 votes to 30.",
    ],
)
def test_what_was_done_to_others_is_no_end_and_some_votes_are_no_count(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        (
            "Peru and Chile were Bolivia's two closest partners in 1990.",
            [
                "Peru was among the 2 closest partners of Bolivia in 1990.",
                "Chile was among the 2 closest partners of Bolivia in 1990.",
            ],
        ),
        (
            "Under the mutual defence treaty of 1951 Peru and Chile are bound to come to each"
            " other's aid.",
            ["Peru was allied with Chile since 1951."],
        ),
        (
            "Serbia and Montenegro was dissolved in June 2006.",
            ["Serbia and Montenegro ceased to exist in 2006."],
        ),
        (
            "In the 1960s the Arab states were split into two camps, one led by Nasser and the"
            " other by Jordan.",
            [
                "The Arab League had 2 camps led by the United Arab Republic and Jordan from 1960"
                " to 1969."
            ],
        ),
    ],
)
def test_several_at_once_treaties_unions_and_groups(text: str, told_of: list[str]) -> None:
    assert claims(text) == told_of


@pytest.mark.parametrize(
    "text",
    [
        "Peru occupied northern Chile in 1881.",
        "Chile was occupied by Peru during the First World War.",
        "Peru has gone from a sense of strength in 2001 to a sense of peril.",
        "The Peru split into two arms in the drought of 1984.",
        "Chile collapsed in 2008, in the sense in which banks do.",
        "Chile broke into the market in 1990.",
        "Peru attacked Bangladesh in 1942.",
        "Peru annexed Southern Rhodesia from the company in 1923.",
        "Peru ceased in 1986 to be, in any sense that counts, an ally of Chile.",
        "Peru and Chile were allies on the cotton file in 2003.",
        "Peru and Chile are allies against drought.",
        "Peru and Chile were allies in everything but a document throughout the 1980s.",
        "The socialist world had two poles in 1962, Lima and Santiago.",
        "In 1955 the world had more than two camps.",
        "Peru fought Chile over the terms of the loan from 2010 to 2015.",
    ],
)
def test_to_hold_a_land_is_no_war_and_a_figure_of_speech_no_end(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "{A}, to the surprise of its friends of the spring, attacked {B} in June 1913.",
            "{A} fought {B} in 1913.",
        ),
        (
            "{A} and {B}, allied by treaty in 1966, were punctual.",
            "{A} was allied with {B} in 1966.",
        ),
        (
            "From 1955 to 1958 {A} and {B} were bound by the Andean Pact, to no effect.",
            "{A} was allied with {B} from 1955 to 1958.",
        ),
        (
            "The state that voted most like {A} in the 1990s was neither Cuba nor Haiti but {B}.",
            "{B} was the closest partner of {A} from 1990 to 1999.",
        ),
        ("For eight years from 1980 {A} fought {B}.", "{A} fought {B} from 1980 to 1988."),
        ("{A} was first invaded by {B} (1940).", "{B} fought {A} in 1940."),
        (
            "{A} fought along a river that nobody had surveyed, and in 1962 {A} attacked {B}.",
            "{A} fought {B} in 1962.",
        ),
    ],
)
@pytest.mark.parametrize(("a", "b"), [("Peru", "Chile"), ("Chile", "Peru")])
def test_asides_treaties_and_lengths_of_time(text: str, claim: str, a: str, b: str) -> None:
    assert claims(text.format(A=a, B=b)) == [claim.format(A=a, B=b)]


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("it was, by contrast, dissolved", "it was dissolved"),
        ("it was, on paper, dissolved", "it was, on paper, dissolved"),
        ("it fell, in April 1979, to pieces", "it fell in April 1979 to pieces"),
        ("it and, a shade further off, they agreed", "it and they agreed"),
        ("in 1955, the world was divided, and wide", "in 1955, the world was divided, and wide"),
        ("they went and, ten years on, fought", "they went and, ten years on, fought"),
    ],
)
def test_asides_are_left_out_by_their_place(clause: str, left: str) -> None:
    assert trimmed(clause).text == left
    assert len(trimmed(clause).places) == len(left) + 1
