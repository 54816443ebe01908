"""Figures as Vega-Lite specifications: plain values, nothing drawn yet.

Colours are named, not fixed (:mod:`nonaligned.report.palette`), so that one drawing follows the
page from light to dark. The parameter ``at`` is the row that the keyboard stands on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from nonaligned.report.figure import Column, Figure, Line, Value
from nonaligned.report.palette import LINES, var

Spec = dict[str, Any]
Records = list[dict[str, Value]]

WIDTH = 380
"""Of the plot, in pixels, the labels of its axes not counted: legible on a phone."""
FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
"""Of one width, so that what is placed here fits there."""
BINS = 56
"""Columns of dots in a strip."""

FINEST = 1e-14
"""Width of a column below which all values are one, to the precision of their axis."""
NAMED = 3
"""Subjects named in a strip; more are marked only."""
OUTCOMES = ("for", "against", "undecided")
SHAPES = ("triangle-up", "triangle-down", "circle")
"""Signs of the outcomes: not by colour alone."""

_HERE = {"filter": "datum.i === at"}


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
    >>> figure = Figure("bars", "Support", "One bar.", (Column("name", "Issue"),
    ...     Column("value", "Share", 2), Column("low", "From", 2), Column("high", "To", 2)),
    ...     (("disarmament", 0.9, 0.8, 0.95),), "share of yes")
    >>> spec(figure)["data"]["values"]
    [{'name': 'disarmament', 'value': 0.9, 'low': 0.8, 'high': 0.95, 'i': 0}]
    """
    records = figure.records()
    for i, record in enumerate(records):
        record["i"] = i
    made = _DRAWN[figure.kind](figure, records)
    made["data"] = {"values": records}
    made["config"] = _config()
    made["params"] = [{"name": "at", "value": -1}]
    if titled:
        made["title"] = {"text": figure.title, "subtitle": axis_line(figure), "anchor": "start"}
    return made


def axis_line(figure: Figure) -> str:
    """Return what the values are, where no axis says it: a line above the chart."""
    return {"paths": figure.y, "strip": figure.x, "ways": figure.y}.get(figure.kind, "")


def _config() -> Spec:
    soft = {"labelColor": var("soft"), "titleColor": var("soft"), "titleFontWeight": "normal"}
    text = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 12, "titleFontSize": 12}
    axis = {**soft, **text, "gridColor": var("grid"), "domainColor": var("edge")}
    return {
        "background": "transparent",
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**axis, "tickColor": var("edge"), "tickSize": 4, "labelPadding": 4},
        "legend": {**soft, **text, "labelColor": var("ink"), "orient": "top", "title": None},
        "title": {"color": var("ink"), "subtitleColor": var("soft"), "fontSize": 14},
        "text": {"font": FONT, "fontSize": 12, "fill": var("ink")},
    }


def _tooltip(columns: Sequence[Column]) -> list[Spec]:
    return [
        {
            "field": column.name,
            "title": column.heading,
            **({} if column.digits is None else {"format": f",.{column.digits}f"}),
        }
        for column in columns
    ]


def _quantity(field: str, title: str | None, domain: tuple[float, float] | None = None) -> Spec:
    scale: Spec = {"zero": False}
    if domain is not None:
        scale |= {"domain": list(domain), "nice": False}
    return {
        "field": field,
        "type": "quantitative",
        "scale": scale,
        "axis": {"title": title, "tickCount": 5},
    }


def _around(values: list[Value], lines: Sequence[Line]) -> tuple[float, float]:
    """Return a domain that holds all values and lines, with a little room on both sides."""
    known = [float(value) for value in values if value is not None]
    known += [line.at for line in lines]
    room = 0.03 * (max(known) - min(known)) or 0.1
    return min(known) - room, max(known) + room


def _rules(figure: Figure) -> list[Spec]:
    """Return the figure's lines with their labels, as layers."""
    layers: list[Spec] = []
    for line in figure.lines:
        at: Spec = {line.axis: {"datum": line.at}}
        dash = {"type": "rule", "strokeDash": [4, 3], "color": var("ink"), "strokeWidth": 1}
        label = {"type": "text", "align": "left", "dx": 4, "dy": 8, "text": line.label}
        if line.axis == "x":
            place: Spec = {**at, "y": {"value": 0}}
        else:
            place = {**at, "x": {"value": 0}}
        layers += [
            {"data": {"values": [{}]}, "mark": dash, "encoding": at},
            {"data": {"values": [{}]}, "mark": label, "encoding": place},
        ]
    return layers


# -- paths ---------------------------------------------------------------------------------


