"""Figures as Vega-Lite specifications: plain values, nothing drawn yet.

Colours are named, not fixed (:mod:`nonaligned.report.palette`), so that one drawing follows the
page from light to dark. The parameter ``at`` is the row that the keyboard stands on.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from nonaligned.report.curves import ways
from nonaligned.report.figure import Figure, Value
from nonaligned.report.layers import (
    KEY,
    LETTER,
    ROW,
    SIDEWAYS,
    WIDTH,
    Records,
    Spec,
    around,
    config,
    framed,
    quantity,
    ring,
    rules,
    tooltip,
)
from nonaligned.report.palette import LINES, var

BINS = 56
"""Columns of dots in a strip."""

FINEST = 1e-14
"""Width of a column below which all values are one, to the precision of their axis."""
NAMES = 150
"""Room for the names of bars."""
NAMED = 3
"""Subjects named in a strip; more are marked only."""


def spec(figure: Figure, *, titled: bool = False) -> Spec:
    """Return a figure as a Vega-Lite specification.

    Parameters
    ----------
    figure : Figure
    titled : bool
        Whether the title is part of the picture, for files that stand alone.

    Returns
    -------
    dict
        Valid under Vega-Lite 5 and 6.

    Examples
    --------
    >>> from nonaligned.report.figure import Column
    >>> figure = Figure("bars", "Support", "One bar.", (Column("name", "Issue"),
    ...     Column("value", "Share", 2), Column("low", "From", 2), Column("high", "To", 2)),
    ...     (("disarmament", 0.9, 0.8, 0.95),), "share of yes")
    >>> spec(figure)["data"]["values"]
    [{'name': 'disarmament', 'value': 0.9, 'low': 0.8, 'high': 0.95, 'i': 0, 'row': 10.0}]
    """
    records = figure.records()
    for i, record in enumerate(records):
        record["i"] = i
    made = _DRAWN[figure.kind](figure, records)
    made["data"] = {"values": records}
    made["config"] = config()
    made["params"] = [{"name": "at", "value": -1}]
    if titled:
        made["title"] = {"text": figure.title, "subtitle": axis_line(figure), "anchor": "start"}
        made["autosize"] = {"type": "pad"}
    return made


def axis_line(figure: Figure) -> str:
    """Return what the values are, where no axis says it: a line above the chart."""
    return {"paths": figure.y, "strip": figure.x, "ways": figure.y}.get(figure.kind, "")


# -- paths ---------------------------------------------------------------------------------


def _paths(figure: Figure, records: Records) -> Spec:
    _break(records)
    years = [record["year"] for record in records if isinstance(record["year"], int)]
    span = (min(years), max(years))
    names = list(dict.fromkeys(str(record["name"]) for record in records))
    columns = 2 if KEY + LETTER * sum(sorted(map(len, names))[-2:]) < WIDTH else 1
    x = {
        **quantity("year", figure.x, (span[0] - 0.5, span[1] + 0.5)),
        "axis": {"title": figure.x, "format": "d", "tickCount": 8, "grid": False},
    }
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {
            "domain": names,
            "range": [var(LINES[k % len(LINES)]) for k in range(len(names))],
        },
        "legend": {
            "symbolType": "stroke",
            "symbolStrokeWidth": 3,
            "symbolOpacity": 1,
            "labelLimit": 260,
            "columns": columns,
            "columnPadding": 24,
            "rowPadding": 3,
        },
    }
    y = quantity("value", None, figure.domain)
    shared = {"x": x, "color": colour}
    runs = {"detail": {"field": "run"}}
    layers: list[Spec] = []
    if figure.span is not None:
        first, last = figure.span
        edges = {"a": max(first - 0.5, span[0] - 0.5), "b": min(last + 0.5, span[1] + 0.5)}
        layers.append(
            {
                "data": {"values": [edges]},
                "mark": {"type": "rect", "color": var("shade")},
                "encoding": {"x": {"field": "a", "type": "quantitative"}, "x2": {"field": "b"}},
            }
        )
    band = {**quantity("low", None, figure.domain)}
    tip = tooltip(figure.columns)
    layers += [
        {
            "mark": {"type": "area", "opacity": 0.16},
            "encoding": {**shared, **runs, "y": band, "y2": {"field": "high"}},
        },
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {**shared, **runs, "y": y}},
        {
            "mark": {"type": "circle", "size": 22, "opacity": 1},
            "encoding": {**shared, "y": y, "tooltip": tip},
        },
        ring({"x": x, "y": y}),
    ]
    rows = math.ceil(len(names) / columns)
    return framed(layers + rules(figure), 210, left=38, top=26 + ROW * rows)


def _break(records: Records) -> None:
    """Name the runs of years without a gap: a line must not cross sessions without votes."""
    last: dict[Value, tuple[int, int]] = {}
    for record in records:
        year = int(record["year"] or 0)
        before, run = last.get(record["name"], (year - 1, 0))
        run += year > before + 1
        record["run"] = f"{record['name']} {run}"
        last[record["name"]] = (year, run)


# -- strip ---------------------------------------------------------------------------------


def _strip(figure: Figure, records: Records) -> Spec:
    _stack(records, [line.at for line in figure.lines])
    tallest = max(14, *(int(record["height"] or 0) for record in records))
    dot = round(min(26.0, max(8.0, (150 / (tallest + 2)) ** 2)), 1)  # higher piles become bars
    x = quantity("value", None, around([row["value"] for row in records], figure.lines))
    centre = {**x, "field": "place"}
    y = {
        "field": "height",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-1, tallest + 1]},
    }
    tip = tooltip(figure.columns)
    subject, rest = "datum.role === 'subject'", "datum.role !== 'subject'"
    marked = [record for record in records if record["role"] == "subject"]
    named = marked if len(marked) <= NAMED else []
    stem = {"type": "rule", "color": var("c0"), "strokeWidth": 1.5}
    layers: list[Spec] = [
        *(
            {
                "data": {"values": [dict(record)]},
                "mark": stem,
                "encoding": {"x": x, "y": y, "y2": {"value": 0}},
            }
            for record in named
        ),
        {
            "transform": [{"filter": rest}],
            "mark": {"type": "circle", "size": dot, "color": var("dots"), "opacity": 0.85},
            "encoding": {"x": centre, "y": y, "tooltip": tip},
        },
        *rules(figure),
        *(_named(record, k, x) for k, record in enumerate(named, int(bool(figure.lines)))),
    ]
    layers += [
        {
            "transform": [{"filter": subject}],
            "mark": {"type": "circle", "size": 70, "color": var("c0"), "opacity": 1},
            "encoding": {"x": x, "y": y, "tooltip": tip},
        },
        ring({"x": centre, "y": y}),
    ]
    return framed(layers, 150, top=10 + ROW * (len(named) + bool(figure.lines)), bottom=24)


def _stack(records: Records, lines: list[float]) -> None:
    """Pile the states of nearly the same value up in columns, the claim's own at the bottom.

    A dot plot with columns of one width (Wilkinson, 1999, Dot plots, The American Statistician
    53: 276-281). A line lies between two columns, so that no dot seems to be on its other side;
    the claim's own states stand at their exact value.
    """
    values = [float(record["value"] or 0) for record in records]
    low, high = min(values), max(values)
    width = (high - low) / BINS
    if width < FINEST:
        width = 1.0
    edge = lines[0] if lines else low
    piles: dict[int, int] = {}
    for record in sorted(records, key=lambda record: record["role"] != "subject"):
        value = float(record["value"] or 0)
        column = math.floor((value - edge) / width)
        if value == high > edge:
            column = math.ceil((value - edge) / width) - 1
        centre = min(max(edge + (column + 0.5) * width, low), high)
        record["place"] = value if record["role"] == "subject" else centre
        record["height"] = piles.get(column, 0)
        piles[column] = piles.get(column, 0) + 1


def _named(record: dict[str, Value], k: int, x: Spec) -> Spec:
    """Write a subject's name above the frame, inwards from the nearer edge."""
    low, high = x["scale"]["domain"]
    inwards = float(record["value"] or 0) > (low + high) / 2
    side = {"align": "right", "dx": 2} if inwards else {"align": "left", "dx": -2}
    mark = {"type": "text", "fontWeight": "bold", "color": var("c0"), "dy": -7 - ROW * k}
    return {
        "data": {"values": [dict(record)]},
        "mark": mark | side | {"text": str(record["name"])},
        "encoding": {"x": x, "y": {"value": 0}},
    }


