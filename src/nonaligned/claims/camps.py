"""How many camps states fall into, from how alike they vote.

States are placed on one line, the first axis of classical scaling of their dissimilarities
(Torgerson, 1952, Psychometrika 17(4): 401-419). Two ways to count camps stand side by side: the
number of normal components with one variance by the integrated classification likelihood
(Biernacki, Celeux & Govaert, 2000, IEEE PAMI 22(7): 719-725), which asks for components that do not
run into each other where BIC only asks for a good fit and splits off stragglers; and the partition
with the largest mean silhouette (Kaufman & Rousseeuw, 1990, Finding Groups in Data, ch. 2: above
one half a reasonable structure, above a quarter a weak one that may be artificial, else none).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.similarity import Floats

Labels = NDArray[np.int64]

MOST = 4
"""Camps looked for."""

REASONABLE, WEAK = 0.5, 0.25
"""Kaufman & Rousseeuw (1990): mean silhouettes of a reasonable and of a weak structure."""

ROUNDS = 200
"""Rounds of expectation and maximisation."""


@dataclass(frozen=True, eq=False)
class Camps:
    """A division into camps.

    Parameters
    ----------
    number : int
    least : int
        Number that cannot be ruled out: 1 where the structure is weak.
    labels : array of int, (S,)
        Camp of each state, in the order of their places.
    """

    number: int
    least: int
    labels: Labels


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
    distance = 1 - similarity
    centre = np.eye(len(distance)) - 1 / len(distance)
    values, vectors = np.linalg.eigh(-centre @ distance**2 @ centre / 2)
    line: Floats = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
    return line


def split(line: Floats, k: int) -> Labels:
    """Cut a line into k pieces with the least sum of squares, exactly.

    Dynamic programme of Fisher (1958, JASA 53: 789-798); labels ascend along the line.

    Examples
    --------
    >>> split(np.array([0.0, 0.1, 5.0, 5.1]), 2).tolist()
    [0, 0, 1, 1]
    """
    order = np.argsort(line, kind="stable")
    y = line[order]
    n = y.size
    total, square = np.concatenate([[0], y.cumsum()]), np.concatenate([[0], (y**2).cumsum()])
    i, j = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    size = np.maximum(j - i, 1)
    cost = square[j] - square[i] - (total[j] - total[i]) ** 2 / size
    cost[j <= i] = np.inf
    best, cuts = cost[0].copy(), []
    for _ in range(k - 1):
        choices = best[:, None] + cost
        cuts.append(choices.argmin(axis=0))
        best = choices.min(axis=0)
    labels, end = np.zeros(n, dtype=np.int64), n
    for piece, cut in zip(range(k - 1, 0, -1), reversed(cuts), strict=True):
        labels[order[cut[end] : end]] = piece
        end = cut[end]
    return labels


def by_mixture(line: Floats) -> Camps:
    """Count camps as well separated normal components with one variance, up to :data:`MOST`.

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> by_mixture(np.concatenate([draw.normal(0, 1, 60), draw.normal(9, 1, 40)])).number
    2
    """
    fits = [(_icl(line, k), k) for k in range(1, min(MOST, line.size - 1) + 1)]
    number = min(fits)[1]
    return Camps(number, number, split(line, number))


def _icl(line: Floats, k: int) -> float:
    """Integrated classification likelihood as a loss, from the exact split as a start."""
    labels, n = split(line, k), line.size
    share = np.bincount(labels, minlength=k) / n
    mean = np.array([line[labels == c].mean() for c in range(k)])
    least = 1e-9 * max(float(line.var()), 1e-12)
    spread = max(float(((line - mean[labels]) ** 2).mean()), least)
    previous = -np.inf
    for _ in range(ROUNDS):
        log = np.log(share) - 0.5 * (
            (line[:, None] - mean) ** 2 / spread + np.log(2 * np.pi * spread)
        )
        top = log.max(axis=1, keepdims=True)
        point = np.exp(log - top)
        likelihood = float((top[:, 0] + np.log(point.sum(axis=1))).sum())
        weight = point / point.sum(axis=1, keepdims=True)
        share = np.maximum(weight.mean(axis=0), 1e-12)
        mean = (weight * line[:, None]).sum(axis=0) / (n * share)
        gap = (weight * (line[:, None] - mean) ** 2).sum() / n
        spread = max(float(gap), least)
        if likelihood - previous < 1e-6:
            break
        previous = likelihood
    mixed = -float((weight * np.log(np.maximum(weight, 1e-300))).sum())
    return -2 * likelihood + 2 * k * float(np.log(n)) + 2 * mixed


def by_silhouette(line: Floats, similarity: Floats) -> Camps:
    """Count camps by the mean silhouette of the best splits, one where none is reasonable.

    Parameters
    ----------
    line : array (S,)
    similarity : array (S, S)
    """
    found = [(silhouette(split(line, k), 1 - similarity), k) for k in range(2, MOST + 1)]
    value, number = max(found)
    number = number if value >= WEAK else 1
    return Camps(number, number if value >= REASONABLE else 1, split(line, number))


def silhouette(labels: Labels, distance: Floats) -> float:
    """Mean silhouette of a division (Rousseeuw, 1987, J. Comput. Appl. Math. 20: 53-65).

    Parameters
    ----------
    labels : array of int, (S,)
    distance : array (S, S)

    Returns
    -------
    float
        -1 to 1; a state alone in its camp counts 0.
    """
    sizes = np.bincount(labels)
    sums = np.stack([distance[:, labels == c].sum(axis=1) for c in range(sizes.size)], axis=1)
    at = np.arange(labels.size)
    own = sums[at, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / np.maximum(sizes, 1)
    others[at, labels] = np.inf
    nearest = others.min(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = (nearest - own) / np.maximum(nearest, own)
    return float(np.where(sizes[labels] > 1, np.nan_to_num(value), 0.0).mean())
