"""Documents, series and tables for a terminal, 80 columns wide unless it is wider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nonaligned.claims.verdict import OUTCOMES, Verdict, valued
from nonaligned.measures.series import Series
from nonaligned.numerals import bar, number
from nonaligned.report.document import Document, Entry, RecordNote
from nonaligned.report.ledger import EXPLAINED, NOTHING, TITLE, ledger
from nonaligned.report.text import interval, printable, spark, years
from nonaligned.report.wording import TALLY, measured

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

STYLE = {
    "supported": "green",
    "contradicted": "red",
    "contested": "yellow",
    "undecided": "cyan",
    "untestable": "dim",
}


def _table(**columns: str) -> Table:
    """Return an empty table with a line under its head; values are justifications."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for name, justify in columns.items():
        table.add_column(name.replace("_", " "), justify=justify, overflow="fold")  # type: ignore[arg-type]
    return table


def document(made: Document) -> list[RenderableType]:
    """Lay out a document: a table of several verdicts, a paragraph a claim, the records."""
    from rich.text import Text

    several = len(made.entries) > 1 and len(ledger(made).rows) < len(made.entries)
    parts: list[RenderableType] = []
    if several:
        parts += [_overview(made), Text(TALLY, style="dim"), Text()]
    parts.extend(_foretold(made))
    for i, entry in enumerate(made.entries, 1):
        parts.extend([_entry(i, entry), Text()])
    parts.extend(_of_article(made))
    parts.extend(map(source, made.records))
    return parts


def source(record: RecordNote) -> Text:
    """Return what stands under an answer: the record it rests on, and how to cite it."""
    from rich.text import Text

    line = f"Record: {record.name} ({record.coverage}). To cite it: nonaligned cite {record.name}"
    return Text(line, style="dim")


def _foretold(made: Document) -> Iterator[RenderableType]:
    """Lay out the ledger of predictions, where there are any."""
    from rich.text import Text

    found = ledger(made)
    if not found.rows:
        return
    table = _table(**{"#": "right"}, verdict="left", foretold="left")
    for row in found.rows:
        who, what, *rest = (printable(cell) for cell in row.cells)
        told = f"{who}: {what}" if who != NOTHING else what
        pairs = zip(found.heads[2:], rest, strict=True)
        scores = "; ".join(f"{head} {cell}" for head, cell in pairs if cell != NOTHING)
        word = Text(row.verdict, style=STYLE[row.verdict])
        table.add_row(str(row.number), word, Text.assemble(told, "\n", (scores, "dim")))
    yield from (Text(TITLE, style="bold"), table, Text(EXPLAINED, style="dim"), Text())


def _of_article(made: Document) -> Iterator[RenderableType]:
    """Lay out what an article's dates and its other sentences come to."""
    from rich.padding import Padding
    from rich.text import Text

    if made.conflicts:
        yield Text("Dates that cannot all hold", style="bold")
        for conflict in made.conflicts:
            yield Padding(Text(printable(conflict.text)), (0, 0, 0, 2))
        yield Text()
    if made.untested:
        yield Text("Not tested, and why", style="bold")
        for reason in dict.fromkeys(sentence.reason for sentence in made.untested):
            yield Padding(Text(f"{reason}:"), (0, 0, 0, 2))
            for sentence in made.untested:
                if sentence.reason == reason:
                    yield Padding(Text(printable(sentence.text)), (0, 0, 0, 4))
        yield Text()
    for note in made.notes:
        yield Text(f"Reading: {printable(note)}.", style="dim")


def _overview(made: Document) -> Table:
    from rich.text import Text

    table = _table(**{"#": "right", "verdict": "left", "for/against/?": "right", "claim": "left"})
    for i, verdict in enumerate(made.verdicts, 1):
        counts = verdict.counts
        tally = f"{counts['for']}/{counts['against']}/{counts['undecided']}"
        table.add_row(
            str(i),
            Text(verdict.verdict, style=STYLE[verdict.verdict]),
            tally if verdict.findings else "–",
            Text(printable(verdict.said)),
        )
    return table


def _entry(i: int, entry: Entry) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    verdict = entry.verdict
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(str(i), Text(verdict.verdict, style=f"bold {STYLE[verdict.verdict]}"))
    for label, text in _lines(entry):
        grid.add_row(label, Text(printable(text)))
    return grid


