"""Simple temporal networks: whether statements about distances in time hold together.

A network has points in time and constraints ``low <= t(b) - t(a) <= high``. It is consistent
exactly when its distance graph has no negative cycle (Dechter, Meiri & Pearl 1991, *Temporal
constraint networks*, Artificial Intelligence 49, theorem 3.1), which shortest paths decide
(Bellman 1958, Ford 1956). Where it is not, the smallest sets of statements that cannot all hold
are found with QuickXplain (Junker 2004, AAAI, algorithm 1), and all of them by Reiter's hitting
set tree (1987, *A theory of diagnosis from first principles*, Artificial Intelligence 32).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ORIGIN = ""
"""The point from which dates are counted."""

WINDOW = 60
"""Most points that are looked at together."""

MANY = 4
"""Parts full of conflicts after which no further ones are looked for."""


@dataclass(frozen=True)
class Constraint:
    """``low <= t(b) - t(a) <= high``, said by a statement.

    Parameters
    ----------
    a, b : str
        Points in time.
    low, high : float
        In one unit throughout a network; infinite where open.
    statement : int
        Number of the statement; a statement may make several constraints.
    """

    a: str
    b: str
    low: float
    high: float
    statement: int


def consistent(constraints: Iterable[Constraint]) -> bool:
    """Whether all constraints can hold at once.

    Examples
    --------
    >>> year = Constraint("", "letter", 1988, 1988, 0)
    >>> consistent([year, Constraint("", "wall", 1989, 1989, 1)])
    True
    >>> consistent([year, Constraint("", "letter", 1989, 1989, 1)])
    False
    """
    edges = list(_edges(constraints))
    points = {point for a, b, _ in edges for point in (a, b)}
    distance = dict.fromkeys(points, 0.0)
    for _ in range(len(points) + 1):
        changed = False
        for a, b, weight in edges:
            if distance[a] + weight < distance[b] - 1e-9:
                distance[b] = distance[a] + weight
                changed = True
        if not changed:
            return True
    return False


def _edges(constraints: Iterable[Constraint]) -> Iterable[tuple[str, str, float]]:
    for c in constraints:
        if math.isfinite(c.high):
            yield c.a, c.b, c.high
        if math.isfinite(c.low):
            yield c.b, c.a, -c.low


def implied(constraints: Sequence[Constraint], a: str, b: str) -> tuple[float, float]:
    """Least and greatest ``t(b) - t(a)`` that consistent constraints allow.

    Parameters
    ----------
    constraints : sequence of Constraint
        Consistent.
    a, b : str

    Returns
    -------
    (float, float)
        Infinite where nothing bounds it.

    Examples
    --------
    >>> implied([Constraint("a", "b", 1, 2, 0), Constraint("b", "c", 1, 1, 1)], "a", "c")
    (2.0, 3.0)
    """
    edges = list(_edges(constraints))
    return 0.0 - _shortest(edges, b, a), _shortest(edges, a, b)


def _shortest(edges: list[tuple[str, str, float]], start: str, stop: str) -> float:
    distance = {start: 0.0}
    for _ in range(len(edges) + 1):
        changed = False
        for a, b, weight in edges:
            if a in distance and distance[a] + weight < distance.get(b, math.inf) - 1e-9:
                distance[b] = distance[a] + weight
                changed = True
        if not changed:
            break
    return distance.get(stop, math.inf)


def shortfall(constraints: Sequence[Constraint], conflict: Iterable[int]) -> float:
    """By how much a smallest conflict fails: what one of its statements would have to give.

    Parameters
    ----------
    constraints : sequence of Constraint
    conflict : iterable of int
        Statements of which any one less is consistent.

    Returns
    -------
    float
        In the unit of the network, greater than 0.

    Examples
    --------
    >>> said = [Constraint("", "x", 1988, 1988, 0), Constraint("", "x", 1990, 1990, 1)]
    >>> shortfall(said, {0, 1})
    2.0
    """
    chosen = set(conflict)
    said = [c for c in constraints if c.statement in chosen]
    gaps = []
    for left_out in chosen:
        rest = [c for c in said if c.statement != left_out]
        for c in said:
            if c.statement == left_out:
                low, high = implied(rest, c.a, c.b)
                gaps.append(max(low - c.high, c.low - high))
    return max((gap for gap in gaps if math.isfinite(gap)), default=0.0)


def explain(constraints: Sequence[Constraint], statements: Sequence[int]) -> tuple[int, ...]:
    """One smallest set of statements that cannot all hold; empty where all can.

    Parameters
    ----------
    constraints : sequence of Constraint
    statements : sequence of int
        The statements to choose from, those to be kept if possible first.

    Examples
    --------
    >>> said = [Constraint("", "x", t, t, n) for n, t in enumerate((1988, 1988, 1990))]
    >>> explain(said, [0, 1, 2])
    (0, 2)
    """

    def holds(chosen: Iterable[int]) -> bool:
        wanted = set(chosen)
        return consistent(c for c in constraints if c.statement in wanted)

    def search(background: list[int], added: bool, candidates: list[int]) -> list[int]:
        if added and not holds(background):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        later = search(background + first, bool(first), second)
        earlier = search(background + later, bool(later), first)
        return earlier + later

    if holds(statements):
        return ()
    return tuple(sorted(search([], False, list(statements))))


def conflicts(
    constraints: Sequence[Constraint], facts: frozenset[int] = frozenset(), most: int = 25
) -> tuple[tuple[int, ...], ...]:
    """All smallest sets of statements that cannot all hold, the shortest first.

    Parameters
    ----------
    constraints : sequence of Constraint
    facts : frozenset of int
        Statements that are not in doubt: they are cited in a conflict, never left out.
    most : int
        At most so many are looked for in each part of the network.

    Returns
    -------
    tuple of tuple of int

    Examples
    --------
    >>> said = [Constraint("", "x", t, t, n) for n, t in enumerate((1988, 1990, 1991))]
    >>> conflicts(said)
    ((0, 1), (0, 2), (1, 2))
    """
    found: set[tuple[int, ...]] = set()
    for part in parts(constraints, facts):
        for window in _windows(part, facts):
            if len(found) < MANY * most:
                found |= _all_conflicts(window, facts, most)
    smallest = {a for a in found if not any(set(b) < set(a) for b in found)}
    return tuple(sorted(smallest, key=lambda conflict: (len(conflict), conflict)))


def _windows(part: list[Constraint], facts: frozenset[int]) -> list[list[Constraint]]:
    """Cut a part with many points into overlapping runs of statements, facts in each.

    Shortest paths take time with the square of the points; an endless chain of "a year later"
    is looked at stretch by stretch instead, which may miss a conflict between its far ends.
    """
    points = {point for c in part for point in (c.a, c.b)}
    if len(points) <= WINDOW:
        return [part]
    said = sorted({c.statement for c in part} - facts)
    windows = []
    for at in range(0, len(said), WINDOW // 2):
        chosen = set(said[at : at + WINDOW])
        near = [c for c in part if c.statement in chosen]
        named = {point for c in near for point in (c.a, c.b)} - {ORIGIN}
        windows.append(near + [c for c in part if c.statement in facts and {c.a, c.b} & named])
    return windows


def _all_conflicts(
    part: list[Constraint], facts: frozenset[int], most: int
) -> set[tuple[int, ...]]:
    """Reiter's tree, breadth first: leave out one statement of each conflict in turn."""
    order = sorted({c.statement for c in part}, key=lambda s: (s not in facts, s))
    found: set[tuple[int, ...]] = set()
    queue: list[frozenset[int]] = [frozenset()]
    seen: set[frozenset[int]] = set()
    while queue and len(found) < most and len(seen) < 10 * most:
        left_out = queue.pop(0)
        if left_out in seen:
            continue
        seen.add(left_out)
        conflict = next((c for c in found if not left_out & set(c)), None)
        conflict = conflict or explain(part, [s for s in order if s not in left_out])
        if conflict:
            found.add(conflict)
            queue += [left_out | {s} for s in conflict if s not in facts]
    return found


