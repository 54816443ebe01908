"""The named rules: each oddity of the sources, what is done about it, and why.

A rule says `repaired` where only one answer is possible and `flagged` where a repair could be
wrong, so that the value stays as the source has it. What could only be guessed is refused: the
readers raise an InputError that names the line, and there is no record to list a rule with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from nonaligned.tables import REPAIRS

Action = Literal["repaired", "flagged"]


@dataclass(frozen=True)
class Rule:
    """What is done about one oddity.

    Parameters
    ----------
    action : {"repaired", "flagged"}
    unit : str
        What its count counts.
    why : str
        The oddity and the answer to it.
    """

    action: Action
    unit: str
    why: str


@dataclass(frozen=True)
class Repair:
    """How often one rule applied.

    Parameters
    ----------
    rule : str
        A key of `RULES`.
    count : int
        In the unit of the rule.
    """

    rule: str
    count: int


RULES: dict[str, Rule] = {
    # who was there
    "not-a-member": Rule("repaired", "votes", "vote code 9 means not a member: no row"),
    "member-with-9": Rule(
        "repaired",
        "votes",
        "member is 1 though the vote is 9: the state joined or left within the session; the"
        " vote code is believed, no row (these are among not-a-member)",
    ),
    "absences-not-listed": Rule(
        "flagged",
        "roll calls",
        "neither absences (8) nor non-members (9) have rows: who was absent is not on file",
    ),
    "absences-inferred": Rule(
        "repaired",
        "votes",
        "where absences are not listed, a UN member of that date without a row was absent;"
        " column 'absences' says inferred",
    ),
    "few-voters": Rule(
        "flagged",
        "roll calls",
        "absences are not listed and less than half of the members have a vote, below the"
        " Assembly's quorum: votes may be lost, so no absence is inferred, 'absences' says unknown",
    ),
    "undated-absences": Rule(
        "flagged",
        "roll calls",
        "absences are not listed and no date is on record to infer them by",
    ),
    "absent-nonmember": Rule(
        "flagged",
        "votes",
        "coded absent though not a UN member at that date (Indonesia 1965-66, Syria within the"
        " United Arab Republic): kept, as absence is no vote",
    ),
    "vote-by-nonmember": Rule(
        "flagged", "votes", "a vote cast before or after the state's UN membership: kept"
    ),
    "before-statehood": Rule(
        "flagged",
        "votes",
        "a vote cast while the state was outside the Correlates of War state system (Ukraine and"
        " Belarus before 1991, India in 1946): kept, membership of the UN is what counts here",
    ),
    # one id for each vote
    "china-seat": Rule(
        "flagged",
        "votes",
        "China's seat stands under the government that held it: 713 until October 1971, also in"
        " 1946-49; 710 after",
    ),
    "china-seat-by-date": Rule(
        "repaired",
        "votes",
        "the source has CHN at all times: before 25 October 1971 the vote is that of the"
        " government in the seat, the Republic of China",
    ),
    "code-of-another-time": Rule(
        "repaired",
        "votes",
        "an ISO code not in force at the date, as BEN for Dahomey: it has only ever stood for one"
        " state, so it is read as that state",
    ),
    "germany-in-session-45": Rule(
        "flagged",
        "votes",
        "Germany is 255 from session 45; older releases and the published ideal points have West"
        " Germany, 260, in that session",
    ),
    "yemen-in-session-45": Rule(
        "flagged", "votes", "Yemen is 678 through session 45, though united since May 1990"
    ),
    "duplicate-votes": Rule(
        "repaired",
        "votes",
        "one roll call and state occurs twice with the same vote: kept once. With different"
        " votes, or in the layout with rcid, where none is known, the file is refused",
    ),
    # when
    "weekday-days": Rule(
        "repaired",
        "roll calls",
        "in early sessions the day of the date never passes 7 and is no day of the month: the"
        " date becomes the first of its month with precision 'month'",
    ),
    "weekend-dates": Rule("flagged", "roll calls", "the date falls on a weekend: kept"),
    "session-year": Rule(
        "repaired",
        "roll calls",
        "column year is that of the session, not of the vote: the date is in another year; year"
        " is not read",
    ),
    "wrong-year": Rule(
        "repaired",
        "roll calls",
        "column year is not session + 1945: the session stands, year is not read",
    ),
    "session-from-year": Rule("repaired", "roll calls", "no column session: taken as year - 1945"),
    "session-from-id": Rule("repaired", "roll calls", "no column session: taken as resid // 1000"),
    "dates-differ": Rule(
        "repaired",
        "roll calls",
        "rows of one roll call carry different dates: the date of most rows, the earlier in a tie",
    ),
    "facts-differ": Rule(
        "flagged",
        "roll calls",
        "rows of one roll call contradict each other in totals, resolution or coding: the first"
        " row's values are kept",
    ),
    "special-sessions": Rule(
        "flagged",
        "roll calls",
        "special and emergency special sessions, told by the resolution number, stay filed under"
        " a regular session; column 'forum' says which",
    ),
    "session-from-date": Rule(
        "repaired",
        "roll calls",
        "a special session has no regular number: filed under the regular session of its date",
    ),
    "ids-out-of-order": Rule(
        "repaired",
        "roll calls",
        "ids are not chronological: sorted by session, then id (counted where the id falls back)",
    ),
    # totals and patterns
    "printed-totals": Rule(
        "flagged", "roll calls", "printed totals differ from the rows: both are kept"
    ),
    "totals-unproven": Rule(
        "flagged",
        "roll calls",
        "totals of roll calls that list no absences are sums of the rows, not printed results, and"
        " hide votes that are lost (rcid 5588 comes to 127-9-35; the result was 128-9-35)",
    ),
    "unanimous": Rule(
        "flagged", "roll calls", "all votes cast are the same: no information on differences"
    ),
    "lone-vote": Rule("flagged", "roll calls", "all votes but one are yes"),
    "same-votes": Rule(
        "flagged",
        "roll calls",
        "every vote is the same as in another roll call of the session (parts of a text): kept",
    ),
    # what
    "no-resolution": Rule("flagged", "roll calls", "no number of a resolution on file"),
    "shared-resolution": Rule(
        "flagged",
        "roll calls",
        "shares its resolution with another roll call of the session (votes on parts of a text)",
    ),
    "resolution-style": Rule(
        "flagged", "roll calls", "resolution written A/RES/74/38 instead of R/74/38: kept"
    ),
    "importance-empty": Rule(
        "flagged", "roll calls", "importance is not coded: missing, not false"
    ),
    "amendment-empty": Rule(
        "flagged", "roll calls", "amend is empty: 'no' or not coded, so missing, not false"
    ),
    "paragraph-empty": Rule(
        "flagged", "roll calls", "para is empty: 'no' or not coded, so missing, not false"
    ),
    "no-issue": Rule(
        "flagged", "roll calls", "all six issues are 0, which may also mean not coded: kept"
    ),
    "title-from-short": Rule(
        "repaired", "roll calls", "descr is empty or '0': the title is column short alone"
    ),
    "no-short": Rule("flagged", "roll calls", "short is empty: the title is column descr alone"),
    "no-title": Rule("flagged", "roll calls", "no title on file"),
    "garbled-title": Rule(
        "flagged",
        "roll calls",
        "the title is a piece of a scanned record, with words missing and codes like <d3>: kept",
    ),
    "garbled-accents": Rule(
        "flagged", "roll calls", "characters of the title were decoded wrongly upstream: kept"
    ),
    "blank-ends": Rule(
        "repaired", "roll calls", "tabs or runs of blanks in the title: single blanks"
    ),
    "match-without-rollcall": Rule(
        "flagged",
        "pairs",
        "a pair of matched roll calls names one that has no votes: it only joins what it matches",
    ),
    # the file
    "windows-1252": Rule("repaired", "lines", "not UTF-8 but Windows-1252: decoded as such"),
    "byte-order-mark": Rule("repaired", "files", "a byte-order mark before the header: skipped"),
    "r-missing": Rule(
        "repaired",
        "values",
        "'NA' in a column of numbers is R's missing value. In a column of codes it is kept as"
        " text, as NA is also Namibia's ISO 3166 alpha-2 code",
    ),
    "subset-ignored": Rule(
        "flagged", "files", "UNVotes_small.csv repeats rows of the full file: not read"
    ),
    "vote-notes": Rule(
        "flagged", "roll calls", "the source has a note on a vote, such as a later correction"
    ),
}


def table(repairs: Iterable[Repair]) -> pl.DataFrame:
    """Return the table of the rules that applied, counts of one rule added up.

    Parameters
    ----------
    repairs : iterable of Repair

    Returns
    -------
    polars.DataFrame
        Under the contract `REPAIRS`, in the order of `RULES`; rules that never applied are
        left out.

    Examples
    --------
    >>> table([Repair("unanimous", 2), Repair("unanimous", 1)]).row(0)[:4]
    ('unanimous', 'flagged', 3, 'roll calls')
    """
    counts: dict[str, int] = dict.fromkeys(RULES, 0)
    for repair in repairs:
        counts[repair.rule] += repair.count
    found = [(name, rule, counts[name]) for name, rule in RULES.items() if counts[name]]
    return REPAIRS.check(
        pl.DataFrame(
            {
                "rule": [name for name, _, _ in found],
                "action": [rule.action for _, rule, _ in found],
                "count": [count for _, _, count in found],
                "unit": [rule.unit for _, rule, _ in found],
                "why": [rule.why for _, rule, _ in found],
            },
            schema=REPAIRS.schema,
        )
    )
