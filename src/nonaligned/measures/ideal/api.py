"""From a table of votes to ideal points: the one public way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import polars as pl

from nonaligned.errors import InputError
from nonaligned.measures.ideal.chamber import Array, Chamber, Prior, chamber
from nonaligned.measures.ideal.poles import Anchors
from nonaligned.measures.ideal.result import IdealPoints
from nonaligned.tables import ROLLCALLS, VOTES

Method = Literal["map", "posterior", "published"]
Progress = Callable[[str, float], None]
ANSWERS = ("yes", "abstain", "no")
ABSENT = "absent"
COUNTS = {"dims": 1, "threads": 1, "chains": 1, "draws": 1, "thin": 1, "warmup": 0, "burn": 0}
"""Fields of :class:`Request` that count something, and the least each may be."""


@dataclass(frozen=True)
class Request:
    """What to estimate, checked once.

    Parameters
    ----------
    method : {"map", "posterior", "published"}
    anchors : mapping or pair or None
        See :func:`ideal_points`.
    dims : int
    prior : Prior
    level : float
        Nominal coverage of the intervals.
    seed, threads : int
    rotation : {"anchors", "varimax"}
    chains, warmup : int
        For ``posterior``.
    burn, thin : int
        For ``published``: iterations dropped, iterations per kept draw.
    draws : int, optional
        Kept draws, per chain: 1,700 for ``posterior``, 400 for ``published`` (the published run).
    start : mapping
        For ``published``: first position of some members, 0 for the others.
    """

    method: Method = "map"
    anchors: Anchors | None = None
    dims: int = 1
    prior: Prior = field(default_factory=Prior)
    level: float = 0.95
    seed: int = 0
    threads: int = 1
    rotation: Literal["anchors", "varimax"] = "anchors"
    chains: int = 2
    warmup: int = 100
    draws: int | None = None
    burn: int = 4000
    thin: int = 50
    start: Mapping[Any, float] | None = None

    def __post_init__(self) -> None:
        if self.method not in ("map", "posterior", "published"):
            raise InputError(
                f"unknown method {self.method!r}", hint='Use "map", "posterior" or "published"'
            )
        if not 0 < self.level < 1:
            raise InputError(f"level is {self.level}", hint="Give a share between 0 and 1")
        for name, least in COUNTS.items():
            value = getattr(self, name)
            if value is not None and not (isinstance(value, int) and value >= least):
                raise InputError(
                    f"{name} is {value}", hint=f"Give a whole number of at least {least}"
                )
        if self.dims > 1 and self.method != "map":
            raise InputError(
                f'method="{self.method}" is for one dimension', hint='Use method="map" or dims=1'
            )
        if self.rotation not in ("anchors", "varimax"):
            raise InputError(
                f"unknown rotation {self.rotation!r}", hint='Use "anchors" or "varimax"'
            )

    @property
    def kept(self) -> int:
        """Number of draws to keep, per chain."""
        if self.draws is not None:
            return self.draws
        return 1700 if self.method == "posterior" else 400


def ideal_points(
    votes: pl.DataFrame,
    *,
    method: Method = "map",
    anchors: Anchors | None = None,
    dims: int = 1,
    smoothing: float = 0.5,
    discrimination: float = 1.0,
    by_gap: bool = False,
    answers: Sequence[str] = ANSWERS,
    level: float = 0.95,
    seed: int = 0,
    threads: int = 1,
    progress: Progress | None = None,
    **options: Any,
) -> IdealPoints:
    """Estimate where each state stands in each session from its votes.

    The model is an ordinal probit with one discrimination and ordered cutpoints per item; the
    positions of one state follow a random walk over the sessions in which it voted; they have mean
    0 and variance 1 over all states and sessions (a hard constraint); the anchors say which way is
    up. Bailey, Strezhnev and Voeten (2017) describe the model; docs/ideal-points.md the estimators.

    Parameters
    ----------
    votes : polars.DataFrame
        ``state``, ``session``, ``item``, ``vote`` and optionally ``weight`` (of the item). Labels
        are opaque: members of any chamber, periods that sort in time. Items with one answer are
        dropped; linked roll calls share an item. Rows whose vote is null or ``absent`` are ignored.
    method : {"map", "posterior", "published"}
        Constrained mode with approximate posterior means and intervals (seconds); Hamiltonian Monte
        Carlo (minutes); the scheme behind the published UN estimates, for replication.
    anchors : (upper, lower), or mapping of state to sign, or list of (state, sign), optional
        None takes the two states that most often voted against each other.
    dims : int
        More than one only for ``map``.
    smoothing : float
        Variance of a step between sessions with equally many votes is half of this.
    discrimination : float
        Prior variance of the discriminations.
    by_gap : bool
        Multiply a step's variance by the number of sessions it spans.
    answers : sequence of str
        Labels of ``vote`` in their order; ignored if ``vote`` holds integers from 0.
    level : float
        Nominal coverage of the intervals.
    seed, threads : int
    progress : callable, optional
        Called with (what is being done, share done).
    **options
        Further fields of :class:`Request`: ``rotation``, ``chains``, ``warmup``, ``draws``,
        ``burn``, ``thin``, ``start``.

    Returns
    -------
    IdealPoints

    Raises
    ------
    InputError
        Votes that cannot be used: no votes, an unknown answer, unanimous items only, anchors that
        never vote, parts of the chamber that share neither members nor items, bad weights.

    Examples
    --------
    >>> import polars as pl
    >>> from nonaligned.measures.ideal.simulate import make_votes
    >>> made = make_votes(12, 3, 20, seed=1)
    >>> votes = pl.DataFrame({"state": made.member, "session": made.period, "item": made.item,
    ...                       "vote": made.answer})
    >>> result = ideal_points(votes, anchors=(0, 1))
    >>> result.table.columns
    ['state', 'session', 'mean', 'sd', 'low', 'high', 'n', 'mode']
    >>> result.diagnostics.cells
    36
    """
    strange = set(options) - set(Request.__dataclass_fields__)
    if strange:
        raise InputError(f"unknown option {min(strange)!r}", hint="See help(ideal_points)")
    request = Request(
        method=method,
        anchors=anchors,
        dims=dims,
        prior=Prior(smoothing=smoothing, discrimination=discrimination, by_gap=by_gap),
        level=level,
        seed=seed,
        threads=threads,
        **options,
    )
    from nonaligned.measures.ideal.fit import fit

    return fit(read_votes(votes, answers), request, progress)


def read_votes(votes: pl.DataFrame, answers: Sequence[str] = ANSWERS) -> Chamber:
    """Sort a table of votes into a chamber.

    Parameters
    ----------
    votes : polars.DataFrame
        See :func:`ideal_points`.
    answers : sequence of str

    Raises
    ------
    InputError
        A column is missing, a vote is none of the answers, a weight differs within an item.
    """
    _check_columns(votes)
    cast, n_answers = _answers(votes, answers)
    keep = cast >= 0
    kept = votes.filter(pl.Series(keep))
    if kept.is_empty():
        raise InputError("no votes were cast", hint="Check the filters that were applied before")
    member, members = _number(kept["state"])
    period, periods = _number(kept["session"])
    item, items = _number(kept["item"])
    weight = _weights(kept, item, len(items)) if "weight" in votes.columns else None
    made = chamber(
        member,
        period,
        item,
        cast[keep],
        answers=n_answers,
        weight=weight,
        labels=(members, periods, items),
    )
    check_connected(made)
    return made


def _check_columns(votes: pl.DataFrame) -> None:
    if not isinstance(votes, pl.DataFrame):
        raise InputError(
            f"votes are a {type(votes).__module__.split('.')[0]} {type(votes).__name__}",
            hint="Give a polars DataFrame: pl.from_pandas(votes), pl.DataFrame(votes) or "
            "votes.collect(). For positions on record ask nonaligned.study.positions",
        )
    for name in ("state", "session", "item", "vote"):
        if name not in votes.columns:
            raise InputError(
                f"column {name!r} is missing", hint="Give state, session, item and vote"
            )
    for name in ("state", "session", "item"):
        column = votes[name]
        missing = column.null_count()
        if column.dtype.is_float():
            missing += int(column.is_nan().sum())
        if missing:
            raise InputError(
                f"{missing} values of {name!r} are missing", hint="Fill them or drop those rows"
            )


def check_connected(made: Chamber) -> None:
    """Refuse a chamber in parts that share neither members nor items.

    Raises
    ------
    InputError
        Naming a session of each of two parts.
    """
    from nonaligned.measures.ideal.sorting import find_components

    part = find_components(made.cells, made.bounds, made.levels, made.first)
    names = np.unique(part)
    if names.size > 1:
        one, two = (int(np.flatnonzero(part == name)[0]) for name in names[:2])
        examples = " and ".join(
            f"{made.members[made.cell_member[c]]!r} in {made.periods[made.cell_period[c]]!r}"
            for c in (one, two)
        )
        raise InputError(
            f"the votes fall into {names.size} parts that share neither members nor items, "
            f"such as {examples}; positions cannot be compared across them",
            hint="Estimate each part alone, or link items that were voted on in both",
        )


def _number(labels: pl.Series) -> tuple[Array, tuple[Any, ...]]:
    """Rank of each label among the sorted distinct ones, and these."""
    distinct = labels.unique().sort()
    numbers = labels.rank("dense").to_numpy().astype(np.int64) - 1
    return numbers, tuple(distinct.to_list())


def _answers(votes: pl.DataFrame, answers: Sequence[str]) -> tuple[Array, int]:
    """Return the number of each vote's answer, -1 for none cast, and of possible answers."""
    column = votes["vote"]
    if column.dtype.is_integer():
        numbers = column.cast(pl.Int64).fill_null(-1).to_numpy()
        if numbers.size and numbers.min() < -1:
            raise InputError("a vote is below 0", hint="Number the answers from 0")
        return numbers, max(2, int(numbers.max()) + 1) if numbers.size else 2
    order = {label: k for k, label in enumerate(answers)}
    text = column.cast(pl.String)
    strange = set(text.drop_nulls().unique().to_list()) - set(order) - {ABSENT}
    if strange:
        raise InputError(
            f"vote {sorted(strange)[0]!r} is none of {', '.join(answers)}",
            hint="Name the answers in their order, or leave such rows out",
        )
    cast = text.replace_strict(order, default=-1, return_dtype=pl.Int64)
    return cast.fill_null(-1).to_numpy(), len(answers)


