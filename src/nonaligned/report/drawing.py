"""Charts as files and as parts of a page: without a browser and without the network.

They are drawn by vl-convert, which also holds the script that makes the charts of a page answer. It
is loaded when first used.
"""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from nonaligned.errors import InputError
from nonaligned.report.charts import spec
from nonaligned.report.figure import Figure
from nonaligned.report.files import write
from nonaligned.report.palette import fixed, var

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = {"svg", "g", "path", "text", "rect", "line", "circle", "tspan", "defs", "clipPath"}
"""All that a chart is made of; anything else is not let into a page."""
_DROPPED = {"style", "class", "role", "aria-roledescription", "aria-label", "aria-hidden"}

INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "fill-opacity",
    "stroke-opacity",
)
"""Attributes that a group hands on to its marks."""

BUNDLED = "window.vegaEmbed = vegaEmbed;"
"""What the script of the charts does beside holding the library."""

Progress = Callable[[str, int, int | None], None]


def unseen(stage: str, done: int, total: int | None) -> None:
    """Tell no progress."""


@cache
def _engine() -> Any:
    import vl_convert  # takes longer to load than the package

    return vl_convert


def svg(figure: Figure) -> str:
    """Draw a figure as an SVG file that stands alone, on white, with its title.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    str
    """
    return str(_engine().vegalite_to_svg(_alone(figure)))


def png(figure: Figure, scale: float = 2.0) -> bytes:
    """Draw a figure as a PNG file that stands alone.

    Parameters
    ----------
    figure : Figure
    scale : float
        Dots a pixel.
    """
    return bytes(_engine().vegalite_to_png(_alone(figure), scale=scale))


def _alone(figure: Figure) -> dict[str, Any]:
    """Return the specification with its title and the colours of light paper."""
    made = spec(figure, titled=True)
    made["background"] = var("paper")
    made["padding"] = 12
    text: dict[str, Any] = json.loads(fixed(json.dumps(made)))
    return text


def save(figure: Figure, path: str | Path) -> Path:
    """Write a figure to a file: ``.svg``, ``.png``, ``.csv`` (its data) or ``.json`` (Vega-Lite).

    Raises
    ------
    InputError
        The name ends otherwise.
    """
    target = Path(path)
    match target.suffix.lower():
        case ".svg":
            made = svg(figure).encode()
        case ".png":
            made = png(figure)
        case ".csv":
            made = figure.csv().encode()
        case ".json":
            made = json.dumps(_alone(figure), indent=1).encode()
        case _:
            raise InputError(
                "a chart is written as .svg, .png, .csv or .json",
                where=str(path),
                hint="Name it so",
            )
    return write(target, made)


def export(
    figures: Mapping[str, Figure], folder: str | Path, progress: Progress = unseen
) -> list[Path]:
    """Write figures to a folder: each as SVG and PNG, with its data as CSV.

    Parameters
    ----------
    figures : mapping of str to Figure
        By the name of the file, without an ending.
    folder : str or Path
        Made where it is not there.
    progress : callable, optional
        Called with a name, the figures written and the number of figures.

    Returns
    -------
    list of Path

    Raises
    ------
    InputError
        The folder cannot be written to.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be made: {reason}", where=str(target), hint="Name another folder"
        ) from None
    written = []
    for done, (name, figure) in enumerate(figures.items(), 1):
        written += [save(figure, target / f"{name}{end}") for end in (".svg", ".png", ".csv")]
        progress("writing figures", done, len(figures))
    return written


def inline(figure: Figure, prefix: str) -> str:
    """Draw a figure as an SVG element for a page: named colours, nothing active, no style.

    Parameters
    ----------
    figure : Figure
    prefix : str
        Put before the ids, so that two charts on a page do not share one.

    Raises
    ------
    ValueError
        The drawing holds an element that a chart has no need of.
    """
    return cleaned(str(_engine().vegalite_to_svg(spec(figure))), prefix)


def cleaned(drawing: str, prefix: str) -> str:
    """Keep of a drawing what a picture needs.

    Examples
    --------
    >>> cleaned('<svg xmlns="http://www.w3.org/2000/svg" onload="x()" width="9"/>', "a")
    '<svg width="9" aria-hidden="true" focusable="false" />'
    """
    root = ET.fromstring(drawing)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        if element.tag not in ELEMENTS:
            raise ValueError(f"a chart may not hold <{element.tag}>")
        kept = {name: value for name, value in element.attrib.items() if _kept(element, name)}
        element.attrib.clear()
        element.attrib.update({name: _short(value, prefix) for name, value in kept.items()})
        if "id" in element.attrib:
            element.attrib["id"] = prefix + element.attrib["id"]
    _prune(root)
    _hoist(root)
    root.attrib.pop("version", None)
    root.attrib |= {"aria-hidden": "true", "focusable": "false"}
    return ET.tostring(root, encoding="unicode")


def _kept(element: ET.Element, name: str) -> bool:
    """Whether an attribute is part of the picture."""
    if name in _DROPPED or name.startswith(("on", "{")) or name == "href":
        return False
    if name.startswith("stroke-") and element.tag in {"path", "rect"}:
        return "stroke" in element.attrib
    return not (name.endswith("opacity") and element.attrib[name] == "1")


def _short(value: str, prefix: str) -> str:
    """Round long decimals and point references at the ids of this picture."""
    value = re.sub(r"url\(#", f"url(#{prefix}", value)
    return re.sub(r"\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", value)


def _hoist(element: ET.Element) -> None:
    """Say once, on the group, what all its marks have in common."""
    for child in element:
        _hoist(child)
    if element.tag != "g" or len(element) < 2:
        return
    for name in INHERITED:
        values = {child.get(name) for child in element}
        if len(values) == 1 and None not in values:
            element.attrib[name] = str(values.pop())
            for child in element:
                del child.attrib[name]


def _prune(element: ET.Element) -> None:
    """Take out what draws nothing: empty paths and groups, hit areas."""
    for child in list(element):
        _prune(child)
        hidden = child.get("display") == "none" or child.get("d") in {"", "M0,0h0v0h0Z"}
        empty = child.tag == "g" and not len(child) and not (child.text or "").strip()
        if hidden or empty:
            element.remove(child)


@cache
def library() -> str:
    """Return Vega-Embed, Vega-Lite and Vega as one script that needs nothing else.

    One version of vl-convert always makes the same script, and takes longer over it than a claim
    takes to be tested: so it is kept, packed, in the user's folder for what can be made again.
    """
    kept = _shelf(_engine().__version__)
    with suppress(OSError, EOFError, zlib.error, UnicodeDecodeError):
        return gzip.decompress(kept.read_bytes()).decode()
    made = str(_engine().javascript_bundle(BUNDLED))
    with suppress(OSError, InputError):  # without it the next page takes as long
        kept.parent.mkdir(parents=True, exist_ok=True)
        write(kept, gzip.compress(made.encode(), mtime=0))
    return made


def _shelf(version: str) -> Path:
    """Where the script of a version of vl-convert is kept."""
    import platformdirs

    name = f"charts-{version}-{zlib.crc32(BUNDLED.encode()):08x}.js.gz"
    return platformdirs.user_cache_path("nonaligned", appauthor=False) / name