def _paths(figure: Figure, records: Records) -> Spec:
    _break(records)
    years = [record["year"] for record in records if isinstance(record["year"], int)]
    span = (min(years), max(years))
    names = list(dict.fromkeys(record["name"] for record in records))
    x = {
        **_quantity("year", figure.x, (span[0] - 0.5, span[1] + 0.5)),
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
            "columns": 2,
            "columnPadding": 24,
        },
    }
    y = _quantity("value", None, figure.domain)
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
    band = {**_quantity("low", None, figure.domain)}
    tip = _tooltip(figure.columns)
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
        _ring({"x": x, "y": y}),
    ]
    return {"width": WIDTH, "height": 210, "layer": layers + _rules(figure)}


def _break(records: Records) -> None:
    """Name the runs of years without a gap: a line must not cross sessions without votes."""
    last: dict[Value, tuple[int, int]] = {}
    for record in records:
        year = int(record["year"] or 0)
        before, run = last.get(record["name"], (year - 1, 0))
        run += year > before + 1
        record["run"] = f"{record['name']} {run}"
        last[record["name"]] = (year, run)


def _ring(encoding: Spec) -> Spec:
    """Mark the row that the keyboard stands on."""
    mark = {"type": "point", "size": 160, "strokeWidth": 2.5, "color": var("ink"), "opacity": 1}
    return {"transform": [_HERE], "mark": mark, "encoding": encoding}


# -- strip ---------------------------------------------------------------------------------


def _strip(figure: Figure, records: Records) -> Spec:
    _stack(records, [line.at for line in figure.lines])
    tallest = max(int(record["height"] or 0) for record in records)
    x = _quantity("value", None, _around([row["value"] for row in records], figure.lines))
    centre = {**x, "field": "place"}
    y = {
        "field": "height",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-1, max(tallest, 14) + 1]},
    }
    tip = _tooltip(figure.columns)
    subject, rest = "datum.role === 'subject'", "datum.role !== 'subject'"
    marked = [record for record in records if record["role"] == "subject"]
    layers: list[Spec] = [
        {
            "transform": [{"filter": rest}],
            "mark": {"type": "circle", "size": 26, "color": var("dots"), "opacity": 0.85},
            "encoding": {"x": centre, "y": y, "tooltip": tip},
        },
        *_rules(figure),
    ]
    if len(marked) <= NAMED:
        layers.append(
            {
                "transform": [{"filter": subject}],
                "mark": {"type": "rule", "color": var("c0"), "strokeWidth": 1.5},
                "encoding": {"x": x, "y": y, "y2": {"value": 18}},
            }
        )
        layers += [_named(record, k, x) for k, record in enumerate(marked)]
    layers += [
        {
            "transform": [{"filter": subject}],
            "mark": {"type": "circle", "size": 70, "color": var("c0"), "opacity": 1},
            "encoding": {"x": x, "y": y, "tooltip": tip},
        },
        _ring({"x": centre, "y": y}),
    ]
    return {"width": WIDTH, "height": 150, "layer": layers}


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
    """Write a subject's name above it, inwards from the nearer edge."""
    placed = dict(record)
    mark = {"type": "text", "baseline": "top", "fontWeight": "bold", "color": var("c0"), "dx": 5}
    return {
        "data": {"values": [placed]},
        "mark": mark | {"align": "left", "text": str(record["name"]), "dy": 14 * k},
        "encoding": {"x": x, "y": {"value": 18}},
    }


# -- ways ----------------------------------------------------------------------------------


def _ways(figure: Figure, records: Records) -> Spec:
    for record in records:
        zero = float(record["criterion"] or 0)
        for name in ("estimate", "low", "high"):
            value = record[name]
            record[f"{name}_off"] = None if value is None else float(value) - zero
        record["rank"] = int(record["i"] or 0) + 1
    x = {
        "field": "rank",
        "type": "quantitative",
        "scale": {"domain": [0, len(records) + 1], "nice": False},
        "axis": None,
    }
    outcome = {"field": "outcome", "type": "nominal"}
    signed = {
        "color": {**outcome, "scale": _scale([var(name) for name in OUTCOMES])},
        "shape": {**outcome, "scale": _scale(list(SHAPES))},
    }
    reach = [record[name] for record in records for name in ("low_off", "high_off")]
    y = _quantity("estimate_off", None, _around(reach, (Line("y", 0.0, ""),)))
    y["axis"] |= {"minExtent": LABELS, "maxExtent": LABELS}
    tip = _tooltip(figure.columns)
    off = {**y, "field": "low_off"}
    curve: list[Spec] = [
        {
            "mark": {"type": "rule", "strokeWidth": 1.2, "opacity": 0.75},
            "encoding": {"x": x, "y": off, "y2": {"field": "high_off"}, "color": _COLOURED},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 24, "opacity": 1},
            "encoding": {"x": x, "y": y, **signed, "tooltip": tip},
        },
        _criterion_line(),
        _ring({"x": x, "y": y}),
    ]
    plot = WIDTH - LABELS + 40
    parts = [{"width": plot, "height": 150, "layer": curve}]
    choices = _choices(figure)
    if choices:
        parts.append(_matrix(figure, choices, x, plot))
    return {"vconcat": parts, "spacing": 6}


