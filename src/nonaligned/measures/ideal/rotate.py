"""Several dimensions: where to start, and which way to turn the result.

The likelihood and the priors are unchanged by a rotation of positions and discriminations, so the
axes are chosen after the fit: ``anchors`` puts the difference between the poles on the first axis,
``varimax`` (Kaiser 1958) makes the discriminations load on few axes.
"""

from __future__ import annotations

import numpy as np

from nonaligned.errors import InputError
from nonaligned.measures.ideal.chamber import Array, Chamber
from nonaligned.measures.ideal.start import centred_answers

POWER = 40
LEAST = 1e-8
"""Standard deviation below which what the dimensions before leave is only rounding."""


def more_scores(chamber: Chamber, first: Array, dims: int, seed: int) -> Array:
    """Find starting positions (dims, cells): the first as given, more from what it leaves.

    Power iterations on the centred answers between members and items, each kept apart from the
    dimensions before it. Members stand still here: cells of different periods share few items, and
    would each choose a sign of their own.
    """
    scaled, item = centred_answers(chamber)
    rng = np.random.default_rng(seed)
    cells = chamber.cells.astype(np.int64)
    found: list[Array] = [first[0]]
    member = chamber.cell_member
    votes = np.bincount(member, weights=chamber.count, minlength=len(chamber.members))
    for _ in range(1, dims):
        x: Array = rng.standard_normal(len(chamber.members))[member]
        for _ in range(POWER):
            pull = np.bincount(item, weights=scaled * x[cells], minlength=chamber.n_items)
            total = np.bincount(member[cells], weights=scaled * pull[item], minlength=votes.size)
            x = (total / np.maximum(votes, 1))[member]
            x = x - x.mean()
            for other in found:
                x = x - other * (other @ x) / (other @ other)
            spread = float(x.std())
            if not spread > LEAST:
                raise InputError(
                    f"the votes do not tell {dims} dimensions apart", hint="Give fewer dimensions"
                )
            x = x / spread
        found.append(x)
    return np.stack(found)


def varimax(loadings: Array, most: int = 200) -> Array:
    """Orthogonal R (dims, dims) for which loadings @ R has the largest varimax criterion."""
    n, dims = loadings.shape
    turn, before = np.eye(dims), 0.0
    for _ in range(most):
        turned = loadings @ turn
        target = turned**3 - turned * (turned**2).mean(axis=0)
        u, s, vt = np.linalg.svd(loadings.T @ target / n)
        turn = u @ vt
        if s.sum() <= before * (1 + 1e-10):
            break
        before = float(s.sum())
    return turn


def towards(difference: Array) -> Array:
    """Orthogonal R (dims, dims) whose first row is the direction of ``difference``."""
    dims = difference.size
    basis: list[Array] = []
    for vector in [difference, *np.eye(dims)]:
        for other in basis:
            vector = vector - other * (other @ vector)
        norm = float(np.linalg.norm(vector))
        if norm > 1e-8 and len(basis) < dims:
            basis.append(vector / norm)
    return np.stack(basis)
