"""Takes people in to a zone, says what they may do there, and lets them go."""

import datetime as dt

from django.db import transaction

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions

from .. import queries, rules
from ..models import Membership, Zone


@transaction.atomic
def take_in(
    *,
    zone: Zone,
    person: Person,
    is_steward: bool = False,
    is_clerk: bool = False,
    by: Person,
    now: dt.datetime,
) -> Membership:
    """Make a person a member of the zone, or change what a member may do there."""
    rules.check_may_take_in(by, zone)
    member, _new = Membership.objects.update_or_create(
        zone=zone,
        person=person,
        defaults={"is_steward": is_steward, "is_clerk": is_clerk},
        create_defaults={"is_steward": is_steward, "is_clerk": is_clerk, "since": now},
    )
    detail = {"person": person.pk, "steward": is_steward, "clerk": is_clerk}
    audit.record(by=by, action="zones.take_in", target=zone, now=now, detail=detail)
    return member


@transaction.atomic
def say_what_may(
    *, member: Membership, seen: int, is_steward: bool, is_clerk: bool, by: Person, now: dt.datetime
) -> Membership:
    """Change what a member may do; raises EditedMeanwhile where somebody else said otherwise since `seen`."""
    rules.check_may_take_in(by, member.zone)
    current = versions.take(member, seen=seen, by=by, now=now)
    current.is_steward, current.is_clerk = is_steward, is_clerk
    current.save()
    detail = {"person": current.person_id, "steward": is_steward, "clerk": is_clerk}
    audit.record(by=by, action="zones.say_what_may", target=current.zone, now=now, detail=detail)
    return current


@transaction.atomic
def let_go(*, zone: Zone, person: Person, by: Person, now: dt.datetime) -> None:
    """End a membership: everybody may leave by themselves. Where there is none, nothing happens."""
    rules.check_may_let_go(by, zone, person)
    gone, _rows = Membership.objects.filter(zone=zone, person=person).delete()
    if gone:
        audit.record(by=by, action="zones.let_go", target=zone, now=now, detail={"person": person.pk})


def bring_in_helped(place: str, person: Person, by: Person, now: dt.datetime) -> None:
    """Make a person without e-mail a member of a zone in which the helper looks after people."""
    zone = queries.zones_to_help_in(by).get(slug=place)
    Membership.objects.create(zone=zone, person=person, since=now)
    audit.record(by=by, action="zones.bring_in", target=zone, now=now, detail={"person": person.pk})
