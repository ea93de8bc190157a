"""Builds valid rows of people for tests."""

import datetime as dt
from uuid import uuid4

import factory

from peoplezones.people.models import Invitation
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    partnership = factory.SubFactory(PartnershipFactory)
    email = factory.Sequence(lambda number: f"invited-{number}@example.org")
    name = factory.Sequence(lambda number: f"Invited {number}")
    role = "analyst"
    token_digest = factory.LazyFunction(lambda: uuid4().hex * 2)
    invited_at = WHEN
    invited_by = factory.SubFactory(PersonFactory)
    expires_at = WHEN + dt.timedelta(days=14)
