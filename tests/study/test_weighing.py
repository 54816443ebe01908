"""Weighing many claims: the same verdicts in one process and in several, and progress told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nonaligned.claims.language import parse
from nonaligned.study import weighing
from nonaligned.study.loading import load
from nonaligned.study.weighing import Job, weigh_all

SAID = (
    "Yugoslavia ceased to exist in 1992",
    "India was closer to the Soviet Union than to the United States from 1979 to 1989",
    "Cuba backed the Soviet Union in the 1980s",
    "Sweden and Norway fought a war in 1905",
    "Egypt moved towards the United States after 1974",
)
JOBS = [Job(parse(said), said, 2018) for said in SAID]


def test_processes_give_the_same_verdicts_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    here = weigh_all(JOBS, load())
    monkeypatch.setattr(weighing, "MANY", 1)
    monkeypatch.setattr(weighing, "DEALT", 2)
    told: list[tuple[str, int, int | None]] = []
    apart = weigh_all(JOBS, load(), lambda *step: told.append(step))
    assert apart == here
    assert [verdict.claim for verdict in apart] == [job.claim for job in JOBS]
    assert told == [("weighing", done, 5) for done in (2, 4, 5)]


def test_what_is_said_twice_is_weighed_once_and_keeps_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = "Czechoslovakia ceased to exist in 1992"
    jobs = [
        *JOBS,
        replace(JOBS[0], said="By 1992 Yugoslavia was no more"),
        Job(parse(other), other),
    ]
    weighed: list[str] = []
    check = weighing.weigh.check
    monkeypatch.setattr(
        weighing.weigh, "check", lambda *a, **k: weighed.append(k["said"]) or check(*a, **k)
    )
    found = weigh_all(jobs, load())
    assert [verdict.said for verdict in found] == [job.said for job in jobs]
    assert replace(found[5], said=SAID[0]) == found[0]
    assert len(weighed) == len(jobs) - 1


def test_no_claims() -> None:
    assert weigh_all([], load()) == ()
