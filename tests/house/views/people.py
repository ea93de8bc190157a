"""Who reaches the people of a partnership."""

from collections.abc import Callable
from typing import Any

from tests.house.things import Things

TABLE: dict[str, str] = {}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {}
