"""Builds valid rows of zones for tests."""

import datetime as dt
import json

import factory
import shapely
from django.utils import timezone

from peoplezones.zones.models import (
    BoundaryVersion,
    KeyProblem,
    Membership,
    NameChange,
    PhaseChange,
    StateChange,
    Succession,
    Zone,
    ZoneArea,
)
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.places.factories import AreaFactory, square

START = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
STATE_OF = {"concept": "developing", "team": "developing", "deliver": "active", "review": "reviewing"}


class ZoneFactory(factory.django.DjangoModelFactory):
    """A zone that the public sees, with a square as its line; `areas=[…]` are those inside, `boundary` another line.

    `boundary=""` gives it none.
    """

    class Meta:
        model = Zone
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda number: f"zone-{number}")
    name = factory.LazyAttribute(lambda zone: zone.slug.replace("-", " ").capitalize())
    summary = "Neighbours and services working together."
    phase = "concept"
    state = factory.LazyAttribute(lambda zone: STATE_OF[zone.phase])
    since = dt.date(2026, 1, 5)
    active_at = factory.LazyAttribute(
        lambda zone: START if zone.state in ("active", "reviewing", "handed_over") else None
    )

    @factory.post_generation
    def areas(self, create, given, **kwargs):
        if create and given:
            self.areas.set(given)

    @factory.post_generation
    def boundary(self, create, given, **kwargs):
        if create and given != "":
            codes = {area.code: 1.0 for area in self.areas.all()}
            BoundaryVersionFactory(zone=self, geometry=given or json.dumps(square(0)), areas=codes)


def side(place):
    return factory.LazyAttribute(lambda made: shapely.from_geojson(made.geometry).bounds[place])


class BoundaryVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BoundaryVersion

    zone = factory.SubFactory(ZoneFactory, boundary="")
    from_date = dt.date(2026, 1, 5)
    geometry = json.dumps(square(0))
    how = "areas"
    areas = factory.LazyFunction(lambda: {"E00000001": 1.0})
    west, south, east, north = side(0), side(1), side(2), side(3)
    at = START


class ZoneAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ZoneArea

    zone = factory.SubFactory(ZoneFactory)
    area = factory.SubFactory(AreaFactory)


class StateChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StateChange

    zone = factory.SubFactory(ZoneFactory)
    to = "developing"
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(PersonFactory)


class PhaseChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PhaseChange

    zone = factory.SubFactory(ZoneFactory)
    to = "concept"
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(PersonFactory)


class NameChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NameChange

    zone = factory.SubFactory(ZoneFactory)
    before = "Mill Lane"
    after = "Mill Green"
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(PersonFactory)


class SuccessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Succession

    zone = factory.SubFactory(ZoneFactory)
    earlier = factory.SubFactory(ZoneFactory)
    kind = "follows"
    on = dt.date(2026, 2, 1)
    by = factory.SubFactory(PersonFactory)


class KeyProblemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KeyProblem

    zone = factory.SubFactory(ZoneFactory)
    title = "Nothing to do in the evenings"
    words = "Young people say that there is nowhere to go after six."
    evidence = "Two of three asked said so."
    as_of = dt.date(2025, 11, 1)
    source = "Survey of residents"
    added_at = START
    is_baseline = True


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    zone = factory.SubFactory(ZoneFactory)
    person = factory.SubFactory(PersonFactory)
    since = factory.LazyFunction(timezone.now)
