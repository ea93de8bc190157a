import io
import json
import zipfile

import pytest
from django.db import transaction
from django.urls import reverse

from peoplezones.accounts import actions, personal_data
from peoplezones.foundation import audit, versions
from peoplezones.foundation.models import AuditEntry
from tests.peoplezones.agreements.factories import StepFactory
from tests.peoplezones.foundation.factories import AuditEntryFactory, JobFactory
from tests.peoplezones.people.factories import InvitationFactory
from tests.peoplezones.provision.factories import MappingFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

from . import walks
from .factories import WHEN, ConsentFactory, PartnershipFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = PersonFactory(name="Resident 12", email="twelve@example.org")
    RoleHeldFactory(person=person)
    ConsentFactory(person=person)
    MembershipFactory(person=person, zone=ZoneFactory(slug="north-end"))
    JobFactory(asked_by_id=person.pk, label="Read a file of crimes")
    AuditEntryFactory(actor_id=person.pk, actor_label="Resident 12", target_label="What they did")
    AuditEntryFactory(target_kind="accounts.person", target_id=str(person.pk), actor_label="Programme team 9")
    return person


def test_everything_that_leads_to_a_person_is_handed_over_and_nothing_of_others(person):
    other = PersonFactory(name="Resident 13", email="thirteen@example.org")
    RoleHeldFactory(person=other)
    told = json.dumps([section.rows for section in personal_data.everything_about(person)], default=str)
    for words in ("twelve@example.org", "North end", "Read a file of crimes", "What they did", "directory"):
        assert words in told
    for words in ("thirteen", "Resident 13", "Programme team 9"):
        assert words not in told


def test_who_invited_takes_nothing_of_whom_they_invited(person):
    InvitationFactory(invited_by=person, email="thirteen@example.org", token_digest="d1gest")
    held = [section.rows for section in personal_data.everything_about(person)]
    told = json.dumps(held, default=str)
    assert "thirteen" not in told
    assert "d1gest" not in told
    assert any({"role", "invited_at", "state"} == set(row) for rows in held for row in rows)


def test_rows_of_others_tell_days_and_states_and_no_words():
    assert personal_data.days_and_states("people.Invitation") == [
        "is_steward",
        "is_clerk",
        "may_sign",
        "state",
        "invited_at",
        "expires_at",
        "ended_at",
    ]


def test_the_name_beside_what_somebody_did_is_told_and_goes_with_them(person):
    namesake = PersonFactory(name="Resident 12")
    saved, other = ZoneFactory(slug="saved"), ZoneFactory(slug="other")
    with transaction.atomic():
        versions.take(saved, seen=1, by=person, now=WHEN).save()
        versions.take(other, seen=1, by=namesake, now=WHEN).save()
    step = StepFactory(**audit.whom("by", person))
    mapping = MappingFactory(zone=saved, **audit.whom("started_by", person))
    told = {section.title: section.rows for section in personal_data.everything_about(person)}
    assert told["What you were the last to save"] == [{"kind": "zone", "saved_at": WHEN.isoformat()}]
    actions.erase(person=person, reason="They asked.", by=person, now=WHEN)
    for row in (saved, other, step, mapping):
        row.refresh_from_db()
    former = f"Former member {person.pk}"
    assert (saved.edited_by_label, step.by_label, mapping.started_by_label) == (former, former, former)
    assert other.edited_by_label == "Resident 12"


def test_secrets_of_the_second_step_are_not_handed_over(client, person):
    walks.sign_in_fully(client, person)
    told = json.dumps([section.rows for section in personal_data.everything_about(person)], default=str)
    assert "totp" in told
    assert "secret" not in told


def test_a_person_takes_their_data_as_json_and_that_is_noted(client, person):
    client.force_login(person)
    assert "Background" not in client.get(reverse("accounts:data")).content.decode()
    answer = client.get(reverse("accounts:own_file", args=["json"]))
    held = {section["title"] for section in json.loads(answer.content)["held"]}
    assert {"Account", "consents"} <= held
    assert "attachment" in answer["Content-Disposition"]
    line = AuditEntry.objects.get(action="accounts.take_personal_data")
    assert (line.actor_id, line.target_id, line.is_read) == (person.pk, str(person.pk), True)


def test_the_archive_holds_a_page_to_read_and_a_table_a_kind(client, person):
    person.name = "=2+2"
    person.save()
    client.force_login(person)
    answer = client.get(reverse("accounts:own_file", args=["zip"]))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = archive.namelist()
    assert {"read-me.html", "data.json"} <= set(names)
    page = archive.read("read-me.html").decode()
    assert "North end" in page
    assert "<script" not in page
    table = archive.read(next(name for name in names if name.endswith("account.csv"))).decode()
    assert "'=2+2" in table


def test_no_other_kind_of_file(client, person):
    client.force_login(person)
    assert client.get(reverse("accounts:own_file", args=["exe"])).status_code == 404


@pytest.fixture
def team(client):
    """Of the programme team of one partnership alone."""
    team = PersonFactory(name="Programme team 1")
    RoleHeldFactory(person=team, role="programme_team", partnership=PartnershipFactory(slug="north"))
    walks.sign_in_fully(client, team)
    return team


def test_the_team_answers_for_people_of_its_partnership_by_whatever_way_they_belong(client, team):
    north, south = PartnershipFactory(slug="north"), PartnershipFactory(slug="south")
    neighbour, stranger = PersonFactory(name="Neighbour 1"), PersonFactory(name="Stranger 1")
    MembershipFactory(person=neighbour, zone=ZoneFactory(slug="a", partnership=north))
    MembershipFactory(person=stranger, zone=ZoneFactory(slug="b", partnership=south))
    page = client.get(reverse("accounts:requests")).content.decode()
    assert "Neighbour 1" in page
    assert "Stranger 1" not in page
    assert client.get(reverse("accounts:file_of", args=[neighbour.pk, "json"])).status_code == 200
    assert client.get(reverse("accounts:file_of", args=[stranger.pk, "json"])).status_code == 404
    assert client.get(reverse("accounts:request_of", args=[stranger.pk])).status_code == 404


def test_whoever_belongs_to_two_partnerships_is_answered_by_the_team_of_all(client, team):
    both = PersonFactory(name="Partner 2")
    for slug in ("north", "south"):
        RoleHeldFactory(person=both, role="partner", partnership=PartnershipFactory(slug=slug))
    assert client.get(reverse("accounts:file_of", args=[both.pk, "json"])).status_code == 403
    page = client.get(reverse("accounts:request_of", args=[both.pk])).content.decode()
    assert "another partnership" in page
    assert "Close the account" not in page


def test_the_list_of_people_asks_the_same_with_few_and_with_many(client, team, count_queries):
    north = PartnershipFactory(slug="north")

    def add(many):
        for person in PersonFactory.create_batch(many):
            RoleHeldFactory(person=person, partnership=north)

    add(3)
    address = reverse("accounts:requests")
    client.get(address)
    with count_queries() as few:
        client.get(address)
    add(60)
    with count_queries() as many:
        client.get(address)
    assert dict(few.by_function) == dict(many.by_function)
