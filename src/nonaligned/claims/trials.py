"""Made-up records, to try whether verdicts are fair: placebos and known changes.

States stand on a line and vote by an ordinal spatial model. Texts come up again year after year,
the agenda drifts, each state has lasting views of its own on each text, and votes on one
resolution go together. Nothing is taken from any real record but the ids, so that names can be
printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from nonaligned import states
from nonaligned.claims.claim import Claim, Party, Window
from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds import kinds
from nonaligned.claims.times import FIRST_SESSION
from nonaligned.claims.weigh import decide, measure, plan
from nonaligned.measures.rollcalls import tally
from nonaligned.measures.similarity import Floats
from nonaligned.measures.tallies import Tallies
from nonaligned.tables import ISSUES, ROLLCALLS, VOTE, VOTE_LABELS, VOTES


@dataclass(frozen=True)
class World:
    """How a made-up record is drawn.

    Parameters
    ----------
    size : int
        States; the first two stand at the ends of the line, 1.5 spreads out.
    first, sessions : int
        First session, and how many.
    texts, new : int
        Texts that come up in every session, and those that come up once.
    drift : float
        Step of the agenda's random walk from session to session, in spreads of states.
    lasting, passing : float
        Spread of a state's own view of a text, and of chance at each vote.
    parts : int
        Votes on each new resolution, answered alike but for chance.
    absent : float
        Share of absences.
    """

    size: int = 60
    first: int = 30
    sessions: int = 20
    texts: int = 30
    new: int = 40
    drift: float = 0.1
    lasting: float = 0.7
    passing: float = 0.4
    parts: int = 2
    absent: float = 0.1

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the states, the two poles first."""
        return tuple(sorted(states.ids())[: self.size])


def settled(world: World, seed: int) -> Floats:
    """Place states for good, (T, S): the poles at -1.5 and 1.5, the others anywhere."""
    line = np.random.default_rng(seed).normal(0, 1, world.size)
    line[:2] = -1.5, 1.5
    return np.tile(line, (world.sessions, 1))


