"""How many camps states fall into, from where they stand on a line.

States are placed by how alike they vote, on the first axis of classical scaling of their
dissimilarities (Torgerson, 1952, Psychometrika 17(4): 401-419), or by their ideal points. Two ways
to count camps stand side by side. One fits normal components and chooses their number by the
integrated classification likelihood (Biernacki, Celeux & Govaert, 2000, IEEE PAMI 22(7): 719-725),
which asks for components that do not run into each other where BIC only asks for a good fit; what
neither rules out stays open. The other tests for modes (Silverman, 1981, JRSS B 43(1): 97-99) and
asks for no shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.polarity import camp_size
from nonaligned.measures.similarity import Floats

Labels = NDArray[np.int64]

MOST = 4
"""Camps looked for, where no more are spoken of."""

VERY_STRONG = 10.0
"""Difference of information criteria, twice the log of a Bayes factor, that rules a number out:
"very strong" evidence (Kass & Raftery, 1995, JASA 90: 773-795, section 3.2)."""

WIDEST = 100.0
"""Most that the variance of one component may be of another's: without a bound the likelihood has
no maximum (Hathaway, 1985, Annals of Statistics 13(2): 795-800)."""

LEAST_SPREAD = 1e-3
"""Least variance of a component, of that of all places."""

ROUNDS = 200
"""Rounds of expectation and maximisation, or of an iteration, at most."""

BLOCK = 8
"""Vectors iterated on at once."""

SETTLED = 1e-4
"""Gain of the log likelihood in a round with which a fit is done; evidence is counted in tens."""

SURE, HINT = 0.05, 0.2
"""Shares of draws below which more modes are certain, one share for all numbers (Bonferroni), and
above which there is no sign of them. No test can bound the number of modes from above (Donoho,
1988, Annals of Statistics 16(4): 1390-1420); without a sign of more, more are not counted."""

DRAWS, GRID, HALVINGS = 200, 128, 12
"""Smoothed bootstrap draws, points at which a density is known, steps in the search for a width."""

STEPS = np.abs(np.subtract.outer(np.arange(GRID), np.arange(GRID)))
"""How far the points lie apart, in steps."""


@dataclass(frozen=True, eq=False)
class Camps:
    """A division into camps.

    Parameters
    ----------
    number : int
    least, most : int
        Numbers that cannot be ruled out.
    labels : array of int, (S,)
        Camp of each state, in the order of their places.
    fitting : set of int
        Numbers that are not refuted: those left open, and those that fit nearly as well.
    """

    number: int
    least: int
    most: int
    labels: Labels
    fitting: frozenset[int]


def places(similarity: Floats) -> Floats:
    """Place states on the line that keeps their dissimilarities best.

    Parameters
    ----------
    similarity : array (S, S)
        Symmetric, 1 at most, without missing values.

    Returns
    -------
    array (S,)
        Its sign carries no meaning.

    Examples
    --------
    >>> line = places(np.array([[1, 0.9, 0], [0.9, 1, 0.1], [0, 0.1, 1.0]]))
    >>> bool(abs(line[0] - line[1]) < abs(line[1] - line[2]))
    True
    """
    squared = (1 - similarity) ** 2
    middle = squared.mean(axis=0)
    value, vector = _first((middle + middle[:, None] - squared - middle.mean()) / 2)
    line: Floats = vector * np.sqrt(max(value, 0.0))
    return line


def _first(matrix: Floats) -> tuple[float, Floats]:
    """Return the largest eigenvalue of a symmetric matrix, and its vector.

    By iterating on a few vectors at once (Rutishauser, 1970, Numerische Mathematik 16: 205-223):
    all eigenvectors, of which one is wanted, took half the time of a claim.
    """
    block = np.random.default_rng(0).standard_normal((len(matrix), min(BLOCK, len(matrix))))
    last = np.inf
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(matrix @ block)
        values, turns = np.linalg.eigh(basis.T @ matrix @ basis)
        block = basis @ turns
        if abs(values[-1] - last) <= 1e-12 * abs(values[-1]):
            break
        last = values[-1]
    return float(values[-1]), block[:, -1]


def splits(line: Floats, most: int) -> list[Labels]:
    """Cut a line into one piece, two and so on, each time with the least sum of squares, exactly.

    Dynamic programme of Fisher (1958, JASA 53: 789-798); labels ascend along the line.

    Examples
    --------
    >>> [labels.tolist() for labels in splits(np.array([0.0, 0.1, 5.0, 5.1]), 2)]
    [[0, 0, 0, 0], [0, 0, 1, 1]]
    """
    order = np.argsort(line, kind="stable")
    y = line[order]
    n = y.size
    total, square = np.concatenate([[0], y.cumsum()]), np.concatenate([[0], (y**2).cumsum()])
    i, j = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    size = np.maximum(j - i, 1)
    cost = square[j] - square[i] - (total[j] - total[i]) ** 2 / size
    cost[j <= i] = np.inf
    best, cuts, found = cost[0].copy(), [], [np.zeros(n, dtype=np.int64)]
    for pieces in range(2, most + 1):
        choices = best[:, None] + cost
        cuts.append(choices.argmin(axis=0))
        best = choices.min(axis=0)
        labels, end = np.zeros(n, dtype=np.int64), n
        for piece, cut in zip(range(pieces - 1, 0, -1), reversed(cuts), strict=True):
            labels[order[cut[end] : end]] = piece
            end = cut[end]
        found.append(labels)
    return found


def by_mixture(line: Floats, most: int = MOST) -> Camps:
    """Count camps as well separated normal components, up to a number.

    The integrated classification likelihood takes two camps that touch for one, and BIC every
    unevenness for a camp. So the numbers left open are those that the first does not rule out and
    the one that the second puts first; and a number is refuted where both rule it out.

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> by_mixture(np.concatenate([draw.normal(0, 1, 60), draw.normal(9, 1, 60)])).number
    2
    """
    fits = [_fit(line, labels) for labels in splits(line, min(most, line.size - 1))]
    counted = [int((np.bincount(fit.labels) >= camp_size(line.size)).sum()) for fit in fits]
    best = min(fits, key=lambda fit: fit.icl), min(fits, key=lambda fit: fit.bic)
    worse = np.array([(fit.icl - best[0].icl, fit.bic - best[1].bic) for fit in fits])
    apart = {n for n, loss in zip(counted, worse[:, 0], strict=True) if loss < VERY_STRONG}
    apart.add(counted[fits.index(best[1])])
    fitting = {n for n, loss in zip(counted, worse.min(axis=1), strict=True) if loss < VERY_STRONG}
    number = counted[fits.index(best[0])]
    return Camps(number, min(apart), max(apart), best[0].labels, frozenset(fitting))


@dataclass(frozen=True, eq=False)
class Fit:
    """Normal components fitted to places.

    Parameters
    ----------
    icl, bic : float
        Integrated classification likelihood and Bayesian information criterion, as losses.
    labels : array of int, (S,)
        Component of each state.
    """

    icl: float
    bic: float
    labels: Labels


def _fit(line: Floats, labels: Labels) -> Fit:
    """Fit normal components, from a split; the log of each density is a square of the place."""
    n, k = line.size, int(labels.max()) + 1
    unit = max(float(line.std()), 1e-6)
    place = (line - line.mean()) / unit
    powers = np.stack([np.ones(n), place, place**2], axis=1)
    weight, previous = np.eye(k)[labels], -np.inf
    for _ in range(ROUNDS):
        size, total, squares = powers.T @ weight
        size = np.maximum(size, 1e-9)
        mean = total / size
        spread = squares / size - mean**2
        spread = np.maximum(spread, max(float(spread.max()) / WIDEST, LEAST_SPREAD))
        level = np.log(size / n) - 0.5 * (mean**2 / spread + np.log(2 * np.pi * spread))
        log = powers @ np.stack([level, mean / spread, -0.5 / spread])
        top = log.max(axis=1, keepdims=True)
        point = np.exp(log - top)
        whole = point.sum(axis=1, keepdims=True)
        likelihood = float((top + np.log(whole)).sum())
        weight = point / whole
        if likelihood - previous < SETTLED:
            break
        previous = likelihood
    mixed = -float((weight * np.log(np.maximum(weight, 1e-300))).sum())
    bic = -2 * (likelihood - n * np.log(unit)) + (3 * k - 1) * float(np.log(n))
    return Fit(bic + 2 * mixed, bic, np.asarray(weight.argmax(axis=1), dtype=np.int64))


def by_modes(line: Floats, most: int = MOST, seed: int = 0) -> Camps:
    """Count camps as modes of the density of places, up to a number.

    Parameters
    ----------
    line : array (S,)
    most : int
        Camps looked for.
    seed : int
        Of the smoothed bootstrap.

    Returns
    -------
    Camps
        Divided where the density is lowest between two modes.

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> camps = by_modes(np.concatenate([draw.normal(0, 1, 60), draw.normal(9, 1, 40)]))
    >>> camps.number, camps.least, np.bincount(camps.labels).tolist()
    (2, 2, [60, 40])
    """
    pad = 0.25 * max(float(np.ptp(line)), 1e-9)
    grid = np.linspace(line.min() - pad, line.max() + pad, GRID)
    held = _binned(line[None], grid)
    widths = [_critical(held, grid, k) for k in range(1, most + 1)]
    draw = np.random.default_rng(seed)
    pick = draw.integers(0, line.size, (DRAWS, line.size))
    noise = draw.standard_normal((DRAWS, line.size))
    centre, variance = float(line.mean()), max(float(line.var()), 1e-18)
    more = []
    for k, width in enumerate(widths[:-1], start=1):
        smooth = (line[pick] - centre + width * noise) / np.sqrt(1 + width**2 / variance)
        drawn = _binned(centre + smooth, grid)
        more.append(float((_modes(_density(drawn, grid, width)) > k).mean()))
    least, likely, last = (
        1 + max((k for k, p in enumerate(more, start=1) if p < bar), default=0)
        for bar in (SURE / (most - 1), 0.05, HINT)
    )
    labels = _valleys(line, grid, held, widths[likely - 1])
    return Camps(likely, least, last, labels, frozenset(range(least, last + 1)))


def _binned(values: Floats, grid: Floats) -> Floats:
    """Spread each value of each row over the two points of the grid beside it, (B, G)."""
    at = np.clip((values - grid[0]) / (grid[1] - grid[0]), 0, grid.size - 1.001)
    point = at.astype(np.int64)
    cell = point + grid.size * np.arange(len(values))[:, None]
    total = np.bincount(cell.ravel(), (1 - at + point).ravel(), values.shape[0] * grid.size)
    total += np.bincount(cell.ravel() + 1, (at - point).ravel(), values.shape[0] * grid.size)
    return np.asarray(total.reshape(-1, grid.size))


def _density(held: Floats, grid: Floats, width: float) -> Floats:
    """Density by a normal kernel, up to a factor, (B, G)."""
    near = np.exp(-0.5 * ((grid - grid[0]) / width) ** 2)
    density: Floats = held @ near[STEPS]
    return density


def _modes(density: Floats) -> Labels:
    """Count the modes of each row, (B,)."""
    rises = np.diff(density, axis=1) > 0
    return np.asarray((rises[:, :-1] & ~rises[:, 1:]).sum(axis=1))


def _critical(held: Floats, grid: Floats, k: int) -> float:
    """Least width of the kernel at which the density has k modes at most."""
    low, high = float(grid[1] - grid[0]), float(grid[-1] - grid[0])
    for _ in range(HALVINGS):
        middle = float(np.sqrt(low * high))
        if _modes(_density(held, grid, middle))[0] <= k:
            high = middle
        else:
            low = middle
    return high


def _valleys(line: Floats, grid: Floats, held: Floats, width: float) -> Labels:
    """Cut the line at the lowest points between modes."""
    falls = np.diff(_density(held, grid, width)[0]) <= 0
    cuts = grid[1:-1][falls[:-1] & ~falls[1:]]
    return np.asarray(np.searchsorted(cuts, line), dtype=np.int64)
