"""The answer is the same to the last bit for any number of jobs and any back end of joblib, Dask among them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Indicator, Method, RankUncertainty, Specification, rank_uncertainty
from zonelab.indicators.rank_counts import count_ranks

SPEC = Specification(tuple(Indicator(key, key) for key in "abc"), dict.fromkeys("abc", 1.0))
VALUES = pd.DataFrame(np.random.default_rng(5).normal(size=(60, 3)), [f"E{n}" for n in range(60)], list("abc"))


@contextmanager
def dask() -> Iterator[None]:
    distributed = pytest.importorskip("distributed")
    # By the loopback: in one process Dask would ask another machine which address this one has.
    here = {"processes": False, "protocol": "tcp", "host": "127.0.0.1", "dashboard_address": None}
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, **here) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config("dask"),
    ):
        yield


def found(n_jobs: int | None = None, **more: Any) -> RankUncertainty:
    settings = {"draws": 14_000, "k": 5, "methods": [Method("percentile"), Method("min_max", "geometric")]} | more
    return rank_uncertainty(SPEC, VALUES, n_jobs=n_jobs, rng=np.random.default_rng(3), **settings)


def same(one: RankUncertainty, other: RankUncertainty) -> None:
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame(), check_exact=True)


def test_jobs_and_threads_change_nothing() -> None:
    alone = found()
    for jobs in (1, 3, -1):
        same(found(jobs), alone)
    with joblib.parallel_config("threading", n_jobs=2):
        same(found(), alone)


def test_dask_changes_nothing() -> None:
    alone = found()
    with dask():
        same(found(), alone)


def test_workers_with_memory_of_their_own_change_nothing() -> None:
    error = VALUES.abs() / 10  # a closure over tables goes to the workers, too
    alone = found(draws=3_000, indicator_error=error)
    with joblib.parallel_config("loky", n_jobs=2):
        same(found(draws=3_000, indicator_error=error), alone)


def test_parts_sent_back_some_at_a_time_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonelab.indicators.rank_counts._SENT_BYTES", 1)
    monkeypatch.setattr("zonelab.indicators.rank_counts._BLOCK", 600)
    made = np.random.default_rng(1).normal(size=(500, 60)).round(1)

    def score(block: slice) -> tuple[np.ndarray[Any, np.dtype[np.float64]], None]:
        return made[block].copy(), None

    alone = count_ranks(score, 500, 60, (0.05, 0.5), 5, 1)
    with dask():
        other = count_ranks(score, 500, 60, (0.05, 0.5), 5, None, table_bytes=500 * 2 * 25)
    np.testing.assert_array_equal(alone.at, other.at)
    np.testing.assert_array_equal(alone.in_top, other.in_top)
    np.testing.assert_array_equal(alone.score_sum, other.score_sum)
