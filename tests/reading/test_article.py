"""Input in every form and encoding, hostile input included."""

from __future__ import annotations

import io
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nonaligned.errors import InputError
from nonaligned.reading import article_from_bytes, article_from_text, read_article
from nonaligned.reading.article import MAX_BYTES, decode, plain
from nonaligned.reading.markup import read_html

TEXT = "“Naïve”, said Ceaușescu’s friend – and left."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_encodings_give_one_text(encoding: str) -> None:
    assert article_from_bytes(TEXT.encode(encoding), date="2000").text == TEXT


def test_windows_1252_is_the_last_resort() -> None:
    assert decode("“Naïve” – it’s".encode("cp1252")) == "“Naïve” – it’s"


def test_one_bad_byte_does_not_turn_utf8_into_windows_1252() -> None:
    assert "“Naïve”" in decode("“Naïve” and “more”".encode() + b"\xff")


def test_a_few_bytes_with_zeros_among_them_are_no_text() -> None:
    with pytest.raises(InputError, match="not text"):
        decode(b"\x00\xff\xfe\x01")


def test_a_program_is_not_taken_for_text_of_two_bytes_a_sign() -> None:
    with pytest.raises(InputError, match="not text"):
        decode(b"\x7fELF\x02\x01" + b"\x00" * 300 + b"\x01\x00\x00\x02" * 50)
    assert decode("Naïve".encode("utf-16-le")) == decode("Naïve".encode("utf-16-be")) == "Naïve"


def test_invisible_signs_and_odd_blanks_are_gone() -> None:
    text = "co\u00adop\u200berate\u202e now\u00a0and\tthen\r\nhere\x00\x07"
    assert plain(text) == "cooperate now and then\nhere"


def test_what_is_no_text_is_refused_with_a_hint() -> None:
    for data in (bytes(range(256)) * 20, b"PK\x03\x04rest", b"\n \n"):
        with pytest.raises(InputError, match=r"article: .+\. [A-Z]"):
            article_from_bytes(data, date="2000")


def test_more_than_ten_megabytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a " * (MAX_BYTES // 2 + 1))
    with pytest.raises(InputError, match=r"long\.txt: larger than 10 MB"):
        read_article(path, date="2000")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file"):
        read_article("nowhere.txt", date="2000")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"Peru backs Cuba.")

    monkeypatch.setattr("sys.stdin", Stdin)
    article = read_article("-", date="2000")
    assert (article.text, article.name) == ("Peru backs Cuba.", "stdin")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5 January 2018", "5 January 2018"),
        ("Published: January 5, 2018 10:32 GMT", "5 January 2018"),
        ("Friday, 5 January 2018", "5 January 2018"),
        ("Ankara, 5 January 2018", "5 January 2018"),
        ("Ankara, 5 January 2018 – It was cold in the city.", "5 January 2018"),
        ("Posted by A. Writer on 2018-01-05", "5 January 2018"),
    ],
)
def test_the_date_is_found_in_a_line_of_its_own(line: str, day: str) -> None:
    article = article_from_bytes(f"A headline\n\n{line}\n\nIn March 1990 it rained.".encode())
    assert (article.date.text, article.date_from) == (day, "text")


def test_a_date_in_a_sentence_is_no_date_of_publication() -> None:
    with pytest.raises(InputError, match="--date 2018-01-05"):
        article_from_bytes(b"A headline\n\nIn January 1988 he sent a letter.")


def test_a_wrong_date_is_explained() -> None:
    with pytest.raises(InputError, match="'yesterday' is no date"):
        article_from_bytes(b"Text.", date="yesterday")


def test_headings_and_wrapped_lines() -> None:
    source = (
        "A title\n\nA line that an editor\nwrapped at some width\nends here.\n\nShort one\n\nMore."
    )
    article = article_from_bytes(source.encode(), date="2000")
    parts = [(article.text[p.start : p.end], p.heading) for p in article.paragraphs]
    assert parts[0] == ("A title", True)
    assert parts[1] == ("A line that an editor wrapped at some width ends here.", False)
    assert parts[2] == ("Short one", True)


