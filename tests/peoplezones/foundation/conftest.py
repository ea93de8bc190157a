"""What the tests of background work share: a place for a handler that each test makes for itself."""

from collections.abc import Callable, Iterator

import pytest

from peoplezones.foundation import jobs
from peoplezones.foundation.registry import Registry

NAME = "tests.work"


@pytest.fixture(autouse=True)
def nothing_to_do_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """What contexts above ask for once a day is theirs to test."""
    monkeypatch.setattr(jobs, "DAILY", Registry("daily work"))


@pytest.fixture
def handled_by(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[jobs.Handler], None]]:
    """`handled_by(work)`: jobs of the name "tests.work" are done by `work`, whose every step is looked at."""
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_TRIES", 0)
    yield lambda work: jobs.HANDLERS.add(NAME, work)
    jobs.HANDLERS.remove(NAME)


@pytest.fixture
def doing_nothing(handled_by: Callable[[jobs.Handler], None]) -> None:
    handled_by(lambda arguments, step: {})
