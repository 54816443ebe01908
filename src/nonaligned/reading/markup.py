"""The text inside HTML and Markdown.

Both readers go through their input once from left to right and never back, so that hostile
input costs no more than harmless input of the same length. They keep text, paragraph breaks, a
title and a date, and throw the rest away: nothing of the markup survives.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOCKS = frozenset([
    "address", "article", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
])  # fmt: skip
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
RAW = frozenset(["script", "style", "textarea", "title"])
"""Elements whose content is no markup."""
DROPPED = frozenset([
    "aside", "button", "footer", "form", "iframe", "nav", "noscript", "object", "select", "svg",
    "template",
])  # fmt: skip
DATE_KEYS = frozenset([
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.date",
    "dcterms.created", "publish-date", "pubdate", "og:published_time", "sailthru.date",
])  # fmt: skip
LONGEST_TAG = 4000
_OPENING = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,500})"|'([^']{0,500})')""")
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([\d-]{10})')


@dataclass(frozen=True)
class Markup:
    """What was found in a marked-up text.

    Parameters
    ----------
    title, published : str
        Empty where the markup does not say.
    blocks : tuple of (str, bool)
        Paragraphs in order, and whether each is a heading.
    """

    title: str
    published: str
    blocks: tuple[tuple[str, bool], ...]


def read_html(source: str) -> Markup:
    """Read the text of an HTML page.

    Scripts, styles, navigation, forms and the like are dropped. Where the page has an
    ``article`` or ``main`` element with text, only that is read.

    Examples
    --------
    >>> read_html("<title>A</title><script>x<y</script><h1>B</h1><p>C &amp; <i>d").blocks
    (('B', True), ('C & d', False))
    """
    page = _Page()
    for kind, value in _scan(source):
        page.take(kind, value)
    page.close()
    inside = tuple(block[:2] for block in page.blocks if block[2])
    everything = tuple(block[:2] for block in page.blocks)
    return Markup(page.title.strip(), page.published, inside or everything)


class _Page:
    """The state of reading a page: what is open, and the paragraphs so far."""

    def __init__(self) -> None:
        self.title = ""
        self.published = ""
        self.blocks: list[tuple[str, bool, bool]] = []
        self._words: list[str] = []
        self._dropped = self._main = 0
        self._heading = False

    def take(self, kind: str, value: str) -> None:
        if kind == "text" and not self._dropped:
            self._words.append(value)
        elif kind == "title":
            self.title = self.title or " ".join(value.split())
        elif kind == "json" and not self.published:
            found = _JSON_DATE.search(value)
            self.published = found[1] if found else ""
        elif kind == "tag":
            self._tag(value)

    def _tag(self, tag: str) -> None:
        name = tag.lstrip("/").split(None, 1)[0].rstrip("/").lower()
        step = -1 if tag.startswith("/") else 1
        if name in BLOCKS or name == "br":
            self.close(soft=name == "br")
        if name in DROPPED:
            self._dropped = max(0, self._dropped + step)
        if name in {"article", "main"}:
            self._main = max(0, self._main + step)
        if name in HEADINGS:
            self._heading = step > 0
        if name in {"meta", "time"} and step > 0:
            self._date(tag)

    def _date(self, tag: str) -> None:
        attributes = {m[1].lower(): m[2] or m[3] for m in _ATTRIBUTE.finditer(tag)}
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value = attributes.get("content") if key else attributes.get("datetime")
        known = (key or "").lower() in DATE_KEYS or "datetime" in attributes
        if value and known and not self.published and re.match(r"\d{4}-\d\d-\d\d", value):
            self.published = value[:10]

    def close(self, *, soft: bool = False) -> None:
        """End a paragraph, or only a line of it."""
        if soft:
            self._words.append("\n")
            return
        text = "".join(self._words)
        self._words = []
        lines = [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text)]
        for line in lines if "\n\n" in text and not self._heading else [" ".join(text.split())]:
            if line:
                self.blocks.append((line, self._heading, self._main > 0))


def _scan(source: str) -> Iterator[tuple[str, str]]:
    """Cut a page into texts, tags, titles and JSON; each place is looked at once."""
    at, end = 0, len(source)
    lower = source.lower() if source.isascii() else _same_length_lower(source)
    while at < end:
        begins = _OPENING.search(source, at)
        opening = begins.start() if begins else end
        if opening > at:
            yield "text", html.unescape(source[at:opening])
        if opening == end:
            return
        name = _NAME.match(source, opening + 1)
        if source.startswith("<!--", opening):
            at = _after(source, "-->", opening + 4)
        else:
            at = _after(source, ">", opening + 1)
            if name:
                tag = source[opening + 1 : min(at, opening + LONGEST_TAG)].rstrip(">")
                yield "tag", tag
                inner = _raw(source, lower, name[1].lower(), at) if tag[0] != "/" else None
                if inner is not None:
                    kind, text, at = inner
                    yield kind, text


def _same_length_lower(source: str) -> str:
    """Lower case that keeps every place: a few letters grow when they are lowered."""
    return "".join(c.lower() if c.isascii() else c for c in source)


def _after(source: str, mark: str, at: int) -> int:
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def _raw(source: str, lower: str, name: str, at: int) -> tuple[str, str, int] | None:
    """Return the content of a script, style or title, up to its own end tag."""
    if name not in RAW:
        return None
    stop = lower.find(f"</{name}", at)
    stop = len(source) if stop < 0 else stop
    text = source[at:stop]
    after = _after(source, ">", stop)
    if name == "title":
        return "title", html.unescape(text[:500]), after
    return ("json" if name == "script" else "dropped"), text[:20_000], after


# -- Markdown -----------------------------------------------------------------------------

_FRONT = re.compile(r"\A---\n(.{0,4000}?)\n---\n", re.DOTALL)
_INLINE = (
    (re.compile(r"!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,200})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,80}\])"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400})\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]{1,400})\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,200})`"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,20}\]"), ""),
)
_LEADS = re.compile(r"^(?:> ?)+|^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+", re.MULTILINE)


def read_markdown(source: str) -> Markup:
    r"""Read the text of a Markdown file, front matter included.

    Examples
    --------
    >>> read_markdown("# A *title*\n\nSee [this](http://x.org).\n").blocks
    (('A title', True), ('See this.', False))
    """
    front = _FRONT.match(source)
    fields = dict(re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front[1], re.M)) if front else {}
    body = source[front.end() :] if front else source
    body = _without_fences(body)
    body = re.sub(r"^(#{1,6}\s.*)$", r"\n\1\n", body, flags=re.MULTILINE)
    body = re.sub(r"^(\S.*)\n(?:=+|-+)[ \t]*$", r"\n# \1\n", body, flags=re.MULTILINE)
    blocks = []
    for part in re.split(r"\n[ \t]*\n", body):
        heading = part.lstrip().startswith("#")
        text = _LEADS.sub("", part.strip().lstrip("#"))
        for pattern, kept in _INLINE:
            text = pattern.sub(kept, text)
        if "<" in text:
            text = " ".join(block for block, _ in read_html(text).blocks)
        if text := " ".join(text.rstrip("#").split()):
            blocks.append((text, heading))
    return Markup(fields.get("title", ""), fields.get("date", "")[:10], tuple(blocks))


def _without_fences(body: str) -> str:
    """Drop code between fences, to the end where a fence is never closed."""
    kept, fenced = [], False
    for line in body.split("\n"):
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        kept.append("" if fence or fenced else line)
    return "\n".join(kept)
