"""Knows how long a degree is at each latitude and lays degrees flat in metres (WGS84); knows no area and no file."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RADIUS = 6_378_137.0  # of the equator, metres
FLATTENING = 1 / 298.257223563
SQUARED = FLATTENING * (2 - FLATTENING)  # first eccentricity, squared
_FIRST = float(np.sqrt(SQUARED))
_THIRD = FLATTENING / (2 - FLATTENING)
_RECTIFYING = RADIUS / (1 + _THIRD) * (1 + _THIRD**2 / 4 + _THIRD**4 / 64)
# Krüger’s series: a tenth of a millimetre within six degrees of the middle meridian.
_SERIES = (
    _THIRD / 2 - 2 * _THIRD**2 / 3 + 5 * _THIRD**3 / 16,
    13 * _THIRD**2 / 48 - 3 * _THIRD**3 / 5,
    61 * _THIRD**3 / 240,
)


def metres_a_degree(latitude: Floats) -> tuple[Floats, Floats]:
    """How many metres one degree of longitude and one of latitude are at these latitudes (degrees).

    >>> east, north = metres_a_degree(np.array([0.0, 52.6]))
    >>> east.round().tolist(), north.round().tolist()
    ([111319.0, 67756.0], [110574.0, 111279.0])
    """
    phi = np.radians(latitude)
    bulge = 1 - SQUARED * np.sin(phi) ** 2
    degree = np.pi / 180 * RADIUS / np.sqrt(bulge)
    return degree * np.cos(phi), degree * (1 - SQUARED) / bulge


def lengths(start: Floats, end: Floats) -> Floats:
    """Lengths in metres of m straight pieces; start, end: m × 2 longitudes and latitudes, degrees.

    Each piece is measured by the radii of the ellipsoid at its own middle latitude: right to a millionth for pieces
    up to some kilometres, and the same from either end.
    """
    east, north = metres_a_degree((start[:, 1] + end[:, 1]) / 2)
    found: Floats = np.hypot((end[:, 0] - start[:, 0]) * east, (end[:, 1] - start[:, 1]) * north)
    return found


def equal_area(points: Floats) -> Floats:
    """Lay m × 2 degrees flat so that areas in m² stay right (Lambert's cylinder on the ellipsoid); shapes do not."""
    sine = np.sin(np.radians(points[:, 1]))
    height = sine / (1 - SQUARED * sine**2) + np.arctanh(_FIRST * sine) / _FIRST
    return np.column_stack([RADIUS * np.radians(points[:, 0]), RADIUS * (1 - SQUARED) / 2 * height])


def flat(points: Floats, meridian: float) -> Floats:
    """Lay m × 2 degrees flat in metres, true along a meridian: transverse Mercator, as on national maps.

    Angles stay right. Lengths come out longer away from the meridian, see `stretch`: .1 % at 285 km.
    Source: Krüger (1912), to the third order.
    """
    sine = np.sin(np.radians(points[:, 1]))
    apart = np.radians(points[:, 0] - meridian)
    conformal = np.sinh(np.arctanh(sine) - _FIRST * np.arctanh(_FIRST * sine))
    up = np.arctan2(conformal, np.cos(apart))
    aside = np.arctanh(np.sin(apart) / np.sqrt(1 + conformal**2))
    x, y = aside.copy(), up.copy()
    for turn, factor in enumerate(_SERIES, start=1):
        x += factor * np.cos(2 * turn * up) * np.sinh(2 * turn * aside)
        y += factor * np.sin(2 * turn * up) * np.cosh(2 * turn * aside)
    return np.column_stack([_RECTIFYING * x, _RECTIFYING * y])


def stretch(x: Floats) -> Floats:
    """How many times too long a short distance is in `flat` metres, at x metres from its meridian."""
    return 1 + x**2 / (2 * RADIUS**2)
