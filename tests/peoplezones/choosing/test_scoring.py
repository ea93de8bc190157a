import numpy as np
import pytest

from peoplezones.choosing import analysis
from peoplezones.places.analysis import value_table
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, give

pytestmark = pytest.mark.django_db

EQUAL = {"safe": 25, "well": 25, "skills": 25, "resources": 25}


@pytest.fixture
def table():
    """Four areas; safety rises from first to last, skills (a good thing) fall."""
    areas = [AreaFactory(position=position) for position in range(4)]
    reports = IndicatorFactory(key="reports", outcome="safe", polarity="high")
    trained = IndicatorFactory(key="trained", outcome="skills", polarity="low")
    for place, area in enumerate(areas):
        give(reports, {area: 10.0 * place})
        give(trained, {area: [5, 9, 7, 1][place]})
    return value_table(areas[0].boundary_set)


def test_scores_follow_the_weights_of_the_outcomes(table):
    # By hand: order of n=4 is (rank − .5)/4: safe 12.5 37.5 62.5 87.5; skills turned round 62.5 12.5 37.5 87.5.
    assert analysis.need(table, {**EQUAL, "skills": 0}).score == pytest.approx([12.5, 37.5, 62.5, 87.5])
    assert analysis.need(table, {**EQUAL, "safe": 0}).score == pytest.approx([62.5, 12.5, 37.5, 87.5])
    assert analysis.need(table, {**EQUAL, "safe": 75}).score == pytest.approx([25, 31.25, 56.25, 87.5])


def test_parts_add_up_to_the_score_and_come_in_the_order_of_the_outcomes(table):
    result = analysis.need(table, {**EQUAL, "safe": 60})
    assert list(result.group_parts.columns) == ["safe", "skills"]
    assert result.group_parts.sum(axis=1).to_numpy() == pytest.approx(result.score)
    assert result.parts.sum(axis=1).to_numpy() == pytest.approx(result.score)


def test_an_outcome_without_figures_takes_no_part(table):
    assert analysis.need(table, {**EQUAL, "well": 100}).score == pytest.approx(analysis.need(table, EQUAL).score)


def test_weight_on_nothing_that_is_measured_counts_all_alike(table):
    only_well = {"safe": 0, "well": 100, "skills": 0, "resources": 0}
    assert analysis.need(table, only_well).score == pytest.approx(analysis.need(table, EQUAL).score)


def test_without_figures_there_is_nothing_to_score():
    area = AreaFactory()
    assert analysis.need(value_table(area.boundary_set), EQUAL) is None


def test_an_area_without_any_figure_of_a_weighted_outcome_has_no_score_and_no_class():
    areas = [AreaFactory(position=0), AreaFactory(position=1)]
    reports = IndicatorFactory(outcome="safe")
    give(reports, {areas[0]: 10.0})
    result = analysis.need(value_table(areas[0].boundary_set), EQUAL)
    assert np.isnan(result.score[1])
    assert list(analysis.classes(result)) == [7, 0]


def test_classes_are_sevenths_of_the_areas_by_rank(table):
    class Ranked:
        rank = np.arange(1, 612, dtype=float)

    found = analysis.classes(Ranked())
    assert found[0] == 7
    assert found[-1] == 1
    assert set(np.bincount(found, minlength=8)[1:]) <= {87, 88}
    assert (np.diff(found) <= 0).all()


def test_values_are_normalised_once_for_all_weights(table, monkeypatch):
    analysis.need(table, EQUAL)

    def fail(*args):
        raise AssertionError("normalised again")

    monkeypatch.setattr("peoplezones.choosing.analysis.scoring.prepare", fail)
    analysis.need(table, {**EQUAL, "safe": 80})
