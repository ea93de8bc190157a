import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from peoplezones.accounts import actions, queries, roles
from peoplezones.accounts.models import Person, RoleHeld
from peoplezones.accounts.queries import idle
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow

from . import walks
from .factories import WHEN, PartnershipFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def ninety_days(settings):
    settings.PEOPLEZONES_IDLE_DAYS = 90


def last_seen(days_ago, role="analyst", **fields):
    """Somebody with a role who last signed in so many days ago."""
    person = PersonFactory(last_login=WHEN - days_ago * DAY, **fields)
    Person.objects.filter(pk=person.pk).update(joined_at=WHEN - 400 * DAY)
    RoleHeldFactory(person=person, role=role, since=WHEN - 400 * DAY)
    return person


def daily(now=WHEN):
    return actions.end_idle_access(by=None, now=now)


def test_staff_are_warned_two_weeks_before_and_once(mailoutbox, django_capture_on_commit_callbacks):
    soon, fresh = last_seen(77, name="Analyst 1"), last_seen(75)
    with django_capture_on_commit_callbacks(execute=True):
        assert daily() == (1, 0)
        assert daily(WHEN + DAY) == (1, 0)  # the other one, who is due a day later
    assert [letter.to for letter in mailoutbox] == [[soon.email], [fresh.email]]
    assert "Hello Analyst 1" in mailoutbox[0].body
    assert "16 March 2026" in mailoutbox[0].body


def test_access_ends_two_weeks_after_the_letter_and_never_without_one():
    person = last_seen(300)
    assert daily() == (1, 0)
    assert daily(WHEN + 13 * DAY) == (0, 0)
    assert queries.roles_of(Person.objects.get(pk=person.pk)) == {"analyst"}
    assert daily(WHEN + 14 * DAY) == (0, 1)
    assert queries.roles_of(Person.objects.get(pk=person.pk)) == frozenset()
    line = AuditEntry.objects.get(action="accounts.end_access")
    assert line.detail == {"role": "analyst", "reason": "No sign-in for 90 days"}


def test_signing_in_after_the_letter_keeps_access():
    person = last_seen(80)
    daily()
    Person.objects.filter(pk=person.pk).update(last_login=WHEN + DAY)
    assert daily(WHEN + 20 * DAY) == (0, 0)


@pytest.mark.parametrize("role", [role for role in roles.ALL if not role.staff], ids=lambda role: role.key)
def test_residents_leaders_and_board_members_may_stay_away(role):
    last_seen(500, role.key)
    assert daily() == (0, 0)


def test_a_role_that_is_new_or_was_given_back_begins_anew():
    new, back = last_seen(500), last_seen(500)
    RoleHeldFactory(person=new, role="evaluator", since=WHEN - DAY)
    RoleHeld.objects.filter(person=back).update(given_back_at=WHEN - DAY)
    assert daily() == (0, 0)


def test_other_roles_of_the_same_person_go_on():
    person = last_seen(100)
    RoleHeldFactory(person=person, role="resident", since=WHEN - 400 * DAY)
    actions.end_access(person=person, reason="They left.", by=None, now=WHEN)
    assert queries.roles_of(person) == {"resident"}
    assert [held.role for held in idle.own_resting(person)] == ["analyst"]


def test_the_editorial_site_closes_and_opens_with_the_role():
    person = PersonFactory()
    held = actions.give_role(person=person, role=roles.PAGE_EDITOR, by=None, now=WHEN)
    actions.end_access(person=person, reason="They left.", by=None, now=WHEN)
    assert not person.groups.exists()
    team = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    actions.give_access_back(held=held, by=team, now=WHEN)
    assert person.groups.exists()


def test_giving_a_role_that_rests_wakes_it_by_command_alone():
    person = last_seen(100)
    actions.end_access(person=person, reason="They left.", by=None, now=WHEN)
    with pytest.raises(NotPossibleNow, match="This role rests"):
        actions.give_role(person=person, role=roles.ANALYST, by=None, now=WHEN)
    assert queries.roles_of(person) == frozenset()
    call_command("give_role", person.email, "analyst")
    person.roles_read = None
    assert queries.roles_of(person) == {"analyst"}
    assert AuditEntry.objects.filter(action="accounts.give_back_role").exists()


def test_the_team_sees_its_own_and_gives_access_back(client):
    north, south = PartnershipFactory(slug="north"), PartnershipFactory(slug="south")
    rests = {"access_ended_at": WHEN, "ended_because": "No sign-in for 90 days"}
    ours = RoleHeldFactory(person__name="Analyst 1", role="analyst", partnership=north, **rests)
    theirs = RoleHeldFactory(person__name="Analyst 2", role="analyst", partnership=south, **rests)
    team = PersonFactory()
    RoleHeldFactory(person=team, role="programme_team", partnership=north)
    walks.sign_in_fully(client, team)
    page = client.get(reverse("accounts:idle")).content.decode()
    assert "Analyst 1" in page
    assert "Analyst 2" not in page
    assert client.post(reverse("accounts:give_back", args=[theirs.pk])).status_code == 404
    address = reverse("accounts:give_back", args=[ours.pk])
    assert "Check that they still work" in client.get(address).content.decode()
    assert client.post(address).url == reverse("accounts:idle")
    assert queries.roles_of(Person.objects.get(pk=ours.person_id)) == {"analyst"}
    assert client.post(address).status_code == 404  # it rests no more


def test_nobody_gives_access_back_to_themselves():
    team = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    own = RoleHeldFactory(person=team, role="analyst", access_ended_at=WHEN, ended_because="They left.")
    with pytest.raises(NotAllowedForYou):
        actions.give_access_back(held=own, by=team, now=WHEN)


def test_whoever_lost_access_reads_so_at_sign_in_and_in_the_workspace(client, mailoutbox):
    person = last_seen(100, name="Analyst 1")
    actions.end_access(person=person, reason="No sign-in for 90 days", by=None, now=WHEN)
    walks.sign_in(client, mailoutbox, person.email)
    page = client.get("/workspace/").content.decode()
    assert "Part of your access rests" in page
    assert "Your access rests as: Analyst" in page
    assert "You hold no role yet" not in page


def test_a_role_rests_for_a_reason_or_not_at_all():
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeldFactory(access_ended_at=WHEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeldFactory(ended_because="They left.")


def test_the_daily_command_says_what_it_did():
    last_seen(300)
    out = StringIO()
    call_command("daily", stdout=out)
    assert "warned: 1, access ended: 0" in out.getvalue()
