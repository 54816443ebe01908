"""What must come out of the General Assembly's record."""

from __future__ import annotations

import time

import pytest

from nonaligned.claims.evidence import Evidence
from nonaligned.claims.language import parse
from nonaligned.claims.structured import read
from nonaligned.claims.weigh import check

pytestmark = pytest.mark.shared


def test_dozens_back_the_palestinians_as_steadily(real: Evidence) -> None:
    sentence = "Iran is the only state that backs the Palestinians, 1989-2018"
    verdict = check(parse(sentence), real)
    assert verdict.verdict == "contradicted"
    assert verdict.primary is not None
    assert verdict.primary.estimate >= 24
    assert len(verdict.primary.named) >= 24
    assert {"EGY", "SEN"} & set(verdict.primary.named)
    assert any(exhibit.side == "against" for exhibit in verdict.exhibits)


def test_closer_to_one_pole(real: Evidence) -> None:
    there = check(
        parse("Iran is closer to the Soviet Union than to the United States, 1979-1989"), real
    )
    assert there.verdict == "supported"
    back = check(
        parse("Iran is closer to the United States than to the Soviet Union, 1979-1989"), real
    )
    assert back.verdict == "contradicted"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Britain was closer to the United States than to the Soviet Union, 1950-1989",
            "supported",
        ),
        ("Cuba backed the Soviet Union in the 1980s", "supported"),
        ("Norway backed the Soviet Union in the 1980s", "contradicted"),
        ("The United States backed the Palestinians from 1989 to 2018", "contradicted"),
        ("The Arab states backed the Palestinians from 1975 to 2018", "supported"),
        ("NATO was closer to the Warsaw Pact than to the Arab states in the 1980s", "contradicted"),
    ],
)
def test_what_nobody_disputes(real: Evidence, sentence: str, expected: str) -> None:
    assert check(parse(sentence), real).verdict == expected


def test_a_claim_takes_half_a_second(real: Evidence) -> None:
    fresh = Evidence(real.tallies)
    claim = parse("India was closer to the Soviet Union than to the United States, 1960-1990")
    check(claim, fresh)
    began = time.process_time()
    for year in range(1955, 1975):
        check(parse(f"India was closer to Cuba than to Sweden from {year} to {year + 10}"), fresh)
    assert (time.process_time() - began) / 20 < 0.5


def test_the_bundled_example(real: Evidence, request: pytest.FixtureRequest) -> None:
    entries = read(request.config.rootpath / "examples" / "claims.yaml")
    verdicts = [check(entry.claim, real, said=entry.said).verdict for entry in entries]
    assert len(entries) >= 8
    assert "untestable" not in verdicts
    assert {"supported", "contradicted"} <= set(verdicts)
