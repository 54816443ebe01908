"""The data of the charts that decide a claim, computed from the record and the verdict.

Three pictures serve all kinds of claim: the path of what was measured, session by session; where
the state stands among all; and every way in which it was measured. They are computed here, from
the counts that the verdict rests on, and drawn by :mod:`nonaligned.report.charts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np
import polars as pl

from nonaligned import records, states
from nonaligned.claims import grid
from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.estimates import MEASURES, SUPPORT, Counts, Floats, mean_level, own
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.lexicon import issue_phrase
from nonaligned.claims.specification import Specification
from nonaligned.claims.verdict import Verdict
from nonaligned.claims.wording import with_article
from nonaligned.measures.similarity import Measure
from nonaligned.numerals import number
from nonaligned.report.document import Document, Reference
from nonaligned.report.figure import Column, Figure, Line, Value
from nonaligned.report.text import span
from nonaligned.study.curve import CUTS, ways
from nonaligned.study.loading import BOOK, FIRST_YEAR, load
from nonaligned.study.weighing import evidence_of

Row = tuple[Value, ...]

MARGIN = 8
"""Sessions shown before and after those of the claim, so that its choice of years can be judged."""

MEDIAN = "median of all states"

MOST_LINES = 5
"""Lines in one chart of paths."""


def illustrated(
    document: Document, *, record: str = BOOK, evidence: Evidence | None = None
) -> Document:
    """Return a document with the figures of each verdict, and its references.

    Parameters
    ----------
    document : Document
        As :func:`nonaligned.study.check` returns it.
    record : str
        The record that it was tested against.
    evidence : Evidence, optional
        What it was tested against, where that is at hand: what was counted then is not again.

    Returns
    -------
    Document

    Raises
    ------
    RecordError
        The record is not there.

    Examples
    --------
    >>> from nonaligned import study
    >>> asked = study.ask("Iran was closer to the USSR than to the US between 1979 and 1989.")
    >>> [figure.kind for figure in illustrated(asked).entries[0].figures]
    ['paths', 'strip', 'paths', 'ways']
    """
    evidence = evidence or evidence_of(load(record))
    entries = tuple(
        replace(entry, figures=figures(entry.verdict, evidence)) for entry in document.entries
    )
    return replace(document, entries=entries, references=references(record))


def references(record: str) -> tuple[Reference, ...]:
    """Return how a record is cited, and what it was made from.

    Examples
    --------
    >>> [reference.bibtex[:10] for reference in references("book")][:2]
    ['@misc{book', '@misc{unga']
    """
    source = records.source(record)
    return tuple(
        Reference(*(records.cite(name, style) for style in ("text", "bibtex", "csl")))
        for name in (record, *source.derived_from)
    )


def figures(verdict: Verdict, evidence: Evidence) -> tuple[Figure, ...]:
    """Return the figures of a verdict: paths, strip, positions, ways, as far as there are data.

    Parameters
    ----------
    verdict : Verdict
    evidence : Evidence
        What it was tested against.

    Returns
    -------
    tuple of Figure
        Empty for an untestable claim.
    """
    if verdict.primary is None:
        return ()
    view = _view(verdict, evidence)
    made: list[Figure] = []
    if view is not None:
        draw = (positions,) if view.alone else (paths, strip, positions)
        made.extend(figure for figure in (one(view) for one in draw) if figure is not None)
    made.extend(ways(verdict))
    return tuple(made)


# -- what is looked at --------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class View:
    """A claim, the sessions it is about, and the measure that its figures show.

    Parameters
    ----------
    claim : Claim
    way : Specification
        The primary one.
    verdict : Verdict
    evidence : Evidence
    measure : Measure
    support : bool
        Whether it measures support of an issue, else agreement of pairs.
    """

    claim: Claim
    way: Specification
    verdict: Verdict
    evidence: Evidence
    measure: Measure
    support: bool

    @property
    def alone(self) -> bool:
        """Whether there is neither a pair of parties nor an issue to look at."""
        return not self.support and len(self.claim.subjects) + len(self.claim.others) < 2

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the claim."""
        return self.way.years

    @property
    def issue(self) -> str:
        """The votes that are looked at, in words."""
        return CUTS.get(self.way.cut) or f"votes on {issue_phrase(self.way.cut)}"

    @property
    def lines(self) -> tuple[Line, ...]:
        """The year on which the claim turns, if it names one."""
        turn = self.claim.window.turn
        return () if turn is None else (Line("x", turn, str(turn)),)

    def name(self, party: Party) -> str:
        """Return the name of a party, as used in the claim's years, with its article."""
        if party.group:
            return with_article(states.group(party.name).name)
        return with_article(state_name(party.name, self.years))

    def parties(self, parties: tuple[Party, ...]) -> frozenset[str]:
        """Ids of the states that the parties stand for."""
        first, last = self.way.first, self.way.last
        return frozenset(s for p in parties for s in self.evidence.names(p, first, last))


