"""Check what was said: a file of claims, or an article that is read first."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from nonaligned import reading
from nonaligned.claims import structured
from nonaligned.claims.kinds import kinds
from nonaligned.errors import InputError
from nonaligned.reading import Article, Chronology, Reader, Reading
from nonaligned.reading.article import MAX_BYTES
from nonaligned.report.document import ArticleView, DateConflict, Document, Entry, Untested
from nonaligned.study.checking import (
    as_document,
    check_claims,
    named,
    readers,
    sentences,
    with_figures,
)
from nonaligned.study.loading import BOOK, load
from nonaligned.study.weighing import Job, Progress, evidence_of, silent, weigh_all

STDIN = "-"
ISO_LENGTH = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that are known, by its precision."""
YAML = (".yaml", ".yml")
CLAIMS = re.compile(rb"^claims:", re.MULTILINE)


def check(
    source: str | Path,
    *,
    date: str | None = None,
    record: str = BOOK,
    kind: str | None = None,
    reader: Reader = reading.read,
    figures: bool = False,
    progress: Progress = silent,
) -> Document:
    """Test the claims of a file, or read an article and test what it says.

    Parameters
    ----------
    source : str or Path
        A YAML file with ``claims:``, each ``say:`` (a sentence) or structured; or an article as
        text, Markdown, HTML or PDF. ``-`` is standard input, either of them.
    date : str, optional
        When an article was published, where it does not say: ``2018-01-05``, ``2018``.
    record : str
        ``book`` for the embedded record, else the name of one in the store.
    kind : str, optional
        Test the claims of this kind only.
    reader : Reader
        What reads an article: the rules, or one of :mod:`nonaligned.study.readers`.
    figures : bool
        Whether the verdicts come with the data of their charts.
    progress : callable
        Called as ``progress(stage, done, total)`` while an article is read and claims are weighed.

    Returns
    -------
    Document
        Verdicts in the order of the file; of an article also its dates that cannot hold, and
        every sentence that was not tested, with the reason.

    Raises
    ------
    InputError
        The file cannot be read; the message names file and line. Or there is no such kind.
    SentenceError
        A claim of a file of claims cannot be understood.
    RecordError
        The record is not there.
    """
    if kind is not None and kind not in kinds():
        raise InputError(
            f"no kind {kind!r}", where="--kind", hint="See `nonaligned kinds` for all of them"
        )
    whole = partial(
        check_article,
        record=record,
        kind=kind,
        reader=reader,
        figures=figures,
        progress=progress,
    )
    if str(source) == STDIN:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        if not CLAIMS.search(raw):
            article = reading.article_from_bytes(raw, "standard input", date)
            return whole(article)
        loaded, name = load(record), "standard input"
        entries = structured.loads(_text(raw), name=name, sentences=sentences(loaded))
    elif Path(source).suffix.lower() in YAML:
        loaded, name = load(record), str(source)
        entries = structured.read(source, sentences=sentences(loaded))
    else:
        return whole(reading.read_article(source, date=date))
    if reader is not reading.read:
        raise InputError(
            "a file of claims needs no reader",
            where=name,
            hint="Leave out --reader, or give the article",
        )
    kept = tuple(entry for entry in entries if kind is None or entry.claim.kind == kind)
    return check_claims(kept, name, loaded, progress, figures=figures)


def _text(raw: bytes) -> str:
    if len(raw) > structured.MAX_BYTES:
        raise InputError(
            "is larger than 1 MB", where="standard input", hint="Split the list of claims"
        )
    return raw.decode("utf-8-sig", errors="replace")


def read(source: str | Path, *, date: str | None = None, reader: Reader = reading.read) -> str:
    """Read an article into a file of claims that a person can correct.

    Parameters
    ----------
    source : str or Path
        Text, Markdown, HTML or PDF; ``-`` is standard input.
    date : str, optional
        Day, month or year of publication, where the article does not say.
    reader : Reader

    Returns
    -------
    str
        YAML for :func:`nonaligned.check`; the rest of the account stands in comments.

    Raises
    ------
    InputError
        The article cannot be read, or its date is not known.
    """
    return reading.claims_yaml(reader(reading.read_article(source, date=date)))


def check_article(
    article: Article,
    *,
    record: str = BOOK,
    kind: str | None = None,
    reader: Reader = reading.read,
    figures: bool = False,
    progress: Progress = silent,
) -> Document:
    """Test the claims of an article and check its dates against each other and the tables.

    Parameters
    ----------
    article : Article
    record : str
    kind : str, optional
        Test the claims of this kind only.
    reader : Reader
    figures : bool
        Whether the verdicts come with the data of their charts.
    progress : callable
        See :func:`check`.

    Returns
    -------
    Document
        With the article, every sentence accounted for, and the conflicts of its dates.

    Raises
    ------
    RecordError
        The record is not there.
    """
    loaded = load(record)
    progress("reading", 0, None)
    found = reader(article)
    progress("reading", 1, 1)
    evidence = evidence_of(loaded)
    kept = [c for c in found.candidates if kind is None or c.claim.kind == kind]
    jobs = [Job(c.claim, c.source, article.date.year) for c in kept]
    verdicts = weigh_all(jobs, loaded, progress, evidence=evidence)
    entries = tuple(
        Entry(
            # what the article itself says against the claim joins the caveats
            replace(verdict, caveats=(*c.doubts, *verdict.caveats)),
            f"{article.name}, characters {c.start}-{c.end}",
            named(c.speaker),
            c.confidence,
            **readers(c.by),
        )
        for c, verdict in zip(kept, verdicts, strict=True)
    )
    made = as_document(
        loaded,
        entries,
        title=article.title,
        article=_view(article, tuple((c.start, c.end, i) for i, c in enumerate(kept))),
        untested=_untested(found),
        conflicts=_conflicts(reading.chronology(article)),
        notes=found.notes,
    )
    return with_figures(made, evidence) if figures else made


def _view(article: Article, spans: tuple[tuple[int, int, int], ...]) -> ArticleView:
    day = article.date.first.isoformat()
    return ArticleView(article.text, spans, day[: ISO_LENGTH.get(article.date.precision, 0)])


def _untested(found: Reading) -> tuple[Untested, ...]:
    return tuple(
        Untested(account.sentence.text, account.why, (account.sentence.start, account.sentence.end))
        for account in found.accounts
        if not account.candidates
    )


def _conflicts(found: Chronology) -> tuple[DateConflict, ...]:
    return tuple(
        DateConflict(
            conflict.text,
            tuple(s.text for s in (*conflict.statements, *conflict.facts)),
            tuple((s.start, s.end) for s in conflict.statements if s.end > s.start),
        )
        for conflict in found.conflicts
    )
