from peoplezones.provision.presenters.meetings import meetings_that_overlap
from tests.peoplezones.provision.factories import entry


def meeting(title, *seats, times=("tue-morning",)):
    return entry(title, "Council", kind="meeting", seats=list(seats), times=list(times))


def test_meetings_at_the_same_time_with_the_same_organisations_are_told():
    said = meetings_that_overlap([meeting("One", "Police", "School", "Church"), meeting("Two", "Police", "School")])
    assert said == [
        "Two meetings on Tuesday mornings have three organisations in common: Council, Police and School.",
    ]


def test_one_organisation_in_common_is_told_as_one():
    other = entry("Two", "School", kind="meeting", seats=["Council"], times=["tue-morning"])
    assert meetings_that_overlap([meeting("One"), other]) == [
        "Two meetings on Tuesday mornings have one organisation in common: Council."
    ]


def test_meetings_of_strangers_at_the_same_time_do_not_overlap():
    assert meetings_that_overlap([meeting("One"), entry("Two", "School", kind="meeting", times=["tue-morning"])]) == []


def test_meetings_at_other_times_overlap_from_three_organisations_on():
    several = ("Police", "School")
    one, two = meeting("One", *several), meeting("Two", *several, times=["fri-evening"])
    assert meetings_that_overlap([one, two]) == [
        "One and Two have three organisations in common: Council, Police and School."
    ]
    assert meetings_that_overlap([meeting("One", "Police"), meeting("Two", "Police", times=["fri-evening"])]) == []


def test_services_are_no_meetings():
    assert meetings_that_overlap([entry("One", times=["tue-morning"]), entry("Two", times=["tue-morning"])]) == []
