"""Reads where a person may start a team or capture an idea: a zone, or all zones of a partnership."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.zones.models import Zone

from ..models import TeamKind
from . import scope


@dataclass(frozen=True)
class Where:
    """A zone, or, without one, a whole partnership. `key` is its value in a form."""

    partnership: Partnership
    zone: Zone | None

    @property
    def key(self) -> str:
        return f"zone-{self.zone.pk}" if self.zone else f"partnership-{self.partnership.pk}"


def to_start_teams(person: Person) -> list[Where]:
    runs = scope.runs(person)
    zones = Zone.objects.filter(scope.whole(runs) | Q(pk__in=scope.led_zones(person).order_by().values("pk")))
    return _listed(accounts.partnerships(runs) if runs else Partnership.objects.none(), zones)


def to_capture_ideas(person: Person, day: dt.date) -> list[Where]:
    """Besides the programme team and leads: champions everywhere in their partnership, teams in their zone."""
    sitting = scope.seats_taken(person, day)
    champion = sitting.filter(seat__team__kind=TeamKind.CHAMPION_TEAM).values("seat__team__partnership")
    whole = scope.whole(scope.runs(person), "pk") | Q(pk__in=champion)
    partnerships = Partnership.objects.filter(whole).order_by("name")
    in_teams = sitting.filter(seat__team__zone__isnull=False).values("seat__team__zone")
    led = scope.led_zones(person).order_by().values("pk")
    here = Q(partnership__in=partnerships.order_by().values("pk")) | Q(pk__in=in_teams) | Q(pk__in=led)
    return _listed(partnerships, Zone.objects.filter(here))


def _listed(partnerships: "QuerySet[Partnership]", zones: "QuerySet[Zone]") -> list[Where]:
    found = [Where(partnership, None) for partnership in partnerships]
    by_name = zones.select_related("partnership").order_by("name")
    return found + [Where(zone.partnership, zone) for zone in by_name]