def draw(world: World, places: Floats, seed: int) -> Evidence:
    """Draw a record of votes from states' places.

    Parameters
    ----------
    world : World
    places : array (T, S)
        Place of each state in each session, in spreads.
    seed : int

    Returns
    -------
    Evidence
    """
    rng = np.random.default_rng(seed)
    size, answers, session, title, resolution = world.size, [], [], [], []
    agenda = np.concatenate([[0], np.cumsum(rng.normal(0, world.drift, world.sessions - 1))])
    texts = _items(rng, world, world.texts, 0.0)
    for t in range(world.sessions):
        once = _items(rng, world, world.new // world.parts, float(agenda[t]))
        new = tuple(np.repeat(part, world.parts, axis=0) for part in once)
        side, cut, view = (np.concatenate(pair) for pair in zip(texts, new, strict=True))
        noise = rng.normal(0, world.passing, view.shape)
        lean = side[:, None] * (places[t] - cut[:, None]) + view + noise
        votes = np.where(lean > 0.2, 0, np.where(lean < -0.2, 2, 1))
        votes[rng.random(votes.shape) < world.absent] = 3
        answers.append(votes)
        session += [world.first + t] * len(votes)
        title += [f"Text {k}" if k < world.texts else "" for k in range(len(votes))]
        late = [world.texts + (k - world.texts) // world.parts for k in range(len(votes))]
        resolution += [f"R/{t}/{k if k < world.texts else late[k]}" for k in range(len(votes))]
    return Evidence(
        _tallied(world.names[:size], np.concatenate(answers), session, title, resolution)
    )


def _items(
    rng: np.random.Generator, world: World, number: int, agenda: float
) -> tuple[Floats, Floats, Floats]:
    """Direction, cutpoint, and each state's own view of some texts."""
    side = np.where(rng.random(number) < 0.75, 1.0, -1.0)
    cut = rng.normal(agenda, 1.0, number) - 0.4 * side
    return side, cut, rng.normal(0, world.lasting, (number, world.size))


def _tallied(
    names: tuple[str, ...],
    answers: np.ndarray,
    session: list[int],
    title: list[str],
    resolution: list[str],
) -> Tallies:
    total = len(answers)
    number = np.arange(1, total + 1, dtype=np.int32)
    seen: dict[str, int] = {}
    link = [
        seen.setdefault(text, int(k)) if text else int(k)
        for k, text in zip(number, title, strict=True)
    ]
    call, state = np.indices(answers.shape).reshape(2, -1)
    votes = pl.DataFrame(
        {
            "rollcall": number[call],
            "state": np.array(names)[state],
            "vote": pl.Series(np.array(VOTE_LABELS)[answers.ravel()], dtype=VOTE),
        }
    )
    columns: dict[str, object] = {
        "rollcall": number,
        "session": np.array(session, dtype=np.int16),
        "forum": ["regular"] * total,
        "resolution": resolution,
        "title": title,
        **{issue: [False] * total for issue in ISSUES},
        "important": number % 4 == 0,
        "amendment": [False] * total,
        "paragraph": [False] * total,
        "absences": ["recorded"] * total,
        "link": np.array(link, dtype=np.int32),
    }
    empty = [pl.lit(None).alias(name) for name in ROLLCALLS.schema if name not in columns]
    table = pl.DataFrame(columns).with_columns(empty)
    typed = table.with_columns(pl.col(c.name).cast(c.dtype) for c in ROLLCALLS.columns)
    return tally(VOTES.check(votes), ROLLCALLS.check(typed))


# -- trials ------------------------------------------------------------------------------

Trial = Callable[[World, int], Iterator[tuple[Evidence, Claim]]]


def verdict(evidence: Evidence, claim: Claim) -> str:
    """Return the verdict alone, without its words."""
    return decide([measure(claim, way, evidence) for way in plan(claim, evidence)])


def verdicts(trial: Trial, worlds: int, world: World | None = None, seed: int = 0) -> Counter[str]:
    """Count the verdicts of a trial's claims.

    Parameters
    ----------
    trial : callable
        Gives records and claims about them.
    worlds : int
        Records drawn.
    world : World, optional
    seed : int
    """
    return Counter(
        verdict(evidence, claim)
        for k in range(worlds)
        for evidence, claim in trial(world or World(), seed + k)
    )


def rate(
    trial: Trial, wanted: str, worlds: int, world: World | None = None, seed: int = 0
) -> tuple[float, int]:
    """Share of claims of a trial that come out as wanted, and their number."""
    found = verdicts(trial, worlds, world, seed)
    return found[wanted] / found.total(), found.total()


def unmoved(kind: str, **changes: object) -> Trial:
    """Claims of a change, about every third state of a record in which nobody moved.

    Parameters
    ----------
    kind : str
        ``shifted``, ``steady``, ``grew`` or ``foretold``.
    **changes
        Other parts of the claim.
    """

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        evidence = draw(world, settled(world, seed), seed + 1_000_000)
        for state in world.names[2::3]:
            yield evidence, replace(_about(kind, world, state), **changes)  # type: ignore[arg-type]

    return trial


def moved(kind: str, size: float, **changes: object) -> Trial:
    """Claims of a change about one state that moved by a number of spreads, in mid-record.

    It moves from its place away from the first pole towards the second.
    """

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        places = settled(world, seed)
        who = 2 + seed % (world.size - 2)
        places[:, who] = -size / 2
        places[world.sessions // 2 :, who] += size
        evidence = draw(world, places, seed + 1_000_000)
        claim = _about(kind, world, world.names[who])
        yield evidence, replace(claim, **changes)  # type: ignore[arg-type]

    return trial


def _about(kind: str, world: World, state: str) -> Claim:
    """Return a claim of a kind about a state and the second pole, over the whole of a record."""
    opens = FIRST_SESSION + world.first
    span = Window(opens, opens + world.sessions - 1)
    x, pole = Party(state), Party(world.names[1])
    if kind == "shifted":
        middle = opens + world.sessions // 2 - 1
        return kinds()[kind].check(
            Claim(kind, (x,), (pole,), window=Window(turn=middle), direction="towards")
        )
    if kind == "foretold":  # a turn in the ten years around the middle of the record
        said = Window(opens + world.sessions // 2 - 5)
        return Claim(kind, (x,), (pole,), window=said, direction="towards")
    if kind == "grew":
        return Claim(kind, (x, pole), window=span, direction="closer")
    return Claim(kind, (x,), window=span)


def twins(kind: str) -> Trial:
    """Claim that one of two states that vote alike but for chance comes before the other."""

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        world = replace(world, lasting=0.0)
        places = settled(world, seed)
        rng = np.random.default_rng(seed + 7)
        for _ in range(10):
            x, a, b = (int(k) for k in rng.choice(np.arange(2, world.size), 3, replace=False))
            changed = places.copy()
            changed[:, b] = changed[:, a]
            if kind == "only":  # the two stand closest to the pole
                changed[:, [a, b]] = 1.6
            evidence = draw(world, changed, seed + 1_000_000)
            names = [Party(world.names[k]) for k in (x, a, b)]
            pole = Party(world.names[1])
            if kind == "closer":
                yield evidence, Claim("closer", (names[0],), (names[1], names[2]))
            else:
                number = 1.0 if kind == "closest" else None
                yield evidence, Claim(kind, (names[1],), (pole,), number=number)

    return trial


def placed(kind: str, size: float) -> Trial:
    """Claims about three states that stand a number of spreads from the middle.

    ``neither``: that they side with neither pole; ``backs``: that they back the one on whose side
    they stand. A third of the other states stand further than 0.43 spreads on either side.
    """

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        places = settled(world, seed)
        places[:, 2:5] = size
        evidence = draw(world, places, seed + 1_000_000)
        poles = tuple(Party(name) for name in world.names[:2])
        for name in world.names[2:5]:
            yield evidence, Claim(kind, (Party(name),), poles if kind == "neither" else poles[1:])

    return trial


def camped(shares: tuple[float, ...], apart: float, *numbers: int) -> Trial:
    """Claim that there were so many camps, of a record with camps of these shares.

    Parameters
    ----------
    shares : tuple of float
        Of the states in each camp.
    apart : float
        Distance of neighbouring camps in standard deviations of a camp; the whole is one spread.
    *numbers : int
        Claimed, one after the other.
    """

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        evidence = draw(world, _camps(world, shares, apart, seed)[0], seed + 1_000_000)
        for number in numbers:
            yield evidence, Claim("camps", number=float(number))

    return trial


def led(shares: tuple[float, ...], apart: float, *camps: int) -> Trial:
    """Claim that the middle states of some camps led as many, of such a record.

    Parameters
    ----------
    shares, apart
        As in :func:`camped`.
    *camps : int
        Of each leader; where two are of one camp, the claim is false.
    """

    def trial(world: World, seed: int) -> Iterator[tuple[Evidence, Claim]]:
        places, camp = _camps(world, shares, apart, seed)
        leaders = []
        for number in sorted(set(camps)):
            own = np.flatnonzero(camp == number)
            off = np.abs(places[0, own] - np.median(places[0, own]))
            leaders += own[np.argsort(off, kind="stable")][: camps.count(number)].tolist()
        evidence = draw(world, places, seed + 1_000_000)
        others = tuple(Party(world.names[k]) for k in leaders)
        yield evidence, Claim("camps", (), others, number=float(len(others)))

    return trial


def _camps(
    world: World, shares: tuple[float, ...], apart: float, seed: int
) -> tuple[Floats, np.ndarray]:
    """Place states in camps, (T, S), and say which camp each is in."""
    bounds = np.cumsum(shares)[:-1] * world.size
    camp = np.searchsorted(bounds, np.arange(world.size), side="right")
    line = apart * camp + np.random.default_rng(seed).normal(0, 1, world.size)
    return np.tile((line - line.mean()) / line.std(), (world.sessions, 1)), camp
