"""A small partnership for the tests of teams: a zone with its lead, the programme team, and an organisation."""

from types import SimpleNamespace

from peoplezones.accounts import roles
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.teams.factories import TeamFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory


def somebody(role, partnership, zone=None, **words):
    """A person who holds a role in a partnership, and belongs to a zone of it."""
    person = PersonFactory(**words)
    RoleHeldFactory(person=person, role=role.key, partnership=partnership)
    if zone is not None:
        MembershipFactory(person=person, zone=zone)
    return person


def world(slug="here"):
    """One of everything of a partnership; another slug makes one that shares nothing with it."""
    partnership = PartnershipFactory(slug=slug)
    zone = ZoneFactory(slug=f"{slug}-end", partnership=partnership)
    organisation = OrganisationFactory(partnership=partnership, name=f"Housing {slug}")
    PresenceFactory(organisation=organisation, zone=zone)
    partner = somebody(roles.PARTNER, partnership, name=f"Partner {slug}")
    ColleagueFactory(organisation=organisation, person=partner, may_sign=True)
    return SimpleNamespace(
        partnership=partnership,
        zone=zone,
        organisation=organisation,
        partner=partner,
        programme=somebody(roles.PROGRAMME_TEAM, partnership, name=f"Programme {slug}"),
        lead=somebody(roles.ZONE_LEAD, partnership, zone, name=f"Zone lead {slug}"),
        leader=somebody(roles.COMMUNITY_LEADER, partnership, zone, name=f"Community leader {slug}"),
        team=TeamFactory(partnership=partnership, zone=zone, kind="people_team", name=f"People Team {slug}"),
    )


def champion_team(here):
    return TeamFactory(partnership=here.partnership, kind="champion_team", name="Champion Team")
