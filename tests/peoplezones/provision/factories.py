"""Builds valid rows of provision for tests, and plain entries for the tests of sentences."""

import datetime as dt

import factory

from peoplezones.provision.models import Mapping, Mark, Provision, Seat
from peoplezones.provision.rows import Entry, Given
from peoplezones.provision.states import State
from tests.peoplezones.accounts.factories import WHEN
from tests.peoplezones.zones.factories import ZoneFactory


class ProvisionFactory(factory.django.DjangoModelFactory):
    """An item of an organisation whose name was typed; `marks={"tool": ["control"]}` says more of it."""

    class Meta:
        model = Provision
        skip_postgeneration_save = True

    zone = factory.SubFactory(ZoneFactory)
    kind = "service"
    title = factory.Sequence(lambda number: f"Drop-in {number}")
    organisation_name = "Neighbours of North End"
    people = 2
    hours_each = 10

    @factory.post_generation
    def marks(self, create, given, **kwargs):
        for dimension, values in (given or {}).items():
            for value in values:
                MarkFactory(provision=self, dimension=dimension, value=value)


class MarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mark

    provision = factory.SubFactory(ProvisionFactory)
    dimension = "tool"
    value = "treatment"


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    provision = factory.SubFactory(ProvisionFactory, kind="meeting")
    organisation_name = factory.Sequence(lambda number: f"Guest {number}")


class MappingFactory(factory.django.DjangoModelFactory):
    """An agreed one, which keeps nothing; `draft=True`: one that is drawn up."""

    class Meta:
        model = Mapping

    class Params:
        draft = factory.Trait(state=State.DRAFT, agreed_at=None, agreed_by_label="", items=None)

    zone = factory.SubFactory(ZoneFactory)
    state = State.AGREED
    as_at = dt.date(2026, 1, 5)
    started_at = WHEN
    started_by_label = "Zone lead 1"
    agreed_at = WHEN
    agreed_by_label = "Zone lead 1"
    items = factory.LazyFunction(list)


def entry(title, organisation="Council", kind="service", **more):
    """A plain entry, numbered by its title unless a `number` is given."""
    more = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
    return Entry(number=more.pop("number", hash(title)), kind=kind, title=title, organisation=organisation, **more)


def given(**more):
    return Given(**{"kind": "service", "title": "Family drop-in", "organisation_name": "Neighbours", **more})
