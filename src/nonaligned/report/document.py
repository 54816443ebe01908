"""The neutral document: what was said and tested, on which records, with which verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from nonaligned.claims.verdict import Verdict
from nonaligned.report.figure import Figure

Span = tuple[int, int]
"""First character and the one after the last, in the text of the article."""


@dataclass(frozen=True)
class RecordNote:
    """A record that an answer rests on.

    Parameters
    ----------
    name, version, coverage, citation : str
    """

    name: str
    version: str
    coverage: str
    citation: str


@dataclass(frozen=True)
class Reference:
    """A work to cite, in three forms.

    Parameters
    ----------
    text : str
        One line.
    bibtex, csl : str
        An entry of BibTeX, an array of CSL-JSON.
    """

    text: str
    bibtex: str
    csl: str


UNNAMED = "a speaker whom the article does not name"
"""Whose claim it is where somebody is quoted as "he" and no more."""


@dataclass(frozen=True)
class Entry:
    """A verdict and where its claim stood.

    Parameters
    ----------
    verdict : Verdict
    where : str
        File and line; empty where the claim came from no file.
    speaker : str
        Whose claim it is, where an article quotes it: a name or :data:`UNNAMED`; empty where it is
        the author's own.
    confidence : float, optional
        How sure the reader is that this was meant, 0 to 1; ``None`` where nothing was guessed.
    figures : tuple of Figure
        What decides it, most telling first.
    read_by : str
        Who read it, where it was not the rules alone.
    proposed : bool
        Whether no rule read it, but its likeness to others or a language model did.
    """

    verdict: Verdict
    where: str = ""
    speaker: str = ""
    confidence: float | None = None
    figures: tuple[Figure, ...] = ()
    read_by: str = ""
    proposed: bool = False


@dataclass(frozen=True)
class ArticleView:
    """The article and where its claims stand in it.

    Parameters
    ----------
    text : str
        As it was read; an empty line parts paragraphs.
    spans : tuple of (int, int, int)
        First character, the one after the last, and the position of the claim in
        :attr:`Document.entries`; they may overlap.
    published : str
        ISO 8601 as far as it is known: a day, a month or a year; empty where it is not.

    Examples
    --------
    >>> ArticleView("Aland left the pact. So did Borland.", ((0, 20, 0),)).spans
    ((0, 20, 0),)
    """

    text: str
    spans: tuple[tuple[int, int, int], ...] = ()
    published: str = ""

    def __post_init__(self) -> None:
        for first, last, entry in self.spans:
            if not (0 <= first < last <= len(self.text)) or entry < 0:
                raise ValueError(f"no span {first}-{last} of claim {entry} in the article")


@dataclass(frozen=True)
class Untested:
    """A statement that was read and not tested.

    Parameters
    ----------
    text : str
    reason : str
        Why: an opinion, a motive, no record of it yet.
    span : tuple of int, optional
        Where it stands in the article.
    """

    text: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True)
class DateConflict:
    """Statements about time that cannot all hold.

    Parameters
    ----------
    text : str
        What is wrong, and by how much.
    statements : tuple of str
        The statements, as they were written or as the record has it.
    spans : tuple of (int, int)
        Where they stand in the article.
    """

    text: str
    statements: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Document:
    """Verdicts on claims, with the records they rest on.

    Parameters
    ----------
    version : str
        Of nonaligned.
    records : tuple of RecordNote
    entries : tuple of Entry
        In the order in which the claims were given.
    title : str
        Of the article; empty where there is none.
    article : ArticleView, optional
    untested : tuple of Untested
    conflicts : tuple of DateConflict
    references : tuple of Reference
        The records, and what they were made from.
    notes : tuple of str
        How the article was read, where not by the rules alone.
    """

    version: str
    records: tuple[RecordNote, ...]
    entries: tuple[Entry, ...]
    title: str = ""
    article: ArticleView | None = None
    untested: tuple[Untested, ...] = ()
    conflicts: tuple[DateConflict, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts alone."""
        return tuple(entry.verdict for entry in self.entries)

    @property
    def named_figures(self) -> dict[str, Figure]:
        """The figures, each by a name for its file, such as ``claim-1-2-strip``."""
        return {
            f"claim-{number}-{k}-{figure.kind}": figure
            for number, entry in enumerate(self.entries, 1)
            for k, figure in enumerate(entry.figures, 1)
        }


@dataclass(frozen=True)
class Profile:
    """An answer about states that tests no claim: figures with a few facts in words.

    Parameters
    ----------
    version : str
        Of nonaligned.
    title : str
    facts : tuple of (str, str)
        Labels and what there is to say.
    figures : tuple of Figure
    records : tuple of RecordNote
    references : tuple of Reference
    """

    version: str
    title: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    records: tuple[RecordNote, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def named_figures(self) -> dict[str, Figure]:
        """The figures, each by a name for its file, such as ``2-bars``."""
        return {f"{k}-{figure.kind}": figure for k, figure in enumerate(self.figures, 1)}
