"""Builds valid rows of agreements for tests; `agreed` makes one that all parties have signed."""

import datetime as dt

import factory

from peoplezones.agreements.models import (
    Agreement,
    DataItem,
    Flow,
    GlassBreak,
    Notice,
    Office,
    Party,
    Review,
    SharedRecord,
    Signature,
    Step,
)
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory


class AgreementFactory(factory.django.DjangoModelFactory):
    """A draft; `sent=True` or `in_force=True` for one that went further."""

    class Meta:
        model = Agreement

    class Params:
        sent = factory.Trait(state="sent", sent_at=WHEN, sent_version=1)
        in_force = factory.Trait(state="in_force", sent_at=WHEN, sent_version=1, in_force_from=dt.date(2026, 1, 5))

    partnership = factory.SubFactory(PartnershipFactory)
    kind = "information_sharing"
    title = factory.Sequence(lambda number: f"Sharing {number}")
    purposes = ["planning"]
    purpose_words = "To see where help is needed."
    retention = "For two years, then it is deleted."
    security = "On machines that are kept locked."
    rights = "People ask the organisation that gave it."
    starts_on = dt.date(2026, 1, 5)
    review_on = dt.date(2027, 1, 5)
    made_at = WHEN


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "controller"


class DataItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DataItem

    agreement = factory.SubFactory(AgreementFactory)
    kind = "service_counts"
    words = "By neighbourhood and month."


class SignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signature

    agreement = factory.SubFactory(AgreementFactory)
    version = 1
    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    person_label = "Partner, health"
    position = "Director"
    at = WHEN


class StepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Step

    agreement = factory.SubFactory(AgreementFactory)
    to = "draft"
    at = WHEN
    by_label = "Programme team 1"


class ReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Review

    agreement = factory.SubFactory(AgreementFactory)
    at = WHEN
    by_label = "Programme team 1"
    words = "Still needed."
    next_on = dt.date(2028, 1, 5)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    agreement = factory.SubFactory(AgreementFactory)
    day = dt.date(2027, 1, 5)
    days = 90
    at = WHEN


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    partnership = factory.SubFactory(PartnershipFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class SharedRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SharedRecord

    partnership = factory.SubFactory(PartnershipFactory)
    giver = factory.SubFactory(OrganisationFactory)
    kind = "service_counts"
    purpose = "planning"
    title = factory.Sequence(lambda number: f"Record {number}")
    body = "Calls rose in the evenings."
    as_of = dt.date(2026, 1, 31)
    kept_until = dt.date(2027, 1, 31)
    shared_at = WHEN
    shared_by_label = "Partner, health"


class FlowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Flow

    at = WHEN
    partnership = factory.SubFactory(PartnershipFactory)
    agreement = factory.SubFactory(AgreementFactory, in_force=True)
    kind = "service_counts"
    purpose = "planning"
    giver = factory.SubFactory(OrganisationFactory)
    taker = factory.SubFactory(OrganisationFactory)
    how = "view"
    person_label = "Partner, police"
    record_label = "Record 1"


class GlassBreakFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GlassBreak

    partnership = factory.SubFactory(PartnershipFactory)
    record = factory.SubFactory(SharedRecordFactory)
    record_label = "Record 1"
    giver = factory.SubFactory(OrganisationFactory)
    person_id = 1
    person_label = "Programme team 1"
    reason = "Somebody may come to harm tonight."
    at = WHEN
    until = WHEN + dt.timedelta(minutes=60)


def agreed(giver, taker, *, kind="service_counts", signed_by=None, **words):
    """An agreement under which a kind of record goes from one organisation to another; in force unless told."""
    words.setdefault("in_force", True)
    made = AgreementFactory(partnership=giver.partnership, **words)
    PartyFactory(agreement=made, organisation=giver, gives=True)
    PartyFactory(agreement=made, organisation=taker, gets=True)
    DataItemFactory(agreement=made, kind=kind)
    for organisation in (giver, taker) if signed_by is None else signed_by:
        SignatureFactory(agreement=made, organisation=organisation)
    return made
