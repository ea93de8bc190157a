"""Adds, edits and ends roles, services and meetings."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days, versions
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .. import queries, rows, rules
from ..models import Mark, Provision, Seat
from ..rows import Dimension, Given

PLAIN = (
    "kind",
    "title",
    "organisation_name",
    "summary",
    "people",
    "hours_each",
    "by_appointment",
    "reach",
    "place",
    "rhythm",
    "since",
    "until",
    "told_by",
    "told_on",
    "could_join_team",
)
FREE_WORDS = ("title", "organisation_name", "summary", "place", "told_by")


@transaction.atomic
def add(*, zone: Zone, given: Given, by: Person, now: dt.datetime) -> Provision:
    """Add an item to the zone; raises Refused where it may not be added, is there already, or names a person."""
    rules.check_may_add(by, zone)
    _check_own(by, zone, given)
    item = Provision(zone=zone)
    write(item, given)
    audit.record(by=by, action="provision.add", target=item, now=now)
    return item


@transaction.atomic
def edit(*, item: Provision, seen: int, given: Given, by: Person, now: dt.datetime) -> Provision:
    """Say anew what an item is; raises EditedMeanwhile where it is not the version `seen` any more."""
    rules.check_may_edit(by, item)
    _check_own(by, item.zone, given)
    taken = versions.take(item, seen=seen, by=by, now=now)
    write(taken, given)
    audit.record(by=by, action="provision.edit", target=taken, now=now)
    return taken


@transaction.atomic
def end(*, item: Provision, seen: int, until: dt.date, by: Person, now: dt.datetime) -> Provision:
    """Say which day was, or will be, the last one of an item; it stays in the records."""
    rules.check_may_edit(by, item)
    taken = versions.take(item, seen=seen, by=by, now=now)
    if taken.since and until < taken.since:
        raise NotPossibleNow(_("It cannot end before it began."))
    taken.until = until
    days.check(taken)
    taken.save()
    audit.record(by=by, action="provision.end", target=taken, now=now, detail={"until": until.isoformat()})
    return taken


def write(item: Provision, given: Given) -> None:
    """The whole of what was said, into an item that is new or was taken by its version."""
    _check_words(given)
    for name in PLAIN:
        setattr(item, name, getattr(given, name))
    item.organisation = _of_register(item.zone, given.organisation)
    _save(item)
    item.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(provision=item, dimension=dimension, value=value)
        for dimension, values in (
            (Dimension.TOOL, given.tools),
            (Dimension.OUTCOME, given.outcomes),
            (Dimension.AUDIENCE, given.audiences),
            (Dimension.TIME, given.times),
        )
        for value in dict.fromkeys(values)
    )
    item.seats.all().delete()
    Seat.objects.bulk_create(
        Seat(
            provision=item,
            organisation=_of_register(item.zone, seat.organisation),
            organisation_name="" if seat.organisation else seat.name,
        )
        for seat in _once_each(given)
    )


def _once_each(given: Given) -> list[rows.Seat]:
    return list({seat.organisation or seat.name.casefold(): seat for seat in given.seats}.values())


def _check_own(by: Person, zone: Zone, given: Given) -> None:
    """A partner speaks for their own organisation alone."""
    if not rules.may_map(by, zone) and given.organisation not in rules.own_organisations(by, zone):
        raise NotAllowedForYou(_("You can say this of your own organisation alone."))


def _check_words(given: Given) -> None:
    words = [getattr(given, name) for name in FREE_WORDS] + [seat.name for seat in given.seats]
    if given.since and given.until and given.until < given.since:
        raise NotPossibleNow(_("It cannot end before it began."))
    for one in words:
        if sentence := rules.named_in(one):
            raise NotPossibleNow(sentence)


def _of_register(zone: Zone, number: int | None) -> Organisation | None:
    """An organisation of the zone's own partnership."""
    if number is None:
        return None
    found = queries.organisations_of_partnership(zone).filter(pk=number).first()
    if found is None:
        raise NotPossibleNow(_("This organisation is not in the register. Choose another one, or type its name."))
    return found


def _save(item: Provision) -> None:
    """Checked by the model first, so that what is wrong is said in words; two at once are told apart here."""
    taken = _(
        "There is already an item called “%(title)s” of %(organisation)s. Edit that one, or give this another title."
    )
    days.check(item)
    try:
        item.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            item.save()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise NotPossibleNow(taken % {"title": item.title, "organisation": item.employer}) from error
