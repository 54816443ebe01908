"""Documents and series as JSON. The form of a document is that of ``check.schema.json``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from nonaligned.claims.verdict import Exhibit, Finding
from nonaligned.measures.series import Series
from nonaligned.report.document import Document, Entry
from nonaligned.report.ledger import ledger


def schema() -> dict[str, Any]:
    """Return the JSON Schema of :func:`document`.

    Examples
    --------
    >>> schema()["title"]
    'nonaligned check'
    """
    text = (files("nonaligned.report") / "check.schema.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


def dumps(value: Any) -> str:
    """Write a value as indented JSON, undefined numbers as null.

    Examples
    --------
    >>> print(dumps({"a": float("nan"), "é": [1]}))
    {
      "a": null,
      "é": [
        1
      ]
    }
    """
    return json.dumps(_finite(value), indent=2, ensure_ascii=False, allow_nan=False)


def document(made: Document) -> dict[str, Any]:
    """Return a document as plain values, ready for :func:`dumps`."""
    return {
        "nonaligned": made.version,
        "records": [asdict(record) for record in made.records],
        "claims": [_entry(entry) for entry in made.entries],
        "ledger": _ledger(made),
        "conflicts": [
            {"text": c.text, "statements": list(c.statements), "spans": [list(s) for s in c.spans]}
            for c in made.conflicts
        ],
        "untested": [{"text": u.text, "reason": u.reason} for u in made.untested],
        "notes": list(made.notes),
    }


def _ledger(made: Document) -> list[dict[str, Any]]:
    """Return the predictions with their scores, a line each."""
    found = ledger(made)
    heads = [head.replace(" ", "_") for head in found.heads]
    return [
        {"claim": row.number, **dict(zip(heads, row.cells, strict=True)), "verdict": row.verdict}
        for row in found.rows
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    verdict = entry.verdict
    return {
        "say": verdict.said,
        "canonical": verdict.canonical,
        "kind": verdict.kind,
        "verdict": verdict.verdict,
        "primary": verdict.primary and _primary(verdict.primary),
        "counts": dict(verdict.counts),
        "findings": [finding(found) for found in verdict.findings],
        "evidence": [_exhibit(exhibit) for exhibit in verdict.exhibits],
        "why": verdict.why,
        "needed": verdict.needed,
        "flips": verdict.flips,
        "beside": [asdict(beside) for beside in verdict.beside],
        "caveats": list(verdict.caveats),
        "left_out": list(verdict.left_out),
        "where": entry.where,
        "speaker": entry.speaker,
        "confidence": entry.confidence,
        "read_by": entry.read_by,
    }


def _primary(found: Finding) -> dict[str, Any]:
    first, last = found.specification.years
    return {
        "measure": found.specification.measure,
        "estimate": found.estimate,
        "low": found.low,
        "high": found.high,
        "unit": found.unit,
        "n": found.n,
        "from": first,
        "to": last,
    }


def finding(found: Finding) -> dict[str, Any]:
    """Return a finding as plain values; ``from`` and ``to`` are years, the rest as measured."""
    way = found.specification
    first, last = way.years
    return {
        "specification": {
            "id": way.id,
            "measure": way.measure,
            "cut": way.cut,
            "window": way.window,
            "group": way.group,
            "from": first,
            "to": last,
        },
        "estimate": found.estimate,
        "low": found.low,
        "high": found.high,
        "unit": found.unit,
        "n": found.n,
        "criterion": found.criterion,
        "outcome": found.outcome,
        "note": found.note,
        "named": list(found.named),
    }


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "side": exhibit.side,
        "text": exhibit.text,
        "states": list(exhibit.states),
        "first_session": exhibit.first,
        "last_session": exhibit.last,
    }


def series(made: Series) -> dict[str, Any]:
    """Return a series as plain values, its rows as a list of objects."""
    return {
        "measure": made.measure,
        "unit": made.unit,
        "source": made.source,
        "cut": made.cut,
        "interval": made.interval,
        "rows": made.table.to_dicts(),
    }


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value
