"""Commands that answer from the record."""

from __future__ import annotations

from typing import Annotated

import typer

from nonaligned.cli.options import AsJson, RecordName, Since, State, Until
from nonaligned.cli.output import show, write

Issue = Annotated[
    str,
    typer.Option(
        help="all; an issue: me Palestinian question, nu nuclear weapons, di disarmament, co "
        "colonialism, hr human rights, ec economic development; important, as the US State "
        "Department calls them; parts, votes on paragraphs and amendments; all-me or all-parts, "
        "all votes without those."
    ),
]


def agreement(
    state: State,
    others: Annotated[
        list[str] | None, typer.Argument(help="States it is compared with; all others if none.")
    ] = None,
    since: Since = None,
    until: Until = None,
    issue: Issue = "all",
    measure: Annotated[
        str, typer.Option(help="agree3, agree2, coincidence, s_squared, kappa_squared, scott_pi …")
    ] = "agree3",
    record: RecordName = "book",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row a session.")] = False,
) -> None:
    """How alike states voted, over a span of years and by session.

    Example: nonaligned agreement IRN USA RUS --from 1979 --to 2018 --issue me
    """
    from nonaligned import study
    from nonaligned.report import json, terminal

    path = study.path(
        state,
        *(others or ()),
        since=since,
        until=until,
        issue=issue,
        measure=measure,
        record=record,
    )
    if as_json:
        write(json.dumps(json.series(path.by_session)))
    elif as_csv:
        write(path.by_session.table.write_csv())
    else:
        show(*terminal.series(path.by_session, path.by_span, path.labels, path.low, path.high))


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(agreement)
