"""Load a record as counts: the embedded book, or votes kept in the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING

from nonaligned.errors import InputError, RecordError
from nonaligned.measures.tallies import Tallies
from nonaligned.records import book, cite, source
from nonaligned.records.book.outcomes import BLOCK, read_outcomes
from nonaligned.records.book.positions import Positions
from nonaligned.report.document import RecordNote
from nonaligned.report.text import years

if TYPE_CHECKING:
    import polars as pl

    from nonaligned.records import Store

BOOK = "book"
FIRST_YEAR = 1945
"""Session s opens in the year 1945 + s."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A record in the form in which it is measured.

    Parameters
    ----------
    tallies : Tallies
    note : RecordNote
        How to name and cite it.
    ideal : mapping of str to polars.DataFrame, optional
        Ideal points by issue, ``all`` for all votes.
    resolutions : callable, optional
        Makes the tallies of single roll calls, under the contract ``tables.RESOLUTIONS``.
    answers : callable, optional
        Answer of each state in a roll call, by its session and place.
    """

    tallies: Tallies
    note: RecordNote
    ideal: Mapping[str, pl.DataFrame] | None = None
    resolutions: Callable[[], pl.DataFrame] | None = None
    answers: Callable[[int, int], Mapping[str, str]] | None = None


def load(record: str = BOOK, store: Store | None = None) -> Loaded:
    """Load a record by name.

    Parameters
    ----------
    record : str
        ``book`` for the embedded record, else the name of one in the store.
    store : Store, optional

    Returns
    -------
    Loaded

    Raises
    ------
    RecordError
        It is not there, or damaged.

    Examples
    --------
    >>> load().note.name
    'book'
    """
    if record == BOOK:
        found = book.read()
        coverage = f"UN General Assembly, {years(found.sessions[0], found.sessions[-1])}"
        note = RecordNote(BOOK, found.version, coverage, _book_citation())
        outcomes = partial(read_outcomes, found) if BLOCK in found.blocks else None
        single = partial(_answers, store) if outcomes else None
        return Loaded(Tallies(found), note, Positions(found) or None, outcomes, single)
    return _from_store(record, store)


def _from_store(record: str, store: Store | None) -> Loaded:
    """Load votes that are kept; what reads them is heavy, and the book needs none of it."""
    from nonaligned.measures.resolutions import answers, resolutions
    from nonaligned.measures.rollcalls import tally
    from nonaligned.records import Store
    from nonaligned.study.fit_files import kept_points

    kept = (store or Store()).open(record)
    name = f"{kept.name} {kept.version}"
    votes, rollcalls = kept.votes.collect(), kept.rollcalls
    tallies = tally(votes, rollcalls, name)
    note = RecordNote(kept.name, kept.version, str(kept.coverage), kept.provenance.citation)
    outcomes = partial(resolutions, votes, rollcalls)
    single = partial(answers, votes, rollcalls)
    return Loaded(tallies, note, kept_points(kept) or None, outcomes, single)


def _answers(store: Store | None, session: int, place: int) -> Mapping[str, str]:
    """Find who answered what in a roll call of the book: in its source, where that is kept."""
    from nonaligned.measures.resolutions import answers
    from nonaligned.records import Store

    for name in source(BOOK).derived_from:
        with suppress(RecordError):
            kept = (store or Store()).open(name)
            return answers(kept.votes, kept.rollcalls, session, place)
    return {}


def _book_citation() -> str:
    """Cite the book and what it was computed from: an answer rests on both."""
    origins = "; ".join(cite(name) for name in source(BOOK).derived_from)
    return f"{cite(BOOK)} Computed from: {origins}"


def sessions(since: int | None, until: int | None) -> tuple[int | None, int | None]:
    """Sessions that open in a span of years.

    Parameters
    ----------
    since, until : int or None
        Years, both included; ``None`` leaves the end open.

    Raises
    ------
    InputError
        The span runs backwards, or an end is no year.

    Examples
    --------
    >>> sessions(1979, 2018)
    (34, 73)
    """
    span = _session(since), _session(until)
    if since is not None and until is not None and since > until:
        raise InputError(f"the years run backwards, from {since} to {until}", hint="Swap them")
    return span


def _session(year: object) -> int | None:
    if year is None:
        return None
    if not isinstance(year, Integral):
        raise InputError(f"{year!r} is no year", hint="Give a whole number such as 1979")
    return int(year) - FIRST_YEAR


def held_years(loaded: Loaded, since: int | None, until: int | None) -> tuple[int, int]:
    """First and last year, of those asked for, in which a session on record opens.

    Raises
    ------
    RecordError
        There is none; the message tells the years there are.
    """
    asked = sessions(since, until)
    held = loaded.tallies.sessions
    low = held[0] if asked[0] is None else asked[0]
    high = held[-1] if asked[1] is None else asked[1]
    found = [session for session in held if low <= session <= high]
    if found:
        return FIRST_YEAR + found[0], FIRST_YEAR + found[-1]
    raise RecordError(
        f"no session on record opens {spelled(since, until)}",
        hint=f"Ask within {FIRST_YEAR + held[0]} to {FIRST_YEAR + held[-1]}",
    )


def spelled(since: int | None, until: int | None) -> str:
    """Write the years that were asked for, for a message.

    Examples
    --------
    >>> spelled(1979, 2018), spelled(1988, 1988), spelled(2030, None)
    ('from 1979 to 2018', 'in 1988', 'from 2030')
    """
    ends = (f"from {since}" if since else "", f"to {until}" if until else "")
    return f"in {since}" if since == until else " ".join(filter(None, ends))
