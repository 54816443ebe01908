"""Camps by their number: how many clusters the places of the states make on one line.

Places come from similarity of votes or from ideal points, and clusters are counted in two ways
(:mod:`nonaligned.claims.camps`): well separated normal components, and modes of the density.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nonaligned.claims.specification import Specification
from nonaligned.claims.wording import listed
from nonaligned.measures.polarity import camp_size

if TYPE_CHECKING:
    from nonaligned.claims.camps import Camps
    from nonaligned.claims.estimates import Floats
    from nonaligned.claims.evidence import Bools, Evidence

LEAST_STATES = 12
"""Fewer cannot be placed on a line."""


def counted(way: Specification, evidence: Evidence, among: Bools, n: int) -> Camps | None:
    """Place the states and count up to n camps or more; ``None`` where too few can be placed."""
    from nonaligned.claims.camps import MOST, by_mixture, by_modes

    method, name = way.measure.split("-")
    found = _places(name, way, evidence, among)
    if found is None:
        return None
    line = found[1]
    count = by_mixture if method == "mixture" else by_modes
    most = max(n, MOST)
    key = ("camps", way, among.tobytes(), most)
    made: Camps = evidence.once(key, lambda: count(line, most))
    return made


def _places(
    name: str, way: Specification, evidence: Evidence, among: Bools
) -> tuple[Bools, Floats] | None:
    """Which states can be placed on a line, and where."""
    from nonaligned.claims import positions
    from nonaligned.claims.camps import places

    where = (way.cut, way.first, way.last)
    if name != "ideal":
        found = alike(name, where, evidence, among)
        if found is None:
            return None
        key = ("line", name, where, among.tobytes())
        return found[0], evidence.once(key, lambda: places(found[1]))
    line = positions.average(evidence, *where)
    kept = among & np.isfinite(line)
    return (kept, line[kept]) if kept.sum() >= LEAST_STATES else None


def alike(
    name: str, where: tuple[str, int, int], evidence: Evidence, among: Bools
) -> tuple[Bools, Floats] | None:
    """Similarity of all states that have common votes with all others, on 0 to 1."""
    made: tuple[Bools, Floats] | None = evidence.once(
        ("alike", name, where, among.tobytes()), lambda: _similar(name, evidence, where, among)
    )
    return made


def _similar(
    name: str, evidence: Evidence, where: tuple[str, int, int], among: Bools
) -> tuple[Bools, Floats] | None:
    from nonaligned.claims.estimates import MEASURES

    formula = MEASURES[name]
    value = (evidence.similarity_table(name, *where) - formula.low) / formula.width
    np.fill_diagonal(value, 1.0)
    kept = comparable(among, value)
    return (kept, value[np.ix_(kept, kept)]) if kept.sum() >= LEAST_STATES else None


def comparable(among: Bools, every: Floats) -> Bools:
    """Leave out, one by one, the states that can least be compared with the others."""
    kept = among.copy()
    while kept.any():
        holes = ~np.isfinite(every[np.ix_(kept, kept)])
        if not holes.any():
            break
        kept[np.flatnonzero(kept)[holes.sum(axis=1).argmax()]] = False
    return kept


def sizes(camps: Camps) -> str:
    """Say how many states each camp has, and how many are stragglers."""
    found = sorted((int(size) for size in np.bincount(camps.labels) if size), reverse=True)
    held = [str(size) for size in found if size >= camp_size(sum(found))]
    stragglers = sum(found) - sum(int(size) for size in held)
    said = f"camps of {listed(held)} states" if len(held) > 1 else "one camp"
    return said + (f" and {stragglers} stragglers" if stragglers else "")
