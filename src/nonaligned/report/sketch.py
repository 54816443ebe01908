"""Charts drawn as SVG from their specifications, without a browser and without an engine.

It reads the part of Vega-Lite that :mod:`nonaligned.report.charts` writes and no more: layers of
marks on linear scales whose domains are given, in a frame whose sizes are given. So a drawing has
the size and the places of the chart that takes its place when a page comes alive.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from nonaligned.report.layers import FONT, LETTER, ROW, SIDEWAYS, WIDTH, Spec
from nonaligned.report.palette import var

SVG = "http://www.w3.org/2000/svg"
CHANNELS = ("x", "y", "x2", "y2")
"""Where a mark stands; one that lacks a value is not drawn."""
Row = dict[str, Any]

SIZE = 12
"""Of the letters, in pixels."""
HEAD = 46
"""Height of the title of a drawing that stands alone."""
_TEST = re.compile(r"datum\.(\w+) (===|!==) '(.*)'")
_SHAPES = {
    "circle": "M{x} {y}m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0",
    "triangle-up": "M{x} {y}m0-{r}l{r} {d}h-{d}z",
    "triangle-down": "M{x} {y}m0 {r}l{r}-{d}h-{d}z",
}


@dataclass(frozen=True)
class Scale:
    """A linear scale.

    Parameters
    ----------
    low, high : float
        Ends of the domain.
    start, end : float
        Where they stand, in pixels.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class Layer:
    """Marks of one kind with their rows and scales.

    Parameters
    ----------
    mark, encoding : dict
    rows : list of dict
    scales : dict
        By channel, ``x`` and ``y``.
    """

    mark: Spec
    encoding: Spec
    rows: list[Row]
    scales: dict[str, Scale]

    def at(self, channel: str, row: Row) -> float:
        """Return where a mark stands on a channel, in pixels."""
        made = self.encoding[channel]
        if "value" in made:
            return float(made["value"])
        value = made["datum"] if "datum" in made else row[made["field"]]
        return self.scales[channel[0]](value)

    def colour(self, row: Row) -> str:
        """Return the colour of a mark."""
        made = self.encoding.get("color", {})
        if "scale" in made:
            return str(_looked_up(made["scale"], row[made["field"]]))
        for condition in made.get("condition", ()):
            if _holds(condition["test"], row):
                return str(condition["value"])
        return str(made.get("value") or self.mark.get("color") or var("ink"))

    def by_colour(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield the rows of each colour, of a line those of each run."""
        groups: dict[tuple[str, Any], list[Row]] = {}
        run = self.encoding.get("detail", {}).get("field")
        for row in self.rows:
            groups.setdefault((self.colour(row), row[run] if run else ""), []).append(row)
        yield from ((colour, rows) for (colour, _), rows in groups.items())


def picture(spec: Spec, *, title: str = "", subtitle: str = "") -> str:
    """Draw a specification.

    Parameters
    ----------
    spec : dict
        As :func:`nonaligned.report.charts.spec` makes it.
    title, subtitle : str
        Written above it on paper, for a drawing that stands alone.

    Returns
    -------
    str
        An SVG element with colours by name.

    Examples
    --------
    >>> sides = {"left": 1, "right": 0, "top": 0, "bottom": 0}
    >>> picture({"width": 9, "height": 7, "padding": sides, "layer": []})[:54]
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" hei'
    """
    width, height, padding = spec["width"], spec["height"], spec["padding"]
    whole = padding["left"] + width + padding["right"]
    top = padding["top"] + (HEAD if title else 0)
    tall = top + height + padding["bottom"]
    frame = {"x": Scale(0, 1, 0, width), "y": Scale(0, 1, height, 0)}
    layers = list(_layers(spec, [], frame, frame))
    parts = [*_axes(layers, width, height, grid=True)]
    for layer in layers:
        parts.extend(_MARKS[layer.mark["type"]](layer, width, height))
    parts += [*_axes(layers, width, height, grid=False), *_legend(layers)]
    head = _head(title, subtitle, whole, tall) if title else ""
    return (
        f'<svg xmlns="{SVG}" width="{_n(whole)}" height="{_n(tall)}" '
        f'viewBox="0 0 {_n(whole)} {_n(tall)}" aria-hidden="true" focusable="false">{head}'
        f'<g font-family="{FONT}" font-size="{SIZE}" '
        f'transform="translate({_n(padding["left"])} {_n(top)})">{"".join(parts)}</g></svg>'
    )


def _head(title: str, subtitle: str, width: float, height: float) -> str:
    """Write a title on paper."""
    return (
        f'<rect width="{_n(width)}" height="{_n(height)}" fill="{var("paper")}"/>'
        f'<g font-family="{FONT}" transform="translate(12 20)"><text font-size="14" '
        f'font-weight="bold" fill="{var("ink")}">{escape(title)}</text>'
        f'<text y="17" font-size="12" fill="{var("soft")}">{escape(subtitle)}</text></g>'
    )


# -- what there is to draw --------------------------------------------------------------------


def _layers(
    spec: Spec, rows: list[Row], frame: dict[str, Scale], scales: dict[str, Scale]
) -> Iterator[Layer]:
    """Yield the layers, innermost; a scale that a layer does not give is that of its neighbours."""
    rows = spec.get("data", {}).get("values", rows)
    for transform in spec.get("transform", ()):
        rows = [row for row in rows if _holds(transform["filter"], row)]
    scales = scales | _scales(spec, frame)
    if "layer" in spec:
        for inner in spec["layer"]:
            yield from _layers(inner, rows, frame, scales)
    else:
        made = spec["encoding"]
        fields = [made[c]["field"] for c in CHANNELS if "field" in made.get(c, {})]
        known = [row for row in rows if all(row[field] is not None for field in fields)]
        yield Layer(spec["mark"], made, known, scales)


def _scales(spec: Spec, frame: dict[str, Scale]) -> dict[str, Scale]:
    """Return the first scale of each channel that a layer or one within it gives."""
    found: dict[str, Scale] = {}
    for inner in spec.get("layer", ()):
        found = _scales(inner, frame) | found
    for channel in ("x", "y"):
        scale = spec.get("encoding", {}).get(channel, {}).get("scale", {})
        if "domain" in scale:
            start, end = scale.get("range", (frame[channel].start, frame[channel].end))
            low, high = scale["domain"]
            found[channel] = Scale(low, high, start, end)
    return found


def _holds(test: str, row: Row) -> bool:
    """Whether a row meets a test; the one for the row that the keyboard stands on none does."""
    if (parts := _TEST.fullmatch(test)) is None:
        return False
    same = bool(row[parts[1]] == parts[3])
    return same if parts[2] == "===" else not same


def _looked_up(scale: Spec, value: Any) -> Any:
    return scale["range"][scale["domain"].index(value)]


# -- marks ------------------------------------------------------------------------------------


def _rect(layer: Layer, width: float, height: float) -> Iterator[str]:
    for row in layer.rows:
        left, right = (layer.at(channel, row) for channel in ("x", "x2"))
        yield (
            f'<rect x="{_n(left)}" width="{_n(right - left)}" height="{_n(height)}" '
            f'fill="{layer.colour(row)}"/>'
        )


def _area(layer: Layer, width: float, height: float) -> Iterator[str]:
    for colour, rows in layer.by_colour():
        over = [(layer.at("x", row), layer.at("y2", row)) for row in rows]
        under = [(layer.at("x", row), layer.at("y", row)) for row in reversed(rows)]
        if len(over) > 1:
            opacity = layer.mark["opacity"]
            yield f'<path d="{_path([*over, *under])}z" fill="{colour}" opacity="{opacity}"/>'


def _line(layer: Layer, width: float, height: float) -> Iterator[str]:
    for colour, rows in layer.by_colour():
        points = [(layer.at("x", row), layer.at("y", row)) for row in rows]
        if len(points) > 1:
            thick = layer.mark["strokeWidth"]
            yield _stroke(_path(points), colour, thick)


def _rule(layer: Layer, width: float, height: float) -> Iterator[str]:
    for colour, rows in layer.by_colour():
        ends = (_ends(layer, row, width, height) for row in rows)
        made = "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in ends)
        dash = layer.mark.get("strokeDash")
        more = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
        if "opacity" in layer.mark:
            more += f' opacity="{layer.mark["opacity"]}"'
        yield _stroke(made, colour, layer.mark["strokeWidth"], more)


def _ends(layer: Layer, row: Row, width: float, height: float) -> tuple[float, float, float, float]:
    """Return both ends of a rule: from edge to edge on a channel that it does not use."""
    used = layer.encoding
    x = layer.at("x", row) if "x" in used else 0.0
    y = layer.at("y", row) if "y" in used else 0.0
    x2 = layer.at("x2", row) if "x2" in used else x if "x" in used else width
    y2 = layer.at("y2", row) if "y2" in used else y if "y" in used else height
    return x, y, x2, y2


def _tick(layer: Layer, width: float, height: float) -> Iterator[str]:
    half = layer.mark["height"] / 2
    for colour, rows in layer.by_colour():
        places = ((layer.at("x", row), layer.at("y", row) - half) for row in rows)
        made = "".join(f"M{_n(x)} {_n(y)}v{_n(2 * half)}" for x, y in places)
        yield _stroke(made, colour, layer.mark["thickness"])


def _dots(layer: Layer, width: float, height: float) -> Iterator[str]:
    """Draw dots as round ends of lines without length, all of one colour as one path."""
    across = math.sqrt(layer.mark["size"])
    opacity = layer.mark.get("opacity", 1)
    for colour, rows in layer.by_colour():
        places = ((layer.at("x", row), layer.at("y", row)) for row in rows)
        made = "".join(f"M{_n(x)} {_n(y)}h0" for x, y in places)
        more = f' stroke-linecap="round" opacity="{opacity}"'
        yield _stroke(made, colour, round(across, 2), more)


def _points(layer: Layer, width: float, height: float) -> Iterator[str]:
    shape = layer.encoding.get("shape")
    if shape is None:  # the ring around the row that the keyboard stands on
        return
    for colour, rows in layer.by_colour():
        made = "".join(
            _symbol(
                _looked_up(shape["scale"], row[shape["field"]]),
                layer.at("x", row),
                layer.at("y", row),
                layer.mark["size"],
            )
            for row in rows
        )
        yield f'<path d="{made}" fill="{colour}"/>'


def _symbol(shape: str, x: float, y: float, size: float) -> str:
    across = math.sqrt(size)
    return _SHAPES[shape].format(x=_n(x), y=_n(y), r=_n(across / 2), d=_n(across))


def _text(layer: Layer, width: float, height: float) -> Iterator[str]:
    mark = layer.mark
    anchor = {"left": "start", "right": "end"}.get(mark.get("align", ""), "middle")
    drop = {"top": 0.79, "bottom": -0.21}.get(mark.get("baseline", ""), 0.3)
    size = mark.get("fontSize", SIZE)
    weight = ' font-weight="bold"' if mark.get("fontWeight") == "bold" else ""
    for row in layer.rows:
        x = layer.at("x", row) + mark.get("dx", 0)
        y = layer.at("y", row) + mark.get("dy", 0) + drop * size
        text = str(mark.get("text") or row[layer.encoding["text"]["field"]])
        most = round(mark.get("limit", WIDTH) / LETTER * SIZE / size)
        text = text if len(text) <= most else f"{text[: most - 1]}…"
        yield _letters(text, x, y, anchor, layer.colour(row), size, weight)


_MARKS: dict[str, Callable[[Layer, float, float], Iterator[str]]] = {
    "rect": _rect,
    "area": _area,
    "line": _line,
    "rule": _rule,
    "tick": _tick,
    "circle": _dots,
    "point": _points,
    "text": _text,
}


# -- axes and legend ----------------------------------------------------------------------------


def _axes(layers: list[Layer], width: float, height: float, *, grid: bool) -> Iterator[str]:
    """Draw the first axis of each channel: its grid beneath the marks, or the axis above them."""
    for channel in ("x", "y"):
        for layer in layers:
            if axis := layer.encoding.get(channel, {}).get("axis"):
                scale = layer.scales[channel]
                draw = _grid if grid else {"x": _across, "y": _up}[channel]
                yield from draw(axis, scale, height if channel == "x" else width)
                break


def _grid(axis: Spec, scale: Scale, reach: float) -> Iterator[str]:
    if axis.get("grid", True):
        sideways = scale.start < scale.end
        places = [_n(scale(value)) for value in ticks(scale.low, scale.high, axis["tickCount"])]
        lines = (f"M{at} 0v{_n(reach)}" if sideways else f"M0 {at}h{_n(reach)}" for at in places)
        yield _stroke("".join(lines), var("grid"), 1)


def _across(axis: Spec, scale: Scale, height: float) -> Iterator[str]:
    values = ticks(scale.low, scale.high, axis["tickCount"])
    marks = "".join(f"M{_n(scale(value))} {_n(height)}v4" for value in values)
    yield _stroke(f"M0 {_n(height)}H{_n(scale.end)}{marks}", var("edge"), 1)
    plain = axis.get("format") == "d"
    for text, value in zip(_labels(values, plain), values, strict=True):
        yield _letters(text, scale(value), height + 18, "middle", var("soft"))
    if axis.get("title"):
        yield _letters(axis["title"], scale.end / 2, height + 33, "middle", var("soft"))


def _up(axis: Spec, scale: Scale, width: float) -> Iterator[str]:
    values = ticks(scale.low, scale.high, axis["tickCount"])
    marks = "".join(f"M0 {_n(scale(value))}h-4" for value in values)
    yield _stroke(f"M0 {_n(scale.start)}V{_n(scale.end)}{marks}", var("edge"), 1)
    for text, value in zip(_labels(values, False), values, strict=True):
        yield _letters(text, -8, scale(value) + 4, "end", var("soft"))
    if axis.get("title"):
        middle = (scale.start + scale.end) / 2
        turned = f' transform="rotate(-90 {SIDEWAYS} {_n(middle)})"'
        yield _letters(axis["title"], SIDEWAYS, middle, "middle", var("soft"), more=turned)


def ticks(low: float, high: float, count: int) -> list[float]:
    """Return round values within a domain, about as many as asked for, as D3 chooses them.

    Examples
    --------
    >>> ticks(0, 1, 5), ticks(1947.5, 2019.5, 4)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [1960.0, 1980.0, 2000.0])
    """
    if not low < high:
        return [low]
    power = math.floor(math.log10((high - low) / count))
    error = (high - low) / count / 10.0**power
    factor = 10 if error >= 50**0.5 else 5 if error >= 10**0.5 else 2 if error >= 2**0.5 else 1
    step = factor * 10.0**power
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def _labels(values: list[float], plain: bool) -> list[str]:
    step = values[1] - values[0] if len(values) > 1 else 1.0
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    form = f"{'' if plain else ','}.{digits}f"
    return [format(value or 0.0, form).replace("-", "\N{MINUS SIGN}") for value in values]


def _legend(layers: list[Layer]) -> Iterator[str]:
    """Draw the legend of the first layer that has one, above the frame."""
    keyed = (layer for layer in layers if "scale" in layer.encoding.get("color", {}))
    for layer in list(keyed)[:1]:
        names, colours = (layer.encoding["color"]["scale"][k] for k in ("domain", "range"))
        legend = layer.encoding["color"].get("legend", {})
        shapes = layer.encoding.get("shape", {}).get("scale", {}).get("range")
        if legend.get("symbolType") == "circle":
            shapes = ["circle"] * len(names)
        columns = min(legend.get("columns", len(names)), len(names))
        room = [30 + LETTER * max(map(len, names[k::columns])) for k in range(columns)]
        rows = math.ceil(len(names) / columns)
        for k, name in enumerate(names):
            x, y = sum(room[: k % columns]), -16 - ROW * (rows - 1 - k // columns)
            if shapes:
                yield f'<path d="{_symbol(shapes[k], x + 6, y - 4, 90)}" fill="{colours[k]}"/>'
            else:
                yield _stroke(f"M{_n(x)} {_n(y - 4)}h12", colours[k], 3)
            yield _letters(name, x + 17, y, "start", var("ink"))


# -- letters and lines --------------------------------------------------------------------------


def _letters(
    text: str,
    x: float,
    y: float,
    anchor: str,
    colour: str,
    size: float = SIZE,
    more: str = "",
) -> str:
    sized = "" if size == SIZE else f' font-size="{size}"'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{colour}"{sized}{more}>'
        f"{escape(text)}</text>"
    )


def _stroke(path: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """Write a place in pixels, short."""
    return f"{round(value, 1):g}"
