"""Test claims against a record: the main job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from nonaligned import __version__
from nonaligned.claims import weigh
from nonaligned.claims.claim import Claim
from nonaligned.claims.kinds import kinds as known_kinds
from nonaligned.claims.language import cast
from nonaligned.claims.specification import Finding
from nonaligned.report.document import UNNAMED, Document, Entry
from nonaligned.study.loading import BOOK, Loaded, held_years, load
from nonaligned.study.sentences import understand
from nonaligned.study.weighing import Job, Progress, evidence_of, silent, weigh_all

if TYPE_CHECKING:
    from nonaligned.claims import structured
    from nonaligned.claims.evidence import Evidence

PRONOUNS = frozenset(["he", "she", "they", "we", "i", "you", "it", "one", "who"])


def check_claims(
    entries: tuple[structured.Entry, ...],
    name: str,
    loaded: Loaded,
    progress: Progress = silent,
    *,
    figures: bool = False,
) -> Document:
    """Test claims that were read from a file.

    Parameters
    ----------
    entries : tuple of structured.Entry
    name : str
        Of the file.
    loaded : Loaded
    progress : callable
        See :func:`.weighing.weigh_all`.
    figures : bool
        Whether the verdicts come with the data of their charts.

    Returns
    -------
    Document
        Verdicts in the order of the file.
    """
    evidence = evidence_of(loaded)
    jobs = [Job(e.claim, e.said, e.on) for e in entries]
    verdicts = weigh_all(jobs, loaded, progress, evidence=evidence)
    made = as_document(
        loaded,
        tuple(
            Entry(verdict, f"{name}:{e.line}", named(e.speaker), **readers(e.by))
            for e, verdict in zip(entries, verdicts, strict=True)
        ),
    )
    return with_figures(made, evidence) if figures else made


def with_figures(document: Document, evidence: Evidence) -> Document:
    """Add the data of the charts, counted from what the claims were just tested against."""
    from nonaligned.study.figures import illustrated

    return illustrated(document, record=document.records[0].name, evidence=evidence)


def named(speaker: str) -> str:
    """Return a speaker as a report names him: never by a pronoun, that names nobody.

    Examples
    --------
    >>> named("the minister"), named("He")
    ('the minister', 'a speaker whom the article does not name')
    """
    return UNNAMED if speaker.casefold() in PRONOUNS else speaker


def readers(by: tuple[str, ...]) -> dict[str, Any]:
    """Return what an entry says of who read its claim: nothing, where the rules alone did."""
    from nonaligned.reading import RULES  # one sentence is answered without it

    if by in ((), (RULES,)):
        return {}
    return {"read_by": " and ".join(by), "proposed": RULES not in by}


def sentences(loaded: Loaded) -> Callable[..., Claim]:
    """Return what reads a sentence; open ends close with the record unless told otherwise."""
    return partial(understand, until=held_years(loaded, None, None)[1])


def ask(
    sentence: str,
    *,
    record: str = BOOK,
    on: int | None = None,
    figures: bool = False,
    progress: Progress = silent,
) -> Document:
    """Test one sentence.

    Parameters
    ----------
    sentence : str
    record : str
    on : int, optional
        Year in which it was said.
    figures : bool
        Whether the verdict comes with the data of its charts.
    progress : callable
        Called as ``progress(stage, done, total)`` after each way to measure it.

    Returns
    -------
    Document
        With one verdict.

    Raises
    ------
    SentenceError
        The sentence cannot be understood; the message says what was, and what can be asked.
    RecordError
        The record is not there.

    Examples
    --------
    >>> document = ask("Iran was closer to the USSR than to the US between 1979 and 1989.")
    >>> document.verdicts[0].verdict
    'supported'
    """
    loaded = load(record)
    claim = sentences(loaded)(sentence, on=on)
    evidence = evidence_of(loaded)
    tell = partial(progress, "measuring")
    verdict = weigh.check(claim, evidence, said=sentence, on=on, progress=tell)
    made = as_document(loaded, (Entry(verdict),))
    return with_figures(made, evidence) if figures else made


def rerun(sentence: str, id: str, *, record: str = BOOK, on: int | None = None) -> Finding:
    """Measure a sentence in one way again.

    Raises
    ------
    InputError
        The claim has no specification with this id.
    """
    loaded = load(record)
    claim = sentences(loaded)(sentence, on=on)
    return weigh.rerun(claim, id, evidence_of(loaded))


def kinds() -> list[dict[str, Any]]:
    """List what can be asked, with examples, as plain values.

    Returns
    -------
    list of dict
        For each kind of claim ``kind``, its name; ``asks``, the question that it answers; and
        ``examples``, sentences that :func:`ask` reads.

    Examples
    --------
    >>> "closer" in [kind["kind"] for kind in kinds()]
    True
    """
    return [
        {
            "kind": kind.name,
            "asks": kind.asks,
            "examples": [example.format(**cast()) for example in kind.examples],
        }
        for kind in known_kinds().values()
    ]


def as_document(loaded: Loaded, entries: tuple[Entry, ...], **parts: Any) -> Document:
    """Put verdicts together with the record they rest on."""
    return Document(__version__, (loaded.note,), entries, **parts)
