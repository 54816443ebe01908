"""Nothing that acts unseen survives on its way into a page."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.report.escape import script_json, visible

ANY = st.text(st.characters(codec=None), max_size=80)  # lone surrogates included


@given(ANY)
def test_what_is_visible_can_be_written_and_turns_no_line_round(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not [c for c in shown if unicodedata.bidirectional(c) in turning]
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@pytest.mark.parametrize("text", ["Côte d’Ivoire", "ایران", "مصر و سوریه", "中国", "👩‍🚀", "a\tb"])
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.recursive(st.none() | st.text() | st.integers(), lambda c: st.lists(c, max_size=3)))
def test_json_in_a_script_reads_back_and_holds_no_tag(value: object) -> None:
    made = str(script_json(value))
    assert json.loads(made) == value
    assert not set("<>&\u2028\u2029") & set(made)
