"""Says which counts of a group of areas may not be shown, since a small one could be found out; draws no figure.

A small count must not follow from what stands beside it: from the total of its district, from indicators that are
made of the same measures (x = (x + y) − y), or from the rest of a zone. What two zones of one district give away
together is not looked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from ..models import Indicator
from ..rows import AREA
from . import crossing, protection, tables
from .reckoning import Reckoned
from .setting import Group, Setting

Windows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Mask:
    """What is hidden over one window: areas, districts whose totals are, and the hidden counts of each measured sum."""

    areas: frozenset[str]
    totals: frozenset[str]
    counts: tuple[Mapping[str, float], ...]


def hidden_over(setting: Setting, reckoned: Reckoned, group: Group, windows: Windows) -> list[bool]:
    """For each window, whether the group's count may not be shown: it is too small, or would give a small one away.

    Districts and the whole map: only where the protection says so. A zone: it is large enough, and the hidden counts
    do not follow from their sum, neither those inside nor those outside in the same district. All others, and what is
    drawn by hand, where one area more or less can be tried out: no hidden area.
    """
    found = []
    for window, mask in zip(windows, masks(setting, reckoned.indicator, windows), strict=True):
        if group.kind == "home":
            found.append(bool(mask.totals))
        elif group.kind == "district":
            found.append(bool(mask.totals.intersection(setting.districts_of(group))))
        elif not mask.areas.intersection(group.shares):
            found.append(False)
        elif group.kind != "zone":
            found.append(True)
        else:
            below = reckoned.indicator.dataset.suppress_below
            enough = reckoned.over(window)[0] >= below
            found.append(not enough or _gives_away(setting, group, mask, below))
    return found


def total_hidden(setting: Setting, indicator: Indicator, district: str, windows: Windows) -> bool:
    """Whether the figure of a district ("": of the whole map) over the last window would give a count away."""
    if not windows or not indicator.dataset.suppress_below:
        return False
    totals = masks(setting, indicator, windows)[-1].totals
    return district in totals if district else bool(totals)


def _gives_away(setting: Setting, group: Group, mask: Mask, below: int) -> bool:
    district = dict(setting.people.select(AREA, "district").iter_rows())
    touched = {district[code] for code in mask.areas.intersection(group.shares)}
    for counts in mask.counts:
        inside = [count for code, count in counts.items() if code in group.shares]
        outside = [
            [count for code, count in counts.items() if code not in group.shares and district[code] == one]
            for one in touched
        ]
        if any(_follow(some, below) for some in (inside, *outside)):
            return True
    return False


def _follow(counts: Sequence[float], below: int) -> bool:
    """Whether hidden counts follow from their sum, by the rule of `zonelab.indicators.disclosure`."""
    return bool(counts) and (len(counts) == 1 or sum(counts) in (len(counts), len(counts) * (below - 1)))


def masks(setting: Setting, indicator: Indicator, windows: Windows) -> list[Mask]:
    """What is hidden over each window; worked out once a content."""
    together = tuple(protection.beside(indicator, setting.indicators))
    digest = tables.digest_of(setting.boundary_set, together, setting.lookups)
    return _masks(_Asked(digest, windows, setting, together))


@dataclass(frozen=True)
class _Asked:
    """What a mask is worked out from, known by its digest and windows alone."""

    digest: str
    windows: Windows
    setting: Setting
    together: tuple[Indicator, ...]

    def __hash__(self) -> int:
        return hash((self.digest, self.windows))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and (other.digest, other.windows) == (self.digest, self.windows)


@lru_cache(maxsize=256)
def _masks(asked: _Asked) -> list[Mask]:
    setting, people = asked.setting, asked.setting.people
    frame = crossing.measured(
        asked.together[0].dataset,
        setting.boundary_set.vintage,
        setting.lookups,
        crossing.kinds_of(asked.together),
        areas=people[AREA].to_list(),
        periods=sorted({period for window in asked.windows for period in window}),
    )
    return [_mask(frame, people, asked.together, window) for window in asked.windows]


def _mask(frame: pl.DataFrame, people: pl.DataFrame, together: Sequence[Indicator], window: Sequence[str]) -> Mask:
    hidden = protection.hidden_over(frame, people, together, window)
    codes = people[AREA].filter(pl.Series(hidden.areas, dtype=pl.Boolean)).to_list()
    counts = (dict(zip(codes, count[hidden.areas].tolist(), strict=True)) for count in hidden.counts)
    known = tuple({code: count for code, count in one.items() if count == count} for one in counts)  # no NaN
    return Mask(frozenset(codes), hidden.districts, known)