def state_name(id: str, years: tuple[int, int]) -> str:
    """Name a state over a span of years, both names where it changed its own.

    Examples
    --------
    >>> state_name("RUS", (1979, 1989)), state_name("RUS", (1985, 2018))
    ('Soviet Union', 'Soviet Union/Russia')
    """
    names = dict.fromkeys(states.label(id, year) for year in years)
    return "/".join(names)


def _view(verdict: Verdict, evidence: Evidence) -> View | None:
    """Choose what the figures show; ``None`` where the claim is not about votes of states."""
    claim, primary = verdict.claim, verdict.primary
    if primary is None or not claim.subjects:
        return None
    way = primary.specification
    if any(cut not in evidence.tallies.cuts for cut in way.cut.split("-")):
        return None
    support = claim.issue is not None and not claim.others
    measure = SUPPORT.get(way.measure, SUPPORT["share"])
    if not support:
        measure = MEASURES.get(way.measure, MEASURES["agree3"])
    return View(claim, way, verdict, evidence, measure, support)


# -- paths ---------------------------------------------------------------------------------

PATH_COLUMNS = (
    Column("year", "Year"),
    Column("name", "Line"),
    Column("value", "Value", 2),
    Column("low", "From", 2),
    Column("high", "To", 2),
    Column("n", "Votes", 0),
)


def paths(view: View) -> Figure | None:
    """Return what was measured, session by session, some years before and after included."""
    first, last = view.evidence.clip(view.way.first - MARGIN, view.way.last + MARGIN)
    rows: list[Row] = []
    for label, counts in _lines(view, first, last):
        rows.extend(_path(view, label, counts, first, last))
    if view.support:
        rows.extend(_median(view, first, last))
    if not rows:
        return None
    names = list(dict.fromkeys(str(row[1]) for row in rows))
    return Figure(
        "paths",
        f"{'Support' if view.support else 'Agreement'}, session by session",
        f"{_capital(view.measure.label)}, by the year in which a session opens, {view.issue}: "
        f"{_listed(names)}. Bands are 95 % intervals"
        + ("; the median has the middle half of all states." if view.support else ".")
        + f" The years of the claim are shaded; sessions with fewer than {grid.LEAST_ROLLCALLS} "
        "votes are left out.",
        PATH_COLUMNS,
        tuple(rows),
        "year in which the session opens",
        view.measure.label,
        (view.measure.low, view.measure.high),
        view.lines,
        view.years,
    )


def _lines(view: View, first: int, last: int) -> Iterator[tuple[str, Counts]]:
    """Yield each line's label and its counts by session, (T, 3, 3)."""
    claim, evidence, cut = view.claim, view.evidence, view.way.cut
    if view.support:
        for x in claim.subjects[:MOST_LINES]:
            yield _capital(view.name(x)), own(evidence.cast(x, cut, first, last))
        return
    pairs = (
        product(claim.subjects, claim.others) if claim.others else combinations(claim.subjects, 2)
    )
    for _, (x, y) in zip(range(MOST_LINES), pairs, strict=False):
        label = f"with {view.name(y)}"
        if len(claim.subjects) > 1:
            label = f"{_capital(view.name(x))} {label}"
        yield label, evidence.pair(x, y, cut, first, last)


