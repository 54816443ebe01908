"""Bootstrap over roll calls, resampled by resolution.

Votes on one text move together, so resolutions are drawn, not roll calls (Davison & Hinkley, 1997,
Bootstrap Methods and their Application, section 3.8). All pairs use the same draws, so differences
between them are paired.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.similarity import Floats
from nonaligned.measures.tallies import Ints

DRAWS = 1000
_BLOCK = 40_000_000
"""Counts held at once: 160 MB."""


def weights(clusters: int, draws: int, seed: int) -> NDArray[np.float32]:
    """Draw how often each of K resolutions is in each of B samples of K, (B, K).

    Examples
    --------
    >>> weights(4, 2, seed=1).sum(axis=1)
    array([4., 4.], dtype=float32)
    """
    random = np.random.default_rng([seed, clusters])
    drawn = random.multinomial(clusters, np.full(clusters, 1 / clusters), size=draws)
    return drawn.astype(np.float32)


def resampled(counts: Ints, draws: int = DRAWS, seed: int = 0) -> Floats:
    """Draw samples by resolution and count them.

    Parameters
    ----------
    counts : array (K, N, 3, 3)
        Pairs of answers by resolution, for N pairs of states.
    draws : int
        B samples.
    seed : int

    Returns
    -------
    array (B, N, 3, 3)
        The draws depend on the number of resolutions and the seed alone, not on the pairs.

    Examples
    --------
    >>> import numpy as np
    >>> same = np.zeros((20, 1, 3, 3), dtype=int)
    >>> same[:, 0, 0, 0] = 1
    >>> samples = resampled(same, draws=3, seed=1)
    >>> samples.sum(axis=(1, 2, 3))
    array([20., 20., 20.])
    """
    clusters, pairs = counts.shape[:2]
    flat = counts.reshape(clusters, pairs * 9).astype(np.float32)
    samples = np.empty((draws, pairs * 9))
    step = max(1, _BLOCK // max(1, draws))
    drawn = weights(clusters, draws, seed) if clusters else np.zeros((draws, 0), np.float32)
    for start in range(0, flat.shape[1], step):
        samples[:, start : start + step] = drawn @ flat[:, start : start + step]
    return samples.reshape(draws, pairs, 3, 3)