# -- map and bars ----------------------------------------------------------------------------


def _map(figure: Figure, records: Records) -> Spec:
    x, y = (
        quantity(name, title, around([record[name] for record in records], ()))
        for name, title in (("x", figure.x), ("y", figure.y))
    )
    y["axis"]["titleX"] = SIDEWAYS
    tip = tooltip(figure.columns)
    marked = [record for record in records if record["role"]]
    layers: list[Spec] = [
        {
            "mark": {"type": "circle", "size": 34, "opacity": 0.85, "color": var("dots")},
            "encoding": {"x": x, "y": y, "tooltip": tip},
        },
        {
            "transform": [{"filter": "datum.role !== ''"}],
            "mark": {"type": "circle", "size": 80, "opacity": 1, "color": var("c0")},
            "encoding": {"x": x, "y": y, "tooltip": tip},
        },
        *(_label(record, k, x, y) for k, record in enumerate(marked)),
        ring({"x": x, "y": y}),
    ]
    return framed([*_alike(x, y), *layers, *rules(figure)], WIDTH - 58, left=46)


def _alike(x: Spec, y: Spec) -> list[Spec]:
    """Draw where both values are the same, as far as the frame shows it."""
    low, high = (edge(x["scale"]["domain"][k], y["scale"]["domain"][k]) for k, edge in _NEARER)
    if low >= high:
        return []
    ends = {"x": low, "y": low, "x2": high, "y2": high}
    line = {"type": "rule", "strokeDash": [4, 3], "color": var("ink"), "strokeWidth": 1}
    label = {"type": "text", "align": "right", "dx": -6, "text": "as much with both"}
    return [
        {
            "data": {"values": [ends]},
            "mark": line,
            "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"values": [{"x": high, "y": high}]},
            "mark": label,
            "encoding": {"x": x, "y": y},
        },
    ]


