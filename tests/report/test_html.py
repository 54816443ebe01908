"""The page as text: complete, self-contained, escaped, the same each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

import pytest

from nonaligned.claims.verdict import VERDICTS
from nonaligned.report import html


class Read(HTMLParser):
    """Collects the tags, attributes, ids and script texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in self.inside:
            self.inside[tag].append("")
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[self._open][-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module")
def whole(samples: ModuleType) -> str:
    return html.page(samples.document())


def test_every_claim_has_a_card_with_all_it_rests_on(samples: ModuleType, whole: str) -> None:
    for i, word in enumerate(VERDICTS, 1):
        card = whole[whole.index(f'id="claim-{i}"') :].split("</article>")[0]
        assert word in card
        verdict = samples.verdict(word)
        wanted = [verdict.said, verdict.canonical]
        if word == "untestable":
            wanted.append(verdict.why)
        else:
            wanted += [verdict.needed, verdict.flips, *verdict.caveats, *verdict.left_out]
            wanted += [exhibit.text for exhibit in verdict.exhibits]
            wanted += ["1 of 3 ways" if word != "supported" else "2 of 3 ways"]
        for text in wanted:
            assert text in card, text


def test_every_figure_has_its_drawing_words_and_table(samples: ModuleType, whole: str) -> None:
    figures = [figure for entry in samples.document().entries for figure in entry.figures]
    read = Read(whole)
    assert read.tags["figure"] == len(figures)
    assert whole.count('class="plot"') == len(figures)
    assert read.tags["details"] >= len(figures)
    rows = sum(len(figure.rows) for figure in figures)
    tables = "".join(re.findall(r"<details.*?</details>", whole, re.DOTALL))
    assert tables.count("<tr><td") == rows


def test_nothing_is_fetched_from_anywhere(whole: str) -> None:
    read = Read(whole)
    links = read.values("href")
    assert links
    assert all(link.startswith("#") for link in links)
    for name in ("src", "srcset", "action", "data", "poster", "ping", "style"):
        assert not read.values(name)
    assert not set(read.tags) & {"link", "iframe", "object", "embed", "base", "form", "img"}
    assert not re.search(r"@import|url\((?!#)", read.inside["style"][0])


def test_each_link_leads_somewhere_and_no_id_stands_twice(samples: ModuleType) -> None:
    read = Read(html.page(samples.article(60, 6)))
    ids = Counter(read.values("id"))
    assert ids.most_common(1)[0][1] == 1
    named = [link.removeprefix("#") for link in read.values("href")]
    for name in ("aria-labelledby", "aria-describedby"):
        named += [id for value in read.values(name) for id in value.split()]
    assert set(named) <= set(ids)


def test_the_policy_names_the_hashes_of_what_is_there_and_nothing_else(whole: str) -> None:
    read = Read(whole)
    policy = next(value for value in read.values("content") if "default-src" in value)
    hashes = set(re.findall(r"'(sha256-[^']+)'", policy))
    library = gzip.decompress(base64.b64decode(_block(whole, "library"))).decode()
    active = [*read.inside["style"], read.inside["script"][-1], library]
    assert hashes == {_sha(text) for text in active}
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def _block(page: str, id: str) -> str:
    found = re.search(rf'id="{id}">([^<]*)<', page)
    assert found
    return found[1]


def _sha(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_hostile_text_is_text_and_adds_no_tag(samples: ModuleType) -> None:
    page = html.page(samples.hostile(), charts=False)
    tame = html.page(
        replace(samples.hostile(), title="t", entries=samples.document("contradicted").entries),
        charts=False,
    )
    assert not set(Read(page).tags) - set(Read(tame).tags)
    assert not [name for _, name, _ in Read(page).attributes if name.startswith("on")]
    assert len(Read(page).inside["script"]) == 2
    page.encode("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800-\udfff]", page)


def test_structured_data_can_be_read_and_says_what_the_page_says(samples: ModuleType) -> None:
    page = html.page(samples.hostile(), charts=False)
    graph = json.loads(Read(page).inside["script"][0])["@graph"]
    assert [review["reviewRating"]["alternateName"] for review in graph] == ["Contradicted"]


def test_the_same_document_gives_the_same_page(samples: ModuleType, whole: str) -> None:
    assert html.page(samples.document()) == whole


def test_without_charts_the_tables_are_open(samples: ModuleType) -> None:
    page = html.page(samples.document("supported"), charts=False)
    assert "The charts are left out" in page
    assert page.count("<details open>") == 3
    assert "<svg xmlns" not in page


def test_a_page_draws_so_many_figures_and_leaves_the_rest_as_tables(
    samples: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST_DRAWN", 4)
    page = html.page(samples.document("supported", "contradicted", "contested"))
    assert page.count('class="plot"') == 4
    assert page.count("Not drawn here") == 5
    assert page.count("Data: ") == 9


def test_an_article_is_shown_with_its_claims_conflicts_and_what_was_not_tested(
    samples: ModuleType,
) -> None:
    made = samples.article(60, 6)
    page = html.page(made, charts=False)
    for i in range(1, 7):
        assert f'id="said-{i}"' in page
        assert f"<sup>{i}</sup>" in page
    assert "Dates that cannot all hold" in page
    assert made.conflicts[0].text in page
    assert re.search(r"<bdi>an opinion</bdi>: 1 statement<", page)
    assert re.search(r"<bdi>no states in it</bdi>: 54 statements<", page)
    assert 'class="dated"' in page


def test_an_empty_document_says_so(samples: ModuleType) -> None:
    page = html.page(replace(samples.document("supported"), entries=()))
    assert "No claim about states was found that could be tested." in page


def test_the_bar_of_ways_is_whole(samples: ModuleType) -> None:
    parts = html.ways_bar(samples.verdict("contested"))
    assert sum(width for *_, width in parts) == pytest.approx(100, abs=0.01)
    assert [at for _, at, _ in parts] == pytest.approx([0, 100 / 3, 200 / 3], abs=0.01)
