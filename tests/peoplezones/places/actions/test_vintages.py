from dataclasses import replace

import pytest

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.actions.vintages import with_vintages
from tests.peoplezones.places.actions.made_up_readings import entry, reading
from tests.peoplezones.places.factories import AreaFactory, BoundarySetFactory, CodeChangeFactory, LookupFactory

pytestmark = pytest.mark.django_db

SAME, SPLIT, LEFT, RIGHT = "E00000001", "E00000002", "E00000003", "E00000004"


@pytest.fixture(autouse=True)
def places():
    """A map of 2011 with two areas, of which one became two in 2021."""
    made = [AreaFactory(position=place, code=code) for place, code in enumerate((SAME, SPLIT))]
    CodeChangeFactory(old=SAME, new=SAME, change="U")
    for new in (LEFT, RIGHT):
        CodeChangeFactory(old=SPLIT, new=new, change="S", share_of_old=0.5)
    return made


def found(rows, about=None, **vintages):
    return with_vintages(reading(rows, **vintages), about or entry()).vintages


def test_one_code_that_only_one_census_has_tells_which_it_is():
    rows = [(SAME, "2022-01", 1.0), (SPLIT, "2022-01", 1.0), (SAME, "2025-01", 1.0), (LEFT, "2025-01", 1.0)]
    assert found(rows) == {"2022-01": 2011, "2025-01": 2021}


def test_a_period_that_tells_nothing_takes_the_answer_of_the_one_before_and_the_first_ones_that_of_the_next():
    rows = [
        (SAME, "2024-11", 1.0),
        (LEFT, "2024-12", 1.0),
        (SAME, "2025-01", 1.0),
        (SPLIT, "2025-02", 1.0),
        (SAME, "2025-03", 1.0),
    ]
    assert found(rows) == {"2024-11": 2021, "2024-12": 2021, "2025-01": 2021, "2025-02": 2011, "2025-03": 2011}


def test_where_no_period_tells_anything_the_codes_are_those_of_the_map():
    assert found([(SAME, "2025-01", 1.0), (SAME, "2025-02", 1.0)]) == {"2025-01": 2011, "2025-02": 2011}


def test_codes_that_nobody_knows_tell_nothing():
    assert found([(SAME, "2025-01", 1.0), ("W01000001", "2025-01", 1.0), (RIGHT, "2025-01", 1.0)]) == {"2025-01": 2021}


def test_codes_of_two_censuses_in_one_period_are_refused_by_name():
    with pytest.raises(NotPossibleNow) as refused:
        found([(SPLIT, "2025-01", 1.0), (LEFT, "2025-01", 1.0), (RIGHT, "2025-01", 1.0), (SAME, "2025-02", 1.0)])
    said = str(refused.value)
    assert said.startswith("2025-01 mixes area codes of different censuses")
    assert f"{SPLIT} of 2011; {LEFT}, {RIGHT} of 2021" in said


def test_what_the_reader_or_the_entry_says_goes_before_what_is_found_out():
    rows = [(SAME, "2025-01", 1.0), (SAME, "2025-02", 1.0)]
    assert found(rows, y2025_01=2021) == {"2025-01": 2021, "2025-02": 2021}  # the next takes it over
    assert found(rows, entry(vintage=2021)) == {"2025-01": 2021, "2025-02": 2021}
    assert found(rows, entry(vintage=2021), y2025_02=2011) == {"2025-01": 2021, "2025-02": 2011}


def test_nothing_else_of_the_reading_is_changed():
    read = reading([(SAME, "2025-01", 1.0)])
    kept = with_vintages(read, entry())
    assert kept == replace(read, vintages={"2025-01": 2011})
    assert read.vintages == {"2025-01": 0}


def test_another_census_without_a_look_up_is_refused_and_the_look_up_named():
    with pytest.raises(
        NotPossibleNow, match=r"area codes of 2031, and the map those of 2011\. .*lookup-lsoa-2011-2021"
    ):
        found([(SAME, "2035-01", 1.0)], entry(vintage=2031))


def test_a_look_up_between_two_other_censuses_does_not_help():
    LookupFactory(old_vintage=2021, new_vintage=2031)
    with pytest.raises(NotPossibleNow, match="area codes of 2031"):
        found([(SAME, "2035-01", 1.0)], entry(vintage=2031))


def test_the_map_may_be_of_the_newer_census(places):
    places[0].boundary_set.delete()
    newer = BoundarySetFactory(key="newer", vintage=2021)
    AreaFactory(boundary_set=newer, code=LEFT)
    assert found([(SPLIT, "2022-01", 1.0), (LEFT, "2025-01", 1.0)]) == {"2022-01": 2011, "2025-01": 2021}


def test_a_map_that_is_out_of_use_still_knows_its_codes():
    older = BoundarySetFactory(key="older", vintage=2001, is_current=False)
    AreaFactory(boundary_set=older, code="E00000077")
    with pytest.raises(NotPossibleNow, match="area codes of 2001"):
        found([(SAME, "1999", 1.0), ("E00000077", "1999", 1.0)])


def test_a_code_that_was_first_given_out_in_2021_tells_the_census_even_where_no_look_up_is_loaded():
    """Else a file of the newer census would lose its changed areas in silence."""
    LookupFactory._meta.model.objects.all().delete()
    seen = replace(reading([(SAME, "2025-01", 1.0)]), codes_seen=frozenset({"E01033769"}))
    with pytest.raises(NotPossibleNow, match=r"area codes of 2021, and the map those of 2011"):
        with_vintages(seen, entry())
    older = replace(seen, codes_seen=frozenset({"E01033768"}))
    assert with_vintages(older, entry()).vintages == {"2025-01": 2011}
