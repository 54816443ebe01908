"""The ledger of predictions, wherever a document is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType

import jsonschema
from markdown_it import MarkdownIt
from rich.console import Console

from nonaligned.claims.verdict import Beside
from nonaligned.report import html, markdown, terminal
from nonaligned.report.document import Document
from nonaligned.report.json import document, dumps, schema
from nonaligned.report.ledger import TITLE, ledger

CELLS = ("Amalrik", "end of Aland", "1970", "1991-12", "21.5", "0 of 2", "0.7 %")
HEADS = ("who", "foretold", "said", "came", "lead", "under way", "base rate")


def foretold(samples: ModuleType, cells: tuple[str, ...] = CELLS) -> Document:
    """A document whose second claim is a prediction."""
    made: Document = samples.document("supported", "contradicted", figures=False)
    beside = tuple(Beside(*pair) for pair in zip(HEADS, cells, strict=True))
    beside = (*beside[:-1], replace(beside[-1], text="8 ends of states in 11,210 years"))
    entry = made.entries[1]
    told = replace(entry, verdict=replace(entry.verdict, beside=beside))
    return replace(made, entries=(made.entries[0], told))


def printed(made: Document) -> str:
    console = Console(width=80, record=True, force_terminal=False)
    with console.capture() as capture:
        console.print(*terminal.document(made), sep="\n")
    return capture.get()


def test_only_predictions_stand_in_it(samples: ModuleType) -> None:
    found = ledger(foretold(samples))
    assert found.heads == HEADS
    assert [(row.number, row.cells, row.verdict) for row in found.rows] == [
        (2, CELLS, "contradicted")
    ]


def test_without_predictions_there_is_none(samples: ModuleType) -> None:
    made = samples.document("supported", figures=False)
    assert document(made)["ledger"] == []
    for text in (printed(made), markdown.document(made), html.page(made, charts=False)):
        assert TITLE not in text


def test_it_reads_at_eighty_columns(samples: ModuleType) -> None:
    text = printed(foretold(samples))
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    at = lines.index(TITLE)
    assert "contradicted  Amalrik: end of Aland" in lines[at + 2]
    scores = "said 1970; came 1991-12; lead 21.5; under way 0 of 2; base rate 0.7 %"
    assert scores in " ".join(" ".join(lines[at + 3 : at + 5]).split())
    assert "8 ends of states" in text


def test_as_json_it_keeps_to_the_schema(samples: ModuleType) -> None:
    made = json.loads(dumps(document(foretold(samples))))
    jsonschema.validate(made, schema())
    names = [head.replace(" ", "_") for head in HEADS]
    assert made["ledger"] == [
        {"claim": 2, **dict(zip(names, CELLS, strict=True)), "verdict": "contradicted"}
    ]
    assert made["claims"][1]["beside"][0] == {"name": "who", "short": "Amalrik", "text": ""}


def test_as_markdown_and_as_a_page_it_is_a_table(samples: ModuleType) -> None:
    made = foretold(samples)
    lines = markdown.document(made).splitlines()
    assert f"## {TITLE}" in lines
    assert "| 2 | Amalrik | end of Aland | 1970 | 1991-12 |" in "\n".join(lines)
    page = html.page(made, charts=False)
    assert TITLE in page
    assert '<a href="#claim-2">2</a>' in page
    assert page.count('data-head="Who" class="words"><bdi>Amalrik</bdi></td>') == 1


def test_what_people_wrote_stays_text(samples: ModuleType) -> None:
    for hostile in samples.HOSTILE:
        made = foretold(samples, (hostile, hostile, *CELLS[2:]))
        page = html.page(made, charts=False)
        for tag in ("<script>window", "<img", "<svg onload", "<iframe", "<base"):
            assert tag not in page
        assert "\x1b" not in printed(made)
        tokens = MarkdownIt("commonmark").enable("table").parse(markdown.document(made))
        children = {c.type for token in tokens for c in token.children or []}
        assert not children & {"link_open", "image", "html_inline"}
        assert sum(token.type == "table_open" for token in tokens) == 2
