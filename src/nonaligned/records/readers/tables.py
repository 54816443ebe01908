"""What every reader returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from nonaligned.errors import InputError
from nonaligned.records.readers import rules
from nonaligned.records.readers.rules import Repair


@dataclass(frozen=True)
class Tables:
    """The tables of a source and the rules that were applied to it.

    Parameters
    ----------
    votes : polars.DataFrame
        Under the contract `nonaligned.tables.VOTES`, sorted by session, roll call and state.
    rollcalls : polars.DataFrame
        Under the contract `nonaligned.tables.ROLLCALLS`, sorted by session and roll call.
    applied : tuple of Repair
    checksums : mapping of str to str
        SHA-256 of each file read, by name.
    """

    votes: pl.DataFrame
    rollcalls: pl.DataFrame
    applied: tuple[Repair, ...] = ()
    checksums: Mapping[str, str] = field(default_factory=dict)

    @property
    def repairs(self) -> pl.DataFrame:
        """The rules that applied, under the contract `nonaligned.tables.REPAIRS`."""
        return rules.table(self.applied)


def append(parts: Iterable[tuple[str, Tables]]) -> Tables:
    """Put the tables of several files under each other.

    Parameters
    ----------
    parts : iterable of (str, Tables)
        Name of the file, for messages, and what was read from it.

    Returns
    -------
    Tables

    Raises
    ------
    InputError
        Two files have the same roll call, or roll calls of one session.
    """
    named = list(parts)
    for number, (name, part) in enumerate(named):
        for other, earlier in named[:number]:
            for column in ("rollcall", "session"):
                shared = set(part.rollcalls[column]) & set(earlier.rollcalls[column])
                if shared:
                    raise InputError(
                        f"has {column} {min(shared)}, which {other} has too",
                        where=name,
                        hint="Add files whose sessions do not overlap",
                    )
    return Tables(
        pl.concat([part.votes for _, part in named]),
        pl.concat([part.rollcalls for _, part in named]),
        tuple(repair for _, part in named for repair in part.applied),
        {name: sum_ for _, part in named for name, sum_ in part.checksums.items()},
    )