LABELS = 178
"""Room for the names of the choices, in pixels."""


_COLOURED: Spec = {
    "condition": [{"test": f"datum.outcome === '{o}'", "value": var(o)} for o in OUTCOMES[:2]],
    "value": var(OUTCOMES[2]),
}
"""Colour by outcome without a scale, so that the legend has one row of signs only."""


def _scale(values: list[str]) -> Spec:
    return {"domain": list(OUTCOMES), "range": values}


def _criterion_line() -> Spec:
    mark = {"type": "rule", "strokeDash": [4, 3], "color": var("ink"), "strokeWidth": 1}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"y": {"datum": 0}}}


def _choices(figure: Figure) -> list[Column]:
    """Columns of choices of which there is more than one."""
    fixed = {"estimate", "low", "high", "criterion", "outcome", "n", "id"}
    return [
        column
        for column in figure.columns
        if column.name not in fixed and len(set(figure.series(column.name))) > 1
    ]


def _matrix(figure: Figure, choices: list[Column], x: Spec, width: int) -> Spec:
    names = [column.name for column in choices]
    order = [v for name in names for v in sorted({str(value) for value in figure.series(name)})]
    y = {
        "field": "choice",
        "type": "nominal",
        "sort": order,
        "axis": {
            "title": None,
            "labelLimit": LABELS - 8,
            "labelFontSize": 11,
            "grid": False,
            "ticks": False,
            "domain": False,
            "minExtent": LABELS,
            "maxExtent": LABELS,
        },
    }
    return {
        "width": width,
        "height": {"step": 15},
        "transform": [{"fold": names, "as": ["axis", "choice"]}],
        "mark": {"type": "tick", "thickness": 2.2, "height": 9, "orient": "vertical", "opacity": 1},
        "encoding": {"x": x, "y": y, "color": _COLOURED},
    }


# -- map and bars ----------------------------------------------------------------------------


def _map(figure: Figure, records: Records) -> Spec:
    x, y = (
        _quantity(name, title, _around([record[name] for record in records], ()))
        for name, title in (("x", figure.x), ("y", figure.y))
    )
    tip = _tooltip(figure.columns)
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
        _ring({"x": x, "y": y}),
    ]
    return {"width": WIDTH, "height": WIDTH, "layer": layers + _rules(figure)}


def _label(record: dict[str, Value], k: int, x: Spec, y: Spec) -> Spec:
    """Name a state of the map, on either side by turns, so that neighbours can be read."""
    side = {"align": "left", "dx": 8} if k % 2 == 0 else {"align": "right", "dx": -8}
    mark = {"type": "text", "fontWeight": "bold", "color": var("c0"), "text": str(record["name"])}
    return {
        "data": {"values": [dict(record)]},
        "mark": mark | side,
        "encoding": {"x": x, "y": y},
    }


def _bars(figure: Figure, records: Records) -> Spec:
    names = list(dict.fromkeys(record["name"] for record in records))
    parties = list(dict.fromkeys(record["who"] for record in records if record.get("who")))
    x = _quantity("value", figure.x, figure.domain)
    axis = {"title": None, "labelLimit": LABELS, "grid": False}
    y: Spec = {"field": "name", "type": "nominal", "sort": names, "axis": axis}
    who: Spec = {"color": {"value": var(LINES[0])}}
    if len(parties) > 1:
        colours = [var(LINES[k % len(LINES)]) for k in range(len(parties))]
        by = {"field": "who", "type": "nominal", "scale": {"domain": parties}}
        legend = {"labelLimit": 300, "columns": 1, "symbolType": "circle"}
        by_colour = {**by, "scale": {"domain": parties, "range": colours}, "legend": legend}
        who = {"yOffset": by, "color": by_colour}
    ends = {**x, "field": "low"}
    tip = _tooltip(figure.columns)
    layers = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x": ends, "x2": {"field": "high"}, "y": y, **who},
        },
        {
            "mark": {"type": "circle", "size": 46, "opacity": 1},
            "encoding": {"x": x, "y": y, **who, "tooltip": tip},
        },
        _ring({"x": x, "y": y, **{k: v for k, v in who.items() if k == "yOffset"}}),
    ]
    step = {"step": 11 * len(parties) + 8 if len(parties) > 1 else 20, "for": "position"}
    return {"width": WIDTH - 130, "height": step, "layer": layers + _rules(figure)}


_DRAWN: dict[str, Callable[[Figure, Records], Spec]] = {
    "paths": _paths,
    "strip": _strip,
    "ways": _ways,
    "map": _map,
    "bars": _bars,
}
