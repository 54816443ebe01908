"""Commands that test claims."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from nonaligned.cli.measuring import AsJson, RecordName
from nonaligned.cli.output import show, write
from nonaligned.errors import InputError

VERDICTS = ("supported", "contradicted", "contested", "undecided", "untestable")

FailOn = Annotated[
    str, typer.Option(help="Verdicts that make the exit status 1, with commas between.")
]
Spec = Annotated[
    str | None, typer.Option("--spec", metavar="ID", help="Run one way to measure again.")
]
Ways = Annotated[bool, typer.Option("--ways", help="List every way to measure, with its id.")]
Why = Annotated[bool, typer.Option("--why", help="Show the reasoning as a short paragraph.")]
On = Annotated[int | None, typer.Option("--on", metavar="YEAR", help="Year in which it was said.")]


def check(
    file: Annotated[str, typer.Argument(help="YAML file of claims; - is standard input.")],
    record: RecordName = "book",
    as_json: AsJson = False,
    fail_on: FailOn = "",
    why: Why = False,
) -> None:
    """Test the claims of a file: each with its verdict, evidence and how far it depends.

    Example: nonaligned check claims.yaml --fail-on contradicted,untestable
    """
    unwanted = _verdicts(fail_on)
    from nonaligned import study

    document = study.check(file, record=record)
    _print(document, as_json, why)
    if unwanted & {verdict.verdict for verdict in document.verdicts}:
        raise typer.Exit(1)


def ask(
    sentence: Annotated[str, typer.Argument(help="One sentence about states.")],
    record: RecordName = "book",
    as_json: AsJson = False,
    why: Why = False,
    ways: Ways = False,
    spec: Spec = None,
    on: On = None,
) -> None:
    """Test one sentence.

    Example: nonaligned ask "Iran voted closer to the Soviet Union than to the United States
    from 1979 to 1989"
    """
    from nonaligned import study
    from nonaligned.report import json, terminal

    if spec is not None:
        found = study.rerun(sentence, spec, record=record, on=on)
        if as_json:
            write(json.dumps(json.finding(found)))
        else:
            show(terminal.facts(json.finding(found)))
        return
    document = study.ask(sentence, record=record, on=on)
    if ways and not as_json:
        show(terminal.findings(document.verdicts[0]))
    else:
        _print(document, as_json, why)


def kinds(as_json: AsJson = False) -> None:
    """List what can be asked, with an example of each kind.

    Example: nonaligned kinds
    """
    from nonaligned import study
    from nonaligned.report import json, terminal

    found = study.kinds()
    if as_json:
        write(json.dumps(found))
    else:
        show(terminal.kinds(found))


def _verdicts(text: str) -> set[str]:
    wanted = {word.strip() for word in text.split(",") if word.strip()}
    for word in sorted(wanted - set(VERDICTS)):
        raise InputError(
            f"{word!r} is no verdict", where="--fail-on", hint=f"Use {', '.join(VERDICTS)}"
        )
    return wanted


def _print(document: Any, as_json: bool, why: bool) -> None:
    from nonaligned.report import json, terminal

    if as_json:
        write(json.dumps(json.document(document)))
    else:
        show(*(terminal.reasons(document) if why else terminal.document(document)))


def register(app: typer.Typer) -> None:
    """Put the commands on the application."""
    app.command()(check)
    app.command()(ask)
    app.command()(kinds)
