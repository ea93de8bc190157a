import pytest

from peoplezones.ui.words import number


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
