"""Puts the pack of somebody who leaves together, and passes each thing on to whoever takes it over."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import HandOver, HandOverItem, ItemKind
from ..queries.people import people_of, successors_for
from ..states import HAND_OVERS, ItemState
from .gathering import gather
from .keeping import save
from .passing import pass_on


@transaction.atomic
def begin(
    *,
    partnership: Partnership,
    person: Person,
    leaves_on: dt.date,
    notes: str = "",
    by: Person,
    now: dt.datetime,
) -> HandOver:
    """Begin a hand-over with everything that the person holds in the partnership today."""
    rules.check_may_begin_hand_over(by, partnership, person)
    made = HandOver(partnership=partnership, person=person, leaves_on=leaves_on, notes=notes, begun_at=now)
    save(made, refusal=_("There is a hand-over of this person for that day already."))
    for item in gather(made, localdate(now)):
        item.save()
    audit.record(by=by, action="teams.begin_hand_over", target=made, now=now)
    return made


@transaction.atomic
def change(
    *, hand_over: HandOver, version: int, leaves_on: dt.date, notes: str, by: Person, now: dt.datetime
) -> HandOver:
    """Change the last day and the notes for whoever comes next."""
    rules.check_may_run_hand_over(by, hand_over)
    taken = versions.take(hand_over, seen=version, by=by, now=now)
    taken.leaves_on, taken.notes = leaves_on, notes
    save(taken, refusal=_("There is a hand-over of this person for that day already."))
    audit.record(by=by, action="teams.change_hand_over", target=taken, now=now)
    return taken


@transaction.atomic
def add_item(*, hand_over: HandOver, title: str, note: str = "", by: Person, now: dt.datetime) -> HandOverItem:
    """Add something that we do not know of: a key, a standing call, a promise."""
    rules.check_may_run_hand_over(by, hand_over)
    made = HandOverItem(hand_over=hand_over, kind=ItemKind.OTHER, title=title, note=note)
    save(made, refusal=_("This could not be kept. Try again."))
    audit.record(by=by, action="teams.add_to_hand_over", target=made, now=now)
    return made


@transaction.atomic
def arrange(
    *, item: HandOverItem, version: int, successor: int | None, note: str, by: Person, now: dt.datetime
) -> HandOverItem:
    """Say who takes a thing over (by number; nobody: it is open again) and leave them a note."""
    rules.check_may_arrange(by, item)
    taken = versions.take(item, seen=version, by=by, now=now)
    if taken.state == ItemState.DONE:
        raise NotPossibleNow(_("This is handed over already. Nothing was changed."))
    if successor == taken.hand_over.person_id:
        raise NotPossibleNow(_("Whoever leaves cannot take it over. Choose somebody else."))
    known = successors_for(by, taken.hand_over.partnership_id, localdate(now))
    if successor not in (None, taken.successor_id) and not known.filter(pk=successor).exists():
        raise NotPossibleNow(_("Choose somebody who belongs to this partnership."))
    if successor is None and taken.state == ItemState.TAKEN_OVER:
        taken.state = HAND_OVERS.after("give_back", taken.state)
    elif successor is not None and taken.state == ItemState.OPEN:
        taken.state = HAND_OVERS.after("take_over", taken.state)
    taken.successor_id, taken.note = successor, note
    save(taken, refusal=_("This could not be kept. Try again."))
    audit.record(by=by, action="teams.arrange_hand_over", target=taken, now=now)
    return taken


@transaction.atomic
def finish(*, item: HandOverItem, by: Person, now: dt.datetime) -> HandOverItem:
    """Tick a thing off: a seat, a mentoring or an idea goes on to the successor with it."""
    rules.check_may_finish(by, item)
    taken = versions.take(item, seen=item.version, by=by, now=now)
    taken.state = HAND_OVERS.after("finish", taken.state)
    if taken.successor is None:  # their account is gone
        raise NotPossibleNow(str(HAND_OVERS.moves["finish"].refusal))
    if not people_of(taken.hand_over.partnership_id).filter(pk=taken.successor.pk).exists():
        words = _("%(who)s has left the partnership. Nothing was handed over: say first who takes this over instead.")
        raise NotPossibleNow(words % {"who": taken.successor})
    pass_on(taken, by=by, now=now)
    taken.done_on = localdate(now)
    taken.save()
    audit.record(by=by, action="teams.finish_hand_over", target=taken, now=now)
    return taken
