"""Answers about states from the record: agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from nonaligned import states
from nonaligned.errors import InputError
from nonaligned.measures import agreement as measures
from nonaligned.measures.estimates import By, find
from nonaligned.measures.series import Series
from nonaligned.study.loading import BOOK, FIRST_YEAR, Loaded, held_years, load, sessions


@dataclass(frozen=True, eq=False)
class Path:
    """Agreement over a span and by session, with what is needed to show it.

    Parameters
    ----------
    by_session, by_span : Series
    labels : mapping of str to str
        Names of the states.
    low, high : float
        Range of the measure.
    """

    by_session: Series
    by_span: Series
    labels: dict[str, str]
    low: float
    high: float


def agreement(
    state: str,
    *others: str,
    since: int | None = None,
    until: int | None = None,
    issue: str = "all",
    measure: str = "agree3",
    by: By = "session",
    record: str = BOOK,
) -> pl.DataFrame:
    """Measure how alike a state and others voted.

    Parameters
    ----------
    state : str
        A name or code, such as "Iran", "IRN" or "USSR".
    *others : str
        States it is compared with; without any, all others.
    since, until : int, optional
        Years in which sessions open, both included.
    issue : str
        ``all``; an issue code: ``me`` Palestinians, ``nu`` nuclear, ``di`` disarmament, ``co``
        colonialism, ``hr`` human rights, ``ec`` development; ``important`` (to the United
        States); ``parts`` (paragraphs and amendments); or ``all-X``, all that are not in X.
    measure : str
        ``agree3``, ``agree2``, ``coincidence`` and more, see
        :data:`nonaligned.measures.similarity.MEASURES`.
    by : {"session", "span"}
        A row for each session, or one for the whole span.
    record : str
        ``book`` for the embedded record, else the name of one in the store.

    Returns
    -------
    polars.DataFrame
        In the order of sessions, then of ``others``: ``state`` and ``other``, their ids;
        ``first_session`` and ``last_session`` (session s opens in the year 1945 + s); ``value``
        with its 95 % interval ``low`` to ``high``, null where undefined; ``n``, the roll calls
        it rests on; ``coverage``, their share of all in the span. Without a common vote there is
        no row.

    Raises
    ------
    UnknownStateError, AmbiguousStateError
        A name stands for no state in these years, or for several.
    InputError
        There is no such issue or measure, or the years are none or run backwards.
    RecordError
        The record is not there, or holds no session of these years.

    Examples
    --------
    >>> frame = agreement("Iran", "USA", "USSR", since=1979, until=1989, by="span")
    >>> frame["other"].to_list()
    ['USA', 'RUS']
    """
    loaded = load(record)
    return _series(loaded, state, others, since, until, issue, measure, by).table


def path(
    state: str,
    *others: str,
    since: int | None = None,
    until: int | None = None,
    issue: str = "all",
    measure: str = "agree3",
    record: str = BOOK,
) -> Path:
    """Measure agreement both ways, for showing: see :func:`agreement` for the parameters.

    Where nobody is named, the states stand in the order of their agreement over the span.
    """
    loaded = load(record)
    by_span = _series(loaded, state, others, since, until, issue, measure, "span")
    by_session = _series(loaded, state, others, since, until, issue, measure, "session")
    if not others:
        by_span = replace(by_span, table=by_span.table.sort("value", descending=True))
    year = FIRST_YEAR + by_span.table["last_session"][0] if by_span.table.height else until
    ids = {*by_span.table["state"], *by_span.table["other"]}
    chosen = find(measure)
    labels = {id: states.label(id, year) for id in ids}
    return Path(by_session, by_span, labels, chosen.low, chosen.high)


def _series(
    loaded: Loaded,
    state: str,
    others: tuple[str, ...],
    since: int | None,
    until: int | None,
    issue: str,
    measure: str,
    by: By,
) -> Series:
    first, last = sessions(since, until)
    span = held_years(loaded, since, until)
    one = states.resolve(state, span=span)
    named = list(dict.fromkeys(states.resolve(other, span=span) for other in others))
    if one in named:
        raise InputError(f"{one} cannot be compared with itself", hint="Name another state")
    return measures.agreement(
        loaded.tallies,
        one,
        named or None,
        measure=measure,
        cut=issue,
        first=first,
        last=last,
        by=by,
    )
