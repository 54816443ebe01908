"""The ledger of predictions: a line for each, from what stands beside its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from nonaligned.report.document import Document

TITLE = "What was foretold, and what came"
NOTHING = "–"
EXPLAINED = (
    "Lead: years from the saying to what came. Under way: whether votes that bear on it had "
    "changed before the saying. Base rate: how often such a thing happens, in ten years or in the "
    "years given to a turn. The last two are for the reader to weigh and no part of the verdict."
)


@dataclass(frozen=True)
class Row:
    """A line of the ledger.

    Parameters
    ----------
    number : int
        Of the claim in the document, from 1.
    cells : tuple of str
        One for each head of the ledger.
    verdict : str
    """

    number: int
    cells: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class Ledger:
    """All predictions of a document with their scores.

    Parameters
    ----------
    heads : tuple of str
    rows : tuple of Row
        Empty where nothing was foretold.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def ledger(made: Document) -> Ledger:
    """Return the ledger of a document.

    Examples
    --------
    >>> ledger(Document("0.1", (), ())).rows
    ()
    """
    told = [(n, v) for n, v in enumerate(made.verdicts, 1) if v.beside]
    heads = tuple(dict.fromkeys(beside.name for _, v in told for beside in v.beside))
    rows = []
    for number, verdict in told:
        short = {beside.name: beside.short for beside in verdict.beside}
        cells = tuple(short.get(head, NOTHING) for head in heads)
        rows.append(Row(number, cells, verdict.verdict))
    return Ledger(heads, tuple(rows))
