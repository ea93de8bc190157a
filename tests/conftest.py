"""Spreads the safety nets under every test; what each of them catches is told in `safety_nets/`.

The tests of zonelab run where there is no Django: then only the net that needs none is spread.
"""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.safety_nets.network import stay_on_this_machine


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    with stay_on_this_machine():
        yield


if find_spec("django"):
    from tests.safety_nets.platform import (  # noqa: F401 – pytest finds them by their names here
        clock_is_stopped,
        count_queries,
        no_inline_code,
        no_order_by_chance,
        pytest_runtest_call,
    )