def _path(view: View, label: str, counts: Counts, first: int, last: int) -> Iterator[Row]:
    for t, session in enumerate(view.evidence.tallies.span(first, last)):
        effect = view.evidence.effect(view.way.cut, session, session)
        found = mean_level(view.measure, counts[t : t + 1], effect)
        if found.n >= grid.LEAST_ROLLCALLS:
            yield (FIRST_YEAR + session, label, found.value, found.low, found.high, found.n)


def _median(view: View, first: int, last: int) -> Iterator[Row]:
    """Yield the median of all states with the middle half of them."""
    for session in view.evidence.tallies.span(first, last):
        among = view.evidence.compared("members", view.way.cut, session, session, _anyone(view))
        cast = own(view.evidence.casts(view.way.cut, session, session)[0])
        values = view.measure(cast)[among]
        values = values[np.isfinite(values)]
        n = view.evidence.tallies.rollcalls(view.way.cut, session, session)
        if values.size and n >= grid.LEAST_ROLLCALLS:
            low, middle, high = (float(np.quantile(values, q)) for q in (0.25, 0.5, 0.75))
            yield (FIRST_YEAR + session, MEDIAN, middle, low, high, n)


def _anyone(view: View) -> Party:
    return view.claim.subjects[0]


# -- positions -------------------------------------------------------------------------------


def positions(view: View) -> Figure | None:
    """Return the ideal points of the claim's states by session, where a way rests on them."""
    table = (view.evidence.ideal or {}).get(view.way.cut)
    if table is None or all(f.specification.measure != "ideal" for f in view.verdict.findings):
        return None
    first, last = view.evidence.clip(view.way.first - MARGIN, view.way.last + MARGIN)
    # The others first, so that each has the colour that it has among the paths of agreement.
    parties = [p for p in (*view.claim.others, *view.claim.subjects) if not p.group]
    rows: list[Row] = []
    for party in parties[:MOST_LINES]:
        name = state_name(party.name, view.years)
        here = table.filter(
            (pl.col("state") == party.name) & pl.col("session").is_between(first, last)
        ).sort("session")
        rows.extend(
            (FIRST_YEAR + r["session"], name, *(r[c] for c in ("mean", "low", "high", "n")))
            for r in here.iter_rows(named=True)
            if r["n"] >= grid.LEAST_ROLLCALLS
        )
    alone = bool(rows) and len(parties) == 1
    if alone:
        rows.extend(_middle(table.filter(pl.col("session").is_between(first, last))))
    if not rows:
        return None
    bounds = [float(value) for row in rows for value in row[3:5] if value is not None]
    names = list(dict.fromkeys(str(row[1]) for row in rows))
    return Figure(
        "paths",
        "Ideal points, session by session",
        f"Positions on the line that best explains {view.issue}: {_listed(names)}. Bands are 95 % "
        + ("intervals; the median has the middle half of all states. " if alone else "intervals. ")
        + "Zero and unit are conventions; compare states within a session.",
        PATH_COLUMNS,
        tuple(rows),
        "year in which the session opens",
        "ideal point",
        (min(bounds), max(bounds)),
        view.lines,
        view.years,
    )


def _middle(table: pl.DataFrame) -> Iterator[Row]:
    """Yield the median ideal point of each session, with the middle half of all states."""
    quantiles = (pl.col("mean").quantile(q, "linear").alias(str(q)) for q in (0.25, 0.5, 0.75))
    found = table.group_by("session").agg(*quantiles, pl.len().alias("n")).sort("session")
    for row in found.iter_rows(named=True):
        year = FIRST_YEAR + row["session"]
        yield (year, MEDIAN, row["0.5"], row["0.25"], row["0.75"], None)


