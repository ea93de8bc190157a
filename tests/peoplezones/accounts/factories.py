"""Makes people, roles and spent links for tests alone; names never look like a real person's."""

import datetime as dt

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import encrypt

from peoplezones.accounts import roles
from peoplezones.accounts.models import (
    Assistance,
    Consent,
    ContactPreference,
    Partnership,
    Person,
    RoleHeld,
    SpentLink,
)

WHEN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class PartnershipFactory(factory.django.DjangoModelFactory):
    """One partnership for all rows of a test, unless another `slug` is asked for."""

    class Meta:
        model = Partnership
        django_get_or_create = ("slug",)

    slug = "partnership"
    name = factory.LazyAttribute(lambda made: made.slug.replace("-", " ").capitalize())


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with a proven address; `holding=[roles.ANALYST]` gives roles, `app=secret` an app."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Resident {number}")
    email = factory.Sequence(lambda number: f"resident-{number}@example.org")

    @classmethod
    def _create(cls, model_class, *args, **fields):
        person = model_class.objects.create_user(fields.pop("email"), **fields)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    @factory.post_generation
    def holding(self, create, extracted, **kwargs):
        for role in extracted or []:
            RoleHeldFactory(person=self, role=role.key)

    @factory.post_generation
    def app(self, create, extracted, **kwargs):
        if extracted:
            TOTP.activate(self, extracted)


class RoleHeldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleHeld

    person = factory.SubFactory(PersonFactory)
    role = roles.RESIDENT.key
    since = WHEN


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = "directory"
    version = 1
    wording = "People of my partnership see how to reach me."
    given_at = WHEN


class ContactPreferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPreference

    person = factory.SubFactory(PersonFactory)


class AssistanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assistance

    assisted = factory.SubFactory(PersonFactory)
    helper = factory.SubFactory(PersonFactory)
    reason = "No e-mail, no phone."
    agreed = "paper"
    since = WHEN
    until = WHEN + dt.timedelta(days=30)


class SpentLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpentLink

    token_id = factory.Sequence(lambda number: f"spent-{number}")
    spent_at = WHEN


class AppFactory(factory.django.DjangoModelFactory):
    """An authenticator app that is set up."""

    class Meta:
        model = Authenticator
        django_get_or_create = ("user", "type")

    user = factory.SubFactory(PersonFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(new_secret())})


def new_secret() -> str:
    """The secret of a new authenticator app."""
    return generate_totp_secret()


def factors_of(person: Person) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
