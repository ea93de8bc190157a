import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from peoplezones.accounts import roles
from peoplezones.accounts.queries import audit as queries
from peoplezones.foundation.models import AuditEntry
from tests.peoplezones.foundation.factories import AuditEntryFactory

from . import walks
from .factories import WHEN, PartnershipFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/workspace/audit/"


@pytest.fixture
def here():
    return PartnershipFactory(slug="here")


@pytest.fixture
def team(client, here):
    person = PersonFactory(name="Programme team 1")
    RoleHeldFactory(person=person, role="programme_team", partnership=here)
    walks.sign_in_fully(client, person)
    return person


@pytest.fixture
def lines(here):
    there = PartnershipFactory(slug="there")
    new = AuditEntryFactory
    return {
        "moved": new(scope=here.pk, action="zones.move_on", target_label="Zone A", at=WHEN),
        "seen": new(scope=here.pk, action="agreements.see", is_read=True, at=WHEN + dt.timedelta(days=1)),
        "elsewhere": new(scope=there.pk, target_label="Zone of elsewhere"),
        "nowhere": new(scope=None, target_label="The whole installation"),
    }


def found(client, query=""):
    answer = client.get(f"{ADDRESS}?{query}&download=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))[1:]
    return [(row[2], row[3]) for row in rows if row[2] != "Take audit lines"]


def test_the_team_of_a_partnership_finds_its_own_lines_alone(client, team, lines):
    page = client.get(ADDRESS).content.decode()
    assert "Zone A" in page
    assert "Zone of elsewhere" not in page
    assert "The whole installation" not in page
    assert client.get(reverse("accounts:audit_line", args=[lines["moved"].pk])).status_code == 200
    for other in ("elsewhere", "nowhere"):
        assert client.get(reverse("accounts:audit_line", args=[lines[other].pk])).status_code == 404


def test_whoever_is_of_the_team_everywhere_finds_every_line(lines):
    person = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    assert queries.audit_lines(person).filter(pk__in=[line.pk for line in lines.values()]).count() == 4
    assert not queries.audit_lines(PersonFactory(holding=[roles.ANALYST])).exists()


@pytest.mark.parametrize(
    ("query", "deeds"),
    [
        ("how=seen", ["See"]),
        ("how=changed", ["Move on"]),
        ("kind=zones.zone", ["See", "Move on"]),
        ("kind=accounts.person", []),
        ("deed=zones.move_on", ["Move on"]),
        ("from=2026-03-03", ["See"]),
        ("until=2026-03-02", ["Move on"]),
        ("from=2026-03-02&until=2026-03-03", ["See", "Move on"]),
        ("from=yesterday", ["See", "Move on"]),
    ],
)
def test_filters_narrow_what_is_found(client, team, lines, query, deeds):
    assert [deed for deed, _target in found(client, f"{query}&q=Programme+team+1")] == deeds


def test_a_day_that_makes_no_sense_is_said(client, team, lines):
    assert "Type the day like 2026-03-31" in client.get(f"{ADDRESS}?from=yesterday").content.decode()


def test_a_person_is_found_by_name_or_whole_address_as_who_did_it_and_to_whom(client, team, here):
    person = PersonFactory(name="Resident 12", email="twelve@example.org")
    AuditEntryFactory(scope=here.pk, actor_id=person.pk, actor_label="An older name", target_label="By them")
    AuditEntryFactory(scope=here.pk, target_kind="accounts.person", target_id=str(person.pk), target_label="To them")
    AuditEntryFactory(scope=here.pk, target_label="Not about them")
    for words in ("Resident+12", "TWELVE@example.org"):
        assert {target for _deed, target in found(client, f"q={words}")} == {"By them", "To them"}
    assert found(client, "q=@example.org") == []


def test_taking_lines_away_is_itself_noted_and_looking_is_not(client, team, here, lines):
    before = AuditEntry.objects.count()
    client.get(ADDRESS)
    assert AuditEntry.objects.count() == before
    client.get(f"{ADDRESS}?how=seen&download=xlsx")
    line = AuditEntry.objects.get(action="accounts.take_audit_lines")
    assert (line.is_read, line.scope, line.actor_id) == (True, here.pk, team.pk)
    assert line.detail == {"asked": {"how": "seen"}}


def test_what_was_asked_is_written_down_without_addresses_and_only_as_far_as_the_list_knows_it(client, team, lines):
    client.get(f"{ADDRESS}?q=twelve@example.org&secret=s3cret&how={'x' * 5000}&download=csv")
    asked = AuditEntry.objects.get(action="accounts.take_audit_lines").detail["asked"]
    assert asked == {"q": "t…@example.org", "how": "x" * 100}


def test_a_line_is_told_in_words(client, team, here):
    detail = {
        "person": PersonFactory(name="Resident 77").pk,
        "kept_until": None,
        "areas": ["E1", "E2"],
        "from": {"old_name": "A"},
        "steward": True,
    }
    line = AuditEntryFactory(scope=here.pk, action="zones.take_in", detail=detail)
    page = client.get(reverse("accounts:audit_line", args=[line.pk])).content.decode()
    for words in ("Take in: Zone 1", "Kept until", "E1, E2", "From, old name", "yes", "Zone", "Resident 77"):
        assert words in page


def test_the_page_asks_the_same_with_few_lines_and_with_many(client, team, here, count_queries):
    AuditEntryFactory.create_batch(5, scope=here.pk)
    client.get(ADDRESS)
    with count_queries() as few:
        client.get(ADDRESS)
    for number in range(30):
        AuditEntryFactory.create_batch(4, scope=here.pk, action=f"zones.deed_{number}")
    with count_queries() as many:
        client.get(ADDRESS)
    assert dict(few.by_function) == dict(many.by_function)
    assert len(queries.names_of_deeds()) >= 31
