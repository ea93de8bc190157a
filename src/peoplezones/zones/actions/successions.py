"""Says from which earlier zone a zone came."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import Relation, Succession, Zone


@transaction.atomic
def come_from(
    *, zone: Zone, earlier: Zone, kind: Relation | str, on: dt.date, by: Person, now: dt.datetime
) -> Succession:
    """Note that a zone follows an earlier one of its partnership, or was split from it; raises Refused."""
    rules.check_may_edit(by, zone)
    if earlier.partnership_id != zone.partnership_id or earlier.pk == zone.pk:
        raise NotPossibleNow(_("Choose another zone of the same partnership."))
    pairs = set(Succession.objects.order_by().values_list("zone", "earlier"))
    if (zone.pk, earlier.pk) in pairs:
        raise NotPossibleNow(_("It is noted already that it came from %(name)s.") % {"name": earlier.name})
    if zone.pk in _before(earlier.pk, pairs):
        raise NotPossibleNow(_("%(name)s came from this zone itself.") % {"name": earlier.name})
    days.check(Succession(zone=zone, earlier=earlier, on=on))
    made = Succession.objects.create(zone=zone, earlier=earlier, kind=kind, on=on, by=by)
    audit.record(by=by, action="zones.come_from", target=zone, now=now, detail={"earlier": earlier.pk, "kind": kind})
    return made


def _before(zone: int, pairs: set[tuple[int, int]]) -> set[int]:
    """Every zone that this one came from, near or far."""
    found: set[int] = set()
    wanted = {zone}
    while wanted:
        wanted = {earlier for later, earlier in pairs if later in wanted} - found
        found |= wanted
    return found


@transaction.atomic
def take_back(*, succession: Succession, by: Person, now: dt.datetime) -> None:
    """Take away a note that was a mistake."""
    rules.check_may_edit(by, succession.zone)
    detail = {"earlier": succession.earlier_id}
    audit.record(by=by, action="zones.take_back", target=succession.zone, now=now, detail=detail)
    succession.delete()