def _lines(entry: Entry) -> list[tuple[str, str]]:
    verdict, where = entry.verdict, entry.where
    lines = [("said", verdict.said)] if where and verdict.said != verdict.canonical else []
    if entry.speaker:
        lines.append(("said by", entry.speaker))
    lines.append(("read as", verdict.canonical))
    if entry.read_by:
        lines.append(("read by", entry.read_by))
    if verdict.primary is None:
        lines.append(("because", verdict.why))
    else:
        lines.append(("measured", measured(verdict.primary)))
        if verdict.primary.criterion:
            lines.append(("criterion", verdict.primary.criterion))
        if verdict.primary.note:
            lines.append(("note", verdict.primary.note))
        lines.append(("ways", _ways(verdict)))
        if verdict.flips:
            lines.append(("flips", verdict.flips))
        lines.extend((exhibit.side, exhibit.text) for exhibit in verdict.exhibits)
        lines.append(("otherwise", verdict.needed))
    lines.extend((beside.name, beside.text) for beside in verdict.beside if beside.text)
    lines.extend(("mind", caveat) for caveat in verdict.caveats)
    lines.extend(("left out", what) for what in verdict.left_out)
    if where:
        lines.append(("stands in", where))
    return lines


def _ways(verdict: Verdict) -> str:
    """Say how many ways to measure a claim there are, and which way they speak."""
    if len(verdict.findings) == 1:
        return "there is one way to measure it"
    counts = verdict.counts
    each = ", ".join(f"{side} in {counts[side]}" for side in OUTCOMES)
    return f"{len(verdict.findings)} ways to measure it: {each}"


def findings(verdict: Verdict) -> RenderableType:
    """Lay out every way in which a claim was measured, one line each."""
    from rich.text import Text

    table = _table(outcome="left", estimate="right", interval="right", n="right", id="left")
    for found in verdict.findings:
        value, low, high = (valued(v, found.unit) for v in (found.estimate, found.low, found.high))
        table.add_row(
            found.outcome,
            value,
            value if low == high else f"[{low}, {high}]",
            f"{found.n:,}",
            Text(found.specification.id),
        )
    return table


def series(
    by_session: Series, by_span: Series, labels: Mapping[str, str], low: float, high: float
) -> list[RenderableType]:
    """Lay out agreement: a line a dyad, its value over the span and its path by session.

    Parameters
    ----------
    by_session, by_span : Series
        The same measure, with a value for every session and one for the span.
    labels : mapping of str to str
        Names of the states.
    low, high : float
        Range of the measure, for the path.
    """
    from rich.text import Text

    table = _table(state="left", **{"with": "left"}, value="right", interval="right", n="right")
    table.add_column("by session", no_wrap=True)
    paths = _paths(by_session)
    for row in by_span.table.iter_rows(named=True):
        path = paths.get((row["state"], row["other"]), [])
        table.add_row(
            Text(labels[row["state"]]),
            Text(labels[row["other"]]),
            number(row["value"]),
            interval(row["low"], row["high"]),
            f"{row['n']:,}",
            spark(path, low=low, high=high, width=24),
        )
    first = by_span.table["first_session"].min()
    last = by_span.table["last_session"].max()
    head = f"{by_span.unit}; votes: {by_span.cut}"
    if isinstance(first, int) and isinstance(last, int):
        head += f"; {years(first, last)} (sessions {first}–{last})"
    foot = f"95 % interval: {by_span.interval}. Bars run from {bar(low)} to {bar(high)}"
    foot += ", each the mean of neighbouring sessions where there are many."
    return [Text(head, style="bold"), table, Text(foot, style="dim")]


def _paths(by_session: Series) -> dict[tuple[str, str], Sequence[float | None]]:
    """Values by session of each dyad; a session without a common vote is a gap."""
    table = by_session.table
    sessions = sorted(set(table["first_session"]))
    found: dict[tuple[str, str], dict[int, float | None]] = {}
    for row in table.iter_rows(named=True):
        found.setdefault((row["state"], row["other"]), {})[row["first_session"]] = row["value"]
    return {pair: [values.get(s) for s in sessions] for pair, values in found.items()}


