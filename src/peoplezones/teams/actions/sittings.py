"""Seats people, names their deputies, and ends their time in a seat; two never sit in one seat on the same day."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation

from .. import rules
from ..models import Seat, Sitting
from ..queries.people import people_of
from .keeping import save


@transaction.atomic
def seat_somebody(
    *,
    seat: Seat,
    person: int | None = None,
    promised_by: int | None = None,
    deputy: int | None = None,
    since: dt.date,
    until: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> Sitting:
    """Put a person into a seat, or note which organisation promised somebody; people and organisations by number.

    A promise that is kept ends the day before the person begins.
    """
    rules.check_may_run(by, seat.team)
    _check_known(seat, person, promised_by, deputy)
    Seat.objects.select_for_update().get(pk=seat.pk)
    if person is not None:
        _keep_promise(seat, since, by, now)
    made = Sitting(seat=seat, person_id=person, promised_by_id=promised_by, deputy_id=deputy, since=since, until=until)
    _check_dates(made)
    save(made, refusal=_("Somebody sits in this seat at that time already."))
    audit.record(by=by, action="teams.seat", target=made, now=now, detail={"seat": seat.pk})
    return made


@transaction.atomic
def change_sitting(
    *,
    sitting: Sitting,
    version: int,
    deputy: int | None,
    since: dt.date,
    until: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Sitting:
    """Name another deputy, or other days."""
    rules.check_may_run(by, sitting.seat.team)
    _check_known(sitting.seat, None, None, deputy)
    Seat.objects.select_for_update().get(pk=sitting.seat_id)
    taken = versions.take(sitting, seen=version, by=by, now=now)
    taken.deputy_id, taken.since, taken.until = deputy, since, until
    _check_dates(taken)
    save(taken, refusal=_("Somebody sits in this seat at that time already."))
    audit.record(by=by, action="teams.change_sitting", target=taken, now=now)
    return taken


def _check_known(seat: Seat, person: int | None, promised_by: int | None, deputy: int | None) -> None:
    """Only people of the same ground can be named: nobody learns who else has an account."""
    wanted = {one for one in (person, deputy) if one is not None}
    if wanted:
        # Whoever sits in the team already stays known to it, whatever became of them elsewhere.
        here = Sitting.objects.filter(seat__team=seat.team).order_by()
        known = set(people_of(seat.team.partnership_id, seat.team.zone_id).filter(pk__in=wanted).values_list("pk"))
        known |= set(here.filter(person__in=wanted).values_list("person"))
        known |= set(here.filter(deputy__in=wanted).values_list("deputy"))
        if {(one,) for one in wanted} - known:
            raise NotPossibleNow(_("Choose somebody who belongs to this zone or partnership."))
    if promised_by is not None:
        theirs = Organisation.objects.filter(partnership=seat.team.partnership_id, left_on=None)
        if not theirs.filter(pk=promised_by).exists():
            raise NotPossibleNow(_("Choose an organisation of this partnership."))


def _keep_promise(seat: Seat, since: dt.date, by: Person, now: dt.datetime) -> None:
    """An organisation's promise is kept by the person who comes: it ends the day before, or goes."""
    open_promise = Sitting.objects.filter(seat=seat, person=None, until=None).first()
    if open_promise is None:
        return
    if open_promise.since >= since:
        audit.record(by=by, action="teams.drop_sitting", target=open_promise, now=now)
        open_promise.delete()
        return
    taken = versions.take(open_promise, seen=open_promise.version, by=by, now=now)
    taken.until = since - dt.timedelta(days=1)
    taken.save()


def _check_dates(sitting: Sitting) -> None:
    if (sitting.person_id is None) == (sitting.promised_by_id is None):
        raise NotPossibleNow(_("Choose a person, or the organisation that promised somebody, and not both."))
    if sitting.deputy_id is not None and sitting.deputy_id == sitting.person_id:
        raise NotPossibleNow(_("Nobody can be their own deputy. Choose somebody else."))
    if sitting.until and sitting.until < sitting.since:
        raise NotPossibleNow(_("The last day is before the first. Check the two days."))
    if sitting.since < sitting.seat.team.since:
        day = date_format(sitting.seat.team.since, "j F Y")
        raise NotPossibleNow(_("The team began on %(day)s. Nobody sat in it before.") % {"day": day})
    ended = min((day for day in (sitting.seat.ended_on, sitting.seat.team.ended_on) if day), default=None)
    if ended and (sitting.until is None or sitting.until > ended):
        day = date_format(ended, "j F Y")
        raise NotPossibleNow(_("The seat is not needed after %(day)s. Give that day or an earlier one.") % {"day": day})
    others = Sitting.objects.filter(Q(until=None) | Q(until__gte=sitting.since), seat=sitting.seat_id)
    if sitting.until:
        others = others.filter(since__lte=sitting.until)
    other = others.exclude(pk=sitting.pk).order_by("since").first()
    if other is not None:
        words = _("%(who)s sits in this seat from %(day)s. Say first when that ends.")
        raise NotPossibleNow(words % {"who": other.who, "day": date_format(other.since, "j F Y")})
