"""Anchors: the members that say which way is up, named by the caller or found in the votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np

from nonaligned.errors import InputError
from nonaligned.measures.ideal.chamber import Array, Chamber
from nonaligned.measures.ideal.start import centred_answers

Anchors = Mapping[Any, float] | Sequence[Any]
"""Members with signs, as a mapping or as pairs, or just (upper, lower)."""


def read_anchors(chamber: Chamber, anchors: Anchors | None) -> dict[int, float]:
    """Index of each anchor and its sign.

    Parameters
    ----------
    chamber : Chamber
    anchors : (upper, lower), or mapping of label to sign, or list of (label, sign), or None
        None takes the two members that most often voted against each other; which of them is the
        upper one is then arbitrary (the later in the order of labels).

    Raises
    ------
    InputError
        An anchor is not a member or never cast a vote that counts, or all signs are the same.
    """
    if anchors is None:
        return opposed(chamber)
    number = {label: k for k, label in enumerate(chamber.members)}
    voting = set(np.unique(chamber.cell_member).tolist())
    signs: dict[int, float] = {}
    for label, sign in _pairs(anchors):
        if label not in number or number[label] not in voting:
            raise InputError(
                f"anchor {label!r} never cast a vote that counts",
                hint="Name members that voted in many periods",
            )
        signs[number[label]] = _sign(label, sign)
    if len(set(signs.values())) < 2:
        raise InputError(
            "the anchors all have the same sign", hint="Give one pole +1 and the other -1"
        )
    return signs


def _pairs(anchors: Anchors) -> list[tuple[Any, Any]]:
    """Members and what was given as their signs."""
    if isinstance(anchors, Mapping):
        return list(anchors.items())
    if isinstance(anchors, Sequence) and not isinstance(anchors, str):
        if anchors and all(isinstance(one, tuple) and len(one) == 2 for one in anchors):
            return list(anchors)
        if len(anchors) == 2:
            return [(anchors[0], 1.0), (anchors[1], -1.0)]
    raise InputError(
        "anchors are two members or members with signs",
        hint="Give (upper, lower), or {member: 1, other: -1}",
    )


def _sign(label: Any, given: Any) -> float:
    """1 or -1, by the sign of a number."""
    sign = np.sign(float(given)) if isinstance(given, Real) else 0.0
    if sign not in (-1, 1):
        raise InputError(
            f"the sign of anchor {label!r} is {given!r}", hint="Give 1 for upper, -1 for lower"
        )
    return float(sign)


def opposed(chamber: Chamber) -> dict[int, float]:
    """Find the two members whose centred answers have the lowest inner product."""
    scaled, item = centred_answers(chamber)
    member = chamber.cell_member[chamber.cells]
    n = len(chamber.members)
    answers = np.zeros((n, chamber.n_items))
    np.add.at(answers, (member, item), scaled)
    product = answers @ answers.T
    lower, upper = sorted(divmod(int(product.argmin()), n))
    return {upper: 1.0, lower: -1.0}


def gap(chamber: Chamber, theta: Array, signs: Mapping[int, float]) -> Array:
    """Mean position of the upper anchors less that of the lower ones, (dims,)."""
    means = {k: theta[:, chamber.cell_member == k].mean(axis=1) for k in signs}
    up = np.mean([means[k] for k, sign in signs.items() if sign > 0], axis=0)
    down = np.mean([means[k] for k, sign in signs.items() if sign < 0], axis=0)
    difference: Array = up - down
    return difference


def folds(chamber: Chamber, theta: Array, signs: Mapping[int, float]) -> tuple[str, ...]:
    """Say where the sign of one dimension may be folded.

    Looks at neighbouring periods whose common members' positions are negatively correlated, and at
    whether the upper anchors stand above the lower in most periods.
    """
    row, found = theta[0], []
    before: dict[int, float] = {}
    for p in range(len(chamber.periods)):
        here = np.flatnonzero(chamber.cell_period == p)
        now = dict(zip(chamber.cell_member[here].tolist(), row[here].tolist(), strict=True))
        common = sorted(before.keys() & now.keys())
        if len(common) > 3:
            a, b = [before[m] for m in common], [now[m] for m in common]
            if np.std(a) > 0 and np.std(b) > 0 and np.corrcoef(a, b)[0, 1] < 0:
                found.append(
                    f"positions turn round between the period before {chamber.periods[p]!r} and it"
                )
        before = now or before
    above = below = 0
    for p in range(len(chamber.periods)):
        here = chamber.cell_period == p
        up = [row[here & (chamber.cell_member == k)] for k, s in signs.items() if s > 0]
        down = [row[here & (chamber.cell_member == k)] for k, s in signs.items() if s < 0]
        ups, downs = np.concatenate(up), np.concatenate(down)
        if ups.size and downs.size:
            above += ups.mean() > downs.mean()
            below += ups.mean() <= downs.mean()
    if below > above:
        found.append(
            f"the upper anchors stand below the lower in {below} of {above + below} periods"
        )
    return tuple(found)