# -- strip ---------------------------------------------------------------------------------


def strip(view: View) -> Figure | None:
    """Return every state's value over the years of the claim, the claim's own states marked."""
    values, n, measures, domain = _standing(view)
    among = view.evidence.compared(
        "members", view.way.cut, view.way.first, view.way.last, _anyone(view)
    )
    subjects, others = view.parties(view.claim.subjects), view.parties(view.claim.others)
    rows: list[Row] = []
    for i, id in enumerate(view.evidence.tallies.states):
        if np.isfinite(values[i]) and (among[i] or id in subjects):
            role = "subject" if id in subjects else "other" if id in others else ""
            name = state_name(id, view.years) if role else states.label(id, view.years[1])
            rows.append((name, float(values[i]), int(n[i]), role))
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: (-float(row[1] or 0), str(row[0])))
    return Figure(
        "strip",
        "Where all states stand",
        f"{measures}, {view.issue}, {span(*view.years)}: {len(rows)} states. "
        f"{_placed(rows)} States that voted in less than a third of the roll calls are left out.",
        (
            Column("name", "State"),
            Column("value", "Value", 3),
            Column("n", "Votes", 0),
            Column("role", "Role in the claim"),
        ),
        tuple(rows),
        measures,
        domain=domain,
        lines=_criterion(view, domain),
    )


def _standing(view: View) -> tuple[Floats, Counts, str, tuple[float, float]]:
    """Every state's value and votes (S,), what they measure, and its range."""
    evidence, way, measure = view.evidence, view.way, view.measure
    window = way.window if way.window == "mean" else "pooled"
    span = evidence.widened(way)
    if view.support:
        values = evidence.supports(measure.name, way.cut, window, *span)
        return values, evidence.votes(way.cut, *span), _capital(measure.label), (0.0, 1.0)
    poles = view.claim.others or view.claim.subjects[:1]

    def to(pole: Party) -> Floats:
        return evidence.similarities(measure.name, pole, way.cut, window, *span)

    n = measure.n(evidence.row(poles[0], way.cut, *span).sum(axis=0))
    if len(poles) != 2:
        label = f"Agreement with {view.name(poles[0])}"
        return _without(view, to(poles[0]), poles[:1]), n, label, (measure.low, measure.high)
    label = f"Agreement with {view.name(poles[0])} less that with {view.name(poles[1])}"
    gap = _without(view, to(poles[0]) - to(poles[1]), poles)
    return gap, n, label, (measure.low - measure.high, measure.high - measure.low)


def _without(view: View, values: Floats, poles: tuple[Party, ...]) -> Floats:
    """Blank the poles' own values: a state's agreement with itself says nothing."""
    kept = values.copy()
    for pole in poles:
        if not pole.group and view.evidence.is_state(pole.name):
            kept[view.evidence.index(pole.name)] = np.nan
    return kept


def _criterion(view: View, domain: tuple[float, float]) -> tuple[Line, ...]:
    """Draw the criterion where it is in the unit of the strip."""
    primary = view.verdict.primary
    if primary is None or not np.isfinite(primary.threshold):
        return ()
    same = primary.unit == view.measure.label
    gap = primary.unit == f"difference of {view.measure.label}" and domain[0] < 0
    return (Line("x", primary.threshold, "criterion"),) if same or gap else ()


def _placed(rows: list[Row]) -> str:
    """Say where the claim's states stand, highest first."""
    said = []
    for place, (name, value, _, role) in enumerate(rows, 1):
        if role == "subject" and isinstance(value, float):
            said.append(f"{name} is number {place} from the top at {number(value)}")
    if len(said) > 3:
        return f"{len(said)} of them are the claim's subjects."
    return f"{'; '.join(said)}." if said else ""


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