def test_html_keeps_text_and_drops_everything_else() -> None:
    page = (
        "<html><head><title>T &amp; U</title><style>p{}</style>"
        '<script type="application/ld+json">{"datePublished": "2018-01-05T10:00"}</script></head>'
        "<body><nav>Menu</nav><h1>Head</h1><p onclick=evil()>One<br>two <b>three</b></p>"
        "<script>document.write('<p>bad</p>')</script><svg><text>no</text></svg>"
        "<p>It&rsquo;s &lt;b&gt; fine</p><!-- <p>hidden</p> --></body>"
    )
    article = article_from_bytes(page.encode(), "page.html")
    assert article.title == "T & U"
    assert article.date.text == "5 January 2018"
    assert article.text == "Head\n\nOne two three\n\nIt’s <b> fine"


def test_what_entities_hide_is_made_plain_too() -> None:
    page = "<p>One&#x202e;two&shy;three&#8209;four&nbsp;five</p>"
    assert article_from_bytes(page.encode(), "a.html", "2000").text == "Onetwothree-four five"


def test_an_article_element_is_read_alone() -> None:
    page = "<p>Menu</p><article><p>Text.</p></article><p>Comments</p>"
    assert read_html(page).blocks == (("Text.", False),)


def test_markdown_front_matter_links_and_lists() -> None:
    source = (
        '---\ntitle: "On **Suez**"\ndate: 2016-10-29\n---\n# Head\nText with a [link](http://x.y) '
        "and `code`.\n\n```\nNorway backs Peru.\n```\n\n- one\n\n> quoted *words*\n"
    )
    article = article_from_bytes(source.encode(), "a.md")
    assert article.date.text == "29 October 2016"
    assert "Text with a link and code." in article.text
    assert "Norway" not in article.text
    assert article.text.endswith("one\n\nquoted words")


def pdf(words: str) -> bytes:
    """A PDF of one page with one line of text, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + head + table + tail


def test_the_text_layer_of_a_pdf() -> None:
    pytest.importorskip("pypdf")
    article = article_from_bytes(pdf("Peru backs Cuba."), "a.pdf", "2000")
    assert article.text == "Peru backs Cuba."


def test_a_damaged_pdf_is_named() -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(InputError, match=r"a\.pdf: "):
        article_from_bytes(b"%PDF-1.4\nnothing", "a.pdf", "2000")


@pytest.mark.parametrize(
    "junk",
    [
        "<",
        "<!--",
        "<a ",
        "<script>",
        "&",
        '<a href="',
        "<b><i>",
        "a.B",
        "“",
        "Mr. ",
        "[a",
        "\n",
        " \n",
    ],
)
def test_hostile_input_costs_no_more_than_its_length(junk: str) -> None:
    """Twice the input takes about twice the time: nothing is gone over again and again."""

    def seconds(size: int) -> float:
        data = (junk * (size // len(junk)) + "x end.").encode()
        started = time.process_time()
        for name in ("a.html", "a.md"):
            with suppress(InputError):
                article_from_bytes(data, name, "2000")
        return time.process_time() - started

    seconds(10_000)
    small, large = min(seconds(100_000), seconds(100_000)), seconds(400_000)
    assert large < 0.5 + 10 * small


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_one_clear_error(data: bytes) -> None:
    try:
        article = article_from_bytes(data, date="2000")
    except InputError as refused:
        one_line = "\n" not in refused.message
    else:
        one_line = all(article.text[p.start : p.end].strip() for p in article.paragraphs)
    assert one_line


@given(st.text(max_size=300))
def test_any_text_as_html_or_markdown(text: str) -> None:
    for name in ("a.html", "a.md"):
        try:
            article = article_from_bytes(text.encode("utf-8", "surrogatepass"), name, "2000")
        except InputError:
            continue
        assert "\u202e" not in article.text


def test_places_count_in_the_text_that_is_kept() -> None:
    article = article_from_text("One\u00ad.\n\nTwo.", 1990)
    assert [article.text[p.start : p.end] for p in article.paragraphs] == ["One.", "Two."]
