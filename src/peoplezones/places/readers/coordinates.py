"""Turns coordinates into degrees (WGS84), and tells by their size what they are; knows no file.

Without the Ordnance Survey's own grid of shifts (OSTN15), which is not part of pyproj and is never fetched, points of
the British National Grid come out within about 2 metres of where they are (EPSG:1314): far less than the width of a
generalised boundary.
"""

from functools import cache

import numpy as np
import pyproj
from numpy.typing import NDArray
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]
from pyproj.transformer import AreaOfInterest

# Where a file comes from decides nothing about our network: pyproj would fetch grids of shifts by itself.
set_network_enabled(active=False)

BRITISH_NATIONAL_GRID = "EPSG:27700"
DECIMALS = 6  # of a degree: a tenth of a metre
BRITAIN = AreaOfInterest(-9.0, 49.7, 2.1, 61.1)

Numbers = NDArray[np.float64]


def each_is_degrees(points: Numbers) -> NDArray[np.bool_]:
    """For each point (a row: east, north) whether it can be longitude and latitude."""
    return np.asarray((np.abs(points) <= (180, 90)).all(axis=1), dtype=np.bool_)


def are_degrees(points: Numbers) -> bool:
    """Whether all points can be longitude and latitude."""
    return bool(each_is_degrees(points).all())


def are_on_the_grid(points: Numbers) -> bool:
    """Whether all points can be metres of the British National Grid: 700 km by 1,300 km, and a little more."""
    return bool(((points >= (-100_000, -100_000)) & (points <= (800_000, 1_400_000))).all())


@cache
def _transformer(crs: str) -> pyproj.Transformer:
    near = BRITAIN if crs == BRITISH_NATIONAL_GRID else None
    return pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True, area_of_interest=near)


def degrees(points: Numbers, crs: str) -> Numbers:
    """Points (a row each: east, north) of `crs` as longitude and latitude; infinite where there is no such place.

    Raises pyproj.exceptions.ProjError for a `crs` that is not known.
    """
    east, north = _transformer(crs).transform(points[:, 0], points[:, 1])
    return np.round(np.column_stack([east, north]), DECIMALS)
