"""Predictions: true, false, after the event, past their horizon, and still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from nonaligned import states
from nonaligned.claims import foretelling
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds._beside_foretold import state_ends
from nonaligned.claims.language import canonical, parse
from nonaligned.claims.structured import from_mapping
from nonaligned.claims.trials import World, draw, settled
from nonaligned.claims.verdict import Verdict
from nonaligned.claims.weigh import check
from nonaligned.errors import SentenceError
from nonaligned.states.events import events

WORLD = World(size=40, sessions=26, first=20)
"""Sessions that open from 1965 to 1990."""

NAMES = WORLD.names
TURN = 1978
"""Year of the last session before the made-up turn."""


def beside(verdict: Verdict) -> dict[str, str]:
    return {entry.name: entry.short for entry in verdict.beside}


# -- what is read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        (
            "In January 1989 Khomeini predicted the fall of communism",
            "In January 1989 Khomeini predicted the fall of communism.",
        ),
        (
            "Amalrik foresaw in 1970 that the Soviet Union would not survive until 1984",
            "In 1970 Amalrik predicted the end of the Soviet Union by 1984.",
        ),
        (
            "In 1980 Randall Collins had rightly foreseen the Soviet Union's collapse in 50 years",
            "In 1980 Randall Collins predicted the end of the Soviet Union within 50 years.",
        ),
        (
            "It was predicted by the CIA in 1970 that Egypt would break with Libya in 1980",
            "In 1970 the CIA predicted that Egypt would turn away from Libya by 1980.",
        ),
        (
            "In 1970 it was foreseen that apartheid would not fall before the end of the century",
            "In 1970 it was predicted that the fall of apartheid would not come by 1999.",
        ),
        (
            "In 1971 an adviser warned that within two decades Cuba would turn towards Brazil",
            "In 1971 an adviser predicted that Cuba would turn towards Brazil within 20 years.",
        ),
        (
            "In 1955 the envoy in Lima foresaw a war between Chile and Peru within five years",
            "In 1955 the envoy in Lima predicted the war between Chile and Peru within 5 years.",
        ),
        (
            "In 1961 two officers predicted the annexation of the Chaco by 1970",
            "In 1961 two officers predicted the annexation of the Chaco by 1970.",
        ),
        (
            "In 1955 a bishop predicted that British rule in Cyprus would end within ten years",
            "In 1955 a bishop predicted the end of British rule in Cyprus within 10 years.",
        ),
    ],
)
def test_predictions_are_read_and_said_again(sentence: str, meant: str) -> None:
    claim = parse(sentence)
    assert canonical(claim) == meant
    assert parse(meant) == claim


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Khomeini predicted the fall of communism", "without a date"),
        ("In the 1970s Amalrik predicted the end of the Soviet Union", "without a date"),
        ("In 1970 Amalrik predicted by 1984 the end of the Soviet Union by 1990", "one horizon"),
        ("Nobody predicted in 1980 the end of the Soviet Union", "no claim"),
        ("In 1980 he predicted the end of the Soviet Union", "no claim"),
        ("In 1980 the CIA did not predict the end of the Soviet Union", "no claim"),
        ("In 1980 the CIA predicted fair weather", "no claim"),
        ("In 1980 the CIA predicted that NATO would end", "no event of the table|kind 'foretold'"),
        ("In 1980 x9$ predicted the fall of communism", "no place in a claim"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(sentence: str, problem: str) -> None:
    if "NATO" in sentence:  # a group is no state, and its end an event like others
        assert parse(sentence).event == "end of NATO"
        return
    with pytest.raises(SentenceError, match=problem):
        parse(sentence)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"speaker": "nobody"}, "cannot be read as a speaker"),
        ({"speaker": "<b>x</b>"}, "no place in a claim"),
        ({"speaker": "A " * 40}, "cannot be read as a speaker"),
        ({"speaker": "in 1970 Amalrik"}, "cannot be read as a speaker"),
        ({"event": "fair weather"}, "no event of the table"),
        ({"event": "end of the Soviet Union"}, "no event of the table"),
        ({"event": "fall of communism", "subjects": "Cuba"}, "either an event or a state"),
        ({"event": "", "subjects": []}, "either an event or a state"),
        ({"from": None}, "the year in which it was made"),
        ({"after": 1970, "from": None}, "the year in which it was made"),
        ({"month": 13}, "no month"),
        ({"direction": "towards"}, "towards or away from a state"),
        ({"others": "Cuba"}, "either an event or a state|stands twice"),
    ],
)
def test_structured_predictions_are_held_to_the_same(
    changed: dict[str, object], problem: str
) -> None:
    parts = {"kind": "foretold", "speaker": "Amalrik", "event": "fall of communism", "from": 1970}
    assert from_mapping(parts).event == "fall of communism"
    with pytest.raises(SentenceError, match=problem):
        from_mapping({key: v for key, v in {**parts, **changed}.items() if v is not None})


def test_only_predictions_have_speakers() -> None:
    with pytest.raises(SentenceError, match="takes no speaker"):
        from_mapping({"kind": "backs", "subjects": "NOR", "others": "SWE", "speaker": "Amalrik"})


def test_every_name_in_the_table_is_known_and_other_nouns_stand_for_it() -> None:
    for event in events():
        for name in (event.name, *event.aliases):
            found = foretelling.known(name)
            assert found is not None, name
            assert name in (found.name, *found.aliases), name
    assert foretelling.known("demise of apartheid") == foretelling.known("end of apartheid")
    assert foretelling.known("downfall of capitalism") is None
    assert foretelling.known("death of Tito") is not None
    assert foretelling.known("fall of Tito") is None  # he died in office


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("end of British rule in Cyprus", "cyprus-independence"),
        ("end of French rule in Algeria", "algeria-independence"),
        ("end of white rule in South Africa", ""),
        ("quarrel between the Soviet Union and China", "sino-soviet-split"),
        ("first nuclear test of China", "chinese-bomb"),
        ("first nuclear test of Peru", ""),
        ("fall of the Shah of Iran", "iranian-revolution"),
        ("fall of the Shah of Peru", ""),
    ],
)
def test_what_is_told_another_way_is_the_same_event(name: str, event: str) -> None:
    found = foretelling.known(name)
    assert (found.id if found else "") == event


def test_the_fall_of_a_capital_is_not_the_end_of_a_state() -> None:
    assert parse("In 1970 Aron predicted the fall of Saigon").event == "fall of Saigon"
    assert parse("In 1970 Aron predicted that Saigon would fall").event == "fall of Saigon"
    claim = parse("In 1970 Aron predicted the fall of South Vietnam")
    assert [party.name for party in claim.subjects] == ["RVN"]


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In January 1989 Khomeini predicted the fall of communism", "supported"),
        ("In 1980 Randall Collins predicted the collapse of the Soviet Union within 50 years",
         "supported"),
        ("In 1985 Aron predicted that Czechoslovakia would break up within 10 years", "supported"),
        ("In 1985 Aron predicted that East Germany would disappear", "supported"),
        ("Amalrik foresaw in 1970 that the Soviet Union would end by 1984", "contradicted"),
        ("In 1976 Todd predicted the collapse of the Soviet Union within 10 years",
         "contradicted"),
        ("In 1970 Brandt predicted that Germany would be reunified", "contradicted"),  # 20 years
        ("In 1992 Aron predicted the fall of the Berlin Wall", "contradicted"),  # it had fallen
        ("In December 1989 Aron predicted the fall of the Berlin Wall", "contradicted"),
        ("In October 1989 Aron predicted the fall of the Berlin Wall", "supported"),
        ("In 1989 Aron predicted the fall of the Berlin Wall", "undecided"),  # before or after it?
        ("In November 1979 Aron predicted the fall of the Berlin Wall", "undecided"),
        ("In 1990 Aron predicted the fall of communism", "contested"),  # it was under way
        ("In 2005 Aron predicted that Norway would end by 2015", "contradicted"),  # it did not
        ("In 2005 Aron predicted that Norway would end", "undecided"),  # no horizon
        ("In 2005 Aron predicted that Norway would end by 2090", "undecided"),  # still open
        ("In 2005 Aron predicted that Norway would not end by 2015", "supported"),
        ("In 1980 Aron predicted that the Soviet Union would not end within ten years",
         "supported"),
        ("In 1980 Aron predicted that the Soviet Union would not end within 15 years",
         "contradicted"),
        ("In 1995 Aron predicted that the fall of the Berlin Wall would not come by 2000",
         "contradicted"),
        ("In 1988 Khomeini predicted the downfall of capitalism", "untestable"),
        ("In 1988 Khomeini predicted the downfall of capitalism by 2000", "untestable"),
    ],
)  # fmt: skip
def test_known_predictions(made: Evidence, sentence: str, expected: str) -> None:
    verdict = check(parse(sentence), made)
    assert verdict.verdict == expected, verdict.why


def test_the_answer_says_what_the_record_cannot_show(made: Evidence) -> None:
    for sentence in (
        "In 1985 Aron predicted that East Germany would disappear",
        "In 1988 Khomeini predicted the downfall of capitalism",
    ):
        assert "cannot show that the words were said" in check(parse(sentence), made).caveats[0]
    assert "table of events has no 'downfall of capitalism'" in check(parse(sentence), made).why


def test_after_the_event_is_said(made: Evidence) -> None:
    verdict = check(parse("In 1992 Aron predicted the fall of the Berlin Wall"), made)
    assert "the prediction came after the event" in verdict.why
    assert beside(verdict)["lead"].startswith("−")


def test_the_lead_is_counted_in_days(made: Evidence) -> None:
    verdict = check(parse("In March 1980 Aron predicted the fall of the Berlin Wall"), made)
    days = date(1989, 11, 9) - date(1980, 3, 16)
    assert verdict.findings[0].estimate == pytest.approx(days.days / 365.2425)
    assert [f.estimate for f in verdict.findings[1:]] == [9.0]
    given = beside(verdict)
    assert (given["said"], given["came"], given["lead"]) == ("1980-03", "1989-11", "9.7")
    assert given["base rate"] == "–"


def test_of_what_took_long_both_ends_are_told(made: Evidence) -> None:
    verdict = check(parse("In January 1985 Aron predicted the fall of communism"), made)
    given = beside(verdict)
    assert given["came"] == "1989–1991"
    assert given["lead"] == "4.4–7.0"


def test_a_name_that_ended_goes_by_its_name(made: Evidence) -> None:
    verdict = check(parse("In 1985 Aron predicted the end of the Soviet Union"), made)
    assert {f.specification.measure for f in verdict.findings} == {"name", "table"}
    assert beside(verdict)["came"] == "1991-12"


def test_states_end_as_often_as_the_spells_say() -> None:
    ends, years = state_ends(1946, 2020)
    there = [{id_ for id_ in states.ids() if states.exists(id_, y)} for y in range(1946, 2021)]
    assert ends == sum(len(before - after) for before, after in pairwise(there))
    assert years == pytest.approx(sum(map(len, there)), rel=0.02)


# -- turns -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def turned() -> Evidence:
    """State 5 goes over to the second pole after 1978; the others stay."""
    places = settled(WORLD, 4)
    places[:, 5] = -0.8
    places[TURN - 1965 + 1 :, 5] = 0.8
    return draw(WORLD, places, seed=77)


def turn(said: int, evidence: Evidence, who: int = 5, **changes: object) -> Verdict:
    window = Window(said, **changes.pop("ahead", {}))  # type: ignore[arg-type]
    claim = Claim("foretold", (Party(NAMES[who]),), (Party(NAMES[1]),), window=window)
    return check(replace(claim, **{"direction": "towards", **changes}), evidence)  # type: ignore[arg-type]


def test_a_turn_that_came_was_foretold(turned: Evidence) -> None:
    verdict = turn(1973, turned)
    assert verdict.verdict == "supported"
    assert verdict.findings[0].estimate == TURN + 1 - 1973
    given = beside(verdict)
    assert (given["came"], given["under way"]) == (str(TURN + 1), "no")
    assert given["base rate"] == "0 %"


def test_there_and_back(turned: Evidence) -> None:
    assert turn(1973, turned, direction="away").verdict == "contradicted"
    assert turn(1973, turned, negated=True).verdict == "contradicted"
    assert turn(1973, turned, negated=True, direction="away").verdict == "supported"
    rates = {beside(turn(1984, turned, negated=no))["base rate"] for no in (False, True)}
    assert len(rates) == 1  # what is usual does not depend on what was said


def test_a_turn_that_had_come_was_not_foretold(turned: Evidence) -> None:
    verdict = turn(1984, turned)
    assert verdict.verdict == "contradicted"
    assert "the prediction came after it" in verdict.why
    assert beside(verdict)["under way"] == "yes"
    assert turn(1984, turned, negated=True).verdict == "contradicted"


def test_a_turn_past_its_horizon_came_too_late(turned: Evidence) -> None:
    assert turn(1968, turned, ahead={"last": 1973}).verdict == "contradicted"
    assert turn(1968, turned, ahead={"last": 1985}).verdict == "supported"


def test_a_turn_near_the_saying_is_left_open(turned: Evidence) -> None:
    """Its first session opened in the year of the saying: before or after it, who knows?"""
    assert turn(TURN + 1, turned).verdict == "undecided"


def test_votes_that_do_not_reach_leave_it_open(turned: Evidence) -> None:
    assert turn(1986, turned, who=20).verdict == "undecided"
    untestable = turn(1950, turned)
    assert untestable.verdict == "untestable"
    assert "needs votes before and after it" in untestable.why
    assert beside(untestable)["said"] == "1950"


def test_states_that_exchange_their_votes_exchange_their_verdicts() -> None:
    places = settled(WORLD, 4)
    places[:, 5] = -0.8
    places[TURN - 1965 + 1 :, 5] = 0.8
    calm = replace(WORLD, lasting=0.0, passing=0.0, absent=0.0)
    swapped = places.copy()
    swapped[:, [5, 9]] = swapped[:, [9, 5]]
    one, other = draw(calm, places, 9), draw(calm, swapped, 9)
    for a, b in ((5, 9), (9, 5)):
        there, back = turn(1973, one, who=a), turn(1973, other, who=b)
        assert there.verdict == back.verdict
        estimates = [[f.estimate for f in verdict.findings] for verdict in (there, back)]
        assert estimates[0] == pytest.approx(estimates[1], nan_ok=True)


def test_a_change_before_the_saying_is_seen(turned: Evidence) -> None:
    """The votes of a state that was to end, with its change before the saying and after it."""
    for said, begun in ((1985, True), (1970, False)):
        claim = Claim("foretold", (Party(NAMES[5]),), window=Window(said, length=5))
        short = beside(check(claim, turned))["under way"]
        assert (short not in {"no", "unclear", "–"} and not short.startswith("0")) == begun
    numbers = np.array([turn(year, turned).findings[0].estimate for year in (1970, 1972, 1974)])
    assert (np.diff(numbers) == -2).all()  # the date of the turn does not depend on the saying
