"""Charts as files and as parts of a page: without a browser and without the network.

A PNG, and the script that makes the charts of a page answer, need vl-convert, which comes with the
extra ``plot`` and is loaded when first used.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from nonaligned.errors import InputError
from nonaligned.report.charts import axis_line, spec
from nonaligned.report.figure import Figure
from nonaligned.report.files import write
from nonaligned.report.palette import fixed, var
from nonaligned.report.sketch import picture

BUNDLED = "window.vegaEmbed = vegaEmbed;"
"""What the script of the charts does beside holding the library."""

HINT = "Install it with: pip install 'nonaligned[plot]'"


def available() -> bool:
    """Whether charts can be made to answer, and be written as PNG.

    Examples
    --------
    >>> available() in (True, False)
    True
    """
    try:
        _engine()
    except InputError:
        return False
    return True


@cache
def _engine() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise InputError("a PNG needs vl-convert, which is not here", hint=HINT) from None
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
    return fixed(picture(spec(figure), title=figure.title, subtitle=axis_line(figure)))


def png(figure: Figure, scale: float = 2.0) -> bytes:
    """Draw a figure as a PNG file that stands alone.

    Parameters
    ----------
    figure : Figure
    scale : float
        Dots a pixel.

    Raises
    ------
    InputError
        vl-convert is not installed.
    """
    return bytes(_engine().svg_to_png(svg(figure), scale=scale))


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
        The name ends otherwise, or vl-convert is not installed.
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


def export(figures: Mapping[str, Figure], folder: str | Path) -> list[Path]:
    """Write figures to a folder: each as SVG and PNG, with its data as CSV.

    Parameters
    ----------
    figures : mapping of str to Figure
        By the name of the file, without an ending.
    folder : str or Path
        Made where it is not there.

    Returns
    -------
    list of Path

    Raises
    ------
    InputError
        The folder cannot be written to, or vl-convert is not installed.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be made: {reason}", where=str(target), hint="Name another folder"
        ) from None
    endings = (".png", ".svg", ".csv")  # what may be missing comes first
    return [save(figures[name], target / f"{name}{end}") for name in figures for end in endings]


def inline(figure: Figure) -> str:
    """Draw a figure as an SVG element for a page: named colours, nothing active, no style."""
    return picture(spec(figure))


@cache
def library() -> str:
    """Return Vega-Embed, Vega-Lite and Vega as one script that needs nothing else.

    One version of vl-convert always makes the same script, and takes longer over it than a claim
    takes to be tested: so it is kept, packed, in the user's folder for what can be made again.

    Raises
    ------
    InputError
        vl-convert is not installed.
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
