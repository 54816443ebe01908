"""Parts that charts of every kind share, as parts of Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nonaligned.report.figure import Column, Figure, Line, Value
from nonaligned.report.palette import var

Spec = dict[str, Any]
Records = list[dict[str, Value]]

WIDTH = 400
"""Of a chart with all that belongs to it, in pixels: legible on a phone."""
ROW = 15
"""Height of a line of a legend, and of a row of choices."""
SIDEWAYS = -32
"""Where the title of an upright axis stands, beside the frame."""
FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
"""Of one width, so that what is placed here fits there."""
LETTER = 5.6
"""Width of a letter, on the average."""
KEY = 120
"""What two entries of a legend take beside their letters."""

_HERE = {"filter": "datum.i === at"}


def framed(layers: list[Spec], height: float, **padding: float) -> Spec:
    """Return layers in a frame: nothing in its size depends on how wide letters come out."""
    sides = {"left": 8, "right": 12, "top": 8, "bottom": 40} | padding
    return {
        "width": WIDTH - sides["left"] - sides["right"],
        "height": height,
        "padding": sides,
        "autosize": {"type": "none"},
        "layer": layers,
    }


def config() -> Spec:
    """Return what all charts look like."""
    soft = {"labelColor": var("soft"), "titleColor": var("soft"), "titleFontWeight": "normal"}
    text = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 12, "titleFontSize": 12}
    axis = {**soft, **text, "gridColor": var("grid"), "domainColor": var("edge")}
    return {
        "background": "transparent",
        "aria": False,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **axis,
            "tickColor": var("edge"),
            "tickSize": 4,
            "labelPadding": 4,
            "labelFlush": False,
            "labelOverlap": False,
        },
        "legend": {**soft, **text, "labelColor": var("ink"), "orient": "top", "title": None},
        "title": {"color": var("ink"), "subtitleColor": var("soft"), "fontSize": 14},
        "text": {"font": FONT, "fontSize": 12, "fill": var("ink")},
    }


def tooltip(columns: Sequence[Column]) -> list[Spec]:
    """Return what is told of a mark: its row, as the table has it."""
    return [
        {
            "field": column.name,
            "title": column.heading,
            **({} if column.digits is None else {"format": f",.{column.digits}f"}),
        }
        for column in columns
    ]


def quantity(field: str, title: str | None, domain: tuple[float, float]) -> Spec:
    """Return an axis of numbers."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": False, "domain": list(domain), "nice": False},
        "axis": {"title": title, "tickCount": 5},
    }


def around(values: list[Value], lines: Sequence[Line]) -> tuple[float, float]:
    """Return a domain that holds all values and lines, with a little room on both sides."""
    known = [float(value) for value in values if value is not None]
    known += [line.at for line in lines]
    room = 0.03 * (max(known) - min(known)) or 0.1
    return min(known) - room, max(known) + room


def rules(figure: Figure) -> list[Spec]:
    """Return the figure's lines with their labels, as layers."""
    layers: list[Spec] = []
    for line in figure.lines:
        at: Spec = {line.axis: {"datum": line.at}}
        dash = {"type": "rule", "strokeDash": [4, 3], "color": var("ink"), "strokeWidth": 1}
        label = {"type": "text", "align": "left", "dx": 4, "dy": -7, "text": line.label}
        if line.axis == "x":
            place: Spec = {**at, "y": {"value": 0}}
        else:
            place = {**at, "x": {"value": 0}}
        layers += [
            {"data": {"values": [{}]}, "mark": dash, "encoding": at},
            {"data": {"values": [{}]}, "mark": label, "encoding": place},
        ]
    return layers


def ring(encoding: Spec) -> Spec:
    """Mark the row that the keyboard stands on."""
    mark = {"type": "point", "size": 160, "strokeWidth": 2.5, "color": var("ink"), "opacity": 1}
    return {"transform": [_HERE], "mark": mark, "encoding": encoding}
