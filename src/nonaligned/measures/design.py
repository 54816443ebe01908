"""Design effects: how far votes on one resolution go together.

Votes on the paragraphs of one resolution, and on the resolution, are no independent draws. The
variance of agreement is therefore larger than the number of roll calls would have it. By how much
is measured where the roll calls are at hand, and travels with the counts where they are not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.tallies import Ints

MINIMUM = 5
"""Resolutions below which a session's design effect is not measured."""


def design_effect(codes: NDArray[np.uint8], cluster: Ints) -> float:
    """Measure the variance of agreement with clusters over that without, pooled over pairs.

    Parameters
    ----------
    codes : array (R, S)
        Answers, 0 yes, 1 abstain, 2 no, higher none.
    cluster : array (R,)
        Number of the resolution of each roll call.

    Returns
    -------
    float
        Over all pairs of states, the sum of squares of the resolutions' deviations from the pair's
        mean agreement (``agree3``), by that of the roll calls' deviations (Kish, 1965, Survey
        Sampling, section 8.2, for the ratio). NaN below ``MINIMUM`` resolutions.

    Examples
    --------
    >>> votes = np.array([[0, 0], [0, 0], [0, 2], [0, 2], [2, 2], [2, 2], [0, 0], [0, 0]] * 2)
    >>> design_effect(votes, np.arange(16) // 2), design_effect(votes, np.arange(16))
    (2.0, 1.0)
    """
    groups, number = np.unique(cluster, return_inverse=True)
    if groups.size < MINIMUM:
        return float("nan")
    if groups.size == cluster.size:
        return 1.0
    clustered = alone = 0.0
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(groups.size))
    answers = codes[order].astype(np.float32)
    voted = answers < 3
    for state in range(codes.shape[1] - 1):
        both = voted[:, state + 1 :] & voted[:, [state]]
        distance = np.abs(answers[:, state + 1 :] - answers[:, [state]])
        total = np.maximum(both.sum(axis=0), 1)
        mean = (distance * both).sum(axis=0) / total
        deviation = np.where(both, distance - mean, 0)
        alone += float((deviation**2).sum())
        clustered += float((np.add.reduceat(deviation, starts, axis=0) ** 2).sum())
    return clustered / alone if alone > 0 else 1.0
