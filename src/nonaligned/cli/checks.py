"""Commands that test claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nonaligned.cli.measuring import AsJson, RecordName
from nonaligned.cli.output import note, show, write
from nonaligned.cli.reading import Endpoint, Model, ReaderName, Timeout, chosen
from nonaligned.errors import InputError

VERDICTS = ("supported", "contradicted", "contested", "undecided", "untestable")

Date = Annotated[
    str | None,
    typer.Option(help="When an article was published, if it does not say: 2018-01-05, 2018."),
]
FailOn = Annotated[
    str, typer.Option(help="Verdicts that make the exit status 1, with commas between.")
]
Spec = Annotated[
    str | None, typer.Option("--spec", metavar="ID", help="Run one way to measure again.")
]
Ways = Annotated[bool, typer.Option("--ways", help="List every way to measure, with its id.")]
Why = Annotated[bool, typer.Option("--why", help="Show the reasoning as a short paragraph.")]
On = Annotated[int | None, typer.Option("--on", metavar="YEAR", help="Year in which it was said.")]


Html = Annotated[Path | None, typer.Option("--html", help="Write one page that stands alone.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write a Markdown file.")]
Review = Annotated[
    Path | None, typer.Option("--claimreview", help="Write schema.org ClaimReview JSON-LD.")
]


def check(
    file: Annotated[
        str, typer.Argument(help="YAML file of claims, or an article; - is standard input.")
    ],
    record: RecordName = "book",
    date: Date = None,
    kind: Annotated[str | None, typer.Option(help="Test claims of this kind only.")] = None,
    as_json: AsJson = False,
    html: Html = None,
    markdown: Markdown = None,
    claimreview: Review = None,
    fail_on: FailOn = "",
    why: Why = False,
    reader: ReaderName = "rules",
    endpoint: Endpoint = None,
    model: Model = None,
    timeout: Timeout = None,
) -> None:
    """Test the claims of a file or article: verdicts, evidence, and how far they depend.

    Example: nonaligned check claims.yaml --fail-on contradicted,untestable

    Example: nonaligned check article.txt --date 2018-01-05 --html report.html
    """
    unwanted = _verdicts(fail_on)
    from nonaligned import study

    with chosen(reader, endpoint, model, timeout) as read_by:
        document = study.check(file, date=date, record=record, kind=kind, reader=read_by)
    _write(document, record, html, markdown, claimreview)
    if as_json or not (html or markdown or claimreview):
        _print(document, as_json, why)
    if unwanted & {verdict.verdict for verdict in document.verdicts}:
        raise typer.Exit(1)


def read(
    article: Annotated[str, typer.Argument(help="Text, Markdown, HTML or PDF; - is stdin.")],
    date: Date = None,
    reader: ReaderName = "rules",
    endpoint: Endpoint = None,
    model: Model = None,
    timeout: Timeout = None,
) -> None:
    """Read an article into a file of claims that you can correct and check.

    Example: nonaligned read article.txt --date 2018 > claims.yaml
    """
    from nonaligned import study

    with chosen(reader, endpoint, model, timeout) as read_by:
        made = study.read(article, date=date, reader=read_by)
    write(made)


def ask(
    sentence: Annotated[str, typer.Argument(help="One sentence about states.")],
    record: RecordName = "book",
    as_json: AsJson = False,
    html: Html = None,
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
    _write(document, record, html, None, None)
    if html and not as_json:
        return
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


def _write(
    document: Any,
    record: str,
    html: Path | None,
    markdown: Path | None,
    claimreview: Path | None,
) -> None:
    """Write the files asked for, and name each."""
    from nonaligned import study
    from nonaligned.report import files

    if html is not None:
        from nonaligned.report.html import page

        note(files.write(html, page(study.illustrated(document, record=record))))
    if markdown is not None:
        from nonaligned.report import markdown as renderer

        note(files.write(markdown, renderer.document(document)))
    if claimreview is not None:
        from nonaligned.report import json
        from nonaligned.report.claimreview import claimreview as review

        note(files.write(claimreview, json.dumps(review(document))))


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
    app.command()(read)
    app.command()(kinds)
