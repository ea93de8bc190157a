"""A data set with counts too small to be shown, made so that each follows from others if one guard is missing."""

from dataclasses import dataclass

import polars as pl

from peoplezones.places.models import Area, Dataset
from tests.peoplezones.places.factories import AreaFactory, DatasetFactory, DistrictFactory, IndicatorFactory, keep

BELOW = 5
PERIODS = ("2024", "2025")
#          burglary, robbery, pupils, absent
COUNTS = [
    (3, 40, 30, 11),
    (9, 41, 31, 12),
    (14, 42, 32, 13),
    (15, 2, 33, 14),
    (16, 44, 4, 0),
    (17, 45, 35, 6),
    (18, 46, 36, 17),
    (19, 47, 37, 18),
]
MEASURES = ["burglary", "robbery", "pupils", "absent"]
PEOPLE = 1009  # prime, so that a rate tells its count


@dataclass(frozen=True)
class Small:
    dataset: Dataset
    areas: list[Area]

    def place(self, code: str) -> int:
        return [area.code for area in self.areas].index(code)


def small_counts() -> Small:
    """Two districts of four areas; indicators whose measures overlap; the same counts in both years."""
    districts = [DistrictFactory(code=f"E0600009{place}", name=f"Shire {place}") for place in (1, 2)]
    areas = [
        AreaFactory(position=place, code=f"E{place:08d}", district=districts[place // 4], population=PEOPLE)
        for place in range(len(COUNTS))
    ]
    dataset = DatasetFactory(key="small", name="Small counts", period_kind="year", suppress_below=BELOW)
    rows = [
        {"area": area.code, "period": period, **dict(zip(MEASURES, counts, strict=True))}
        for area, counts in zip(areas, COUNTS, strict=True)
        for period in PERIODS
    ]
    keep(dataset, pl.DataFrame(rows[::2]), {PERIODS[0]: 2011})
    keep(dataset, pl.DataFrame(rows), dict.fromkeys(PERIODS, 2011))
    rate = {"dataset": dataset, "denominator": "population", "per": 1000, "window": 1}
    IndicatorFactory(key="burglary", numerator=["burglary"], **rate)
    IndicatorFactory(key="robbery", numerator=["robbery"], **rate)
    IndicatorFactory(key="both", numerator=["burglary", "robbery"], **rate)
    share = {"dataset": dataset, "denominator": "pupils", "per": 100, "window": 1}
    IndicatorFactory(key="absence", numerator=["absent"], **share)
    return Small(dataset, areas)


# Where a count from 1 to 4 is, by indicator: what nobody may find out. Of absence, it is a denominator.
SECRET = {"burglary": {0: 3}, "robbery": {3: 2}, "absence": {4: 4}}
