from hypothesis import given
from hypothesis import strategies as st

from peoplezones.partners import rows


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 2))))
def test_times_come_apart_as_they_were_put_together(times):
    number = rows.together(times)
    assert set(rows.apart(number)) == times
    assert rows.NONE_OF_THEM <= number <= rows.ALL_OF_THEM
    assert {day for day in range(7) if number & rows.on(day)} == {day for day, _part in times}
