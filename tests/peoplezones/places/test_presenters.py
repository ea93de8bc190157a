import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplezones.places import presenters
from peoplezones.places.models import Indicator

RATE = Indicator(key="r", name="Reports", unit="per 1,000 people", decimals=1, higher_is_more_need=True)
RANK = Indicator(key="k", name="Rank", unit="of 32,844", decimals=0, higher_is_more_need=False)
SHARE = Indicator(key="s", name="Share", unit="% of people", decimals=1, higher_is_more_need=True)


def test_values_carry_their_unit():
    assert presenters.value_in_words(RATE, 1234.56) == "1,234.6 per 1,000 people"
    assert presenters.value_in_words(RANK, 313) == "313 of 32,844"
    assert presenters.value_in_words(SHARE, 12.34) == "12.3% of people"


@pytest.mark.parametrize(
    ("indicator", "value", "says"),
    [
        (RATE, 40, "More need here than in 100% of neighbourhoods"),
        (RATE, 10, "Less need here than in 100% of neighbourhoods"),
        (RANK, 10, "More need here than in 100% of neighbourhoods"),
        (RANK, 30, "Less need here than in 67% of neighbourhoods"),
    ],
)
def test_a_comparison_is_said_from_the_side_of_need(indicator, value, says):
    assert presenters.compared_in_words(indicator, pd.Series([10.0, 20, 30, 40]), value) == says


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.data())
def test_the_share_below_lies_between_0_and_100(values, data):
    value = data.draw(st.sampled_from(values))
    assert 0 <= presenters.share_below(pd.Series(values), value) <= 100
