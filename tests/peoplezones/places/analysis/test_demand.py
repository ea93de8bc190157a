import math

import pytest

from peoplezones.places.analysis import Group, Setting, demand_of
from tests.peoplezones.places.analysis.made_up_figures import code, held, months, squares, table
from tests.peoplezones.places.factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def demand(areas, *inside, kind="zone"):
    setting = Setting.now(type(areas[0].boundary_set).objects.get())
    return demand_of(setting, Group(kind, {code(number): 1.0 for number in inside}))


def counted(dataset, key, kind="reactive", agency="Police", **about):
    given = {"numerator": [key], "denominator": "population", "per": 1000, "window": 12}
    return IndicatorFactory(dataset=dataset, key=key, demand=kind, agency=agency, **(given | about))


def monthly(measures, *, years=(2025,), area=1, without=(), **about):
    """The same count of each measure in every month."""
    rows = [
        (area, month, *(None if (name, month) in without else many for name, many in measures.items()))
        for year in years
        for month in months(year)
    ]
    return held(table(rows, *measures), period_kind="month", **about)


def test_the_share_that_is_reactive_by_hand():
    areas = squares(1000, 4000)
    dataset = held(
        table([(number, month, 10 * number, 5) for month in months(2025) for number in (1, 2)], "calls", "checks"),
        period_kind="month",
    )
    counted(dataset, "calls")
    counted(dataset, "checks", "developmental", "Health")
    found = demand(areas, 1, 2)
    assert found.years == ("2025-12",)
    assert found.gaps == ()
    [total] = found.counted.totals.to_dict("records")
    assert (total["reactive"], total["developmental"], total["population"]) == (360, 120, 5000)
    assert (total["reactive_share"], total["reactive_per_1000"]) == (0.75, 72)
    by_agency = found.counted.by_agency.set_index("agency")
    assert by_agency.loc["Police", "reactive"] == 360
    assert by_agency.loc["Health", "developmental"] == 120
    assert demand(areas, 1).counted.totals["reactive"].tolist() == [120]


def test_a_month_that_an_agency_did_not_deliver_leaves_no_figure_and_no_total_for_its_year():
    areas = squares(1000)
    dataset = monthly({"calls": 2, "fires": 1}, years=(2023, 2024, 2025), without={("fires", "2024-07")})
    counted(dataset, "calls")
    counted(dataset, "fires", agency="Fire service")
    found = demand(areas, 1)
    assert found.years == ("2023-12", "2024-12", "2025-12")
    assert [(gap.agency, gap.last_month, gap.is_hidden) for gap in found.gaps] == [("Fire service", "2024-12", False)]
    assert found.counted.totals["reactive"].tolist() == pytest.approx([36, math.nan, 36], nan_ok=True)
    police = found.counted.by_agency.query("agency == 'Police'")
    assert police["reactive"].tolist() == [24, 24, 24]


def test_years_end_with_the_newest_month_that_all_have_delivered():
    areas = squares(1000)
    counted(monthly({"calls": 2}, years=(2024, 2025)), "calls")
    rows = [(1, month, 1) for month in [*months(2024), *months(2025)[:6]]]
    counted(held(table(rows, "visits"), period_kind="month"), "visits", agency="Health")
    found = demand(areas, 1)
    assert found.years == ("2025-06",)
    assert found.counted.totals["reactive"].tolist() == [36]


def test_two_data_sets_and_two_measures_of_one_agency_are_added():
    areas = squares(1000)
    counted(monthly({"calls": 2, "alarms": 3}), "calls")
    counted(Setting.now(areas[0].boundary_set).indicators[0].dataset, "alarms")
    counted(monthly({"visits": 1}), "visits", "developmental")
    found = demand(areas, 1)
    assert found.counted.by_agency.to_dict("records")[0]["reactive"] == 60
    assert found.counted.totals["developmental"].tolist() == [12]


def test_what_two_indicators_count_alike_is_counted_once():
    areas = squares(1000)
    dataset = monthly({"calls": 2})
    counted(dataset, "calls")
    counted(dataset, "calls-by-homes", numerator=["calls"], denominator="households")
    assert demand(areas, 1).counted.totals["reactive"].tolist() == [24]


@pytest.mark.parametrize(
    "about",
    [
        {"kind": "neither"},
        {"agency": ""},
        {"denominator": ""},
        {"denominator": "calls"},
    ],
)
def test_what_counts_no_contacts_of_an_agency_is_left_out(about):
    areas = squares(1000)
    counted(monthly({"calls": 2}), "calls", **about)
    found = demand(areas, 1)
    assert (found.years, found.counted, found.indicators, found.gaps) == ((), None, (), ())


def test_figures_by_year_are_no_contacts_by_month():
    areas = squares(1000)
    counted(held(table([(1, "2025", 10)], "calls"), period_kind="year"), "calls", window=1)
    assert demand(areas, 1).counted is None


def test_where_nothing_is_loaded_nothing_is_told():
    areas = squares(1000)
    assert demand(areas, 1).counted is None
    assert demand(areas).years == ()


def test_less_than_a_year_is_no_year():
    areas = squares(1000)
    rows = [(1, month, 10) for month in months(2025)[:11]]
    counted(held(table(rows, "calls"), period_kind="month"), "calls")
    assert demand(areas, 1).years == ()


def test_an_area_without_any_count_has_no_years():
    areas = squares(1000, 1000)
    counted(monthly({"calls": 2}), "calls")
    found = demand(areas, 2)
    assert (found.years, found.counted, found.gaps) == ((), None, ())


def test_small_counts_are_in_no_sum_and_told_as_held_back():
    areas = squares(1000, 1000, 1000)
    rows = [
        (number, month, 1 if number > 1 else int(month == "2025-05")) for month in months(2025) for number in (1, 2, 3)
    ]
    dataset = held(table(rows, "calls"), period_kind="month", suppress_below=5)
    counted(dataset, "calls")
    counted(monthly({"visits": 3}), "visits", "developmental", "Health")
    found = demand(areas, 1, kind="area")
    assert [(gap.agency, gap.is_hidden) for gap in found.gaps] == [("Police", True)]
    assert found.counted.totals["reactive"].tolist() == pytest.approx([math.nan], nan_ok=True)
    assert found.counted.by_agency["reactive"].dropna().tolist() == []
    whole = demand(areas, 1, 2, 3, kind="home").counted.by_agency.set_index("agency")
    assert whole.loc["Police", "reactive"] == 25


def test_an_incident_that_several_indicators_count_is_counted_once():
    """As all crime together and burglary alone are: a sum of sums would count the burglaries twice."""
    areas = squares(1000)
    dataset = monthly({"burglary": 3, "robbery": 5})
    counted(dataset, "all-crime", numerator=["burglary", "robbery"])
    counted(dataset, "burglary")
    found = demand(areas, 1)
    assert found.counted.by_agency["reactive"].tolist() == [12 * (3 + 5)]
    assert {one.key for one in found.indicators} == {"all-crime", "burglary"}


def test_official_counts_and_made_up_ones_are_never_added():
    areas = squares(1000)
    counted(monthly({"calls": 2}), "calls")
    counted(monthly({"crimes": 3}, is_official=True), "crimes")
    found = demand(areas, 1)
    assert found.counted.totals["reactive"].tolist() == [36]
    assert [one.key for one in found.indicators] == ["crimes"]
