"""Builds valid rows of partners for tests."""

import datetime as dt

import factory

from peoplezones.partners.models import Colleague, Identifier, Offer, OfferChange, Organisation, Presence
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


class IdentifierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Identifier

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    code = "GB-CHC"
    number = factory.Sequence(lambda number: f"{1_000_000 + number}")


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    kind = "rooms"
    title = factory.Sequence(lambda number: f"Hall {number}")
    review_on = dt.date(2026, 9, 1)

    @factory.post_generation
    def zones(self, create, given, **kwargs):
        if given:
            self.zones.set(given)
            self.everywhere = False
            self.save()


class OfferChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfferChange

    offer = factory.SubFactory(OfferFactory)
    to = "open"
    at = WHEN
    by = factory.SubFactory(PersonFactory)
