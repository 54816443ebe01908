"""Where the engine runs: a minimal environment, a Dask cluster, an interrupted run."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import numpy as np
import polars as pl
import pytest

from nonaligned.measures.ideal import ideal_points_many, make_votes, resample

CORE = [
    "bias",
    "blocks",
    "chamber",
    "coupling",
    "engine",
    "hmc",
    "newton",
    "numerics",
    "passes",
    "poles",
    "products",
    "published",
    "rotate",
    "simulate",
    "sorting",
    "start",
    "tangent",
    "target",
]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_needs_only_numpy_scipy_and_numba() -> None:
    """Everything else that is installed is hidden from the import system."""
    out = run(
        f"""
        import importlib, importlib.abc, sys

        KEPT = {{"numpy", "scipy", "numba", "llvmlite", "nonaligned", *sys.stdlib_module_names}}

        class Hide(importlib.abc.MetaPathFinder):
            def find_spec(self, name, path, target=None):
                if path is None and name.split(".")[0] not in KEPT:
                    raise ModuleNotFoundError(name)

        sys.meta_path.insert(0, Hide())
        for name in {CORE!r}:
            importlib.import_module("nonaligned.measures.ideal." + name)
        from nonaligned.measures.ideal.chamber import Prior, chamber
        from nonaligned.measures.ideal.engine import Engine
        from nonaligned.measures.ideal.newton import maximise
        from nonaligned.measures.ideal.simulate import make_votes
        from nonaligned.measures.ideal.start import anchor_scores, starting_items

        v = make_votes(10, 2, 10, seed=1)
        made = chamber(v.member, v.period, v.item, v.answer)
        theta = anchor_scores(made, {{0: 1.0, 1: -1.0}})
        print(maximise(Engine(made, Prior()), theta, starting_items(made, 1)).steps)
        assert "polars" not in sys.modules
        """
    )
    assert int(out) > 0


def test_naming_the_package_loads_no_compiler() -> None:
    run(
        """
        import sys
        import nonaligned.measures.ideal as ideal
        assert "ideal_points" in ideal.__all__
        assert "numba" not in sys.modules and "scipy" not in sys.modules
        """
    )


@pytest.mark.slow
def test_many_estimates_on_a_dask_cluster_of_two_workers() -> None:
    out = run(
        """
        if __name__ == "__main__":
            import polars as pl
            from distributed import Client, LocalCluster
            from nonaligned.measures.ideal import ideal_points_many, make_votes, resample

            made = make_votes(10, 2, 15, seed=1)
            votes = pl.DataFrame({"state": made.member, "session": made.period,
                                  "item": made.item, "vote": made.answer})
            jobs = {str(k): {"votes": resample(votes, seed=k), "anchors": (0, 1)}
                    for k in range(4)}
            with LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                              dashboard_address=None) as cluster, Client(cluster) as client:
                found = ideal_points_many(jobs, executor=client)
            print(*(r.table["mean"][0] for r in found.values()))
        """
    )
    votes = make_votes(10, 2, 15, seed=1)
    frame = pl.DataFrame(
        {"state": votes.member, "session": votes.period, "item": votes.item, "vote": votes.answer}
    )
    jobs = {str(k): {"votes": resample(frame, seed=k), "anchors": (0, 1)} for k in range(4)}
    here = ideal_points_many(jobs, workers=1)
    assert np.array(out.split(), float) == pytest.approx(
        [r.table["mean"][0] for r in here.values()], abs=1e-9
    )


@pytest.mark.slow
def test_an_interrupted_run_ends_at_once() -> None:
    out = run(
        """
        import os, signal, threading, time
        import polars as pl
        from nonaligned.measures.ideal import ideal_points, make_votes

        made = make_votes(20, 4, 30, seed=1)
        votes = pl.DataFrame({"state": made.member, "session": made.period,
                              "item": made.item, "vote": made.answer})
        ideal_points(votes, anchors=(0, 1), method="posterior", warmup=2, draws=4)
        threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGINT)).start()
        begin = time.time()
        try:
            ideal_points(votes, anchors=(0, 1), method="posterior", draws=5_000)
        except KeyboardInterrupt:
            print(time.time() - begin)
        """
    )
    assert float(out) < 6.0
