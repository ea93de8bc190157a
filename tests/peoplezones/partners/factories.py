"""Builds valid rows of partners for tests."""

import datetime as dt

import factory

from peoplezones.partners.models import Colleague, Organisation, Presence
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.zones.factories import ZoneFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda number: f"Organisation {number}")
    kind = "public_service"
    since = dt.date(2026, 1, 5)


class PresenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Presence

    organisation = factory.SubFactory(OrganisationFactory)
    zone = factory.SubFactory(ZoneFactory)
    since = dt.date(2026, 1, 5)


class ColleagueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Colleague

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    position = "Neighbourhood manager"
    since = WHEN
