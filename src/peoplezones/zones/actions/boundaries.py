"""Gives zones a line on the map: of whole areas, drawn, or from a file. Earlier lines are kept with their dates."""

import datetime as dt
from collections.abc import Iterable, Mapping

import shapely
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries as places
from peoplezones.places.analysis import parts_within

from .. import queries, rules
from ..models import BoundaryVersion, How, Zone, ZoneArea

MANY_PEOPLE = 40_000  # more than a zone of a human size


class LooksLikeAMistake(NotPossibleNow):
    """The line is possible, and is hardly meant: asked once more."""


@transaction.atomic
def make_of_areas(
    *, zone: Zone, area_codes: Iterable[str], since: dt.date, sure: bool = False, by: Person, now: dt.datetime
) -> BoundaryVersion:
    """The outline of whole areas becomes the live boundary; raises Refused when it may not or cannot be.

    A line that looks like a mistake raises LooksLikeAMistake, unless the person is sure.
    """
    rules.check_may_edit(by, zone)
    wanted = set(area_codes)
    areas = list(places.current_areas().filter(code__in=wanted).defer(None))
    if missing := sorted(wanted - {area.code for area in areas}):
        listed = ", ".join(missing[:10])
        raise NotPossibleNow(_("There is no area with these codes: %(codes)s.") % {"codes": listed})
    if not areas:
        raise NotPossibleNow(_("Choose at least one area for the zone."))
    outline = shapely.union_all([places.shape_of(area) for area in areas])
    shares = {area.code: 1.0 for area in areas}
    _check_not_a_mistake(zone, shares, sure)
    return _replace(zone, outline, How.AREAS, shares, since=since, by=by, now=now)


@transaction.atomic
def draw(
    *,
    zone: Zone,
    shape: shapely.Geometry,
    since: dt.date,
    file_name: str = "",
    sure: bool = False,
    by: Person,
    now: dt.datetime,
) -> BoundaryVersion:
    """A shape in degrees, drawn by hand or from the file of this name, becomes the live boundary.

    Which areas it holds, and with which share of their people, is worked out. Raises Refused when it may not be done,
    or the shape lies off the map; LooksLikeAMistake like `make_of_areas`.
    """
    rules.check_may_edit(by, zone)
    boundary_set = places.current_boundary_set()
    parts = parts_within(boundary_set, shape) if boundary_set else ()
    if not parts:
        raise NotPossibleNow(_("Nothing of our map lies inside this line. Draw it around a place on the map."))
    how = How.IMPORTED if file_name else How.DRAWN
    shares = {part.code: min(part.share, 1.0) for part in parts}
    _check_not_a_mistake(zone, shares, sure)
    return _replace(zone, shape, how, shares, since=since, by=by, now=now, source=file_name)


def _check_not_a_mistake(zone: Zone, shares: Mapping[str, float], sure: bool) -> None:
    """A slip of the hand must not become the public line of a zone, which stays in its history for ever."""
    if sure:
        return
    areas = places.current_areas().filter(code__in=shares).values_list("code", "population")
    people = round(sum(population * shares[code] for code, population in areas))
    others = queries.living_zones().exclude(pk=zone.pk).filter(made_of__area__code__in=shares).distinct()
    doubts = []
    if people > MANY_PEOPLE:
        sentence = _("It takes in %(areas)s neighbourhoods with about %(people)s people.")
        doubts.append(sentence % {"areas": f"{len(shares):,}", "people": f"{people:,}"})
    if names := [other.name for other in others]:
        doubts.append(_("It meets another zone: %(zones)s.") % {"zones": ", ".join(names)})
    if doubts:
        raise LooksLikeAMistake(" ".join([*doubts, _("If that is meant, say so below and save it again.")]))


def _replace(
    zone: Zone,
    shape: shapely.Geometry,
    how: How,
    shares: Mapping[str, float],
    *,
    since: dt.date,
    by: Person,
    now: dt.datetime,
    source: str = "",
) -> BoundaryVersion:
    """End the live boundary on the day that the new one begins."""
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    if since > timezone.localdate(now):
        raise NotPossibleNow(_("The new line is shown at once: its first day cannot lie ahead."))
    days.check(BoundaryVersion(zone=zone, from_date=since))
    before = BoundaryVersion.objects.filter(zone=zone, to_date=None).first()
    if before is not None:
        if since < before.from_date:
            sentence = _("The line before it begins on %(day)s. The new one cannot begin earlier.")
            raise NotPossibleNow(sentence % {"day": f"{before.from_date:%-d %B %Y}"})
        before.to_date = since
        before.save(update_fields=["to_date"])
    west, south, east, north = (float(side) for side in shapely.bounds(shape))
    made = BoundaryVersion.objects.create(
        zone=zone,
        from_date=since,
        geometry=shapely.to_geojson(shape),
        how=how,
        source=source[:120],
        areas=dict(sorted(shares.items())),
        west=west,
        south=south,
        east=east,
        north=north,
        at=now,
        by=by,
    )
    ZoneArea.objects.filter(zone=zone).delete()
    held = places.current_areas().filter(code__in=shares)
    ZoneArea.objects.bulk_create(ZoneArea(zone=zone, area=area, share=shares[area.code]) for area in held)
    detail = {"how": str(how), "areas": sorted(shares), "from": f"{since:%Y-%m-%d}"}
    audit.record(by=by, action="zones.draw", target=zone, now=now, detail=detail)
    return made
