"""Specification curves as Vega-Lite: every way to measure, and beneath it the choices made."""

from __future__ import annotations

from nonaligned.claims.verdict import OUTCOMES
from nonaligned.report.figure import Column, Figure, Line, Value
from nonaligned.report.layers import ROW, Records, Spec, around, framed, quantity, ring, tooltip
from nonaligned.report.palette import var

SHAPES = ("triangle-up", "triangle-down", "circle")
"""Signs of the outcomes: not by colour alone."""
LABELS = 188
"""Room for the names of the choices, in pixels."""
CURVE = 150
"""Height of the curve above the choices, in pixels."""


def ways(figure: Figure, records: Records) -> Spec:
    """Return a specification curve: estimates less their criterion, in ascending order."""
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
    y = quantity("estimate_off", None, around(reach, (Line("y", 0.0, ""),)))
    y["scale"]["range"] = [CURVE, 0]
    tip = tooltip(figure.columns)
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
        ring({"x": x, "y": y}),
    ]
    matrix, rows = _matrix(figure, records, x)
    made = framed(
        [{"layer": curve}, *matrix], CURVE + ROW * rows, left=LABELS, top=24 + ROW, bottom=8
    )
    return made | {"resolve": {"scale": {"y": "independent"}}}


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


def _matrix(figure: Figure, records: Records, x: Spec) -> tuple[list[Spec], float]:
    """Return the choices beneath a curve, a row each, half a row between kinds, and all rows."""
    marks: list[Spec] = []
    names: list[dict[str, Value]] = []
    at = 0.0
    tick = {"type": "tick", "thickness": 2.2, "height": 9, "orient": "vertical", "opacity": 1}
    y: Spec = {"type": "quantitative", "axis": None, "scale": {"nice": False, "zero": False}}
    for column in _choices(figure):
        choices = sorted({str(value) for value in figure.series(column.name)})
        places = {choice: at + 1 + k for k, choice in enumerate(choices)}
        names += [{"row": row, "label": choice} for choice, row in places.items()]
        for record in records:
            record[f"{column.name}_row"] = places[str(record[column.name])]
        placed = {**y, "field": f"{column.name}_row"}
        marks.append({"mark": tick, "encoding": {"x": x, "y": placed, "color": _COLOURED}})
        at += len(choices) + 0.5
    if not names:
        return [], 0.0
    label = {"type": "text", "align": "right", "fontSize": 11, "color": var("soft")}
    text = {"field": "label", "type": "nominal"}
    marks.append(
        {
            "data": {"values": names},
            "mark": label | {"limit": LABELS - 6},
            "encoding": {"x": {"value": -8}, "y": {**y, "field": "row"}, "text": text},
        }
    )
    # one scale for all of them, known when all rows are
    y["scale"] |= {"domain": [0, at], "range": [CURVE, CURVE + ROW * at]}
    return marks, at
