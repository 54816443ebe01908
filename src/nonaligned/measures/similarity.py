"""Measures of similarity of two states' votes, as pure functions of their counts.

Every function takes counts ``(..., 3, 3)``: how often the first state answered a and the second b
(0 yes, 1 abstain, 2 no), and returns an array of shape ``(...)``, NaN where undefined. Absence is
never a vote, so roll calls that either state missed are not in the counts.

The answers are scored yes 1, abstain 1/2, no 0. ``MEASURES`` lists the measures by name.

Examples
--------
>>> import numpy as np
>>> counts = np.array([[6, 1, 0], [1, 1, 0], [0, 0, 1]])
>>> float(agree3(counts)), float(agree2(counts))
(0.9, 1.0)
>>> round(float(MEASURES["scott_pi"](counts)), 6)
0.565217
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Counts3 = NDArray[np.integer[Any]] | NDArray[np.floating[Any]]
Floats = NDArray[np.float64]

_STEP = np.abs(np.subtract.outer(np.arange(3), np.arange(3)))
LINEAR: Floats = 1 - _STEP / 2
"""Weights 1 - |difference of scores|."""
SQUARED: Floats = 1 - _STEP**2 / 4
"""Weights 1 - squared difference of scores."""
SAME: Floats = np.eye(3)
"""Weights 1 for the same answer."""
_ALL: Floats = np.ones((3, 3))
_DECIDED: Floats = np.outer([1, 0, 1], [1, 0, 1]).astype(float)


@dataclass(frozen=True, eq=False)
class Measure:
    """One measure of similarity.

    Parameters
    ----------
    name, label : str
    weights : array (3, 3)
        What each pair of answers counts, 0 to 1.
    used : array (3, 3)
        1 for pairs of answers that enter, 0 for those that are left out.
    chance : {"none", "own", "pooled"}
        Agreement by chance that is taken off: none; from each state's own margins (Cohen);
        from the two states' pooled margins (Scott).
    low, high : float
        Range of the values.
    source : str
        Author, year and equation.
    same_as : str, optional
        A measure with the same formula under another name: never count both as evidence.

    Notes
    -----
    With p the shares of the pairs of answers that enter, o = sum(w p) is the agreement observed and
    e the one expected. The measure is ``low + (high - low) o`` without correction and
    ``(o - e) / (1 - e)`` with it.
    """

    name: str
    label: str
    weights: Floats
    used: Floats
    chance: Literal["none", "own", "pooled"]
    low: float
    high: float
    source: str
    same_as: str | None = None

    @property
    def unit(self) -> str:
        """What a value means, with its range."""
        return f"{self.label}, {self.low:g} to {self.high:g}"

    def __call__(self, counts: Counts3) -> Floats:
        """Value of the measure, (...); NaN where undefined."""
        if self.chance == "none":
            return self.low + self.width * self._observed(counts)
        observed, expected = self._observed(counts), self._expected(self._shares(counts))
        with np.errstate(invalid="ignore", divide="ignore"):
            value = (observed - expected) / (1 - expected)
        return np.where(_defined(expected), value, np.nan)

    def n(self, counts: Counts3) -> Floats:
        """Roll calls that the value rests on, (...)."""
        return np.asarray(counts.reshape(*counts.shape[:-2], 9) @ self._sides[:, 1])

    @property
    def width(self) -> float:
        """Length of the range of the values."""
        return self.high - self.low

    def smoothed(self, counts: Counts3) -> Floats:
        """Add one more roll call, spread evenly over the pairs of answers that enter."""
        more: Floats = counts + self.one
        return more

    @cached_property
    def one(self) -> Floats:
        """One roll call, spread evenly over the pairs of answers that enter, (3, 3)."""
        share: Floats = self.used / self.used.sum()
        return share

    def variance(self, counts: Counts3) -> Floats:
        """Variance of the value for independent roll calls, (...), by the delta method.

        The roll calls are taken as draws from a multinomial with the counts' shares; the
        gradient is exact (Agresti, 2013, Categorical Data Analysis, section 16.1).
        """
        spread = (self._shares(counts) * self.deviations(counts) ** 2).sum(axis=(-2, -1))
        with np.errstate(invalid="ignore", divide="ignore"):
            value: Floats = spread / self.n(counts)
        return value

    def doubt(self, counts: Counts3) -> Floats:
        """Variance that one more roll call, answered at random, adds to the value, (...)."""
        return self.one_more(counts)[1]

    def one_more(self, counts: Counts3) -> tuple[Floats, Floats]:
        """Work out what one more roll call does to the value.

        Returns
        -------
        influence : array (..., 3, 3)
            Change of the value by one more roll call of each kind, 0 where it does not enter.
        doubt : array (...)
            As :meth:`doubt` returns it.
        """
        more = self.smoothed(counts)
        deviations, n = self.deviations(more), self.n(more)
        influence: Floats = deviations * self.used / n[..., None, None]
        return influence, (self.one * deviations**2).sum(axis=(-2, -1)) / n**2

    def deviations(self, counts: Counts3) -> Floats:
        """Gradient of the value by the shares less its mean, (..., 3, 3)."""
        shares = self._shares(counts)
        gradient = self._gradient(counts, shares)
        centred: Floats = gradient - (shares * gradient).sum(axis=(-2, -1), keepdims=True)
        return centred

    def _observed(self, counts: Counts3) -> Floats:
        """Agreement observed, (...), in two products with the counts laid out flat."""
        flat = counts.reshape(*counts.shape[:-2], 9).astype(float)
        both = flat @ self._sides
        with np.errstate(invalid="ignore"):
            observed: Floats = both[..., 0] / both[..., 1]
        return observed

    @cached_property
    def _sides(self) -> Floats:
        """What each pair of answers adds to the agreement, and to what it is out of, (9, 2)."""
        return np.stack([(self.weights * self.used).ravel(), self.used.ravel()], axis=1)

    def _shares(self, counts: Counts3) -> Floats:
        """Shares that enter, (..., 3, 3)."""
        with np.errstate(invalid="ignore"):
            shares: Floats = counts * self.used / self.n(counts)[..., None, None]
        return shares

    def _expected(self, shares: Floats) -> Floats:
        """Agreement expected by chance, (...)."""
        rows, columns = self._margins(shares)
        return np.asarray(np.einsum("...a,ab,...b->...", rows, self.weights, columns))

    def _margins(self, shares: Floats) -> tuple[Floats, Floats]:
        # Quicker than sums along so short an axis.
        rows = shares[..., 0] + shares[..., 1] + shares[..., 2]
        columns = shares[..., 0, :] + shares[..., 1, :] + shares[..., 2, :]
        if self.chance == "pooled":
            rows = columns = (rows + columns) / 2
        return rows, columns

    def _gradient(self, counts: Counts3, shares: Floats) -> Floats:
        """Differentiate the value by the shares, up to a constant, (..., 3, 3)."""
        if self.chance == "none":
            slope: Floats = (self.high - self.low) * self.weights * np.ones_like(shares)
            return slope
        rows, columns = self._margins(shares)
        by_row = columns @ self.weights.T
        by_column = rows @ self.weights
        of_expected = by_row[..., :, None] + by_column[..., None, :]
        rest = (1 - self._expected(shares))[..., None, None]
        missed = (1 - self._observed(counts))[..., None, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            gradient: Floats = (self.weights * rest - of_expected * missed) / rest**2
        return gradient


def _defined(expected: Floats) -> NDArray[np.bool_]:
    """Chance agreement leaves room: two states that each always give one same answer have none."""
    return np.asarray(1 - expected > 1e-12)


_UN = "US Department of State, Voting Practices in the United Nations"

_LIST = (
    Measure(
        "agree3",
        "agreement (abstention counts half)",
        LINEAR,
        _ALL,
        "none",
        0.0,
        1.0,
        "1 - mean |x - y|; Lijphart (1963), Analysis of bloc voting in the General Assembly, APSR "
        "57(4): 902-917, index of agreement; Voeten (2013)",
    ),
    Measure(
        "agree2",
        "agreement without abstentions",
        SAME,
        _DECIDED,
        "none",
        0.0,
        1.0,
        "same / (same + opposite) where both voted yes or no; Voeten (2013), Data and Analyses of "
        "Voting in the UN General Assembly, 'agree2un'",
    ),
    Measure(
        "coincidence",
        "voting coincidence (to 2016)",
        SAME,
        _DECIDED,
        "none",
        0.0,
        1.0,
        f"identical / (identical + opposite) votes; {_UN}, 1984 to 2016, 'votes only'",
        same_as="agree2",
    ),
    Measure(
        "coincidence_2017",
        "voting coincidence (from 2017)",
        LINEAR,
        _ALL,
        "none",
        0.0,
        1.0,
        f"(same + partial / 2) / (same + partial + opposite); {_UN}, from 2017",
        same_as="agree3",
    ),
    Measure(
        "kappa_squared",
        "Cohen's kappa, squared weights",
        SQUARED,
        _ALL,
        "own",
        -1.0,
        1.0,
        "Cohen (1968), Weighted kappa, Psychological Bulletin 70(4): 213-220",
    ),
    Measure(
        "kappa_linear",
        "Cohen's kappa, linear weights",
        LINEAR,
        _ALL,
        "own",
        -1.0,
        1.0,
        "Cohen (1968), Weighted kappa, Psychological Bulletin 70(4): 213-220",
    ),
    Measure(
        "scott_pi",
        "Scott's pi",
        SAME,
        _ALL,
        "pooled",
        -1.0,
        1.0,
        "Scott (1955), Reliability of content analysis, Public Opinion Quarterly 19(3): 321-325; "
        "for votes Häge (2011), Choice or circumstance?, Political Analysis 19(3): 287-305",
    ),
    Measure(
        "s_squared",
        "Signorino and Ritter's S, squared distance",
        SQUARED,
        _ALL,
        "none",
        -1.0,
        1.0,
        "1 - 2 mean (x - y)^2; Signorino & Ritter (1999), Tau-b or not tau-b, International "
        "Studies Quarterly 43(1): 115-144",
    ),
    Measure(
        "s_absolute",
        "Signorino and Ritter's S, absolute distance",
        LINEAR,
        _ALL,
        "none",
        -1.0,
        1.0,
        "1 - 2 mean |x - y|; Signorino & Ritter (1999), Tau-b or not tau-b, International "
        "Studies Quarterly 43(1): 115-144",
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _LIST})
"""The measures by name."""

SHARE = Measure(
    "yes_share",
    "share of yes votes",
    np.diag([1.0, 0.0, 0.0]),
    SAME,
    "none",
    0.0,
    1.0,
    "yes / (yes + abstain + no)",
)
"""Share of yes among a state's own votes: counts of a state with itself."""


