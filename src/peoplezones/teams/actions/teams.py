"""Starts teams, changes them, and keeps a seat for the local policing team of each neighbourhood covered."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Rhythm, Seat, SeatKind, Sitting, Team, TeamKind
from ..models.teams import SittingQuerySet
from .keeping import save

LONGEST_AREA = 120


@transaction.atomic
def start(
    *,
    partnership: Partnership,
    zone: Zone | None,
    kind: str,
    name: str,
    purpose: str,
    rhythm: str = Rhythm.MONTHLY,
    meets: str = "",
    covers: str = "",
    since: dt.date,
    by: Person,
    now: dt.datetime,
) -> Team:
    """Start a team; a steering group gets a required seat for the local policing team of each neighbourhood."""
    rules.check_may_start(by, partnership, zone)
    _check_place(kind, partnership, zone)
    words = {"kind": kind, "name": name, "purpose": purpose, "rhythm": rhythm, "meets": meets, "covers": covers}
    made = Team(partnership=partnership, zone=zone, since=since, **words)
    save(made, refusal=_taken(made))
    _seat_local_policing(made)
    audit.record(by=by, action="teams.start", target=made, now=now)
    return made


@transaction.atomic
def change(
    *,
    team: Team,
    version: int,
    name: str,
    purpose: str,
    rhythm: str,
    meets: str,
    covers: str,
    since: dt.date,
    ended_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Team:
    """Change a team, or say when it ended: its sittings then end on that day."""
    rules.check_may_run(by, team)
    taken = versions.take(team, seen=version, by=by, now=now)
    if ended_on and ended_on < since:
        raise NotPossibleNow(_("A team cannot end before it began. Check the two days."))
    taken.name, taken.purpose, taken.rhythm, taken.meets = name, purpose, rhythm, meets
    taken.covers, taken.since, taken.ended_on = covers, since, ended_on
    save(taken, refusal=_taken(taken))
    _seat_local_policing(taken)
    if ended_on:
        _end_sittings(Sitting.objects.filter(seat__team=taken), ended_on, by, now)
    audit.record(by=by, action="teams.change", target=taken, now=now)
    return taken


@transaction.atomic
def add_seat(
    *,
    team: Team,
    kind: str,
    title: str,
    is_required: bool = False,
    organisation: int | None = None,
    area: str = "",
    by: Person,
    now: dt.datetime,
) -> Seat:
    """Add a seat, empty as yet. `organisation` is the number of the one that is expected in it."""
    rules.check_may_run(by, team)
    made = Seat(team=team, kind=kind, title=title, is_required=is_required, organisation_id=organisation, area=area)
    _check_seat(made)
    save(made, refusal=_seat_taken(made))
    audit.record(by=by, action="teams.add_seat", target=made, now=now)
    return made


@transaction.atomic
def change_seat(
    *,
    seat: Seat,
    version: int,
    kind: str,
    title: str,
    is_required: bool,
    organisation: int | None,
    area: str,
    ended_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Seat:
    """Change a seat, or say from when on it is not needed: whoever sits there then sits there until that day."""
    rules.check_may_run(by, seat.team)
    taken = versions.take(seat, seen=version, by=by, now=now)
    taken.kind, taken.title, taken.is_required = kind, title, is_required
    taken.organisation_id, taken.area, taken.ended_on = organisation, area, ended_on
    _check_seat(taken)
    save(taken, refusal=_seat_taken(taken))
    if ended_on:
        _end_sittings(Sitting.objects.filter(seat=taken), ended_on, by, now)
    audit.record(by=by, action="teams.change_seat", target=taken, now=now)
    return taken


def _check_place(kind: str, partnership: Partnership, zone: Zone | None) -> None:
    if zone is not None and zone.partnership_id != partnership.pk:
        raise NotPossibleNow(_("Choose a zone of this partnership."))
    if kind == TeamKind.PEOPLE_TEAM and zone is None:
        raise NotPossibleNow(_("A People Team belongs to one zone. Choose the zone."))
    if kind == TeamKind.CHAMPION_TEAM and zone is not None:
        raise NotPossibleNow(_("The Champion Team works for all zones. Choose “all zones”."))


def _taken(team: Team) -> str:
    """What stands in the way of a team, in words: one of its kind, or one of its name."""
    going_on = Team.objects.filter(kind=team.kind, ended_on=None).exclude(pk=team.pk)
    if team.kind == TeamKind.PEOPLE_TEAM and going_on.filter(zone=team.zone_id).exists():
        return _("This zone has a People Team already. Change that one, or say when it ended.")
    if team.kind == TeamKind.CHAMPION_TEAM and going_on.filter(partnership=team.partnership_id).exists():
        return _("This partnership has a Champion Team already. Change that one, or say when it ended.")
    return _("There is already a team called %(name)s. Choose another name.") % {"name": team.name}


def _check_seat(seat: Seat) -> None:
    if seat.kind == SeatKind.LOCAL_POLICING and not seat.area:
        raise NotPossibleNow(_("Say for which neighbourhood this local policing team works."))
    if seat.kind == SeatKind.CHAMPION and seat.organisation_id is None:
        raise NotPossibleNow(_("Choose the organisation whose champion sits here."))
    if seat.organisation_id is not None and seat.organisation.partnership_id != seat.team.partnership_id:  # type: ignore[union-attr]
        raise NotPossibleNow(_("Choose an organisation of this partnership."))


def _seat_taken(seat: Seat) -> str:
    if seat.kind == SeatKind.CHAMPION:
        return _("This organisation has a seat for its champion already.")
    return _("The local policing team of %(area)s has a seat already.") % {"area": seat.area}


def _seat_local_policing(team: Team) -> None:
    """A steering group hears from the local policing team of each neighbourhood that it covers: a seat for each."""
    if team.kind != TeamKind.STEERING_GROUP:
        return
    kept = Seat.objects.filter(team=team, kind=SeatKind.LOCAL_POLICING, ended_on=None)
    there = {seat.area.lower() for seat in kept}
    for area in team.neighbourhoods:
        area = area[:LONGEST_AREA].strip()  # as it is kept, so that it is known again the next time
        if area.lower() not in there:
            there.add(area.lower())
            title = (_("Local policing team, %(area)s") % {"area": area})[:120]
            seat = Seat(team=team, kind=SeatKind.LOCAL_POLICING, title=title, area=area, is_required=True)
            save(seat, refusal=_seat_taken(seat))


def _end_sittings(sittings: SittingQuerySet, day: dt.date, by: Person, now: dt.datetime) -> None:
    """What goes on beyond a day ends on it; what would have begun after it is taken away."""
    for one in sittings.exclude(until__lte=day).order_by("id"):
        if one.since > day:
            audit.record(by=by, action="teams.drop_sitting", target=one, now=now)
            one.delete()
            continue
        taken = versions.take(one, seen=one.version, by=by, now=now)
        taken.until = day
        taken.save()
        audit.record(by=by, action="teams.end_sitting", target=taken, now=now)
