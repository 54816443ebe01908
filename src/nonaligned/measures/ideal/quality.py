"""How well the estimate describes the votes, by state, session and item, and how far it bends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from nonaligned.errors import InputError
from nonaligned.measures.ideal.api import ANSWERS, ideal_points, read_votes
from nonaligned.measures.ideal.chamber import Array, Chamber
from nonaligned.measures.ideal.result import IdealPoints


@dataclass(frozen=True)
class Goodness:
    """Fit of an estimate to its votes.

    Attributes
    ----------
    classified : float
        Share of votes that are the model's most probable answer.
    apre : float
        Aggregate proportional reduction in error (Poole and Rosenthal 1997): 1 less the errors of
        the model over the errors of predicting each item's most frequent answer.
    gmp : float
        Geometric mean probability of the votes cast.
    by_state, by_session : polars.DataFrame
        ``classified`` and ``gmp``; ``n``; and for each answer k the observed share ``observed_k``,
        the predicted share ``expected_k`` and ``tail_k``, the posterior predictive probability of a
        share at most as large (half the ties): values near 0 or 1 show misfit. With draws they are
        used, else the point estimate alone, for which tails are a little too extreme.
    items : polars.DataFrame
        ``item``, ``n``, ``classified``, ``gmp``, worst first.
    """

    classified: float
    apre: float
    gmp: float
    by_state: pl.DataFrame
    by_session: pl.DataFrame
    items: pl.DataFrame


def goodness(
    votes: pl.DataFrame,
    result: IdealPoints,
    *,
    answers: Sequence[str] = ANSWERS,
    draws: int = 30,
) -> Goodness:
    """Measure how well an estimate describes the votes it was made from.

    Parameters
    ----------
    votes : polars.DataFrame
        The table that was given to ``ideal_points``.
    result : IdealPoints
    answers : sequence of str
    draws : int
        Posterior draws used for the predictive tails, spread over the chains, where there are any.

    Raises
    ------
    InputError
        The result belongs to other votes.
    """
    made = read_votes(votes, answers)
    theta, items = _estimate(made, result)
    item, answer = _unpack(made)
    shares = probabilities(made, item, theta, items)
    own = np.maximum(shares[np.arange(made.n_votes), answer], 1e-300)
    right = shares.argmax(axis=1) == answer
    log_p = np.log(own)
    sizes = np.diff(made.bounds, axis=1)
    errors = int((~right).sum())
    worst_errors = int((sizes.sum(axis=1) - sizes.max(axis=1)).sum())
    tails = _draws(made, result, draws) or [(theta, items)]
    frames = {}
    for name, group, labels in (
        ("state", made.cell_member[made.cells], made.members),
        ("session", made.cell_period[made.cells], made.periods),
    ):
        frames[name] = _by(made, name, group, labels, item, answer, right, log_p, tails)
    n = sizes.sum(axis=1)
    table = pl.DataFrame(
        {
            "item": pl.Series(list(made.items)),
            "n": n,
            "classified": np.bincount(item, weights=right, minlength=n.size) / n,
            "gmp": np.exp(np.bincount(item, weights=log_p, minlength=n.size) / n),
        }
    ).sort("gmp", "item")
    return Goodness(
        float(right.mean()),
        1.0 - errors / worst_errors,
        float(np.exp(log_p.mean())),
        frames["state"],
        frames["session"],
        table,
    )


def probabilities(made: Chamber, item: Array, theta: Array, items: Array) -> Array:
    """Probability of each answer for each vote, (votes, answers); zero where it never occurred."""
    from scipy.special import ndtr

    dims = theta.shape[0]
    eta = np.einsum("dv,vd->v", theta[:, made.cells], items[item, :dims])
    used = np.arange(made.answers - 1) < made.levels[:, None] - 1
    cuts = np.where(used, items[:, dims:], np.inf)[item]
    below = np.concatenate(
        [np.zeros((eta.size, 1)), ndtr(cuts - eta[:, None]), np.ones((eta.size, 1))], axis=1
    )
    by_rank = np.diff(below, axis=1)
    out = np.zeros_like(by_rank)
    rows = np.arange(eta.size)
    for rank in range(made.answers):
        there = made.levels[item] > rank
        out[rows[there], made.ranked[item[there], rank]] = by_rank[there, rank]
    return out


def _unpack(made: Chamber) -> tuple[Array, Array]:
    """Item and answer of each vote, in the chamber's order."""
    sizes = np.diff(made.bounds, axis=1)
    item = np.repeat(np.arange(made.n_items), sizes.sum(axis=1))
    rank = np.repeat(np.tile(np.arange(made.answers), made.n_items), sizes.ravel())
    return item, made.ranked[item, rank]


