import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplezones.ui.words import number, numbers_that_add_up


@pytest.mark.parametrize(
    ("value", "decimals", "says"),
    [
        (1234.56, 1, "1,234.6"),
        (0.96, 1, "1.0"),
        (17128, 0, "17,128"),
        (12.345, 2, "12.35"),
        (-0.04, 1, "0.0"),
        (1e-9, 1, "0.0"),
    ],
)
def test_numbers_are_rounded_and_grouped(value, decimals, says):
    assert number(value, decimals) == says


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.integers(0, 3))
def test_rounded_parts_add_up_to_the_rounded_whole_and_move_by_less_than_a_unit(values, decimals):
    total = sum(values)
    shown = numbers_that_add_up(values, total, decimals)
    assert sum(shown) == pytest.approx(round(total, decimals), abs=1e-6)
    assert all(abs(one - value) < 10**-decimals + 1e-9 for one, value in zip(shown, values, strict=True))
