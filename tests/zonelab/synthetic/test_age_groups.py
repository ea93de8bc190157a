"""People are parted into groups that add up, and nobody is drawn twice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zonelab.synthetic.drawing import counted_value, shifted
from zonelab.synthetic.groups import GROUPS, age_groups


@given(people=st.lists(st.integers(1, 10_000), min_size=1, max_size=20), seed=st.integers(0, 2**32))
def test_groups_are_whole_and_fit_into_each_other(people: list[int], seed: int) -> None:
    groups = age_groups(np.array(people, dtype=float), np.random.default_rng(seed))
    assert tuple(groups) == GROUPS
    assert all((group == np.floor(group)).all() and (group >= 0).all() for group in groups.values())
    assert (groups["adults"] + groups["children"] == groups["people"]).all()
    assert (groups["five-year-olds"] <= groups["pupils"]).all()
    assert (groups["pupils"] <= groups["children"]).all()


def test_asking_for_groups_draws_nothing_from_the_generator() -> None:
    asked, fresh = np.random.default_rng(3), np.random.default_rng(3)
    first = age_groups(np.full(50, 1600.0), asked)
    again = age_groups(np.full(50, 1600.0), asked)
    assert (first["children"] == again["children"]).all()
    assert asked.normal() == fresh.normal()


def test_areas_have_about_as_many_children_as_real_ones() -> None:
    children = age_groups(np.full(5_000, 1600.0), np.random.default_rng(3))["children"] / 1600
    # The 611 areas of Leicester, Leicestershire and Rutland in 2020 (ONS): half lie from 15.7 % to 21.7 %.
    low, high = np.quantile(children, [0.25, 0.75])
    assert abs(low - 0.157) < 0.01
    assert abs(high - 0.217) < 0.015


def test_moving_by_nothing_leaves_a_rate_and_a_proportion_where_they_are() -> None:
    assert np.allclose(shifted("rate", np.array([0.3, 40.0]), np.zeros(2)), [0.3, 40.0])
    assert np.allclose(shifted("proportion", np.array([0.3, 0.9]), np.zeros(2)), [0.3, 0.9])


def test_nobody_to_count_is_no_value_and_not_zero() -> None:
    assert np.isnan(counted_value("proportion", np.array([0]), np.array([0.0]))).all()
