"""Knows how to make smooth random surfaces and crowding over places on a map; knows no indicators."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_KM_A_DEGREE_EAST = 111.320  # at the equator
_KM_A_DEGREE_NORTH = 110.574


def kilometres(longitude: Floats, latitude: Floats) -> Floats:
    """Places × 2, km east and north of their mean; good for a region or a country, not across the date line.

    >>> kilometres(np.array([0.0, 0.0]), np.array([52.0, 53.0])).round(1).tolist()
    [[0.0, -55.3], [0.0, 55.3]]
    """
    middle = latitude.mean()
    east = (longitude - longitude.mean()) * _KM_A_DEGREE_EAST * np.cos(np.radians(middle))
    return np.column_stack([east, (latitude - middle) * _KM_A_DEGREE_NORTH])


def smooth(places: Floats, reach_km: float, rng: np.random.Generator, waves: int = 200) -> Floats:
    """A random surface read at each place: places a few `reach_km` apart are alike, far ones are not related.

    Mean 0 and variance 1 over many surfaces; covariance exp(−d² / (2·reach²)) at distance d.
    Source: Rahimi and Recht (2007), Random Features for Large-Scale Kernel Machines.
    """
    directions = rng.normal(scale=1 / reach_km, size=(waves, 2))
    offsets = rng.uniform(0, 2 * np.pi, size=waves)
    heights = rng.normal(size=waves)
    surface = np.zeros(len(places))
    for direction, offset, height in zip(directions, offsets, heights, strict=True):
        # East and north apart: a matrix product may round one row unlike the same row elsewhere.
        surface += height * np.cos(places[:, 0] * direction[0] + places[:, 1] * direction[1] + offset)
    scaled: Floats = surface * np.sqrt(2 / waves)
    return scaled


def crowding(places: Floats, population: Floats, cell_km: float = 2.0) -> Floats:
    """Logarithm of (1 + people within the 3 × 3 cells of `cell_km` around each place)."""
    cells = np.floor(places / cell_km).astype(np.int64)
    cells -= cells.min(axis=0) - 1
    wide = int(cells[:, 1].max()) + 2
    keys, place_of = np.unique(cells[:, 0] * wide + cells[:, 1], return_inverse=True)
    people = np.bincount(place_of, weights=population, minlength=len(keys))
    around = np.zeros(len(keys))
    for step in (dx * wide + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
        at = np.minimum(np.searchsorted(keys, keys + step), len(keys) - 1)
        around += np.where(keys[at] == keys + step, people[at], 0.0)
    logarithms: Floats = np.log1p(around)[place_of]
    return logarithms


def standardised(values: Floats) -> Floats:
    """Mean 0 and standard deviation 1 over the places; all 0 where there is no difference."""
    spread = values.std()
    if spread <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return np.zeros_like(values)
    scaled: Floats = (values - values.mean()) / spread
    return scaled
