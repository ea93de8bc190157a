"""Knows what is to be done to raw values before they are put on a scale: gaps, outliers; does none of it itself."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

from zonelab.indicators.checks import SpecificationError, check_choice

Fill = Literal["none", "mean", "median", "neighbours", "regression"]
FILLS: tuple[str, ...] = get_args(Fill)
Otherwise = Literal["none", "log", "box_cox"]
OTHERWISE: tuple[str, ...] = get_args(Otherwise)


@dataclass(frozen=True)
class Gaps:
    """What is done about missing values; nothing, if nothing is said.

    drop_indicators_below, drop_areas_below: the least share of areas (indicators) that must have a value, 0 to 1, so
    that an indicator (an area) stays; indicators go first. fill: "none" leaves a gap, and the other indicators of the
    group stand in for it; "mean" and "median" take that of the area's district, or of all areas; "neighbours" the mean
    of the areas next to it; "regression" what its other indicators let expect. Raises SpecificationError.
    """

    drop_areas_below: float = 0.0
    drop_indicators_below: float = 0.0
    fill: Fill = "none"

    def __post_init__(self) -> None:
        for name in ("drop_areas_below", "drop_indicators_below"):
            share = getattr(self, name)
            if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
                raise SpecificationError(f"{name} is a share from 0 to 1, not {share!r}. 0.5 is half of them.")
        check_choice(self.fill, FILLS, "A way to fill gaps")


@dataclass(frozen=True)
class Outliers:
    """What is done about outliers and skew; nothing, if nothing is said.

    winsorise: how many areas of one indicator may be set to the next value, 0 = none, while its skewness and kurtosis
    are both beyond the limits; otherwise: what to do where that is not enough: "none" leaves the values as they were,
    "log" and "box_cox" transform them. See `treat`. Raises SpecificationError.
    """

    winsorise: int = 0
    skewness: float = 2.0
    kurtosis: float = 3.5
    otherwise: Otherwise = "none"

    def __post_init__(self) -> None:
        points = self.winsorise
        if isinstance(points, bool) or not isinstance(points, int) or points < 0:
            raise SpecificationError(f"winsorise is how many areas, a whole number, zero or more, not {points!r}.")
        for name, least in (("skewness", 0.0), ("kurtosis", -math.inf)):
            limit = getattr(self, name)
            if isinstance(limit, bool) or not isinstance(limit, int | float) or not least < limit < math.inf:
                raise SpecificationError(f"The limit of {name} is a number{' above 0' * (not least)}, not {limit!r}.")
        check_choice(self.otherwise, OTHERWISE, "What is done otherwise,")

    @property
    def asked(self) -> bool:
        """Whether values may change at all."""
        return self.winsorise > 0 or self.otherwise != "none"
