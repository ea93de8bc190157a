import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries
from peoplezones.places.actions import load_lookup
from peoplezones.places.models import CodeChange, Lookup
from peoplezones.places.rows import CodeChange as Row
from tests.peoplezones.places.factories import AreaFactory

pytestmark = pytest.mark.django_db

ROWS = [
    Row("E00000001", "E00000001", "U"),
    Row("E00000002", "E00000021", "S", 0.7),
    Row("E00000002", "E00000022", "S", 0.3),
    Row("E00000003", "E00000034", "M"),
    Row("E00000004", "E00000034", "M"),
]


def loaded(rows=ROWS, old=2011, new=2021):
    return load_lookup(old_vintage=old, new_vintage=new, rows=rows, source_name="changes.csv", by=None, now=clock.now())


def shares(lookup):
    return {
        (one.old, one.new): (one.share_of_old, one.share_of_new) for one in CodeChange.objects.filter(lookup=lookup)
    }


def test_the_part_of_a_merged_area_from_each_old_one_is_that_of_their_people():
    for code, population in (("E00000002", 1000), ("E00000003", 1200), ("E00000004", 400)):
        AreaFactory(code=code, population=population)
    assert shares(loaded()) == {
        ("E00000001", "E00000001"): (1, 1),
        ("E00000002", "E00000021"): (0.7, 1),
        ("E00000002", "E00000022"): (0.3, 1),
        ("E00000003", "E00000034"): (1, 0.75),
        ("E00000004", "E00000034"): (1, 0.25),
    }


def test_where_the_people_of_the_old_areas_are_not_known_they_count_alike():
    found = shares(loaded())
    assert found["E00000003", "E00000034"] == found["E00000004", "E00000034"] == (1, 0.5)


def test_the_same_table_again_makes_nothing_new():
    first = loaded()
    assert loaded() == first
    assert AuditEntry.objects.filter(action="places.load_lookup").count() == 1
    assert CodeChange.objects.count() == len(ROWS)


def test_other_people_make_another_table_and_another_name_for_what_is_made_from_it():
    first = loaded()
    AreaFactory(code="E00000003", population=900)
    AreaFactory(code="E00000004", population=100)
    second = loaded()
    assert second.digest != first.digest
    assert shares(second)["E00000003", "E00000034"] == (1, 0.9)
    assert Lookup.objects.get() == second


def test_another_table_between_the_same_censuses_takes_its_place_and_is_read_at_once():
    first = loaded()
    assert queries.changes(first).height == 5
    second = loaded(ROWS[:1])
    assert queries.changes(second).height == 1
    assert CodeChange.objects.count() == 1
    other = loaded(ROWS, old=2001, new=2011)
    assert set(queries.lookups()) == {other, second}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "The look-up holds no areas"),
        ([*ROWS, ROWS[1]], "stand in the file twice: E00000002 → E00000021"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_and_the_one_before_stays(rows, says):
    before = loaded()
    with pytest.raises(NotPossibleNow, match=says):
        loaded(rows)
    assert shares(Lookup.objects.get()) == shares(before)
    assert CodeChange.objects.count() == len(ROWS)


@pytest.mark.parametrize(
    "rows",
    [
        [Row("E00000002", "E00000021", "S", 0.7), Row("E00000002", "E00000022", "S", 0.7)],
        [Row("E00000002", "E00000021", "S", 0.7)],
        [Row("E00000002", "E00000021", "S"), Row("E00000002", "E00000022", "S")],
    ],
)
def test_parts_that_do_not_make_up_the_old_area_are_refused_since_counts_would_grow_or_shrink(rows):
    with pytest.raises(NotPossibleNow, match=r"parts of these areas do not make up the whole: E00000002"):
        loaded(rows)
    assert not Lookup.objects.exists()


def test_an_area_in_which_nobody_lives_still_has_its_share():
    AreaFactory(code="E00000003", population=0)
    AreaFactory(code="E00000004", population=0)
    assert shares(loaded())["E00000003", "E00000034"] == (1, 0.5)
