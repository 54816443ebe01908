"""Recurring texts: the title rule, links, and what they are worth on the real record."""

from __future__ import annotations

import polars as pl
import pytest

from nonaligned.measures.recurring import normalised, texts
from nonaligned.measures.samples import chamber
from nonaligned.measures.tallies import Tallies


def with_titles(rows: list[tuple[int, str | None, bool, int]]) -> pl.DataFrame:
    """Roll calls 1, 2, … with session, title, whether on a paragraph, and link."""
    _, table = chamber(states=2, sessions=1, rollcalls=len(rows), seed=0)
    session, title, part, link = zip(*rows, strict=True)
    return table.with_columns(
        session=pl.Series(session, dtype=pl.Int16),
        title=pl.Series(title, dtype=pl.String),
        paragraph=pl.Series(part),
        link=pl.Series(link, dtype=pl.Int32),
    )


def test_the_same_title_in_two_sessions_is_one_text() -> None:
    found = texts(with_titles([(1, "On Peace", False, 1), (2, "ON PEACE.", False, 2)]))
    assert found[0] == found[1] >= 0


def test_a_title_borne_twice_in_a_session_stands_for_no_text_there() -> None:
    rows = [(1, "A", False, 1), (2, "A", False, 2), (2, "A", False, 3), (3, "A", False, 4)]
    found = texts(with_titles(rows))
    assert found[0] == found[3]
    assert len({found[0], found[1], found[2]}) == 3


def test_paragraphs_recur_by_link_only() -> None:
    rows = [(1, "A", True, 1), (2, "A", True, 2), (3, "B", True, 1)]
    found = texts(with_titles(rows))
    assert found[0] == found[2] != found[1]


def test_matches_chain_and_a_text_with_two_calls_in_a_session_does_not_count_there() -> None:
    rows = [(1, "A", False, 1), (2, "A", False, 2), (2, "B", False, 1), (3, "B", False, 4)]
    found = texts(with_titles(rows))
    assert found[0] == found[3] >= 0
    assert found[1] == found[2] == -1


def test_a_link_to_a_roll_call_that_is_not_listed_still_joins() -> None:
    found = texts(with_titles([(1, None, False, 77), (2, None, False, 77), (3, None, False, 3)]))
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (None, None),
        ("", None),
        ("1947", None),
        ("Réducing  danger!", "reducing danger"),
        ("DANGER: Reducing danger", "reducing danger"),
        (
            "Reducing danger : resolution / adopted by the General Assembly: A/71/1 x",
            "reducing danger",
        ),
        ("Reducing dan: Reducing danger", "reducing danger"),
        ("Budget 2006", "budget 2006"),
        ("To adopt text (A/L.473)", "to adopt text"),
    ],
)
def test_normalised(title: str | None, expected: str | None) -> None:
    assert normalised(title) == expected


@pytest.mark.shared
def test_texts_of_the_record(real: Tallies) -> None:
    """At most one roll call of a text in a session; sessions from 40 are well covered."""
    counts = real.counts
    keys = {
        (t, s) for t, s in zip(counts.text.tolist(), counts.session.tolist(), strict=True) if t >= 0
    }
    assert len(keys) == (counts.text >= 0).sum()
    assert real.recurring("all", 60, 61)[:, 0].max() >= 25
