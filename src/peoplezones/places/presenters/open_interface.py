"""Says in words what the open interface answers, for people who write programs; a test holds it to the description."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Area, Indicator


@dataclass(frozen=True)
class Operation:
    """One address: as a pattern, what it answers, what may be added to it, and one to try (empty: no data yet)."""

    path: str
    answers: str
    asked_with: str
    example: str


def operations(area: Area | None, indicator: Indicator | None) -> list[Operation]:
    """All of them, with examples from the data that are loaded."""
    pages = _("page, per_page (at most 1,000)")
    code, key = area.code if area else "", indicator.key if indicator else ""
    district = area.district.code if area else ""

    def at(name: str, *parts: str, query: str = "") -> str:
        return f"{reverse(f'api:{name}', args=parts)}{query}" if all(parts) else ""

    return [
        Operation(
            "/api/v1/areas",
            _("Neighbourhoods: code, names, district, ward, people."),
            _("district (a code)") + ", " + pages,
            at("areas", query=f"?district={district}&per_page=10" if district else ""),
        ),
        Operation(
            "/api/v1/areas/{code}",
            _("One neighbourhood with every indicator: count, value, interval, note."),
            "",
            at("area", code),
        ),
        Operation("/api/v1/areas/{code}/boundary", _("Its boundary as GeoJSON."), "", at("boundary", code)),
        Operation(
            "/api/v1/indicators",
            _("What is worked out: unit, formula, which way is more need, outcome, source, licence."),
            pages,
            at("indicators"),
        ),
        Operation("/api/v1/indicators/{key}", _("One indicator."), "", at("indicator", key)),
        Operation(
            "/api/v1/indicators/{key}/values",
            _("Its newest value in every neighbourhood, in map order."),
            _("district (a code)") + ", " + pages,
            at("values", key, query="?per_page=10"),
        ),
        Operation(
            "/api/v1/datasets",
            _("Data sets in use: publisher, licence, periods, present content, files."),
            pages,
            at("datasets"),
        ),
    ]
