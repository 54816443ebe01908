"""Weigh many claims: in one process, or in as many as there are processors where that saves time.

A verdict depends on its claim and the record alone, so it is the same however the claims are dealt
out. Each process opens the embedded record for itself, which takes no time; a record of the store
would be counted anew in every process, so its claims stay in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from nonaligned.claims import weigh
from nonaligned.claims.evidence import Evidence
from nonaligned.study.loading import BOOK, Loaded, load

if TYPE_CHECKING:
    from nonaligned.claims.claim import Claim
    from nonaligned.claims.verdict import Verdict

Progress = Callable[[str, int, int | None], None]
MANY = 24
"""Claims from which on more processes save more time than they take to start."""
DEALT = 4
"""Claims a process is given at once."""


@dataclass(frozen=True)
class Job:
    """A claim to weigh.

    Parameters
    ----------
    claim : Claim
    said : str
        Its sentence.
    on : int, optional
        Year in which it was said.
    """

    claim: Claim
    said: str
    on: int | None = None


def silent(stage: str, done: int, total: int | None) -> None:
    """Tell nothing of the progress."""


def weigh_all(
    jobs: Sequence[Job],
    loaded: Loaded,
    progress: Progress = silent,
    *,
    evidence: Evidence | None = None,
) -> tuple[Verdict, ...]:
    """Weigh claims against a record.

    Parameters
    ----------
    jobs : sequence of Job
    loaded : Loaded
    progress : callable
        Called as ``progress(stage, done, total)`` after every few claims.
    evidence : Evidence, optional
        That of the record, where it is at hand.

    Returns
    -------
    tuple of Verdict
        In the order of the claims.

    Examples
    --------
    >>> from nonaligned.claims.language import parse
    >>> said = "Czechoslovakia ceased to exist in 1992"
    >>> [v.verdict for v in weigh_all([Job(parse(said), said)], load())]
    ['supported']
    """
    asked = {(job.claim, job.on): job for job in jobs}  # what is said again is weighed once
    first = tuple(asked.values())
    found: list[Verdict] = []
    shared = loaded.note.name == BOOK and len(first) >= MANY
    here = evidence or evidence_of(loaded)
    for verdicts in _in_processes(first) if shared else _here(first, here):
        found += verdicts
        progress("weighing", len(found), len(first))
    known = dict(zip(asked, found, strict=True))
    return tuple(_as_said(job, known[job.claim, job.on]) for job in jobs)


def _as_said(job: Job, verdict: Verdict) -> Verdict:
    return replace(verdict, said=job.said) if job.said else verdict


def evidence_of(loaded: Loaded) -> Evidence:
    """Return what claims are tested against."""
    return Evidence(loaded.tallies, loaded.ideal, loaded.resolutions, loaded.answers)


def _here(jobs: Sequence[Job], evidence: Evidence) -> Iterator[list[Verdict]]:
    return ([_weighed(job, evidence)] for job in jobs)


def _in_processes(jobs: Sequence[Job]) -> Iterator[list[Verdict]]:
    from joblib import Parallel, delayed

    pool = Parallel(n_jobs=-1, batch_size=1, return_as="generator")
    found: Iterator[list[Verdict]] = pool(
        delayed(_weighed_apart)(jobs[at : at + DEALT]) for at in range(0, len(jobs), DEALT)
    )
    return found


def _weighed_apart(jobs: Iterable[Job]) -> list[Verdict]:
    """Weigh claims in a process of its own, which keeps the record for the next ones."""
    return [_weighed(job, _evidence()) for job in jobs]


@cache
def _evidence() -> Evidence:
    return evidence_of(load(BOOK))


def _weighed(job: Job, evidence: Evidence) -> Verdict:
    return weigh.check(job.claim, evidence, said=job.said, on=job.on)
