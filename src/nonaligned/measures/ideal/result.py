"""What an estimation returns: tables, diagnostics, and differences with their own intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from nonaligned.errors import InputError
from nonaligned.measures.intervals import normal_quantile

if TYPE_CHECKING:
    from nonaligned.measures.ideal.chamber import Array
    from nonaligned.measures.ideal.coupling import Covariance


@dataclass(frozen=True)
class Diagnostics:
    """How the estimation went.

    Attributes
    ----------
    method : str
    votes, items, cells, members, periods : int
        What the estimate rests on, after unanimous items were dropped.
    numbers : mapping
        Method-specific figures: ``objective``, ``steps``, ``passes`` for ``map``; ``rhat_max``,
        ``ess_bulk_min``, ``ess_tail_min``, ``divergent`` for ``posterior``.
    warnings : tuple of str
        What a reader should know before using the numbers; empty when all is well.
    """

    method: str
    votes: int
    items: int
    cells: int
    members: int
    periods: int
    numbers: Mapping[str, float]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A difference between two positions with its interval, on the scale of the positions."""

    estimate: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True)
class IdealPoints:
    """Ideal points of every state in every session in which it voted.

    Attributes
    ----------
    table : polars.DataFrame
        ``state``, ``session``, ``mean``, ``sd``, ``low``, ``high``, ``n``; for ``map`` also
        ``mode``; with several dimensions also ``dim``, from 1. Positions have mean 0 and variance
        1 over the rows of a dimension; ``mean`` is the posterior mean and varies a little less.
    items : polars.DataFrame
        ``item``, ``n``, ``discrimination`` (one column per dimension if several), and the cutpoints
        ``cut_1``, ``cut_2``, ... between neighbouring answers, null where an answer never occurred.
    diagnostics : Diagnostics
    level : float
        Nominal coverage of [low, high].
    """

    table: pl.DataFrame
    items: pl.DataFrame
    diagnostics: Diagnostics
    level: float
    _covariance: Covariance | None = field(default=None, repr=False)
    _draws: Array | None = field(default=None, repr=False)
    _item_draws: Array | None = field(default=None, repr=False)

    def difference(
        self, one: tuple[Any, Any], other: tuple[Any, Any], *, dim: int = 1
    ) -> Difference:
        """Position of ``one`` less that of ``other``, each a (state, session).

        The interval uses the covariance of the two, which matters: the positions of one state in
        neighbouring sessions move together, and so do those of states that vote alike.

        Raises
        ------
        InputError
            A state cast no vote in that session.
        """
        self._check_dim(dim)
        a, b = self._cell(one), self._cell(other)
        if self._draws is not None:
            gaps = self._draws[..., a].astype(float) - self._draws[..., b].astype(float)
            tails = (0.5 - self.level / 2, 0.5 + self.level / 2)
            low, high = np.quantile(gaps, tails)
            return Difference(float(gaps.mean()), float(gaps.std()), float(low), float(high))
        if self._covariance is None:
            raise InputError(
                "this result has no covariance between positions",
                hint='Estimate with method="map" or "posterior"',
            )
        dims = self._covariance.own.shape[1]
        means = self.table["mean"].to_numpy()
        estimate = float(means[a * dims + dim - 1] - means[b * dims + dim - 1])
        sd = float(self._covariance.difference(a, b)[dim - 1])
        half = normal_quantile(self.level) * sd
        return Difference(estimate, sd, estimate - half, estimate + half)

    def differences(self, session: Any, *, dim: int = 1) -> pl.DataFrame:
        """All pairs of states of one session: ``state``, ``other``, estimate, sd, low, high.

        Raises
        ------
        InputError
            No state voted in that session, or there is no such dimension.
        """
        here = self.table.filter(pl.col("session") == session)["state"].unique(maintain_order=True)
        if here.is_empty():
            raise InputError(f"no state voted in session {session!r}")
        rows = []
        for i, state in enumerate(here):
            for other in here[i + 1 :]:
                d = self.difference((state, session), (other, session), dim=dim)
                rows.append((state, other, d.estimate, d.sd, d.low, d.high))
        names = ["state", "other", "estimate", "sd", "low", "high"]
        return pl.DataFrame(rows, schema=names, orient="row")

    def _check_dim(self, dim: int) -> None:
        dims = int(self.table["dim"].n_unique()) if "dim" in self.table.columns else 1
        if dim not in range(1, dims + 1):
            raise InputError(f"no dimension {dim}", hint=f"There are {dims}, counted from 1")

    def _cell(self, at: tuple[Any, Any]) -> int:
        if at not in self._index:
            raise InputError(
                f"{at[0]!r} cast no vote that counts in session {at[1]!r}",
                hint="See the rows of .table",
            )
        return self._index[at]

    @cached_property
    def _index(self) -> dict[tuple[Any, Any], int]:
        """Place of each (state, session) among the positions."""
        cells = self.table.select("state", "session").unique(maintain_order=True).rows()
        return {cell: k for k, cell in enumerate(cells)}

    def to_arviz(self) -> Any:
        """Return the draws as an ArviZ object (xarray.DataTree); for ``method="posterior"``.

        Raises
        ------
        InputError
            There are no draws.
        """
        if self._draws is None:
            raise InputError("there are no draws", hint='Estimate with method="posterior"')
        from arviz_base import from_dict

        cells = [f"{state} {session}" for state, session in self._index]
        return from_dict(
            {"posterior": {"position": self._draws}},
            coords={"cell": cells},
            dims={"position": ["cell"]},
        )

    def plot(self, states: list[Any] | None = None, *, dim: int = 1) -> Any:
        """Positions by session with their intervals, as an Altair chart.

        Parameters
        ----------
        states : list, optional
            Which states; the six with most votes if not given.
        dim : int

        Returns
        -------
        altair.LayerChart

        Raises
        ------
        InputError
            A state that has no position, or no such dimension.
        """
        from importlib import import_module

        alt: Any = import_module("altair")

        self._check_dim(dim)
        table = (
            self.table.filter(pl.col("dim") == dim) if "dim" in self.table.columns else self.table
        )
        if states is None:
            votes = (
                table.group_by("state").agg(pl.col("n").sum()).sort("n", "state", descending=True)
            )
            states = votes["state"].head(6).to_list()
        strange = [state for state in states if state not in set(table["state"])]
        if strange:
            raise InputError(f"{strange[0]!r} cast no vote that counts", hint="See .table")
        shown = table.filter(pl.col("state").is_in(states))
        kind = "Q" if shown["session"].dtype.is_numeric() else "O"
        if shown["session"].dtype.is_temporal():
            kind, shown = "T", shown.with_columns(pl.col("session").dt.to_string("iso"))
        rows = alt.Data(values=shown.to_dicts())
        colour = alt.Color("state:N", title="State")
        session = alt.X(f"session:{kind}", title="Session", scale=alt.Scale(zero=False))
        band = (
            alt.Chart(rows)
            .mark_area(opacity=0.2)
            .encode(x=session, y=alt.Y("low:Q", title="Ideal point"), y2="high:Q", color=colour)
        )
        line = alt.Chart(rows).mark_line().encode(x=session, y="mean:Q", color=colour)
        return band + line
