"""Each kind of sentence, with the smallest neighbourhood in which it is true, and the one in which it is not."""

import pytest

from peoplezones.provision.presenters.findings import balance, findings, gaps, how_many, overlaps, single_providers
from tests.peoplezones.provision.factories import entry

FAMILIES = {"audiences": ["families"], "tools": ["treatment"]}
EVERYTHING = {
    "tools": ["interaction", "integration", "treatment", "control", "environment", "believing"],
    "outcomes": ["safe", "well", "skills", "resources"],
    "audiences": ["families", "children", "young", "adults", "older", "at_risk", "everybody"],
}


def test_services_that_reach_the_same_people_with_the_same_tool_overlap():
    work = [entry("Visits", **FAMILIES), entry("Clinic", **FAMILIES), entry("Advice", **FAMILIES)]
    assert overlaps(work) == ["Three services reach families through treatment: Visits, Clinic and Advice."]


def test_services_that_are_known_to_rest_at_weekends_are_said_to():
    times = {"times": ["tue-morning"]}
    said = overlaps([entry("Visits", **FAMILIES, **times), entry("Clinic", **FAMILIES, **times)])
    assert said == ["Two services reach families through treatment: Visits and Clinic. Neither works at weekends."]


@pytest.mark.parametrize("more", [{}, {"times": ["sat-morning"]}, {"times": ["tue-morning"], "by_appointment": True}])
def test_nothing_is_said_of_weekends_where_one_service_may_work_then(more):
    said = overlaps([entry("Visits", **FAMILIES, times=["tue-morning"]), entry("Clinic", **FAMILIES, **more)])
    assert said == ["Two services reach families through treatment: Visits and Clinic."]


def test_the_same_services_with_two_tools_are_told_once():
    both = {"audiences": ["families"], "tools": ["interaction", "treatment"]}
    said = overlaps([entry("Visits", **both), entry("Clinic", **both)])
    assert said == ["Two services reach families through human interaction and treatment: Visits and Clinic."]


@pytest.mark.parametrize(
    "other",
    [
        entry("Clinic", kind="role", **FAMILIES),
        entry("Clinic", audiences=["adults"], tools=["treatment"]),
        entry("Clinic", audiences=["families"], tools=["control"]),
    ],
)
def test_a_role_other_people_or_another_tool_are_no_overlap(other):
    assert overlaps([entry("Visits", **FAMILIES), other]) == []


def test_where_everything_is_done_there_is_no_gap():
    assert gaps([entry("All", **EVERYTHING)]) == []


@pytest.mark.parametrize(
    ("of", "without", "sentence"),
    [
        ("tools", "interaction", "Nobody works through human interaction: simply being with people."),
        ("tools", "environment", "Nobody works on shaping the environment."),
        ("tools", "treatment", "Nobody offers treatment."),
        ("outcomes", "safe", "Nothing here is meant to keep people safe."),
        ("outcomes", "resources", "Nothing here is meant to give people resources."),
        ("audiences", "older", "Nothing is meant for older people in particular."),
        ("audiences", "everybody", "Nothing is open to the whole neighbourhood."),
    ],
)
def test_a_tool_an_outcome_or_people_without_anybody_are_a_gap(of, without, sentence):
    left = {**EVERYTHING, of: [value for value in EVERYTHING[of] if value != without]}
    assert gaps([entry("All", **left)]) == [sentence]


def test_times_at_which_nothing_happens_are_gaps():
    said = gaps([entry("All", **EVERYTHING, times=["mon-morning", "tue-morning", "wed-afternoon", "thu-morning"])])
    assert said[:3] == [
        "Nothing happens at weekends.",
        "Nothing happens in the evening.",
        "Nothing happens on these days: Friday.",
    ]


def test_people_who_are_left_out_at_weekends_while_others_are_not_are_told():
    week = ["mon-evening", "tue-morning", "wed-morning", "thu-morning", "fri-morning"]
    work = [
        entry("All", **{**EVERYTHING, "audiences": EVERYTHING["audiences"][1:]}, times=[*week, "sat-evening"]),
        entry("Visits", audiences=["families"], times=week),
    ]
    assert gaps(work) == ["Nothing for families happens at weekends."]


def test_nothing_is_said_of_times_where_nobody_told_any_and_appointments_are_minded():
    assert gaps([entry("All", **EVERYTHING, by_appointment=True)]) == []
    said = gaps([entry("All", **EVERYTHING, times=["mon-evening"], by_appointment=True)])
    assert said[0] == "Nothing happens at weekends."
    assert said[-1] == "What is by appointment may happen at other times too."


def test_what_hangs_on_one_organisation_is_told_once_an_organisation():
    work = [
        entry("Boxing", "Boxing Club", tools=["believing", "control"], audiences=["young"], outcomes=["safe", "well"]),
        entry("Lunch", "Church", tools=["control"], audiences=["older"], outcomes=["well"]),
    ]
    assert single_providers(work) == [
        "Only Boxing Club works through believing is being.",
        "Only Boxing Club reaches young people.",
        "Only Church reaches older people.",
        "Only Boxing Club keeps people safe.",
    ]


def test_where_there_is_one_organisation_alone_nothing_is_single():
    assert single_providers([entry("Boxing", tools=["control"]), entry("Lunch")]) == []


def test_hours_are_shared_between_tools_and_their_preventive_part_is_told():
    work = [entry("A", hours=30.0, tools=["interaction", "control"]), entry("B", hours=10.0, tools=["treatment"])]
    [said] = balance(work)
    assert said.startswith("About 40 hours a week go into roles and services: 38% of them into human interaction")
    assert "62% into treatment and control" in said
    assert balance([entry("A", hours=5.0)]) == []
    assert balance([entry("A", tools=["control"])]) == []


def test_counts_are_told_by_kind_and_nothing_has_no_findings():
    assert how_many([entry("A"), entry("B", kind="role"), entry("C", kind="role")]) == (
        "Two roles and one service work here today."
    )
    assert how_many([entry("A")] * 2, is_over=True) == "Two services worked here then."
    assert how_many([entry("A")]) == "One service works here today."
    assert how_many([]) == ""
    assert not any(vars(findings([])).values())
