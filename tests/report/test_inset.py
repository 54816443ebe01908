"""The article in pieces: nothing lost, nothing twice, every claim where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nonaligned.report.document import ArticleView
from nonaligned.report.inset import paragraphs


@st.composite
def views(draw: st.DrawFn) -> tuple[ArticleView, list[tuple[int, int]]]:
    text = draw(st.text("ab .\n", min_size=1, max_size=60))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda s: (s[0], min(s[0] + s[1], len(text)))
    )
    spans = draw(st.lists(span, max_size=6))
    dated = draw(st.lists(span, max_size=3))
    return ArticleView(text, tuple((a, b, i) for i, (a, b) in enumerate(spans))), dated


@given(views())
def test_pieces_hold_the_text_and_each_character_its_claims(
    case: tuple[ArticleView, list[tuple[int, int]]],
) -> None:
    view, dated = case
    at = 0
    for paragraph in paragraphs(view, dated):
        for piece in paragraph:
            at = view.text.index(piece.text, at)
            for place in range(at, at + len(piece.text)):
                expected = {claim for a, b, claim in view.spans if a <= place < b}
                assert set(piece.claims) == expected
                assert piece.dated == any(a <= place < b for a, b in dated)
            at += len(piece.text)
    whole = "".join(piece.text for p in paragraphs(view, dated) for piece in p)
    assert whole.split() == view.text.split() or "".join(whole.split()) == "".join(
        view.text.split()
    )


@given(views())
def test_a_claim_begins_once_and_ends_once_where_it_is_shown(
    case: tuple[ArticleView, list[tuple[int, int]]],
) -> None:
    view, dated = case
    pieces = [piece for paragraph in paragraphs(view, dated) for piece in paragraph]
    for claim in range(len(view.spans)):
        shown = any(claim in piece.claims for piece in pieces)
        assert sum(claim in piece.begins for piece in pieces) == shown
        assert sum(claim in piece.ends for piece in pieces) <= 1
