"""Counting sorts over the votes: linear in time, and one small array beside the result."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = np.ndarray[Any, Any]


@njit(cache=True)
def count_answers(item: Array, answer: Array, n_items: int, answers: int) -> Array:
    """Count the votes of each answer to each item."""
    counts = np.zeros((n_items, answers), np.int64)
    for v in range(item.shape[0]):
        counts[item[v], answer[v]] += 1
    return counts


@njit(cache=True)
def number_cells(
    member: Array, period: Array, item: Array, kept: Array, n_members: int, n_periods: int
) -> tuple[Array, Array, Array]:
    """Find numbers for the member-periods with a retained vote: to the cell, and back."""
    cell_of = np.full((n_members, n_periods), -1, np.int64)
    for v in range(item.shape[0]):
        if kept[item[v]]:
            cell_of[member[v], period[v]] = 0
    n = 0
    for m in range(n_members):
        for p in range(n_periods):
            if cell_of[m, p] == 0:
                cell_of[m, p] = n
                n += 1
    cell_member, cell_period = np.empty(n, np.int64), np.empty(n, np.int64)
    for m in range(n_members):
        for p in range(n_periods):
            c = cell_of[m, p]
            if c >= 0:
                cell_member[c] = m
                cell_period[c] = p
    return cell_of, cell_member, cell_period


@njit(cache=True)
def sort_votes(
    member: Array,
    period: Array,
    item: Array,
    answer: Array,
    kept: Array,
    new_item: Array,
    cell_of: Array,
    bounds: Array,
    ranked: Array,
) -> Array:
    """Return the cell of each retained vote, sorted by item and rank, in the order given within."""
    n_items, answers = ranked.shape
    free = np.zeros((n_items, answers), np.int64)
    for j in range(n_items):
        for r in range(answers):
            if ranked[j, r] >= 0:
                free[j, ranked[j, r]] = bounds[j, r]
    cells = np.empty(bounds[n_items - 1, answers], np.uint32)
    for v in range(item.shape[0]):
        if kept[item[v]]:
            j = new_item[item[v]]
            cells[free[j, answer[v]]] = cell_of[member[v], period[v]]
            free[j, answer[v]] += 1
    return cells


@njit(cache=True)
def count_cells(
    cells: Array, bounds: Array, levels: Array, weight: Array, n_cells: int
) -> tuple[Array, Array]:
    """Count the votes of each cell, and sum their weights."""
    count, mass = np.zeros(n_cells, np.int64), np.zeros(n_cells)
    for j in range(levels.shape[0]):
        for v in range(bounds[j, 0], bounds[j, levels[j]]):
            count[cells[v]] += 1
            mass[cells[v]] += weight[j]
    return count, mass


@njit(cache=True)
def find_components(cells: Array, bounds: Array, levels: Array, first: Array) -> Array:
    """Label the connected parts; items join their cells, and chains their neighbours."""
    parent = np.arange(first.shape[0])

    for c in range(1, first.shape[0]):
        if not first[c]:
            parent[c] = parent[c - 1]
    for j in range(levels.shape[0]):
        a = cells[bounds[j, 0]]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        for v in range(bounds[j, 0] + 1, bounds[j, levels[j]]):
            b = cells[v]
            while parent[b] != b:
                parent[b] = parent[parent[b]]
                b = parent[b]
            if a < b:
                parent[b] = a
            else:
                parent[a] = b
                a = b
    for c in range(first.shape[0]):
        b = c
        while parent[b] != b:
            b = parent[b]
        parent[c] = b
    return parent


@njit(cache=True)
def turned_answers(
    cells: Array, bounds: Array, levels: Array, ranked: Array, pull: Array
) -> tuple[Array, Array]:
    """Sum each cell's standardised answers, items turned so that ``pull`` (cells,) goes up.

    Returns the sums and how many votes they hold; items that do not move the anchors apart hold
    none.
    """
    total, seen = np.zeros(pull.shape[0]), np.zeros(pull.shape[0])
    for j in range(levels.shape[0]):
        n = bounds[j, levels[j]] - bounds[j, 0]
        mean, square = 0.0, 0.0
        for r in range(levels[j]):
            share = (bounds[j, r + 1] - bounds[j, r]) / n
            mean += share * ranked[j, r]
            square += share * ranked[j, r] ** 2
        sd = np.sqrt(square - mean * mean)
        turn = 0.0
        for r in range(levels[j]):
            for v in range(bounds[j, r], bounds[j, r + 1]):
                turn += pull[cells[v]] * (ranked[j, r] - mean)
        turn = np.sign(turn)
        if turn == 0.0:
            continue
        for r in range(levels[j]):
            value = turn * (ranked[j, r] - mean) / sd
            for v in range(bounds[j, r], bounds[j, r + 1]):
                total[cells[v]] += value
                seen[cells[v]] += 1.0
    return total, seen
