"""The pages as each kind of person meets them."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.provision.models import Mapping, Mark, Provision
from peoplezones.provision.readers import COLUMNS
from peoplezones.provision.states import State
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "service",
    "title": "Lunch club",
    "organisation_name": "Church",
    "people": "2",
    "hours_each": "7.5",
    "tools": ["interaction"],
    "times": ["tue-morning"],
}


@pytest.fixture
def zone():
    return ZoneFactory(name="Mill Lane", slug="mill-lane")


def signed_in(client, role, zone=None, organisation=None):
    person = PersonFactory(holding=[role])
    if zone:
        MembershipFactory(person=person, zone=zone)
    if organisation:
        ColleagueFactory(person=person, organisation=organisation)
    walks.sign_in_fully(client, person)
    return person


@pytest.fixture
def lead(client, zone):
    return signed_in(client, roles.ZONE_LEAD, zone)


def at(name, *more):
    return reverse(f"provision:{name}", args=["mill-lane", *more])


def test_a_zone_without_items_says_what_to_do(client, lead):
    page = client.get(at("today")).content.decode()
    assert "Nothing is mapped yet." in page
    assert at("add") in page


def test_the_page_says_sentences_then_tables_then_the_network(client, lead, zone):
    marks = {"tool": ["treatment"], "audience": ["families"], "outcome": ["well"]}
    ProvisionFactory(zone=zone, title="Visits", marks=marks)
    ProvisionFactory(zone=zone, title="Clinic", organisation_name="Health", marks=marks)
    ProvisionFactory(zone=zone, title="Long gone", until=dt.date(2020, 1, 1), marks=marks)
    page = client.get(at("today")).content.decode()
    places = [
        page.index(words)
        for words in (
            "Two services work here today.",
            "Two services reach families through treatment: Clinic and Visits.",
            "Nobody works on shaping the environment.",
            "2 roles and services, 40 hours a week: Treatment, Well",
            "figure-network",
        )
    ]
    assert places == sorted(places)
    assert "Long gone" not in page


def test_an_item_is_added_shown_edited_and_ended(client, lead, zone):
    answer = client.post(at("add"), TYPED, follow=True)
    assert "“Lunch club” was added." in answer.content.decode()
    item = Provision.objects.get()
    assert "15 (2 people, 7.5 hours each)" in answer.content.decode()
    form = client.get(at("edit", item.pk)).context["form"]
    assert (form["tools"].value(), form["times"].value()) == (["interaction"], ["tue-morning"])
    client.post(at("edit", item.pk), {**TYPED, "version": 1, "tools": ["control"]})
    assert [mark.value for mark in Mark.objects.filter(dimension="tool")] == ["control"]
    client.post(at("end", item.pk), {"version": 2, "until": "2026-01-31"})
    item.refresh_from_db()
    assert item.until == dt.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "Mrs Example"}, "This seems to name a person."),
        ({"told_by": "warden@example.org"}, "This holds an e-mail address."),
        ({"summary": "Ring 0116 496 0000"}, "This holds a phone number."),
        ({"organisation_name": ""}, "Choose the organisation, or type its name below"),
        ({"rhythm": "weekly"}, "Only a meeting has this."),
        ({"other_seats": "Police"}, "Only a meeting has this."),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "It cannot end before it began."),
        ({"hours_each": "200"}, "write 168 or less"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_kept(client, lead, wrong, sentence):
    answer = client.post(at("add"), {**TYPED, "place": "The hall", **wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="The hall"' in page
    assert not Provision.objects.exists()


def test_two_who_edit_at_once_see_both_versions(client, lead, zone):
    item = ProvisionFactory(zone=zone, title="Lunch club", version=3, edited_by_label="Zone lead 2")
    answer = client.post(at("edit", item.pk), {**TYPED, "version": 2, "place": "Mine", "times": ["fri-evening"]})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Zone lead 2" in page
    assert "Friday evening" in page
    assert client.post(at("end", item.pk), {"version": 2, "until": "2026-01-31"}).status_code == 409


def test_a_partner_reads_all_and_edits_what_is_of_their_own_organisation(client, zone):
    organisation = OrganisationFactory(name="Club")
    PresenceFactory(organisation=organisation, zone=zone)
    signed_in(client, roles.PARTNER, organisation=organisation)
    own = ProvisionFactory(zone=zone, organisation=organisation, organisation_name="")
    other = ProvisionFactory(zone=zone)
    assert at("edit", own.pk) in client.get(at("item", own.pk)).content.decode()
    assert at("edit", other.pk) not in client.get(at("item", other.pk)).content.decode()
    assert client.get(at("edit", other.pk)).status_code == 403
    form = client.get(at("add")).context["form"]
    assert "organisation_name" not in form.fields
    assert form.fields["organisation"].choices == [(str(organisation.pk), "Club")]
    typed = {**TYPED, "organisation": str(organisation.pk)}
    assert client.post(at("add"), typed).status_code == 302


@pytest.mark.parametrize("name", ["today", "list", "team", "mappings", "sheet", "add"])
def test_the_zone_of_others_is_not_there(client, zone, name):
    signed_in(client, roles.ZONE_LEAD, ZoneFactory())
    assert client.get(at(name)).status_code == 404


def test_an_item_of_another_zone_is_not_there_under_this_one(client, lead):
    foreign = ProvisionFactory()
    for name in ("item", "edit", "end"):
        assert client.get(at(name, foreign.pk)).status_code == 404
    assert client.get(at("mapping", MappingFactory().pk)).status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=work", ["Clinic"]),
        ("kind=meeting", ["Forum"]),
        ("organisation=Health", ["Clinic"]),
        ("tool=control", ["Forum"]),
        ("outcome=well", ["Clinic"]),
        ("state=running&q=church", ["Forum"]),
        ("", ["Clinic", "Forum"]),
    ],
)
def test_the_list_is_narrowed_and_downloaded(client, lead, zone, query, titles):
    ProvisionFactory(zone=zone, title="Clinic", organisation_name="Health", marks={"outcome": ["well"]})
    meeting = {"kind": "meeting", "title": "Forum", "organisation_name": "Church"}
    ProvisionFactory(zone=zone, **meeting, marks={"tool": ["control"]})
    ProvisionFactory()
    answer = client.get(f"{at('list')}?{query}&download=csv")
    assert [row["Title"] for row in csv.DictReader(io.StringIO(answer.content.decode()))] == titles


def test_a_mapping_is_started_agreed_and_compared(client, lead, zone):
    item = ProvisionFactory(zone=zone, title="Clinic")
    client.post(at("mappings"), {"as_at": clock.now().date().isoformat(), "about": "Asked all."})
    answer = client.post(at("agree"), follow=True)
    mapping = Mapping.objects.get()
    assert mapping.state == State.AGREED
    assert "Asked all." in answer.content.decode()
    assert "Nothing has changed since the baseline" in client.get(at("changes", mapping.pk)).content.decode()
    Provision.objects.filter(pk=item.pk).update(hours_each=5)
    assert "20 before, 10 now" in client.get(at("changes", mapping.pk)).content.decode()


def test_a_file_is_taken_in_or_told_line_by_line(client, lead):
    def hand_in(*lines):
        file = io.StringIO()
        csv.writer(file).writerows([[column.heading for column in COLUMNS], *lines])
        kept = io.BytesIO(file.getvalue().encode())
        kept.name = "ours.csv"
        return client.post(at("sheet"), {"file": kept}, follow=True)

    rest = [""] * (len(COLUMNS) - 3)
    answer = hand_in(["service", "Clinic", "Health", *rest], ["party", "Forum", "Church", *rest])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ours.csv was not taken" in page
    assert "one of: Role, Service, Meeting" in page
    assert not Provision.objects.exists()
    said = hand_in(["service", "Clinic", "Health", *rest]).content.decode()
    assert "The file was taken: one item was added" in said
    assert "nothing was changed" in hand_in(["service", "Clinic", "Health", *rest]).content.decode()


@pytest.mark.parametrize("name", ["template_csv", "template_xlsx"])
def test_the_template_is_given_out(client, lead, name):
    answer = client.get(at(name))
    assert "attachment" in answer["Content-Disposition"]
    assert len(answer.content) > 500


def test_the_workspace_leads_there_and_says_how_far_each_zone_is(client, lead, zone):
    assert reverse("provision:index") in client.get("/workspace/").content.decode()
    ProvisionFactory(zone=zone)
    assert "Begun, not agreed" in client.get(reverse("provision:index")).content.decode()
    MappingFactory(zone=zone, as_at=dt.date(2026, 1, 5))
    assert "Agreed as at 5 January 2026" in client.get(reverse("provision:index")).content.decode()


@pytest.mark.parametrize("name", ["today", "list", "team", "index"])
def test_many_items_cost_no_more_questions_than_few(client, lead, zone, count_queries, name):
    address = reverse("provision:index") if name == "index" else at(name)

    def asked(many):
        for _item in range(many):
            item = ProvisionFactory(
                zone=zone,
                kind="meeting",
                organisation=OrganisationFactory(),
                organisation_name="",
                could_join_team=True,
                marks={"tool": ["control"], "audience": ["young"], "time": ["tue-morning"]},
            )
            item.seats.create(organisation=OrganisationFactory())
            MembershipFactory(person=lead, zone=ZoneFactory())
        client.get(address)
        with count_queries() as counted:
            assert client.get(address).status_code == 200
        return dict(counted.by_function)

    assert asked(2) == asked(30)
