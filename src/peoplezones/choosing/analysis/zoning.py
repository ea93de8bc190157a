"""Works out zones of a human size under the reader's weights, by `zonelab.regions`; stores nothing.

Who is whose neighbour is worked out once a process and content of the boundaries; a search, once a process for the same
wishes, by one thread at a time. On the map of a county zones are proven best, within a few seconds; on larger ones the
fast way says how far from the best they can be.
"""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries as places
from peoplezones.places.models import BoundarySet
from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.regions import ZoneSearch, ZoneSearchError, contiguity, search_zones

from .scoring import Scored, forget_oldest

MOST_PROVEN = 2000  # areas: so many are proven within a page's time, as a rule
SECONDS = 2.0  # after which proofs end, and a zone says how far from the best it can be


@dataclass(frozen=True)
class Wishes:
    """What is looked for: people in a zone from `low` to `high`, how many zones, and codes to stay within or out of."""

    low: int
    high: int
    many: int
    within: frozenset[str] | None = None
    avoiding: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Land:
    """The shapes of a boundary set and who is whose neighbour there, known by its digest alone."""

    boundary_set: BoundarySet

    def __hash__(self) -> int:
        return hash(self.boundary_set.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Land) and other.boundary_set.digest == self.boundary_set.digest


@lru_cache(maxsize=2)
def _laid_out(land: _Land) -> tuple[Boundaries, Graph]:
    """Neighbours share a side: a zone that hangs together by one corner could not be walked through."""
    rows = places.shapes_in_order(land.boundary_set)
    codes = pd.Index([code for code, _shape in rows], dtype=object)
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [shape for _code, shape in rows]
    boundaries = Boundaries(codes, shapes, pd.DataFrame(index=codes))
    return boundaries, contiguity(boundaries, "rook").graph


_found: "OrderedDict[str, ZoneSearch | None]" = OrderedDict()
_lock = Lock()
LONGEST_WAIT = 5  # seconds


def zones(scored: Scored, wishes: Wishes) -> ZoneSearch | None:
    """Connected zones of the wished size with the highest need a person, the best first; None where there is none.

    One search at a time: raises NotPossibleNow to those who would wait for others so long that readers of plain pages
    would wait too.
    """
    name = _name(scored, wishes)
    if not _lock.acquire(timeout=LONGEST_WAIT):
        raise NotPossibleNow(_("Others are looking for zones at this moment. Try again in a minute."))
    try:
        if name not in _found:
            _found[name] = _searched(scored, wishes, int(name[:16], 16))
            forget_oldest(_found)
        return _found[name]
    finally:
        _lock.release()


def _searched(scored: Scored, wishes: Wishes, seed: int) -> ZoneSearch | None:
    result = scored.result
    open_ = ~np.isnan(result.score) & ~result.codes.isin(list(wishes.avoiding))
    if wishes.within is not None:
        open_ &= result.codes.isin(list(wishes.within))
    _boundaries, graph = _laid_out(_Land(scored.boundary_set))
    try:
        return search_zones(
            pd.Series(np.where(open_, result.score, np.nan), index=result.codes),
            places.people(scored.boundary_set)["population"].to_numpy(),
            graph,
            low=wishes.low,
            high=wishes.high,
            how_many=wishes.many,
            way="exact" if len(graph) <= MOST_PROVEN else "fast",
            rng=np.random.default_rng(seed),
            seconds=SECONDS,
        )
    except ZoneSearchError:
        return None


def _name(scored: Scored, wishes: Wishes) -> str:
    """Names all that the answer hangs on; the search is seeded by it, so an address gives the same answer again."""
    shares = {group: round(share, 12) for group, share in scored.result.specification.group_shares().items()}
    within = None if wishes.within is None else sorted(wishes.within)
    parts: list[Any] = [scored.boundary_set.digest, scored.table.digest, shares]
    parts += [wishes.low, wishes.high, wishes.many, within, sorted(wishes.avoiding)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def outlines(boundary_set: BoundarySet, found: ZoneSearch | None, about: pd.DataFrame) -> dict[str, Any]:
    """GeoJSON of the zones, each one shape; `about`: one row a zone, its properties."""
    if found is None:
        return {"type": "FeatureCollection", "features": []}
    boundaries, _graph = _laid_out(_Land(boundary_set))
    return boundaries.joined({zone.name: zone.areas for zone in found.zones}).to_geojson(about)
