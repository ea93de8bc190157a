import pytest

from peoplezones.places import presenters
from peoplezones.places.models import Dataset, Indicator, Snapshot

RATE = Indicator(key="r", name="Reports", unit="per 1,000 people", decimals=1, polarity="high")
RANK = Indicator(key="k", name="Rank", unit="of 32,844", decimals=0, polarity="low")
SHARE = Indicator(key="s", name="Share", unit="% of people", decimals=1, polarity="high")


def test_values_carry_their_unit():
    assert presenters.value_in_words(RATE, 1234.56) == "1,234.6 per 1,000 people"
    assert presenters.value_in_words(RANK, 313) == "313 of 32,844"
    assert presenters.value_in_words(SHARE, 12.34) == "12.3% of people"


@pytest.mark.parametrize(
    ("window", "kind", "says"),
    [
        (["2025-01", "2025-02", "2025-12"], "month", "January to December 2025"),
        (["2024-04", "2025-03"], "month", "April 2024 to March 2025"),
        (["2025-03"], "month", "March 2025"),
        (["2025-Q2"], "quarter", "April to June 2025"),
        (["2021", "2025"], "year", "2021 to 2025"),
        (["2019"], "once", "2019"),
        ([], "month", "no whole period"),
    ],
)
def test_periods_read_as_people_say_them(window, kind, says):
    assert presenters.window_in_words(window, kind) == says


def test_a_source_is_named_with_how_far_it_reaches():
    snapshot = Snapshot(vintages={"2024-04": 2011, "2025-03": 2021})
    dataset = Dataset(name="Calls", period_kind="month", snapshot=snapshot)
    assert presenters.source_in_words(Indicator(dataset=dataset)) == "Calls, April 2024 to March 2025"
