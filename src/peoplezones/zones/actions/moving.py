"""Moves zones through their states and phases; both at once where a move is one of each."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import BoundaryVersion, PhaseChange, StateChange, Zone
from ..states import AT_WORK, PHASES, STATES, Phase, ZoneState


@transaction.atomic
def move_phase(*, zone: Zone, move: str, reason: str = "", by: Person, now: dt.datetime) -> Zone:
    """Make one of the moves of `states.PHASES`; raises Refused when it may not or cannot be made."""
    rules.check_may_move(by, zone)
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    if zone.state not in AT_WORK:
        sentence = _("The zone's state is “%(state)s”. Phases move only while it is developing, active or reviewing.")
        raise NotPossibleNow(sentence % {"state": zone.get_state_display()})
    phase = PHASES.after(move, zone.phase)
    state = STATES.after(move, zone.state) if move in STATES.moves else zone.state
    _enter(zone, state=state, phase=phase, reason=reason.strip(), by=by, now=now)
    audit.record(by=by, action=f"zones.{move}", target=zone, now=now)
    return zone


@transaction.atomic
def change_state(*, zone: Zone, move: str, reason: str, by: Person, now: dt.datetime) -> Zone:
    """Make one of the moves of `states.STATES` that is none of a phase; everybody may read the reason.

    Raises Refused when it may not or cannot be made.
    """
    rules.check_may_change_state(by, zone)
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    state = STATES.after(move, zone.state)
    if not reason.strip():
        raise NotPossibleNow(_("Say why, in words that everybody can read."))
    if move == "develop" and not BoundaryVersion.objects.filter(zone=zone, to_date=None).exists():
        raise NotPossibleNow(_("Give the zone a line on the map first: from then on everybody sees it."))
    if move in PHASES.moves:
        raise NotPossibleNow(_("Move the zone's phase: its state goes with it."))
    phase = Phase.CONCEPT if move == "reopen" else zone.phase
    _enter(zone, state=state, phase=phase, reason=reason.strip(), by=by, now=now)
    audit.record(by=by, action=f"zones.{move}", target=zone, now=now)
    return zone


def _enter(zone: Zone, *, state: str, phase: str, reason: str, by: Person, now: dt.datetime) -> None:
    """Both parts of where a zone stands, each with its row where it changed."""
    if state != zone.state:
        StateChange.objects.create(zone=zone, to=state, at=now, by=by, reason=reason)
    if phase != zone.phase:
        PhaseChange.objects.create(zone=zone, to=phase, at=now, by=by)
    zone.state, zone.phase = state, phase
    if state == ZoneState.ACTIVE and zone.active_at is None:
        zone.active_at = now
    zone.save(update_fields=["state", "phase", "active_at"])
