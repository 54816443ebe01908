"""Show what Python blocks end in, as a notebook would: figures drawn, pages in a frame.

The blocks are run by ``tests/docs_blocks.py``, as the tests run them. On a code host the same
pages show the code alone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

import docs_blocks
from nonaligned.report import drawing
from nonaligned.report.document import Profile
from nonaligned.report.figure import Figure
from nonaligned.report.palette import declarations

PAGES = "pages"
"""Folder of the site for pages that stand alone."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the two steps: put in what is shown, declare its colours."""
    app.connect("doctree-read", show)
    app.connect("html-page-context", colour)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def show(app: Sphinx, tree: nodes.document) -> None:
    """Run the page's Python blocks and put what each is worth beneath it."""
    page = Path(str(app.env.doc2path(app.env.docname)))
    blocks = [block for block in tree.findall(nodes.literal_block) if _is_run(block)]
    if page.suffix != ".md" or not blocks:
        return
    found = zip(blocks, docs_blocks.outcomes(page), strict=True)
    for k, (block, (printed, value)) in enumerate(found, 1):
        name = f"{app.env.docname.replace('/', '-')}-{k}"
        raw = "".join(_pieces(app, value, name))
        after: list[nodes.Node] = [nodes.raw("", raw, format="html")] if raw else []
        if printed:
            after.insert(0, nodes.literal_block(printed, printed, language="text"))
        at = block.parent.index(block) + 1
        block.parent[at:at] = after


def _is_run(block: nodes.literal_block) -> bool:
    return block.get("language") == "python" and not block.astext().startswith(docs_blocks.DIALOGUE)


def _pieces(app: Sphinx, value: Any, name: str) -> Iterator[str]:
    """Yield markup for a figure, some of them, a profile, an Altair chart or a page."""
    if isinstance(value, Figure):
        yield _figure(value, name)
    elif isinstance(value, Profile):
        yield from _pieces(app, value.figures, name)
    elif isinstance(value, tuple | list):
        for k, one in enumerate(value, 1):
            yield from _pieces(app, one, f"{name}-{k}")
    elif isinstance(value, str) and value.startswith("<!doctype html>"):
        yield _frame(app, value, name)
    elif hasattr(value, "to_dict") and "$schema" in (made := value.to_dict()):
        picture = str(vl_convert.vegalite_to_svg({**made, "background": "white"}))
        source = f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"
        yield f'<figure class="drawn"><img alt="The chart made above" src="{source}"></figure>\n'


def _figure(figure: Figure, name: str) -> str:
    """Draw a figure with its description and the table behind it."""
    head = "".join(f"<th scope=col>{escape(column.heading)}</th>" for column in figure.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for cells in figure.cells()
    )
    return (
        f'<figure class="drawn"><figcaption>{escape(figure.title)}</figcaption>'
        f'<div role="img" aria-label="{escape(figure.description)}">'
        f"{drawing.inline(figure, name + '-')}</div><p>{escape(figure.description)}</p>"
        f"<details><summary>Data: {len(figure.rows)} rows</summary>"
        f'<div tabindex="0" role="region" aria-label="Data of {escape(figure.title)}">'
        f"<table><thead><tr>{head}"
        f"</tr></thead><tbody>{rows}</tbody></table></div></details></figure>\n"
    )


def _frame(app: Sphinx, page: str, name: str) -> str:
    """Write a page that stands alone beside the site, and show it in a frame."""
    folder = Path(app.outdir) / PAGES
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    address = "../" * app.env.docname.count("/") + f"{PAGES}/{name}.html"
    return (
        f'<figure class="drawn"><iframe src="{address}" title="The page" loading="lazy"></iframe>'
        f'<p><a href="{address}">Open the page by itself</a></p></figure>\n'
    )


def colour(
    app: Sphinx, name: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Declare the colours of figures, which follow the theme's switch between light and dark."""
    dark = declarations(dark=True)
    sheet = (
        f"body{{{declarations(dark=False)}}}body[data-theme=dark]{{{dark}}}"
        f"@media(prefers-color-scheme:dark){{body:not([data-theme=light]){{{dark}}}}}"
    )
    context["metatags"] = f"{context.get('metatags', '')}<style>{sheet}</style>"
