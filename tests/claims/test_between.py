"""Where a state stands between the middle of a crowd and a pole; who is in an alliance."""

from __future__ import annotations

import numpy as np
import pytest

from nonaligned.claims import lexicon
from nonaligned.claims.alliances import bound
from nonaligned.claims.between import room
from nonaligned.claims.claim import Party
from nonaligned.claims.crowds import beside
from nonaligned.claims.estimates import MEASURES
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.trials import World, draw
from nonaligned.measures.joint import BesideCrowd, gap_variance
from nonaligned.states import get

WORLD = World(size=32, sessions=6, lasting=0.0, passing=0.3, drift=0.0)


def stood(place: float, seed: int = 5) -> tuple[Evidence, BesideCrowd]:
    """A state at a place on the line, the crowd about a middle, the poles at its ends."""
    line = np.linspace(-0.3, 0.3, WORLD.size)
    line[:3] = -1.5, 1.5, place
    evidence = draw(WORLD, np.tile(line, (WORLD.sessions, 1)), seed)
    crowd = np.arange(WORLD.size) > 2
    x, y, z = (Party(WORLD.names[k]) for k in (2, 0, 1))
    where = ("all", WORLD.first, WORLD.first + WORLD.sessions - 1)
    return evidence, beside(evidence, (x,), (y, z), crowd[None], where)


@pytest.mark.parametrize("measure", ["agree3", "agree2", "s_squared"])
def test_the_middle_is_at_0_and_the_pole_at_1(measure: str) -> None:
    formula = MEASURES[measure]
    for place, least, most in ((0.0, -0.12, 0.12), (0.75, 0.35, 0.65), (1.5, 0.85, 1.05)):
        found = room(formula, stood(place)[1], 1, 1 / 3, 1.0)
        assert least <= found.share[0] <= most
        assert (found.value[0] > 0) == (found.share[0] < 1 / 3)


def test_the_error_is_that_of_redrawn_votes() -> None:
    formula = MEASURES["agree3"]
    found = [room(formula, stood(0.6, seed)[1], 1, 1 / 3, 1.0) for seed in range(40)]
    spread = float(np.std([part.value[0] for part in found]))
    error = float(np.mean([part.error[0] for part in found]))
    assert 0.6 * spread < error < 2.5 * spread


def test_the_variance_of_a_gap_is_exact_where_the_crowd_is_of_one_mind() -> None:
    """Then its average member is one state, and the answers of three states are known."""
    rng = np.random.default_rng(1)
    x, p, u = rng.integers(0, 3, (3, 400))

    def pairs(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        table = np.zeros((4, 4))
        np.add.at(table, (a, b), 1)
        return table

    own = np.append(np.bincount(x, minlength=3), 0)
    beside = BesideCrowd(own, (pairs(x, p),), (pairs(u, p),), pairs(x, u), pairs(u, u))
    gap = np.abs(x - p) / 2 - np.abs(x - u) / 2 - np.abs(p - u) / 2 / 3
    exact = gap.var() / 400
    assert float(gap_variance(MEASURES["agree3"], beside, 0, 1 / 3)) == pytest.approx(
        exact, rel=0.1
    )


def test_nothing_is_known_without_common_votes() -> None:
    _, around = stood(0.0)
    none = BesideCrowd(
        around.own,
        tuple(np.zeros_like(pair) for pair in around.poles),
        around.crowd_poles,
        around.with_crowd,
        around.within,
    )
    assert np.isnan(room(MEASURES["agree2"], none, 0, 1 / 3, 1.0).value[0])


def test_allies_are_those_of_the_span() -> None:
    assert {"JPN", "PHL", "AUS", "THA", "TWN", "BRA", "FRA"} <= bound({"USA"}, 1960, 1969)
    assert not {"IND", "SWE", "FIN", "SRB", "RUS", "IRN"} & bound({"USA"}, 1960, 1969)
    assert "PAK" not in bound({"USA"}, 1980, 1989)
    assert {"MNG", "POL"} <= bound({"RUS"}, 1962, 1988)
    assert "KAZ" in bound({"RUS"}, 2000, 2009)
    assert "MNG" not in bound({"RUS"}, 1995, 2009)
    assert bound({"IND"}, 1960, 1969) == {"IND"}


def test_treaties_bind_states_that_there_are() -> None:
    rows = lexicon.rows("treaties")
    parties: dict[str, set[str]] = {}
    for row in rows:
        assert get(row["state"]).id == row["state"]
        assert row["source"]
        assert 1945 <= int(row["first"]) <= int(row["last"] or 9999)
        parties.setdefault(row["treaty"], set()).add(row["state"])
    assert all(len(found) > 1 for found in parties.values())
