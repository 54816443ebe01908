"""Many estimates at once: issues, priors, bootstrap samples, on any executor.

An executor is anything with ``submit(function, argument)`` that returns something with
``result()``: one of ``concurrent.futures``, a Dask ``Client``. Without one, joblib runs the jobs in
processes of this machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import numpy as np
import polars as pl

from nonaligned.errors import InputError
from nonaligned.measures.ideal.api import Progress, ideal_points
from nonaligned.measures.ideal.result import IdealPoints


class Future(Protocol):
    """What ``submit`` returns."""

    def result(self) -> Any:
        """Wait for the job and return what it returned, or raise what it raised."""


class Executor(Protocol):
    """Where jobs run."""

    def submit(self, fn: Any, /, *args: Any) -> Any:
        """Start ``fn(*args)``; return a :class:`Future`."""


def ideal_points_many(
    jobs: Mapping[str, Mapping[str, Any]],
    *,
    executor: Executor | None = None,
    workers: int = 2,
    progress: Progress | None = None,
) -> dict[str, IdealPoints]:
    """Run several estimates.

    Parameters
    ----------
    jobs : mapping of name to options
        Each job's options of ``ideal_points``, ``votes`` among them.
    executor : optional
        Where to run them; joblib with ``workers`` processes if not given.
    workers : int
    progress : callable, optional
        Called with ("N fits", share done) when one is done.

    Raises
    ------
    InputError
        A job cannot be estimated; the message begins with its name.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from nonaligned.measures.ideal.simulate import make_votes
    >>> made = make_votes(10, 2, 15, seed=1)
    >>> votes = pl.DataFrame({"state": made.member, "session": made.period, "item": made.item,
    ...                       "vote": made.answer})
    >>> jobs = {str(s): {"votes": votes, "anchors": (0, 1), "smoothing": s} for s in (0.5, 1.0)}
    >>> with ThreadPoolExecutor(1) as pool:
    ...     sorted(ideal_points_many(jobs, executor=pool))
    ['0.5', '1.0']
    """
    names, options = list(jobs), [dict(job) for job in jobs.values()]
    if executor is None:
        results = _joblib(names, options, workers)
    else:
        waiting = [
            executor.submit(run_job, name, job) for name, job in zip(names, options, strict=True)
        ]
        results = (future.result() for future in waiting)
    tell = progress or (lambda _stage, _share: None)
    tell(f"{len(names)} fits", 0.0)
    found = {}
    for name, result in zip(names, results, strict=True):
        found[name] = result
        tell(f"{len(names)} fits", len(found) / len(names))
    return found


def run_job(name: str, options: dict[str, Any]) -> IdealPoints:
    """Run one job; an error names it."""
    try:
        return ideal_points(options.pop("votes"), **options)
    except InputError as error:
        raise InputError(error.problem, where=f"estimate {name!r}", hint=error.hint) from error


def _joblib(names: list[str], options: list[dict[str, Any]], workers: int) -> Iterator[IdealPoints]:
    from joblib import Parallel, delayed

    call = delayed(run_job)
    pairs = zip(names, options, strict=True)
    found: Iterator[IdealPoints] = Parallel(n_jobs=workers, return_as="generator")(
        call(name, job) for name, job in pairs
    )
    return found


def resample(votes: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Draw a bootstrap sample of the items: each gets as weight how often it was drawn.

    Linked roll calls share an item, so they are drawn together.
    """
    items = votes["item"].unique().sort()
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(items), np.full(len(items), 1.0 / len(items)))
    weights = pl.DataFrame({"item": items, "weight": drawn.astype(float)})
    return votes.drop("weight", strict=False).join(weights, on="item")
