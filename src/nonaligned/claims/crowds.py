"""Parties, each beside a crowd of states: all of them at once, from sums that they share.

What a state's crowd without it answered is what the whole crowd did, less what the state did. So
the members of a group are set beside the same others at the price of few more than one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from nonaligned.claims.claim import Party
from nonaligned.claims.estimates import Counts, Floats, own
from nonaligned.claims.evidence import Bools, Evidence, Where, completed
from nonaligned.measures.joint import BesideCrowd


@dataclass(frozen=True, eq=False)
class Crowds:
    """How some crowds answered, added up over their members.

    Parameters
    ----------
    members : array of bool, (K, S)
    met : array (T, K, S, 3, 3)
        Answers of every state and of the members, each with itself among them.
    within : array (T, K, 3, 3)
        Answers of two members, over all ordered pairs of them.
    cast : array (T, K, 4)
        Answers of the members.
    """

    members: Bools
    met: Counts
    within: Counts
    cast: Counts


def crowds(evidence: Evidence, members: Bools, where: Where) -> Crowds:
    """Add up the answers of crowds (K, S) by session."""

    def compute() -> Crowds:
        cut, first, last = where
        met = evidence.tallies.crowds_by_session(cut, members, first, last)
        within = np.stack([met[:, k, who].sum(axis=1) for k, who in enumerate(members)], axis=1)
        casts = evidence.casts(*where)
        cast = np.stack([casts[:, who].sum(axis=1) for who in members], axis=1)
        return Crowds(members, met, within, cast)

    made: Crowds = evidence.once(("crowds", members.tobytes(), where), compute)
    return made


def beside(
    evidence: Evidence,
    parties: Sequence[Party],
    poles: tuple[Party, ...],
    among: Bools,
    where: Where,
    pooled: bool = True,
) -> BesideCrowd:
    """How parties and their crowds answered beside some poles, pooled or by session.

    Parameters
    ----------
    evidence : Evidence
    parties : sequence of Party
        M of them, each beside a crowd of its own.
    poles : tuple of Party
        One or two; their states are in no crowd.
    among : array of bool, (M, S)
        The crowds; no party is in its own.
    where : tuple
        Cut, first and last session.
    pooled : bool

    Returns
    -------
    BesideCrowd
        Of arrays (T, M, ...), as :meth:`.Evidence.spanned` has them.
    """
    parties = tuple(parties)
    compute = partial(_beside, evidence, parties, poles, among, where, pooled)
    if len(parties) > 1:  # too large to be kept, and measured in one way each
        return compute()
    key = ("beside", parties, poles, among.tobytes(), where, pooled)
    made: BesideCrowd = evidence.once(key, compute)
    return made


def _beside(
    evidence: Evidence,
    parties: tuple[Party, ...],
    poles: tuple[Party, ...],
    among: Bools,
    where: Where,
    pooled: bool,
) -> BesideCrowd:
    rest = _rest(evidence, parties, among, where)
    rollcalls = evidence.tallies.rollcalls_by_session(*where)[:, None]
    spanned = partial(evidence.spanned, where=where, pooled=pooled)

    def full(*counts: Counts) -> Counts:
        return completed(*(spanned(part) for part in (*counts, rollcalls)))

    crowd_poles = []
    for pole in poles:
        pair = rest.with_pole(evidence.pairs(parties, pole, *where), _met(evidence, pole, rest))
        crowd_poles.append(full(pair, rest.cast, evidence.cast(pole, *where)[:, None]))
    between = None
    if len(poles) > 1:
        between = spanned(evidence.full_pairs(poles[:1], poles[1], *where))
    return BesideCrowd(
        spanned(rest.own),
        tuple(spanned(evidence.full_pairs(parties, pole, *where)) for pole in poles),
        tuple(crowd_poles),
        full(rest.with_own, rest.own, rest.cast),
        full(rest.within, rest.cast, rest.cast),
        between,
    )


@dataclass(frozen=True, eq=False)
class _Rest:
    """The crowds without the party that each is beside, their answers as means of members.

    Parameters
    ----------
    whole : Crowds
        The different ones.
    which : array of int, (M,)
        The party's crowd.
    inside : array (M,)
        1 where the party is counted in its crowd, else 0.
    own : array (T, M, 4)
        Answers of the party.
    met : array (T, M, 3, 3)
        Answers of the party and of its whole crowd, added up.
    where : tuple
    """

    whole: Crowds
    which: NDArray[np.intp]
    inside: Floats
    own: Floats
    met: Floats
    where: Where

    @cached_property
    def size(self) -> Floats:
        """Members, (M,); 1 where there are none, of whom nothing is added up."""
        sizes = self.whole.members.sum(axis=1)[self.which] - self.inside
        return np.asarray(np.maximum(sizes, 1.0))

    @property
    def cast(self) -> Floats:
        """Answers of a member, (T, M, 4)."""
        found = self.whole.cast[:, self.which] - self.inside[:, None] * self.own
        return np.asarray(found / self.size[:, None])

    @property
    def with_own(self) -> Floats:
        """Answers of the party and a member, (T, M, 3, 3)."""
        return np.asarray((self.met - self._itself) / self._each)

    @property
    def within(self) -> Floats:
        """Answers of two members, each with itself among them, (T, M, 3, 3)."""
        own = self.inside[:, None, None] * (self.met + np.swapaxes(self.met, -1, -2))
        found = self.whole.within[:, self.which] - own + self._itself
        return np.asarray(found / self._each**2)

    def with_pole(self, pair: Counts, met: Counts) -> Floats:
        """Answers of a member and a pole, (T, M, 3, 3).

        Parameters
        ----------
        pair : array (T, M, 3, 3)
            Answers of the party and the pole.
        met : array (T, K, 3, 3)
            Answers of the pole and of each whole crowd, added up.
        """
        whole = np.swapaxes(met, -1, -2)[:, self.which]
        return np.asarray((whole - self.inside[:, None, None] * pair) / self._each)

    @cached_property
    def _itself(self) -> Floats:
        return np.asarray(self.inside[:, None, None] * own(self.own))

    @property
    def _each(self) -> Floats:
        return self.size[:, None, None]


def _rest(evidence: Evidence, parties: tuple[Party, ...], among: Bools, where: Where) -> _Rest:
    """Set parties beside their crowds (M, S)."""
    wholes, span = _shared(evidence, parties, among), where[1:]
    places = {row.tobytes(): k for k, row in reversed(list(enumerate(wholes)))}
    different = list(places)
    which = np.array([different.index(row.tobytes()) for row in wholes])
    whole = crowds(evidence, wholes[[places[row] for row in different]], where)
    casts = evidence.casts(*where)
    met = [
        evidence.of(party, whole.met[:, k], *span)
        for party, k in zip(parties, which.tolist(), strict=True)
    ]
    return _Rest(
        whole,
        which,
        (wholes & ~among).any(axis=1).astype(float),
        np.stack([evidence.of(party, casts, *span) for party in parties], axis=1).astype(float),
        np.stack(met, axis=1).astype(float),
        where,
    )


def _shared(evidence: Evidence, parties: tuple[Party, ...], among: Bools) -> Bools:
    """Put states into the crowds (M, S) that they are beside, where others are beside these."""
    put = among.copy()
    for k, party in enumerate(parties):
        if not party.group:
            put[k, evidence.index(party.name)] = True
    held = Counter(row.tobytes() for row in (*among, *put))
    more = [held[new.tobytes()] > held[old.tobytes()] for old, new in zip(among, put, strict=True)]
    return np.where(np.array(more)[:, None], put, among)


def _met(evidence: Evidence, pole: Party, rest: _Rest) -> Counts:
    """Answers of a pole and of each whole crowd, added up, (T, K, 3, 3)."""
    return evidence.of(pole, np.moveaxis(rest.whole.met, 1, 2), *rest.where[1:])
