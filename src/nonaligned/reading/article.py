"""An article as it was given: its text made plain, its paragraphs, its title and its date.

Everything found later points into :attr:`Article.text`, which is kept as it is from here on.
Making it plain changes no word: blanks, line ends and quotation signs that programs mangle are
put right, and signs that show nothing (soft hyphens, zero-width and direction signs, controls)
are left out, so that nothing invisible can steer a reader or a page.
"""

from __future__ import annotations

import datetime
import re
import sys
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from nonaligned.errors import InputError
from nonaligned.reading.dates import DateMention, Moment, find_dates
from nonaligned.reading.markup import Markup, read_html, read_markdown

MAX_BYTES = 10_000_000
LEAST_COUNTED = 8
"""Bytes from which zeros in every second place say that it is text of two bytes a letter."""
HEADING_CHARACTERS = 120
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
}  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a heading of an article.

    Parameters
    ----------
    start, end : int
        Its place in the article's text.
    heading : bool
    """

    start: int
    end: int
    heading: bool


@dataclass(frozen=True)
class Article:
    """A text with its paragraphs, and when it was published.

    Parameters
    ----------
    title : str
        Empty where none was found.
    text : str
        The plain text that every place counts in.
    date : Moment
        When it was published, to a day, a month or a year.
    date_from : str
        How the date is known: ``given``, ``markup`` or ``text``.
    paragraphs : tuple of Paragraph
        In order, covering all of the text but the blanks between them.
    name : str
        Where it came from, for messages.
    """

    title: str
    text: str
    date: Moment
    date_from: str
    paragraphs: tuple[Paragraph, ...]
    name: str = "article"


def read_article(
    source: str | Path, *, date: str | datetime.date | None = None, form: str | None = None
) -> Article:
    """Read an article from a file or from standard input.

    Parameters
    ----------
    source : str or Path
        Path of a text, Markdown, HTML or PDF file of at most 10 MB; ``-`` is standard input.
    date : str or date, optional
        When it was published (``2018-01-05``, ``2018-01``, ``2018``). Without it the date is
        looked for in the markup and in lines of the text that hold a date and little else.
    form : str, optional
        ``text``, ``markdown``, ``html`` or ``pdf``, where the name does not say.

    Returns
    -------
    Article

    Raises
    ------
    InputError
        The file cannot be read, is too large, holds no text, or no date was found.
    """
    if str(source) == "-":
        return article_from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin", date, form)
    path = Path(source)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        problem = (error.strerror or "cannot be read").lower()
        words = len(str(source).split())
        hint = "Check the path" if words < 3 else "Name a file; `ask` tests a single sentence"
        raise InputError(problem, where=str(path), hint=hint) from None
    return article_from_bytes(data, str(path), date, form)


def article_from_bytes(
    data: bytes,
    name: str = "article",
    date: str | datetime.date | None = None,
    form: str | None = None,
) -> Article:
    r"""Read an article from its bytes; see :func:`read_article`.

    Examples
    --------
    >>> article = article_from_bytes(b"A headline\n\nIran backs Syria.", date="2018-01-05")
    >>> article.title, [p.heading for p in article.paragraphs], article.date.text
    ('A headline', [True, False], '5 January 2018')
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"larger than {MAX_BYTES // 1_000_000} MB", where=name, hint="Give one article"
        )
    form = form or _form(data, name)
    if form not in {"text", "markdown", "html", "pdf"}:
        raise InputError(f"no form {form!r}", where=name, hint="Use text, markdown, html or pdf")
    text = _pdf_text(data, name) if form == "pdf" else decode(data, name)
    text = plain(text)
    if form == "html":
        found = read_html(text)
    elif form == "markdown":
        found = read_markdown(text)
    else:
        found = _read_text(text)
    return _assemble(found, name, date)


def article_from_text(text: str, date: str | datetime.date, name: str = "article") -> Article:
    """Return an article from a string of plain text.

    Examples
    --------
    >>> article_from_text("One. Two.", 1990).paragraphs
    (Paragraph(start=0, end=9, heading=False),)
    """
    return _assemble(_read_text(plain(text)), name, date)


