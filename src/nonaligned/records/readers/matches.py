"""Reader of Matches.csv: pairs of roll calls on the same text in different sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from nonaligned.records.readers.columns import find_columns
from nonaligned.records.readers.rules import Repair
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.text import Origin, plain_text

COLUMNS: dict[str, tuple[str, ...]] = {"rcid1": (), "rcid2": ()}


@dataclass(frozen=True)
class Matches:
    """Pairs of roll calls on the same text.

    Parameters
    ----------
    pairs : polars.DataFrame
        ``rcid1`` and ``rcid2``, Int32.
    checksums : mapping of str to str
        SHA-256 of the file, by name.
    """

    pairs: pl.DataFrame
    checksums: Mapping[str, str] = field(default_factory=dict)


def read_matches(source: Origin) -> Matches:
    r"""Read the pairs of matched roll calls.

    Parameters
    ----------
    source : str, path, bytes or binary file

    Returns
    -------
    Matches

    Raises
    ------
    InputError
        It is no such file.

    Notes
    -----
    Bailey, M., Strezhnev, A. & Voeten, E. (2017), Journal of Conflict Resolution 61(2): 430-456.

    Examples
    --------
    >>> read_matches(b"v1,rcid1,rcid2\r\n1,299,331\r\n").pairs.rows()
    [(299, 331)]
    """
    with plain_text(source) as text:
        sheet = find_columns(text, COLUMNS, [(column,) for column in COLUMNS])
        rows = sheet.read(COLUMNS)
        pairs = pl.DataFrame({column: sheet.numbers(rows, column, pl.Int32) for column in COLUMNS})
    return Matches(pairs, {text.name: text.sha256})


def link(tables: Tables, matches: Matches) -> Tables:
    """Set each roll call's ``link`` to the earliest roll call on the same text.

    Parameters
    ----------
    tables : Tables
    matches : Matches
        Chains of pairs (a-b, b-c) are one text, also where b has no votes here; pairs that
        name such a roll call are counted under "match-without-rollcall".

    Returns
    -------
    Tables
    """
    order = {id_: place for place, id_ in enumerate(tables.rollcalls["rollcall"])}
    pairs = matches.pairs.select("rcid1", "rcid2").rows()
    # Roll calls without votes come last, so that they join texts and never lead one.
    missing = dict.fromkeys(id_ for pair in pairs for id_ in pair if id_ not in order)
    place = {**order, **{id_: len(order) + k for k, id_ in enumerate(missing)}}
    leader = {id_: id_ for id_ in place}

    def find(id_: int) -> int:
        while leader[id_] != id_:
            leader[id_] = id_ = leader[leader[id_]]
        return id_

    for pair in pairs:
        early, late = sorted(map(find, pair), key=place.__getitem__)
        leader[late] = early
    unseen = sum(one in missing or other in missing for one, other in pairs)
    links = pl.Series("link", [find(id_) for id_ in order], dtype=pl.Int32)
    return replace(
        tables,
        rollcalls=tables.rollcalls.with_columns(links),
        applied=(*tables.applied, Repair("match-without-rollcall", unseen)),
        checksums={**tables.checksums, **matches.checksums},
    )
