"""A document as Markdown (CommonMark with tables), for repositories and notes.

Text from outside is escaped, so that it stands in the document as text: no link, no image, no
heading, no markup of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nonaligned.report.document import Document, Entry
from nonaligned.report.escape import visible
from nonaligned.report.ledger import EXPLAINED, TITLE, ledger
from nonaligned.report.wording import GIST, SIGNS, depends, measured

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~&$@]|(?<=www)\.|:(?=//)|^[#+-]|(?<=^\d)[.)])", re.IGNORECASE)
"""Signs that begin markup: anywhere in a line, in an address, or at its beginning."""


def escaped(text: str) -> str:
    r"""Return text on one line that Markdown shows as it is.

    Examples
    --------
    >>> print(escaped("# [x](javascript:y) <b>\n http://z, 1.5"))
    \# \[x\](javascript:y) \<b\> http\://z, 1.5
    """
    return _ACTIVE.sub(r"\\\1", " ".join(visible(text).split()))


def document(made: Document) -> str:
    """Render a document as Markdown.

    Parameters
    ----------
    made : Document

    Returns
    -------
    str

    Examples
    --------
    >>> print(document(Document("0.1", (), ())).splitlines()[0])
    # What the record shows
    """
    parts = [f"# {escaped(made.title) if made.title else 'What the record shows'}"]
    parts.extend(_overview(made))
    parts.extend(_ledger(made))
    for number, entry in enumerate(made.entries, 1):
        parts.extend(_entry(number, entry))
    if made.conflicts:
        parts.append("## Dates that cannot all hold")
        for conflict in made.conflicts:
            inner = "".join(
                f"\n  - {escaped(statement)}" for statement in conflict.statements if statement
            )
            parts.append(f"- {escaped(conflict.text)}{inner}")
    if made.untested:
        parts.append("## What could not be tested")
        parts.append(_bullets(f"{u.text} ({u.reason})" for u in made.untested))
    if made.notes:
        parts += ["## How it was read", _bullets(list(made.notes))]
    parts.append("## Sources")
    cited = [reference.text for reference in made.references]
    parts.append(_bullets(cited or [record.citation for record in made.records]))
    parts.append(f"Made by nonaligned {escaped(made.version)}.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _overview(made: Document) -> Iterator[str]:
    if not made.entries:
        yield "No claim about states was found that could be tested."
        return
    rows = [
        "| No. | Verdict | Claim | For | Against | Undecided |",
        "| --: | --- | --- | --: | --: | --: |",
    ]
    for number, verdict in enumerate(made.verdicts, 1):
        counts = [str(n) if verdict.findings else "–" for n in verdict.counts.values()]
        word = f"{SIGNS[verdict.verdict]} {verdict.verdict}"
        rows.append(f"| {number} | {word} | {escaped(verdict.said)} | {' | '.join(counts)} |")
    yield "\n".join(rows)


def _ledger(made: Document) -> Iterator[str]:
    found = ledger(made)
    if not found.rows:
        return
    rows = [("No.", *found.heads, "verdict"), ("--:", *("---" for _ in found.heads), "---")]
    rows += [
        (str(row.number), *map(escaped, row.cells), f"{SIGNS[row.verdict]} {row.verdict}")
        for row in found.rows
    ]
    yield f"## {TITLE}"
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    yield EXPLAINED


def _entry(number: int, entry: Entry) -> Iterator[str]:
    verdict = entry.verdict
    yield f"## {number}. {escaped(verdict.said)}"
    yield f"{SIGNS[verdict.verdict]} **{verdict.verdict}**: {GIST[verdict.verdict]}."
    facts = [
        ("Read as", verdict.canonical),
        ("Read by", entry.read_by),
        ("Said by", entry.speaker),
    ]
    if verdict.primary is None:
        facts.append(("Because", verdict.why))
    else:
        facts += [
            ("Measured", measured(verdict.primary)),
            ("Criterion", verdict.primary.criterion),
            ("Note", verdict.primary.note),
            ("Depends", depends(verdict)),
        ]
        facts += [(f"Most telling {e.side} it", e.text) for e in verdict.exhibits]
        facts.append(("What would have turned it", verdict.needed))
    facts += [(beside.name.capitalize(), beside.text) for beside in verdict.beside]
    facts += [("Bear in mind", caveat) for caveat in verdict.caveats]
    facts += [("Left out", what) for what in verdict.left_out]
    facts.append(("Stands in", entry.where))
    yield "\n".join(f"- **{label}:** {escaped(text)}" for label, text in facts if text)
    if entry.figures:
        yield _bullets(f"{figure.title}: {figure.description}" for figure in entry.figures)


def _bullets(items: Iterator[str] | list[str]) -> str:
    return "\n".join(f"- {escaped(item)}" for item in items)