def holdings(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Lay out the sources and what of them is on this machine."""
    from rich.text import Text

    table = _table(source="left", here="left", coverage="left")
    for row in found:
        votes = f"{row['votes']:,} votes" if row["version"] else "–"
        here = "embedded" if row["embedded"] else votes
        table.add_row(
            Text(row["name"], style="bold"),
            Text(here),
            Text(f"{row['title']}; {row['coverage']}"),
        )
    return table


def repairs(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Lay out the rules that were applied when a record was read."""
    from rich.text import Text

    table = _table(rule="left", action="left", count="right", why="left")
    for row in found:
        table.add_row(
            Text(row["rule"]), row["action"], f"{row['count']:,} {row['unit']}", Text(row["why"])
        )
    return table


def facts(found: Mapping[str, Any]) -> list[RenderableType]:
    """Lay out names and values, one a line; a nested part is set off by an empty line.

    What is one word, such as a path, stays on its line however long, so that it can be copied.
    """
    from rich.table import Table
    from rich.text import Text

    rows = [(name.replace("_", " "), printable(text)) for name, text in _facts(found)]
    width = max((len(name) for name, _ in rows), default=0)
    parts: list[RenderableType] = []
    for name, text in rows:
        if text.split() == [text]:
            line = Text.assemble((name.ljust(width), "dim"), "  ", text, no_wrap=True)
            parts.append(line)
            continue
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True, min_width=width)
        grid.add_column()
        grid.add_row(name, Text(text))
        parts.append(grid)
    return parts


def _facts(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for at, (name, value) in enumerate(found.items()):
        if isinstance(value, Mapping):
            if at:
                yield "", ""
            yield from ((inner, _plain(detail)) for inner, detail in value.items())
        else:
            yield name, _plain(value)


def positions(
    rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], head: str
) -> list[RenderableType]:
    """Lay out ideal points: a line a state, where it began, where it ended, and the path.

    Parameters
    ----------
    rows : sequence of mapping
        ``state``, ``session``, ``mean``, ``low``, ``high``; sessions of a state in order.
    labels : mapping of str to str
        Names of the states.
    head : str
    """
    from rich.text import Text

    table = _table(state="left", first="right", last="right")
    table.add_column("path", no_wrap=True)
    paths: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        paths.setdefault(row["state"], []).append(row)
    low = min((row["mean"] for row in rows), default=-1.0)
    high = max(max((row["mean"] for row in rows), default=1.0), low + 0.01)
    for state, path in paths.items():
        ends = [_end(row) for row in (path[0], path[-1])]
        line = spark([row["mean"] for row in path], low=low, high=high, width=26)
        table.add_row(Text(labels[state]), *ends, line)
    foot = (
        f"Ideal points with 95 % intervals; over all states and sessions they have mean 0 and "
        f"variance 1. Bars run from {number(low)} to {number(high)}. Raw differences across "
        "sessions are weakly identified: compare within a session (docs/ideal-points.md)."
    )
    return [Text(head, style="bold"), table, Text(foot, style="dim")]


def _end(row: Mapping[str, Any]) -> str:
    """Write a year's ideal point over its interval."""
    year = years(row["session"], row["session"])
    return f"{year}: {number(row['mean'])}\n{interval(row['low'], row['high'])}"


def _plain(value: Any) -> str:
    if value is None or value in ("", [], (), {}):
        return "–"
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {inner}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    if isinstance(value, float):
        return number(value, 4)
    return str(value)


def kinds(found: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Lay out the kinds of claim with what each asks and an example."""
    from rich.text import Text

    table = _table(kind="left", asks="left", example="left")
    for row in found:
        table.add_row(Text(row["kind"], style="bold"), Text(row["asks"]), Text(row["examples"][0]))
    return table


def reasons(made: Document) -> list[RenderableType]:
    """Lay out the reasoning behind each verdict as a short paragraph."""
    from rich.text import Text

    parts: list[RenderableType] = []
    for verdict in made.verdicts:
        parts.append(Text(printable(verdict.canonical), style="bold"))
        parts.append(Text(verdict.verdict, style=STYLE[verdict.verdict]))
        parts.extend([Text(printable(verdict.why)), Text()])
    return parts
