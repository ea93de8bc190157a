"""Knows the windows that a scan looks through, circles and connected shapes; not what was counted in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.graphs import Graph
from zonelab.regions.observed import Floats, ScanError

Places = NDArray[np.int32]
Bits = NDArray[np.uint64]
Number = TypeVar("Number", np.int64, np.float64)

MOST_WINDOWS = 3_000_000
MOST_AREAS = 64  # the nearest areas of a centre are bits of one number
_SAME = 1e-9  # distances closer than this, relative, are the same
_BLOCK = 1024
_BATCH = 64
_EARTH_KM = 6371.0088


class Windows(Protocol):
    """Some windows, w of them."""

    def sums(self, values: NDArray[Number]) -> NDArray[Number]:
        """Sums over each window. values: areas × draws; gives w × draws."""

    def members(self, window: int) -> list[int]:
        """Rows of the areas of one window."""

    @property
    def centre(self) -> int | None:
        """Row of the area in whose middle all of them lie; None = they have no centre."""

    @property
    def number(self) -> int:
        """How many windows these are."""


@dataclass(frozen=True, eq=False)
class Circles:
    """Circles around one centre. order: areas from near to far; ends: how many of them each circle holds."""

    centre: int
    order: Places
    ends: NDArray[np.intp]

    @property
    def number(self) -> int:
        """See Windows."""
        return len(self.ends)

    def sums(self, values: NDArray[Number]) -> NDArray[Number]:
        """See Windows."""
        summed: NDArray[Number] = np.cumsum(values[self.order], axis=0)[self.ends - 1]
        return summed

    def members(self, window: int) -> list[int]:
        """See Windows."""
        return [int(area) for area in self.order[: self.ends[window]]]


@dataclass(frozen=True, eq=False)
class Shapes:
    """Connected shapes. rows: w × K areas, in ascending order; the number of all areas stands where there is none."""

    rows: Places
    areas: int
    centre: None = None

    @property
    def number(self) -> int:
        """See Windows."""
        return len(self.rows)

    def sums(self, values: NDArray[Number]) -> NDArray[Number]:
        """See Windows."""
        padded = np.concatenate([values, np.zeros((1, values.shape[1]), dtype=values.dtype)])
        summed: NDArray[Number] = padded[self.rows[:, 0]]
        for place in range(1, self.rows.shape[1]):
            summed += padded[self.rows[:, place]]
        return summed

    def members(self, window: int) -> list[int]:
        """See Windows."""
        return [int(area) for area in self.rows[window] if area < self.areas]


def distances(places: Floats, area: int, *, great_circle: bool) -> Floats:
    """Distance of every area from one: in the units of the places, or km where they are longitude and latitude.

    >>> distances(np.array([[0.0, 0.0], [0.0, 1.0]]), 0, great_circle=True).round(2)
    array([  0. , 111.2])
    """
    if not great_circle:
        apart: Floats = np.hypot(*(places - places[area]).T)
        return apart
    east, north = np.radians(places).T
    half = np.sin((north - north[area]) / 2) ** 2
    half += np.cos(north) * np.cos(north[area]) * np.sin((east - east[area]) / 2) ** 2
    arc: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return arc


def circles(places: Floats, population: Floats, share: float, *, great_circle: bool) -> list[Circles]:
    """Circles around each area that hold at most this share of all people; areas equally far enter together."""
    most = population.sum() * share * (1 + _SAME)
    found: list[Circles] = []
    number = 0
    for area in range(len(places)):
        far = distances(places, area, great_circle=great_circle)
        order = np.argsort(far, kind="stable")
        people, far = np.cumsum(population[order]), far[order]
        is_last = np.append(np.diff(far) > _SAME * far[1:], True)
        ends = np.flatnonzero(is_last & (people <= most)) + 1
        if not len(ends):
            continue
        found.append(Circles(area, order[: ends[-1]].astype(np.int32), ends))
        number += len(ends)
        if number > 10 * MOST_WINDOWS:
            raise ScanError(f"There are over {number:,} circles. Lower the share of people that a circle may hold.")
    return found


@dataclass(frozen=True, eq=False)
class Nearest:
    """The K nearest areas of each, itself first. near: n × K areas; links: n × K, which of the K each one touches."""

    near: Places
    links: Bits


def nearest(places: Floats, borders: Places, most_areas: int, *, great_circle: bool) -> Nearest:
    """Look up the nearest areas, and how they touch. borders: pairs × 2, each both ways round.

    Of areas equally far the one further west, then south, counts as nearer: the order of the rows never decides.
    """
    areas, most = len(places), min(most_areas, len(places))
    near = np.empty((areas, most), dtype=np.int32)
    for area in range(areas):
        far = distances(places, area, great_circle=great_circle)
        far[area] = -1.0  # before others in the same place
        close = np.flatnonzero(far <= np.partition(far, most - 1)[most - 1])
        near[area] = close[np.lexsort((*places[close].T[::-1], far[close]))][:most]
    touching = np.unique(borders[:, 0].astype(np.int64) * areas + borders[:, 1])
    links = np.zeros(near.shape, dtype=np.uint64)
    for place in range(most):
        pairs = near.astype(np.int64) * areas + near[:, [place]]
        links |= np.isin(pairs, touching).astype(np.uint64) << np.uint64(place)
    return Nearest(near, links)


def shapes(around: Nearest, raised: NDArray[np.bool_] | None = None) -> list[Shapes]:
    """Every connected shape among the nearest areas of a centre that holds it, once; of raised areas alone if given."""
    areas, most = around.near.shape
    centres = np.arange(areas) if raised is None else np.flatnonzero(raised)
    found: list[Places] = []
    for start in range(0, len(centres), _BATCH):
        batch = centres[start : start + _BATCH]
        near = around.near[batch]
        allowed = bits_of(np.ones(near.shape, dtype=np.bool_) if raised is None else raised[near])
        for row, shape in grow(around.links[batch], allowed):
            inside = (shape[:, None] >> np.arange(most, dtype=np.uint64)) & np.uint64(1) != 0
            found.append(np.where(inside, near[row], np.int32(areas)).astype(np.int32))
        if sum(map(len, found)) > MOST_WINDOWS:
            raise _too_many(most)
    if not found:
        return []
    rows = np.sort(np.concatenate(found), axis=1)
    whole = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.itemsize * most))).ravel()
    rows = rows[np.unique(whole, return_index=True)[1]]
    return [Shapes(rows[start : start + _BLOCK], areas) for start in range(0, len(rows), _BLOCK)]


def grow(links: Bits, allowed: Bits) -> Iterator[tuple[NDArray[np.intp], Bits]]:
    """Grow every connected set of bits that holds bit 0, each once: give rows and sets, a size or so at a time.

    links: rows × K, the bits that each bit touches; allowed: rows, the bits that may be taken (bit 0 is taken anyway).
    Every step takes the lowest bit that a set touches, and goes on twice: with the bit, and with it shut out.

    >>> line = np.array([[2, 5, 2]], dtype=np.uint64)  # 0 – 1 – 2
    >>> [sets.tolist() for row, sets in grow(line, np.array([7], dtype=np.uint64))]
    [[1], [3], [7]]
    """
    row = np.arange(len(links))
    own = np.ones(len(links), dtype=np.uint64)
    reach, shut = links[:, 0] & allowed, own.copy()
    yield row, own
    while len(row):
        front = reach & ~shut
        going = front != 0
        row, own, reach, shut, front = row[going], own[going], reach[going], shut[going], front[going]
        if len(row) > MOST_WINDOWS:
            raise _too_many(links.shape[1])
        low = front & (~front + np.uint64(1))
        bit = np.frexp(low.astype(np.float64))[1] - 1
        shut = shut | low
        wider, further = own | low, reach | (links[row, bit] & allowed[row])
        if len(row):
            yield row, wider
        row, own = np.concatenate([row, row]), np.concatenate([wider, own])
        reach, shut = np.concatenate([further, reach]), np.concatenate([shut, shut])


def bits_of(flags: NDArray[np.bool_]) -> Bits:
    """Flags, rows × K, as one number a row."""
    powers = np.uint64(1) << np.arange(flags.shape[1], dtype=np.uint64)
    bits: Bits = (flags * powers).sum(axis=1, dtype=np.uint64)
    return bits


def both_ways(neighbours: ArrayLike | Graph, codes: "pd.Index[Any]") -> Places:
    """Check a table of borders (pairs × 2 rows of areas), or a graph, and give each pair both ways round."""
    areas = len(codes)
    if isinstance(neighbours, Graph):
        named_by_row = isinstance(codes, pd.RangeIndex)
        if len(neighbours) != areas or not (named_by_row or neighbours.codes.equals(codes)):
            raise ScanError("The graph has other areas than the cases, or another order. Sort the cases as its codes.")
        neighbours = neighbours.edges
    pairs = np.array(neighbours)
    if not pairs.size:
        return np.empty((0, 2), dtype=np.int32)
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu":
        raise ScanError("Neighbours are pairs of areas: two columns of whole numbers, the rows of the areas from 0.")
    if pairs.min() < 0 or pairs.max() >= areas:
        raise ScanError(
            f"Neighbours name rows {pairs.min()} to {pairs.max()}; the {areas} areas are rows 0 to {areas - 1}. "
            "Count from 0."
        )
    apart = pairs[pairs[:, 0] != pairs[:, 1]].astype(np.int32)
    both: Places = np.concatenate([apart, apart[:, ::-1]])
    return both


def _too_many(most: int) -> ScanError:
    return ScanError(
        f"There are more than {MOST_WINDOWS:,} shapes among the {most} nearest areas. Lower the most areas that a "
        "shape may have, or look at raised areas alone, with a level such as 0.2 or below."
    )
