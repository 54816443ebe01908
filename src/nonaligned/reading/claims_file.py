"""What was read, as a file that a person corrects and gives to ``nonaligned check``.

Each claim stands under comments that show where it comes from: the words, what was changed to read
it, and the confidence. Whom the article quotes, and who read the claim where that was not the rules
alone, are keys that ``check`` goes by. What was not read follows as comments, every sentence with
its reason.
"""

from __future__ import annotations

import json

from nonaligned.reading.candidates import RULES, Candidate
from nonaligned.reading.extract import Account, Reading

_WIDTH = 100


def claims_yaml(reading: Reading) -> str:
    """Return the candidate claims of an article as a YAML file of claims.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    str
        ``claims:`` with a sentence each, and the rest of the account as comments.

    Examples
    --------
    >>> from nonaligned.reading.article import article_from_text
    >>> from nonaligned.reading.extract import read
    >>> print(claims_yaml(read(article_from_text("Cuba backs Syria. It is hot.", 2018))))
    # Claims read from: article (2018, given)
    # Correct or remove what was read wrong, then: nonaligned check THIS_FILE
    claims:
      # “Cuba backs Syria”
      # confidence 0.95
      - say: "Cuba backed Syria in recent years up to 2018."
        on: 2018
    <BLANKLINE>
    # Not read as claims:
    # [aside] It is hot. (says nothing about what states do)
    <BLANKLINE>
    """
    article = reading.article
    lines = [
        f"# Claims read from: {_plain(article.name)} ({article.date.text}, {article.date_from})",
        "# Correct or remove what was read wrong, then: nonaligned check THIS_FILE",
        *(f"# {_plain(note)}" for note in reading.notes),
    ]
    found = reading.candidates
    lines.append("claims:" if found else "claims: []")
    for candidate in found:
        lines += _entry(candidate, article.date.year)
    rest = [account for account in reading.accounts if not account.candidates]
    if rest:
        lines += ["", "# Not read as claims:", *(_set_aside(account) for account in rest)]
    return "\n".join(lines) + "\n"


def _entry(candidate: Candidate, year: int) -> list[str]:
    lines = [f"  # “{_plain(candidate.source)}”"]
    lines += [f"  # {_plain(step)}" for step in (*candidate.steps, *candidate.doubts)]
    lines.append(f"  # confidence {candidate.confidence:.2f}")
    lines.append(f"  - say: {json.dumps(_printable(candidate.canonical), ensure_ascii=False)}")
    lines.append(f"    on: {year}")
    if candidate.speaker:
        lines.append(f"    said_by: {json.dumps(_plain(candidate.speaker), ensure_ascii=False)}")
    if candidate.by != (RULES,):
        names = [_plain(name) for name in candidate.by]
        lines.append(f"    read_by: {json.dumps(names, ensure_ascii=False)}")
    return lines


def _set_aside(account: Account) -> str:
    text = _plain(account.sentence.text)
    short = text if len(text) <= _WIDTH else text[: _WIDTH - 1].rsplit(" ", 1)[0] + "…"
    return f"# [{account.outcome}] {short} ({account.why})"


def _plain(text: str) -> str:
    """Text on one line, so that nothing of it can end a comment."""
    return _printable(" ".join(text.split()))


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())
