"""Erases what is held about a person, wherever it lies, and notes what must be kept and why."""

import datetime as dt

from django.db import models, transaction

from .. import personal_data, rules
from ..models import Person
from ..personal_data import Kept
from ..queries import belonging
from .lines import record_about

NOWHERE = "erased.invalid"  # a name that no mail server ever has (RFC 2606)


@transaction.atomic
def erase(*, person: Person, reason: str, by: Person, now: dt.datetime) -> list[Kept]:
    """Close the account and erase all that need not be kept; answers what stays.

    The row itself stays without a name where other records lead to it, else it goes too. Raises Refused.
    """
    rules.check_may_erase(by, person)
    belonging.lock_programme_team()
    rules.check_is_not_the_last(person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    scopes = belonging.scopes_about(person)  # what ties them to partnerships goes below
    number, own = person.pk, by.pk == person.pk
    kept = personal_data.erase_all(person, now)
    person.name = f"Former member {number}"
    person.email = f"former-member-{number}@{NOWHERE}"
    person.is_active, person.last_login = False, None
    person.idle_warned_at, person.erased_at = None, now
    person.set_unusable_password()  # every session is bound to the mark in its place: a new mark ends them all
    person.save()
    detail = {"asked_by": "the person" if own else "the programme team", "reason": reason}
    if kept:
        detail["kept"] = "; ".join(str(one.what) for one in kept)
    about = {"person": person, "detail": detail, "scopes": scopes}
    record_about(by=person if own else by, action="accounts.erase", now=now, **about)  # type: ignore[arg-type]
    if not is_led_to(person):
        person.delete()
    return kept


def is_led_to(person: Person) -> bool:
    """Whether a record still leads to this row."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: person.pk}).exists()
        for relation in person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is not models.DO_NOTHING
    )
