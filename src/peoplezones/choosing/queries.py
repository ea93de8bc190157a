"""Reads what a choice rests on: areas by code, and by district or zone. Scores come from `analysis`."""

from collections.abc import Sequence

from django.db.models import Q

from peoplezones.places import queries as places
from peoplezones.places.models import Area
from peoplezones.zones import queries as zones


def areas_by_code(codes: Sequence[str]) -> dict[str, Area]:
    """The areas in use with these codes, each with its district."""
    return {area.code: area for area in places.current_areas().filter(code__in=codes)}


def all_areas_by_code() -> dict[str, Area]:
    """Every area in use; without naming them, since a query holds only so many codes."""
    return {area.code: area for area in places.current_areas()}


def codes_in_district(district: str) -> set[str]:
    return codes_found(district=district)


def codes_found(*, district: str = "", name: str = "") -> set[str]:
    """Codes of the areas in use in a district, and of those whose name or code is searched for."""
    found = places.current_areas()
    if district:
        found = found.filter(district__code=district)
    if name:
        found = found.filter(Q(local_name__icontains=name) | Q(name__icontains=name) | Q(code__iexact=name))
    return set(found.values_list("code", flat=True))


def codes_in_zones() -> set[str]:
    return zones.codes_in_zones()