def _assemble(found: Markup, name: str, date: str | datetime.date | int | None) -> Article:
    paragraphs, parts, at = [], [], 0
    for marked, heading in found.blocks:
        block = " ".join(plain(marked).split())
        if not block:
            continue
        paragraphs.append(Paragraph(at, at + len(block), heading))
        parts.append(block)
        at += len(block) + 2
    text = "\n\n".join(parts)
    if not text:
        raise InputError("holds no text", where=name, hint="Give an article as text, HTML or PDF")
    titles = (text[p.start : p.end] for p in paragraphs if p.heading)
    moment, origin = _dated(found, paragraphs, text, name, date)
    title = found.title or next(titles, "")
    return Article(title, text, moment, origin, tuple(paragraphs), name)


# -- when it was published ------------------------------------------------------------------


def _dated(
    found: Markup,
    paragraphs: list[Paragraph],
    text: str,
    name: str,
    date: str | datetime.date | int | None,
) -> tuple[Moment, str]:
    if date is not None:
        return Moment.of(date), "given"
    if found.published:
        try:
            return Moment.of(found.published), "markup"
        except InputError:
            pass
    for paragraph in (*paragraphs[:6], *paragraphs[-2:]):
        line = text[paragraph.start : paragraph.end]
        if (mention := _date_line(line)) is not None:
            return mention.moment, "text"
    raise InputError(
        "no date of publication found",
        where=name,
        hint="Say when it was published: --date 2018-01-05",
    )


_PUBLISHED = re.compile(
    r"(?:first\s)?(?:published|posted|updated|date|dated|by|on|at|in|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc|est|[ap]\.?m\.?|\d\d?:\d\d|[-–—|,.:;()/])",
    re.IGNORECASE,
)


_DATELINE = re.compile(r"[A-Z][\w.’'-]*(?: (?:of|for|the|and|on|&|[A-Z][\w.’'-]*)){0,7}, ")


_BYLINE = re.compile(r"(?:By|From) (?=our |an? |the |[A-Z]).*[,.–—|] ", re.DOTALL)
"""A line that says who wrote, and perhaps where; a date that closes it is that of the paper."""


def _date_line(line: str) -> DateMention | None:
    """Return the day in a line that holds a date and little else, or in a dateline."""
    place = _DATELINE.match(line)
    opening = find_dates(line[:80])[:1] if place else ()
    if (
        place
        and opening
        and opening[0].start == place.end()
        and opening[0].moment.precision == "day"
    ):
        after = line[opening[0].end :].lstrip(" .")
        return opening[0] if after[:1] in {"", "–", "—", "-", "("} else None
    if len(line) > 160:
        return None
    dates = [d for d in find_dates(line) if d.moment.precision in {"day", "month"}]
    if len(dates) != 1:
        return None
    if _BYLINE.match(line) and not line[dates[0].end :].strip(" ."):
        return dates[0]
    rest = line[: dates[0].start] + " " + line[dates[0].end :]
    marked = re.search(r"\b(?:published|posted|updated|dated?)\b", rest, re.IGNORECASE)
    words = _PUBLISHED.sub(" ", rest).split()
    return dates[0] if not words or (marked and len(words) <= 6) else None


# -- bytes to text ----------------------------------------------------------------------------


def _form(data: bytes, name: str) -> str:
    head = data[:1024].lstrip().lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        raise InputError("a packed file", where=name, hint="Save it as text, HTML or PDF")
    suffix = SUFFIXES.get(Path(name).suffix.lower())
    if suffix == "pdf":
        raise InputError("no PDF inside", where=name, hint="Check the file")
    if suffix and suffix != "text":
        return suffix
    return "html" if re.match(rb"(?:\xef\xbb\xbf)?<(?:!doctype|html|\?xml)", head) else "text"


