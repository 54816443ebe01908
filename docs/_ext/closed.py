"""Check the finished site: links inside it lead somewhere, and nothing is loaded from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href"), ("source", "src")}
"""Attributes whose address is fetched when a page opens."""

ONLY_NAMED = {"canonical", "next", "prev", "author", "search", "index"}
"""Relations of a ``link`` that fetch nothing."""


class Page(HTMLParser):
    """The ids and addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the ids and addresses of an element."""
        held = {name: value or "" for name, value in attrs}
        self.ids |= {held[name] for name in ("id", "name") if name in held}
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        if held.get("rel") not in ONLY_NAMED:
            self.loads += [held[a] for t, a in LOADED if t == tag and a in held]


def setup(app: Sphinx) -> dict[str, Any]:
    """Check when all is written."""
    app.connect("build-finished", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def check(app: Sphinx, failure: Exception | None) -> None:
    """Refuse a site with a link that leads nowhere or a request to elsewhere.

    Raises
    ------
    SphinxError
        With every fault in a line.
    """
    if failure is not None or app.builder.format != "html":
        return
    root = Path(app.outdir)
    pages = {path: Page(path) for path in sorted(root.rglob("*.html"))}
    found = [fault for path in pages for fault in faults(path, pages)]
    if found:
        raise SphinxError("\n".join(found))


def faults(path: Path, pages: dict[Path, Page]) -> Iterator[str]:
    """Yield what is wrong with the addresses of a page."""
    page = pages[path]
    for address in page.loads:
        if urlsplit(address).scheme not in {"", "data"} or address.startswith("//"):
            yield f"{path}: loads {address}"
    for address in [*page.links, *page.loads]:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.exists():
            yield f"{path}: {address} leads nowhere"
        elif parts.fragment and target in pages and parts.fragment not in pages[target].ids:
            yield f"{path}: {address} has no such place"
