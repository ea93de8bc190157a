import numpy as np
import polars as pl
import pytest

from peoplezones.places import analysis, queries
from peoplezones.places.analysis.figures import digest_of, figures_of
from tests.peoplezones.places.factories import AreaFactory, DatasetFactory, IndicatorFactory, give, keep
from tests.peoplezones.places.small_counts import COUNTS, MEASURES, PERIODS, SECRET, small_counts

pytestmark = pytest.mark.django_db


def all_figures():
    setting = analysis.Setting.now(queries.current_boundary_set())
    return setting, figures_of(setting, setting.indicators)


def test_a_value_is_the_count_over_people_with_its_interval_around_it():
    areas = [AreaFactory(position=place, population=1000) for place in range(3)]
    give(IndicatorFactory(key="reports", denominator="population", per=1000), dict(zip(areas, [0, 5, 65], strict=True)))
    one = all_figures()[1]["reports"]
    assert one.value.tolist() == [0, 5, 65]
    # Byar's and the exact limits, as PHEindicatormethods gives them.
    assert one.low.round(3).tolist() == [0, 1.623, 50.163]
    assert one.high.round(3).tolist() == [3.689, 11.668, 82.849]
    assert (np.diff(one.shrunk) > 0).all()
    assert one.window == ("2026",)


def test_a_share_has_an_interval_that_ends_at_a_hundred_per_cent():
    area, other = AreaFactory(position=0), AreaFactory(position=1)
    dataset = DatasetFactory()
    rows = {"area": [area.code, other.code], "period": "2026", "ill": [20, 3], "asked": [20, 20]}
    keep(dataset, pl.DataFrame(rows), {"2026": 2011})
    IndicatorFactory(dataset=dataset, key="ill", numerator=["ill"], denominator="asked", per=100)
    one = all_figures()[1]["ill"]
    assert one.value.tolist() == [100, 15]
    assert one.high[0] == 100


def test_a_value_that_the_publisher_worked_out_has_no_count_and_no_interval():
    area = AreaFactory(position=0)
    give(IndicatorFactory(key="score"), {area: 12.5})
    one = all_figures()[1]["score"]
    assert one.value.tolist() == [12.5]
    assert np.isnan([one.count, one.denominator, one.low, one.high, one.shrunk]).all()


def test_some_places_are_the_same_places_of_the_whole():
    small_counts()
    setting, whole = all_figures()
    some = figures_of(setting, setting.indicators, [2, 5])
    for key, one in whole.items():
        np.testing.assert_array_equal(some[key].value, one.value[[2, 5]])
        np.testing.assert_array_equal(some[key].hidden, one.hidden[[2, 5]])


def test_what_is_hidden_has_no_number_at_all():
    small_counts()
    for key, one in all_figures()[1].items():
        assert one.hidden.any(), key
        numbers = np.array([one.count, one.denominator, one.value, one.low, one.high])
        assert np.isnan(numbers[:, one.hidden]).all()
        assert not np.isnan(numbers[:, ~one.hidden]).any()


def test_an_area_hidden_in_one_indicator_is_hidden_in_those_it_could_be_worked_out_from():
    small_counts()
    made = all_figures()[1]
    for key in ("burglary", "robbery", "both"):
        np.testing.assert_array_equal(made[key].hidden, made["both"].hidden)
    for key, secret in SECRET.items():
        assert made[key].hidden[list(secret)].all()
    assert not made["both"].hidden.all()


def test_a_small_denominator_of_the_data_set_is_hidden_and_not_alone_in_its_district():
    small_counts()
    hidden = all_figures()[1]["absence"].hidden
    assert hidden[4]
    assert hidden[4:].sum() >= 2


def test_shrunk_values_are_the_same_whatever_the_hidden_counts_of_a_district_are_one_by_one():
    """Else one could solve for the mean and the spread that hidden counts are part of."""
    small = small_counts()
    before = all_figures()[1]
    (one, *rest), (other, *more) = COUNTS[:2]
    changed = [(one + 1, *rest), (other - 1, *more), *COUNTS[2:]]
    rows = [
        {"area": area.code, "period": period, **dict(zip(MEASURES, counts, strict=True))}
        for area, counts in zip(small.areas, changed, strict=True)
        for period in PERIODS
    ]
    keep(small.dataset, pl.DataFrame(rows), dict.fromkeys(PERIODS, 2011))
    after = all_figures()[1]
    assert before.keys() == after.keys()
    for key, one in before.items():
        assert one.hidden[:2].any() or "burglary" not in one.indicator.numerator
        assert np.array_equal(one.hidden, after[key].hidden)
        assert np.isnan(one.shrunk[one.hidden]).all()
        assert one.shrunk[~one.hidden] == pytest.approx(after[key].shrunk[~one.hidden], rel=1e-12)


def test_the_name_of_the_content_changes_with_what_is_hidden():
    small = small_counts()
    setting, _made = all_figures()
    before = digest_of(setting, setting.indicators[0])
    small.dataset.suppress_below = 8
    small.dataset.save()
    setting, _made = all_figures()
    assert digest_of(setting, setting.indicators[0]) != before
