import pytest
from django.urls import reverse

from peoplezones.accounts import actions as giving
from peoplezones.accounts import roles
from peoplezones.accounts.actions import give_consent
from peoplezones.accounts.registry import DIRECTORY
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.people import queries
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(here, hold, zone):
    """One person of each kind, named by how they lie to the zone."""
    corner = ZoneFactory(partnership=here, slug="corner")
    there = PartnershipFactory(slug="there")
    service, other = OrganisationFactory(partnership=here), OrganisationFactory(partnership=here)
    PresenceFactory(organisation=service, zone=zone)
    found = {
        "team": hold(roles.PROGRAMME_TEAM),
        "lead": hold(roles.ZONE_LEAD, zone),
        "analyst": hold(roles.ANALYST),
        "partner": hold(roles.PARTNER, zone),
        "colleague": hold(roles.PARTNER),
        "partner elsewhere": hold(roles.PARTNER),
        "leader": hold(roles.COMMUNITY_LEADER, zone),
        "resident": PersonFactory(),
        "resident of the corner": PersonFactory(),
        "stranger": hold(roles.ZONE_LEAD, ZoneFactory(partnership=there, slug="far"), partnership=there),
    }
    MembershipFactory(person=found["resident"], zone=zone)
    MembershipFactory(person=found["resident of the corner"], zone=corner)
    ColleagueFactory(person=found["partner"], organisation=service)
    ColleagueFactory(person=found["colleague"], organisation=service)
    ColleagueFactory(person=found["partner elsewhere"], organisation=other)
    return found


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (
            "team",
            {
                "team",
                "lead",
                "analyst",
                "partner",
                "colleague",
                "partner elsewhere",
                "leader",
                "resident",
                "resident of the corner",
            },
        ),
        ("lead", {"lead", "partner", "colleague", "leader", "resident"}),
        ("analyst", {"team", "lead", "analyst", "partner", "colleague", "partner elsewhere"}),
        ("partner", {"lead", "partner", "colleague"}),
        ("partner elsewhere", {"partner elsewhere"}),
        ("leader", {"lead"}),
        ("resident", set()),
        ("stranger", {"stranger"}),
    ],
)
def test_each_sees_those_whom_their_role_lets_them_see(everybody, viewer, sees):
    names = {person.pk: name for name, person in everybody.items()}
    assert {names[pk] for pk in queries.people_seen_by(everybody[viewer]).values_list("pk", flat=True)} == sees


def test_what_somebody_holds_elsewhere_is_not_told_here(everybody, here):
    there = PartnershipFactory(slug="there")
    far = ZoneFactory(partnership=there, slug="far-away")
    person = everybody["partner"]
    MembershipFactory(person=person, zone=far)
    ColleagueFactory(person=person, organisation=OrganisationFactory(partnership=there))
    seen = queries.person_seen_by(everybody["team"], person.pk)
    assert [one.zone.slug for one in seen.zones_here] == ["mill-lane"]
    assert [one.organisation.partnership_id for one in seen.positions_here] == [here.pk]


def test_the_programme_team_sees_addresses_and_nobody_else_does_unasked(everybody):
    assert queries.contacts_shown_to(everybody["team"]) is None
    assert queries.contacts_shown_to(everybody["lead"]) == {everybody["lead"].pk}


def test_whoever_agreed_to_it_is_reached_by_those_who_may_see_them(everybody):
    partner = everybody["partner"]
    give_consent(person=partner, purpose=DIRECTORY, by=partner, now=clock.now())
    assert partner.pk in queries.contacts_shown_to(everybody["lead"])
    assert partner.pk not in queries.contacts_shown_to(everybody["leader"])


def test_who_signed_up_by_themselves_is_in_the_directory_of_their_zones_partnership_alone(everybody, here, hold):
    there = PartnershipFactory(slug="there")
    mine, theirs = PersonFactory(holding=[roles.RESIDENT]), PersonFactory(holding=[roles.RESIDENT])
    MembershipFactory(person=mine, zone=ZoneFactory(partnership=here, slug="another"))
    MembershipFactory(person=theirs, zone=ZoneFactory(partnership=there, slug="far-off"))
    analyst = PersonFactory(holding=[roles.ANALYST])  # everywhere
    seen = queries.people_seen_by(everybody["team"])
    assert mine in seen
    assert analyst in seen
    assert theirs not in seen


def test_a_residents_role_everywhere_widens_nobodys_view(everybody):
    far = ZoneFactory(partnership=PartnershipFactory(slug="there"), slug="far-away")
    MembershipFactory(person=everybody["analyst"], zone=far)
    viewer = everybody["team"]
    giving.give_role(person=viewer, role=roles.RESIDENT, by=None, now=clock.now())
    assert queries.person_seen_by(viewer, everybody["analyst"].pk).zones_here == []
    assert far not in queries.zones_in_directory(viewer)


def test_the_teams_duty_ends_where_its_partnership_ends(everybody, hold):
    there = PartnershipFactory(slug="there")
    viewer, stranger = everybody["team"], hold(roles.ANALYST, partnership=there)
    giving.give_role(person=viewer, role=roles.ANALYST, partnership=there, by=None, now=clock.now())
    assert stranger in queries.people_seen_by(viewer)
    shown = queries.contacts_shown_to(viewer)
    assert everybody["resident"].pk in shown
    assert stranger.pk not in shown
    give_consent(person=stranger, purpose=DIRECTORY, by=stranger, now=clock.now())
    assert stranger.pk in queries.contacts_shown_to(viewer)


def test_who_takes_addresses_away_is_noted_in_the_partnership(client, everybody, here):
    walks.sign_in_fully(client, everybody["team"])
    for page in ("directory", "invitations"):
        client.get(reverse(f"people:{page}") + "?download=csv")
    client.get(reverse("people:person", args=[everybody["lead"].pk]))
    notes = AuditEntry.objects.filter(is_read=True).order_by("pk").values_list("action", "scope")
    assert list(notes) == [
        ("people.download_directory", here.pk),
        ("people.download_invitations", here.pk),
        ("people.see_contact", here.pk),
    ]
