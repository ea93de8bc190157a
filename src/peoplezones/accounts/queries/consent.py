"""Reads what people agreed to and how they want to be reached."""

from django.db.models import QuerySet

from ..models import Consent, ContactPreference, Person
from ..registry import CONSENT_PURPOSES


def consents_of(person: Person) -> dict[str, Consent]:
    """What they agree to today, by purpose."""
    return {one.purpose: one for one in Consent.objects.filter(person=person, withdrawn_at=None)}


def consent_history(person: Person) -> "QuerySet[Consent]":
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")


def agreed(people: "QuerySet[Person]", purpose: str) -> "QuerySet[Person]":
    """Those of them who agree to the present wording of a purpose."""
    version = CONSENT_PURPOSES[purpose].version
    rows = Consent.objects.filter(purpose=purpose, version=version, withdrawn_at=None)
    return people.filter(pk__in=rows.order_by().values("person"))


def contact_preference(person: Person) -> ContactPreference:
    """What they said, or an unsaved one with what holds while nothing was said: e-mail alone."""
    return ContactPreference.objects.filter(person=person).first() or ContactPreference(person=person)
