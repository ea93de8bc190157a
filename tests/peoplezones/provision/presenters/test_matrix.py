from peoplezones.provision.presenters.matrix import audiences_by_days, tools_by_outcomes
from tests.peoplezones.provision.factories import entry

WORK = [
    entry("A", hours=7.5, tools=["control"], outcomes=["safe", "well"], audiences=["young"], times=["fri-evening"]),
    entry("B", hours=10.0, kind="role", tools=["control"], outcomes=["safe"], audiences=["young"], by_appointment=True),
    entry("C", kind="meeting", tools=["control"], outcomes=["safe"], audiences=["young"], times=["fri-evening"]),
]


def row(matrix, label):
    [found] = [one for one in matrix.rows if one.label == label]
    return dict(zip(map(str, matrix.headings), found.cells, strict=True))


def test_a_field_counts_roles_and_services_and_their_hours_but_no_meeting():
    control = row(tools_by_outcomes(WORK), "Control")
    assert control["Safe"].lines == ["2", "17.5 hours"]
    assert control["Well"].lines == ["1", "7.5 hours"]
    assert control["All together"].lines == ["2", "17.5 hours"]
    assert control["Safe"].said == "2 roles and services, 17.5 hours a week: Control, Safe"
    assert control["Safe"].query == "kind=work&tool=control&state=running&outcome=safe"
    assert control["Skills"].lines == []


def test_a_day_says_in_which_parts_of_it_somebody_is_there():
    young = row(audiences_by_days(WORK), "Young people")
    assert young["Friday"].lines == ["Evening 1"]
    assert young["Monday"].lines == []
    assert young["By appointment"].lines == ["1"]
