"""A series: values with intervals, what they are, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from nonaligned.tables import SERIES

if TYPE_CHECKING:
    import pandas
    import polars as pl


@dataclass(frozen=True, eq=False)
class Series:
    """Values of one measure by state (or pair of states) and span of sessions.

    Parameters
    ----------
    measure : str
        Name of the measure.
    unit : str
        What a value means, with its range.
    source : str
        What was counted, for citation.
    table : polars.DataFrame
        Under the contract ``tables.SERIES``: state, other, first_session, last_session, value,
        low, high, n, coverage.
    interval : str
        How ``low`` and ``high`` were found.
    cut : str
        Roll calls that were counted.

    Examples
    --------
    >>> series = Series("agree3", "0 to 1", "made up", SERIES.empty())
    >>> series.table.height
    0
    """

    measure: str
    unit: str
    source: str
    table: pl.DataFrame
    interval: str = ""
    cut: str = "all"

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", SERIES.check(self.table))

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas data frame; its ``attrs`` name measure, unit and source.

        Returns
        -------
        pandas.DataFrame
            The columns of ``table``; what is null there is missing here.

        Raises
        ------
        ModuleNotFoundError
            pandas is not installed; it is no dependency of the package.
        """
        import pandas as pd

        frame = pd.DataFrame({name: self.table[name].to_list() for name in self.table.columns})
        frame.attrs = {
            "measure": self.measure,
            "unit": self.unit,
            "source": self.source,
            "interval": self.interval,
            "cut": self.cut,
        }
        return frame


def series_table(columns: Mapping[str, Any]) -> pl.DataFrame:
    """Lay out columns of equal length as the table of a :class:`Series`.

    Parameters
    ----------
    columns : mapping
        Arrays or lists by the names of ``tables.SERIES``; NaN becomes null.

    Examples
    --------
    >>> series_table({"state": ["A"], "other": ["B"], "first_session": [1], "last_session": [2],
    ...     "value": [float("nan")], "low": [0.0], "high": [1.0], "n": [0], "coverage": [0.0]}
    ... )["value"].to_list()
    [None]
    """
    import polars as pl

    made = []
    for column in SERIES.columns:
        values = columns[column.name]
        if column.kind == "Float64":
            values = pl.Series(np.asarray(values, dtype=float)).fill_nan(None)
        made.append(pl.Series(column.name, values, dtype=column.dtype))
    return pl.DataFrame(made)
