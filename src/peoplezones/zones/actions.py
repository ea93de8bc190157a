"""Starts zones, draws their boundary, moves them through their phases, and takes people in."""

import datetime as dt
from collections.abc import Sequence

import shapely
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries as places

from . import queries, rules
from .models import Membership, PhaseChange, Zone
from .states import PHASES, Phase


@transaction.atomic
def create(
    *,
    partnership: Partnership,
    name: str,
    summary: str,
    story: str,
    area_codes: Sequence[str],
    since: dt.date,
    by: Person,
    now: dt.datetime,
) -> Zone:
    """Start a zone in its first phase, made of whole areas; raises Refused when it may not or cannot be."""
    rules.check_may_create(by, partnership)
    areas = list(places.current_areas().filter(code__in=area_codes).defer(None))
    if missing := sorted(set(area_codes) - {area.code for area in areas}):
        listed = ", ".join(missing[:10])
        raise NotPossibleNow(_("There is no area with these codes: %(codes)s.") % {"codes": listed})
    if not areas:
        raise NotPossibleNow(_("Choose at least one area for the zone."))
    slug = slugify(name)[: Zone._meta.get_field("slug").max_length]
    if not slug:
        raise NotPossibleNow(_("Give the zone a name with letters in it."))
    if alike := Zone.objects.filter(Q(name__iexact=name) | Q(slug=slug)).first():
        raise _taken(alike.name)
    outline = shapely.union_all([places.shape_of(area) for area in areas])
    west, south, east, north = (float(side) for side in shapely.bounds(outline))
    made = Zone(
        partnership=partnership,
        slug=slug,
        name=name,
        summary=summary,
        story=story,
        since=since,
        boundary=shapely.to_geojson(outline),
        west=west,
        south=south,
        east=east,
        north=north,
    )
    _save(made)
    made.areas.set(areas)
    PhaseChange.objects.create(zone=made, to=Phase.CONCEPT, at=now, by=by)
    detail = {"areas": sorted(area.code for area in areas)}
    audit.record(by=by, action="zones.create", target=made, now=now, detail=detail)
    return made


def _taken(name: str) -> NotPossibleNow:
    sentence = _("There is already a zone called %(name)s. Choose another name.")
    return NotPossibleNow(sentence % {"name": name})


def _save(made: Zone) -> None:
    """Checked by the model first, so that what is too long is said in words; two at once are told apart here."""
    try:
        made.full_clean()
        with transaction.atomic():
            made.save()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise _taken(made.name) from error


@transaction.atomic
def move_phase(*, zone: Zone, move: str, by: Person, now: dt.datetime) -> PhaseChange:
    """Make one of the moves of `states.PHASES`; raises Refused when it may not or cannot be made."""
    rules.check_may_move(by, zone)
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    zone.phase = PHASES.after(move, zone.phase)
    zone.save(update_fields=["phase"])
    change = PhaseChange.objects.create(zone=zone, to=zone.phase, at=now, by=by)
    audit.record(by=by, action=f"zones.{move}", target=zone, now=now)
    return change


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


def bring_in_helped(place: str, person: Person, by: Person, now: dt.datetime) -> None:
    """Make a person without e-mail a member of a zone in which the helper looks after people."""
    zone = queries.zones_to_help_in(by).get(slug=place)
    Membership.objects.create(zone=zone, person=person, since=now)
    audit.record(by=by, action="zones.bring_in", target=zone, now=now, detail={"person": person.pk})
