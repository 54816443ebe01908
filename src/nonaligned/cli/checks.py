"""Commands that test claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nonaligned.cli.options import AsJson, Figures, Html, RecordName
from nonaligned.cli.output import bar, note, remark, show, write
from nonaligned.cli.reading import DRAWN_AFTER, Endpoint, Model, ReaderName, Timeout, chosen
from nonaligned.errors import InputError

VERDICTS = ("supported", "contradicted", "contested", "undecided", "untestable")

Date = Annotated[
    str | None,
    typer.Option(help="When an article was published, if it does not say: 2018-01-05, 2018."),
]
FailOn = Annotated[
    str, typer.Option(help="Exit with status 1 at these verdicts, such as contradicted,untestable.")
]
Spec = Annotated[
    str | None, typer.Option("--spec", metavar="ID", help="Run one way to measure again.")
]
Ways = Annotated[bool, typer.Option("--ways", help="List every way to measure, with its id.")]
Why = Annotated[bool, typer.Option("--why", help="Show the reasoning as a short paragraph.")]
On = Annotated[int | None, typer.Option("--on", metavar="YEAR", help="Year in which it was said.")]

Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write a Markdown file.")]
Review = Annotated[
    Path | None, typer.Option("--claimreview", help="Write schema.org ClaimReview JSON-LD.")
]
Url = Annotated[
    str,
    typer.Option("--url", metavar="URL", help="ClaimReview: where the page will be published."),
]
Publisher = Annotated[
    str, typer.Option(metavar="NAME", help="ClaimReview: organisation that answers for it.")
]
Published = Annotated[
    str, typer.Option(metavar="DAY", help="ClaimReview: day of the review, such as 2026-01-02.")
]
ArticleUrl = Annotated[
    str, typer.Option(metavar="URL", help="ClaimReview: where the article stands.")
]
Author = Annotated[str, typer.Option(metavar="NAME", help="ClaimReview: who wrote the article.")]


def check(
    file: Annotated[
        str, typer.Argument(help="YAML file of claims, or an article; - is standard input.")
    ],
    record: RecordName = "book",
    date: Date = None,
    kind: Annotated[
        str | None, typer.Option(help="Test claims of this kind only: see `nonaligned kinds`.")
    ] = None,
    as_json: AsJson = False,
    html: Html = None,
    markdown: Markdown = None,
    claimreview: Review = None,
    url: Url = "",
    publisher: Publisher = "",
    published: Published = "",
    article_url: ArticleUrl = "",
    author: Author = "",
    figures: Figures = None,
    fail_on: FailOn = "",
    why: Why = False,
    reader: ReaderName = "rules",
    endpoint: Endpoint = None,
    model: Model = None,
    timeout: Timeout = None,
) -> None:
    """Test the claims of a file or an article.

    Gives verdicts, the evidence, and how far they depend on the way of measuring.

    Example: nonaligned check claims.yaml --fail-on contradicted,untestable

    Example: nonaligned check article.txt --date 2018-01-05 --html report.html
    """
    unwanted = _verdicts(fail_on)
    from nonaligned import study
    from nonaligned.report import files
    from nonaligned.report.claimreview import UNSAID, Publication

    files.ready(html, markdown, claimreview)

    publication = Publication(url, publisher, published, article_url, author)
    if publication != UNSAID and not (html or claimreview):
        raise InputError("no ClaimReview is written", hint="Add --claimreview FILE or --html FILE")
    with chosen(reader, endpoint, model, timeout) as (read_by, progress):
        document = study.check(
            file,
            date=date,
            record=record,
            kind=kind,
            reader=read_by,
            figures=bool(html or figures),
            progress=progress,
        )
    _write_pages(document, html, figures, publication=publication)
    _write_texts(document, markdown, claimreview, publication)
    if html or claimreview:
        _tell_left_out(document)
    if as_json or not (html or markdown or claimreview or figures):
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
    """Read an article into a file of claims to correct and check.

    Example: nonaligned read article.txt --date 2018 > claims.yaml
    """
    from nonaligned import study

    with chosen(reader, endpoint, model, timeout) as (read_by, _):
        made = study.read(article, date=date, reader=read_by)
    write(made)


def ask(
    sentence: Annotated[str, typer.Argument(help="One sentence about states.")],
    record: RecordName = "book",
    as_json: AsJson = False,
    html: Html = None,
    figures: Figures = None,
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
    from nonaligned.report import files, json, terminal

    if spec is not None:
        found = study.rerun(sentence, spec, record=record, on=on)
        if as_json:
            write(json.dumps(json.finding(found)))
        else:
            show(*terminal.facts(json.finding(found)))
        return
    files.ready(html)
    with bar(DRAWN_AFTER) as progress:
        document = study.ask(
            sentence, record=record, on=on, figures=bool(html or figures), progress=progress
        )
    _write_pages(document, html, figures)
    if (html or figures) and not as_json:
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


def _write_pages(
    document: Any, html: Path | None, figures: Path | None, **publication: Any
) -> None:
    """Write what shows charts, and name each file."""
    if html is None and figures is None:
        return
    from nonaligned.report import drawing, files
    from nonaligned.report.html import page

    written: list[object] = []
    with bar(DRAWN_AFTER) as progress:
        if html is not None:
            written.append(files.write(html, page(document, progress=progress, **publication)))
        if figures is not None:
            made = drawing.export(document.named_figures, figures, progress)
            written.append(f"{figures}: {len(made)} files")
    for line in written:
        note(line)


def _write_texts(
    document: Any, markdown: Path | None, claimreview: Path | None, publication: Any
) -> None:
    """Write what is text alone, and name each file."""
    from nonaligned.report import files

    if markdown is not None:
        from nonaligned.report import markdown as renderer

        note(files.write(markdown, renderer.document(document)))
    if claimreview is not None:
        from nonaligned.report import json
        from nonaligned.report.claimreview import claimreview as review
        from nonaligned.report.claimreview import missing

        note(files.write(claimreview, json.dumps(review(document, publication))))
        lacks = missing(document, publication)
        if lacks:
            remark(f"the reviews lack {'; '.join(lacks)}")


def _tell_left_out(document: Any) -> None:
    """Say how many claims have no ClaimReview, in the page or in the file."""
    from nonaligned.report.claimreview import left_out

    if count := left_out(document):
        remark(f"claims that no rule read, left out of the ClaimReview: {count}")


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
