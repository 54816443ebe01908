"""Markdown in which text from outside stays text, as another parser reads it."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nonaligned.report.escape import visible
from nonaligned.report.markdown import document, escaped

TEXT = st.text(st.sampled_from("ab1 .-+#*_[]()<>!|`~\\&;:/@$\n\"'="), max_size=40)


def reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(TEXT)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    tokens = reader().parse(f"- {escaped(text)} end")
    inline = [token for token in tokens if token.type == "inline"]
    read = "".join(child.content for token in inline for child in token.children or [])
    assert read == " ".join(f"{visible(text)} end".split())
    assert {c.type for t in inline for c in t.children or []} <= {"text"}


def test_hostile_text_makes_no_link_image_or_markup(samples: ModuleType) -> None:
    tokens = reader().parse(document(samples.hostile()))
    children = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in [*tokens, *children]}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"}
    assert sum(token.type == "table_open" for token in tokens) == 1
    assert "http://evil" not in document(samples.hostile())


@pytest.mark.parametrize("word", ["supported", "contested", "untestable"])
def test_a_claim_is_there_with_its_verdict_and_sources(samples: ModuleType, word: str) -> None:
    made = document(samples.document(word))
    assert f"**{word}**" in made
    assert "## 1. Aland stood by Borland." in made
    assert "## Sources" in made
    if word != "untestable":
        assert "- **Measured:** difference of agreement: 0.60 (95 % interval 0.50 to 0.70)" in made
