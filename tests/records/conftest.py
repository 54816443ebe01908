"""Small vote files made for the tests. No state voted like this."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

FACTS = ["year", "session", "abstain", "yes", "no", "importantvote", "date", "unres"]
TEXTS = ["amend", "para", "short", "descr", "me", "nu", "di", "co", "hr", "ec"]
COLUMNS = ["rcid", "ccode", "member", "vote", "Country", "Countryname", *FACTS, *TEXTS]
PLAIN = {
    "rcid": "6001",
    "year": "2016",
    "session": "71",
    "importantvote": "0",
    "date": "2016-11-14",
    "unres": "R/71/1",
    "amend": "0",
    "para": "0",
    "short": "TEST",
    "descr": "A made text",
    **dict.fromkeys(("me", "nu", "di", "co", "hr", "ec"), "0"),
}
VOTES = {"2": "3", "20": "1", "200": "2", "220": "1", "31": "8"}

Make = Callable[..., bytes]


def vote_file(
    *rollcalls: Mapping[str, Any], delimiter: str = ",", columns: Sequence[str] = COLUMNS
) -> bytes:
    """Write roll calls in the Dataverse layout.

    Each is a mapping of columns to values over PLAIN; ``votes`` maps ccode to code, or to a
    mapping of columns for that row alone. Totals are those of the votes unless given.
    """
    out = io.StringIO()
    writer = csv.DictWriter(
        out, columns, delimiter=delimiter, lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    for rollcall in rollcalls or ({},):
        facts = {**PLAIN, **{k: str(v) for k, v in rollcall.items() if k != "votes"}}
        votes = rollcall.get("votes", VOTES)
        rows = {code: v if isinstance(v, Mapping) else {"vote": v} for code, v in votes.items()}
        for name, code in (("yes", "1"), ("abstain", "2"), ("no", "3")):
            total = sum(row["vote"] == code for row in rows.values())
            facts.setdefault(name, str(total))
        for ccode, row in rows.items():
            member = "" if row["vote"] == "9" else "1"
            writer.writerow({"ccode": ccode, "member": member, **facts, **row})
    return out.getvalue().encode()


@pytest.fixture(scope="session")
def make() -> Make:
    """Return the function that writes a vote file."""
    return vote_file
