"""A document as one HTML file that needs nothing else: no request leaves the page.

Charts stand in it as drawings, so it is complete without scripts; the chart library rides along
packed and is unpacked when a reader first points at a chart.

Nothing in the page can run but the two scripts whose hashes its content security policy names;
text from outside goes through :mod:`nonaligned.report.escape` and the engine's escaping.
"""

from __future__ import annotations

import gzip
import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import dumps
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nonaligned.claims.verdict import VERDICTS, Exhibit, Verdict
from nonaligned.report import drawing
from nonaligned.report.charts import axis_line, spec
from nonaligned.report.claimreview import UNSAID, Publication, claimreview
from nonaligned.report.document import Document, Entry, Profile
from nonaligned.report.drawing import Progress, unseen
from nonaligned.report.escape import script_json, shown
from nonaligned.report.figure import Figure
from nonaligned.report.inset import Piece, paragraphs
from nonaligned.report.ledger import EXPLAINED, NOTHING, TITLE, ledger
from nonaligned.report.palette import declarations
from nonaligned.report.wording import GIST, MEANING, SIGNS, TALLY, depends, measured

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_DRAWN = 90
"""Figures drawn in one page; beyond them the tables stand alone, so that the page opens quickly."""


@dataclass(frozen=True)
class Drawn:
    """A figure on the page.

    Parameters
    ----------
    id : str
    figure : Figure
    axis : str
        What the values are, where no axis says it.
    picture : str or None
        SVG; ``None`` where it was not drawn.
    spec : dict or None
        Vega-Lite, for the chart that answers.
    """

    id: str
    figure: Figure
    axis: str
    picture: Markup | None
    spec: dict[str, Any] | None


@dataclass(frozen=True)
class Card:
    """A claim on the page.

    Parameters
    ----------
    number : int
        From 1.
    entry : Entry
    measured : str
        The primary finding in one line; empty where there is none.
    figures : tuple of Drawn
    marked : bool
        Whether it is marked in the article.
    """

    number: int
    entry: Entry
    measured: str
    figures: tuple[Drawn, ...]
    marked: bool

    @property
    def verdict(self) -> Verdict:
        """What the record says."""
        return self.entry.verdict

    @property
    def reread(self) -> bool:
        """Whether it was read as another sentence than was said."""
        return self.verdict.canonical != self.verdict.said

    def side(self, side: str) -> list[Exhibit]:
        """Evidence for or against."""
        return [exhibit for exhibit in self.verdict.exhibits if exhibit.side == side]


def page(
    document: Document,
    *,
    charts: bool = True,
    publication: Publication = UNSAID,
    progress: Progress = unseen,
) -> str:
    """Render a document as one self-contained HTML page.

    Parameters
    ----------
    document : Document
        With figures, where :func:`nonaligned.study.figures.illustrated` put them in.
    charts : bool
        Whether to draw charts; without them the tables behind them are open.
    publication : Publication
        What the publisher says of the review, for the ClaimReview in the page.
    progress : callable, optional
        Called with a name, the claims drawn and the number of claims.

    Returns
    -------
    str
        To be written as UTF-8.

    Examples
    --------
    >>> page(Document("0.1", (), ()), charts=False)[:15]
    '<!doctype html>'
    """
    cards = _cards(document, charts, progress)
    return _rendered(
        "page.html.j2",
        [drawn for card in cards for drawn in card.figures],
        document=document,
        title=document.title or "What the record shows",
        cards=cards,
        overview=_overview(document),
        article=_article(document),
        ledger=ledger(document),
        untested=_by_reason(document),
        drawable=charts,
        review=script_json(claimreview(document, publication)),
    )


def profile(made: Profile, *, charts: bool = True) -> str:
    """Render a profile as one self-contained HTML page.

    Parameters
    ----------
    made : Profile
    charts : bool
        As of :func:`page`.

    Returns
    -------
    str

    Examples
    --------
    >>> "<h1><bdi>Aland</bdi></h1>" in profile(Profile("0.1", "Aland", (), ()), charts=False)
    True
    """
    figures = [_drawn(figure, f"figure-{k}", charts) for k, figure in enumerate(made.figures, 1)]
    return _rendered(
        "profile.html.j2",
        figures,
        document=made,
        title=made.title,
        portraits=figures,
        drawable=charts,
    )


