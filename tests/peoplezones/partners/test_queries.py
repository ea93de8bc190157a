import datetime as dt

import pytest

from peoplezones.accounts import roles
from peoplezones.partners import queries, rows
from tests.peoplezones.partners.conftest import holding
from tests.peoplezones.partners.factories import (
    IdentifierFactory,
    OfferFactory,
    OrganisationFactory,
    PresenceFactory,
)
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def names(found):
    return [one.name for one in found]


def test_the_team_sees_all_of_its_partnership_and_others_what_works_beside_them(here):
    OrganisationFactory(partnership=here.partnership, name="Far away")
    OrganisationFactory(partnership__slug="elsewhere", name="Not ours")
    assert names(queries.seen_by(here.team)) == ["Bell Foundry Boxing Club", "Far away"]
    assert names(queries.seen_by(here.neighbour)) == ["Bell Foundry Boxing Club"]
    assert names(queries.seen_by(here.stranger)) == ["Not ours"]
    assert names(queries.seen_by(None)) == []


def test_those_that_have_left_come_last(here):
    OrganisationFactory(partnership=here.partnership, name="A that left", left_on=dt.date(2026, 2, 1))
    assert names(queries.listed(here.team)) == ["Bell Foundry Boxing Club", "A that left"]


def test_a_search_finds_names_and_numbers_each_organisation_once(here):
    IdentifierFactory.create_batch(2, organisation=here.organisation)
    number = here.organisation.identifiers.first().number
    found = queries.listed(here.team)
    assert names(queries.looked_for(found, "foundry")) == ["Bell Foundry Boxing Club"]
    assert names(queries.looked_for(found, f"GB-CHC-{number}")) == ["Bell Foundry Boxing Club"]
    assert names(queries.looked_for(found, "nobody")) == []


def test_an_offer_for_some_zones_is_seen_there_by_its_own_people_and_by_the_team(here):
    OfferFactory(organisation=here.organisation, title="Here", zones=[here.zone])
    OfferFactory(organisation=here.organisation, title="There", zones=[here.other_zone])
    OfferFactory(organisation=here.organisation, title="Everywhere")

    def seen(person):
        return sorted(one.title for one in queries.offers_seen_by(person))

    assert seen(here.team) == seen(here.partner) == ["Everywhere", "Here", "There"]
    assert seen(here.neighbour) == ["Everywhere", "Here"]
    assert seen(here.stranger) == seen(None) == []
    in_zone = queries.in_zone(queries.offers_seen_by(here.team), here.zone.pk)
    assert sorted(one.title for one in in_zone) == ["Everywhere", "Here"]


def test_what_an_organisation_that_left_offered_is_not_shown(here):
    OfferFactory(organisation=here.organisation)
    here.organisation.left_on = dt.date(2026, 2, 1)
    here.organisation.save()
    assert not queries.offers_seen_by(here.team).exists()
    assert not queries.working_in(here.zone).exists()


def test_offers_of_a_day_are_those_that_name_a_time_of_it(here):
    OfferFactory(organisation=here.organisation, title="Monday evening", times=rows.together([(0, 2)]))
    OfferFactory(organisation=here.organisation, title="Weekend", times=rows.on(5) | rows.on(6))
    OfferFactory(organisation=here.organisation, title="No time")
    found = queries.offers_seen_by(here.team)
    assert [one.title for one in queries.on_day(found, 0)] == ["Monday evening"]
    assert [one.title for one in queries.on_day(found, 6)] == ["Weekend"]


def test_a_person_is_found_by_address_in_their_own_partnership_alone(here):
    found = queries.person_in(here.partnership.pk, here.lead.email.upper())
    assert found == here.lead
    assert queries.person_in(here.partnership.pk, here.stranger.email) is None
    assert queries.person_in(here.partnership.pk, "nobody@example.org") is None


def test_who_may_place_where_is_told_by_role_and_membership(here):
    assert set(queries.placeable_zones(here.team)) == {here.zone, here.other_zone}
    assert list(queries.placeable_zones(here.lead)) == [here.zone]
    assert not queries.placeable_zones(here.partner).exists()
    assert not queries.placeable_zones(here.stranger, here.partnership.pk).exists()
    assert list(queries.partnerships_to_add_to(here.lead)) == [here.partnership]


def test_zones_to_choose_from_are_those_of_which_one_may_see_who_works_there(here):
    assert set(queries.zones_seen_by(here.team)) == {here.zone, here.other_zone}
    assert list(queries.zones_seen_by(here.neighbour)) == [here.zone]
    PresenceFactory(organisation=here.organisation, zone=here.other_zone)
    assert set(queries.zones_seen_by(here.partner)) == {here.zone, here.other_zone}


def test_open_offers_whose_day_has_come_are_counted_for_those_who_made_them(here):
    today = dt.date(2026, 3, 2)
    OfferFactory(organisation=here.organisation, review_on=today)
    OfferFactory(organisation=here.organisation, review_on=today, state="withdrawn")
    OfferFactory(organisation=here.organisation, review_on=dt.date(2026, 3, 3))
    assert [one.due for one in queries.own_with_offers_due(here.partner, today)] == [1]
    assert not queries.own_with_offers_due(holding(roles.ANALYST, here.partnership), today).exists()


def test_who_holds_a_role_everywhere_reaches_every_partnership(here):
    other = OrganisationFactory(partnership__slug="elsewhere", name="Another")
    everywhere = holding(roles.PROGRAMME_TEAM, None)
    OfferFactory(organisation=other)
    assert names(queries.seen_by(everywhere)) == ["Another", "Bell Foundry Boxing Club"]
    assert set(queries.placeable_zones(everywhere)) == set(queries.zones_seen_by(everywhere))
    assert set(queries.placeable_zones(everywhere)) == {here.zone, here.other_zone}
    assert {one.slug for one in queries.partnerships_to_add_to(everywhere)} == {"here", "elsewhere"}
    assert queries.offers_seen_by(everywhere).count() == 1


def test_an_idea_is_named_to_those_alone_who_see_it(here):
    """Neither in offers nor in the choices of a form does a partner learn of a zone that is an idea."""
    idea = ZoneFactory(partnership=here.partnership, name="Secret meadow", state="idea")
    PresenceFactory(organisation=here.organisation, zone=idea)
    offer = OfferFactory(organisation=here.organisation, zones=[here.zone, idea])

    def told(person):
        found = [zone.name for one in queries.offers_seen_by(person) for zone in one.zones.all()]
        found += [one.zone.name for one in queries.presences_seen_by(person)]
        found += [zone.name for zone in queries.zones_seen_by(person)]
        found += [zone.name for zone in queries.zones_to_offer_in(person, here.partnership.pk)]
        return found.count("Secret meadow")

    assert told(here.team) == 4
    assert told(here.partner) == 0
    assert queries.zones_out_of_sight(here.partner, offer) == [idea]
    assert queries.zones_out_of_sight(here.team, offer) == []