_NEARER = ((0, max), (1, min))
"""Which of two ends of a domain both axes have: the higher of the low, the lower of the high."""


def _label(record: dict[str, Value], k: int, x: Spec, y: Spec) -> Spec:
    """Name a state of the map inwards, above and below it by turns: neighbours can be read."""
    low, high = x["scale"]["domain"]
    inwards = float(record["x"] or 0) > (low + high) / 2
    side = {"align": "right", "dx": -6} if inwards else {"align": "left", "dx": 6}
    side |= {"dy": 10 if k % 2 else -10}
    mark = {"type": "text", "fontWeight": "bold", "color": var("c0"), "text": str(record["name"])}
    return {
        "data": {"values": [dict(record)]},
        "mark": mark | side,
        "encoding": {"x": x, "y": y},
    }


def _bars(figure: Figure, records: Records) -> Spec:
    names = list(dict.fromkeys(str(record["name"]) for record in records))
    parties = list(dict.fromkeys(record.get("who") for record in records))
    several = len(parties) > 1
    step = 11 * len(parties) + 8 if several else 20
    for record in records:
        inner = parties.index(record.get("who")) if several else 0
        record["row"] = (
            names.index(str(record["name"])) * step
            + 4
            + (step - 8) * ((inner + 0.5) / len(parties) if several else 0.5)
        )
    tall = step * len(names)
    x = quantity("value", figure.x, figure.domain)
    scale = {"domain": [0, tall], "range": [0, tall], "nice": False}
    y: Spec = {"field": "row", "type": "quantitative", "axis": None, "scale": scale}
    who: Spec = {"color": {"value": var(LINES[0])}}
    if several:
        colours = [var(LINES[k % len(LINES)]) for k in range(len(parties))]
        legend = {"labelLimit": 300, "columns": 1, "symbolType": "circle", "rowPadding": 3}
        domain = {"domain": parties, "range": colours}
        who = {"color": {"field": "who", "type": "nominal", "scale": domain, "legend": legend}}
    tip = tooltip(figure.columns)
    labels = [{"row": (k + 0.5) * step, "label": name} for k, name in enumerate(names)]
    text = {"type": "text", "align": "right", "color": var("soft"), "limit": NAMES - 10}
    layers: list[Spec] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y, **who},
        },
        {
            "mark": {"type": "circle", "size": 46, "opacity": 1},
            "encoding": {"x": x, "y": y, **who, "tooltip": tip},
        },
        {
            "data": {"values": labels},
            "mark": text,
            "encoding": {
                "x": {"value": -8},
                "y": y,
                "text": {"field": "label", "type": "nominal"},
            },
        },
        ring({"x": x, "y": y}),
    ]
    top = 24 + ROW * len(parties) if several else 8
    return framed(layers + rules(figure), tall, left=NAMES, top=top)


_DRAWN: dict[str, Callable[[Figure, Records], Spec]] = {
    "paths": _paths,
    "strip": _strip,
    "ways": ways,
    "map": _map,
    "bars": _bars,
}
