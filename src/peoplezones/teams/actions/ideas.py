"""Captures ideas, changes their words, says what became of them, and lets people follow them."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Follow, Idea, IdeaChange
from ..states import IDEAS, IdeaState
from .keeping import save


@transaction.atomic
def capture(
    *,
    partnership: Partnership,
    zone: Zone | None,
    title: str,
    text: str,
    captured_on: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> Idea:
    """Write an idea down; whoever does follows it from then on."""
    rules.check_may_capture(by, partnership, zone, localdate(now))
    if zone is not None and zone.partnership_id != partnership.pk:
        raise NotPossibleNow(_("Choose a zone of this partnership."))
    day = captured_on or localdate(now)
    made = Idea(partnership=partnership, zone=zone, title=title, text=text, captured_on=day, captured_by=by)
    save(made, refusal=_("This idea could not be kept. Try again."))
    IdeaChange.objects.create(idea=made, to=IdeaState.CAPTURED, at=now, by=by)
    Follow.objects.create(idea=made, person=by, since=now)
    audit.record(by=by, action="teams.capture_idea", target=made, now=now)
    return made


@transaction.atomic
def change(*, idea: Idea, version: int, title: str, text: str, by: Person, now: dt.datetime) -> Idea:
    """Change the words of an idea."""
    rules.check_may_edit_idea(by, idea, localdate(now))
    taken = versions.take(idea, seen=version, by=by, now=now)
    taken.title, taken.text = title, text
    save(taken, refusal=_("This idea could not be kept. Try again."))
    audit.record(by=by, action="teams.change_idea", target=taken, now=now)
    return taken


@transaction.atomic
def move(*, idea: Idea, move: str, reason: str = "", by: Person, now: dt.datetime) -> IdeaChange:
    """Say what became of an idea; putting it aside needs a reason."""
    rules.check_may_move_idea(by, idea, localdate(now))
    held = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    held.state = IDEAS.after(move, held.state)
    if held.state == IdeaState.ASIDE and not reason.strip():
        raise NotPossibleNow(_("Say in a sentence why it is put aside, so that others learn from it."))
    held.save(update_fields=["state"])
    change = IdeaChange.objects.create(idea=held, to=held.state, reason=reason.strip(), at=now, by=by)
    audit.record(by=by, action=f"teams.{move}", target=held, now=now)
    return change


@transaction.atomic
def follow(*, idea: Idea, wanted: bool, by: Person, now: dt.datetime) -> None:
    """Begin or stop to follow an idea; doing it twice changes nothing."""
    if wanted:
        _one, changed = Follow.objects.get_or_create(idea=idea, person=by, defaults={"since": now})
    else:
        changed = bool(Follow.objects.filter(idea=idea, person=by).delete()[0])
    if changed:
        audit.record(by=by, action="teams.follow" if wanted else "teams.stop_following", target=idea, now=now)
