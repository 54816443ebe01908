"""Commands that portray states: one, a few, or the whole system in a year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nonaligned.cli.options import AsJson, Figures, Html, Plot, RecordName, Since, State, Until
from nonaligned.cli.output import note, show, write
from nonaligned.errors import InputError


def state(
    name: State,
    since: Since = None,
    until: Until = None,
    record: RecordName = "book",
    html: Html = None,
    plot: Plot = None,
    figures: Figures = None,
    as_json: AsJson = False,
) -> None:
    """Portray a state: whom it voted with, and what for.

    Example: nonaligned state IRN --from 1979 --html iran.html
    """
    from nonaligned import study

    profile = study.state(name, since=since, until=until, record=record)
    _answer(profile, html, plot, figures, as_json)


def compare(
    names: Annotated[list[str], typer.Argument(help="Two to four states, by name or code.")],
    since: Since = None,
    until: Until = None,
    record: RecordName = "book",
    html: Html = None,
    plot: Plot = None,
    figures: Figures = None,
    as_json: AsJson = False,
) -> None:
    """Compare two to four states, by session and by issue.

    Example: nonaligned compare IRN USA RUS --from 1979
    """
    from nonaligned import study

    profile = study.compare(*names, since=since, until=until, record=record)
    _answer(profile, html, plot, figures, as_json)


def system(
    year: Annotated[int, typer.Argument(help="Year in which the session opens.")],
    poles: Annotated[
        tuple[str, str], typer.Option("--poles", help="The two states on the axes.")
    ] = ("USA", "RUS"),
    mark: Annotated[list[str] | None, typer.Option("--mark", help="State to name on it.")] = None,
    record: RecordName = "book",
    html: Html = None,
    plot: Plot = None,
    figures: Figures = None,
    as_json: AsJson = False,
) -> None:
    """Draw all states of a year between two poles.

    Each stands by its agreement with either pole in the votes of that year's session.

    Example: nonaligned map 1988 --poles USA USSR --mark Iran --plot 1988.svg
    """
    from nonaligned import study

    profile = study.system(year, poles, mark=mark or (), record=record)
    _answer(profile, html, plot, figures, as_json)


def _answer(
    profile: Any, html: Path | None, plot: Path | None, figures: Path | None, as_json: bool
) -> None:
    """Write the files asked for, and print where there were none or data were asked for."""
    from nonaligned.report import drawing, files, json, profiles

    if html is not None:
        from nonaligned.report import html as renderer

        note(files.write(html, renderer.profile(profile)))
    if plot is not None and not profile.figures:
        raise InputError("there is no chart to draw", where="--plot", hint="Ask for other years")
    if plot is not None:
        note(drawing.save(profile.figures[0], plot))
    if figures is not None:
        note(f"{figures}: {len(drawing.export(profile.named_figures, figures))} files")
    if as_json:
        write(json.dumps(profiles.plain(profile)))
    elif html is None and plot is None and figures is None:
        show(*profiles.laid_out(profile))


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(state)
    app.command()(compare)
    app.command("map")(system)
