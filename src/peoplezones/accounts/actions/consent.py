"""Writes what a person agrees to or takes back, and how they want to be reached."""

import datetime as dt
from typing import Any

from django.db import transaction

from peoplezones.foundation import versions

from .. import rules
from ..models import Consent, ContactPreference, How, Person
from ..registry import Purpose
from .lines import record_about


@transaction.atomic
def give_consent(
    *,
    person: Person,
    purpose: Purpose,
    how: str = How.ONLINE,
    taken_by: Person | None = None,
    by: Person,
    now: dt.datetime,
) -> Consent:
    """Note that a person agrees to the present wording; the same wording again changes nothing.

    Where somebody acts in the person's name, `by` is the person and `taken_by` whoever acts.
    """
    rules.check_may_speak_for(by, person)
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would both find none
    there = Consent.objects.select_for_update().filter(person=person, purpose=purpose.key, withdrawn_at=None).first()
    if there is not None and there.version == purpose.version:
        return there
    if there is not None:  # an older wording gives way
        there.withdrawn_at = now
        there.save(update_fields=["withdrawn_at"])
    given = Consent.objects.create(
        person=person,
        purpose=purpose.key,
        version=purpose.version,
        wording=str(purpose.wording),
        given_at=now,
        how=how,
        taken_by=taken_by or (None if by == person else by),
    )
    detail = {"purpose": purpose.key, "version": purpose.version, "how": str(how)}
    record_about(by=by, action="accounts.give_consent", person=person, now=now, detail=detail)
    return given


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: Purpose, by: Person, now: dt.datetime) -> None:
    """Take a consent back; where there is none, nothing changes."""
    rules.check_may_speak_for(by, person)
    there = Consent.objects.select_for_update().filter(person=person, purpose=purpose.key, withdrawn_at=None).first()
    if there is not None:
        there.withdrawn_at = now
        there.save(update_fields=["withdrawn_at"])
        detail = {"purpose": purpose.key}
        record_about(by=by, action="accounts.withdraw_consent", person=person, now=now, detail=detail)


@transaction.atomic
def prefer_contact(*, person: Person, seen: int, by: Person, now: dt.datetime, **words: Any) -> ContactPreference:
    """Say how a person wants to be reached; raises EditedMeanwhile where it was said otherwise since `seen`."""
    rules.check_may_speak_for(by, person)
    there, _new = ContactPreference.objects.get_or_create(person=person)
    said = versions.take(there, seen=seen, by=by, now=now)
    changed = sorted(name for name, value in words.items() if getattr(said, name) != value)
    for name, value in words.items():
        setattr(said, name, value)
    said.full_clean()
    said.save()
    # Which fields, not what they say: the line outlives the account.
    record_about(by=by, action="accounts.prefer_contact", person=person, now=now, detail={"changed": changed})
    return said
