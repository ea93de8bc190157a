import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from peoplezones.accounts import actions, roles
from peoplezones.accounts.models import Assistance, Person
from peoplezones.accounts.queries import assistance as queries
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from tests.peoplezones.partners.factories import ColleagueFactory
from tests.peoplezones.teams.factories import SittingFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

from . import walks
from .factories import WHEN, AssistanceFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
TYPED = {"name": "Resident 12", "place": "north-end", "reason": "No e-mail.", "agreed": "paper", "days": "30"}


@pytest.fixture
def zone():
    return ZoneFactory(slug="north-end", name="North end")


@pytest.fixture
def clerk(client, zone):
    person = PersonFactory(name="Clerk 1")
    MembershipFactory(zone=zone, person=person, is_clerk=True)
    client.force_login(person)
    return person


@pytest.fixture
def neighbour(clerk):
    words = {**TYPED, "days": 30}
    return actions.bring_in(**words, by=clerk, now=clock.now())


def act(client, person):
    return client.post(reverse("accounts:assist_act", args=[person.pk]))


def test_a_clerk_brings_in_a_neighbour_of_their_zone_and_notes_how_they_agreed(client, clerk, zone):
    answer = client.post(reverse("accounts:assist_new"), TYPED)
    person = Person.objects.get(name="Resident 12")
    assert answer.url == reverse("accounts:assist_person", args=[person.pk])
    assert person.memberships.get().zone == zone
    assert not person.emailaddress_set.exists()
    begun = Assistance.objects.get()
    assert (begun.helper, begun.assisted, begun.agreed) == (clerk, person, "paper")
    assert begun.until - begun.since == dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"agreed": ""}, "Without their yes"),
        ({"days": "31"}, "at most 30 days"),
        ({"place": "elsewhere"}, "hoose one that is in the list"),
        ({"name": ""}, "Type their name"),
    ],
)
def test_without_a_yes_a_place_and_an_end_nobody_is_brought_in(client, clerk, typed, sentence):
    answer = client.post(reverse("accounts:assist_new"), TYPED | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Assistance.objects.exists()
    assert not Person.objects.filter(name="Resident 12").exists()


def test_only_those_who_look_after_a_zone_help_there_and_only_there(zone, neighbour):
    team = PersonFactory()
    RoleHeldFactory(person=team, role="programme_team", partnership=zone.partnership)
    lead = PersonFactory()
    RoleHeldFactory(person=lead, role="zone_lead", partnership=zone.partnership)
    MembershipFactory(zone=zone, person=lead)
    other_clerk = MembershipFactory(is_clerk=True).person
    member = MembershipFactory(zone=zone).person
    assert neighbour in queries.helped_by(team)
    assert neighbour in queries.helped_by(lead)
    for stranger in (other_clerk, member, PersonFactory(holding=[roles.ANALYST])):
        assert neighbour not in queries.helped_by(stranger)
        with pytest.raises(NotAllowedForYou):
            actions.begin_help(person=neighbour, reason="Why", agreed="paper", days=1, by=stranger, now=WHEN)


def test_nobody_acts_for_people_with_e_mail_or_with_a_role_of_the_staff(zone, clerk, neighbour):
    with_mail = MembershipFactory(zone=zone).person
    assert with_mail not in queries.helped_by(clerk)
    RoleHeldFactory(person=neighbour, role="analyst", access_ended_at=WHEN, ended_because="Idle")
    assert neighbour not in queries.helped_by(clerk)


def test_every_page_says_for_whom_one_acts_and_lines_name_both(client, clerk, neighbour):
    page = client.get("/zones/").content.decode()
    assert "You act for" not in page
    act(client, neighbour)
    page = client.get("/zones/").content.decode()
    assert "You act for Resident 12 until" in page
    client.post(reverse("accounts:consent", args=["directory"]), {"give": "yes"})
    line = AuditEntry.objects.get(action="accounts.give_consent")
    assert (line.actor_id, line.actor_label, line.target_id) == (clerk.pk, "Clerk 1", str(neighbour.pk))
    assert line.detail["on_behalf_of"] == "Resident 12"
    assert line.detail["on_behalf_of_id"] == neighbour.pk
    given = neighbour.consents.get()
    assert (given.how, given.taken_by) == ("paper", clerk)  # never as if the person had said so online
    assert not clerk.consents.exists()


def test_nobody_acts_for_somebody_who_is_more_than_a_resident(zone, clerk, neighbour):
    assert neighbour in queries.helped_by(clerk)
    more = [
        lambda: RoleHeldFactory(person=neighbour, role="board_member"),
        lambda: RoleHeldFactory(person=neighbour, role="community_leader"),
        lambda: ColleagueFactory(person=neighbour),
        lambda: SittingFactory(person=neighbour),
        lambda: MembershipFactory(person=neighbour, is_steward=True),
    ]
    for gain in more:
        made = gain()
        assert neighbour not in queries.helped_by(clerk)
        made.delete()
    assert neighbour in queries.helped_by(clerk)


def test_the_team_of_the_zone_finds_who_acted_for_whom(client, clerk, neighbour, zone):
    act(client, neighbour)
    client.post(reverse("accounts:consent", args=["directory"]), {"give": "yes"})
    client.post(reverse("accounts:assist_stop"))
    told = AuditEntry.objects.filter(target_id=str(neighbour.pk), target_kind="accounts.person")
    told = told.exclude(action="accounts.give_role")
    deeds = ("add_without_mail", "begin_help", "begin_acting", "give_consent", "stop_acting")
    assert set(told.values_list("action", "scope")) == {(f"accounts.{deed}", zone.partnership_id) for deed in deeds}


def test_stopping_gives_oneself_back(client, clerk, neighbour):
    act(client, neighbour)
    client.post(reverse("accounts:assist_stop"))
    assert "You act for" not in client.get("/zones/").content.decode()
    client.post(reverse("accounts:consent", args=["directory"]), {"give": "yes"})
    line = AuditEntry.objects.get(action="accounts.give_consent")
    assert line.target_id == str(clerk.pk)
    assert "on_behalf_of" not in line.detail
    assert list(
        AuditEntry.objects.filter(action__endswith="_acting").order_by("pk").values_list("action", "actor_id")
    ) == [("accounts.begin_acting", clerk.pk), ("accounts.stop_acting", clerk.pk)]


@pytest.mark.parametrize(
    "name", ["accounts:close", "accounts:data", "accounts:assist", "account_email", "mfa_index", "teams:index"]
)
def test_what_is_the_persons_own_or_the_helpers_stays_closed_meanwhile(client, neighbour, name):
    act(client, neighbour)
    assert client.get(reverse(name)).status_code == 403


def test_a_helpers_own_roles_open_nothing_meanwhile(client, zone):
    team = PersonFactory(name="Programme team 1")
    RoleHeldFactory(person=team, role="programme_team", partnership=zone.partnership)
    walks.sign_in_fully(client, team)
    person = actions.bring_in(**{**TYPED, "days": 1}, by=team, now=clock.now())
    assert client.get(reverse("accounts:audit")).status_code == 200
    act(client, person)
    assert client.get(reverse("accounts:audit")).status_code == 403
    assert client.get("/cms/").status_code == 403


def test_after_an_hour_nothing_more_is_done_in_their_name(client, clerk, neighbour):
    act(client, neighbour)
    with clock.stopped(clock.now() + dt.timedelta(minutes=61)):
        answer = client.post(reverse("accounts:consent", args=["directory"]), {"give": "yes"})
        assert answer.status_code == 403
        assert "is over" in answer.content.decode()
        assert not neighbour.consents.exists()
        assert not clerk.consents.exists()
        assert client.get(reverse("accounts:me")).status_code == 200  # as themselves again


def test_the_time_is_over_with_the_help_and_at_sign_out(client, clerk, neighbour):
    act(client, neighbour)
    Assistance.objects.update(ended_at=clock.now())
    assert "You are here as yourself again" in client.get("/workspace/").content.decode()
    Assistance.objects.update(ended_at=None)
    act(client, neighbour)
    client.post(reverse("account_logout"))
    assert not walks.is_signed_in(client)
    assert "acting" not in client.session


def test_help_ends_by_itself_and_is_asked_for_anew(client, clerk, neighbour):
    later = clock.now() + dt.timedelta(days=31)
    assert queries.help_for(clerk, neighbour, later) is None
    actions.begin_help(person=neighbour, reason="Still none", agreed="phone", days=2, by=clerk, now=later)
    assert queries.help_for(clerk, neighbour, later).reason == "Still none"
    assert Assistance.objects.filter(ended_at=None).count() == 1


def test_whoever_helps_ends_it_and_nobody_else(client, clerk, neighbour):
    client.post(reverse("accounts:assist_end", args=[neighbour.pk]))
    begun = Assistance.objects.get()
    assert begun.ended_at is not None
    act(client, neighbour)
    assert "acting" not in client.session
    with pytest.raises(NotAllowedForYou):
        actions.end_help(help_given=begun, by=PersonFactory(), now=clock.now())


def test_help_lasts_thirty_days_at_most(clerk, neighbour):
    for days in (0, 31):
        with pytest.raises(NotPossibleNow):
            actions.begin_help(person=neighbour, reason="Why", agreed="paper", days=days, by=clerk, now=WHEN)


def test_the_data_base_lets_nobody_help_themselves_or_without_a_reason():
    person = PersonFactory()
    for fields in ({"assisted": person, "helper": person}, {"reason": ""}, {"until": WHEN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AssistanceFactory(**fields)


def test_the_list_asks_the_same_with_few_and_with_many(client, clerk, count_queries):
    def add(first, many):
        for number in range(first, first + many):
            words = {**TYPED, "name": f"Resident {number}", "days": 1}
            actions.bring_in(**words, by=clerk, now=clock.now())

    add(0, 3)
    address = reverse("accounts:assist")
    client.get(address)
    with count_queries() as few:
        client.get(address)
    add(3, 60)
    with count_queries() as many:
        client.get(address)
    assert dict(few.by_function) == dict(many.by_function)


def test_people_are_told_apart_by_whether_somebody_may_act_for_them_now():
    helped, alone = PersonFactory(), PersonFactory(email=f"x@{queries.NO_MAIL}")
    AssistanceFactory(assisted=helped, since=clock.now(), until=clock.now() + dt.timedelta(days=1))
    people = Person.objects.filter(pk__in=[helped.pk, alone.pk]).order_by("pk")
    assert list(queries.by_help(people, clock.now(), going_on=True)) == [helped]
    assert list(queries.by_help(people, clock.now(), going_on=False)) == [alone]
    assert list(queries.by_help(people, clock.now() + dt.timedelta(days=2), going_on=True)) == []
    assert list(queries.by_mail(people, has_one=False)) == [alone]
    assert list(queries.by_mail(people, has_one=True)) == [helped]
