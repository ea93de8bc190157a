"""How far the order hangs on the weights: seeded, worked out once, and None where nothing can be varied."""

import numpy as np
import pytest

from peoplezones.choosing import analysis
from peoplezones.choosing.analysis import doubt
from peoplezones.places.analysis import value_table
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, give

pytestmark = pytest.mark.django_db

EQUAL = {"safe": 25, "well": 25, "skills": 25, "resources": 25}


@pytest.fixture
def table():
    """Twelve areas: the first has most need in all, the last least; between them safety and skills disagree."""
    areas = [AreaFactory(position=position) for position in range(12)]
    reports = IndicatorFactory(key="reports", outcome="safe", polarity="high")
    trained = IndicatorFactory(key="trained", outcome="skills", polarity="high")
    give(reports, {area: 100.0 - place for place, area in enumerate(areas)})
    give(trained, {area: 0.0 if place == 11 else 100.0 if place == 0 else place for place, area in enumerate(areas)})
    return value_table(areas[0].boundary_set)


@pytest.fixture
def forgotten():
    doubt._found.clear()


def test_who_leads_in_all_is_sure_and_who_leads_in_one_depends(table):
    found = analysis.sureness(table, EQUAL, 3)
    assert (found.label[0], found.low[0], found.high[0]) == ("robust", 1, 1)
    assert (found.label[11], found.low[11]) == ("not", 12)
    assert (found.label[1], found.label[10]) == ("depends", "depends")
    assert found.chance[0] == 1
    assert found.chance.sum() == pytest.approx(3)  # in each draw three are in the top
    assert found.draws == analysis.draws_for(12) == 2000


def test_the_same_address_gives_the_same_answer_in_another_process(table, forgotten):
    first = analysis.sureness(table, EQUAL, 3)
    doubt._found.clear()
    again = analysis.sureness(table, EQUAL, 3)
    assert again is not first
    assert (again.chance == first.chance).all()


def test_the_proportion_of_the_weights_counts_and_not_their_sum(table):
    in_hundreds = analysis.sureness(table, {"safe": 60, "skills": 20}, 3)
    assert analysis.sureness(table, {"safe": 3, "skills": 1}, 3) is in_hundreds


def test_another_top_leaves_the_intervals_as_they_were(table):
    three, five = (analysis.sureness(table, EQUAL, k) for k in (3, 5))
    assert (three.low == five.low).all()
    assert (three.high == five.high).all()
    assert (three.chance <= five.chance).all()


def test_it_is_worked_out_once_for_the_same_weights(table, monkeypatch):
    analysis.sureness(table, EQUAL, 3)

    def fail(*args, **kwargs):
        raise AssertionError("drawn again")

    monkeypatch.setattr(doubt, "rank_uncertainty", fail)
    analysis.sureness(table, EQUAL, 3)
    with pytest.raises(AssertionError, match="drawn again"):
        analysis.sureness(table, {**EQUAL, "safe": 30}, 3)


@pytest.mark.parametrize("weights", [{"safe": 100}, {"safe": 100, "well": 50}])
def test_with_one_outcome_that_counts_there_is_nothing_to_vary(table, weights):
    assert analysis.sureness(table, weights, 3) is None


def test_without_figures_or_scores_there_is_no_order_to_doubt():
    areas = [AreaFactory(position=position) for position in range(2)]
    table = value_table(areas[0].boundary_set)
    assert analysis.sureness(table, EQUAL, 3) is None
    assert analysis.alike(table, EQUAL) is None
    give(IndicatorFactory(outcome="safe"), {areas[0]: 1.0})
    give(IndicatorFactory(outcome="well"), {areas[1]: 1.0})
    table = value_table(type(areas[0].boundary_set).objects.get())
    assert analysis.need(table, EQUAL).scored == 0
    assert analysis.sureness(table, EQUAL, 3) is None


@pytest.mark.parametrize(("areas", "draws"), [(0, 2000), (611, 2000), (3300, 2000), (6600, 1000), (33_000, 200)])
def test_the_more_areas_the_fewer_draws(areas, draws):
    assert analysis.draws_for(areas) == draws


def test_a_weight_is_mostly_a_quarter_off(table):
    # By hand: two outcomes of 50 %, off by a quarter of that.
    for low, high in analysis.spread(analysis.sureness(table, EQUAL, 3)).values():
        assert (low, high) == pytest.approx((0.375, 0.625))


def test_figures_that_go_together_are_found_among_those_that_count(table):
    area = AreaFactory._meta.model.objects.order_by("position")
    again = IndicatorFactory(key="reports-again", outcome="safe", polarity="high")
    give(again, {one: 2.0 * (100 - place) for place, one in enumerate(area)})
    table = value_table(type(area[0].boundary_set).objects.get())
    assert analysis.alike(table, EQUAL).alike == (("reports", "reports-again"),)
    assert analysis.alike(table, {"skills": 100}) is None
    assert np.isfinite(analysis.alike(table, EQUAL).dimensions)
