"""Warns staff who have long not signed in, lets their roles rest, and gives access back."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peoplezones.foundation import audit, letters
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import Person, RoleHeld
from ..queries import idle as queries
from ..queries.idle import WARNED_BEFORE
from .people import keep_editors_in_step, wake


@transaction.atomic
def warn_idle(*, person: Person, by: Person | None, now: dt.datetime) -> None:
    """Write to somebody that their roles will rest unless they sign in; the letter goes out after the commit."""
    person.idle_warned_at = now
    person.save(update_fields=["idle_warned_at"])
    audit.record(by=by, action="accounts.warn_idle", target=person, now=now)
    told = {
        "name": person.name,
        "days": settings.PEOPLEZONES_IDLE_DAYS,
        "ends_on": date_format(now + WARNED_BEFORE, "j F Y"),
        "address": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('account_login')}",
    }
    letters.send("accounts/email/idle", [person.email], told)


@transaction.atomic
def end_access(*, person: Person, reason: str, by: Person | None, now: dt.datetime) -> list[RoleHeld]:
    """Let every staff role of a person rest; roles of residents and leaders go on."""
    resting = list(queries.staff_roles_of(person))
    for held in resting:
        held.access_ended_at, held.ended_because = now, reason
        held.save(update_fields=["access_ended_at", "ended_because"])
        detail = {"role": held.role, "reason": reason}
        scope = held.partnership_id
        audit.record(by=by, action="accounts.end_access", target=person, now=now, detail=detail, scope=scope)
    keep_editors_in_step(person)
    return resting


@transaction.atomic
def give_access_back(*, held: RoleHeld, by: Person, now: dt.datetime) -> None:
    """Let a role that rests count again; raises Refused."""
    rules.check_may_give_back(by, held)
    held = RoleHeld.objects.select_for_update().select_related("person").get(pk=held.pk)
    if held.access_ended_at is None:
        raise NotPossibleNow(_("They have their access back already."))
    wake(held, now)
    keep_editors_in_step(held.person)
    detail = {"role": held.role}
    scope = held.partnership_id
    audit.record(by=by, action="accounts.give_access_back", target=held.person, now=now, detail=detail, scope=scope)


def end_idle_access(*, by: Person | None, now: dt.datetime) -> tuple[int, int]:
    """Warn and end as is due today; answers how many were warned and how many lost access. Worth running daily."""
    idle_for = dt.timedelta(days=settings.PEOPLEZONES_IDLE_DAYS)
    ended = list(queries.to_be_ended(idle_for, now))
    for person in ended:
        reason = _("No sign-in for %(days)d days") % {"days": settings.PEOPLEZONES_IDLE_DAYS}
        end_access(person=person, reason=reason, by=by, now=now)
    warned = list(queries.to_be_warned(idle_for, now))
    for person in warned:
        warn_idle(person=person, by=by, now=now)
    return len(warned), len(ended)