def _estimate(made: Chamber, result: IdealPoints) -> tuple[Array, Array]:
    """Positions and items of a result in the chamber's order, cutpoints of used ranks first."""
    dims = int(result.table["dim"].n_unique()) if "dim" in result.table.columns else 1
    if result.table.height != made.n_cells * dims or result.items.height != made.n_items:
        raise InputError(
            "the result does not belong to these votes",
            hint="Give the table that was given to ideal_points",
        )
    theta = result.table["mean"].to_numpy().reshape(made.n_cells, dims).T
    items = np.zeros((made.n_items, dims + made.answers - 1))
    names = [name for name in result.items.columns if name.startswith("discrimination")]
    items[:, :dims] = result.items.select(names).to_numpy()
    for rank in range(1, made.answers):
        has = np.flatnonzero(made.levels > rank)
        cut = made.ranked[has, rank] - 1
        table = np.stack(
            [result.items[f"cut_{k + 1}"].to_numpy() for k in range(made.answers - 1)], axis=1
        )
        items[has, dims + rank - 1] = table[has, cut]
    return np.ascontiguousarray(theta), items


def _draws(made: Chamber, result: IdealPoints, wanted: int) -> list[tuple[Array, Array]]:
    if result._draws is None or result._item_draws is None:
        return []
    theta = result._draws.reshape(-1, made.n_cells)
    items = result._item_draws.reshape(-1, *result._item_draws.shape[2:])
    rows = np.linspace(0, len(theta) - 1, min(wanted, len(theta))).astype(int)
    return [(theta[k][None].astype(float), items[k].astype(float)) for k in rows]


def _by(
    made: Chamber,
    name: str,
    group: Array,
    labels: tuple[Any, ...],
    item: Array,
    answer: Array,
    right: Array,
    log_p: Array,
    tails: list[tuple[Array, Array]],
) -> pl.DataFrame:
    """Fit and predictive tails of each answer's share by member or period."""
    from scipy.special import ndtr

    size = len(labels)
    n = np.bincount(group, minlength=size)
    some = n > 0
    columns: dict[str, Any] = {
        name: pl.Series([label for label, keep in zip(labels, some, strict=True) if keep]),
        "n": n[some],
        "classified": (np.bincount(group, weights=right, minlength=size) / np.maximum(n, 1))[some],
        "gmp": np.exp(np.bincount(group, weights=log_p, minlength=size) / np.maximum(n, 1))[some],
    }
    expected = np.zeros((made.answers, size))
    tail = np.zeros((made.answers, size))
    observed = np.stack([np.bincount(group, answer == k, size) for k in range(made.answers)])
    for theta, items in tails:
        shares = probabilities(made, item, theta, items)
        for k in range(made.answers):
            mean = np.bincount(group, weights=shares[:, k], minlength=size)
            variance = np.bincount(group, shares[:, k] * (1 - shares[:, k]), size)
            gap = (observed[k] - mean) / np.sqrt(np.maximum(variance, 1e-12))
            expected[k] += mean / len(tails)
            tail[k] += ndtr(gap) / len(tails)
    for k in range(made.answers):
        columns[f"observed_{k}"] = (observed[k] / np.maximum(n, 1))[some]
        columns[f"expected_{k}"] = (expected[k] / np.maximum(n, 1))[some]
        columns[f"tail_{k}"] = tail[k][some]
    return pl.DataFrame(columns)


VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "smoothing x 1/4": {"smoothing": 0.125},
    "smoothing x 4": {"smoothing": 2.0},
    "gaps count": {"by_gap": True},
    "discrimination variance 1/4": {"discrimination": 0.25},
    "discrimination variance 4": {"discrimination": 4.0},
}


def sensitivity(
    votes: pl.DataFrame,
    variants: Mapping[str, Mapping[str, Any]] = VARIANTS,
    **common: Any,
) -> pl.DataFrame:
    """Estimate again under other choices, and say how far the positions move.

    Parameters
    ----------
    votes : polars.DataFrame
    variants : mapping of name to options of ``ideal_points``
        May hold ``votes`` too, such as the table with paragraph votes left in.
    **common
        Options of every estimate, the baseline's included.

    Returns
    -------
    polars.DataFrame
        ``variant``; ``r`` with the baseline over common rows; ``r_session``, the median within
        sessions; ``rms`` and ``largest`` change; and ``in_sd``, the root mean square change in
        baseline standard deviations.
    """
    base = ideal_points(votes, **common).table
    rows = []
    for name, options in variants.items():
        given = {"votes": votes, **common, **options}
        other = ideal_points(given.pop("votes"), **given).table
        both = base.join(other, on=["state", "session"], suffix="_other")
        change = (both["mean_other"] - both["mean"]).to_numpy()
        within = both.group_by("session").agg(r=pl.corr("mean", "mean_other")).drop_nulls()
        rows.append(
            {
                "variant": name,
                "r": float(np.corrcoef(both["mean"], both["mean_other"])[0, 1]),
                "r_session": within["r"].fill_nan(None).median(),
                "rms": float(np.sqrt(np.mean(change**2))),
                "largest": float(np.abs(change).max()),
                "in_sd": float(np.sqrt(np.mean((change / both["sd"].to_numpy()) ** 2))),
            }
        )
    return pl.DataFrame(rows)
