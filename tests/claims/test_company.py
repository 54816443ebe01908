"""By how much states changed, by standing, company and answers, on records where it is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nonaligned.claims.company import Changes, changes, margin
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.trials import World, draw, settled
from nonaligned.measures.similarity import MEASURES

WORLD = World(size=40, sessions=10)
EARLY, LATE = (30, 34), (35, 39)
ALL = np.ones(WORLD.size, dtype=bool)


def record(places: np.ndarray, **changed: object) -> Evidence:
    return draw(replace(WORLD, **changed), places, seed=11)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def still() -> Evidence:
    return record(settled(WORLD, 3))


def classical(evidence: Evidence, sessions: list[int]) -> np.ndarray:
    """Places of the states by an exact decomposition, over some sessions."""
    counts = np.sum([evidence.tallies.pairs("all", s, s) for s in sessions], axis=0)
    apart = 1 - MEASURES["agree3"](counts)
    np.fill_diagonal(apart, 0)
    centre = np.eye(len(apart)) - 1 / len(apart)
    line = np.linalg.eigh(-centre @ apart @ centre)[1][:, -1]
    return np.asarray((line - line.mean()) / line.std())


def test_a_standing_is_a_place_on_the_first_axis(still: Evidence) -> None:
    found = changes(still, "all", EARLY, LATE, ALL)["standing-agree3"]
    assert found.early == 5
    early, late = list(range(30, 35)), list(range(35, 40))
    spans = [(early, late)]
    spans += [([s for s in early if s != out], late) for out in early]
    spans += [(early, [s for s in late if s != out]) for out in late]
    for got, (before, after) in zip(found.values, spans, strict=True):
        old, new = classical(still, before), classical(still, after)
        new = new * np.sign(old @ new)
        assert np.abs(got) == pytest.approx(np.abs(new - old), abs=1e-4)


@pytest.mark.parametrize(
    "what", ["standing-agree3", "standing-agree2", "company-agree3", "company-agree2", "answers"]
)
def test_who_moved_stands_out(what: str) -> None:
    places = settled(WORLD, 4)
    places[5:, 7] = places[0, 7] - np.sign(places[0, 7]) * 1.5
    evidence = record(places)
    found = np.abs(changes(evidence, "all", EARLY, LATE, ALL)[what].values[0])
    assert found[7] > np.quantile(found, 0.9)
    who = np.arange(WORLD.size) == 7
    got = margin(changes(evidence, "all", EARLY, LATE, ALL)[what], who, ~who, 2 / 3)
    assert got.moved - 1.96 * got.error > got.usual


def test_states_left_out_have_no_change(still: Evidence) -> None:
    among = np.arange(WORLD.size) < 25
    for found in changes(still, "all", EARLY, LATE, among).values():
        assert np.isfinite(found.values[:, among]).all()
        assert np.isnan(found.values[:, ~among]).all()


def test_answers_of_who_always_says_no_do_not_feel_the_agenda() -> None:
    """A lone dissenter who stays alone, when the others draw nearer to each other and to it."""
    places = settled(WORLD, 5)
    places[:, 0] = -9.0
    places[5:, 1:] *= 0.4
    evidence = record(places)
    found = changes(evidence, "all", EARLY, LATE, ALL)["answers"].values[0]
    assert found[0] < np.quantile(found, 1 / 3)


def test_distances_do_not_feel_how_many_votes_divide() -> None:
    """Half of the later votes are unanimous: nobody moved, and nobody is found to have."""
    evidence = record(settled(WORLD, 6), passing=0.0, lasting=0.0, absent=0.0)
    counts = {s: evidence.tallies.pairs("all", s, s).copy() for s in range(30, 40)}
    for session in range(35, 40):
        counts[session][..., 0, 0] += 70
    tallies = replace(evidence.tallies, counts=Padded(evidence.tallies.counts, counts))
    plain = changes(evidence, "all", EARLY, LATE, ALL)
    padded = changes(Evidence(tallies), "all", EARLY, LATE, ALL)
    for what in ("standing-agree3", "company-agree3"):
        assert padded[what].values[0] == pytest.approx(plain[what].values[0])


class Padded:
    """Counts of another source, with tables of pairs of its own."""

    def __init__(self, source: object, pairs: dict[int, np.ndarray]) -> None:
        self.source, self.tables = source, pairs

    def __getattr__(self, name: str) -> object:
        return getattr(self.source, name)

    def pairs(self, cut: str, sessions: tuple[int, ...]) -> np.ndarray:
        return np.asarray(np.sum([self.tables[s] for s in sessions], axis=0))


def test_the_error_is_the_jackknife_of_the_distance_to_what_is_usual() -> None:
    values = np.random.default_rng(2).normal(0, 1, (1 + 3 + 4, 12))
    who = np.arange(12) == 2
    got = margin(Changes(values, 3), who, ~who, 2 / 3)
    gaps = np.quantile(np.abs(values[:, ~who]), 2 / 3, axis=1) - np.abs(values[:, 2])
    expected = 2 * np.var(gaps[1:4]) + 3 * np.var(gaps[4:])
    assert got.usual - got.moved == pytest.approx(gaps[0])
    assert got.error == pytest.approx(np.sqrt(expected))


def test_a_group_is_its_average_member() -> None:
    values = np.array([[0.5, -0.5, 0.1, 0.2, 0.3]] * 5)
    who = np.array([True, True, False, False, False])
    assert margin(Changes(values, 2), who, ~who, 2 / 3).moved == 0.0


def test_one_session_an_end_has_no_error(still: Evidence) -> None:
    found = changes(still, "all", (30, 30), (39, 39), ALL)["standing-agree3"]
    who = np.arange(WORLD.size) == 3
    assert np.isnan(margin(found, who, ~who, 2 / 3).error)


def test_who_casts_no_vote_at_an_end_has_no_change() -> None:
    evidence = record(settled(WORLD, 7))
    counts = {s: evidence.tallies.pairs("all", s, s).copy() for s in range(30, 40)}
    for session in range(30, 35):
        counts[session][4] = counts[session][:, 4] = 0
    tallies = replace(evidence.tallies, counts=Padded(evidence.tallies.counts, counts))
    found = changes(Evidence(tallies), "all", EARLY, LATE, ALL)
    for what in ("standing-agree3", "company-agree3"):
        assert np.isnan(found[what].values[:, 4]).all()
        assert np.isfinite(found[what].values[:, :4]).all()


def test_where_nobody_differs_nothing_is_found() -> None:
    evidence = record(np.full((WORLD.sessions, WORLD.size), -9.0), lasting=0.0, passing=0.0)
    found = changes(evidence, "all", EARLY, LATE, ALL)
    assert np.isnan(found["company-agree3"].values).all()
    assert (found["answers"].values[0] < 1).all()