def _weights(votes: pl.DataFrame, item: Array, n: int) -> Array:
    given = votes["weight"].cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
    weights = np.zeros(n)
    weights[item] = given
    if (weights[item] != given).any():
        bad = votes["item"][int(np.flatnonzero(weights[item] != given)[0])]
        raise InputError(
            f"item {bad!r} has a weight that is not a number, or two different ones",
            hint="Give each item one finite weight",
        )
    return weights


def from_votes(votes: pl.DataFrame, rollcalls: pl.DataFrame, *, item: str = "link") -> pl.DataFrame:
    """Votes in the form that :func:`ideal_points` reads, from the project's own tables.

    Filters are the caller's: drop roll calls from ``rollcalls`` and their votes go too.

    Parameters
    ----------
    votes : polars.DataFrame
        Under the contract VOTES.
    rollcalls : polars.DataFrame
        Under the contract ROLLCALLS, or any table with ``rollcall``, ``session`` and ``item``.
    item : str
        Column of ``rollcalls`` that says which item a roll call belongs to: ``link`` for linked
        texts, ``rollcall`` for every roll call alone.

    Examples
    --------
    >>> from nonaligned.tables import ROLLCALLS, VOTES
    >>> from_votes(VOTES.empty(), ROLLCALLS.empty()).columns
    ['state', 'session', 'item', 'vote']
    """
    for name in ("rollcall", "state", "vote"):
        if name not in votes.columns:
            raise InputError(f"column {name!r} is missing", where=f"table {VOTES.name}")
    for name in ("rollcall", "session", item):
        if name not in rollcalls.columns:
            raise InputError(f"column {name!r} is missing", where=f"table {ROLLCALLS.name}")
    which = rollcalls.select("rollcall", "session", pl.col(item).alias("item"))
    cast = votes.filter(pl.col("vote").cast(pl.String) != ABSENT)
    return cast.join(which, on="rollcall", how="inner").select("state", "session", "item", "vote")
