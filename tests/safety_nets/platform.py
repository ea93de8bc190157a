"""The nets of the platform as fixtures and hooks of pytest; imported only where Django is installed."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from peoplezones.foundation import clock
from tests.safety_nets import inline_code, no_order, query_counts, undefined_variables

# A Monday morning in term time, before the clocks change.
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"


@pytest.fixture(autouse=True)
def clock_is_stopped(request: pytest.FixtureRequest) -> Iterator[dt.datetime | None]:
    """Time stands still at `NOW`; a test that needs another time uses `clock.stopped`. Journeys live in real time."""
    if request.path.is_relative_to(JOURNEYS):
        yield None
        return
    with clock.stopped(NOW) as moment:
        yield moment


@pytest.fixture(autouse=True)
def no_order_by_chance(request: pytest.FixtureRequest) -> Iterator[None]:
    with no_order.no_order_unless_asked_for(seed=request.node.nodeid):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_inline_code() -> Iterator[None]:
    with inline_code.none_in_any_answer():
        yield


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[query_counts.Counted]]:
    """`with count_queries() as counted: client.get(…)`, then `counted.total` and `counted.by_function`."""
    return query_counts.counting_queries


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Fail a test that drew one of our templates with a variable missing."""
    with undefined_variables.listening() as found:
        result = yield
    if found:
        pytest.fail(undefined_variables.complaint(found), pytrace=False)
    return result
