"""The neutral document: what was tested, on which records, with which verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from nonaligned.claims.verdict import Verdict


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
class Entry:
    """A verdict and where its claim stood.

    Parameters
    ----------
    verdict : Verdict
    where : str
        File and line; empty where the claim came from no file.
    """

    verdict: Verdict
    where: str = ""


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
    """

    version: str
    records: tuple[RecordNote, ...]
    entries: tuple[Entry, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts alone."""
        return tuple(entry.verdict for entry in self.entries)
