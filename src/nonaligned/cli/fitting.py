"""Commands about ideal points: estimate them, and answer from what was estimated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nonaligned.cli.options import AsJson, Plot, RecordName, Since, Until
from nonaligned.cli.output import bar, note, show, write

AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, a row a state and session.")]


def fit(
    issue: Annotated[
        str | None,
        typer.Option(
            help="me, nu, di, co, hr, ec or important; all makes the full set, one fit each. "
            "Without it: one fit of all votes."
        ),
    ] = None,
    method: Annotated[str, typer.Option(help="map (seconds), posterior (minutes), published.")] = (
        "map"
    ),
    dims: Annotated[int, typer.Option(help="Dimensions; more than one for map only.")] = 1,
    record: Annotated[str, typer.Option("--record", help="A record you added.")] = "unga",
    threads: Annotated[int, typer.Option(help="Threads, or processes for the full set.")] = 2,
    seed: Annotated[int, typer.Option(help="Seed of whatever is drawn.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", help="Also write a file: .csv, .json or .parquet.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Estimate ideal points from the votes, and keep them.

    `ideal-points --record NAME` then shows them, and claims are tested against them.

    Example: nonaligned fit --issue me --out palestinian-question.csv
    """
    from nonaligned import study
    from nonaligned.report import json, terminal

    with bar() as progress:
        found: dict[str, Any] = study.fit_and_keep(
            issue,
            record=record,
            method=method,
            dims=dims,
            seed=seed,
            threads=threads,
            out=out,
            progress=lambda stage, share: progress(stage, int(1000 * share), 1000),
        )
    if as_json:
        write(json.dumps(found))
    else:
        show(*(part for one in found.values() for part in terminal.facts(one)))


def ideal_points(
    states: Annotated[
        list[str] | None, typer.Argument(help="Names or codes; all states if none.")
    ] = None,
    issue: Annotated[
        str, typer.Option(help="all, me, nu, di, co, hr or ec; important where it was fitted.")
    ] = "all",
    since: Since = None,
    until: Until = None,
    record: RecordName = "book",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    plot: Plot = None,
) -> None:
    """Where states stood, session by session, with intervals.

    Example: nonaligned ideal-points IRN USA RUS --from 1979 --to 2018
    """
    from nonaligned import study
    from nonaligned.report import drawing, json, terminal

    answer = study.standing(*(states or ()), issue=issue, since=since, until=until, record=record)
    if plot is not None:
        note(drawing.save(study.standing_figure(answer), plot))
    elif as_json:
        write(json.dumps(answer.table.to_dicts()))
    elif as_csv:
        write(answer.table.write_csv())
    else:
        show(*terminal.positions(answer.table.to_dicts(), answer.labels, answer.title))


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(fit)
    app.command("ideal-points")(ideal_points)
