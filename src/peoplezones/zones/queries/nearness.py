"""Reads where zones lie: which hold a point, which are near it, and their outlines; ideas are not among them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely

from peoplezones.places.models import Postcode

from ..models import BoundaryVersion, Zone
from ..states import LIVING, ZoneState
from .open import zones_holding

KM_A_DEGREE = 111.32  # of latitude; of longitude times the cosine of the latitude
WHOLE = 1.0


@dataclass(frozen=True)
class NearZone:
    zone: Zone
    kilometres: float  # from the point to the nearest edge; 0 inside

    @property
    def is_near(self) -> bool:
        """Within what this zone calls near."""
        return self.kilometres <= float(self.zone.near_km)


def zones_at(postcode: Postcode) -> list[Zone]:
    """The public zones that a postcode lies in: by its area, and by its point where the line cuts through the area."""
    if postcode.area is None:
        return []
    links = zones_holding(postcode.area)
    cut = [link.zone_id for link in links if link.share < WHOLE]
    here = shapely.Point(postcode.longitude, postcode.latitude)
    inside = {
        zone_id
        for zone_id, drawn in (_live(cut).values_list("zone_id", "geometry") if cut else [])
        if shapely.intersects(shapely.from_geojson(drawn), here)
    }
    return [link.zone for link in links if link.share >= WHOLE or link.zone_id in inside]


def nearest(longitude: float, latitude: float, *, besides: Sequence[Zone] = (), most: int = 3) -> list[NearZone]:
    """Zones that people can join in by straight distance from a point (degrees) to their edge, nearest first.

    Those in `besides` are left out.
    """
    narrowing = cos(radians(latitude))

    def to_kilometres(points: Any) -> Any:
        return (points - [longitude, latitude]) * [KM_A_DEGREE * narrowing, KM_A_DEGREE]

    here = shapely.Point(0, 0)
    near = []
    lines = BoundaryVersion.objects.filter(to_date=None, zone__state__in=LIVING).select_related("zone")
    for line in lines.exclude(zone__in=[zone.pk for zone in besides]).order_by("zone__name"):
        flat = shapely.transform(shapely.from_geojson(line.geometry), to_kilometres)
        near.append(NearZone(line.zone, float(shapely.distance(here, flat))))
    return sorted(near, key=lambda one: (one.kilometres, one.zone.name))[:most]


def boundaries() -> dict[str, Any]:
    """The outline of every zone that people can join in, as a GeoJSON feature collection."""
    return _collection(BoundaryVersion.objects.filter(to_date=None, zone__state__in=LIVING))


def outline(zone: Zone) -> dict[str, Any]:
    """The live outline of one public zone, closed or not."""
    return _collection(_live([zone.pk]).exclude(zone__state=ZoneState.IDEA))


def outline_of(zone: Zone) -> dict[str, Any]:
    """The live outline of a zone that a person sees in the workspace, of an idea too."""
    return _collection(_live([zone.pk]))


def _live(zones: Iterable[int]) -> Any:
    return BoundaryVersion.objects.filter(to_date=None, zone__in=list(zones)).order_by("zone__name")


def _collection(lines: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "name": line.zone.name,
                    "slug": line.zone.slug,
                    "state": str(line.zone.get_state_display()),
                    "from": f"{line.from_date:%Y-%m-%d}",
                },
                "geometry": json.loads(line.geometry),
            }
            for line in lines.select_related("zone").order_by("zone__name")
        ],
    }