def _rendered(template: str, figures: Sequence[Drawn], **parts: Any) -> str:
    """Fill in a template, with the scripts, the style and the policy that names them."""
    specs = {drawn.id: drawn.spec for drawn in figures if drawn.spec}
    script, style = _script(), _style()
    library = drawing.library() if specs else ""
    return (
        _environment()
        .get_template(template)
        .render(
            long=len(figures) > MOST_DRAWN,
            policy=_policy(style, [script, library] if specs else [script]),
            style=Markup(style),
            script=Markup(script),
            library=_packed(library) if specs else "",
            specs=_packed(dumps(specs)) if specs else "",
            **parts,
        )
    )


def _cards(document: Document, draw: bool, progress: Progress) -> list[Card]:
    marked = {claim for _, _, claim in document.article.spans} if document.article else set()
    cards: list[Card] = []
    left = MOST_DRAWN if draw else 0
    for number, entry in enumerate(document.entries, 1):
        figures = tuple(
            _drawn(figure, f"claim-{number}-{k}", k <= left)
            for k, figure in enumerate(entry.figures, 1)
        )
        left -= len(figures)
        primary = entry.verdict.primary
        line = "" if primary is None else measured(primary)
        cards.append(Card(number, entry, line, figures, number - 1 in marked))
        progress("drawing charts", number, len(document.entries))
    return cards


def _drawn(figure: Figure, id: str, draw: bool) -> Drawn:
    if not draw:
        return Drawn(id, figure, axis_line(figure), None, None)
    picture = Markup(drawing.inline(figure, f"{id}-"))
    return Drawn(id, figure, axis_line(figure), picture, spec(figure))


def _overview(document: Document) -> list[tuple[str, int]]:
    """Count the verdicts, those that occur."""
    said = [verdict.verdict for verdict in document.verdicts]
    return [(verdict, said.count(verdict)) for verdict in VERDICTS if verdict in said]


def _by_reason(document: Document) -> list[tuple[str, list[str]]]:
    """Group the statements that were not tested by the reason, the most frequent first."""
    groups: dict[str, list[str]] = {}
    for statement in document.untested:
        groups.setdefault(statement.reason, []).append(statement.text)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _article(document: Document) -> Iterable[Sequence[Piece]] | None:
    if document.article is None:
        return None
    return paragraphs(document.article, [s for c in document.conflicts for s in c.spans])


def ways_bar(verdict: Verdict) -> list[tuple[str, float, float]]:
    """Outcomes with the place and width of their part of a bar 100 wide.

    Returns
    -------
    list of (str, float, float)
    """
    at, parts = 0.0, []
    for outcome, count in verdict.counts.items():
        width = 100 * count / len(verdict.findings)
        if count:
            parts.append((str(outcome), round(at, 3), round(width, 3)))
        at += width
    return parts


def _policy(style: str, scripts: Sequence[str]) -> str:
    """Write the content security policy: what is in the page, and nothing else."""
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _packed(text: str) -> str:
    return b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode()


@cache
def _style() -> str:
    sheet = (files("nonaligned.report") / "templates" / "style.css").read_text(encoding="utf-8")
    light = f":root {{ color-scheme: light dark; {declarations(dark=False)} }}"
    dark = f":root {{ {declarations(dark=True)} }}"
    asked = f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"
    return f"{light}\n{asked}\n{sheet}"


@cache
def _script() -> str:
    return (files("nonaligned.report") / "templates" / "page.js").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("nonaligned.report"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"signs": SIGNS, "gist": GIST, "meaning": MEANING}
    made.globals |= {"ways_bar": ways_bar, "depends": depends, "ways_explained": TALLY}
    made.globals |= {"ledger_title": TITLE, "ledger_explained": EXPLAINED, "nothing": NOTHING}
    return made
