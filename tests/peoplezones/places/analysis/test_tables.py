import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from peoplezones.places import queries
from peoplezones.places.analysis import Setting, in_choice, tables, value_table
from peoplezones.places.models import Indicator
from tests.peoplezones.places.analysis.made_up_figures import code, held, look_up, months, squares, table
from tests.peoplezones.places.factories import IndicatorFactory, keep
from zonelab.indicators import shrink

pytestmark = pytest.mark.django_db


def of_now(areas):
    return value_table(type(areas[0].boundary_set).objects.get())


def rate(dataset, **about):
    return IndicatorFactory(dataset=dataset, **({"numerator": ["m"], "denominator": "population", "per": 1000} | about))


def test_rates_are_ranked_by_what_is_left_of_them_without_chance_and_kept_as_counted():
    areas = squares(1000, 3000, 2000)
    rate(held(table([(1, "2025", 40), (2, "2025", 60), (3, "2025", 10)], "m")), key="i")
    found = of_now(areas)
    assert found.raw["i"].to_dict() == {code(1): 40, code(2): 20, code(3): 5}
    by_zonelab = shrink(np.array([40, 60, 10]), np.array([1000, 3000, 2000]), per=1000).shrunk
    assert found.values["i"].tolist() == pytest.approx(by_zonelab.tolist())
    assert found.values["i"].tolist() != pytest.approx([40, 20, 5])
    assert not found.hidden.to_numpy().any()


def test_scores_and_ranks_stand_as_they_were_published():
    areas = squares(1000, 3000)
    dataset = held(table([(1, "2019", 4.5, 2), (2, "2019", 40.25, 1)], "score", "rank"))
    IndicatorFactory(dataset=dataset, key="score")
    IndicatorFactory(dataset=dataset, key="rank", is_rank=True)
    found = of_now(areas)
    assert found.values["score"].tolist() == found.raw["score"].tolist() == [4.5, 40.25]
    assert found.values["rank"].tolist() == [2, 1]


def test_what_is_not_known_of_an_area_is_missing_and_not_nothing():
    areas = squares(1000, 3000, 2000)
    rate(held(table([(1, "2025", 40), (2, "2025", 0), (77, "2025", 999)], "m")), key="i")
    found = of_now(areas)
    assert found.raw["i"].tolist() == pytest.approx([40, 0, math.nan], nan_ok=True)
    assert math.isnan(found.values["i"][code(3)])
    assert (found.of(code(1)), found.of(code(3))) == ({"i": 40.0}, {})


def test_a_year_counts_only_where_all_its_months_are_known():
    areas = squares(1000, 1000)
    rows = [(number, month, 1) for month in months(2025) for number in (1, 2) if (number, month) != (2, "2025-05")]
    rate(held(table(rows, "m"), period_kind="month"), key="i", window=12)
    assert of_now(areas).raw["i"].tolist() == pytest.approx([12, math.nan], nan_ok=True)


def test_small_counts_are_hidden_from_an_area_although_it_is_ranked_by_them():
    areas = squares(1000, 1000, 1000)
    rate(held(table([(1, "2025", 3), (2, "2025", 20), (3, "2025", 30)], "m"), suppress_below=5), key="i")
    found = of_now(areas)
    assert found.hidden["i"].tolist() == [True, True, False]
    assert (found.of(code(1)), found.of(code(3))) == ({}, {"i": 30.0})


def test_counts_that_were_shared_out_are_protected_as_whole_ones():
    areas = squares(1000, 1000, 1000)
    look_up((1, 12, "M", 1.0, 0.04), (2, 12, "M", 1.0, 0.96), (3, 3, "U", 1.0, 1.0))
    rate(held(table([(12, "2025", 10), (3, "2025", 30)], "m"), 2021, suppress_below=5), key="i")
    found = of_now(areas)
    assert found.raw["i"].tolist() == pytest.approx([0.4, 9.6, 30])
    assert found.hidden["i"].tolist() == [True, True, False]


def test_one_area_alone_or_with_the_only_value_is_not_evened_out():
    areas = squares(1000, 1000)
    rate(held(table([(1, "2025", 40)], "m")), key="i")
    assert of_now(areas).values["i"].tolist() == pytest.approx([40, math.nan], nan_ok=True)


