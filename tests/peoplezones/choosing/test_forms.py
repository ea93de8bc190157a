import pytest
from django.http import QueryDict

from peoplezones.choosing.forms import WeightsForm

pytestmark = pytest.mark.django_db
EQUAL = {"safe": 25, "well": 25, "skills": 25, "resources": 25}


def form(query):
    made = WeightsForm(QueryDict(query))
    made.is_valid()
    return made


def test_no_weights_in_the_address_means_equal_ones():
    assert form("").weights() == EQUAL
    assert not form("").errors


def test_weights_come_from_the_address_and_what_is_left_out_counts_nothing():
    assert form("safe=40&well=10").weights() == {"safe": 40, "well": 10, "skills": 0, "resources": 0}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("safe=ten", "Enter a whole number from 0 to 100 for “Safe”"),
        ("well=-1", "The weight for “Well” must be 0 or more"),
        ("skills=101", "The weight for “Skills” must be 100 or less"),
        ("safe=0&well=0&skills=0&resources=0", "Give at least one of the four a weight above 0"),
    ],
)
def test_weights_that_make_no_sense_are_refused_in_words_and_equal_ones_used(query, says):
    made = form(query)
    assert says in str(made.errors)
    assert made.weights() == EQUAL


def test_a_district_that_does_not_exist_shows_all():
    assert form("district=nowhere").in_district == ""