def decode(data: bytes, name: str = "article") -> str:
    r"""Bytes as text: by byte order mark, then UTF-8, then Windows-1252.

    Examples
    --------
    >>> decode("naïve".encode("utf-16")), decode(b"\x93na\xefve\x94")
    ('naïve', '“naïve”')
    """
    marks = (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    for mark, encoding in marks:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:4000]
    if sample.count(0):
        even, odd = (sample[at::2].count(0) / (len(sample) / 2) for at in (0, 1))
        enough = len(sample) >= LEAST_COUNTED
        if enough and odd > 0.4 and even < 0.1:  # a program or a picture has zeros in both places
            return data.decode("utf-16-le", errors="replace")
        if enough and even > 0.4 and odd < 0.1:
            return data.decode("utf-16-be", errors="replace")
        raise InputError("not text", where=name, hint="Give a text, Markdown, HTML or PDF file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:2048])
    if declared and declared[1].lower() in {b"iso-8859-2", b"windows-1250", b"windows-1251"}:
        return data.decode(declared[1].decode(), errors="replace")
    if data[:4000].count(b"\xe2\x80") > 1:
        return data.decode("utf-8", errors="replace")
    return data.decode("cp1252", errors="replace")


_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb]"
)
_HYPHENS = re.compile("[\u2010\u2011]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_EMPTY_LINES = re.compile("(?:\n *){3,}")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def plain(text: str) -> str:
    r"""Text with one kind of blank and line end, composed letters and nothing invisible.

    Examples
    --------
    >>> plain("co\u00adoperation\r\nof\u00a0states")
    'cooperation\nof states'
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\r\n?|\x85|\u2028|\x0c", "\n", text).replace("\u2029", "\n\n")
    text = _HYPHENS.sub("-", _BLANKS.sub(" ", _DROPPED.sub("", text)))
    text = _EMPTY_LINES.sub("\n\n", text)
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return "".join(c for c in text if not 0xD800 <= ord(c) <= 0xDFFF)


def _pdf_text(data: bytes, name: str) -> str:
    """Return the text layer of a PDF, words broken at line ends joined again."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        hint = "Install it with: pip install 'nonaligned[pdf]'"
        raise InputError("reading PDF needs pypdf", where=name, hint=hint) from None
    from io import BytesIO

    try:
        pages = [page.extract_text() or "" for page in PdfReader(BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        hint = "Save it again, or give the text"
        raise InputError(f"a damaged PDF ({error})", where=name, hint=hint) from None
    text = "\n".join(pages)
    if not text.strip():
        hint = "Run it through text recognition first"
        raise InputError("a PDF without a text layer", where=name, hint=hint)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)


# -- plain text to paragraphs ---------------------------------------------------------------


def _read_text(text: str) -> Markup:
    """Paragraphs of a plain text: parted by empty lines, or one a line where lines are long."""
    blocks: list[tuple[str, bool]] = []
    for chunk in re.split(r"\n[ \n]*\n", text):
        lines = [" ".join(line.split()) for line in chunk.split("\n") if line.strip()]
        for piece in _unwrapped(lines):
            blocks.append((piece, _is_heading(piece, first=not blocks)))
    return Markup("", "", tuple(blocks))


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that an editor wrapped; lines that end as sentences do stay apart when long."""
    if len(lines) < 2:
        return lines
    widest = max(len(line) for line in lines)
    if widest > 100:
        return lines
    pieces, current = [], lines[0]
    for before, line in pairwise(lines):
        short = len(before) + len(line.split(" ", 1)[0]) + 1 < 0.75 * widest
        if short and (before[-1:] in '.!?”"' or line[:1].isupper()):
            pieces.append(current)
            current = line
        else:
            current += " " + line
    return [*pieces, current]


def _is_heading(line: str, *, first: bool) -> bool:
    """Whether a paragraph is a headline: short, and no sentence by its end."""
    if len(line) > HEADING_CHARACTERS or len(line.split()) > 18:
        return False
    bare = line.rstrip("\"'”’)")
    if bare.endswith((".", ";", ":", ",", "…")):
        return False
    return first or not bare.endswith(("!", "?")) or line[:1] in "“\"‘'"
