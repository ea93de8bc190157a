"""Builds valid rows of zones for tests."""

import datetime as dt
import json

import factory
from django.utils import timezone

from peoplezones.zones.models import Membership, PhaseChange, Zone, ZoneArea
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.places.factories import AreaFactory, square


class ZoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zone
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda number: f"zone-{number}")
    name = factory.LazyAttribute(lambda zone: zone.slug.replace("-", " ").capitalize())
    summary = "Neighbours and services working together."
    since = dt.date(2026, 1, 5)
    boundary = json.dumps(square(0))
    west, south, east, north = -1.2, 52.6, -1.19, 52.61

    @factory.post_generation
    def areas(self, create, given, **kwargs):
        if given:
            self.areas.set(given)


class ZoneAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ZoneArea

    zone = factory.SubFactory(ZoneFactory)
    area = factory.SubFactory(AreaFactory)


class PhaseChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PhaseChange

    zone = factory.SubFactory(ZoneFactory)
    to = "concept"
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(PersonFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    zone = factory.SubFactory(ZoneFactory)
    person = factory.SubFactory(PersonFactory)
    since = factory.LazyFunction(timezone.now)
