"""Counts: against loops over votes, and the sums that must hold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nonaligned.errors import ContractError, InputError, RecordError, UnknownStateError
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.samples import chamber
from nonaligned.measures.tallies import BASE_CUTS, Tallies
from nonaligned.tables import VOTE_LABELS

small = st.tuples(st.integers(2, 5), st.integers(1, 3), st.integers(4, 12), st.integers(0, 10**6))


def answers(votes: pl.DataFrame) -> dict[tuple[int, str], int]:
    codes = {label: code for code, label in enumerate(VOTE_LABELS)}
    return {(call, state): codes[vote] for call, state, vote in votes.iter_rows()}


def calls(rollcalls: pl.DataFrame, cut: str, session: int) -> list[int]:
    found = []
    for row in rollcalls.filter(pl.col("session") == session).iter_rows(named=True):
        part = bool(row["amendment"] or row["paragraph"])
        inside = {"all": True, "parts": part}.get(cut) if cut in ("all", "parts") else row[cut]
        if inside:
            found.append(row["rollcall"])
    return found


@given(small)
@settings(max_examples=15, deadline=None)
def test_as_counted_by_loops(shape) -> None:
    states, sessions, number, seed = shape
    votes, rollcalls = chamber(states, sessions, number, seed)
    tallies, given_ = tally(votes, rollcalls), answers(votes)
    for cut in BASE_CUTS:
        for session in tallies.sessions:
            ids = calls(rollcalls, cut, session)
            assert tallies.rollcalls(cut, session, session) == len(ids)
            pairs = tallies.pairs(cut, session, session)
            cast = tallies.cast(cut, session, session)
            for i, x in enumerate(tallies.states):
                own = Counter(given_.get((call, x)) for call in ids)
                assert cast[i].tolist() == [own[code] for code in range(4)]
                for j, y in enumerate(tallies.states):
                    both = Counter((given_.get((c, x)), given_.get((c, y))) for c in ids)
                    expected = [[both[a, b] for b in range(3)] for a in range(3)]
                    assert pairs[i, j].tolist() == expected


@given(small)
@settings(max_examples=15, deadline=None)
def test_sessions_sum_to_spans_and_rows_are_rows(shape) -> None:
    tallies = tally(*chamber(*shape))
    first, last = tallies.sessions[0], tallies.sessions[-1]
    for cut in ("all", "me", "parts", "all-me", "all-parts"):
        pairs = tallies.pairs(cut)
        by_session = sum(tallies.pairs(cut, s, s) for s in tallies.sessions)
        assert (pairs == by_session).all()
        assert (pairs == pairs.transpose(1, 0, 3, 2)).all()
        assert (pairs >= 0).all()
        assert (tallies.cast_by_session(cut).sum(axis=0) == tallies.cast(cut)).all()
        for i, state in enumerate(tallies.states):
            assert (tallies.row(cut, state, first, last) == pairs[i]).all()
            assert (tallies.rows_by_session(cut, state).sum(axis=0) == pairs[i]).all()
            assert (np.diag(pairs[i, i]) == tallies.cast(cut)[i, :3]).all()
        crowds = np.stack([np.arange(len(tallies.states)) % k != 1 for k in (1, 2, 3)])
        sums = tallies.crowds_by_session(cut, crowds).sum(axis=0)
        for crowd, met in zip(crowds, sums, strict=True):
            assert (met == pairs[:, crowd].sum(axis=1)).all()


@given(small)
@settings(max_examples=15, deadline=None)
def test_all_less_a_cut_is_the_count_of_the_others(shape) -> None:
    votes, rollcalls = chamber(*shape)
    others = rollcalls.filter(~pl.col("hr"))
    if others.is_empty():
        return
    there, apart = tally(votes, rollcalls), tally(votes, others)
    kept = [there.index(state) for state in apart.states]
    for session in apart.sessions:
        span = (session, session)
        assert there.rollcalls("all-hr", *span) == apart.rollcalls("all", *span)
        assert (there.cast("all-hr", *span)[kept] == apart.cast("all", *span)).all()
        pairs = there.pairs("all-hr", *span)[np.ix_(kept, kept)]
        assert (pairs == apart.pairs("all", *span)).all()


@given(small, st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_order_of_rows_is_of_no_account(shape, random) -> None:
    votes, rollcalls = chamber(*shape)
    seed = random.randrange(10**6)
    shuffled = tally(
        votes.sample(fraction=1, shuffle=True, seed=seed),
        rollcalls.sample(fraction=1, shuffle=True, seed=seed),
    )
    straight = tally(votes, rollcalls)
    assert (shuffled.pairs() == straight.pairs()).all()
    assert (shuffled.counts.codes == straight.counts.codes).all()


@given(small)
@settings(max_examples=10, deadline=None)
def test_relabelling_states_permutes_the_counts(shape) -> None:
    votes, rollcalls = chamber(*shape)
    named = votes.with_columns(
        state=pl.format("Z{}", 99 - pl.col("state").str.slice(1).cast(pl.Int64))
    )
    assert (tally(named, rollcalls).pairs() == tally(votes, rollcalls).pairs()[::-1, ::-1]).all()


def test_recurring_as_counted_by_loops() -> None:
    votes, rollcalls = chamber(states=4, sessions=3, rollcalls=12, seed=3)
    tallies, given_ = tally(votes, rollcalls), answers(votes)
    titles = rollcalls.filter(~pl.col("paragraph"))
    for cut in ("all", "me"):
        sides = {
            s: {
                row["title"]: row["rollcall"]
                for row in titles.filter(pl.col("session") == s).iter_rows(named=True)
                if cut == "all" or row[cut]
            }
            for s in (1, 3)
        }
        for i, state in enumerate(tallies.states):
            both = [
                (given_.get((sides[1][t], state), 9), given_.get((sides[3][t], state), 9))
                for t in sides[1].keys() & sides[3].keys()
            ]
            voted = [pair for pair in both if max(pair) < 3]
            same = sum(a == b for a, b in voted)
            assert tallies.recurring(cut, 1, 3)[i].tolist() == [len(voted), same]
    assert (tallies.recurring("all", 3, 1) == tallies.recurring("all", 1, 3)).all()


def test_refusals() -> None:
    votes, rollcalls = chamber(seed=1)
    tallies = tally(votes, rollcalls)
    for cut in ("me-hr", "all-all", "all-me-hr", "gold", ""):
        with pytest.raises(InputError):
            tallies.pairs(cut)
    with pytest.raises(UnknownStateError, match="'NOBODY' casts no vote"):
        tallies.index("NOBODY")
    with pytest.raises(RecordError, match="no session from 30 to 40"):
        tallies.cast("all", 30, 40)
    with pytest.raises(ContractError, match="no roll calls"):
        tally(votes, rollcalls.clear())


def test_results_cannot_be_written_to() -> None:
    tallies = tally(*chamber(seed=1))
    for array in (tallies.pairs(), tallies.cast(), tallies.row("all", "S00")):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.shared
def test_counts_of_the_record(real: Tallies) -> None:
    """Totals that the data's own description states."""
    cast = real.cast("all", 1, 74).sum(axis=0)
    assert real.rollcalls("all", 1, 74) == 6203
    assert cast[:3].sum() == 693_664 + 110_897 + 65_548
    assert real.rollcalls("all", 19, 19) == 1
