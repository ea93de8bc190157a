"""Brings in people without e-mail, lets staff act for them for a time, and writes down when they do."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

from .. import roles, rules
from ..models import Assistance, Person
from ..queries import assistance as queries
from .lines import record_about
from .people import give_role

LONGEST_HELP = dt.timedelta(days=30)


@transaction.atomic
def add_without_mail(*, name: str, place: str, by: Person, now: dt.datetime) -> Person:
    """Add a resident who has no e-mail, where the helper may bring somebody in; they cannot sign in themselves."""
    rules.check_may_help(by)
    ways = [way for way in queries.ways_of(by) if place in dict(way.places(by))]
    if not ways:
        raise NotPossibleNow(_("Choose where they belong."))
    person = Person.objects.create_user(f"{secrets.token_hex(8)}@{queries.NO_MAIL}", name=name)
    give_role(person=person, role=roles.RESIDENT, by=by, now=now)
    ways[0].bring_in(place, person, by, now)
    record_about(by=by, action="accounts.add_without_mail", person=person, now=now)
    return person


@transaction.atomic
def bring_in(*, name: str, place: str, reason: str, agreed: str, days: int, by: Person, now: dt.datetime) -> Person:
    """Add somebody without e-mail and note that they agree to help, both or neither."""
    person = add_without_mail(name=name, place=place, by=by, now=now)
    begin_help(person=person, reason=reason, agreed=agreed, days=days, by=by, now=now)
    return person


@transaction.atomic
def begin_help(*, person: Person, reason: str, agreed: str, days: int, by: Person, now: dt.datetime) -> Assistance:
    """Note that a person agrees that somebody acts for them, why, how and for how many days; raises Refused."""
    rules.check_may_help_person(by, person)
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would both begin
    length = dt.timedelta(days=days)
    if not dt.timedelta(0) < length <= LONGEST_HELP:
        raise NotPossibleNow(_("Help lasts from 1 to 30 days. Ask them again after that."))
    for over in Assistance.objects.filter(assisted=person, helper=by, ended_at=None):
        over.ended_at = now
        over.save(update_fields=["ended_at"])
    begun = Assistance.objects.create(
        assisted=person, helper=by, reason=reason, agreed=agreed, since=now, until=now + length
    )
    detail = {"agreed": str(agreed), "days": days}
    record_about(by=by, action="accounts.begin_help", person=person, now=now, detail=detail)
    return begun


@transaction.atomic
def end_help(*, help_given: Assistance, by: Person, now: dt.datetime) -> None:
    """End help before its time; raises Refused."""
    rules.check_is_own_help(by, help_given)
    help_given.ended_at = now
    help_given.save(update_fields=["ended_at"])
    record_about(by=by, action="accounts.end_help", person=help_given.assisted, now=now)


@transaction.atomic
def begin_acting(*, help_given: Assistance, by: Person, now: dt.datetime) -> None:
    """Note that from now on somebody acts in the name of a person; raises Refused."""
    rules.check_is_own_help(by, help_given)
    rules.check_may_help_person(by, help_given.assisted)
    detail = {"reason": help_given.reason}
    record_about(by=by, action="accounts.begin_acting", person=help_given.assisted, now=now, detail=detail)


@transaction.atomic
def stop_acting(*, person: Person, by: Person, now: dt.datetime) -> None:
    record_about(by=by, action="accounts.stop_acting", person=person, now=now)