def parts(
    constraints: Sequence[Constraint], facts: frozenset[int] = frozenset()
) -> list[list[Constraint]]:
    """Parts of a network that share no more than points whose time is known.

    The origin is such a point, and so is an event that a fact puts on one day: a cycle through
    two of them falls into two that each pass the origin, so no part needs the other's
    statements. Each part has the facts about its own points.

    Parameters
    ----------
    constraints : sequence of Constraint
    facts : frozenset of int
        Statements that are not in doubt.

    Examples
    --------
    >>> said = [Constraint("", "wall", 5, 5, 0), Constraint("wall", "a", 1, 1, 1),
    ...     Constraint("b", "wall", 2, 2, 2)]
    >>> [[c.statement for c in part] for part in parts(said, frozenset({0}))]
    [[0, 1], [0, 2]]
    >>> len(parts(said))
    1
    """
    known = {c.b: c for c in constraints if c.statement in facts and _fixed(c)}
    leader: dict[str, str] = {}

    def find(point: str) -> str:
        while leader.setdefault(point, point) != point:
            leader[point] = leader[leader[point]]
            point = leader[point]
        return point

    def free(c: Constraint) -> list[str]:
        return [point for point in (c.a, c.b) if point != ORIGIN and point not in known]

    for c in constraints:
        for point in free(c)[1:]:
            leader[find(point)] = find(free(c)[0])
    found: dict[str, list[Constraint]] = {}
    for c in constraints:
        if known.get(c.b) is not c:
            ends = free(c)
            found.setdefault(find(ends[0]) if ends else f"{c.a}|{c.b}", []).append(c)
    return [_with_known(part, known) for part in found.values()]


def _fixed(c: Constraint) -> bool:
    return c.a == ORIGIN and c.low == c.high


def _with_known(part: list[Constraint], known: dict[str, Constraint]) -> list[Constraint]:
    named = dict.fromkeys(point for c in part for point in (c.a, c.b) if point in known)
    return [*(known[point] for point in named), *part]
