"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

State = Annotated[str, typer.Argument(help="A name or code: Iran, IRN, USSR, 'West Germany'.")]
Since = Annotated[int | None, typer.Option("--from", help="First year.", metavar="YEAR")]
Until = Annotated[int | None, typer.Option("--to", help="Last year.", metavar="YEAR")]
RecordName = Annotated[str, typer.Option("--record", help="book (embedded), or one you added.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write one page that stands alone.")]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        "--svg",
        help="Draw the first chart: .svg, .png, .csv (its data) or .json (Vega-Lite).",
    ),
]
Figures = Annotated[
    Path | None,
    typer.Option(
        "--figures",
        metavar="FOLDER",
        help="Write every chart as SVG and PNG, with its data as CSV, to a folder.",
    ),
]
