"""Knows which counts to hide so that nobody can be found out from them; does not know what they count.

The rule, for counts in groups whose totals are shown:
1. Primary: every count from 1 to threshold − 1 is hidden. Zeros are shown.
2. Cover: while the hidden counts of a group could be worked out, its smallest shown count above zero is hidden
   too, with all that equal it; where none above zero is left, its zeros are. (All that are equal: otherwise
   who knows this rule could tell, from which one was chosen, where the small one is.)
3. Where a group has nothing left to cover with, its total must be hidden too.
The hidden counts of a group could be worked out when (a) there is only one; (b) their sum is their number, so that
all are 1 for a reader who knows that zeros are shown; (c) their sum is their number times (threshold − 1), so
that all are the largest count that is hidden for being small.
Source: primary and secondary cell suppression as in Hundepool and others, Handbook on Statistical Disclosure
Control, chapters on tables; the rule above is ours, for one total a group, and easy to check by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import codes_of, table_of_arrays
from zonelab.indicators.counts import CountsError, Floats, numbers_of, sealed
from zonelab.indicators.values import named

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Protected:
    """What to hide; masks with one entry an area, read-only.

    hide: everything to be hidden, and the only mask that may be published. primary and complementary: why, for the
    publisher's own check: showing which is which gives values away. hidden_totals: groups whose total must be
    hidden as well.
    """

    hide: Mask
    primary: Mask
    complementary: Mask
    hidden_totals: tuple[Any, ...]
    threshold: int
    warnings: tuple[str, ...]
    codes: "pd.Index[Any] | None" = None
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def provenance(self) -> Provenance:
        """Digests of the counts, and the version; reckoned when asked for."""
        return Provenance.of(dict(self.given))

    def to_frame(self) -> pd.DataFrame:
        """One row an area: hide, and nothing that tells why."""
        return table_of_arrays({"hide": self.hide}, self.codes)

    def summary(self) -> str:
        """How much is hidden, in words."""
        first = (
            f"{int(self.hide.sum())} of {self.hide.size} counts are hidden, to protect those below {self.threshold}."
        )
        totals = f" So are the totals of {named(self.hidden_totals)}." if self.hidden_totals else ""
        return "\n".join((first + totals, *self.warnings))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the protection takes for granted, in words."""
        return (
            "Each area is in one group, and no other total that counts the same people is published. Where totals "
            "above the groups are shown as well, a hidden group total can be worked out from them.",
            "Readers may know this rule, but do not learn which counts are hidden for being small, and which as cover.",
        )

    def shown(self, counts: ArrayLike) -> Floats:
        """The counts with NaN where they are hidden; counts stand in the order in which they were protected."""
        numbers = numbers_of(counts, "Counts")
        if numbers.shape != self.hide.shape:
            raise CountsError(f"These are {numbers.size} counts; {self.hide.size} were protected. Give the same ones.")
        return sealed(np.where(self.hide, np.nan, numbers))


def protect(counts: ArrayLike, groups: "Sequence[Any] | pd.Series[Any]", threshold: int = 5) -> Protected:
    """Say which counts to hide, so that no hidden one follows from the total of its group.

    counts: whole numbers, one an area, zero or more, NaN = missing (nothing to hide); groups: the group of each area,
    in the same order; the total of a group is that of its known counts. threshold: the smallest count above zero
    that is safe to show; 0 or 1: all are.
    Raises CountsError (a ValueError) for counts that are not whole, or an area without a group.

    >>> found = protect([3, 12, 40, 0, 25, 30], ["A", "A", "A", "A", "B", "B"], threshold=5)
    >>> found.hide.tolist(), found.complementary.tolist()
    ([True, True, False, False, False, False], [False, True, False, False, False, False])
    >>> protect([3], ["A"], threshold=5).hidden_totals
    ('A',)
    """
    numbers = numbers_of(counts, "Counts")
    places, labels = pd.factorize(pd.Series(groups).to_numpy())
    if numbers.ndim != 1 or len(places) != len(numbers):
        raise CountsError("Give one count and one group for each area.")
    if (places < 0).any():
        raise CountsError("An area has no group. Give each area the group in whose total it is counted.")
    known = ~np.isnan(numbers)
    if (numbers[known] != np.floor(numbers[known])).any():
        raise CountsError("Only whole counts can be protected. Protect them before they are shared out or averaged.")
    if threshold < 0 or threshold != int(threshold):
        raise CountsError(f"A threshold is a whole number, zero or more, not {threshold}.")
    primary = known & (numbers >= 1) & (numbers < threshold)
    hide, unsafe = _covered(np.where(known, numbers, 0.0), known, places, primary, len(labels), int(threshold))
    hidden_totals = tuple(labels[unsafe].tolist())
    warning = f"The totals of these groups must be hidden too: {named(hidden_totals)}."
    warnings = (warning,) if hidden_totals else ()
    return Protected(
        sealed(hide), sealed(primary), sealed(hide & ~primary), hidden_totals, int(threshold), warnings,
        codes_of(counts), {"counts": numbers, "groups": places, "threshold": int(threshold)},
    )  # fmt: skip


def _covered(
    numbers: Floats, known: Mask, places: NDArray[np.intp], primary: Mask, groups: int, threshold: int
) -> tuple[Mask, Mask]:
    """Hide one cover after the other in every group that needs it; return the mask and the groups still unsafe."""
    hide = primary.copy()
    free = np.flatnonzero(known & ~primary)
    # Within a group: counts above zero first, smallest first, equal ones in one bundle.
    free = free[np.lexsort((numbers[free], numbers[free] == 0, places[free]))]
    fresh = (np.diff(places[free], prepend=-1) != 0) | (np.diff(numbers[free], prepend=-1) != 0)
    bundle = np.cumsum(fresh) - 1
    first = places[free][fresh]
    start = np.searchsorted(first, np.arange(groups))
    stop = np.searchsorted(first, np.arange(groups), side="right")
    while True:
        unsafe = _can_be_worked_out(numbers, known, places, hide, groups, threshold)
        coverable = np.flatnonzero(unsafe & (start < stop))
        if not coverable.size:
            return hide, unsafe
        hide[free[np.isin(bundle, start[coverable])]] = True
        start[coverable] += 1


def _can_be_worked_out(
    numbers: Floats, known: Mask, places: NDArray[np.intp], hide: Mask, groups: int, threshold: int
) -> Mask:
    hidden = np.bincount(places, weights=hide, minlength=groups)
    total = np.bincount(places, weights=np.where(hide, numbers, 0.0), minlength=groups)
    # What a reader who takes every hidden count for a small one could conclude.
    all_ones = total == hidden
    all_largest = total == hidden * (threshold - 1)
    worked_out: Mask = (hidden > 0) & ((hidden == 1) | all_ones | all_largest)
    return worked_out
