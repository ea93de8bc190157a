"""Knows which areas are neighbours, and what follows from that alone; knows no polygon, no distance and no value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_NAMED = 10  # how many areas a message names before it only counts


class GraphError(ValueError):
    """Areas and edges do not make a graph, or values do not fit it; the message says which and what to do."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Which areas are neighbours: undirected, no area its own neighbour; arrays are read-only.

    codes: n area codes, text, each once; an area's place is its position there, from 0.
    starts: n + 1 whole numbers; the neighbours of place i are neighbour[starts[i]:starts[i + 1]], in rising order.
    neighbour: places, each edge twice (once from each end). border: how long the shared border is, one number for
    each entry of `neighbour`, zero or more, in metres as a rule; None = not known.
    Make one with `Graph.from_table` (codes) or `Graph.from_places` (numbers). Raises GraphError.

    >>> graph = Graph.from_places(["A", "B", "C", "D"], [(0, 1), (1, 2)])
    >>> graph.neighbours("B"), graph.islands, graph.component.tolist()
    (('A', 'C'), ('D',), [0, 0, 0, 1])
    >>> graph.lag([1.0, 5.0, 3.0, 9.0]).tolist()
    [5.0, 2.0, 5.0, nan]
    """

    codes: "pd.Index[str]"
    starts: Places
    neighbour: Places
    border: Floats | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", _checked_codes(self.codes))
        starts, neighbour = _whole(self.starts, "Starts"), _whole(self.neighbour, "Neighbours")
        areas = len(self.codes)
        if len(starts) != areas + 1 or starts[0] != 0 or starts[-1] != len(neighbour) or (np.diff(starts) < 0).any():
            raise GraphError(f"{areas} areas need {areas + 1} starts, rising from 0 to the number of neighbours.")
        own = np.repeat(np.arange(areas), np.diff(starts))
        _check_places(neighbour, areas)
        there, back = own * areas + neighbour, neighbour * areas + own
        if (own == neighbour).any() or (np.diff(there) <= 0).any():
            raise GraphError("Each area lists its neighbours once, in rising order, and never itself.")
        turned = np.argsort(back)
        if not np.array_equal(back[turned], there):
            raise GraphError("Where A is a neighbour of B, B must be one of A.")
        object.__setattr__(self, "starts", _sealed(starts))
        object.__setattr__(self, "neighbour", _sealed(neighbour))
        if self.border is not None:
            border = _checked_border(self.border, len(neighbour))
            if not np.array_equal(border, border[turned]):
                raise GraphError("A shared border must be as long seen from one side as from the other.")
            object.__setattr__(self, "border", _sealed(border))

    @classmethod
    def from_places(cls, codes: Iterable[str], edges: ArrayLike, border: ArrayLike | None = None) -> "Graph":
        """Build a graph from pairs of places.

        codes: n area codes. edges: m × 2 whole numbers, 0 to n − 1; an edge may stand there from both ends, or
        twice. border: m numbers, the same for the same edge. Raises GraphError.
        """
        index = _checked_codes(pd.Index(list(codes)))
        areas = len(index)
        pairs = np.asarray(edges)
        pairs = pairs.reshape(0, 2) if pairs.size == 0 else pairs
        if pairs.ndim != 2 or pairs.shape[1] != 2:
            raise GraphError(f"Edges are pairs of areas, m × 2, not of the shape {pairs.shape}.")
        pairs = np.sort(_whole(pairs, "Edges"), axis=1)
        _check_places(pairs, areas)
        loops = pairs[:, 0] == pairs[:, 1]
        if loops.any():
            raise GraphError(f"An area cannot be its own neighbour: {_first(index[np.unique(pairs[loops, 0])])}.")
        key, first, which = np.unique(pairs[:, 0] * areas + pairs[:, 1], return_index=True, return_inverse=True)
        one, other = key // max(areas, 1), key % max(areas, 1)
        own, neighbour = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.lexsort((neighbour, own))
        lengths = None
        if border is not None:
            given = _checked_border(border, len(pairs))
            lengths = given[first]
            if not np.array_equal(lengths[which], given):
                raise GraphError("The same edge stands there with two lengths of border. Keep one.")
            lengths = np.concatenate([lengths, lengths])[order]
        starts = np.concatenate([[0], np.cumsum(np.bincount(own, minlength=areas))])
        return cls(index, starts, neighbour[order], lengths)

    @classmethod
    def from_table(
        cls,
        codes: Iterable[str],
        table: pd.DataFrame,
        one: str = "one",
        other: str = "other",
        border: str | None = None,
    ) -> "Graph":
        """Build a graph from a table of edges, one row an edge.

        codes: all areas, those without a neighbour too. one, other: the columns with the codes of both ends;
        border: the column with the length of the shared border, if there is one. Raises GraphError.

        >>> table = pd.DataFrame({"one": ["A", "B"], "other": ["B", "C"], "metres": [120.0, 80.0]})
        >>> Graph.from_table(["C", "B", "A"], table, border="metres").to_frame().values.tolist()
        [['C', 'B', 80.0], ['B', 'A', 120.0]]
        """
        absent = [column for column in (one, other, border) if column is not None and column not in table.columns]
        if absent:
            raise GraphError(f"The table of edges has no column {_first(absent)}.")
        index = _checked_codes(pd.Index(list(codes)))
        ends = np.column_stack([index.get_indexer(pd.Index(table[column].astype(object))) for column in (one, other)])
        unknown = pd.unique(table[[one, other]].to_numpy()[ends < 0])
        if len(unknown):
            raise GraphError(f"The table of edges names areas that are not among the codes: {_first(unknown)}.")
        return cls.from_places(index, ends, None if border is None else table[border].to_numpy())

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def degree(self) -> Places:
        """How many neighbours each area has."""
        return _sealed(np.diff(self.starts))

    @cached_property
    def own(self) -> Places:
        """For each entry of `neighbour`, the place of the area whose neighbour it is."""
        return _sealed(np.repeat(np.arange(len(self)), self.degree))

    @cached_property
    def edges(self) -> Places:
        """m × 2 places, each edge once, the lower place first, in rising order."""
        once = self.own < self.neighbour
        return _sealed(np.column_stack([self.own[once], self.neighbour[once]]))

    @cached_property
    def edge_border(self) -> Floats | None:
        """The length of the shared border of each of the `edges`; None = not known."""
        return None if self.border is None else _sealed(self.border[self.own < self.neighbour])

    @cached_property
    def component(self) -> Places:
        """The number of the piece that each area lies in; pieces are numbered from 0 by their first area."""
        root = np.arange(len(self))
        while True:
            ends = np.sort(root[self.edges], axis=1)
            apart = ends[:, 0] != ends[:, 1]
            if not apart.any():
                break
            np.minimum.at(root, ends[apart, 1], ends[apart, 0])
            while not np.array_equal(root, root[root]):
                root = root[root]
        return _sealed(np.unique(root, return_inverse=True)[1].astype(np.int64))

    @cached_property
    def islands(self) -> tuple[str, ...]:
        """Codes of the areas that have no neighbour."""
        return tuple(self.codes[self.degree == 0])

    def neighbours(self, code: str) -> tuple[str, ...]:
        """The codes of an area's neighbours, in the order of `codes`; GraphError for an unknown area."""
        place = int(self.codes.get_indexer(pd.Index([code]))[0])
        if place < 0:
            raise GraphError(f"The graph has no area {code!r}.")
        return tuple(self.codes[self.neighbour[self.starts[place] : self.starts[place + 1]]])

    def part(self, keep: ArrayLike) -> "Graph":
        """The graph of some of the areas, and of the edges between them; keep: n times true or false."""
        kept = np.asarray(keep)
        if kept.dtype != np.bool_ or kept.shape != (len(self),):
            raise GraphError(f"Say of each of the {len(self)} areas whether to keep it, by true or false.")
        both = kept[self.edges].all(axis=1)
        place = np.cumsum(kept) - 1
        lengths = None if self.edge_border is None else self.edge_border[both]
        return Graph.from_places(self.codes[kept], place[self.edges[both]], lengths)

    def summed(self, values: ArrayLike, *, by_border: bool = False) -> Floats:
        """The sum over each area's neighbours; values: n numbers; by_border: times the length of the border."""
        numbers = self.in_order(values, "Values")[self.neighbour]
        if by_border:
            if self.border is None:
                raise GraphError("The graph does not know how long the borders are. Build it with them.")
            numbers = numbers * self.border
        return np.bincount(self.own, numbers, len(self)).astype(np.float64)

    def lag(self, values: ArrayLike, *, by_border: bool = False) -> Floats:
        """The mean of each area's neighbours (the lag of row-standardised weights), in the units of the values.

        values: n numbers, or a Series by area code. A neighbour without a value (NaN) is left out; an area none of
        whose neighbours has one, an island too, gets NaN. by_border: neighbours count by the length of the
        shared border. Raises GraphError.
        """
        numbers = self.in_order(values, "Values")
        known = ~np.isnan(numbers)
        weight = self.summed(known.astype(np.float64), by_border=by_border)
        total = self.summed(np.where(known, numbers, 0.0), by_border=by_border)
        lag: Floats = np.divide(total, weight, out=np.full(len(self), np.nan), where=weight > 0)
        return lag

    def in_order(self, values: ArrayLike, name: str) -> Floats:
        """Values as numbers, one an area, as a new array; a Series is put into the order of the codes.

        name: what a message calls them. Raises GraphError for text, infinite numbers, other areas.
        """
        if isinstance(values, pd.Series):
            if not values.index.is_unique or set(values.index) != set(self.codes):
                differing = values.index.symmetric_difference(self.codes)
                raise GraphError(f"{name} are not of the areas of the graph, each once: {_first(differing)}.")
            values = values.reindex(self.codes).to_numpy(dtype=object, na_value=np.nan)
        try:
            numbers: Floats = np.array(values, dtype=np.float64)
        except (TypeError, ValueError) as problem:
            raise GraphError(f"{name} must be numbers: {problem}. Leave missing ones empty (NaN).") from problem
        if numbers.shape != (len(self),):
            raise GraphError(f"{name} have the shape {numbers.shape}. Give one for each of the {len(self)} areas.")
        if np.isinf(numbers).any():
            raise GraphError(f"{name} hold an infinite number. Mend it, or leave it empty (NaN).")
        return numbers

    def to_frame(self) -> pd.DataFrame:
        """The table of edges, one row an edge: one, other and, where known, border; `from_table` reads it."""
        table = pd.DataFrame({"one": self.codes[self.edges[:, 0]], "other": self.codes[self.edges[:, 1]]})
        return table if self.edge_border is None else table.assign(border=self.edge_border)