def agree3(counts: Counts3) -> Floats:
    """Return 1 - mean |difference of scores|, abstention half way (Lijphart, 1963).

    Parameters
    ----------
    counts : array (..., 3, 3)

    Returns
    -------
    array (...)
        0 to 1; NaN without a common vote.
    """
    return MEASURES["agree3"](counts)


def agree2(counts: Counts3) -> Floats:
    """Return the share of the same vote where both voted yes or no (Voeten, 2013).

    Parameters
    ----------
    counts : array (..., 3, 3)

    Returns
    -------
    array (...)
        0 to 1; NaN where one of the two abstained whenever the other voted.
    """
    return MEASURES["agree2"](counts)


def coincidence(counts: Counts3, *, report: int = 2016) -> Floats:
    """Return the US Department of State's voting coincidence, by the method of one of its reports.

    Up to the report on 2016 the published percentage ("votes only") was identical votes over
    identical and opposite votes: roll calls on which either state abstained or was absent do not
    enter. That includes the ones on which the reference state itself abstains, however the other
    one voted. From the report on 2017 a roll call on which just one of the two abstains is
    "partial" and counts one half, and one on which both abstain is "same"; only absences are left
    out. Values before and after are therefore not comparable.

    Parameters
    ----------
    counts : array (..., 3, 3)
        The method is symmetric: which of the two is the reference state is of no account.
    report : int
        Year the report is about.

    Returns
    -------
    array (...)
        0 to 1; NaN where undefined.

    Notes
    -----
    By formula these are :func:`agree2` and :func:`agree3`. The published figures differ from both
    in what they count: plenary votes of a calendar year that the Department chose to list.

    Examples
    --------
    >>> import numpy as np
    >>> counts = np.array([[2, 0, 1], [3, 1, 0], [0, 0, 1]])
    >>> float(coincidence(counts)), float(coincidence(counts, report=2019))
    (0.75, 0.6875)
    """
    return MEASURES["coincidence" if report <= 2016 else "coincidence_2017"](counts)
