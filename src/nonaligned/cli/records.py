"""Commands about records: what they are, where they come from, how they are kept and cited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nonaligned.cli.options import AsJson
from nonaligned.cli.output import bar, show, write

Name = Annotated[str, typer.Argument(help="Name of a source, as listed by `nonaligned records`.")]

records = typer.Typer(
    help="List, show, add and update records.  Example: nonaligned records add unga --from FOLDER",
    rich_markup_mode=None,
)
book = typer.Typer(
    help="The embedded record.  Example: nonaligned book build --from FOLDER", rich_markup_mode=None
)


@records.callback(invoke_without_command=True)
def list_records(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sources and what of them is on this machine."""
    if context.invoked_subcommand:
        return
    from nonaligned import study
    from nonaligned.report import json, terminal

    found = study.holdings()
    if as_json:
        write(json.dumps(found))
    else:
        show(terminal.holdings(found))


@records.command("show")
def show_record(
    name: Name,
    repairs: Annotated[
        bool, typer.Option("--repairs", help="The rules that were applied, with counts.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show a source and the record of it on this machine.

    Example: nonaligned records show unga --repairs
    """
    from nonaligned import study
    from nonaligned.report import json, terminal

    found: Any = study.repairs(name).to_dicts() if repairs else study.about(name)
    if as_json:
        write(json.dumps(found))
    else:
        show(*([terminal.repairs(found)] if repairs else terminal.facts(found)))


@records.command()
def add(
    name: Name,
    origin: Annotated[str, typer.Option("--from", help="File or folder; - is standard input.")],
) -> None:
    """Read votes from a file or folder and keep them.

    Example: nonaligned records add unga --from UNVotes.csv.gz
    """
    from nonaligned import study

    with bar() as progress:
        record = study.add(name, origin, progress)
    write(_added(record))


@records.command()
def update(name: Name) -> None:
    """Fetch the newest release from its archive, over the network.

    Example: nonaligned records update unga
    """
    from nonaligned import study

    with bar() as progress:
        record = study.update(name, progress)
    write(_added(record))


def _added(record: Any) -> str:
    held = record.coverage
    return (
        f"{record.name} {record.version}: {held.rollcalls:,} roll calls, {held.votes:,} votes, "
        f"{held}. Use it with --record {record.name}; see `nonaligned records show {record.name} "
        f"--repairs` for what was repaired."
    )


def cite(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; all of them if none.")] = None,
    style: Annotated[str, typer.Option(help="text, bibtex or csl (CSL-JSON).")] = "text",
) -> None:
    """Print how to cite the sources that an answer rests on.

    Example: nonaligned cite unga --style bibtex
    """
    from nonaligned import study

    write(study.cite(tuple(names or ()), style))


@book.command("build")
def build_book(
    origin: Annotated[Path, typer.Option("--from", help="Folder or file of UN votes.")],
    target: Annotated[
        Path | None, typer.Option("--to", help="File to write; the package's own by default.")
    ] = None,
) -> None:
    """Build the embedded record from the votes.

    The same votes give the same bytes.

    Example: nonaligned book build --from ../shared/data/unga --to /tmp/book
    """
    from nonaligned import study

    with bar() as progress:
        path = study.build_book(origin, target, progress)
    write(f"{path}: {path.stat().st_size:,} bytes")


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.add_typer(records, name="records")
    app.add_typer(book, name="book")
    app.command()(cite)