def _checked_codes(codes: "pd.Index[Any]") -> "pd.Index[str]":
    if isinstance(codes, pd.MultiIndex) or not all(isinstance(code, str) and code.strip() for code in codes.tolist()):
        raise GraphError("Area codes are text, and none is empty. Read them as text so that no leading zero is lost.")
    if not codes.is_unique:
        raise GraphError(f"These area codes stand there more than once: {_first(codes[codes.duplicated()].unique())}.")
    checked: pd.Index[str] = codes.rename("code")
    return checked


def _whole(given: ArrayLike, name: str) -> Places:
    numbers = np.asarray(given)
    if numbers.size and numbers.dtype.kind not in "iu":
        raise GraphError(f"{name} are places, whole numbers from 0; for codes there is Graph.from_table.")
    return numbers.astype(np.int64)  # always a copy


def _check_places(places: Places, areas: int) -> None:
    if places.size and (places.min() < 0 or places.max() >= areas):
        raise GraphError(f"An edge names a place outside 0 to {areas - 1}.")


def _checked_border(given: ArrayLike, edges: int) -> Floats:
    border: Floats = np.array(given, dtype=np.float64)
    if border.shape != (edges,) or not (np.isfinite(border) & (border >= 0)).all():
        raise GraphError(f"Borders are lengths, zero or more, one for each of the {edges} edges.")
    return border


def _sealed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array


def _first(names: Iterable[object]) -> str:
    listed = [str(name) for name in names]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more} more" if more > 0 else "")
