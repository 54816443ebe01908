"""Where the estimation begins: anchor scores, then a few alternating sweeps.

The likelihood has folds: if the sign of a run of periods is reversed, a climb ends in a local
optimum thousands of log units lower. Starting from the anchors' disagreement avoids them.
"""

from __future__ import annotations

import numpy as np

from nonaligned.errors import InputError
from nonaligned.measures.ideal import blocks, sorting
from nonaligned.measures.ideal.chamber import Array, Chamber
from nonaligned.measures.ideal.engine import Engine

SWEEPS = 4
KEPT_GAP = 0.05


def standardise(theta: Array, items: Array, *, dims: int) -> tuple[Array, Array]:
    """Give theta mean 0 and covariance I over the cells, moving items so that eta - gamma stays.

    theta' = W (theta - m) with W the inverse square root of the covariance, beta' = W^-1 beta,
    gamma' = gamma - beta . m.
    """
    mean = theta.mean(axis=1, keepdims=True)
    centred = theta - mean
    covariance = centred @ centred.T / theta.shape[1]
    values, vectors = np.linalg.eigh(covariance)
    root = (vectors * np.sqrt(values)) @ vectors.T
    inverse = (vectors / np.sqrt(values)) @ vectors.T
    out = items.copy()
    out[:, :dims] = items[:, :dims] @ root
    out[:, dims:] -= items[:, :dims] @ mean
    return inverse @ centred, out


def centred_answers(chamber: Chamber) -> tuple[Array, Array]:
    """Return each vote's answer standardised within its item, and the vote's item."""
    sizes = np.diff(chamber.bounds, axis=1)
    true = np.repeat(np.where(chamber.ranked < 0, 0, chamber.ranked).ravel(), sizes.ravel())
    item = np.repeat(np.arange(chamber.n_items), sizes.sum(axis=1))
    n = np.maximum(np.bincount(item, minlength=chamber.n_items), 1)
    mean = np.bincount(item, weights=true, minlength=chamber.n_items) / n
    off = true - mean[item]
    sd = np.sqrt(np.bincount(item, weights=off * off, minlength=chamber.n_items) / n)
    return off / sd[item], item


def anchor_scores(chamber: Chamber, anchors: dict[int, float]) -> Array:
    """Average each cell's centred answers, items turned so that the anchors differ upwards.

    Parameters
    ----------
    chamber : Chamber
    anchors : dict
        Index of a member to its sign (or weight): +1 for the upper pole, -1 for the lower.

    Returns
    -------
    (1, cells) array, standardised.
    """
    sign_of = np.zeros(len(chamber.members))
    for member, sign in anchors.items():
        sign_of[member] = sign
    total, seen = sorting.turned_answers(
        chamber.cells, chamber.bounds, chamber.levels, chamber.ranked, sign_of[chamber.cell_member]
    )
    score = total / np.maximum(seen, 1)
    if not score.any() or np.ptp(score) == 0:
        raise InputError(
            "the anchors cast no vote that tells them apart",
            hint="Name two members that voted differently, and in many periods",
        )
    scores: Array = ((score - score.mean()) / score.std())[None, :]
    return scores


def starting_items(chamber: Chamber, dims: int) -> Array:
    """Discriminations of zero and cutpoints from the cumulative shares of the answers."""
    from scipy.special import ndtri

    items = np.zeros((chamber.n_items, dims + chamber.answers - 1))
    sizes = np.diff(chamber.bounds, axis=1) + 0.5
    sizes[np.arange(chamber.answers) >= chamber.levels[:, None]] = 0.0
    share = np.cumsum(sizes, axis=1) / sizes.sum(axis=1, keepdims=True)
    used = np.arange(chamber.answers - 1) < chamber.levels[:, None] - 1
    items[:, dims:] = np.where(used, ndtri(np.where(used, share[:, :-1], 0.5)), 0.0)
    return items


def bounded_step(chamber: Chamber, items: Array, move: Array, dims: int, each: bool) -> Array:
    """Largest step length up to 1 that keeps 5 % of every gap between cutpoints.

    Returns one length per item (``each``) or the smallest of them, shape (1,).
    """
    length = np.ones(chamber.n_items)
    for k in range(chamber.answers - 2):
        used = chamber.levels - 1 > k + 1
        gap = items[:, dims + k + 1] - items[:, dims + k]
        change = move[:, dims + k + 1] - move[:, dims + k]
        narrowing = used & (change < 0)
        room = np.where(narrowing, (1 - KEPT_GAP) * gap / np.where(narrowing, -change, 1.0), 1.0)
        length = np.minimum(length, room)
    return length if each else length.min(keepdims=True)


def sweep(engine: Engine, theta: Array, items: Array) -> tuple[Array, Array]:
    """Move the items by one Newton step, then the cells, then standardise."""
    chamber, dims = engine.chamber, engine.dims
    at = engine.curvature(theta, items, keep=False)
    move = at.g_items.copy()
    blocks.solve_items(at.item_low, move, True, True)
    length = bounded_step(chamber, items, move, dims, each=True)
    largest = np.abs(move).max(axis=1)
    length = np.minimum(length, 2.0 / np.maximum(largest, 2.0))
    items = items + length[:, None] * move
    at = engine.curvature(theta, items, keep=False)
    diagonal, below = at.cell_blocks.copy(), np.empty_like(at.cell_blocks)
    blocks.factor_chains(chamber.first, engine.step, diagonal, below)
    x = at.g_theta.copy()
    blocks.solve_lower(diagonal, below, x)
    blocks.solve_upper(diagonal, below, x)
    x *= min(1.0, 1.0 / np.abs(x).max()) if x.any() else 1.0
    return standardise(theta + x, items, dims=dims)
