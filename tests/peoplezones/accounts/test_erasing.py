import json

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from peoplezones.accounts import actions, personal_data
from peoplezones.accounts.models import Consent, Person, RoleHeld
from peoplezones.accounts.registry import DIRECTORY
from peoplezones.foundation.models import AuditEntry, Job
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from tests.peoplezones.foundation.factories import JobFactory
from tests.peoplezones.zones.factories import MembershipFactory, PhaseChangeFactory, ZoneFactory

from . import walks
from .factories import WHEN, ConsentFactory, PartnershipFactory, PersonFactory, RoleHeldFactory, factors_of

pytestmark = pytest.mark.django_db
REASON = "They asked for it."


def erase(person, by=None):
    return actions.erase(person=person, reason=REASON, by=by or person, now=WHEN)


def test_whoever_asks_on_the_page_is_told_first_and_then_gone(client):
    person = PersonFactory(name="Resident 12", email="twelve@example.org")
    RoleHeldFactory(person=person)
    client.force_login(person)
    address = reverse("accounts:close")
    page = client.get(address).content.decode()
    for words in ("What is erased", "What must be kept", "public task", "six years"):
        assert words in page
    assert client.post(address).status_code == 422
    assert Person.objects.filter(email="twelve@example.org").exists()
    client.post(address, {"sure": "on"})
    assert not walks.is_signed_in(client)
    assert not Person.objects.filter(pk=person.pk).exists()  # nothing led to the row any more


def test_what_is_theirs_goes_and_what_others_need_stays_without_a_name(client):
    person = PersonFactory(name="Zone lead, New Parks", email="lead@example.org")
    walks.sign_in_fully(client, person)
    RoleHeldFactory(person=person, role="zone_lead")
    ConsentFactory(person=person)
    MembershipFactory(person=person)
    change = PhaseChangeFactory(by=person)
    job = JobFactory(asked_by_id=person.pk, asked_by_label=str(person))
    kept = [str(one.what) for one in erase(person)]
    assert any("did for a zone" in what for what in kept)
    left = Person.objects.get(pk=person.pk)
    assert (left.name, left.email) == (f"Former member {person.pk}", f"former-member-{person.pk}@erased.invalid")
    assert not left.is_active
    assert left.erased_at == WHEN
    assert not left.emailaddress_set.exists()
    assert not left.memberships.exists()
    assert factors_of(left) == set()
    assert not RoleHeld.objects.filter(person=left).exists()
    assert not Consent.objects.exists()
    change.refresh_from_db()
    assert str(change.by) == left.name
    assert Job.objects.get(pk=job.pk).asked_by_label == left.name
    assert client.get(reverse("accounts:me")).status_code == 302  # the session is over


def test_the_address_can_sign_up_again_after_that():
    person = PersonFactory(email="twelve@example.org")
    PhaseChangeFactory(by=person)
    erase(person)
    again = PersonFactory(email="twelve@example.org")
    assert again.pk != person.pk


def test_nothing_but_kept_lines_names_an_erased_person():
    person = PersonFactory(name="Zzyzx", email="zzyzx@example.org")
    PhaseChangeFactory(by=person)
    JobFactory(asked_by_id=person.pk, asked_by_label="Zzyzx")
    actions.give_consent(person=person, purpose=DIRECTORY, by=person, now=WHEN)
    erase(person)
    rows = [row for model in apps.get_models() if model is not AuditEntry for row in model._base_manager.all()]
    assert "zzyzx" not in json.dumps(serializers.serialize("json", rows)).lower()
    assert AuditEntry.objects.filter(actor_label="Zzyzx").exists()


def test_all_or_nothing_goes(monkeypatch):
    person = PersonFactory(email="twelve@example.org")
    RoleHeldFactory(person=person)

    def fails(person, now):
        raise ZeroDivisionError

    broken = personal_data.Holding("Broken", lambda person: [], fails)
    personal_data.PERSONAL_DATA.add("tests", broken, position=99)
    try:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            erase(person)
    finally:
        personal_data.PERSONAL_DATA.remove("tests")
    assert RoleHeld.objects.filter(person=person).exists()
    assert Person.objects.filter(email="twelve@example.org").exists()


def test_the_programme_team_erases_with_a_reason_and_is_written_down(client):
    north = PartnershipFactory(slug="north")
    team, resident = PersonFactory(name="Programme team 1"), PersonFactory(name="Resident 12")
    RoleHeldFactory(person=team, role="programme_team", partnership=north)
    MembershipFactory(person=resident, zone=ZoneFactory(partnership=north))
    walks.sign_in_fully(client, team)
    address = reverse("accounts:request_of", args=[resident.pk])
    assert "They want it erased" in client.get(address).content.decode()
    answer = client.post(address, {"reason": "", "sure": "on"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert client.post(address, {"reason": "By phone on 3 March", "sure": "on"}).status_code == 302
    line = AuditEntry.objects.get(action="accounts.erase")
    assert (line.actor_id, line.target_id) == (team.pk, str(resident.pk))
    assert line.detail["reason"] == "By phone on 3 March"
    assert line.detail["asked_by"] == "the programme team"
    assert "Resident 12" not in line.target_label


def test_nobody_else_erases_and_no_team_whoever_belongs_elsewhere_too():
    team, person = PersonFactory(), PersonFactory()
    RoleHeldFactory(person=team, role="programme_team", partnership=PartnershipFactory(slug="north"))
    RoleHeldFactory(person=person, role="partner", partnership=PartnershipFactory(slug="north"))
    RoleHeldFactory(person=person, role="partner", partnership=PartnershipFactory(slug="south"))
    for by in (team, PersonFactory()):
        with pytest.raises(NotAllowedForYou):
            erase(person, by)


def test_the_last_of_the_programme_team_stays():
    north = PartnershipFactory(slug="north")
    last = PersonFactory()
    RoleHeldFactory(person=last, role="programme_team", partnership=north)
    with pytest.raises(NotPossibleNow, match="empty"):
        erase(last)
    RoleHeldFactory(role="programme_team", partnership=None)
    erase(last)


def test_who_holds_any_role_everywhere_but_a_residents_is_for_the_team_of_the_installation(client):
    here = PartnershipFactory()
    team = PersonFactory()
    RoleHeldFactory(person=team, role="programme_team", partnership=here)
    resident = MembershipFactory(zone__partnership=here).person
    RoleHeldFactory(person=resident, role="resident")
    board = PersonFactory()
    RoleHeldFactory(person=board, role="board_member", partnership=here)
    RoleHeldFactory(person=board, role="board_member")
    with pytest.raises(NotAllowedForYou):
        erase(board, by=team)
    erase(resident, by=team)
    line = AuditEntry.objects.get(action="accounts.erase")
    assert line.scope == here.pk  # what tied them to it went in the same deed


def test_two_at_once_meet_at_a_lock(monkeypatch):
    locked = []
    lock = QuerySet.select_for_update

    def noted(rows, *more, **options):
        locked.append(rows.model.__name__)
        return lock(rows, *more, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    clerk = MembershipFactory(is_clerk=True)
    words = {"place": clerk.zone.slug, "reason": "No e-mail.", "agreed": "paper", "days": 1}
    person = actions.bring_in(name="Resident 12", **words, by=clerk.person, now=WHEN)
    assert locked == ["Person"]
    actions.give_consent(person=person, purpose=DIRECTORY, by=person, now=WHEN)
    assert locked[1:] == ["Person", "Consent"]
    erase(person)
    assert locked[3:5] == ["RoleHeld", "Person"]
