import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peoplezones.places.analysis import reckoning
from peoplezones.places.models import Indicator
from tests.peoplezones.places.analysis.made_up_figures import code, table

PEOPLE = pl.DataFrame(
    {
        "area": [code(1), code(2), code(3)],
        "population": [1000, 2000, 100],
        "households": [400, 0, 50],
    }
)


def indicator(**about):
    return Indicator(**({"key": "i", "numerator": ["m"], "denominator": "population", "per": 1000} | about))


def group(**shares):
    """`group(a1=1.0, a2=0.5)`: areas by their number with the share that lies inside."""
    inside = {"area": [code(int(name[1:])) for name in shares], "share": [float(share) for share in shares.values()]}
    return pl.DataFrame(inside).join(PEOPLE, on="area")


def reckon(rows, measures=("m",), *, of, **about):
    [found] = reckoning.reckon(table(rows, *measures), of, [indicator(**about)])
    return found


def test_a_rate_is_the_counts_of_the_areas_over_their_people():
    found = reckon([(1, "2025", 3), (2, "2025", 9), (3, "2025", 99)], of=group(a1=1, a2=1))
    assert found.over(["2025"]) == (12, 3000)
    assert found.value_over(["2025"]) == pytest.approx(4.0)


def test_a_part_of_an_area_brings_its_part_of_counts_and_people():
    found = reckon([(1, "2025", 3), (2, "2025", 8)], of=group(a1=1, a2=0.25))
    assert found.over(["2025"]) == (5, 1500)


def test_several_measures_are_added_and_one_that_is_not_known_makes_the_sum_not_known():
    rows = [(1, "2024", 3, 4), (1, "2025", 3, None)]
    found = reckon(rows, ("m", "n"), of=group(a1=1), numerator=["m", "n"])
    assert found.over(["2024"]) == (7, 1000)
    assert np.isnan(found.over(["2025"])).all()


def test_a_measure_can_be_what_is_divided_by():
    rows = [(1, "2025", 30, 200), (2, "2025", 10, 50)]
    found = reckon(rows, ("m", "pupils"), of=group(a1=1, a2=1), denominator="pupils", per=100)
    assert found.over(["2025"]) == (40, 250)
    assert found.value_over(["2025"]) == 16


def test_a_score_of_a_group_is_the_mean_by_people():
    found = reckon([(1, "2025", 10), (2, "2025", 40)], of=group(a1=1, a2=1), denominator="", per=1)
    assert found.value_over(["2025"]) == pytest.approx((10 * 1000 + 40 * 2000) / 3000)
    half = reckon([(1, "2025", 10), (2, "2025", 40)], of=group(a1=1, a2=0.5), denominator="", per=1)
    assert half.value_over(["2025"]) == pytest.approx(25)


def test_households_are_those_of_the_areas_where_they_are_known():
    rows = [(1, "2025", 8), (2, "2025", 99), (3, "2025", 1)]
    assert reckon(rows, of=group(a1=1, a3=1), denominator="households").over(["2025"]) == (9, 450)
    # Of area 2 it is not known how many there are, and it is far more than a twentieth of the people.
    assert np.isnan(reckon(rows, of=group(a1=1, a2=1), denominator="households").over(["2025"])).all()


@pytest.mark.parametrize(("people", "is_known"), [(50, True), (51, False)])
def test_up_to_a_twentieth_of_the_people_may_live_where_nothing_is_known(people, is_known):
    of = pl.DataFrame(
        {"area": [code(1), code(2)], "share": [1.0, 1.0], "population": [1000 - people, people], "households": [1, 1]}
    )
    for rows in ([(1, "2025", 3)], [(1, "2025", 3), (2, "2025", None)]):
        found = reckon(rows, of=of)
        assert found.over(["2025"]) == ((3, 1000 - people) if is_known else pytest.approx((math.nan,) * 2, nan_ok=True))


def test_each_period_is_judged_on_its_own_by_the_twentieth():
    rows = [(1, "2024", 3), (2, "2024", 5), (1, "2025", 3)]
    found = reckon(rows, of=group(a1=1, a2=1))
    assert found.periods == ("2024", "2025")
    assert found.n.tolist()[0] == 8
    assert math.isnan(found.n[1])


def test_counts_add_up_over_a_window_and_people_do_not():
    rows = [(1, f"2025-{month:02d}", month) for month in range(1, 13)]
    found = reckon(rows, of=group(a1=1))
    window = tuple(f"2025-{month:02d}" for month in range(1, 13))
    assert found.over(window) == (78, 1000)
    assert found.value_over(window) == pytest.approx(78)
    assert reckon(rows, of=group(a1=1), denominator="households").over(window) == (78, 400)


