"""Who reaches need scores and proposed zones."""

from collections.abc import Callable
from typing import Any

from tests.house.things import Things

TABLE = {
    "choosing:index": "o o oooooo ooo ooo",
    "choosing:classes": "o o oooooo ooo ooo",
    "choosing:download": "o o oooooo ooo ooo",
    "choosing:why": "o o oooooo ooo ooo",
    "choosing:sure": "o o oooooo ooo ooo",
    "choosing:zones": "o o oooooo ooo ooo",
    "choosing:zones_geojson": "o o oooooo ooo ooo",
    "choosing:zones_csv": "o o oooooo ooo ooo",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "choosing:why": lambda things: [things.area.code],
}
