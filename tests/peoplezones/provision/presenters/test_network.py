from peoplezones.provision.presenters.network import chart, pairs, said
from tests.peoplezones.provision.factories import entry

ENTRIES = [
    entry("Visits", "School", audiences=["families", "young"]),
    entry("Clinic", "Health", audiences=["families"]),
    entry("Boxing", "Club", audiences=["young"]),
    entry("Forum", "Health", kind="meeting", seats=["School"], audiences=["adults"]),
]


def test_two_are_linked_by_the_people_they_reach_and_by_the_meetings_they_share():
    told = [(pair.first, pair.second, pair.audiences, pair.meetings) for pair in pairs(ENTRIES)]
    assert told == [("Club", "School", ("young",), ()), ("Health", "School", ("families",), ("Forum",))]


def test_the_sentence_says_who_never_meets():
    assert said(pairs(ENTRIES)) == (
        "One pair of organisations sits in a meeting together. "
        "One pair reaches the same people and never meets: the dashed line."
    )


def test_the_drawing_and_the_table_say_the_same_pairs():
    drawn = chart(ENTRIES)
    assert drawn.svg.count("<line") == len(drawn.rows) == 2
    assert drawn.svg.count("stroke-dasharray") == 1
    assert ("Club", "School", "–", "young people") in drawn.rows


def test_where_nobody_is_linked_there_is_no_drawing():
    assert chart([entry("Visits", "School")]) is None


def test_more_organisations_than_a_phone_can_show_are_told_in_the_table_alone():
    many = [entry(f"Visit {n}", f"Organisation {n:02}", audiences=["families"]) for n in range(27)]
    drawn = chart(many)
    assert drawn.svg.count("<circle") == 24
    assert "3 more organisations, with the fewest links, are in the table alone." in drawn.sentence
    assert len(drawn.rows) == 27 * 26 / 2
