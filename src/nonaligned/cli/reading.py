"""Who reads an article: options that the commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from nonaligned.cli.output import bar

DRAWN_AFTER = 2.0
"""Seconds before progress is drawn."""

ReaderName = Annotated[
    str,
    typer.Option(
        "--reader",
        help="rules; spacy: with a parser, see --model; llm: with a model, see --endpoint.",
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where the model of --reader llm is, as in http://127.0.0.1:8080/v1. Sentences of "
        "the article are sent there. A key is read from NONALIGNED_LLM_KEY.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Name of the model of --reader llm; or, of --reader spacy, of the pipeline, or its "
        "folder: en_core_web_sm without it.",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", help="Longest wait for an answer of the model; 120 without it."
    ),
]


@contextmanager
def chosen(
    name: str, endpoint: str | None, model: str | None, timeout: float | None
) -> Iterator[Any]:
    """Give the reader asked for, and what draws progress where it takes long."""
    from nonaligned import study

    with bar(DRAWN_AFTER) as progress:
        reader = study.reader(
            name, endpoint=endpoint, model=model, timeout=timeout, progress=progress
        )
        yield reader, progress
