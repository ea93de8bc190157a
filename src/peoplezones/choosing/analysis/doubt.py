"""Works out how far the order of need hangs on the weights, by `zonelab.indicators`; words are the presenters'.

The draws are seeded by what is ranked and by the proportion of the weights, so that an address gives the same answer
in every process. What has been asked for is worked out once a process, by one thread at a time.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import sqrt
from threading import Lock

import numpy as np

from peoplezones.places.analysis import ValueTable
from zonelab.indicators import RankUncertainty, Redundancy, rank_uncertainty, redundancy

from .scoring import forget_oldest, need, prepared_for, used_weights

MOST_DRAWS, FEWEST_DRAWS = 2_000, 200
RANKS = 6_600_000  # areas × draws: what takes about a quarter of a second

_found: "OrderedDict[tuple[str, tuple[float, ...], int], RankUncertainty]" = OrderedDict()
_lock = Lock()


def draws_for(areas: int) -> int:
    """How often areas are put in order: 2,000 times up to 3,300 areas, fewer beyond, 200 in all England."""
    return min(MOST_DRAWS, max(FEWEST_DRAWS, RANKS // max(areas, 1)))


def sureness(table: ValueTable, weights: Mapping[str, int], k: int) -> RankUncertainty | None:
    """How sure each rank is when the weights could be others, and each area's chance to be among the first k.

    None where nothing can be varied: fewer than two outcomes have weight, or no area has a score.
    """
    shares = _shares(table, weights)
    result = need(table, weights)
    if sum(share > 0 for share in shares.values()) < 2 or result is None or result.scored == 0:
        return None
    key = table.digest, tuple(shares.values()), k
    with _lock:
        if key not in _found:
            prepared = prepared_for(table)
            stated = replace(prepared.specification, group_weights=shares)
            _found[key] = rank_uncertainty(
                replace(prepared, specification=stated),
                draws=draws_for(len(result.codes)),
                k=k,
                rng=np.random.default_rng(_seed(table.digest, shares)),
            )
            forget_oldest(_found)
        return _found[key]


def _shares(table: ValueTable, weights: Mapping[str, int]) -> dict[str, float]:
    used = used_weights(table, weights)
    whole = sum(used.values())
    return {group: weight / whole for group, weight in used.items()}


def _seed(digest: str, shares: Mapping[str, float]) -> int:
    """The same for 25, 25 and for 1, 1; no k in it, so that another k leaves the intervals as they were."""
    named = json.dumps([digest, {group: round(share, 12) for group, share in shares.items()}])
    return int(hashlib.sha256(named.encode()).hexdigest()[:16], 16)


def spread(found: RankUncertainty) -> dict[str, tuple[float, float]]:
    """Between which shares of all weight each outcome lies in a typical draw (mean and standard deviation)."""
    concentration = found.concentration or 0.0
    shares = found.specification.group_shares()
    off = {group: sqrt(share * (1 - share) / (concentration + 1)) for group, share in shares.items()}
    return {group: (share - off[group], share + off[group]) for group, share in shares.items()}


def alike(table: ValueTable, weights: Mapping[str, int]) -> Redundancy | None:
    """Which of the figures that count say nearly the same; None with fewer than two."""
    used = {group for group, share in _shares(table, weights).items() if share > 0}
    keys = tuple(one.key for one in table.indicators if one.outcome in used)
    return _alike(_Figures(table, keys)) if len(keys) > 1 else None


class _Figures:
    """Some columns of a table, known by its digest and their keys, so that the answer can be kept."""

    def __init__(self, table: ValueTable, keys: tuple[str, ...]) -> None:
        self.values = table.values[list(keys)]
        self.known_by = table.digest, keys

    def __hash__(self) -> int:
        return hash(self.known_by)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Figures) and other.known_by == self.known_by


@lru_cache(maxsize=4)
def _alike(figures: _Figures) -> Redundancy:
    return redundancy(figures.values)
