"""A hundred times the votes: ten copies of every state and of every item, answers drawn anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numba import njit

from nonaligned.measures.ideal.api import Request
from nonaligned.measures.ideal.chamber import Chamber, Prior
from nonaligned.measures.ideal.engine import Engine
from nonaligned.measures.ideal.fit import find_mode
from nonaligned.measures.ideal.poles import read_anchors


@njit(cache=True)
def _draw_item(
    rng: np.random.Generator,
    base: np.ndarray,
    theta: np.ndarray,
    beta: float,
    cuts: np.ndarray,
    levels: int,
    copies: int,
    n_cells: int,
    rank: np.ndarray,
    sizes: np.ndarray,
) -> None:
    """Draw the rank of every copy's vote on one item; ``sizes`` counts them."""
    sizes[:] = 0
    for i in range(base.shape[0]):
        for k in range(copies):
            latent = beta * theta[k * n_cells + base[i]] + rng.standard_normal()
            r = 0
            while r < levels - 1 and latent > cuts[r]:
                r += 1
            rank[i * copies + k] = r
            sizes[r] += 1


@njit(cache=True)
def _place(
    base: np.ndarray,
    rank: np.ndarray,
    free: np.ndarray,
    copies: int,
    n_cells: int,
    out: np.ndarray,
) -> None:
    for i in range(base.shape[0]):
        for k in range(copies):
            r = rank[i * copies + k]
            out[free[r]] = k * n_cells + base[i]
            free[r] += 1


def large_chamber(made: Chamber, copies: int = 10, seed: int = 0) -> Chamber:
    """Fit the record, copy its states and items, and draw every vote from the fit."""
    with_anchors = Request(anchors=("USA", "RUS"))
    mode = find_mode(Engine(made, Prior()), with_anchors, read_anchors(made, ("USA", "RUS")))
    rng = np.random.default_rng(seed)
    n = made.n_cells
    theta = np.tile(mode.theta[0], copies) + rng.normal(0, 0.1, copies * n)
    spread = theta.std()
    theta = (theta - theta.mean()) / spread
    base_items = mode.items.copy()
    base_items[:, 0] *= spread
    answers = made.answers
    cells = np.empty(made.n_votes * copies * copies, np.uint32)
    bounds, levels, ranked = [], [], []
    at = 0
    for j in range(made.n_items):
        base = made.cells[made.bounds[j, 0] : made.bounds[j, -1]].astype(np.int64)
        rank = np.empty(base.size * copies, np.int64)
        sizes = np.empty(answers, np.int64)
        for _ in range(copies):
            _draw_item(
                rng,
                base,
                theta,
                base_items[j, 0],
                base_items[j, 1:],
                int(made.levels[j]),
                copies,
                n,
                rank,
                sizes,
            )
            there = np.flatnonzero(sizes)
            if there.size < 2:
                continue
            free = at + np.concatenate([[0], np.cumsum(sizes)])[:-1]
            edge = np.full(answers + 1, at + base.size * copies)
            edge[: there.size] = free[there]
            _place(base, rank, free, copies, n, cells)
            at += base.size * copies
            bounds.append(edge)
            levels.append(there.size)
            ranked.append(np.append(there, np.full(answers - there.size, -1)))
    count = np.bincount(cells[:at], minlength=copies * n)
    member = np.concatenate([made.cell_member + k * len(made.members) for k in range(copies)])
    return replace(
        made,
        members=tuple(range(copies * len(made.members))),
        items=tuple(range(len(levels))),
        cell_member=member,
        cell_period=np.tile(made.cell_period, copies),
        first=np.tile(made.first, copies),
        count=count,
        mass=count.astype(float),
        cells=cells[:at],
        bounds=np.array(bounds),
        levels=np.array(levels),
        ranked=np.array(ranked),
        weight=np.ones(len(levels)),
    )