def test_a_measure_that_is_divided_by_adds_up_over_a_window():
    rows = [(1, "2024", 3, 100), (1, "2025", 5, 300)]
    assert reckon(rows, ("m", "n"), of=group(a1=1), denominator="n").over(["2024", "2025"]) == (8, 400)


def test_a_window_that_lacks_a_period_has_no_value():
    found = reckon([(1, "2023", 3), (1, "2025", 5)], of=group(a1=1))
    assert np.isnan(found.over(["2023", "2024", "2025"])).all()
    assert math.isnan(found.value_over(["2024"]))
    assert math.isnan(found.value_over([]))
    broken = reckon([(1, "2024", None), (1, "2025", 5)], of=group(a1=1))
    assert math.isnan(broken.value_over(["2024", "2025"]))


def test_of_a_score_a_window_gives_the_newest_and_only_where_all_of_it_is_there():
    found = reckon([(1, "2024", 3), (1, "2025", 5)], of=group(a1=1), denominator="", per=1)
    assert found.value_over(["2024", "2025"]) == 5
    broken = reckon([(1, "2024", None), (1, "2025", 5)], of=group(a1=1), denominator="", per=1)
    assert math.isnan(broken.value_over(["2024", "2025"]))


def test_a_rank_is_known_of_one_whole_area_alone():
    rows = [(1, "2025", 17), (2, "2025", 4)]
    about = {"denominator": "", "per": 1, "is_rank": True}
    assert reckon(rows, of=group(a1=1), **about).value_over(["2025"]) == 17
    for of in (group(a1=0.9), group(a1=1, a2=1), group(a1=1, a2=0.01)):
        assert math.isnan(reckon(rows, of=of, **about).value_over(["2025"]))


def test_nobody_to_divide_by_makes_no_rate():
    assert math.isnan(reckon([(1, "2025", 0, 0)], ("m", "n"), of=group(a1=1), denominator="n").value_over(["2025"]))


def test_a_group_of_which_nothing_is_known_has_no_period():
    found = reckon([(3, "2025", 1)], of=group(a1=1))
    assert found.periods == ()
    assert math.isnan(found.value_over(["2025"]))


VALUES = st.none() | st.integers(0, 50)


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from([1, 2, 3, 4]), st.sampled_from(["2023", "2024", "2025"]), VALUES, VALUES),
        max_size=12,
        unique_by=lambda row: row[:2],
    ),
    window=st.sampled_from([["2025"], ["2024", "2025"], ["2023", "2024", "2025"], []]),
    denominator=st.sampled_from(["population", "households", "n", ""]),
    is_rank=st.booleans(),
    order=st.permutations([0, 1, 2]),
)
def test_all_areas_at_once_are_what_each_of_them_is_alone(rows, window, denominator, is_rank, order):
    one = indicator(denominator=denominator, per=7, is_rank=is_rank and not denominator)
    people = PEOPLE[order]
    frame = table(rows, "m", "n").sort("area", "period")
    n, d = reckoning.by_area(frame, people, one, window)
    with np.errstate(divide="ignore", invalid="ignore"):
        at_once = np.where(d > 0, one.per * n / d, np.nan)
    alone = []
    for area in people["area"]:
        of = people.filter(pl.col("area") == area).with_columns(pl.lit(1.0).alias("share"))
        [found] = reckoning.reckon(frame, of, [one])
        alone.append(found.value_over(window))
    assert at_once.tolist() == pytest.approx(alone, nan_ok=True)


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.integers(0, 100), min_size=3, max_size=3),
    shares=st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3),
    order=st.permutations([0, 1, 2]),
)
def test_the_order_of_areas_does_not_matter_and_parts_add_up_to_the_whole(counts, shares, order):
    rows = [(number + 1, "2025", many) for number, many in enumerate(counts)]
    whole = group(a1=1, a2=1, a3=1)
    inside = whole.with_columns(pl.Series("share", shares))
    outside = whole.with_columns(pl.Series("share", [1 - share for share in shares]))
    n, d = reckon(rows, of=whole).over(["2025"])
    parts = [reckon(rows, of=part).over(["2025"]) for part in (inside, outside)]
    assert sum(part[0] for part in parts) == pytest.approx(n)
    assert sum(part[1] for part in parts) == pytest.approx(d)
    assert reckon([rows[place] for place in order], of=whole[list(reversed(order))]).over(["2025"]) == pytest.approx(
        (n, d)
    )
