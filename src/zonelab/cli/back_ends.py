"""Knows on what the parallel work runs: threads, processes, Dask or Ray, by joblib's back ends; computes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import joblib

BACK_ENDS = ("threads", "processes", "dask", "ray")
_JOBLIB = {"threads": "threading", "processes": "loky"}


class BackEndError(ValueError):
    """The back end is not there; the message says what to install."""


@contextmanager
def running_on(back_end: str, jobs: int, scheduler: str | None = None) -> Iterator[None]:
    """Have all parallel work within run on a back end; the numbers are the same on each.

    scheduler: address of a running Dask scheduler; without it, one is started on this machine with `jobs` workers.
    Raises BackEndError where the package is missing.
    """
    if scheduler is not None and back_end != "dask":
        raise BackEndError("--scheduler is the address of a Dask scheduler. Add --back-end dask.")
    if back_end == "dask":
        with _dask(jobs, scheduler):
            yield
        return
    if back_end == "ray":
        _register_ray()
    with joblib.parallel_config(backend=_JOBLIB.get(back_end, back_end), n_jobs=jobs):
        yield


@contextmanager
def _dask(jobs: int, scheduler: str | None) -> Iterator[None]:
    try:
        from distributed import Client
    except ImportError as error:
        raise BackEndError('The back end "dask" needs Dask. Install it: pip install distributed') from error
    if scheduler is None:
        client = Client(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
    else:
        try:
            client = Client(scheduler, timeout=10)  # type: ignore[no-untyped-call]
        except OSError as error:
            raise BackEndError(f"No Dask scheduler answers at {scheduler!r}. Check the address.") from error
    with client, joblib.parallel_config(backend="dask", n_jobs=jobs):
        yield


def _register_ray() -> None:
    try:
        from ray.util.joblib import register_ray
    except ImportError as error:
        raise BackEndError('The back end "ray" needs Ray. Install it: pip install "ray[default]"') from error
    register_ray()
