"""What all tests of places share: nothing is asked for once a day, so that each job is one that the test asked for."""

import pytest

from peoplezones.foundation import jobs
from peoplezones.foundation.registry import Registry


@pytest.fixture(autouse=True)
def nothing_to_do_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "DAILY", Registry("daily work"))