def test_nothing_anywhere_is_nothing_and_no_failure():
    areas = squares(1000, 0)
    rate(held(table([(1, "2025", 0), (2, "2025", 0)], "m")), key="i")
    assert of_now(areas).values["i"].tolist() == pytest.approx([0, math.nan], nan_ok=True)


def test_a_need_is_made_of_indicators_that_speak_to_an_outcome_and_know_where_need_lies():
    chosen = Indicator(key="a", outcome="safe", polarity="high")
    others = [
        Indicator(key="b", outcome="", polarity="high"),
        Indicator(key="c", outcome="safe", polarity="none"),
        Indicator(key="d", outcome="safe", polarity="low", feeds_choice=False),
    ]
    assert in_choice([chosen, *others]) == (chosen,)


def test_the_same_content_is_worked_out_once_and_another_one_anew(monkeypatch):
    areas = squares(1000, 1000)
    one = rate(held(table([(1, "2025", 40), (2, "2025", 20)], "m")), key="i")
    asked = []
    monkeypatch.setattr(tables, "_worked_out", lambda *given, real=tables._worked_out: asked.append(1) or real(*given))
    first = of_now(areas)
    assert of_now(areas).values is first.values
    assert len(asked) == 1
    keep(one.dataset, table([(1, "2025", 41), (2, "2025", 20)], "m"), {"2025": 2011})
    second = of_now(areas)
    assert (second.digest != first.digest, second.raw["i"].tolist()) == (True, [41, 20])
    Indicator.objects.update(per=100)
    assert of_now(areas).raw["i"].tolist() == pytest.approx([4.1, 2])
    assert len(asked) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"dataset__suppress_below": 5},
        {"dataset__counts_events": True},
        {"dataset__period_kind": "year"},
        {"numerator": ["n"]},
        {"denominator": "households"},
        {"per": 5},
        {"window": 2},
        {"polarity": "low"},
        {"is_rank": True},
    ],
)
def test_whatever_changes_a_value_changes_its_name(change):
    areas = squares(1000)
    one = rate(held(table([(1, "2025", 40)], "m")), key="i")
    before = tables.digest_of(areas[0].boundary_set, [one], ())
    for field, value in change.items():
        setattr(one.dataset if field.startswith("dataset__") else one, field.removeprefix("dataset__"), value)
    assert tables.digest_of(areas[0].boundary_set, [one], ()) != before


def test_other_boundaries_or_another_look_up_change_the_name_as_well():
    areas = squares(1000)
    one = rate(held(table([(1, "2025", 40)], "m")), key="i")
    names = {tables.digest_of(areas[0].boundary_set, [one], lookups) for lookups in ((), (look_up(),))}
    areas[0].boundary_set.digest = "another"
    names.add(tables.digest_of(areas[0].boundary_set, [one], ()))
    assert len(names) == 3


def test_people_are_those_of_the_boundaries_as_they_are_now():
    areas = squares(1000)
    boundary_set = areas[0].boundary_set
    assert queries.people(boundary_set)["population"].to_list() == [1000]
    type(areas[0]).objects.update(population=1200)
    boundary_set.digest = "with other people"
    assert queries.people(boundary_set)["population"].to_list() == [1200]


def test_what_is_kept_stays_within_its_bounds_when_several_ask_at_once(monkeypatch):
    areas = squares(1000, 1000)
    dataset = held(table([(1, "2025", 40), (2, "2025", 20)], "m"))
    chosen = [rate(dataset, key=f"i{number}", per=number + 1) for number in range(12)]
    monkeypatch.setattr(tables, "KEPT_COLUMNS", 3)
    monkeypatch.setattr(tables, "_columns", {})
    boundary_set = areas[0].boundary_set
    setting = Setting.now(boundary_set)  # threads of a test see no data base
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: tables.columns(setting, [chosen[number % 12]]), range(60)))
    for number, answer in enumerate(answers):
        per = chosen[number % 12].per
        assert answer[f"i{number % 12}"].raw.tolist() == pytest.approx([0.04 * per, 0.02 * per])
    assert len(tables._columns) == 3
